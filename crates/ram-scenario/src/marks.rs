//! The two sides of a match row: the pattern and the request, with wildcards paired and the
//! smallest difference marked.

use std::ops::Range;

use ram_policy::arn::{Segment, relative_id_case};
use ram_policy::condition::Condition;
use ram_policy::json::{self, Node, Value};
use ram_policy::pattern::{Capture, Case, Pattern};
use ram_policy::policy::{Clause, Sense, Statement};
use ram_policy::principal::{Caller, Principal, PrincipalMismatch, Unsupported};
use ram_policy::sts::ASSUME_ROLE;
use ram_policy::text::{Span, Spanned};
use ram_policy::trace::{Call, ClauseTrace, ConditionTrace, Found, Mismatch, Phase, StatementTrace, Trace, Verdict};
use ram_text::{Msg, code};

use crate::view::{ElementView, Mark, MarkKind};

/// The string that stands at a span: without its quotes, with its escapes resolved.
pub fn string_at(text: &str, span: Span) -> String {
    let literal = span.of(text);
    match json::parse(literal) {
        Ok(Node { value: Value::String(text), .. }) => text.into_owned(),
        _ => literal.trim_matches('"').to_owned(),
    }
}

/// The elements of a statement in the order in which people read them.
pub fn elements(
    text: &str,
    model: &Statement,
    statement: &StatementTrace,
    phase: &Phase,
    trace: &Trace,
) -> Vec<ElementView> {
    let side = Side { text, phase, trace };
    let mut elements = Vec::new();
    if let Some(principal) = &statement.principal {
        elements.push(side.principal(principal));
    }
    elements.push(side.action(&model.action, &statement.action));
    if let Some(resource) = &statement.resource {
        elements.push(side.resource(resource));
    }
    for (condition, found) in model.conditions.iter().zip(&statement.conditions) {
        elements.push(side.condition(condition, found));
    }
    elements
}

struct Side<'a> {
    text: &'a str,
    phase: &'a Phase,
    trace: &'a Trace,
}

