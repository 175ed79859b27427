//! Below who may assume a role: what it can do then, statement by statement in words, with the way to each policy.

use std::rc::Rc;

use ram_author::form::Form;
use ram_author::meaning::read_back;
use ram_author::surroundings::Surroundings;
use ram_catalog::Catalogue;
use ram_policy_playground::components::text::{draw, say};
use ram_policy_playground::components::{documents, icon};
use ram_policy_playground::state::Tab;
use ram_scenario::entity::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::world;
use ram_text::{Lang, Msg, Text};
use yew::prelude::*;

use super::card::effect_icon;

/// So many statements of a policy are told.
const TOLD: usize = 3;

#[derive(Debug, Clone, Properties)]
pub(super) struct DoesProps {
    pub scenario: Rc<Scenario>,
    pub catalogue: Option<Rc<Catalogue>>,
    pub account: String,
    pub role: String,
    pub lang: Lang,
    pub on_open: Callback<Tab>,
}

impl PartialEq for DoesProps {
    fn eq(&self, other: &DoesProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.catalogue.as_ref().map(Rc::as_ptr) == other.catalogue.as_ref().map(Rc::as_ptr)
            && (&self.account, &self.role, self.lang) == (&other.account, &other.role, other.lang)
    }
}

/// An attached policy at a glance.
struct Told {
    key: DocumentKey,
    /// How many statements it has; nothing while it is broken.
    count: Option<usize>,
    /// The effect and the words of the first of them.
    statements: Vec<(String, Text)>,
}

fn told(props: &DoesProps) -> Vec<Told> {
    let account = props.scenario.account(&props.account);
    let role = account.and_then(|account| account.roles.iter().find(|role| role.name == props.role));
    let keys = role.into_iter().flat_map(|role| &role.policies);
    let keys = keys.map(|attachment| world::attached_document(&props.account, attachment));
    keys.map(|key| {
        let text = documents::text(&props.scenario, &key);
        let around = Surroundings::of(&key, &props.scenario, props.catalogue.as_deref(), props.lang);
        let form = Form::read(around.kind, text).ok();
        let effect = |reading: &ram_author::meaning::Reading| {
            let statement = form.iter().flat_map(|form| &form.statements).find(|it| it.span == reading.span);
            statement.and_then(|it| it.effect.as_ref()).map_or_else(String::new, |effect| effect.value.clone())
        };
        let readings = read_back(&around.read(&key, text), &around);
        let statements = readings.into_iter().take(TOLD).map(|reading| (effect(&reading), reading.sentence)).collect();
        Told { count: form.as_ref().map(|form| form.statements.len()), statements, key }
    })
    .collect()
}

/// The part.
#[component]
pub(super) fn Does(props: &DoesProps) -> Html {
    let lang = props.lang;
    let told = use_memo(props.clone(), told);
    let policy = |policy: &Told| {
        let tab = Tab::Document(policy.key.clone());
        let onclick = props.on_open.reform(move |_: MouseEvent| tab.clone());
        let (name, _) = documents::name(&policy.key, lang);
        let count = policy.count.map_or(Msg::FormBrokenTitle, |n| Msg::FormCount { n });
        let rest = policy.count.unwrap_or_default().saturating_sub(policy.statements.len());
        html! {
            <li>
                <article class="ve-card">
                    <h4 class="ve-head">
                        <button type="button" class="ve-goto" {onclick}>
                            { icon::draw_with(documents::icon(&policy.key), "i-14") }
                            <b class="ve-line1">{ name }</b>
                            <span class="muted">{ say(&count, lang) }</span>
                            { icon::draw_with("chevron-right", "i-14") }
                        </button>
                    </h4>
                    if !policy.statements.is_empty() {
                        <ul class="ve-told">
                            { for policy.statements.iter().map(|(effect, sentence)| html! {
                                <li>{ effect_icon(effect) }<span>{ draw(sentence) }</span></li>
                            }) }
                            if rest > 0 { <li class="muted">{ say(&Msg::EntityMoreLines { n: rest }, lang) }</li> }
                        </ul>
                    }
                </article>
            </li>
        }
    };
    let role = Tab::Entity(Entity::Role { account: props.account.clone(), name: props.role.clone() });
    html! {
        <section class="ve-does" aria-labelledby="ve-does">
            <header class="ve-h">
                { icon::draw("file-text") }
                <h3 id="ve-does">{ say(&Msg::FormTitle { kind: "other" }, lang) }</h3>
            </header>
            if told.is_empty() {
                <p class="ve-none">
                    { say(&Msg::FormDoesNothing, lang) }{ " " }
                    <button type="button" class="btn sm outline" onclick={props.on_open.reform(move |_: MouseEvent| role.clone())}>
                        { say(&Msg::FormRolePage, lang) }
                    </button>
                </p>
            } else {
                <ul class="ve-cards">{ for told.iter().map(policy) }</ul>
            }
        </section>
    }
}
