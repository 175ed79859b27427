//! What the build script reads and refuses.

#[path = "../build/generate.rs"]
mod generate;
#[path = "../build/name.rs"]
mod name;
#[path = "../build/pair.rs"]
mod pair;
#[path = "../build/source.rs"]
mod source;

use pair::Entry;
use std::path::Path;

use source::{Kind, Language, Part, Problems, When, read, read_folder};

fn messages(text: &str, language: Language) -> Result<source::Messages, Problems> {
    read(&[("a.ftl".to_owned(), text.to_owned())], language)
}

fn entries(english: &str, chinese: &str) -> Result<Vec<Entry>, Problems> {
    pair::pair(messages(english, Language::English)?, messages(chinese, Language::Chinese)?)
}

fn parts(english: &str) -> Vec<Part> {
    messages(english, Language::English).unwrap().remove("key").unwrap().parts
}

#[track_caller]
fn refused(english: &str, chinese: &str, problem: &str) {
    assert_eq!(entries(english, chinese).unwrap_err(), [problem]);
}

fn words(words: &str) -> Part {
    Part::Words(words.to_owned())
}

fn variable(name: &str, kind: Kind) -> Part {
    Part::Variable { name: name.to_owned(), kind }
}

#[test]
fn words_and_variables_are_parts() {
    assert_eq!(parts("key = Can { $user } go?"), [words("Can "), variable("user", Kind::Text), words(" go?")]);
    assert_eq!(parts("key = { NUMBER($n) }"), [variable("n", Kind::Number)]);
}

#[test]
fn references_and_literals_are_put_in_place() {
    assert_eq!(
        parts("-brand = RAM\nother = the { -brand }{ \"\\u00A0\" }\nkey = In { other }{ 1 }"),
        [words("In the RAM\u{A0}1")]
    );
}

#[test]
fn exact_numbers_come_before_plural_forms() {
    let forms = vec![(When::Exactly(0), vec![words("none")]), (When::One, vec![words("one")])];
    let choice = Part::Choice { variable: "n".into(), kind: Kind::Number, forms, other: vec![words("many")] };
    assert_eq!(parts("key = { $n ->\n    [one] one\n    [0] none\n   *[other] many\n}"), [choice]);
}

#[test]
fn words_choose_when_they_are_no_plural_forms() {
    let forms = vec![(When::Word("user".into()), vec![words("a user")])];
    let choice = Part::Choice { variable: "kind".into(), kind: Kind::Word, forms, other: vec![words("a role")] };
    assert_eq!(parts("key = { $kind ->\n    [user] a user\n   *[role] a role\n}"), [choice]);
}

#[test]
fn a_language_without_plurals_just_writes_the_number() {
    let entries = entries("key = { $n ->\n    [one] 1 step\n   *[other] { $n } steps\n}", "key = { $n } 步").unwrap();
    assert_eq!(entries[0].variables["n"], Kind::Number);
}

#[test]
fn a_variant_is_named_for_its_key() {
    assert_eq!(name::variant("step-session-valid"), "StepSessionValid");
    assert_eq!(name::variant("page-2"), "Page2");
}

#[test]
fn the_generated_code_has_the_comment_the_field_and_the_parts() {
    let code = generate::rust(&entries("# When it is shown.\nkey = By { $user }", "key = 由 { $user }").unwrap());
    for line in [
        "    /// When it is shown.\n    ///\n    /// By `{user}`\n    ///\n    /// 由 `{user}`\n    Key {",
        "        user: Arg,",
        "Msg::Key { .. } => 0,",
        "Msg::Key { user: v0 } => vec![Value::Arg(v0)],",
        "ENGLISH: &str = \"By \\u{1}0user\\u{6}\";",
    ] {
        assert!(code.contains(line), "{line}\nis not in\n{code}");
    }
}

#[test]
fn languages_that_differ_are_refused() {
    refused("key = Yes", "", "a.ftl: key: there is no Chinese for this key");
    refused("", "key = 是", "a.ftl: key: there is no English for this key");
    refused("key = { $a }", "key = { $b }", "a.ftl: key: the variables differ: English has {a}, Chinese has {b}");
    refused(
        "key = { NUMBER($n) }",
        "key = { $n ->\n    [user] 甲\n   *[role] 乙\n}",
        "a.ftl: key: $n is a number in one place and a word in another",
    );
}

#[test]
fn text_that_is_no_message_is_refused() {
    refused("what is this", "", "a.ftl: not a Fluent message: what is this");
    refused("key = { $a ", "", "a.ftl: not a Fluent message: key = { $a ");
    refused("Key = Yes", "", "a.ftl: Key: a key is lower-case words joined by hyphens");
    refused("key = { $Who }", "", "a.ftl: key: $Who: a variable is lower-case words joined by underscores");
    refused("key = One\n  two", "", "a.ftl: key: a sentence stands on one line");
    refused("key = One\nkey = Two", "", "a.ftl: key: this key is also in a.ftl");
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let problems = read_folder(Path::new("no/such/folder"), Language::English, &[]).unwrap_err();
    assert!(problems[0].starts_with("no/such/folder: "), "{problems:?}");
}

#[test]
fn unsupported_fluent_is_refused() {
    let only = "a.ftl: key: only variables, NUMBER($n), literals, messages and terms can be put into a sentence";
    refused("key = Yes\n    .title = No", "", "a.ftl: key: attributes are not supported, write a message of its own");
    refused("key = { DATETIME($t) }", "", only);
    refused("key = { -brand(case: \"x\") }\n-brand = B", "", only);
    refused("key = { other.title }", "", only);
    refused("key = { other }", "", "a.ftl: key: refers to other, which doesn't exist");
    refused("key = { $n ->\n    [few] a\n   *[other] b\n}", "", "a.ftl: key: [few] is not a plural form of English");
    refused("", "key = { $n ->\n    [one] 甲\n   *[other] 乙\n}", "a.ftl: key: [one] is not a plural form of Chinese");
    let circle = entries("a = { b }\nb = { a }", "").unwrap_err();
    assert_eq!(circle, ["a.ftl: a: refers to itself through a", "a.ftl: b: refers to itself through b"]);
}
