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

use super::changes::{Line, changes};
use super::drawn::link;
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

/// The section.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let VersionsProps { default_version, versions, lang, on_wish, .. } = props;
    let (lang, default_version) = (*lang, *default_version);
    let read = use_state(|| None::<u32>);
    let compares = use_state(|| true);
    let set = |set: PolicyField| Edit::Policy { account: props.account.clone(), policy: props.policy.clone(), set };
    let make = |edit: Edit| {
        let on_wish = on_wish.clone();
        Callback::from(move |_: MouseEvent| on_wish.emit(Wish::Make(edit.clone())))
    };
    let text_of = |number: u32| versions.iter().find(|(known, _)| *known == number).map(|(_, text)| text.as_str());
    let in_force = text_of(default_version).unwrap_or_default();
    let add = set(PolicyField::AddVersion { document: in_force.to_owned(), is_default: true });
    // R1.33: five are enough, and that is said.
    let refusal = add.apply(&props.scenario).err();
    let on_compare = {
        let compares = compares.setter();
        Callback::from(move |is_on| compares.set(is_on))
    };
    let old = |number: u32, text: &str| {
        let is_read = *read == Some(number);
        let version = || code(format!("v{number}"));
        let on_read = {
            let read = read.clone();
            move |_: MouseEvent| read.set((!is_read).then_some(number))
        };
        let id = format!("version-{number}");
        html! {
            <>
                <span class="entity-actions">
                <button type="button" class="btn sm outline" aria-expanded={if is_read { "true" } else { "false" }}
                    aria-controls={is_read.then(|| id.clone())} onclick={on_read}>
                    { icon::draw_with(if is_read { "chevron-down" } else { "chevron-right" }, "i-12") }
                    { Msg::EntityReadVersion { version: version() }.string(lang) }
                </button>
                <button type="button" class="btn sm outline" onclick={make(set(PolicyField::SetDefaultVersion(number)))}>
                    { icon::draw_with("history", "i-14") }{ Msg::EntityMakeDefault { version: version() }.string(lang) }
                </button>
                { button::small("trash-2", Msg::EntityDeleteVersion { version: version() }, {
                    let (on_wish, delete) = (on_wish.clone(), set(PolicyField::DeleteVersion(number)));
                    Callback::from(move |()| on_wish.emit(Wish::Make(delete.clone())))
                }).draw(lang) }
                </span>
                if is_read {
                    <div {id} class="version">
                        { tick("version-compare", say(&Msg::EntityCompare, lang), *compares, on_compare.clone()) }
                        if *compares && text == in_force { <p class="help">{ say(&Msg::EntitySameText, lang) }</p> }
                        { draw_text(in_force, text, *compares, lang) }
                    </div>
                }
            </>
        }
    };
    let open = || {
        let key = DocumentKey::Custom { account: props.account.clone(), policy: props.policy.clone() };
        link(Tab::Document(key), Msg::EntityOpenText.string(lang), on_wish)
    };
    let row = |(number, text): &(u32, String)| {
        let is_default = *number == default_version;
        html! {
            <li key={*number}>
                { icon::draw("file-text") }
                <code>{ format!("v{number}") }</code>
                if is_default {
                    <span class="badge">{ Msg::EntityDefaultVersion.string(lang) }</span>
                    <span class="grow" />
                    { open() }
                } else {
                    <span class="grow" />
                    { old(*number, text) }
                }
            </li>
        }
    };
    html! {
        <section class="entity-part">
            <div class="row"><h3>{ Msg::EntityVersions.string(lang) }</h3><span class="grow" />
                <button type="button" class="btn sm outline" disabled={refusal.is_some()}
                    aria-describedby={refusal.is_some().then_some("version-rule")} onclick={make(add.clone())}>
                    { icon::draw_with("plus", "i-14") }{ Msg::EntityAddVersion.string(lang) }
                </button>
            </div>
            if let Some(refusal) = refusal {
                <p id="version-rule" class="help">{ say(&refusal.message(), lang) }
                    { for refusal.rule().map(|rule| html! { <span class="rule">{ rule }</span> }) }</p>
            }
            <ul class="entity-list versions">{ for versions.iter().rev().map(row) }</ul>
        </section>
    }
}

/// A text that can only be read; compared with the text in force, also what of that would go.
fn draw_text(in_force: &str, text: &str, compares: bool, lang: Lang) -> Html {
    let lines = if compares { changes(in_force, text) } else { text.lines().map(Line::Same).collect() };
    let line = |line: &Line<'_>| match line {
        Line::Same(text) => html! { <li>{ text }</li> },
        Line::Gone(text) => {
            html! { <li><del><span class="sr">{ Msg::EntityLineGone.string(lang) }</span>{ text }</del></li> }
        }
        Line::New(text) => {
            html! { <li><ins><span class="sr">{ Msg::EntityLineNew.string(lang) }</span>{ text }</ins></li> }
        }
    };
    html! {
        <ol class="version-text" tabindex="0" aria-label={Msg::EntityVersionText.string(lang)}>{ for lines.iter().map(line) }</ol>
    }
}
