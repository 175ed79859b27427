//! The pane of policies: tabs, where the shown one belongs, its text, its problems.

use std::rc::Rc;

use ram_policy::diagnostic::Diagnostic;
use ram_policy::limits;
use ram_policy::policy::{Document, PolicyKind};
use ram_scenario::analysis::Analysis;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::view::TraceView;
use ram_text::{Lang, Msg, plain};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::problems::{Problem, Problems};
use super::text::say;
use super::{button, documents, icon};
use crate::editor::Editor;
use crate::editor::markers::{self, Decoration, Offsets};
use crate::state::{Place, Reveal, Theme};

#[derive(Debug, Clone, Properties)]
pub struct EditorPaneProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What follows from it.
    pub analysis: Rc<Analysis>,
    /// The trace of the answer.
    pub trace: Option<Rc<TraceView>>,
    /// The open documents.
    pub tabs: Vec<DocumentKey>,
    /// The shown one.
    pub active: Option<DocumentKey>,
    /// The place that is marked in source and trace.
    pub linked: Option<Place>,
    /// A place to bring into view.
    pub reveal: Option<Reveal<Place>>,
    /// The language of the page.
    pub lang: Lang,
    /// The theme of the page.
    pub theme: Theme,
    /// Whether the world is open as a drawer.
    pub is_world_open: bool,
    /// Whether the trace is collapsed.
    pub no_trace: bool,
    /// Shows or hides the world.
    pub on_world: Callback<()>,
    /// Shows the trace again.
    pub on_trace: Callback<()>,
    /// Shows a document.
    pub on_open: Callback<DocumentKey>,
    /// Closes a tab.
    pub on_close: Callback<DocumentKey>,
    /// Shows a place in a document.
    pub on_show: Callback<Place>,
    /// The whole text, after a person has changed it.
    pub on_change: Callback<(DocumentKey, String)>,
    /// Where the cursor stands, in bytes, and whether it got there by typing.
    pub on_cursor: Callback<(DocumentKey, u32, bool)>,
    /// The byte on which the pointer rests.
    pub on_hover: Callback<Option<(DocumentKey, u32)>>,
    /// What was typed is one change.
    pub on_leave: Callback<()>,
    /// Undo was asked for in the text.
    pub on_undo: Callback<()>,
    /// Redo was asked for in the text.
    pub on_redo: Callback<()>,
}

impl PartialEq for EditorPaneProps {
    /// Scenario and analysis are the same only where they are the same in memory: comparing their texts at each
    /// keystroke would cost more than drawing the pane.
    fn eq(&self, other: &EditorPaneProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.analysis, &other.analysis)
            && self.trace.as_ref().map(Rc::as_ptr) == other.trace.as_ref().map(Rc::as_ptr)
            && (&self.tabs, &self.active, &self.linked, &self.reveal)
                == (&other.tabs, &other.active, &other.linked, &other.reveal)
            && (self.lang, self.theme, self.is_world_open, self.no_trace)
                == (other.lang, other.theme, other.is_world_open, other.no_trace)
    }
}

#[component]
pub fn EditorPane(props: &EditorPaneProps) -> Html {
    let lang = props.lang;
    let is_open = use_state(|| true);
    let on_toggle = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(!*is_open))
    };
    let body = match &props.active {
        Some(key) => shown(props, key, *is_open, on_toggle),
        None => html! {
            <div class="pane-body">
                <div class="empty">
                    { icon::draw_with("file-text", "i-20") }
                    <b>{ Msg::PageNoDocument.string(lang) }</b>
                    <p>{ Msg::PageNoDocumentHint.string(lang) }</p>
                </div>
            </div>
        },
    };
    let world_button = button::small("panel-left", Msg::PageShowWorld, props.on_world.clone());
    let trace_button = button::small("panel-right", Msg::PageShowTrace, props.on_trace.clone());
    html! {
        <section class="pane editor-pane" aria-label={Msg::PageEditor.string(lang)}>
            <div class="pane-head tabs-head">
                { world_button.class("world-button").expanded(props.is_world_open).draw(lang) }
                <Tabs scenario={props.scenario.clone()} tabs={props.tabs.clone()} active={props.active.clone()}
                    broken={broken(props)} linked={props.linked.as_ref().map(|place| place.document.clone())} {lang}
                    on_open={props.on_open.clone()} on_close={props.on_close.clone()} />
                <span class="grow" />
                if props.no_trace {
                    { trace_button.class("trace-button").draw(lang) }
                }
            </div>
            { body }
        </section>
    }
}

