//! Edits of the visual editor: text before, edit, text after.

use ram_author::edit::apply;
use ram_author::form::{
    Element, Form, FormEdit, List, Locked, NoForm, PrincipalKind, StatementEdit, after, blank_statement, edit,
};
use ram_author::layout::Draft;
use ram_policy::json::Fault;
use ram_policy::policy::PolicyKind;

#[track_caller]
fn check_kind(kind: PolicyKind, before: &str, change: &FormEdit, after: &str) {
    let edits = edit(kind, before, change).unwrap_or_else(|| panic!("{change:?} doesn't apply to {before}"));
    assert_eq!(apply(before, &edits), after, "{change:?}");
}

#[track_caller]
fn check(before: &str, change: &FormEdit, after: &str) {
    check_kind(PolicyKind::Custom, before, change, after);
}

fn of(at: usize, edit: StatementEdit) -> FormEdit {
    FormEdit::Statement { at, edit }
}

fn text(text: &str) -> String {
    text.to_owned()
}

const ODD: &str = "{ \"Version\" :\"1\",\r\n\t\"Statement\": [ {\r\n\t\t\"Effect\":   \"Allow\",\r\n\t\t\"Action\": \"ecs:停止*\", \"Resource\": [\"*\"]\r\n\t} ] }\r\n";

