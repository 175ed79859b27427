//! `Condition`: SEMANTICS.md, "Conditions".

use serde_json::{Map, Value};

use crate::matching::{like, strings};
use crate::rules::Rules;
use crate::values::{Number, address, instant, lies_in};

/// Whether every condition of a statement is met (R4.2, R4.3: AND over keys and operators).
pub fn conditions_hold(condition: Option<&Value>, context: &Map<String, Value>, rules: &Rules) -> bool {
    let Some(operators) = condition.and_then(Value::as_object) else { return true };
    rules.when(operators.is_empty(), "R1.11");
    rules.when(operators.len() > 1, "R4.3");
    let twice = |key: &String| operators.values().filter(|keys| keys.get(key).is_some()).count() > 1;
    rules.when(operators.values().filter_map(Value::as_object).flat_map(Map::keys).any(twice), "R4.5");
    operators.iter().all(|(operator, keys)| {
        let Some(keys) = keys.as_object() else { return true };
        rules.when(keys.len() > 1, "R4.2");
        keys.iter().all(|(key, values)| {
            condition_holds(operator, &request_values(context, key, rules), &strings(values), rules)
        })
    })
}

/// The request's values of a key; empty when the request does not carry it (R4.42).
fn request_values<'a>(context: &'a Map<String, Value>, key: &str, rules: &Rules) -> Vec<&'a str> {
    let found = context.iter().find(|(found, _)| same_key(found, key));
    rules.when(found.is_some_and(|(found, _)| found != key), "R4.41");
    found.map(|(_, values)| strings(values)).unwrap_or_default()
}

/// R4.41: case is ignored, but not in the tag key after the slash.
fn same_key(left: &str, right: &str) -> bool {
    match (left.split_once('/'), right.split_once('/')) {
        (None, None) => left.eq_ignore_ascii_case(right),
        (Some((left, left_tag)), Some((right, right_tag))) => left.eq_ignore_ascii_case(right) && left_tag == right_tag,
        _ => false,
    }
}

fn condition_holds(operator: &str, found: &[&str], values: &[&str], rules: &Rules) -> bool {
    rules.when(values.len() > 1, "R4.1");
    // R4.18: set prefixes. "Satisfies" means the whole operator, negated or not.
    if let Some(operator) = operator.strip_prefix("ForAnyValue:") {
        rules.note("R4.18 any");
        return found.iter().any(|found| condition_holds(operator, &[found], values, rules));
    }
    if let Some(operator) = operator.strip_prefix("ForAllValues:") {
        rules.note("R4.18 all");
        return found.iter().all(|found| condition_holds(operator, &[found], values, rules));
    }
    // R4.4: a negated operator is the exact negation of its positive form.
    if let Some(positive) = positive_of(operator) {
        rules.note(if found.is_empty() { "R4.31" } else { "R4.4" });
        return !condition_holds(positive, found, values, rules);
    }
    // R4.30: without the key, a positive operator is false. R4.1: one pair that compares is enough.
    rules.when(found.is_empty(), "R4.30");
    found.iter().any(|found| values.iter().any(|value| compares(operator, found, value, rules)))
}

fn positive_of(operator: &str) -> Option<&'static str> {
    Some(match operator {
        "StringNotEquals" => "StringEquals",
        "StringNotEqualsIgnoreCase" => "StringEqualsIgnoreCase",
        "StringNotLike" => "StringLike",
        "NumericNotEquals" => "NumericEquals",
        "DateNotEquals" => "DateEquals",
        "NotIpAddress" => "IpAddress",
        _ => return None,
    })
}

/// `request OP policy-value` for one value on each side.
fn compares(operator: &str, found: &str, value: &str, rules: &Rules) -> bool {
    let result = match operator {
        "StringEquals" => {
            rules.note("R4.10");
            Some(found == value)
        }
        "StringEqualsIgnoreCase" => {
            rules.note("R4.11");
            Some(found.to_lowercase() == value.to_lowercase())
        }
        "StringLike" => {
            rules.note("R4.12");
            Some(like(value, found))
        }
        "Bool" => {
            rules.note("R4.15");
            let known = |text| ["true", "false"].contains(&text);
            (known(found) && known(value)).then_some(found == value)
        }
        "IpAddress" => {
            rules.note("R4.16");
            address(found).and_then(|found| {
                let inside = lies_in(&found, value)?;
                rules.when(found.len() == 128 && inside, "R4.22");
                Some(inside)
            })
        }
        _ => {
            let (order, relation) = if let Some(relation) = operator.strip_prefix("Numeric") {
                rules.note("R4.13");
                (Number::read(found).zip(Number::read(value)).map(|(found, value)| found.compare(&value)), relation)
            } else if let Some(relation) = operator.strip_prefix("Date") {
                rules.note("R4.14");
                (instant(found).zip(instant(value)).map(|(found, value)| found.cmp(&value)), relation)
            } else {
                return false;
            };
            order.map(|order| match relation {
                "Equals" => order.is_eq(),
                "LessThan" => order.is_lt(),
                "LessThanEquals" => order.is_le(),
                "GreaterThan" => order.is_gt(),
                "GreaterThanEquals" => order.is_ge(),
                _ => false,
            })
        }
    };
    // R4.20: what cannot be read makes the positive comparison false.
    rules.when(result.is_none(), "R4.20");
    result.unwrap_or(false)
}
