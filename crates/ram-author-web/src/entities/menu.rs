//! The menu beside a thing of the world: what can be done with it.

use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::offers::Line;
use super::wish::Wish;
use crate::menu::{self, Menu};
use ram_policy_playground::components::popover::Closed;

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
    let line = |line: &Line| menu::Line {
        icon: line.icon,
        label: line.label.string(lang),
        key: line.key,
        is_apart: line.is_apart,
        obstacle: line.obstacle.as_ref().map(|why| why.string(lang)),
        on_choose: {
            let wish = line.wish.clone();
            on_wish.reform(move |()| wish.clone())
        },
    };
    let lines = opened.lines.iter().map(line).collect();
    Menu { id: "row-menu", label: Msg::WorldActions.string(lang), anchor: &opened.anchor, lines, on_close }.draw()
}
