//! Custom policies with their versions, and attachments.

use ram_policy::limits;

use super::accounts::find;
use super::{Entity, Holder, HolderKind, PolicyField, Refusal, field, identities};
use crate::scenario::{Attachment, CustomPolicy, PolicyType, PolicyVersion, Scenario};

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

#[cfg(test)]
mod tests {
    use crate::edit::tests::*;
    use crate::edit::*;
    use crate::scenario::{DocumentKey, PolicyType, PolicyVersion, Scope};

    #[test]
    fn a_policy_is_attached_once_at_a_scope() {
        let bob = Holder::user(A, "bob");
        let again = Edit::Attach { to: bob.clone(), attachment: attachment("assume") };
        let refusal = refused(&scenario(), &again);
        assert_eq!((refusal.rule(), refusal.code()), (Some("R7.25"), Some("EntityAlreadyExists.User.Policy")));
        let scope = Scope::ResourceGroup("rg-1".to_owned());
        let in_group = Attachment { scope, ..attachment("assume") };
        let attach = Edit::Attach { to: bob.clone(), attachment: in_group.clone() };
        let after = made(&scenario(), &attach);
        assert_eq!(after.accounts[0].users[0].policies.len(), 2);
        let detach = Edit::Detach { from: bob, attachment: in_group };
        assert_eq!(made(&after, &detach), scenario());
        assert_eq!(refused(&scenario(), &detach), Refusal::NoSuchPolicy { policy: "assume".to_owned() });
    }

    #[test]
    fn only_policies_that_exist_are_attached() {
        let to = Holder::group(A, "staff");
        let system = |policy: &str| Edit::Attach {
            to: to.clone(),
            attachment: Attachment { kind: PolicyType::System, ..attachment(policy) },
        };
        assert_eq!(made(&scenario(), &system("AliyunECSFullAccess")).accounts[0].groups[0].policies.len(), 1);
        assert!(matches!(refused(&scenario(), &system("AliyunNoSuchAccess")), Refusal::NoSuchPolicy { .. }));
        let foreign = Edit::Attach { to: Holder::user(B, "bob"), attachment: attachment("assume") };
        assert!(matches!(refused(&scenario(), &foreign), Refusal::Missing(_)));
    }

    #[test]
    fn system_policies_are_counted_for_themselves() {
        let mut scenario = scenario();
        let to = Holder::user(A, "bob");
        let attach = |name: &str| Edit::Attach {
            to: to.clone(),
            attachment: Attachment { kind: PolicyType::System, ..attachment(name) },
        };
        let names = Vec::from_iter(ram_catalog::system_policies().map(|policy| policy.name));
        for name in &names[..20] {
            scenario = made(&scenario, &attach(name));
        }
        assert_eq!(refused(&scenario, &attach(names[20])).rule(), Some("R1.35"));
    }

    #[test]
    fn a_policy_has_five_versions_of_which_one_is_in_force() {
        let set = |set: PolicyField| Edit::Policy { account: A.to_owned(), policy: "assume".to_owned(), set };
        let add = |document: &str, is_default: bool| {
            set(PolicyField::AddVersion { document: document.to_owned(), is_default })
        };
        let first = scenario().accounts[0].policies[0].document.clone();
        let mut scenario = made(&scenario(), &add("two", false));
        let versions = |scenario: &Scenario| {
            let policy = &scenario.accounts[0].policies[0];
            let others = policy.versions.iter().map(|version| (version.version, version.document.clone()));
            (policy.version.unwrap_or(1), policy.document.clone(), Vec::from_iter(others))
        };
        assert_eq!(versions(&scenario), (1, first.clone(), vec![(2, "two".to_owned())]));
        scenario = made(&scenario, &add("three", true));
        assert_eq!(versions(&scenario), (3, "three".to_owned(), vec![(1, first.clone()), (2, "two".to_owned())]));
        assert_eq!(
            refused(&scenario, &set(PolicyField::DeleteVersion(3))),
            Refusal::DefaultVersion { version: 3 },
            "R7.22"
        );
        scenario = made(&scenario, &set(PolicyField::SetDefaultVersion(1)));
        assert_eq!(versions(&scenario).1, first);
        assert_eq!(
            scenario.accounts[0].policies[0].version, None,
            "a policy at its first version looks like any other"
        );
        scenario = made(&made(&scenario, &add("four", false)), &add("five", false));
        assert_eq!(refused(&scenario, &add("six", false)).rule(), Some("R1.33"));
        let delete = set(PolicyField::DeleteVersion(2));
        is_called(&delete, "Delete version v2 of policy assume", "删除策略 assume 的版本 v2");
        scenario = made(&scenario, &delete);
        assert!(matches!(refused(&scenario, &delete), Refusal::NoSuchPolicy { .. }));
        let uses = refusal::uses(&scenario, &the_policy("assume"));
        assert!(uses.contains(&Use::Version(5)), "R7.22: other versions are in the way, too");
    }

