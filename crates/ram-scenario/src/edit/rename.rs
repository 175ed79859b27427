//! Renaming: everything in a scenario that names an entity by its name follows; documents on demand.

use ram_policy::arn::Arn;

use super::references::{renamed, rewritten};
use super::{Entity, Holder, Refusal, field, identities};
use crate::scenario::{Attachment, Change, OneOrMany, PolicyType, Principal, Question, Scenario, Scope};

pub(super) fn rename(scenario: &mut Scenario, entity: &Entity, to: &str, in_documents: bool) -> Result<(), Refusal> {
    if entity.place(scenario).is_none() {
        return Err(Refusal::Missing(entity.clone()));
    }
    // The name of a member is its account's, and the directory has none.
    if matches!(entity, Entity::Directory | Entity::Member(_)) {
        return Err(Refusal::NotEditable);
    }
    if let Entity::Role { account, name } = entity {
        identities::own(identities::role(scenario, account, name)?)?;
    }
    field::name_of(scenario, entity, to)?;
    if to == entity.name() {
        return Ok(());
    }
    let before = scenario.clone();
    if in_documents {
        for key in before.documents() {
            let text = before.document(&key).unwrap_or_default();
            if let (Some(after), Some(text)) = (rewritten(&before, entity, to, text), scenario.document_mut(&key)) {
                *text = after;
            }
        }
    }
    rename_question(&before, &mut scenario.question, entity, to);
    rename_entity(scenario, entity, to);
    Ok(())
}

fn put(place: &mut String, from: &str, to: &str) {
    if place == from {
        to.clone_into(place);
    }
}

fn put_option(place: &mut Option<String>, from: &str, to: &str) {
    if let Some(place) = place {
        put(place, from, to);
    }
}

/// The entity itself, and lists that name it.
fn rename_entity(scenario: &mut Scenario, entity: &Entity, to: &str) {
    let from = entity.name();
    let before = scenario.clone();
    match entity {
        Entity::Account(_) => {
            for account in scenario.accounts.iter_mut().filter(|account| account.id == from) {
                for resource in &mut account.resources {
                    if let Some(arn) = renamed(&before, entity, to, &resource.arn) {
                        resource.arn = arn;
                    }
                }
                to.clone_into(&mut account.id);
            }
            for policy in &mut scenario.resource_policies {
                put(&mut policy.account, from, to);
            }
        }
        Entity::Resource { .. } | Entity::BucketPolicy { .. } => rename_resource(scenario, entity, to),
        _ => {}
    }
    if let Some(directory) = &mut scenario.resource_directory {
        match entity {
            Entity::Account(_) | Entity::Folder(_) => {
                if matches!(entity, Entity::Account(_)) {
                    put(&mut directory.management_account, from, to);
                }
                for node in &mut directory.nodes {
                    put(&mut node.id, from, to);
                    put_option(&mut node.parent, from, to);
                }
            }
            Entity::ControlPolicy(_) => {
                directory.control_policies.iter_mut().for_each(|policy| put(&mut policy.name, from, to));
                let attached = directory.nodes.iter_mut().flat_map(|node| &mut node.control_policies);
                attached.for_each(|policy| put(policy, from, to));
            }
            _ => {}
        }
    }
    let Some(account) = scenario.accounts.iter_mut().find(|account| Some(account.id.as_str()) == entity.account())
    else {
        return;
    };
    match entity {
        Entity::User { .. } => account.users.iter_mut().for_each(|user| put(&mut user.name, from, to)),
        Entity::Role { .. } => account.roles.iter_mut().for_each(|role| put(&mut role.name, from, to)),
        Entity::Group { .. } => {
            account.groups.iter_mut().for_each(|group| put(&mut group.name, from, to));
            account.users.iter_mut().flat_map(|user| &mut user.groups).for_each(|group| put(group, from, to));
        }
        Entity::Policy { .. } => account.policies.iter_mut().for_each(|policy| put(&mut policy.name, from, to)),
        Entity::ResourceGroup { .. } => {
            account.resource_groups.iter_mut().for_each(|group| put(&mut group.id, from, to));
            account.resources.iter_mut().for_each(|resource| put_option(&mut resource.resource_group, from, to));
        }
        _ => {}
    }
    let holders = Vec::from_iter(Holder::all(account).map(|(holder, _)| holder));
    for holder in holders {
        let attachments = holder.attachments_mut(scenario).into_iter().flatten();
        attachments.for_each(|attachment| rename_attachment(attachment, entity, to));
    }
}

