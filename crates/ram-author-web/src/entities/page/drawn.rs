//! What the parts of a page are drawn with, and what they share.

use std::rc::Rc;

use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;
use ram_scenario::edit::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use crate::entities::wish::{Wish, name, page};

/// What the parts of a page are drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The scenario.
    pub scenario: &'a Rc<Scenario>,
    /// The language of the page.
    pub lang: Lang,
    /// Hears what is wished.
    pub on_wish: &'a Callback<Wish>,
}

impl Drawn<'_> {
    /// A way to the page of something.
    pub fn page_link(&self, entity: &Entity) -> Html {
        link(page(entity), name(self.scenario, entity, self.lang), self.on_wish)
    }

    /// An attached policy by its name: a way to its document, unless there is no such policy, which is said.
    pub fn policy(&self, policy: &str, document: Option<&DocumentKey>) -> Html {
        match document {
            Some(key) => link(Tab::Document(key.clone()), policy.to_owned(), self.on_wish),
            None => {
                html! { <><span>{ policy }</span><span class="sub">{ say(&Msg::WorldMissing, self.lang) }</span></> }
            }
        }
    }
}

/// Words that show a tab.
pub fn link(tab: Tab, words: String, on_wish: &Callback<Wish>) -> Html {
    let on_wish = on_wish.clone();
    let onclick = move |_: MouseEvent| on_wish.emit(Wish::Show(tab.clone()));
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}
