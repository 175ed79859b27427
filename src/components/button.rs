//! Buttons that show an icon and no words: their name is read out, and shown when the pointer rests.

use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::icon;

/// A button with an icon.
#[derive(Debug)]
pub struct IconButton {
    class: Classes,
    icon: Html,
    name: Msg,
    keys: Option<String>,
    is_disabled: bool,
    is_expanded: Option<bool>,
    is_pressed: Option<bool>,
    id: Option<&'static str>,
    on_press: Callback<()>,
}

/// One as high as a line of controls.
pub fn large(icon: &str, name: Msg, on_press: Callback<()>) -> IconButton {
    let class = classes!("btn", "icon");
    let icon = icon::draw(icon);
    IconButton {
        class,
        icon,
        name,
        keys: None,
        is_disabled: false,
        is_expanded: None,
        is_pressed: None,
        id: None,
        on_press,
    }
}

/// One for the head of a pane.
pub fn small(icon: &str, name: Msg, on_press: Callback<()>) -> IconButton {
    let icon = icon::draw_with(icon, "i-14");
    IconButton { icon, ..large("", name, on_press) }.class("sm")
}

impl IconButton {
    /// With another class.
    pub fn class(mut self, class: &'static str) -> IconButton {
        self.class.push(class);
        self
    }

    /// One whose keys are shown beside its name.
    pub fn keys(self, keys: Option<String>) -> IconButton {
        IconButton { keys, ..self }
    }

    /// One that can't always be pressed.
    pub fn disabled(self, is_disabled: bool) -> IconButton {
        IconButton { is_disabled, ..self }
    }

    /// One that shows and hides something.
    pub fn expanded(self, is_expanded: bool) -> IconButton {
        IconButton { is_expanded: Some(is_expanded), ..self }
    }

    /// One that is on or off.
    pub fn pressed(self, is_pressed: bool) -> IconButton {
        IconButton { is_pressed: Some(is_pressed), ..self }
    }

    /// One that opens a menu, which stands beside the element with this id.
    pub fn opens_menu(self, id: &'static str) -> IconButton {
        IconButton { id: Some(id), ..self }
    }

    /// Draws it.
    pub fn draw(self, lang: Lang) -> Html {
        let name = AttrValue::from(self.name.string(lang));
        let title = match self.keys {
            Some(keys) => AttrValue::from(format!("{name} ({keys})")),
            None => name.clone(),
        };
        let onclick = self.on_press.reform(|_: MouseEvent| ());
        html! {
            <button type="button" id={self.id} aria-haspopup={self.id.map(|_| "menu")} class={self.class} aria-label={name} {title} disabled={self.is_disabled}
                aria-expanded={self.is_expanded.map(word)} aria-pressed={self.is_pressed.map(word)} {onclick}>
                { self.icon }
            </button>
        }
    }
}

fn word(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
