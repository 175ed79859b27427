//! Operators, condition keys and their values.

use ram_catalog::{Catalogue, KeyType};
use ram_policy::arn::Arn;
use ram_policy::condition::{OPERATORS, Operator};
use ram_policy::policy::PolicyKind;
use ram_text::{Msg, code};

use super::{Candidate, ItemKind, Said, Site};
use crate::facts::{self, KEYS, Key, KeyScope, MOST_USED, compares, find_key, operator_meaning, type_name};
use crate::surroundings::Surroundings;

pub(super) fn operators(site: &Site<'_>, found: &mut Vec<Candidate>) {
    for info in OPERATORS {
        let candidate = Candidate::member(ItemKind::Operator, info.name, "{ | }");
        found.push(candidate.detail(type_name(compares(info.comparison))).documentation(operator_meaning(info)));
    }
    // Set prefixes are rare (R4.18), so they come last.
    for prefix in ["ForAnyValue", "ForAllValues"] {
        for info in OPERATORS.iter().filter(|info| compares(info.comparison) == KeyType::String) {
            let name = format!("{prefix}:{}", info.name);
            let operator = code(info.name);
            let meaning = match prefix {
                "ForAnyValue" => Msg::AuthorOperatorAny { operator },
                _ => Msg::AuthorOperatorAll { operator },
            };
            found.push(Candidate::member(ItemKind::Operator, &name, "{ | }").documentation(meaning));
        }
    }
    // Where a trust policy asks for an external ID or a time is known from experience: text first, as in the table.
    if site.around.kind != PolicyKind::Trust {
        let first = |candidate: &Candidate| ["IpAddress", "Bool", "StringEquals"].contains(&candidate.label.as_str());
        found.sort_by_key(|candidate| !first(candidate));
    }
}

/// A condition key that can stand under an operator.
pub(crate) struct Fitting {
    pub name: String,
    pub kind: KeyType,
    meaning: Meaning,
}

/// Who says what a key means.
enum Meaning {
    Known(&'static Key),
    OfService(String),
}

impl Fitting {
    fn meaning(&self, around: &Surroundings<'_>) -> Said {
        match &self.meaning {
            Meaning::Known(key) => Said::Known(&key.meaning),
            Meaning::OfService(code) => Msg::AuthorKeyOfService { service: around.service_name(code) }.into(),
        }
    }
}

/// The keys that requests of a statement's actions can carry: those that an action is known to send, those most asked
/// for, those of every request, and last what the actions' services have. Without actions, those of every service.
pub(crate) fn fitting_keys(around: &Surroundings<'_>, actions: &[String]) -> Vec<Fitting> {
    let mut keys: Vec<Fitting> = Vec::new();
    let mut add = |name: &str, kind: KeyType, meaning: Meaning| {
        if !keys.iter().any(|known| known.name.eq_ignore_ascii_case(name)) {
            keys.push(Fitting { name: name.to_owned(), kind, meaning });
        }
    };
    let is_trust = around.kind == PolicyKind::Trust;
    let names_service = |service: &str| {
        around.kind == PolicyKind::Bucket && service == "oss"
            || actions
                .iter()
                .filter_map(|name| name.split_once(':'))
                .any(|(code, _)| code.eq_ignore_ascii_case(service))
    };
    let fits = |scope: &KeyScope| match scope {
        KeyScope::All => true,
        KeyScope::Service(service) => names_service(service),
        KeyScope::Action(action) => actions.iter().any(|name| name.eq_ignore_ascii_case(action)),
        KeyScope::Trust => is_trust,
    };
    for key in KEYS {
        // In a trust policy what only such policies know comes first.
        if key.scope == KeyScope::Trust && is_trust {
            add(key.name, key.kind, Meaning::Known(key));
        }
    }
    let (sent, guessed): (Vec<_>, Vec<_>) =
        around.catalogue.into_iter().flat_map(|it| service_keys(it, actions)).partition(|it| it.is_sent);
    let most_used = KEYS.iter().take(MOST_USED);
    for it in sent {
        // What is known of a key by its own name says more than whose it is.
        match find_key(it.name).filter(|known| known.name.eq_ignore_ascii_case(it.name)) {
            Some(known) => add(known.name, known.kind, Meaning::Known(known)),
            None => add(it.name, it.kind, Meaning::OfService(it.service.to_owned())),
        }
    }
    for key in most_used.chain(KEYS) {
        if fits(&key.scope) {
            add(key.name, key.kind, Meaning::Known(key));
        }
    }
    for it in guessed {
        add(it.name, it.kind, Meaning::OfService(it.service.to_owned()));
    }
    keys
}

/// A key of the catalogue.
struct ServiceKey<'a> {
    name: &'a str,
    kind: KeyType,
    /// The code of its service.
    service: &'a str,
    /// Whether the action is known to send it.
    is_sent: bool,
}

