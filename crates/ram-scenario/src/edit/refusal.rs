//! Why the platform would not have an edit, and what is in the way.

use std::rc::Rc;

use ram_policy::arn::Arn;
use ram_text::{Lang, Msg, code, plain};

use super::field::Broken;
use super::name::Names;
use super::{Edit, Entity, Holder, HolderKind};
use crate::load::LoadError;
use crate::people;
use crate::scenario::{Attachment, NodeKind, PolicyType, Scenario, Scope};

/// Why an edit is not made.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// A rule of names, lengths or counts.
    Field(Broken),
    /// The edit names something that is not there.
    Missing(Entity),
    /// No policy has this name.
    NoSuchPolicy {
        /// The name.
        policy: String,
    },
    /// The document is not there, or Alibaba Cloud's own.
    NotEditable,
    /// Something is not deleted while it is used.
    InUse {
        /// What was to be deleted.
        entity: Entity,
        /// What is in the way.
        uses: Vec<Use>,
    },
    /// The name and the policies of a service-linked role are fixed (R6.25), and so is its session (R6.3).
    ServiceLinked {
        /// Role name.
        role: String,
    },
    /// The policy is attached at this scope already (R7.25).
    Attached {
        /// Name of the policy.
        policy: String,
    },
    /// The version in force is not deleted (R7.22).
    DefaultVersion {
        /// Its number.
        version: u32,
    },
    /// The last control policy of a folder or member is not detached (R1.34).
    LastControlPolicy {
        /// Name of the policy.
        policy: String,
    },
    /// Control policies are attached only while the feature is on.
    ControlPoliciesOff,
    /// There is a resource directory already.
    HasDirectory,
    /// The management account is no member of its directory.
    ManagementAccount {
        /// Account ID.
        account: String,
    },
    /// The Root folder stays, and stays on top.
    RootFolder,
    /// A folder can't lie in itself.
    Circle,
    /// A folder must be chosen.
    NotAFolder {
        /// What was given.
        node: String,
    },
    /// More than a scenario can hold.
    TooMany(LoadError),
}

/// Something that is in the way of deleting.
#[derive(Debug, Clone, PartialEq)]
pub enum Use {
    /// A policy is attached to it.
    Holds(Attachment),
    /// It is attached to somebody.
    AttachedTo(Holder, Scope),
    /// The user is in a group.
    InGroup(String),
    /// The group has a member.
    Member(String),
    /// A version that is not in force.
    Version(u32),
    /// The control policy is attached to a folder or member.
    AttachedToNode(String),
    /// A resource lies in the group.
    Resource(String),
    /// A folder or member lies in the folder or directory.
    Node(String),
    /// The account manages the directory.
    Manages,
    /// The bucket has a bucket policy.
    BucketPolicy(String),
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Refusal {
        Refusal::Field(broken)
    }
}

impl Refusal {
    /// What is in the way, and what to do. The words are those of a language where names of the scenario are.
    pub fn message(&self, scenario: &Scenario, lang: Lang) -> Rc<Msg> {
        let names = Names { scenario, lang };
        Rc::new(match self {
            Refusal::Field(broken) => return broken.message.clone(),
            Refusal::Missing(entity) => Msg::RefusalMissing { kind: entity.kind(), name: code(entity.name()) },
            Refusal::NoSuchPolicy { policy } => Msg::RefusalNoSuchPolicy { policy: code(policy.as_str()) },
            Refusal::NotEditable => Msg::RefusalNotEditable,
            Refusal::InUse { entity, .. } => Msg::RefusalInUse { kind: entity.kind(), name: names.entity(entity) },
            Refusal::ServiceLinked { role } => Msg::RefusalServiceLinked { role: code(role.as_str()) },
            Refusal::Attached { policy } => Msg::RefusalAttached { policy: code(policy.as_str()) },
            Refusal::DefaultVersion { version } => Msg::RefusalDefaultVersion { version: code(format!("v{version}")) },
            Refusal::LastControlPolicy { policy } => Msg::RefusalLastControlPolicy { policy: code(policy.as_str()) },
            Refusal::ControlPoliciesOff => Msg::RefusalControlPoliciesOff,
            Refusal::HasDirectory => Msg::RefusalHasDirectory,
            Refusal::ManagementAccount { account } => Msg::RefusalManagementAccount { account: names.account(account) },
            Refusal::RootFolder => Msg::RefusalRootFolder,
            Refusal::Circle => Msg::RefusalCircle,
            Refusal::NotAFolder { node } => Msg::RefusalNotAFolder { folder: code(node.as_str()) },
            Refusal::TooMany(error) => error.message(),
        })
    }

