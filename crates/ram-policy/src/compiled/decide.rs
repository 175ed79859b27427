//! The decision without its explanation: the stations of [`evaluate`](crate::evaluate()) in the
//! same order, each answered by a [`Bag`] instead of a trace. `tests/fast_path.rs` holds the two
//! against each other.

use std::borrow::Cow;

use crate::arn::{Arn, Resource};
use crate::compiled::bag::{Answer, Bag};
use crate::compiled::call::{Call, Keys, Question, Visit};
use crate::compiled::known::Known;
use crate::compiled::{CompiledRole, CompiledWorld, Policies};
use crate::evaluate::evaluate;
use crate::principal::Caller;
use crate::request::{Action, Context, Hop, Request, Start, Target};
use crate::sts;
use crate::trace::{Decision, Rejection, Session};

/// What [`evaluate`](crate::evaluate()) decides, without the explanation.
pub fn decide(world: &CompiledWorld, request: &Request) -> Decision {
    if request.action.as_ref().is_some_and(|action| !action.changes.is_empty()) {
        // A change makes another world, and that one is not compiled.
        return evaluate(&world.world, request).decision();
    }
    let (mut caller, mut session) = match &request.start {
        Start::Principal(principal) => (Known::principal(world, principal), None),
        Start::Session(running) => {
            let session = sts::running(&world.world, running);
            (Known::new(world, Cow::Owned(sts::caller(&session))), Some(session))
        }
    };
    for (index, hop) in request.hops.iter().enumerate() {
        let issued = match world.assume_role(&caller, session.as_ref(), index, hop) {
            Ok(issued) => issued,
            Err(decision) => return decision,
        };
        caller = Known::new(world, Cow::Owned(sts::caller(&issued)));
        session = Some(issued);
    }
    match &request.action {
        Some(action) => world.call_action(&caller, session.as_ref(), action),
        None if request.hops.is_empty() => Decision::ImplicitDeny,
        None => Decision::Allow,
    }
}

/// R3.8: a rejection or explicit deny of one resource, else an implicit deny of one, else Allow.
fn first_in_rank(decisions: impl Iterator<Item = Decision>) -> Decision {
    decisions.min_by_key(|decision| decision.rank()).unwrap_or(Decision::ImplicitDeny)
}

/// How the two sides are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    /// One Allow is enough (R5.30, R5.45).
    Either,
    /// Both must allow (R5.40).
    Both,
    /// Only a Deny of the resource's policy counts (R5.10).
    Owner,
}

impl Sides {
    fn join(self, identity: Answer, resource: Answer) -> Decision {
        let either = |answer: Answer| identity == answer || resource == answer;
        let allows = match self {
            Sides::Either => either(Answer::Allow),
            Sides::Both => identity == Answer::Allow && resource == Answer::Allow,
            Sides::Owner => true,
        };
        if either(Answer::Refused) {
            Decision::Rejected(Rejection::InvalidPolicy)
        } else if either(Answer::Deny) {
            Decision::ExplicitDeny
        } else if allows {
            Decision::Allow
        } else {
            Decision::ImplicitDeny
        }
    }
}

/// R5.40, R5.45, R5.46: who is no RAM identity has no identity side.
fn assuming(caller: &Caller) -> Sides {
    if caller.identity_account().is_some() { Sides::Both } else { Sides::Either }
}

/// Goes on unless a station that must not say no has said so (R5.12, R5.44).
fn pass(answer: Answer) -> Result<(), Decision> {
    match answer {
        Answer::Absent | Answer::Allow => Ok(()),
        Answer::Deny => Err(Decision::ExplicitDeny),
        Answer::Nothing => Err(Decision::ImplicitDeny),
        Answer::Refused => Err(Decision::Rejected(Rejection::InvalidPolicy)),
    }
}

impl CompiledWorld {
    fn assume_role(
        &self,
        caller: &Known<'_>,
        session: Option<&Session>,
        index: usize,
        hop: &Hop,
    ) -> Result<Session, Decision> {
        let context = hop.call_context();
        let policy = sts::session_policy(index, hop);
        caller.check(session, hop.offset_seconds).map_err(Decision::Rejected)?;
        let checked = sts::check(&self.world, &caller.who, hop, policy.as_deref()).map_err(Decision::Rejected)?;
        let (account, role) = (&checked.account.id, &checked.role.name);
        let resource = Resource::Arn(Arn::role(account, role));
        let question = Question::new(sts::ASSUME_ROLE, &resource);
        let keys = Keys::new(&context, &caller.who, None);
        let call = Call { question: &question, caller, keys: &keys };
        let is_exempt = caller.is_service_linked() || (caller.who.is_service() && checked.role.is_service_linked);
        pass(self.control_policies(&call, Some(account), is_exempt))?;
        pass(session_policy(&call, session))?;
        let sides = assuming(&caller.who);
        let identity = caller.policies().map_or(Answer::Absent, |policies| policies.account.ask(&call, Visit::None));
        let resource = self.role(account, role).map_or(Answer::Nothing, |role| trust_policy(&call, account, role));
        match sides.join(identity, resource) {
            Decision::Allow => Ok(sts::issue(&checked, &caller.who, hop, policy)),
            decision => Err(decision),
        }
    }

    fn call_action(&self, caller: &Known<'_>, session: Option<&Session>, action: &Action) -> Decision {
        if let Err(rejection) = caller.check(session, action.offset_seconds) {
            return if action.resources.is_empty() { Decision::ImplicitDeny } else { Decision::Rejected(rejection) };
        }
        let ask = |target: &Target| {
            let question = Question::new(&action.name, &target.resource);
            self.act(&question, caller, session, &action.context, target)
        };
        match action.resources.as_slice() {
            [target] => ask(target),
            targets => first_in_rank(targets.iter().map(ask)),
        }
    }

