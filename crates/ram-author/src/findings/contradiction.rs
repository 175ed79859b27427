//! Conditions on one key that no request meets together (R4.2, R4.3).
//!
//! What is found is sure. Each condition asks its question of one value at a time, and then either that some value of
//! the request answers it, or that every value does, which a request without the key does as well (R4.18, R4.30,
//! R4.31). So there is a contradiction only if some value is wanted, and none can be it.

use ram_policy::condition::{Comparison, Condition, Decimal, Instant, Network, Order, SetPrefix, Value};
use ram_policy::pattern::{Case, equal};
use ram_policy::policy::Statement;
use ram_policy::request::Context;
use ram_policy::text::Span;
use ram_policy::trace::Verdict;

use crate::facts::holds_one;
use crate::globs::{covers, meet};

/// The key on which the conditions of a statement exclude each other.
pub(super) fn contradiction(statement: &Statement) -> Option<Span> {
    let conditions = &statement.conditions;
    let excludes = |(at, first): (usize, &Condition)| {
        let is_same = |other: &&Condition| other.key.value == first.key.value;
        let is_new = !conditions.iter().take(at).any(|before| is_same(&before));
        let group: Vec<&Condition> = conditions.iter().filter(is_same).collect();
        (is_new && group.len() > 1 && exclude(&group)).then_some(first.key.span)
    };
    conditions.iter().enumerate().find_map(excludes)
}

/// Whether no values of their key, and no lack of them, meet all of some conditions.
fn exclude(group: &[&Condition]) -> bool {
    // What can't be read has a finding of its own.
    if group.iter().any(|it| it.values.iter().all(|value| value.value == Value::Unreadable)) {
        return false;
    }
    let is_single = group.first().is_some_and(|it| holds_one(it.key.value.as_str()));
    let (some, every): (Vec<&Condition>, Vec<&Condition>) = group.iter().copied().partition(|it| wants_some(it));
    match is_single {
        true => !some.is_empty() && is_nothing(group),
        // Of several values in one request, each of these may have its own.
        false => some.iter().any(|one| is_nothing(&[&[*one], every.as_slice()].concat())),
    }
}

/// Whether a condition needs a value that answers it; the others are met by no value at all.
fn wants_some(condition: &Condition) -> bool {
    let operator = condition.operator.value;
    match operator.prefix {
        Some(prefix) => prefix == SetPrefix::ForAnyValue,
        None => !operator.info.negated,
    }
}

/// Whether no one value is what all conditions ask of a value. Sure when true.
fn is_nothing(conditions: &[&Condition]) -> bool {
    let (not, is): (Vec<&Condition>, Vec<&Condition>) =
        conditions.iter().copied().partition(|it| it.operator.value.info.negated);
    if let Some(all) = is.iter().find_map(|it| all_values(it)) {
        return !all.iter().any(|value| conditions.iter().all(|it| is_answered(it, value)));
    }
    let has = |kind: fn(Comparison) -> bool| is.iter().any(|it| kind(it.operator.value.info.comparison));
    let (numbers, dates, networks) = (
        has(|it| matches!(it, Comparison::Number(_))),
        has(|it| matches!(it, Comparison::Date(_))),
        has(|it| it == Comparison::Ip),
    );
    // No text is both a number and an instant, or one of them and an address.
    [numbers, dates, networks].iter().filter(|it| **it).count() > 1
        || numbers && no_point(conditions, number)
        || dates && no_point(conditions, date)
        || networks && no_address(&is, &not)
        || no_text(&is, &not)
}

