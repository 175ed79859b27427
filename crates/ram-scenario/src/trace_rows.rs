//! Evaluation → rows of sentences ([`crate::view`]), in the reader's language.

use ram_policy::policy::Effect;
use ram_policy::sts::ASSUME_ROLE;
use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::{
    Absence, Call, Combination, Decision, Evaluation, Layer, Note, Outcome, Phase, PolicyTrace, Row, RowLabel,
    StatementTrace, Step, StepPosition, Trace, Verdict,
};
use ram_text::{Arg, Lang, Msg, code, plain, strong};

use crate::analysis::Answer;
use crate::marks;
use crate::moment::Moment;
use crate::people;
use crate::scenario::{How, NodeKind};
use crate::verdict::tone;
use crate::view::{
    DocumentLink, Gate, OwnerView, PhaseView, ResourceView, RowView, SessionView, StatementView, StepView, Tone,
    TraceView,
};
use ram_policy::order::sort_by_key;

/// How many near misses are shown open; the others are folded away.
const NEAR_MISSES: usize = 3;

/// The rows of an answer.
pub fn trace(answer: &Answer, lang: Lang) -> TraceView {
    let evaluation = &answer.evaluation;
    let decides = evaluation.deciding_step();
    let writer = Writer { answer, lang, decides };
    let mut number = 0;
    let phases = evaluation.phases.iter().enumerate().map(|(index, phase)| writer.phase(index, phase, &mut number));
    let phases = phases.collect();
    TraceView { phases, foot: writer.foot(), tone: tone(evaluation.decision()) }
}

/// A step's number, counted through all phases.
pub fn step_number(evaluation: &Evaluation, at: StepPosition) -> usize {
    let steps = |trace: &Trace| trace.steps.len();
    let earlier: usize = evaluation.phases.iter().take(at.phase).flat_map(|phase| &phase.traces).map(steps).sum();
    let in_phase = evaluation.phases.get(at.phase).map_or(&[][..], |phase| &phase.traces);
    earlier + in_phase.iter().take(at.trace).map(steps).sum::<usize>() + at.step + 1
}

/// The Allow statements of a step that come closest to applying, nearest first. One whose action
/// belongs to another service is no near miss.
pub fn near_misses(step: &Step) -> Vec<(&PolicyTrace, &StatementTrace)> {
    let mut near: Vec<_> = step
        .statements()
        .filter(|(_, statement)| statement.effect == Effect::Allow && statement.misses() > 0)
        .filter(|(_, statement)| statement.action.verdict == Verdict::Holds)
        .collect();
    sort_by_key(&mut near, |(_, statement)| statement.misses());
    near
}

struct Writer<'a> {
    answer: &'a Answer,
    lang: Lang,
    decides: Option<StepPosition>,
}

