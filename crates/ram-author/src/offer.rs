//! What the form offers: whole statements, actions with their access levels, principals, resources, the parts of an ARN,
//! condition keys, operators and values; and whether what was typed can stand there.
//!
//! What could be written is the same as in the text ([`crate::complete`]): each list is asked for at its place in a small
//! statement, so form and editor never differ.

pub mod actions;
pub mod narrower;
pub mod values;

use ram_catalog::KeyType;
use ram_policy::condition::{OPERATORS, OperatorInfo};
use ram_policy::diagnostic::Problem;
use ram_policy::pattern::is_name;
use ram_policy::policy::PolicyKind;
use ram_scenario::diagnostics;
use ram_text::{Lang, Msg, Text};

use crate::arn::{ArnFields, ArnForm, kinds};
use crate::complete::{Item, ItemKind, complete};
use crate::edit::{quote, unescape};
use crate::form::PrincipalKind;
use crate::surroundings::Surroundings;

pub use crate::complete::snippets::{Starter, starters};

/// One thing to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What it writes.
    pub text: String,
    /// What it shows and is found by.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// Beside the label, in a few words.
    pub detail: Option<Text>,
    /// In a sentence.
    pub documentation: Option<Text>,
}

/// What could be written in a statement, given by its members, at the NUL.
fn at(statement: &str, around: &Surroundings<'_>) -> Vec<Choice> {
    let document = format!("{{\"Statement\":[{{{statement}}}]}}");
    let Some((before, after)) = document.split_once('\u{0}') else { return Vec::new() };
    let text = [before, after].concat();
    // The mark stands between quotes, so what is inserted is what stands between them.
    let choice = |item: Item| Choice {
        text: unescape(&item.insert),
        label: item.label,
        kind: item.kind,
        detail: item.detail,
        documentation: item.documentation,
    };
    complete(&text, before.len(), around).items.into_iter().map(choice).collect()
}

/// A string that is being written, with the NUL behind what is typed.
fn typed(query: &str) -> String {
    let literal = quote(query);
    let open = literal.strip_suffix('"').unwrap_or(&literal);
    format!("{open}\u{0}\"")
}

/// A list with a field for one more.
fn list(present: &[String], query: &str) -> String {
    let mut entries: Vec<String> = present.iter().map(|text| quote(text)).collect();
    entries.push(typed(query));
    format!("[{}]", entries.join(","))
}

/// Whoever could be named as a principal and isn't yet; with the kind of entry that would be.
pub fn principals(present: &[String], query: &str, around: &Surroundings<'_>) -> Vec<(PrincipalKind, Choice)> {
    let list = list(present, query.trim());
    let mut found = Vec::new();
    for kind in PrincipalKind::of(around.kind) {
        let statement = match kind.name() {
            Some(name) => format!("\"Principal\":{{\"{name}\":{list}}}"),
            None => format!("\"Principal\":{list}"),
        };
        // What only begins an entry is for those who type.
        let whole = at(&statement, around).into_iter().filter(|choice| !choice.text.ends_with('/'));
        found.extend(whole.map(|choice| (*kind, choice)));
    }
    found
}

/// The kind of entry that a text typed as a principal would be.
pub fn principal_kind(kind: PolicyKind, text: &str) -> PrincipalKind {
    match kind {
        PolicyKind::Bucket => PrincipalKind::Bucket,
        _ if text.contains(":saml-provider/") || text.contains(":oidc-provider/") => PrincipalKind::Federated,
        _ if text.ends_with(".aliyuncs.com") => PrincipalKind::Service,
        _ => PrincipalKind::Ram,
    }
}

/// Resources that the statement could be about and isn't yet.
pub fn resources(actions: &[String], present: &[String], query: &str, around: &Surroundings<'_>) -> Vec<Choice> {
    let actions = actions.iter().map(|name| quote(name)).collect::<Vec<_>>().join(",");
    let found = at(&format!("\"Action\":[{actions}],\"Resource\":{}", list(present, query.trim())), around);
    // What only begins an ARN is for those who type.
    found.into_iter().filter(|choice| !choice.text.ends_with(':')).collect()
}

