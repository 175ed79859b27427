//! A modal dialog: the browser keeps the focus inside, closes it with Esc, and gives the focus back.

use ram_text::{Lang, Msg};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::button;
use crate::browser::popover;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct DialogProps {
    /// Classes besides `dialog`.
    #[prop_or_default]
    pub class: Classes,
    /// What it is about.
    pub title: AttrValue,
    /// The language of the page.
    pub lang: Lang,
    /// It is left.
    pub on_close: Callback<()>,
    /// Its body.
    pub children: Html,
    /// What stands under it.
    #[prop_or_default]
    pub foot: Html,
}

#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
                // Who opens a form goes on with its first field, not with the way out.
                popover::focus_first(dialog, ".dialog-body :is(input, select, textarea)");
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        }
    });
    let oncancel = {
        let on_close = props.on_close.clone();
        move |event: Event| {
            event.prevent_default();
            on_close.emit(());
        }
    };
    // Outside of what it holds there is only the backdrop.
    let onclick = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        move |event: MouseEvent| {
            if event.target_dyn_into::<HtmlDialogElement>().is_some_and(|target| Some(target) == node.cast()) {
                on_close.emit(());
            }
        }
    };
    // Keys of the page do nothing while it is open.
    let onkeydown = |event: KeyboardEvent| event.stop_propagation();
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby="dialog-title" {oncancel}
            {onclick} {onkeydown}>
            <header class="dialog-head">
                <h2 id="dialog-title">{ props.title.clone() }</h2>
                { button::large("x", Msg::PageClose, props.on_close.clone()).draw(props.lang) }
            </header>
            <div class="dialog-body">{ props.children.clone() }</div>
            { props.foot.clone() }
        </dialog>
    }
}
