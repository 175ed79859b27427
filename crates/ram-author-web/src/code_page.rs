//! The page of a finding's code: what it means, with a bad and a good example.

use ram_author::findings::pages::Page;
use ram_author::layout;
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::text::say;
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use crate::changes::{self, Line, changes};

/// Draws the page. `on_close` is called once it is left.
pub fn draw(page: &Page, lang: Lang, on_close: &Callback<()>) -> Html {
    let name = page.name(lang);
    html! {
        <Dialog class="code-page" title={name.clone()} {lang} on_close={on_close.clone()}>
            if name != page.code {
                <p class="xs"><code>{ page.code }</code></p>
            }
            <p>{ say(&page.explanation, lang) }</p>
            { examples(page, lang) }
            <p class="xs">
                { say(&Msg::PageRule { rule: code(page.rule) }, lang) }{ " · " }
                <a href={page.official} target="_blank" rel="noreferrer">{ Msg::PageCodeOfficial.string(lang) }</a>
            </p>
        </Dialog>
    }
}

/// Both examples laid out over lines, those marked that only one of them has.
pub fn examples(page: &Page, lang: Lang) -> Html {
    let (bad, good) = (laid_out(page.bad()), laid_out(page.good()));
    let both = changes(&bad, &good);
    let example = |name: Msg, lines: Vec<Line<'_>>| {
        let name = name.string(lang);
        html! { <><h3>{ name.clone() }</h3>{ changes::draw(&lines, name, lang) }</> }
    };
    let all_but = |other: fn(&Line<'_>) -> bool| both.iter().copied().filter(|line| !other(line)).collect();
    html! {
        <>
            { example(Msg::PageCodeBad, all_but(|line| matches!(line, Line::New(_)))) }
            { example(Msg::PageCodeGood, all_but(|line| matches!(line, Line::Gone(_)))) }
        </>
    }
}

/// The document with a line for each entry; as it is where it is no JSON.
fn laid_out(text: String) -> String {
    layout::format(&text).unwrap_or(text)
}
