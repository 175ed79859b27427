//! The world explorer: a tree of everything that the scenario holds.

pub mod subject;
pub mod tree;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_scenario::analysis::Analysis;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, plain};
use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use self::subject::Subject;
use self::tree::{Findings, Item, Kind, Move, Row};
use super::after::use_after;
use super::folds::Folds;
use super::menu::{Item as Line, Menu};
use super::text::say;
use super::{button, icon};
use crate::author::Request;
use crate::editor::advice::Warnings;
use crate::state::{Same, Tab};

/// How long letters typed ahead belong together, in milliseconds.
const TYPING: u32 = 500;
/// What the id of a dragged row is carried as.
const DRAGGED: &str = "application/x-ram-playground-row";
/// The id of the button that adds things.
const ADDITIONS: &str = "world-add";

/// What the explorer needs to know.
#[derive(Debug, Clone, Properties)]
pub struct WorldProps {
    /// What is shown.
    pub scenario: Rc<Scenario>,
    /// The findings in its documents.
    pub analysis: Rc<Analysis>,
    /// How many warnings the authoring module has counted in them.
    pub warnings: Rc<Warnings>,
    /// What the editor pane shows.
    pub selected: Option<Tab>,
    /// The language of the page.
    pub lang: Lang,
    /// Opens a document or the facts of something.
    pub on_open: Callback<Tab>,
    /// Something is asked of the authoring module.
    pub on_ask: Callback<Request>,
    /// An example is opened, by its place in the list.
    pub on_example: Callback<usize>,
    /// Collapses the explorer, where it can be collapsed.
    #[prop_or_default]
    pub on_collapse: Option<Callback<()>>,
}

impl PartialEq for WorldProps {
    fn eq(&self, other: &WorldProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.analysis, &other.analysis)
            && Rc::ptr_eq(&self.warnings, &other.warnings)
            && self.selected == other.selected
            && self.lang == other.lang
            && (&self.on_open, &self.on_ask, &self.on_example) == (&other.on_open, &other.on_ask, &other.on_example)
            && self.on_collapse == other.on_collapse
    }
}

/// The explorer, drawn after the verdict.
#[component]
pub fn World(props: &WorldProps) -> Html {
    let shown = use_after(props);
    html! { <Explorer ..shown /> }
}

