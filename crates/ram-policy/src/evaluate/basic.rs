//! The basic process, which is the same in every layer (R5.1): a bag of statements, each held
//! against one call.

use std::sync::Arc;

use crate::arn::Resource;
use crate::pattern::Case;
use crate::policy::{Clause, Document, Effect, PrincipalClause, Sense, Statement};
use crate::principal::{BucketVisit, Caller, Principal};
use crate::request::Context;
use crate::trace::{
    ClauseTrace, Decision, Mismatch, Outcome, PatternTrace, PolicyTrace, Reason, Row, RowLabel, StatementTrace, Verdict,
};
use crate::world::World;

/// What one call is about; every statement is held against it.
pub(super) struct Facts<'a> {
    pub(super) world: &'a World,
    pub(super) caller: &'a Caller,
    pub(super) action: &'a str,
    pub(super) resource: &'a Resource,
    pub(super) context: &'a Context,
}

/// What a `Principal` element is held against.
#[derive(Clone, Copy)]
pub(super) enum Visit<'a> {
    /// The layer has no principals.
    None,
    /// A trust policy of a role of this account.
    Role(&'a str),
    /// A bucket policy of a bucket of this account.
    Bucket(&'a str),
}

impl<'a> Facts<'a> {
    /// The basic process (R5.1): a Deny that applies, else an Allow that applies, else an
    /// implicit deny. Every statement is held against the request in full, because a person
    /// wants to see every element.
    pub(super) fn basic<'d>(
        &self,
        label: RowLabel,
        policies: impl IntoIterator<Item = (&'d Arc<Document>, Option<&'d str>)>,
        visit: Visit<'_>,
    ) -> Row {
        let policies: Vec<PolicyTrace> = policies
            .into_iter()
            .map(|(document, group)| PolicyTrace {
                document: document.clone(),
                group: group.map(str::to_owned),
                statements: (document.policy.iter().flat_map(|policy| &policy.statements).enumerate())
                    .map(|(index, statement)| self.statement(index, statement, visit))
                    .collect(),
            })
            .collect();
        let applies = |effect: Effect| {
            let mut statements = policies.iter().flat_map(|policy| &policy.statements);
            statements.any(|statement| statement.effect == effect && statement.applies())
        };
        let outcome = if policies.iter().any(|policy| policy.document.policy.is_none()) {
            Outcome::Refused
        } else if applies(Effect::Deny) {
            Outcome::Decided(Decision::ExplicitDeny)
        } else if applies(Effect::Allow) {
            Outcome::Decided(Decision::Allow)
        } else {
            Outcome::Decided(Decision::ImplicitDeny)
        };
        Row { label, outcome, policies }
    }

    fn statement(&self, index: usize, statement: &Statement, visit: Visit<'_>) -> StatementTrace {
        let action = clause(&statement.action, Reason::ActionDiffers, |pattern| {
            (!pattern.matches(self.action, Case::Ignored)).then_some(Mismatch::Action)
        });
        let resource = statement.resource.as_ref().map(|patterns| {
            clause(patterns, Reason::ResourceDiffers, |pattern| pattern.mismatch(self.resource).map(Mismatch::Resource))
        });
        StatementTrace {
            index,
            effect: statement.effect.value,
            span: statement.span,
            principal: self.principal(statement, visit),
            action,
            resource,
            conditions: statement.conditions.iter().map(|condition| condition.evaluate(self.context)).collect(),
        }
    }

    fn principal(&self, statement: &Statement, visit: Visit<'_>) -> Option<ClauseTrace> {
        let reason = Reason::PrincipalDiffers;
        match (statement.principal.as_ref()?, visit) {
            (PrincipalClause::Trust(patterns), Visit::Role(account)) => Some(clause(patterns, reason, |pattern| {
                pattern.mismatch(self.caller, account).map(Mismatch::Principal)
            })),
            (PrincipalClause::Bucket(patterns), Visit::Bucket(owner)) => {
                let visit =
                    BucketVisit { owner, has_condition: !statement.conditions.is_empty(), user_id: self.user_id() };
                Some(clause(patterns, reason, |pattern| pattern.mismatch(self.caller, &visit).map(Mismatch::Principal)))
            }
            // A document holds only the principals of its own kind (R2.10).
            _ => None,
        }
    }

    fn user_id(&self) -> Option<&'a str> {
        match self.caller {
            Caller::Principal(Principal::User { account, name }) => {
                self.world.account(account)?.user(name)?.id.as_deref()
            }
            _ => None,
        }
    }
}

/// Holds each pattern of an element against the request; `NotAction` covers what none of its
/// patterns matches (R1.16).
fn clause<P>(clause: &Clause<P>, differs: Reason, mismatch: impl Fn(&P) -> Option<Mismatch>) -> ClauseTrace {
    let patterns: Vec<PatternTrace> = clause
        .patterns
        .iter()
        .map(|pattern| PatternTrace { span: pattern.span, mismatch: mismatch(&pattern.value) })
        .collect();
    let any = patterns.iter().any(|pattern| pattern.mismatch.is_none());
    let verdict = match (clause.sense, any) {
        (Sense::Is, true) | (Sense::IsNot, false) => Verdict::Holds,
        (Sense::Is, false) => Verdict::Fails(differs),
        (Sense::IsNot, true) => Verdict::Fails(Reason::ActionExcluded),
    };
    ClauseTrace { span: clause.span, sense: clause.sense, patterns, verdict }
}
