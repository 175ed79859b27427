//! Edits of the visual editor: text before, edit, text after.

mod common;

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

/// The form without places, changed as a person would expect it.
#[derive(Debug, Clone, PartialEq)]
struct Plain {
    version: Option<String>,
    statements: Vec<PlainStatement>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct PlainStatement {
    effect: Option<String>,
    principals: Vec<(PrincipalKindName, String)>,
    action: Option<(bool, Vec<String>)>,
    resource: Option<(bool, Vec<String>)>,
    conditions: Vec<(String, String, Vec<String>)>,
    unknown: Vec<String>,
}

type PrincipalKindName = &'static str;

fn plain(kind: PolicyKind, text: &str) -> Plain {
    let form = Form::read(kind, text).unwrap_or_else(|error| panic!("{error:?} in {text}"));
    let strings =
        |values: &[ram_policy::text::Spanned<String>]| Vec::from_iter(values.iter().map(|it| it.value.clone()));
    let statements = form.statements.iter().map(|it| PlainStatement {
        effect: it.effect.as_ref().map(|effect| effect.value.clone()),
        principals: it
            .principals
            .iter()
            .map(|it| (it.kind.name().unwrap_or("bucket"), it.value.value.clone()))
            .collect(),
        action: it.action.as_ref().map(|it| (it.is_negated, strings(&it.values))),
        resource: it.resource.as_ref().map(|it| (it.is_negated, strings(&it.values))),
        conditions: (it.conditions.iter())
            .map(|it| (it.operator.value.clone(), it.key.value.clone(), strings(&it.values)))
            .collect(),
        unknown: it.unknown.iter().map(|it| it.value.clone()).collect(),
    });
    Plain { version: form.version.as_ref().map(|it| it.value.clone()), statements: statements.collect() }
}

impl Plain {
    fn change(&mut self, change: &FormEdit) {
        let list = &mut self.statements;
        match change {
            FormEdit::SetVersion(version) => self.version = Some(version.clone()),
            FormEdit::AddStatement { at, .. } => {
                list.insert(
                    (*at).min(list.len()),
                    PlainStatement { effect: Some(text("Allow")), ..Default::default() },
                );
            }
            FormEdit::RemoveStatement(at) => drop(list.remove(*at)),
            FormEdit::DuplicateStatement(at) => list.insert(at + 1, list[*at].clone()),
            FormEdit::MoveStatement { from, to } => {
                let moved = list.remove(*from);
                list.insert(*to, moved);
            }
            FormEdit::Statement { at, edit } => list[*at].change(edit),
        }
    }
}

impl PlainStatement {
    fn change(&mut self, change: &StatementEdit) {
        let patterns = |it: &mut Option<(bool, Vec<String>)>, change: &dyn Fn(&mut Vec<String>)| {
            let (is_negated, values) = it.get_or_insert_default();
            change(values);
            if values.is_empty() && !*is_negated {
                *it = None;
            }
        };
        let mut on = |list: &List, change: &dyn Fn(&mut Vec<String>)| match list {
            List::Action => patterns(&mut self.action, change),
            List::Resource => patterns(&mut self.resource, change),
            List::Values(at) => {
                change(&mut self.conditions[*at].2);
                self.conditions.retain(|(_, _, values)| !values.is_empty());
            }
            List::Principal(kind) => {
                let name = kind.name().unwrap_or("bucket");
                let of_kind = |(kind, _): &(PrincipalKindName, String)| *kind == name;
                let mut values: Vec<String> =
                    self.principals.iter().filter(|it| of_kind(it)).map(|(_, value)| value.clone()).collect();
                let at = self.principals.iter().position(of_kind).unwrap_or(self.principals.len());
                change(&mut values);
                self.principals.retain(|it| !of_kind(it));
                let at = at.min(self.principals.len());
                self.principals.splice(at..at, values.into_iter().map(|value| (name, value)));
            }
        };
        match change {
            StatementEdit::SetEffect(effect) => self.effect = Some(effect.clone()),
            StatementEdit::SetSid(_) => {}
            StatementEdit::Negate { is_negated, .. } => self.action.get_or_insert_default().0 = *is_negated,
            StatementEdit::Add(list, value) => on(list, &|values| values.push(value.clone())),
            StatementEdit::Set(list, at, value) => on(list, &|values| values[*at] = value.clone()),
            StatementEdit::Remove(list, at) => on(list, &|values| drop(values.remove(*at))),
            StatementEdit::AddCondition { operator, key, values } => {
                self.conditions.push((operator.clone(), key.clone(), values.clone()));
                self.group();
            }
            StatementEdit::RemoveCondition(at) => drop(self.conditions.remove(*at)),
            StatementEdit::SetOperator(at, operator) => {
                let old = self.conditions[*at].0.clone();
                let is_alone = self.conditions.iter().filter(|it| it.0 == old).count() == 1;
                let is_new = self.conditions.iter().all(|it| it.0 != *operator);
                self.conditions[*at].0.clone_from(operator);
                if !(old == *operator || (is_alone && is_new)) {
                    let moved = self.conditions.remove(*at);
                    self.conditions.push(moved);
                    self.group();
                }
            }
            StatementEdit::SetKey(at, key) => self.conditions[*at].1.clone_from(key),
        }
    }

