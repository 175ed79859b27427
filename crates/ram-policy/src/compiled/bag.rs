//! A set of policies that is asked together.
//!
//! A small set is scanned. A large one has an index: each statement stands under the fixed
//! beginning of each of its actions, with a sign of each of its resources. A question looks up
//! the beginnings of its action, passes over the signs that don't fit its resource, and holds
//! what is left against the statement itself.

use std::sync::Arc;

use crate::arn::{ArnPattern, Resource};
use crate::compiled::call::{Call, Visit};
use crate::compiled::names;
use crate::compiled::prefix::{Beginnings, Fixed, Memo};
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
        let index = (!is_refused && statements(&documents).count() > SCANNED).then(|| Index::new(&documents));
        Bag { documents, is_refused, index }
    }

    /// A session policy, which is asked a few times only.
    pub fn of_session(policy: &Arc<Document>) -> Bag {
        Bag { documents: vec![policy.clone()], is_refused: policy.policy.is_none(), index: None }
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
        let is_denied = match self.index.as_ref().and_then(|index| Some((index, call.question.hashes()?))) {
            Some((index, (action, signs))) => {
                index.proposals(action, signs).filter_map(|place| self.statement(place)).any(&mut denies)
            }
            None => self.statements().any(denies),
        };
        match (is_denied, is_allowed) {
            (true, _) => Answer::Deny,
            (false, true) => Answer::Allow,
            (false, false) => Answer::Nothing,
        }
    }

    fn statement(&self, (document, statement): (u32, u32)) -> Option<&Statement> {
        self.documents.get(document as usize)?.policy.as_ref()?.statements.get(statement as usize)
    }
}

fn statements(documents: &[Arc<Document>]) -> impl Iterator<Item = &Statement> {
    documents.iter().flat_map(|document| &document.policy).flat_map(|policy| &policy.statements)
}

/// Statements by what is fixed in their actions.
#[derive(Debug)]
struct Index {
    /// Which lengths the beginnings have, a bit for each: those of patterns without a fixed
    /// ending, and of patterns with one.
    lengths: u64,
    lengths_with_ending: u64,
    /// From a hash of what is fixed to a range of `proposals`.
    ranges: Memo<u64, (u32, u32)>,
    /// Signs of a resource, and the number of a statement.
    proposals: Vec<(Sign, u32)>,
    /// Document and place of each statement.
    places: Vec<(u32, u32)>,
}

/// Statements with more resources than this stand once under each action, with no sign.
const SIGNED: usize = 8;

/// One hash for a beginning and an ending.
fn joined(beginning: u64, ending: u64) -> u64 {
    beginning ^ ending.rotate_left(23)
}

impl Index {
    fn new(documents: &[Arc<Document>]) -> Index {
        let (mut lengths, mut lengths_with_ending) = (0, 0);
        let mut entries: Vec<(u64, Sign, u32)> = Vec::new();
        let mut places = Vec::new();
        for (document, policy) in (0..).zip(documents.iter().filter_map(|document| document.policy.as_ref())) {
            for (statement, content) in (0..).zip(&policy.statements) {
                let number = u32::try_from(places.len()).unwrap_or(u32::MAX);
                places.push((document, statement));
                let signs = Sign::of(content);
                let mut add = |fixed: Fixed| {
                    let hash = match fixed {
                        Fixed::Whole(hash) => hash,
                        Fixed::Ends(length, beginning, None) => {
                            lengths |= 1 << length;
                            beginning
                        }
                        Fixed::Ends(length, beginning, Some(ending)) => {
                            lengths_with_ending |= 1 << length;
                            joined(beginning, ending)
                        }
                    };
                    entries.extend(signs.iter().map(|sign| (hash, *sign, number)));
                };
                match content.action.sense {
                    Sense::Is => content.action.patterns.iter().for_each(|p| add(Fixed::of(p.value.as_str()))),
                    Sense::IsNot => add(Fixed::NOTHING),
                }
            }
        }
        entries.sort_unstable();
        entries.dedup();
        let mut ranges = Memo::default();
        let mut start = 0;
        for run in entries.chunk_by(|left, right| left.0 == right.0) {
            let end = start + u32::try_from(run.len()).unwrap_or(u32::MAX);
            ranges.extend(run.first().map(|(hash, ..)| (*hash, (start, end))));
            start = end;
        }
        ranges.shrink_to_fit();
        places.shrink_to_fit();
        let proposals = entries.iter().map(|(_, sign, number)| (*sign, *number)).collect();
        Index { lengths, lengths_with_ending, ranges, proposals, places }
    }

