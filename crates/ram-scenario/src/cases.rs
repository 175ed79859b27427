//! `ram-cases/1`: files of small worlds with a question each and the answer that is expected.
//!
//! Unlike a scenario, a case holds documents as JSON values, and unknown members are ignored, as
//! that format demands.

use std::collections::{BTreeMap, BTreeSet};

use ram_policy::limits::document_length;
use ram_policy::names::Entity;
use ram_policy::policy::PolicyKind;

use crate::load::{File, LoadError};
use crate::scenario::{
    Account, Attachment, BucketPolicy, Change, Context, CustomPolicy, Directory, DirectoryNode, Group, Hop, Localized,
    NodeKind, OneOrMany, PolicyType, Principal, Question, Role, RoleKind, Scenario, Scope, User,
};
use ram_json::{Node, Object, Read, Reading, Value, laid_out, readable, readable_by_tag, to_json};

/// The value of `format`.
pub const FORMAT: &str = "ram-cases/1";

/// A file of cases.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// What its cases are about.
    pub suite: String,
    /// Each case, or why it cannot be read. One bad case does not spoil the others.
    pub cases: Vec<Result<Case, UnreadableCase>>,
}

/// A case that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableCase {
    /// Its ID, or its place in the list, from 1.
    pub id: String,
    /// What is wrong.
    pub error: LoadError,
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique over all files.
    pub id: String,
    /// One line.
    pub title: String,
    /// What is probed.
    pub probe: Probe,
}

/// What a case probes, and what is expected.
#[derive(Debug, Clone)]
pub enum Probe {
    /// A question about a world.
    Access(Box<Access>),
    /// Whether a document can be saved.
    Validate(Validate),
    /// Whether a name is taken.
    Name(Name),
}

/// A question about a world, with its answer.
#[derive(Debug, Clone)]
pub struct Access {
    world: World,
    request: Request,
    /// The answer.
    pub expect: Answer,
}

/// The expected answer to a question. What is `None` is not asserted.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `Allow`, `ExplicitDeny`, `ImplicitDeny` or `Rejected`.
    pub decision: String,
    /// The layer that is named.
    pub deciding_layer: Option<String>,
    /// `assume_role[i]` or `action`; `Some(None)` when nothing fails.
    pub failed_step: Option<Option<String>>,
    /// The error code that the caller sees.
    pub error_code: Option<String>,
    /// An explanation for people.
    pub note: Option<String>,
}

/// A document, and whether it can be saved.
#[derive(Debug, Clone)]
pub struct Validate {
    /// What kind of document it is.
    pub kind: PolicyKind,
    /// Its text; of a document given as JSON the compact form.
    pub text: String,
    /// Whether it has no error.
    pub valid: bool,
    /// Codes that must be reported.
    pub codes: Vec<String>,
}

/// A name, and whether it is taken.
#[derive(Debug, Clone)]
pub struct Name {
    /// What is named.
    pub entity: Entity,
    /// The name.
    pub value: String,
    /// Whether the platform takes it.
    pub valid: bool,
}

impl CaseFile {
    /// Reads a file of cases.
    pub fn from_json(text: &str) -> Result<CaseFile, LoadError> {
        CaseFile::from_file(&File::parse(text)?)
    }

    pub(crate) fn from_file(file: &File<'_>) -> Result<CaseFile, LoadError> {
        if file.format() != Some(FORMAT) {
            return Err(LoadError::UnknownFormat);
        }
        let mut reading = Reading::lenient();
        let mut object = Object::of(&file.root, &mut reading);
        let suite = object.or_default("suite");
        let cases: Vec<Node> = object.required("cases");
        file.judge(reading, ())?;
        let case = |(index, node): (usize, &Node)| {
            let mut reading = Reading::lenient();
            let case = Case::read(node, &mut reading);
            let id = if case.id.is_empty() { format!("case {}", index + 1) } else { case.id.clone() };
            file.judge(reading, case).map_err(|error| UnreadableCase { id, error })
        };
        Ok(CaseFile { suite, cases: cases.iter().enumerate().map(case).collect() })
    }
}

impl Read for Case {
    fn read(node: &Node, reading: &mut Reading) -> Case {
        let mut object = Object::of(node, reading);
        let (id, title) = (object.take("id"), object.or_default("title"));
        let kind = match object.get("kind") {
            Some(_) => object.tag("kind", &["access", "validate", "name"]),
            None => None,
        };
        let probe = match kind {
            Some("validate") => Probe::Validate(Validate::read(node, reading)),
            Some("name") => Probe::Name(Name::read(node, reading)),
            _ => Probe::Access(Box::new(Access::read(node, reading))),
        };
        Case { id, title, probe }
    }
}

