//! The statements of a document at a glance, its length, and its canonical form.

use ram_policy::json::{self, SyntaxError};
use ram_policy::limits::document_length;
use ram_policy::policy::PolicyKind;
use ram_policy::text::Span;
use ram_text::{Lang, Msg, Text, code, plain};

use crate::layout::{Draft, Style, draft};
use crate::tree::Tree;

/// A statement in a list of headings. Documents that are not finished have headings too.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The statement.
    pub span: Span,
    /// Its effect as written, where there is one.
    pub effect: Option<String>,
    /// The first action as written.
    pub action: Option<String>,
    /// How many actions there are beside it.
    pub more: usize,
    /// Whether the actions are those left out.
    pub is_except: bool,
    /// The heading in words.
    pub title: Text,
}

/// The headings of the statements, in the order of the text.
pub fn outline(text: &str, lang: Lang) -> Vec<Heading> {
    let tree = Tree::read(text);
    let list = tree.root().and_then(|root| tree.member(root, text, "Statement")).map(|(list, _)| list);
    let statements = list.into_iter().flat_map(|list| tree.children(Some(list)));
    let heading = |(at, (number, entry)): (usize, (usize, &crate::tree::Entry))| {
        let strings = |name: &str| {
            tree.member(number, text, name).map(|(number, _)| tree.strings(number, text)).unwrap_or_default()
        };
        let effect = strings("Effect").into_iter().next().map(|(effect, _)| effect);
        let listed = strings("Action");
        let is_except = listed.is_empty() && tree.member(number, text, "NotAction").is_some();
        let mut actions = if is_except { strings("NotAction") } else { listed }.into_iter().map(|(action, _)| action);
        let action = actions.next();
        let more = actions.count();
        let named = |text: &Option<String>| plain(text.as_deref().unwrap_or("…"));
        let (number, effect_name) = ((at + 1).into(), named(&effect));
        let first = action.as_deref().map_or_else(|| plain("…"), code);
        let sense = if is_except { "except" } else { "listed" };
        let title = match more {
            0 => Msg::AuthorHeading { number, effect: effect_name, sense, action: first },
            _ => Msg::AuthorHeadingMore { number, effect: effect_name, sense, action: first, more },
        };
        Heading { span: entry.span, effect, action, more, is_except, title: title.text(lang) }
    };
    statements.enumerate().map(heading).collect()
}

/// How long a document is, and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Characters, white space included (R1.39).
    pub characters: usize,
    /// The most that the platform takes; a system policy has no limit.
    pub limit: Option<usize>,
}

impl Length {
    /// The length of a document of a kind.
    pub fn of(kind: PolicyKind, text: &str) -> Length {
        Length { characters: text.chars().count(), limit: document_length(kind) }
    }

    /// The length in words.
    pub fn message(self) -> Msg {
        match self.limit {
            Some(limit) => Msg::PageLength { n: self.characters, limit },
            None => Msg::PageLengthWithoutLimit { n: self.characters },
        }
    }
}

/// The document as Terraform's `alicloud_ram_policy_document` would print it, so that two that say the same in other
/// words are the same text: lists sorted and without repetition, lists of one entry as that entry, but principals
/// always as lists and sorted backwards, members in a fixed order, `Version` last. The order of statements stays.
/// Elements that the language doesn't know are kept. An error for a text that is no JSON.
pub fn canonical(text: &str, style: &Style) -> Result<String, SyntaxError> {
    Ok(style.write(&policy(draft(&json::parse(text)?)), ""))
}

fn policy(document: Draft) -> Draft {
    let Draft::Object(members) = document else { return document };
    Draft::Object(ordered(members, &["Statement"], &["Version"], |name, value| match (name, value) {
        ("Statement", Draft::List(statements)) => Draft::List(statements.into_iter().map(statement).collect()),
        (_, value) => value,
    }))
}

fn statement(document: Draft) -> Draft {
    let Draft::Object(members) = document else { return document };
    let first = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal"];
    Draft::Object(ordered(members, &first, &["Condition"], |name, value| match (name, value) {
        ("Action" | "NotAction" | "Resource" | "NotResource", value) => sorted(value),
        ("Principal", Draft::Object(kinds)) => {
            Draft::Object(ordered(kinds, &["Federated", "RAM", "Service"], &[], |_, value| backwards(value)))
        }
        // In a bucket policy, too, the list stays a list (R2.10).
        ("Principal", value @ Draft::List(_)) => backwards(value),
        ("Condition", Draft::Object(operators)) => {
            let keys = |_: &str, value| match value {
                Draft::Object(keys) => Draft::Object(by_name(keys, |_, value| sorted(value))),
                other => other,
            };
            Draft::Object(by_name(operators, keys))
        }
        (_, value) => value,
    }))
}

