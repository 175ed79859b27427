//! What a statement means, and the sentence that says it.
//!
//! [`Meaning`] is built from the parsed statement; the sentence is rendered from the meaning alone. So a test can hold
//! the meaning against the evaluator, and the sentence can't say anything else.

mod sentence;

use ram_policy::condition::{Comparison, Order, SetPrefix, Value};
use ram_policy::pattern::Pattern;
use ram_policy::policy::{Document, Effect, PrincipalClause, Sense, Statement};
use ram_policy::principal::{BucketPattern, TrustPattern};
use ram_policy::text::Span;
use ram_text::Text;

use crate::edit::string_at;
use crate::surroundings::Surroundings;

/// A statement in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The statement.
    pub span: Span,
    /// What it means.
    pub meaning: Meaning,
    /// The sentence.
    pub sentence: Text,
}

/// What a statement means.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// Whether it grants or refuses.
    pub effect: Effect,
    /// Whom; `None` in policies that belong to an identity.
    pub who: Option<Who>,
    /// Whether it is about every action but those listed.
    pub is_except: bool,
    /// The actions.
    pub actions: Vec<Actions>,
    /// The resources; `None` in a trust policy, which is about its role.
    pub resources: Option<Vec<Resources>>,
    /// All must hold.
    pub conditions: Vec<Claim>,
}

/// Whom a statement of a trust policy or bucket policy is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// Principals of a trust policy that can match; none stands for nobody.
    Trusted(Vec<TrustPattern>),
    /// Principals of a bucket policy.
    Visitors {
        /// The entries.
        list: Vec<BucketPattern>,
        /// Whether everyone includes the owner of the bucket (R2.14, R2.15).
        with_owner: bool,
    },
}

/// Some actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actions {
    /// Every action.
    Every,
    /// Every action of a service.
    OfService(String),
    /// The actions of a service that begin with some letters, in any case.
    Beginning {
        /// The service.
        service: String,
        /// The letters.
        with: String,
    },
    /// One action.
    One(String),
    /// Actions that fit a pattern.
    Like(String),
}

/// Some resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resources {
    /// Every resource.
    Every,
    /// One resource, or those that fit a pattern.
    Like(String),
}

/// A condition as a claim about the request.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The key, as written.
    pub key: String,
    /// What is claimed of a value.
    pub relation: Relation,
    /// Whether it is claimed that this is not so, of any of the policy's values.
    pub is_not: bool,
    /// Of how many of the values sent.
    pub of: Of,
    /// The policy's values that can be read; one that fits is enough.
    pub values: Vec<String>,
    /// Whether none can be read, so that nothing fits.
    pub is_unreadable: bool,
}

/// What is claimed of a value of the request, beside a value of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same text.
    Same,
    /// The same text in any case.
    SameInAnyCase,
    /// It fits the pattern.
    Fits,
    /// As numbers.
    Number(Order),
    /// As instants.
    Time(Order),
    /// The same Boolean.
    Truth,
    /// It is an address of the block.
    Within,
}

/// Of how many of the values sent something is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of one at least; where it is claimed that something is not so, of none of them, nor need any be sent.
    Some,
    /// Of one at least, each by itself.
    Any,
    /// Of every one; none sent will do.
    All,
}

/// The statements of a document in words; nothing for one with errors.
pub fn read_back(document: &Document, around: &Surroundings<'_>) -> Vec<Reading> {
    read_back_within(document, around, Span::new(0, document.text.len()))
}

/// The same for those statements that stand within a part of the text: a long document is not shown at once.
pub fn read_back_within(document: &Document, around: &Surroundings<'_>, part: Span) -> Vec<Reading> {
    let statements = document.policy.iter().flat_map(|policy| &policy.statements);
    let shown = statements.filter(|statement| part.start <= statement.span.start && statement.span.end <= part.end);
    let reading = |statement: &Statement| {
        let meaning = Meaning::of(&document.text, statement);
        Reading { span: statement.span, sentence: meaning.sentence(around).text(around.lang), meaning }
    };
    shown.map(reading).collect()
}

impl Meaning {
    /// The meaning of a statement of a document.
    pub fn of(text: &str, statement: &Statement) -> Meaning {
        let has_condition = !statement.conditions.is_empty();
        Meaning {
            effect: statement.effect.value,
            who: statement.principal.as_ref().map(|principal| who(principal, has_condition)),
            is_except: statement.action.sense == Sense::IsNot,
            actions: statement.action.patterns.iter().map(|pattern| actions(&pattern.value)).collect(),
            resources: statement.resource.as_ref().map(|clause| {
                let one = |span: Span| match string_at(text, span) {
                    everything if everything == "*" => Resources::Every,
                    pattern => Resources::Like(pattern),
                };
                clause.patterns.iter().map(|pattern| one(pattern.span)).collect()
            }),
            conditions: statement.conditions.iter().map(|condition| claim(text, condition)).collect(),
        }
    }
}

fn who(principal: &PrincipalClause, has_condition: bool) -> Who {
    match principal {
        PrincipalClause::Trust(clause) => {
            let known = clause.patterns.iter().map(|pattern| pattern.value.clone());
            Who::Trusted(known.filter(|pattern| !matches!(pattern, TrustPattern::Unsupported(_))).collect())
        }
        PrincipalClause::Bucket(clause) => Who::Visitors {
            list: clause.patterns.iter().map(|pattern| pattern.value.clone()).collect(),
            with_owner: has_condition,
        },
    }
}

fn actions(pattern: &Pattern) -> Actions {
    let text = pattern.as_str();
    if pattern.is_everything() {
        return Actions::Every;
    }
    if !pattern.has_wildcard() {
        return Actions::One(text.to_owned());
    }
    let is_plain = |part: &str| !part.contains(['*', '?']);
    match text.split_once(':') {
        Some((service, "*")) if is_plain(service) => Actions::OfService(service.to_owned()),
        Some((service, name)) if is_plain(service) => match name.strip_suffix('*') {
            Some(with) if is_plain(with) => Actions::Beginning { service: service.to_owned(), with: with.to_owned() },
            _ => Actions::Like(text.to_owned()),
        },
        _ => Actions::Like(text.to_owned()),
    }
}

fn claim(text: &str, condition: &ram_policy::condition::Condition) -> Claim {
    let operator = condition.operator.value;
    let relation = match operator.info.comparison {
        Comparison::Text => Relation::Same,
        Comparison::TextIgnoringCase => Relation::SameInAnyCase,
        Comparison::Like => Relation::Fits,
        Comparison::Number(order) => Relation::Number(order),
        Comparison::Date(order) => Relation::Time(order),
        Comparison::Bool => Relation::Truth,
        Comparison::Ip => Relation::Within,
    };
    let is_readable = condition.values.iter().any(|value| value.value != Value::Unreadable);
    // Values that can't be read are shown only where there are no others: they change nothing (R4.20).
    let values = condition.values.iter().filter(|value| (value.value != Value::Unreadable) == is_readable);
    Claim {
        key: string_at(text, condition.key.span),
        relation,
        is_not: operator.info.negated,
        of: match operator.prefix {
            None => Of::Some,
            Some(SetPrefix::ForAnyValue) => Of::Any,
            Some(SetPrefix::ForAllValues) => Of::All,
        },
        values: values.map(|value| string_at(text, value.span)).collect(),
        is_unreadable: !is_readable,
    }
}
