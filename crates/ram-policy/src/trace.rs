//! The explanation: what each step of an evaluation looked at and what came of it. The decision
//! is a fold over the trace, so the two cannot disagree.

mod fold;

use std::sync::Arc;

use crate::arn::{Resource, Segment};
use crate::policy::{Document, Effect, Sense};
use crate::principal::{Caller, PrincipalMismatch};
use crate::request::Context;
use crate::rule::Rule;
use crate::text::Span;

/// How a request ends (R8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Somebody said yes and nobody said no.
    Allow,
    /// Somebody said no.
    ExplicitDeny,
    /// Nobody said yes.
    ImplicitDeny,
    /// The request never reached authorization.
    Rejected(Rejection),
}

impl Decision {
    /// R3.8: of the decisions on several resources the least counts.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Decision::Rejected(_) => 0,
            Decision::ExplicitDeny => 1,
            Decision::ImplicitDeny => 2,
            Decision::Allow => 3,
        }
    }
}

/// Why a request never reached authorization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// The caller does not exist.
    UnknownPrincipal,
    /// `RoleArn` is missing.
    MissingRoleArn,
    /// `RoleArn` is not the ARN of a role (R6.2).
    RoleArn,
    /// `DurationSeconds` is outside 900 to the role's maximum (R6.3).
    Duration {
        /// The longest session in seconds.
        max: u64,
    },
    /// `RoleSessionName` is missing.
    MissingSessionName,
    /// `RoleSessionName` has a wrong length or character (R6.4).
    SessionName,
    /// `ExternalId` has a wrong length or character (R6.5).
    ExternalId,
    /// `SourceIdentity` has a wrong length or character (R6.6).
    SourceIdentity,
    /// The session policy is too long (R6.7).
    SessionPolicySize,
    /// The session policy has an error (R6.7).
    SessionPolicyGrammar,
    /// There is no such role (R6.2).
    NoSuchRole,
    /// The account owner cannot assume a role (R5.47).
    RootAssumes,
    /// The session has expired (R6.16).
    Expired,
    /// The role was deleted after the session was issued (R6.18).
    RoleDeleted,
    /// A document on the path has an error: RAM would not have saved it (R9.3).
    InvalidPolicy,
}

impl Rejection {
    /// The error code that the caller sees (R6.15a to R6.15c); none for a document that could not
    /// exist (R9.3).
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Rejection::UnknownPrincipal => "InvalidAccessKeyId.NotFound",
            Rejection::MissingRoleArn => "MissingParameter.RoleArn",
            Rejection::RoleArn => "InvalidParameter.RoleArn",
            Rejection::Duration { .. } => "InvalidParameter.DurationSeconds",
            Rejection::MissingSessionName => "MissingParameter.RoleSessionName",
            Rejection::SessionName => "InvalidParameter.RoleSessionName",
            Rejection::ExternalId => "InvalidParameter.ExternalId",
            Rejection::SourceIdentity => "InvalidParameter.SourceIdentity",
            Rejection::SessionPolicySize => "InvalidParameter.PolicySize",
            Rejection::SessionPolicyGrammar => "InvalidParameter.PolicyGrammar",
            Rejection::NoSuchRole | Rejection::RoleDeleted => "EntityNotExist.Role",
            Rejection::RootAssumes => "NoPermission",
            Rejection::Expired => "InvalidSecurityToken.Expired",
            Rejection::InvalidPolicy => return None,
        })
    }

    fn layer(self) -> DecidingLayer {
        match self {
            Rejection::UnknownPrincipal | Rejection::Expired | Rejection::RoleDeleted => DecidingLayer::Authentication,
            _ => DecidingLayer::RequestValidation,
        }
    }
}

