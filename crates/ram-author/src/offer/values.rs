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

/// A time as fields show it: date and time of the day, to the second, and the zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalTime {
    /// Such as `2027-01-01T00:00:00`.
    pub time: String,
    /// `Z`, or the distance from UTC, such as `+08:00`.
    pub zone: String,
}

impl LocalTime {
    /// The zones that are offered.
    pub const ZONES: [&str; 2] = ["+08:00", "Z"];

    /// Reads a value; nothing where it is written in another way, or is no time.
    pub fn read(text: &str) -> Option<LocalTime> {
        let (time, zone) = match text.strip_suffix('Z') {
            Some(time) => (time, "Z"),
            None => text.split_at_checked(text.len().checked_sub(6)?)?,
        };
        let is_zone = zone == "Z" || zone.starts_with(['+', '-']);
        let read = LocalTime { time: time.to_owned(), zone: zone.to_owned() };
        (is_zone && time.len() == 19 && time.contains('T') && check("DateEquals", text).is_none()).then_some(read)
    }

    /// The value; nothing where it would be no time.
    pub fn text(&self) -> Option<String> {
        // A browser leaves out seconds that are zero.
        let seconds = if self.time.len() == 16 { ":00" } else { "" };
        let text = format!("{}{seconds}{}", self.time, self.zone);
        check("DateEquals", &text).is_none().then_some(text)
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
