//! The context of the question as a row of chips, each with a popover that edits it.

use std::rc::Rc;

use ram_scenario::context::{Phases, WELL_KNOWN, is_same_key};
use ram_scenario::scenario::{DocumentKey, Question, Scenario};
use ram_text::{Lang, Msg};
use web_sys::Element;
use yew::prelude::*;

use crate::browser::popover as browser;
use crate::components::icon;
use crate::components::picker::filter::filter;
use crate::components::picker::{Chosen, LIMIT, List, Picker, Row, Section};
use crate::components::popover::{Closed, Popover};
use crate::components::text::draw;
use forms::Form;
pub use model::length;
use model::{Chip, Kind, PARAMETERS, chips};

mod fields;
mod forms;
mod model;

/// The control that adds what has no chip yet.
const ADD: &str = "chip-add";

/// What a chip row shows.
#[derive(Debug, Properties, PartialEq)]
pub struct ChipsProps {
    /// The world and the question.
    pub scenario: Rc<Scenario>,
    /// The language of the page.
    pub lang: Lang,
    /// Condition keys that took part in the decision.
    pub decisive_keys: Vec<String>,
    /// Called with another question.
    pub on_question: Callback<Question>,
    /// Called with a document to show.
    pub on_open: Callback<DocumentKey>,
}

/// What is open, and the id of the control that opened it.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    /// The list of what can be added, with what was typed.
    Add(String),
    /// The form of a chip.
    Form { from: String, kind: Kind },
}

