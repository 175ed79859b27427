//! What stands beside and under the text: findings, the linked lines, the deciding statement, the nearest miss. Spans
//! are UTF-8 bytes; this module alone turns them into the UTF-16 offsets of browsers, and back.

use ram_json::writable;
use ram_policy::diagnostic::{Diagnostic, Severity};
use ram_policy::text::Span;
use ram_scenario::view::{MarkKind, StatementView, StepView, Tone, TraceView};
use ram_text::Lang;

/// The characters of a text that are not one byte long, so that offsets can be turned into each other.
#[derive(Debug, Clone, Default)]
pub struct Offsets {
    /// Where each such character ends: bytes, and UTF-16 units.
    ends: Vec<(u32, u32)>,
}

impl Offsets {
    /// Looks through a text.
    pub fn of(text: &str) -> Offsets {
        let mut ends = Vec::new();
        // How many bytes there were more than units.
        let mut surplus = 0;
        for (start, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            surplus += c.len_utf8() - c.len_utf16();
            let end = start + c.len_utf8();
            ends.push((clamp(end), clamp(end - surplus)));
        }
        Offsets { ends }
    }

    /// A byte offset in UTF-16 units.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        let before = self.ends.partition_point(|(end, _)| *end <= byte);
        match before.checked_sub(1).and_then(|last| self.ends.get(last)) {
            Some((bytes, units)) => byte - bytes + units,
            None => byte,
        }
    }

    /// A UTF-16 offset in bytes.
    pub fn to_byte(&self, unit: u32) -> u32 {
        let before = self.ends.partition_point(|(_, end)| *end <= unit);
        match before.checked_sub(1).and_then(|last| self.ends.get(last)) {
            Some((bytes, units)) => unit - units + bytes,
            None => unit,
        }
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A finding as the editor takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    start: u32,
    end: u32,
    severity: &'static str,
    message: String,
    code: &'static str,
}

writable!(Marker { start: always, end: always, severity, message, code });

/// The findings of a document.
pub fn markers(diagnostics: &[Diagnostic], offsets: &Offsets, lang: Lang) -> Vec<Marker> {
    let marker = |diagnostic: &Diagnostic| Marker {
        start: offsets.to_utf16(diagnostic.span.start),
        end: offsets.to_utf16(diagnostic.span.end),
        severity: match diagnostic.severity() {
            Severity::Error => "error",
            Severity::SecurityWarning | Severity::GeneralWarning => "warning",
            Severity::Suggestion => "info",
        },
        message: ram_scenario::diagnostics::message(&diagnostic.problem, lang).string(lang),
        code: diagnostic.code(),
    };
    diagnostics.iter().map(marker).collect()
}

/// A mark on a part of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoration {
    start: u32,
    end: u32,
    class: Option<&'static str>,
    whole_line: bool,
    glyph: Option<&'static str>,
    inline_class: Option<&'static str>,
}

writable!(Decoration {
    start: always, end: always, class, whole_line as "wholeLine", glyph, inline_class as "inlineClass"
});

impl Decoration {
    fn on(span: Span, offsets: &Offsets) -> Decoration {
        Decoration {
            start: offsets.to_utf16(span.start),
            end: offsets.to_utf16(span.end),
            class: None,
            whole_line: false,
            glyph: None,
            inline_class: None,
        }
    }

    /// The lines that belong to what is marked in the trace.
    pub fn linked(span: Span, offsets: &Offsets) -> Decoration {
        Decoration { class: Some("linked"), whole_line: true, ..Decoration::on(span, offsets) }
    }

    fn glyph(span: Span, offsets: &Offsets, glyph: &'static str) -> Decoration {
        Decoration { glyph: Some(glyph), ..Decoration::on(Span { end: span.start, ..span }, offsets) }
    }

    fn near(span: Span, offsets: &Offsets) -> Decoration {
        Decoration { inline_class: Some("near"), ..Decoration::on(span, offsets) }
    }
}

