//! Everything that follows from a scenario: its documents read, the answer, the findings.

use std::rc::Rc;

use ram_policy::trace::{Decision, Evaluation, Rejection};
use ram_text::{Lang, Msg};

use crate::scenario::{DocumentKey, Scenario};
use crate::view::{TraceView, VerdictView};
use crate::world::{self, Documents};

/// What follows from one state of a scenario.
#[derive(Debug)]
pub struct Analysis {
    /// Every document, read: those of the scenario, and the system policies that it uses.
    pub documents: Documents,
    /// The answer to show. None where the question is incomplete.
    pub answer: Option<Rc<Answer>>,
    /// What the question still lacks.
    pub incomplete: Option<Msg>,
    /// The broken document that keeps an older answer on screen.
    pub stale: Option<DocumentKey>,
}

/// One answer, with the scenario as it was when the answer was given.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The scenario that was asked about.
    pub scenario: Rc<Scenario>,
    /// The evaluation itself.
    pub evaluation: Evaluation,
}

impl Analysis {
    /// Analyses a scenario. Documents whose text has not changed are taken from the `previous`
    /// analysis. While a document on the path is broken, the previous answer to the same question
    /// stays, marked as old.
    pub fn of(scenario: &Rc<Scenario>, previous: Option<&Analysis>) -> Analysis {
        let documents = world::documents(scenario, previous.map(|analysis| &analysis.documents));
        let request = match world::request(scenario, &documents) {
            Ok(request) => request,
            Err(incomplete) => {
                let incomplete = Some(incomplete.message());
                return Analysis { documents, answer: None, incomplete, stale: None };
            }
        };
        let evaluation = ram_policy::evaluate(&world::world(scenario, &documents), &request);
        let kept = previous.and_then(|analysis| analysis.answer.clone());
        // Another scenario has another story, even where the question reads the same.
        let is_same =
            |answer: &Answer| answer.scenario.question == scenario.question && answer.scenario.story == scenario.story;
        let kept = kept.filter(|answer| !answer.is_refused() && is_same(answer));
        let answer = Rc::new(Answer { scenario: scenario.clone(), evaluation });
        match (answer.broken_document(), kept) {
            (Some(broken), Some(kept)) => {
                Analysis { documents, answer: Some(kept), incomplete: None, stale: Some(broken) }
            }
            _ => Analysis { documents, answer: Some(answer), incomplete: None, stale: None },
        }
    }
}

impl Answer {
    /// The verdict in one band, in the reader's language.
    pub fn verdict(&self, lang: Lang) -> VerdictView {
        crate::verdict::verdict(self, lang)
    }

    /// The trace in rows, in the reader's language.
    pub fn trace(&self, lang: Lang) -> TraceView {
        crate::trace_rows::trace(self, lang)
    }

    /// The condition keys that took part in the decision, as the documents write them: those of
    /// the statements that settle the deciding phase's steps.
    pub fn decisive_keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for phase in &self.evaluation.phases {
            let steps = phase.traces.iter().flat_map(|trace| &trace.steps);
            for (policy, statement) in steps.filter_map(|step| step.deciding_statement()) {
                let Some(model) = policy.document.policy.as_ref().and_then(|p| p.statements.get(statement.index))
                else {
                    continue;
                };
                for condition in &model.conditions {
                    let key = condition.key.span.of(&policy.document.text).trim_matches('"').to_owned();
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
        }
        keys
    }

    fn is_refused(&self) -> bool {
        self.evaluation.decision() == Decision::Rejected(Rejection::InvalidPolicy)
    }

    /// The first broken document on the path, where that is what ends the evaluation.
    fn broken_document(&self) -> Option<DocumentKey> {
        if !self.is_refused() {
            return None;
        }
        let step = self.evaluation.step(self.evaluation.deciding_step()?)?;
        let policies = step.rows.iter().flat_map(|row| &row.policies);
        policies
            .filter(|policy| policy.document.policy.is_none())
            .find_map(|policy| DocumentKey::parse(&policy.document.id.0))
    }
}
