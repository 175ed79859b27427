//! Which actions and resources of a table each pattern covers.

use crate::arn::ArnPattern;
use crate::compiled::many::bits::{self, Bits};
use crate::compiled::prefix::Memo;
use crate::pattern::{Case, Pattern};
use crate::policy::{Sense, Statement};
use crate::request::Target;

/// A set for each distinct pattern that was met.
pub struct Sets<'a> {
    actions: &'a [String],
    targets: &'a [Target],
    /// Actions in lower case, sorted, with their places; those that are not ASCII are apart.
    sorted: Vec<(String, usize)>,
    others: Vec<usize>,
    known_actions: Memo<String, Bits>,
    known_targets: Memo<ArnPattern, Bits>,
}

impl<'a> Sets<'a> {
    pub fn new(actions: &'a [String], targets: &'a [Target]) -> Sets<'a> {
        let mut sorted = Vec::with_capacity(actions.len());
        let mut others = Vec::new();
        for (place, action) in actions.iter().enumerate() {
            if action.is_ascii() {
                sorted.push((action.to_ascii_lowercase(), place));
            } else {
                others.push(place);
            }
        }
        sorted.sort_unstable();
        Sets { actions, targets, sorted, others, known_actions: Memo::default(), known_targets: Memo::default() }
    }

    /// The actions that a statement covers.
    pub fn actions(&mut self, statement: &Statement) -> Bits {
        let mut covered = vec![0; self.actions.len().div_ceil(64)];
        for pattern in &statement.action.patterns {
            let text = pattern.value.as_str();
            match self.known_actions.get(text) {
                Some(known) => bits::add(&mut covered, known),
                None => {
                    let found = self.find_actions(&pattern.value);
                    bits::add(&mut covered, &found);
                    self.known_actions.insert(text.to_owned(), found);
                }
            }
        }
        if statement.action.sense == Sense::IsNot {
            // Bits beyond the last action belong to no row.
            covered.iter_mut().for_each(|word| *word = !*word);
        }
        covered
    }

    /// What can match begins as the pattern does, up to its first wildcard; for characters that
    /// are not ASCII see [`prefix`](crate::compiled::prefix).
    fn find_actions(&self, pattern: &Pattern) -> Bits {
        let mut found = vec![0; self.actions.len().div_ceil(64)];
        let mut hold = |place: usize| {
            if self.actions.get(place).is_some_and(|action| pattern.matches(action, Case::Ignored)) {
                bits::set(&mut found, place);
            }
        };
        let beginning = pattern.as_str().split(|c: char| matches!(c, '*' | '?') || !c.is_ascii()).next();
        let beginning = beginning.unwrap_or_default().to_ascii_lowercase();
        let first = self.sorted.partition_point(|(action, _)| *action < beginning);
        let alike = self.sorted.iter().skip(first).take_while(|(action, _)| action.starts_with(&beginning));
        alike.for_each(|(_, place)| hold(*place));
        self.others.iter().for_each(|place| hold(*place));
        found
    }

    /// The resources that a statement covers; a statement without resources covers all.
    pub fn targets(&mut self, statement: &Statement) -> Bits {
        let mut covered = vec![0; self.targets.len().div_ceil(64)];
        let Some(clause) = &statement.resource else {
            covered.fill(u64::MAX);
            return covered;
        };
        for pattern in &clause.patterns {
            match self.known_targets.get(&pattern.value) {
                Some(known) => bits::add(&mut covered, known),
                None => {
                    let found = self.find_targets(&pattern.value);
                    bits::add(&mut covered, &found);
                    self.known_targets.insert(pattern.value.clone(), found);
                }
            }
        }
        covered
    }

    fn find_targets(&self, pattern: &ArnPattern) -> Bits {
        let mut found = vec![0; self.targets.len().div_ceil(64)];
        for (place, target) in self.targets.iter().enumerate() {
            if pattern.mismatch(&target.resource).is_none() {
                bits::set(&mut found, place);
            }
        }
        found
    }
}
