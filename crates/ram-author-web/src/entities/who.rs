//! Short lists that a menu leads to: who has a system policy, and who can assume a role.

use std::rc::Rc;

use ram_policy::arn::Arn;
use ram_policy::compiled::CompiledWorld;
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Same;
use ram_scenario::edit::{Entity, Holder};
use ram_scenario::facts::{self, Reach};
use ram_scenario::scenario::{PolicyType, Scenario, Scope};
use ram_scenario::{people, world};
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use super::page::drawn::{Drawn, link};
use super::page::reach::Lists;
use super::wish::{Wish, icon as entity_icon, name, page};

/// Who is looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Looked {
    /// Whoever has this system policy.
    Has(String),
    /// Whoever can assume this role.
    Assumes(Entity),
}

#[derive(Debug, Clone, Properties)]
pub struct WhoProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// Who is looked for.
    pub looked: Looked,
    /// The language of the page.
    pub lang: Lang,
    /// Something is wished.
    pub on_wish: Callback<Wish>,
    /// It is left.
    pub on_close: Callback<()>,
}

impl PartialEq for WhoProps {
    fn eq(&self, other: &WhoProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (&self.looked, self.lang) == (&other.looked, other.lang)
            && (&self.on_wish, &self.on_close) == (&other.on_wish, &other.on_close)
    }
}

/// Users, groups and roles with a system policy, and at which scope.
fn holders(scenario: &Scenario, policy: &str) -> Vec<(Holder, Scope)> {
    let of = |account| facts::holders(account, PolicyType::System, policy);
    scenario.accounts.iter().flat_map(of).collect()
}

fn assumers(scenario: &Scenario, role: &Entity) -> Vec<Reach> {
    let Entity::Role { account, name } = role else { return Vec::new() };
    let documents = world::documents(scenario, None);
    let world = CompiledWorld::new(&world::world(scenario, &documents));
    facts::who_can_assume(scenario, &documents, &world, &Arn::role(account, name).to_string())
}

/// The dialog.
#[component]
pub fn Who(props: &WhoProps) -> Html {
    let WhoProps { scenario, looked, lang, on_wish, .. } = props;
    let lang = *lang;
    let known = (Same(scenario.clone()), looked.clone());
    let reaches = use_memo(known, |(scenario, looked)| match looked {
        Looked::Has(_) => Vec::new(),
        Looked::Assumes(role) => assumers(&scenario.0, role),
    });
    let none = |none: Msg| html! { <p>{ say(&none, lang) }</p> };
    let (title, body) = match looked {
        Looked::Has(policy) => {
            let held = holders(scenario, policy);
            let row = |(holder, scope): &(Holder, Scope)| {
                html! { <li>{ holder_row(scenario, holder, scope, lang, on_wish) }</li> }
            };
            let list = html! { <ul class="entity-list">{ for held.iter().map(row) }</ul> };
            let body = if held.is_empty() { none(Msg::EntityNobodyHas) } else { list };
            (Msg::EntityWhoHas { policy: code(policy.as_str()) }, body)
        }
        Looked::Assumes(role) => {
            let lists = Lists { drawn: Drawn { scenario, lang, on_wish }, catalogue: None, is_askable: true };
            let list = lists.by_caller(&reaches, None);
            let body = if reaches.is_empty() { none(Msg::EntityNobodyAssumes) } else { list };
            let how = html! { <><p class="help">{ say(&Msg::EntityWhoAssumesHow, lang) }</p>{ body }</> };
            (Msg::EntityWhoAssumesRole { role: code(role.name()) }, how)
        }
    };
    html! {
        <Dialog title={title.string(lang)} {lang} on_close={props.on_close.clone()}>{ body }</Dialog>
    }
}

/// What a line says of somebody who has a policy: with the account, and the scope.
pub fn holder_row(scenario: &Scenario, holder: &Holder, scope: &Scope, lang: Lang, on_wish: &Callback<Wish>) -> Html {
    let entity = holder.entity();
    html! {
        <>
            { icon::draw(entity_icon(&entity)) }
            { link(page(&entity), name(scenario, &entity, lang), on_wish) }
            <span class="help">{ people::account_name(scenario, &holder.account).get(lang.tag()).to_owned() }</span>
            { scope_badge(scenario, &holder.account, scope, lang) }
        </>
    }
}

/// How far an attachment reaches.
pub fn scope_badge(scenario: &Scenario, account: &str, scope: &Scope, lang: Lang) -> Html {
    html! {
        <span class="badge">{ match scope {
            Scope::Account => Msg::RowAccountScope.string(lang),
            Scope::ResourceGroup(group) => people::resource_group(scenario, account, group, lang),
        } }</span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_a_system_policy_is_found_in_every_account() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let held = holders(&scenario, "AliyunECSFullAccess");
        assert!(held.contains(&(Holder::role("1234567890123456", "ecs-admin"), Scope::Account)), "{held:?}");
        assert_eq!(holders(&scenario, "AliyunNoSuchAccess"), []);
    }
}
