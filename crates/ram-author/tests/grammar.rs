//! Every element of the language can be written in the form: a document is made from nothing by changes that the form
//! makes, and is one that the evaluator takes.

mod common;

use std::collections::BTreeSet;

use common::{CATALOGUE, COMPANY_A, PARTNER};
use ram_author::edit::quote;
use ram_author::form::{Element, Form, FormEdit, List, PrincipalKind, StatementEdit, after, blank_statement};
use ram_author::layout::format;
use ram_author::offer::actions::takes;
use ram_author::offer::{self, values, values::first_operator};
use ram_author::surroundings::Surroundings;
use ram_author::words;
use ram_catalog::KeyType;
use ram_policy::condition::OPERATORS;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_text::Lang;

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang: Lang::En }
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// A value that an operator can read.
fn value(operator: &str) -> &'static str {
    match values::compared(operator) {
        KeyType::String => "二*",
        KeyType::Number => "-1.5",
        KeyType::Date => "2027-01-01T00:00:00+08:00",
        KeyType::Boolean => "false",
        KeyType::Ip => "2001:db8::/32",
    }
}

/// Every operator, with each prefix that stands before it (R4.18).
fn operators() -> Vec<String> {
    let texts = || OPERATORS.iter().filter(|info| values::compared(info.name) == KeyType::String);
    let sets = ["ForAnyValue", "ForAllValues"];
    let sets = sets.into_iter().flat_map(|prefix| texts().map(move |info| format!("{prefix}:{}", info.name)));
    OPERATORS.iter().map(|info| text(info.name)).chain(sets).collect()
}

/// Makes a document by changes of one statement after the version and the statement.
#[track_caller]
fn written(kind: PolicyKind, changes: Vec<StatementEdit>) -> String {
    let begin = [FormEdit::AddStatement { at: 0, statement: blank_statement(kind) }, FormEdit::SetVersion(text("1"))];
    let changes = changes.into_iter().map(|edit| FormEdit::Statement { at: 0, edit });
    let made = after(kind, "{}", &begin.into_iter().chain(changes).collect::<Vec<_>>()).unwrap();
    assert_eq!(Form::read(kind, &made).unwrap().statements[0].locked, None, "{made}");
    made
}

