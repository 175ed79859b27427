//! Advice on a policy without errors (R9.4). It never keeps a policy from being saved.

use crate::arn::ArnPattern;
use crate::condition::{Comparison, ConditionKey, Value};
use crate::diagnostic::{Diagnostic, Problem};
use crate::policy::{Effect, Policy, PolicyKind, PrincipalClause, Sense, Statement};
use crate::principal::TrustPattern;
use crate::sts::ASSUME_ROLE;

/// What a policy's own text shows, whoever owns it. Alibaba Cloud's policies need no advice.
pub fn advice(kind: PolicyKind, policy: &Policy) -> Vec<Diagnostic> {
    if kind == PolicyKind::System {
        return Vec::new();
    }
    let mut found = Vec::new();
    for statement in &policy.statements {
        if kind == PolicyKind::Custom {
            found.extend(wide_allow(statement));
        }
        found.extend(deny_by_mfa(statement));
    }
    found
}

/// An Allow that grants more than most people mean.
fn wide_allow(statement: &Statement) -> Option<Diagnostic> {
    if statement.effect.value != Effect::Allow {
        return None;
    }
    let report = |problem, span| Some(Diagnostic { problem, span });
    if statement.action.sense == Sense::IsNot {
        return report(Problem::AllowNotAction, statement.action.span);
    }
    let resources = statement.resource.iter().flat_map(|clause| &clause.patterns);
    if !resources.into_iter().any(|pattern| pattern.value == ArnPattern::Everything) {
        return None;
    }
    let actions = &statement.action.patterns;
    if let Some(everything) = actions.iter().find(|pattern| pattern.value.is_everything()) {
        return report(Problem::AllowEverything, everything.span);
    }
    let is_powerful = |text: &str| ["ram:*", "sts:*", ASSUME_ROLE].iter().any(|it| text.eq_ignore_ascii_case(it));
    let powerful = actions.iter().find(|pattern| is_powerful(pattern.value.as_str()))?;
    report(Problem::AllowIdentityControl { found: powerful.value.as_str().to_owned() }, powerful.span)
}

/// A Deny when MFA is "false": a call with an AccessKey carries no such key, so it is not
/// stopped (R4.30).
fn deny_by_mfa(statement: &Statement) -> Option<Diagnostic> {
    let key = ConditionKey::new("acs:MFAPresent");
    let condition = statement.conditions.iter().find(|condition| {
        condition.operator.value.info.comparison == Comparison::Bool
            && condition.key.value == key
            && condition.values.iter().any(|value| value.value == Value::Bool(false))
    })?;
    (statement.effect.value == Effect::Deny)
        .then_some(Diagnostic { problem: Problem::DenyWithoutMfa, span: condition.span })
}

/// A trust policy that lets a whole other account in without asking for an external ID.
pub fn foreign_trust(policy: &Policy, owner: &str) -> Vec<Diagnostic> {
    let external_id = ConditionKey::new("sts:ExternalId");
    let mut found = Vec::new();
    for statement in &policy.statements {
        let asks = statement.conditions.iter().any(|condition| condition.key.value == external_id);
        if statement.effect.value != Effect::Allow || asks {
            continue;
        }
        let Some(PrincipalClause::Trust(clause)) = &statement.principal else { continue };
        for pattern in &clause.patterns {
            if let TrustPattern::Account(account) = &pattern.value
                && account != owner
            {
                let problem = Problem::TrustsForeignAccount { account: account.clone() };
                found.push(Diagnostic { problem, span: pattern.span });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::policy::{Document, PolicyKind};
    use crate::text::DocumentId;

    #[track_caller]
    fn check(kind: PolicyKind, statement: &str, expected: &[(&str, &str)]) {
        let text = format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
        let document = Document::parse(DocumentId::new("x"), "x", kind, &text).owned_by("1");
        let found: Vec<_> = document.diagnostics.iter().map(|d| (d.code(), d.span.of(&text))).collect();
        assert_eq!(found, expected);
        assert!(document.policy.is_some(), "advice refuses nothing");
    }

    #[test]
    fn an_allow_that_grants_more_than_it_seems() {
        let custom = PolicyKind::Custom;
        check(
            custom,
            r#"{"Effect":"Allow","NotAction":"ram:*","Resource":"*"}"#,
            &[("Allow with NotAction", r#""NotAction":"ram:*""#)],
        );
        check(custom, r#"{"Effect":"Allow","Action":["*"],"Resource":"*"}"#, &[("Allow everything", r#""*""#)]);
        check(
            custom,
            r#"{"Effect":"Allow","Action":["oss:*","ram:*"],"Resource":"*"}"#,
            &[("Allow identity control", r#""ram:*""#)],
        );
        check(custom, r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"acs:ram:*:1:role/x"}"#, &[]);
        check(custom, r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#, &[]);
        check(PolicyKind::Control, r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#, &[]);
        check(PolicyKind::System, r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#, &[]);
    }

    #[test]
    fn a_deny_by_mfa_false_does_not_stop_accesskeys() {
        let with = |effect: &str, value: &str| {
            format!(
                r#"{{"Effect":"{effect}","Action":"ecs:*","Resource":"*","Condition":{{"Bool":{{"acs:MFAPresent":"{value}"}}}}}}"#
            )
        };
        check(PolicyKind::Custom, &with("Deny", "false"), &[("Deny by missing MFA", r#""acs:MFAPresent":"false""#)]);
        check(PolicyKind::Custom, &with("Allow", "true"), &[]);
    }

    #[test]
    fn trust_in_a_whole_other_account() {
        let trust = |account: &str, condition: &str| {
            format!(
                r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"RAM":"acs:ram::{account}:root"}}{condition}}}"#
            )
        };
        check(PolicyKind::Trust, &trust("1", ""), &[]);
        check(PolicyKind::Trust, &trust("2", ""), &[("Trust without external ID", r#""acs:ram::2:root""#)]);
        check(PolicyKind::Trust, &trust("2", r#","Condition":{"StringEquals":{"sts:ExternalId":"x1"}}"#), &[]);
    }
}
