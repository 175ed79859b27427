//! Advice on conditions.

use ram_catalog::Catalogue;
use ram_policy::condition::{Comparison, Condition, Order, Value};
use ram_policy::nearest::nearest;
use ram_policy::pattern::Case;
use ram_policy::policy::{Document, PolicyKind, Sense, Statement};
use ram_policy::request::Context;
use ram_policy::text::Span;
use ram_policy::trace::Verdict;

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

/// The key on which the conditions of a statement exclude each other.
fn contradiction(statement: &Statement) -> Option<Span> {
    for (at, left) in statement.conditions.iter().enumerate() {
        // Of a key with several values in one request, each test may be met by another value.
        let is_single = find_key(left.key.value.as_str()).is_some_and(|key| key.name != "acs:TagKeys");
        let is_plain = |it: &Condition| it.operator.value.prefix.is_none() && !it.operator.value.info.negated;
        if !is_single || !is_plain(left) {
            continue;
        }
        let rest = statement.conditions.iter().skip(at + 1);
        for right in rest.filter(|right| right.key.value == left.key.value && is_plain(right)) {
            if exclude(left, right) || exclude(right, left) {
                return Some(left.key.span);
            }
        }
    }
    None
}

/// Whether no one value of the request meets both. Sure when true.
fn exclude(left: &Condition, right: &Condition) -> bool {
    let (kind, other) = (left.operator.value.info.comparison, right.operator.value.info.comparison);
    match (kind, other) {
        (Comparison::Text, Comparison::Text | Comparison::TextIgnoringCase | Comparison::Like) => {
            left.values.iter().all(|value| match &value.value {
                Value::Text(text) => !is_met(right, text),
                _ => false,
            })
        }
        (Comparison::Number(upper), Comparison::Number(lower)) => {
            let number = |value: &Value| match value {
                Value::Number(number) => Some(number.clone()),
                _ => None,
            };
            no_room(upper, lower, bounds(left, number), bounds(right, number))
        }
        (Comparison::Date(upper), Comparison::Date(lower)) => {
            let date = |value: &Value| match value {
                Value::Date(date) => Some(*date),
                _ => None,
            };
            no_room(upper, lower, bounds(left, date), bounds(right, date))
        }
        _ => false,
    }
}

/// Whether one value of the request meets a condition.
fn is_met(condition: &Condition, value: &str) -> bool {
    let mut context = Context::default();
    context.set(condition.key.value.as_str(), vec![value.to_owned()]);
    condition.evaluate(&context).verdict == Verdict::Holds
}

/// The smallest and the largest value: one that matches is enough (R4.1).
fn bounds<T: Ord>(condition: &Condition, read: impl Fn(&Value) -> Option<T>) -> Option<(T, T)> {
    let values = condition.values.iter().filter_map(|value| read(&value.value));
    Some((values.clone().min()?, values.max()?))
}

/// Whether nothing lies below the upper bound and above the lower one.
fn no_room<T: Ord>(upper: Order, lower: Order, most: Option<(T, T)>, least: Option<(T, T)>) -> bool {
    let (Some((_, most)), Some((least, _))) = (most, least) else { return false };
    match (upper, lower) {
        (Order::LessOrEqual, Order::GreaterOrEqual) => most < least,
        (Order::Less | Order::LessOrEqual, Order::Greater | Order::GreaterOrEqual) => most <= least,
        _ => false,
    }
}