/// The explorer with its head.
#[component]
fn Explorer(props: &WorldProps) -> Html {
    let lang = props.lang;
    let root = use_node_ref();
    let filter = use_state(|| None::<String>);
    let folds = use_state(Folds::default);
    let chosen = use_state(|| None::<String>);
    let current = use_state(|| None::<String>);
    let typed = use_mut_ref(|| (String::new(), None::<Timeout>));
    let had_focus = use_mut_ref(|| false);

    let items = {
        let (scenario, analysis) = (props.scenario.clone(), props.analysis.clone());
        let known = (Same(scenario), Same(analysis), Same(props.warnings.clone()), lang);
        use_memo(known, |(scenario, analysis, warnings, lang)| {
            tree::items(&scenario.0, &analysis.0, &warnings.0, *lang)
        })
    };
    let is_open = |item: &Item| folds.is_open(&item.id, item.opens);
    let rows = tree::rows(&items, filter.as_deref().unwrap_or_default(), &is_open);
    let selected = selected_row(&rows, props.selected.as_ref(), chosen.as_deref());
    let has = |id: &String| rows.iter().any(|row| row.item.id == *id);
    let first = rows.first().map(|row| row.item.id.clone());
    let stop = (*current).clone().filter(has).or_else(|| selected.clone()).or(first);

    let act = {
        let (rows, root, on_open) = (rows.clone(), root.clone(), props.on_open.clone());
        let selected = selected.clone();
        Callback::from(move |movement: Move| match movement {
            Move::To(id) => {
                focus_row(&root, &id);
                current.set(Some(id));
            }
            Move::Fold(id, is_open) => folds.set(folds.with(&id, is_open)),
            Move::Choose(id) => {
                let Some(row) = rows.iter().find(|row| row.item.id == id) else { return };
                current.set(Some(id.clone()));
                // What holds other rows shows its page first, and folds when it is chosen once more.
                let tab = opens(&row.item).filter(|_| row.item.kind == Kind::Leaf || selected.as_ref() != Some(&id));
                if row.item.kind != Kind::Leaf && (tab.is_none() || row.is_open == Some(false)) {
                    folds.set(folds.with(&id, row.is_open == Some(false)));
                }
                if let Some(tab) = tab {
                    on_open.emit(tab);
                    chosen.set(Some(id));
                }
            }
        })
    };
    let onkeydown = {
        let (rows, act, on_ask) = (rows.clone(), act.clone(), props.on_ask.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let Some(id) = event.target_dyn_into::<web_sys::Element>().and_then(|e| e.get_attribute("data-row")) else {
                return;
            };
            let key = event.key();
            let asked = match key.as_str() {
                "ContextMenu" => Some(Request::Menu { anchor: row_id(&id), row: id.clone() }),
                "F10" if event.shift_key() => Some(Request::Menu { anchor: row_id(&id), row: id.clone() }),
                "F2" | "Delete" => Some(Request::Key { row: id.clone(), key }),
                _ => None,
            };
            if let Some(asked) = asked {
                event.prevent_default();
                event.stop_propagation();
                return on_ask.emit(asked);
            }
            let ahead = type_ahead(&typed, &event.key());
            if let Some(movement) = tree::key(&rows, &id, &event.key(), &ahead) {
                event.prevent_default();
                act.emit(movement);
            }
        })
    };

    // A row that had the focus may be gone: then the next stop takes it, unless something else has it.
    use_effect_with((stop.clone(), rows.len()), {
        let root = root.clone();
        let had_focus = had_focus.clone();
        move |(stop, _)| {
            // A dialog that has just made the edit gives the focus back first.
            let wanted = stop.clone().filter(|_| *had_focus.borrow());
            let timer = wanted.map(|stop| {
                Timeout::new(0, move || {
                    if is_nowhere() {
                        focus_row(&root, &stop);
                    }
                })
            });
            move || drop(timer)
        }
    });
    let onfocusin = {
        let had_focus = had_focus.clone();
        Callback::from(move |_: FocusEvent| *had_focus.borrow_mut() = true)
    };
    let onfocusout = Callback::from(move |event: FocusEvent| {
        // Focus that goes to nothing was on something that has left the page; a dialog or menu gives it back.
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
        if to.is_some_and(|to| to.closest("dialog, .pop").is_ok_and(|over| over.is_none())) {
            *had_focus.borrow_mut() = false;
        }
    });
    html! {
        <section id="world" class="pane explorer" aria-label={Msg::PageWorld.string(lang)}>
            { draw_head(props, &filter, selected.as_deref()) }
            <div class="pane-body" ref={root}>
                if let Some(text) = &*filter {
                    { draw_filter(text, &filter, lang) }
                }
                if props.scenario.accounts.is_empty() {
                    { draw_empty(props) }
                } else if rows.is_empty() {
                    <p class="world-empty" role="status">
                        { say(&Msg::WorldNoMatch { text: plain(filter.as_deref().unwrap_or_default()) }, lang) }
                    </p>
                } else {
                    <ul class="tree" role="tree" aria-label={Msg::PageWorld.string(lang)} {onkeydown} {onfocusin} {onfocusout}>
                        { for rows.iter().map(|row| {
                            let is_stop = stop.as_deref() == Some(row.item.id.as_str());
                            let is_selected = selected.as_deref() == Some(row.item.id.as_str());
                            draw_row(row, is_stop, is_selected, lang, &act, &props.on_ask)
                        }) }
                    </ul>
                }
            </div>
        </section>
    }
}

/// One row at most is selected: the one that was chosen, else the first that shows the document.
fn selected_row(rows: &[Row], selected: Option<&Tab>, chosen: Option<&str>) -> Option<String> {
    // The facts of a policy have the row of its text.
    let selected = selected.map(|tab| tab.entity().map_or_else(|| tab.clone(), subject::tab));
    let shows = |row: &&Row| selected.is_some() && opens(&row.item) == selected;
    let mark = rows.iter().find(|row| Some(row.item.id.as_str()) == chosen);
    let mark = mark.filter(|row| opens(&row.item).is_none() && row.is_open.is_none() || shows(row));
    mark.or_else(|| rows.iter().find(shows)).map(|row| row.item.id.clone())
}

