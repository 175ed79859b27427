//! The documented process, in the order of the documentation (SEMANTICS.md, "Evaluation").
//!
//! [`evaluate`] makes one phase of each call. A phase walks the same stations every time: check
//! (`check.rs`), control policies, session policy, identity policies, the resource's own policy
//! (`layers.rs`), combination. Each station that looks at policies uses the one basic process
//! (`basic.rs`, R5.1).

mod basic;
mod check;
mod layers;

use crate::arn::{Arn, Resource};
use crate::principal::{Caller, Principal};
use crate::request::{Action, Context, Hop, Request, Start, Target};
use crate::rule::Rule;
use crate::sts;
use crate::trace::{
    Absence, Call, Combination, Decision, Evaluation, Layer, Outcome, Phase, Rejection, Session, Step, Trace,
};
use crate::world::{Role, World};
use basic::Facts;
use check::{CHECK_HOP, CHECK_SESSION, broken_policy_row, check_caller, check_step};
use layers::Reach;

/// Answers a request and explains the answer. Never fails and never panics: what cannot be
/// decided is Rejected, with the reason.
pub fn evaluate(world: &World, request: &Request) -> Evaluation {
    let mut phases = Vec::with_capacity(request.hops.len() + 1);
    // Who makes the next call, and the session it holds; nobody once a phase has failed.
    let mut caller = Some(match &request.start {
        Start::Principal(principal) => (Caller::Principal(principal.clone()), None),
        Start::Session(running) => {
            let session = sts::running(world, running);
            (sts::caller(&session), Some(session))
        }
    });
    for (index, hop) in request.hops.iter().enumerate() {
        let phase = match &caller {
            Some((caller, session)) => assume_role(world, Actor { caller, session: session.as_ref() }, index, hop),
            None => unreached_hop(index, hop),
        };
        caller = phase.session.clone().map(|session| (sts::caller(&session), Some(session)));
        phases.push(phase);
    }
    if let Some(action) = &request.action {
        phases.push(match &caller {
            Some((caller, session)) => call_action(world, Actor { caller, session: session.as_ref() }, action),
            None => unreached_action(action),
        });
    }
    Evaluation { phases }
}

/// Whoever makes a call, and the session that it holds.
#[derive(Clone, Copy)]
struct Actor<'a> {
    caller: &'a Caller,
    session: Option<&'a Session>,
}

impl Actor<'_> {
    /// R5.13: service-linked roles, and services on their way into one.
    fn is_exempt(self, role: Option<&Role>) -> bool {
        let enters = self.caller.is_service() && role.is_some_and(|role| role.is_service_linked);
        enters || self.session.is_some_and(|session| session.is_service_linked)
    }
}

/// One hop: the role is the accessed resource, its trust policy the resource's own policy, and
/// both sides must allow (R5.40).
fn assume_role(world: &World, actor: Actor<'_>, index: usize, hop: &Hop) -> Phase {
    let Actor { caller, session } = actor;
    let mut context = hop.call_context();
    add_caller(&mut context, caller);
    let policy = sts::session_policy(index, hop);
    let checked = check_caller(world, caller, session, hop.offset_seconds, &[])
        .and_then(|()| sts::check(world, caller, hop, policy.as_deref()));
    let resource = match &checked {
        Ok(checked) => Resource::Arn(Arn::role(&checked.account.id, &checked.role.name)),
        Err(_) => Resource::parse(&hop.role_arn).unwrap_or(Resource::Any),
    };
    let mut check = check_step(caller, checked.as_ref().err(), CHECK_HOP);
    check.rows = broken_policy_row(&checked, policy.as_ref());
    if checked.is_ok() && hop.source_identity.is_some() {
        check.rules.push(Rule::R6_6);
    }
    let mut steps = vec![check];
    if let Ok(checked) = &checked {
        let role = checked.role;
        let facts = Facts { world, caller, action: sts::ASSUME_ROLE, resource: &resource, context: &context };
        let mut stations = Stations { steps: &mut steps, facts: &facts };
        let rules = [Rule::R5_11, Rule::R5_12, Rule::R5_43];
        stations.add(|facts| facts.control_policies(Some(&checked.account.id), actor.is_exempt(Some(role)), &rules));
        stations.add(|facts| facts.session_policy(session, &[Rule::R5_44]));
        stations.add(|facts| facts.identity_policies(Reach::AssumeRole, None));
        stations.add(|facts| facts.trust_policy(&checked.account.id, role));
    }
    let trace = finish(resource, Some(caller), steps, assuming(caller), Layer::TrustPolicy);
    let checked = checked.ok().filter(|_| trace.decision() == Decision::Allow);
    let session = checked.map(|checked| sts::issue(&checked, caller, hop, policy));
    let call = Call::AssumeRole { hop: index, role_arn: hop.role_arn.clone() };
    Phase { call, caller: Some(caller.clone()), context, traces: vec![trace], session }
}

