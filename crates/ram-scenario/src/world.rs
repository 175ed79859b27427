//! Scenario → world and request, in the evaluator's types.

use std::collections::BTreeMap;
use std::sync::Arc;

use ram_policy::arn::Resource;
use ram_policy::limits::{DEFAULT_MAX_SESSION_SECONDS, DEFAULT_SESSION_SECONDS};
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::principal::Principal;
use ram_policy::request::{Action, Context, Hop, Request, RunningSession, Start, Target};
use ram_policy::text::DocumentId;
use ram_policy::world::{
    Account, Attachment, Bucket, Change, Directory, DirectoryNode, Group, Identity, Role, Scope, User, World,
};
use ram_text::{Msg, code};

use crate::console::{self, Obstacle};
use crate::scenario::{self, DocumentKey, How, PolicyType, RoleKind, Scenario};

/// Every document of a scenario, read.
pub type Documents = BTreeMap<DocumentKey, Arc<Document>>;

/// What a question still lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomplete {
    /// Who asks.
    User,
    /// An action, or at least a role.
    Action,
    /// What the action is done to.
    Resource,
    /// The resource is not an ARN.
    NotAnArn(String),
    /// The console can't switch to a role in this way.
    Console(Obstacle),
}

impl Incomplete {
    /// The sentence that asks for it.
    pub fn message(&self) -> Msg {
        match self {
            Incomplete::User => Msg::VerdictChooseUser,
            Incomplete::Action => Msg::VerdictChooseAction,
            Incomplete::Resource => Msg::VerdictChooseResource,
            Incomplete::NotAnArn(resource) => Msg::VerdictResourceNotArn {
                resource: code(resource.as_str()),
                example: code("acs:service:region:account:resource"),
            },
            Incomplete::Console(obstacle) => obstacle.message(),
        }
    }
}

/// Reads all documents; those whose text has not changed are taken from `previous`.
pub fn documents(scenario: &Scenario, previous: Option<&Documents>) -> Documents {
    let mut documents = Documents::new();
    let mut add = |key: DocumentKey, name: &str, kind: PolicyKind, text: &str| {
        let known = previous.and_then(|previous| previous.get(&key)).filter(|document| *document.text == *text);
        let read = || {
            let document = Document::parse(DocumentId::new(&key.to_string()), name, kind, text);
            Arc::new(match &key {
                DocumentKey::Trust { account, .. } => document.owned_by(account),
                _ => document,
            })
        };
        let document = known.cloned().unwrap_or_else(read);
        documents.insert(key, document);
    };
    for account in &scenario.accounts {
        for policy in &account.policies {
            let key = DocumentKey::Custom { account: account.id.clone(), policy: policy.name.clone() };
            add(key, &policy.name, PolicyKind::Custom, &policy.document);
        }
        for role in &account.roles {
            if let Some(text) = &role.trust_policy {
                let key = DocumentKey::Trust { account: account.id.clone(), role: role.name.clone() };
                add(key, &role.name, PolicyKind::Trust, text);
            }
        }
    }
    for attachment in attachments(scenario).filter(|attachment| attachment.kind == PolicyType::System) {
        if let Some(policy) = ram_catalog::system_policy(&attachment.policy) {
            let key = DocumentKey::System { policy: attachment.policy.clone() };
            add(key, &attachment.policy, PolicyKind::System, policy.document);
        }
    }
    if let Some(directory) = &scenario.resource_directory {
        for policy in &directory.control_policies {
            let key = DocumentKey::Control { policy: policy.name.clone() };
            add(key, &policy.name, PolicyKind::Control, &policy.document);
        }
        for name in directory.nodes.iter().flat_map(|node| &node.control_policies) {
            let is_custom = directory.control_policies.iter().any(|policy| policy.name == *name);
            if let Some(policy) = ram_catalog::control_policy(name).filter(|_| !is_custom) {
                let key = DocumentKey::SystemControl { policy: name.clone() };
                add(key, name, PolicyKind::System, policy.document);
            }
        }
    }
    for policy in &scenario.resource_policies {
        let key = DocumentKey::Bucket { account: policy.account.clone(), bucket: policy.bucket.clone() };
        add(key, &policy.bucket, PolicyKind::Bucket, &policy.document);
    }
    for (hop, text) in scenario.question.assume_role.iter().enumerate() {
        if let Some(text) = &text.session_policy {
            add(DocumentKey::Session { hop }, "", PolicyKind::Session, text);
        }
    }
    if let Some(text) = scenario.document(&DocumentKey::Running) {
        add(DocumentKey::Running, "", PolicyKind::Session, text);
    }
    documents
}

