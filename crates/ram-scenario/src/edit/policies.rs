//! Custom policies with their versions, attachments, and the texts of documents.

use ram_policy::limits;

use super::accounts::find;
use super::{Entity, Holder, HolderKind, PolicyField, Refusal, field, identities};
use crate::scenario::{Attachment, CustomPolicy, DocumentKey, PolicyType, PolicyVersion, Scenario};

fn policy<'s>(scenario: &'s mut Scenario, account: &str, name: &str) -> Result<&'s mut CustomPolicy, Refusal> {
    let missing = || Refusal::Missing(Entity::Policy { account: account.to_owned(), name: name.to_owned() });
    find(scenario, account)?.policies.iter_mut().find(|policy| policy.name == name).ok_or_else(missing)
}

/// The number of the version in force.
pub(super) fn default_version(policy: &CustomPolicy) -> u32 {
    policy.version.unwrap_or(1)
}

pub(super) fn create(scenario: &mut Scenario, account: &str, new: &CustomPolicy) -> Result<(), Refusal> {
    field::policy_name(scenario, account, &new.name, None)?;
    new.description.iter().try_for_each(|text| field::description(text))?;
    field::count("R1.33", "versions", new.versions.len() + 1, limits::POLICY_VERSIONS)?;
    let policies = &mut find(scenario, account)?.policies;
    policies.push(new.clone());
    Ok(field::count("R1.37", "policies", policies.len(), limits::POLICIES)?)
}

pub(super) fn set(scenario: &mut Scenario, account: &str, name: &str, set: &PolicyField) -> Result<(), Refusal> {
    let policy = policy(scenario, account, name)?;
    let no_such_version = || Refusal::NoSuchPolicy { policy: name.to_owned() };
    match set {
        PolicyField::Description(text) => {
            text.iter().try_for_each(|text| field::description(text))?;
            policy.description.clone_from(text);
        }
        PolicyField::AddVersion { document, is_default } => {
            // R1.33
            field::count("R1.33", "versions", policy.versions.len() + 2, limits::POLICY_VERSIONS)?;
            let known = policy.versions.iter().map(|version| version.version).chain([default_version(policy)]);
            let version = known.max().unwrap_or(0).saturating_add(1);
            policy.versions.push(PolicyVersion { version, document: document.clone() });
            if *is_default {
                put_in_force(policy, version);
            }
        }
        PolicyField::DeleteVersion(version) => {
            if *version == default_version(policy) {
                return Err(Refusal::DefaultVersion { version: *version });
            }
            let count = policy.versions.len();
            policy.versions.retain(|known| known.version != *version);
            if policy.versions.len() == count {
                return Err(no_such_version());
            }
        }
        PolicyField::SetDefaultVersion(version) => {
            if *version != default_version(policy) && !put_in_force(policy, *version) {
                return Err(no_such_version());
            }
        }
    }
    Ok(())
}

/// The version takes the place of the one in force, whose place it leaves to that one. Whether there is such a version.
fn put_in_force(policy: &mut CustomPolicy, version: u32) -> bool {
    let before = default_version(policy);
    let Some(found) = policy.versions.iter_mut().find(|known| known.version == version) else { return false };
    found.version = before;
    std::mem::swap(&mut found.document, &mut policy.document);
    policy.version = Some(version).filter(|version| *version != 1);
    policy.versions.sort_by_key(|version| version.version);
    true
}

/// Every attachment goes with it.
pub(super) fn delete(scenario: &mut Scenario, account: &str, name: &str) -> Result<(), Refusal> {
    let holders = scenario.account(account).into_iter().flat_map(Holder::all).map(|(holder, _)| holder);
    for holder in holders.collect::<Vec<_>>() {
        let Some(attachments) = holder.attachments_mut(scenario) else { continue };
        attachments.retain(|found| found.kind == PolicyType::System || found.policy != name);
    }
    find(scenario, account)?.policies.retain(|policy| policy.name != name);
    Ok(())
}

/// R7.25, R1.35, R1.36, R6.25. Policies at resource-group scope count like others (R1.39).
pub(super) fn attach(scenario: &mut Scenario, to: &Holder, attachment: &Attachment) -> Result<(), Refusal> {
    own(scenario, to)?;
    let is_known = match attachment.kind {
        PolicyType::System => ram_catalog::system_policy(&attachment.policy).is_some(),
        PolicyType::Custom => {
            let policies = scenario.account(&to.account).map_or(&[][..], |account| &account.policies);
            policies.iter().any(|policy| policy.name == attachment.policy)
        }
    };
    if !is_known {
        return Err(Refusal::NoSuchPolicy { policy: attachment.policy.clone() });
    }
    let attachments = to.attachments_mut(scenario).ok_or_else(|| Refusal::Missing(to.entity()))?;
    if attachments.contains(attachment) {
        return Err(Refusal::Attached { policy: attachment.policy.clone() });
    }
    attachments.push(attachment.clone());
    let count = attachments.iter().filter(|found| found.kind == attachment.kind).count();
    let (rule, words, limit) = match attachment.kind {
        PolicyType::System => ("R1.35", "system-policies", limits::SYSTEM_POLICIES),
        PolicyType::Custom => {
            let (words, limit) = to.kind.custom_policies();
            ("R1.36", words, limit)
        }
    };
    Ok(field::count(rule, words, count, limit)?)
}

pub(super) fn detach(scenario: &mut Scenario, from: &Holder, attachment: &Attachment) -> Result<(), Refusal> {
    own(scenario, from)?;
    let attachments = from.attachments_mut(scenario).ok_or_else(|| Refusal::Missing(from.entity()))?;
    let count = attachments.len();
    attachments.retain(|found| found != attachment);
    if attachments.len() == count {
        return Err(Refusal::NoSuchPolicy { policy: attachment.policy.clone() });
    }
    Ok(())
}

/// R6.25: the policies of a service-linked role are fixed.
fn own(scenario: &mut Scenario, holder: &Holder) -> Result<(), Refusal> {
    identities::exists(scenario, holder)?;
    match holder.kind {
        HolderKind::Role => identities::own(identities::role(scenario, &holder.account, &holder.name)?),
        HolderKind::User | HolderKind::Group => Ok(()),
    }
}

/// The text of a document, whatever is in it: what is broken is said by its findings.
pub(super) fn write(scenario: &mut Scenario, key: &DocumentKey, text: &str) -> Result<(), Refusal> {
    if let DocumentKey::Trust { account, role } = key {
        identities::own(identities::role(scenario, account, role)?)?;
    }
    let document = scenario.document_mut(key).ok_or(Refusal::NotEditable)?;
    text.clone_into(document);
    Ok(())
}
