//! Fields of the forms that chips open.

use ram_text::{Lang, Msg};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::model::length;
use crate::browser::popover as browser;

/// The sentence under a field, which the field's `aria-describedby` names by `id`.
pub fn help(id: &str, help: Option<String>, problem: Option<String>) -> Html {
    let class = classes!("help", problem.as_ref().map(|_| "is-invalid"));
    html! { <p id={id.to_owned()} {class} role="status">{ problem.or(help).unwrap_or_default() }</p> }
}

/// What is typed into a field.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Typing {
    #[default]
    Text,
    Number,
    Lines,
}

#[derive(Debug, Properties, PartialEq)]
pub struct TypedProps {
    /// Part of the id of the sentence under it, where a form has several fields.
    #[prop_or_default]
    pub part: AttrValue,
    pub label: String,
    /// What stands in it at first.
    pub value: String,
    #[prop_or_default]
    pub typing: Typing,
    /// What stands behind it, such as the number in other words.
    #[prop_or_default]
    pub note: Option<String>,
    #[prop_or_default]
    pub help: Option<String>,
    /// What is wrong with what the question has.
    #[prop_or_default]
    pub problem: Option<String>,
    /// Stores what the text stands for, or says why it stands for nothing.
    pub put: Callback<String, Option<String>>,
}

/// A field whose text stays as it is typed: what is stored may be written in another way, or be older.
#[component]
pub fn Typed(props: &TypedProps) -> Html {
    let TypedProps { label, note, .. } = props;
    let about = format!("pk-help{}", props.part);
    let typed = use_state(|| (props.value.clone(), None));
    let put = {
        let (typed, put) = (typed.clone(), props.put.clone());
        move |text: String| {
            let problem = put.emit(text.clone());
            typed.set((text, problem));
        }
    };
    let (value, unreadable) = (*typed).clone();
    let problem = unreadable.or_else(|| props.problem.clone());
    let class = problem.as_ref().map(|_| "is-invalid");
    let invalid = problem.as_ref().map(|_| "true");
    html! {
        <div>
            <label>
                <span class="label">{ label }</span>
                if props.typing == Typing::Lines {
                    <textarea data-first="" rows="3" spellcheck="false" {value} aria-describedby={about.clone()}
                        oninput={move |event: InputEvent| put(event.target_unchecked_into::<HtmlTextAreaElement>().value())} />
                } else {
                    <span class={classes!("field", class)}>
                        <input type="text" inputmode={(props.typing == Typing::Number).then_some("numeric")} data-first=""
                            autocomplete="off" autocapitalize="off" spellcheck="false" {value} aria-invalid={invalid} aria-describedby={about.clone()}
                            oninput={move |event: InputEvent| put(event.target_unchecked_into::<HtmlInputElement>().value())} />
                        if let Some(note) = note { <span class="help nowrap">{ note }</span> }
                    </span>
                }
            </label>
            { help(&about, props.help.clone(), problem) }
        </div>
    }
}

/// What reads a number of seconds.
pub fn reads_seconds(on_number: Callback<Option<u64>>, lang: Lang) -> Callback<String, Option<String>> {
    Callback::from(move |text: String| match text.trim().parse() {
        Ok(number) => {
            on_number.emit(Some(number));
            None
        }
        Err(_) if text.trim().is_empty() => {
            on_number.emit(None);
            None
        }
        Err(_) => Some(Msg::PageContextWholeNumber.string(lang)),
    })
}

/// A number of seconds as it is typed, and in words where those say more.
pub fn seconds_words(seconds: Option<u64>, lang: Lang) -> (String, Option<String>) {
    let typed = seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
    (typed, seconds.filter(|seconds| *seconds >= 60).map(|seconds| length(seconds).string(lang)))
}

/// A few options side by side, one of which holds: the radio group pattern.
pub struct Choice {
    pub label: String,
    pub options: Vec<String>,
    pub at: Option<usize>,
    /// Whether it takes focus when the popover opens.
    pub first: bool,
    pub on_choose: Callback<usize>,
}

impl Choice {
    pub fn draw(&self) -> Html {
        let count = self.options.len();
        let at = self.at.unwrap_or(0);
        let onkeydown = {
            let on_choose = self.on_choose.clone();
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowRight" | "ArrowDown" => (at + 1) % count.max(1),
                    "ArrowLeft" | "ArrowUp" => (at + count.saturating_sub(1)) % count.max(1),
                    "Home" => 0,
                    "End" => count.saturating_sub(1),
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                on_choose.emit(to);
                let group =
                    event.target_dyn_into::<Element>().and_then(|option| option.closest("[role=radiogroup]").ok()?);
                if let Some(group) = group {
                    browser::focus_first(&group, &format!("[data-at=\"{to}\"]"));
                }
            })
        };
        let option = |(number, words): (usize, &String)| {
            let onclick = self.on_choose.reform(move |_: MouseEvent| number);
            let is_chosen = self.at == Some(number);
            let stop = if number == at { "0" } else { "-1" };
            html! {
                <button key={number} type="button" role="radio" aria-checked={is_chosen.to_string()} tabindex={stop} data-at={number.to_string()}
                    data-first={(self.first && number == at).then_some("")} {onclick}>{ words }</button>
            }
        };
        html! {
            <div>
                <span class="label" aria-hidden="true">{ &self.label }</span>
                <div class="seg" role="radiogroup" aria-label={self.label.clone()} {onkeydown}>
                    { for self.options.iter().enumerate().map(option) }
                </div>
            </div>
        }
    }
}
