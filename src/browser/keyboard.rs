//! Keys that work everywhere on the page.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::page;
use crate::command::{Command, Region};

/// How long `g` waits for the key that says where to go, in milliseconds.
const WAIT: f64 = 1_500.0;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// A command that has words, too.
    Do(Command),
    NextRegion,
    PreviousRegion,
    Escape,
}

/// The keys of a command. `+` stands between keys that are held together, a blank between those that follow each other.
pub fn keys(command: Command) -> Option<&'static str> {
    Some(match command {
        Command::Undo => "Ctrl+Z",
        Command::Redo => "Ctrl+Shift+Z",
        Command::Find => "Ctrl+K",
        Command::SaveFile => "Ctrl+S",
        Command::Keys => "?",
        Command::Filter => "/",
        Command::Go(Region::Question) => "g q",
        Command::Go(Region::World) => "g w",
        Command::Go(Region::Editor) => "g e",
        Command::GoToDecision => "g d",
        _ => return None,
    })
}

/// The keys that let Tab leave the editor.
pub fn free_tab() -> &'static str {
    if page::is_mac() { "Ctrl+Shift+M" } else { "Ctrl+M" }
}

/// Keys as they are written on this machine's keyboard.
pub fn shown(keys: &str) -> String {
    if page::is_mac() && !keys.ends_with('M') {
        keys.replace("Ctrl", "⌘").replace("Shift", "⇧")
    } else {
        keys.to_owned()
    }
}

/// Hears keys. Some of them mean something only after another.
#[derive(Debug, Default)]
pub struct Ear {
    /// When `g` was pressed.
    going: Cell<Option<f64>>,
    /// Whether text was typed into the field that has the focus, and not taken yet.
    is_typed: Cell<bool>,
}

impl Ear {
    /// The events by which text is typed into a field, taken, or left for another.
    pub const OF_FIELDS: [&str; 4] = ["input", "change", "focusin", "keydown"];

    /// Hears one of them.
    pub fn hear(&self, event: &Event) {
        let is_taken = event.dyn_ref::<KeyboardEvent>().is_none_or(|event| event.key() == "Enter");
        if is_taken {
            self.is_typed.set(event.type_() == "input");
        }
    }

    /// The shortcut of a key, if it has one. On a Mac, Cmd stands for Ctrl. Keys without Ctrl are heard where `single`
    /// says so, and never in a field.
    pub fn shortcut(&self, event: &KeyboardEvent, single: bool) -> Option<Shortcut> {
        let (control, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
        if event.alt_key() || event.is_composing() {
            return None;
        }
        let going = self.going.take().is_some_and(|since| event.time_stamp() - since < WAIT);
        let key = event.key();
        // A field of one line undoes its own text, as long as it has some.
        let is_own = self.is_typed.get() && is_in_line(event);
        let command = match key.as_str() {
            "z" | "Z" if control && !is_own => {
                if shift {
                    Command::Redo
                } else {
                    Command::Undo
                }
            }
            "y" | "Y" if control && !shift && !is_own => Command::Redo,
            "s" | "S" if control && !shift => Command::SaveFile,
            "k" | "K" if control && !shift => Command::Find,
            "F1" if !control && !shift => Command::Find,
            "F6" if !control => return Some(if shift { Shortcut::PreviousRegion } else { Shortcut::NextRegion }),
            "Escape" if !control && !shift => return Some(Shortcut::Escape),
            _ if control || !single || is_in_field(event) => return None,
            "q" if going => Command::Go(Region::Question),
            "w" if going => Command::Go(Region::World),
            "e" if going => Command::Go(Region::Editor),
            "d" if going => Command::GoToDecision,
            "g" => {
                self.going.set(Some(event.time_stamp()));
                return None;
            }
            "/" => Command::Filter,
            "?" => Command::Keys,
            _ => return None,
        };
        Some(Shortcut::Do(command))
    }
}

/// Whether an event is in a field of one line.
fn is_in_line(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    target.dyn_ref::<HtmlInputElement>().is_some_and(|input| !input.read_only())
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

/// Whether letters are text where the event was.
pub fn is_in_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let fields = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .monaco-editor";
    target.is_some_and(|target| target.closest(fields).ok().flatten().is_some())
}
