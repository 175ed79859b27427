//! The scenarios that this browser keeps, and what is done with those that are not open.

use std::rc::Rc;

use ram_scenario::scenario::Scenario;
use ram_text::Lang;
use yew::prelude::*;

use super::renamed;
use super::session::{self, Opened};
use crate::browser::clock;
use crate::browser::storage::{self, Origin, Slot};
use crate::components::scenarios::{Scenarios, Wish};

/// What was deleted, so that it can come back.
#[derive(Debug, Clone, PartialEq)]
pub struct Deleted {
    slot: Slot,
}

/// What the shelf tells the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A scenario is opened.
    Open(Box<Opened>),
    /// The open one gets another title.
    Rename(String),
    /// One that has this title was deleted.
    Deleted(Rc<Deleted>, String),
    /// All was deleted.
    Cleared,
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct ShelfProps {
    /// The scenario that is open.
    pub current: Origin,
    /// The language of the page.
    pub lang: Lang,
    /// Something has happened.
    pub on_told: Callback<Told>,
    /// The shelf is left.
    pub on_close: Callback<()>,
}

/// The list of scenarios, which changes what this browser keeps.
#[component]
pub fn Shelf(props: &ShelfProps) -> Html {
    let kept = use_state(|| (storage::entries(), storage::used()));
    let on_wish = {
        let (kept, props) = (kept.clone(), props.clone());
        Callback::from(move |wish: Wish| {
            let tell = |told: Told| props.on_told.emit(told);
            match wish {
                Wish::New => tell(Told::Open(Box::new(session::new()))),
                Wish::Open(origin) if origin == props.current => props.on_close.emit(()),
                Wish::Open(origin) => {
                    if let Some(opened) = session::of_origin(origin) {
                        tell(Told::Open(Box::new(Opened { note: None, ..opened })));
                    }
                }
                Wish::Rename(origin, title) if origin == props.current => tell(Told::Rename(title)),
                Wish::Rename(origin, title) => {
                    rename(&origin, props.lang, title);
                }
                Wish::Duplicate(origin) => {
                    duplicate(&origin, props.lang);
                }
                Wish::Delete(origin) => {
                    let title = |scenario: Scenario| scenario.title.get(props.lang.tag()).to_owned();
                    if let Some(deleted) = delete(&origin) {
                        let title = deleted.slot.scenario().map(title).unwrap_or_default();
                        if origin == props.current {
                            tell(Told::Open(Box::new(session::without_link())));
                        }
                        tell(Told::Deleted(Rc::new(deleted), title));
                    }
                }
                Wish::Clear => {
                    storage::clear();
                    tell(Told::Cleared);
                }
            }
            kept.set((storage::entries(), storage::used()));
        })
    };
    let (entries, used) = (*kept).clone();
    html! {
        <Scenarios {entries} current={props.current.clone()} {used} lang={props.lang} {on_wish}
            on_close={props.on_close.clone()} />
    }
}

/// Gives one that is not open another title; false where the browser refuses.
fn rename(origin: &Origin, lang: Lang, title: String) -> bool {
    let Some((mut scenario, original)) = read(origin) else { return false };
    scenario.title = renamed(&scenario.title, lang.tag(), title);
    storage::save(&Slot::new(origin, &scenario, &original, None, clock::now()))
}

/// Makes a copy of one; false where the browser refuses.
fn duplicate(origin: &Origin, lang: Lang) -> bool {
    let Some((scenario, _)) = read(origin) else { return false };
    let copy = session::copy(&scenario, lang);
    storage::save(&Slot::new(&copy.origin, &copy.original, &copy.original, None, clock::now()))
}

/// Deletes one.
fn delete(origin: &Origin) -> Option<Deleted> {
    let slot = storage::slot(origin)?;
    storage::forget(origin);
    Some(Deleted { slot })
}

/// Brings back what was deleted.
pub fn bring_back(deleted: &Deleted) -> bool {
    storage::save(&deleted.slot)
}

/// A scenario as it was left, and as it came.
fn read(origin: &Origin) -> Option<(Scenario, Scenario)> {
    let slot = storage::slot(origin)?;
    let scenario = slot.scenario()?;
    let original = slot.original().unwrap_or_else(|| scenario.clone());
    Some((scenario, original))
}
