//! Condition operators as one table, and what a condition means for a request (SEMANTICS.md, "Conditions").
//!
//! A negated operator is "not" of its positive one, in one place ([`Condition::evaluate`]); what
//! a missing key means is decided there too (R4.30, R4.31).

mod date;
mod ip;
mod number;

use crate::pattern::{Case, Pattern, equal};
use crate::request::Context;
use crate::text::{Span, Spanned};
use crate::trace::{ConditionTrace, Found, Reason, ValueTrace, Verdict};

pub use date::Instant;
pub use ip::Network;
pub use number::Decimal;

/// How a policy's value is read and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The same text, with case (R4.10): `*` is a literal star.
    Text,
    /// The same text, without regard to case (R4.11).
    TextIgnoringCase,
    /// `*` and `?` are wildcards (R4.12).
    Like,
    /// Decimal numbers (R4.13).
    Number(Order),
    /// Instants in ISO 8601 (R4.14).
    Date(Order),
    /// `"true"` or `"false"` (R4.15).
    Bool,
    /// An address or a CIDR block (R4.16).
    Ip,
}

/// `request OP policy value` for numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Equal.
    Equal,
    /// The request's value is smaller.
    Less,
    /// Smaller or equal.
    LessOrEqual,
    /// The request's value is larger.
    Greater,
    /// Larger or equal.
    GreaterOrEqual,
}

impl Order {
    fn holds<T: Ord>(self, request: &T, policy: &T) -> bool {
        match self {
            Order::Equal => request == policy,
            Order::Less => request < policy,
            Order::LessOrEqual => request <= policy,
            Order::Greater => request > policy,
            Order::GreaterOrEqual => request >= policy,
        }
    }
}

/// One row of the table of operators.
#[derive(Debug, PartialEq, Eq)]
pub struct OperatorInfo {
    /// As written in a policy; case counts (R4.19).
    pub name: &'static str,
    /// How values are compared.
    pub comparison: Comparison,
    /// Whether the operator is the negation of the comparison (R4.4).
    pub negated: bool,
}

const fn operator(name: &'static str, comparison: Comparison, negated: bool) -> OperatorInfo {
    OperatorInfo { name, comparison, negated }
}

/// All operators (R4.10 to R4.16); there are no others (R4.17).
pub static OPERATORS: &[OperatorInfo] = &[
    operator("StringEquals", Comparison::Text, false),
    operator("StringNotEquals", Comparison::Text, true),
    operator("StringEqualsIgnoreCase", Comparison::TextIgnoringCase, false),
    operator("StringNotEqualsIgnoreCase", Comparison::TextIgnoringCase, true),
    operator("StringLike", Comparison::Like, false),
    operator("StringNotLike", Comparison::Like, true),
    operator("NumericEquals", Comparison::Number(Order::Equal), false),
    operator("NumericNotEquals", Comparison::Number(Order::Equal), true),
    operator("NumericLessThan", Comparison::Number(Order::Less), false),
    operator("NumericLessThanEquals", Comparison::Number(Order::LessOrEqual), false),
    operator("NumericGreaterThan", Comparison::Number(Order::Greater), false),
    operator("NumericGreaterThanEquals", Comparison::Number(Order::GreaterOrEqual), false),
    operator("DateEquals", Comparison::Date(Order::Equal), false),
    operator("DateNotEquals", Comparison::Date(Order::Equal), true),
    operator("DateLessThan", Comparison::Date(Order::Less), false),
    operator("DateLessThanEquals", Comparison::Date(Order::LessOrEqual), false),
    operator("DateGreaterThan", Comparison::Date(Order::Greater), false),
    operator("DateGreaterThanEquals", Comparison::Date(Order::GreaterOrEqual), false),
    operator("Bool", Comparison::Bool, false),
    operator("IpAddress", Comparison::Ip, false),
    operator("NotIpAddress", Comparison::Ip, true),
];

/// `ForAnyValue:` or `ForAllValues:` in front of a String operator (R4.18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetPrefix {
    /// At least one of the request's values satisfies.
    ForAnyValue,
    /// Every one of the request's values satisfies; none at all satisfies too.
    ForAllValues,
}

