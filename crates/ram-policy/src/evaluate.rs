//! The documented process, in the order of the documentation (spec section 5).
//!
//! [`evaluate`] makes one phase of each call. A phase walks the same stations every time: check,
//! control policies, session policy, identity policies, the resource's own policy, combination.
//! Each station that looks at policies uses the one basic process, [`Facts::basic`] (R5.1).

use std::sync::Arc;

use crate::arn::{Arn, Resource};
use crate::pattern::Case;
use crate::policy::{Clause, Document, Effect, PrincipalClause, Sense, Statement};
use crate::principal::{BucketVisit, Caller, Principal};
use crate::request::{Action, Context, Hop, Request, Start, Target};
use crate::rule::Rule;
use crate::sts;
use crate::trace::{
    Absence, Call, ClauseTrace, Combination, Decision, Evaluation, Layer, Mismatch, Note, Outcome, PatternTrace, Phase,
    PolicyTrace, Reason, Rejection, Row, RowLabel, Session, StatementTrace, Step, Trace, Verdict,
};
use crate::world::{Attachment, Change, Role, Scope, World};

pub(crate) const ASSUME_ROLE: &str = "sts:AssumeRole";

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
            Some((caller, session)) => assume_role(world, caller, session.as_ref(), index, hop),
            None => unreached_hop(index, hop),
        };
        caller = phase.session.clone().map(|session| (sts::caller(&session), Some(session)));
        phases.push(phase);
    }
    if let Some(action) = &request.action {
        phases.push(match &caller {
            Some((caller, session)) => call_action(world, caller, session.as_ref(), action),
            None => unreached_action(action),
        });
    }
    Evaluation { phases }
}

/// One hop: the role is the accessed resource, its trust policy the resource's own policy, and
/// both sides must allow (R5.40).
fn assume_role(world: &World, caller: &Caller, session: Option<&Session>, index: usize, hop: &Hop) -> Phase {
    let mut context = hop.context.clone();
    add_caller(&mut context, caller);
    for (key, value) in [("sts:ExternalId", &hop.external_id), ("sts:SourceIdentity", &hop.source_identity)] {
        if let Some(value) = value {
            context.set_default(key, value);
        }
    }
    let policy = sts::session_policy(index, hop);
    let checked = check_caller(world, caller, session, hop.offset_seconds, &[])
        .and_then(|()| sts::check(world, caller, hop, policy.as_deref()));
    let resource = match &checked {
        Ok(checked) => Resource::Arn(Arn::role(&checked.account.id, &checked.role.name)),
        Err(_) => Resource::parse(&hop.role_arn).unwrap_or(Resource::Any),
    };
    let combination = if has_identity(caller) { Combination::BothAllow } else { Combination::ResourceOnly };
    let mut steps = vec![Step {
        rows: broken_policy_row(&checked, policy.as_ref()),
        ..check_step(caller, checked.as_ref().err(), CHECK_HOP)
    }];
    if let Ok(checked) = &checked {
        let role = checked.role;
        let facts = Facts { world, caller, action: ASSUME_ROLE, resource: &resource, context: &context };
        let mut stations = Stations { steps: &mut steps, facts: &facts };
        stations.add(|facts| {
            let exempt = session.is_some_and(|session| session.is_service_linked)
                || (role.is_service_linked && is_service(caller));
            facts.control_policies(Some(&checked.account.id), exempt, &[Rule::R5_11, Rule::R5_12, Rule::R5_43])
        });
        stations.add(|facts| facts.session_policy(session, &[Rule::R5_44]));
        stations.add(|facts| facts.identity_policies(Reach::AssumeRole, None));
        stations.add(|facts| facts.trust_policy(&checked.account.id, role));
    }
    let trace = finish(resource, steps, combination, Layer::TrustPolicy);
    let checked = checked.ok().filter(|_| trace.decision() == Decision::Allow);
    let session = checked.map(|checked| sts::issue(&checked, caller, hop, policy));
    let call = Call::AssumeRole { hop: index, role_arn: hop.role_arn.clone() };
    Phase { call, caller: Some(caller.clone()), context, traces: vec![trace], session }
}

