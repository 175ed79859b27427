//! Attaches a custom policy to users, groups and roles of its account.

use ram_scenario::edit::{Edit, Holder};
use ram_scenario::scenario::{Attachment, PolicyType, RoleKind, Scenario, Scope};
use ram_text::{Msg, code};
use yew::prelude::*;

use super::attach::scope_field;
use super::change::ChangeProps;
use super::fields::{named, sets, ticks};
use super::form::Form;
use ram_policy_playground::components::text::say;

/// Who has been chosen.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    scope: Scope,
    users: Vec<String>,
    groups: Vec<String>,
    roles: Vec<String>,
}

impl Draft {
    /// Those who could get the policy at the chosen scope: users, groups and roles that don't have it.
    fn offered(&self, scenario: &Scenario, account: &str, policy: &str) -> [Vec<String>; 3] {
        let Some(account) = scenario.account(account) else { return Default::default() };
        let attachment = self.attachment(policy);
        let lacks = |held: &[Attachment]| !held.contains(&attachment);
        let users = account.users.iter().filter(|user| lacks(&user.policies)).map(|user| user.name.clone());
        let groups = account.groups.iter().filter(|group| lacks(&group.policies)).map(|group| group.name.clone());
        // R6.25: the policies of a service-linked role are fixed.
        let roles = account.roles.iter().filter(|role| role.kind != Some(RoleKind::ServiceLinked));
        let roles = roles.filter(|role| lacks(&role.policies)).map(|role| role.name.clone());
        [users.collect(), groups.collect(), roles.collect()]
    }

    fn attachment(&self, policy: &str) -> Attachment {
        Attachment { policy: policy.to_owned(), kind: PolicyType::Custom, scope: self.scope.clone() }
    }

    fn edit(&self, account: &str, policy: &str) -> Option<Edit> {
        let users = self.users.iter().map(|name| Holder::user(account, name));
        let groups = self.groups.iter().map(|name| Holder::group(account, name));
        let roles = self.roles.iter().map(|name| Holder::role(account, name));
        let attach = |to: Holder| Edit::Attach { to, attachment: self.attachment(policy) };
        let edits = Vec::from_iter(users.chain(groups).chain(roles).map(attach));
        (!edits.is_empty()).then_some(Edit::All(edits))
    }
}

/// The form.
#[component]
pub fn AttachTo(props: &ChangeProps) -> Html {
    let (given, entity) = (&props.given, &props.entity);
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(Draft::default);
    let (account, policy) = (entity.account().unwrap_or_default(), entity.name());
    let [users, groups, roles] = draft.offered(scenario, account, policy);
    let nobody = users.is_empty() && groups.is_empty() && roles.is_empty();
    // Who has it at one scope may lack it at another.
    let on_scope = sets(&draft, |d: &mut Draft, scope| *d = Draft { scope, ..Draft::default() });
    html! {
        <Form given={given.clone()} title={Msg::EntityAttachPolicy { policy: code(policy) }.string(lang)}
            submit={Msg::EntityAttach.string(lang)} edit={draft.edit(account, policy)}>
            { scope_field(scenario, account, &draft.scope, &on_scope, lang) }
            if nobody {
                <p>{ say(&Msg::EntityAllHaveIt, lang) }</p>
            }
            if !users.is_empty() {
                { ticks("attach-users", &Msg::PageUsers, &named(&users), &draft.users,
                    &sets(&draft, |d: &mut Draft, v| d.users = v), lang) }
            }
            if !groups.is_empty() {
                { ticks("attach-groups", &Msg::PageGroups, &named(&groups), &draft.groups,
                    &sets(&draft, |d: &mut Draft, v| d.groups = v), lang) }
            }
            if !roles.is_empty() {
                { ticks("attach-roles", &Msg::PageRoles, &named(&roles), &draft.roles,
                    &sets(&draft, |d: &mut Draft, v| d.roles = v), lang) }
            }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use ram_scenario::edit::{New, fresh};

    use super::*;

    const A: &str = "1234567890123456";

    #[test]
    fn a_policy_goes_to_all_that_are_chosen_in_one_step_and_is_not_offered_to_them_again() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let New::Policy { account, policy } = fresh::policy(&scenario, A) else { unreachable!() };
        let name = policy.name.clone();
        let scenario = Edit::Create(Box::new(New::Policy { account, policy })).apply(&scenario).unwrap();
        let mut draft = Draft::default();
        let before = draft.offered(&scenario, A, &name);
        assert_eq!(draft.edit(A, &name), None);
        assert!(before[2].contains(&"ecs-admin".to_owned()), "{before:?}");
        draft.roles = vec!["ecs-admin".to_owned()];
        draft.users = before[0].iter().take(1).cloned().collect();
        let after = draft.edit(A, &name).unwrap().apply(&scenario).unwrap();
        let held = Holder::role(A, "ecs-admin");
        assert!(held.attachments(&after).unwrap().contains(&draft.attachment(&name)));
        let then = draft.offered(&after, A, &name);
        assert_eq!(then[2].len() + 1, before[2].len());
        assert_eq!(then[0].len() + draft.users.len(), before[0].len());
        // At another scope it is another attachment.
        draft.scope = Scope::ResourceGroup("rg".to_owned());
        assert_eq!(draft.offered(&after, A, &name), before);
    }
}
