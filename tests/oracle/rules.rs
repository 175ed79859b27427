//! Which rules a run has used, so that a generator that never reaches a rule is noticed.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// How often each rule of the specification took part in an answer.
#[derive(Default)]
pub struct Rules(RefCell<BTreeMap<&'static str, u64>>);

impl Rules {
    /// Notes that a rule was used.
    pub fn note(&self, rule: &'static str) {
        *self.0.borrow_mut().entry(rule).or_default() += 1;
    }

    /// Notes the rule when it holds; gives back whether it does.
    pub fn when(&self, holds: bool, rule: &'static str) -> bool {
        if holds {
            self.note(rule);
        }
        holds
    }

    /// The counts so far.
    pub fn counts(self) -> BTreeMap<&'static str, u64> {
        self.0.into_inner()
    }
}