/// The action itself, with a trace for each resource (R3.8).
fn call_action(world: &World, caller: &Caller, session: Option<&Session>, action: &Action) -> Phase {
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
    let check = check_caller(now, caller, session, action.offset_seconds, &action.changes);
    let traces =
        action.resources.iter().map(|target| act(now, caller, session, action, target, &context, check)).collect();
    Phase {
        call: Call::Action { name: action.name.clone() },
        caller: Some(caller.clone()),
        context,
        traces,
        session: None,
    }
}

/// The action on one resource.
fn act(
    world: &World,
    caller: &Caller,
    session: Option<&Session>,
    action: &Action,
    target: &Target,
    context: &Context,
    check: Result<(), Rejection>,
) -> Trace {
    let resource = &target.resource;
    let merged = (target.context != Context::default()).then(|| {
        let mut merged = context.clone();
        merged.add_missing(&target.context);
        merged
    });
    let context = merged.as_ref().unwrap_or(context);
    let facts = Facts { world, caller, action: &action.name, resource, context };
    // R3.8a: what no account owns counts as the caller's own.
    let owner = resource.owner().or(caller.account());
    let is_owner = caller.is_root() && caller.account() == owner;
    let (assumed, check) = match facts.assumed_role() {
        Ok(assumed) if assumed.is_some() && caller.is_root() => (assumed, check.and(Err(Rejection::RootAssumes))),
        Ok(assumed) => (assumed, check),
        Err(rejection) => (None, check.and(Err(rejection))),
    };
    let combination = if action.name.eq_ignore_ascii_case("sts:GetCallerIdentity") {
        Combination::NotNeeded
    } else if assumed.is_some() {
        Combination::BothAllow
    } else if is_owner {
        Combination::OwnerAllows
    } else if has_identity(caller) {
        Combination::EitherAllows
    } else {
        Combination::ResourceOnly
    };
    let mut steps = vec![check_step(caller, check.as_ref().err(), CHECK_SESSION)];
    if check.is_ok() {
        let mut stations = Stations { steps: &mut steps, facts: &facts };
        if combination == Combination::NotNeeded {
            for layer in [Layer::ControlPolicies, Layer::SessionPolicy, Layer::IdentityPolicies, Layer::ResourcePolicy]
            {
                stations.add(|_| absent(layer, None, Absence::NotNeeded, &[Rule::R6_12]));
            }
        } else {
            stations.add(|facts| {
                let exempt = session.is_some_and(|session| session.is_service_linked);
                facts.control_policies(owner, exempt, &[Rule::R5_11, Rule::R5_12])
            });
            stations.add(|facts| facts.session_policy(session, &[Rule::R6_8]));
            let reach = match &assumed {
                Some(_) => Reach::AssumeRole,
                None if caller.account() == owner => Reach::OwnAccount,
                None if facts.bucket_name().is_some() => Reach::ForeignBucket,
                None => Reach::ForeignAccount,
            };
            stations.add(|facts| match combination {
                Combination::OwnerAllows => {
                    absent(Layer::IdentityPolicies, facts.caller.account(), Absence::OwnerNeedsNone, &[Rule::R5_10])
                }
                _ => facts.identity_policies(reach, target.resource_group.as_deref()),
            });
            stations.add(|facts| match assumed {
                Some((account, role)) => facts.trust_policy(account, role),
                None => facts.resource_policy(owner),
            });
        }
    }
    let resource_layer = if assumed.is_some() { Layer::TrustPolicy } else { Layer::ResourcePolicy };
    Trace { context: target.context.clone(), ..finish(resource.clone(), steps, combination, resource_layer) }
}

/// Adds what follows from who calls: `acs:PrincipalARN` (section 4.4). Nothing else is filled in.
fn add_caller(context: &mut Context, caller: &Caller) {
    if let Some(arn) = caller.arn() {
        context.set_default("acs:PrincipalARN", &arn);
    }
}

pub(crate) fn has_identity(caller: &Caller) -> bool {
    match caller {
        Caller::Session { .. } => true,
        Caller::Principal(principal) => matches!(principal, Principal::User { .. } | Principal::Root { .. }),
    }
}

