//! `ram-trace/1`: an evaluation as JSON, for tests, the command line and other programs.
//!
//! This is a promise to strangers: members are only ever added. The evaluator's own types are
//! not serialised, so that they can change.

use std::collections::BTreeMap;

use ram_policy::denied::{self, Denial};
use ram_policy::policy::{Effect, Sense};
use ram_policy::principal::{Caller, Principal, PrincipalMismatch};
use ram_policy::rule::{Evidence, Rule};
use ram_policy::sts::ASSUME_ROLE;
use ram_policy::text::Span;
use ram_policy::trace::{
    Call, ClauseTrace, Combination, ConditionTrace, Decision, Evaluation, Found, Layer, Mismatch, Outcome, Phase,
    PolicyTrace, Reason, Row, RowLabel, Session, StatementTrace, Step, Trace, Verdict,
};
use ram_policy::world::World;
use serde::Serialize;

/// The value of `format`.
pub const FORMAT: &str = "ram-trace/1";

/// A whole evaluation.
#[derive(Debug, Serialize)]
pub struct TraceJson {
    format: &'static str,
    decision: &'static str,
    deciding_layer: Option<&'static str>,
    /// `assume_role[i]` or `action`; null when allowed.
    failed_step: Option<String>,
    error_code: Option<&'static str>,
    deciding_step: Option<StepPlace>,
    /// The weakest evidence among the rules that the decision rests on.
    evidence: Option<&'static str>,
    /// The rules of a kind that no document states.
    assumptions: Vec<&'static str>,
    access_denied_detail: Option<DenialJson>,
    phases: Vec<PhaseJson>,
}

#[derive(Debug, Serialize)]
struct StepPlace {
    phase: usize,
    resource: usize,
    step: usize,
}