impl Writer<'_> {
    fn phase(&self, index: usize, phase: &Phase, number: &mut usize) -> PhaseView {
        let first = *number + 1;
        let resources = phase.traces.iter().enumerate().map(|(of, trace)| {
            let heading = (phase.traces.len() > 1).then(|| trace.resource.to_string());
            let steps = trace.steps.iter().enumerate().map(|(step, found)| {
                *number += 1;
                let at = StepPosition { phase: index, trace: of, step };
                self.step(phase, trace, found, at, *number)
            });
            ResourceView { heading, steps: steps.collect() }
        });
        let resources: Vec<ResourceView> = resources.collect();
        let is_chain = self.answer.evaluation.phases.len() > 2;
        let (title, api) = match &phase.call {
            Call::AssumeRole { role_arn, .. } if is_chain => {
                (Msg::PhaseAssumeNamed { role: people::role(&self.answer.scenario, role_arn) }, ASSUME_ROLE.to_owned())
            }
            Call::AssumeRole { .. } => (Msg::PhaseAssume, ASSUME_ROLE.to_owned()),
            Call::Action { name } => (Msg::PhaseAct, name.clone()),
        };
        let tag = u8::try_from(index).ok().and_then(|index| b'A'.checked_add(index)).map(char::from);
        PhaseView {
            tag: tag.filter(|_| self.answer.evaluation.phases.len() > 1),
            title,
            api,
            is_reached: phase.is_reached(),
            numbers: (first, *number),
            resources,
            session: self.session(phase),
        }
    }

    fn session(&self, phase: &Phase) -> Option<SessionView> {
        if !matches!(phase.call, Call::AssumeRole { .. }) || !phase.is_reached() {
            return None;
        }
        let Some(session) = &phase.session else { return Some(SessionView::NotIssued) };
        let (from, until) = session_times(phase).unwrap_or_default();
        Some(SessionView::Issued {
            name: format!("assumed-role/{}/{}", session.role, session.name),
            seconds: session.seconds,
            from,
            until,
        })
    }

    fn step(&self, phase: &Phase, trace: &Trace, step: &Step, at: StepPosition, number: usize) -> StepView {
        let decides = self.decides == Some(at);
        let is_cut = step.outcome == Outcome::NotReached;
        let is_gate = trace.combination == Combination::BothAllow && !is_cut;
        StepView {
            number,
            at,
            name: self.step_name(phase, trace, step),
            detail: self.detail(phase, trace, step),
            owner: step.owner.as_deref().filter(|_| !is_cut).map(|id| self.owner(id)),
            tone: outcome_tone(step.outcome),
            outcome: outcome_word(step.outcome),
            decides,
            is_cut,
            gate: match step.layer {
                Layer::IdentityPolicies | Layer::TrustPolicy if is_gate => Gate::Side,
                Layer::Combined if is_gate => Gate::Foot,
                _ => Gate::Outside,
            },
            notes: self.notes(phase, step, decides),
            rows: self.rows(phase, trace, step),
            rules: step.rests_on(phase, trace),
        }
    }

    fn owner(&self, id: &str) -> OwnerView {
        let scenario = &self.answer.scenario;
        let index = scenario.accounts.iter().position(|account| account.id == id);
        OwnerView {
            account: id.to_owned(),
            name: people::account_name(scenario, id),
            index: index.unwrap_or(scenario.accounts.len()),
        }
    }

    fn caller(&self, phase: &Phase) -> Option<Arg> {
        phase.caller.as_ref().map(|caller| people::caller(&self.answer.scenario, caller, self.lang))
    }

    /// Who will call, where an earlier phase issued no session: the role asked for.
    fn caller_or_role(&self, phase: &Phase) -> Arg {
        let asked = || {
            let phases = &self.answer.evaluation.phases;
            let at = phases.iter().position(|found| std::ptr::eq(found, phase))?;
            match &phases.get(at.checked_sub(1)?)?.call {
                Call::AssumeRole { role_arn, .. } => Some(people::role(&self.answer.scenario, role_arn)),
                Call::Action { .. } => None,
            }
        };
        self.caller(phase).or_else(asked).unwrap_or_else(|| plain(""))
    }

    fn step_name(&self, phase: &Phase, trace: &Trace, step: &Step) -> Msg {
        match step.layer {
            Layer::Check => match (&phase.call, &phase.caller) {
                (Call::AssumeRole { .. }, _) => Msg::StepRequestCheck,
                (Call::Action { .. }, Some(ram_policy::principal::Caller::Principal(_))) => Msg::StepCallerExists,
                (Call::Action { .. }, _) => Msg::StepSessionValid,
            },
            Layer::ControlPolicies => Msg::StepControlPolicies,
            Layer::SessionPolicy => Msg::StepSessionPolicy,
            Layer::IdentityPolicies => Msg::StepIdentityPolicies { name: self.caller_or_role(phase) },
            Layer::TrustPolicy => {
                Msg::StepTrustPolicy { role: people::role(&self.answer.scenario, &trace.resource.to_string()) }
            }
            Layer::ResourcePolicy => match trace.resource.arn().and_then(|arn| arn.bucket()) {
                Some(bucket) => Msg::StepBucketPolicy { bucket: code(bucket) },
                None => Msg::StepResourcePolicy,
            },
            Layer::Combined if trace.combination == Combination::BothAllow => Msg::StepBothMustAllow,
            Layer::Combined => Msg::StepCombined,
        }
    }

    fn detail(&self, phase: &Phase, trace: &Trace, step: &Step) -> Option<Msg> {
        match step.outcome {
            Outcome::Absent(absence) => return Some(absence_words(absence, trace)),
            Outcome::NotReached => return None,
            Outcome::Decided(_) | Outcome::Refused => {}
        }
        match step.layer {
            Layer::Check => match step.outcome {
                Outcome::Decided(Decision::Allow) => Some(match &phase.caller {
                    _ if self.is_switched(phase) => Msg::TraceSwitched,
                    _ if matches!(phase.call, Call::AssumeRole { .. }) => Msg::TraceParametersOk,
                    Some(ram_policy::principal::Caller::Session { name, .. }) => {
                        Msg::TraceSessionAlive { session: code(name.as_str()) }
                    }
                    _ => Msg::TraceCallerOk { user: self.caller_or_role(phase) },
                }),
                _ => None,
            },
            Layer::ControlPolicies => trace.resource.owner().map(|owner| Msg::TracePolicyNamed {
                policy: people::account(&self.answer.scenario, owner, self.lang),
            }),
            Layer::IdentityPolicies | Layer::SessionPolicy => {
                let policies: Vec<&PolicyTrace> = step.rows.iter().flat_map(|row| &row.policies).collect();
                match policies.as_slice() {
                    [] => Some(Msg::TraceNothingAttached),
                    [_] if step.layer == Layer::SessionPolicy => None,
                    [only] => Some(Msg::TracePolicyNamed { policy: people::document(&only.document, self.lang) }),
                    several => Some(Msg::TracePolicyCount { n: several.len() }),
                }
            }
            Layer::TrustPolicy => match step.note {
                Some(Note::NoPolicy) => Some(Msg::AbsentNoTrustPolicy),
                _ => self.trusted(step),
            },
            Layer::ResourcePolicy => (step.note == Some(Note::NoPolicy)).then_some(Msg::AbsentNoBucketPolicy),
            Layer::Combined => None,
        }
    }

    /// Whether the role is switched to in the console (R5.52).
    fn is_switched(&self, phase: &Phase) -> bool {
        let Call::AssumeRole { hop, .. } = &phase.call else { return false };
        self.answer.scenario.question.assume_role.get(*hop).is_some_and(|hop| hop.how == How::Console)
    }

    /// Whom the trust policy trusts, where one statement lets the caller in.
    fn trusted(&self, step: &Step) -> Option<Msg> {
        let (policy, statement) = step.deciding_statement()?;
        let matched = statement.principal.as_ref()?.patterns.iter().position(|pattern| pattern.mismatch.is_none())?;
        let model = policy.document.policy.as_ref()?.statements.get(statement.index)?;
        let Some(ram_policy::policy::PrincipalClause::Trust(clause)) = &model.principal else { return None };
        let pattern = clause.patterns.get(matched)?;
        Some(match &pattern.value {
            ram_policy::principal::TrustPattern::Account(id) => {
                Msg::TraceTrustsAccount { account: people::account(&self.answer.scenario, id, self.lang) }
            }
            _ => {
                let text = marks::string_at(&policy.document.text, pattern.span);
                let short = text.rsplit_once(':').map_or(text.as_str(), |(_, name)| name).to_owned();
                Msg::TraceTrusts { principal: code(short) }
            }
        })
    }

    fn notes(&self, phase: &Phase, step: &Step, decides: bool) -> Vec<Msg> {
        let mut notes = Vec::new();
        match step.note {
            Some(Note::ForeignAccount) => notes.push(Msg::ReasonForeignAccount),
            Some(Note::ForeignBucket) => notes.push(Msg::ReasonForeignBucket),
            Some(Note::NoPolicy) | None => {}
        }
        if decides && matches!(step.outcome, Outcome::Decided(Decision::Rejected(_))) {
            notes.push(crate::verdict::verdict(self.answer, self.lang).reason);
        }
        if matches!(step.outcome, Outcome::Decided(Decision::ImplicitDeny))
            && step.note.is_none()
            && let Some((policy, statement)) = near_misses(step).into_iter().find(|(_, found)| found.misses() == 1)
        {
            let number = plain((statement.index + 1).to_string());
            let element = Arg::text(failing_element(statement).text(self.lang));
            notes.push(match (step.layer, self.caller(phase)) {
                (Layer::TrustPolicy, Some(user)) => Msg::ReasonNearestTrust { user, statement: number, element },
                _ => Msg::ReasonNearest {
                    statement: number,
                    policy: people::document(&policy.document, self.lang),
                    element,
                },
            });
        }
        notes
    }

    fn rows(&self, phase: &Phase, trace: &Trace, step: &Step) -> Vec<RowView> {
        let is_single = step.rows.iter().filter(|row| !matches!(row.outcome, Outcome::Absent(_))).count() <= 1;
        let shown = step.rows.iter().filter(|row| !(is_single && matches!(row.outcome, Outcome::Absent(_))));
        shown
            .map(|row| {
                let label = if is_single { None } else { self.row_label(row) };
                self.row(phase, trace, step, row, label)
            })
            .collect()
    }

    fn row_label(&self, row: &Row) -> Option<Msg> {
        Some(match &row.label {
            RowLabel::Level(id) => {
                let nodes = self.answer.scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
                let node = nodes.into_iter().find(|node| node.id == *id);
                let own_name = node.and_then(|node| node.name.as_ref()).map(|name| name.get(self.lang.tag()));
                match node.map(|node| node.kind) {
                    Some(NodeKind::Root) => Msg::RowRootFolder,
                    Some(NodeKind::Folder) => Msg::RowFolder { name: plain(own_name.unwrap_or(id)) },
                    _ => Msg::RowMember { name: people::account(&self.answer.scenario, id, self.lang) },
                }
            }
            RowLabel::AccountScope => Msg::RowAccountScope,
            RowLabel::ResourceGroupScope(Some(id)) => Msg::RowResourceGroup { name: code(id.as_str()) },
            RowLabel::ResourceGroupScope(None) => Msg::RowResourceGroups,
            RowLabel::Single => return None,
        })
    }

    fn row(&self, phase: &Phase, trace: &Trace, step: &Step, row: &Row, label: Option<Msg>) -> RowView {
        let deciding = step.deciding_statement().map(|(_, statement)| statement);
        let all = || {
            (row.policies.iter()).flat_map(|policy| policy.statements.iter().map(move |statement| (policy, statement)))
        };
        let denies = all().any(|(_, statement)| statement.effect == Effect::Deny && statement.applies());
        let near: Vec<*const StatementTrace> = match row.outcome {
            Outcome::Decided(Decision::ImplicitDeny) => {
                let near = near_misses(step).into_iter();
                let fewest = near.clone().next().map_or(0, |(_, statement)| statement.misses());
                near.filter(|(_, statement)| statement.misses() == fewest)
                    .take(NEAR_MISSES)
                    .map(|(_, statement)| std::ptr::from_ref(statement))
                    .collect()
            }
            _ => Vec::new(),
        };
        let rank = |statement: &StatementTrace| match (statement.applies(), statement.effect) {
            (true, Effect::Deny) => Some(0),
            (true, Effect::Allow) => Some(1),
            (false, _) if near.contains(&std::ptr::from_ref(statement)) => Some(2),
            (false, _) => None,
        };
        let (mut shown, mut others) = (Vec::new(), Vec::new());
        for (policy, statement) in all() {
            let view = self.statement(phase, trace, policy, statement, denies, deciding);
            match rank(statement) {
                Some(rank) => shown.push((rank, view)),
                None => others.push(view),
            }
        }
        sort_by_key(&mut shown, |(rank, view)| 2 * rank + usize::from(!view.is_deciding));
        RowView {
            label,
            tone: outcome_tone(row.outcome),
            outcome: outcome_word(row.outcome),
            broken: row.policies.iter().filter_map(broken).collect(),
            statements: shown.into_iter().map(|(_, view)| view).collect(),
            others,
        }
    }

    fn statement(
        &self,
        phase: &Phase,
        trace: &Trace,
        policy: &PolicyTrace,
        statement: &StatementTrace,
        denies: bool,
        deciding: Option<&StatementTrace>,
    ) -> StatementView {
        let document = &policy.document;
        let model = document.policy.as_ref().and_then(|policy| policy.statements.get(statement.index));
        StatementView {
            document: document.id.clone(),
            policy: people::document_title(document),
            group: policy.group.clone(),
            number: statement.index + 1,
            effect: match statement.effect {
                Effect::Allow => Tone::Allow,
                Effect::Deny => Tone::Deny,
            },
            applies: statement.applies(),
            is_overridden: denies && statement.effect == Effect::Allow && statement.applies(),
            is_deciding: deciding.is_some_and(|deciding| std::ptr::eq(deciding, statement)),
            span: statement.span,
            lines: lines(&document.text, statement.span),
            elements: model
                .map(|model| marks::elements(&document.text, model, statement, phase, trace))
                .unwrap_or_default(),
        }
    }

    fn foot(&self) -> Msg {
        let evaluation = &self.answer.evaluation;
        let step = plain(self.decides.map_or(0, |at| step_number(evaluation, at)).to_string());
        let word = |word: Msg| strong(word.string(self.lang));
        match evaluation.decision() {
            Decision::Allow => Msg::TraceFootAllow { outcome: word(Msg::OutcomeAllow), step },
            Decision::ExplicitDeny => Msg::TraceFootExplicitDeny { outcome: word(Msg::VerdictWordDenied), step },
            Decision::ImplicitDeny => Msg::TraceFootImplicitDeny { outcome: word(Msg::VerdictWordNotAllowed), step },
            Decision::Rejected(_) => Msg::TraceFootRejected { outcome: word(Msg::OutcomeRejected), step },
        }
    }
}

