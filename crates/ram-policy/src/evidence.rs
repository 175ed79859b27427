//! On which rules an answer rests. A step names the rules that every call of its kind follows;
//! here the ones are added that its statements needed: a fold over the trace, made only when
//! somebody asks.
//!
//! Only what carries the answer counts. A statement that applies rests on all of its elements; one
//! that does not, on the surest of those that keep it from applying. An Allow rests on the surest
//! statement that allows, and on every Deny that does not apply; an explicit deny on the surest
//! Deny; an implicit deny on every statement's not applying.

use std::collections::BTreeSet;

use crate::arn::{Arn, ArnPattern, Resource, Segment, relative_id_case};
use crate::condition::{Condition, SetPrefix, Value};
use crate::pattern::{Case, Pattern, covers, equal};
use crate::policy::{Effect, PrincipalClause, Sense, Statement};
use crate::principal::{BucketPattern, Caller, Principal, PrincipalMismatch, TrustPattern, Unsupported};
use crate::rule::{Evidence, Rule};
use crate::trace::{
    ClauseTrace, Combination, ConditionTrace, Decision, Evaluation, Found, Mismatch, Note, Outcome, Phase, PolicyTrace,
    Row, StatementTrace, Step, Trace, Verdict,
};

type Rules = BTreeSet<Rule>;

impl Evaluation {
    /// The rules that the decision rests on, in their order. Everything that let the request get
    /// as far as it did counts; of a denied call only the resource that decides.
    pub fn rules(&self) -> Vec<Rule> {
        let Some(at) = self.deciding_step() else { return Vec::new() };
        let mut rules = Rules::new();
        for (index, phase) in self.phases.iter().enumerate().take(at.phase + 1) {
            let is_denied = phase.decision() != Decision::Allow;
            if phase.traces.len() > 1 {
                rules.extend([Rule::R3_8, Rule::R3_8Combined]);
            }
            for (resource, trace) in phase.traces.iter().enumerate() {
                let decides = index == at.phase && resource == at.trace;
                if is_denied && !decides {
                    continue;
                }
                // Where one no is enough, nobody behind it has a say.
                let is_enough =
                    trace.decision() == Decision::ExplicitDeny || trace.combination == Combination::BothAllow;
                let reached = if is_denied && is_enough { at.step + 1 } else { trace.steps.len() };
                rules.extend(trace.steps.iter().take(reached).flat_map(|step| step.rests_on(phase, trace)));
            }
        }
        rules.into_iter().collect()
    }

    /// The weakest evidence that the decision rests on, with the rules of that kind; nothing where
    /// no rule took part.
    pub fn weakest(&self) -> Option<(Evidence, Vec<Rule>)> {
        let mut rules = self.rules();
        let weakest = rules.iter().map(|rule| rule.evidence()).max()?;
        rules.retain(|rule| rule.evidence() == weakest);
        Some((weakest, rules))
    }
}

impl Step {
    /// The rules that the step follows, and those that its statements needed, in their order.
    pub fn rests_on(&self, phase: &Phase, trace: &Trace) -> Vec<Rule> {
        if self.outcome == Outcome::NotReached {
            return Vec::new();
        }
        let mut rules: Rules = self.rules.iter().copied().collect();
        rules.extend((self.outcome == Outcome::Refused).then_some(Rule::R9_3));
        // Where policies do not reach, it does not matter what they say (R5.31, R5.32).
        let is_in_reach = !matches!(self.note, Some(Note::ForeignAccount | Note::ForeignBucket));
        if let Some(caller) = phase.caller.as_ref().filter(|_| is_in_reach) {
            let scene = Scene { phase, trace, caller };
            self.rows.iter().for_each(|row| rules.extend(scene.row(row)));
        }
        rules.into_iter().collect()
    }
}

/// What statements are held against.
struct Scene<'a> {
    phase: &'a Phase,
    trace: &'a Trace,
    caller: &'a Caller,
}