#[test]
fn what_is_not_touched_keeps_its_layout() {
    check(ODD, &of(0, StatementEdit::SetEffect(text("Deny"))), &ODD.replace("\"Allow\"", "\"Deny\""));
    check(ODD, &of(0, StatementEdit::Set(List::Action, 0, text("ecs:启动*"))), &ODD.replace("停止", "启动"));
    check(
        ODD,
        &of(0, StatementEdit::Add(List::Action, text("ecs:Stop\"x"))),
        &ODD.replace("\"ecs:停止*\"", r#"["ecs:停止*", "ecs:Stop\"x"]"#),
    );
    check(ODD, &of(0, StatementEdit::Remove(List::Resource, 0)), &ODD.replace(", \"Resource\": [\"*\"]", ""));
    let negate = StatementEdit::Negate { element: Element::Action, is_negated: true };
    check(ODD, &of(0, negate), &ODD.replace("\"Action\"", "\"NotAction\""));
    check(ODD, &FormEdit::SetVersion(text("2")), &ODD.replace("\"1\"", "\"2\""));
}

#[test]
fn a_new_member_takes_its_usual_place() {
    let before = "{\n    \"Statement\": [\n        {\n            \"Action\": \"*\",\n            \"Resource\": \"*\"\n        }\n    ]\n}";
    check(
        before,
        &of(0, StatementEdit::SetEffect(text("Deny"))),
        &before.replace("\"Action\"", "\"Effect\": \"Deny\",\n            \"Action\""),
    );
    check(before, &FormEdit::SetVersion(text("1")), &before.replacen("{\n    ", "{\n    \"Version\": \"1\",\n    ", 1));
    let condition =
        StatementEdit::AddCondition { operator: text("Bool"), key: text("acs:MFAPresent"), values: vec![text("true")] };
    check(
        before,
        &of(0, condition),
        &before.replace(
            "\"Resource\": \"*\"\n",
            "\"Resource\": \"*\",\n            \"Condition\": {\n                \"Bool\": {\n                    \"acs:MFAPresent\": \"true\"\n                }\n            }\n",
        ),
    );
    let in_line = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*"}]}"#;
    check(
        in_line,
        &of(0, StatementEdit::Add(List::Resource, text("*"))),
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    );
    check(
        in_line,
        &of(0, StatementEdit::SetSid(Some(text("甲")))),
        r#"{"Version":"1","Statement":[{"Sid":"甲","Effect":"Allow","Action":"*"}]}"#,
    );
}

#[test]
fn lists_grow_and_shrink_as_they_are_written() {
    let statement = |action: &str| format!("{{\"Statement\":[{{\"Action\":{action}}}]}}");
    let add = |value: &str| of(0, StatementEdit::Add(List::Action, text(value)));
    check(&statement(r#"["a:1"]"#), &add("a:2"), &statement(r#"["a:1","a:2"]"#));
    check(&statement("[]"), &add("a:2"), &statement(r#"["a:2"]"#));
    check(&statement("[\n  \"a:1\"\n]"), &add("a:2"), &statement("[\n  \"a:1\",\n  \"a:2\"\n]"));
    let remove = |at| of(0, StatementEdit::Remove(List::Action, at));
    check(&statement(r#"[ "a:1", "a:2" ]"#), &remove(0), &statement(r#"[ "a:2" ]"#));
    check(&statement(r#"[ "a:1", "a:2" ]"#), &remove(1), &statement(r#"[ "a:1" ]"#));
    check(&statement(r#"["a:1"]"#), &remove(0), r#"{"Statement":[{}]}"#);
    assert_eq!(edit(PolicyKind::Custom, &statement(r#"["a:1"]"#), &remove(1)), None);
}

/// An entry that is added later must not mean the opposite of the one before it.
#[test]
fn a_negation_stays_when_its_last_entry_goes() {
    let statement = |action: &str| format!("{{\"Statement\":[{{{action}}}]}}");
    let remove = |list| of(0, StatementEdit::Remove(list, 0));
    check(&statement(r#""NotAction" : "ram:删除*""#), &remove(List::Action), &statement(r#""NotAction" : []"#));
    check(
        &statement(r#""NotAction": [\n"a:1" ]"#.replace("\\n", "\n").as_str()),
        &remove(List::Action),
        &statement(r#""NotAction": []"#),
    );
    check(&statement(r#""NotResource": ["*"]"#), &remove(List::Resource), &statement(r#""NotResource": []"#));
    let add = of(0, StatementEdit::Add(List::Action, text("a:2")));
    check(&statement(r#""NotAction": []"#), &add, &statement(r#""NotAction": ["a:2"]"#));
    let negate = |is_negated| of(0, StatementEdit::Negate { element: Element::Action, is_negated });
    // Where there is nothing to negate, an empty list says what is meant.
    check(&statement(r#""Effect": "Deny""#), &negate(true), &statement(r#""Effect": "Deny", "NotAction": []"#));
    assert_eq!(edit(PolicyKind::Custom, &statement(r#""NotAction": []"#), &negate(true)), None);
}

#[test]
fn several_changes_are_made_one_after_the_other_or_none() {
    let before = r#"{"Statement":[{"Condition": {"Bool": {"acs:MFAPresent": "true"}}}]}"#;
    let key = |key: &str| of(0, StatementEdit::SetKey(0, text(key)));
    let operator = |operator: &str| of(0, StatementEdit::SetOperator(0, text(operator)));
    let made = after(PolicyKind::Custom, before, &[key("acs:SourceIp"), operator("IpAddress")]);
    assert_eq!(made.unwrap(), before.replace("Bool", "IpAddress").replace("acs:MFAPresent", "acs:SourceIp"));
    let beyond = of(7, StatementEdit::SetEffect(text("Deny")));
    assert_eq!(after(PolicyKind::Custom, before, &[key("acs:SourceIp"), beyond]), None);
}

#[test]
fn conditions() {
    let with = |condition: &str| format!(r#"{{"Statement":[{{"Condition": {condition}}}]}}"#);
    let two = with(r#"{"StringEquals": {"a:1": "x", "a:2": ["y", "z"]}, "Bool": {"a:3": "true"}}"#);
    check(&two, &of(0, StatementEdit::Remove(List::Values(1), 0)), &two.replace("\"y\", ", ""));
    check(&two, &of(0, StatementEdit::Add(List::Values(0), text("w"))), &two.replace("\"x\"", r#"["x", "w"]"#));
    check(&two, &of(0, StatementEdit::RemoveCondition(2)), &two.replace(r#", "Bool": {"a:3": "true"}"#, ""));
    check(&two, &of(0, StatementEdit::RemoveCondition(0)), &two.replace(r#""a:1": "x", "#, ""));
    check(&two, &of(0, StatementEdit::SetKey(2, text("a:4"))), &two.replace("a:3", "a:4"));
    assert_eq!(edit(PolicyKind::Custom, &two, &of(0, StatementEdit::SetKey(0, text("a:2")))), None);
    // Alone under its operator the operator is renamed; else the test moves, values and all.
    check(&two, &of(0, StatementEdit::SetOperator(2, text("StringLike"))), &two.replace("Bool", "StringLike"));
    check(
        &two,
        &of(0, StatementEdit::SetOperator(1, text("StringLike"))),
        &with(r#"{"StringEquals": {"a:1": "x"}, "Bool": {"a:3": "true"}, "StringLike": {"a:2": ["y", "z"]}}"#),
    );
    check(
        &two,
        &of(0, StatementEdit::SetOperator(2, text("StringEquals"))),
        &with(r#"{"StringEquals": {"a:1": "x", "a:2": ["y", "z"], "a:3": "true"}}"#),
    );
    check(&with(r#"{"Bool": {"a:3": "true"}}"#), &of(0, StatementEdit::RemoveCondition(0)), r#"{"Statement":[{}]}"#);
    let add = |operator: &str, key: &str| {
        of(
            0,
            StatementEdit::AddCondition {
                operator: text(operator),
                key: text(key),
                values: vec![text("1"), text("2")],
            },
        )
    };
    check(&with("{}"), &add("Bool", "a:1"), &with(r#"{"Bool": {"a:1": ["1", "2"]}}"#));
    assert_eq!(edit(PolicyKind::Custom, &two, &add("Bool", "a:3")), None);
}

#[test]
fn principals() {
    let with =
        |principal: &str| format!(r#"{{"Statement":[{{"Effect": "Allow", {principal}"Action": "sts:AssumeRole"}}]}}"#);
    let add = |kind, value: &str| of(0, StatementEdit::Add(List::Principal(kind), text(value)));
    let root = "acs:ram::1:root";
    check_kind(
        PolicyKind::Trust,
        &with(""),
        &add(PrincipalKind::Ram, root),
        &with(r#""Principal": {"RAM": "acs:ram::1:root"}, "#),
    );
    let ram = with(r#""Principal": { "RAM": "acs:ram::1:root" }, "#);
    check_kind(
        PolicyKind::Trust,
        &ram,
        &add(PrincipalKind::Service, "ecs.aliyuncs.com"),
        &with(r#""Principal": { "RAM": "acs:ram::1:root", "Service": "ecs.aliyuncs.com" }, "#),
    );
    let remove = of(0, StatementEdit::Remove(List::Principal(PrincipalKind::Ram), 0));
    check_kind(PolicyKind::Trust, &ram, &remove, &with(""));
    check_kind(
        PolicyKind::Bucket,
        &with(r#""Principal": ["1"], "#),
        &add(PrincipalKind::Bucket, "2"),
        &with(r#""Principal": ["1", "2"], "#),
    );
    check_kind(PolicyKind::Bucket, &with(""), &add(PrincipalKind::Bucket, "2"), &with(r#""Principal": ["2"], "#));
}

#[test]
fn statements_are_added_moved_copied_and_removed() {
    let list = |statements: &str| format!("{{\n  \"Version\": \"1\",\n  \"Statement\": [\n    {statements}\n  ]\n}}");
    let (a, b, c) = (r#"{"Effect":"Allow"}"#, "{ \"Effect\":\n\"Deny\" }", "{\n      \"Sid\": \"丙\"\n    }");
    let all = list(&format!("{a},\n    {b},\n    {c}"));
    check(&all, &FormEdit::RemoveStatement(0), &list(&format!("{b},\n    {c}")));
    check(&all, &FormEdit::RemoveStatement(2), &list(&format!("{a},\n    {b}")));
    check(&all, &FormEdit::DuplicateStatement(1), &list(&format!("{a},\n    {b},\n    {b},\n    {c}")));
    check(&all, &FormEdit::MoveStatement { from: 0, to: 2 }, &list(&format!("{b},\n    {c},\n    {a}")));
    check(&all, &FormEdit::MoveStatement { from: 2, to: 1 }, &list(&format!("{a},\n    {c},\n    {b}")));
    let statement = Draft::Object(vec![(text("Effect"), Draft::String(text("Allow")))]);
    let add = |at| FormEdit::AddStatement { at, statement: statement.clone() };
    let new = "{\n      \"Effect\": \"Allow\"\n    }";
    check(&all, &add(3), &list(&format!("{a},\n    {b},\n    {c},\n    {new}")));
    check(&all, &add(0), &list(&format!("{new},\n    {a},\n    {b},\n    {c}")));
    check("{}", &add(0), "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\"\n    }\n  ]\n}");
    check(r#"{"Statement":[]}"#, &add(0), r#"{"Statement":[{"Effect":"Allow"}]}"#);
    assert_eq!(edit(PolicyKind::Custom, &all, &FormEdit::MoveStatement { from: 0, to: 3 }), None);
    for kind in [PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket] {
        let change = FormEdit::AddStatement { at: 0, statement: blank_statement(kind) };
        let after = apply(
            r#"{"Version":"1","Statement":[]}"#,
            &edit(kind, r#"{"Version":"1","Statement":[]}"#, &change).unwrap(),
        );
        assert_eq!(Form::read(kind, &after).unwrap().statements.len(), 1);
    }
}

#[test]
fn what_the_form_cannot_show_is_said() {
    let form = |text: &str| Form::read(PolicyKind::Custom, text);
    assert!(matches!(form("{"), Err(NoForm::Json(error)) if error.value == Fault::Unclosed));
    assert!(matches!(form("[]"), Err(NoForm::Shape(span)) if span.range() == (0..2)));
    assert!(matches!(form(r#"{"Statement":{}}"#), Err(NoForm::Shape(span)) if span.range() == (13..15)));
    let locked = |statement: &str| form(&format!(r#"{{"Statement":[{statement}]}}"#)).unwrap().statements[0].locked;
    assert_eq!(locked("1"), Some(Locked::NotAnObject));
    assert_eq!(locked(r#"{"Action":"*","NotAction":"*"}"#), Some(Locked::Both(Element::Action)));
    assert!(matches!(locked(r#"{"Action":[1]}"#), Some(Locked::Value(_))));
    assert!(matches!(locked(r#"{"Condition":{"Bool":{"a:b":true}}}"#), Some(Locked::Value(_))));
    assert_eq!(locked(r#"{"Effect":"allow","Banana":[1,{}]}"#), None);
    let said = |text: &str| form(text).unwrap_err().message(text, ram_text::Lang::En).string(ram_text::Lang::En);
    let comma = "There is no form, since the document is not JSON. Line 2: A comma is missing before this.";
    assert_eq!(said("{\"Version\":\"1\"\n\"Statement\":[]}"), comma);
    assert_eq!(form("[]").unwrap_err().span().range(), 0..2);
    let both = Locked::Both(Element::Action).message().string(ram_text::Lang::En);
    assert!(both.contains("Action or NotAction"), "{both}");
    let text = r#"{"Statement":[{"Action":[1]}]}"#;
    assert_eq!(edit(PolicyKind::Custom, text, &of(0, StatementEdit::SetEffect("Deny".to_owned()))), None);
    assert!(edit(PolicyKind::Custom, text, &FormEdit::RemoveStatement(0)).is_some());
}

/// A name that stands twice locks its statement, and nothing else; elsewhere it can't be told what the document says.
#[test]
fn a_name_that_stands_twice_locks_its_statement() {
    let kind = PolicyKind::Custom;
    let right = r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*"}"#;
    for twice in [
        r#"{"Effect":"Allow","Effect":"Deny","Action":"ecs:*","Resource":"*"}"#,
        r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{"Bool":{"acs:MFAPresent":"true","acs:MFAPresent":"false"}}}"#,
        r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","效果":[{"a":1,"\u0061":2}]}"#,
    ] {
        let text = format!(r#"{{"Version":"1","Statement":[{twice},{right}]}}"#);
        let form = Form::read(kind, &text).unwrap();
        assert!(
            matches!(form.statements[0].locked, Some(Locked::Twice(span)) if span.start as usize > text.find('[').unwrap())
        );
        let said = form.statements[0].locked.unwrap().message().string(ram_text::Lang::En);
        assert!(said.contains("twice"), "{said}");
        assert_eq!(form.statements[1].locked, None);
        let deny = |at| of(at, StatementEdit::SetEffect("Deny".to_owned()));
        assert_eq!(edit(kind, &text, &deny(0)), None);
        check(
            &text,
            &deny(1),
            &format!(r#"{{"Version":"1","Statement":[{twice},{}]}}"#, right.replace("Allow", "Deny")),
        );
        check(&text, &FormEdit::RemoveStatement(0), &format!(r#"{{"Version":"1","Statement":[{right}]}}"#));
    }
    for (text, line) in [
        ("{\"Version\":\"1\",\n\"Version\":\"1\",\n\"Statement\":[]}", 2),
        ("{\"Statement\":[],\n\"Statement\":[{\"Effect\":\"Deny\"}]}", 2),
        ("{\"Other\":{\"a\":1,\n\n\"a\":2},\"Statement\":[{\"Sid\":\"1\",\"Sid\":\"2\"}]}", 3),
    ] {
        let no_form = Form::read(kind, text).unwrap_err();
        assert!(matches!(&no_form, NoForm::Json(error) if error.value == Fault::DuplicateName), "{text}");
        let said = no_form.message(text, ram_text::Lang::En).string(ram_text::Lang::En);
        let expected = format!("Line {line}: This name stands twice in one object. Keep one.");
        assert!(said.ends_with(&expected), "{said}");
    }
}