/// The layer that a denial names, or whose Allow was decisive (R8.3, R8.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecidingLayer {
    /// A level of control policies.
    ControlPolicy,
    /// The session policy.
    SessionPolicy,
    /// Identity policies at account scope.
    AccountLevelIdentityBasedPolicy,
    /// Identity policies at resource-group scope.
    ResourceGroupLevelIdentityBasedPolicy,
    /// A bucket policy.
    ResourceBasedPolicy,
    /// A trust policy.
    AssumeRolePolicy,
    /// Both sides of a granted AssumeRole.
    IdentityAndAssumeRolePolicy,
    /// The account owner on its own resources.
    AccountOwner,
    /// Parameters, existence of the role, root as caller, a document with errors.
    RequestValidation,
    /// An unknown caller, an expired or dead session.
    Authentication,
}

impl DecidingLayer {
    /// The platform's word, or ours where it has none.
    pub fn name(self) -> &'static str {
        match self {
            DecidingLayer::ControlPolicy => "ControlPolicy",
            DecidingLayer::SessionPolicy => "SessionPolicy",
            DecidingLayer::AccountLevelIdentityBasedPolicy => "AccountLevelIdentityBasedPolicy",
            DecidingLayer::ResourceGroupLevelIdentityBasedPolicy => "ResourceGroupLevelIdentityBasedPolicy",
            DecidingLayer::ResourceBasedPolicy => "ResourceBasedPolicy",
            DecidingLayer::AssumeRolePolicy => "AssumeRolePolicy",
            DecidingLayer::IdentityAndAssumeRolePolicy => "AccountLevelIdentityBasedPolicy+AssumeRolePolicy",
            DecidingLayer::AccountOwner => "AccountOwner",
            DecidingLayer::RequestValidation => "RequestValidation",
            DecidingLayer::Authentication => "Authentication",
        }
    }
}

/// The whole answer: one phase for each hop, then one for the action.
///
/// ```
/// use ram_policy::principal::Principal;
/// use ram_policy::request::{Hop, Request};
/// use ram_policy::trace::{Decision, Layer, Rejection};
/// use ram_policy::world::{Account, World};
///
/// let account = Account { id: "1".into(), ..Account::default() };
/// let world = World { accounts: vec![account], ..World::default() };
/// let hop = Hop { role_arn: "acs:ram::1:role/app".into(), session_name: "me".into(), ..Hop::default() };
/// let principal = Principal::Root { account: "1".into() };
/// let evaluation = ram_policy::evaluate(&world, &Request { start: principal.into(), hops: vec![hop], action: None });
///
/// assert_eq!(evaluation.decision(), Decision::Rejected(Rejection::NoSuchRole));
/// assert_eq!(evaluation.error_code(), Some("EntityNotExist.Role"));
/// let step = evaluation.step(evaluation.deciding_step().unwrap()).unwrap();
/// assert_eq!(step.layer, Layer::Check);
/// // The order of the checks is nowhere published.
/// let (_, rules) = evaluation.weakest().unwrap();
/// assert_eq!(rules[0].number(), "R6.14");
/// ```
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// In the order in which the calls are made; never empty.
    pub phases: Vec<Phase>,
}

/// One call with everything that was looked at.
#[derive(Debug, Clone)]
pub struct Phase {
    /// What is called.
    pub call: Call,
    /// Who calls; unknown where an earlier phase issued no session.
    pub caller: Option<Caller>,
    /// The condition keys of the call, with those that the evaluator knows for certain.
    pub context: Context,
    /// One trace for each resource of the call (R3.8); never empty.
    pub traces: Vec<Trace>,
    /// The session that the call issued.
    pub session: Option<Session>,
}

/// A call that is authorized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// AssumeRole, or one of its federated forms.
    AssumeRole {
        /// Which hop, from 0.
        hop: usize,
        /// `RoleArn` as sent.
        role_arn: String,
    },
    /// Any other action.
    Action {
        /// Its name as asked.
        name: String,
    },
}

/// What AssumeRole issued (R6.11).
#[derive(Debug, Clone)]
pub struct Session {
    /// Account of the role.
    pub account: String,
    /// Name of the role, as created.
    pub role: String,
    /// Session name.
    pub name: String,
    /// Its length in seconds.
    pub seconds: u64,
    /// The session policy that limits it (R6.8).
    pub policy: Option<Arc<Document>>,
    /// The account that called AssumeRole: only there can the session policy be changed (R8.7).
    pub issued_to: Option<String>,
    /// Whether the role is service-linked (R5.13).
    pub is_service_linked: bool,
}