    /// The number of the rule behind it.
    pub fn rule(&self) -> Option<&'static str> {
        match self {
            Refusal::Field(broken) => broken.rule,
            Refusal::InUse { entity, .. } => match entity {
                Entity::Role { .. } => Some("R7.20"),
                Entity::User { .. } => Some("R7.21"),
                Entity::Group { .. } | Entity::Policy { .. } => Some("R7.22"),
                Entity::ResourceGroup { .. } => Some("R7.27"),
                _ => None,
            },
            Refusal::ServiceLinked { .. } => Some("R6.25"),
            Refusal::Attached { .. } => Some("R7.25"),
            Refusal::DefaultVersion { .. } => Some("R7.22"),
            Refusal::LastControlPolicy { .. } => Some("R1.34"),
            Refusal::ControlPoliciesOff => Some("R5.18"),
            Refusal::ManagementAccount { .. } => Some("R5.13"),
            Refusal::Missing(_)
            | Refusal::NoSuchPolicy { .. }
            | Refusal::NotEditable
            | Refusal::HasDirectory
            | Refusal::RootFolder
            | Refusal::Circle
            | Refusal::NotAFolder { .. }
            | Refusal::TooMany(_) => None,
        }
    }

    /// The error code with which the platform's API refuses, where it is documented.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Refusal::InUse { entity, uses } => match (entity, uses.first()?) {
                (Entity::Role { .. }, _) => Some("DeleteConflict.Role.Policy"),
                (Entity::User { .. }, Use::InGroup(_)) => Some("DeleteConflict.User.Group"),
                (Entity::User { .. }, _) => Some("DeleteConflict.User.Policy"),
                _ => None,
            },
            Refusal::Field(broken) => match *broken.message {
                Msg::FieldTaken { kind: "user", .. } => Some("EntityAlreadyExists.User"),
                Msg::FieldTaken { kind: "group", .. } => Some("EntityAlreadyExists.Group"),
                Msg::FieldTaken { kind: "role", .. } => Some("EntityAlreadyExists.Role"),
                Msg::FieldTaken { kind: "policy", .. } => Some("EntityAlreadyExists.Policy"),
                _ => None,
            },
            Refusal::Attached { .. } => Some("EntityAlreadyExists.User.Policy"),
            _ => None,
        }
    }

    /// The edit that clears the way and does what was wanted, in one step.
    pub fn remedy(&self) -> Option<Edit> {
        match self {
            Refusal::InUse { entity, uses } if !uses.contains(&Use::Manages) => {
                Some(Edit::Delete { entity: entity.clone(), with_uses: true })
            }
            _ => None,
        }
    }
}

impl Use {
    /// One line for the list of what is in the way.
    pub fn message(&self, scenario: &Scenario, lang: Lang) -> Msg {
        match self {
            Use::Holds(attachment) => match &attachment.scope {
                Scope::Account => Msg::UseHolds { policy: code(attachment.policy.as_str()) },
                Scope::ResourceGroup(group) => {
                    Msg::UseHoldsInGroup { policy: code(attachment.policy.as_str()), group: code(group.as_str()) }
                }
            },
            Use::AttachedTo(holder, scope) => {
                let (kind, name) = (holder.entity().kind(), code(holder.name.as_str()));
                match scope {
                    Scope::Account => Msg::UseAttachedTo { kind, name },
                    Scope::ResourceGroup(group) => {
                        let group = people::resource_group(scenario, &holder.account, group, lang);
                        Msg::UseAttachedToInGroup { kind, name, group: plain(group) }
                    }
                }
            }
            Use::InGroup(group) => Msg::UseInGroup { group: code(group.as_str()) },
            Use::Member(user) => Msg::UseMember { user: code(user.as_str()) },
            Use::Version(version) => Msg::UseVersion { version: code(format!("v{version}")) },
            Use::AttachedToNode(node) | Use::Node(node) => {
                let name = Names { scenario, lang }.node(node);
                if matches!(self, Use::Node(_)) { Msg::UseNode { name } } else { Msg::UseAttachedToNode { name } }
            }
            Use::Resource(arn) => Msg::UseResource { resource: code(arn.as_str()) },
            Use::Manages => Msg::UseManages,
            Use::BucketPolicy(bucket) => Msg::UseBucketPolicy { bucket: code(bucket.as_str()) },
        }
    }
}