fn attachments(scenario: &Scenario) -> impl Iterator<Item = &scenario::Attachment> {
    let of_accounts = scenario.accounts.iter().flat_map(|account| {
        (account.users.iter().flat_map(|user| &user.policies))
            .chain(account.groups.iter().flat_map(|group| &group.policies))
            .chain(account.roles.iter().flat_map(|role| &role.policies))
    });
    let of_changes = scenario.question.after.iter().flat_map(|change| match change {
        scenario::Change::AttachPolicy { attachment, .. } => std::slice::from_ref(attachment),
        scenario::Change::CreateRole { definition, .. } => definition.policies.as_slice(),
        _ => &[],
    });
    of_accounts.chain(of_changes)
}

/// The world, without the question.
pub fn world(scenario: &Scenario, documents: &Documents) -> World {
    World {
        accounts: scenario.accounts.iter().map(|found| account(found, documents)).collect(),
        directory: scenario.resource_directory.as_ref().map(|found| directory(found, documents)),
        buckets: (scenario.resource_policies.iter())
            .filter_map(|found| {
                let (account, bucket) = (found.account.clone(), found.bucket.clone());
                let policy = documents.get(&DocumentKey::Bucket { account, bucket })?.clone();
                Some(Bucket { account: found.account.clone(), name: found.bucket.clone(), policy })
            })
            .collect(),
    }
}

fn account(found: &scenario::Account, documents: &Documents) -> Account {
    let attached = |list: &[scenario::Attachment]| attached(&found.id, list, documents);
    Account {
        id: found.id.clone(),
        users: (found.users.iter())
            .map(|user| User {
                name: user.name.clone(),
                id: user.id.clone(),
                groups: user.groups.clone(),
                policies: attached(&user.policies),
            })
            .collect(),
        groups: (found.groups.iter())
            .map(|group| Group { name: group.name.clone(), policies: attached(&group.policies) })
            .collect(),
        roles: found.roles.iter().map(|found_role| role(&found.id, found_role, documents)).collect(),
    }
}

fn role(account: &str, found: &scenario::Role, documents: &Documents) -> Role {
    let key = DocumentKey::Trust { account: account.to_owned(), role: found.name.clone() };
    Role {
        name: found.name.clone(),
        is_service_linked: found.kind == Some(RoleKind::ServiceLinked),
        max_session_seconds: found.max_session_duration.unwrap_or(DEFAULT_MAX_SESSION_SECONDS),
        trust_policy: documents.get(&key).cloned(),
        policies: attached(account, &found.policies, documents),
    }
}

/// Attachments of policies that exist; one that names nothing attaches nothing.
fn attached(account: &str, list: &[scenario::Attachment], documents: &Documents) -> Vec<Attachment> {
    list.iter().filter_map(|found| attachment(account, found, documents)).collect()
}

fn attachment(account: &str, found: &scenario::Attachment, documents: &Documents) -> Option<Attachment> {
    let key = attached_document(account, found);
    let scope = match &found.scope {
        scenario::Scope::Account => Scope::Account,
        scenario::Scope::ResourceGroup(id) => Scope::ResourceGroup(id.clone()),
    };
    Some(Attachment { policy: documents.get(&key)?.clone(), scope })
}

