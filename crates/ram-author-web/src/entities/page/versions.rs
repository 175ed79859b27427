//! The versions of a custom policy: each can be read in place, compared with the default version, made the default
//! version, or deleted.

use std::rc::Rc;

use ram_policy_playground::components::text::say;
use ram_policy_playground::components::{button, icon};
use ram_policy_playground::state::Tab;
use ram_scenario::edit::{Edit, PolicyField};
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use super::drawn::link;
use crate::changes::{self, Line, changes};
use crate::entities::fields::tick;
use crate::entities::wish::Wish;

#[derive(Debug, Clone, Properties)]
pub struct VersionsProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The account of the policy.
    pub account: String,
    /// Its name.
    pub policy: String,
    /// The number of the version in force.
    pub default_version: u32,
    /// Each version with its document, by number.
    pub versions: Vec<(u32, String)>,
    /// The language of the page.
    pub lang: Lang,
    /// Something is wished.
    pub on_wish: Callback<Wish>,
}

impl PartialEq for VersionsProps {
    fn eq(&self, other: &VersionsProps) -> bool {
        // The versions follow from the scenario.
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (&self.account, &self.policy, self.lang) == (&other.account, &other.policy, other.lang)
            && self.on_wish == other.on_wish
    }
}

impl VersionsProps {
    /// The edit that sets this of the policy.
    fn set(&self, set: PolicyField) -> Edit {
        Edit::Policy { account: self.account.clone(), policy: self.policy.clone(), set }
    }

    /// What makes an edit.
    fn make(&self, edit: Edit) -> Callback<()> {
        self.on_wish.reform(move |()| Wish::Make(edit.clone()))
    }

    /// The document of the version in force.
    fn in_force(&self) -> &str {
        let found = self.versions.iter().find(|(number, _)| *number == self.default_version);
        found.map(|(_, text)| text.as_str()).unwrap_or_default()
    }
}

/// The section.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let lang = props.lang;
    let read = use_state(|| None::<u32>);
    let compares = use_state(|| true);
    let add = props.set(PolicyField::AddVersion { document: props.in_force().to_owned(), is_default: true });
    // R1.33: five are enough, and that is said.
    let refusal = add.apply(&props.scenario).err();
    let row = |(number, text): &(u32, String)| {
        let number = *number;
        let is_read = *read == Some(number);
        let on_read = {
            let read = read.setter();
            Callback::from(move |()| read.set((!is_read).then_some(number)))
        };
        html! {
            <li key={number}>
                { icon::draw("file-text") }
                <code>{ format!("v{number}") }</code>
                if number == props.default_version {
                    { default_row(props) }
                } else {
                    <span class="grow" />
                    { actions(props, number, is_read, &on_read) }
                    if is_read {
                        { old_text(props, number, text, &compares) }
                    }
                }
            </li>
        }
    };
    html! {
        <section class="entity-part">
            <div class="row"><h3>{ Msg::EntityVersions.string(lang) }</h3><span class="grow" />
                <button type="button" class="btn sm outline" disabled={refusal.is_some()}
                    aria-describedby={refusal.is_some().then_some("version-rule")}
                    onclick={props.make(add).reform(|_: MouseEvent| ())}>
                    { icon::draw_with("plus", "i-14") }{ Msg::EntityAddVersion.string(lang) }
                </button>
            </div>
            if let Some(refusal) = refusal {
                <p id="version-rule" class="help">{ say(&refusal.message(&props.scenario, lang), lang) }
                    { for refusal.rule().map(|rule| html! { <span class="rule">{ rule }</span> }) }</p>
            }
            <ul class="entity-list versions">{ for props.versions.iter().rev().map(row) }</ul>
        </section>
    }
}

/// What the row of the version in force says of it, and the way to its text.
fn default_row(props: &VersionsProps) -> Html {
    let key = DocumentKey::Custom { account: props.account.clone(), policy: props.policy.clone() };
    html! {
        <>
            <span class="badge">{ Msg::EntityDefaultVersion.string(props.lang) }</span>
            <span class="grow" />
            { link(Tab::Document(key), Msg::EntityOpenText.string(props.lang), &props.on_wish) }
        </>
    }
}

/// The id of the text of an old version, while it is read.
fn text_id(number: u32) -> String {
    format!("version-{number}")
}

/// What can be done with an old version.
fn actions(props: &VersionsProps, number: u32, is_read: bool, on_read: &Callback<()>) -> Html {
    let lang = props.lang;
    let version = || code(format!("v{number}"));
    let on_default = props.make(props.set(PolicyField::SetDefaultVersion(number)));
    let on_delete = props.make(props.set(PolicyField::DeleteVersion(number)));
    html! {
        <span class="entity-actions">
            <button type="button" class="btn sm outline" aria-expanded={if is_read { "true" } else { "false" }}
                aria-controls={is_read.then(|| text_id(number))} onclick={on_read.reform(|_: MouseEvent| ())}>
                { icon::draw_with(if is_read { "chevron-down" } else { "chevron-right" }, "i-12") }
                { Msg::EntityReadVersion { version: version() }.string(lang) }
            </button>
            <button type="button" class="btn sm outline" onclick={on_default.reform(|_: MouseEvent| ())}>
                { icon::draw_with("history", "i-14") }{ Msg::EntityMakeDefault { version: version() }.string(lang) }
            </button>
            { button::small("trash-2", Msg::EntityDeleteVersion { version: version() }, on_delete).draw(lang) }
        </span>
    }
}

/// The text of an old version, and whether it is compared with the one in force.
fn old_text(props: &VersionsProps, number: u32, text: &str, compares: &UseStateHandle<bool>) -> Html {
    let (lang, in_force) = (props.lang, props.in_force());
    let on_compare = {
        let compares = compares.setter();
        Callback::from(move |is_on| compares.set(is_on))
    };
    html! {
        <div id={text_id(number)} class="version">
            { tick("version-compare", say(&Msg::EntityCompare, lang), **compares, on_compare) }
            if **compares && text == in_force { <p class="help">{ say(&Msg::EntitySameText, lang) }</p> }
            { draw_text(in_force, text, **compares, lang) }
        </div>
    }
}

/// A text that can only be read; compared with the text in force, also what of that would go.
fn draw_text(in_force: &str, text: &str, compares: bool, lang: Lang) -> Html {
    let lines = if compares { changes(in_force, text) } else { text.lines().map(Line::Same).collect() };
    changes::draw(&lines, Msg::EntityVersionText.string(lang), lang)
}
