//! What exists: accounts with their identities, the resource directory, buckets.

use std::sync::Arc;

use crate::pattern::{Case, equal};
use crate::policy::Document;

/// Everything that a decision depends on besides the request.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// Alibaba Cloud accounts.
    pub accounts: Vec<Account>,
    /// The resource directory, if there is one.
    pub directory: Option<Directory>,
    /// OSS buckets that have a bucket policy.
    pub buckets: Vec<Bucket>,
}

/// An account with its RAM identities.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Account ID.
    pub id: String,
    /// RAM users.
    pub users: Vec<User>,
    /// RAM user groups.
    pub groups: Vec<Group>,
    /// RAM roles.
    pub roles: Vec<Role>,
}

/// A RAM user.
#[derive(Debug, Clone, Default)]
pub struct User {
    /// User name.
    pub name: String,
    /// Numeric ID, as bucket policies name it.
    pub id: Option<String>,
    /// Names of the groups it is in.
    pub groups: Vec<String>,
    /// Policies attached to the user itself.
    pub policies: Vec<Attachment>,
}

/// A RAM user group.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Group name.
    pub name: String,
    /// Policies attached to the group.
    pub policies: Vec<Attachment>,
}

/// A RAM role.
#[derive(Debug, Clone)]
pub struct Role {
    /// Role name, as created.
    pub name: String,
    /// Whether the role is service-linked.
    pub is_service_linked: bool,
    /// Longest session in seconds (R6.3).
    pub max_session_seconds: u64,
    /// The trust policy.
    pub trust_policy: Option<Arc<Document>>,
    /// Policies attached to the role.
    pub policies: Vec<Attachment>,
}

/// A policy attached to an identity.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The policy; of a custom policy its default version (R5.25).
    pub policy: Arc<Document>,
    /// How far the attachment reaches.
    pub scope: Scope,
}

/// The scope of an attachment (R5.21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The whole account.
    Account,
    /// One resource group, by its ID.
    ResourceGroup(String),
}

/// A resource directory with its control policies.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The management account, which control policies never reach (R5.13).
    pub management_account: String,
    /// Whether the Control Policy feature is on (R5.11).
    pub control_policies_enabled: bool,
    /// Root folder, folders and members.
    pub nodes: Vec<DirectoryNode>,
}

/// One folder or member of a resource directory.
#[derive(Debug, Clone, Default)]
pub struct DirectoryNode {
    /// Folder ID, or the account ID of a member.
    pub id: String,
    /// The folder above; none for the Root folder.
    pub parent: Option<String>,
    /// Control policies attached here.
    pub policies: Vec<Arc<Document>>,
}

/// An OSS bucket.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// The account that owns it.
    pub account: String,
    /// Bucket name.
    pub name: String,
    /// Its bucket policy.
    pub policy: Arc<Document>,
}

/// A change made to the world between the last session and the action.
#[derive(Debug, Clone)]
pub enum Change {
    /// Replaces a role's trust policy.
    SetTrustPolicy {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
        /// The new trust policy.
        policy: Arc<Document>,
    },
    /// Deletes a role; its sessions die with it (R6.18).
    DeleteRole {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
    },
    /// Creates a role; sessions of a deleted role of that name stay dead (R6.20).
    CreateRole {
        /// Account ID.
        account: String,
        /// The role.
        role: Role,
    },
    /// Attaches a policy to a user or role.
    Attach {
        /// Account ID.
        account: String,
        /// The user or role.
        to: Identity,
        /// What is attached.
        attachment: Attachment,
    },
    /// Detaches a policy from a user or role, at every scope.
    Detach {
        /// Account ID.
        account: String,
        /// The user or role.
        from: Identity,
        /// Name of the policy.
        policy: String,
    },
    /// Deletes a RAM user; sessions that it started live on (R6.20).
    DeleteUser {
        /// Account ID.
        account: String,
        /// User name.
        user: String,
    },
}

/// A user or role by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// A RAM user.
    User(String),
    /// A RAM role.
    Role(String),
}

/// R6.21, R2.9e: names of users and roles ignore case.
fn same_name(left: &str, right: &str) -> bool {
    equal(left, right, Case::Ignored)
}

impl User {
    /// Whether this is the user's name.
    pub fn is_named(&self, name: &str) -> bool {
        same_name(&self.name, name)
    }
}

impl Role {
    /// Whether this is the role's name.
    pub fn is_named(&self, name: &str) -> bool {
        same_name(&self.name, name)
    }
}

impl World {
    /// The account with this ID.
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// The bucket of this name in this account.
    pub fn bucket(&self, account: &str, name: &str) -> Option<&Bucket> {
        self.buckets.iter().find(|bucket| bucket.account == account && bucket.name == name)
    }

    /// Makes a change. One that names nothing that exists does nothing.
    pub fn apply(&mut self, change: &Change) {
        let id = match change {
            Change::SetTrustPolicy { account, .. }
            | Change::DeleteRole { account, .. }
            | Change::CreateRole { account, .. }
            | Change::Attach { account, .. }
            | Change::Detach { account, .. }
            | Change::DeleteUser { account, .. } => account,
        };
        let Some(account) = self.accounts.iter_mut().find(|account| account.id == *id) else { return };
        match change {
            Change::SetTrustPolicy { role, policy, .. } => {
                if let Some(role) = account.roles.iter_mut().find(|r| same_name(&r.name, role)) {
                    role.trust_policy = Some(policy.clone());
                }
            }
            Change::DeleteRole { role, .. } => account.roles.retain(|r| !same_name(&r.name, role)),
            Change::CreateRole { role, .. } => {
                if account.role(&role.name).is_none() {
                    account.roles.push(role.clone());
                }
            }
            Change::Attach { to, attachment, .. } => {
                if let Some(policies) = account.policies_of(to) {
                    policies.push(attachment.clone());
                }
            }
            Change::Detach { from, policy, .. } => {
                if let Some(policies) = account.policies_of(from) {
                    policies.retain(|attachment| attachment.policy.name != *policy);
                }
            }
            Change::DeleteUser { user, .. } => account.users.retain(|u| !same_name(&u.name, user)),
        }
    }
}

impl Account {
    /// The RAM user of this name.
    pub fn user(&self, name: &str) -> Option<&User> {
        self.users.iter().find(|user| user.is_named(name))
    }

    /// The RAM role of this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.is_named(name))
    }

    fn policies_of(&mut self, identity: &Identity) -> Option<&mut Vec<Attachment>> {
        match identity {
            Identity::User(name) => {
                self.users.iter_mut().find(|user| same_name(&user.name, name)).map(|user| &mut user.policies)
            }
            Identity::Role(name) => {
                self.roles.iter_mut().find(|role| same_name(&role.name, name)).map(|role| &mut role.policies)
            }
        }
    }
}

impl Directory {
    /// The levels that apply to an account, bottom up: the member, its folder, ..., the Root
    /// folder (R5.12). Empty when the account is no member, or the feature is off (R5.11).
    pub fn levels(&self, account: &str) -> Vec<&DirectoryNode> {
        let mut levels: Vec<&DirectoryNode> = Vec::new();
        let mut next = self.control_policies_enabled.then_some(account);
        while let Some(id) = next {
            // A circle of parents can't exist in a real directory; here it ends the walk.
            if levels.iter().any(|node| node.id == id) {
                break;
            }
            let Some(node) = self.nodes.iter().find(|node| node.id == id) else { break };
            levels.push(node);
            next = node.parent.as_deref();
        }
        levels
    }
}