/// What choosing a row shows: the facts of an entity, else a document.
fn opens(item: &Item) -> Option<Tab> {
    match (&item.subject, &item.document) {
        (Some(Subject::Entity(entity)), _) => Some(subject::tab(entity)),
        (_, document) => document.clone().map(Tab::Document),
    }
}

/// The id of a row in the document: names are people's own, so that the place in the tree must be written out.
fn row_id(id: &str) -> String {
    let mut written = "row-".to_owned();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() {
            written.push(c);
        } else {
            written.push_str(&format!("_{:x}", u32::from(c)));
        }
    }
    written
}

/// Whether nothing has the focus.
fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let active = document.and_then(|document| document.active_element());
    active.is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body"))
}

/// What would be here, and the likeliest steps.
fn draw_empty(props: &WorldProps) -> Html {
    let lang = props.lang;
    let add = {
        let on_ask = props.on_ask.clone();
        move |_: MouseEvent| on_ask.emit(Request::NewAccount {})
    };
    let examples = ram_scenario::examples::EXAMPLES.iter().enumerate().map(|(place, example)| {
        let title = example.scenario().title.get(lang.tag()).to_owned();
        Line::new(title, props.on_example.reform(move |()| place))
    });
    html! {
        <div class="empty">
            { icon::draw_with("building-2", "i-20") }
            <b>{ say(&Msg::WorldEmpty, lang) }</b>
            <p>{ say(&Msg::WorldEmptyHint, lang) }</p>
            <div class="row">
                <button type="button" class="btn outline" onclick={add}>
                    { icon::draw_with("plus", "i-14") }{ Msg::WorldAddAccount.string(lang) }
                </button>
                <Menu class="btn" items={examples.collect::<Vec<_>>()} to_left=true>
                    { icon::draw("layers") }{ Msg::PageExamples.string(lang) }
                </Menu>
            </div>
        </div>
    }
}

type Typed = Rc<std::cell::RefCell<(String, Option<Timeout>)>>;

/// What has been typed ahead, this key included; nothing for a key that is no letter.
fn type_ahead(typed: &Typed, key: &str) -> String {
    if key.chars().count() != 1 || key == " " {
        return String::new();
    }
    let end = typed.clone();
    let mut typed = typed.borrow_mut();
    typed.0.push_str(key);
    typed.1 = Some(Timeout::new(TYPING, move || end.borrow_mut().0.clear()));
    typed.0.clone()
}

fn focus_row(root: &NodeRef, id: &str) {
    let rows = root.cast::<web_sys::Element>().and_then(|root| root.query_selector_all("[data-row]").ok());
    let Some(rows) = rows else { return };
    // Names are people's own, so that they are compared here and not written into a selector.
    let found = (0..rows.length())
        .filter_map(|index| rows.get(index)?.dyn_into::<web_sys::HtmlElement>().ok())
        .find(|row| row.get_attribute("data-row").as_deref() == Some(id));
    if let Some(row) = found {
        // Fails only for an element that has left the page.
        let _ = row.focus();
    }
}

fn draw_head(props: &WorldProps, filter: &UseStateHandle<Option<String>>, selected: Option<&str>) -> Html {
    let lang = props.lang;
    let toggle = {
        let filter = filter.clone();
        Callback::from(move |()| filter.set(if filter.is_some() { None } else { Some(String::new()) }))
    };
    let add = {
        let row = selected.map(str::to_owned);
        props.on_ask.reform(move |()| Request::Additions { anchor: ADDITIONS.to_owned(), row: row.clone() })
    };
    html! {
        <header class="pane-head">
            <h2 class="pane-title">{ say(&Msg::PageWorld, lang) }</h2>
            <span class="grow"></span>
            { button::small("plus", Msg::WorldAdd, add).opens_menu(ADDITIONS).class("world-add").draw(lang) }
            { button::small("search", Msg::PageFilter, toggle).class("opens-filter").pressed(filter.is_some()).draw(lang) }
            if let Some(on_collapse) = props.on_collapse.clone() {
                { button::small("panel-left", Msg::PageCollapseWorld, on_collapse).draw(lang) }
            }
        </header>
    }
}

