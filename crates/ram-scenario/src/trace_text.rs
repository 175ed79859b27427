//! The trace as plain text: the page copies it, the command line prints it.

use std::fmt::Write as _;

use ram_text::{Arg, Lang, Msg, plain};

use crate::view::{
    ElementView, Mark, PhaseView, ResourceView, RowView, SessionView, StatementView, StepView, Tone, TraceView,
};

/// The whole trace in one language. Outcomes stand in brackets where the page has icons.
pub fn trace_text(trace: &TraceView, lang: Lang) -> String {
    let mut out = Lines { lang, text: String::new() };
    for phase in &trace.phases {
        out.phase(phase);
    }
    out.line(0, &trace.foot.string(lang));
    out.text
}

struct Lines {
    lang: Lang,
    text: String,
}

impl Lines {
    fn line(&mut self, depth: usize, words: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{}{words}", "  ".repeat(depth));
    }

    fn say(&self, msg: &Msg) -> String {
        msg.string(self.lang)
    }

    fn phase(&mut self, phase: &PhaseView) {
        let tag = phase.tag.map_or_else(String::new, |tag| format!("{tag}  "));
        let title = self.say(&phase.title);
        if phase.is_reached {
            self.line(0, &format!("{tag}{title}  {}", phase.api));
            phase.resources.iter().for_each(|resource| self.resource(resource));
        } else {
            let steps = match phase.numbers {
                (first, last) if first == last => Msg::PhaseStep { step: first.into() },
                (first, last) => Msg::PhaseSteps { first: first.into(), last: last.into() },
            };
            let (steps, outcome) = (self.say(&steps), self.bracket(&Msg::OutcomeNotReached));
            self.line(0, &format!("{tag}{outcome} {title}  {steps}"));
        }
        match &phase.session {
            Some(SessionView::Issued { name, from, until, .. }) => {
                let time = from
                    .clone()
                    .zip(until.clone())
                    .map(|(from, until)| self.say(&Msg::TraceTimes { from: plain(from), until: plain(until) }));
                let words = self.say(&Msg::StepSessionIssued);
                self.line(1, format!("{words}  {name}  {}", time.unwrap_or_default()).trim_end());
            }
            Some(SessionView::NotIssued) => self.line(1, &self.say(&Msg::StepSessionNotIssued)),
            None => {}
        }
    }

    fn resource(&mut self, resource: &ResourceView) {
        if let Some(heading) = &resource.heading {
            self.line(1, heading);
        }
        resource.steps.iter().for_each(|step| self.step(step));
    }

    fn step(&mut self, step: &StepView) {
        let mut words = format!("{} {} {}", self.bracket(&step.outcome), step.number, self.say(&step.name));
        if step.decides {
            let _ = write!(words, "  <- {}", self.say(&Msg::TraceDecidedHere));
        }
        if let Some(detail) = &step.detail {
            let _ = write!(words, "  {}", self.say(detail));
        }
        self.line(1, &words);
        for note in &step.notes {
            self.line(3, &self.say(note));
        }
        step.rows.iter().for_each(|row| self.row(row));
    }

    fn row(&mut self, row: &RowView) {
        if let Some(label) = &row.label {
            self.line(3, &format!("{} {}", self.bracket(&row.outcome), self.say(label)));
        }
        for broken in &row.broken {
            self.line(3, &self.say(&Msg::VerdictBrokenDocument { policy: Arg::text(broken.name.text(self.lang)) }));
        }
        row.statements.iter().for_each(|statement| self.statement(statement));
        if !row.others.is_empty() {
            self.line(3, &self.say(&Msg::TraceOtherStatements { n: row.others.len() }));
        }
    }

    fn statement(&mut self, statement: &StatementView) {
        let lines = match statement.lines {
            (first, last) if first == last => Msg::TraceLine { line: first.into() },
            (first, last) => Msg::TraceLines { first: first.into(), last: last.into() },
        };
        let source = Msg::TraceSource {
            policy: Arg::text(statement.policy.text(self.lang)),
            lines: Arg::text(lines.text(self.lang)),
        };
        let effect = if statement.effect == Tone::Deny { "Deny" } else { "Allow" };
        let mut words = format!(
            "{}  {}",
            self.say(&Msg::TraceStatement { statement: statement.number.into() }),
            self.say(&Msg::TraceEffect { effect: plain(effect) })
        );
        if !statement.applies {
            let _ = write!(words, "  {}", self.say(&Msg::TraceNotApplicable));
        }
        if statement.is_overridden {
            let _ = write!(words, "  {}", self.say(&Msg::TraceOverridden));
        }
        if let Some(group) = &statement.group {
            let _ = write!(words, "  {}", self.say(&Msg::TraceThroughGroup { group: plain(group) }));
        }
        self.line(3, &format!("{words}  {}", self.say(&source)));
        statement.elements.iter().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &ElementView) {
        let sign = self.bracket(if element.holds { &Msg::TraceHolds } else { &Msg::TraceFails });
        let name = match element.name {
            "Principal" => self.say(&Msg::WordPrincipal),
            "Action" => self.say(&Msg::WordAction),
            "Resource" => self.say(&Msg::WordResource),
            "Condition" => self.say(&Msg::WordCondition),
            other => other.to_owned(),
        };
        self.line(4, &format!("{sign} {name}"));
        let (policy, request) = (plain_text(&element.policy), plain_text(&element.request));
        if policy == request && element.more == 0 && !policy.is_empty() {
            self.line(6, &format!("{}  {policy}", self.say(&Msg::TraceBoth)));
        } else {
            if !policy.is_empty() {
                let more = (element.more > 0).then(|| self.say(&Msg::TraceMore { n: element.more.into() }));
                let more = more.map_or_else(String::new, |more| format!("  {more}"));
                self.line(6, &format!("{}  {policy}{more}", self.say(&Msg::TracePolicy)));
            }
            let request = if request.is_empty() { self.say(&Msg::TraceAbsent) } else { request };
            self.line(6, &format!("{}  {request}", self.say(&Msg::TraceRequest)));
        }
        if let Some(reason) = &element.reason {
            self.line(6, &self.say(reason));
        }
    }