/// Icon and colour of an outcome.
fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Decided(decision) => tone(decision),
        Outcome::Refused => Tone::Rejected,
        Outcome::Absent(_) | Outcome::NotReached => Tone::None,
    }
}

/// An outcome in a word.
fn outcome_word(outcome: Outcome) -> Msg {
    match outcome {
        Outcome::Decided(Decision::Allow) => Msg::OutcomeAllow,
        Outcome::Decided(Decision::ExplicitDeny) => Msg::OutcomeExplicitDeny,
        Outcome::Decided(Decision::ImplicitDeny) => Msg::OutcomeImplicitDeny,
        Outcome::Decided(Decision::Rejected(_)) => Msg::OutcomeRejected,
        Outcome::Absent(Absence::NoSessionPolicy) => Msg::OutcomeNoLimit,
        Outcome::Absent(_) => Msg::OutcomeSkipped,
        Outcome::Refused => Msg::OutcomeRefused,
        Outcome::NotReached => Msg::OutcomeNotReached,
    }
}

fn absence_words(absence: Absence, trace: &Trace) -> Msg {
    match absence {
        Absence::NoDirectory => Msg::AbsentNoDirectory,
        Absence::ControlPoliciesOff => Msg::AbsentControlPoliciesOff,
        Absence::NotMember => Msg::AbsentNotMember,
        Absence::NoOwner => Msg::AbsentNoOwner,
        Absence::OwnerExempt => Msg::AbsentOwnerExempt,
        Absence::ManagementExempt => Msg::AbsentManagementExempt,
        Absence::ServiceLinkedExempt => Msg::AbsentServiceLinkedExempt,
        Absence::NoSessionPolicy => Msg::TraceNonePassed,
        Absence::NoIdentity => Msg::AbsentNoIdentity,
        Absence::OwnerNeedsNone => Msg::AbsentOwnerNeedsNone,
        Absence::ServiceHasNone => match trace.resource.arn() {
            Some(arn) => Msg::TraceNotUsedBy { service: plain(arn.service().to_ascii_uppercase()) },
            None => Msg::AbsentNoOwner,
        },
        Absence::NoResourceGroup => Msg::AbsentNoResourceGroup,
        Absence::NotInResourceGroup => Msg::AbsentNotInResourceGroup,
        Absence::ForeignResource => Msg::AbsentForeignResource,
        Absence::NotNeeded => Msg::AbsentNotNeeded,
    }
}