fn draw_filter(text: &str, filter: &UseStateHandle<Option<String>>, lang: Lang) -> Html {
    let oninput = {
        let filter = filter.clone();
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
                filter.set(Some(input.value()));
            }
        }
    };
    let onkeydown = {
        let filter = filter.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                filter.set(None);
            }
        }
    };
    let clear = {
        let filter = filter.clone();
        Callback::from(move |()| filter.set(None))
    };
    html! {
        <div class="world-filter">
            <div class="field">
                { icon::draw_with("search", "i-14") }
                <FilterInput
                    value={text.to_owned()}
                    label={Msg::WorldFilterLabel.string(lang)}
                    oninput={Callback::from(oninput)}
                    onkeydown={Callback::from(onkeydown)}
                />
                { button::small("x", Msg::WorldClearFilter, clear).draw(lang) }
            </div>
        </div>
    }
}

/// What the filter's field needs to know.
#[derive(Debug, Clone, PartialEq, Properties)]
struct FilterInputProps {
    value: String,
    label: String,
    oninput: Callback<InputEvent>,
    onkeydown: Callback<KeyboardEvent>,
}

/// The field takes the focus when it appears.
#[component]
fn FilterInput(props: &FilterInputProps) -> Html {
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with((), move |()| {
            if let Some(input) = input.cast::<web_sys::HtmlElement>() {
                // Fails only for an element that has left the page.
                let _ = input.focus();
            }
        });
    }
    html! {
        <input
            ref={input}
            type="text"
            value={props.value.clone()}
            aria-label={props.label.clone()}
            oninput={props.oninput.clone()}
            onkeydown={props.onkeydown.clone()}
        />
    }
}

fn draw_row(
    row: &Row,
    is_stop: bool,
    is_selected: bool,
    lang: Lang,
    act: &Callback<Move>,
    on_ask: &Callback<Request>,
) -> Html {
    let item = &row.item;
    let class = match item.kind {
        Kind::Account(_) | Kind::Directory => "acct",
        Kind::Group => "grp",
        Kind::Leaf => "leaf",
    };
    let depth = row.level.saturating_sub(if item.id.starts_with("directory/") { 2 } else { 3 });
    let onclick = {
        let (act, id, is_open) = (act.clone(), item.id.clone(), row.is_open);
        Callback::from(move |event: MouseEvent| {
            let on_caret = event
                .target_dyn_into::<web_sys::Element>()
                .is_some_and(|element| element.closest(".caret").is_ok_and(|caret| caret.is_some()));
            act.emit(match is_open {
                Some(is_open) if on_caret => Move::Fold(id.clone(), !is_open),
                _ => Move::Choose(id.clone()),
            });
        })
    };
    let ask_menu = {
        let (on_ask, row) = (on_ask.clone(), item.id.clone());
        move || on_ask.emit(Request::Menu { anchor: row_id(&row), row: row.clone() })
    };
    let oncontextmenu = {
        let ask_menu = ask_menu.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ask_menu();
        })
    };
    let on_more = move |_: MouseEvent| ask_menu();
    // What is dragged is told by the id of its row; what becomes of it is for the module to say.
    let ondragstart = {
        let row = item.id.clone();
        Callback::from(move |event: DragEvent| {
            if let Some(carried) = event.data_transfer() {
                // Fails only for something that is not being dragged.
                let _ = carried.set_data(DRAGGED, &row);
                carried.set_effect_allowed("copyMove");
            }
        })
    };
    let ondragover = Callback::from(move |event: DragEvent| {
        let is_row = |carried: web_sys::DataTransfer| carried.types().includes(&DRAGGED.into(), 0);
        if event.data_transfer().is_some_and(is_row) {
            event.prevent_default();
        }
    });
    let ondrop = {
        let (on_ask, onto) = (on_ask.clone(), item.id.clone());
        Callback::from(move |event: DragEvent| {
            let row = event.data_transfer().and_then(|carried| carried.get_data(DRAGGED).ok());
            if let Some(row) = row.filter(|row| !row.is_empty() && *row != onto) {
                event.prevent_default();
                on_ask.emit(Request::Drop { row, onto: onto.clone() });
            }
        })
    };
    let can_drag = item.kind == Kind::Leaf;
    html! {
        <li role="none" class="tree-row" key={item.id.clone()}>
            <button
                type="button"
                id={row_id(&item.id)}
                aria-haspopup="menu"
                draggable={can_drag.then_some("true")}
                {oncontextmenu}
                {ondragstart}
                {ondragover}
                {ondrop}
                class={classes!(class, item.is_missing.then_some("is-missing"))}
                style={format!("--depth:{depth}")}
                role="treeitem"
                data-row={item.id.clone()}
                tabindex={if is_stop { "0" } else { "-1" }}
                aria-level={row.level.to_string()}
                aria-posinset={row.position.to_string()}
                aria-setsize={row.siblings.to_string()}
                aria-expanded={row.is_open.map(|is_open| if is_open { "true" } else { "false" })}
                aria-selected={if is_selected { "true" } else { "false" }}
                {onclick}
            >
                { draw_label(row, lang) }
                if row.item.is_asked && row.item.kind == Kind::Leaf {
                    <span class="inq" title={Msg::PageInQuestion.string(lang)}>
                        <span class="sr">{ ", " }{ say(&Msg::PageInQuestion, lang) }</span>
                    </span>
                }
                if item.is_missing {
                    <span class="sub">{ say(&Msg::WorldMissing, lang) }</span>
                }
                if let Some(note) = &item.note {
                    <span class="sub">{ note }</span>
                }
                { draw_findings(row.findings, lang) }
            </button>
            // A tree holds nothing but its items; the menu key does the same.
            <button type="button" class="btn icon sm row-more" tabindex="-1" aria-hidden="true"
                title={Msg::WorldActions.string(lang)} onclick={on_more}>
                { icon::draw_with("ellipsis", "i-14") }
            </button>
        </li>
    }
}

