//! Every edit of the world as a value, and what it makes of a scenario.
//!
//! [`Edit::apply`] is pure: a scenario and an edit give another scenario, or a [`Refusal`] in the platform's own terms
//! (a role with policies is not deleted, R7.20). An edit is all or nothing. What an edit does not name stays as it was,
//! documents to the byte.
//!
//! How a form uses it:
//!
//! - [`fresh`] fills a new form: names and IDs that nobody has yet, documents as the console writes them.
//! - [`trusted`] is whom a role trusts, as a form says it, and the trust policy that says the same.
//! - [`field`] has a function for each input. It gives the first broken rule in words, with its number, while a person
//!   types. [`Edit::apply`] asks the same functions, so that nothing gets past them.
//! - [`Edit::apply`] makes the edit; [`Edit::name`] is what undo calls it; several edits in one step are [`Edit::All`].
//! - A [`Refusal`] says what is in the way ([`Refusal::message`]), lists each thing ([`Use::message`]), and offers the
//!   edit that clears the way ([`Refusal::remedy`]).
//! - [`consequences`] says what else changes although nothing forbids it: documents that name a deleted user.
//! - [`references`] finds the documents that name an entity, and shows line by line what renaming does to them.

mod accounts;
pub mod consequences;
mod directory;
pub mod field;
pub mod fresh;
mod identities;
mod name;
mod policies;
pub mod references;
mod refusal;
mod rename;
mod resources;
pub mod trusted;

use std::collections::BTreeMap;

use crate::load::check_counts;
use crate::scenario::{
    Access, Account, Attachment, BucketPolicy, CustomPolicy, Group, Localized, Resource, ResourceGroup, Role, Scenario,
    User,
};

pub use crate::entity::{Entity, Holder, HolderKind};
pub use refusal::{Refusal, Use};

/// An edit of a scenario. See the [module](self).
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Makes something new, at the end of its list.
    Create(Box<New>),
    /// Makes a copy under a name of its own, right behind the original.
    Duplicate(Entity),
    /// Gives another name, ID or ARN. Attachments, memberships and the question follow.
    Rename {
        /// What is renamed.
        entity: Entity,
        /// Its new name; the ID of an account or resource group; the ARN of a resource.
        to: String,
        /// Whether the documents that name it follow too; see [`references`].
        in_documents: bool,
    },
    /// Deletes something.
    Delete {
        /// What.
        entity: Entity,
        /// Whether what is in the way is taken away first: attachments, memberships, old versions.
        with_uses: bool,
    },
    /// Moves something within its list, which orders what is shown and decides nothing.
    Move {
        /// What.
        entity: Entity,
        /// Its new place, from 0.
        to: usize,
    },
    /// Sets a field of an account.
    Account {
        /// Account ID.
        account: String,
        /// The field.
        set: AccountField,
    },
    /// Sets a field of a RAM user.
    User {
        /// Account ID.
        account: String,
        /// User name.
        user: String,
        /// The field.
        set: UserField,
    },
    /// Sets what a group is for.
    GroupDescription {
        /// Account ID.
        account: String,
        /// Group name.
        group: String,
        /// The text.
        description: Option<String>,
    },
    /// Sets a field of a role.
    Role {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
        /// The field.
        set: RoleField,
    },
    /// Changes the versions or the description of a custom policy.
    Policy {
        /// Account ID.
        account: String,
        /// Policy name.
        policy: String,
        /// What is done.
        set: PolicyField,
    },
    /// Sets a field of a resource.
    Resource {
        /// Account ID.
        account: String,
        /// Its ARN.
        arn: String,
        /// The field.
        set: ResourceField,
    },
    /// Sets the name that people read for a resource group.
    ResourceGroupName {
        /// Account ID.
        account: String,
        /// Its ID.
        id: String,
        /// The name.
        name: Option<Localized>,
    },
    /// Puts a user into a group.
    Join {
        /// Account ID.
        account: String,
        /// User name.
        user: String,
        /// Group name.
        group: String,
    },
    /// Takes a user out of a group.
    Leave {
        /// Account ID.
        account: String,
        /// User name.
        user: String,
        /// Group name.
        group: String,
    },
    /// Attaches a policy.
    Attach {
        /// To whom.
        to: Holder,
        /// Which policy, and how far it reaches.
        attachment: Attachment,
    },
    /// Detaches a policy at one scope.
    Detach {
        /// From whom.
        from: Holder,
        /// Which policy at which scope.
        attachment: Attachment,
    },
    /// Changes the resource directory.
    Directory(DirectoryEdit),
    /// Several edits as one step, all or none; undo names it for what they make, or for what they have in common.
    All(Vec<Edit>),
}