/// The document that an attachment in this account names, whether there is one or not.
pub fn attached_document(account: &str, found: &scenario::Attachment) -> DocumentKey {
    let policy = found.policy.clone();
    match found.kind {
        PolicyType::Custom => DocumentKey::Custom { account: account.to_owned(), policy },
        PolicyType::System => DocumentKey::System { policy },
    }
}

fn directory(found: &scenario::Directory, documents: &Documents) -> Directory {
    let control_policy = |name: &String| {
        let custom = documents.get(&DocumentKey::Control { policy: name.clone() });
        custom.or_else(|| documents.get(&DocumentKey::SystemControl { policy: name.clone() })).cloned()
    };
    Directory {
        management_account: found.management_account.clone(),
        control_policies_enabled: found.control_policy_enabled,
        nodes: (found.nodes.iter())
            .map(|node| DirectoryNode {
                id: node.id.clone(),
                parent: node.parent.clone(),
                policies: node.control_policies.iter().filter_map(control_policy).collect(),
            })
            .collect(),
    }
}

/// The question as a request, or what it still lacks.
pub fn request(scenario: &Scenario, documents: &Documents) -> Result<Request, Incomplete> {
    let question = &scenario.question;
    let start = match &question.principal {
        Some(principal) => start(principal),
        None => return Err(Incomplete::User),
    };
    let action = question.action.as_deref();
    if action == Some("") || (action.is_none() && question.assume_role.is_empty()) {
        return Err(Incomplete::Action);
    }
    let action = match action {
        Some(name) => Some(Action {
            name: name.to_owned(),
            resources: targets(scenario)?,
            context: context(&question.context),
            changes: question.after.iter().filter_map(|found| change(found, documents)).collect(),
            offset_seconds: question.time_offset_seconds,
        }),
        None => None,
    };
    let hops = (question.assume_role.iter().enumerate())
        .map(|(index, found)| match console::obstacle(scenario, index) {
            Some(obstacle) if found.how == How::Console => Err(Incomplete::Console(obstacle)),
            _ => Ok(hop(scenario, found, &start)),
        })
        .collect::<Result<_, _>>()?;
    Ok(Request { start, hops, action })
}

/// Whoever asks, as the evaluator takes it.
pub(crate) fn start(found: &scenario::Principal) -> Start {
    Start::Principal(match found.clone() {
        scenario::Principal::User { account, name } => Principal::User { account, name },
        scenario::Principal::Root { account } => Principal::Root { account },
        scenario::Principal::Anonymous => Principal::Anonymous,
        scenario::Principal::Service { service, account } => Principal::Service { service, account },
        scenario::Principal::Saml { provider } => Principal::Saml { provider },
        scenario::Principal::Oidc { provider } => Principal::Oidc { provider },
        scenario::Principal::Session { account, role, name, session_policy, duration_seconds } => {
            return Start::Session(RunningSession {
                account,
                role,
                name,
                seconds: duration_seconds.unwrap_or(DEFAULT_SESSION_SECONDS),
                policy: session_policy,
            });
        }
    })
}

/// A call of AssumeRole as the hop makes it.
pub(crate) fn hop(scenario: &Scenario, found: &scenario::Hop, start: &Start) -> Hop {
    match found.how {
        How::Api => called(found, start),
        How::Console => switched(scenario, found, start),
    }
}

/// R5.52: the console sends the account and the role. The session is named like its user, and lasts as long as the role
/// and the logon allow.
fn switched(scenario: &Scenario, found: &scenario::Hop, start: &Start) -> Hop {
    Hop {
        role_arn: found.role_arn.clone(),
        session_name: default_session_name(start),
        duration_seconds: Some(console::session_seconds(scenario, &found.role_arn)),
        context: context(&found.context),
        offset_seconds: found.time_offset_seconds,
        ..Hop::default()
    }
}

