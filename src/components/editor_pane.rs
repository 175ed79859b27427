//! The pane of policies: tabs, where the shown one belongs, its text, its problems.

use std::rc::Rc;

use ram_policy::limits;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::Span;
use ram_scenario::analysis::Analysis;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::utf16::Offsets;
use ram_scenario::view::TraceView;
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use super::late::Late;
use super::menu::{Item, Menu};
use super::problems::{InWords, Problem, Problems};
use super::tabs::Tabs;
use super::text::say;
use super::{button, documents, icon, ways};
use crate::author::Request;
use crate::editor::Editor;
use crate::editor::advice::{Advice, Finding, Rewrite, Subject, use_advice};
use crate::editor::bindings::{self, HasCome};
use crate::editor::markers::{self, Decoration};
use crate::state::{Cursor, Place, Reveal, Same, Tab, Theme};

#[derive(Debug, Clone, Properties)]
pub struct EditorPaneProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What follows from it.
    pub analysis: Rc<Analysis>,
    /// The trace of the answer.
    pub trace: Option<Rc<TraceView>>,
    /// What is open.
    pub tabs: Vec<Tab>,
    /// What is shown.
    pub active: Option<Tab>,
    /// The place that is marked in source and trace.
    pub linked: Option<Place>,
    /// A place to bring into view.
    pub reveal: Option<Reveal<Place>>,
    /// The cursor in the shown document.
    pub cursor: Option<Cursor>,
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
    /// Shows a tab.
    pub on_open: Callback<Tab>,
    /// Closes a tab.
    pub on_close: Callback<Tab>,
    /// Whether documents are shown as forms.
    pub is_form: bool,
    /// Another way to show documents is wanted.
    pub on_form: Callback<bool>,
    /// Whether a form has its document's text beside it, in the place of the trace; nothing where there is no form, or
    /// no such place.
    pub is_beside: Option<bool>,
    /// That place is wanted for the trace, or for the text again.
    pub on_beside: Callback<bool>,
    /// What of the authoring module is there.
    pub has_come: HasCome,
    /// Something is asked of it.
    pub on_ask: Callback<Request>,
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
            && (&self.tabs, &self.active, &self.linked, &self.reveal, &self.cursor)
                == (&other.tabs, &other.active, &other.linked, &other.reveal, &other.cursor)
            && (self.lang, self.theme, self.is_world_open, self.no_trace, self.has_come)
                == (other.lang, other.theme, other.is_world_open, other.no_trace, other.has_come)
            && (self.is_form, self.is_beside) == (other.is_form, other.is_beside)
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
    let subject = use_memo((Same(props.scenario.clone()), props.active.clone()), |(scenario, active)| {
        let key = active.as_ref().and_then(Tab::document).cloned()?;
        let text: Rc<str> = documents::text(&scenario.0, &key).into();
        Some((key, text))
    });
    let advice = use_advice(props.has_come, (*subject).as_ref(), &props.scenario, lang);
    // While a document is broken the answer is about an older text of it.
    let is_old = (*subject).as_ref().is_some_and(|(key, _)| props.analysis.stale.as_ref() == Some(key));
    // The answer's marks don't change with the cursor.
    let outcome = use_memo((props.trace.clone().filter(|_| !is_old).map(Same), subject.clone()), |(trace, subject)| {
        let Some((key, text)) = &**subject else { return Vec::new() };
        let marks = |trace: &Same<TraceView>| markers::outcome(&trace.0, &key.to_string(), text, &Offsets::of(text));
        trace.as_ref().map(marks).unwrap_or_default()
    });
    let findings = use_memo((Same(props.analysis.clone()), subject.clone(), advice.clone(), lang), {
        |(analysis, subject, advice, lang)| {
            let key = subject.as_ref().as_ref().map(|(key, _)| key);
            // Nobody can mend the documents of Alibaba Cloud.
            if let Some(advice) = advice.as_ref().filter(|_| key.is_some_and(|key| !key.is_read_only())) {
                return advice.findings.clone();
            }
            let document = key.and_then(|key| analysis.0.documents.get(key));
            let found = document.iter().flat_map(|document| document.listed());
            found.map(|diagnostic| Finding::of(diagnostic, *lang)).collect()
        }
    });
    let problems = (*subject).as_ref().map(|(key, text)| problems(key, text, &findings)).unwrap_or_default();
    let onkeydown = {
        let places = Vec::from_iter(problems.iter().map(|problem| problem.place.clone()));
        let (cursor, on_show) = (props.cursor.clone(), props.on_show.clone());
        move |event: KeyboardEvent| {
            // In Monaco its own keys do this.
            if event.key() != "F8" || event.default_prevented() || event.ctrl_key() || event.alt_key() {
                return;
            }
            event.prevent_default();
            let here = cursor.as_ref().map(|cursor| cursor.offset);
            let is_there = |place: &&Place| here.is_none_or(|here| here < place.span.start);
            let is_before = |place: &&Place| here.is_some_and(|here| place.span.start < here);
            let next = if event.shift_key() {
                places.iter().rev().find(is_before).or(places.last())
            } else {
                places.iter().find(is_there).or(places.first())
            };
            if let Some(place) = next {
                on_show.emit(place.clone());
            }
        }
    };
    let body = match (&props.active, &*subject) {
        (Some(Tab::Entity(entity)), _) => html! {
            <Late has_come={props.has_come} scenario={props.scenario.clone()} show="showEntity" name={entity.to_string()} {lang} />
        },
        (_, Some(subject)) => {
            let on_explain = advice.is_some().then(|| props.on_ask.reform(|code| Request::Explain { code }));
            let found = Problems {
                items: problems,
                is_open: *is_open,
                on_toggle,
                on_show: props.on_show.clone(),
                on_rewrite: on_rewrite(subject),
                on_explain,
                length: length(props.analysis.documents.get(&subject.0).map(|document| &**document), &subject.1),
                in_words: in_words(advice.as_deref(), props.cursor.as_ref(), &subject.0),
            };
            shown(props, subject, &findings, &outcome, advice.is_some(), &found)
        }
        (_, None) => html! {
            <div class="pane-body">
                <div class="empty">
                    { icon::draw_with("file-text", "i-20") }
                    <b>{ Msg::PageNoDocument.string(lang) }</b>
                    <p>{ Msg::PageNoDocumentHint.string(lang) }</p>
                </div>
            </div>
        },
    };
    // A form marks what is marked in the text, or where the cursor stands in it.
    let marked = (*subject).as_ref().filter(|_| props.is_form && props.has_come.is_there()).map(|(key, _)| {
        let cursor = props.cursor.as_ref().filter(|cursor| cursor.document == *key).map(|cursor| cursor.offset);
        (key.clone(), linked_in(props, key).or(cursor.map(|at| Span { start: at, end: at })))
    });
    use_effect_with(marked, |marked| {
        if let Some((key, span)) = marked {
            let Span { start, end } = span.unwrap_or_default();
            bindings::tell_place("setLinked", &key.to_string(), start, end);
        }
    });
    let beside = (*subject).as_ref().filter(|_| props.is_beside == Some(true)).map(|subject| {
        let marks = marks_beside(props, subject, &outcome, advice.as_deref());
        let source = Source { props, subject, findings: &findings, marks, reveal: None };
        html! {
            <section class="pane json-pane" aria-label={Msg::PageAsText.string(lang)}>
                <header class="pane-head">
                    <h2 class="pane-title">{ Msg::PageAsText.string(lang) }</h2>
                    <span class="xs muted grow">{ Msg::PageInStep.string(lang) }</span>
                    { ways_beside(true, &props.on_beside, lang) }
                </header>
                { source.draw() }
            </section>
        }
    });
    let world_button = button::small("panel-left", Msg::PageShowWorld, props.on_world.clone());
    let trace_button = button::small("panel-right", Msg::PageShowTrace, props.on_trace.clone());
    html! {
        <>
            <section class="pane editor-pane" aria-label={Msg::PageEditor.string(lang)} {onkeydown}>
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
            { beside }
        </>
    }
}

