//! What the page of an entity shows, as the console's page of it does: IDs, trust, attached policies and through what,
//! who can assume a role, what somebody can reach, which findings touch it.
//!
//! Facts follow from a scenario and its [`Documents`]; nothing here is stored. What needs decisions ([`who_can_assume`],
//! [`reaches`], [`who_reaches`], [`group_reaches`]) asks a compiled world in the context of the scenario's own question,
//! so that the page agrees with its answer about MFA, address and time.

mod directory;
mod reach;
mod tried;

use ram_policy::arn::Arn;
use ram_policy::limits::{self, DEFAULT_MAX_SESSION_SECONDS};
use ram_policy::policy::{PolicyKind, PrincipalClause};
use ram_policy::principal::TrustPattern;

use crate::console::default_domain;
use crate::edit::{Entity, Holder, HolderKind};
use crate::scenario::{
    Account, Attachment, CustomPolicy, Directory, DocumentKey, NodeKind, PolicyType, Role, RoleKind, Scenario, Scope,
};
use crate::world::{self, Documents};

pub use directory::{Control, Controls, DirectoryPlace, Folder};
pub use reach::{Reach, group_reaches, principal, reaches, who_can_assume, who_reaches};

/// What a page shows before anything is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The ARN to copy, if it has one.
    pub arn: Option<String>,
    /// The account that it belongs to, by ID.
    pub account: Option<String>,
    /// What only this kind of entity has.
    pub own: Own,
    /// The policies that count for it, each with what it comes through.
    pub policies: Vec<Held>,
    /// The documents that are part of it.
    pub documents: Vec<DocumentKey>,
}