/// The marks that the answer leaves in one document: the statement that decided, or that came closest, and in the
/// latter what differs.
pub fn outcome(trace: &TraceView, document: &str, text: &str, offsets: &Offsets) -> Vec<Decoration> {
    let steps = trace.phases.iter().flat_map(|phase| &phase.resources).flat_map(|resource| &resource.steps);
    let mut decorations = Vec::new();
    for step in steps.filter(|step| step.decides) {
        for statement in step.rows.iter().flat_map(|row| &row.statements).filter(|s| *s.document.0 == *document) {
            if let Some(glyph) = glyph(step, statement) {
                decorations.push(Decoration::glyph(statement.span, offsets, glyph));
                decorations.extend(misses(statement, text).map(|span| Decoration::near(span, offsets)));
            }
        }
    }
    decorations
}

fn glyph(step: &StepView, statement: &StatementView) -> Option<&'static str> {
    match step.tone {
        _ if statement.is_deciding => Some(if statement.effect == Tone::Deny { "deny" } else { "allow" }),
        Tone::Implicit if !statement.applies && is_nearest(step, statement) => Some("implicit"),
        _ => None,
    }
}

/// Near misses come in order, fewest failing elements first.
fn is_nearest(step: &StepView, statement: &StatementView) -> bool {
    let mut misses = step.rows.iter().flat_map(|row| &row.statements).filter(|statement| !statement.applies);
    misses.next() == Some(statement)
}

/// The parts of the statement's text that differ from the request.
fn misses<'a>(statement: &'a StatementView, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    statement.elements.iter().filter(|element| !element.holds).filter_map(move |element| {
        let whole = element.policy.iter().map(|mark| mark.text.as_str()).collect::<String>();
        let before = element.policy.iter().take_while(|mark| mark.kind != MarkKind::Differs);
        let offset = before.map(|mark| mark.text.len()).sum::<usize>();
        let differing = element.policy.iter().find(|mark| mark.kind == MarkKind::Differs)?;
        let start = element.span.of(text).find(&whole)? + element.span.range().start + offset;
        Some(Span::new(start, start + differing.text.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, part: &str, expected: (u32, u32)) {
        let start = text.find(part).unwrap();
        let span = Span::new(start, start + part.len());
        let offsets = Offsets::of(text);
        let units = (offsets.to_utf16(span.start), offsets.to_utf16(span.end));
        assert_eq!(units, expected, "{part} in {text:?}");
        assert_eq!((offsets.to_byte(units.0), offsets.to_byte(units.1)), (span.start, span.end));
        let taken = text.encode_utf16().skip(units.0 as usize).take((units.1 - units.0) as usize);
        assert_eq!(String::from_utf16(&Vec::from_iter(taken)).unwrap(), part);
    }

    #[test]
    fn offsets_count_as_browsers_do() {
        check("", "", (0, 0));
        check(r#"{"Action": "ecs:*"}"#, "ecs:*", (12, 17));
        check("\"角色\": \"Alice\"", "Alice", (7, 12));
        check("\"角色\": \"Alice\"", "角色", (1, 3));
        check("\"🦀\": 1", "🦀", (1, 3));
        check("\"🦀\": 1", "1", (6, 7));
        check("{\r\n  \"é\": 1\r\n}", "1", (10, 11));
        check("\t\"a\"", "\"a\"", (1, 4));
        check("中🦀a中", "a中", (3, 5));
    }

    #[test]
    fn decorations_are_written_as_the_bridge_reads_them() {
        let offsets = Offsets::default();
        let json = |decoration| ram_json::to_json(&decoration);
        assert_eq!(
            json(Decoration::linked(Span::new(1, 3), &offsets)),
            r#"{"start":1,"end":3,"class":"linked","wholeLine":true}"#
        );
        assert_eq!(json(Decoration::glyph(Span::new(1, 3), &offsets, "deny")), r#"{"start":1,"end":1,"glyph":"deny"}"#);
        assert_eq!(json(Decoration::near(Span::new(1, 3), &offsets)), r#"{"start":1,"end":3,"inlineClass":"near"}"#);
    }
}
