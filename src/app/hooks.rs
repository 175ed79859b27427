//! What the page tells the browser, and what the browser tells the page. These observe the state or dispatch actions;
//! none of them changes anything by itself.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_catalog::Catalogue;
use ram_text::{Lang, Msg};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Event, EventTarget, File, KeyboardEvent, StorageEvent};
use yew::prelude::*;

use super::frame::Frame;
use super::session::{self, Opened, Session};
use crate::browser::keyboard::{self, Ear, Shortcut};
use crate::browser::listen::Listener;
use crate::browser::storage::Origin;
use crate::browser::{self, address, catalogue, files, page, storage};
use crate::command::Command;
use crate::state::{Action, AppState, Look, Same, Theme};

/// A pause in typing that ends a step of the history, in milliseconds.
const PAUSE: u32 = 800;
/// Rest after which the scenario is saved, in milliseconds.
const REST: u32 = 500;

/// What listeners need, as of the last time the page was drawn.
fn latest<T>(cell: &Rc<RefCell<Option<T>>>, value: T) {
    *cell.borrow_mut() = Some(value);
}

fn window() -> EventTarget {
    browser::window().unchecked_into()
}

/// The catalogue of actions, once it is there.
#[hook]
pub fn use_catalogue() -> Option<Rc<Catalogue>> {
    let catalogue = use_state(|| None);
    use_effect_with((), {
        let catalogue = catalogue.setter();
        move |()| {
            browser::after_paint(move || {
                wasm_bindgen_futures::spawn_local(async move {
                    if let Some(found) = catalogue::fetch().await {
                        catalogue.set(Some(Rc::new(found)));
                    }
                });
            });
        }
    });
    (*catalogue).clone()
}

/// Language, theme and title of the document.
#[hook]
pub fn use_document(lang: Lang, theme: Theme, title: &str) {
    use_effect_with((lang, title.to_owned()), |(lang, title)| {
        let page_title = Msg::PageTitle.string(*lang);
        let title = if title.is_empty() { page_title } else { format!("{title} · {page_title}") };
        page::set_lang(*lang, &title);
    });
    use_effect_with(theme, |theme| page::set_theme(*theme));
}

/// A pause in typing ends a step of the history.
#[hook]
pub fn use_pause(state: &UseReducerHandle<AppState>) {
    let dispatch = state.dispatcher();
    let is_open = state.history.is_open();
    use_effect_with(Same(state.scenario.clone()), move |_| {
        let timer = is_open.then(|| Timeout::new(PAUSE, move || dispatch.dispatch(Action::Commit)));
        move || drop(timer)
    });
}

/// Keeps the scenario in its slot after a rest, and when the page is left. Says whether this browser keeps it, and tells
/// once when it does not keep edits.
#[hook]
pub fn use_saving(
    state: &UseReducerHandle<AppState>,
    session: &UseStateHandle<Session>,
    is_paused: bool,
    on_refused: Callback<()>,
) -> bool {
    let is_saved = use_state(|| true);
    let is_told = use_mut_ref(|| false);
    // What is still to be saved.
    let waiting = use_mut_ref(|| None::<Rc<dyn Fn() -> bool>>);
    use_effect_with((Same(state.scenario.clone()), state.active.clone(), session.origin.clone(), is_paused), {
        let (waiting, is_saved) = (waiting.clone(), is_saved.setter());
        let (state, session) = (state.clone(), session.clone());
        move |_| {
            let is_edited = state.history.can_undo();
            let save = move || session.save(&state.scenario, state.document());
            latest(&waiting, Rc::new(save) as Rc<dyn Fn() -> bool>);
            if is_paused {
                waiting.take();
            }
            let timer = Timeout::new(REST, move || {
                let Some(save) = waiting.take() else { return };
                let worked = save();
                if worked || is_edited {
                    let was_told = is_told.replace(!worked);
                    if !worked && !was_told {
                        on_refused.emit(());
                    }
                }
                is_saved.set(worked);
            });
            move || drop(timer)
        }
    });
    use_effect_with((), move |()| {
        let leave = move |_: Event| {
            if let Some(save) = waiting.take() {
                save();
            }
        };
        let listener = Listener::new(&window(), "pagehide", leave);
        move || drop(listener)
    });
    *is_saved
}

/// Asks before the page is left while what was changed is kept nowhere.
#[hook]
pub fn use_leave_guard(is_unsaved: bool) {
    use_effect_with(is_unsaved, |is_unsaved| {
        let listener = is_unsaved.then(|| Listener::new(&window(), "beforeunload", |event| event.prevent_default()));
        move || drop(listener)
    });
}