/// An operator as a condition uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// The row of the table.
    pub info: &'static OperatorInfo,
    /// The set prefix, if written.
    pub prefix: Option<SetPrefix>,
}

impl Operator {
    /// Finds an operator by its exact name, prefix included.
    pub fn parse(text: &str) -> Option<Operator> {
        let (prefix, name) = match text.split_once(':') {
            Some(("ForAnyValue", name)) => (Some(SetPrefix::ForAnyValue), name),
            Some(("ForAllValues", name)) => (Some(SetPrefix::ForAllValues), name),
            Some(_) => return None,
            None => (None, text),
        };
        let info = OPERATORS.iter().find(|info| info.name == name)?;
        let is_string = matches!(info.comparison, Comparison::Text | Comparison::TextIgnoringCase | Comparison::Like);
        (prefix.is_none() || is_string).then_some(Operator { info, prefix })
    }
}

/// A policy's value, read for its operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Compared as text.
    Text(String),
    /// A text with wildcards.
    Like(Pattern),
    /// A number.
    Number(Decimal),
    /// An instant.
    Date(Instant),
    /// A Boolean.
    Bool(bool),
    /// A network.
    Ip(Network),
    /// Not readable for the operator: it matches nothing (R4.20).
    Unreadable,
}

impl Value {
    /// Reads a value for a comparison.
    pub fn parse(comparison: Comparison, text: &str) -> Value {
        let value = match comparison {
            Comparison::Text | Comparison::TextIgnoringCase => return Value::Text(text.to_owned()),
            Comparison::Like => return Value::Like(Pattern::new(text)),
            Comparison::Number(_) => Decimal::parse(text).map(Value::Number),
            Comparison::Date(_) => Instant::parse(text).map(Value::Date),
            Comparison::Bool => parse_bool(text).map(Value::Bool),
            Comparison::Ip => Network::parse(text).map(Value::Ip),
        };
        value.unwrap_or(Value::Unreadable)
    }

    /// Reads a value of a request. There an address is a single one.
    pub(crate) fn of_request(comparison: Comparison, text: &str) -> Value {
        match comparison {
            Comparison::Ip if text.contains('/') => Value::Unreadable,
            _ => Value::parse(comparison, text),
        }
    }

    /// Whether one value of the request satisfies the positive comparison.
    pub(crate) fn matches(&self, comparison: Comparison, request: &str) -> bool {
        match (self, comparison) {
            (Value::Text(text), Comparison::TextIgnoringCase) => equal(text, request, Case::Ignored),
            (Value::Text(text), _) => text == request,
            (Value::Like(pattern), _) => pattern.matches(request, Case::Sensitive),
            (Value::Number(policy), Comparison::Number(order)) => {
                Decimal::parse(request).is_some_and(|request| order.holds(&request, policy))
            }
            (Value::Date(policy), Comparison::Date(order)) => {
                Instant::parse(request).is_some_and(|request| order.holds(&request, policy))
            }
            (Value::Bool(policy), _) => parse_bool(request) == Some(*policy),
            (Value::Ip(network), _) => network.holds(request),
            _ => false,
        }
    }
}

fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The name of a condition key. Names ignore case, but the tag key after `/` keeps it (R4.41).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionKey(String);

impl ConditionKey {
    /// Every text is a key; whether its format is legal is checked when a policy is read (R4.40).
    pub fn new(text: &str) -> ConditionKey {
        let mut key = text.to_owned();
        let end = key.find('/').unwrap_or(key.len());
        key.get_mut(..end).map(str::make_ascii_lowercase);
        ConditionKey(key)
    }

    /// The comparable form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is this key, as [`new`](ConditionKey::new) would make it.
    pub(crate) fn is_written(&self, text: &str) -> bool {
        text.len() == self.0.len() && folded(text).eq(self.0.bytes())
    }

    /// Whether two texts are one key.
    pub(crate) fn are_same(one: &str, other: &str) -> bool {
        one.len() == other.len() && (one == other || folded(one).eq(folded(other)))
    }
}

