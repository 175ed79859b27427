//! Whole statements that the form adds: text before, statement, text after.

mod common;

use common::{COMPANY_A, PARTNER};
use ram_author::complete::{ItemKind, complete};
use ram_author::edit::apply;
use ram_author::form::{Form, FormEdit, blank_statement, edit};
use ram_author::layout::{Draft, draft};
use ram_author::offer::{Starter, starters};
use ram_author::surroundings::Surroundings;
use ram_policy::json;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_text::Lang;

const KINDS: [PolicyKind; 5] =
    [PolicyKind::Custom, PolicyKind::Session, PolicyKind::Control, PolicyKind::Trust, PolicyKind::Bucket];

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: None, lang: Lang::En }
}

#[track_caller]
fn named(kind: PolicyKind, name: &str) -> Starter {
    starters(&around(kind)).into_iter().find(|it| it.name.to_string() == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The text after the statement is put behind all others.
fn added(kind: PolicyKind, before: &str, statement: &Draft) -> String {
    let at = Form::read(kind, before).unwrap().statements.len();
    let edits = edit(kind, before, &FormEdit::AddStatement { at, statement: statement.clone() }).unwrap();
    apply(before, &edits)
}

#[track_caller]
fn check(kind: PolicyKind, name: &str, before: &str, after: &str) {
    assert_eq!(added(kind, before, &named(kind, name).statement), after);
}

#[test]
fn form_and_text_offer_the_same_statements() {
    for kind in KINDS {
        let text = r#"{"Version":"1","Statement":[]}"#;
        for lang in Lang::ALL {
            let around = Surroundings { lang, ..around(kind) };
            let items = complete(text, text.len() - 2, &around).items;
            let snippets = items.into_iter().filter(|item| item.kind == ItemKind::Snippet);
            let mut written: Vec<String> = snippets.map(|item| item.detail.unwrap().to_string()).collect();
            let mut offered: Vec<String> = starters(&around).iter().map(|it| it.name.to_string()).collect();
            // The form's empty statement allows; so its list leaves that one out.
            let blank = ram_text::Msg::AuthorSnippetAllow.string(lang);
            written.retain(|name| *name != blank);
            written.sort();
            offered.sort();
            assert_eq!(offered, written, "{kind:?}");
            assert!(offered.len() >= 2, "{kind:?}");
        }
        assert!(starters(&around(kind)).iter().all(|it| it.statement != blank_statement(kind)), "{kind:?}");
    }
}

#[test]
fn a_statement_is_written_as_its_neighbors_are() {
    check(
        PolicyKind::Custom,
        "Allow only after MFA",
        "{ \"Version\" :\"1\",\r\n\t\"Statement\": [\r\n\t\t{\"Effect\": \"Deny\", \"Action\":\"ecs:停止*\",   \"备注\": [ ] }\r\n\t] }\r\n",
        "{ \"Version\" :\"1\",\r\n\t\"Statement\": [\r\n\t\t{\"Effect\": \"Deny\", \"Action\":\"ecs:停止*\",   \"备注\": [ ] },\r\n\t\t{\r\n\t\t\t\"Effect\": \"Allow\",\r\n\t\t\t\"Action\": [],\r\n\t\t\t\"Resource\": \"*\",\r\n\t\t\t\"Condition\": {\r\n\t\t\t\t\"Bool\": {\r\n\t\t\t\t\t\"acs:MFAPresent\": \"true\"\r\n\t\t\t\t}\r\n\t\t\t}\r\n\t\t}\r\n\t] }\r\n",
    );
    check(
        PolicyKind::Trust,
        "Trust a service",
        r#"{"Statement":[{"Sid":"信任"}],"Version":"1"}"#,
        r#"{"Statement":[{"Sid":"信任"},{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ecs.aliyuncs.com"}}],"Version":"1"}"#,
    );
    check(
        PolicyKind::Trust,
        "Trust an account with an external ID",
        "{\n  \"Version\": \"1\",\n  \"Statement\": []\n}",
        "{\n  \"Version\": \"1\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"sts:AssumeRole\",\n      \"Principal\": {\n        \"RAM\": \"acs:ram::1345678901234567:root\"\n      },\n      \"Condition\": {\n        \"StringEquals\": {\n          \"sts:ExternalId\": []\n        }\n      }\n    }\n  ]\n}",
    );
    check(
        PolicyKind::Control,
        "Deny without HTTPS",
        "{ }",
        "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Deny\",\n      \"Action\": \"*\",\n      \"Resource\": \"*\",\n      \"Condition\": {\n        \"Bool\": {\n          \"acs:SecureTransport\": \"false\"\n        }\n      }\n    }\n  ]\n}",
    );
}

/// Documents as people leave them: odd spaces, line ends, orders, errors, unknown members.
const BEFORE: [&str; 8] = [
    "{}",
    "{\"Version\":\"1\",\"Statement\":[]}",
    "{\"Version\":\"1\",\"Statement\":[  \n ] , \"备注\": \"二[{\\\"\" }",
    "{ \"Version\" :\"1\",\r\n\t\"Statement\": [ {\r\n\t\t\"Effect\":   \"Allow\",\r\n\t\t\"Action\": \"ecs:停止*\", \"Resource\": [\"*\"]\r\n\t} ] }\r\n",
    "\n\n{\"Statement\":[{\"Effect\":\"允许\"} ,\n{\"Action\":[\"ecs:*\",7]}\n,  3\n]\n}\n",
    "{\n    \"Statement\": [\n        {\n            \"Action\": \"*\"\n        },\n\n        {\n            \"Sid\": \"说明\\u4e8c😀\"\n        }\n    ],\n    \"Version\": \"1\"\n}",
    "{\"Statement\":[{\"Effect\":\"Deny\"},{\"Effect\":\"Deny\"}]}",
    "\t{\t\"Statement\"\t:\t[\t\"不是语句\"\t]\t}",
];

#[test]
fn nothing_but_the_statement_changes() {
    let mut count = 0;
    for kind in KINDS {
        let blank = Starter { name: Default::default(), statement: blank_statement(kind) };
        for starter in starters(&around(kind)).into_iter().chain([blank]) {
            for before in BEFORE {
                let (first, at) = (Form::read(kind, before).unwrap().statements, Form::read(kind, before).unwrap());
                let at = at.statements.len();
                let change = FormEdit::AddStatement { at, statement: starter.statement.clone() };
                let edits = edit(kind, before, &change).unwrap();
                let [only] = edits.as_slice() else { panic!("one insertion: {edits:?}") };
                // White space of an empty list may give way; nothing else does.
                assert_eq!(only.span.of(before).trim(), "", "{before}");
                let after = apply(before, &edits);
                let form = Form::read(kind, &after).unwrap();
                assert_eq!(form.statements.len(), at + 1, "{after}");
                for (old, new) in first.iter().zip(&form.statements) {
                    assert_eq!(old.span.of(before), new.span.of(&after));
                }
                // What was written is the statement, and can be filled in.
                let new = form.statements.last().unwrap();
                assert_eq!(draft(&json::parse(new.span.of(&after)).unwrap()), starter.statement, "{after}");
                assert_eq!((new.locked, new.unknown.len()), (None, 0), "{after}");
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// Without its gaps filled in, RAM takes no statement that has some; all others are right as they are.
#[test]
fn a_statement_is_right_or_shows_where_it_waits() {
    for kind in KINDS {
        for starter in starters(&around(kind)) {
            let text = added(kind, r#"{"Version":"1","Statement":[]}"#, &starter.statement);
            let form = Form::read(kind, &text).unwrap();
            let statement = &form.statements[0];
            let waits = statement.action.as_ref().is_some_and(|it| it.values.is_empty())
                || statement.conditions.iter().any(|it| it.values.is_empty());
            let document = Document::parse(DocumentId::new("x"), "x", kind, &text).owned_by(COMPANY_A);
            assert_eq!(document.policy.is_none(), waits, "{text} {:?}", document.diagnostics);
        }
    }
}

/// Names of the scenario are written as they are, whatever they are.
#[test]
fn names_of_the_scenario_do_not_break_a_statement() {
    let mut scenario = PARTNER.clone();
    scenario.accounts[0].resources[0].tags = [("{tag-value}|\"".to_owned(), "{role}|二".to_owned())].into();
    let around = Surroundings { scenario: &scenario, ..around(PolicyKind::Custom) };
    let by_tag =
        starters(&around).into_iter().find(|it| it.name.to_string() == "Allow on resources with a tag").unwrap();
    let text = added(PolicyKind::Custom, "{\"Statement\":[]}", &by_tag.statement);
    let test = Form::read(PolicyKind::Custom, &text).unwrap().statements[0].conditions[0].clone();
    assert_eq!(test.key.value, "acs:ResourceTag/{tag-value}|\"");
    assert_eq!(test.values[0].value, "{role}|二");
}