/// The chips.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let ChipsProps { scenario, lang, on_question, .. } = props;
    let lang = *lang;
    let question = &scenario.question;
    let row = use_node_ref();
    let open = use_state(|| None::<Open>);
    // One stop for Tab; it follows focus. Narrow windows hide what is not set, so it starts at what is.
    let current = use_state(|| None::<usize>);
    // A number, so that the same wish twice is granted twice.
    let wanted = use_state(|| (0_u32, None::<usize>));
    let all = chips(scenario, &props.decisive_keys, lang);
    let last = all.iter().filter(|chip| chip.kind.is_some()).count();
    let stop =
        current.or_else(|| all.iter().position(|chip| chip.is_set && chip.kind.is_some())).unwrap_or(last).min(last);
    {
        let row = row.clone();
        use_effect_with(*wanted, move |(_, at)| {
            if let (Some(at), Some(row)) = (at, row.cast::<Element>()) {
                focus_at(&row, *at);
            }
        });
    }
    let focus = { move |at: usize| wanted.set((wanted.0.wrapping_add(1), Some(at))) };
    let onfocusin = {
        let current = current.clone();
        Callback::from(move |event: FocusEvent| {
            let at = event.target_dyn_into::<Element>().and_then(|control| number_of(&control));
            // Also where it is the stop already: what is set may change, and with it where the stop starts.
            if at.is_some() && at != *current {
                current.set(at);
            }
        })
    };
    let onkeydown = {
        let row = row.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(row) = row.cast::<Element>() else { return };
            let controls = browser::visible(&row, CONTROLS);
            let last = controls.len().saturating_sub(1);
            let here = controls.iter().position(|control| number_of(control) == Some(stop)).unwrap_or(0);
            let to = match event.key().as_str() {
                "ArrowRight" => {
                    if here >= last {
                        0
                    } else {
                        here + 1
                    }
                }
                "ArrowLeft" => {
                    if here == 0 {
                        last
                    } else {
                        here - 1
                    }
                }
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(control) = controls.get(to) {
                browser::focus(control);
            }
        })
    };
    let mut at = 0;
    let chip_html = |chip: &Chip| {
        let class = classes!(
            "chip",
            (!chip.is_set).then_some("unset"),
            chip.is_decisive.then_some("is-decisive"),
            chip.is_invalid.then_some("is-invalid"),
        );
        let decisive = chip.is_decisive.then(|| Msg::PageContextDecisive.string(lang));
        let content = html! { <>{ icon::draw(chip.icon) }<span>{ draw(&chip.text) }</span></> };
        let Some(kind) = &chip.kind else {
            let title = decisive.unwrap_or_else(|| Msg::PageContextOfResource.string(lang));
            return html! { <span key={chip.text.to_string()} class={classes!(class, "is-fixed")} {title}>{ content }</span> };
        };
        let here = at;
        at += 1;
        let id = format!("chip-{}", kind.id());
        let is_open = matches!(&*open, Some(Open::Form { from, .. }) if *from == id);
        let onclick = {
            let (open, current, from, kind) = (open.clone(), current.clone(), id.clone(), kind.clone());
            Callback::from(move |_: MouseEvent| {
                // Not every browser focuses a button that is clicked.
                current.set(Some(here));
                open.set((!is_open).then(|| Open::Form { from: from.clone(), kind: kind.clone() }));
            })
        };
        let onkeydown = {
            let (scenario, kind, on_question) = (scenario.clone(), kind.clone(), on_question.clone());
            let (open, focus, is_set) = (open.clone(), focus.clone(), chip.is_set);
            Callback::from(move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Delete" | "Backspace") && is_set {
                    event.prevent_default();
                    open.set(None);
                    on_question.emit(kind.put(&scenario.question, &[], Phases::All));
                    // The chip may be gone: then the next one stands in its place.
                    focus(here);
                }
            })
        };
        html! {
            <button key={id.clone()} type="button" {id} {class} title={decisive} data-chip={here.to_string()} aria-haspopup="dialog"
                aria-expanded={is_open.to_string()} tabindex={if here == stop { "0" } else { "-1" }} {onclick} {onkeydown}>
                { content }
            </button>
        }
    };
    let chip_list = Vec::from_iter(all.iter().map(chip_html));
    let is_adding = matches!(&*open, Some(Open::Add(_)));
    let on_add = {
        let (open, current) = (open.clone(), current.clone());
        Callback::from(move |_: MouseEvent| {
            current.set(Some(last));
            open.set((!is_adding).then(|| Open::Add(String::new())));
        })
    };
    let close = {
        let (open, focus) = (open.clone(), focus.clone());
        Callback::from(move |closed: Closed| {
            open.set(None);
            if closed == Closed::Back {
                focus(stop);
            }
        })
    };
    let popover = match &*open {
        None => Html::default(),
        Some(Open::Add(query)) => {
            let (list, kinds) = additions(question, query, lang);
            let on_query = {
                let open = open.clone();
                Callback::from(move |query| open.set(Some(Open::Add(query))))
            };
            let on_choose = {
                let open = open.clone();
                Callback::from(move |(chosen, _)| {
                    let kind = match chosen {
                        Chosen::Row(id) => kinds.get(id).cloned(),
                        Chosen::Text(key) => Some(Kind::Key(key)),
                    };
                    open.set(kind.map(|kind| match kind {
                        // The name of the tag is still to be typed.
                        Kind::Key(key) if key.ends_with('/') => Open::Add(key),
                        kind => Open::Form { from: ADD.to_owned(), kind },
                    }));
                })
            };
            html! {
                <Picker key="add" id="chip-pop" label={Msg::PageContextKey.string(lang)} {list} query={query.clone()}
                    placeholder={Msg::PageFindKey.string(lang)} anchor={ADD} {lang} {on_query} {on_choose} on_close={close} />
            }
        }
        Some(Open::Form { from, kind }) => html! {
            <Popover key={format!("{from}-{}", kind.id())} id="chip-pop" label={kind.name(lang)} anchor={from.clone()} on_close={close.clone()}>
                <Form kind={kind.clone()} scenario={scenario.clone()} question={Rc::new(question.clone())} {lang} on_question={on_question.clone()}
                    on_open={props.on_open.clone()} on_done={close.reform(|()| Closed::Back)} />
            </Popover>
        },
    };
    html! {
        <>
            <div ref={row} class="context" role="toolbar" aria-label={Msg::PageContext.string(lang)} {onkeydown} {onfocusin}>
                <span class="nowrap" aria-hidden="true">{ Msg::PageContextWhen.string(lang) }</span>
                <div class="chips">{ chip_list }</div>
                <button type="button" id={ADD} class="btn sm" data-chip={last.to_string()} aria-haspopup="dialog"
                    aria-expanded={is_adding.to_string()} tabindex={if stop == last { "0" } else { "-1" }} onclick={on_add}>
                    { icon::draw_with("plus", "i-14") }{ Msg::PageContextKey.string(lang) }
                </button>
            </div>
            { popover }
        </>
    }
}

