//! A menu beside the control that asked for it.

use ram_text::{Lang, Msg};
use web_sys::Element;
use yew::prelude::*;

use super::wish::{Line, Wish};
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::popover::{Closed, Popover};

/// What the menu shows.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The id of the control that it stands beside.
    pub anchor: String,
}

/// Draws the menu. `on_wish` is called with what was chosen, `on_close` once it is left.
pub fn draw(opened: &Opened, lang: Lang, on_wish: &Callback<Wish>, on_close: &Callback<Closed>) -> Html {
    let label = Msg::WorldActions.string(lang);
    let line = |(at, line): (usize, &Line)| {
        let onclick = {
            let (on_wish, on_close, wish) = (on_wish.clone(), on_close.clone(), line.wish.clone());
            move |_: MouseEvent| {
                // The focus goes back first, so that a dialog gives it back to the row.
                on_close.emit(Closed::Back);
                on_wish.emit(wish.clone());
            }
        };
        html! {
            <>
                if line.is_apart {
                    <li role="separator"><hr /></li>
                }
                <li role="none">
                    <button type="button" role="menuitem" tabindex="-1" data-first={(at == 0).then_some("")} {onclick}>
                        { icon::draw(line.icon) }<span>{ line.label.string(lang) }</span>
                        if let Some(key) = line.key {
                            <small aria-hidden="true">{ if key == "Delete" { "Del" } else { key } }</small>
                        }
                    </button>
                </li>
            </>
        }
    };
    html! {
        <Popover key={opened.anchor.clone()} id="row-menu" class="menu ctx" label={label.clone()}
            anchor={opened.anchor.clone()} on_close={on_close.clone()}>
            <ul role="menu" aria-label={label} onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}>
                { for opened.lines.iter().enumerate().map(line) }
            </ul>
        </Popover>
    }
}

/// Arrows go from line to line, and around.
fn walk(event: &KeyboardEvent) {
    let Some(item) = event.target_dyn_into::<Element>() else { return };
    let Some(list) = item.closest("[role=menu]").ok().flatten() else { return };
    let items = browser::visible(&list, "[role=menuitem]");
    let count = items.len();
    let Some(here) = items.iter().position(|other| *other == item) else { return };
    let to = match event.key().as_str() {
        "ArrowDown" => (here + 1) % count,
        "ArrowUp" => (here + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(item) = items.get(to) {
        browser::focus(item);
    }
}