fn draw_label(row: &Row, lang: Lang) -> Html {
    let item = &row.item;
    let caret = match row.is_open {
        Some(true) => icon::draw_with("chevron-down", "i-12 caret"),
        Some(false) => icon::draw_with("chevron-right", "i-12 caret"),
        None => Html::default(),
    };
    match item.kind {
        Kind::Account(index) => html! {
            <>
                { caret }
                { account_key(index, None) }
                <span class="t">{ &item.label }</span>
                if let Some(id) = &item.title {
                    <span class="uid" title={id.clone()}>{ tree::shorten(id) }</span>
                }
            </>
        },
        Kind::Directory => html! {
            <>{ caret }{ icon::draw_with(item.icon, "i-14") }<span class="t">{ &item.label }</span></>
        },
        Kind::Group => html! {
            <>{ caret }<span>{ &item.label }</span><span class="n">{ row.count }</span></>
        },
        Kind::Leaf => html! {
            <>
                { caret }
                { icon::draw(item.icon) }
                <span class="t" title={item.title.clone().unwrap_or_else(|| item.label.clone())}>{ &item.label }</span>
                if matches!(item.document, Some(DocumentKey::System { .. } | DocumentKey::SystemControl { .. })) {
                    <span class="sr">{ ", " }{ say(&Msg::PageSystemPolicy, lang) }</span>
                }
            </>
        },
    }
}

fn draw_findings(findings: Findings, lang: Lang) -> Html {
    let badge = |class: &'static str, icon: &'static str, n: usize, words: &Msg| {
        if n == 0 {
            return Html::default();
        }
        let words = words.string(lang);
        html! {
            <span class={classes!("lint", class)} title={words.clone()}>
                { icon::draw(icon) }<span aria-hidden="true">{ n }</span><span class="sr">{ ", " }{ words }</span>
            </span>
        }
    };
    html! {
        <>
            { badge("warn", "triangle-alert", findings.warnings, &Msg::PageWarningCount { n: findings.warnings }) }
            { badge("err", "circle-alert", findings.errors, &Msg::PageErrorCount { n: findings.errors }) }
        </>
    }
}

/// The key of an account by its place in the list of accounts: its letter, in a shape that is the same wherever the
/// account appears. The title is its name, where that does not stand beside the key.
pub fn account_key(index: usize, title: Option<String>) -> Html {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'A' + index));
    let letter = letter.map_or_else(|| (index + 1).to_string(), String::from);
    let shape = ["k0", "k1", "k2", "k3"][index % 4];
    html! {
        <span class={classes!("acct-key", shape)} aria-hidden="true" {title}>{ letter }</span>
    }
}
