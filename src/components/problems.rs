//! What was found in the open document: a strip under the editor.

use ram_policy::diagnostic::Severity;
use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::text::say;
use super::{button, icon};
use crate::state::Place;

/// One finding.
#[derive(Debug, PartialEq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub message: Msg,
    /// Where.
    pub place: Place,
    /// Its first line, from 1.
    pub line: usize,
}

/// The strip.
#[derive(Debug, PartialEq)]
pub struct Problems {
    /// The findings, in the order of the text.
    pub items: Vec<Problem>,
    /// Whether the list is shown.
    pub is_open: bool,
    /// Shows or hides the list.
    pub on_toggle: Callback<()>,
    /// Goes to a finding.
    pub on_show: Callback<Place>,
    /// The document's length and its limit, in characters.
    pub length: Option<(usize, Option<usize>)>,
}

/// How a class of findings looks.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Error,
    Warning,
    Note,
}

impl Class {
    fn of(severity: Severity) -> Class {
        match severity {
            Severity::Error => Class::Error,
            Severity::SecurityWarning | Severity::GeneralWarning => Class::Warning,
            Severity::Suggestion => Class::Note,
        }
    }

    fn look(self) -> (&'static str, &'static str) {
        match self {
            Class::Error => ("err", "circle-alert"),
            Class::Warning => ("warn", "triangle-alert"),
            Class::Note => ("info", "info"),
        }
    }

    fn name(self) -> Msg {
        match self {
            Class::Error => Msg::ProblemError,
            Class::Warning => Msg::ProblemWarning,
            Class::Note => Msg::ProblemNote,
        }
    }

    fn count(self, n: usize) -> Msg {
        match self {
            Class::Error => Msg::PageErrorCount { n },
            Class::Warning => Msg::PageWarningCount { n },
            Class::Note => Msg::PageNoteCount { n },
        }
    }
}

impl Problems {
    /// Draws it.
    pub fn draw(&self, lang: Lang) -> Html {
        let count = |class| self.items.iter().filter(|item| Class::of(item.severity) == class).count();
        let toggle = if self.is_open { Msg::PageHideProblems } else { Msg::PageShowProblems };
        let chevron = if self.is_open { "chevron-down" } else { "chevron-up" };
        html! {
            <section class="problems" aria-label={Msg::PageProblems.string(lang)}>
                <div class="problems-head">
                    <h2>{ say(&Msg::PageProblems, lang) }</h2>
                    if self.items.is_empty() {
                        <span class="none">{ say(&Msg::PageNoProblems, lang) }</span>
                    }
                    { for [Class::Error, Class::Warning, Class::Note].into_iter().filter(|class| count(*class) > 0).map(|class| {
                        let (name, icon) = class.look();
                        let words = class.count(count(class)).string(lang);
                        html! {
                            <span class={classes!("lint", name)} title={words.clone()}>
                                { icon::draw(icon) }<span aria-hidden="true">{ count(class) }</span><span class="sr">{ words }</span>
                            </span>
                        }
                    }) }
                    <span class="grow"></span>
                    { draw_length(self.length, lang) }
                    if !self.items.is_empty() {
                        { button::small(chevron, toggle, self.on_toggle.clone()).expanded(self.is_open).draw(lang) }
                    }
                </div>
                if self.is_open && !self.items.is_empty() {
                    <ul>{ for self.items.iter().map(|item| draw_problem(item, &self.on_show, lang)) }</ul>
                }
            </section>
        }
    }
}

fn draw_length(length: Option<(usize, Option<usize>)>, lang: Lang) -> Html {
    let Some((n, limit)) = length else { return Html::default() };
    let is_over = limit.is_some_and(|limit| n > limit);
    let words = match limit {
        Some(limit) => Msg::PageLength { limit, n },
        None => Msg::PageLengthWithoutLimit { n },
    };
    html! {
        <span class={classes!("xs", "tnum", "nowrap", if is_over { "is-over" } else { "muted" })}>{ say(&words, lang) }</span>
    }
}

fn draw_problem(item: &Problem, on_show: &Callback<Place>, lang: Lang) -> Html {
    let (name, icon) = Class::of(item.severity).look();
    let kind = Class::of(item.severity).name().string(lang);
    let (on_show, place) = (on_show.clone(), item.place.clone());
    html! {
        <li>
            <button type="button" class="problem" onclick={move |_| on_show.emit(place.clone())}>
                <span class={classes!("lint", name)} title={kind.clone()}>{ icon::draw(icon) }<span class="sr">{ kind }{ ": " }</span></span>
                <span class="txt">{ say(&item.message, lang) }</span>
                <span class="at">{ say(&Msg::ProblemLine { line: item.line.into() }, lang) }</span>
            </button>
        </li>
    }
}