/// Members in a fixed order: some first, some last, others in between by name.
fn ordered(
    members: Vec<(String, Draft)>,
    first: &[&str],
    last: &[&str],
    change: impl Fn(&str, Draft) -> Draft,
) -> Vec<(String, Draft)> {
    let mut members = by_name(members, change);
    let place = |name: &str| {
        let at = |list: &[&str]| list.iter().position(|known| *known == name);
        at(first).or_else(|| at(last).map(|at| first.len() + 1 + at)).unwrap_or(first.len())
    };
    members.sort_by_key(|(name, _)| place(name));
    members
}

fn by_name(members: Vec<(String, Draft)>, change: impl Fn(&str, Draft) -> Draft) -> Vec<(String, Draft)> {
    let mut members: Vec<(String, Draft)> = members
        .into_iter()
        .map(|(name, value)| {
            let value = change(&name, value);
            (name, value)
        })
        .collect();
    members.sort_by(|(left, _), (right, _)| left.cmp(right));
    members
}

/// A list of strings, sorted and without repetition; one entry stands for itself.
fn sorted(value: Draft) -> Draft {
    match strings(value) {
        Ok(mut list) => {
            list.sort();
            list.dedup();
            match list.len() {
                1 => Draft::String(list.remove(0)),
                _ => Draft::List(list.into_iter().map(Draft::String).collect()),
            }
        }
        Err(other) => other,
    }
}

fn backwards(value: Draft) -> Draft {
    match strings(value) {
        Ok(mut list) => {
            list.sort_by(|left, right| right.cmp(left));
            list.dedup();
            Draft::List(list.into_iter().map(Draft::String).collect())
        }
        Err(other) => other,
    }
}

/// The strings of a value; the value itself where it holds anything else.
fn strings(value: Draft) -> Result<Vec<String>, Draft> {
    match value {
        Draft::String(text) => Ok(vec![text]),
        Draft::List(items) if items.iter().all(|item| matches!(item, Draft::String(_))) => Ok(items
            .into_iter()
            .filter_map(|item| match item {
                Draft::String(text) => Some(text),
                _ => None,
            })
            .collect()),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::compact;

    #[test]
    fn headings_also_of_what_is_not_finished() {
        let text = r#"{"Statement":[{"Effect":"Allow","Action":["ecs:Stop*","ecs:Start*"]},{"Effect":"Deny","NotAction":"ram:*"},{"#;
        let titles = Vec::from_iter(outline(text, Lang::En).iter().map(|heading| heading.title.to_string()));
        assert_eq!(titles, ["1 Allow ecs:Stop* and 1 more", "2 Deny all but ram:*", "3 … …"]);
        assert_eq!(outline(text, Lang::En)[1].span.of(text), r#"{"Effect":"Deny","NotAction":"ram:*"}"#);
        assert_eq!(outline("", Lang::En), []);
    }

    #[test]
    fn length_counts_characters() {
        let length = Length::of(PolicyKind::Session, "二二");
        assert_eq!((length.characters, length.limit), (2, Some(2_048)));
        assert_eq!(length.message().string(Lang::En), "2 of 2,048 characters");
        assert_eq!(Length::of(PolicyKind::System, "x").message().string(Lang::En), "1 character");
    }

    #[test]
    fn the_canonical_form_is_terraforms() {
        let shortest = Style { colon: ":".to_owned(), has_lines: false, ..Style::usual() };
        let check = |text: &str, expected: &str| {
            assert_eq!(canonical(text, &shortest).unwrap(), expected);
            assert_eq!(canonical(expected, &shortest).unwrap(), expected, "twice is once");
        };
        check(
            r#"{"Version":"1","Statement":[{"Condition":{"IpAddress":{"acs:SourceIp":["203.0.113.0/24"]}},"Resource":["acs:ram::1111000011110000:role/partner-ecs-ops"],"Action":["sts:AssumeRole"],"Effect":"Allow"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"acs:ram::1111000011110000:role/partner-ecs-ops","Condition":{"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}}}],"Version":"1"}"#,
        );
        check(
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["a","b","a"],"Federated":"f"},"Action":["x:b","x:a","x:b"]}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":["x:a","x:b"],"Principal":{"Federated":["f"],"RAM":["b","a"]}}],"Version":"1"}"#,
        );
        check(
            r#"{"Statement":[1,{"Banana":[2,1],"Action":[1]}],"A":null}"#,
            r#"{"Statement":[1,{"Action":[1],"Banana":[2,1]}],"A":null}"#,
        );
        assert!(canonical("{", &shortest).is_err());
        let lines = canonical(r#"{"Version":"1","Statement":[]}"#, &Style::usual()).unwrap();
        assert_eq!(compact(&lines).unwrap(), r#"{"Statement":[],"Version":"1"}"#);
    }
}
