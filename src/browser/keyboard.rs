//! Keys that work everywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    Undo,
    Redo,
    Save,
    NextRegion,
    PreviousRegion,
    Escape,
}

/// The shortcut of a key, if it has one. On a Mac, Cmd stands for Ctrl.
pub fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    let (control, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
    if event.alt_key() {
        return None;
    }
    let key = event.key();
    Some(match key.as_str() {
        "z" | "Z" if control && !is_in_field(event) => {
            if shift {
                Shortcut::Redo
            } else {
                Shortcut::Undo
            }
        }
        "y" | "Y" if control && !shift && !is_in_field(event) => Shortcut::Redo,
        "s" | "S" if control && !shift => Shortcut::Save,
        "F6" if !control && shift => Shortcut::PreviousRegion,
        "F6" if !control => Shortcut::NextRegion,
        "Escape" if !control && !shift => Shortcut::Escape,
        _ => return None,
    })
}

/// A field of one line undoes its own text.
fn is_in_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    target.dyn_ref::<HtmlInputElement>().is_some_and(|input| !input.read_only())
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}
