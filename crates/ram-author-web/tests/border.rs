//! What goes over the border to JavaScript: offsets as editors count them, answers as JSON, and never a panic.

use ram_author_web::{Author, canonical_form, formatted};
use ram_policy_playground::author::Report;
use ram_scenario::examples::example;
use ram_text::Lang;
use serde_json::Value;

const TRUST: &str = "trust/1234567890123456/ecs-admin";
const CUSTOM: &str = "custom/1234567890123456/x";

fn author(tag: &str) -> Author {
    let mut author = Author::new();
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/data/actions.json");
    author.set_catalogue(&std::fs::read_to_string(catalogue).unwrap());
    author.set_scenario(&example("partner-operations").unwrap().scenario().to_json_minified());
    author.set_language(tag);
    author
}

fn json(answer: Option<String>) -> Value {
    serde_json::from_str(&answer.unwrap()).unwrap()
}

/// Takes the mark `|` out of a text, and counts to it as an editor does.
fn marked(text: &str) -> (String, u32) {
    let (before, after) = text.split_once('|').unwrap();
    (format!("{before}{after}"), before.encode_utf16().count() as u32)
}

/// A part of a text by offsets of the editor.
fn part(text: &str, answer: &Value) -> String {
    let units = Vec::from_iter(text.encode_utf16());
    let at = |name: &str| usize::try_from(answer[name].as_u64().unwrap()).unwrap();
    String::from_utf16(&units[at("start")..at("end")]).unwrap()
}

/// Which document is written, its text, and what undo calls that.
fn written(report: Option<Report>) -> (String, String, String) {
    match report {
        Some(Report::Write { document, text, name }) => (document, text, name.get(Lang::En).to_owned()),
        other => panic!("{other:?}"),
    }
}

fn said(pieces: &Value) -> String {
    pieces.as_array().unwrap().iter().map(|piece| piece["text"].as_str().unwrap()).collect()
}

