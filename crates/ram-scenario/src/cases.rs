//! `ram-cases/1`: files of small worlds with a question each and the answer that is expected.
//!
//! Unlike a scenario, a case holds documents as JSON values, and unknown members are ignored, as
//! that format demands.

use std::collections::{BTreeMap, BTreeSet};

use ram_policy::limits::document_length;
use ram_policy::names::Entity;
use ram_policy::policy::PolicyKind;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;

use crate::load::{self, LoadError};
use crate::scenario::{
    Account, Attachment, BucketPolicy, Change, Context, CustomPolicy, Directory, DirectoryNode, Group, Hop, Localized,
    NodeKind, PolicyType, Principal, Question, Role, RoleKind, Scenario, Scope, User,
};

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
    /// What is wrong, in the words of the JSON reader.
    pub error: String,
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
#[derive(Debug, Clone, Deserialize)]
pub struct Access {
    world: World,
    request: Request,
    /// The answer.
    pub expect: Answer,
}

/// The expected answer to a question. What is `None` is not asserted.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    /// `Allow`, `ExplicitDeny`, `ImplicitDeny` or `Rejected`.
    pub decision: String,
    /// The layer that is named.
    pub deciding_layer: Option<String>,
    /// `assume_role[i]` or `action`; `Some(None)` when nothing fails.
    #[serde(default, deserialize_with = "present")]
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
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            suite: String,
            cases: Vec<Value>,
        }
        if load::format_of(text)?.as_deref() != Some(FORMAT) {
            return Err(LoadError::UnknownFormat);
        }
        let file: File = load::read(text)?;
        let cases = file.cases.iter().enumerate().map(|(index, value)| {
            Case::from_value(value).map_err(|error| UnreadableCase {
                id: value["id"].as_str().map_or_else(|| format!("case {}", index + 1), str::to_owned),
                error: error.to_string(),
            })
        });
        Ok(CaseFile { suite: file.suite, cases: cases.collect() })
    }
}

