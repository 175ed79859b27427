//! Attaches policies: custom ones of the account and system policies, found by name, for the account or for one resource
//! group.

use std::rc::Rc;

use ram_scenario::edit::{Edit, Holder};
use ram_scenario::people;
use ram_scenario::scenario::{Attachment, PolicyType, Scenario, Scope};
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use super::belongings::groups;
use super::fields::{field as text, select};
use super::form::{Form, Given};
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;

/// How many policies are listed at once.
const LISTED: usize = 40;

#[derive(Debug, Clone, Properties)]
pub struct ChooserProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The account whose policies are offered.
    pub account: String,
    /// Who has policies already; nothing for somebody new.
    pub holder: Option<Holder>,
    /// The language of the page.
    pub lang: Lang,
    /// What has been chosen.
    pub chosen: Vec<Attachment>,
    /// Something else is chosen.
    pub on_chosen: Callback<Vec<Attachment>>,
    /// Whether its field takes the focus.
    #[prop_or_default]
    pub is_first: bool,
}

impl PartialEq for ChooserProps {
    fn eq(&self, other: &ChooserProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (&self.account, &self.holder, self.lang, &self.chosen, self.is_first)
                == (&other.account, &other.holder, other.lang, &other.chosen, other.is_first)
            && self.on_chosen == other.on_chosen
    }
}

/// Policies whose name holds the query, custom ones first; those that somebody has at this scope are left out.
fn offered(scenario: &Scenario, account: &str, held: &[Attachment], scope: &Scope, query: &str) -> Vec<Attachment> {
    let query = query.trim().to_lowercase();
    let custom = scenario.account(account).into_iter().flat_map(|account| &account.policies);
    let custom = custom.map(|policy| (PolicyType::Custom, policy.name.as_str()));
    let system = ram_catalog::system_policies().map(|policy| (PolicyType::System, policy.name));
    let all = custom.chain(system).filter(|(_, name)| name.to_lowercase().contains(&query));
    let all = all.map(|(kind, name)| Attachment { policy: name.to_owned(), kind, scope: scope.clone() });
    all.filter(|attachment| !held.contains(attachment)).collect()
}

/// What is attached at this scope already, of what the query asks for. Without a query it is not in the way.
fn attached<'a>(held: &'a [Attachment], scope: &Scope, query: &str) -> Vec<&'a Attachment> {
    let query = query.trim().to_lowercase();
    let fits = |held: &&Attachment| held.scope == *scope && held.policy.to_lowercase().contains(&query);
    if query.is_empty() { Vec::new() } else { held.iter().filter(fits).collect() }
}

/// Where what is attached holds: in the whole account, or in one of its resource groups; nothing where it has none.
pub(super) fn scope_field(
    scenario: &Scenario,
    account: &str,
    scope: &Scope,
    on_scope: &Callback<Scope>,
    lang: Lang,
) -> Html {
    let groups = groups(scenario, account, lang);
    let scopes = Vec::from_iter(groups.into_iter().map(|(id, words)| match id.as_str() {
        "" => (id, Msg::RowAccountScope.string(lang)),
        _ => (id, words),
    }));
    if scopes.len() < 2 {
        return Html::default();
    }
    let chosen = match scope {
        Scope::Account => "",
        Scope::ResourceGroup(id) => id,
    };
    let on_choose = on_scope.reform(|id: String| if id.is_empty() { Scope::Account } else { Scope::ResourceGroup(id) });
    select("attach-scope", &Msg::EntityScope, &scopes, chosen, on_choose, lang)
}