/// Something new.
#[derive(Debug, Clone, PartialEq)]
pub enum New {
    /// An account.
    Account(Account),
    /// A RAM user.
    User {
        /// Account ID.
        account: String,
        /// The user.
        user: User,
    },
    /// A RAM user group.
    Group {
        /// Account ID.
        account: String,
        /// The group.
        group: Group,
        /// Names of the users that are put into it.
        members: Vec<String>,
    },
    /// A RAM role.
    Role {
        /// Account ID.
        account: String,
        /// The role.
        role: Role,
    },
    /// A custom policy.
    Policy {
        /// Account ID.
        account: String,
        /// The policy.
        policy: CustomPolicy,
    },
    /// A resource, an OSS bucket among them.
    Resource {
        /// Account ID.
        account: String,
        /// The resource.
        resource: Resource,
    },
    /// A resource group.
    ResourceGroup {
        /// Account ID.
        account: String,
        /// The group.
        group: ResourceGroup,
    },
    /// The bucket policy of a bucket.
    BucketPolicy(BucketPolicy),
    /// The resource directory.
    Directory {
        /// Account ID of the management account.
        management_account: String,
    },
    /// A folder of the resource directory.
    Folder {
        /// Its ID.
        id: String,
        /// The folder above.
        parent: String,
        /// The name that people read.
        name: Option<Localized>,
    },
    /// A member of the resource directory.
    Member {
        /// Account ID.
        account: String,
        /// The folder above.
        parent: String,
    },
    /// A custom control policy.
    ControlPolicy(CustomPolicy),
}

/// A field of an account.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountField {
    /// Alias.
    Alias(Option<String>),
    /// Default domain, where it is not the alias's.
    Domain(Option<String>),
    /// The name that people read.
    DisplayName(Option<Localized>),
}

/// A field of a RAM user.
#[derive(Debug, Clone, PartialEq)]
pub enum UserField {
    /// The name that people read.
    DisplayName(Option<Localized>),
    /// Numeric ID, as bucket policies name it.
    Id(Option<String>),
    /// Console, AccessKey or both.
    Access(Access),
    /// Whether an MFA device is bound.
    Mfa(bool),
    /// What the user is for.
    Description(Option<String>),
}

/// A field of a role.
#[derive(Debug, Clone, PartialEq)]
pub enum RoleField {
    /// What the role is for.
    Description(Option<String>),
    /// Longest session in seconds.
    MaxSessionDuration(Option<u64>),
    /// The trust policy; a role has one on the platform, always.
    TrustPolicy(String),
}

/// What is done to a custom policy.
#[derive(Debug, Clone, PartialEq)]
pub enum PolicyField {
    /// What the policy is for.
    Description(Option<String>),
    /// A new version.
    AddVersion {
        /// Its document.
        document: String,
        /// Whether it comes into force.
        is_default: bool,
    },
    /// A version that is not in force is deleted.
    DeleteVersion(u32),
    /// Another version comes into force.
    SetDefaultVersion(u32),
}

/// A field of a resource.
#[derive(Debug, Clone, PartialEq)]
pub enum ResourceField {
    /// The resource group that it lies in.
    ResourceGroup(Option<String>),
    /// All its tags.
    Tags(BTreeMap<String, String>),
}

/// An edit of the resource directory.
#[derive(Debug, Clone, PartialEq)]
pub enum DirectoryEdit {
    /// Turns the Control Policy feature on or off. On attaches `FullAliyunAccess` everywhere (R5.14), off takes every
    /// attachment away (R5.18).
    ControlPolicies(bool),
    /// Another management account. There is one: a member that becomes it leaves its folder, and the former one is no
    /// member.
    ManagementAccount(String),
    /// Moves a folder or member below another folder.
    MoveTo {
        /// Folder ID, or account ID of the member.
        node: String,
        /// The folder above.
        parent: String,
    },
    /// Sets the name that people read for a folder.
    NodeName {
        /// Folder ID.
        node: String,
        /// The name.
        name: Option<Localized>,
    },
    /// Attaches a control policy.
    Attach {
        /// Folder ID, or account ID of the member.
        node: String,
        /// Name of the policy.
        policy: String,
    },
    /// Detaches a control policy.
    Detach {
        /// Folder ID, or account ID of the member.
        node: String,
        /// Name of the policy.
        policy: String,
    },
}