/// The surest of several ways to the same end.
fn surest(ways: impl Iterator<Item = Rules>) -> Rules {
    let doubt = |rules: &Rules| rules.iter().map(|rule| rule.evidence()).max();
    ways.min_by_key(doubt).unwrap_or_default()
}

/// What an element rests on: where a pattern matches the surest that does, else all that do not.
fn of_patterns(patterns: impl Iterator<Item = (bool, Rules)> + Clone) -> Rules {
    if patterns.clone().any(|(matches, _)| matches) {
        surest(patterns.filter(|(matches, _)| *matches).map(|(_, rules)| rules))
    } else {
        patterns.flat_map(|(_, rules)| rules).collect()
    }
}

impl Scene<'_> {
    fn row(&self, row: &Row) -> Rules {
        let Outcome::Decided(decision) = row.outcome else { return Rules::new() };
        let statements = || {
            let of_policy = |policy| {
                let policy: &PolicyTrace = policy;
                policy.statements.iter().map(move |statement| (policy, statement))
            };
            row.policies.iter().flat_map(of_policy)
        };
        let applying = |effect| {
            let applying = statements().filter(|(_, found)| found.effect == effect && found.applies());
            surest(applying.map(|(policy, found)| self.statement(policy, found)))
        };
        let idle = |is_counted: fn(&StatementTrace) -> bool| {
            let idle = statements().filter(|(_, found)| is_counted(found));
            idle.flat_map(|(policy, found)| self.statement(policy, found)).collect::<Rules>()
        };
        match decision {
            Decision::ExplicitDeny => applying(Effect::Deny),
            Decision::Allow => &applying(Effect::Allow) | &idle(|found| found.effect == Effect::Deny),
            Decision::ImplicitDeny => idle(|_| true),
            Decision::Rejected(_) => Rules::new(),
        }
    }

    fn statement(&self, policy: &PolicyTrace, found: &StatementTrace) -> Rules {
        let statements = policy.document.policy.as_ref().map(|policy| &policy.statements);
        let Some(model) = statements.and_then(|statements| statements.get(found.index)) else { return Rules::new() };
        let mut elements: Vec<(Verdict, Rules)> = Vec::new();
        if let (Some(clause), Some(found)) = (&model.principal, &found.principal) {
            elements.push((found.verdict, self.principal(clause, found, model)));
        }
        elements.push((found.action.verdict, action(model, &found.action)));
        if let (Some(clause), Some(found)) = (&model.resource, &found.resource) {
            let patterns = clause.patterns.iter().zip(&found.patterns);
            let patterns = patterns.map(|(pattern, found)| {
                (found.mismatch.is_none(), resource(&pattern.value, &self.trace.resource, found.mismatch))
            });
            elements.push((found.verdict, of_patterns(patterns)));
        }
        for (condition, found) in model.conditions.iter().zip(&found.conditions) {
            elements.push((found.verdict, self.condition(condition, found, &policy.document.text)));
        }
        if found.applies() {
            elements.into_iter().flat_map(|(_, rules)| rules).collect()
        } else {
            surest(elements.into_iter().filter(|(verdict, _)| *verdict != Verdict::Holds).map(|(_, rules)| rules))
        }
    }

    fn principal(&self, clause: &PrincipalClause, found: &ClauseTrace, statement: &Statement) -> Rules {
        let mismatches = found.patterns.iter().map(|found| match found.mismatch {
            Some(Mismatch::Principal(mismatch)) => Some(mismatch),
            _ => None,
        });
        match clause {
            PrincipalClause::Trust(clause) => {
                let patterns = clause.patterns.iter().zip(mismatches);
                of_patterns(
                    patterns.map(|(pattern, mismatch)| (mismatch.is_none(), self.trusted(&pattern.value, mismatch))),
                )
            }
            PrincipalClause::Bucket(clause) => {
                let has_condition = !statement.conditions.is_empty();
                let patterns = clause.patterns.iter().zip(mismatches);
                of_patterns(patterns.map(|(pattern, mismatch)| {
                    (mismatch.is_none(), self.visitor(&pattern.value, mismatch, has_condition))
                }))
            }
        }
    }

    /// R2.2 to R2.9e: one entry of a trust policy.
    fn trusted(&self, pattern: &TrustPattern, mismatch: Option<PrincipalMismatch>) -> Rules {
        let rule = match (mismatch, pattern) {
            (Some(PrincipalMismatch::Unsupported(Unsupported::Wildcard)), _) => Rule::R2_9c,
            (Some(PrincipalMismatch::Unsupported(Unsupported::SessionArn)), _) => Rule::R2_9d,
            (Some(PrincipalMismatch::Unsupported(Unsupported::Form)), _) => Rule::R2_9a,
            (Some(PrincipalMismatch::Kind), _) => Rule::R2_9b,
            (_, TrustPattern::Account(_)) => Rule::R2_3,
            (_, TrustPattern::User { .. }) => Rule::R2_4,
            (_, TrustPattern::Role { .. }) => Rule::R2_5,
            (_, TrustPattern::Service { account: None, .. }) => Rule::R2_6,
            (_, TrustPattern::Service { account: Some(_), .. }) => Rule::R2_7,
            (_, TrustPattern::Provider(arn)) if arn.contains(":saml-provider/") => Rule::R2_8,
            (_, TrustPattern::Provider(_)) => Rule::R2_9,
            (_, TrustPattern::Unsupported(_)) => Rule::R2_2,
        };
        let mut rules = Rules::from([rule]);
        match (pattern, self.caller) {
            _ if mismatch.is_some() => {}
            (TrustPattern::User { name, .. }, Caller::Principal(Principal::User { name: caller, .. })) => {
                rules.extend((name != caller).then_some(Rule::R2_9eUsers));
            }
            (TrustPattern::Role { name, .. }, Caller::Session { role, .. }) => {
                rules.insert(Rule::R2_5Sessions);
                rules.extend((name != role).then_some(Rule::R2_9e));
            }
            _ => {}
        }
        rules
    }

    /// R2.10 to R2.16: one entry of a bucket policy.
    fn visitor(&self, pattern: &BucketPattern, mismatch: Option<PrincipalMismatch>, has_condition: bool) -> Rules {
        let is_root = self.caller.is_root();
        Rules::from([match pattern {
            BucketPattern::Everyone if has_condition => Rule::R2_15,
            BucketPattern::Everyone => Rule::R2_14,
            BucketPattern::Session { .. } if mismatch == Some(PrincipalMismatch::RoleCase) => Rule::R2_13Case,
            BucketPattern::Session { .. } => Rule::R2_13,
            // Its users are not included, which nobody has said (R2.12).
            BucketPattern::Uid(uid) if mismatch.is_some() && !is_root && self.caller.account() == Some(uid) => {
                Rule::R2_12Users
            }
            BucketPattern::Uid(_) if is_root => Rule::R2_12,
            BucketPattern::Uid(_) => Rule::R2_11,
        }])
    }

    fn condition(&self, condition: &Condition, found: &ConditionTrace, text: &str) -> Rules {
        let operator = condition.operator.value;
        let comparison = operator.info.comparison;
        let key = &condition.key.value;
        let request = self.phase.values(self.trace, key);
        if found.found == Found::Missing {
            return Rules::from([match operator.prefix {
                Some(SetPrefix::ForAnyValue) => Rule::R4_18Absent,
                Some(SetPrefix::ForAllValues) => Rule::R4_18Sets,
                None if operator.info.negated => Rule::R4_31,
                None => Rule::R4_30,
            }]);
        }
        let mut rules = Rules::new();
        let matched = found.values.iter().any(|value| value.matched);
        let values = || condition.values.iter().map(|value| &value.value);
        let is_listed = |request: &&String| values().any(|value| value.matches(comparison, request));
        rules.extend(operator.prefix.map(|_| Rule::R4_18Sets));
        // Some of the request's values match and others do not: nobody says what that means.
        let is_mixed = request.iter().any(|value| is_listed(&value)) && !request.iter().all(|value| is_listed(&value));
        rules.extend((operator.prefix.is_none() && is_mixed).then_some(Rule::R4_1Values));
        let is_unreadable = |value: &String| Value::of_request(comparison, value) == Value::Unreadable;
        let nothing_read = values().any(|value| *value == Value::Unreadable) || request.iter().any(is_unreadable);
        rules.extend((!matched && nothing_read).then_some(Rule::R4_20));
        let is_v6 = |value: &Value| matches!(value, Value::Ip(network) if network.is_v6());
        let meets_v6 = request.iter().any(|value| is_v6(&Value::of_request(comparison, value)));
        rules.extend((meets_v6 || (!matched && values().any(is_v6))).then_some(Rule::R4_22));
        let is_literal_star = |value: &Value| match value {
            Value::Text(text) => request.iter().any(|request| covers(text, request, Case::Sensitive)),
            _ => false,
        };
        rules.extend((!matched && values().any(is_literal_star)).then_some(Rule::R4_10Star));
        let has_placeholder = |value: &Value| match value {
            Value::Text(text) => text.contains("${"),
            Value::Like(pattern) => pattern.as_str().contains("${"),
            _ => false,
        };
        rules.extend((!matched && values().any(has_placeholder)).then_some(Rule::R3_10Literal));
        let written = self.phase.context.written(key).or_else(|| self.trace.context.written(key));
        let in_policy = condition.key.span.of(text).trim_matches('"');
        rules.extend(written.is_some_and(|written| written != in_policy).then_some(Rule::R4_41));
        rules
    }
}

