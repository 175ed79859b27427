//! The decision trace: every step of the evaluation, the deciding one open, and each row tied to its text.

mod hooks;
mod marks;
mod ribbon;
mod rows;
mod statement;
mod step;

use std::rc::Rc;

use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::StepPosition;
use ram_scenario::trace_text::trace_text;
use ram_scenario::view::{Gate, PhaseView, SessionView, StepView, Tone, TraceView};
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use self::hooks::{use_follow, use_goal, use_hover, use_new_decision, use_reveal};
use self::ribbon::Stop;
use self::rows::{Move, Row};
use super::after::use_after;
use super::chips::length;
use super::editor_pane::ways_beside;
use super::folds::Folds;
use super::text::say;
use super::tone;
use super::{button, icon};
use crate::number::decimal;
use crate::state::Place;

/// How long pointer or focus must rest on a row before its text is marked, in milliseconds.
const REST: u32 = 80;

/// What the trace needs to know.
#[derive(Debug, Clone, Properties)]
pub struct TraceProps {
    /// The trace; none while the question is incomplete.
    pub trace: Option<Rc<TraceView>>,
    /// Whether it is an old one.
    pub stale: bool,
    /// The text whose rows are marked.
    pub linked: Option<Place>,
    /// The language of the page.
    pub lang: Lang,
    /// Pointer or focus rests on a row, or on none.
    pub on_hover: Callback<Option<Place>>,
    /// Goes to a row's text.
    pub on_show: Callback<Place>,
    /// Keeps or releases a link.
    pub on_pin: Callback<Option<Place>>,
    /// A step to open and go to; the number changes with each request.
    pub reveal_step: Option<(StepPosition, u32)>,
    /// Takes the trace as text.
    #[prop_or_default]
    pub on_copy: Callback<String>,
    /// How long the answer took.
    #[prop_or_default]
    pub elapsed_ms: Option<f64>,
    /// Whether this place is also that of a form's text.
    #[prop_or_default]
    pub is_shared: bool,
    /// The text is wanted here.
    #[prop_or_default]
    pub on_beside: Callback<bool>,
    /// Whether the trace scrolls to a linked row when none is in view: not while someone types.
    #[prop_or(true)]
    pub follow: bool,
}

impl PartialEq for TraceProps {
    /// The trace is the same only where it is the same in memory: comparing its rows would cost as much as drawing them.
    fn eq(&self, other: &TraceProps) -> bool {
        self.trace.as_ref().map(Rc::as_ptr) == other.trace.as_ref().map(Rc::as_ptr)
            && (self.stale, self.lang, self.follow, self.is_shared)
                == (other.stale, other.lang, other.follow, other.is_shared)
            && (&self.linked, self.reveal_step, self.elapsed_ms) == (&other.linked, other.reveal_step, other.elapsed_ms)
            && (&self.on_hover, &self.on_show) == (&other.on_hover, &other.on_show)
            && (&self.on_pin, &self.on_copy) == (&other.on_pin, &other.on_copy)
    }
}

/// The trace, drawn after the verdict.
#[component]
pub fn Trace(props: &TraceProps) -> Html {
    let shown = use_after(props);
    html! { <Pane ..shown /> }
}

/// What is known while the rows are drawn.
struct Scene<'a> {
    lang: Lang,
    folds: &'a Folds,
    /// The number of the step where access ends, if it does: the spine breaks there.
    end: Option<usize>,
    /// The row that Tab leads to.
    current: Option<&'a str>,
    linked: Option<(String, Span)>,
    pinned: Option<&'a Place>,
    /// The wildcard under the pointer: its row and its number.
    paired: Option<&'a (String, usize)>,
    fold: Callback<(String, bool)>,
    show: &'a Callback<Place>,
}

