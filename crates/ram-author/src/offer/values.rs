//! Values of conditions: what type a key holds, and whether a typed value can be read.

use ram_catalog::KeyType;
use ram_policy::condition::{Operator, Value};
use ram_text::Msg;

use crate::facts::{self, compares, find_key};
use crate::surroundings::Surroundings;

/// What values a key holds; text, where nothing is known of it.
pub fn key_type(key: &str, around: &Surroundings<'_>) -> KeyType {
    if let Some(known) = find_key(key) {
        return known.kind;
    }
    let services = around.catalogue.iter().flat_map(|it| &it.services);
    let own = services.flat_map(|service| &service.condition_keys).find(|own| facts::names_key(&own.key, key));
    own.map_or(KeyType::String, |own| own.kind)
}

/// What an operator compares; text, where it is none.
pub fn compared(operator: &str) -> KeyType {
    Operator::parse(operator).map_or(KeyType::String, |operator| compares(operator.info.comparison))
}

/// The operator that a new condition on values of a type begins with.
pub fn first_operator(kind: KeyType) -> &'static str {
    match kind {
        KeyType::String => "StringEquals",
        KeyType::Number => "NumericEquals",
        KeyType::Date => "DateLessThan",
        KeyType::Boolean => "Bool",
        KeyType::Ip => "IpAddress",
    }
}

/// What is wrong with a value: the operator can't read it, so that it would match nothing (R4.20).
pub fn check(operator: &str, text: &str) -> Option<Msg> {
    let operator = Operator::parse(operator)?;
    if Value::parse(operator.info.comparison, text) != Value::Unreadable {
        return None;
    }
    match compares(operator.info.comparison) {
        KeyType::Boolean => Some(Msg::FormValueBoolean),
        KeyType::Ip => Some(Msg::FormValueAddress),
        KeyType::Date => Some(Msg::FormValueTime),
        KeyType::Number => Some(Msg::FormValueNumber),
        KeyType::String => None,
    }
}