fn action(model: &Statement, found: &ClauseTrace) -> Rules {
    let mut rules = Rules::new();
    rules.extend((found.sense == Sense::IsNot).then_some(Rule::R1_16));
    let is_unmatched = found.patterns.iter().all(|pattern| pattern.mismatch.is_some());
    let has_placeholder = model.action.patterns.iter().any(|pattern| pattern.value.as_str().contains("${"));
    rules.extend((is_unmatched && has_placeholder).then_some(Rule::R3_10Literal));
    rules
}

/// R3.5: what the parts of the algorithm needed that nobody has published.
fn resource(pattern: &ArnPattern, resource: &Resource, mismatch: Option<Mismatch>) -> Rules {
    let (ArnPattern::Fields(fields), Resource::Arn(arn)) = (pattern, resource) else { return Rules::new() };
    let differs = match mismatch {
        None => None,
        Some(Mismatch::Resource(segment)) => Some(segment),
        Some(_) => return Rules::new(),
    };
    let mut rules = Rules::new();
    let text = pattern.to_string();
    rules.extend((differs.is_some() && text.contains("${")).then_some(Rule::R3_10Literal));
    match differs {
        Some(Segment::Account) if fields.account().is_empty() => _ = rules.insert(Rule::R3_5Assumed),
        Some(Segment::RelativeId) if matches_ignoring_case(fields.relative_id(), arn) => {
            rules.insert(Rule::R3_5Assumed);
        }
        // A star that would have to reach over a colon.
        Some(_) if covers(&text, &arn.to_string(), Case::Sensitive) => _ = rules.insert(Rule::R3_5),
        Some(_) => {}
        None => {
            let both_global = !equal(fields.region(), arn.region(), Case::Sensitive) && fields.region().is_empty();
            rules.extend(both_global.then_some(Rule::R3_2));
            let needs_case = !covers(fields.relative_id(), arn.relative_id(), Case::Sensitive);
            rules.extend(needs_case.then_some(Rule::R6_21));
            let is_service_cased = !covers(fields.service(), arn.service(), Case::Sensitive);
            rules.extend(is_service_cased.then_some(Rule::R3_5));
        }
    }
    rules
}

fn matches_ignoring_case(pattern: &str, arn: &Arn) -> bool {
    relative_id_case(arn) == Case::Sensitive && Pattern::new(pattern).matches(arn.relative_id(), Case::Ignored)
}

#[cfg(test)]
mod tests;
