//! The world and the question of a case as a scenario.

use std::collections::{BTreeMap, BTreeSet};

use ram_json::{Node, laid_out, to_json};
use ram_policy::limits::document_length;
use ram_policy::policy::PolicyKind;

use super::Access;
use super::format::{
    CaseAccount, CaseAttachment, CaseBucket, CaseChange, CaseDirectory, CaseHop, CaseNode, CasePolicy, CaseRole,
    Request, World,
};
use crate::scenario::{
    Account, Attachment, BucketPolicy, Change, CustomPolicy, Directory, DirectoryNode, Group, Hop, OneOrMany,
    PolicyType, Question, Role, RoleKind, Scenario, User,
};

impl Access {
    /// The world and the question as a scenario, without a title.
    pub fn to_scenario(&self) -> Scenario {
        let mut named = Named::new(&self.world);
        let mut accounts: Vec<Account> = self.world.accounts.iter().map(|account| named.account(account)).collect();
        let question = named.question(&self.request);
        // Last, since policies written in place have been added on the way.
        for account in &mut accounts {
            account.policies = named.policies.remove(&account.id).unwrap_or_default();
        }
        Scenario {
            accounts,
            resource_directory: self.world.resource_directory.as_ref().map(directory),
            resource_policies: self.world.resource_policies.iter().map(bucket).collect(),
            question,
            ..Scenario::empty()
        }
    }
}

type Policies = BTreeMap<String, Vec<CustomPolicy>>;

/// Gives policies that a case writes in place a name in their account, where a scenario keeps all
/// custom policies.
#[derive(Default)]
struct Named {
    /// By account.
    policies: Policies,
    /// The policy for an account, a name in the case and a document.
    known: Policies,
    /// What became of the policies that were written in place: by account, identity and name in the
    /// case.
    renamed: Policies,
    /// Accounts with names of their policies.
    taken: BTreeSet<String>,
}

fn key(parts: &[&str]) -> String {
    to_json(&parts.to_vec())
}

/// Whatever a policy is attached to. Names of users and roles ignore case (R2.9e, R6.21).
fn holder(kind: &str, name: &str) -> String {
    format!("{kind}/{}", if kind == "group" { name.to_owned() } else { name.to_lowercase() })
}

fn user_or_role(user: Option<&str>, role: Option<&str>) -> Option<String> {
    user.map(|name| holder("user", name)).or_else(|| role.map(|name| holder("role", name)))
}

impl Named {
    fn new(world: &World) -> Named {
        let mut named = Named::default();
        for account in &world.accounts {
            for policy in &account.policies {
                named.add(&account.id, &policy.name, policy_of(policy, PolicyKind::Custom));
            }
        }
        named
    }

    fn add(&mut self, account: &str, wanted: &str, policy: CustomPolicy) {
        self.taken.insert(key(&[account, &policy.name]));
        self.known.insert(key(&[account, wanted, &policy.document]), vec![policy.clone()]);
        self.policies.entry(account.to_owned()).or_default().push(policy);
    }

    /// The policy with this document: under the wanted name, or with a number behind it if that is
    /// another policy's.
    fn policy(&mut self, account: &str, wanted: &str, document: String) -> CustomPolicy {
        let known = self.known.get(&key(&[account, wanted, &document]));
        if let Some(policy) = known.and_then(|known| known.first()) {
            return policy.clone();
        }
        let mut name = wanted.to_owned();
        let mut number = self.policies.get(account).map_or(0, Vec::len);
        while self.taken.contains(&key(&[account, &name])) {
            number += 1;
            name = format!("{wanted}-{number}");
        }
        let policy = CustomPolicy { name, document, ..CustomPolicy::default() };
        self.add(account, wanted, policy.clone());
        policy
    }

    fn account(&mut self, account: &CaseAccount) -> Account {
        let id = account.id.as_str();
        let users = account.users.iter().map(|user| User {
            name: user.name.clone(),
            id: user.id.clone(),
            groups: user.groups.clone(),
            policies: self.attachments(id, &holder("user", &user.name), &user.policies),
            ..User::default()
        });
        let users = users.collect();
        let groups = account.groups.iter().map(|group| Group {
            name: group.name.clone(),
            policies: self.attachments(id, &holder("group", &group.name), &group.policies),
            ..Group::default()
        });
        let groups = groups.collect();
        let roles = account.roles.iter().map(|role| self.role(id, role)).collect();
        Account { id: id.to_owned(), alias: account.alias.clone(), users, groups, roles, ..Account::default() }
    }

    fn role(&mut self, account: &str, role: &CaseRole) -> Role {
        Role {
            name: role.name.clone(),
            kind: (role.kind.as_deref() == Some("service-linked")).then_some(RoleKind::ServiceLinked),
            max_session_duration: role.max_session_duration,
            trust_policy: role.trust_policy.as_ref().map(|document| text_of(document, PolicyKind::Trust)),
            policies: self.attachments(account, &holder("role", &role.name), &role.policies),
            ..Role::default()
        }
    }

    fn attachments(&mut self, account: &str, holder: &str, attachments: &[CaseAttachment]) -> Vec<Attachment> {
        attachments.iter().map(|attachment| self.attachment(account, holder, attachment)).collect()
    }