fn called(found: &scenario::Hop, start: &Start) -> Hop {
    Hop {
        role_arn: found.role_arn.clone(),
        session_name: found.session_name.clone().unwrap_or_else(|| default_session_name(start)),
        duration_seconds: found.duration_seconds,
        external_id: found.external_id.clone(),
        source_identity: found.source_identity.clone(),
        session_policy: found.session_policy.clone(),
        context: context(&found.context),
        offset_seconds: found.time_offset_seconds,
    }
}

/// A session is named after the user or session that starts it; other principals get a fixed name.
pub(crate) fn default_session_name(start: &Start) -> String {
    match start {
        Start::Principal(Principal::User { name, .. }) | Start::Session(RunningSession { name, .. }) => name.clone(),
        _ => "session".to_owned(),
    }
}

/// The resources of the action, each with its group and tags as the world states them.
fn targets(scenario: &Scenario) -> Result<Vec<Target>, Incomplete> {
    let question = &scenario.question;
    if question.resources.iter().all(String::is_empty) {
        return Err(Incomplete::Resource);
    }
    let mut targets = Vec::with_capacity(question.resources.len());
    for arn in question.resources.iter().filter(|arn| !arn.is_empty()) {
        let resource = Resource::parse(arn).map_err(|_| Incomplete::NotAnArn(arn.clone()))?;
        let target = target(scenario, arn, resource);
        targets.push(Target { resource_group: question.resource_group.clone().or(target.resource_group), ..target });
    }
    Ok(targets)
}

/// A resource with its group and tags as the world states them.
pub(crate) fn target(scenario: &Scenario, arn: &str, resource: Resource) -> Target {
    let known = scenario.accounts.iter().flat_map(|account| &account.resources).find(|known| known.arn == *arn);
    let mut tags = Context::default();
    for (key, value) in known.iter().flat_map(|known| &known.tags) {
        tags.set(&format!("acs:ResourceTag/{key}"), vec![value.clone()]);
    }
    Target { resource, resource_group: known.and_then(|known| known.resource_group.clone()), context: tags }
}

/// Condition keys, as the evaluator takes them.
pub(crate) fn context(found: &scenario::Context) -> Context {
    let mut context = Context::default();
    for (key, values) in found {
        context.set(key, values.values().to_vec());
    }
    context
}

fn change(found: &scenario::Change, documents: &Documents) -> Option<Change> {
    let identity = |user: &Option<String>, role: &Option<String>| match (user, role) {
        (Some(user), _) => Some(Identity::User(user.clone())),
        (None, Some(role)) => Some(Identity::Role(role.clone())),
        (None, None) => None,
    };
    let trust = |account: &str, role: &str, text: &str| {
        let id = DocumentId::new(&format!("after/{account}/{role}"));
        Arc::new(Document::parse(id, role, PolicyKind::Trust, text))
    };
    Some(match found {
        scenario::Change::SetTrustPolicy { account, role, document } => Change::SetTrustPolicy {
            account: account.clone(),
            role: role.clone(),
            policy: trust(account, role, document),
        },
        scenario::Change::DeleteRole { account, role } => {
            Change::DeleteRole { account: account.clone(), role: role.clone() }
        }
        scenario::Change::CreateRole { account, definition } => {
            let mut role = role(account, definition, documents);
            role.trust_policy = definition.trust_policy.as_ref().map(|text| trust(account, &definition.name, text));
            Change::CreateRole { account: account.clone(), role }
        }
        scenario::Change::AttachPolicy { account, user, role, attachment: found } => Change::Attach {
            account: account.clone(),
            to: identity(user, role)?,
            attachment: attachment(account, found, documents)?,
        },
        scenario::Change::DetachPolicy { account, user, role, policy } => {
            Change::Detach { account: account.clone(), from: identity(user, role)?, policy: policy.clone() }
        }
        scenario::Change::DeleteUser { account, user } => {
            Change::DeleteUser { account: account.clone(), user: user.clone() }
        }
    })
}
