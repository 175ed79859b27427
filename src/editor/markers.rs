//! What stands beside and under the text: findings, the linked lines, the deciding statement, the nearest miss.

use ram_json::writable;
use ram_policy::text::Span;
use ram_scenario::utf16::Offsets;
use ram_scenario::view::{MarkKind, StatementView, StepView, Tone, TraceView};

use super::advice::{Class, Finding};

/// A finding as the editor takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    start: u32,
    end: u32,
    severity: Class,
    message: String,
    code: String,
    fixes: Vec<String>,
}

writable!(Marker { start: always, end: always, severity, message, code, fixes });

/// The findings of a document.
pub fn markers(findings: &[Finding], offsets: &Offsets) -> Vec<Marker> {
    let marker = |finding: &Finding| Marker {
        start: offsets.to_utf16(finding.span.start),
        end: offsets.to_utf16(finding.span.end),
        severity: finding.class,
        message: finding.message.to_string(),
        code: finding.code.clone(),
        fixes: finding.fixes.clone(),
    };
    findings.iter().map(marker).collect()
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
    is_revealed: bool,
}

writable!(Decoration {
    start: always, end: always, class, whole_line as "wholeLine", glyph, inline_class as "inlineClass",
    is_revealed as "isRevealed"
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
            is_revealed: false,
        }
    }

    /// The lines that belong to what is marked in the trace.
    pub fn linked(span: Span, offsets: &Offsets) -> Decoration {
        Decoration { class: Some("linked"), whole_line: true, ..Decoration::on(span, offsets) }
    }

    /// What of the linked lines is meant, and is to be seen; it has a line below it where it is a part of them.
    pub fn element(span: Span, is_part: bool, offsets: &Offsets) -> Decoration {
        let inline_class = is_part.then_some("linked-element");
        Decoration { inline_class, is_revealed: true, ..Decoration::on(span, offsets) }
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

    #[test]
    fn decorations_are_written_as_the_bridge_reads_them() {
        let offsets = Offsets::default();
        let json = |decoration| ram_json::to_json(&decoration);
        assert_eq!(
            json(Decoration::linked(Span::new(1, 3), &offsets)),
            r#"{"start":1,"end":3,"class":"linked","wholeLine":true}"#
        );
        assert_eq!(
            json(Decoration::element(Span::new(1, 3), true, &offsets)),
            r#"{"start":1,"end":3,"inlineClass":"linked-element","isRevealed":true}"#
        );
        assert_eq!(json(Decoration::glyph(Span::new(1, 3), &offsets, "deny")), r#"{"start":1,"end":1,"glyph":"deny"}"#);
        assert_eq!(json(Decoration::near(Span::new(1, 3), &offsets)), r#"{"start":1,"end":3,"inlineClass":"near"}"#);
    }
}