impl Scene<'_> {
    fn is_linked(&self, document: &DocumentId, span: Span) -> bool {
        let linked = self.linked.as_ref().filter(|(linked, _)| linked.as_str() == &*document.0);
        linked.is_some_and(|(_, linked)| overlaps(*linked, span))
    }

    /// Whether the link takes in the whole span.
    fn covers(&self, document: &DocumentId, span: Span) -> bool {
        self.linked.as_ref().is_some_and(|(linked, at)| linked.as_str() == &*document.0 && at.contains(span))
    }

    fn is_pinned(&self, at: Option<&Place>) -> bool {
        at.is_some() && self.pinned == at
    }

    fn paired_in(&self, row: &str) -> Option<usize> {
        self.paired.filter(|(paired, _)| paired == row).map(|(_, number)| *number)
    }

    fn tabindex(&self, row: &str) -> &'static str {
        if self.current == Some(row) { "0" } else { "-1" }
    }

    fn on_fold(&self, row: &str, is_open: bool) -> Callback<MouseEvent> {
        let (fold, row) = (self.fold.clone(), row.to_owned());
        Callback::from(move |event: MouseEvent| {
            // The fold is ours, so that it outlives the element.
            event.prevent_default();
            fold.emit((row.clone(), is_open));
        })
    }

    fn on_show(&self, at: Place) -> Callback<MouseEvent> {
        let show = self.show.clone();
        Callback::from(move |event: MouseEvent| {
            if !event.alt_key() {
                show.emit(at.clone());
            }
        })
    }
}

/// Whether two parts share text, or one is a cursor inside the other.
fn overlaps(one: Span, other: Span) -> bool {
    (one.start < other.end && other.start < one.end) || other.contains(one) || one.contains(other)
}

