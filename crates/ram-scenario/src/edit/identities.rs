//! Users, groups and roles: created, changed, joined, deleted.

use ram_policy::limits;

use super::accounts::{display_name, find};
use super::{Entity, Holder, HolderKind, Refusal, RoleField, UserField, field, policies};
use crate::scenario::{Group, Role, RoleKind, Scenario, User};

fn user<'s>(scenario: &'s mut Scenario, account: &str, name: &str) -> Result<&'s mut User, Refusal> {
    let missing = || Refusal::Missing(Holder::user(account, name).entity());
    find(scenario, account)?.users.iter_mut().find(|user| user.name == name).ok_or_else(missing)
}

fn group<'s>(scenario: &'s mut Scenario, account: &str, name: &str) -> Result<&'s mut Group, Refusal> {
    let missing = || Refusal::Missing(Holder::group(account, name).entity());
    find(scenario, account)?.groups.iter_mut().find(|group| group.name == name).ok_or_else(missing)
}

pub(super) fn role<'s>(scenario: &'s mut Scenario, account: &str, name: &str) -> Result<&'s mut Role, Refusal> {
    let missing = || Refusal::Missing(Holder::role(account, name).entity());
    find(scenario, account)?.roles.iter_mut().find(|role| role.name == name).ok_or_else(missing)
}

/// A user with groups and policies: each is joined and attached as it would be later.
pub(super) fn create_user(scenario: &mut Scenario, account: &str, new: &User) -> Result<(), Refusal> {
    field::user_name(scenario, account, &new.name, None)?;
    let users = &mut find(scenario, account)?.users;
    users.push(User { name: new.name.clone(), ..User::default() });
    let count = users.len();
    field::count("R7.12", "users", count, limits::USERS)?;
    for set in [
        UserField::DisplayName(new.display_name.clone()),
        UserField::Id(new.id.clone()),
        UserField::Access(new.access),
        UserField::Mfa(new.mfa),
        UserField::Description(new.description.clone()),
    ] {
        set_user(scenario, account, &new.name, &set)?;
    }
    new.groups.iter().try_for_each(|group| join(scenario, account, &new.name, group))?;
    let holder = Holder::user(account, &new.name);
    new.policies.iter().try_for_each(|attachment| policies::attach(scenario, &holder, attachment))
}

pub(super) fn set_user(scenario: &mut Scenario, account: &str, name: &str, set: &UserField) -> Result<(), Refusal> {
    let now = user(scenario, account, name)?.id.clone();
    match set {
        UserField::DisplayName(name) => display_name(name.as_ref())?,
        UserField::Id(id) => id.iter().try_for_each(|id| field::user_id(scenario, id, now.as_deref()))?,
        UserField::Description(text) => text.iter().try_for_each(|text| field::short_description(text))?,
        UserField::Access(_) | UserField::Mfa(_) => {}
    }
    let user = user(scenario, account, name)?;
    match set.clone() {
        UserField::DisplayName(name) => user.display_name = name,
        UserField::Id(id) => user.id = id,
        UserField::Access(access) => user.access = access,
        UserField::Mfa(mfa) => user.mfa = mfa,
        UserField::Description(text) => user.description = text,
    }
    Ok(())
}

pub(super) fn create_group(
    scenario: &mut Scenario,
    account: &str,
    new: &Group,
    members: &[String],
) -> Result<(), Refusal> {
    field::group_name(scenario, account, &new.name, None)?;
    let groups = &mut find(scenario, account)?.groups;
    groups.push(Group { name: new.name.clone(), ..Group::default() });
    let count = groups.len();
    field::count("R7.12", "groups", count, limits::GROUPS)?;
    describe_group(scenario, account, &new.name, new.description.as_deref())?;
    let holder = Holder::group(account, &new.name);
    new.policies.iter().try_for_each(|attachment| policies::attach(scenario, &holder, attachment))?;
    members.iter().try_for_each(|user| join(scenario, account, user, &new.name))
}

