//! Accounts: created, changed, deleted.

use super::field::{self, Check};
use super::{AccountField, Entity, Refusal, directory, identities, policies, resources};
use crate::scenario::{Account, Localized, Scenario};

/// The account of this ID.
pub(super) fn find<'s>(scenario: &'s mut Scenario, id: &str) -> Result<&'s mut Account, Refusal> {
    let missing = || Refusal::Missing(Entity::Account(id.to_owned()));
    scenario.accounts.iter_mut().find(|account| account.id == id).ok_or_else(missing)
}

/// An account with all that is in it: each part is made as it would be alone.
pub(super) fn create(scenario: &mut Scenario, new: &Account) -> Result<(), Refusal> {
    field::account_id(scenario, &new.id, None)?;
    scenario.accounts.push(Account { id: new.id.clone(), ..Account::default() });
    for set in [
        AccountField::Alias(new.alias.clone()),
        AccountField::Domain(new.domain.clone()),
        AccountField::DisplayName(new.name.clone()),
    ] {
        self::set(scenario, &new.id, &set)?;
    }
    let id = new.id.as_str();
    new.resource_groups.iter().try_for_each(|group| resources::create_group(scenario, id, group))?;
    new.policies.iter().try_for_each(|policy| policies::create(scenario, id, policy))?;
    new.groups.iter().try_for_each(|group| identities::create_group(scenario, id, group, &[]))?;
    new.users.iter().try_for_each(|user| identities::create_user(scenario, id, user))?;
    new.roles.iter().try_for_each(|role| identities::create_role(scenario, id, role))?;
    new.resources.iter().try_for_each(|resource| resources::create(scenario, id, resource))
}

pub(super) fn set(scenario: &mut Scenario, id: &str, set: &AccountField) -> Result<(), Refusal> {
    match set {
        AccountField::Alias(alias) => alias.iter().try_for_each(|alias| field::alias(scenario, id, alias))?,
        AccountField::Domain(domain) => domain.iter().try_for_each(|domain| field::domain(scenario, id, domain))?,
        AccountField::DisplayName(name) => display_name(name.as_ref())?,
    }
    let account = find(scenario, id)?;
    match set.clone() {
        AccountField::Alias(alias) => account.alias = alias,
        AccountField::Domain(domain) => account.domain = domain,
        AccountField::DisplayName(name) => account.name = name,
    }
    Ok(())
}

/// A display name in each of its languages.
pub(super) fn display_name(name: Option<&Localized>) -> Check {
    match name {
        None => Ok(()),
        Some(Localized::One(text)) => field::display_name(text),
        Some(Localized::Each(texts)) => texts.values().try_for_each(|text| field::display_name(text)),
    }
}

/// Its buckets' policies and its place in the directory go with it.
pub(super) fn delete(scenario: &mut Scenario, id: &str) -> Result<(), Refusal> {
    if directory::is_managed_by(scenario, id) {
        return Err(Refusal::ManagementAccount { account: id.to_owned() });
    }
    scenario.accounts.retain(|account| account.id != id);
    scenario.resource_policies.retain(|policy| policy.account != id);
    if let Some(directory) = &mut scenario.resource_directory {
        directory.nodes.retain(|node| node.id != id);
    }
    Ok(())
}
