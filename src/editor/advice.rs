//! What is found in the open document, and its statements in words.
//!
//! The evaluator's reader says at once what keeps a document from being valid. Everything else comes from a second
//! WebAssembly module (`crates/ram-author-web`), which is fetched after the first answer and may never come: its answers
//! are JSON, read here, and count only for the text that they are about.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_json::{Read, Reading as Pass, choice, readable};
use ram_policy::diagnostic::{Diagnostic, Severity};
use ram_policy::text::Span;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::utf16::Offsets;
use ram_text::{Lang, Style, Text};
use yew::prelude::*;

use super::bindings::{self, HasCome};
use crate::state::Same;

/// Documents up to this length, in bytes, are looked at with each key. Others wait for a rest.
const AT_ONCE: usize = 20_000;
/// In milliseconds.
const REST: u32 = 300;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Error,
    Warning,
    Note,
}

choice!(Class { "error" => Error, "warning" => Warning, "note" => Note });

impl Class {
    /// All of them, the gravest first.
    pub const ALL: [Class; 3] = [Class::Error, Class::Warning, Class::Note];
}

impl From<Severity> for Class {
    fn from(severity: Severity) -> Class {
        match severity {
            Severity::Error => Class::Error,
            Severity::SecurityWarning | Severity::GeneralWarning => Class::Warning,
            Severity::Suggestion => Class::Note,
        }
    }
}

/// Something found in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where, in bytes.
    pub span: Span,
    /// How grave it is.
    pub class: Class,
    /// The platform's code, or one in its style.
    pub code: String,
    /// What was found.
    pub message: Text,
    /// The names of the edits that would mend it.
    pub fixes: Vec<String>,
}

impl Finding {
    /// What the evaluator's reader found.
    pub fn of(diagnostic: &Diagnostic, lang: Lang) -> Finding {
        Finding {
            span: diagnostic.span,
            class: diagnostic.severity().into(),
            code: diagnostic.code().to_owned(),
            message: ram_scenario::diagnostics::message(&diagnostic.problem, lang).text(lang),
            fixes: Vec::new(),
        }
    }
}

/// A statement in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The statement, in bytes.
    pub span: Span,
    /// What it says.
    pub sentence: Text,
}

/// What is said of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    subject: Subject,
    lang: Lang,
    /// The findings, those of the evaluator's reader among them.
    pub findings: Vec<Finding>,
    /// The statements in words, in the order of the text; none for a document with errors.
    pub readings: Vec<Reading>,
}

/// A document with its text.
pub type Subject = (DocumentKey, Rc<str>);

impl Advice {
    /// Reads what the module says of a text; nothing where that is not what it should be.
    pub fn read(json: &str, subject: Subject, lang: Lang) -> Option<Advice> {
        let offsets = Offsets::of(&subject.1);
        let span = |start, end| Span { start: offsets.to_byte(start), end: offsets.to_byte(end) };
        let told: Told = read(json)?;
        let finding = |found: Found| Finding {
            span: span(found.start, found.end),
            class: found.severity,
            code: found.code,
            message: text(found.message),
            fixes: found.fixes,
        };
        let reading = |said: Said| Reading { span: span(said.start, said.end), sentence: text(said.sentence) };
        Some(Advice {
            findings: told.findings.into_iter().map(finding).collect(),
            readings: told.readings.into_iter().map(reading).collect(),
            subject,
            lang,
        })
    }
}

impl Advice {
    /// The same for a text that has changed since: its places lie within the text, on borders of characters.
    fn fitted(&self, text: &str) -> Advice {
        let byte = |at: u32| u32::try_from(text.floor_char_boundary(at as usize)).unwrap_or(u32::MAX);
        let fit = |span: Span| Span { start: byte(span.start), end: byte(span.end) };
        let mut advice = self.clone();
        advice.findings.iter_mut().for_each(|finding| finding.span = fit(finding.span));
        advice.readings.iter_mut().for_each(|reading| reading.span = fit(reading.span));
        advice
    }
}