/// The open documents that have errors.
fn broken(props: &EditorPaneProps) -> Vec<DocumentKey> {
    let is_broken = |key: &&DocumentKey| props.analysis.documents.get(*key).is_some_and(|d| d.first_error().is_some());
    props.tabs.iter().filter(is_broken).cloned().collect()
}

fn shown(props: &EditorPaneProps, key: &DocumentKey, is_open: bool, on_toggle: Callback<()>) -> Html {
    let lang = props.lang;
    let document = props.analysis.documents.get(key);
    let system_policy = documents::system_policy(key);
    let text: Rc<str> = match system_policy {
        Some(policy) => policy.document.into(),
        None => props.scenario.document(key).unwrap_or_default().into(),
    };
    // While a document is broken the answer is about an older text of it.
    let is_old = props.analysis.stale.as_ref() == Some(key);
    let diagnostics = document.map(|document| document.diagnostics.clone()).unwrap_or_default();
    let (name, _) = documents::name(key, lang);
    let mut path = documents::path(key, &props.scenario, lang);
    let label =
        Msg::PagePolicyJson { name: plain(path.iter().chain([&name]).cloned().collect::<Vec<_>>().join(" / ")) };
    path.retain(|part| !part.is_empty());
    let found = Problems {
        items: problems(key, &text, &diagnostics, lang),
        is_open,
        on_toggle,
        on_show: props.on_show.clone(),
        length: length(document.map(|document| &**document), &text),
    };
    html! {
        <>
            <div class="crumbs">
                { for path.iter().map(|part| html! { <><span>{ part }</span><span class="sep" aria-hidden="true">{ "/" }</span></> }) }
                <b>{ &name }</b>
                <span class="grow" />
                if let Some(policy) = system_policy {
                    <a class="xs crumbs-note" href={policy.source} target="_blank" rel="noreferrer"
                        title={documents::fidelity(policy).string(lang)}>
                        { say(&documents::fidelity(policy), lang) }
                    </a>
                } else if let Some(attachment) = documents::attachment(key, &props.scenario, lang) {
                    <span class="xs crumbs-note">{ say(&attachment, lang) }</span>
                }
            </div>
            <Editor document={key.clone()} text={text.clone()} label={label.string(lang)} read_only={key.is_read_only()}
                open={props.tabs.clone()} {diagnostics}
                decorations={decorations(props, key, &text, is_old)} reveal={props.reveal.clone()} {lang}
                theme={props.theme} on_change={props.on_change.clone()} on_cursor={props.on_cursor.clone()}
                on_hover={props.on_hover.clone()} on_leave={props.on_leave.clone()} on_undo={props.on_undo.clone()}
                on_redo={props.on_redo.clone()} />
            { found.draw(lang) }
        </>
    }
}

fn decorations(props: &EditorPaneProps, key: &DocumentKey, text: &str, is_old: bool) -> Vec<Decoration> {
    let offsets = Offsets::of(text);
    let trace = props.trace.as_ref().filter(|_| !is_old);
    let mut decorations =
        trace.map(|trace| markers::outcome(trace, &key.to_string(), text, &offsets)).unwrap_or_default();
    let linked = props.linked.as_ref().filter(|place| place.document == *key && !is_old);
    decorations.extend(linked.map(|place| Decoration::linked(place.span, &offsets)));
    decorations
}

fn problems(key: &DocumentKey, text: &str, diagnostics: &[Diagnostic], lang: Lang) -> Vec<Problem> {
    let problem = |diagnostic: &Diagnostic| Problem {
        severity: diagnostic.severity(),
        message: ram_scenario::diagnostics::message(&diagnostic.problem, lang),
        place: Place { document: key.clone(), span: diagnostic.span },
        line: text.bytes().take(diagnostic.span.range().start).filter(|byte| *byte == b'\n').count() + 1,
    };
    diagnostics.iter().map(problem).collect()
}

/// The length of a document as the platform counts it, and the limit.
fn length(document: Option<&Document>, text: &str) -> Option<(usize, Option<usize>)> {
    let document = document.filter(|document| document.kind != PolicyKind::System)?;
    Some((text.chars().count(), limits::document_length(document.kind)))
}