fn rename_attachment(attachment: &mut Attachment, entity: &Entity, to: &str) {
    match (entity, &mut attachment.scope) {
        (Entity::Policy { name, .. }, _) if attachment.kind == PolicyType::Custom => {
            put(&mut attachment.policy, name, to);
        }
        (Entity::ResourceGroup { id, .. }, Scope::ResourceGroup(group)) => put(group, id, to),
        _ => {}
    }
}

/// A bucket's objects and its bucket policy go with the bucket.
fn rename_resource(scenario: &mut Scenario, entity: &Entity, to: &str) {
    let before = scenario.clone();
    let owner = entity.account().unwrap_or_default();
    let bucket_of = |text: &str| {
        let arn = Arn::parse(text).ok()?;
        arn.whole_bucket().map(str::to_owned)
    };
    let (from_bucket, to_bucket) = match entity {
        Entity::BucketPolicy { bucket, .. } => (Some(bucket.clone()), Some(to.to_owned())),
        _ => (bucket_of(entity.name()), bucket_of(to)),
    };
    for account in scenario.accounts.iter_mut().filter(|account| account.id == owner) {
        for resource in &mut account.resources {
            let is_it = matches!(entity, Entity::Resource { arn, .. } if *arn == resource.arn);
            // An instance is renamed alone: another one may merely begin with its name.
            if is_it {
                to.clone_into(&mut resource.arn);
            } else if from_bucket.is_some()
                && let Some(arn) = renamed(&before, entity, to, &resource.arn)
            {
                resource.arn = arn;
            }
        }
    }
    if let (Some(from), Some(to)) = (from_bucket, to_bucket) {
        for policy in scenario.resource_policies.iter_mut().filter(|policy| policy.account == owner) {
            put(&mut policy.bucket, &from, &to);
        }
    }
}

/// Who asks, through which roles, on what, and the values of condition keys.
fn rename_question(before: &Scenario, question: &mut Question, entity: &Entity, to: &str) {
    let follow = |text: &mut String| {
        if let Some(after) = renamed(before, entity, to, text) {
            *text = after;
        }
    };
    for hop in &mut question.assume_role {
        follow(&mut hop.role_arn);
    }
    question.resources.iter_mut().for_each(follow);
    let contexts = question.assume_role.iter_mut().map(|hop| &mut hop.context).chain([&mut question.context]);
    for values in contexts.flat_map(|context| context.values_mut()) {
        match values {
            OneOrMany::One(value) => follow(value),
            OneOrMany::Many(values) => values.iter_mut().for_each(follow),
        }
    }
    if let Entity::ResourceGroup { id, .. } = entity {
        put_option(&mut question.resource_group, id, to);
    }
    if let Some(principal) = &mut question.principal {
        rename_principal(principal, entity, to, follow);
    }
    for change in &mut question.after {
        rename_change(change, entity, to);
    }
}

fn rename_principal(principal: &mut Principal, entity: &Entity, to: &str, follow: impl Fn(&mut String)) {
    let own = entity.account().unwrap_or_default().to_owned();
    match (principal, entity) {
        (Principal::Saml { provider } | Principal::Oidc { provider }, _) => follow(provider),
        (
            Principal::User { account, .. }
            | Principal::Root { account }
            | Principal::Service { account, .. }
            | Principal::Session { account, .. },
            Entity::Account(id),
        ) => put(account, id, to),
        (Principal::User { account, name }, Entity::User { name: from, .. }) if *account == own => put(name, from, to),
        (Principal::Session { account, role, .. }, Entity::Role { name: from, .. })
            if *account == own && role.eq_ignore_ascii_case(from) =>
        {
            to.clone_into(role);
        }
        _ => {}
    }
}

