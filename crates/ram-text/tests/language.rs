//! Both languages say the same things, in good typography.

#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "../build/pair.rs"]
mod pair;
#[path = "../build/source.rs"]
mod source;

use std::path::Path;

use ram_text::Msg;
use source::{Language, Messages, Part, read_folder};

/// Stands for an argument.
const ARG: char = '\u{FFFC}';

fn messages(language: Language) -> Messages {
    let folder = match language {
        Language::English => "text/en",
        Language::Chinese => "text/zh-CN",
    };
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), language, &[]).unwrap()
}

/// The sentence in each of its forms, with [`ARG`] for each argument.
fn forms(parts: &[Part]) -> Vec<String> {
    parts.iter().fold(vec![String::new()], |sentences, part| {
        let continuations = match part {
            Part::Words(words) => vec![words.clone()],
            Part::Variable { .. } => vec![ARG.to_string()],
            Part::Choice { forms: choices, other, .. } => {
                choices.iter().map(|(_, parts)| parts).chain([other]).flat_map(|parts| forms(parts)).collect()
            }
        };
        let join = |sentence: &String| continuations.iter().map(|next| format!("{sentence}{next}")).collect::<Vec<_>>();
        sentences.iter().flat_map(join).collect()
    })
}

/// Every sentence that breaks a rule, with the rule.
fn complaints(language: Language, rule: fn(&str) -> Option<&'static str>) -> Vec<String> {
    let messages = messages(language);
    let sentences =
        messages.iter().flat_map(|(key, message)| forms(&message.parts).into_iter().map(move |form| (key, form)));
    sentences.filter_map(|(key, form)| rule(&form).map(|why| format!("{key}: {why}: {form}"))).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

fn chinese_typography(sentence: &str) -> Option<&'static str> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == ARG;
    for (a, b) in sentence.chars().zip(sentence.chars().skip(1)) {
        if (is_han(a) && is_latin(b)) || (is_latin(a) && is_han(b)) {
            return Some("a space goes between Chinese and Latin letters, digits or an argument");
        }
        if (is_han(a) && is_half_width(b)) || (is_half_width(a) && is_han(b)) {
            return Some("Chinese has full-width punctuation");
        }
        if (is_full_width(a) && b == ' ')
            || (a == ' ' && is_full_width(b))
            || (is_han(a) && b == ' ' && next_is_han(sentence))
        {
            return Some("there is no space between Chinese characters or at full-width punctuation");
        }
    }
    plain_typography(sentence)
}

fn is_half_width(c: char) -> bool {
    matches!(c, ',' | '.' | '?' | '!' | ':' | ';' | '(' | ')' | '"' | '\'')
}

fn next_is_han(sentence: &str) -> bool {
    let mut words = sentence.split(' ');
    let mut before = words.next().unwrap_or_default();
    words.any(|word| {
        let both = before.ends_with(is_han) && word.starts_with(is_han);
        before = word;
        both
    })
}

fn english_typography(sentence: &str) -> Option<&'static str> {
    if sentence.contains([' ', ARG]) && sentence.contains(is_full_width) {
        return Some("English has no full-width punctuation");
    }
    if sentence.contains(['\'', '"']) {
        return Some("an apostrophe is ’, and quotation marks are “ and ”");
    }
    let pronouns = ["he", "she", "his", "her", "him", "please", "oops"];
    if sentence.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| pronouns.contains(&word)) {
        return Some("a user is named, and a sentence is plain");
    }
    plain_typography(sentence)
}

/// Rules for both languages.
fn plain_typography(sentence: &str) -> Option<&'static str> {
    if sentence.trim() != sentence || sentence.contains("  ") {
        return Some("spaces are single, and inside");
    }
    if [" - ", " -- ", "--", " – ", "—"].iter().any(|dash| sentence.contains(dash)) {
        return Some("a colon or a full stop, not a dash");
    }
    if sentence.contains(['!', '！']) {
        return Some("no exclamation marks");
    }
    if sentence.contains("...") {
        return Some("an ellipsis is …");
    }
    None
}

// Without the features some messages are left out.
#[cfg(all(feature = "author", feature = "edit"))]
#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let entries = pair::pair(messages(Language::English), messages(Language::Chinese)).unwrap();
    assert_eq!(Vec::from_iter(entries.iter().map(|entry| entry.key.as_str())), Msg::KEYS);
}

#[test]
fn english_is_well_set() {
    assert_eq!(complaints(Language::English, english_typography), Vec::<String>::new());
}

#[test]
fn chinese_is_well_set() {
    assert_eq!(complaints(Language::Chinese, chinese_typography), Vec::<String>::new());
}

#[test]
fn the_rules_see_what_they_are_for() {
    for bad in [
        "由Bob判定",
        "由\u{FFFC}判定",
        "语句2",
        "允许, 拒绝",
        "允许,拒绝",
        "（a）是:甲",
        "允许 拒绝",
        "由 Bob ，甲",
        "好！",
    ] {
        assert!(chinese_typography(bad).is_some(), "{bad}");
    }
    for good in
        ["由 Bob 判定", "语句 \u{FFFC}，且", "MFA 已通过", "实时 · \u{FFFC} ms", "第 1–2 行", "EN, switch to English"]
    {
        assert_eq!(chinese_typography(good), None, "{good}");
    }
    for bad in ["It can't", "a - b", "his policies", "Done!", " a", "a  b", "Wait...", "a， b"] {
        assert!(english_typography(bad).is_some(), "{bad}");
    }
    for good in ["It can’t", "read-only", "lines 1–2", "Open a file…", "中文"] {
        assert_eq!(english_typography(good), None, "{good}");
    }
}
