//! A set of policies that is asked together.
//!
//! A small set is scanned. A large one has an index: each statement stands under the fixed
//! beginning of each of its actions, with a sign of each of its resources. A question looks up
//! the beginnings of its action, passes over the signs that don't fit its resource, and holds
//! what is left against the statement itself.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::arn::{ArnPattern, Resource};
use crate::compiled::call::{Call, Visit};
use crate::compiled::names;
use crate::compiled::prefix::{Beginnings, Prefix, START};
use crate::policy::{Document, Effect, Sense, Statement};

/// What a set of policies says (R5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// There is nothing to ask.
    Absent,
    /// A document that RAM would not have saved is among them.
    Refused,
    /// A Deny applies.
    Deny,
    /// An Allow applies and no Deny.
    Allow,
    /// No statement applies.
    Nothing,
}

/// Policies that are asked together.
#[derive(Debug)]
pub struct Bag {
    documents: Vec<Arc<Document>>,
    is_refused: bool,
    index: Option<Index>,
}

/// Up to so many statements are scanned; from there on the index is faster.
const SCANNED: usize = 6;

impl Bag {
    pub fn new(documents: Vec<Arc<Document>>) -> Bag {
        let is_refused = documents.iter().any(|document| document.policy.is_none());
        let count: usize = documents.iter().flat_map(|document| &document.policy).map(|p| p.statements.len()).sum();
        let index = (!is_refused && count > SCANNED).then(|| Index::new(&documents));
        Bag { documents, is_refused, index }
    }

    /// Whether one of the documents has an error.
    pub fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// All statements, in no order that matters.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        statements(&self.documents)
    }

    /// The basic process (R5.1).
    pub fn ask(&self, call: &Call<'_>, visit: Visit<'_>) -> Answer {
        if self.is_refused {
            return Answer::Refused;
        }
        let mut poll = Poll { call, visit, is_allowed: false };
        let denied = match (&self.index, call.question.hashes.get_if_needed(&self.index, call)) {
            _ => false,
        };
        if denied { Answer::Deny } else if poll.is_allowed { Answer::Allow } else { Answer::Nothing }
    }
}
