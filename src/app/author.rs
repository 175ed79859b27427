//! The authoring module, as the page knows it: fetched after the first answer, asked, and heard.

use std::cell::RefCell;
use std::rc::Rc;

use ram_json::{Read, Reading, to_json};
use ram_policy::text::Span;
use ram_scenario::entity::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, plain};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::notes::{Back, Note, Passing};
use super::session::{self, Opened, Session};
use crate::author::{Report, Request};
use crate::browser::{self, address};
use crate::command::{Command, Region};
use crate::components::late::waiting;
use crate::editor::bindings::{self, HasCome};
use crate::state::{Action, AppState, Edit, Look, Place, Tab, Words};

/// The module.
#[derive(Debug, Clone)]
pub struct Author {
    /// What of it is there.
    pub has_come: HasCome,
    set: UseStateSetter<HasCome>,
    hear: Rc<RefCell<Callback<Report>>>,
    waiting: Rc<RefCell<Option<Request>>>,
}

/// The module; it begins to be fetched once the first answer is on the screen.
#[hook]
pub fn use_author() -> Author {
    let has_come = use_state(HasCome::default);
    let hear = use_mut_ref(Callback::noop);
    let waiting = use_mut_ref(|| None);
    use_effect_with((), {
        let (has_come, hear) = (has_come.setter(), hear.clone());
        move |()| browser::after_paint(move || load(has_come, hear))
    });
    Author { has_come: *has_come, set: has_come.setter(), hear, waiting }
}

/// Fetches the module.
fn load(has_come: UseStateSetter<HasCome>, hear: Rc<RefCell<Callback<Report>>>) {
    spawn_local(async move {
        let on_report = Closure::<dyn Fn(String)>::new({
            let has_come = has_come.clone();
            move |json: String| match read(&json) {
                Some(Report::Failed {}) => has_come.set(HasCome::Failed),
                Some(report) => {
                    let hear = hear.borrow().clone();
                    hear.emit(report);
                }
                None => {}
            }
        });
        if bindings::load_author(on_report.as_ref().unchecked_ref()).await.is_err() {
            return has_come.set(HasCome::Failed);
        }
        // The module lives as long as the page.
        on_report.forget();
        has_come.set(HasCome::Program);
        if bindings::load_author_catalogue().await.is_ok() {
            has_come.set(HasCome::Catalogue);
        }
    });
}

impl Author {
    /// From now on its reports go here.
    pub fn tell(&self, hear: Callback<Report>) {
        *self.hear.borrow_mut() = hear;
    }

    /// What asks it about the scenario as it is now. A request that is made too early is made once the module is there;
    /// `on_words` hears that it isn't yet.
    pub fn asks(&self, scenario: &Rc<Scenario>, lang: Lang, on_words: Callback<Words>) -> Callback<Request> {
        let (author, scenario) = (self.clone(), scenario.clone());
        Callback::from(move |request: Request| {
            if !author.has_come.is_there() {
                *author.waiting.borrow_mut() = Some(request);
                if author.has_come == HasCome::Failed {
                    load(author.set.clone(), author.hear.clone());
                }
                return on_words.emit(Words::of(&waiting(author.has_come)));
            }
            bindings::synchronise(&scenario, lang, None);
            bindings::tell("request", &to_json(&request));
        })
    }

    /// What was asked too early, once it can be answered.
    pub fn take_waiting(&self) -> Option<Request> {
        self.has_come.is_there().then(|| self.waiting.borrow_mut().take()).flatten()
    }
}

/// What hears the module: what each of its reports means for the page.
pub struct Hears {
    pub scenario: Rc<Scenario>,
    pub lang: Lang,
    pub dispatch: UseReducerDispatcher<AppState>,
    pub session: UseStateHandle<Session>,
    pub passing: UseStateSetter<Option<Passing>>,
    pub note: UseStateSetter<Option<Note>>,
    pub on_form: Callback<bool>,
    pub on_open_tab: Callback<Tab>,
    pub on_show: Callback<Place>,
    pub on_command: Callback<Command>,
    pub on_copied: Callback<String>,
    pub open: Callback<Opened>,
}

impl Hears {
    fn pass(&self, passing: Passing) {
        self.passing.set(Some(passing));
    }