/// The action itself, with a trace for each resource (R3.8).
fn call_action(world: &World, actor: Actor<'_>, action: &Action) -> Phase {
    let caller = actor.caller;
    let changed;
    let now = if action.changes.is_empty() {
        world
    } else {
        let mut copy = world.clone();
        action.changes.iter().for_each(|change| copy.apply(change));
        changed = copy;
        &changed
    };
    let mut context = action.context.clone();
    add_caller(&mut context, caller);
    let check = check_caller(now, caller, actor.session, action.offset_seconds, &action.changes);
    let act = |target: &Target| {
        let resource = &target.resource;
        if target.context == Context::default() {
            return act(
                actor,
                target,
                check,
                &Facts { world: now, caller, action: &action.name, resource, context: &context },
            );
        }
        let mut context = context.clone();
        context.add_missing(&target.context);
        act(actor, target, check, &Facts { world: now, caller, action: &action.name, resource, context: &context })
    };
    let traces = action.resources.iter().map(act).collect();
    Phase {
        call: Call::Action { name: action.name.clone() },
        caller: Some(caller.clone()),
        context,
        traces,
        session: None,
    }
}

/// The action on one resource.
fn act(actor: Actor<'_>, target: &Target, check: Result<(), Rejection>, facts: &Facts<'_>) -> Trace {
    let caller = actor.caller;
    let (assumed, check) = match facts.assumed_role() {
        Ok(assumed) if assumed.is_some() && caller.is_root() => (assumed, check.and(Err(Rejection::RootAssumes))),
        Ok(assumed) => (assumed, check),
        Err(rejection) => (None, check.and(Err(rejection))),
    };
    // R3.8a: what no account owns counts as the caller's own.
    let owner = target.resource.owner().or(caller.identity_account());
    let combination = combination(caller, facts.action, assumed.is_some(), owner);
    let mut steps = vec![check_step(caller, check.as_ref().err(), CHECK_SESSION)];
    let mut stations = Stations { steps: &mut steps, facts };
    match combination {
        Combination::NotNeeded => {
            for layer in [Layer::ControlPolicies, Layer::SessionPolicy, Layer::IdentityPolicies, Layer::ResourcePolicy]
            {
                stations.add(|_| absent(layer, None, Absence::NotNeeded, &[Rule::R6_12]));
            }
        }
        _ => {
            let exempt = actor.is_exempt(assumed.map(|(_, role)| role));
            stations.add(|facts| facts.control_policies(owner, exempt, &[Rule::R5_11, Rule::R5_12]));
            stations.add(|facts| facts.session_policy(actor.session, &[Rule::R6_8]));
            stations.add(|facts| own_policies(facts, target, combination, assumed.is_some(), owner));
            stations.add(|facts| match assumed {
                Some((account, role)) => facts.trust_policy(account, role),
                None => facts.resource_policy(owner),
            });
        }
    }
    let resource_layer = if assumed.is_some() { Layer::TrustPolicy } else { Layer::ResourcePolicy };
    let trace = finish(target.resource.clone(), Some(caller), steps, combination, resource_layer);
    Trace { context: target.context.clone(), ..trace }
}

/// How the two sides of a call are joined. `owner` is the account whose resource it is.
fn combination(caller: &Caller, action: &str, assumes_role: bool, owner: Option<&str>) -> Combination {
    if sts::needs_no_permission(action) {
        Combination::NotNeeded
    } else if assumes_role {
        assuming(caller)
    } else if caller.is_root() && caller.account() == owner {
        Combination::OwnerAllows
    } else if caller.identity_account().is_some() {
        Combination::EitherAllows
    } else {
        Combination::ResourceOnly
    }
}

/// The station of the caller's own policies, of which the owner of a resource needs none.
fn own_policies(
    facts: &Facts<'_>,
    target: &Target,
    combination: Combination,
    assumes_role: bool,
    owner: Option<&str>,
) -> Step {
    let reach = match facts.caller.account() {
        _ if assumes_role => Reach::AssumeRole,
        account if account == owner => Reach::OwnAccount,
        _ if facts.bucket_name().is_some() => Reach::ForeignBucket,
        _ => Reach::ForeignAccount,
    };
    let mut step = match combination {
        Combination::OwnerAllows => {
            absent(Layer::IdentityPolicies, facts.caller.account(), Absence::OwnerNeedsNone, &[Rule::R5_10])
        }
        _ => facts.identity_policies(reach, target.resource_group.as_deref()),
    };
    if target.resource.owner().is_none() && owner.is_some() {
        step.rules.push(Rule::R3_8a);
    }
    step
}