/// Tells when another tab has changed what this browser keeps of the open scenario.
#[hook]
pub fn use_other_tabs(origin: &Origin, on_change: Callback<()>) {
    let key = use_latest((storage::slot_key(origin), on_change));
    use_effect_with((), move |()| {
        let listener = Listener::new(&window(), "storage", move |event| {
            let changed = event.dyn_into::<StorageEvent>().ok().and_then(|event| event.key());
            if let Some((key, on_change)) = &*key.borrow()
                && changed.as_ref() == Some(key)
            {
                on_change.emit(());
            }
        });
        move || drop(listener)
    });
}

/// Text that is pasted where no field takes it. A link opens at once.
#[hook]
pub fn use_paste(on_text: Callback<String>) {
    let on_text = use_latest(on_text);
    use_effect_with((), move |()| {
        let listener = Listener::new(&window(), "paste", move |event| {
            let is_in_field = keyboard::is_in_field(&event);
            let Ok(event) = event.dyn_into::<ClipboardEvent>() else { return };
            let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
            let Some(text) = text.filter(|text| !is_in_field && !text.trim().is_empty()) else { return };
            event.prevent_default();
            if let Some(fragment) = address::link_in(&text) {
                address::go(fragment);
            } else if let Some(on_text) = &*on_text.borrow() {
                on_text.emit(text);
            }
        });
        move || drop(listener)
    });
}

/// Another link in the address of the open page.
#[hook]
pub fn use_address(on_link: Callback<Result<Opened, Msg>>) {
    let on_link = use_latest(on_link);
    use_effect_with((), move |()| {
        let listener = Listener::new(&window(), "hashchange", move |_| {
            if let (Some(found), Some(on_link)) = (session::of_address(), &*on_link.borrow()) {
                on_link.emit(found);
            }
        });
        move || drop(listener)
    });
}

/// Files dropped onto the page. Says whether one is held over it.
#[hook]
pub fn use_dropped_files(on_file: Callback<File>) -> bool {
    let is_held = use_state(|| false);
    let on_file = use_latest(on_file);
    use_effect_with((), {
        let is_held = is_held.setter();
        move |()| {
            let over = {
                let is_held = is_held.clone();
                Listener::capturing(&window(), "dragover", move |event| {
                    let Ok(event) = event.dyn_into::<DragEvent>() else { return };
                    if files::are_dragged(&event) {
                        event.prevent_default();
                        is_held.set(true);
                    }
                })
            };
            let leave = {
                let is_held = is_held.clone();
                Listener::capturing(&window(), "dragleave", move |event| {
                    let event = event.dyn_into::<DragEvent>();
                    // Only where the pointer leaves the window is there nothing that it enters.
                    if event.is_ok_and(|event| event.related_target().is_none()) {
                        is_held.set(false);
                    }
                })
            };
            let drop_file = Listener::capturing(&window(), "drop", move |event| {
                let Ok(event) = event.dyn_into::<DragEvent>() else { return };
                if !files::are_dragged(&event) {
                    return;
                }
                event.prevent_default();
                event.stop_propagation();
                is_held.set(false);
                if let (Some(file), Some(on_file)) = (files::dropped(&event), &*on_file.borrow()) {
                    on_file.emit(file);
                }
            });
            move || drop((over, leave, drop_file))
        }
    });
    *is_held
}

/// Keys that work everywhere.
#[hook]
pub fn use_shortcuts(state: &UseReducerHandle<AppState>, frame: Frame, on_command: Callback<Command>) {
    let now = use_latest((frame, on_command, state.pinned.is_some()));
    let dispatch = state.dispatcher();
    use_effect_with((), move |()| {
        let ear = Rc::new(Ear::default());
        let typing = Ear::OF_FIELDS.map(|kind| {
            let ear = ear.clone();
            Listener::capturing(&window(), kind, move |event| ear.hear(&event))
        });
        let listener = Listener::new(&window(), "keydown", move |event| {
            let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
            // A dialog that lies over the page has its own keys, also while nothing in it has the focus.
            if event.default_prevented() || page::is_covered() {
                return;
            }
            let Some(asked) = ear.shortcut(&event, storage::single_keys()) else { return };
            let now = now.borrow();
            let Some((frame, on_command, is_pinned)) = &*now else { return };
            match asked {
                Shortcut::Do(command) => on_command.emit(command),
                Shortcut::NextRegion => page::focus_neighbour(true),
                Shortcut::PreviousRegion => page::focus_neighbour(false),
                Shortcut::Escape if frame.close_drawer() => page::focus(".world-button"),
                Shortcut::Escape if *is_pinned => dispatch.dispatch(Action::Look(Look::Pin(None))),
                Shortcut::Escape => return,
            }
            event.prevent_default();
        });
        move || drop((typing, listener))
    });
}

/// A value as of the last time the page was drawn, for listeners that outlive a drawing.
#[hook]
fn use_latest<T: 'static>(value: T) -> Rc<RefCell<Option<T>>> {
    let cell = use_mut_ref(|| None);
    latest(&cell, value);
    cell
}
