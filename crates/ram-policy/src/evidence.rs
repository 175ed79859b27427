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
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::policy::{Document, PolicyKind};
    use crate::request::{Action, Context, Hop, Request, Target};
    use crate::text::DocumentId;
    use crate::trace::Layer;
    use crate::world::{Account, Attachment, Bucket, Role, Scope, User, World};

    const INSTANCE: &str = "acs:ecs:cn-hangzhou:1:instance/i-1";

    /// Everything but documented rules, where a user with these statements asks.
    fn doubts(statements: &str, resource: &str, context: &[(&str, &[&str])]) -> Vec<&'static str> {
        let text = format!(r#"{{"Version":"1","Statement":[{statements}]}}"#);
        let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, &text));
        assert!(policy.policy.is_some(), "{text}");
        let policies = vec![Attachment { policy, scope: Scope::Account }];
        let user = User { name: "bob".into(), policies, ..User::default() };
        let account = Account { id: "1".into(), users: vec![user], ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let mut keys = Context::default();
        for (key, values) in context {
            keys.set(key, values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
        }
        let resource = Resource::parse(resource).unwrap();
        let request = Request {
            start: Principal::User { account: "1".into(), name: "bob".into() }.into(),
            hops: Vec::new(),
            action: Some(Action {
                name: "ecs:StopInstance".into(),
                resources: vec![Target { resource, resource_group: None, context: Context::default() }],
                context: keys,
                changes: Vec::new(),
                offset_seconds: 0,
            }),
        };
        let rules = crate::evaluate(&world, &request).rules();
        rules.iter().filter(|rule| rule.evidence() != Evidence::Documented).map(|rule| rule.number()).collect()
    }

    #[track_caller]
    fn on(resource: &str, asked: &str, expected: &[&str]) {
        let statement = format!(r#"{{"Effect":"Allow","Action":"ecs:*","Resource":"{resource}"}}"#);
        assert_eq!(doubts(&statement, asked, &[]), expected, "{resource}");
    }

    #[test]
    fn resources() {
        on("*", INSTANCE, &[]);
        on("acs:ecs:*:*:instance/*", INSTANCE, &[]);
        on("acs:ecs:*:2:instance/*", INSTANCE, &[]);
        on("acs:ECS:*:*:instance/*", INSTANCE, &["R3.5"]);
        on("acs:ecs:*::instance/*", INSTANCE, &["R3.5"]);
        on("acs:ecs:*:*:Instance/*", INSTANCE, &["R3.5"]);
        on("acs:ecs:cn*instance:x:y", INSTANCE, &[]);
        on("acs:ecs:*:*:${id}", INSTANCE, &["R3.10"]);
        on("acs:ram:*:1:role/App", "acs:ram::1:role/app", &["R6.21"]);
        on("acs:ram::1:role/app", "acs:ram:*:1:role/app", &[]);
        on("acs:ecs:*:*:image/*", "acs:ecs:cn-hangzhou::image/x", &["R3.8a"]);
    }

    #[test]
    fn a_star_that_would_have_to_reach_over_a_colon() {
        on("acs:ecs:*:*:*/l:1:x", "acs:ecs:cn-hangzhou:1:a/l:1:x", &[]);
        on("acs:*:1:x:y", "acs:ecs:cn:1:x:y", &["R3.5"]);
    }

    #[track_caller]
    fn under(condition: &str, context: &[(&str, &[&str])], expected: &[&str]) {
        let statement = format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}"#);
        assert_eq!(doubts(&statement, INSTANCE, context), expected, "{condition}");
    }

    #[test]
    fn conditions() {
        let vpc: &[(&str, &[&str])] = &[("acs:SourceVpc", &["vpc-1"])];
        under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, vpc, &[]);
        under(r#""StringEquals":{"acs:SourceVpc":"vpc-2"}"#, vpc, &[]);
        under(r#""StringEquals":{"acs:SourceVpc":"vpc-*"}"#, vpc, &["R4.10"]);
        under(r#""StringEquals":{"acs:SourceVpc":"${vpc}"}"#, vpc, &["R3.10"]);
        under(r#""StringLike":{"acs:SourceVpc":"${vpc}"}"#, vpc, &["R3.10"]);
        under(r#""StringEquals":{"ACS:sourcevpc":"vpc-1"}"#, vpc, &["R4.41"]);
        under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.30"]);
        under(r#""StringNotEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.31"]);
        under(r#""ForAnyValue:StringEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.18"]);
        under(r#""ForAllValues:StringEquals":{"acs:SourceVpc":"vpc-1"}"#, vpc, &["R4.18"]);
        let both: &[(&str, &[&str])] = &[("acs:SourceVpc", &["vpc-1", "vpc-2"])];
        under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, both, &["R4.1"]);
        under(r#""StringLike":{"acs:SourceVpc":"vpc-*"}"#, both, &[]);
        let address: &[(&str, &[&str])] = &[("acs:SourceIp", &["10.0.0.1"])];
        under(r#""IpAddress":{"acs:SourceIp":"10.0.0.0/8"}"#, address, &[]);
        under(r#""IpAddress":{"acs:SourceIp":["10.0.0.0/8","::/0","x"]}"#, address, &[]);
        under(r#""IpAddress":{"acs:SourceIp":"::/0"}"#, address, &["R4.22"]);
        under(r#""NotIpAddress":{"acs:SourceIp":"x"}"#, address, &["R4.20"]);
        under(r#""IpAddress":{"acs:SourceIp":"::/0"}"#, &[("acs:SourceIp", &["2001:db8::1"])], &["R4.22"]);
        under(r#""IpAddress":{"acs:SourceIp":"0.0.0.0/0"}"#, &[("acs:SourceIp", &["10.0.0.0/8"])], &["R4.20"]);
        under(r#""NumericEquals":{"ecs:Size":"1"}"#, &[("ecs:Size", &["one"])], &["R4.20"]);
    }

    /// The numbers of all rules about principals on which `sts:AssumeRole` of a role with this trust
    /// policy rests, where `bob` of account 2, or a session of its role `App`, asks.
    fn trusting(principal: &str, through_app: bool) -> Vec<String> {
        let document = |kind, text: &str| Arc::new(Document::parse(DocumentId::new("p"), "p", kind, text));
        let trust = |principal: &str| {
            let statement = format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}}}"#);
            document(PolicyKind::Trust, &format!(r#"{{"Version":"1","Statement":[{statement}]}}"#))
        };
        let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
        let policies = vec![Attachment { policy: document(PolicyKind::Custom, all), scope: Scope::Account }];
        let role = |name: &str, principal: &str, policies| Role {
            name: name.into(),
            is_service_linked: false,
            max_session_seconds: 3_600,
            trust_policy: Some(trust(principal)),
            policies,
        };
        let app = role("App", r#"{"RAM":"acs:ram::2:root"}"#, policies.clone());
        let target = role("target", principal, Vec::new());
        let user = User { name: "bob".into(), policies, ..User::default() };
        let one = Account { id: "1".into(), roles: vec![target], ..Account::default() };
        let two = Account { id: "2".into(), users: vec![user], roles: vec![app], ..Account::default() };
        let world = World { accounts: vec![one, two], ..World::default() };
        let hop = |arn: &str| Hop { role_arn: arn.into(), session_name: "me".into(), ..Hop::default() };
        let app = through_app.then(|| hop("acs:ram::2:role/app"));
        let hops = app.into_iter().chain([hop("acs:ram::1:role/target")]).collect();
        let bob = Principal::User { account: "2".into(), name: "bob".into() };
        let evaluation = crate::evaluate(&world, &Request { start: bob.into(), hops, action: None });
        let phase = evaluation.phases.last().unwrap();
        let trace = &phase.traces[0];
        let (_, step) = trace.find(Layer::TrustPolicy).unwrap();
        let rules = step.rests_on(phase, trace).into_iter().filter(|rule| !step.rules.contains(rule));
        rules.map(|rule| format!("{} {:?}", rule.number(), rule.evidence())).collect()
    }

    #[test]
    fn trusted_principals() {
        let by_user = |entry: &str| trusting(&format!(r#"{{"RAM":"{entry}"}}"#), false);
        assert_eq!(by_user("acs:ram::2:root"), ["R2.3 Documented"]);
        assert_eq!(by_user("acs:ram::2:user/bob"), ["R2.4 Documented"]);
        assert_eq!(by_user("acs:ram::2:user/Bob"), ["R2.4 Documented", "R2.9e Assumed"]);
        assert_eq!(by_user("acs:ram::2:user/eve"), ["R2.4 Documented"]);
        assert_eq!(by_user("acs:ram::2:role/App"), ["R2.9b Documented"]);
        assert_eq!(by_user("acs:ram::*:root"), ["R2.9c Assumed"]);
        let by_session = |entry: &str| trusting(&format!(r#"{{"RAM":"{entry}"}}"#), true);
        assert_eq!(by_session("acs:ram::2:role/App"), ["R2.5 Documented", "R2.5 Inferred"]);
        assert_eq!(by_session("acs:ram::2:role/app"), ["R2.5 Documented", "R2.5 Inferred", "R2.9e Inferred"]);
        assert_eq!(by_session("acs:ram::2:role/other"), ["R2.5 Documented"]);
        // The surest of two that match.
        let both = trusting(r#"{"RAM":["acs:ram::2:user/Bob","acs:ram::2:root"]}"#, false);
        assert_eq!(both, ["R2.3 Documented"]);
    }

    #[test]
    fn of_a_denied_call_only_the_resource_that_decides_counts() {
        let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"acs:ecs:*:*:instance/a","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}]}"#;
        let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, text));
        let policies = vec![Attachment { policy, scope: Scope::Account }];
        let user = User { name: "bob".into(), policies, ..User::default() };
        let nobody = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Principal":{"RAM":"*"}}]}"#;
        let role = Role {
            name: "app".into(),
            is_service_linked: false,
            max_session_seconds: 3_600,
            trust_policy: Some(Arc::new(Document::parse(DocumentId::new("t"), "t", PolicyKind::Trust, nobody))),
            policies: Vec::new(),
        };
        let account = Account { id: "1".into(), users: vec![user], roles: vec![role], ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let target = |resource: &str| Target {
            resource: Resource::parse(resource).unwrap(),
            resource_group: None,
            context: Context::default(),
        };
        let rules = |resources: &[&str], hops: Vec<Hop>| {
            let action = Action {
                name: "ecs:StopInstance".into(),
                resources: resources.iter().map(|resource| target(resource)).collect(),
                context: Context::default(),
                changes: Vec::new(),
                offset_seconds: 0,
            };
            let action = (!resources.is_empty()).then_some(action);
            let bob = Principal::User { account: "1".into(), name: "bob".into() };
            crate::evaluate(&world, &Request { start: bob.into(), hops, action }).rules()
        };
        let (a, b) = ("acs:ecs:cn:1:instance/a", "acs:ecs:cn:1:instance/b");
        assert!(rules(&[a, a], Vec::new()).contains(&Rule::R4_31));
        assert!(!rules(&[a, b], Vec::new()).contains(&Rule::R4_31));
        // The identity side says no already: it does not matter whom the role trusts.
        let hop = Hop { role_arn: "acs:ram::1:role/app".into(), session_name: "me".into(), ..Hop::default() };
        assert!(!rules(&[], vec![hop]).contains(&Rule::R2_9c));
    }

    #[test]
    fn scopes_are_cited_where_there_are_any() {
        let cites_scopes = |scope: Scope| {
            let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
            let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, text));
            let user = User { name: "bob".into(), policies: vec![Attachment { policy, scope }], ..User::default() };
            let account = Account { id: "1".into(), users: vec![user], ..Account::default() };
            let world = World { accounts: vec![account], ..World::default() };
            let target = Target {
                resource: Resource::parse(INSTANCE).unwrap(),
                resource_group: Some("rg-1".into()),
                context: Context::default(),
            };
            let action = Action {
                name: "ecs:StopInstance".into(),
                resources: vec![target],
                context: Context::default(),
                changes: Vec::new(),
                offset_seconds: 0,
            };
            let bob = Principal::User { account: "1".into(), name: "bob".into() };
            let request = Request { start: bob.into(), hops: Vec::new(), action: Some(action) };
            crate::evaluate(&world, &request).rules().contains(&Rule::R5_23)
        };
        assert!(cites_scopes(Scope::ResourceGroup("rg-1".into())));
        assert!(!cites_scopes(Scope::Account));
    }

    /// The same about the bucket policy where `bob`, ID 20, or the owner asks.
    fn visiting(principal: &str, condition: &str, asks: Principal) -> Vec<String> {
        let statement =
            format!(r#"{{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":{principal}{condition}}}"#);
        let text = format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
        let policy = Arc::new(Document::parse(DocumentId::new("b"), "b", PolicyKind::Bucket, &text));
        let user = User { name: "bob".into(), id: Some("20".into()), ..User::default() };
        let account = Account { id: "2".into(), users: vec![user], ..Account::default() };
        let bucket = Bucket { account: "1".into(), name: "mybucket".into(), policy };
        let owner = Account { id: "1".into(), ..Account::default() };
        let world = World { accounts: vec![owner, account], buckets: vec![bucket], ..World::default() };
        let resource = Resource::parse("acs:oss:oss-cn-hangzhou:1:mybucket/a").unwrap();
        let action = Action {
            name: "oss:GetObject".into(),
            resources: vec![Target { resource, resource_group: None, context: Context::default() }],
            context: Context::default(),
            changes: Vec::new(),
            offset_seconds: 0,
        };
        let request = Request { start: asks.into(), hops: Vec::new(), action: Some(action) };
        let evaluation = crate::evaluate(&world, &request);
        let phase = evaluation.phases.last().unwrap();
        let trace = &phase.traces[0];
        let (_, step) = trace.find(Layer::ResourcePolicy).unwrap();
        let rules = step.rests_on(phase, trace).into_iter().filter(|rule| !step.rules.contains(rule));
        rules.map(|rule| format!("{} {:?}", rule.number(), rule.evidence())).collect()
    }

    #[test]
    fn visitors_of_a_bucket() {
        let bob = || Principal::User { account: "2".into(), name: "bob".into() };
        let owner = || Principal::Root { account: "2".into() };
        assert_eq!(visiting(r#"["*"]"#, "", bob()), ["R2.14 Documented"]);
        let met = r#","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}"#;
        assert_eq!(visiting(r#"["*"]"#, met, bob()), ["R2.15 Documented", "R4.31 Inferred"]);
        assert_eq!(visiting(r#"["20"]"#, "", bob()), ["R2.11 Documented"]);
        assert_eq!(visiting(r#"["21"]"#, "", bob()), ["R2.11 Documented"]);
        assert_eq!(visiting(r#"["2"]"#, "", bob()), ["R2.12 Assumed"]);
        assert_eq!(visiting(r#"["2"]"#, "", owner()), ["R2.12 Documented"]);
        assert_eq!(visiting(r#"["3"]"#, "", owner()), ["R2.12 Documented"]);
        assert_eq!(visiting(r#"["arn:sts::2:assumed-role/app/*"]"#, "", bob()), ["R2.13 Documented"]);
    }

    #[test]
    fn only_what_carries_the_answer_counts() {
        let sure = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
        let unsure = r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
        let idle =
            r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
        let far = r#"{"Effect":"Deny","Action":"oss:*","Resource":"*","Condition":{"StringEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
        let deny = r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#;
        let of = |statements: &[&str]| doubts(&statements.join(","), INSTANCE, &[]);
        // The surest Allow is enough, but every Deny must stay out.
        assert_eq!(of(&[sure, unsure]), [""; 0]);
        assert_eq!(of(&[unsure]), ["R4.31"]);
        assert_eq!(of(&[sure, idle]), ["R4.30"]);
        assert_eq!(of(&[sure, far]), [""; 0]);
        // What both an Allow and an idle Deny need is needed.
        let cased = r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
        let other = r#"{"Effect":"Deny","NotAction":"ecs:*","Resource":"*"}"#;
        let spared = r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"},"Bool":{"acs:MFAPresent":"true"}}}"#;
        assert_eq!(of(&[cased, other, spared]), ["R4.30", "R4.31"]);
        let by_key = |effect: &str, value: &str| {
            format!(
                r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{"StringEquals":{{"ACS:SourceVpc":"{value}"}}}}}}"#
            )
        };
        let alike = [by_key("Allow", "vpc-1"), by_key("Deny", "vpc-2")].join(",");
        assert_eq!(doubts(&alike, INSTANCE, &[("acs:SourceVpc", &["vpc-1"])]), ["R4.41"]);
        // One Deny is enough, and beside it nothing else counts.
        assert_eq!(of(&[unsure, idle, deny]), [""; 0]);
    }
}