impl Side<'_> {
    fn principal(&self, clause: &ClauseTrace) -> ElementView {
        let request = self.phase.caller.as_ref().map(|caller| self.as_principal(caller)).unwrap_or_default();
        let (text, mismatch, more) = self.shown(clause, &request);
        let is_account = text.ends_with(":root") && mismatch.is_none();
        let (policy, request) = match mismatch {
            None if is_account => {
                // The account stands for whoever it holds: `root` beside `user/Bob`.
                let last_field =
                    |text: &str| part(text, text.rfind(':').map_or(0, |at| at + 1)..text.len(), MarkKind::Wild(0));
                (last_field(&text), last_field(&request))
            }
            None => wildcards(&text, &request, Case::Ignored),
            Some(_) => differing(&text, &request),
        };
        let reason = match mismatch {
            None if is_account => Some(Msg::ReasonPrincipalAccountTrusted),
            Some(Mismatch::Principal(mismatch)) => principal_reason(mismatch),
            _ => None,
        };
        self.element("Principal", clause, policy, request, more, reason)
    }

    fn as_principal(&self, caller: &Caller) -> String {
        match (&self.phase.call, caller) {
            (Call::AssumeRole { .. }, _) => caller.trusted_as(),
            (_, Caller::Session { account, role, name }) => {
                format!("arn:sts::{account}:assumed-role/{}/{name}", role.to_lowercase())
            }
            (_, Caller::Principal(Principal::Root { account })) => account.clone(),
            _ => caller.trusted_as(),
        }
    }

    fn action(&self, model: &Clause<Pattern>, clause: &ClauseTrace) -> ElementView {
        let request = match &self.phase.call {
            Call::AssumeRole { .. } => ASSUME_ROLE,
            Call::Action { name } => name,
        };
        let (text, mismatch, more) = self.shown(clause, request);
        let (policy, marks) = match mismatch {
            None => wildcards(&text, request, Case::Ignored),
            Some(_) => differing(&text, request),
        };
        let excluded = model.sense == Sense::IsNot && clause.verdict != Verdict::Holds;
        let reason = excluded.then(|| Msg::ReasonActionExcluded { action: code(request) });
        let name = if model.sense == Sense::Is { "Action" } else { "NotAction" };
        self.element(name, clause, policy, marks, more, reason)
    }

    fn resource(&self, clause: &ClauseTrace) -> ElementView {
        let request = self.trace.resource.to_string();
        let (text, mismatch, more) = self.shown(clause, &request);
        let whole = |text: &str| part(text, 0..text.len(), MarkKind::Wild(0));
        let (policy, marks) = match mismatch {
            _ if text == "*" => (whole(&text), whole(&request)),
            Some(Mismatch::Resource(Segment::Prefix)) => differing(&text, &request),
            Some(Mismatch::Resource(segment)) => self.by_field(&text, &request, Some(segment)),
            _ => self.by_field(&text, &request, None),
        };
        self.element("Resource", clause, policy, marks, more, None)
    }

    /// Field by field, as the two are matched (R3.5): wildcards paired, and the differing part of
    /// the first field that doesn't match.
    fn by_field(&self, pattern: &str, request: &str, differs: Option<Segment>) -> (Vec<Mark>, Vec<Mark>) {
        let segments = [
            (Segment::Prefix, Case::Sensitive),
            (Segment::Service, Case::Ignored),
            (Segment::Region, Case::Sensitive),
            (Segment::Account, Case::Sensitive),
            (Segment::RelativeId, self.trace.resource.arn().map_or(Case::Sensitive, relative_id_case)),
        ];
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut wilds = 0;
        let both = fields(pattern).into_iter().zip(fields(request));
        for ((segment, case), (in_pattern, in_request)) in segments.into_iter().zip(both) {
            let (pattern_field, request_field) = (&pattern[in_pattern.clone()], &request[in_request.clone()]);
            if differs == Some(segment) {
                let start = word_start(pattern_field, request_field);
                left.push((in_pattern.start + start..in_pattern.end, MarkKind::Differs));
                right.push((in_request.start + start..in_request.end, MarkKind::Differs));
                continue;
            }
            for capture in Pattern::new(pattern_field).captures(request_field, case).unwrap_or_default() {
                let shifted = |range: Range<usize>, by: usize| range.start + by..range.end + by;
                left.push((shifted(capture.pattern, in_pattern.start), MarkKind::Wild(wilds)));
                right.push((shifted(capture.text, in_request.start), MarkKind::Wild(wilds)));
                wilds += 1;
            }
        }
        (marked(pattern, &left), marked(request, &right))
    }

    fn condition(&self, model: &Condition, found: &ConditionTrace) -> ElementView {
        let text_of = |span| string_at(self.text, span);
        let (operator, key) = (text_of(model.operator.span), text_of(model.key.span));
        let request = self.phase.values(self.trace, &model.key.value);
        let values = found.values.iter().zip(&model.values);
        let shown = values.clone().find(|(value, _)| value.matched).or_else(|| values.clone().next());
        let value = shown.map(|(_, value): (_, &Spanned<_>)| text_of(value.span)).unwrap_or_default();
        let sent = request.join(", ");
        let holds = found.verdict == Verdict::Holds;
        let (in_policy, in_request) = match (found.found, shown.map(|(value, _)| value.matched)) {
            (Found::Missing, _) => (plain(&value), Vec::new()),
            (Found::Present, Some(true)) if holds => wildcards(&value, &sent, Case::Sensitive),
            (Found::Present, _) if holds => (plain(&value), plain(&sent)),
            (Found::Present, Some(true)) => {
                (part(&value, 0..value.len(), MarkKind::Differs), part(&sent, 0..sent.len(), MarkKind::Differs))
            }
            (Found::Present, _) => differing(&value, &sent),
        };
        let policy = [plain(&format!("{operator} {key} = ")), in_policy].concat();
        let request_side = match found.found {
            Found::Missing => Vec::new(),
            Found::Present => [plain(&format!("{key} = ")), in_request].concat(),
        };
        let reason = match (found.found, holds) {
            (Found::Missing, false) => Some(Msg::ReasonKeyMissing { key: code(key) }),
            (Found::Missing, true) => Some(Msg::ReasonKeyMissingApplies { key: code(key) }),
            (Found::Present, _) => None,
        };
        ElementView {
            name: "Condition",
            holds,
            span: found.span,
            policy,
            more: found.values.len().saturating_sub(1),
            request: request_side,
            reason,
        }
    }

    fn element(
        &self,
        name: &'static str,
        clause: &ClauseTrace,
        policy: Vec<Mark>,
        request: Vec<Mark>,
        more: usize,
        reason: Option<Msg>,
    ) -> ElementView {
        let holds = clause.verdict == Verdict::Holds;
        ElementView { name, holds, span: clause.span, policy, more, request, reason }
    }

    /// The pattern to show: one that matches, or else the one that has most in common with the
    /// request; and how many others there are.
    fn shown(&self, clause: &ClauseTrace, request: &str) -> (String, Option<Mismatch>, usize) {
        let nearest =
            || clause.patterns.iter().max_by_key(|pattern| common_prefix(&string_at(self.text, pattern.span), request));
        let pattern = clause.patterns.iter().find(|pattern| pattern.mismatch.is_none()).or_else(nearest);
        match pattern {
            Some(pattern) => {
                (string_at(self.text, pattern.span), pattern.mismatch, clause.patterns.len().saturating_sub(1))
            }
            None => (String::new(), Some(Mismatch::Action), 0),
        }
    }
}

