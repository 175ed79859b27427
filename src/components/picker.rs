//! A list to choose from, with a field that filters it: the combobox pattern. The control that opens it, and what an
//! option means, belong to whoever shows it.

use std::ops::Range;

use ram_text::{Lang, Msg, plain};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::browser::popover as browser;
use crate::components::icon;
use crate::components::popover::{Closed, Popover};
use enter::use_enter;

pub mod enter;
pub mod filter;

/// How many options are drawn at once.
pub const LIMIT: usize = 60;

/// One option.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// What it is for whoever made the list.
    pub id: usize,
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub text: String,
    /// Whether that is the name of a policy, role, action or resource.
    pub is_code: bool,
    /// A second line.
    pub detail: Option<String>,
    /// A few words on the right.
    pub note: Option<String>,
    /// Whether it is chosen now.
    pub is_selected: bool,
    /// The letters that fit what was typed.
    pub marks: Vec<Range<usize>>,
}

/// Options under a heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// The heading.
    pub label: Option<String>,
    /// The options.
    pub rows: Vec<Row>,
}

/// What fits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// The options.
    pub sections: Vec<Section>,
    /// How many more there are.
    pub more: usize,
    /// Whether the text itself can be chosen.
    pub takes_text: bool,
}

impl List {
    /// All options in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// How many options there are.
    pub fn len(&self) -> usize {
        self.sections.iter().map(|section| section.rows.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// The option with this id.
    Row(usize),
    /// The text as typed.
    Text(String),
}

/// What a picker shows.
#[derive(Debug, Properties, PartialEq)]
pub struct PickerProps {
    /// Its id; the list and its options derive theirs from it.
    pub id: AttrValue,
    /// What is chosen here.
    pub label: AttrValue,
    /// What the field says while empty.
    pub placeholder: AttrValue,
    /// What fits the query.
    pub list: List,
    /// What was typed.
    pub query: AttrValue,
    /// The id of the control that opened it.
    pub anchor: AttrValue,
    /// Classes of its popover.
    #[prop_or_default]
    pub class: Classes,
    /// Another list in the same popover.
    #[prop_or_default]
    pub stage: usize,
    /// The language of the page.
    pub lang: Lang,
    /// Called with what was typed.
    pub on_query: Callback<String>,
    /// Called with what was chosen, and whether by keyboard.
    pub on_choose: Callback<(Chosen, bool)>,
    /// Called once it is to be closed.
    pub on_close: Callback<Closed>,
}

/// A popover with a field and a list.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let lang = props.lang;
    let list_ref = use_node_ref();
    let text = props.query.trim().to_owned();
    let is_listed = props.list.rows().any(|row| row.text == text);
    let free_text = (props.list.takes_text && !text.is_empty() && !is_listed).then_some(text);
    let count = props.list.len() + usize::from(free_text.is_some());
    let selected = props.list.rows().position(|row| row.is_selected).filter(|_| props.query.is_empty());
    // Counted anew for each query and each list.
    let moved = use_state(|| None::<(AttrValue, usize, usize)>);
    let here = moved.as_ref().filter(|(query, stage, _)| *query == props.query && *stage == props.stage);
    let active = here.map_or(selected.unwrap_or(0), |(_, _, at)| *at).min(count.saturating_sub(1));
    {
        let list_ref = list_ref.clone();
        use_effect_with((active, props.query.clone(), props.stage), move |_| {
            if let Some(list) = list_ref.cast::<Element>() {
                browser::reveal(&list, "[data-active]");
            }
        });
    }
    let choose = {
        let ids = Vec::from_iter(props.list.rows().map(|row| row.id));
        let (free_text, on_choose) = (free_text.clone(), props.on_choose.clone());
        Callback::from(move |(at, by_key): (usize, bool)| {
            let chosen = ids.get(at).copied().map(Chosen::Row);
            if let Some(chosen) = chosen.or_else(|| free_text.clone().map(Chosen::Text)) {
                on_choose.emit((chosen, by_key));
            }
        })
    };
    let on_enter = use_enter(&props.query, {
        let choose = choose.clone();
        Callback::from(move |()| {
            if count > 0 {
                choose.emit((active, true));
            }
        })
    });
    let onkeydown = {
        let (moved, query, stage) = (moved.clone(), props.query.clone(), props.stage);
        let (on_close, anchor) = (props.on_close.clone(), props.anchor.clone());
        Callback::from(move |event: KeyboardEvent| {
            // While an input method composes, its keys are its own.
            if event.is_composing() {
                return;
            }
            let last = count.saturating_sub(1);
            let to = match event.key().as_str() {
                "ArrowDown" => {
                    if active >= last {
                        0
                    } else {
                        active + 1
                    }
                }
                "ArrowUp" => {
                    if active == 0 {
                        last
                    } else {
                        active - 1
                    }
                }
                "PageDown" => (active + 8).min(last),
                "PageUp" => active.saturating_sub(8),
                "Home" => 0,
                "End" => last,
                "Enter" => return on_enter.emit(event),
                "Tab" => {
                    // From the control, Tab leads on to what follows it.
                    if let Some(anchor) = browser::by_id(&anchor) {
                        browser::focus(&anchor);
                    }
                    return on_close.emit(Closed::Away);
                }
                _ => return,
            };
            event.prevent_default();
            moved.set(Some((query.clone(), stage, to)));
        })
    };
    let oninput = {
        let on_query = props.on_query.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_query.emit(input.value());
            }
        })
    };
    let list_id = format!("{}-list", props.id);
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    let option = |at: usize, is_chosen: bool, content: Html| {
        let onclick = choose.reform(move |_: MouseEvent| (at, false));
        let is_active = (at == active).then_some("");
        html! {
            <div key={at} id={option_id(at)} class="pk-o" role="option" aria-selected={is_chosen.to_string()}
                data-active={is_active} {onclick}>{ content }</div>
        }
    };
    let mut at = 0;
    let sections = props.list.sections.iter().enumerate().map(|(number, section)| {
        let rows = section.rows.iter().map(|row| {
            let html = option(at, row.is_selected, row_html(row));
            at += 1;
            html
        });
        let rows = rows.collect::<Html>();
        let heading_id = format!("{}-group-{number}", props.id);
        match &section.label {
            Some(label) => html! {
                <div key={heading_id.clone()} role="group" aria-labelledby={heading_id.clone()}>
                    <div id={heading_id} class="pk-g" role="presentation">{ label }</div>
                    { rows }
                </div>
            },
            None => html! { <div key={heading_id} role="group" class="pk-s">{ rows }</div> },
        }
    });
    let sections = sections.collect::<Html>();
    let free_row = free_text.map(|text| {
        let words = Msg::PageUseText { text: plain(text) }.string(lang);
        option(
            props.list.len(),
            false,
            html! { <>{ icon::draw_with("arrow-right", "i-14") }<span class="pk-t1">{ words }</span></> },
        )
    });
    let nothing = (count == 0).then(|| {
        if props.query.trim().is_empty() {
            Msg::PageFindEmpty.string(lang)
        } else {
            Msg::PageFindNothing { text: plain(props.query.trim()) }.string(lang)
        }
    });
    // The list would take focus away from the field.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <Popover id={props.id.clone()} label={props.label.clone()} anchor={props.anchor.clone()} stage={props.stage}
            class={props.class.clone()} on_close={props.on_close.clone()}>
            <div class="field">
                { icon::draw_with("search", "i-14") }
                <input type="text" role="combobox" aria-label={props.label.clone()} placeholder={props.placeholder.clone()}
                    aria-expanded="true" aria-controls={list_id.clone()} aria-autocomplete="list" data-first=""
                    aria-activedescendant={(count > 0).then(|| option_id(active))} value={props.query.clone()}
                    autocomplete="off" autocapitalize="off" spellcheck="false" {oninput} {onkeydown} />
            </div>
            <div ref={list_ref} class="pk-l" id={list_id} role="listbox" aria-label={props.label.clone()} {onmousedown}>
                { sections }
                { free_row.unwrap_or_default() }
            </div>
            <p class="pk-f" role="status">
                if let Some(nothing) = nothing { { nothing } }
                else if props.list.more > 0 { { Msg::PageFindMore { n: props.list.more }.string(lang) } }
            </p>
        </Popover>
    }
}

fn row_html(row: &Row) -> Html {
    let mut end = 0;
    let mut text = Vec::new();
    for mark in &row.marks {
        text.push(html! { { row.text.get(end..mark.start).unwrap_or_default() } });
        text.push(html! { <b>{ row.text.get(mark.clone()).unwrap_or_default() }</b> });
        end = mark.end;
    }
    text.push(html! { { row.text.get(end..).unwrap_or_default() } });
    html! {
        <>
            if !row.icon.is_empty() { { icon::draw_with(row.icon, "i-14") } }
            <span class="pk-t1">
                if row.is_code { <code>{ text }</code> } else { <span>{ text }</span> }
                if let Some(detail) = &row.detail { <small>{ detail }</small> }
            </span>
            if let Some(note) = &row.note { <small class="pk-n">{ note }</small> }
            if row.is_selected { { icon::draw_with("check", "i-14 pk-c") } }
        </>
    }
}
