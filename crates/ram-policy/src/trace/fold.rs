//! The decision as a fold over the trace, and the layer that is named for it (R8.5).

use crate::condition::ConditionKey;
use crate::policy::Effect;
use crate::sts::is_assume_role;
use crate::trace::{
    Call, Combination, DecidingLayer, Decision, Evaluation, Layer, Outcome, Phase, PolicyTrace, Rejection, RowLabel,
    StatementTrace, Step, StepPosition, Trace,
};

impl Evaluation {
    /// How the request ends: the first phase that does not allow, or the last one.
    pub fn decision(&self) -> Decision {
        self.deciding_phase().map_or(Decision::ImplicitDeny, |(_, phase)| phase.decision())
    }

    /// The layer that the platform would name.
    pub fn deciding_layer(&self) -> Option<DecidingLayer> {
        let (_, phase) = self.deciding_phase()?;
        phase.deciding_trace().and_then(|(_, trace)| trace.deciding_layer())
    }

    /// The phase that ends the request, with its number.
    pub fn deciding_phase(&self) -> Option<(usize, &Phase)> {
        let mut phases = self.phases.iter().enumerate();
        phases
            .find(|(_, phase)| phase.decision() != Decision::Allow)
            .or_else(|| self.phases.iter().enumerate().next_back())
    }

    /// The one step that decides.
    pub fn deciding_step(&self) -> Option<StepPosition> {
        let (phase, in_phase) = self.deciding_phase()?;
        let (trace, in_trace) = in_phase.deciding_trace()?;
        Some(StepPosition { phase, trace, step: in_trace.deciding_step()? })
    }

    /// A step by its place.
    pub fn step(&self, at: StepPosition) -> Option<&Step> {
        self.phases.get(at.phase)?.traces.get(at.trace)?.steps.get(at.step)
    }

    /// The error code of a failed request, where it is known.
    pub fn error_code(&self) -> Option<&'static str> {
        let (_, phase) = self.deciding_phase()?;
        match (phase.decision(), &phase.call) {
            (Decision::Allow, _) => None,
            (Decision::Rejected(rejection), _) => rejection.code(),
            (_, Call::AssumeRole { .. }) => Some("NoPermission"),
            (_, Call::Action { name }) if is_assume_role(name) => Some("NoPermission"),
            // The code of other services differs from service to service (R8.8).
            (_, Call::Action { .. }) => None,
        }
    }
}

impl Phase {
    /// What the call carries for a condition key when it checks one of its resources; empty
    /// where it carries nothing.
    pub fn values<'a>(&'a self, trace: &'a Trace, key: &ConditionKey) -> &'a [String] {
        self.context.values(key).or_else(|| trace.context.values(key)).unwrap_or_default()
    }

    /// R3.8: a rejection or explicit deny of one resource, else an implicit deny of one, else Allow.
    pub fn decision(&self) -> Decision {
        self.deciding_trace().map_or(Decision::ImplicitDeny, |(_, trace)| trace.decision())
    }

    /// The resource that decides, with its number.
    pub fn deciding_trace(&self) -> Option<(usize, &Trace)> {
        self.traces.iter().enumerate().min_by_key(|(_, trace)| trace.decision().rank())
    }

    /// Whether an earlier phase let the request get here.
    pub fn is_reached(&self) -> bool {
        self.traces.iter().flat_map(|trace| &trace.steps).any(|step| step.outcome != Outcome::NotReached)
    }
}

