//! What was found in the open document: a strip under the editor.

use ram_text::{Lang, Msg, Text, plain};
use yew::prelude::*;

use super::text::{draw, say};
use super::{button, icon};
use crate::browser::{self, page};
use crate::command::Region;
use crate::editor::advice::{Class, Finding, Rewrite};
use crate::state::Place;

/// One finding.
#[derive(Debug, PartialEq)]
pub struct Problem {
    /// What was found.
    pub finding: Finding,
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
    /// Mends a finding.
    pub on_rewrite: Callback<Rewrite>,
    /// Opens the page of a code, where there are such pages.
    pub on_explain: Option<Callback<String>>,
    /// The document's length and its limit, in characters.
    pub length: Option<(usize, Option<usize>)>,
    /// The statement at the cursor in words; nothing where no statement of the document can be told.
    pub in_words: Option<InWords>,
}

/// The statement at the cursor.
#[derive(Debug, PartialEq)]
pub enum InWords {
    /// What it says.
    Statement(Text),
    /// The cursor is in none.
    Elsewhere,
}

impl Class {
    /// Its class in the style sheet, and its icon.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Class::Error => ("err", "circle-alert"),
            Class::Warning => ("warn", "triangle-alert"),
            Class::Note => ("info", "info"),
        }
    }

    /// What one is called.
    pub fn name(self) -> Msg {
        match self {
            Class::Error => Msg::ProblemError,
            Class::Warning => Msg::ProblemWarning,
            Class::Note => Msg::ProblemNote,
        }
    }

    /// What so many are called.
    pub fn count(self, n: usize) -> Msg {
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
        let count = |class| self.items.iter().filter(|item| item.finding.class == class).count();
        let toggle = if self.is_open { Msg::PageHideProblems } else { Msg::PageShowProblems };
        let chevron = if self.is_open { "chevron-down" } else { "chevron-up" };
        html! {
            <section class="problems" aria-label={Msg::PageProblems.string(lang)}>
                <div class="problems-head">
                    <h2>{ say(&Msg::PageProblems, lang) }</h2>
                    if self.items.is_empty() {
                        <span class="none">{ say(&Msg::PageNoProblems, lang) }</span>
                    }
                    { for Class::ALL.into_iter().filter(|class| count(*class) > 0).map(|class| {
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
                    <ul>{ for self.items.iter().enumerate().map(|(number, item)| self.draw_problem(number, item, lang)) }</ul>
                }
                if let Some(in_words) = &self.in_words {
                    <details class="in-words" open=true>
                        <summary>{ icon::draw_with("chevron-down", "i-14") }<h2>{ Msg::PageInWords.string(lang) }</h2></summary>
                        { in_words.draw(lang) }
                    </details>
                }
            </section>
        }
    }

    fn draw_problem(&self, number: usize, item: &Problem, lang: Lang) -> Html {
        let Finding { class, code, message, fixes, .. } = &item.finding;
        let (name, icon) = class.look();
        let kind = class.name().string(lang);
        let (on_show, place) = (self.on_show.clone(), item.place.clone());
        let explain = self.on_explain.as_ref().map(|on_explain| {
            let (on_explain, about) = (on_explain.clone(), code.clone());
            let title = Msg::PageExplain { code: plain(code) }.string(lang);
            html! {
                <button type="button" class="problem-code" {title} onclick={move |_| on_explain.emit(about.clone())}>
                    { code }
                </button>
            }
        });
        let fix = |(place, name): (usize, &String)| {
            let on_rewrite = self.on_rewrite.clone();
            let rewrite = Rewrite::Fix(number as u32, place as u32);
            let onclick = move |_| {
                on_rewrite.emit(rewrite);
                // The button goes with what it mends; what comes of it is said there.
                browser::after_paint(|| page::focus_region(Region::Verdict));
            };
            html! { <button type="button" class="btn sm outline" {onclick}>{ name }</button> }
        };
        html! {
            <li>
                <button type="button" class="problem" onclick={move |_| on_show.emit(place.clone())}>
                    <span class={classes!("lint", name)} title={kind.clone()}>{ icon::draw(icon) }<span class="sr">{ kind }{ ": " }</span></span>
                    <span class="txt">{ draw(message) }</span>
                    <span class="at">{ say(&Msg::ProblemLine { line: item.line.into() }, lang) }</span>
                </button>
                <span class="problem-more">
                    { explain.unwrap_or_else(|| html! { <span class="problem-code">{ code }</span> }) }
                    { for fixes.iter().enumerate().map(fix) }
                </span>
            </li>
        }
    }
}

impl InWords {
    fn draw(&self, lang: Lang) -> Html {
        match self {
            InWords::Statement(sentence) => html! { <p>{ draw(sentence) }</p> },
            InWords::Elsewhere => html! { <p class="none">{ Msg::PageInWordsHint.string(lang) }</p> },
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