/// The trace with its head.
#[component]
fn Pane(props: &TraceProps) -> Html {
    let lang = props.lang;
    let root = use_node_ref();
    let folds = use_state(Folds::default);
    let current = use_state(|| None::<String>);
    let pinned = use_state(|| None::<Place>);
    let paired = use_state(|| None::<(String, usize)>);
    let goal = use_mut_ref(|| None::<(String, bool)>);

    let deciding = props.trace.as_deref().and_then(rows::deciding).map(|step| (step.at, step.tone));
    let redraw = use_new_decision(&root, deciding, &folds);
    use_reveal(props.reveal_step, &folds, &goal, props.trace.as_deref());
    use_goal(&root, &goal);
    use_follow(&root, props.linked.as_ref(), props.follow);

    let visible = props.trace.as_ref().map_or_else(Vec::new, |trace| rows::rows(trace, &folds));
    let first = deciding.map(|(at, _)| rows::step_id(at)).or_else(|| visible.first().map(|row| row.id.clone()));
    let stop = (*current).clone().filter(|id| visible.iter().any(|row| row.id == *id)).or(first);
    let hover = use_hover(&props.on_hover);

    let scene = Scene {
        lang,
        folds: &folds,
        end: props
            .trace
            .as_deref()
            .and_then(rows::deciding)
            .filter(|step| step.tone != Tone::Allow)
            .map(|step| step.number),
        current: stop.as_deref(),
        linked: props.linked.as_ref().map(|place| (place.document.to_string(), place.span)),
        pinned: pinned.as_ref(),
        paired: paired.as_ref(),
        fold: {
            let folds = folds.clone();
            Callback::from(move |(row, is_open): (String, bool)| folds.set(folds.with(&row, is_open)))
        },
        show: &props.on_show,
    };

    let onkeydown = {
        let (visible, folds, current) = (visible.clone(), folds.clone(), current.clone());
        let (root, on_show) = (root.clone(), props.on_show.clone());
        let release = {
            let (pinned, on_pin) = (pinned.clone(), props.on_pin.clone());
            move || release(&pinned, &on_pin)
        };
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            if event.key() == "Escape" {
                return release();
            }
            // Buttons inside a row keep their own keys.
            let Some(id) = event.target_dyn_into::<web_sys::Element>().and_then(|e| e.get_attribute("data-row")) else {
                return;
            };
            let Some(movement) = rows::key(&visible, &id, &event.key()) else { return };
            event.prevent_default();
            match movement {
                Move::To(id) => {
                    focus(row_element(&root, &id));
                    current.set(Some(id));
                }
                Move::Fold(id, is_open) => folds.set(folds.with(&id, is_open)),
                Move::Show(place) => on_show.emit(place),
            }
        })
    };
    let onfocusin = {
        let (visible, current, hover) = (visible.clone(), current, hover.clone());
        Callback::from(move |event: FocusEvent| {
            let id = event.target_dyn_into::<web_sys::Element>().and_then(|element| row_of(&element));
            hover.emit(place_of(&visible, id.as_deref()));
            current.set(id);
        })
    };
    let onfocusout = hover.reform(|_: FocusEvent| None);
    let onmouseover = {
        let (visible, paired, hover) = (visible.clone(), paired.clone(), hover.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(element) = event.target_dyn_into::<web_sys::Element>() else { return };
            let id = row_of(&element);
            hover.emit(place_of(&visible, id.as_deref()));
            let wild = element.get_attribute("data-wild").and_then(|number| number.parse().ok());
            let under = id.zip(wild);
            if *paired != under {
                paired.set(under);
            }
        })
    };
    let onmouseout = {
        let (root, paired, hover) = (root.clone(), paired.clone(), hover);
        Callback::from(move |event: MouseEvent| {
            let to = event.related_target().and_then(|to| wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(to).ok());
            let stays = root.get().is_some_and(|root| root.contains(to.as_ref()));
            if !stays {
                hover.emit(None);
                if paired.is_some() {
                    paired.set(None);
                }
            }
        })
    };
    let onclick = {
        let (visible, pinned, on_pin) = (visible, pinned.clone(), props.on_pin.clone());
        Callback::from(move |event: MouseEvent| {
            let element = event.target_dyn_into::<web_sys::Element>().filter(|_| event.alt_key());
            let Some(place) = element.and_then(|element| place_of(&visible, row_of(&element).as_deref())) else {
                return;
            };
            event.prevent_default();
            let next = (*pinned != Some(place.clone())).then_some(place);
            pinned.set(next.clone());
            on_pin.emit(next);
        })
    };

    html! {
        <section
            id="trace"
            class={classes!("pane", "trace", props.stale.then_some("is-stale"))}
            aria-label={Msg::PageTrace.string(lang)}
        >
            { draw_pane_head(props, &folds, &goal) }
            <div class="pane-body">
                if let Some(trace) = &props.trace {
                    <div
                        class={classes!("flow", redraw)}
                        ref={root}
                        {onkeydown} {onfocusin} {onfocusout} {onmouseover} {onmouseout} {onclick}
                    >
                        { for trace.phases.iter().enumerate().map(|(index, phase)| draw_phase(phase, index, &scene)) }
                        <div class={classes!("final", tone::class(trace.tone))} data-stop="foot">
                            { icon::draw(tone::icon(trace.tone)) }
                            <span>{ say(&trace.foot, lang) }</span>
                        </div>
                    </div>
                } else {
                    <p class="world-empty">{ say(&Msg::TraceEmpty, lang) }</p>
                }
            </div>
        </section>
    }
}

fn release(pinned: &UseStateHandle<Option<Place>>, on_pin: &Callback<Option<Place>>) {
    if pinned.is_some() {
        pinned.set(None);
        on_pin.emit(None);
    }
}

type Goal = Rc<std::cell::RefCell<Option<(String, bool)>>>;

fn draw_pane_head(props: &TraceProps, folds: &UseStateHandle<Folds>, goal: &Goal) -> Html {
    let lang = props.lang;
    let live = match props.elapsed_ms {
        Some(ms) => Msg::PageLive { ms: plain(decimal(ms, 1)) },
        None => Msg::TraceLive,
    };
    let copy = |trace: &Rc<TraceView>| {
        let trace = trace.clone();
        props.on_copy.reform(move |()| trace_text(&trace, lang))
    };
    html! {
        <header class={classes!("pane-head", "trace-head", props.trace.as_deref().and_then(ribbon::length))}>
            // The switch says it too.
            <h2 class={if props.is_shared { "sr" } else { "pane-title" }}>{ say(&Msg::PageTrace, lang) }</h2>
            if let Some(trace) = &props.trace {
                if !props.stale {
                    <span class="live xs muted tnum"><span>{ say(&live, lang) }</span></span>
                }
                <span class="grow"></span>
                { ribbon::draw(trace, lang, &on_stop(folds, goal)) }
                <span class="vr"></span>
                { button::small("unfold-vertical", Msg::PageExpandPath, expand(trace, folds)).draw(lang) }
                { button::small("copy", Msg::PageCopyTrace, copy(trace)).draw(lang) }
            }
            if props.is_shared {
                { ways_beside(false, &props.on_beside, lang) }
            }
        </header>
    }
}

