//! Edits of the visual editor, many of them one after the other: the text says what the form should say by then, and
//! keeps the rest.

mod common;

use ram_author::edit::apply;
use ram_author::form::{Element, Form, FormEdit, List, PrincipalKind, StatementEdit, edit};
use ram_author::layout::Draft;
use ram_policy::policy::PolicyKind;

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
                    PlainStatement { effect: Some("Allow".to_owned()), ..Default::default() },
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
            let statement = Draft::Object(vec![("Effect".to_owned(), Draft::String("Allow".to_owned()))]);
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
