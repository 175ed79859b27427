//! Statements by what is fixed in their actions, for large sets.
//!
//! Each statement stands under the fixed beginning of each of its actions, with a sign of each of
//! its resources. A question looks up the beginnings of its action and passes over the signs that
//! don't fit its resource.

use crate::arn::{ArnPattern, Resource};
use crate::compiled::bag::Place;
use crate::compiled::call::Question;
use crate::compiled::names;
use crate::compiled::prefix::{Fixed, LONGEST, Memo, beginnings, ending, whole};
use crate::policy::{Sense, Statement};

/// The index of one set.
#[derive(Debug)]
pub struct Index {
    /// Which lengths the beginnings have, a bit for each: those of patterns without a fixed
    /// ending, and of patterns with one.
    lengths: u64,
    lengths_with_ending: u64,
    /// From a hash of what is fixed to a range of `proposals`.
    ranges: Memo<u64, (u32, u32)>,
    /// Signs of a resource, and the number of a statement in `places`.
    proposals: Vec<(Sign, u32)>,
    places: Vec<Place>,
}

/// Statements with more resources than this stand once under each action, with no sign.
const SIGNED: usize = 8;

/// One hash for a beginning and an ending.
fn joined(beginning: u64, ending: u64) -> u64 {
    beginning ^ ending.rotate_left(23)
}

impl Index {
    pub fn new<'s>(statements: impl Iterator<Item = (Place, &'s Statement)>) -> Index {
        let (mut lengths, mut lengths_with_ending) = (0, 0);
        let mut entries: Vec<(u64, Sign, u32)> = Vec::new();
        let mut places = Vec::new();
        for (place, statement) in statements {
            let number = u32::try_from(places.len()).unwrap_or(u32::MAX);
            places.push(place);
            let signs = Sign::of(statement);
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
            match statement.action.sense {
                Sense::Is => statement.action.patterns.iter().for_each(|p| add(Fixed::of(p.value.as_str()))),
                Sense::IsNot => add(Fixed::NOTHING),
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

    /// Whether something holds for one of the statements that may apply. Both texts of the
    /// question are ASCII, or its resource has no signs and every statement may.
    pub fn any(&self, question: &Question<'_>, mut holds: impl FnMut(Place) -> bool) -> bool {
        let Some(signs) = question.signs() else { return self.places.iter().any(|place| holds(*place)) };
        let mut any_under = |hash: u64| {
            let range =
                self.ranges.get(&hash).and_then(|(start, end)| self.proposals.get(*start as usize..*end as usize));
            let fitting = range.unwrap_or_default().iter().filter(|(sign, _)| signs.fit(*sign));
            fitting.filter_map(|(_, number)| self.places.get(*number as usize)).any(|place| holds(*place))
        };
        let ending = ending(question.action);
        let mut longest = 0;
        for (length, hash) in beginnings(question.action).enumerate() {
            let is_in = |lengths: u64| length <= LONGEST && lengths >> length & 1 == 1;
            if is_in(self.lengths) && any_under(hash) {
                return true;
            }
            if is_in(self.lengths_with_ending) && ending.is_some_and(|ending| any_under(joined(hash, ending))) {
                return true;
            }
            longest = hash;
        }
        any_under(whole(longest))
    }
}

/// What rules a resource out, in bits: what is fixed in its relative id (length of the beginning
/// 7, hash of it 9, hash of the ending 10) and its account (6).
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
            account => some_bits(names::exact(account), 63),
        };
        let (length, hash, ending) = match Fixed::of(fields.relative_id()) {
            Fixed::Whole(hash) => (WHOLE, hash, 0),
            // From 1, so that no sign but NONE is 0.
            Fixed::Ends(length, hash, ending) => {
                (u32::from(length) + 1, hash, ending.map_or(0, |ending| some_bits(ending, 1023)))
            }
        };
        Sign(length << 25 | (u32::from(nine_bits(hash)) << 16) | (account << 10) | ending)
    }
}

/// A part of a hash from 1 to `most`: 0 stands for what is not fixed.
fn some_bits(hash: u64, most: u64) -> u32 {
    u32::try_from((hash ^ hash >> 32) % most + 1).unwrap_or_default()
}

/// Nine bits of a hash, on which the last byte tells.
fn nine_bits(hash: u64) -> u16 {
    u16::try_from((hash ^ hash >> 32) & 0x1ff).unwrap_or_default()
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
    /// The longest beginning of the relative id that has a hash.
    length: usize,
    /// Of each beginning, by length.
    hashes: [u16; LONGEST + 1],
    whole: u16,
}

impl Signs {
    /// Nothing when the relative id is not ASCII.
    pub fn of(resource: &Resource) -> Option<Signs> {
        let Resource::Arn(arn) = resource else { return Some(Signs { arn: None }) };
        if !arn.relative_id().is_ascii() {
            return None;
        }
        let mut hashes = [0; LONGEST + 1];
        let mut longest = 0;
        for (length, hash) in beginnings(arn.relative_id()).enumerate() {
            if let Some(slot) = hashes.get_mut(length) {
                *slot = nine_bits(hash);
            }
            longest = hash;
        }
        let arn = ArnSigns {
            account: some_bits(names::exact(arn.account()), 63),
            ending: ending(arn.relative_id()).map_or(0, |ending| some_bits(ending, 1023)),
            length: arn.relative_id().len(),
            hashes,
            whole: nine_bits(whole(longest)),
        };
        Some(Signs { arn: Some(arn) })
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
            WHOLE => Some(arn.whole),
            length if length as usize > arn.length + 1 => None,
            length => arn.hashes.get(length as usize - 1).copied(),
        };
        hash.is_some_and(|hash| u32::from(hash) == bits >> 16 & 0x1ff)
    }
}