/// Adds what follows from who calls: `acs:PrincipalARN` (SEMANTICS.md, "Keys that the evaluator knows"). Nothing
/// else is filled in.
fn add_caller(context: &mut Context, caller: &Caller) {
    if let Some(arn) = caller.arn() {
        context.set_default("acs:PrincipalARN", &arn);
    }
}

/// Why a caller has no identity policies: who is no RAM user or role has none (R5.20).
fn alone(caller: &Caller) -> Rule {
    match caller {
        Caller::Principal(Principal::Anonymous) => Rule::R5_35,
        Caller::Principal(Principal::Service { .. }) => Rule::R5_46,
        Caller::Principal(Principal::Saml { .. } | Principal::Oidc { .. }) => Rule::R5_45,
        Caller::Principal(Principal::User { .. } | Principal::Root { .. }) | Caller::Session { .. } => Rule::R5_20,
    }
}

/// R5.40, R5.45, R5.46: who is no RAM identity has no identity side.
fn assuming(caller: &Caller) -> Combination {
    if caller.identity_account().is_some() { Combination::BothAllow } else { Combination::ResourceOnly }
}

fn absent(layer: Layer, owner: Option<&str>, absence: Absence, rules: &[Rule]) -> Step {
    Step {
        layer,
        owner: owner.map(str::to_owned),
        outcome: Outcome::Absent(absence),
        rows: Vec::new(),
        note: None,
        rules: rules.to_vec(),
    }
}

fn not_reached(layer: Layer) -> Step {
    Step { layer, owner: None, outcome: Outcome::NotReached, rows: Vec::new(), note: None, rules: Vec::new() }
}

/// Fills up the stations that were not reached and joins the two sides.
fn finish(
    resource: Resource,
    caller: Option<&Caller>,
    mut steps: Vec<Step>,
    combination: Combination,
    resource_layer: Layer,
) -> Trace {
    let order = [Layer::Check, Layer::ControlPolicies, Layer::SessionPolicy, Layer::IdentityPolicies, resource_layer];
    for layer in order.into_iter().skip(steps.len()) {
        steps.push(not_reached(layer));
    }
    let sides_were_reached = steps.last().is_some_and(|step| step.outcome != Outcome::NotReached);
    steps.push(not_reached(Layer::Combined));
    let mut trace = Trace { resource, context: Context::default(), steps, combination };
    if sides_were_reached {
        let outcome = match trace.decision() {
            Decision::Rejected(_) => Outcome::Refused,
            decision => Outcome::Decided(decision),
        };
        if let Some(combined) = trace.steps.last_mut() {
            combined.outcome = outcome;
            combined.rules = match combination {
                Combination::BothAllow => vec![Rule::R5_40, Rule::R5_41],
                Combination::EitherAllows => vec![Rule::R5_30],
                Combination::ResourceOnly => caller.map(alone).into_iter().collect(),
                Combination::OwnerAllows => vec![Rule::R5_10],
                Combination::NotNeeded => vec![Rule::R6_12],
            };
        }
    }
    trace
}

fn unreached_hop(index: usize, hop: &Hop) -> Phase {
    let resource = Resource::parse(&hop.role_arn).unwrap_or(Resource::Any);
    Phase {
        call: Call::AssumeRole { hop: index, role_arn: hop.role_arn.clone() },
        caller: None,
        context: hop.context.clone(),
        traces: vec![finish(resource, None, Vec::new(), Combination::BothAllow, Layer::TrustPolicy)],
        session: None,
    }
}

fn unreached_action(action: &Action) -> Phase {
    let unreached = |target: &Target| {
        finish(target.resource.clone(), None, Vec::new(), Combination::EitherAllows, Layer::ResourcePolicy)
    };
    Phase {
        call: Call::Action { name: action.name.clone() },
        caller: None,
        context: action.context.clone(),
        traces: action.resources.iter().map(unreached).collect(),
        session: None,
    }
}

/// Adds stations as long as none has ended the evaluation.
struct Stations<'s, 'f> {
    steps: &'s mut Vec<Step>,
    facts: &'s Facts<'f>,
}

impl<'f> Stations<'_, 'f> {
    /// Evaluates a station, unless one of those that must not say no has done so.
    fn add(&mut self, station: impl FnOnce(&Facts<'f>) -> Step) {
        let is_open = |step: &Step| match step.layer {
            Layer::Check | Layer::ControlPolicies | Layer::SessionPolicy => {
                matches!(step.outcome, Outcome::Decided(Decision::Allow) | Outcome::Absent(_))
            }
            _ => true,
        };
        if self.steps.iter().all(is_open) {
            self.steps.push(station(self.facts));
        }
    }
}