pub(super) fn describe_group(
    scenario: &mut Scenario,
    account: &str,
    name: &str,
    description: Option<&str>,
) -> Result<(), Refusal> {
    description.iter().try_for_each(|text| field::short_description(text))?;
    group(scenario, account, name)?.description = description.map(str::to_owned);
    Ok(())
}

/// R7.13. A user who is in the group already stays there once.
pub(super) fn join(scenario: &mut Scenario, account: &str, name: &str, into: &str) -> Result<(), Refusal> {
    group(scenario, account, into)?;
    let groups = &mut user(scenario, account, name)?.groups;
    if !groups.iter().any(|group| group == into) {
        groups.push(into.to_owned());
        field::count("R7.13", "memberships", groups.len(), limits::GROUPS_OF_USER)?;
    }
    Ok(())
}

pub(super) fn leave(scenario: &mut Scenario, account: &str, name: &str, from: &str) -> Result<(), Refusal> {
    user(scenario, account, name)?.groups.retain(|group| group != from);
    Ok(())
}

/// A role with its policies; those of a service-linked role come with it (R6.25).
pub(super) fn create_role(scenario: &mut Scenario, account: &str, new: &Role) -> Result<(), Refusal> {
    field::role_name(scenario, account, &new.name, None)?;
    new.max_session_duration.iter().try_for_each(|seconds| field::max_session_duration(*seconds))?;
    new.description.iter().try_for_each(|text| field::description(text))?;
    let roles = &mut find(scenario, account)?.roles;
    roles.push(Role { kind: None, policies: Vec::new(), ..new.clone() });
    let count = roles.len();
    field::count("R7.12", "roles", count, limits::ROLES)?;
    let holder = Holder::role(account, &new.name);
    new.policies.iter().try_for_each(|attachment| policies::attach(scenario, &holder, attachment))?;
    role(scenario, account, &new.name)?.kind = new.kind;
    Ok(())
}

pub(super) fn set_role(scenario: &mut Scenario, account: &str, name: &str, set: &RoleField) -> Result<(), Refusal> {
    let role = role(scenario, account, name)?;
    match set {
        RoleField::Description(text) => {
            text.iter().try_for_each(|text| field::description(text))?;
            role.description.clone_from(text);
        }
        RoleField::MaxSessionDuration(seconds) => {
            own(role)?;
            seconds.iter().try_for_each(|seconds| field::max_session_duration(*seconds))?;
            role.max_session_duration = *seconds;
        }
        RoleField::TrustPolicy(text) => {
            own(role)?;
            role.trust_policy = Some(text.clone());
        }
    }
    Ok(())
}

/// R6.25: a role that belongs to a service is not changed.
pub(super) fn own(role: &Role) -> Result<(), Refusal> {
    match role.kind {
        None => Ok(()),
        Some(RoleKind::ServiceLinked) => Err(Refusal::ServiceLinked { role: role.name.clone() }),
    }
}

/// Memberships and attachments go with it.
pub(super) fn delete(scenario: &mut Scenario, holder: &Holder) -> Result<(), Refusal> {
    let Holder { account, kind, name } = holder;
    let account = find(scenario, account)?;
    match kind {
        HolderKind::User => account.users.retain(|user| user.name != *name),
        HolderKind::Role => account.roles.retain(|role| role.name != *name),
        HolderKind::Group => {
            account.groups.retain(|group| group.name != *name);
            for user in &mut account.users {
                user.groups.retain(|group| group != name);
            }
        }
    }
    Ok(())
}

/// Somebody who can hold policies.
pub(super) fn exists(scenario: &Scenario, holder: &Holder) -> Result<(), Refusal> {
    let entity: Entity = holder.entity();
    if entity.place(scenario).is_some() { Ok(()) } else { Err(Refusal::Missing(entity)) }
}

