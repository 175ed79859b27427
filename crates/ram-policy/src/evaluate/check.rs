//! The first station: the caller exists, its session is alive, and the parameters are good.

use std::sync::Arc;

use crate::policy::Document;
use crate::principal::{Caller, Principal};
use crate::rule::Rule;
use crate::sts;
use crate::trace::{Decision, Layer, Outcome, PolicyTrace, Rejection, Row, RowLabel, Session, Step};
use crate::world::{Change, World};

/// Whether the caller exists, and its session is alive at the time of the call.
pub(super) fn check_caller(
    world: &World,
    caller: &Caller,
    session: Option<&Session>,
    offset_seconds: u64,
    changes: &[Change],
) -> Result<(), Rejection> {
    match caller {
        Caller::Principal(Principal::User { account, name }) => {
            let exists = world.account(account).is_some_and(|account| account.user(name).is_some());
            if exists { Ok(()) } else { Err(Rejection::UnknownPrincipal) }
        }
        Caller::Principal(Principal::Root { account }) => {
            world.account(account).map(|_| ()).ok_or(Rejection::UnknownPrincipal)
        }
        // Services and identity providers are no part of a world.
        Caller::Principal(
            Principal::Anonymous | Principal::Service { .. } | Principal::Saml { .. } | Principal::Oidc { .. },
        ) => Ok(()),
        Caller::Session { account, role, .. } => {
            // R6.18, R6.20: a deleted role's sessions stay dead, also when the name is used again.
            let was_deleted = changes.iter().any(|change| {
                matches!(change, Change::DeleteRole { account: of, role: name }
                    if of == account && name.eq_ignore_ascii_case(role))
            });
            let exists = world.account(account).is_some_and(|account| account.role(role).is_some());
            if was_deleted || !exists {
                Err(Rejection::RoleDeleted)
            } else if session.is_some_and(|session| offset_seconds >= session.seconds) {
                Err(Rejection::Expired)
            } else {
                Ok(())
            }
        }
    }
}

// The order of the checks (R6.14) matters only where one of them fails.
pub(super) const CHECK_HOP: &[Rule] = &[Rule::R6_2, Rule::R6_3, Rule::R6_4];
pub(super) const CHECK_SESSION: &[Rule] = &[Rule::R6_16];

pub(super) fn check_step(caller: &Caller, rejection: Option<&Rejection>, rules: &[Rule]) -> Step {
    let rules = match rejection {
        Some(Rejection::RootAssumes) => vec![Rule::R5_47, Rule::R6_14],
        Some(Rejection::Duration { .. }) => vec![Rule::R6_3],
        Some(Rejection::SessionName | Rejection::MissingSessionName) => vec![Rule::R6_4],
        Some(Rejection::ExternalId) => vec![Rule::R6_5],
        Some(Rejection::SourceIdentity) => vec![Rule::R6_6],
        Some(Rejection::SessionPolicySize | Rejection::SessionPolicyGrammar) => vec![Rule::R6_7],
        Some(Rejection::RoleArn | Rejection::MissingRoleArn) => vec![Rule::R6_2],
        Some(Rejection::NoSuchRole) => vec![Rule::R6_2, Rule::R6_14],
        Some(Rejection::Expired) => vec![Rule::R6_16],
        Some(Rejection::RoleDeleted) => vec![Rule::R6_15c, Rule::R6_18],
        Some(Rejection::InvalidPolicy) => vec![Rule::R9_3],
        Some(Rejection::UnknownPrincipal) => vec![Rule::R6_14, Rule::R6_15b],
        None => rules.to_vec(),
    };
    let decision = rejection.map_or(Decision::Allow, |rejection| Decision::Rejected(*rejection));
    Step {
        layer: Layer::Check,
        owner: caller.account().map(str::to_owned),
        outcome: Outcome::Decided(decision),
        rows: Vec::new(),
        note: None,
        rules,
    }
}

/// A session policy that STS refuses is shown with the step that refuses it.
pub(super) fn broken_policy_row(
    checked: &Result<sts::Checked<'_>, Rejection>,
    policy: Option<&Arc<Document>>,
) -> Vec<Row> {
    let is_refused = matches!(checked, Err(Rejection::SessionPolicyGrammar | Rejection::SessionPolicySize));
    let document = policy.filter(|_| is_refused).cloned();
    let policies = document.map(|document| PolicyTrace { document, group: None, statements: Vec::new() });
    let row = |policy| Row { label: RowLabel::Single, outcome: Outcome::Refused, policies: vec![policy] };
    policies.map(row).into_iter().collect()
}
