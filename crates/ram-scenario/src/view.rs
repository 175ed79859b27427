//! An evaluation as people read it: rows of sentences, still without a language.
//!
//! [`crate::trace_rows`] makes these from an evaluation; the page draws them, the command line
//! prints them. Nothing here decides.

use ram_policy::rule::{Evidence, Rule};
use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::StepPosition;
use ram_text::Msg;

/// How an outcome looks: its word, icon and colour come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Someone said yes.
    Allow,
    /// Someone said no.
    Deny,
    /// Nobody said yes.
    Implicit,
    /// Skipped, absent, not reached.
    None,
    /// The request failed before any policy counted, or a document is broken.
    Rejected,
}

/// The answer in one band.
#[derive(Debug, PartialEq)]
pub struct VerdictView {
    /// `Allow`, `ExplicitDeny`, `ImplicitDeny`, `Rejected` or `None`.
    pub decision: &'static str,
    /// The deciding layer in the platform's words; empty without one.
    pub layer: &'static str,
    /// Icon and colour.
    pub tone: Tone,
    /// Allowed, Denied, Not allowed, Rejected, No answer yet.
    pub word: Msg,
    /// Explicit deny or implicit deny; the error code of a rejection.
    pub pill: Option<Pill>,
    /// One sentence that names what decided.
    pub reason: Msg,
    /// Number and place of the deciding step.
    pub step: Option<(usize, StepPosition)>,
    /// The weakest evidence that the answer rests on, with the rules of that kind.
    pub relies_on: Option<(Evidence, Vec<Rule>)>,
}

/// The small label beside the verdict's word.
#[derive(Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one on the page")]
pub enum Pill {
    /// A word in the reader's language.
    Word(Msg),
    /// An error code.
    Code(&'static str),
}

/// The whole trace.
#[derive(Debug, PartialEq)]
pub struct TraceView {
    /// One for each call.
    pub phases: Vec<PhaseView>,
    /// The answer in a few words, under the trace.
    pub foot: Msg,
    /// Icon and colour of the foot.
    pub tone: Tone,
}

/// One call.
#[derive(Debug, PartialEq)]
pub struct PhaseView {
    /// `A`, `B`, ...; absent when the question has one phase only.
    pub tag: Option<char>,
    /// The call in words.
    pub title: Msg,
    /// The API: `sts:AssumeRole`, `ecs:StopInstance`.
    pub api: String,
    /// Whether an earlier phase let the request get here; if not, the phase folds into one line.
    pub is_reached: bool,
    /// First and last number of its steps.
    pub numbers: (usize, usize),
    /// One for each resource that the call checks.
    pub resources: Vec<ResourceView>,
    /// For a hop: the session that was issued, or the lack of one.
    pub session: Option<SessionView>,
}

/// The steps for one resource.
#[derive(Debug, PartialEq)]
pub struct ResourceView {
    /// The resource, where the call checks several.
    pub heading: Option<String>,
    /// Steps before the two sides.
    pub steps: Vec<StepView>,
}

/// What a hop issued.
#[derive(Debug, PartialEq)]
pub enum SessionView {
    /// A session.
    Issued {
        /// `assumed-role/ecs-admin/bob`
        name: String,
        /// Its length in seconds.
        seconds: u64,
        /// When it was issued, where the context has a time.
        from: Option<String>,
        /// When it expires, where the context has a time.
        until: Option<String>,
    },
    /// The hop was not allowed.
    NotIssued,
}

/// One station.
#[derive(Debug, PartialEq)]
pub struct StepView {
    /// Counted through all phases.
    pub number: usize,
    /// Its place in the evaluation.
    pub at: StepPosition,
    /// What it is called: "Trust policy of ecs-admin".
    pub name: Msg,
    /// A few words about it: "trusts all of Company B", "none passed, no limit".
    pub detail: Option<Msg>,
    /// Whose administrator can change it.
    pub owner: Option<OwnerView>,
    /// Icon and colour.
    pub tone: Tone,
    /// Its outcome in a word.
    pub outcome: Msg,
    /// Whether this step decides; exactly one does.
    pub decides: bool,
    /// Whether access stopped at an earlier step.
    pub is_cut: bool,
    /// Whether it stands in the frame around identity and trust policy.
    pub gate: Gate,
    /// Sentences about the step: what is absent, the nearest miss, how far policies reach.
    pub notes: Vec<Msg>,
    /// Levels or scopes; one without a label where there is only one.
    pub rows: Vec<RowView>,
    /// The rules it follows.
    pub rules: Vec<Rule>,
}

/// Where a step stands in the frame of steps that must both allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Outside.
    Outside,
    /// One of the two sides.
    Side,
    /// The result of the two.
    Foot,
}

/// An account as an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerView {
    /// Account ID.
    pub account: String,
    /// Display name, alias or ID; by language tag where the name has several.
    pub name: crate::scenario::Localized,
    /// Its place in the list of accounts: the same account always looks the same.
    pub index: usize,
}

/// One level, scope or policy of a step.
#[derive(Debug, PartialEq)]
pub struct RowView {
    /// Its name, where the step has several rows.
    pub label: Option<Msg>,
    /// Icon and colour.
    pub tone: Tone,
    /// Its outcome in a word.
    pub outcome: Msg,
    /// Documents with errors: RAM would not have saved them.
    pub broken: Vec<DocumentLink>,
    /// Statements worth reading, in order: Denies that apply, Allows that apply, near misses.
    pub statements: Vec<StatementView>,
    /// All the others, which don't apply.
    pub others: Vec<StatementView>,
}

/// A document that a row points to.
#[derive(Debug, PartialEq)]
pub struct DocumentLink {
    /// The document.
    pub document: DocumentId,
    /// Its name as people read it.
    pub name: Msg,
    /// The place of its first error.
    pub span: Span,
}

/// One statement.
#[derive(Debug, PartialEq)]
pub struct StatementView {
    /// The document.
    pub document: DocumentId,
    /// Its name as people read it.
    pub policy: Msg,
    /// The group through which the policy is attached.
    pub group: Option<String>,
    /// Its number, from 1.
    pub number: usize,
    /// Allow or Deny.
    pub effect: Tone,
    /// Whether it applies.
    pub applies: bool,
    /// An Allow that applies, under a Deny that applies.
    pub is_overridden: bool,
    /// The statement that settles its step.
    pub is_deciding: bool,
    /// The whole statement.
    pub span: Span,
    /// First and last line, from 1.
    pub lines: (usize, usize),
    /// In the order Principal, Action, Resource, Condition.
    pub elements: Vec<ElementView>,
}

/// One element of a statement held against the request.
#[derive(Debug, PartialEq)]
pub struct ElementView {
    /// Principal, Action, NotAction, Resource or Condition.
    pub name: &'static str,
    /// Whether it lets the statement apply.
    pub holds: bool,
    /// The element's text in the document.
    pub span: Span,
    /// The pattern that matched, or the nearest one.
    pub policy: Vec<Mark>,
    /// How many more patterns the element has.
    pub more: usize,
    /// The request's side; empty when the request has nothing there.
    pub request: Vec<Mark>,
    /// Why, where the two sides do not say it by themselves.
    pub reason: Option<Msg>,
}

/// A part of a pattern or of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text.
    pub text: String,
    /// What it is.
    pub kind: MarkKind,
}

/// What a part of a pattern or of the request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The same on both sides.
    Same,
    /// A wildcard, or what it stood for; the number pairs the two sides, from 0.
    Wild(usize),
    /// The smallest part that differs.
    Differs,
}