// The answers of the module, as `crates/ram-author-web/src/answers.rs` writes them.

struct Told {
    findings: Vec<Found>,
    readings: Vec<Said>,
}

struct Found {
    start: u32,
    end: u32,
    severity: Class,
    code: String,
    message: Vec<Part>,
    fixes: Vec<String>,
}

struct Said {
    start: u32,
    end: u32,
    sentence: Vec<Part>,
}

struct Part {
    text: String,
    style: Option<String>,
}

readable!(Told { findings, readings });
readable!(Found { start, end, severity, code, message, fixes });
readable!(Said { start, end, sentence });
readable!(Part { text, style });

fn read<T: Read>(json: &str) -> Option<T> {
    let node = ram_json::parse(json).ok()?;
    let mut pass = Pass::strict();
    let value = T::read(&node, &mut pass);
    pass.fault.is_none().then_some(value)
}

fn text(parts: Vec<Part>) -> Text {
    let piece = |part: Part| ram_text::Piece::Arg {
        name: "",
        style: match part.style.as_deref() {
            Some("code") => Style::Code,
            Some(_) => Style::Strong,
            None => Style::Plain,
        },
        text: part.text,
    };
    Text(parts.into_iter().map(piece).collect())
}

/// A change of a whole document that the module works out, and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrite {
    /// A fix, by its finding's place and its own.
    Fix(u32, u32),
    /// Another layout.
    Format,
    /// The canonical form.
    Canonical,
}

impl Rewrite {
    /// As Monaco's bridge names it.
    pub fn parse(name: &str) -> Option<Rewrite> {
        if name == "format" {
            return Some(Rewrite::Format);
        }
        let (finding, fix) = name.strip_prefix("fix ")?.split_once(' ')?;
        Some(Rewrite::Fix(finding.parse().ok()?, fix.parse().ok()?))
    }

    /// Asks for it; nothing comes where the module is not there, or the text is not fit for it.
    pub fn ask(self, key: &DocumentKey, text: &str) {
        let key = key.to_string();
        match self {
            Rewrite::Fix(finding, fix) => bindings::tell_fix("fix", &key, text, finding, fix),
            Rewrite::Format => bindings::tell_text("format", &key, text),
            Rewrite::Canonical => bindings::tell_text("canonical", &key, text),
        }
    }
}

/// What the module says of a document. It comes a moment after each key, so that the answer does not wait for it; until
/// then it is what was said of the text before, fitted to this one.
#[hook]
pub fn use_advice(
    has_come: HasCome,
    subject: Option<&Subject>,
    scenario: &Rc<Scenario>,
    lang: Lang,
) -> Option<Rc<Advice>> {
    let advice = use_state(|| None::<Rc<Advice>>);
    use_effect_with((has_come, subject.cloned(), Same(scenario.clone()), lang), {
        let advice = advice.setter();
        move |(has_come, subject, scenario, lang)| {
            let is_there = has_come.is_there();
            let timer = subject.clone().filter(|_| is_there).map(|subject| {
                let (is_short, lang) = (subject.1.len() <= AT_ONCE, *lang);
                let scenario = scenario.0.clone();
                Timeout::new(if is_short { 0 } else { REST }, move || {
                    bindings::synchronise(&scenario, lang, Some(&subject.0));
                    let json = bindings::ask_about_document("advice", &subject.0.to_string(), &subject.1);
                    advice.set(json.and_then(|json| Advice::read(&json, subject, lang)).map(Rc::new));
                })
            });
            move || drop(timer)
        }
    });
    let fitted = use_memo(((*advice).clone().map(Same), subject.cloned()), |(advice, subject)| {
        let (advice, subject) = (&advice.as_ref()?.0, subject.as_ref()?);
        if advice.subject == *subject {
            return Some(advice.clone());
        }
        (advice.subject.0 == subject.0).then(|| Rc::new(advice.fitted(&subject.1)))
    });
    (*fitted).clone().filter(|advice| advice.lang == lang)
}