    /// `[implicit deny]`
    fn bracket(&self, outcome: &Msg) -> String {
        format!("[{}]", self.say(outcome).to_lowercase())
    }
}

fn plain_text(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use ram_policy::text::{DocumentId, Span};
    use ram_policy::trace::StepPosition;
    use ram_text::strong;

    use super::*;
    use crate::view::{Gate, MarkKind};

    fn mark(text: &str, kind: MarkKind) -> Mark {
        Mark { text: text.to_owned(), kind }
    }

    fn step(number: usize, name: Msg, tone: Tone, outcome: Msg) -> StepView {
        StepView {
            number,
            at: StepPosition { phase: 0, trace: 0, step: number },
            name,
            detail: None,
            owner: None,
            tone,
            outcome,
            decides: false,
            is_cut: false,
            gate: Gate::Outside,
            notes: Vec::new(),
            rows: Vec::new(),
            rules: Vec::new(),
        }
    }

    fn denied() -> TraceView {
        let element = ElementView {
            name: "Principal",
            holds: false,
            span: Span::new(0, 0),
            policy: vec![mark("user/", MarkKind::Same), mark("Alice", MarkKind::Differs)],
            more: 0,
            request: vec![mark("user/", MarkKind::Same), mark("Bob", MarkKind::Differs)],
            reason: None,
        };
        let statement = StatementView {
            document: DocumentId::new("trust/1/ecs-admin"),
            policy: Msg::VerdictTheTrustPolicy { role: "ecs-admin".into() },
            group: None,
            number: 1,
            effect: Tone::Allow,
            applies: false,
            is_overridden: false,
            is_deciding: true,
            span: Span::new(0, 0),
            lines: (7, 11),
            elements: vec![element],
        };
        let trust = StepView {
            decides: true,
            notes: vec![Msg::ReasonNearestTrust {
                element: "Principal".into(),
                statement: 1.into(),
                user: "Bob".into(),
            }],
            rows: vec![RowView {
                label: None,
                tone: Tone::Implicit,
                outcome: Msg::OutcomeImplicitDeny,
                broken: Vec::new(),
                statements: vec![statement],
                others: Vec::new(),
            }],
            ..step(2, Msg::StepTrustPolicy { role: "ecs-admin".into() }, Tone::Implicit, Msg::OutcomeImplicitDeny)
        };
        let steps = vec![step(1, Msg::StepControlPolicies, Tone::Allow, Msg::OutcomeAllow), trust];
        TraceView {
            phases: vec![
                PhaseView {
                    tag: Some('A'),
                    title: Msg::PhaseAssume,
                    api: "sts:AssumeRole".to_owned(),
                    is_reached: true,
                    numbers: (1, 2),
                    resources: vec![ResourceView { heading: None, steps }],
                    session: Some(SessionView::NotIssued),
                },
                PhaseView {
                    tag: Some('B'),
                    title: Msg::PhaseAct,
                    api: "ecs:StopInstance".to_owned(),
                    is_reached: false,
                    numbers: (3, 6),
                    resources: Vec::new(),
                    session: None,
                },
            ],
            foot: Msg::TraceFootImplicitDeny { outcome: strong("Not allowed"), step: 2.into() },
            tone: Tone::Implicit,
        }
    }

    #[test]
    fn outcomes_stand_in_brackets() {
        let expected = "\
A  Assume the role  sts:AssumeRole
  [allow] 1 Control policies
  [implicit deny] 2 Trust policy of ecs-admin  <- Decided here
      No statement trusts Bob. Statement 1 comes closest: only its Principal differs.
      Statement 1  Effect: Allow  Doesn’t apply  the trust policy of ecs-admin, lines 7–11
        [doesn’t match] Principal
            policy  user/Alice
            request  user/Bob
  No session issued
B  [not reached] Do the action  steps 3 to 6
Not allowed: step 2 found no statement that allows it.
";
        assert_eq!(trace_text(&denied(), Lang::En), expected);
    }

    #[test]
    fn chinese_has_the_same_lines() {
        let text = trace_text(&denied(), Lang::ZhCn);
        assert!(text.contains("[隐式拒绝] 2 ecs-admin 的信任策略  <- 在此判定"), "{text}");
        assert_eq!(text.lines().count(), 11);
    }
}
