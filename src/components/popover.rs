//! The frame of a small dialog beside the control that opened it: it takes focus, closes on Escape, on a press elsewhere
//! and when focus leaves it.

use web_sys::Element;
use yew::prelude::*;

use crate::browser::popover as browser;

/// Why a popover closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Escape: focus returns to the control.
    Back,
    /// A press elsewhere, or Tab: focus is already somewhere else.
    Away,
}

/// What a popover shows.
#[derive(Debug, Properties, PartialEq)]
pub struct PopoverProps {
    /// Its id, for `aria-controls` of the control.
    pub id: AttrValue,
    /// What the dialog is about.
    pub label: AttrValue,
    /// The id of the control that opened it.
    pub anchor: AttrValue,
    /// Called once it is to be closed.
    pub on_close: Callback<Closed>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// Another content: the first field takes focus again.
    #[prop_or_default]
    pub stage: usize,
    /// What it holds.
    pub children: Html,
}

/// A popover.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let root = use_node_ref();
    {
        let (root, anchor, on_close) = (root.clone(), props.anchor.clone(), props.on_close.clone());
        use_effect_with((), move |()| {
            let elements = root.cast::<Element>().zip(browser::by_id(&anchor));
            let watches = elements.map(|(root, anchor)| {
                browser::place(&root, &anchor);
                let inside = vec![root.clone(), anchor.clone()];
                let presses = browser::watch_presses(inside, move || on_close.emit(Closed::Away));
                (presses, browser::watch_size(move || browser::place(&root, &anchor)))
            });
            move || drop(watches)
        });
    }
    {
        let root = root.clone();
        use_effect_with(props.stage, move |_| {
            if let Some(root) = root.cast::<Element>() {
                let first = "[autofocus], [aria-checked=true], input, textarea, button:not([disabled])";
                let _ = browser::focus_first(&root, "[data-first]") || browser::focus_first(&root, first);
            }
        });
    }
    let onkeydown = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.stop_propagation();
                event.prevent_default();
                on_close.emit(Closed::Back);
            }
        })
    };
    let onfocusout = {
        let (root, anchor, on_close) = (root.clone(), props.anchor.clone(), props.on_close.clone());
        Callback::from(move |event: FocusEvent| {
            // Without a new place focus went to nothing, or the whole window lost it: both leave the popover open.
            let to = event.related_target().and_then(|to| wasm_bindgen::JsCast::dyn_into::<Element>(to).ok());
            let is_inside = |element: Option<Element>| element.is_some_and(|element| element.contains(to.as_deref()));
            if to.is_some() && !is_inside(root.cast()) && !is_inside(browser::by_id(&anchor)) {
                on_close.emit(Closed::Away);
            }
        })
    };
    html! {
        <>
            <div class="scrim-sheet" aria-hidden="true" />
            <div ref={root} id={props.id.clone()} class={classes!("pop", "pk", props.class.clone())} role="dialog"
                aria-label={props.label.clone()} {onkeydown} {onfocusout}>
                { props.children.clone() }
            </div>
        </>
    }
}