impl Case {
    fn from_value(value: &Value) -> serde_json::Result<Case> {
        #[derive(Deserialize)]
        struct Head {
            id: String,
            #[serde(default)]
            title: String,
            kind: Option<String>,
        }
        let head = Head::deserialize(value)?;
        let probe = match head.kind.as_deref() {
            None | Some("access") => Probe::Access(Box::new(Access::deserialize(value)?)),
            Some("validate") => Probe::Validate(read_validate(value)?),
            Some("name") => Probe::Name(read_name(value)?),
            Some(kind) => return Err(serde_json::Error::custom(format!("unknown kind `{kind}`"))),
        };
        Ok(Case { id: head.id, title: head.title, probe })
    }

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

fn read_validate(value: &Value) -> serde_json::Result<Validate> {
    #[derive(Deserialize)]
    struct Expected {
        valid: bool,
        #[serde(default)]
        codes: Vec<String>,
    }
    let kind = match member::<String>(&value["validate"], "policy_kind")?.as_str() {
        "custom" => PolicyKind::Custom,
        "trust" => PolicyKind::Trust,
        "session" => PolicyKind::Session,
        "control" => PolicyKind::Control,
        "bucket" => PolicyKind::Bucket,
        kind => return Err(serde_json::Error::custom(format!("unknown policy_kind `{kind}`"))),
    };
    let text = match (value["validate"].get("text"), value["validate"].get("document")) {
        (Some(Value::String(text)), _) => text.clone(),
        (_, Some(document)) => document.to_string(),
        _ => return Err(serde_json::Error::missing_field("document")),
    };
    let Expected { valid, codes } = member(value, "expect")?;
    Ok(Validate { kind, text, valid, codes })
}

fn read_name(value: &Value) -> serde_json::Result<Name> {
    #[derive(Deserialize)]
    struct Expected {
        valid: bool,
    }
    let entity = match member::<String>(&value["name"], "entity")?.as_str() {
        "user_name" => Entity::User,
        "group_name" => Entity::Group,
        "role_name" => Entity::Role,
        "policy_name" => Entity::Policy,
        "control_policy_name" => Entity::ControlPolicy,
        "account_alias" => Entity::AccountAlias,
        "role_session_name" => Entity::RoleSession,
        "external_id" => Entity::ExternalId,
        entity => return Err(serde_json::Error::custom(format!("unknown entity `{entity}`"))),
    };
    let Expected { valid } = member(value, "expect")?;
    Ok(Name { entity, value: member(&value["name"], "value")?, valid })
}

fn member<T: DeserializeOwned>(value: &Value, name: &'static str) -> serde_json::Result<T> {
    T::deserialize(value.get(name).ok_or_else(|| serde_json::Error::missing_field(name))?)
}

/// Tells a member that is `null` from one that is missing.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Clone, Deserialize)]
struct World {
    #[serde(default)]
    accounts: Vec<CaseAccount>,
    resource_directory: Option<CaseDirectory>,
    #[serde(default)]
    resource_policies: Vec<CaseBucket>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseAccount {
    id: String,
    alias: Option<String>,
    #[serde(default)]
    users: Vec<CaseUser>,
    #[serde(default)]
    groups: Vec<CaseGroup>,
    #[serde(default)]
    roles: Vec<CaseRole>,
    #[serde(default)]
    policies: Vec<CasePolicy>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseUser {
    name: String,
    id: Option<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseGroup {
    name: String,
    #[serde(default)]
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseRole {
    name: String,
    kind: Option<String>,
    max_session_duration: Option<u64>,
    trust_policy: Option<Value>,
    #[serde(default)]
    policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone, Deserialize)]
struct CasePolicy {
    name: String,
    document: Value,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum CaseAttachment {
    /// A custom policy written in place.
    Inline {
        name: String,
        document: Value,
        #[serde(default)]
        scope: Scope,
    },
    Named {
        policy: String,
        #[serde(default, rename = "type")]
        kind: PolicyType,
        #[serde(default)]
        scope: Scope,
    },
}

#[derive(Debug, Clone, Deserialize)]
struct CaseDirectory {
    management_account: String,
    #[serde(default)]
    control_policy_enabled: bool,
    #[serde(default)]
    control_policies: Vec<CasePolicy>,
    #[serde(default)]
    nodes: Vec<CaseNode>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseNode {
    id: String,
    kind: NodeKind,
    parent: Option<String>,
    #[serde(default)]
    control_policies: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct CaseBucket {
    account: String,
    bucket: String,
    document: Value,
}

#[derive(Debug, Clone, Deserialize)]
struct Request {
    principal: CasePrincipal,
    #[serde(default)]
    assume_role: Vec<CaseHop>,
    action: Option<String>,
    resource: Option<OneOrMany>,
    resource_group: Option<String>,
    #[serde(default)]
    context: Context,
    #[serde(default)]
    after: Vec<CaseChange>,
    #[serde(default)]
    time_offset_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum CasePrincipal {
    User { account: String, name: String },
    Root { account: String },
    Anonymous,
    Service { service: String, account: String },
    Saml { provider: String },
    Oidc { provider: String },
}

#[derive(Debug, Clone, Deserialize)]
struct CaseHop {
    #[serde(default)]
    role_arn: String,
    #[serde(default)]
    session_name: String,
    duration_seconds: Option<u64>,
    external_id: Option<String>,
    source_identity: Option<String>,
    policy: Option<Value>,
    policy_text: Option<String>,
    #[serde(default)]
    context: Context,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum CaseChange {
    SetTrustPolicy { account: String, role: String, document: Value },
    DeleteRole { account: String, role: String },
    CreateRole { account: String, definition: CaseRole },
    AttachPolicy { account: String, user: Option<String>, role: Option<String>, attachment: CaseAttachment },
    DetachPolicy { account: String, user: Option<String>, role: Option<String>, policy: String },
    DeleteUser { account: String, user: String },
}

impl Access {
    /// The world and the question as a scenario, without a title.
    pub fn to_scenario(&self) -> Scenario {
        let mut named = Named::new(&self.world);
        let mut accounts: Vec<Account> = self.world.accounts.iter().map(|account| named.account(account)).collect();
        let question = named.question(&self.request);
        // Last, since policies written in place have been added on the way.
        for account in &mut accounts {
            account.policies = named.policies.remove(&account.id).unwrap_or_default().list;
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

/// Gives policies that a case writes in place a name in their account, where a scenario keeps all
/// custom policies.
struct Named {
    /// By account.
    policies: BTreeMap<String, Policies>,
    /// What a policy of an identity that was written in place is called now; by account, identity
    /// and its name in the case.
    renamed: BTreeMap<(String, Holder, String), Vec<String>>,
}

/// The custom policies of one account.
#[derive(Default)]
struct Policies {
    list: Vec<CustomPolicy>,
    names: BTreeSet<String>,
    /// Names by the name in the case and the document.
    known: BTreeMap<(String, String), String>,
}

impl Policies {
    fn add(&mut self, policy: CustomPolicy) {
        self.names.insert(policy.name.clone());
        self.known.insert((policy.name.clone(), policy.document.clone()), policy.name.clone());
        self.list.push(policy);
    }

    /// The name of the policy with this document: the wanted one, or with a number behind it if
    /// that is another policy's.
    fn name(&mut self, wanted: &str, document: String) -> String {
        let key = (wanted.to_owned(), document);
        if let Some(name) = self.known.get(&key) {
            return name.clone();
        }
        let mut name = wanted.to_owned();
        let mut number = self.list.len();
        while self.names.contains(&name) {
            number += 1;
            name = format!("{wanted}-{number}");
        }
        self.names.insert(name.clone());
        self.list.push(CustomPolicy { name: name.clone(), document: key.1.clone(), ..CustomPolicy::default() });
        self.known.insert(key, name.clone());
        name
    }
}

/// Whatever a policy is attached to. Names of users and roles ignore case (R2.9e, R6.21).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    User(String),
    Group(String),
    Role(String),
}

impl Holder {
    fn user(name: &str) -> Holder {
        Holder::User(name.to_lowercase())
    }

    fn role(name: &str) -> Holder {
        Holder::Role(name.to_lowercase())
    }
}

impl Named {
    fn new(world: &World) -> Named {
        let mut policies: BTreeMap<String, Policies> = BTreeMap::new();
        for account in &world.accounts {
            let policies = policies.entry(account.id.clone()).or_default();
            account.policies.iter().for_each(|policy| policies.add(policy_of(policy, PolicyKind::Custom)));
        }
        Named { policies, renamed: BTreeMap::new() }
    }

    fn account(&mut self, account: &CaseAccount) -> Account {
        let id = account.id.as_str();
        let users = account.users.iter().map(|user| User {
            name: user.name.clone(),
            id: user.id.clone(),
            groups: user.groups.clone(),
            policies: self.attachments(id, &Holder::user(&user.name), &user.policies),
            ..User::default()
        });
        let users = users.collect();
        let groups = account.groups.iter().map(|group| Group {
            name: group.name.clone(),
            policies: self.attachments(id, &Holder::Group(group.name.clone()), &group.policies),
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
            policies: self.attachments(account, &Holder::role(&role.name), &role.policies),
            ..Role::default()
        }
    }

    fn attachments(&mut self, account: &str, holder: &Holder, attachments: &[CaseAttachment]) -> Vec<Attachment> {
        attachments.iter().map(|attachment| self.attachment(account, holder, attachment)).collect()
    }

    fn attachment(&mut self, account: &str, holder: &Holder, attachment: &CaseAttachment) -> Attachment {
        match attachment {
            CaseAttachment::Named { policy, kind, scope } => {
                Attachment { policy: policy.clone(), kind: *kind, scope: scope.clone() }
            }
            CaseAttachment::Inline { name, document, scope } => {
                let policies = self.policies.entry(account.to_owned()).or_default();
                let policy = policies.name(name, text_of(document, PolicyKind::Custom));
                let key = (account.to_owned(), holder.clone(), name.clone());
                self.renamed.entry(key).or_default().push(policy.clone());
                Attachment { policy, kind: PolicyType::Custom, scope: scope.clone() }
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
            principal: Some(principal(&request.principal)),
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
                let attachment = match holder(user.as_deref(), role.as_deref()) {
                    Some(holder) => self.attachment(&account, &holder, &attachment),
                    None => return Vec::new(),
                };
                vec![Change::AttachPolicy { account, user, role, attachment }]
            }
            CaseChange::DetachPolicy { account, user, role, policy } => {
                let renamed = holder(user.as_deref(), role.as_deref())
                    .and_then(|holder| self.renamed.get(&(account.clone(), holder, policy.clone())).cloned());
                let detach = |policy| Change::DetachPolicy {
                    account: account.clone(),
                    user: user.clone(),
                    role: role.clone(),
                    policy,
                };
                renamed.unwrap_or_else(|| vec![policy]).into_iter().map(detach).collect()
            }
            CaseChange::DeleteUser { account, user } => vec![Change::DeleteUser { account, user }],
        }
    }
}

fn holder(user: Option<&str>, role: Option<&str>) -> Option<Holder> {
    user.map(Holder::user).or_else(|| role.map(Holder::role))
}

fn principal(principal: &CasePrincipal) -> Principal {
    match principal.clone() {
        CasePrincipal::User { account, name } => Principal::User { account, name },
        CasePrincipal::Root { account } => Principal::Root { account },
        CasePrincipal::Anonymous => Principal::Anonymous,
        CasePrincipal::Service { service, account } => Principal::Service { service, account },
        CasePrincipal::Saml { provider } => Principal::Saml { provider },
        CasePrincipal::Oidc { provider } => Principal::Oidc { provider },
    }
}

fn hop(hop: &CaseHop) -> Hop {
    // R1.39: the length counts on what is sent, and a JSON object is sent in its compact form.
    let session_policy = hop.policy_text.clone().or_else(|| hop.policy.as_ref().map(Value::to_string));
    Hop {
        role_arn: hop.role_arn.clone(),
        // Always stated: a scenario without a session name takes the user's.
        session_name: Some(hop.session_name.clone()),
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
fn text_of(document: &Value, kind: PolicyKind) -> String {
    // A JSON value can always be written.
    let pretty = serde_json::to_string_pretty(document).unwrap_or_default();
    match document_length(kind) {
        Some(limit) if pretty.chars().count() > limit => document.to_string(),
        _ => pretty,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn scenario(world: &Value, request: &Value) -> Scenario {
        let case = json!({"id": "X-1", "title": "t", "world": world, "request": request, "more": 1,
            "expect": {"decision": "Allow", "failed_step": null}});
        Case::from_value(&case).unwrap().to_scenario().unwrap()
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
        assert_eq!(text_of(&document, PolicyKind::Custom), document.to_string());
        assert_ne!(text_of(&document, PolicyKind::System), document.to_string());
    }

    #[test]
    fn one_bad_case_does_not_spoil_the_others() {
        let good = json!({"id": "G", "kind": "name", "name": {"entity": "user_name", "value": "a"}, "expect": {"valid": true}});
        let file = json!({"format": FORMAT, "cases": [good, {"id": "B", "kind": "graph"}, {}]}).to_string();
        let cases = CaseFile::from_json(&file).unwrap().cases;
        assert!(cases[0].is_ok());
        let error = cases[1].as_ref().unwrap_err();
        assert_eq!((error.id.as_str(), error.error.as_str()), ("B", "unknown kind `graph`"));
        assert_eq!(cases[2].as_ref().unwrap_err().id, "case 3");
        assert_eq!(CaseFile::from_json("{}").unwrap_err(), LoadError::UnknownFormat);
        let member = LoadError::MissingMember { name: "cases".into(), line: 1 };
        assert_eq!(CaseFile::from_json(r#"{"format":"ram-cases/1"}"#).unwrap_err(), member);
    }
}
