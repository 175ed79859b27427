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
use crate::compiled::prefix::{Beginnings, Memo, Prefix};
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
                index.proposals(action, signs).filter_map(|place| self.statement(place)).any(|s| denies(s))
            }
            None => self.statements().any(|s| denies(s)),
        };
        match (is_denied, is_allowed) {
            (true, _) => Answer::Deny,
            (false, true) => Answer::Allow,
            (false, false) => Answer::Nothing,
        }
    }

    fn statement(&self, place: Place) -> Option<&Statement> {
        self.documents.get(place.document as usize)?.policy.as_ref()?.statements.get(place.statement as usize)
    }
}

fn statements(documents: &[Arc<Document>]) -> impl Iterator<Item = &Statement> {
    documents.iter().flat_map(|document| &document.policy).flat_map(|policy| &policy.statements)
}

/// Where a statement stands in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    document: u32,
    statement: u32,
}

/// Statements by the fixed beginnings of their actions.
#[derive(Debug)]
struct Index {
    /// Which lengths the beginnings have, a bit for each.
    lengths: u64,
    /// From the hash of a beginning to a range of `proposals`.
    ranges: Memo<u64, (u32, u32)>,
    proposals: Vec<(Sign, Place)>,
}

/// Statements with more resources than this stand once under each action, with no sign.
const SIGNED: usize = 8;

impl Index {
    fn new(documents: &[Arc<Document>]) -> Index {
        let mut lengths = 0;
        let mut entries: Vec<(u64, Sign, Place)> = Vec::new();
        for (document, policy) in
            (0..).zip(documents).filter_map(|(at, document)| Some((at, document.policy.as_ref()?)))
        {
            for (statement, content) in (0..).zip(&policy.statements) {
                let place = Place { document, statement };
                let mut add = |prefix: Prefix, sign: Sign| {
                    let hash = match prefix {
                        Prefix::Whole(hash) => hash,
                        Prefix::Beginning(length, hash) => {
                            lengths |= 1 << length;
                            hash
                        }
                    };
                    entries.push((hash, sign, place));
                };
                let signs = Sign::of(content);
                if content.action.sense == Sense::IsNot {
                    signs.iter().for_each(|sign| add(Prefix::NONE, *sign));
                    continue;
                }
                for pattern in &content.action.patterns {
                    let prefix = Prefix::of(&pattern.value);
                    signs.iter().for_each(|sign| add(prefix, *sign));
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
        Index { lengths, ranges, proposals: entries.into_iter().map(|(_, sign, place)| (sign, place)).collect() }
    }

    fn proposals(&self, action: &Beginnings, resource: &Signs) -> impl Iterator<Item = Place> {
        let hashes = std::iter::once(action.whole()).chain(action.among(self.lengths));
        hashes
            .filter_map(|hash| self.ranges.get(&hash))
            .filter_map(|(start, end)| self.proposals.get(*start as usize..*end as usize))
            .flatten()
            .filter(|(sign, _)| resource.fit(*sign))
            .map(|(_, place)| *place)
    }
}

/// What rules a resource out at a glance: length and hash of the fixed beginning of its relative
/// id, and a hash of its account where that is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sign(u32);

/// In the place of the length, for a relative id without wildcards.
const WHOLE: u32 = 0xff;

impl Sign {
    /// Rules nothing out.
    const NONE: Sign = Sign(0);

    /// The signs of a statement's resources.
    fn of(statement: &Statement) -> Vec<Sign> {
        match &statement.resource {
            Some(clause) if clause.patterns.len() <= SIGNED => {
                let mut signs: Vec<Sign> =
                    clause.patterns.iter().map(|pattern| Sign::of_pattern(&pattern.value)).collect();
                signs.sort_unstable();
                signs.dedup();
                signs
            }
            _ => vec![Sign::NONE],
        }
    }

    fn of_pattern(pattern: &ArnPattern) -> Sign {
        let ArnPattern::Fields { account, relative_id, .. } = pattern else { return Sign::NONE };
        let account = if account.has_wildcard() { 0 } else { account_sign(account.as_str()) };
        match Prefix::of(relative_id) {
            Prefix::Whole(hash) => Sign::new(WHOLE, account, hash),
            // From 1, so that no sign but NONE is 0.
            Prefix::Beginning(length, hash) => Sign::new(u32::from(length) + 1, account, hash),
        }
    }

    fn new(length: u32, account: u32, hash: u64) -> Sign {
        Sign(length << 24 | account << 16 | u32::from(short(hash)))
    }
}

/// From 1 to 255: 0 stands for an account that is not fixed.
fn account_sign(account: &str) -> u32 {
    u32::from(short(names::exact(account))) % 255 + 1
}

/// The lower half, with what the upper half says.
#[expect(clippy::cast_possible_truncation, reason = "the rest of the hash is not wanted")]
fn short(hash: u64) -> u16 {
    (hash ^ hash >> 32) as u16
}

/// All signs that a resource has.
#[derive(Debug)]
pub struct Signs {
    /// Account and relative id; nothing for a call without a resource.
    arn: Option<(u32, Beginnings)>,
}

impl Signs {
    /// Nothing when the relative id is not ASCII.
    pub fn of(resource: &Resource) -> Option<Signs> {
        let arn = match resource {
            Resource::Arn(arn) => Some((account_sign(&arn.account), Beginnings::of(&arn.relative_id)?)),
            Resource::Any => None,
        };
        Some(Signs { arn })
    }

    fn fit(&self, sign: Sign) -> bool {
        if sign == Sign::NONE {
            return true;
        }
        // R3.6: only the pattern `*` covers a call without a resource.
        let Some((account, relative_id)) = &self.arn else { return false };
        let Sign(bits) = sign;
        let hash = match bits >> 24 {
            WHOLE => Some(relative_id.whole()),
            length => relative_id.get(length as usize - 1),
        };
        let of_account = bits >> 16 & 0xff;
        (of_account == 0 || of_account == *account) && hash.is_some_and(|hash| u32::from(short(hash)) == bits & 0xffff)
    }
}
