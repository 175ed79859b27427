//! Whether the platform would save a document: SEMANTICS.md, "Policy documents", "Principal" and
//! "Checks when a policy is saved". Only yes or no.

use serde_json::{Map, Value};

use crate::matching::{arn_fields, strings};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Identity,
    Trust,
    Session,
    Control,
    Bucket,
}

/// The longest document of each kind, in characters (R1.30, R1.31, R1.32, R1.38).
fn longest(kind: Kind) -> Option<usize> {
    match kind {
        Kind::Identity => Some(6_144),
        Kind::Session | Kind::Trust => Some(2_048),
        Kind::Control => Some(4_096),
        Kind::Bucket => None,
    }
}

pub fn is_too_long(kind: Kind, document: &Value) -> bool {
    longest(kind).is_some_and(|longest| document.to_string().chars().count() > longest)
}

pub fn is_valid(kind: Kind, document: &Value) -> bool {
    // R1.1, R1.2, R1.3
    let Some(document) = document.as_object() else { return false };
    only(document, &["Version", "Statement"])
        && document.get("Version") == Some(&Value::from("1"))
        && document.get("Statement").and_then(Value::as_array).is_some_and(|statements| {
            !statements.is_empty() && statements.iter().all(|statement| statement_is_valid(kind, statement))
        })
}

fn only(object: &Map<String, Value>, names: &[&str]) -> bool {
    object.keys().all(|name| names.contains(&name.as_str()))
}

/// R1.7: a string or a list of strings that is not empty.
fn is_text(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Array(list) => !list.is_empty() && list.iter().all(Value::is_string),
        _ => false,
    }
}

fn statement_is_valid(kind: Kind, statement: &Value) -> bool {
    let Some(statement) = statement.as_object() else { return false };
    // R1.4, R1.18, R1.19, R1.20, R1.21, R2.1
    let has_principal = matches!(kind, Kind::Trust | Kind::Bucket);
    let has_resource = kind != Kind::Trust;
    let mut known = vec!["Effect", "Action", "NotAction", "Condition", "Sid"];
    known.extend(has_principal.then_some("Principal"));
    known.extend(has_resource.then_some("Resource"));
    // R1.6, R1.13
    let actions = match (statement.get("Action"), statement.get("NotAction")) {
        (Some(actions), None) | (None, Some(actions)) => actions,
        _ => return false,
    };
    let is_action = |action: &str| action == "*" || action.contains(':');
    // R3.1
    let is_resource = |resource: &str| resource == "*" || arn_fields(resource).is_some_and(|fields| fields[0] == "acs");
    only(statement, &known)
        && statement.get("Sid").is_none_or(Value::is_string)
        && statement.get("Effect").is_some_and(|effect| effect == "Allow" || effect == "Deny")
        && is_text(actions)
        && strings(actions).into_iter().all(is_action)
        && (!has_resource
            || statement
                .get("Resource")
                .is_some_and(|resource| is_text(resource) && strings(resource).into_iter().all(is_resource)))
        && match kind {
            Kind::Trust => statement.get("Principal").is_some_and(trust_principal_is_valid),
            Kind::Bucket => statement.get("Principal").is_some_and(bucket_principal_is_valid),
            _ => true,
        }
        && statement.get("Condition").is_none_or(condition_is_valid)
}

/// R2.2
fn trust_principal_is_valid(principal: &Value) -> bool {
    principal.as_object().is_some_and(|principal| {
        !principal.is_empty() && only(principal, &["RAM", "Service", "Federated"]) && principal.values().all(is_text)
    })
}

/// R2.10 to R2.15, R2.18
fn bucket_principal_is_valid(principal: &Value) -> bool {
    let is_supported = |principal: &Value| {
        principal.as_str().is_some_and(|principal| {
            principal == "*"
                || principal.starts_with("arn:sts::")
                || (!principal.is_empty() && principal.chars().all(|digit| digit.is_ascii_digit()))
        })
    };
    principal.as_array().is_some_and(|list| list.iter().all(is_supported))
}

fn condition_is_valid(condition: &Value) -> bool {
    let Some(operators) = condition.as_object() else { return false };
    operators.iter().all(|(operator, keys)| {
        is_operator(operator)
            && keys.as_object().is_some_and(|keys| {
                keys.iter().all(|(key, values)| {
                    // R4.40, R4.15
                    key.contains(':') && is_text(values) && (operator != "Bool" || strings(values).len() == 1)
                })
            })
    })
}

/// R4.10 to R4.19: the whole list; names are case-sensitive.
fn is_operator(operator: &str) -> bool {
    let strings = ["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"]
        .map(|o| format!("String{o}"));
    let relations = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
    // R4.18: set prefixes stand before String operators only.
    let set = operator.strip_prefix("ForAnyValue:").or_else(|| operator.strip_prefix("ForAllValues:"));
    match set {
        Some(operator) => strings.iter().any(|known| known == operator),
        None => {
            strings.iter().any(|known| known == operator)
                || ["Bool", "IpAddress", "NotIpAddress"].contains(&operator)
                || relations.iter().any(|relation| {
                    operator.strip_prefix("Numeric") == Some(relation)
                        || operator.strip_prefix("Date") == Some(relation)
                })
        }
    }
}