impl Case {
    /// The case as a scenario to look at. Only a case of kind `access` has one.
    pub fn to_scenario(&self) -> Option<Scenario> {
        match &self.probe {
            Probe::Access(access) => {
                Some(Scenario { title: Localized::One(self.title.clone()), ..access.to_scenario() })
            }
            Probe::Validate(_) | Probe::Name(_) => None,
        }
    }
}

impl Read for Validate {
    fn read(node: &Node, reading: &mut Reading) -> Validate {
        let mut object = Object::of(node, reading);
        let Expected { valid, codes } = object.required("expect");
        let CheckedDocument { kind, text } = object.required("validate");
        Validate { kind, text, valid, codes }
    }
}

/// A document to check, as text or as JSON.
struct CheckedDocument {
    kind: PolicyKind,
    text: String,
}

impl Read for CheckedDocument {
    fn read(node: &Node, reading: &mut Reading) -> CheckedDocument {
        let mut object = Object::of(node, reading);
        let Kind(kind) = object.required("policy_kind");
        let text = match object.get("text") {
            Some(Node { value: Value::String(text), .. }) => text.clone(),
            _ => to_json(&object.required::<Node>("document")),
        };
        CheckedDocument { kind, text }
    }
}

/// As a case names it.
struct Kind(PolicyKind);

impl Read for Kind {
    fn read(node: &Node, reading: &mut Reading) -> Kind {
        let kind = match reading.choice(node, &["custom", "trust", "session", "control", "bucket"]) {
            Some("trust") => PolicyKind::Trust,
            Some("session") => PolicyKind::Session,
            Some("control") => PolicyKind::Control,
            Some("bucket") => PolicyKind::Bucket,
            _ => PolicyKind::Custom,
        };
        Kind(kind)
    }
}

impl Read for Name {
    fn read(node: &Node, reading: &mut Reading) -> Name {
        let mut object = Object::of(node, reading);
        let Expected { valid, .. } = object.required("expect");
        let CheckedName { entity: OfEntity(entity), value } = object.required("name");
        Name { entity, value, valid }
    }
}

struct Expected {
    valid: bool,
    codes: Vec<String>,
}

impl Read for Expected {
    fn read(node: &Node, reading: &mut Reading) -> Expected {
        let mut object = Object::of(node, reading);
        Expected { valid: object.required("valid"), codes: object.take("codes") }
    }
}

/// A name to check.
struct CheckedName {
    entity: OfEntity,
    value: String,
}

readable!(CheckedName { entity, value });

/// What a name is the name of, as a case says it.
struct OfEntity(Entity);

impl Read for OfEntity {
    fn read(node: &Node, reading: &mut Reading) -> OfEntity {
        const KNOWN: &[(&str, Entity)] = &[
            ("user_name", Entity::User),
            ("group_name", Entity::Group),
            ("role_name", Entity::Role),
            ("policy_name", Entity::Policy),
            ("control_policy_name", Entity::ControlPolicy),
            ("account_alias", Entity::AccountAlias),
            ("role_session_name", Entity::RoleSession),
            ("external_id", Entity::ExternalId),
        ];
        let names = KNOWN.iter().map(|(name, _)| *name);
        let choice = reading.choice(node, &Vec::from_iter(names));
        KNOWN
            .iter()
            .find(|(name, _)| Some(*name) == choice)
            .map_or(OfEntity(Entity::User), |(_, entity)| OfEntity(*entity))
    }
}

readable!(Access { world, request, expect });

impl Read for Answer {
    fn read(node: &Node, reading: &mut Reading) -> Answer {
        let mut object = Object::of(node, reading);
        Answer {
            decision: object.take("decision"),
            deciding_layer: object.take("deciding_layer"),
            // A member that is `null` says more than one that is missing.
            failed_step: object.get("failed_step").is_some().then(|| object.take("failed_step")),
            error_code: object.take("error_code"),
            note: object.take("note"),
        }
    }
}

#[derive(Debug, Clone)]
struct World {
    accounts: Vec<CaseAccount>,
    resource_directory: Option<CaseDirectory>,
    resource_policies: Vec<CaseBucket>,
}

