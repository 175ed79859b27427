//! A menu beside the button that opens it: the menu pattern, with a place that fits the window.

use web_sys::Element;
use yew::prelude::*;

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::popover::{Closed, Popover};

/// One line.
pub struct Line {
    /// Its icon; none where the name is "".
    pub icon: &'static str,
    /// Its words.
    pub label: String,
    /// The key that does the same.
    pub key: Option<&'static str>,
    /// Whether a line stands above it.
    pub is_apart: bool,
    /// Why it can't be chosen, if it can't.
    pub obstacle: Option<String>,
    /// What it does.
    pub on_choose: Callback<()>,
}

/// The menu.
pub struct Menu<'a> {
    /// Its id, for `aria-controls` of the button.
    pub id: &'static str,
    /// What it offers.
    pub label: String,
    /// The id of the button.
    pub anchor: &'a str,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Called once it is left.
    pub on_close: &'a Callback<Closed>,
}

impl Menu<'_> {
    /// Draws it.
    pub fn draw(self) -> Html {
        let Menu { id, label, anchor, lines, on_close } = self;
        let line = |(at, line): (usize, Line)| {
            let is_off = line.obstacle.is_some();
            let onclick = {
                let (on_close, on_choose) = (on_close.clone(), line.on_choose);
                move |_: MouseEvent| {
                    if is_off {
                        return;
                    }
                    // The focus goes back first, so that what follows can move it or give it back.
                    on_close.emit(Closed::Back);
                    on_choose.emit(());
                }
            };
            html! {
                <>
                    if line.is_apart {
                        <li role="separator"><hr /></li>
                    }
                    <li role="none">
                        <button type="button" role="menuitem" tabindex="-1" data-first={(at == 0).then_some("")}
                            aria-disabled={is_off.then_some("true")} {onclick}>
                            if !line.icon.is_empty() { { icon::draw(line.icon) } }
                            <span>{ line.label }
                                // Arrows reach it, so that the reason is heard as well.
                                if let Some(why) = line.obstacle { <em>{ why }</em> }
                            </span>
                            if let Some(key) = line.key {
                                <small aria-hidden="true">{ if key == "Delete" { "Del" } else { key } }</small>
                            }
                        </button>
                    </li>
                </>
            }
        };
        html! {
            <Popover key={anchor.to_owned()} {id} class="menu ctx" label={label.clone()} anchor={anchor.to_owned()}
                on_close={on_close.clone()}>
                <ul role="menu" aria-label={label} onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}>
                    { for lines.into_iter().enumerate().map(line) }
                </ul>
            </Popover>
        }
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
