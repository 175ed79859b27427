//! What documents are called, where they belong, and what they look like in a list.

use ram_catalog::{Fidelity, SystemPolicy};
use ram_scenario::people;
use ram_scenario::scenario::{DocumentKey, PolicyType, Scenario};
use ram_text::{Arg, Lang, Msg, code, plain};

/// The icon of a document.
pub fn icon(key: &DocumentKey) -> &'static str {
    match key {
        DocumentKey::Trust { .. } => "handshake",
        DocumentKey::Custom { .. } => "file-text",
        DocumentKey::System { .. } | DocumentKey::SystemControl { .. } => "file-lock-2",
        DocumentKey::Control { .. } => "shield",
        DocumentKey::Bucket { .. } => "archive",
        DocumentKey::Session { .. } | DocumentKey::Running => "scroll-text",
    }
}

/// The name on the document's tab, and whether it is a name from the cloud rather than words.
pub fn name(key: &DocumentKey, lang: Lang) -> (String, bool) {
    match key {
        DocumentKey::Trust { .. } => (Msg::PageTrustPolicy.string(lang), false),
        DocumentKey::Bucket { .. } => (Msg::PageBucketPolicy.string(lang), false),
        DocumentKey::Session { .. } | DocumentKey::Running => (Msg::PageSessionPolicy.string(lang), false),
        DocumentKey::Custom { policy, .. }
        | DocumentKey::System { policy }
        | DocumentKey::Control { policy }
        | DocumentKey::SystemControl { policy } => (policy.clone(), true),
    }
}

/// The document as a part of a sentence.
pub fn in_sentence(key: &DocumentKey, lang: Lang) -> Arg {
    match key {
        DocumentKey::Trust { role, .. } => Arg::text(Msg::VerdictTheTrustPolicy { role: code(role) }.text(lang)),
        DocumentKey::Bucket { bucket, .. } => {
            Arg::text(Msg::VerdictTheBucketPolicy { bucket: code(bucket) }.text(lang))
        }
        DocumentKey::Session { .. } | DocumentKey::Running => Arg::text(Msg::VerdictTheSessionPolicy.text(lang)),
        DocumentKey::Custom { policy, .. }
        | DocumentKey::System { policy }
        | DocumentKey::Control { policy }
        | DocumentKey::SystemControl { policy } => code(policy),
    }
}

/// Where a document belongs, from the outside in, without its own name.
pub fn path(key: &DocumentKey, scenario: &Scenario, lang: Lang) -> Vec<String> {
    let owner = |id: &str| people::account_name(scenario, id).get(lang.tag()).to_owned();
    match key {
        DocumentKey::Trust { account, role } => vec![owner(account), Msg::PageRoles.string(lang), role.clone()],
        DocumentKey::Custom { account, .. } => vec![owner(account), Msg::PagePolicies.string(lang)],
        DocumentKey::Bucket { account, bucket } => {
            vec![owner(account), Msg::PageResources.string(lang), bucket.clone()]
        }
        DocumentKey::Control { .. } | DocumentKey::SystemControl { .. } => {
            vec![Msg::PageControlPolicies.string(lang)]
        }
        DocumentKey::System { .. } => vec![Msg::PagePolicies.string(lang)],
        DocumentKey::Session { hop } => {
            let role = scenario.question.assume_role.get(*hop).and_then(|hop| hop.role_arn.rsplit('/').next());
            vec![Msg::PageQuestion.string(lang), role.unwrap_or_default().to_owned()]
        }
        DocumentKey::Running => vec![Msg::PageQuestion.string(lang)],
    }
}

/// Who has a policy attached; nothing for documents that are not attached to anyone.
pub fn attachment(key: &DocumentKey, scenario: &Scenario, lang: Lang) -> Option<Msg> {
    let (kind, only, policy) = match key {
        DocumentKey::Custom { account, policy } => (PolicyType::Custom, Some(account), policy),
        DocumentKey::System { policy } => (PolicyType::System, None, policy),
        DocumentKey::Control { policy } | DocumentKey::SystemControl { policy } => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let attached = nodes.filter(|node| node.control_policies.contains(policy));
            let names = attached.map(|node| plain(people::node(scenario, node, lang)));
            return Some(attached_to(names.collect(), lang));
        }
        DocumentKey::Trust { .. } | DocumentKey::Bucket { .. } | DocumentKey::Session { .. } | DocumentKey::Running => {
            return None;
        }
    };
    let accounts = scenario.accounts.iter().filter(|account| only.is_none_or(|only| account.id == *only));
    let identities = accounts.flat_map(|account| {
        let users = account.users.iter().map(|user| (&user.name, &user.policies));
        let groups = account.groups.iter().map(|group| (&group.name, &group.policies));
        let roles = account.roles.iter().map(|role| (&role.name, &role.policies));
        users.chain(groups).chain(roles)
    });
    let attached = identities.filter(|(_, attachments)| {
        attachments.iter().any(|attachment| attachment.kind == kind && attachment.policy == *policy)
    });
    Some(attached_to(attached.map(|(name, _)| code(name)).collect(), lang))
}

fn attached_to(names: Vec<Arg>, lang: Lang) -> Msg {
    let rest = names.len().saturating_sub(1);
    match names.into_iter().next() {
        None => Msg::PageNotAttached,
        Some(name) if rest == 0 => Msg::PageAttachedTo { name },
        Some(first) => Msg::PageAttachedTo { name: Arg::text(Msg::PageAndMore { first, n: rest }.text(lang)) },
    }
}

/// How far a system policy is what Alibaba Cloud uses today.
pub fn fidelity(policy: &SystemPolicy) -> Msg {
    let word = |word: Option<&str>| plain(word.unwrap_or("–"));
    let (version, date) = (word(policy.version), word(policy.updated));
    match policy.fidelity {
        Fidelity::Official => Msg::PageFidelityOfficial { version, date },
        Fidelity::OfficialOlder => Msg::PageFidelityOlder { date: word(policy.seen) },
        Fidelity::Partial => Msg::PageFidelityPartial { version, date },
        Fidelity::Reconstructed => Msg::PageFidelityReconstructed,
    }
}

/// The document of Alibaba Cloud behind a key.
pub fn system_policy(key: &DocumentKey) -> Option<&'static SystemPolicy> {
    match key {
        DocumentKey::System { policy } => ram_catalog::system_policy(policy),
        DocumentKey::SystemControl { policy } => ram_catalog::control_policy(policy),
        _ => None,
    }
}

/// The text of a document, those of Alibaba Cloud among them.
pub fn text<'s>(scenario: &'s Scenario, key: &DocumentKey) -> &'s str {
    match system_policy(key) {
        Some(policy) => policy.document,
        None => scenario.document(key).unwrap_or_default(),
    }
}