#[cfg(test)]
mod tests {
    use ram_text::Lang;

    use crate::edit::tests::*;
    use crate::edit::trusted::Trusted;
    use crate::edit::*;
    use crate::scenario::{PolicyType, RoleKind, Scope};

    #[test]
    fn a_user_is_deleted_once_nothing_holds_it() {
        let scenario = scenario();
        let refusal = refused(&scenario, &deleting(the_user("bob")));
        let uses = vec![Use::InGroup("staff".to_owned()), Use::Holds(attachment("assume"))];
        assert_eq!(refusal, Refusal::InUse { entity: the_user("bob"), uses: uses.clone() });
        assert_eq!((refusal.rule(), refusal.code()), (Some("R7.21"), Some("DeleteConflict.User.Group")));
        assert_eq!(uses[0].message(&scenario, Lang::En).string(Lang::En), "Member of group staff");
        assert_eq!(uses[1].message(&scenario, Lang::En).string(Lang::En), "Policy assume");
        let remedy = refusal.remedy().unwrap();
        assert!(made(&scenario, &remedy).accounts[0].users.is_empty());
        is_called(&remedy, "Delete user bob", "删除用户 bob");
    }

    #[test]
    fn a_role_with_policies_is_not_deleted() {
        let attach = Edit::Attach { to: Holder::role(A, "ops"), attachment: attachment("assume") };
        is_called(&attach, "Attach assume to ops", "将 assume 授权给 ops");
        let scenario = made(&scenario(), &attach);
        let refusal = refused(&scenario, &deleting(the_role("ops")));
        assert_eq!((refusal.rule(), refusal.code()), (Some("R7.20"), Some("DeleteConflict.Role.Policy")));
        assert_eq!(
            refusal.message(&scenario, Lang::En).string(Lang::En),
            "Role ops can’t be deleted while policies are attached. Detach these first:"
        );
        assert!(made(&scenario, &refusal.remedy().unwrap()).accounts[0].roles.is_empty());
    }

    #[test]
    fn a_group_with_members_and_an_attached_policy_are_not_deleted() {
        let scenario = scenario();
        let refusal = refused(&scenario, &deleting(the_group("staff")));
        assert_eq!(refusal, Refusal::InUse { entity: the_group("staff"), uses: vec![Use::Member("bob".to_owned())] });
        assert_eq!(refusal.rule(), Some("R7.22"));
        let after = made(&scenario, &refusal.remedy().unwrap());
        assert!(after.accounts[0].groups.is_empty() && after.accounts[0].users[0].groups.is_empty());

        let refusal = refused(&scenario, &deleting(the_policy("assume")));
        let uses = vec![Use::AttachedTo(Holder::user(A, "bob"), Scope::Account)];
        assert_eq!(refusal, Refusal::InUse { entity: the_policy("assume"), uses });
        let after = made(&scenario, &refusal.remedy().unwrap());
        assert!(after.accounts[0].policies.is_empty() && after.accounts[0].users[0].policies.is_empty());
    }

    #[test]
    fn accounts_hold_so_many_of_each() {
        let mut scenario = scenario();
        for number in 0..49 {
            scenario.accounts[0].groups.push(Group { name: format!("g{number}"), ..Group::default() });
        }
        assert_eq!(refused(&scenario, &Edit::Create(Box::new(fresh::group(&scenario, A)))).rule(), Some("R7.12"));
        let text = |number: usize| CustomPolicy { name: format!("p{number}"), ..CustomPolicy::default() };
        scenario.accounts[0].policies = (0..1_500).map(text).collect();
        assert_eq!(refused(&scenario, &Edit::Create(Box::new(fresh::policy(&scenario, A)))).rule(), Some("R1.37"));
    }