/// A part of an ARN pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArnPart {
    /// The service.
    Service,
    /// The region.
    Region,
    /// The account.
    Account,
    /// The type of resource.
    Kind,
    /// The rest.
    Id,
}

impl ArnPart {
    /// All, in their order.
    pub const ALL: [ArnPart; 5] = [ArnPart::Service, ArnPart::Region, ArnPart::Account, ArnPart::Kind, ArnPart::Id];

    /// Whether a text can be this part. Only the last can have colons and spaces.
    pub fn takes(self, text: &str) -> bool {
        let is_part = |text: &str| !text.contains(|c: char| c == ':' || c.is_whitespace());
        match self {
            ArnPart::Id => !text.is_empty(),
            ArnPart::Service | ArnPart::Account => !text.is_empty() && is_part(text),
            ArnPart::Kind => !text.is_empty() && is_part(text) && !text.contains('/'),
            ArnPart::Region => is_part(text),
        }
    }

    /// What it is in an ARN.
    pub fn of(self, fields: &ArnFields) -> Option<&str> {
        Some(match self {
            ArnPart::Service => &fields.service,
            ArnPart::Region => &fields.region,
            ArnPart::Account => &fields.account,
            ArnPart::Kind => fields.kind.as_deref()?,
            ArnPart::Id => &fields.id,
        })
    }

    /// The ARN with another text in this part.
    pub fn put(self, fields: &ArnFields, text: &str) -> ArnFields {
        let mut fields = fields.clone();
        match self {
            ArnPart::Service => text.clone_into(&mut fields.service),
            ArnPart::Region => text.clone_into(&mut fields.region),
            ArnPart::Account => text.clone_into(&mut fields.account),
            ArnPart::Kind => fields.kind = Some(text.to_owned()),
            ArnPart::Id => text.clone_into(&mut fields.id),
        }
        fields
    }
}

/// What a part of an ARN could be, and the whole ARN then.
pub fn arn_parts(
    fields: &ArnFields,
    part: ArnPart,
    actions: &[String],
    around: &Surroundings<'_>,
) -> Vec<(Choice, ArnFields)> {
    let ArnFields { service, region, account, kind, .. } = fields;
    let start = match part {
        ArnPart::Region => format!("acs:{service}:"),
        ArnPart::Account => format!("acs:{service}:{region}:"),
        ArnPart::Id => format!("acs:{service}:{region}:{account}:"),
        ArnPart::Service => return arn_services(fields, actions, around),
        ArnPart::Kind => return arn_kinds(fields, around),
    };
    let start = start.as_str();
    let names = actions.iter().map(|name| quote(name)).collect::<Vec<_>>().join(",");
    let found = at(&format!("\"Action\":[{names}],\"Resource\":[{}]", typed(start)), around);
    let within = kind.as_ref().map(|kind| format!("{kind}/")).unwrap_or_default();
    let mut parts: Vec<(Choice, ArnFields)> = Vec::with_capacity(found.len());
    for choice in found {
        let Some(rest) = choice.text.strip_prefix(start) else { continue };
        let text = match part {
            ArnPart::Id => match rest.strip_prefix(within.as_str()) {
                Some(id) => id,
                None if rest == "*" => "*",
                None => continue,
            },
            _ => rest.strip_suffix(':').unwrap_or(rest),
        };
        if !parts.iter().any(|(known, _)| known.text == text) {
            // What stands before the first slash of an ID is a type.
            let after = match ArnForm::read(&ArnForm::Fields(part.put(fields, text)).text()) {
                ArnForm::Fields(after) => after,
                _ => continue,
            };
            parts.push((Choice { text: text.to_owned(), label: text.to_owned(), ..choice }, after));
        }
    }
    parts
}

