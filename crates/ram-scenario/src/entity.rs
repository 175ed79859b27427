//! What a scenario holds, by the names that it knows it by.

use crate::scenario::{Account, Attachment, NodeKind, Scenario};

/// Something in a scenario that has a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// An account, by its ID.
    Account(String),
    /// A RAM user.
    User {
        /// Account ID.
        account: String,
        /// User name.
        name: String,
    },
    /// A RAM user group.
    Group {
        /// Account ID.
        account: String,
        /// Group name.
        name: String,
    },
    /// A RAM role.
    Role {
        /// Account ID.
        account: String,
        /// Role name.
        name: String,
    },
    /// A custom policy.
    Policy {
        /// Account ID.
        account: String,
        /// Policy name.
        name: String,
    },
    /// A resource.
    Resource {
        /// Account ID.
        account: String,
        /// Its ARN.
        arn: String,
    },
    /// A resource group.
    ResourceGroup {
        /// Account ID.
        account: String,
        /// Its ID.
        id: String,
    },
    /// The bucket policy of a bucket.
    BucketPolicy {
        /// Account ID.
        account: String,
        /// Bucket name.
        bucket: String,
    },
    /// The resource directory.
    Directory,
    /// A folder of the directory, the Root folder too, by its ID.
    Folder(String),
    /// A member of the directory, by its account ID.
    Member(String),
    /// A custom control policy.
    ControlPolicy(String),
}

/// Whoever policies are attached to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder {
    /// Account ID.
    pub account: String,
    /// What it is.
    pub kind: HolderKind,
    /// Its name.
    pub name: String,
}

/// What policies are attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolderKind {
    /// A RAM user.
    User,
    /// A RAM user group.
    Group,
    /// A RAM role.
    Role,
}

/// It prints as the text that [`Entity::parse`] reads.
impl std::fmt::Display for Entity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, name) = (self.kind(), self.name());
        match self.account() {
            Some(account) => write!(f, "{kind}/{account}/{name}"),
            None => write!(f, "{kind}/{name}"),
        }
    }
}

impl Entity {
    /// Reads an entity back from its text.
    pub fn parse(text: &str) -> Option<Entity> {
        let (kind, rest) = text.split_once('/')?;
        let pair = || rest.split_once('/').map(|(account, name)| (account.to_owned(), name.to_owned()));
        let whole = rest.to_owned();
        Some(match kind {
            "account" => Entity::Account(whole),
            "user" => pair().map(|(account, name)| Entity::User { account, name })?,
            "group" => pair().map(|(account, name)| Entity::Group { account, name })?,
            "role" => pair().map(|(account, name)| Entity::Role { account, name })?,
            "policy" => pair().map(|(account, name)| Entity::Policy { account, name })?,
            "resource" => pair().map(|(account, arn)| Entity::Resource { account, arn })?,
            "resource-group" => pair().map(|(account, id)| Entity::ResourceGroup { account, id })?,
            "bucket-policy" => pair().map(|(account, bucket)| Entity::BucketPolicy { account, bucket })?,
            "directory" => Entity::Directory,
            "folder" => Entity::Folder(whole),
            "member" => Entity::Member(whole),
            "control-policy" => Entity::ControlPolicy(whole),
            _ => return None,
        })
    }

    /// The word by which sentences choose what to call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Entity::Account(_) => "account",
            Entity::User { .. } => "user",
            Entity::Group { .. } => "group",
            Entity::Role { .. } => "role",
            Entity::Policy { .. } => "policy",
            Entity::Resource { .. } => "resource",
            Entity::ResourceGroup { .. } => "resource-group",
            Entity::BucketPolicy { .. } => "bucket-policy",
            Entity::Directory => "directory",
            Entity::Folder(_) => "folder",
            Entity::Member(_) => "member",
            Entity::ControlPolicy(_) => "control-policy",
        }
    }

    /// Its name; the ID of an account, folder or resource group, the ARN of a resource.
    pub fn name(&self) -> &str {
        match self {
            Entity::Account(name) | Entity::Folder(name) | Entity::Member(name) | Entity::ControlPolicy(name) => name,
            Entity::User { name, .. }
            | Entity::Group { name, .. }
            | Entity::Role { name, .. }
            | Entity::Policy { name, .. } => name,
            Entity::Resource { arn, .. } => arn,
            Entity::ResourceGroup { id, .. } => id,
            Entity::BucketPolicy { bucket, .. } => bucket,
            Entity::Directory => "",
        }
    }

    /// The account that it belongs to; an account belongs to nobody.
    pub fn account(&self) -> Option<&str> {
        match self {
            Entity::User { account, .. }
            | Entity::Group { account, .. }
            | Entity::Role { account, .. }
            | Entity::Policy { account, .. }
            | Entity::Resource { account, .. }
            | Entity::ResourceGroup { account, .. }
            | Entity::BucketPolicy { account, .. } => Some(account),
            Entity::Account(_)
            | Entity::Directory
            | Entity::Folder(_)
            | Entity::Member(_)
            | Entity::ControlPolicy(_) => None,
        }
    }

    /// The same one under another name.
    #[must_use]
    pub fn named(&self, to: &str) -> Entity {
        let mut entity = self.clone();
        let name = match &mut entity {
            Entity::Account(name) | Entity::Folder(name) | Entity::Member(name) | Entity::ControlPolicy(name) => name,
            Entity::User { name, .. }
            | Entity::Group { name, .. }
            | Entity::Role { name, .. }
            | Entity::Policy { name, .. } => name,
            Entity::Resource { arn, .. } => arn,
            Entity::ResourceGroup { id, .. } => id,
            Entity::BucketPolicy { bucket, .. } => bucket,
            Entity::Directory => return entity,
        };
        to.clone_into(name);
        entity
    }

    /// Its place in its list, from 0; nothing when it is not there.
    pub fn place(&self, scenario: &Scenario) -> Option<usize> {
        fn at<T>(list: &[T], is_it: impl Fn(&T) -> bool) -> Option<usize> {
            list.iter().position(is_it)
        }
        let account = || scenario.account(self.account()?);
        let directory = scenario.resource_directory.as_ref();
        match self {
            Entity::Account(id) => at(&scenario.accounts, |account| account.id == *id),
            Entity::User { name, .. } => at(&account()?.users, |user| user.name == *name),
            Entity::Group { name, .. } => at(&account()?.groups, |group| group.name == *name),
            Entity::Role { name, .. } => at(&account()?.roles, |role| role.name == *name),
            Entity::Policy { name, .. } => at(&account()?.policies, |policy| policy.name == *name),
            Entity::Resource { arn, .. } => at(&account()?.resources, |resource| resource.arn == *arn),
            Entity::ResourceGroup { id, .. } => at(&account()?.resource_groups, |group| group.id == *id),
            Entity::BucketPolicy { account, bucket } => {
                at(&scenario.resource_policies, |policy| policy.account == *account && policy.bucket == *bucket)
            }
            Entity::Directory => directory.map(|_| 0),
            Entity::Folder(id) => at(&directory?.nodes, |node| node.id == *id && node.kind != NodeKind::Member),
            Entity::Member(id) => at(&directory?.nodes, |node| node.id == *id && node.kind == NodeKind::Member),
            Entity::ControlPolicy(name) => at(&directory?.control_policies, |policy| policy.name == *name),
        }
    }
}