/// Opens a step that the ribbon leads to, and goes there once it is drawn.
fn on_stop(folds: &UseStateHandle<Folds>, goal: &Goal) -> Callback<Stop> {
    let (folds, goal) = (folds.clone(), goal.clone());
    Callback::from(move |stop| {
        let (id, next) = match stop {
            Stop::Step(id) => (id.clone(), folds.with(&phase_of(&id), true).with(&id, true)),
            Stop::Session(phase) => (format!("session{phase}"), folds.with(&rows::phase_id(phase), true)),
            Stop::Foot => ("foot".to_owned(), (*folds).clone()),
        };
        *goal.borrow_mut() = Some((id, true));
        folds.set(next);
    })
}

/// The folded phase that a step may lie in.
fn phase_of(step: &str) -> String {
    let phase = step.trim_start_matches('s').split('.').next().and_then(|phase| phase.parse().ok());
    rows::phase_id(phase.unwrap_or_default())
}

/// Opens every step up to the deciding one.
fn expand(trace: &TraceView, folds: &UseStateHandle<Folds>) -> Callback<()> {
    let mut next = (**folds).clone();
    for (_, step) in rows::steps(trace) {
        if rows::has_body(step) {
            next = next.with(&rows::step_id(step.at), true);
        }
        if step.decides {
            break;
        }
    }
    let folds = folds.clone();
    Callback::from(move |()| folds.set(next.clone()))
}

fn draw_phase(phase: &PhaseView, index: usize, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    if phase.is_reached {
        return html! {
            <section key={index} aria-label={phase.title.string(lang)}>
                <div class={classes!("phase-head", phase.tag.is_none().then_some("no-tag"))}>
                    if let Some(tag) = phase.tag { <span class="tag" aria-hidden="true">{ tag }</span> }
                    <h3>{ say(&phase.title, lang) }</h3>
                    <span class="req">{ &phase.api }</span>
                </div>
                { draw_steps(phase, index, scene) }
            </section>
        };
    }
    let id = rows::phase_id(index);
    let is_open = scene.folds.is_open(&id, false);
    let steps = match phase.numbers {
        (first, last) if first == last => Msg::PhaseStep { step: first.into() },
        (first, last) => Msg::PhaseSteps { first: first.into(), last: last.into() },
    };
    html! {
        <details key={index} class="phase-cut" open={is_open}>
            <summary
                class={classes!("phase-head", "is-cut", phase.tag.is_none().then_some("no-tag"))}
                data-row={id.clone()}
                tabindex={scene.tabindex(&id)}
                onclick={scene.on_fold(&id, !is_open)}
            >
                if let Some(tag) = phase.tag { <span class="tag" aria-hidden="true">{ tag }</span> }
                <h3>{ say(&phase.title, lang) }{ " " }<span class="muted">{ say(&steps, lang) }</span></h3>
                <span class="outcome is-none">{ say(&Msg::OutcomeNotReached, lang) }</span>
            </summary>
            if is_open { { draw_steps(phase, index, scene) } }
        </details>
    }
}

fn draw_steps(phase: &PhaseView, index: usize, scene: &Scene<'_>) -> Html {
    let session = phase.session.as_ref().map(|session| draw_session(session, index, scene.lang));
    let last = phase.resources.len().saturating_sub(1);
    phase
        .resources
        .iter()
        .enumerate()
        .map(|(number, resource)| {
            html! {
                <>
                    if let Some(heading) = &resource.heading {
                        <h4 class="resource-head"><code>{ heading }</code></h4>
                    }
                    <ol>
                        { draw_gated(&resource.steps, scene) }
                        if number == last { { session.clone().unwrap_or_default() } }
                    </ol>
                </>
            }
        })
        .collect()
}

