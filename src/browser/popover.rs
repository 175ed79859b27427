//! What a popover needs of the browser: a place that fits the window, focus, and to be told of presses elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, window};

use crate::browser::listen::Listener;
use crate::number::decimal;

/// Between a popover and its anchor, and the least distance to the edge of the window.
const GAP: f64 = 4.0;
const EDGE: f64 = 8.0;
/// The least height for which a popover stays below its anchor.
const ROOM: f64 = 260.0;

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    window()?.document()?.active_element()
}

/// Moves focus to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that can't take focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Moves focus to the first element below `root` that fits the selector. Says whether there was one.
pub fn focus_first(root: &Element, selector: &str) -> bool {
    let found = root.query_selector(selector).ok().flatten();
    found.inspect(focus).is_some()
}

/// The elements below `root` that fit the selector and are not hidden.
pub fn visible(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    let found = (0..found.length()).filter_map(|at| found.item(at)).filter_map(|node| node.dyn_into().ok());
    found.filter(|element: &Element| element.get_bounding_client_rect().width() > 0.0).collect()
}

/// Brings an option of a list into view without moving anything else.
pub fn reveal(list: &Element, selector: &str) {
    let Some(option) = list.query_selector(selector).ok().flatten() else { return };
    let (outer, inner) = (list.get_bounding_client_rect(), option.get_bounding_client_rect());
    let by = if inner.top() < outer.top() {
        inner.top() - outer.top()
    } else if inner.bottom() > outer.bottom() {
        inner.bottom() - outer.bottom()
    } else {
        return;
    };
    list.set_scroll_top(list.scroll_top() + by.round() as i32);
}

/// Puts a popover below its anchor, or above where there is more room, so that all of it is in the window. A narrow
/// window shows it as a sheet, which the style sheet places by itself.
pub fn place(popover: &Element, anchor: &Element) {
    let Some(window) = window() else { return };
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let anchor = anchor.get_bounding_client_rect();
    let own = popover.get_bounding_client_rect().width();
    let left = anchor.left().min(width - own - EDGE).max(EDGE);
    let (below, above) = (height - anchor.bottom() - GAP - EDGE, anchor.top() - GAP - EDGE);
    let px = |length: f64| decimal(length, 2) + "px";
    let (top, bottom, room) = if below >= ROOM || below >= above {
        (px(anchor.bottom() + GAP), "auto".to_owned(), below)
    } else {
        ("auto".to_owned(), px(height - anchor.top() + GAP), above)
    };
    let style = format!("--left:{};--top:{top};--bottom:{bottom};--room:{}", px(left), px(room));
    // A style that can't be set leaves the popover where the style sheet puts it.
    let _ = popover.set_attribute("style", &style);
}

/// Calls `on` for each press outside all of `inside`.
pub fn watch_presses(inside: Vec<Element>, on: impl Fn() + 'static) -> Option<Listener> {
    let document = window()?.document()?;
    Some(Listener::capturing(&document, "pointerdown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if !inside.iter().any(|element| element.contains(target.as_ref())) {
            on();
        }
    }))
}

/// Calls `on` each time the window gets another size.
pub fn watch_size(on: impl Fn() + 'static) -> Option<Listener> {
    Some(Listener::new(&window()?.into(), "resize", move |_| on()))
}