/// The only values that a condition can be met by, where they can be counted.
fn all_values(condition: &Condition) -> Option<Vec<String>> {
    let is_exact = condition.operator.value.info.comparison == Comparison::Text;
    let value = |value: &Value| match value {
        Value::Text(text) => is_exact.then(|| text.clone()),
        Value::Like(pattern) => (!pattern.has_wildcard()).then(|| pattern.as_str().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    };
    condition.values.iter().map(|it| value(&it.value)).collect()
}

/// Whether a value is what a condition asks of a value: a request that has it alone meets the condition.
fn is_answered(condition: &Condition, value: &str) -> bool {
    let mut context = Context::default();
    context.set(condition.key.value.as_str(), vec![value.to_owned()]);
    condition.evaluate(&context).verdict == Verdict::Holds
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

fn date(value: &Value) -> Option<Instant> {
    match value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// Whether no number, or no instant, is in all ranges and at none of the points that are left out. Between two of them
/// there is always another.
fn no_point<T: Ord + Clone>(conditions: &[&Condition], read: fn(&Value) -> Option<T>) -> bool {
    // The bounds, each with whether it is within.
    let mut least: Option<(T, bool)> = None;
    let mut most: Option<(T, bool)> = None;
    let mut only: Option<Vec<T>> = None;
    let mut without: Vec<T> = Vec::new();
    for condition in conditions {
        let info = condition.operator.value.info;
        let values: Vec<T> = condition.values.iter().filter_map(|it| read(&it.value)).collect();
        let order = match info.comparison {
            Comparison::Number(order) | Comparison::Date(order) => order,
            _ => continue,
        };
        // One value that matches is enough (R4.1): of several bounds the widest counts.
        let (Some(smallest), Some(largest)) = (values.iter().min().cloned(), values.iter().max().cloned()) else {
            continue;
        };
        match order {
            Order::Equal if info.negated => without.extend(values),
            Order::Equal => only = Some(only.map_or(values.clone(), |it| common(it, &values))),
            Order::Less | Order::LessOrEqual => {
                let bound = (largest, order == Order::LessOrEqual);
                most = Some(most.map_or(bound.clone(), |it| it.min(bound)));
            }
            Order::Greater | Order::GreaterOrEqual => {
                let bound = (smallest, order == Order::GreaterOrEqual);
                // At one point the bound that leaves it out is the narrower one.
                let is_narrower = |it: &(T, bool)| bound.0 > it.0 || bound.0 == it.0 && !bound.1;
                least = if least.as_ref().is_none_or(is_narrower) { Some(bound) } else { least };
            }
        }
    }
    let is_within = |point: &T| {
        least.as_ref().is_none_or(|(bound, is_in)| bound < point || *is_in && bound == point)
            && most.as_ref().is_none_or(|(bound, is_in)| point < bound || *is_in && bound == point)
            && !without.contains(point)
    };
    match (only, &least, &most) {
        (Some(points), ..) => !points.iter().any(is_within),
        (None, Some((least, _)), Some((most, _))) => least > most || least == most && !is_within(least),
        _ => false,
    }
}

fn common<T: PartialEq>(mut these: Vec<T>, those: &[T]) -> Vec<T> {
    these.retain(|it| those.contains(it));
    these
}

/// Whether no address lies in a network of each condition and in none of those that are left out.
fn no_address(is: &[&Condition], not: &[&Condition]) -> bool {
    let networks = |conditions: &[&Condition]| -> Vec<Vec<Network>> {
        let of_ip = conditions.iter().filter(|it| it.operator.value.info.comparison == Comparison::Ip);
        let network = |value: &Value| match value {
            Value::Ip(network) => Some(*network),
            _ => None,
        };
        of_ip.map(|it| it.values.iter().filter_map(|value| network(&value.value)).collect()).collect()
    };
    let (is, not) = (networks(is), networks(not));
    let not: Vec<Network> = not.into_iter().flatten().collect();
    // Of two networks, one lies in the other, or they have nothing in common: so what several conditions leave is made
    // of their networks.
    let lies_in = |narrow: &Network, wide: &Network| {
        let ((first, last), (from, to)) = (narrow.ends(), wide.ends());
        narrow.is_v6() == wide.is_v6() && from <= first && last <= to
    };
    let is_left = |it: &&Network| is.iter().all(|list| list.iter().any(|wide| lies_in(it, wide)));
    is.iter().flatten().filter(is_left).all(|it| is_covered(it, &not))
}

/// Whether some networks together cover another.
fn is_covered(network: &Network, by: &[Network]) -> bool {
    let mut spans: Vec<(u128, u128)> =
        by.iter().filter(|it| it.is_v6() == network.is_v6()).map(Network::ends).collect();
    spans.sort_unstable();
    let (mut next, last) = network.ends();
    for (from, to) in spans {
        if from <= next && next <= to {
            if last <= to {
                return true;
            }
            next = to + 1;
        }
    }
    false
}

/// Whether no text is what conditions on text ask for.
fn no_text(is: &[&Condition], not: &[&Condition]) -> bool {
    let is_left_out = |shape: &Shape<'_>| not.iter().any(|it| shapes(it).iter().any(|wide| wide.covers(shape)));
    let left = is.iter().filter(|it| is_text(it)).map(|it| {
        let left: Vec<Shape<'_>> = shapes(it).into_iter().filter(|shape| !is_left_out(shape)).collect();
        left
    });
    let left: Vec<Vec<Shape<'_>>> = left.collect();
    let is_apart = |one: &[Shape<'_>], other: &[Shape<'_>]| !one.iter().any(|it| other.iter().any(|of| of.meets(it)));
    let apart = |(at, one): (usize, &Vec<Shape<'_>>)| left.iter().skip(at).any(|other| is_apart(one, other));
    is_left_out(&Shape::Like("*")) || left.iter().enumerate().any(apart)
}

fn is_text(condition: &Condition) -> bool {
    matches!(
        condition.operator.value.info.comparison,
        Comparison::Text | Comparison::TextIgnoringCase | Comparison::Like
    )
}

/// What a value of a condition on text stands for.
#[derive(Debug, Clone, Copy)]
enum Shape<'a> {
    /// This text.
    Text(&'a str),
    /// This text in any case of letters.
    AnyCase(&'a str),
    /// What a pattern matches.
    Like(&'a str),
}

fn shapes(condition: &Condition) -> Vec<Shape<'_>> {
    let comparison = condition.operator.value.info.comparison;
    let mut shapes = Vec::with_capacity(condition.values.len());
    for value in &condition.values {
        shapes.push(match &value.value {
            Value::Text(text) if comparison == Comparison::TextIgnoringCase => Shape::AnyCase(text),
            Value::Text(text) => Shape::Text(text),
            Value::Like(pattern) if pattern.has_wildcard() => Shape::Like(pattern.as_str()),
            Value::Like(pattern) => Shape::Text(pattern.as_str()),
            _ => continue,
        });
    }
    shapes
}

impl Shape<'_> {
    /// Whether it stands for all that another one stands for. Sure when true.
    fn covers(&self, other: &Shape<'_>) -> bool {
        let has_case = |text: &str| text.chars().any(|c| !c.to_lowercase().eq(c.to_uppercase()));
        match (self, other) {
            (Shape::Text(wide), Shape::Text(narrow)) => wide == narrow,
            (Shape::Text(wide), Shape::AnyCase(narrow)) => wide == narrow && !has_case(wide),
            (Shape::AnyCase(wide), Shape::Text(narrow) | Shape::AnyCase(narrow)) => equal(wide, narrow, Case::Ignored),
            (Shape::Like(wide), Shape::Text(narrow)) => covers(wide, narrow, Case::Sensitive),
            (Shape::Like(wide), Shape::AnyCase(narrow)) => !has_case(wide) && covers(wide, narrow, Case::Sensitive),
            (Shape::Like(wide), Shape::Like(narrow)) => covers(wide, narrow, Case::Sensitive),
            (Shape::Text(_) | Shape::AnyCase(_), Shape::Like(_)) => false,
        }
    }

    /// Whether both stand for some text. Sure when false.
    fn meets(&self, other: &Shape<'_>) -> bool {
        let text = |shape: &Shape<'_>| match *shape {
            Shape::Text(text) | Shape::AnyCase(text) | Shape::Like(text) => text.to_owned(),
        };
        let is_any_case = |shape: &Shape<'_>| matches!(shape, Shape::AnyCase(_));
        let case = if is_any_case(self) || is_any_case(other) { Case::Ignored } else { Case::Sensitive };
        match (self, other) {
            (Shape::Like(_), _) | (_, Shape::Like(_)) => meet(&text(self), &text(other), case),
            _ => equal(&text(self), &text(other), case),
        }
    }
}