#[derive(Debug, Serialize)]
struct DenialJson {
    #[serde(rename = "AuthAction")]
    action: String,
    #[serde(rename = "AuthResource")]
    resource: String,
    #[serde(flatten)]
    principal: Option<AuthPrincipalJson>,
    #[serde(rename = "NoPermissionType")]
    no_permission_type: &'static str,
    #[serde(rename = "PolicyType")]
    policy_type: &'static str,
    #[serde(rename = "AuthConditions")]
    conditions: Vec<AuthCondition>,
    #[serde(rename = "MatchedPolicies")]
    matched_policies: Vec<MatchedPolicyJson>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct AuthPrincipalJson {
    auth_principal_type: &'static str,
    auth_principal_display_name: String,
    auth_principal_owner_id: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct AuthCondition {
    condition_key: String,
    condition_values: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct MatchedPolicyJson {
    policy_identifier: String,
    policy_type: &'static str,
    effect: &'static str,
    attached_entity_type: &'static str,
    attached_scope: &'static str,
}

#[derive(Debug, Serialize)]
struct PhaseJson {
    /// `sts:AssumeRole` or the action.
    action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role_arn: Option<String>,
    caller: Option<String>,
    context: BTreeMap<String, Vec<String>>,
    resources: Vec<ResourceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionJson>,
}

#[derive(Debug, Serialize)]
struct SessionJson {
    account: String,
    role: String,
    name: String,
    seconds: u64,
}

#[derive(Debug, Serialize)]
struct ResourceJson {
    resource: String,
    decision: &'static str,
    combination: &'static str,
    steps: Vec<StepJson>,
}

#[derive(Debug, Serialize)]
struct StepJson {
    layer: &'static str,
    owner: Option<String>,
    outcome: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    rules: Vec<RuleJson>,
    rows: Vec<RowJson>,
}

#[derive(Debug, Serialize)]
struct RuleJson {
    number: &'static str,
    evidence: &'static str,
}

#[derive(Debug, Serialize)]
struct RowJson {
    label: String,
    outcome: String,
    policies: Vec<PolicyJson>,
}

#[derive(Debug, Serialize)]
struct PolicyJson {
    document: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    statements: Vec<StatementJson>,
}

#[derive(Debug, Serialize)]
struct StatementJson {
    /// From 1.
    number: usize,
    effect: &'static str,
    applies: bool,
    /// Bytes in the document, half-open.
    span: [u32; 2],
    elements: Vec<ElementJson>,
}

#[derive(Debug, Serialize)]
struct ElementJson {
    element: &'static str,
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    span: [u32; 2],
    entries: Vec<EntryJson>,
}

#[derive(Debug, Serialize)]
struct EntryJson {
    span: [u32; 2],
    matches: bool,
    /// Where a pattern differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<String>,
}

/// An evaluation as `ram-trace/1`.
pub fn trace_json(world: &World, evaluation: &Evaluation) -> TraceJson {
    let rules = evaluation.rules().into_iter();
    TraceJson {
        format: FORMAT,
        decision: decision(evaluation.decision()),
        deciding_layer: evaluation.deciding_layer().map(|layer| layer.name()),
        failed_step: failed_step(evaluation),
        error_code: evaluation.error_code(),
        deciding_step: evaluation.deciding_step().map(|at| StepPlace {
            phase: at.phase,
            resource: at.trace,
            step: at.step,
        }),
        evidence: evaluation.weakest().map(|(weakest, _)| evidence(weakest)),
        assumptions: rules.filter(|rule| rule.evidence() == Evidence::Assumed).map(Rule::number).collect(),
        access_denied_detail: denied::denial(world, evaluation).map(denial),
        phases: evaluation.phases.iter().map(phase).collect(),
    }
}

/// The word of a decision in case files, `ram-trace/1` and the page's attributes.
pub fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "Allow",
        Decision::ExplicitDeny => "ExplicitDeny",
        Decision::ImplicitDeny => "ImplicitDeny",
        Decision::Rejected(_) => "Rejected",
    }
}

/// Where a request failed: `assume_role[i]` or `action`; nothing when it is allowed.
pub fn failed_step(evaluation: &Evaluation) -> Option<String> {
    let (_, phase) = evaluation.deciding_phase()?;
    match (phase.decision(), &phase.call) {
        (Decision::Allow, _) => None,
        (_, Call::AssumeRole { hop, .. }) => Some(format!("assume_role[{hop}]")),
        (_, Call::Action { .. }) => Some("action".to_owned()),
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Documented => "documented",
        Evidence::Inferred => "inferred",
        Evidence::Assumed => "assumed",
    }
}

fn denial(found: Denial) -> DenialJson {
    DenialJson {
        action: found.action,
        resource: found.resource,
        principal: found.principal.map(|principal| AuthPrincipalJson {
            auth_principal_type: principal.kind,
            auth_principal_display_name: principal.display_name,
            auth_principal_owner_id: principal.owner,
        }),
        no_permission_type: if found.is_explicit { "ExplicitDeny" } else { "ImplicitDeny" },
        policy_type: found.policy_type,
        conditions: (found.conditions.into_iter())
            .map(|(condition_key, condition_values)| AuthCondition { condition_key, condition_values })
            .collect(),
        matched_policies: (found.matched_policies.into_iter())
            .map(|policy| MatchedPolicyJson {
                policy_identifier: policy.name,
                policy_type: policy.kind,
                effect: policy.effect,
                attached_entity_type: policy.attached_to,
                attached_scope: policy.scope,
            })
            .collect(),
    }
}

fn phase(phase: &Phase) -> PhaseJson {
    let (action, role_arn) = match &phase.call {
        Call::AssumeRole { role_arn, .. } => (ASSUME_ROLE.to_owned(), Some(role_arn.clone())),
        Call::Action { name } => (name.clone(), None),
    };
    PhaseJson {
        action,
        role_arn,
        caller: phase.caller.as_ref().map(caller),
        context: phase.context.iter().map(|(key, values)| (key.to_owned(), values.to_vec())).collect(),
        resources: (phase.traces.iter())
            .map(|trace| ResourceJson {
                resource: trace.resource.to_string(),
                decision: decision(trace.decision()),
                combination: match trace.combination {
                    Combination::EitherAllows => "either_allows",
                    Combination::BothAllow => "both_allow",
                    Combination::ResourceOnly => "resource_only",
                    Combination::OwnerAllows => "owner_allows",
                    Combination::NotNeeded => "not_needed",
                },
                steps: trace.steps.iter().map(|found| step(phase, trace, found)).collect(),
            })
            .collect(),
        session: phase.session.as_ref().map(session),
    }
}

fn caller(caller: &Caller) -> String {
    match caller {
        Caller::Session { account, role, name } => {
            format!("acs:sts::{account}:assumed-role/{}/{name}", role.to_lowercase())
        }
        Caller::Principal(Principal::Anonymous) => "anonymous".to_owned(),
        Caller::Principal(_) => caller.trusted_as(),
    }
}

fn session(found: &Session) -> SessionJson {
    SessionJson {
        account: found.account.clone(),
        role: found.role.clone(),
        name: found.name.clone(),
        seconds: found.seconds,
    }
}

fn step(phase: &Phase, trace: &Trace, step: &Step) -> StepJson {
    StepJson {
        layer: match step.layer {
            Layer::Check => "check",
            Layer::ControlPolicies => "control_policies",
            Layer::SessionPolicy => "session_policy",
            Layer::IdentityPolicies => "identity_policies",
            Layer::TrustPolicy => "trust_policy",
            Layer::ResourcePolicy => "resource_policy",
            Layer::Combined => "combined",
        },
        owner: step.owner.clone(),
        outcome: outcome(step.outcome),
        note: step.note.map(|note| snake_case(&format!("{note:?}"))),
        rules: (step.rests_on(phase, trace).into_iter())
            .map(|rule| RuleJson { number: rule.number(), evidence: evidence(rule.evidence()) })
            .collect(),
        rows: step.rows.iter().map(row).collect(),
    }
}

fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::Decided(Decision::Rejected(rejection)) => match rejection.code() {
            Some(code) => format!("rejected: {code}"),
            None => "rejected".to_owned(),
        },
        Outcome::Decided(decided) => snake_case(decision(decided)),
        Outcome::Absent(absence) => format!("absent: {}", snake_case(&format!("{absence:?}"))),
        Outcome::Refused => "refused".to_owned(),
        Outcome::NotReached => "not_reached".to_owned(),
    }
}