/// The one element that keeps a statement from applying.
fn failing_element(statement: &StatementTrace) -> Msg {
    let fails = |verdict: Verdict| verdict != Verdict::Holds;
    if statement.principal.as_ref().is_some_and(|clause| fails(clause.verdict)) {
        Msg::WordPrincipal
    } else if fails(statement.action.verdict) {
        Msg::WordAction
    } else if statement.resource.as_ref().is_some_and(|clause| fails(clause.verdict)) {
        Msg::WordResource
    } else {
        Msg::WordCondition
    }
}

fn broken(policy: &PolicyTrace) -> Option<DocumentLink> {
    let error = policy.document.first_error()?;
    Some(DocumentLink {
        document: DocumentId(policy.document.id.0.clone()),
        name: people::document_title(&policy.document),
        span: error.span,
    })
}

/// First and last line of a part of a text, from 1.
pub fn lines(text: &str, span: Span) -> (usize, usize) {
    let line = |offset: u32| text.bytes().take(offset as usize).filter(|byte| *byte == b'\n').count() + 1;
    (line(span.start), line(span.end))
}

/// When the session that a phase issued begins and ends, where its call has a time.
pub fn session_times(phase: &Phase) -> Option<(Option<String>, Option<String>)> {
    let session = phase.session.as_ref()?;
    let key = ram_policy::condition::ConditionKey::new("acs:CurrentTime");
    let issued = phase.context.values(&key)?.first()?;
    Some((clock_time(issued, 0), clock_time(issued, session.seconds)))
}

/// The time of day in the zone of the text, some seconds later; with the date where it is another day.
fn clock_time(text: &str, offset_seconds: u64) -> Option<String> {
    let start = Moment::parse(text)?;
    let end = start.plus(i64::try_from(offset_seconds).ok()?);
    Some(if end.date() == start.date() { end.time() } else { format!("{} {}", end.date(), end.time()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stay_in_their_zone() {
        assert_eq!(clock_time("2025-03-14T10:00:00+08:00", 3600).as_deref(), Some("11:00"));
        assert_eq!(clock_time("2025-03-14T23:30:00+08:00", 3600).as_deref(), Some("2025-03-15 00:30"));
        assert_eq!(clock_time("soon", 0), None);
    }

    #[test]
    fn lines_count_from_one() {
        assert_eq!(lines("a\nb\nc", Span::new(2, 5)), (2, 3));
    }
}
