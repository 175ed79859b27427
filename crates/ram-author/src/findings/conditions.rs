//! Advice on conditions.

use ram_catalog::Catalogue;
use ram_policy::condition::{Comparison, Value};
use ram_policy::nearest::nearest;
use ram_policy::pattern::Case;
use ram_policy::policy::{Document, PolicyKind, Sense, Statement};
use ram_policy::text::Span;

use super::contradiction::contradiction;
use super::{Advice, Never};
use crate::edit::string_at;
use crate::facts::{KEYS, KeyScope, find_key, names_key};
use crate::surroundings::Surroundings;

pub(super) fn conditions(
    document: &Document,
    statement: &Statement,
    around: &Surroundings<'_>,
    found: &mut Vec<(Advice, Span)>,
) {
    let written = |span: Span| string_at(&document.text, span);
    for condition in &statement.conditions {
        let key = written(condition.key.span);
        let operator = written(condition.operator.span);
        if let Some(owner) = not_sent(document.kind, statement, &key, around.catalogue) {
            found.push((Advice::KeyNotSent { key: key.clone(), owner }, condition.key.span));
        } else if let Some(nearest) = unknown(&key, around.catalogue) {
            found.push((Advice::UnknownKey { key: key.clone(), nearest }, condition.key.span));
        }
        let info = condition.operator.value.info;
        for value in &condition.values {
            let text = written(value.span);
            if value.value == Value::Unreadable {
                let meant = meant(info.comparison, &text);
                let operator = operator.clone();
                found.push((Advice::UnreadableValue { value: text, operator, meant }, value.span));
            } else if matches!(info.comparison, Comparison::Text) && text.contains(['*', '?']) {
                let like = if info.negated { "StringNotLike" } else { "StringLike" };
                let operator = operator.clone();
                found.push((Advice::LiteralWildcard { value: text, operator, like }, value.span));
            }
        }
    }
    if let Some(key) = contradiction(statement) {
        let advice = Advice::NeverApplies(Never::Contradiction { key: written(key) });
        found.push((advice, statement.span));
    }
}

/// The service or action whose requests carry the key, when the statement is about others only.
fn not_sent(kind: PolicyKind, statement: &Statement, key: &str, catalogue: Option<&Catalogue>) -> Option<String> {
    if statement.action.sense == Sense::IsNot {
        return None;
    }
    let names_action =
        |action: &str| statement.action.patterns.iter().any(|it| it.value.matches(action, Case::Ignored));
    let names_service = |service: &str| {
        kind == PolicyKind::Bucket && service == "oss"
            || statement.action.patterns.iter().any(|pattern| {
                let code = pattern.value.as_str().split_once(':').map_or(pattern.value.as_str(), |(code, _)| code);
                code.contains(['*', '?']) || code.eq_ignore_ascii_case(service)
            })
    };
    if let Some(known) = find_key(key) {
        return match known.scope {
            KeyScope::All => None,
            KeyScope::Service(service) => (!names_service(service)).then(|| service.to_owned()),
            KeyScope::Action(action) => (!names_action(action)).then(|| action.to_owned()),
            KeyScope::Trust => (!names_action("sts:AssumeRole")).then(|| "sts:AssumeRole".to_owned()),
        };
    }
    let (code, _) = key.split_once(':')?;
    let service = catalogue?.service(code)?;
    let is_own = service.condition_keys.iter().any(|own| names_key(&own.key, key));
    (is_own && !names_service(&service.code)).then(|| service.code.clone())
}

/// For a key that nothing is known to send: the nearest that is, if any. `None` for keys that may well be sent.
fn unknown(key: &str, catalogue: Option<&Catalogue>) -> Option<Option<String>> {
    if find_key(key).is_some() {
        return None;
    }
    let (code, _) = key.split_once(':')?;
    let services = catalogue.map(|catalogue| catalogue.services.as_slice()).unwrap_or_default();
    let own = services.iter().flat_map(|service| &service.condition_keys).map(|own| own.key.as_str());
    if own.clone().any(|own| names_key(own, key)) {
        return None;
    }
    let known = KEYS.iter().map(|known| known.name).filter(|name| !name.ends_with('/'));
    let near = nearest(key, known.chain(own)).map(str::to_owned);
    // The common keys are known; those of a service may be more than the catalogue has.
    (code.eq_ignore_ascii_case("acs") || near.is_some()).then_some(near)
}

/// What was probably meant by a value that can't be read.
fn meant(comparison: Comparison, text: &str) -> Option<String> {
    let candidates = match comparison {
        Comparison::Bool => vec![text.trim().to_ascii_lowercase()],
        Comparison::Date(_) => {
            let date = text.trim().replace(' ', "T");
            vec![date.clone(), format!("{date}Z"), format!("{date}T00:00:00Z")]
        }
        _ => vec![text.trim().to_owned()],
    };
    candidates.into_iter().find(|it| Value::parse(comparison, it) != Value::Unreadable)
}