/// The bytes of a key's comparable form, as [`ConditionKey::new`] makes it (R4.41).
fn folded(text: &str) -> impl Iterator<Item = u8> {
    let mut is_tag = false;
    text.bytes().map(move |byte| {
        is_tag = is_tag || byte == b'/';
        if is_tag { byte } else { byte.to_ascii_lowercase() }
    })
}

/// One operator applied to one key: `"Bool": { "acs:MFAPresent": "true" }`.
///
/// ```
/// use ram_policy::condition::{Condition, ConditionKey, Operator, Value};
/// use ram_policy::request::Context;
/// use ram_policy::text::{Span, Spanned};
/// use ram_policy::trace::{Reason, Verdict};
///
/// let at = |value| Spanned::new(value, Span::default());
/// let operator = Operator::parse("StringNotLike").unwrap();
/// let condition = Condition {
///     operator: Spanned::new(operator, Span::default()),
///     key: Spanned::new(ConditionKey::new("acs:SourceVpc"), Span::default()),
///     values: vec![at(Value::parse(operator.info.comparison, "vpc-*"))],
///     span: Span::default(),
/// };
/// let mut context = Context::default();
/// // From the public network: no such key, so the negated operator is met (R4.31).
/// assert_eq!(condition.evaluate(&context).verdict, Verdict::Holds);
/// context.set("acs:SourceVpc", "vpc-1".to_owned());
/// assert_eq!(condition.evaluate(&context).verdict, Verdict::Fails(Reason::ValueExcluded));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The operator.
    pub operator: Spanned<Operator>,
    /// The key.
    pub key: Spanned<ConditionKey>,
    /// The policy's values; one that matches is enough (R4.1).
    pub values: Vec<Spanned<Value>>,
    /// The part of the text that a reader would call this condition: key and values.
    pub span: Span,
}

impl Condition {
    /// Whether the request meets this condition, and why (or why not).
    pub fn evaluate(&self, context: &Context) -> ConditionTrace {
        let info = self.operator.value.info;
        let request = context.values(&self.key.value).unwrap_or_default();
        let values = self
            .values
            .iter()
            .map(|value| ValueTrace {
                span: value.span,
                matched: request.iter().any(|request| value.value.matches(info.comparison, request)),
            })
            .collect();
        let is_met = self.is_met(request);
        let found = if request.is_empty() { Found::Missing } else { Found::Present };
        let verdict = match (is_met, found) {
            (true, _) => Verdict::Holds,
            (false, Found::Missing) => Verdict::Fails(Reason::KeyMissing),
            (false, Found::Present) if info.negated => Verdict::Fails(Reason::ValueExcluded),
            (false, Found::Present) => Verdict::Fails(Reason::ValueDiffers),
        };
        ConditionTrace { span: self.span, found, values, verdict }
    }