/// The evaluation of one resource.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The resource.
    pub resource: Resource,
    /// Condition keys that belong to this resource, such as its tags.
    pub context: Context,
    /// The steps in the documented order.
    pub steps: Vec<Step>,
    /// How identity and resource side are joined.
    pub combination: Combination,
}

/// How the identity side (A) and the resource side (B) are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Combination {
    /// One Allow is enough (R5.30).
    EitherAllows,
    /// Both must allow: sts:AssumeRole (R5.40).
    BothAllow,
    /// The caller has no RAM identity: the resource side alone decides (R5.35, R5.45, R5.46).
    ResourceOnly,
    /// The account owner on its own resource: only an explicit Deny of the bucket policy counts (R5.10).
    OwnerAllows,
    /// The call needs no permission (R6.12).
    NotNeeded,
}

/// A station of the documented process.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which one.
    pub layer: Layer,
    /// The account whose administrator can change what this step looks at.
    pub owner: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// What it looked at: levels or scopes, each with its policies.
    pub rows: Vec<Row>,
    /// A fact about the step that its rows don't show.
    pub note: Option<Note>,
    /// The rules that it follows.
    pub rules: Vec<Rule>,
}

/// The stations of the documented process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The caller exists, its session is alive, and the parameters are good.
    Check,
    /// Control policies, level by level.
    ControlPolicies,
    /// The caller's own session policy.
    SessionPolicy,
    /// The caller's identity policies, by scope.
    IdentityPolicies,
    /// The role's trust policy.
    TrustPolicy,
    /// The resource's own policy: a bucket policy.
    ResourcePolicy,
    /// Identity and resource side together.
    Combined,
}

/// What came of a step or row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It decided.
    Decided(Decision),
    /// There is nothing to look at.
    Absent(Absence),
    /// A document that RAM would not have saved stands on the path.
    Refused,
    /// An earlier step ended the evaluation.
    NotReached,
}

/// Why there is nothing to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// No resource directory (R5.11).
    NoDirectory,
    /// The feature is off (R5.18).
    ControlPoliciesOff,
    /// The account is no member of the directory (R5.11).
    NotMember,
    /// The resource belongs to no account.
    NoOwner,
    /// Exempt: the account owner on its own account (R5.13).
    OwnerExempt,
    /// Exempt: an identity of the management account (R5.13).
    ManagementExempt,
    /// Exempt: a service-linked role (R5.13).
    ServiceLinkedExempt,
    /// No session policy: no limit (R6.8).
    NoSessionPolicy,
    /// The caller has no RAM identity (R5.35, R5.45, R5.46).
    NoIdentity,
    /// The account owner needs no policy (R5.10).
    OwnerNeedsNone,
    /// The service has no resource policies (R5.28).
    ServiceHasNone,
    /// The request names no resource group (R5.24).
    NoResourceGroup,
    /// A resource group covers no call that is not tied to it (R5.24).
    NotInResourceGroup,
    /// The resource is another account's: its groups are not the caller's.
    ForeignResource,
    /// The call needs no permission (R6.12).
    NotNeeded,
}

/// A fact about a step that its rows don't show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Note {
    /// Identity policies don't reach another account's resources (R5.32).
    ForeignAccount,
    /// Identity policies don't count for another account's bucket; an explicit Deny does (R5.31, R5.33).
    ForeignBucket,
    /// The bucket or role has no policy of its own (R5.29).
    NoPolicy,
}

/// One level of control policies, one scope of identity policies, or the one policy of a step.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which one.
    pub label: RowLabel,
    /// What came of it.
    pub outcome: Outcome,
    /// Its policies.
    pub policies: Vec<PolicyTrace>,
}