impl Edit {
    /// The scenario after the edit, or why the platform would not have it.
    pub fn apply(&self, scenario: &Scenario) -> Result<Scenario, Refusal> {
        let mut edited = scenario.clone();
        self.make(&mut edited)?;
        // What the page makes, the page must be able to read again.
        check_counts(&edited).map_err(Refusal::TooMany)?;
        Ok(edited)
    }

    /// Makes the edit in place. After a refusal the scenario is of no use.
    fn make(&self, scenario: &mut Scenario) -> Result<(), Refusal> {
        match self {
            Edit::Create(new) => create(scenario, new),
            Edit::Duplicate(entity) => duplicate(scenario, entity),
            Edit::Rename { entity, to, in_documents } => rename::rename(scenario, entity, to, *in_documents),
            Edit::Delete { entity, with_uses } => delete(scenario, entity, *with_uses),
            Edit::Move { entity, to } => reorder(scenario, entity, *to),
            Edit::Account { account, set } => accounts::set(scenario, account, set),
            Edit::User { account, user, set } => identities::set_user(scenario, account, user, set),
            Edit::GroupDescription { account, group, description } => {
                identities::describe_group(scenario, account, group, description.as_deref())
            }
            Edit::Role { account, role, set } => identities::set_role(scenario, account, role, set),
            Edit::Policy { account, policy, set } => policies::set(scenario, account, policy, set),
            Edit::Resource { account, arn, set } => resources::set(scenario, account, arn, set),
            Edit::ResourceGroupName { account, id, name } => {
                resources::name_group(scenario, account, id, name.as_ref())
            }
            Edit::Join { account, user, group } => identities::join(scenario, account, user, group),
            Edit::Leave { account, user, group } => identities::leave(scenario, account, user, group),
            Edit::Attach { to, attachment } => policies::attach(scenario, to, attachment),
            Edit::Detach { from, attachment } => policies::detach(scenario, from, attachment),
            Edit::Directory(edit) => directory::edit(scenario, edit),
            Edit::All(edits) => edits.iter().try_for_each(|edit| edit.make(scenario)),
        }
    }
}

impl New {
    /// What it will be called by other edits.
    pub fn entity(&self) -> Entity {
        let account = |account: &String| account.clone();
        match self {
            New::Account(made) => Entity::Account(made.id.clone()),
            New::User { account: id, user } => Entity::User { account: account(id), name: user.name.clone() },
            New::Group { account: id, group, .. } => Entity::Group { account: account(id), name: group.name.clone() },
            New::Role { account: id, role } => Entity::Role { account: account(id), name: role.name.clone() },
            New::Policy { account: id, policy } => Entity::Policy { account: account(id), name: policy.name.clone() },
            New::Resource { account: id, resource } => {
                Entity::Resource { account: account(id), arn: resource.arn.clone() }
            }
            New::ResourceGroup { account: id, group } => {
                Entity::ResourceGroup { account: account(id), id: group.id.clone() }
            }
            New::BucketPolicy(made) => {
                Entity::BucketPolicy { account: made.account.clone(), bucket: made.bucket.clone() }
            }
            New::Directory { .. } => Entity::Directory,
            New::Folder { id, .. } => Entity::Folder(id.clone()),
            New::Member { account, .. } => Entity::Member(account.clone()),
            New::ControlPolicy(policy) => Entity::ControlPolicy(policy.name.clone()),
        }
    }
}