impl Trace {
    /// A step by its layer.
    pub fn find(&self, layer: Layer) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.layer == layer)
    }

    fn side(&self, layers: &[Layer]) -> Option<(usize, Outcome)> {
        let (index, step) = self.steps.iter().enumerate().find(|(_, step)| layers.contains(&step.layer))?;
        Some((index, step.outcome))
    }

    /// The result of the steps before the combination, joined as [`Combination`] says.
    pub fn decision(&self) -> Decision {
        self.decide().1
    }

    /// The step that decides, by its number.
    pub fn deciding_step(&self) -> Option<usize> {
        self.decide().0
    }

    /// The fold: the deciding step and the decision.
    fn decide(&self) -> (Option<usize>, Decision) {
        // Any station before the two sides ends the evaluation unless it allows (R5.12, R5.44, R6.14).
        for (index, step) in self.steps.iter().enumerate() {
            if !matches!(step.layer, Layer::Check | Layer::ControlPolicies | Layer::SessionPolicy) {
                break;
            }
            match step.outcome {
                Outcome::Decided(Decision::Allow) | Outcome::Absent(_) => {}
                Outcome::Decided(decision) => return (Some(index), decision),
                Outcome::Refused => return (Some(index), Decision::Rejected(Rejection::InvalidPolicy)),
                Outcome::NotReached => return (None, Decision::ImplicitDeny),
            }
        }
        let identity = self.side(&[Layer::IdentityPolicies]);
        let resource = self.side(&[Layer::TrustPolicy, Layer::ResourcePolicy]);
        let combined = self.side(&[Layer::Combined]).map(|(index, _)| index);
        // Where both sides say the same, the identity side is named first (R8.5).
        let first = |outcome: Outcome| {
            [identity, resource].into_iter().flatten().find(|(_, found)| *found == outcome).map(|(index, _)| index)
        };
        let allow = Outcome::Decided(Decision::Allow);
        if let Some(index) = first(Outcome::Refused) {
            return (Some(index), Decision::Rejected(Rejection::InvalidPolicy));
        }
        if let Some(index) = first(Outcome::Decided(Decision::ExplicitDeny)) {
            return (Some(index), Decision::ExplicitDeny);
        }
        let not_allowing = || {
            [identity, resource]
                .into_iter()
                .flatten()
                .find(|(_, outcome)| *outcome != allow && !matches!(outcome, Outcome::Absent(_)))
                .map(|(index, _)| index)
                .or(combined)
        };
        match self.combination {
            Combination::NotNeeded => (combined, Decision::Allow),
            Combination::OwnerAllows => (combined, Decision::Allow),
            // R5.40
            Combination::BothAllow => {
                let both = [identity, resource].into_iter().all(|side| side.is_some_and(|(_, found)| found == allow));
                if both { (combined, Decision::Allow) } else { (not_allowing(), Decision::ImplicitDeny) }
            }
            // R5.30, and R5.45 where the identity side is absent.
            Combination::EitherAllows | Combination::ResourceOnly => match first(allow) {
                Some(index) => (Some(index), Decision::Allow),
                None => (not_allowing(), Decision::ImplicitDeny),
            },
        }
    }

    /// The layer that the platform would name (R8.5).
    pub fn deciding_layer(&self) -> Option<DecidingLayer> {
        let (index, decision) = self.decide();
        if let Decision::Rejected(rejection) = decision {
            return Some(rejection.layer());
        }
        let step = self.steps.get(index?)?;
        Some(match step.layer {
            Layer::Check => return None,
            Layer::ControlPolicies => DecidingLayer::ControlPolicy,
            Layer::SessionPolicy => DecidingLayer::SessionPolicy,
            Layer::IdentityPolicies => step.identity_layer(),
            Layer::TrustPolicy => DecidingLayer::AssumeRolePolicy,
            // Nothing is reported as the bucket policy's implicit deny (R8.5).
            Layer::ResourcePolicy if decision == Decision::ImplicitDeny => {
                DecidingLayer::AccountLevelIdentityBasedPolicy
            }
            Layer::ResourcePolicy => DecidingLayer::ResourceBasedPolicy,
            Layer::Combined => match self.combination {
                Combination::OwnerAllows => DecidingLayer::AccountOwner,
                Combination::BothAllow => DecidingLayer::IdentityAndAssumeRolePolicy,
                Combination::NotNeeded => return None,
                Combination::EitherAllows | Combination::ResourceOnly => DecidingLayer::AccountLevelIdentityBasedPolicy,
            },
        })
    }
}

impl Step {
    /// Which scope of the identity policies speaks: the resource-group level when it was
    /// consulted last (R5.23, R8.5).
    fn identity_layer(&self) -> DecidingLayer {
        let group_was_consulted = self.rows.iter().any(|row| {
            matches!(row.label, RowLabel::ResourceGroupScope(_)) && matches!(row.outcome, Outcome::Decided(_))
        });
        if group_was_consulted {
            DecidingLayer::ResourceGroupLevelIdentityBasedPolicy
        } else {
            DecidingLayer::AccountLevelIdentityBasedPolicy
        }
    }

    /// All statements that the step looked at, with their policies.
    pub fn statements(&self) -> impl Iterator<Item = (&PolicyTrace, &StatementTrace)> {
        (self.rows.iter().flat_map(|row| &row.policies))
            .flat_map(|policy| policy.statements.iter().map(move |statement| (policy, statement)))
    }

    /// The statement that settles the step: the first Deny that applies, else the first Allow.
    pub fn deciding_statement(&self) -> Option<(&PolicyTrace, &StatementTrace)> {
        let applies =
            |effect: Effect| self.statements().find(|(_, statement)| statement.effect == effect && statement.applies());
        match self.outcome {
            Outcome::Decided(Decision::ExplicitDeny) => applies(Effect::Deny),
            Outcome::Decided(Decision::Allow) => applies(Effect::Allow),
            _ => None,
        }
    }
}