/// Names in the changes that happen after the last session. The documents in them keep their text.
fn rename_change(change: &mut Change, entity: &Entity, to: &str) {
    let account = account_of(change);
    if let Entity::Account(id) = entity {
        put(account, id, to);
    }
    if entity.account() != Some(account.as_str()) {
        return;
    }
    let (user, role) = match change {
        Change::SetTrustPolicy { role, .. } | Change::DeleteRole { role, .. } => (None, Some(role)),
        Change::CreateRole { definition, .. } => {
            definition.policies.iter_mut().for_each(|attachment| rename_attachment(attachment, entity, to));
            (None, Some(&mut definition.name))
        }
        Change::AttachPolicy { user, role, attachment, .. } => {
            rename_attachment(attachment, entity, to);
            (user.as_mut(), role.as_mut())
        }
        Change::DetachPolicy { user, role, policy, .. } => {
            if let Entity::Policy { name, .. } = entity {
                put(policy, name, to);
            }
            (user.as_mut(), role.as_mut())
        }
        Change::DeleteUser { user, .. } => (Some(user), None),
    };
    match entity {
        Entity::User { name, .. } => user.into_iter().for_each(|user| put(user, name, to)),
        Entity::Role { name, .. } => role.into_iter().for_each(|role| put(role, name, to)),
        _ => {}
    }
}

fn account_of(change: &mut Change) -> &mut String {
    match change {
        Change::SetTrustPolicy { account, .. }
        | Change::DeleteRole { account, .. }
        | Change::CreateRole { account, .. }
        | Change::AttachPolicy { account, .. }
        | Change::DetachPolicy { account, .. }
        | Change::DeleteUser { account, .. } => account,
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::references::{preview, references};
    use crate::edit::tests::*;
    use crate::edit::*;
    use crate::scenario::{Principal, Scenario};

    #[test]
    fn renaming_a_user_takes_along_question_and_documents() {
        let before = scenario();
        let edit = renaming(the_user("bob"), "robert");
        is_called(&edit, "Rename user bob to robert", "将用户 bob 重命名为 robert");
        let after = made(&before, &edit);
        assert_eq!(after.accounts[0].users[0].name, "robert");
        assert_eq!(
            after.question.principal,
            Some(Principal::User { account: A.to_owned(), name: "robert".to_owned() })
        );
        let trust = |scenario: &Scenario| scenario.accounts[0].roles[0].trust_policy.clone().unwrap();
        assert_eq!(trust(&after), trust(&before).replace("user/bob", "user/robert"));
        let lines = preview(&before, &the_user("bob"), "robert");
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].number, 3);
        assert_eq!(lines[0].after, lines[0].before.replace("bob", "robert"));
        let place = &references(&before, &the_user("bob"))[0];
        assert_eq!(place.span.of(before.document(&place.document).unwrap()), "bob");

        let only_name = Edit::Rename { entity: the_user("bob"), to: "robert".to_owned(), in_documents: false };
        assert_eq!(trust(&made(&before, &only_name)), trust(&before));
    }

    #[test]
    fn renaming_a_role_takes_along_hops_and_policies() {
        let after = made(&scenario(), &renaming(the_role("ops"), "Admin"));
        assert_eq!(after.question.assume_role[0].role_arn, format!("acs:ram::{A}:role/admin"));
        assert!(after.accounts[0].policies[0].document.contains(&format!("acs:ram:*:{A}:role/admin")));
        assert!(crate::world::request(&after, &crate::world::documents(&after, None)).is_ok());
    }

    #[test]
    fn renaming_an_account_reaches_everything_in_it() {
        let before = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
        let after = made(&before, &renaming(Entity::Account(A.to_owned()), "77"));
        assert!(!after.to_json_pretty().contains(A), "{}", after.to_json_pretty());
        assert_eq!(after.to_json_pretty(), before.to_json_pretty().replace(A, "77"));
    }

    #[test]
    fn renaming_a_policy_or_group_keeps_what_is_attached() {
        let after = made(&scenario(), &renaming(the_policy("assume"), "assume-ops"));
        assert_eq!(after.accounts[0].users[0].policies, [attachment("assume-ops")]);
        let after = made(&scenario(), &renaming(the_group("staff"), "everyone"));
        assert_eq!(after.accounts[0].users[0].groups, ["everyone"]);
    }

    #[test]
    fn renaming_a_bucket_takes_its_policy_and_objects_along() {
        let mut before = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
        before.question.resources = vec![format!("acs:oss:oss-cn-hangzhou:{A}:logs/a.txt")];
        let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
        let after = made(&before, &renaming(bucket, &format!("acs:oss:oss-cn-hangzhou:{A}:archive")));
        assert_eq!(after.resource_policies[0].bucket, "archive");
        assert!(after.resource_policies[0].document.contains(":archive/*"));
        assert_eq!(after.question.resources, [format!("acs:oss:oss-cn-hangzhou:{A}:archive/a.txt")]);
    }
}