/// How many warnings each document has, as far as the module has looked at them.
pub type Warnings = Vec<(DocumentKey, u32)>;

struct Tally {
    document: String,
    warnings: u32,
}

readable!(Tally { document, warnings });

/// The warnings of all documents, counted whenever nothing has changed for a moment.
#[hook]
pub fn use_warnings(has_come: HasCome, scenario: &Rc<Scenario>, lang: Lang) -> Rc<Warnings> {
    let warnings = use_state(|| Rc::new(Warnings::new()));
    use_effect_with((has_come, Same(scenario.clone()), lang), {
        let warnings = warnings.clone();
        move |(has_come, scenario, lang)| {
            let (scenario, lang) = (scenario.0.clone(), *lang);
            let timer = has_come.is_there().then(|| {
                Timeout::new(REST, move || {
                    bindings::synchronise(&scenario, lang, None);
                    let tallies: Vec<Tally> =
                        bindings::ask_all("warnings").and_then(|json| read(&json)).unwrap_or_default();
                    let known = |tally: Tally| Some((DocumentKey::parse(&tally.document)?, tally.warnings));
                    let counted = Warnings::from_iter(tallies.into_iter().filter_map(known));
                    if counted != **warnings {
                        warnings.set(Rc::new(counted));
                    }
                })
            });
            move || drop(timer)
        }
    });
    (*warnings).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewrites_are_known_by_the_names_of_the_bridge() {
        assert_eq!(Rewrite::parse("format"), Some(Rewrite::Format));
        assert_eq!(Rewrite::parse("fix 3 0"), Some(Rewrite::Fix(3, 0)));
        assert_eq!(Rewrite::parse("fix 3"), None);
        assert_eq!(Rewrite::parse("undo"), None);
    }

    /// What the module says of a text of the first example, in English.
    fn advised(text: &str) -> Advice {
        let mut author = ram_author_web::Author::new();
        author.set_scenario(&ram_scenario::examples::EXAMPLES[0].scenario().to_json_minified());
        let key = DocumentKey::Custom { account: "1234567890123456".to_owned(), policy: "x".to_owned() };
        let json = author.advice(&key.to_string(), text).unwrap();
        Advice::read(&json, (key, text.into()), Lang::En).unwrap()
    }

    #[test]
    fn the_answers_of_the_module_are_read_to_the_byte() {
        let text = r#"{"Version":"1","Statement":[{"Sid":"角色🦀","Effect":"allow","Action":"ecs:*","Resource":"*"}]}"#;
        let advice = advised(text);
        let effect = advice.findings.iter().find(|finding| finding.code == "Invalid effect").unwrap();
        assert_eq!((effect.span.of(text), effect.class), (r#""allow""#, Class::Error));
        assert!(!effect.fixes.is_empty() && effect.message.to_string().contains("allow"));
        let advice = advised(&text.replace("allow", "Allow"));
        assert!(advice.readings[0].sentence.to_string().contains("ecs"));
        assert!(!advice.findings.iter().any(|finding| finding.class == Class::Error));
    }

    #[test]
    fn advice_on_an_older_text_fits_a_newer_one() {
        let text = r#"{"Version":"1","Statement":[{"Sid":"角色","Effect":"allow","Action":"ecs:*","Resource":"*"}]}"#;
        let advice = advised(text);
        for newer in ["", "角", &text[..text.floor_char_boundary(40)], text] {
            for finding in advice.fitted(newer).findings {
                assert!(newer.get(finding.span.range()).is_some(), "{newer}: {:?}", finding.span);
            }
        }
    }

    #[test]
    fn what_is_no_advice_is_none() {
        let subject = || (DocumentKey::Running, Rc::from("{}"));
        for json in ["", "[]", r#"{"findings":[]}x"#, r#"{"findings":[{"start":-1}],"readings":[]}"#] {
            assert_eq!(Advice::read(json, subject(), Lang::En), None, "{json}");
        }
    }
}
