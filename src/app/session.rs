//! Where the scenario on the page came from, and what opens when.

use std::rc::Rc;

use ram_scenario::context::of_new_question;
use ram_scenario::examples::{EXAMPLES, Example};
use ram_scenario::link::{self, Source};
use ram_scenario::scenario::{DocumentKey, Question, Scenario};
use ram_text::{Lang, Msg};

use super::Note;
use crate::browser::storage::{self, Origin, Slot};
use crate::browser::{address, clock, page};
use crate::state::even_lines;

/// Where the scenario on the page came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// It names the slot that keeps the scenario.
    pub origin: Origin,
    /// What the scenario was then.
    pub original: Rc<Scenario>,
}

impl Session {
    /// The session of a link that has just been made.
    pub fn of_link(payload: &str, scenario: Rc<Scenario>) -> Session {
        Session { origin: Origin::Link(payload.to_owned()), original: scenario }
    }

    /// The session of a scenario that goes on as one of its own.
    pub fn new(scenario: Rc<Scenario>) -> Session {
        Session { origin: Origin::New(storage::new_number()), original: scenario }
    }

    /// Keeps the scenario in its slot; false where the browser refuses. An example as it comes needs no slot: a later
    /// version of it may be better.
    pub fn save(&self, scenario: &Rc<Scenario>, active: Option<&DocumentKey>) -> bool {
        let is_kept = match &self.origin {
            Origin::Example(_) if *self.original == **scenario => {
                storage::forget(&self.origin);
                true
            }
            origin => storage::save(&Slot::new(origin, scenario, &self.original, active, clock::now())),
        };
        storage::set_last(&self.origin) && is_kept
    }
}

/// What has been opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub scenario: Rc<Scenario>,
    pub session: Session,
    /// The document that was shown when it was left.
    pub active: Option<DocumentKey>,
    /// The language that the link asks for.
    pub lang: Option<Lang>,
    pub note: Option<Note>,
}

/// What the page begins with: the link in the address, else what was open last, else the first example.
pub fn first() -> Opened {
    match of_address() {
        Some(Ok(opened)) => opened,
        Some(Err(why)) => Opened { note: Some(Note::LinkFailed(Rc::new(why))), ..without_link() },
        None => without_link(),
    }
}

/// What opens where no link says it: what was open last, else the first example.
pub fn without_link() -> Opened {
    let last = storage::last().and_then(of_origin).map(|opened| Opened { note: None, ..opened });
    last.or_else(|| EXAMPLES.first().map(of_example)).unwrap_or_else(new)
}

/// What the address names; nothing without a link in it.
pub fn of_address() -> Option<Result<Opened, Msg>> {
    let link = match link::decode(&address::fragment()) {
        Ok(link) => link,
        Err(error) => return Some(Err(error.message())),
    };
    let lang = link.lang.as_deref().and_then(page::parse_lang);
    let opened = match link.source {
        Source::None => return None,
        Source::Example(example) => of_example(example),
        Source::Scenario { scenario, payload } => open(Origin::Link(payload), *scenario),
    };
    Some(Ok(Opened { lang, ..opened }))
}

/// An example, with the edits made here before.
pub fn of_example(example: &Example) -> Opened {
    open(Origin::Example(example.slug.to_owned()), example.scenario())
}

/// An empty scenario.
pub fn new() -> Opened {
    let question = Question { context: of_new_question(&clock::written()), ..Question::default() };
    open(Origin::New(storage::new_number()), Scenario { question, ..Scenario::empty() })
}

/// A scenario of a file.
pub fn of_file(origin: Origin, scenario: Scenario) -> Opened {
    open(origin, scenario)
}

/// What a slot keeps.
pub fn of_origin(origin: Origin) -> Option<Opened> {
    match &origin {
        Origin::Example(slug) => ram_scenario::examples::example(slug).map(of_example),
        Origin::Link(payload) => match link::decode(payload).ok()?.source {
            Source::Scenario { scenario, .. } => Some(open(origin, *scenario)),
            Source::None | Source::Example(_) => None,
        },
        Origin::File(_) | Origin::New(_) => {
            let original = storage::slot(&origin)?.original()?;
            Some(open(origin, original))
        }
    }
}

/// Later edits win over the original; nothing is lost by opening it again.
fn open(origin: Origin, original: Scenario) -> Opened {
    let original = even_lines(Rc::new(original));
    let slot = storage::slot(&origin);
    let active = slot.as_ref().and_then(Slot::active);
    let edited = slot.and_then(|slot| slot.scenario()).filter(|scenario| *scenario != *original);
    let note = edited.is_some().then_some(Note::LaterEdits);
    let scenario = edited.map_or_else(|| original.clone(), Rc::new);
    Opened { scenario, session: Session { origin, original }, active, lang: None, note }
}