fn principal_reason(mismatch: PrincipalMismatch) -> Option<Msg> {
    match mismatch {
        PrincipalMismatch::Unsupported(Unsupported::Wildcard) => Some(Msg::ReasonPrincipalWildcard),
        PrincipalMismatch::Unsupported(Unsupported::SessionArn) => Some(Msg::ReasonPrincipalSession),
        PrincipalMismatch::Unsupported(Unsupported::Form) => Some(Msg::ReasonPrincipalForm),
        PrincipalMismatch::BucketOwner => Some(Msg::ReasonPrincipalOwner),
        PrincipalMismatch::RoleCase => Some(Msg::ReasonPrincipalRoleCase),
        PrincipalMismatch::Account | PrincipalMismatch::Name | PrincipalMismatch::Kind => None,
    }
}

/// The five fields of an ARN, as ranges of its text; the relative id may hold more colons.
fn fields(arn: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::with_capacity(5);
    let mut start = 0;
    for (at, _) in arn.match_indices(':').take(4) {
        fields.push(start..at);
        start = at + 1;
    }
    fields.push(start..arn.len());
    fields
}

fn plain(text: &str) -> Vec<Mark> {
    marked(text, &[])
}

/// A text with one part marked.
fn part(text: &str, range: Range<usize>, kind: MarkKind) -> Vec<Mark> {
    marked(text, &[(range, kind)])
}

/// Both sides with each wildcard and what it stood for, numbered from left to right.
fn wildcards(pattern: &str, request: &str, case: Case) -> (Vec<Mark>, Vec<Mark>) {
    let captures = Pattern::new(pattern).captures(request, case).unwrap_or_default();
    let numbered = |range: fn(&Capture) -> Range<usize>| -> Vec<_> {
        captures.iter().enumerate().map(|(number, capture)| (range(capture), MarkKind::Wild(number))).collect()
    };
    let left = numbered(|capture| capture.pattern.clone());
    let right = numbered(|capture| capture.text.clone());
    (marked(pattern, &left), marked(request, &right))
}

/// Both sides with everything after their common beginning marked.
fn differing(pattern: &str, request: &str) -> (Vec<Mark>, Vec<Mark>) {
    let start = word_start(pattern, request);
    let rest = |text: &str| part(text, start..text.len(), MarkKind::Differs);
    (rest(pattern), rest(request))
}

/// Where the first word begins that differs: words end at `:` and `/`.
fn word_start(left: &str, right: &str) -> usize {
    left[..common_prefix(left, right)].rfind([':', '/']).map_or(0, |at| at + 1)
}

/// How many bytes two texts begin with alike, on a character boundary.
fn common_prefix(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(l, r)| l == r).map(|(l, _)| l.len_utf8()).sum()
}

/// Cuts a text into marks; what no range covers is the same on both sides.
fn marked(text: &str, ranges: &[(Range<usize>, MarkKind)]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut push = |range: Range<usize>, kind| {
        let part = text.get(range).unwrap_or_default();
        if !part.is_empty() {
            marks.push(Mark { text: part.to_owned(), kind });
        }
    };
    let mut at = 0;
    for (range, kind) in ranges {
        push(at..range.start, MarkKind::Same);
        push(range.clone(), *kind);
        at = range.end;
    }
    push(at..text.len(), MarkKind::Same);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wildcards in `[ ]`, differences in `( )`.
    fn draw(marks: &[Mark]) -> String {
        marks
            .iter()
            .map(|mark| match mark.kind {
                MarkKind::Same => mark.text.clone(),
                MarkKind::Wild(_) => format!("[{}]", mark.text),
                MarkKind::Differs => format!("({})", mark.text),
            })
            .collect()
    }

    #[test]
    fn wildcards_are_paired() {
        let (policy, request) = wildcards("ecs:Stop*", "ecs:StopInstance", Case::Ignored);
        assert_eq!((draw(&policy).as_str(), draw(&request).as_str()), ("ecs:Stop[*]", "ecs:Stop[Instance]"));
    }

    #[test]
    fn the_smallest_difference_is_marked() {
        let (policy, request) = differing("acs:ram::1:user/Alice", "acs:ram::1:user/Bob");
        assert_eq!(
            (draw(&policy).as_str(), draw(&request).as_str()),
            ("acs:ram::1:user/(Alice)", "acs:ram::1:user/(Bob)")
        );
    }

    #[test]
    fn strings_lose_quotes_and_escapes() {
        let text = r#"["a\"二"]"#;
        assert_eq!(string_at(text, Span::new(1, text.len() - 1)), "a\"二");
    }
}