#[track_caller]
fn check(kind: PolicyKind, changes: Vec<StatementEdit>, expected: &str) {
    let made = written(kind, changes);
    let expected = format!(r#"{{"Version":"1","Statement":[{expected}]}}"#);
    assert_eq!(format(&made).unwrap(), format(&expected).unwrap());
    let document = Document::parse(DocumentId::new("x"), "x", kind, &made).owned_by(COMPANY_A);
    assert!(document.policy.is_some(), "{made} {:?}", document.diagnostics);
}

fn add(list: List, entry: &str) -> StatementEdit {
    StatementEdit::Add(list, text(entry))
}

/// R1.5, R1.6, R1.13, R1.14, R1.16, R1.18: effect, actions or all but them, resources.
#[test]
fn effects_actions_and_resources() {
    let (action, resource) = (List::Action, List::Resource);
    for effect in ["Allow", "Deny"] {
        for is_negated in [false, true] {
            let mut changes = vec![StatementEdit::SetEffect(text(effect))];
            changes.push(StatementEdit::Set(resource, 0, text("acs:ecs:*:1:instance/i-?*")));
            changes.push(add(resource, "acs:oss:*:*:桶/*"));
            changes.extend(["*", "*:List*", "vpc:Describe*Cen?"].map(|name| add(action, name)));
            if is_negated {
                changes.push(StatementEdit::Negate { element: Element::Action, is_negated });
            }
            changes.push(StatementEdit::SetSid(Some(text("说明"))));
            let name = if is_negated { "NotAction" } else { "Action" };
            let expected = format!(
                r#"{{"Sid":"说明","Effect":"{effect}","{name}":["*","*:List*","vpc:Describe*Cen?"],"Resource":["acs:ecs:*:1:instance/i-?*","acs:oss:*:*:桶/*"]}}"#
            );
            for kind in [PolicyKind::Custom, PolicyKind::Session, PolicyKind::Control] {
                check(kind, changes.clone(), &expected);
            }
        }
    }
    // Each can be typed; what only begins one, or searches, can't.
    for (typed, is_action) in
        [("*", true), ("*:List*", true), ("vpc:Describe*Cen?", true), ("vpc:", false), ("stop", false)]
    {
        assert_eq!(takes(typed), is_action, "{typed}");
    }
}

/// R2.2 to R2.9 and R1.22: principals of the three kinds, also several of one.
#[test]
fn principals_of_a_trust_policy() {
    let entries = [
        "acs:ram::1345678901234567:root",
        "acs:ram::1345678901234567:user/Bob",
        "acs:ram::1345678901234567:role/ops",
        "ecs.aliyuncs.com",
        "1345678901234567@log.aliyuncs.com",
        "acs:ram::1234567890123456:saml-provider/公司",
        "acs:ram::1234567890123456:oidc-provider/ack",
    ];
    let around = around(PolicyKind::Trust);
    let mut changes = Vec::new();
    for entry in entries {
        // What is typed is known for what it is.
        let kind = offer::principal_kind(PolicyKind::Trust, entry);
        assert!(words::principal(kind, entry, &around).is_some(), "{entry}");
        changes.push(add(List::Principal(kind), entry));
    }
    changes.push(add(List::Action, "sts:SetSourceIdentity"));
    let [a, b, c, d, e, f, g] = entries.map(quote);
    let expected = format!(
        r#"{{"Effect":"Allow","Action":["sts:AssumeRole","sts:SetSourceIdentity"],"Principal":{{"RAM":[{a},{b},{c}],"Service":[{d},{e}],"Federated":[{f},{g}]}}}}"#
    );
    check(PolicyKind::Trust, changes, &expected);
}

/// R2.10 to R2.15: a list of plain strings.
#[test]
fn principals_of_a_bucket_policy() {
    let entries = ["20214760404935", "1234567890123456", "arn:sts::1:assumed-role/ops/*", "*"];
    let around = around(PolicyKind::Bucket);
    let mut changes = vec![add(List::Action, "oss:GetObject"), add(List::Resource, "acs:oss:*:1:桶/*")];
    for entry in entries {
        let kind = offer::principal_kind(PolicyKind::Bucket, entry);
        assert_eq!(kind, PrincipalKind::Bucket);
        assert!(words::principal(kind, entry, &around).is_some(), "{entry}");
        changes.push(add(List::Principal(kind), entry));
    }
    let principals = entries.map(quote).join(",");
    let expected = format!(
        r#"{{"Effect":"Allow","Principal":[{principals}],"Action":["oss:GetObject"],"Resource":["acs:oss:*:1:桶/*"]}}"#
    );
    check(PolicyKind::Bucket, changes, &expected);
}

/// R4.1 to R4.18: each operator, several keys of one, several values of one key where it takes several (R4.15).
#[test]
fn conditions() {
    let mut changes = vec![add(List::Action, "ecs:*")];
    let mut expected = Vec::new();
    for (number, operator) in operators().into_iter().enumerate() {
        let own = value(&operator);
        assert_eq!(values::check(&operator, own), None, "{operator}");
        let mut keys = Vec::new();
        for key in [format!("ecs:tag/键{number}"), text("acs:CurrentTime")] {
            let condition =
                StatementEdit::AddCondition { operator: operator.clone(), key: key.clone(), values: vec![text(own)] };
            changes.push(condition);
            let is_one = values::compared(&operator) == KeyType::Boolean;
            if !is_one {
                changes.push(add(List::Values(number * 2 + keys.len()), own));
            }
            let values = if is_one { quote(own) } else { format!("[{0},{0}]", quote(own)) };
            keys.push(format!("{}:{values}", quote(&key)));
        }
        expected.push(format!("{}:{{{}}}", quote(&operator), keys.join(",")));
    }
    assert_eq!(expected.len(), OPERATORS.len() + 12);
    let expected = expected.join(",");
    let expected = format!(r#"{{"Effect":"Allow","Action":["ecs:*"],"Resource":"*","Condition":{{{expected}}}}}"#);
    check(PolicyKind::Custom, changes.clone(), &expected);
    // A tag without a value is one too.
    changes.truncate(1);
    let (operator, key) = (text("StringEquals"), text("acs:ResourceTag/环境"));
    changes.push(StatementEdit::AddCondition { operator, key, values: vec![String::new()] });
    check(
        PolicyKind::Custom,
        changes,
        r#"{"Effect":"Allow","Action":["ecs:*"],"Resource":"*","Condition":{"StringEquals":{"acs:ResourceTag/环境":""}}}"#,
    );
}

#[test]
fn text_without_letters_is_offered_once_and_only_where_text_is_compared() {
    let around = around(PolicyKind::Custom);
    let key = "acs:ResourceTag/env";
    for operator in operators() {
        let has_empty = |present: &[String], query: &str| {
            let found = offer::condition_values(&operator, key, present, query, &around);
            found.iter().filter(|choice| choice.text.is_empty()).count()
        };
        let is_text = values::compared(&operator) == KeyType::String;
        assert_eq!(has_empty(&[], " "), usize::from(is_text), "{operator}");
        assert_eq!((has_empty(&[], "te"), has_empty(&[String::new()], "")), (0, 0), "{operator}");
    }
}

/// Each type of key begins with an operator that compares it.
#[test]
fn a_new_condition_begins_with_an_operator_of_its_type() {
    let kinds = [KeyType::String, KeyType::Number, KeyType::Date, KeyType::Boolean, KeyType::Ip];
    let first = kinds.map(first_operator);
    assert_eq!(first.map(values::compared), kinds);
    assert_eq!(BTreeSet::from(first).len(), kinds.len());
}
