//! A plain text field in the place of the editor: before it has loaded, where it fails, and under fingers.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct PlainProps {
    /// The text.
    pub text: AttrValue,
    /// What the document is called.
    pub label: AttrValue,
    /// Whether it only can be read.
    pub read_only: bool,
    /// The findings in words, read out with the field; they are listed below the editor for everyone.
    pub findings: Rc<Vec<String>>,
    /// A part of the text to select, in UTF-16 units, and the number of the request.
    pub reveal: Option<(u32, u32, u32)>,
    /// The whole text after a change.
    pub on_change: Callback<String>,
    /// Where the cursor stands, in UTF-16 units, and whether it got there by typing.
    pub on_cursor: Callback<(u32, bool)>,
}

#[component]
pub fn Plain(props: &PlainProps) -> Html {
    let field = use_node_ref();
    let oninput = {
        let (on_change, on_cursor) = (props.on_change.clone(), props.on_cursor.clone());
        move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            on_change.emit(field.value());
            on_cursor.emit((field.selection_start().ok().flatten().unwrap_or_default(), true));
        }
    };
    let on_move = {
        let (field, on_cursor) = (field.clone(), props.on_cursor.clone());
        move || {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                on_cursor.emit((field.selection_start().ok().flatten().unwrap_or_default(), false));
            }
        }
    };
    let onkeyup = {
        let on_move = on_move.clone();
        move |event: KeyboardEvent| {
            if event.key().starts_with("Arrow") || matches!(event.key().as_str(), "Home" | "End") {
                on_move();
            }
        }
    };
    let onclick = move |_: MouseEvent| on_move();
    use_effect_with(props.reveal, {
        let field = field.clone();
        move |reveal| {
            if let (Some((start, end, _)), Some(field)) = (*reveal, field.cast::<HtmlTextAreaElement>()) {
                let _ = field.set_selection_range(start, end);
                scroll_to(&field, start);
            }
        }
    });
    html! {
        <>
            <textarea ref={field} class="plain" aria-label={props.label.clone()} aria-describedby="plain-findings"
                spellcheck="false" wrap="off" autocapitalize="off" autocomplete="off" readonly={props.read_only}
                value={props.text.clone()} {oninput} {onkeyup} {onclick} />
            <ul id="plain-findings" class="sr">
                { for props.findings.iter().map(|finding| html! { <li>{ finding }</li> }) }
            </ul>
        </>
    }
}

/// Brings a line into the middle: every line is as high as the others, since none is wrapped.
fn scroll_to(field: &HtmlTextAreaElement, unit: u32) {
    let text = field.value();
    let before = text.encode_utf16().take(unit as usize).filter(|unit| *unit == u16::from(b'\n')).count();
    let lines = text.split('\n').count().max(1);
    let line_height = f64::from(field.scroll_height()) / lines as f64;
    let top = before as f64 * line_height - f64::from(field.client_height()) / 2.0;
    field.set_scroll_top(top.max(0.0) as i32);
}