/// The search field, the scope and the list.
#[component]
pub fn Chooser(props: &ChooserProps) -> Html {
    let lang = props.lang;
    let query = use_state(String::new);
    let scope = use_state(|| Scope::Account);
    let held = props.holder.as_ref().and_then(|holder| holder.attachments(&props.scenario)).unwrap_or_default();
    let found = offered(&props.scenario, &props.account, held, &scope, &query);
    let attached = attached(held, &scope, &query);
    let rest = found.len().saturating_sub(LISTED);
    let on_query = {
        let query = query.setter();
        Callback::from(move |text| query.set(text))
    };
    let on_scope = {
        let scope = scope.setter();
        Callback::from(move |chosen| scope.set(chosen))
    };
    let field = text("attach-query", Msg::EntityFindPolicy, &query, on_query);
    let field = if props.is_first { field.first() } else { field };
    let toggle = |attachment: &Attachment| {
        let (chosen, on_chosen, attachment) = (props.chosen.clone(), props.on_chosen.clone(), attachment.clone());
        Callback::from(move |_: Event| {
            let mut after = chosen.clone();
            match after.iter().position(|found| *found == attachment) {
                Some(at) => drop(after.remove(at)),
                None => after.push(attachment.clone()),
            }
            on_chosen.emit(after);
        })
    };
    let row = |attachment: &Attachment| {
        let is_held = held.contains(attachment);
        let is_on = is_held || props.chosen.contains(attachment);
        let is_system = attachment.kind == PolicyType::System;
        let scope = match &attachment.scope {
            Scope::Account => Html::default(),
            Scope::ResourceGroup(group) => html! { <span class="badge">{
                people::resource_group(&props.scenario, &props.account, group, lang)
            }</span> },
        };
        html! {
            <label key={format!("{attachment:?}")} class="choice">
                <input type="checkbox" name="policy" value={attachment.policy.clone()} checked={is_on}
                    disabled={is_held} onchange={toggle(attachment)} />
                { icon::draw(if is_system { "file-lock-2" } else { "file-text" }) }
                <code>{ &attachment.policy }</code>{ scope }
                if is_system { <span class="sub">{ say(&Msg::EntitySystem, lang) }</span> }
                if is_held { <span class="badge">{ say(&Msg::EntityAttachedAlready, lang) }</span> }
            </label>
        }
    };
    let others = found.iter().filter(|attachment| !props.chosen.contains(attachment)).take(LISTED);
    html! {
        <fieldset class="form-field chooser">
            <legend class="sr">{ Msg::EntityPolicies.string(lang) }</legend>
            { scope_field(&props.scenario, &props.account, &scope, &on_scope, lang) }
            { field.code().draw(lang) }
            <div class="chooser-list">
                { for props.chosen.iter().map(row) }
                { for others.map(row) }
                { for attached.iter().copied().map(row) }
                if found.is_empty() && attached.is_empty() {
                    <p class="help">{ say(&Msg::PageFindNothing { text: plain(query.as_str()) }, lang) }</p>
                }
                if rest > 0 {
                    <p class="help">{ say(&Msg::PageFindMore { n: rest }, lang) }</p>
                }
            </div>
        </fieldset>
    }
}

/// What the form is given.
#[derive(Debug, Clone, Properties, PartialEq)]
pub struct AttachProps {
    /// What every form is given.
    pub given: Given,
    /// To whom policies are attached.
    pub holder: Holder,
}

/// The edit that attaches all of them.
fn attach(holder: &Holder, chosen: &[Attachment]) -> Option<Edit> {
    let one = |attachment: &Attachment| Edit::Attach { to: holder.clone(), attachment: attachment.clone() };
    (!chosen.is_empty()).then(|| Edit::All(chosen.iter().map(one).collect()))
}

/// The form.
#[component]
pub fn Attach(props: &AttachProps) -> Html {
    let chosen = use_state(Vec::<Attachment>::new);
    let lang = props.given.lang;
    let on_chosen = {
        let chosen = chosen.setter();
        Callback::from(move |after| chosen.set(after))
    };
    let name = ram_text::code(props.holder.name.as_str());
    html! {
        <Form given={props.given.clone()} title={Msg::EntityAttachTo { name }.string(lang)}
            submit={Msg::EntityAttach.string(lang)} edit={attach(&props.holder, &chosen)}>
            <Chooser scenario={props.given.scenario.clone()} account={props.holder.account.clone()}
                holder={Some(props.holder.clone())} {lang} chosen={(*chosen).clone()} {on_chosen} is_first=true />
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1234567890123456";

    #[test]
    fn what_is_held_at_a_scope_is_not_offered_again() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let holder = Holder::role(A, "ecs-admin");
        let held = holder.attachments(&scenario).unwrap();
        let names = |scope: &Scope| {
            Vec::from_iter(offered(&scenario, A, held, scope, &held[0].policy).into_iter().map(|found| found.policy))
        };
        assert!(!names(&held[0].scope).contains(&held[0].policy));
        let group = Scope::ResourceGroup("rg".to_owned());
        assert!(names(&group).contains(&held[0].policy));
        // Who asks for it by name is told.
        assert_eq!(attached(held, &held[0].scope, &held[0].policy.to_uppercase()), [&held[0]]);
        assert!(attached(held, &group, &held[0].policy).is_empty() && attached(held, &held[0].scope, " ").is_empty());
    }

    #[test]
    fn names_are_found_in_any_case_and_attached_in_one_step() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let holder = Holder::role(A, "ecs-admin");
        let chosen = offered(&scenario, A, &[], &Scope::Account, "AliyunosSReadOnly");
        assert_eq!(Vec::from_iter(chosen.iter().map(|found| found.policy.as_str())), ["AliyunOSSReadOnlyAccess"]);
        let before = holder.attachments(&scenario).unwrap().len();
        let after = attach(&holder, &chosen).unwrap().apply(&scenario).unwrap();
        assert_eq!(holder.attachments(&after).unwrap().len(), before + 1);
        assert_eq!(attach(&holder, &[]), None);
    }
}