impl Holder {
    /// A RAM user.
    pub fn user(account: &str, name: &str) -> Holder {
        Holder { account: account.to_owned(), kind: HolderKind::User, name: name.to_owned() }
    }

    /// A RAM user group.
    pub fn group(account: &str, name: &str) -> Holder {
        Holder { account: account.to_owned(), kind: HolderKind::Group, name: name.to_owned() }
    }

    /// A RAM role.
    pub fn role(account: &str, name: &str) -> Holder {
        Holder { account: account.to_owned(), kind: HolderKind::Role, name: name.to_owned() }
    }

    /// Everybody in an account, with what is attached to each.
    pub fn all(account: &Account) -> impl Iterator<Item = (Holder, &[Attachment])> {
        let users = account.users.iter().map(|user| (Holder::user(&account.id, &user.name), &user.policies[..]));
        let groups = account.groups.iter().map(|group| (Holder::group(&account.id, &group.name), &group.policies[..]));
        let roles = account.roles.iter().map(|role| (Holder::role(&account.id, &role.name), &role.policies[..]));
        users.chain(groups).chain(roles)
    }

    /// The same as an entity.
    pub fn entity(&self) -> Entity {
        let (account, name) = (self.account.clone(), self.name.clone());
        match self.kind {
            HolderKind::User => Entity::User { account, name },
            HolderKind::Group => Entity::Group { account, name },
            HolderKind::Role => Entity::Role { account, name },
        }
    }

    /// What is attached to it, if it exists.
    pub fn attachments<'s>(&self, scenario: &'s Scenario) -> Option<&'s [Attachment]> {
        let account = scenario.account(&self.account)?;
        Holder::all(account).find(|(holder, _)| holder == self).map(|(_, attachments)| attachments)
    }

    #[cfg(feature = "edit")]
    pub(crate) fn attachments_mut<'s>(&self, scenario: &'s mut Scenario) -> Option<&'s mut Vec<Attachment>> {
        let account = scenario.accounts.iter_mut().find(|account| account.id == self.account)?;
        match self.kind {
            HolderKind::User => {
                account.users.iter_mut().find(|user| user.name == self.name).map(|user| &mut user.policies)
            }
            HolderKind::Group => {
                account.groups.iter_mut().find(|group| group.name == self.name).map(|group| &mut group.policies)
            }
            HolderKind::Role => {
                account.roles.iter_mut().find(|role| role.name == self.name).map(|role| &mut role.policies)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entity_is_read_back_from_its_text() {
        let own = || "1".to_owned();
        let odd = || "a/b:用户 \"".to_owned();
        let entities = [
            Entity::Account(own()),
            Entity::User { account: own(), name: odd() },
            Entity::Group { account: own(), name: odd() },
            Entity::Role { account: own(), name: odd() },
            Entity::Policy { account: own(), name: odd() },
            Entity::Resource { account: own(), arn: odd() },
            Entity::ResourceGroup { account: own(), id: odd() },
            Entity::BucketPolicy { account: own(), bucket: odd() },
            Entity::Directory,
            Entity::Folder(odd()),
            Entity::Member(odd()),
            Entity::ControlPolicy(odd()),
        ];
        for entity in entities {
            assert_eq!(Entity::parse(&entity.to_string()), Some(entity));
        }
        for text in ["", "role", "role/1", "planet/1/x"] {
            assert_eq!(Entity::parse(text), None, "{text}");
        }
    }
}
