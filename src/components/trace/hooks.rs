//! What the trace does by itself: it follows the answer, the text and the pointer.

use gloo_timers::callback::Timeout;
use ram_policy::trace::StepPosition;
use ram_scenario::view::{Tone, TraceView};
use yew::prelude::*;

use super::{Goal, REST, focus, is_in_view, row_element, rows, scroll_to};
use crate::components::folds::Folds;
use crate::state::Place;

/// When outcome or deciding step changes, that step opens, the spine draws itself again, and the trace scrolls only
/// if the step is out of view. Gives the class that redraws the spine.
#[hook]
pub fn use_new_decision(
    root: &NodeRef,
    deciding: Option<(StepPosition, Tone)>,
    folds: &UseStateHandle<Folds>,
) -> Option<&'static str> {
    let turn = use_state(|| None::<bool>);
    let is_first = use_mut_ref(|| true);
    let (root, folds, handle) = (root.clone(), folds.clone(), turn.clone());
    use_effect_with(deciding, move |deciding| {
        if is_first.replace(false) {
            return;
        }
        let Some((at, _)) = deciding else { return };
        let id = rows::step_id(*at);
        handle.set(Some(!handle.unwrap_or(false)));
        folds.set(folds.without(&id));
        if let Some(element) = row_element(&root, &id).filter(|element| !is_in_view(element)) {
            scroll_to(&element);
        }
    });
    turn.map(|turn| if turn { "redraw-a" } else { "redraw-b" })
}

/// Opens the step that someone asked for.
#[hook]
pub fn use_reveal(
    reveal: Option<(StepPosition, u32)>,
    folds: &UseStateHandle<Folds>,
    goal: &Goal,
    trace: Option<&TraceView>,
) {
    let (folds, goal) = (folds.clone(), goal.clone());
    let exists = trace.is_some();
    use_effect_with(reveal, move |reveal| {
        if let Some((at, _)) = reveal.filter(|_| exists) {
            let id = rows::step_id(at);
            let next = folds.with(&rows::phase_id(at.phase), true).with(&id, true);
            *goal.borrow_mut() = Some((id, true));
            folds.set(next);
        }
    });
}

/// Goes to where someone wanted to go, once it is drawn.
#[hook]
pub fn use_goal(root: &NodeRef, goal: &Goal) {
    let (root, goal) = (root.clone(), goal.clone());
    use_effect(move || {
        let Some((id, wants_focus)) = goal.borrow_mut().take() else { return };
        let Some(element) = row_element(&root, &id) else { return };
        // The whole card comes into view, if it fits.
        if let Ok(Some(card)) = element.closest(".step, .issue, .final") {
            scroll_to(&card);
        }
        scroll_to(&element);
        if wants_focus {
            focus(Some(element));
        }
    });
}

/// Scrolls to a linked row if none is in view.
#[hook]
pub fn use_follow(root: &NodeRef, linked: Option<&Place>, follow: bool) {
    let root = root.clone();
    use_effect_with(linked.cloned(), move |linked| {
        let element = root.cast::<web_sys::Element>().filter(|_| follow && linked.is_some());
        let Some(found) = element.and_then(|root| root.query_selector_all(".linked").ok()) else { return };
        let rows: Vec<web_sys::Element> =
            (0..found.length()).filter_map(|i| wasm_bindgen::JsCast::dyn_into(found.get(i)?).ok()).collect();
        if let Some(first) = rows.first().filter(|_| !rows.iter().any(is_in_view)) {
            scroll_to(first);
        }
    });
}

/// Tells of a row only after a rest on it, and each row once.
#[hook]
pub fn use_hover(on_hover: &Callback<Option<Place>>) -> Callback<Option<Place>> {
    let pending = use_mut_ref(|| None::<Timeout>);
    let told = use_mut_ref(|| None::<Place>);
    let on_hover = on_hover.clone();
    Callback::from(move |place: Option<Place>| {
        if *told.borrow() == place {
            pending.borrow_mut().take();
            return;
        }
        let (told, on_hover) = (told.clone(), on_hover.clone());
        let timer = Timeout::new(REST, move || {
            told.borrow_mut().clone_from(&place);
            on_hover.emit(place);
        });
        *pending.borrow_mut() = Some(timer);
    })
}