    /// Tests of one operator stand together, in the order of the operators.
    fn group(&mut self) {
        let mut operators: Vec<String> = Vec::new();
        self.conditions.iter().for_each(|it| {
            if !operators.contains(&it.0) {
                operators.push(it.0.clone());
            }
        });
        self.conditions.sort_by_key(|it| operators.iter().position(|operator| *operator == it.0));
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn space(&mut self) -> &'static str {
        ["", " ", "\n  ", "\r\n\t", "   ", ""][self.roll(6)]
    }

    fn string(&mut self) -> String {
        ["ecs:停止", "a\"b", "*", "acs:ecs:*:1:instance/*", "😀", "x"][self.roll(6)].to_owned()
            + &self.roll(100).to_string()
    }

    /// A JSON object or list with white space anywhere.
    fn container(&mut self, brackets: [char; 2], parts: Vec<String>) -> String {
        let mut text = String::from(brackets[0]);
        let count = parts.len();
        for (place, part) in parts.into_iter().enumerate() {
            text.push_str(self.space());
            text.push_str(&part);
            text.push_str(self.space());
            text.push_str(if place + 1 < count { "," } else { "" });
        }
        text.push(brackets[1]);
        text
    }

    fn member(&mut self, name: &str, value: &str) -> String {
        format!("{}{}:{}{value}", ram_author::edit::quote(name), self.space(), self.space())
    }

    fn strings(&mut self, always_list: bool) -> String {
        if self.roll(2) == 0 && !always_list {
            return ram_author::edit::quote(&self.string());
        }
        let count = 1 + self.roll(3);
        let parts = (0..count).map(|_| ram_author::edit::quote(&self.string())).collect();
        self.container(['[', ']'], parts)
    }

    fn statement(&mut self, kind: PolicyKind) -> String {
        let mut parts = vec![self.member("Effect", "\"Allow\"")];
        let actions = self.strings(false);
        let name = ["Action", "NotAction"][self.roll(2)];
        parts.push(self.member(name, &actions));
        if kind == PolicyKind::Trust {
            let ram = self.strings(false);
            let mut kinds = vec![self.member("RAM", &ram)];
            if self.roll(2) == 0 {
                let service = self.strings(false);
                kinds.push(self.member("Service", &service));
            }
            let principal = self.container(['{', '}'], kinds);
            parts.push(self.member("Principal", &principal));
        } else if self.roll(4) > 0 {
            let resources = self.strings(false);
            parts.push(self.member("Resource", &resources));
        }
        if self.roll(2) == 0 {
            let mut operators = Vec::new();
            for name in ["StringEquals", "StringLike"].into_iter().take(1 + self.roll(2)) {
                let mut keys = Vec::new();
                for key in ["acs:甲", "acs:乙", "acs:丙"].into_iter().take(1 + self.roll(3)) {
                    let values = self.strings(false);
                    keys.push(self.member(key, &values));
                }
                let keys = self.container(['{', '}'], keys);
                operators.push(self.member(name, &keys));
            }
            let condition = self.container(['{', '}'], operators);
            parts.push(self.member("Condition", &condition));
        }
        if self.roll(3) == 0 {
            parts.push(self.member("Unknown", "{\"a\" : [ 1 ]}"));
        }
        let rotate = self.roll(parts.len());
        parts.rotate_left(rotate);
        self.container(['{', '}'], parts)
    }

    fn document(&mut self, kind: PolicyKind) -> String {
        let count = 1 + self.roll(3);
        let statements = (0..count).map(|_| self.statement(kind)).collect();
        let list = self.container(['[', ']'], statements);
        let mut parts = vec![self.member("Version", "\"1\""), self.member("Statement", &list)];
        if self.roll(4) == 0 {
            parts.swap(0, 1);
        }
        format!("{}{}{}", self.space(), self.container(['{', '}'], parts), self.space())
    }