    /// Statements that may apply, each by document and place.
    fn proposals(&self, action: &Beginnings, resource: &Signs) -> impl Iterator<Item = (u32, u32)> {
        let with_ending = action
            .ending()
            .into_iter()
            .flat_map(|ending| action.among(self.lengths_with_ending).map(move |beginning| joined(beginning, ending)));
        std::iter::once(action.whole())
            .chain(action.among(self.lengths))
            .chain(with_ending)
            .filter_map(|hash| self.ranges.get(&hash))
            .filter_map(|(start, end)| self.proposals.get(*start as usize..*end as usize))
            .flatten()
            .filter(|(sign, _)| resource.fit(*sign))
            .filter_map(|(_, number)| self.places.get(*number as usize).copied())
    }
}

/// What rules a resource out at a glance, in bits: what is fixed in its relative id (length of
/// the beginning 7, hash of it 9, hash of the ending 10) and its account (6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sign(u32);

/// In the place of the length, for a relative id without wildcards.
const WHOLE: u32 = 0x7f;

impl Sign {
    /// Rules nothing out.
    const NONE: Sign = Sign(0);

    /// The signs of a statement's resources.
    fn of(statement: &Statement) -> Vec<Sign> {
        match &statement.resource {
            Some(clause) if clause.patterns.len() <= SIGNED => {
                clause.patterns.iter().map(|pattern| Sign::of_pattern(&pattern.value)).collect()
            }
            _ => vec![Sign::NONE],
        }
    }

    fn of_pattern(pattern: &ArnPattern) -> Sign {
        let ArnPattern::Fields(fields) = pattern else { return Sign::NONE };
        let account = match fields.account() {
            account if account.contains(['*', '?']) => 0,
            account => sign(names::exact(account), 63),
        };
        let (length, hash, ending) = match Fixed::of(fields.relative_id()) {
            Fixed::Whole(hash) => (WHOLE, hash, 0),
            // From 1, so that no sign but NONE is 0.
            Fixed::Ends(length, hash, ending) => {
                (u32::from(length) + 1, hash, ending.map_or(0, |ending| sign(ending, 1023)))
            }
        };
        Sign(length << 25 | (sign(hash, 511) << 16) | (account << 10) | ending)
    }
}

/// A part of a hash from 1 to `most`: 0 stands for what is not fixed.
fn sign(hash: u64, most: u64) -> u32 {
    u32::try_from((hash ^ hash >> 32) % most + 1).unwrap_or_default()
}

/// All signs that a resource has.
#[derive(Debug)]
pub struct Signs {
    /// Nothing for a call without a resource.
    arn: Option<ArnSigns>,
}

#[derive(Debug)]
struct ArnSigns {
    account: u32,
    ending: u32,
    relative_id: Beginnings,
}

impl Signs {
    /// Nothing when the relative id is not ASCII.
    pub fn of(resource: &Resource) -> Option<Signs> {
        let Resource::Arn(arn) = resource else { return Some(Signs { arn: None }) };
        let relative_id = Beginnings::of(&arn.relative_id)?;
        let account = sign(names::exact(&arn.account), 63);
        let ending = relative_id.ending().map_or(0, |ending| sign(ending, 1023));
        Some(Signs { arn: Some(ArnSigns { account, ending, relative_id }) })
    }

    fn fit(&self, Sign(bits): Sign) -> bool {
        if Sign(bits) == Sign::NONE {
            return true;
        }
        // R3.6: only the pattern `*` covers a call without a resource.
        let Some(arn) = &self.arn else { return false };
        let (of_account, of_ending) = (bits >> 10 & 0x3f, bits & 0x3ff);
        if (of_account != 0 && of_account != arn.account) || (of_ending != 0 && of_ending != arn.ending) {
            return false;
        }
        let hash = match bits >> 25 {
            WHOLE => Some(arn.relative_id.whole()),
            length => arn.relative_id.get(length as usize - 1),
        };
        hash.is_some_and(|hash| sign(hash, 511) == bits >> 16 & 0x1ff)
    }
}