/// The steps, those that must both allow inside one frame.
fn draw_gated(steps: &[StepView], scene: &Scene<'_>) -> Html {
    let first = steps.first().map(|step| step.at);
    let draw = |step: &StepView| step::draw(step, first == Some(step.at), scene);
    steps
        .chunk_by(|one, next| (one.gate == Gate::Outside) == (next.gate == Gate::Outside))
        .map(|chunk| match chunk {
            [one, ..] if one.gate != Gate::Outside => html! {
                <li class="gate-wrap"><ol class="gate">{ for chunk.iter().map(draw) }</ol></li>
            },
            _ => chunk.iter().map(draw).collect(),
        })
        .collect()
}

fn draw_session(session: &SessionView, phase: usize, lang: Lang) -> Html {
    match session {
        SessionView::Issued { name, seconds, from, until } => {
            let time = match (from, until) {
                (Some(from), Some(until)) => {
                    let day = |time: &str| time.split_once('T').map(|(day, _)| day.to_owned());
                    let is_one_day = day(from) == day(until);
                    Msg::TraceTimes { from: plain(clock(from, is_one_day)), until: plain(clock(until, is_one_day)) }
                }
                _ => length(*seconds),
            };
            let title = from
                .as_ref()
                .zip(until.as_ref())
                .map(|(from, until)| Msg::TraceTimes { from: plain(from), until: plain(until) }.string(lang));
            html! {
                <li class="issue is-session" data-stop={format!("session{phase}")}>
                    <span class="node">{ icon::draw("key-round") }</span>
                    <div class="ticket">
                        <b>{ say(&Msg::StepSessionIssued, lang) }</b>
                        <code title={name.clone()}>{ name }</code>
                        <span class="time" {title}>{ say(&time, lang) }</span>
                    </div>
                </li>
            }
        }
        SessionView::NotIssued => html! {
            <li class="issue is-none cut" data-stop={format!("session{phase}")}>
                <span class="node">{ icon::draw("key-round") }</span>
                <div class="ticket"><b>{ say(&Msg::StepSessionNotIssued, lang) }</b></div>
            </li>
        },
    }
}

/// `10:00` of `2025-03-14T10:00:00+08:00`; with the day where it matters.
fn clock(time: &str, is_one_day: bool) -> String {
    let Some((day, rest)) = time.split_once('T') else { return time.to_owned() };
    let minutes = rest.get(..5).unwrap_or(rest);
    if is_one_day { minutes.to_owned() } else { format!("{day} {minutes}") }
}

/// The row that an element lies in.
fn row_of(element: &web_sys::Element) -> Option<String> {
    element.closest("[data-row]").ok().flatten()?.get_attribute("data-row")
}

fn place_of(visible: &[Row], id: Option<&str>) -> Option<Place> {
    visible.iter().find(|row| Some(row.id.as_str()) == id)?.place.clone()
}

fn row_element(root: &NodeRef, id: &str) -> Option<web_sys::Element> {
    let find = format!("[data-row='{id}'], [data-stop='{id}']");
    root.cast::<web_sys::Element>()?.query_selector(&find).ok().flatten()
}

fn focus(element: Option<web_sys::Element>) {
    if let Some(element) =
        element.and_then(|element| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(element).ok())
    {
        // Fails only for an element that has left the page.
        let _ = element.focus();
    }
}

fn scroll_to(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether any of an element can be seen in the pane that scrolls.
fn is_in_view(element: &web_sys::Element) -> bool {
    let Ok(Some(pane)) = element.closest(".pane-body") else { return true };
    let (pane, element) = (pane.get_bounding_client_rect(), element.get_bounding_client_rect());
    element.top() < pane.bottom() && pane.top() < element.bottom()
}
