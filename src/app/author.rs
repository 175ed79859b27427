//! The authoring module, as the page knows it: fetched after the first answer, asked, and heard.

use std::cell::RefCell;
use std::rc::Rc;

use ram_json::{Read, Reading, to_json};
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::author::{Report, Request};
use crate::browser;
use crate::editor::bindings::{self, HasCome};
use crate::state::Words;

/// The module.
#[derive(Debug, Clone)]
pub struct Author {
    /// What of it is there.
    pub has_come: HasCome,
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
        move |()| {
            browser::after_paint(move || {
                spawn_local(async move {
                    let on_report = Closure::<dyn Fn(String)>::new(move |json: String| {
                        if let Some(report) = read(&json) {
                            let hear = hear.borrow().clone();
                            hear.emit(report);
                        }
                    });
                    if bindings::load_author(on_report.as_ref().unchecked_ref()).await.is_err() {
                        return;
                    }
                    // The module lives as long as the page.
                    on_report.forget();
                    has_come.set(HasCome::Program);
                    if bindings::load_author_catalogue().await.is_ok() {
                        has_come.set(HasCome::Catalogue);
                    }
                });
            });
        }
    });
    Author { has_come: *has_come, hear, waiting }
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
            if author.has_come == HasCome::Nothing {
                *author.waiting.borrow_mut() = Some(request);
                return on_words.emit(Words::of(&Msg::PageAuthorLoading));
            }
            bindings::synchronise(&scenario, lang);
            bindings::tell("request", &to_json(&request));
        })
    }

    /// What was asked too early, once it can be answered.
    pub fn take_waiting(&self) -> Option<Request> {
        (self.has_come != HasCome::Nothing).then(|| self.waiting.borrow_mut().take()).flatten()
    }
}

fn read(json: &str) -> Option<Report> {
    let node = ram_json::parse(json).ok()?;
    let mut reading = Reading::strict();
    let report = Report::read(&node, &mut reading);
    reading.fault.is_none().then_some(report)
}