/// The switch between a form's text and the trace, which have one place beside it.
pub fn ways_beside(is_text: bool, on_beside: &Callback<bool>, lang: Lang) -> Html {
    let ways = [&Msg::PageAsText, &Msg::PageTraceBeside];
    ways::draw(&Msg::PageBeside, ways, !is_text, &on_beside.reform(|is_trace: bool| !is_trace), lang)
}

/// The open documents that have errors.
fn broken(props: &EditorPaneProps) -> Vec<DocumentKey> {
    let is_broken = |key: &&DocumentKey| props.analysis.documents.get(*key).is_some_and(|d| d.first_error().is_some());
    props.tabs.iter().filter_map(Tab::document).filter(is_broken).cloned().collect()
}

/// Has the whole document written otherwise.
fn on_rewrite(subject: &Subject) -> Callback<Rewrite> {
    let (key, text) = subject.clone();
    Callback::from(move |rewrite: Rewrite| {
        if !key.is_read_only() {
            rewrite.ask(&key, &text);
        }
    })
}

/// What the statement at the cursor says.
fn in_words(advice: Option<&Advice>, cursor: Option<&Cursor>, key: &DocumentKey) -> Option<InWords> {
    let readings = advice.map(|advice| &advice.readings).filter(|readings| !readings.is_empty())?;
    let offset = cursor.filter(|cursor| cursor.document == *key).map(|cursor| cursor.offset);
    let reading = readings
        .iter()
        .find(|reading| offset.is_some_and(|offset| reading.span.start <= offset && offset <= reading.span.end));
    Some(reading.map_or(InWords::Elsewhere, |reading| InWords::Statement(reading.sentence.clone())))
}