    fn attachment(&mut self, account: &str, holder: &str, attachment: &CaseAttachment) -> Attachment {
        match attachment {
            CaseAttachment::Named { policy, kind, scope } => {
                Attachment { policy: policy.clone(), kind: *kind, scope: scope.clone() }
            }
            CaseAttachment::Inline { name, document, scope } => {
                let policy = self.policy(account, name, text_of(document, PolicyKind::Custom));
                self.renamed.entry(key(&[account, holder, name])).or_default().push(policy.clone());
                Attachment { policy: policy.name, kind: PolicyType::Custom, scope: scope.clone() }
            }
        }
    }

    fn question(&mut self, request: &Request) -> Question {
        let resources = match (&request.resource, &request.action) {
            (Some(OneOrMany::One(resource)), _) => vec![resource.clone()],
            (Some(OneOrMany::Many(resources)), _) if !resources.is_empty() => resources.clone(),
            // R3.6: a call without resource-level permission.
            (_, Some(_)) => vec!["*".to_owned()],
            (_, None) => Vec::new(),
        };
        Question {
            principal: Some(request.principal.clone()),
            assume_role: request.assume_role.iter().map(hop).collect(),
            action: request.action.clone(),
            resources,
            resource_group: request.resource_group.clone(),
            context: request.context.clone(),
            after: request.after.iter().flat_map(|change| self.change(change)).collect(),
            time_offset_seconds: request.time_offset_seconds,
        }
    }

    fn change(&mut self, change: &CaseChange) -> Vec<Change> {
        match change.clone() {
            CaseChange::SetTrustPolicy { account, role, document } => {
                let document = text_of(&document, PolicyKind::Trust);
                vec![Change::SetTrustPolicy { account, role, document }]
            }
            CaseChange::DeleteRole { account, role } => vec![Change::DeleteRole { account, role }],
            CaseChange::CreateRole { account, definition } => {
                let definition = self.role(&account, &definition);
                vec![Change::CreateRole { account, definition }]
            }
            CaseChange::AttachPolicy { account, user, role, attachment } => {
                let attachment = match user_or_role(user.as_deref(), role.as_deref()) {
                    Some(holder) => self.attachment(&account, &holder, &attachment),
                    None => return Vec::new(),
                };
                vec![Change::AttachPolicy { account, user, role, attachment }]
            }
            CaseChange::DetachPolicy { account, user, role, policy } => {
                let holder = user_or_role(user.as_deref(), role.as_deref());
                let renamed = holder.and_then(|holder| self.renamed.get(&key(&[&account, &holder, &policy])));
                let names = match renamed {
                    Some(renamed) => renamed.iter().map(|policy| policy.name.clone()).collect(),
                    None => vec![policy],
                };
                let detach = |policy| Change::DetachPolicy {
                    account: account.clone(),
                    user: user.clone(),
                    role: role.clone(),
                    policy,
                };
                names.into_iter().map(detach).collect()
            }
            CaseChange::DeleteUser { account, user } => vec![Change::DeleteUser { account, user }],
        }
    }
}

fn hop(hop: &CaseHop) -> Hop {
    // R1.39: the length counts on what is sent, and a JSON object is sent in its compact form.
    let session_policy = hop.policy_text.clone().or_else(|| hop.policy.as_ref().map(|policy| to_json(policy)));
    Hop {
        role_arn: hop.role_arn.clone().unwrap_or_default(),
        // Always stated: a scenario without a session name takes the user's.
        session_name: Some(hop.session_name.clone().unwrap_or_default()),
        duration_seconds: hop.duration_seconds,
        external_id: hop.external_id.clone(),
        source_identity: hop.source_identity.clone(),
        session_policy,
        context: hop.context.clone(),
        ..Hop::default()
    }
}

fn directory(directory: &CaseDirectory) -> Directory {
    let node = |node: &CaseNode| DirectoryNode {
        id: node.id.clone(),
        kind: node.kind,
        parent: node.parent.clone(),
        name: None,
        control_policies: node.control_policies.clone(),
    };
    Directory {
        management_account: directory.management_account.clone(),
        control_policy_enabled: directory.control_policy_enabled,
        control_policies: (directory.control_policies.iter())
            .map(|policy| policy_of(policy, PolicyKind::Control))
            .collect(),
        nodes: directory.nodes.iter().map(node).collect(),
    }
}

fn bucket(bucket: &CaseBucket) -> BucketPolicy {
    BucketPolicy {
        account: bucket.account.clone(),
        bucket: bucket.bucket.clone(),
        document: text_of(&bucket.document, PolicyKind::Bucket),
    }
}

fn policy_of(policy: &CasePolicy, kind: PolicyKind) -> CustomPolicy {
    CustomPolicy { name: policy.name.clone(), document: text_of(&policy.document, kind), ..CustomPolicy::default() }
}

/// A document as people read it; as compact JSON where only that is short enough to be saved.
pub(super) fn text_of(document: &Node, kind: PolicyKind) -> String {
    let compact = to_json(document);
    let pretty = laid_out(&compact);
    match document_length(kind) {
        Some(limit) if pretty.chars().count() > limit => compact,
        _ => pretty,
    }
}
