//! What people call things: accounts, callers, policies.

use ram_policy::pattern::{Case, equal};
use ram_policy::policy::Document;
use ram_policy::principal::{Caller, Principal};
use ram_text::{Arg, Lang, Msg, code, plain};

use crate::console;
use crate::scenario::{DirectoryNode, DocumentKey, Localized, NodeKind, Scenario};

/// Display name, alias or ID of an account.
pub fn account_name(scenario: &Scenario, id: &str) -> Localized {
    let account = scenario.account(id);
    let name = account.and_then(|account| account.name.clone()).filter(|name| !name.is_empty());
    let alias = || account.and_then(|account| account.alias.clone()).map(Localized::One);
    name.or_else(alias).unwrap_or_else(|| Localized::One(id.to_owned()))
}

/// The same as an argument of a sentence.
pub fn account(scenario: &Scenario, id: &str, lang: Lang) -> Arg {
    plain(account_name(scenario, id).get(lang.tag()))
}

/// The name of a folder of the resource directory; the Root folder has one without being given one.
pub fn folder(node: &DirectoryNode, lang: Lang) -> String {
    match node.name.as_ref().map(|name| name.get(lang.tag())).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None if node.kind == NodeKind::Root => Msg::RowRootFolder.string(lang),
        None => node.id.clone(),
    }
}

/// The name of a node of the resource directory.
pub fn node(scenario: &Scenario, node: &DirectoryNode, lang: Lang) -> String {
    match node.kind {
        NodeKind::Member => account_name(scenario, &node.id).get(lang.tag()).to_owned(),
        NodeKind::Root | NodeKind::Folder => folder(node, lang),
    }
}

/// The name of a resource group, or its ID where it has none.
pub fn resource_group(scenario: &Scenario, account: &str, id: &str, lang: Lang) -> String {
    let groups = scenario.account(account).into_iter().flat_map(|account| &account.resource_groups);
    let name = groups.filter(|group| group.id == id).find_map(|group| group.name.as_ref());
    name.map(|name| name.get(lang.tag())).filter(|name| !name.is_empty()).unwrap_or(id).to_owned()
}

/// Whoever calls: a user by name, a session by its role.
pub fn caller(scenario: &Scenario, caller: &Caller, lang: Lang) -> Arg {
    match caller {
        Caller::Session { role, .. } => code(role.as_str()),
        Caller::Principal(principal) => match principal {
            Principal::User { account, name } => plain(user_name(scenario, account, name, lang)),
            Principal::Root { account: id } => {
                Arg::text(Msg::TraceRootOf { account: account(scenario, id, lang) }.text(lang))
            }
            Principal::Anonymous => Arg::text(Msg::QuestionAnonymous.text(lang)),
            Principal::Service { service, account: id } => {
                let account = account(scenario, id, lang);
                Arg::text(Msg::TraceServiceFor { service: code(service.as_str()), account }.text(lang))
            }
            Principal::Saml { provider } | Principal::Oidc { provider } => {
                code(provider.rsplit_once(':').map_or(provider.as_str(), |(_, name)| name))
            }
        },
    }
}

fn user_name(scenario: &Scenario, account: &str, name: &str, lang: Lang) -> String {
    let user = scenario
        .account(account)
        .and_then(|account| account.users.iter().find(|user| equal(&user.name, name, Case::Ignored)));
    let display_name = user.and_then(|user| user.display_name.as_ref()).filter(|name| !name.is_empty());
    display_name.map_or(name, |display_name| display_name.get(lang.tag())).to_owned()
}

/// A document as a sentence names it: a policy by its name, others by what they are.
pub fn document(document: &Document, lang: Lang) -> Arg {
    match DocumentKey::parse(&document.id.0) {
        Some(DocumentKey::Trust { role, .. }) => Arg::text(Msg::VerdictTheTrustPolicy { role: code(role) }.text(lang)),
        Some(DocumentKey::Bucket { bucket, .. }) => {
            Arg::text(Msg::VerdictTheBucketPolicy { bucket: code(bucket) }.text(lang))
        }
        Some(DocumentKey::Session { .. } | DocumentKey::Running) => Arg::text(Msg::VerdictTheSessionPolicy.text(lang)),
        _ => code(document.name.as_str()),
    }
}

/// A document's short title: beside a tree or a tab that says whose it is.
pub fn document_title(document: &Document) -> Msg {
    match DocumentKey::parse(&document.id.0) {
        Some(DocumentKey::Trust { .. }) => Msg::PageTrustPolicy,
        Some(DocumentKey::Bucket { .. }) => Msg::PageBucketPolicy,
        Some(DocumentKey::Session { .. } | DocumentKey::Running) => Msg::PageSessionPolicy,
        _ => Msg::TracePolicyNamed { policy: code(document.name.as_str()) },
    }
}

/// A role by its ARN: by the name under which it was created (R6.21), if it is there.
pub fn role(scenario: &Scenario, arn: &str) -> Arg {
    match console::role(scenario, arn) {
        Some((_, role)) => code(role.name.as_str()),
        None => code(arn.rsplit_once(":role/").map_or(arn, |(_, name)| name)),
    }
}
