//! One history for everything a person can change: policies, the question, the title.

use std::rc::Rc;

use ram_scenario::entity::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};

use super::Words;

/// How many steps back there are. A step holds whole documents, of which neighbours share none.
pub const LONGEST: usize = 500;

/// Scenarios before and after the shown one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// What is being typed; the next change of it joins the last step.
    run: Option<Run>,
}

/// Something that is typed letter by letter.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// A document.
    Document(DocumentKey),
    /// A part of the question, by what undo calls its change; nothing for a role, which is called by its name.
    Question(Option<Words>),
}

/// One change: the scenario on its other side, and the document that it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The scenario before the change, or after it for a step forward.
    pub scenario: Rc<Scenario>,
    /// The document that the change was about.
    pub document: Option<DocumentKey>,
    /// What the change is called.
    pub name: Words,
    /// What is renamed on the way to that scenario.
    pub renamed: Option<Renamed>,
}

/// An entity, and the name that it gets.
pub type Renamed = (Entity, String);

impl Step {
    /// The step the other way, which leads to `now`.
    fn reverse(&self, now: &Rc<Scenario>) -> Step {
        let renamed = self.renamed.as_ref().map(|(entity, to)| (entity.named(to), entity.name().to_owned()));
        Step { scenario: Rc::clone(now), renamed, ..self.clone() }
    }
}

impl History {
    /// What the step back takes back, if there is one.
    pub fn undoes(&self) -> Option<&Words> {
        self.past.last().map(|step| &step.name)
    }

    /// What the step forward makes again, if there is one.
    pub fn redoes(&self) -> Option<&Words> {
        self.future.last().map(|step| &step.name)
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Takes note of a change of `before`, and of what it renames. Changes of one thing after another are one step, until
    /// [`History::commit`].
    pub fn record(&mut self, before: &Rc<Scenario>, run: Option<Run>, name: Words, renamed: Option<Renamed>) {
        self.future.clear();
        let last = self.past.last_mut().filter(|_| run.is_some() && self.run == run);
        if let Some(last) = last {
            last.name = name;
            return;
        }
        if self.past.len() == LONGEST {
            self.past.remove(0);
        }
        let document = match &run {
            Some(Run::Document(key)) => Some(key.clone()),
            _ => None,
        };
        let change = Step { scenario: Rc::clone(before), document, name, renamed };
        self.past.push(change.reverse(before));
        self.run = run;
    }

    /// Ends a run of typing.
    pub fn commit(&mut self) {
        self.run = None;
    }

    /// Whether a run of typing is going on.
    pub fn is_open(&self) -> bool {
        self.run.is_some()
    }

    /// The step back from `now`.
    pub fn undo(&mut self, now: &Rc<Scenario>) -> Option<Step> {
        self.run = None;
        let step = self.past.pop()?;
        self.future.push(step.reverse(now));
        Some(step)
    }

    /// The step forward from `now`.
    pub fn redo(&mut self, now: &Rc<Scenario>) -> Option<Step> {
        self.run = None;
        let step = self.future.pop()?;
        self.past.push(step.reverse(now));
        Some(step)
    }
}
