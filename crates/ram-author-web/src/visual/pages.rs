//! The statements of a long policy, some at a time: what is not drawn costs nothing at each key.

use std::ops::Range;

use ram_policy_playground::components::icon;
use ram_text::{Lang, Msg};
use yew::prelude::*;

/// How many statements are drawn at once.
pub(super) const LONGEST: usize = 100;

/// One of the parts in which the statements are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    number: usize,
    count: usize,
}

impl Page {
    /// The wished part of so many statements, or the last that there is.
    pub fn at(number: usize, count: usize) -> Page {
        Page { number: number.min(count.saturating_sub(1) / LONGEST), count }
    }

    /// The number of the part that a statement is in.
    pub fn of(statement: usize) -> usize {
        statement / LONGEST
    }

    /// The places of its statements.
    pub fn range(self) -> Range<usize> {
        let start = self.number * LONGEST;
        start..self.count.min(start + LONGEST)
    }

    /// What says which statements are drawn.
    pub fn said(self) -> Msg {
        let Range { start, end } = self.range();
        Msg::FormPage { from: start + 1, to: end, all: self.count }
    }

    /// The buttons that go on and back; nothing where all statements are drawn.
    pub fn draw(self, lang: Lang, on_turn: &Callback<Page>) -> Html {
        if self.count <= LONGEST {
            return Html::default();
        }
        let button = |icon: &str, name: Msg, to: Option<usize>| {
            let to = to.map(|to| Page::at(to, self.count)).filter(|to| *to != self);
            let onclick = {
                let on_turn = on_turn.clone();
                move |_: MouseEvent| to.into_iter().for_each(|to| on_turn.emit(to))
            };
            let name = name.string(lang);
            html! {
                <button type="button" class="btn icon sm" aria-label={name.clone()} title={name} disabled={to.is_none()} {onclick}>
                    { icon::draw_with(icon, "i-14") }
                </button>
            }
        };
        html! {
            <nav class="ve-pages" aria-label={Msg::FormPages.string(lang)}>
                { button("chevron-up", Msg::FormPageBack { n: LONGEST }, self.number.checked_sub(1)) }
                <span class="tnum">{ self.said().string(lang) }</span>
                { button("chevron-down", Msg::FormPageOn { n: LONGEST }, Some(self.number + 1)) }
            </nav>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_is_in_one_part() {
        for count in [1, 2, LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST, 1_000, 1_001] {
            let parts = (0..=Page::of(count - 1)).map(|number| Page::at(number, count));
            let places: Vec<usize> = parts.flat_map(Page::range).collect();
            assert_eq!(places, Vec::from_iter(0..count));
            for at in 0..count {
                assert!(Page::at(Page::of(at), count).range().contains(&at));
            }
        }
    }

    #[test]
    fn a_part_that_is_gone_gives_way_to_the_last() {
        assert_eq!(Page::at(7, 250).range(), 200..250);
        assert_eq!(Page::at(1, LONGEST).range(), 0..LONGEST);
        assert_eq!(Page::at(3, 0).range(), 0..0);
    }
}