#[derive(Debug, Clone)]
struct CaseAccount {
    id: String,
    alias: Option<String>,
    users: Vec<CaseUser>,
    groups: Vec<CaseGroup>,
    roles: Vec<CaseRole>,
    policies: Vec<CasePolicy>,
}

#[derive(Debug, Clone)]
struct CaseUser {
    name: String,
    id: Option<String>,
    groups: Vec<String>,
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
struct CaseGroup {
    name: String,
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
struct CaseRole {
    name: String,
    kind: Option<String>,
    max_session_duration: Option<u64>,
    trust_policy: Option<Node>,
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
struct CasePolicy {
    name: String,
    document: Node,
}

#[derive(Debug, Clone)]
enum CaseAttachment {
    /// A custom policy written in place.
    Inline {
        name: String,
        document: Node,
        scope: Scope,
    },
    Named {
        policy: String,
        kind: PolicyType,
        scope: Scope,
    },
}

#[derive(Debug, Clone)]
struct CaseDirectory {
    management_account: String,
    control_policy_enabled: bool,
    control_policies: Vec<CasePolicy>,
    nodes: Vec<CaseNode>,
}

#[derive(Debug, Clone)]
struct CaseNode {
    id: String,
    kind: NodeKind,
    parent: Option<String>,
    control_policies: Vec<String>,
}

#[derive(Debug, Clone)]
struct CaseBucket {
    account: String,
    bucket: String,
    document: Node,
}

#[derive(Debug, Clone)]
struct Request {
    principal: Principal,
    assume_role: Vec<CaseHop>,
    action: Option<String>,
    resource: Option<OneOrMany>,
    resource_group: Option<String>,
    context: Context,
    after: Vec<CaseChange>,
    time_offset_seconds: u64,
}

#[derive(Debug, Clone)]
struct CaseHop {
    role_arn: Option<String>,
    session_name: Option<String>,
    duration_seconds: Option<u64>,
    external_id: Option<String>,
    source_identity: Option<String>,
    policy: Option<Node>,
    policy_text: Option<String>,
    context: Context,
}

#[derive(Debug, Clone)]
enum CaseChange {
    SetTrustPolicy { account: String, role: String, document: Node },
    DeleteRole { account: String, role: String },
    CreateRole { account: String, definition: CaseRole },
    AttachPolicy { account: String, user: Option<String>, role: Option<String>, attachment: CaseAttachment },
    DetachPolicy { account: String, user: Option<String>, role: Option<String>, policy: String },
    DeleteUser { account: String, user: String },
}

// The format: which members each object has. Others are passed over.

readable!(World { accounts, resource_directory, resource_policies });
readable!(CaseAccount { id, alias, users, groups, roles, policies });
readable!(CaseUser { name, id, groups, policies });
readable!(CaseGroup { name, policies });
readable!(CaseRole { name, kind, max_session_duration, trust_policy, policies });
readable!(CasePolicy { name, document });
readable!(CaseDirectory { management_account, control_policy_enabled, control_policies, nodes });
readable!(CaseNode { id, kind, parent, control_policies });
readable!(CaseBucket { account, bucket, document });
readable!(Request { principal, assume_role, action, resource, resource_group, context, after, time_offset_seconds });
readable!(CaseHop {
    role_arn,
    session_name,
    duration_seconds,
    external_id,
    source_identity,
    policy,
    policy_text,
    context
});
readable_by_tag!(CaseChange by "op" {
    "set_trust_policy" => SetTrustPolicy { account, role, document },
    "delete_role" => DeleteRole { account, role },
    "create_role" => CreateRole { account, definition },
    "attach_policy" => AttachPolicy { account, user, role, attachment },
    "detach_policy" => DetachPolicy { account, user, role, policy },
    "delete_user" => DeleteUser { account, user },
});

impl Read for CaseAttachment {
    fn read(node: &Node, reading: &mut Reading) -> CaseAttachment {
        let mut object = Object::of(node, reading);
        match object.get("document") {
            Some(document) => CaseAttachment::Inline {
                name: object.take("name"),
                document: document.clone(),
                scope: object.take("scope"),
            },
            None => CaseAttachment::Named {
                policy: object.take("policy"),
                kind: object.take("type"),
                scope: object.take("scope"),
            },
        }
    }
}

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
fn text_of(document: &Node, kind: PolicyKind) -> String {
    let compact = to_json(document);
    let pretty = laid_out(&compact);
    match document_length(kind) {
        Some(limit) if pretty.chars().count() > limit => compact,
        _ => pretty,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn scenario(world: &Value, request: &Value) -> Scenario {
        let case = json!({"id": "X-1", "title": "t", "world": world, "request": request, "more": 1,
            "expect": {"decision": "Allow", "failed_step": null}});
        let file = CaseFile::from_json(&json!({"format": FORMAT, "cases": [case]}).to_string()).unwrap();
        file.cases[0].as_ref().unwrap().to_scenario().unwrap()
    }

    fn document(action: &str) -> Value {
        json!({"Version": "1", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
    }

    #[test]
    fn a_policy_written_in_place_becomes_one_of_the_account() {
        let inline = |action: &str| json!({"name": "inline1", "document": document(action)});
        let world = json!({"accounts": [{"id": "1",
            "users": [{"name": "bob", "policies": [inline("ecs:*"), inline("oss:*")]}],
            "roles": [{"name": "App", "kind": "service", "policies": [inline("oss:*")]}]}]});
        let request = json!({"principal": {"type": "user", "account": "1", "name": "bob"}, "action": "ecs:List",
            "after": [{"op": "detach_policy", "account": "1", "role": "app", "policy": "inline1"}]});
        let scenario = scenario(&world, &request);
        let account = &scenario.accounts[0];
        let names = |policies: &[Attachment]| Vec::from_iter(policies.iter().map(|policy| policy.policy.clone()));
        assert_eq!(names(&account.users[0].policies), ["inline1", "inline1-2"]);
        assert_eq!(names(&account.roles[0].policies), ["inline1-2"]);
        assert_eq!(account.policies.len(), 2);
        assert_eq!(account.policies[0].document, serde_json::to_string_pretty(&document("ecs:*")).unwrap());
        assert!(matches!(&scenario.question.after[..],
            [Change::DetachPolicy { policy, .. }] if policy == "inline1-2"));
        assert_eq!(scenario.question.resources, ["*"]);
    }

    #[test]
    fn a_session_policy_is_compact_and_a_text_stays_as_it_is() {
        let step = json!({"role_arn": "acs:ram::1:role/r", "policy": document("ecs:*")});
        let text = json!({"role_arn": "acs:ram::1:role/r", "session_name": "s", "policy_text": "{ \"a\"", "extra": 1});
        let request = json!({"principal": {"type": "root", "account": "1"}, "assume_role": [step, text]});
        let hops = scenario(&json!({}), &request).question.assume_role;
        assert_eq!(hops[0].session_policy.as_deref(), Some(document("ecs:*").to_string().as_str()));
        assert_eq!(hops[0].session_name.as_deref(), Some(""));
        assert_eq!(hops[1].session_policy.as_deref(), Some("{ \"a\""));
    }

    #[test]
    fn a_document_that_only_fits_without_white_space_is_kept_so() {
        let statement = json!({"Effect": "Allow", "Action": "ecs:*", "Resource": ["*", "*", "*", "*"]});
        let document = json!({"Version": "1", "Statement": vec![statement; 60]});
        assert!(serde_json::to_string_pretty(&document).unwrap().len() > 6_144);
        let node = ram_policy::json::parse(&document.to_string()).unwrap();
        assert_eq!(text_of(&node, PolicyKind::Custom), document.to_string());
        assert_ne!(text_of(&node, PolicyKind::System), document.to_string());
    }

    #[test]
    fn one_bad_case_does_not_spoil_the_others() {
        let good = json!({"id": "G", "kind": "name", "name": {"entity": "user_name", "value": "a"}, "expect": {"valid": true}});
        let file = json!({"format": FORMAT, "cases": [good, {"id": "B", "kind": "graph"}, {}]}).to_string();
        let cases = CaseFile::from_json(&file).unwrap().cases;
        assert!(cases[0].is_ok());
        let error = cases[1].as_ref().unwrap_err();
        assert_eq!(error.id, "B");
        assert!(matches!(&error.error, LoadError::UnknownValue { value, .. } if value == "graph"));
        assert_eq!(cases[2].as_ref().unwrap_err().id, "case 3");
        assert_eq!(CaseFile::from_json("{}").unwrap_err(), LoadError::UnknownFormat);
        let member = LoadError::MissingMember { name: "cases".into(), line: 1 };
        assert_eq!(CaseFile::from_json(r#"{"format":"ram-cases/1"}"#).unwrap_err(), member);
    }
}