/// What can be added: parameters of the calls, then condition keys that the question does not have yet.
fn additions(question: &Question, query: &str, lang: Lang) -> (List, Vec<Kind>) {
    let common = [Kind::Mfa, Kind::Ip, Kind::Time, Kind::Https, Kind::ExternalId, Kind::SessionPolicy];
    let parameters = PARAMETERS.into_iter().chain([Kind::ExternalId, Kind::SessionPolicy]);
    let parameters = parameters.filter(|kind| kind.fits(question));
    let held = ram_scenario::context::keys(question);
    let keys = common.iter().filter(|kind| !kind.needs_hop()).filter_map(Kind::key).chain(WELL_KNOWN);
    let keys = keys.filter(|key| !held.iter().any(|held| is_same_key(held, key)));
    let kind_of = |key: &str| {
        let known =
            common.iter().find(|kind| !kind.needs_hop() && kind.key().is_some_and(|known| is_same_key(known, key)));
        known.cloned().unwrap_or_else(|| Kind::Key(key.to_owned()))
    };
    let mut kinds = Vec::from_iter(parameters);
    let row = |id: usize, kind: &Kind| Row { id, icon: kind.icon(), text: kind.name(lang), ..Row::default() };
    let first = kinds.iter().enumerate().map(|(id, kind)| row(id, kind)).collect();
    let mut second = Vec::new();
    for key in keys {
        let kind = kind_of(key);
        second.push(Row { is_code: true, text: key.to_owned(), ..row(kinds.len(), &kind) });
        kinds.push(kind);
    }
    let sections = vec![
        Section { label: Some(Msg::PageContextParameters.string(lang)), rows: first },
        Section { label: Some(Msg::PageContextKeys.string(lang)), rows: second },
    ];
    (List { takes_text: query.contains(':'), ..filter(sections, query, LIMIT) }, kinds)
}

/// Every control of the row.
const CONTROLS: &str = "[data-chip]";

fn number_of(control: &Element) -> Option<usize> {
    control.closest(CONTROLS).ok()??.get_attribute("data-chip")?.parse().ok()
}

/// Moves focus to a control by its number; to the next where that one is hidden.
fn focus_at(row: &Element, at: usize) {
    let controls = browser::visible(row, CONTROLS);
    let control = controls.iter().find(|control| number_of(control) >= Some(at)).or(controls.last());
    if let Some(control) = control {
        browser::focus(control);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_there_are_not_offered() {
        let question =
            ram_scenario::context::set_key(&Question::default(), "acs:sourcevpc", &["v".to_owned()], Phases::All);
        let (list, kinds) = additions(&question, "sourceip", Lang::En);
        let found = Vec::from_iter(list.rows().map(|row| (row.text.as_str(), &kinds[row.id])));
        assert_eq!(found, [("acs:SourceIp", &Kind::Ip), ("acs:VpcSourceIp", &Kind::Key("acs:VpcSourceIp".to_owned()))]);
    }

    #[test]
    fn any_text_with_a_colon_is_a_key() {
        assert!(additions(&Question::default(), "my:key", Lang::En).0.takes_text);
        assert!(!additions(&Question::default(), "my", Lang::En).0.takes_text);
    }
}