    /// The action on one resource, by a caller who exists.
    pub(super) fn act(
        &self,
        question: &Question<'_>,
        known: &Known<'_>,
        session: Option<&Session>,
        context: &Context,
        target: &Target,
    ) -> Decision {
        let caller = &*known.who;
        let assumed = match self.assumed_role(question) {
            Ok(Some(_)) if caller.is_root() => return Decision::Rejected(Rejection::RootAssumes),
            Ok(assumed) => assumed,
            Err(rejection) => return Decision::Rejected(rejection),
        };
        if sts::needs_no_permission(question.action) {
            return Decision::Allow;
        }
        // R3.8a: what no account owns counts as the caller's own.
        let owner = target.resource.owner().or(caller.identity_account());
        let keys = Keys::new(context, caller, Some(&target.context));
        let call = Call { question, caller: known, keys: &keys };
        let is_linked = assumed.is_some_and(|(_, role)| role.is_service_linked);
        let is_exempt = known.is_service_linked() || (caller.is_service() && is_linked);
        let before =
            pass(self.control_policies(&call, owner, is_exempt)).and_then(|()| pass(session_policy(&call, session)));
        if let Err(decision) = before {
            return decision;
        }
        if let Some((account, role)) = assumed {
            let identity = known.policies().map_or(Answer::Absent, |policies| policies.account.ask(&call, Visit::None));
            return assuming(caller).join(identity, trust_policy(&call, account, role));
        }
        let resource = self.resource_policy(&call, owner);
        if caller.is_root() && caller.account() == owner {
            return Sides::Owner.join(Answer::Absent, resource);
        }
        let identity = match known.policies() {
            None => Answer::Absent,
            Some(policies) if caller.account() == owner => own_account(&call, policies, target),
            Some(policies) => foreign_account(&call, policies),
        };
        Sides::Either.join(identity, resource)
    }

    /// R5.10 to R5.18: bottom up, each level must allow. `is_exempt` is a service-linked role.
    fn control_policies(&self, call: &Call<'_>, owner: Option<&str>, is_exempt: bool) -> Answer {
        let Some(owner_id) = owner else { return Answer::Absent };
        let levels = self.levels(owner_id);
        if levels.is_empty() || is_exempt || self.is_never_controlled(&call.caller.who, owner_id) {
            return Answer::Absent;
        }
        let mut answers = levels.iter().map(|bag| bag.ask(call, Visit::None));
        answers.find(|answer| *answer != Answer::Allow).unwrap_or(Answer::Allow)
    }

    /// R5.13: the owner on its own account, and identities of the management account.
    pub(super) fn is_never_controlled(&self, caller: &Caller, owner: &str) -> bool {
        let account = caller.identity_account();
        let management = self.world.directory.as_ref().map(|directory| directory.management_account.as_str());
        (caller.is_root() && caller.account() == Some(owner)) || (account.is_some() && account == management)
    }

    /// The role that a plain call of sts:AssumeRole is about, with its account.
    fn assumed_role<'a>(&'a self, question: &Question<'a>) -> Result<Option<(&'a str, &'a CompiledRole)>, Rejection> {
        if !sts::is_assume_role(question.action) {
            return Ok(None);
        }
        let arn = question.resource.arn().ok_or(Rejection::MissingRoleArn)?;
        let role = arn.role_name().and_then(|name| self.role(arn.account(), name));
        role.map(|role| Some((arn.account(), role))).ok_or(Rejection::NoSuchRole)
    }

    /// The bucket policy, where the resource has one (R5.28, R5.29).
    fn resource_policy(&self, call: &Call<'_>, owner: Option<&str>) -> Answer {
        let Some(name) = call.question.resource.arn().and_then(Arn::bucket) else { return Answer::Absent };
        let Some(owner) = owner else { return Answer::Absent };
        let Some(bag) = self.bucket(owner, name) else { return Answer::Nothing };
        bag.ask(call, Visit::Bucket { owner, user_id: call.caller.user_id() })
    }
}

fn trust_policy(call: &Call<'_>, account: &str, role: &CompiledRole) -> Answer {
    role.trust_policy.as_ref().map_or(Answer::Nothing, |bag| bag.ask(call, Visit::Role(account)))
}

/// R5.44, R6.8: the session policy that the calling session carries.
fn session_policy(call: &Call<'_>, session: Option<&Session>) -> Answer {
    match session.and_then(|session| session.policy.as_ref()) {
        Some(policy) => Bag::of_session(policy).ask(call, Visit::None),
        None => Answer::Absent,
    }
}

/// R5.22 to R5.24: the account scope, and where it says nothing the scope of the resource's group.
fn own_account(call: &Call<'_>, policies: &Policies, target: &Target) -> Answer {
    match (policies.account.ask(call, Visit::None), target.resource_group.as_deref()) {
        (Answer::Nothing, Some(group)) => {
            policies.of_group(group).map_or(Answer::Nothing, |bag| bag.ask(call, Visit::None))
        }
        (answer, _) => answer,
    }
}

/// R5.31 to R5.33: identity policies reach no other account, but their Deny reaches its buckets.
fn foreign_account(call: &Call<'_>, policies: &Policies) -> Answer {
    let is_bucket = call.question.resource.arn().and_then(Arn::bucket).is_some();
    if policies.account.is_refused() {
        Answer::Refused
    } else if is_bucket && policies.account.ask(call, Visit::None) == Answer::Deny {
        Answer::Deny
    } else {
        Answer::Nothing
    }
}
