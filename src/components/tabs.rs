//! The tabs of what is open.

use std::rc::Rc;

use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, plain};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::world::subject;
use super::{documents, icon};
use crate::state::Tab;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct TabsProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What is open, in order.
    pub tabs: Vec<Tab>,
    /// What is shown.
    pub active: Option<Tab>,
    /// The open documents that have errors.
    pub broken: Vec<DocumentKey>,
    /// The document that has the linked place.
    pub linked: Option<DocumentKey>,
    /// The language of the page.
    pub lang: Lang,
    /// Shows a tab.
    pub on_open: Callback<Tab>,
    /// Closes a tab.
    pub on_close: Callback<Tab>,
}

/// The tabs: one stop for the Tab key, arrows between them, Delete closes.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
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
    let tab = |tab: &Tab| {
        let is_active = props.active.as_ref() == Some(tab);
        let key = tab.document();
        let is_broken = key.is_some_and(|key| props.broken.contains(key));
        let is_linked = !is_active && key.is_some() && props.linked.as_ref() == key;
        let (name, is_code) = match tab {
            Tab::Document(key) => documents::name(key, lang),
            Tab::Entity(entity) => (subject::name(&props.scenario, entity, lang), false),
        };
        let path = key.map(|key| documents::path(key, &props.scenario, lang)).unwrap_or_default();
        let whole = path.into_iter().chain([name.clone()]).collect::<Vec<_>>();
        let tab_icon = match tab {
            Tab::Document(key) => documents::icon(key),
            // The facts of what has a text of its own.
            Tab::Entity(entity) if subject::tab(entity) != *tab => "info",
            Tab::Entity(entity) => subject::icon(entity),
        };
        let open = {
            let (on_open, tab) = (props.on_open.clone(), tab.clone());
            move |_: MouseEvent| on_open.emit(tab.clone())
        };
        let close = {
            let (on_close, tab) = (props.on_close.clone(), tab.clone());
            move |event: MouseEvent| {
                event.stop_propagation();
                on_close.emit(tab.clone());
            }
        };
        let close_label = Msg::PageCloseTab { name: if is_code { ram_text::code(&name) } else { plain(&name) } };
        let close_label = close_label.string(lang);
        html! {
            <span key={format!("{tab:?}")} class="tab-box" role="presentation">
                <button type="button" class={classes!("tab", is_linked.then_some("linked"))} role="tab"
                    aria-selected={if is_active { "true" } else { "false" }} tabindex={if is_active { "0" } else { "-1" }}
                    aria-keyshortcuts="Delete" title={whole.join(" / ")} onclick={open}>
                    { icon::draw(tab_icon) }
                    <span class="tab-name">{ &name }</span>
                    if key.is_some_and(DocumentKey::is_read_only) {
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