/// The keys of the actions' own services: of exact actions theirs, where they are known, else all of the service.
fn service_keys<'a>(catalogue: &'a Catalogue, actions: &[String]) -> Vec<ServiceKey<'a>> {
    let mut keys = Vec::new();
    for name in actions {
        let Some(service) = name.split_once(':').and_then(|(code, _)| catalogue.service(code)) else { continue };
        let own = catalogue.action(name).map(|it| it.action.condition_keys.as_slice()).unwrap_or_default();
        for key in &service.condition_keys {
            let is_sent = own.contains(&key.key);
            if own.is_empty() || is_sent {
                let name = key.key.strip_suffix("<tag-key>").unwrap_or(&key.key);
                keys.push(ServiceKey { name, kind: key.kind, service: &service.code, is_sent });
            }
        }
    }
    keys
}

pub(super) fn keys(operator: &str, site: &Site<'_>, found: &mut Vec<Candidate>) {
    let wanted = Operator::parse(operator).map(|operator| compares(operator.info.comparison));
    let tags: Vec<&str> = site.around.tags().map(|(key, _)| key).collect();
    for key in fitting_keys(site.around, &site.actions()) {
        if wanted.is_some_and(|wanted| wanted != key.kind) {
            continue;
        }
        let candidate = |name: &str, template: &str| {
            let candidate = Candidate::member(ItemKind::Key, name, template);
            candidate.detail(type_name(key.kind)).documentation(key.meaning(site.around))
        };
        if key.name.ends_with('/') {
            let mut known: Vec<String> = Vec::new();
            for tag in &tags {
                let name = format!("{}{tag}", key.name);
                if !known.contains(&name) {
                    found.push(candidate(&name, "\"|\""));
                    known.push(name);
                }
            }
        }
        found.push(candidate(&key.name, "\"|\""));
    }
}

pub(super) fn values(operator: &str, key: &str, site: &Site<'_>, found: &mut Vec<Candidate>) {
    let around = site.around;
    let mut add = |text: &str, detail: Option<Msg>| {
        if !found.iter().any(|it| it.label == text) {
            found.push(Candidate { detail: detail.map(Said::from), ..Candidate::text(ItemKind::Value, text) });
        }
    };
    let operator = Operator::parse(operator);
    let own = around.catalogue.iter().flat_map(|it| &it.services).flat_map(|service| &service.condition_keys);
    let own_kind = own.clone().find(|known| facts::names_key(&known.key, key)).map(|known| known.kind);
    // What the operator compares is certain; what the key holds is known for some.
    let compared = operator.map(|operator| compares(operator.info.comparison)).filter(|kind| *kind != KeyType::String);
    let kind = compared.or(find_key(key).map(|known| known.kind)).or(own_kind).unwrap_or(KeyType::String);
    let tag = key.split_once('/').map(|(_, tag)| tag);
    for value in around.values_sent(key) {
        add(&value, Some(Msg::AuthorValueInQuestion));
    }
    match kind {
        KeyType::Boolean => ["true", "false"].into_iter().for_each(|value| add(value, None)),
        KeyType::Ip => {
            for address in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "203.0.113.0/24"] {
                add(address, Some(Msg::AuthorValueExample));
            }
        }
        KeyType::Date => {
            for time in around.values_sent("acs:CurrentTime") {
                add(&time, Some(Msg::AuthorValueInQuestion));
            }
            for time in ["2027-01-01T00:00:00+08:00", "2027-01-01T00:00:00Z"] {
                add(time, Some(Msg::AuthorValueExample));
            }
        }
        KeyType::Number => add("1", Some(Msg::AuthorValueExample)),
        KeyType::String => {
            for (_, value) in around.tags().filter(|(name, _)| Some(*name) == tag) {
                add(value, Some(Msg::AuthorValueInTags));
            }
        }
    }
    match key.to_ascii_lowercase().as_str() {
        "acs:principalarn" => {
            for id in around.accounts() {
                let Some(account) = around.scenario.account(id) else { continue };
                for role in &account.roles {
                    let detail = Msg::AuthorPrincipalRole { account: around.account_name(id) };
                    add(&Arn::role(id, &role.name).to_string(), Some(detail));
                }
                for user in &account.users {
                    let detail = Msg::AuthorPrincipalUser { account: around.account_name(id) };
                    add(&Arn::user(id, &user.name).to_string(), Some(detail));
                }
            }
        }
        "acs:service" | "ram:servicename" | "ram:servicenames" => {
            for service in facts::TRUSTED_SERVICES {
                add(&format!("{service}.aliyuncs.com"), Some(Msg::AuthorPrincipalService));
            }
        }
        "acs:tagkeys" => around.tags().for_each(|(name, _)| add(name, Some(Msg::AuthorValueInTags))),
        "acs:sourcevpc" => add("vpc-*", Some(Msg::AuthorValueExample)),
        "saml:recipient" => {
            for site in ["aliyun", "alibabacloud"] {
                add(&format!("https://signin.{site}.com/saml-role/sso"), None);
            }
        }
        "ram:trustedprincipaltypes" => ["RAM", "Service", "Federated"].into_iter().for_each(|value| add(value, None)),
        _ => {}
    }
}