#[derive(Debug, Clone, Properties, PartialEq)]
struct TabsProps {
    scenario: Rc<Scenario>,
    tabs: Vec<DocumentKey>,
    active: Option<DocumentKey>,
    broken: Vec<DocumentKey>,
    linked: Option<DocumentKey>,
    lang: Lang,
    on_open: Callback<DocumentKey>,
    on_close: Callback<DocumentKey>,
}

/// The tabs: one stop for the Tab key, arrows between them, Delete closes.
#[component]
fn Tabs(props: &TabsProps) -> Html {
    let lang = props.lang;
    let list = use_node_ref();
    // Set by keys only: then the focus follows the shown tab.
    let follows = use_mut_ref(|| false);
    use_effect_with(props.active.clone(), {
        let (list, follows) = (list.clone(), follows.clone());
        move |_| {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let Ok(Some(tab)) = list.query_selector("[aria-selected=true]") else { return };
            let Ok(tab) = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(tab) else { return };
            // Only the strip scrolls, never the page.
            let (left, width) = (tab.offset_left() - list.offset_left(), tab.offset_width());
            if left < list.scroll_left() || left + width > list.scroll_left() + list.client_width() {
                list.set_scroll_left(left);
            }
            if std::mem::take(&mut *follows.borrow_mut()) {
                let _ = tab.focus();
            }
        }
    });
    let onkeydown = {
        let (tabs, active) = (props.tabs.clone(), props.active.clone());
        let (on_open, on_close) = (props.on_open.clone(), props.on_close.clone());
        move |event: KeyboardEvent| {
            let Some(here) = tabs.iter().position(|key| Some(key) == active.as_ref()) else { return };
            let count = tabs.len();
            let next = match event.key().as_str() {
                "ArrowRight" => (here + 1) % count,
                "ArrowLeft" => (here + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Delete" => {
                    event.prevent_default();
                    *follows.borrow_mut() = true;
                    on_close.emit(tabs[here].clone());
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(key) = tabs.get(next) {
                *follows.borrow_mut() = next != here;
                on_open.emit(key.clone());
            }
        }
    };
    let tab = |key: &DocumentKey| {
        let is_active = props.active.as_ref() == Some(key);
        let is_broken = props.broken.contains(key);
        let is_linked = !is_active && props.linked.as_ref() == Some(key);
        let (name, is_code) = documents::name(key, lang);
        let whole = documents::path(key, &props.scenario, lang).into_iter().chain([name.clone()]).collect::<Vec<_>>();
        let open = {
            let (on_open, key) = (props.on_open.clone(), key.clone());
            move |_: MouseEvent| on_open.emit(key.clone())
        };
        let close = {
            let (on_close, key) = (props.on_close.clone(), key.clone());
            move |event: MouseEvent| {
                event.stop_propagation();
                on_close.emit(key.clone());
            }
        };
        let close_label = Msg::PageCloseTab { name: if is_code { ram_text::code(&name) } else { plain(&name) } };
        let close_label = close_label.string(lang);
        html! {
            <span key={key.to_string()} class="tab-box" role="presentation">
                <button type="button" class={classes!("tab", is_linked.then_some("linked"))} role="tab"
                    aria-selected={if is_active { "true" } else { "false" }} tabindex={if is_active { "0" } else { "-1" }}
                    aria-keyshortcuts="Delete" title={whole.join(" / ")} onclick={open}>
                    { icon::draw(documents::icon(key)) }
                    { &name }
                    if key.is_read_only() {
                        { icon::draw("lock") }
                        <span class="sr">{ Msg::PageSystemPolicy.string(lang) }</span>
                    }
                    if is_broken {
                        <span class="broken" /><span class="sr">{ Msg::PageTabBroken.string(lang) }</span>
                    }
                </button>
                // A list of tabs holds nothing but tabs; the key does the same.
                <button type="button" class="btn icon tab-close" tabindex="-1" aria-hidden="true" title={close_label}
                    onclick={close}>
                    { icon::draw_with("x", "i-12") }
                </button>
            </span>
        }
    };
    html! {
        <div ref={list} class="tabs" role="tablist" aria-label={Msg::PageOpenDocuments.string(lang)} {onkeydown}>
            { for props.tabs.iter().map(tab) }
        </div>
    }
}
