//! A set of policies that is asked together.
//!
//! In a small set every action is looked at, if only at a [`Glance`]; a large one has an [`Index`].
//! What they propose is held against the statement itself.

use std::sync::Arc;

use crate::compiled::call::{Call, Visit};
use crate::compiled::glance::Glance;
use crate::compiled::index::Index;
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
    finder: Finder,
}

/// How statements that may apply are found.
#[derive(Debug)]
enum Finder {
    /// One after the other.
    All,
    /// By a glance at each of their actions.
    Glances(Vec<(Glance, Place)>),
    Index(Index),
}

/// A statement of a set: its document, and its place in it.
pub type Place = (u32, u32);

/// From so many statements on the index is faster.
const LARGE: usize = 32;

impl Bag {
    pub fn new(documents: Vec<Arc<Document>>) -> Bag {
        let is_refused = documents.iter().any(|document| document.policy.is_none());
        let finder = match statements(&documents).count() {
            _ if is_refused => Finder::All,
            LARGE.. => Finder::Index(Index::new(places(&documents))),
            _ => Finder::Glances(places(&documents).flat_map(glances).collect()),
        };
        Bag { documents, is_refused, finder }
    }

    /// A session policy, which is asked a few times only.
    pub fn of_session(policy: &Arc<Document>) -> Bag {
        Bag { documents: vec![policy.clone()], is_refused: policy.policy.is_none(), finder: Finder::All }
    }

    /// Whether one of the documents has an error.
    pub fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// The documents of the set.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
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
        let mut is_allowed = false;
        let mut denies = |statement: &Statement| match statement.effect.value {
            Effect::Allow => {
                is_allowed = is_allowed || call.meets(statement, visit);
                false
            }
            Effect::Deny => call.meets(statement, visit),
        };
        let is_denied = match (&self.finder, call.question.glance()) {
            (Finder::Glances(glances), Some(beginning)) => {
                let mut last = None;
                glances.iter().any(|(glance, place)| {
                    // Of its actions one is enough: all are looked at then.
                    glance.fits(beginning)
                        && last.replace(place) != Some(place)
                        && self.statement(*place).is_some_and(&mut denies)
                })
            }
            (Finder::Index(index), Some(_)) => {
                index.any(call.question, |place| self.statement(place).is_some_and(&mut denies))
            }
            _ => self.statements().any(denies),
        };
        match (is_denied, is_allowed) {
            (true, _) => Answer::Deny,
            (false, true) => Answer::Allow,
            (false, false) => Answer::Nothing,
        }
    }

    fn statement(&self, (document, statement): Place) -> Option<&Statement> {
        self.documents.get(document as usize)?.policy.as_ref()?.statements.get(statement as usize)
    }
}

fn statements(documents: &[Arc<Document>]) -> impl Iterator<Item = &Statement> {
    documents.iter().flat_map(|document| &document.policy).flat_map(|policy| &policy.statements)
}

/// All statements with their places.
fn places(documents: &[Arc<Document>]) -> impl Iterator<Item = (Place, &Statement)> {
    (0..).zip(documents).flat_map(|(document, content)| {
        let statements = content.policy.iter().flat_map(|policy| &policy.statements);
        (0..).zip(statements).map(move |(statement, content)| ((document, statement), content))
    })
}

fn glances((place, statement): (Place, &Statement)) -> Vec<(Glance, Place)> {
    match statement.action.sense {
        Sense::Is => {
            let patterns = statement.action.patterns.iter();
            patterns.map(|pattern| (Glance::of(pattern.value.as_str()), place)).collect()
        }
        Sense::IsNot => vec![(Glance::ANYTHING, place)],
    }
}