    /// Does what a report says.
    pub fn hear(&self, report: Report) {
        match report {
            Report::Made { scenario, name, renamed, then, is_deletion, is_said } => {
                let Ok(scenario) = Scenario::from_json(&scenario) else { return };
                let renamed = match renamed.as_slice() {
                    [entity, to] => Entity::parse(entity).map(|entity| (entity, to.clone())),
                    _ => None,
                };
                let message = Words::of_each(|lang| Msg::PageStepDone { step: plain(name.get(lang)) });
                self.dispatch.dispatch(Action::Edit(Edit::World { scenario: Rc::new(scenario), name, renamed }));
                if is_deletion || is_said {
                    let icon = if is_deletion { "trash-2" } else { "check" };
                    self.pass(Passing { icon, message, back: Back::History });
                }
                if let Some(tab) = then.as_deref().and_then(Tab::parse) {
                    self.on_open_tab.emit(tab);
                }
            }
            Report::Ask { question } => {
                let asked = Scenario::from_json(&question).map(|scenario| scenario.question);
                if let Ok(question) = asked {
                    self.dispatch.dispatch(Action::Edit(Edit::Question(Box::new(question))));
                }
            }
            Report::Write { document, text, name } => {
                if let Some(key) = DocumentKey::parse(&document) {
                    self.dispatch.dispatch(Action::Commit);
                    self.dispatch.dispatch(Action::Edit(Edit::Document { key, text, name: Some(name) }));
                    self.dispatch.dispatch(Action::Commit);
                }
            }
            Report::Do { command } => {
                if let Some(command) = Command::parse(&command) {
                    self.on_command.emit(command);
                }
            }
            Report::Open { tab } => {
                if let Some(tab) = Tab::parse(&tab) {
                    self.on_open_tab.emit(tab);
                }
            }
            Report::Show { document, start, end } => {
                if let Some(document) = DocumentKey::parse(&document) {
                    self.on_show.emit(Place { document, span: Span { start, end } });
                }
            }
            Report::ShowText {} => {
                self.on_form.emit(false);
                let on_command = self.on_command.clone();
                browser::after_paint(move || on_command.emit(Command::Go(Region::Editor)));
            }
            Report::Rest { document, start, end } => {
                let place = DocumentKey::parse(&document).map(|document| Place { document, span: Span { start, end } });
                self.dispatch.dispatch(Action::Look(Look::Hover(place)));
            }
            Report::Copied { text } => self.on_copied.emit(text),
            Report::Say { words, is_problem } => {
                let icon = if is_problem { "circle-alert" } else { "info" };
                self.pass(Passing::of(icon, words));
            }
            Report::Shared { payload } => {
                let link = address::with_fragment(&payload);
                // From now on the address names this scenario, and so does the slot.
                address::replace(&link);
                self.session.set(Session::of_link(&payload, self.scenario.clone()));
                let message = Words::of(&Msg::PageLinkCopied { n: link.len() });
                self.pass(Passing::of("copy", message));
            }
            Report::Imported { scenario, origin, count } => {
                let Ok(scenario) = Scenario::from_json(&scenario) else { return };
                address::clear_fragment();
                self.open.emit(session::of_file(origin, scenario));
                if count > 1 {
                    let message = Words::of(&Msg::PageFileFirst { n: count as usize });
                    self.pass(Passing::of("info", message));
                }
            }
            Report::NotImported { why } => self.note.set(Some(Note::FileFailed(why))),
            Report::OpenScenario { origin } => {
                if let Some(opened) = session::of_origin(origin).filter(|opened| opened.session != *self.session) {
                    address::clear_fragment();
                    self.open.emit(Opened { note: None, ..opened });
                }
            }
            Report::Title { title } => {
                self.dispatch.dispatch(Action::Edit(Edit::Title(self.scenario.title.with(self.lang.tag(), title))));
            }
            Report::Deleted { slot, title } => {
                if *slot.origin() == self.session.origin {
                    address::clear_fragment();
                    self.open.emit(session::without_link());
                }
                let message = Words::of(&Msg::PageDeleted { name: plain(title) });
                self.pass(Passing { icon: "trash-2", message, back: Back::Slot(Rc::new(slot)) });
            }
            // Heard before it comes here.
            Report::Failed {} => {}
            Report::Cleared {} => {
                address::clear_fragment();
                self.open.emit(session::without_link());
                let message = Words::of(&Msg::PageCleared);
                self.pass(Passing::of("trash-2", message));
            }
        }
    }
}

fn read(json: &str) -> Option<Report> {
    let node = ram_json::parse(json).ok()?;
    let mut reading = Reading::strict();
    let report = Report::read(&node, &mut reading);
    reading.fault.is_none().then_some(report)
}
