//! The answers as JSON: which members each has. The page and its bridge to Monaco read them.

use ram_author::complete::{self, ItemKind};
use ram_author::edit::TextEdit;
use ram_author::findings::{self, Fix};
use ram_author::{hover, meaning, outline};
use ram_json::writable;
use ram_policy::text::Span;
use ram_policy_playground::editor::advice::Class;
use ram_scenario::utf16::Offsets;
use ram_text::{Lang, Msg, Style, Text, code};

use crate::markdown;

/// What is found in a document, and its statements in words.
#[derive(Debug)]
pub struct Advice {
    /// The findings, in the order of the text.
    pub findings: Vec<Found>,
    /// The statements in words; none for a document with errors.
    pub readings: Vec<Reading>,
}

writable!(Advice { findings: always, readings: always });

/// A finding.
#[derive(Debug)]
pub struct Found {
    start: u32,
    end: u32,
    severity: Class,
    /// The code as people read it: the platform's as it is, ours in their language.
    code: String,
    message: Vec<Piece>,
    /// The names of its fixes.
    fixes: Vec<String>,
}

writable!(Found { start: always, end: always, severity, code, message, fixes });

impl Found {
    /// A finding and its fixes.
    pub fn of(finding: &findings::Finding, fixes: &[Fix], offsets: &Offsets, lang: Lang) -> Found {
        let (start, end) = units(finding.span, offsets);
        Found {
            start,
            end,
            severity: finding.severity.into(),
            code: findings::name(finding.code).map_or_else(|| finding.code.to_owned(), |name| name.string(lang)),
            message: pieces(&finding.message),
            fixes: fixes.iter().map(|fix| fix.name.to_string()).collect(),
        }
    }
}

/// A statement in words.
#[derive(Debug)]
pub struct Reading {
    start: u32,
    end: u32,
    sentence: Vec<Piece>,
}

writable!(Reading { start: always, end: always, sentence });

impl Reading {
    /// A statement in words.
    pub fn of(reading: &meaning::Reading, offsets: &Offsets) -> Reading {
        let (start, end) = units(reading.span, offsets);
        Reading { start, end, sentence: pieces(&reading.sentence) }
    }
}

/// How many warnings a document has.
#[derive(Debug)]
pub struct Tally {
    /// The document.
    pub document: String,
    /// Their number.
    pub warnings: u32,
}

writable!(Tally { document: always, warnings: always });

/// A part of a sentence.
#[derive(Debug)]
pub struct Piece {
    text: String,
    style: Option<&'static str>,
}

writable!(Piece { text, style });

fn pieces(Text(pieces): &Text) -> Vec<Piece> {
    let piece = |piece: &ram_text::Piece| Piece {
        text: piece.as_str().to_owned(),
        style: match piece {
            ram_text::Piece::Arg { style: Style::Code, .. } => Some("code"),
            ram_text::Piece::Arg { style: Style::Strong, .. } => Some("strong"),
            _ => None,
        },
    };
    pieces.iter().map(piece).collect()
}

/// What could be written at a cursor, the best first.
#[derive(Debug)]
pub struct Completion {
    items: Vec<Item>,
    is_whole: bool,
}

writable!(Completion { items: always, is_whole as "isWhole": always });

/// One thing that could be written.
#[derive(Debug)]
struct Item {
    label: String,
    /// As Monaco calls it.
    kind: &'static str,
    insert: String,
    /// Where the cursor goes in `insert`.
    caret: u32,
    start: u32,
    end: u32,
    also: Vec<Change>,
    detail: Option<String>,
    documentation: Option<String>,
    then_suggest: bool,
}

writable!(Item {
    label, kind, insert, caret: always, start: always, end: always, also: always, detail, documentation,
    then_suggest as "thenSuggest"
});

/// A change of the text elsewhere.
#[derive(Debug)]
struct Change {
    start: u32,
    end: u32,
    insert: String,
}

writable!(Change { start: always, end: always, insert });

impl Completion {
    /// A completion in a text.
    pub fn of(found: complete::Completion, offsets: &Offsets) -> Completion {
        let item = |item: complete::Item| {
            let (start, end) = units(item.replace, offsets);
            Item {
                label: item.label,
                kind: kind(item.kind),
                caret: Offsets::of(&item.insert).to_utf16(clamp(item.caret)),
                insert: item.insert,
                start,
                end,
                also: item.also.iter().map(|edit| change(edit, offsets)).collect(),
                detail: item.detail.map(|detail| detail.to_string()),
                documentation: item.documentation.map(|sentence| markdown::sentence(&sentence)),
                then_suggest: item.then_suggest,
            }
        };
        Completion { items: found.items.into_iter().map(item).collect(), is_whole: found.is_whole }
    }
}

fn change(edit: &TextEdit, offsets: &Offsets) -> Change {
    let (start, end) = units(edit.span, offsets);
    Change { start, end, insert: edit.insert.clone() }
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Element => "Property",
        ItemKind::Value => "Value",
        ItemKind::Service => "Module",
        ItemKind::Action => "Method",
        ItemKind::Wildcard => "Constant",
        ItemKind::Arn => "Reference",
        ItemKind::Principal => "User",
        ItemKind::Operator => "Operator",
        ItemKind::Key => "Field",
        ItemKind::Snippet => "Snippet",
    }
}

/// What stands under the pointer, as paragraphs in Markdown.
#[derive(Debug)]
pub struct Hover {
    start: u32,
    end: u32,
    paragraphs: Vec<String>,
}

writable!(Hover { start: always, end: always, paragraphs });

impl Hover {
    /// What is known about a word of a text.
    pub fn of(hover: &hover::Hover, offsets: &Offsets, lang: Lang) -> Hover {
        let (start, end) = units(hover.span, offsets);
        let mut paragraphs: Vec<String> = hover.sentences.iter().map(markdown::sentence).collect();
        if !hover.names.is_empty() {
            let mut names: Vec<String> = hover.names.iter().map(|name| format!("- {}", markdown::code(name))).collect();
            if hover.more > 0 {
                let more = Msg::TraceMore { n: hover.more.into() };
                names.push(format!("- {}", markdown::sentence(&more.text(lang))));
            }
            paragraphs.push(names.join("\n"));
        }
        let rule = markdown::sentence(&Msg::PageRule { rule: code(hover.rule) }.text(lang));
        // A link that opens only when a person follows it.
        paragraphs.push(format!("{rule} · [{0}]({0})", hover.page));
        Hover { start, end, paragraphs }
    }
}

/// A statement in an outline.
#[derive(Debug)]
pub struct Heading {
    start: u32,
    end: u32,
    title: String,
}

writable!(Heading { start: always, end: always, title });

impl Heading {
    /// The heading of a statement.
    pub fn of(heading: &outline::Heading, offsets: &Offsets) -> Heading {
        let (start, end) = units(heading.span, offsets);
        Heading { start, end, title: heading.title.to_string() }
    }
}

fn units(span: Span, offsets: &Offsets) -> (u32, u32) {
    (offsets.to_utf16(span.start), offsets.to_utf16(span.end))
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
