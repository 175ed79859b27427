//! A button that opens a menu, with the keys that menus have.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::icon;

/// One line of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its words.
    pub label: AttrValue,
    /// A second line.
    pub note: Option<AttrValue>,
    /// Its icon.
    pub icon: Option<&'static str>,
    /// Whether it is the chosen one of several; none where nothing is chosen.
    pub checked: Option<bool>,
    /// The language of its words, where it is another than the page's.
    pub lang: Option<&'static str>,
    /// Whether a line stands above it.
    pub is_apart: bool,
    /// Words above it and those that follow.
    pub heading: Option<AttrValue>,
    /// What it does.
    pub on_choose: Callback<()>,
}

impl Item {
    /// A plain line.
    pub fn new(label: impl Into<AttrValue>, on_choose: Callback<()>) -> Item {
        Item {
            label: label.into(),
            note: None,
            icon: None,
            checked: None,
            lang: None,
            is_apart: false,
            heading: None,
            on_choose,
        }
    }
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct MenuProps {
    /// Classes of the button.
    #[prop_or_default]
    pub class: Classes,
    /// The button's name, where its content is an icon only.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What stands in the button.
    pub children: Html,
    /// Words above the lines.
    #[prop_or_default]
    pub head: Html,
    /// The lines.
    pub items: Vec<Item>,
    /// Whether the menu opens towards the left.
    #[prop_or_default]
    pub to_left: bool,
}

#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let is_open = use_state(|| false);
    let button = use_node_ref();
    let list = use_node_ref();
    // Which line has the focus when the menu opens or an arrow is pressed.
    let focused = use_state(|| 0_usize);

    use_effect_with((*is_open, *focused), {
        let list = list.clone();
        move |(is_open, focused)| {
            if *is_open {
                focus(&list, *focused);
            }
        }
    });

    let close = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |()| {
            is_open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    let toggle = {
        let (is_open, focused) = (is_open.clone(), focused.clone());
        move |_: MouseEvent| {
            focused.set(0);
            is_open.set(!*is_open);
        }
    };
    let on_button_key = {
        let (is_open, focused, last) = (is_open.clone(), focused.clone(), props.items.len().saturating_sub(1));
        move |event: KeyboardEvent| {
            let line = match event.key().as_str() {
                "ArrowDown" => 0,
                "ArrowUp" => last,
                _ => return,
            };
            event.prevent_default();
            focused.set(line);
            is_open.set(true);
        }
    };
    let on_key = {
        let (close, count) = (close.clone(), props.items.len());
        move |event: KeyboardEvent| {
            let line = match event.key().as_str() {
                "ArrowDown" => (*focused + 1) % count,
                "ArrowUp" => (*focused + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Escape" | "Tab" => {
                    event.prevent_default();
                    event.stop_propagation();
                    close.emit(());
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            focused.set(line);
        }
    };
    let item = |item: &Item| {
        let onclick = {
            let (close, on_choose) = (close.clone(), item.on_choose.clone());
            move |_: MouseEvent| {
                close.emit(());
                on_choose.emit(());
            }
        };
        let role = if item.checked.is_some() { "menuitemradio" } else { "menuitem" };
        html! {
            <>
                if item.is_apart {
                    <li role="separator"><hr /></li>
                }
                if let Some(heading) = &item.heading {
                    <li class="menu-heading" role="presentation">{ heading.clone() }</li>
                }
                <li role="none">
                    <button type="button" {role} tabindex="-1" lang={item.lang} {onclick}
                        aria-checked={item.checked.map(|is| if is { "true" } else { "false" })}>
                        if let Some(icon) = item.icon {
                            { icon::draw(icon) }
                        }
                        <span class="menu-words">
                            <span>{ item.label.clone() }</span>
                            if let Some(note) = &item.note {
                                <span class="menu-note">{ note.clone() }</span>
                            }
                        </span>
                        if item.checked == Some(true) {
                            { icon::draw("check") }
                        }
                    </button>
                </li>
            </>
        }
    };
    let on_scrim = {
        let close = close.clone();
        move |_: MouseEvent| close.emit(())
    };
    html! {
        <span class="menu-box">
            <button ref={button} type="button" class={props.class.clone()} aria-haspopup="menu"
                aria-expanded={if *is_open { "true" } else { "false" }} aria-label={props.label.clone()}
                title={props.label.clone()} onclick={toggle} onkeydown={on_button_key}>
                { props.children.clone() }
            </button>
            if *is_open {
                <div class="menu-scrim" onclick={on_scrim} />
                <div class={classes!("pop", "menu", props.to_left.then_some("to-left"))}>
                    { props.head.clone() }
                    <ul ref={list} role="menu" aria-label={props.label.clone()} onkeydown={on_key}>
                        { for props.items.iter().map(item) }
                    </ul>
                </div>
            }
        </span>
    }
}

fn focus(list: &NodeRef, line: usize) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let Ok(lines) = list.query_selector_all("[role^=menuitem]") else { return };
    let line = u32::try_from(line).ok().and_then(|line| lines.get(line));
    if let Some(line) = line.and_then(|line| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(line).ok()) {
        let _ = line.focus();
    }
}
