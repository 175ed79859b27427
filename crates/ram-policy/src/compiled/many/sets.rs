//! Which actions and resources of a table each pattern covers.

use crate::arn::{ArnFields, ArnPattern};
use crate::compiled::glance::{self, Glance};
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
    /// Of each resource the beginnings of its service and its relative id; nothing where they are
    /// not ASCII, or there is no ARN.
    glances: Vec<Option<(u64, u64)>>,
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
        let glance = |target: &Target| {
            let arn = target.resource.arn()?;
            Some((glance::beginning(arn.service())?, glance::beginning(arn.relative_id())?))
        };
        let glances = targets.iter().map(glance).collect();
        Sets { actions, targets, sorted, others, known_actions: Memo::default(), glances }
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
    pub fn targets(&self, statement: &Statement) -> Bits {
        let mut covered = vec![0; self.targets.len().div_ceil(64)];
        let Some(clause) = &statement.resource else {
            covered.fill(u64::MAX);
            return covered;
        };
        for pattern in &clause.patterns {
            match &pattern.value {
                ArnPattern::Everything => covered.fill(u64::MAX),
                ArnPattern::Fields(fields) => self.add_targets(&pattern.value, fields, &mut covered),
            }
        }
        covered
    }

    fn add_targets(&self, pattern: &ArnPattern, fields: &ArnFields, covered: &mut Bits) {
        let (service, relative_id) = (Glance::of(fields.service()), Glance::of(fields.relative_id()));
        for (place, (target, glance)) in self.targets.iter().zip(&self.glances).enumerate() {
            let may_match =
                glance.is_none_or(|(of_service, of_id)| service.fits(of_service) && relative_id.fits(of_id));
            if may_match && pattern.mismatch(&target.resource).is_none() {
                bits::set(covered, place);
            }
        }
    }
}