fn shown(
    props: &EditorPaneProps,
    subject: &Subject,
    findings: &Rc<Vec<Finding>>,
    outcome: &[Decoration],
    can_rewrite: bool,
    found: &Problems,
) -> Html {
    let lang = props.lang;
    let key = &subject.0;
    let source =
        Source { props, subject, findings, marks: marks(props, subject, outcome), reveal: props.reveal.clone() };
    let system_policy = documents::system_policy(key);
    let (name, _) = documents::name(key, lang);
    let mut path = documents::path(key, &props.scenario, lang);
    path.retain(|part| !part.is_empty());
    let rewrite =
        |label: Msg, rewrite: Rewrite| Item::new(label.string(lang), found.on_rewrite.reform(move |()| rewrite));
    html! {
        <>
            <div class="crumbs">
                <span class="crumbs-path">
                    { for path.iter().map(|part| html! { <><span>{ part }</span><span class="sep" aria-hidden="true">{ "/" }</span></> }) }
                </span>
                <b>{ &name }</b>
                <span class="grow" />
                if let DocumentKey::System { policy } = key {
                    { button::small("copy", Msg::PageCopyPolicy, {
                        let policy = policy.clone();
                        props.on_ask.reform(move |()| Request::Copy { policy: policy.clone() })
                    }).draw(lang) }
                }
                if let Some(policy) = system_policy {
                    <a class="xs crumbs-note" href={policy.source} target="_blank" rel="noreferrer"
                        title={documents::fidelity(policy).string(lang)}>
                        { say(&documents::fidelity(policy), lang) }
                    </a>
                } else if let Some(attachment) = documents::attachment(key, &props.scenario, lang) {
                    <span class="xs crumbs-note">{ say(&attachment, lang) }</span>
                }
                { ways::draw(&Msg::PageShownAs, [&Msg::PageAsText, &Msg::PageAsForm], props.is_form, &props.on_form, lang) }
                if can_rewrite && !props.scenario.is_fixed(key) && !props.is_form {
                    <Menu class="btn icon sm" label={Msg::PageDocumentMenu.string(lang)} to_left=true items={vec![
                        Item { icon: Some("braces"), ..rewrite(Msg::PageFormat, Rewrite::Format) },
                        rewrite(Msg::PageCanonical, Rewrite::Canonical),
                    ]}>
                        { icon::draw_with("ellipsis", "i-14") }
                    </Menu>
                }
            </div>
            if props.is_form {
                <Late has_come={props.has_come} scenario={props.scenario.clone()} show="showForm" name={key.to_string()} {lang} />
            } else {
                { source.draw() }
                { found.draw(lang) }
            }
        </>
    }
}

