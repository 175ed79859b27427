//! The page of a code: what it means, with a bad and a good example.

use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use super::dialog::Dialog;
use super::text::{draw, say};
use crate::editor::advice::CodePage;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct CodePageProps {
    /// What it says.
    pub page: CodePage,
    /// The language of the page.
    pub lang: Lang,
    /// It is left.
    pub on_close: Callback<()>,
}

#[component]
pub fn CodePageDialog(props: &CodePageProps) -> Html {
    let CodePageProps { page, lang, on_close } = props;
    let lang = *lang;
    let example = |name: Msg, text: &str| {
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
        <Dialog class="code-page" title={page.code.clone()} {lang} on_close={on_close.clone()}>
            <p>{ draw(&page.explanation) }</p>
            { example(Msg::PageCodeBad, &page.bad) }
            { example(Msg::PageCodeGood, &page.good) }
            <p class="xs">
                { say(&Msg::PageRule { rule: code(page.rule.as_str()) }, lang) }{ " · " }
                <a href={page.official.clone()} target="_blank" rel="noreferrer">{ Msg::PageCodeOfficial.string(lang) }</a>
            </p>
        </Dialog>
    }
}
