//! Resources, resource groups and bucket policies.

use ram_policy::arn::Arn;

use super::accounts::{display_name, find};
use super::{Entity, Holder, Refusal, ResourceField, field};
use crate::scenario::{BucketPolicy, Localized, Resource, ResourceGroup, Scenario, Scope};

pub(super) fn create(scenario: &mut Scenario, account: &str, new: &Resource) -> Result<(), Refusal> {
    field::resource_arn(scenario, account, &new.arn, None)?;
    find(scenario, account)?.resources.push(Resource { arn: new.arn.clone(), ..Resource::default() });
    set(scenario, account, &new.arn, &ResourceField::ResourceGroup(new.resource_group.clone()))?;
    set(scenario, account, &new.arn, &ResourceField::Tags(new.tags.clone()))
}

pub(super) fn set(scenario: &mut Scenario, account: &str, arn: &str, set: &ResourceField) -> Result<(), Refusal> {
    let missing = || Refusal::Missing(Entity::Resource { account: account.to_owned(), arn: arn.to_owned() });
    let resources = &mut find(scenario, account)?.resources;
    let resource = resources.iter_mut().find(|resource| resource.arn == arn).ok_or_else(missing)?;
    match set {
        ResourceField::ResourceGroup(group) => resource.resource_group.clone_from(group),
        ResourceField::Tags(tags) => {
            tags.keys().try_for_each(|key| field::tag_key(key))?;
            resource.tags.clone_from(tags);
        }
    }
    Ok(())
}

/// A bucket takes its bucket policy with it, once no other resource speaks of the bucket.
pub(super) fn delete(scenario: &mut Scenario, account: &str, arn: &str) -> Result<(), Refusal> {
    find(scenario, account)?.resources.retain(|resource| resource.arn != arn);
    if let Ok(arn) = Arn::parse(arn)
        && let Some(bucket) = arn.whole_bucket()
    {
        scenario.resource_policies.retain(|policy| policy.account != account || policy.bucket != bucket);
    }
    Ok(())
}

pub(super) fn create_group(scenario: &mut Scenario, account: &str, new: &ResourceGroup) -> Result<(), Refusal> {
    field::resource_group_id(scenario, account, &new.id, None)?;
    display_name(new.name.as_ref())?;
    find(scenario, account)?.resource_groups.push(new.clone());
    Ok(())
}

pub(super) fn name_group(
    scenario: &mut Scenario,
    account: &str,
    id: &str,
    name: Option<&Localized>,
) -> Result<(), Refusal> {
    display_name(name)?;
    let missing = || Refusal::Missing(Entity::ResourceGroup { account: account.to_owned(), id: id.to_owned() });
    let groups = &mut find(scenario, account)?.resource_groups;
    groups.iter_mut().find(|group| group.id == id).ok_or_else(missing)?.name = name.cloned();
    Ok(())
}

/// Its resources lie in no group any more, and attachments at its scope are gone.
pub(super) fn delete_group(scenario: &mut Scenario, account: &str, id: &str) -> Result<(), Refusal> {
    let scope = Scope::ResourceGroup(id.to_owned());
    let holders = scenario.account(account).into_iter().flat_map(Holder::all).map(|(holder, _)| holder);
    for holder in holders.collect::<Vec<_>>() {
        if let Some(attachments) = holder.attachments_mut(scenario) {
            attachments.retain(|found| found.scope != scope);
        }
    }
    let account = find(scenario, account)?;
    account.resource_groups.retain(|group| group.id != id);
    for resource in account.resources.iter_mut().filter(|found| found.resource_group.as_deref() == Some(id)) {
        resource.resource_group = None;
    }
    Ok(())
}

pub(super) fn create_bucket_policy(scenario: &mut Scenario, new: &BucketPolicy) -> Result<(), Refusal> {
    find(scenario, &new.account)?;
    field::bucket_name(scenario, &new.account, &new.bucket, None)?;
    let has_one = |policy: &BucketPolicy| policy.account == new.account && policy.bucket == new.bucket;
    if scenario.resource_policies.iter().any(has_one) {
        return Err(Refusal::Attached { policy: new.bucket.clone() });
    }
    scenario.resource_policies.push(new.clone());
    Ok(())
}

pub(super) fn delete_bucket_policy(scenario: &mut Scenario, account: &str, bucket: &str) -> Result<(), Refusal> {
    scenario.resource_policies.retain(|policy| policy.account != account || policy.bucket != bucket);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::edit::tests::*;
    use crate::edit::*;
    use crate::scenario::Scope;

    #[test]
    fn a_resource_group_in_use_is_not_deleted() {
        let mut scenario = scenario();
        let group = ResourceGroup { id: "rg-1".to_owned(), name: None };
        scenario.accounts[0].resource_groups.push(group);
        scenario.accounts[0].resources[0].resource_group = Some("rg-1".to_owned());
        let scope = Scope::ResourceGroup("rg-1".to_owned());
        scenario.accounts[0].users[0].policies[0].scope = scope.clone();
        let entity = Entity::ResourceGroup { account: A.to_owned(), id: "rg-1".to_owned() };
        let refusal = refused(&scenario, &deleting(entity.clone()));
        let resource = format!("acs:oss:oss-cn-hangzhou:{A}:logs");
        let uses = vec![Use::Resource(resource), Use::AttachedTo(Holder::user(A, "bob"), scope)];
        assert_eq!(refusal, Refusal::InUse { entity: entity.clone(), uses });
        let after = made(&scenario, &refusal.remedy().unwrap());
        assert_eq!(after.accounts[0].resources[0].resource_group, None);
        assert!(after.accounts[0].users[0].policies.is_empty());
        let after = made(&scenario, &renaming(entity, "rg-2"));
        assert_eq!(after.accounts[0].resources[0].resource_group.as_deref(), Some("rg-2"));
        assert_eq!(after.accounts[0].users[0].policies[0].scope, Scope::ResourceGroup("rg-2".to_owned()));
    }

    #[test]
    fn a_bucket_gives_up_its_policy_first() {
        let scenario = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
        let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
        let refusal = refused(&scenario, &deleting(bucket));
        assert!(matches!(&refusal, Refusal::InUse { uses, .. } if uses == &[Use::BucketPolicy("logs".to_owned())]));
        let after = made(&scenario, &refusal.remedy().unwrap());
        assert!(after.resource_policies.is_empty() && after.accounts[0].resources.is_empty());
    }
}