    #[test]
    fn a_system_policy_is_copied_and_the_copy_edited() {
        let new = fresh::copy_of_system_policy(&scenario(), A, "AliyunECSReadOnlyAccess").unwrap();
        let after = made(&scenario(), &Edit::Create(Box::new(new)));
        let copy = &after.accounts[0].policies[1];
        assert_eq!(copy.name, "AliyunECSReadOnlyAccess-copy");
        assert_eq!(copy.document, ram_catalog::system_policy("AliyunECSReadOnlyAccess").unwrap().document);
        let (name, mut after) = (copy.name.clone(), after);
        let again = fresh::copy_of_system_policy(&after, A, "AliyunECSReadOnlyAccess").unwrap();
        assert_eq!(again.entity().name(), "AliyunECSReadOnlyAccess-copy-2");
        let system = DocumentKey::System { policy: "AliyunECSReadOnlyAccess".to_owned() };
        assert!(after.document_mut(&system).is_none());
        let own = DocumentKey::Custom { account: A.to_owned(), policy: name };
        "{".clone_into(after.document_mut(&own).unwrap());
        assert_eq!(after.accounts[0].policies[1].document, "{");
    }

    #[test]
    fn a_version_that_is_not_in_force_survives_the_file() {
        let mut scenario = scenario();
        let policy = &mut scenario.accounts[0].policies[0];
        policy.version = Some(2);
        policy.versions = vec![PolicyVersion { version: 1, document: "old".to_owned() }];
        assert_eq!(Scenario::from_json(&scenario.to_json_pretty()).unwrap(), scenario);
    }

    #[test]
    fn attachments_and_memberships_are_counted() {
        let mut scenario = scenario();
        for number in 0..20 {
            let name = format!("policy-{number}");
            let policy = CustomPolicy { name: name.clone(), document: "{}".to_owned(), ..CustomPolicy::default() };
            scenario.accounts[0].policies.push(policy);
        }
        let attach = |to: &Holder, number: usize| Edit::Attach {
            to: to.clone(),
            attachment: attachment(&format!("policy-{number}")),
        };
        for (holder, limit) in
            [(Holder::user(A, "bob"), 10), (Holder::group(A, "staff"), 5), (Holder::role(A, "ops"), 5)]
        {
            let have = holder.attachments(&scenario).unwrap().len();
            let mut full = scenario.clone();
            for number in have..limit {
                full = made(&full, &attach(&holder, number));
            }
            assert_eq!(refused(&full, &attach(&holder, limit)).rule(), Some("R1.36"), "{holder:?}");
        }
        for name in ["g2", "g3", "g4", "g5", "g6"] {
            scenario.accounts[0].groups.push(Group { name: name.to_owned(), ..Group::default() });
        }
        let join = |name: &str| Edit::Join { account: A.to_owned(), user: "bob".to_owned(), group: name.to_owned() };
        for name in ["g2", "g3", "g4", "g5"] {
            scenario = made(&scenario, &join(name));
        }
        assert_eq!(refused(&scenario, &join("g6")).rule(), Some("R7.13"));
        assert_eq!(made(&scenario, &join("g5")), scenario, "who is in the group stays there once");
    }
}
