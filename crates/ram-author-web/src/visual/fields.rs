//! Fields for one line, and a few options side by side.

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;

/// What was typed into the field of an event.
pub(crate) fn typed_in(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub(crate) struct LineProps {
    /// Its id.
    pub id: AttrValue,
    /// Its name, where no label stands around it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What it holds.
    pub value: String,
    /// What it says while empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// Whether it can only be read.
    #[prop_or_default]
    pub is_read_only: bool,
    /// What was typed, once the field is left or Enter is pressed.
    pub on_commit: Callback<String>,
}

/// A quiet field for one line: a change is written once it is left or Enter is pressed, and taken back by Escape.
#[component]
pub(crate) fn Line(props: &LineProps) -> Html {
    let typed = use_state(|| None::<String>);
    let text = (*typed).clone().unwrap_or_else(|| props.value.clone());
    let oninput = {
        let typed = typed.setter();
        move |event: InputEvent| typed.set(typed_in(&event))
    };
    let onchange = {
        let (typed, on_commit, value) = (typed.clone(), props.on_commit.clone(), props.value.clone());
        move |_: Event| {
            if let Some(text) = typed.as_ref().filter(|text| **text != value) {
                on_commit.emit(text.clone());
            }
            typed.set(None);
        }
    };
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && typed.is_some() {
            event.stop_propagation();
            typed.set(None);
        }
    };
    html! {
        <span class={classes!("field", "ve-line", props.class.clone())}>
            <input id={props.id.clone()} type="text" autocomplete="off" autocapitalize="off" spellcheck="false" size="1"
                aria-label={props.name.clone()} placeholder={props.placeholder.clone()} value={text}
                readonly={props.is_read_only} {oninput} {onchange} {onkeydown} />
        </span>
    }
}

/// A list of the browser's own, with a mark that it opens.
pub(crate) fn select(class: &'static str, list: Html) -> Html {
    html! { <span class={classes!("ve-select", class)}>{ list }{ icon::draw_with("chevrons-up-down", "i-12") }</span> }
}

/// A few options side by side, one of which holds: the radio group pattern.
pub(crate) struct Segments {
    pub label: AttrValue,
    /// What each shows, with its class.
    pub options: Vec<(Html, &'static str)>,
    pub chosen: Option<usize>,
    pub is_read_only: bool,
    pub on_choose: Callback<usize>,
}

impl Segments {
    pub fn draw(self) -> Html {
        let Segments { label, options, chosen, is_read_only, on_choose } = self;
        let count = options.len().max(1);
        let stop = chosen.unwrap_or(0);
        let onkeydown = {
            let on_choose = on_choose.clone();
            move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowRight" | "ArrowDown" => (stop + 1) % count,
                    "ArrowLeft" | "ArrowUp" => (stop + count - 1) % count,
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                if is_read_only {
                    return;
                }
                on_choose.emit(to);
                let option = event.target_dyn_into::<Element>();
                let group = option.and_then(|option| option.closest("[role=radiogroup]").ok().flatten());
                if let Some(group) = group {
                    browser::focus_first(&group, &format!("[data-at=\"{to}\"]"));
                }
            }
        };
        let option = |(at, (content, class)): (usize, (Html, &'static str))| {
            let onclick = {
                let on_choose = on_choose.clone();
                move |_: MouseEvent| {
                    if !is_read_only {
                        on_choose.emit(at);
                    }
                }
            };
            let is_chosen = chosen == Some(at);
            html! {
                <button key={at} type="button" role="radio" class={classes!(is_chosen.then_some(class))}
                    aria-checked={is_chosen.to_string()} tabindex={if at == stop { "0" } else { "-1" }}
                    data-at={at.to_string()} {onclick}>{ content }</button>
            }
        };
        html! {
            <div class="seg" role="radiogroup" aria-label={label} aria-disabled={is_read_only.then_some("true")} {onkeydown}>
                { for options.into_iter().enumerate().map(option) }
            </div>
        }
    }
}