    fn change(&mut self, kind: PolicyKind, plain: &Plain) -> FormEdit {
        let count = plain.statements.len();
        if count == 0 || self.roll(4) == 0 {
            let statement = Draft::Object(vec![(text("Effect"), Draft::String(text("Allow")))]);
            return match self.roll(if count == 0 { 1 } else { 5 }) {
                0 => FormEdit::AddStatement { at: self.roll(count + 1), statement },
                1 => FormEdit::RemoveStatement(self.roll(count)),
                2 => FormEdit::DuplicateStatement(self.roll(count)),
                3 => FormEdit::MoveStatement { from: self.roll(count), to: self.roll(count) },
                _ => FormEdit::SetVersion(self.string()),
            };
        }
        let at = self.roll(count);
        let statement = &plain.statements[at];
        let list = |dice: &mut Dice| match dice.roll(4) {
            0 => List::Action,
            1 if kind == PolicyKind::Trust => {
                List::Principal([PrincipalKind::Ram, PrincipalKind::Service][dice.roll(2)])
            }
            1 => List::Resource,
            _ if !statement.conditions.is_empty() => List::Values(dice.roll(statement.conditions.len())),
            _ => List::Action,
        };
        let length = |list: List| match list {
            List::Action => statement.action.as_ref().map_or(0, |it| it.1.len()),
            List::Resource => statement.resource.as_ref().map_or(0, |it| it.1.len()),
            List::Principal(kind) => statement.principals.iter().filter(|it| Some(it.0) == kind.name()).count(),
            List::Values(at) => statement.conditions[at].2.len(),
        };
        let operator = ["StringEquals", "StringLike", "StringNotLike"][self.roll(3)];
        let key = ["acs:甲", "acs:丁"][self.roll(2)];
        let list = list(self);
        let edit = match self.roll(9) {
            0 => StatementEdit::SetEffect(self.string()),
            1 => {
                let is_negated = statement.action.as_ref().is_none_or(|action| !action.0);
                StatementEdit::Negate { element: Element::Action, is_negated }
            }
            2 if length(list) > 0 => StatementEdit::Set(list, self.roll(length(list)), self.string()),
            3 if length(list) > 0 => StatementEdit::Remove(list, self.roll(length(list))),
            4 => StatementEdit::AddCondition {
                operator: operator.to_owned(),
                key: key.to_owned(),
                values: (0..1 + self.roll(2)).map(|_| self.string()).collect(),
            },
            5 if !statement.conditions.is_empty() => {
                StatementEdit::RemoveCondition(self.roll(statement.conditions.len()))
            }
            6 if !statement.conditions.is_empty() => {
                StatementEdit::SetOperator(self.roll(statement.conditions.len()), operator.to_owned())
            }
            7 if !statement.conditions.is_empty() => {
                StatementEdit::SetKey(self.roll(statement.conditions.len()), key.to_owned())
            }
            _ => StatementEdit::Add(list, self.string()),
        };
        FormEdit::Statement { at, edit }
    }
}

/// Texts of the statements, and of the members of one statement, as they stand in the document.
fn parts(text: &str, statement: Option<usize>) -> Vec<String> {
    let tree = ram_author::tree::Tree::read(text);
    let list = tree.member(0, text, "Statement").unwrap().0;
    let of = |parent| Vec::from_iter(tree.children(Some(parent)).map(|(_, it)| text[it.start()..it.end()].to_owned()));
    match statement {
        None => of(list),
        Some(at) => of(tree.children(Some(list)).nth(at).unwrap().0),
    }
}

/// Over many documents in any layout and many edits: the text afterwards says what the form says, and what was not
/// edited is the same text as before.
#[test]
fn the_text_follows_the_form_and_keeps_the_rest() {
    let mut dice = Dice(1);
    let mut refused = 0;
    for round in 0..400 {
        let kind = if round % 3 == 0 { PolicyKind::Trust } else { PolicyKind::Custom };
        let mut text = dice.document(kind);
        for _ in 0..4 {
            let mut expected = plain(kind, &text);
            let change = dice.change(kind, &expected);
            let Some(edits) = edit(kind, &text, &change) else {
                refused += 1;
                continue;
            };
            let after = apply(&text, &edits);
            expected.change(&change);
            assert_eq!(plain(kind, &after), expected, "{change:?}\n{text}\n{after}");
            let (old, new) = (parts(&text, None), parts(&after, None));
            if let FormEdit::Statement { at, .. } = &change {
                for other in (0..old.len()).filter(|other| other != at) {
                    assert_eq!(old[other], new[other], "{change:?}");
                }
                // At most one member of the statement is another one, or new, or gone.
                let (old, new) = (parts(&text, Some(*at)), parts(&after, Some(*at)));
                let kept = old.iter().filter(|part| new.contains(part)).count();
                assert!(kept + 1 >= old.len() && new.len() <= old.len() + 1, "{change:?}\n{text}\n{after}");
            } else {
                let common = old.iter().filter(|part| new.contains(part)).count();
                assert!(common + 1 >= old.len(), "{change:?}");
            }
            text = after;
        }
    }
    assert!(refused < 300, "{refused}");
}