/// `NoSessionPolicy` → `no_session_policy`
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

fn row(row: &Row) -> RowJson {
    RowJson {
        label: match &row.label {
            RowLabel::Level(id) => format!("level {id}"),
            RowLabel::AccountScope => "account".to_owned(),
            RowLabel::ResourceGroupScope(Some(id)) => format!("resource_group {id}"),
            RowLabel::ResourceGroupScope(None) => "resource_group".to_owned(),
            RowLabel::Single => "policy".to_owned(),
        },
        outcome: outcome(row.outcome),
        policies: row.policies.iter().map(policy).collect(),
    }
}

fn policy(policy: &PolicyTrace) -> PolicyJson {
    PolicyJson {
        document: policy.document.id.to_string(),
        name: policy.document.name.clone(),
        group: policy.group.clone(),
        statements: policy.statements.iter().map(statement).collect(),
    }
}

fn statement(statement: &StatementTrace) -> StatementJson {
    let mut elements = Vec::new();
    elements.extend(statement.principal.as_ref().map(|found| clause("Principal", found)));
    let name = if statement.action.sense == Sense::Is { "Action" } else { "NotAction" };
    elements.push(clause(name, &statement.action));
    elements.extend(statement.resource.as_ref().map(|found| clause("Resource", found)));
    elements.extend(statement.conditions.iter().map(condition));
    StatementJson {
        number: statement.index + 1,
        effect: match statement.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        applies: statement.applies(),
        span: span(statement.span),
        elements,
    }
}

fn clause(element: &'static str, clause: &ClauseTrace) -> ElementJson {
    let entries = clause.patterns.iter().map(|pattern| EntryJson {
        span: span(pattern.span),
        matches: pattern.mismatch.is_none(),
        differs: pattern.mismatch.map(|mismatch| match mismatch {
            Mismatch::Action => "action".to_owned(),
            Mismatch::Resource(segment) => snake_case(&format!("{segment:?}")),
            Mismatch::Principal(PrincipalMismatch::Unsupported(why)) => {
                format!("unsupported_{}", snake_case(&format!("{why:?}")))
            }
            Mismatch::Principal(mismatch) => snake_case(&format!("{mismatch:?}")),
        }),
    });
    ElementJson {
        element,
        holds: clause.verdict == Verdict::Holds,
        reason: reason(clause.verdict),
        span: span(clause.span),
        entries: entries.collect(),
    }
}

fn condition(condition: &ConditionTrace) -> ElementJson {
    let entries = condition.values.iter().map(|value| EntryJson {
        span: span(value.span),
        matches: value.matched,
        differs: None,
    });
    ElementJson {
        element: "Condition",
        holds: condition.verdict == Verdict::Holds,
        reason: reason(condition.verdict).or((condition.found == Found::Missing).then_some("key_missing")),
        span: span(condition.span),
        entries: entries.collect(),
    }
}

fn reason(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Holds => None,
        Verdict::Fails(reason) => Some(match reason {
            Reason::PrincipalDiffers => "principal_differs",
            Reason::ActionDiffers => "action_differs",
            Reason::ActionExcluded => "action_excluded",
            Reason::ResourceDiffers => "resource_differs",
            Reason::KeyMissing => "key_missing",
            Reason::ValueDiffers => "value_differs",
            Reason::ValueExcluded => "value_excluded",
        }),
    }
}

fn span(span: Span) -> [u32; 2] {
    [span.start, span.end]
}
