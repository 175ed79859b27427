//! The page of a finding's code: what it means, with a bad and a good example.

use ram_author::findings::pages::Page;
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::text::say;
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

/// Draws the page. `on_close` is called once it is left.
pub fn draw(page: &Page, lang: Lang, on_close: &Callback<()>) -> Html {
    let example = |name: Msg, text: String| {
        let name = AttrValue::from(name.string(lang));
        html! {
            <>
                <h3>{ name.clone() }</h3>
                // It scrolls, and so must be reached by the keyboard.
                <pre tabindex="0" role="region" aria-label={name}><code>{ text }</code></pre>
            </>
        }
    };
    html! {
        <Dialog class="code-page" title={page.code} {lang} on_close={on_close.clone()}>
            <p>{ say(&page.explanation, lang) }</p>
            { example(Msg::PageCodeBad, page.bad()) }
            { example(Msg::PageCodeGood, page.good()) }
            <p class="xs">
                { say(&Msg::PageRule { rule: code(page.rule) }, lang) }{ " · " }
                <a href={page.official} target="_blank" rel="noreferrer">{ Msg::PageCodeOfficial.string(lang) }</a>
            </p>
        </Dialog>
    }
}