pub(crate) fn is_service(caller: &Caller) -> bool {
    matches!(caller, Caller::Principal(Principal::Service { .. }))
}

/// Whether the caller exists, and its session is alive at the time of the call.
fn check_caller(
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
const CHECK_HOP: &[Rule] = &[Rule::R6_2, Rule::R6_3, Rule::R6_4];
const CHECK_SESSION: &[Rule] = &[Rule::R6_16];

fn check_step(caller: &Caller, rejection: Option<&Rejection>, rules: &[Rule]) -> Step {
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
        Some(Rejection::RoleDeleted) => vec![Rule::R6_18],
        Some(Rejection::InvalidPolicy) => vec![Rule::R9_3],
        Some(Rejection::UnknownPrincipal) => Vec::new(),
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
fn broken_policy_row(checked: &Result<sts::Checked<'_>, Rejection>, policy: Option<&Arc<Document>>) -> Vec<Row> {
    let is_refused = matches!(checked, Err(Rejection::SessionPolicyGrammar | Rejection::SessionPolicySize));
    let document = policy.filter(|_| is_refused).cloned();
    let policies = document.map(|document| PolicyTrace { document, group: None, statements: Vec::new() });
    let row = |policy| Row { label: RowLabel::Single, outcome: Outcome::Refused, policies: vec![policy] };
    policies.map(row).into_iter().collect()
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
fn finish(resource: Resource, mut steps: Vec<Step>, combination: Combination, resource_layer: Layer) -> Trace {
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
                Combination::ResourceOnly => vec![Rule::R5_45],
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
        traces: vec![finish(resource, Vec::new(), Combination::BothAllow, Layer::TrustPolicy)],
        session: None,
    }
}

fn unreached_action(action: &Action) -> Phase {
    let unreached =
        |target: &Target| finish(target.resource.clone(), Vec::new(), Combination::EitherAllows, Layer::ResourcePolicy);
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

/// How far identity policies reach (R3.9).
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Resources of the caller's own account.
    OwnAccount,
    /// Roles of any account (R5.42).
    AssumeRole,
    /// Another account's bucket: they don't count, but a Deny does (R5.31, R5.33).
    ForeignBucket,
    /// Anything else of another account: never (R5.32).
    ForeignAccount,
}

/// What one call is about; every statement is held against it.
struct Facts<'a> {
    world: &'a World,
    caller: &'a Caller,
    action: &'a str,
    resource: &'a Resource,
    context: &'a Context,
}

/// What a `Principal` element is held against.
#[derive(Clone, Copy)]
enum Visit<'a> {
    /// The layer has no principals.
    None,
    /// A trust policy of a role of this account.
    Role(&'a str),
    /// A bucket policy of a bucket of this account.
    Bucket(&'a str),
}

impl<'a> Facts<'a> {
    /// R5.10 to R5.18: bottom up, each level must allow. `exempt` is a service-linked role.
    fn control_policies(&self, owner: Option<&str>, exempt: bool, rules: &[Rule]) -> Step {
        let none = |absence, rules: &[Rule]| absent(Layer::ControlPolicies, owner, absence, rules);
        let Some(directory) = &self.world.directory else { return none(Absence::NoDirectory, &[Rule::R5_11]) };
        if !directory.control_policies_enabled {
            return none(Absence::ControlPoliciesOff, &[Rule::R5_18]);
        }
        let Some(owner_id) = owner else { return none(Absence::NoOwner, &[Rule::R5_11]) };
        let levels = directory.levels(owner_id);
        if levels.is_empty() {
            return none(Absence::NotMember, &[Rule::R5_11]);
        }
        if self.caller.is_root() && self.caller.account() == owner {
            return none(Absence::OwnerExempt, &[Rule::R5_13]);
        }
        if self.caller.account() == Some(directory.management_account.as_str()) {
            return none(Absence::ManagementExempt, &[Rule::R5_13]);
        }
        if exempt {
            return none(Absence::ServiceLinkedExempt, &[Rule::R5_13]);
        }
        let mut rows: Vec<Row> = Vec::with_capacity(levels.len());
        for node in levels {
            let label = RowLabel::Level(node.id.clone());
            let is_open = rows.iter().all(|row| row.outcome == Outcome::Decided(Decision::Allow));
            rows.push(if is_open {
                self.basic(label, node.policies.iter().map(|policy| (policy, None)), Visit::None)
            } else {
                Row { label, outcome: Outcome::NotReached, policies: Vec::new() }
            });
        }
        let outcome = rows
            .iter()
            .map(|row| row.outcome)
            .find(|outcome| *outcome != Outcome::Decided(Decision::Allow))
            .unwrap_or(Outcome::Decided(Decision::Allow));
        Step {
            layer: Layer::ControlPolicies,
            owner: Some(directory.management_account.clone()),
            outcome,
            rows,
            note: None,
            rules: rules.to_vec(),
        }
    }

    /// R5.44, R6.8: the session policy that the calling session carries.
    fn session_policy(&self, session: Option<&Session>, rules: &[Rule]) -> Step {
        let owner = session.and_then(|session| session.issued_to.as_deref());
        let Some(policy) = session.and_then(|session| session.policy.as_ref()) else {
            return absent(Layer::SessionPolicy, owner, Absence::NoSessionPolicy, &[Rule::R6_8]);
        };
        let row = self.basic(RowLabel::Single, [(policy, None)], Visit::None);
        Step {
            layer: Layer::SessionPolicy,
            owner: owner.map(str::to_owned),
            outcome: row.outcome,
            rows: vec![row],
            note: None,
            rules: rules.to_vec(),
        }
    }

    /// R5.20 to R5.27, and how far they reach (R3.9, R5.31 to R5.33).
    fn identity_policies(&self, reach: Reach, resource_group: Option<&str>) -> Step {
        let owner = self.caller.account();
        let Some(attachments) = self.attachments() else {
            return absent(Layer::IdentityPolicies, owner, Absence::NoIdentity, &[Rule::R5_45, Rule::R5_46]);
        };
        let in_scope = |scope: &Scope| {
            let scope = scope.clone();
            attachments
                .iter()
                .filter(move |(attachment, _)| attachment.scope == scope)
                .map(|(attachment, group)| (&attachment.policy, *group))
                .collect::<Vec<_>>()
        };
        let account = self.basic(RowLabel::AccountScope, in_scope(&Scope::Account), Visit::None);
        let label = RowLabel::ResourceGroupScope(resource_group.map(str::to_owned));
        let nothing = |outcome| Row { label: label.clone(), outcome, policies: Vec::new() };
        let group = match (account.outcome, reach, resource_group) {
            // R5.24: assuming a role is tied to no resource group.
            (_, Reach::AssumeRole, _) => nothing(Outcome::Absent(Absence::NotInResourceGroup)),
            (_, Reach::ForeignAccount | Reach::ForeignBucket, _) => nothing(Outcome::Absent(Absence::ForeignResource)),
            (_, _, None) => nothing(Outcome::Absent(Absence::NoResourceGroup)),
            // R5.23
            (Outcome::Decided(Decision::ImplicitDeny), _, Some(id)) => {
                self.basic(label.clone(), in_scope(&Scope::ResourceGroup(id.to_owned())), Visit::None)
            }
            // R5.22: an account-level Allow or Deny is final.
            _ => nothing(Outcome::NotReached),
        };
        let own = match group.outcome {
            Outcome::Decided(_) | Outcome::Refused => group.outcome,
            Outcome::Absent(_) | Outcome::NotReached => account.outcome,
        };
        let implicit = Outcome::Decided(Decision::ImplicitDeny);
        let (outcome, note, rule) = match (reach, own) {
            (Reach::OwnAccount | Reach::AssumeRole, _) => (own, None, None),
            (_, Outcome::Refused) => (own, None, None),
            (Reach::ForeignBucket, Outcome::Decided(Decision::ExplicitDeny)) => (own, None, Some(Rule::R5_33)),
            (Reach::ForeignBucket, _) => (implicit, Some(Note::ForeignBucket), Some(Rule::R5_31)),
            (Reach::ForeignAccount, _) => (implicit, Some(Note::ForeignAccount), Some(Rule::R5_32)),
        };
        let mut rules = vec![Rule::R5_1, Rule::R5_20];
        if attachments.iter().any(|(attachment, _)| attachment.scope != Scope::Account) {
            rules.extend([Rule::R5_21, Rule::R5_22, Rule::R5_23, Rule::R5_24]);
        }
        rules.extend(rule);
        Step {
            layer: Layer::IdentityPolicies,
            owner: owner.map(str::to_owned),
            outcome,
            rows: vec![account, group],
            note,
            rules,
        }
    }

    /// R5.20: the caller's policies; for a user those of its groups too, for a session the role's.
    fn attachments(&self) -> Option<Vec<(&'a Attachment, Option<&'a str>)>> {
        match self.caller {
            Caller::Principal(Principal::User { account, name }) => {
                let account = self.world.account(account)?;
                let user = account.user(name)?;
                let groups = account.groups.iter().filter(|group| user.groups.contains(&group.name));
                let through_groups = groups
                    .flat_map(|group| group.policies.iter().map(move |policy| (policy, Some(group.name.as_str()))));
                Some(user.policies.iter().map(|policy| (policy, None)).chain(through_groups).collect())
            }
            Caller::Session { account, role, .. } => {
                let role = self.world.account(account)?.role(role)?;
                Some(role.policies.iter().map(|policy| (policy, None)).collect())
            }
            Caller::Principal(_) => None,
        }
    }

    /// The role's trust policy, held against the caller.
    fn trust_policy(&self, account: &str, role: &Role) -> Step {
        self.own_policy(Layer::TrustPolicy, account, role.trust_policy.as_ref(), Visit::Role(account), &[Rule::R2_2])
    }

    /// The bucket policy, or nothing where the service has no resource policies (R5.28, R5.29).
    fn resource_policy(&self, owner: Option<&str>) -> Step {
        let none = |absence, rule| absent(Layer::ResourcePolicy, owner, absence, &[rule]);
        let Some(bucket) = self.bucket_name() else { return none(Absence::ServiceHasNone, Rule::R5_28) };
        let Some(owner) = owner else { return none(Absence::NoOwner, Rule::R3_8a) };
        let policy = self.world.bucket(owner, bucket).map(|bucket| &bucket.policy);
        self.own_policy(Layer::ResourcePolicy, owner, policy, Visit::Bucket(owner), &[Rule::R2_10, Rule::R5_28])
    }

    fn own_policy(
        &self,
        layer: Layer,
        owner: &str,
        policy: Option<&Arc<Document>>,
        visit: Visit<'_>,
        rules: &[Rule],
    ) -> Step {
        let owner = Some(owner.to_owned());
        match policy {
            Some(policy) => {
                let row = self.basic(RowLabel::Single, [(policy, None)], visit);
                Step { layer, owner, outcome: row.outcome, rows: vec![row], note: None, rules: rules.to_vec() }
            }
            None => Step {
                layer,
                owner,
                outcome: Outcome::Decided(Decision::ImplicitDeny),
                rows: Vec::new(),
                note: Some(Note::NoPolicy),
                rules: vec![Rule::R5_29],
            },
        }
    }

    fn bucket_name(&self) -> Option<&'a str> {
        self.resource.arn().and_then(Arn::bucket)
    }

    /// The role that a plain call of sts:AssumeRole is about: such a call follows the special
    /// process too (R5.40), and needs a role that exists (R6.2).
    fn assumed_role(&self) -> Result<Option<(&'a str, &'a Role)>, Rejection> {
        if !self.action.eq_ignore_ascii_case(ASSUME_ROLE) {
            return Ok(None);
        }
        let arn = self.resource.arn().ok_or(Rejection::MissingRoleArn)?;
        let account = self.world.account(&arn.account);
        let role = account.zip(arn.role_name()).and_then(|(account, name)| Some((account, account.role(name)?)));
        role.map(|(account, role)| Some((account.id.as_str(), role))).ok_or(Rejection::NoSuchRole)
    }

    /// The basic process (R5.1): a Deny that applies, else an Allow that applies, else an
    /// implicit deny. Every statement is held against the request in full, because a person
    /// wants to see every element.
    fn basic<'d>(
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