fn create(scenario: &mut Scenario, new: &New) -> Result<(), Refusal> {
    match new {
        New::Account(account) => accounts::create(scenario, account),
        New::User { account, user } => identities::create_user(scenario, account, user),
        New::Group { account, group, members } => identities::create_group(scenario, account, group, members),
        New::Role { account, role } => identities::create_role(scenario, account, role),
        New::Policy { account, policy } => policies::create(scenario, account, policy),
        New::Resource { account, resource } => resources::create(scenario, account, resource),
        New::ResourceGroup { account, group } => resources::create_group(scenario, account, group),
        New::BucketPolicy(policy) => resources::create_bucket_policy(scenario, policy),
        New::Directory { management_account } => directory::create(scenario, management_account),
        New::Folder { id, parent, name } => directory::create_folder(scenario, id, parent, name.as_ref()),
        New::Member { account, parent } => directory::create_member(scenario, account, parent),
        New::ControlPolicy(policy) => directory::create_policy(scenario, policy),
    }
}

/// A copy is made like anything new, and then moved behind its original.
fn duplicate(scenario: &mut Scenario, entity: &Entity) -> Result<(), Refusal> {
    let place = entity.place(scenario).ok_or_else(|| Refusal::Missing(entity.clone()))?;
    let copy = fresh::copy(scenario, entity).ok_or_else(|| Refusal::Missing(entity.clone()))?;
    create(scenario, &copy)?;
    reorder(scenario, &copy.entity(), place + 1)
}

fn delete(scenario: &mut Scenario, entity: &Entity, with_uses: bool) -> Result<(), Refusal> {
    if entity.place(scenario).is_none() {
        return Err(Refusal::Missing(entity.clone()));
    }
    if !with_uses {
        let uses = refusal::uses(scenario, entity);
        if !uses.is_empty() {
            return Err(Refusal::InUse { entity: entity.clone(), uses });
        }
    }
    match entity {
        Entity::Account(id) => accounts::delete(scenario, id),
        Entity::User { account, name } => identities::delete(scenario, &Holder::user(account, name)),
        Entity::Group { account, name } => identities::delete(scenario, &Holder::group(account, name)),
        Entity::Role { account, name } => identities::delete(scenario, &Holder::role(account, name)),
        Entity::Policy { account, name } => policies::delete(scenario, account, name),
        Entity::Resource { account, arn } => resources::delete(scenario, account, arn),
        Entity::ResourceGroup { account, id } => resources::delete_group(scenario, account, id),
        Entity::BucketPolicy { account, bucket } => resources::delete_bucket_policy(scenario, account, bucket),
        Entity::Directory => {
            scenario.resource_directory = None;
            Ok(())
        }
        Entity::Folder(id) | Entity::Member(id) => directory::delete_node(scenario, id),
        Entity::ControlPolicy(name) => directory::delete_policy(scenario, name),
    }
}

fn reorder(scenario: &mut Scenario, entity: &Entity, to: usize) -> Result<(), Refusal> {
    fn shift<T>(list: &mut [T], from: usize, to: usize) {
        let to = to.min(list.len().saturating_sub(1));
        let part = list.get_mut(from.min(to)..=from.max(to)).unwrap_or_default();
        if from < to {
            part.rotate_left(1);
        } else if to < from {
            part.rotate_right(1);
        }
    }
    let missing = || Refusal::Missing(entity.clone());
    let from = entity.place(scenario).ok_or_else(missing)?;
    if let Some(id) = entity.account().filter(|_| !matches!(entity, Entity::BucketPolicy { .. })) {
        let account = accounts::find(scenario, id)?;
        match entity {
            Entity::User { .. } => shift(&mut account.users, from, to),
            Entity::Group { .. } => shift(&mut account.groups, from, to),
            Entity::Role { .. } => shift(&mut account.roles, from, to),
            Entity::Policy { .. } => shift(&mut account.policies, from, to),
            Entity::Resource { .. } => shift(&mut account.resources, from, to),
            Entity::ResourceGroup { .. } => shift(&mut account.resource_groups, from, to),
            _ => {}
        }
        return Ok(());
    }
    match entity {
        Entity::Account(_) => shift(&mut scenario.accounts, from, to),
        Entity::BucketPolicy { .. } => shift(&mut scenario.resource_policies, from, to),
        Entity::Folder(_) | Entity::Member(_) => shift(&mut directory::find(scenario)?.nodes, from, to),
        Entity::ControlPolicy(_) => shift(&mut directory::find(scenario)?.control_policies, from, to),
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