/// The services: those of the statement's actions, those of the scenario's resources, and all others.
fn arn_services(fields: &ArnFields, actions: &[String], around: &Surroundings<'_>) -> Vec<(Choice, ArnFields)> {
    let mut parts: Vec<(Choice, ArnFields)> = Vec::new();
    let mut add = |code: &str| {
        if code.is_empty() || code.contains(['*', '?']) || parts.iter().any(|(it, _)| it.text == code) {
            return;
        }
        let detail = Msg::AuthorActionOfUnclassified { service: around.service_name(code) };
        let choice = Choice {
            text: code.to_owned(),
            label: code.to_owned(),
            kind: ItemKind::Service,
            detail: Some(detail.text(around.lang)),
            documentation: None,
        };
        // The types of one service are not those of another.
        let after = match code.eq_ignore_ascii_case(&fields.service) {
            true => ArnPart::Service.put(fields, code),
            false => ArnFields { service: code.to_owned(), kind: None, id: "*".to_owned(), ..fields.clone() },
        };
        parts.push((choice, after));
    };
    actions.iter().filter_map(|name| name.split_once(':')).for_each(|(code, _)| add(code));
    around.resources().iter().filter_map(|arn| arn.split(':').nth(1)).for_each(&mut add);
    around.catalogue.iter().flat_map(|it| &it.services).for_each(|service| add(&service.code));
    parts
}

/// The types of resource of the service, and all of them together.
fn arn_kinds(fields: &ArnFields, around: &Surroundings<'_>) -> Vec<(Choice, ArnFields)> {
    let known = around.catalogue.map(|catalogue| kinds(catalogue, &fields.service)).unwrap_or_default();
    let mut parts: Vec<(Choice, ArnFields)> = Vec::with_capacity(known.len() + 1);
    let all = ArnFields { kind: None, id: "*".to_owned(), ..fields.clone() };
    let ids = known.into_iter().map(|it| ArnFields { kind: it.kind, id: it.id, ..fields.clone() });
    for after in std::iter::once(all).chain(ids) {
        let kind = after.kind.as_ref().map(|kind| format!("{kind}/")).unwrap_or_default();
        let text = format!("{kind}{}", after.id);
        if !parts.iter().any(|(known, _)| known.text == text) {
            let label = text.clone();
            let choice = Choice { text, label, kind: ItemKind::Arn, detail: None, documentation: None };
            parts.push((choice, after));
        }
    }
    parts
}

/// Whether a text can stand as a condition key: a service and a name (R4.40), and behind a slash the key of a tag. A
/// space can stand in the key of a tag alone: the platform takes it anywhere, but no request carries such a key.
pub fn takes_key(text: &str) -> bool {
    let name = text.split('/').next().unwrap_or_default();
    is_name(name) && !name.contains(char::is_whitespace) && !text.ends_with([':', '/'])
}

/// What keeps a text from being a condition key, in the words of the platform's check.
pub fn check_key(text: &str, lang: Lang) -> Option<Msg> {
    let problem = || Problem::KeyFormat { found: text.to_owned() };
    (!takes_key(text)).then(|| diagnostics::message(&problem(), lang))
}

/// The condition keys that requests of the statement's actions can carry.
pub fn keys(actions: &[String], query: &str, around: &Surroundings<'_>) -> Vec<Choice> {
    let actions = actions.iter().map(|name| quote(name)).collect::<Vec<_>>().join(",");
    // Under no operator in particular, keys of every type fit.
    let condition = format!("\"Action\":[{actions}],\"Condition\":{{\"\":{{{}:\"\"}}}}", typed(query.trim()));
    at(&condition, around)
}

/// The values that a condition could have and doesn't yet.
pub fn condition_values(
    operator: &str,
    key: &str,
    present: &[String],
    query: &str,
    around: &Surroundings<'_>,
) -> Vec<Choice> {
    let list = list(present, query.trim());
    let mut found = at(&format!("\"Condition\":{{{}:{{{}:{list}}}}}", quote(operator), quote(key)), around);
    // Text without letters can't be typed; tags often have such a value.
    if query.trim().is_empty() && values::compared(operator) == KeyType::String && !present.iter().any(String::is_empty)
    {
        let label = Msg::FormValueEmpty.string(around.lang);
        found.push(Choice { text: String::new(), label, kind: ItemKind::Value, detail: None, documentation: None });
    }
    found
}

/// The operators, those that compare what the key holds first.
pub fn operators(key: &str, around: &Surroundings<'_>) -> (Vec<&'static OperatorInfo>, Vec<&'static OperatorInfo>) {
    let kind = values::key_type(key, around);
    OPERATORS.iter().partition(|info| crate::facts::compares(info.comparison) == kind)
}
