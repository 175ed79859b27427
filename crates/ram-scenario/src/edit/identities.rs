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
        // Which kind a role is of is part of the story that a scenario tells: the platform never changes it.
        RoleField::ServiceLinked(is_linked) => role.kind = is_linked.then_some(RoleKind::ServiceLinked),
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