/// What is in the way of deleting an entity: the platform's own preconditions (R7.20 to R7.22, R7.27).
pub(super) fn uses(scenario: &Scenario, entity: &Entity) -> Vec<Use> {
    let account = || scenario.account(entity.account()?);
    let held = |holder: &Holder| {
        let attachments = holder.attachments(scenario).unwrap_or_default();
        attachments.iter().cloned().map(Use::Holds).collect::<Vec<_>>()
    };
    match entity {
        Entity::User { account: id, name } => {
            let users = account().map_or(&[][..], |account| &account.users);
            let groups = users.iter().filter(|user| user.name == *name).flat_map(|user| &user.groups);
            groups.cloned().map(Use::InGroup).chain(held(&Holder::user(id, name))).collect()
        }
        Entity::Group { account: id, name } => {
            let users = account().map_or(&[][..], |account| &account.users);
            let members = users.iter().filter(|user| user.groups.contains(name));
            members.map(|user| Use::Member(user.name.clone())).chain(held(&Holder::group(id, name))).collect()
        }
        // R6.25: the policies of a service-linked role come and go with it.
        Entity::Role { account: id, name } => {
            let roles = account().map_or(&[][..], |account| &account.roles);
            let is_own = roles.iter().any(|role| role.name == *name && role.kind.is_none());
            if is_own { held(&Holder::role(id, name)) } else { Vec::new() }
        }
        Entity::Policy { name, .. } => {
            let Some(account) = account() else { return Vec::new() };
            let mut uses = Vec::new();
            for (holder, attachments) in Holder::all(account) {
                let is_it = |found: &&Attachment| found.kind == PolicyType::Custom && found.policy == *name;
                let scopes = attachments.iter().filter(is_it).map(|found| found.scope.clone());
                uses.extend(scopes.map(|scope| Use::AttachedTo(holder.clone(), scope)));
            }
            let policies = account.policies.iter().filter(|policy| policy.name == *name);
            uses.extend(policies.flat_map(|policy| &policy.versions).map(|version| Use::Version(version.version)));
            uses
        }
        Entity::ResourceGroup { id, .. } => {
            let Some(account) = account() else { return Vec::new() };
            let resources = account.resources.iter().filter(|found| found.resource_group.as_ref() == Some(id));
            let mut uses = Vec::from_iter(resources.map(|found| Use::Resource(found.arn.clone())));
            let scope = Scope::ResourceGroup(id.clone());
            for (holder, attachments) in Holder::all(account) {
                let here = attachments.iter().filter(|found| found.scope == scope);
                uses.extend(here.map(|_| Use::AttachedTo(holder.clone(), scope.clone())));
            }
            uses
        }
        Entity::Resource { account, arn } => {
            let Ok(arn) = Arn::parse(arn) else { return Vec::new() };
            let Some(bucket) = arn.whole_bucket() else { return Vec::new() };
            let mut policies = scenario.resource_policies.iter();
            let has_policy = policies.any(|policy| policy.account == *account && policy.bucket == bucket);
            has_policy.then(|| Use::BucketPolicy(bucket.to_owned())).into_iter().collect()
        }
        Entity::Account(id) => {
            let Some(directory) = &scenario.resource_directory else { return Vec::new() };
            let manages = (directory.management_account == *id).then_some(Use::Manages);
            manages.into_iter().collect()
        }
        Entity::Folder(id) => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let inside = nodes.filter(|node| node.parent.as_ref() == Some(id));
            inside.map(|node| Use::Node(node.id.clone())).collect()
        }
        Entity::Directory => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            nodes.filter(|node| node.kind != NodeKind::Root).map(|node| Use::Node(node.id.clone())).collect()
        }
        Entity::ControlPolicy(name) => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let here = nodes.filter(|node| node.control_policies.contains(name));
            here.map(|node| Use::AttachedToNode(node.id.clone())).collect()
        }
        Entity::Member(_) | Entity::BucketPolicy { .. } => Vec::new(),
    }
}

impl HolderKind {
    /// The most custom policies that can be attached (R1.36), and the word for it.
    pub(super) fn custom_policies(self) -> (&'static str, usize) {
        match self {
            HolderKind::User => ("user-policies", ram_policy::limits::CUSTOM_POLICIES_OF_USER),
            HolderKind::Group | HolderKind::Role => ("other-policies", ram_policy::limits::CUSTOM_POLICIES_OF_OTHERS),
        }
    }
}