    #[test]
    fn a_service_linked_role_is_fixed() {
        let name = "AliyunServiceRoleForX";
        let attached = Attachment { kind: PolicyType::System, ..attachment("AliyunECSReadOnlyAccess") };
        let role = Role {
            name: name.to_owned(),
            kind: Some(RoleKind::ServiceLinked),
            trust_policy: Some(Trusted::Service("x.aliyuncs.com".to_owned()).policy()),
            policies: vec![attached.clone()],
            ..Role::default()
        };
        let scenario = made(&scenario(), &Edit::Create(Box::new(New::Role { account: A.to_owned(), role })));
        for edit in [
            renaming(the_role(name), "other"),
            Edit::Attach { to: Holder::role(A, name), attachment: attachment("assume") },
            Edit::Detach { from: Holder::role(A, name), attachment: attached },
            Edit::Role {
                account: A.to_owned(),
                role: name.to_owned(),
                set: RoleField::MaxSessionDuration(Some(7_200)),
            },
            Edit::Role { account: A.to_owned(), role: name.to_owned(), set: RoleField::TrustPolicy(String::new()) },
        ] {
            assert_eq!(refused(&scenario, &edit).rule(), Some("R6.25"), "{edit:?}");
        }
        assert_eq!(made(&scenario, &deleting(the_role(name))).accounts[0].roles.len(), 1);
    }

    #[test]
    fn fields_are_set_within_their_rules() {
        let account = |set: AccountField| Edit::Account { account: B.to_owned(), set };
        let alias = |text: &str| account(AccountField::Alias(Some(text.to_owned())));
        assert_eq!(made(&scenario(), &alias("company-b")).accounts[1].alias.as_deref(), Some("company-b"));
        assert_eq!(refused(&scenario(), &alias("company-a")).rule(), Some("R7.23"));
        assert_eq!(refused(&scenario(), &alias("-b")).rule(), Some("R7.2"));
        is_called(&alias("company-b"), "Change the alias of 1000000000000002", "修改 1000000000000002 的别名");

        let user = |set: UserField| Edit::User { account: A.to_owned(), user: "bob".to_owned(), set };
        let after = made(
            &scenario(),
            &Edit::All(vec![
                user(UserField::Mfa(true)),
                user(UserField::Access(Access::Both)),
                user(UserField::Id(Some("20".to_owned()))),
            ]),
        );
        let bob = &after.accounts[0].users[0];
        assert_eq!((bob.mfa, bob.access, bob.id.as_deref()), (true, Access::Both, Some("20")));
        assert_eq!(refused(&scenario(), &user(UserField::Id(Some(A.to_owned())))).rule(), Some("R7.23"));
        assert_eq!(refused(&scenario(), &user(UserField::Description(Some("x".repeat(129))))).rule(), Some("R7.10"));
        assert_eq!(
            refused(&scenario(), &user(UserField::DisplayName(Some(Localized::One("x".repeat(129)))))).rule(),
            Some("R7.6")
        );

        let role = |set: RoleField| Edit::Role { account: A.to_owned(), role: "ops".to_owned(), set };
        let longest = |seconds| role(RoleField::MaxSessionDuration(Some(seconds)));
        assert_eq!(made(&scenario(), &longest(43_200)).accounts[0].roles[0].max_session_duration, Some(43_200));
        assert_eq!(refused(&scenario(), &longest(43_201)).rule(), Some("R6.3"));

        let arn = format!("acs:oss:oss-cn-hangzhou:{A}:logs");
        let tags = BTreeMap::from([("env".to_owned(), "prod".to_owned())]);
        let set = ResourceField::Tags(tags.clone());
        let resource = Edit::Resource { account: A.to_owned(), arn: arn.clone(), set };
        assert_eq!(made(&scenario(), &resource).accounts[0].resources[0].tags, tags);
        let set = ResourceField::ResourceGroup(Some("rg-1".to_owned()));
        let group = Edit::Resource { account: A.to_owned(), arn, set };
        assert_eq!(made(&scenario(), &group).accounts[0].resources[0].resource_group.as_deref(), Some("rg-1"));
    }
}