impl Facts {
    /// The documents whose findings touch it: its own and those of the policies that it holds, each once. Alibaba Cloud's
    /// own documents are not for people here to mend.
    pub fn touched_by(&self) -> Vec<&DocumentKey> {
        let held = self.policies.iter().filter_map(|held| held.document.as_ref());
        let mut keys: Vec<&DocumentKey> = Vec::new();
        for key in self.documents.iter().chain(held).filter(|key| !key.is_read_only()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

/// What only one kind of entity has.
#[derive(Debug, Clone, PartialEq)]
pub enum Own {
    /// An account.
    Account {
        /// Its default domain (R7.3).
        domain: String,
        /// Its place in the resource directory, if it has one.
        place: Option<DirectoryPlace>,
    },
    /// A RAM user.
    User {
        /// The name by which the user logs on (R7.5).
        logon_name: String,
        /// Names of groups.
        groups: Vec<String>,
    },
    /// A group, with the names of its members.
    Group {
        /// User names.
        members: Vec<String>,
    },
    /// A role.
    Role {
        /// Whom its trust policy names; nothing where it can't be read.
        trusts: Vec<TrustPattern>,
        /// Longest session in seconds (R6.3).
        max_session_seconds: u64,
        /// Whether it belongs to a service (R6.25).
        is_service_linked: bool,
    },
    /// A policy.
    Policy {
        /// Whom it is attached to, and at which scope.
        attached_to: Vec<(Holder, Scope)>,
        /// The number of the version in force.
        default_version: u32,
        /// Its versions by number, the one in force among them, each with its document.
        versions: Vec<(u32, String)>,
        /// The length of the document in force, in characters.
        length: usize,
        /// The most that the platform takes (R1.30).
        limit: usize,
    },
    /// A resource.
    Resource {
        /// The bucket policy that speaks of it.
        bucket_policy: Option<DocumentKey>,
    },
    /// A resource group, with the ARNs of its resources and the attachments at its scope.
    ResourceGroup {
        /// ARNs.
        resources: Vec<String>,
        /// Who has a policy at this scope, and which.
        attached: Vec<(Holder, String)>,
    },
    /// The resource directory.
    Directory {
        /// Account ID of the management account.
        management: String,
        /// Whether control policies are on.
        is_on: bool,
        /// The Root folder, by its ID.
        root: Option<String>,
        /// Account IDs of its members.
        members: Vec<String>,
        /// Names of its custom control policies.
        policies: Vec<String>,
    },
    /// A folder of it.
    Folder(Folder),
    /// A custom control policy.
    ControlPolicy {
        /// The nodes that it is attached to: folders and members, by their IDs.
        attached_to: Vec<(NodeKind, String)>,
        /// The length of its document, in characters.
        length: usize,
        /// The most that the platform takes (R1.32).
        limit: usize,
    },
    /// Something else.
    Other,
}

/// An attached policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The attachment.
    pub attachment: Attachment,
    /// The group through which a user has it.
    pub group: Option<String>,
    /// The document, unless there is no such policy.
    pub document: Option<DocumentKey>,
}

/// The facts about an entity that exists.
pub fn facts(scenario: &Scenario, documents: &Documents, entity: &Entity) -> Option<Facts> {
    let place = entity.place(scenario)?;
    let account = entity.account().and_then(|id| scenario.account(id));
    let directory = scenario.resource_directory.as_ref();
    let (arn, own, policies, parts) = match entity {
        Entity::Account(id) => {
            let account = scenario.accounts.get(place)?;
            let own = Own::Account {
                domain: default_domain(account),
                place: directory.and_then(|found| directory::place(found, documents, id)),
            };
            // R2.3: how a trust policy names all of the account.
            (Some(format!("acs:ram::{id}:root")), own, Vec::new(), documents_of(scenario, id))
        }
        Entity::User { name, .. } => {
            let account = account?;
            let user = account.users.get(place)?;
            let own =
                Own::User { logon_name: crate::edit::field::logon_name(account, name), groups: user.groups.clone() };
            let held = held(account, &Holder::user(&account.id, name), documents);
            (Some(Arn::user(&account.id, name).to_string()), own, held, Vec::new())
        }
        Entity::Group { name, .. } => {
            let account = account?;
            let members = account.users.iter().filter(|user| user.groups.contains(name));
            let own = Own::Group { members: members.map(|user| user.name.clone()).collect() };
            let held = held(account, &Holder::group(&account.id, name), documents);
            (Some(format!("acs:ram:*:{}:group/{name}", account.id)), own, held, Vec::new())
        }
        Entity::Role { name, .. } => {
            let account = account?;
            let role = account.roles.get(place)?;
            let trust = DocumentKey::Trust { account: account.id.clone(), role: name.clone() };
            let own = role_facts(role, documents, &trust);
            let held = held(account, &Holder::role(&account.id, name), documents);
            let parts = role.trust_policy.iter().map(|_| trust.clone()).collect();
            (Some(Arn::role(&account.id, name).to_string()), own, held, parts)
        }
        Entity::Policy { name, .. } => {
            let account = account?;
            let own = policy_facts(account, account.policies.get(place)?);
            let key = DocumentKey::Custom { account: account.id.clone(), policy: name.clone() };
            (Some(format!("acs:ram:*:{}:policy/{name}", account.id)), own, Vec::new(), vec![key])
        }
        Entity::Resource { account: id, arn } => {
            let bucket = Arn::parse(arn).ok().and_then(|arn| arn.bucket().map(str::to_owned));
            let key = bucket.map(|bucket| DocumentKey::Bucket { account: id.clone(), bucket });
            let key = key.filter(|key| scenario.document(key).is_some());
            let parts = Vec::from_iter(key.clone());
            (Some(arn.clone()), Own::Resource { bucket_policy: key }, Vec::new(), parts)
        }
        Entity::ResourceGroup { id, .. } => {
            let account = account?;
            let arn = format!("acs:ram:*:{}:resourcegroup/{id}", account.id);
            (Some(arn), group_facts(account, id), Vec::new(), Vec::new())
        }
        Entity::BucketPolicy { account, bucket } => {
            let key = DocumentKey::Bucket { account: account.clone(), bucket: bucket.clone() };
            (None, Own::Other, Vec::new(), vec![key])
        }
        Entity::ControlPolicy(name) => {
            let directory = directory?;
            let own = directory::control_policy(directory, directory.control_policies.get(place)?);
            (None, own, Vec::new(), vec![DocumentKey::Control { policy: name.clone() }])
        }
        Entity::Directory => {
            let parts = scenario.documents().into_iter().filter(|key| matches!(key, DocumentKey::Control { .. }));
            (None, directory_facts(directory?), Vec::new(), parts.collect())
        }
        Entity::Folder(_) => {
            let directory = directory?;
            let folder = directory::folder(directory, documents, directory.nodes.get(place)?);
            let parts = folder.controls.attached.iter().filter_map(|control| control.document.clone()).collect();
            (None, Own::Folder(folder), Vec::new(), parts)
        }
        Entity::Member(_) => (None, Own::Other, Vec::new(), Vec::new()),
    };
    Some(Facts { arn, account: entity.account().map(str::to_owned), own, policies, documents: parts })
}

fn directory_facts(directory: &Directory) -> Own {
    let of_kind = |kind: NodeKind| {
        let nodes = directory.nodes.iter().filter(move |node| node.kind == kind);
        nodes.map(|node| node.id.clone())
    };
    Own::Directory {
        management: directory.management_account.clone(),
        is_on: directory.control_policy_enabled,
        root: of_kind(NodeKind::Root).next(),
        members: of_kind(NodeKind::Member).collect(),
        policies: directory.control_policies.iter().map(|policy| policy.name.clone()).collect(),
    }
}

fn documents_of(scenario: &Scenario, id: &str) -> Vec<DocumentKey> {
    let is_own = |key: &DocumentKey| match key {
        DocumentKey::Trust { account, .. }
        | DocumentKey::Custom { account, .. }
        | DocumentKey::Bucket { account, .. } => account == id,
        _ => false,
    };
    scenario.documents().into_iter().filter(is_own).collect()
}

/// R5.20: own policies, for a user those of its groups too.
fn held(account: &Account, holder: &Holder, documents: &Documents) -> Vec<Held> {
    let document = |attachment: &Attachment| {
        let key = world::attached_document(&account.id, attachment);
        documents.contains_key(&key).then_some(key)
    };
    let held = |attachment: &Attachment, group: Option<&str>| Held {
        attachment: attachment.clone(),
        group: group.map(str::to_owned),
        document: document(attachment),
    };
    let own = Holder::all(account).filter(|(found, _)| found == holder);
    let own = own.flat_map(|(_, attachments)| attachments).map(|attachment| held(attachment, None));
    let user = account.users.iter().find(|user| holder.kind == HolderKind::User && user.name == holder.name);
    let groups = account.groups.iter().filter(|group| user.is_some_and(|user| user.groups.contains(&group.name)));
    let through = groups.flat_map(|group| {
        let name = Some(group.name.as_str());
        group.policies.iter().map(move |attachment| (attachment, name))
    });
    own.chain(through.map(|(attachment, group)| held(attachment, group))).collect()
}

fn role_facts(role: &Role, documents: &Documents, trust: &DocumentKey) -> Own {
    let policy = documents.get(trust).and_then(|document| document.policy.as_ref());
    let clauses =
        policy.into_iter().flat_map(|policy| &policy.statements).filter_map(|statement| match &statement.principal {
            Some(PrincipalClause::Trust(clause)) => Some(clause),
            _ => None,
        });
    let mut trusts: Vec<TrustPattern> = Vec::new();
    for pattern in clauses.flat_map(|clause| &clause.patterns) {
        if !trusts.contains(&pattern.value) {
            trusts.push(pattern.value.clone());
        }
    }
    Own::Role {
        trusts,
        max_session_seconds: role.max_session_duration.unwrap_or(DEFAULT_MAX_SESSION_SECONDS),
        is_service_linked: role.kind == Some(RoleKind::ServiceLinked),
    }
}

/// Whoever in an account has a policy, and at which scope.
pub fn holders(account: &Account, kind: PolicyType, policy: &str) -> Vec<(Holder, Scope)> {
    let is_it = |attachment: &&Attachment| attachment.kind == kind && attachment.policy == policy;
    let held = Holder::all(account).flat_map(|(holder, attachments)| {
        let here = attachments.iter().filter(is_it).map(|attachment| attachment.scope.clone());
        here.map(move |scope| (holder.clone(), scope)).collect::<Vec<_>>()
    });
    held.collect()
}

fn policy_facts(account: &Account, policy: &CustomPolicy) -> Own {
    let default_version = policy.version.unwrap_or(1);
    let others = policy.versions.iter().map(|version| (version.version, version.document.clone()));
    let mut versions = Vec::from_iter(others.chain([(default_version, policy.document.clone())]));
    versions.sort_by_key(|(number, _)| *number);
    Own::Policy {
        attached_to: holders(account, PolicyType::Custom, &policy.name),
        default_version,
        versions,
        length: policy.document.chars().count(),
        limit: limits::document_length(PolicyKind::Custom).unwrap_or(usize::MAX),
    }
}

fn group_facts(account: &Account, id: &str) -> Own {
    let resources = account.resources.iter().filter(|resource| resource.resource_group.as_deref() == Some(id));
    let scope = Scope::ResourceGroup(id.to_owned());
    let attached = Holder::all(account).flat_map(|(holder, attachments)| {
        let here = attachments.iter().filter(|attachment| attachment.scope == scope);
        here.map(move |attachment| (holder.clone(), attachment.policy.clone())).collect::<Vec<_>>()
    });
    Own::ResourceGroup {
        resources: resources.map(|resource| resource.arn.clone()).collect(),
        attached: attached.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;
    use crate::scenario::PolicyVersion;
    use ram_policy::compiled::CompiledWorld;

    pub(super) const A: &str = "1234567890123456";
    pub(super) const B: &str = "1345678901234567";

    pub(super) fn example(slug: &str) -> (Scenario, Documents, CompiledWorld) {
        let scenario = examples::example(slug).unwrap().scenario();
        let documents = world::documents(&scenario, None);
        let world = CompiledWorld::new(&world::world(&scenario, &documents));
        (scenario, documents, world)
    }

    #[test]
    fn a_role_shows_its_trust_and_its_policies() {
        let (scenario, documents, _) = example("partner-operations");
        let entity = Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() };
        let facts = facts(&scenario, &documents, &entity).unwrap();
        assert_eq!(facts.arn.as_deref(), Some("acs:ram::1234567890123456:role/ecs-admin"));
        assert_eq!(facts.account.as_deref(), Some(A));
        let Own::Role { trusts, max_session_seconds, is_service_linked } = &facts.own else { panic!("{facts:?}") };
        assert!(trusts.contains(&TrustPattern::Account(B.to_owned())), "{trusts:?}");
        assert_eq!((*max_session_seconds, *is_service_linked), (3_600, false));
        assert!(facts.policies.iter().all(|held| held.document.is_some() && held.group.is_none()));
        assert_eq!(facts.documents, [DocumentKey::Trust { account: A.to_owned(), role: "ecs-admin".to_owned() }]);
    }

    #[test]
    fn the_findings_of_a_role_are_those_of_its_trust_policy_and_its_custom_policies() {
        let (scenario, documents, _) = example("partner-operations");
        let name = "Partner-ReadOnly-Access".to_owned();
        let facts = facts(&scenario, &documents, &Entity::Role { account: A.to_owned(), name: name.clone() }).unwrap();
        let trust = DocumentKey::Trust { account: A.to_owned(), role: name };
        let custom = DocumentKey::Custom { account: A.to_owned(), policy: "reports-read".to_owned() };
        assert_eq!(Vec::from_iter(facts.touched_by()), [&trust, &custom]);
    }

    #[test]
    fn a_user_has_policies_of_its_own_and_of_its_groups() {
        let (mut scenario, ..) = example("partner-operations");
        let account = scenario.accounts.iter_mut().find(|account| account.id == B).unwrap();
        let system = Attachment {
            policy: "AliyunECSReadOnlyAccess".to_owned(),
            kind: PolicyType::System,
            ..Attachment::default()
        };
        account.groups.push(crate::scenario::Group {
            name: "night".to_owned(),
            policies: vec![system.clone()],
            ..Default::default()
        });
        account.users.iter_mut().find(|user| user.name == "Bob").unwrap().groups.push("night".to_owned());
        let documents = world::documents(&scenario, None);
        let entity = Entity::User { account: B.to_owned(), name: "Bob".to_owned() };
        let facts = facts(&scenario, &documents, &entity).unwrap();
        let key = DocumentKey::System { policy: "AliyunECSReadOnlyAccess".to_owned() };
        assert!(facts.policies.contains(&Held {
            attachment: system,
            group: Some("night".to_owned()),
            document: Some(key)
        }));
        let Own::User { logon_name, .. } = &facts.own else { panic!("{facts:?}") };
        assert_eq!(logon_name, "Bob@company-b.onaliyun.com");
    }

    #[test]
    fn a_policy_says_whom_it_is_attached_to() {
        let (scenario, documents, _) = example("partner-operations");
        for account in &scenario.accounts {
            for policy in &account.policies {
                let entity = Entity::Policy { account: account.id.clone(), name: policy.name.clone() };
                let Own::Policy { attached_to, versions, .. } = facts(&scenario, &documents, &entity).unwrap().own
                else {
                    panic!("{entity:?}")
                };
                for (holder, scope) in &attached_to {
                    let held = holder.attachments(&scenario).unwrap();
                    assert!(held.iter().any(|found| found.policy == policy.name && found.scope == *scope));
                }
                assert_eq!(versions, [(1, policy.document.clone())]);
            }
        }
    }

    #[test]
    fn a_policy_shows_every_version_by_number_and_how_long_it_is() {
        let mut account = Account { id: A.to_owned(), ..Account::default() };
        let version = |version: u32, document: &str| PolicyVersion { version, document: document.to_owned() };
        account.policies.push(CustomPolicy {
            name: "p".to_owned(),
            document: "四个字符".to_owned(),
            version: Some(2),
            versions: vec![version(1, "one"), version(3, "three")],
            ..CustomPolicy::default()
        });
        let scenario = Scenario { accounts: vec![account], ..Scenario::empty() };
        let entity = Entity::Policy { account: A.to_owned(), name: "p".to_owned() };
        let documents = world::documents(&scenario, None);
        let Own::Policy { default_version, versions, length, limit, .. } =
            facts(&scenario, &documents, &entity).unwrap().own
        else {
            panic!()
        };
        let texts = Vec::from_iter(versions.iter().map(|(number, text)| (*number, text.as_str())));
        assert_eq!((default_version, texts), (2, vec![(1, "one"), (2, "四个字符"), (3, "three")]));
        assert_eq!((length, limit), (4, 6_144), "R1.30");
    }

    #[test]
    fn what_is_not_there_has_no_facts() {
        let (scenario, documents, _) = example("partner-operations");
        assert_eq!(facts(&scenario, &documents, &Entity::Directory), None);
        assert_eq!(facts(&scenario, &documents, &Entity::Account("7".to_owned())), None);
    }
}
