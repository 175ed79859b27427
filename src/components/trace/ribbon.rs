//! The whole trace in one line: a mark for each step, a ring around the one that decides.

use ram_scenario::view::{SessionView, StepView, Tone, TraceView};
use ram_text::{Arg, Lang, Msg, plain};
use yew::prelude::*;

use super::rows::{deciding, step_id};
use crate::components::icon;
use crate::components::tone;

/// Where a mark leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop {
    /// The row of a step.
    Step(String),
    /// The session of a phase.
    Session(usize),
    /// The foot.
    Foot,
}

struct Pip {
    class: Classes,
    icon: &'static str,
    name: String,
    is_here: bool,
    stop: Stop,
}

/// The class of a head whose ribbon takes a line of its own: in narrow panes, or in all but the widest.
pub fn length(trace: &TraceView) -> Option<&'static str> {
    let sessions = trace.phases.iter().filter(|phase| phase.session.is_some()).count();
    match super::rows::steps(trace).count() + sessions + 1 {
        0..=9 => None,
        10..=14 => Some("is-long"),
        _ => Some("is-longest"),
    }
}

/// Draws the ribbon.
pub fn draw(trace: &TraceView, lang: Lang, on_stop: &Callback<Stop>) -> Html {
    let pips = pips(trace, lang);
    let here = pips.iter().position(|pip| pip.is_here).unwrap_or(0);
    html! {
        <ol class="ribbon" aria-label={Msg::PageStepsAtAGlance.string(lang)} onkeydown={Callback::from(|event: KeyboardEvent| move_focus(&event))}>
            { for pips.into_iter().enumerate().map(|(index, pip)| {
                let on_stop = on_stop.clone();
                let stop = pip.stop;
                html! {
                    <li key={index} class={pip.class}>
                        <button
                            type="button"
                            class={classes!("pip", pip.is_here.then_some("is-here"))}
                            title={pip.name.clone()}
                            tabindex={if index == here { "0" } else { "-1" }}
                            onclick={move |_| on_stop.emit(stop.clone())}
                        >
                            { icon::draw(pip.icon) }<span class="sr">{ pip.name }</span>
                        </button>
                    </li>
                }
            }) }
        </ol>
    }
}

fn pips(trace: &TraceView, lang: Lang) -> Vec<Pip> {
    let end = deciding(trace).filter(|step| step.tone != Tone::Allow).map(|step| step.number);
    let mut pips = Vec::new();
    for (index, phase) in trace.phases.iter().enumerate() {
        pips.extend(phase.resources.iter().flat_map(|r| &r.steps).map(|step| step_pip(step, end, lang)));
        if let Some(session) = &phase.session {
            let (class, icon, words) = match session {
                SessionView::Issued { .. } => (classes!("is-session"), "key-round", Msg::StepSessionIssued),
                SessionView::NotIssued => {
                    (classes!("is-none", "cut"), tone::icon(Tone::None), Msg::StepSessionNotIssued)
                }
            };
            pips.push(Pip { class, icon, name: words.string(lang), is_here: false, stop: Stop::Session(index) });
        }
    }
    let outcome = deciding(trace).map_or_else(String::new, |step| step.outcome.string(lang));
    pips.push(Pip {
        class: classes!(tone::class(trace.tone), end.map(|_| "cut")),
        icon: tone::icon(trace.tone),
        name: Msg::TracePipVerdict { outcome: plain(outcome) }.string(lang),
        is_here: false,
        stop: Stop::Foot,
    });
    pips
}

fn step_pip(step: &StepView, end: Option<usize>, lang: Lang) -> Pip {
    let is_cut = step.is_cut || end.is_some_and(|end| end < step.number);
    let name = Msg::TracePip {
        step: step.number.into(),
        name: Arg::text(step.name.text(lang)),
        outcome: plain(step.outcome.string(lang)),
    };
    Pip {
        class: classes!(tone::class(step.tone), is_cut.then_some("cut")),
        icon: tone::icon(step.tone),
        name: name.string(lang),
        is_here: step.decides,
        stop: Stop::Step(step_id(step.at)),
    }
}

/// One stop for Tab; arrows move between the marks.
fn move_focus(event: &KeyboardEvent) {
    let Some(item) = event.target_dyn_into::<web_sys::Element>().and_then(|e| e.closest("li").ok().flatten()) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" => item.next_element_sibling(),
        "ArrowLeft" => item.previous_element_sibling(),
        "Home" => item.parent_element().and_then(|list| list.first_element_child()),
        "End" => item.parent_element().and_then(|list| list.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    super::focus(next.and_then(|item| item.first_element_child()));
}
