//! The line between two panes, to drag or to move by keys.

use web_sys::Element;
use yew::prelude::*;

use crate::layout::Pane;
use crate::number::decimal;

/// Lengths are in rem.
const STEP: f64 = 1.0;
const BIG_STEP: f64 = 4.0;

/// What a person wants of the pane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// Another width.
    To(f64),
    /// Nothing, or its width again.
    Toggle,
    /// The width of the design.
    Reset,
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct SplitterProps {
    /// What it is called.
    pub label: AttrValue,
    /// The pane whose width it changes.
    pub pane: Pane,
    /// Whether the pane lies to the right of the line.
    #[prop_or_default]
    pub is_right: bool,
    /// Pixels of 1 rem.
    pub root_size: Callback<(), f64>,
    /// What a person wants.
    pub on_move: Callback<Move>,
}

#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    // Where a drag began, and how wide the pane was then.
    let drag = use_mut_ref(|| None::<(f64, f64)>);
    let pane = props.pane;
    let towards_right = if props.is_right { -1.0 } else { 1.0 };

    let onpointerdown = {
        let drag = drag.clone();
        move |event: PointerEvent| {
            if event.button() == 0 {
                let _ = event.target_unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
                *drag.borrow_mut() = Some((f64::from(event.client_x()), pane.width));
            }
        }
    };
    let onpointermove = {
        let (drag, root_size, on_move) = (drag.clone(), props.root_size.clone(), props.on_move.clone());
        move |event: PointerEvent| {
            let Some((from, width)) = *drag.borrow() else { return };
            let by = (f64::from(event.client_x()) - from) / root_size.emit(()) * towards_right;
            on_move.emit(to(width + by, pane));
        }
    };
    let onpointerup = move |_: PointerEvent| *drag.borrow_mut() = None;
    let onpointercancel = onpointerup.clone();
    let ondblclick = {
        let on_move = props.on_move.clone();
        move |_: MouseEvent| on_move.emit(Move::Reset)
    };
    let onkeydown = {
        let on_move = props.on_move.clone();
        move |event: KeyboardEvent| {
            let step = if event.shift_key() { BIG_STEP } else { STEP } * towards_right;
            let wanted = match event.key().as_str() {
                "ArrowRight" => Move::To(within(pane.width + step, pane)),
                "ArrowLeft" => Move::To(within(pane.width - step, pane)),
                "Home" => Move::To(if towards_right < 0.0 { pane.most } else { pane.least }),
                "End" => Move::To(if towards_right < 0.0 { pane.least } else { pane.most }),
                "Enter" => Move::Toggle,
                _ => return,
            };
            event.prevent_default();
            on_move.emit(wanted);
        }
    };
    html! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label={props.label.clone()}
            aria-valuenow={pixels(pane.width)}
            aria-valuemin={pixels(pane.least)} aria-valuemax={pixels(pane.most)}
            {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {ondblclick} {onkeydown} />
    }
}

/// Under half of the least width the pane collapses.
fn to(width: f64, pane: Pane) -> Move {
    if width < pane.least / 2.0 { Move::To(0.0) } else { Move::To(within(width, pane)) }
}

// `clamp` would bring what writes floats into the page, for the message of a panic.
fn within(width: f64, pane: Pane) -> f64 {
    width.max(pane.least).min(pane.most)
}

fn pixels(rem: f64) -> String {
    decimal(rem * 16.0, 0)
}