/// The text of a document, where it can be written.
struct Source<'a> {
    props: &'a EditorPaneProps,
    subject: &'a Subject,
    findings: &'a Rc<Vec<Finding>>,
    marks: Vec<Decoration>,
    reveal: Option<Reveal<Place>>,
}

impl Source<'_> {
    fn draw(self) -> Html {
        let Source { props, subject, findings, marks, reveal } = self;
        let (key, text) = subject;
        let lang = props.lang;
        let (name, _) = documents::name(key, lang);
        let path = documents::path(key, &props.scenario, lang);
        let label = Msg::PagePolicyJson { name: plain(path.into_iter().chain([name]).collect::<Vec<_>>().join(" / ")) };
        html! {
            <Editor document={key.clone()} text={text.clone()} label={label.string(lang)}
                read_only={props.scenario.is_fixed(key)} tab_leaves={props.is_form} {reveal} {lang} theme={props.theme}
                open={props.tabs.iter().filter_map(Tab::document).cloned().collect::<Vec<_>>()}
                findings={findings.clone()} decorations={marks} on_change={props.on_change.clone()}
                on_rewrite={on_rewrite(subject)} on_cursor={props.on_cursor.clone()} on_hover={props.on_hover.clone()}
                on_leave={props.on_leave.clone()} on_undo={props.on_undo.clone()} on_redo={props.on_redo.clone()} />
        }
    }
}

/// The part of a document that is linked; none of an old text.
fn linked_in(props: &EditorPaneProps, key: &DocumentKey) -> Option<Span> {
    let linked = props.linked.as_ref().filter(|place| place.document == *key);
    linked.filter(|_| props.analysis.stale.as_ref() != Some(key)).map(|place| place.span)
}

/// What is marked in the text: what the answer leaves there, and the lines of what is linked.
fn marks(props: &EditorPaneProps, (key, text): &Subject, outcome: &[Decoration]) -> Vec<Decoration> {
    let linked = linked_in(props, key).map(|span| Decoration::linked(span, &Offsets::of(text)));
    outcome.iter().cloned().chain(linked).collect()
}

/// What is marked in the text beside a form: there the whole statement has linked lines, and in it the element.
fn marks_beside(
    props: &EditorPaneProps,
    (key, text): &Subject,
    outcome: &[Decoration],
    advice: Option<&Advice>,
) -> Vec<Decoration> {
    let mut marks = outcome.to_vec();
    if let Some(span) = linked_in(props, key) {
        let offsets = Offsets::of(text);
        let mut statements = advice.into_iter().flat_map(|advice| &advice.readings).map(|reading| reading.span);
        let statement = statements.find(|statement| statement.contains(span)).unwrap_or(span);
        marks.push(Decoration::linked(statement, &offsets));
        marks.push(Decoration::element(span, statement != span, &offsets));
    }
    marks
}

fn problems(key: &DocumentKey, text: &str, findings: &[Finding]) -> Vec<Problem> {
    let problem = |finding: &Finding| Problem {
        finding: finding.clone(),
        place: Place { document: key.clone(), span: finding.span },
        line: text.bytes().take(finding.span.range().start).filter(|byte| *byte == b'\n').count() + 1,
    };
    findings.iter().map(problem).collect()
}

/// The length of a document as the platform counts it, and the limit.
fn length(document: Option<&Document>, text: &str) -> Option<(usize, Option<usize>)> {
    let document = document.filter(|document| document.kind != PolicyKind::System)?;
    Some((text.chars().count(), limits::document_length(document.kind)))
}