    /// Whether the request's values of the key meet this condition; no value stands for an absent
    /// key.
    pub(crate) fn is_met(&self, request: &[String]) -> bool {
        let Operator { info, prefix } = self.operator.value;
        let is_listed =
            |request: &String| self.values.iter().any(|value| value.value.matches(info.comparison, request));
        // One value of the request against the policy's list, negation included (R4.1, R4.4).
        let satisfied = |request: &String| is_listed(request) != info.negated;
        match prefix {
            // R4.30, R4.31: an absent key makes the positive form false, and so the negated form true.
            None => request.iter().any(is_listed) != info.negated,
            Some(SetPrefix::ForAnyValue) => request.iter().any(satisfied),
            Some(SetPrefix::ForAllValues) => request.iter().all(satisfied),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(operator: &str, policy: &[&str], request: &[&str], expected: bool) {
        let operator = Operator::parse(operator).expect("an operator");
        let spanned = |value| Spanned::new(value, Span::default());
        let condition = Condition {
            operator: Spanned::new(operator, Span::default()),
            key: Spanned::new(ConditionKey::new("acs:X"), Span::default()),
            values: policy.iter().map(|text| spanned(Value::parse(operator.info.comparison, text))).collect(),
            span: Span::default(),
        };
        let mut context = Context::default();
        if !request.is_empty() {
            context.set("acs:x", request.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        }
        let holds = condition.evaluate(&context).verdict == Verdict::Holds;
        assert_eq!(holds, expected, "{policy:?} {request:?}");
    }

    #[test]
    fn strings() {
        check("StringEquals", &["a*"], &["a*"], true);
        check("StringEquals", &["a*"], &["ab"], false);
        check("StringEquals", &["A"], &["a"], false);
        check("StringEqualsIgnoreCase", &["A"], &["a"], true);
        check("StringLike", &["a?c", "x*"], &["xyz"], true);
        check("StringNotLike", &["a*", "b*"], &["c"], true);
        check("StringNotLike", &["a*", "b*"], &["bb"], false);
    }

    #[test]
    fn a_missing_key_fails_the_positive_form_and_meets_the_negated_one() {
        for info in OPERATORS {
            check(info.name, &["1"], &[], info.negated);
        }
        check("ForAnyValue:StringEquals", &["a"], &[], false);
        check("ForAnyValue:StringNotEquals", &["a"], &[], false);
        check("ForAllValues:StringEquals", &["a"], &[], true);
    }

    #[test]
    fn several_values_of_the_request() {
        check("StringEquals", &["a", "b"], &["x", "b"], true);
        check("StringNotEquals", &["a"], &["x", "a"], false);
        check("ForAllValues:StringEquals", &["a", "b"], &["a", "b"], true);
        check("ForAllValues:StringEquals", &["a", "b"], &["a", "c"], false);
        check("ForAllValues:StringNotEquals", &["a"], &["x", "a"], false);
        check("ForAnyValue:StringNotEquals", &["a"], &["x", "a"], true);
    }

    #[test]
    fn what_cannot_be_read_matches_nothing() {
        check("NumericEquals", &["ten"], &["ten"], false);
        check("NumericNotEquals", &["ten"], &["10"], true);
        check("DateLessThan", &["tomorrow"], &["2020-01-01T00:00:00Z"], false);
        check("IpAddress", &["10.0.0.0/40"], &["10.0.0.1"], false);
        check("NotIpAddress", &["x"], &["10.0.0.1"], true);
        check("Bool", &["yes"], &["yes"], false);
    }

    #[test]
    fn orders_compare_the_request_with_the_policy() {
        check("NumericLessThan", &["10"], &["9"], true);
        check("NumericLessThan", &["10"], &["11"], false);
        check("NumericGreaterThan", &["10"], &["11"], true);
        check("NumericGreaterThan", &["10"], &["9"], false);
        check("NumericLessThanEquals", &["10"], &["11"], false);
        check("NumericGreaterThanEquals", &["10"], &["9"], false);
        check("NumericGreaterThanEquals", &["10"], &["10.0"], true);
        check("DateLessThan", &["2019-08-12T17:00:00+08:00"], &["2019-08-12T08:59:59Z"], true);
        check("DateLessThan", &["2019-08-12T17:00:00+08:00"], &["2019-08-12T09:00:00Z"], false);
        check("DateEquals", &["2019-08-12T17:00:00+08:00"], &["2019-08-12T09:00:00Z"], true);
    }

    #[test]
    fn operator_names_are_exact() {
        assert!(Operator::parse("stringequals").is_none());
        assert!(Operator::parse("BoolIfExists").is_none());
        assert!(Operator::parse("ForAnyValue:Bool").is_none());
        assert!(Operator::parse("ForSomeValues:StringLike").is_none());
    }

    #[test]
    fn keys_ignore_case_but_tag_keys_do_not() {
        assert_eq!(ConditionKey::new("acs:PrincipalARN"), ConditionKey::new("ACS:principalarn"));
        assert_ne!(ConditionKey::new("acs:ResourceTag/Env"), ConditionKey::new("acs:ResourceTag/env"));
        assert_eq!(ConditionKey::new("acs:ResourceTag/Env").as_str(), "acs:resourcetag/Env");
    }
}
