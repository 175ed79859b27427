//! One call, and whether a statement applies to it.

use std::cell::OnceCell;

use crate::arn::Resource;
use crate::compiled::glance;
use crate::compiled::index::Signs;
use crate::compiled::known::Known;
use crate::condition::ConditionKey;
use crate::pattern::Case;
use crate::policy::{PrincipalClause, Sense, Statement};
use crate::principal::{BucketVisit, Caller};
use crate::request::Context;

/// What is asked for, whoever asks.
#[derive(Debug)]
pub struct Question<'a> {
    pub action: &'a str,
    pub resource: &'a Resource,
    glance: Option<u64>,
    signs: OnceCell<Option<Signs>>,
}

impl<'a> Question<'a> {
    pub fn new(action: &'a str, resource: &'a Resource) -> Question<'a> {
        Question { action, resource, glance: glance::beginning(action), signs: OnceCell::new() }
    }

    /// The beginning of the action; nothing when it is not ASCII.
    pub fn glance(&self) -> Option<u64> {
        self.glance
    }

    /// What an index asks of the resource; nothing when it is not ASCII.
    pub fn signs(&self) -> Option<&Signs> {
        self.signs.get_or_init(|| Signs::of(self.resource)).as_ref()
    }
}

/// The condition keys of a call: the request's, then what follows from who calls, then the
/// resource's, as in [`evaluate`](crate::evaluate()).
#[derive(Debug)]
pub struct Keys<'a> {
    given: &'a Context,
    caller: &'a Caller,
    of_resource: Option<&'a Context>,
    caller_arn: OnceCell<Option<String>>,
}

/// In its comparable form.
const PRINCIPAL_ARN: &str = "acs:principalarn";

impl<'a> Keys<'a> {
    pub fn new(given: &'a Context, caller: &'a Caller, of_resource: Option<&'a Context>) -> Keys<'a> {
        Keys { given, caller, of_resource, caller_arn: OnceCell::new() }
    }

    fn values(&self, key: &ConditionKey) -> &[String] {
        let of_caller = || {
            let arn = Keys::is_of_caller(key).then(|| self.caller_arn.get_or_init(|| self.caller.arn()));
            arn.and_then(Option::as_ref).map(std::slice::from_ref)
        };
        let of_resource = || self.of_resource.and_then(|context| context.values(key));
        self.given.values(key).or_else(of_caller).or_else(of_resource).unwrap_or_default()
    }

    /// Whether the statement's conditions are met.
    pub fn fulfil(&self, statement: &Statement) -> bool {
        statement.conditions.iter().all(|condition| condition.is_met(self.values(&condition.key.value)))
    }

    /// Whether a key may follow from who calls.
    pub fn is_of_caller(key: &ConditionKey) -> bool {
        key.as_str() == PRINCIPAL_ARN
    }
}

/// What a `Principal` element is held against.
#[derive(Debug, Clone, Copy)]
pub enum Visit<'a> {
    /// The set has no principals.
    None,
    /// A trust policy of a role of this account.
    Role(&'a str),
    /// A bucket policy of a bucket of this account.
    Bucket {
        owner: &'a str,
        /// The numeric ID of the calling RAM user, if it has one.
        user_id: Option<&'a str>,
    },
}

impl Visit<'_> {
    /// Whether the caller is one of the statement's principals.
    pub fn is_named(self, statement: &Statement, caller: &Caller) -> bool {
        match (&statement.principal, self) {
            (Some(PrincipalClause::Trust(clause)), Visit::Role(account)) => {
                clause.patterns.iter().any(|pattern| pattern.value.mismatch(caller, account).is_none())
            }
            (Some(PrincipalClause::Bucket(clause)), Visit::Bucket { owner, user_id }) => {
                let visit = BucketVisit { owner, has_condition: !statement.conditions.is_empty(), user_id };
                clause.patterns.iter().any(|pattern| pattern.value.mismatch(caller, &visit).is_none())
            }
            // A document holds only the principals of its own kind (R2.10).
            _ => true,
        }
    }
}

/// One call: who asks for what, in which context.
#[derive(Debug)]
pub struct Call<'a> {
    pub question: &'a Question<'a>,
    pub caller: &'a Known<'a>,
    pub keys: &'a Keys<'a>,
}

impl Call<'_> {
    /// Whether every element of the statement matches (R5.1).
    pub fn meets(&self, statement: &Statement, visit: Visit<'_>) -> bool {
        let Question { action, resource, .. } = *self.question;
        let listed = statement.action.patterns.iter().any(|pattern| pattern.value.matches(action, Case::Ignored));
        listed == (statement.action.sense == Sense::Is)
            && statement
                .resource
                .as_ref()
                .is_none_or(|clause| clause.patterns.iter().any(|pattern| pattern.value.mismatch(resource).is_none()))
            && visit.is_named(statement, &self.caller.who)
            && self.keys.fulfil(statement)
    }
}