#[test]
fn completion_replaces_the_word_also_behind_wide_characters() {
    let (text, offset) =
        marked(r#"{"Version":"1","Statement":[{"Sid":"角色🦀","Effect":"Allow","Action":"ecs:StopIns|"}]}"#);
    let found = json(author("en").complete(CUSTOM, &text, offset));
    let item = found["items"].as_array().unwrap().iter().find(|item| item["label"] == "ecs:StopInstance").unwrap();
    assert_eq!(part(&text, item), "ecs:StopIns");
    assert_eq!(item["insert"], "ecs:StopInstance");
    assert_eq!(item["kind"], "Method");
}

#[test]
fn the_caret_of_an_item_is_counted_in_units_too() {
    let (text, offset) = marked(r#"{"Version":"1","Statement":[{"Sid":"🦀🦀","Eff|"#);
    let found = json(author("en").complete(CUSTOM, &text, offset));
    let item = &found["items"][0];
    assert_eq!((&item["insert"], &item["caret"]), (&Value::from(r#"Effect": """#), &Value::from(10)));
    assert_eq!(part(&text, item), "Eff");
}

#[test]
fn a_hover_marks_its_word_and_says_it_in_the_language() {
    let (text, offset) = marked(r#"{"Statement":[{"Sid":"🦀二","Effect":"Al|low"}]}"#);
    let english = json(author("en").hover(CUSTOM, &text, offset));
    let chinese = json(author("zh-CN").hover(CUSTOM, &text, offset));
    assert_eq!(part(&text, &english), r#""Allow""#);
    assert_ne!(english["paragraphs"][0], chinese["paragraphs"][0]);
    let last = |hover: &Value| hover["paragraphs"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
    assert!(last(&english).starts_with("Rule `R5.1` · [https://"), "{}", last(&english));
    assert!(last(&chinese).starts_with("规则 `R5.1` · [https://"), "{}", last(&chinese));
}

#[test]
fn a_wildcard_lists_what_it_stands_for() {
    let (text, offset) =
        marked(r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Stop*|","Resource":"*"}]}"#);
    let paragraphs = json(author("en").hover(CUSTOM, &text, offset))["paragraphs"].to_string();
    assert!(paragraphs.contains("- `ecs:StopInstance`"), "{paragraphs}");
}

#[test]
fn a_finding_has_its_place_and_its_fix_mends_the_text() {
    let author = author("en");
    let text = r#"{"Version":"1","Statement":[{"Effect":"allow","Action":"ecs:StopInstance","Resource":"acs:ecs:*:*:instance/二🦀"}]}"#;
    let findings = json(author.advice(CUSTOM, text))["findings"].clone();
    assert_eq!(findings[0]["code"], "Invalid effect");
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(part(text, &findings[0]), r#""allow""#);
    let name = findings[0]["fixes"][0].as_str().unwrap();
    assert!(name.contains("Allow"), "{name}");
    assert_eq!(
        written(author.fixed(CUSTOM, text, 0, 0)),
        (CUSTOM.to_owned(), text.replace("allow", "Allow"), "Fix Invalid effect in policy x".to_owned())
    );
    assert_eq!(author.fixed(CUSTOM, text, 0, 99), None);
    assert_eq!(author.fixed(CUSTOM, text, 99, 0), None);
}

#[test]
fn a_finding_behind_wide_characters_is_where_it_is() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:StopInstance","Resource":["acs:ecs:*:*:instance/二🦀","ecs"]}]}"#;
    let findings = json(author("zh-CN").advice(CUSTOM, text))["findings"].clone();
    let parts = Vec::from_iter(findings.as_array().unwrap().iter().map(|finding| part(text, finding)));
    assert!(parts.iter().any(|part| part == r#""ecs""#), "{parts:?}");
}

#[test]
fn a_trust_policy_is_read_as_the_role_s_account_owns_it() {
    // R9.4: only the trust of another account is worth a word.
    let author = author("en");
    let trusting = |account: &str| {
        let text = format!(
            r#"{{"Version":"1","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"RAM":"acs:ram::{account}:root"}}}}]}}"#
        );
        json(author.advice(TRUST, &text))["findings"].as_array().unwrap().len()
    };
    assert_eq!((trusting("1234567890123456"), trusting("1345678901234567")), (0, 1));
}

#[test]
fn statements_are_told_in_words_and_listed() {
    let author = author("en");
    let text = "{\"Version\":\"1\",\"Statement\":[\n{\"Effect\":\"Deny\",\"Action\":\"ecs:StopInstance\",\"Resource\":\"*\"}]}";
    let readings = json(author.advice(CUSTOM, text))["readings"].clone();
    assert!(said(&readings[0]["sentence"]).contains("ecs:StopInstance"), "{readings}");
    assert!(part(text, &readings[0]).starts_with("{\"Effect\""));
    let headings: Value = serde_json::from_str(&author.outline(text)).unwrap();
    assert_eq!(headings[0]["title"], "1 Deny ecs:StopInstance");
}

#[test]
fn texts_are_laid_out_anew_only_if_they_are_json() {
    let told = |text: &str, name: &str| (TRUST.to_owned(), text.to_owned(), name.to_owned());
    let format = "Format the trust policy of ecs-admin";
    assert_eq!(written(formatted(TRUST, "{\"a\":1}")), told("{\n  \"a\": 1\n}", format));
    assert_eq!(formatted(TRUST, "{"), None);
    let canonical = "Write the trust policy of ecs-admin in canonical form";
    let text = r#"{"Version":"1","Statement":[]}"#;
    assert_eq!(written(canonical_form(TRUST, text)), told(r#"{"Statement":[],"Version":"1"}"#, canonical));
    assert_eq!(canonical_form(TRUST, "{"), None);
}

#[test]
fn what_is_no_scenario_or_catalogue_or_language_changes_nothing() {
    let mut author = author("zh-CN");
    author.set_scenario("{");
    author.set_catalogue("[]");
    author.set_language("tlh");
    let (text, offset) = marked(r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:StopIns|"}]}"#);
    let found = json(author.complete(CUSTOM, &text, offset));
    assert!(found["items"].as_array().unwrap().iter().any(|item| item["label"] == "ecs:StopInstance"));
    let advice = json(author.advice(CUSTOM, r#"{"Version":"1","Statement":[{"Effect":"allow"}]}"#));
    assert!(said(&advice["findings"][0]["message"]).contains('。'), "{advice}");
}

#[test]
fn every_offset_of_every_text_is_answered() {
    let author = author("zh-CN");
    let whole = r#"{"角色":"🦀","Statement":[{"Effect":"Allow","Action":["ecs:*","二"],"Condition":{"Bool":{"acs:MFAPresent":"t"}}}]}"#;
    for (end, _) in whole.char_indices() {
        let text = &whole[..end];
        for key in [TRUST, CUSTOM, "session/0", "bucket/1/b", "system/AdministratorAccess"] {
            assert!(author.advice(key, text).is_some(), "{text}");
        }
        author.outline(text);
        author.format(CUSTOM, text);
        author.canonical(CUSTOM, text);
    }
    // Also within a pair of surrogates, and behind the end.
    for offset in 0..=whole.encode_utf16().count() as u32 + 3 {
        assert!(author.complete(CUSTOM, whole, offset).is_some(), "{offset}");
        author.hover(CUSTOM, whole, offset);
    }
    assert_eq!(author.advice("no key", whole), None);
}

/// How many warnings a document has, as the explorer shows them.
fn warnings(author: &mut Author, key: &str) -> Option<u64> {
    let tallies: Value = serde_json::from_str(&author.warnings()).unwrap();
    let own = tallies.as_array().unwrap().iter().find(|tally| tally["document"] == key)?;
    own["warnings"].as_u64()
}

#[test]
fn warnings_are_counted_in_each_document_that_can_be_edited() {
    let mut author = author("en");
    // Trust of a whole other account without an external ID.
    assert_eq!(warnings(&mut author, TRUST), Some(1));
    assert_eq!(warnings(&mut author, "custom/1234567890123456/reports-read"), Some(0));
    assert_eq!(warnings(&mut author, "system/AliyunECSFullAccess"), None);
    // An action that no service has is known to be wrong by the catalogue alone.
    let odd = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:StopInstanec","Resource":"*"}]}"#;
    author.set_document("custom/1234567890123456/reports-read", odd);
    assert_eq!(warnings(&mut author, "custom/1234567890123456/reports-read"), Some(1));
    assert_eq!(warnings(&mut author, TRUST), Some(1), "another document stays as it was");
    author.set_document("custom/1234567890123456/reports-read", &odd.replace("nec", "nce"));
    assert_eq!(warnings(&mut author, "custom/1234567890123456/reports-read"), Some(0));
    author.set_document("custom/nobody/nothing", odd);
    assert_eq!(warnings(&mut author, "custom/nobody/nothing"), None);
}