/// Names a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowLabel {
    /// A level of the resource directory, by the ID of its folder or member.
    Level(String),
    /// Attachments to the whole account.
    AccountScope,
    /// Attachments to one resource group.
    ResourceGroupScope(Option<String>),
    /// The step has one row only.
    Single,
}

/// One policy.
#[derive(Debug, Clone)]
pub struct PolicyTrace {
    /// The document; without a policy when it has errors.
    pub document: Arc<Document>,
    /// The group through which it is attached.
    pub group: Option<String>,
    /// One for each statement, in the document's order.
    pub statements: Vec<StatementTrace>,
}

/// One statement: whether it applies, and why.
#[derive(Debug, Clone)]
pub struct StatementTrace {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Its effect.
    pub effect: Effect,
    /// The whole statement.
    pub span: Span,
    /// In resource-based policies.
    pub principal: Option<ClauseTrace>,
    /// `Action` or `NotAction`.
    pub action: ClauseTrace,
    /// Where the document has one.
    pub resource: Option<ClauseTrace>,
    /// One for each operator and key.
    pub conditions: Vec<ConditionTrace>,
}

impl StatementTrace {
    /// The verdicts of its elements in the order in which people read them.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        (self.principal.iter().map(|clause| clause.verdict))
            .chain([self.action.verdict])
            .chain(self.resource.iter().map(|clause| clause.verdict))
            .chain(self.conditions.iter().map(|condition| condition.verdict))
    }

    /// Whether every element matches (R5.1).
    pub fn applies(&self) -> bool {
        self.verdicts().all(|verdict| verdict == Verdict::Holds)
    }

    /// How many elements keep it from applying: the fewer, the nearer the miss.
    pub fn misses(&self) -> usize {
        self.verdicts().filter(|verdict| *verdict != Verdict::Holds).count()
    }
}

/// One element with a list of patterns.
#[derive(Debug, Clone)]
pub struct ClauseTrace {
    /// The element: name and value.
    pub span: Span,
    /// `Action` or `NotAction`; always `Is` for the others.
    pub sense: Sense,
    /// One for each pattern, in the document's order.
    pub patterns: Vec<PatternTrace>,
    /// Whether the element covers the request.
    pub verdict: Verdict,
}

/// One pattern of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternTrace {
    /// The pattern's text, quotes included.
    pub span: Span,
    /// Where it differs; nothing when it matches.
    pub mismatch: Option<Mismatch>,
}

/// Where a pattern differs from the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// The action.
    Action,
    /// One segment of the ARN.
    Resource(Segment),
    /// The principal.
    Principal(PrincipalMismatch),
}

/// One operator applied to one key.
#[derive(Debug, Clone)]
pub struct ConditionTrace {
    /// Key and values.
    pub span: Span,
    /// Whether the request carries the key.
    pub found: Found,
    /// One for each value, in the document's order.
    pub values: Vec<ValueTrace>,
    /// Whether the condition is met.
    pub verdict: Verdict,
}

/// Whether the request carries a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It does not (R4.30, R4.31).
    Missing,
    /// It does.
    Present,
}

/// One value of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueTrace {
    /// The value's text, quotes included.
    pub span: Span,
    /// Whether a value of the request satisfies the positive comparison.
    pub matched: bool,
}

/// Whether an element lets its statement apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Fails(Reason),
}

/// Why an element keeps its statement from applying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No principal of the list is the caller.
    PrincipalDiffers,
    /// No action of the list is the one asked for.
    ActionDiffers,
    /// `NotAction` lists the action asked for (R1.16).
    ActionExcluded,
    /// No resource of the list is the one asked about.
    ResourceDiffers,
    /// The request doesn't carry the key (R4.30).
    KeyMissing,
    /// The request carries other values.
    ValueDiffers,
    /// The request carries a value that a negated operator excludes (R4.4).
    ValueExcluded,
}

/// A step's place in an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StepPosition {
    /// Which phase.
    pub phase: usize,
    /// Which resource of the phase.
    pub trace: usize,
    /// Which step of the trace.
    pub step: usize,
}
