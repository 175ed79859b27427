//! Source and trace are one thing seen twice: which part of the trace belongs to which part of a text.

use std::ops::Range;

use ram_policy::text::Span;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::view::TraceView;

use super::Place;

/// The innermost statement or element of the trace around a byte of a document.
pub fn innermost(trace: &TraceView, document: &DocumentKey, offset: u32) -> Option<Place> {
    let id = document.to_string();
    let steps = trace.phases.iter().flat_map(|phase| &phase.resources).flat_map(|resource| &resource.steps);
    let statements = steps
        .flat_map(|step| &step.rows)
        .flat_map(|row| row.statements.iter().chain(&row.others))
        .filter(|statement| *statement.document.0 == *id);
    let spans = statements
        .flat_map(|statement| {
            std::iter::once(statement.span).chain(statement.elements.iter().map(|element| element.span))
        })
        .filter(|span| span.start <= offset && offset <= span.end);
    spans.min_by_key(|span| span.end - span.start).map(|span| Place { document: document.clone(), span })
}

/// The same place after its document has changed; none if there is no such document any more.
pub fn follow(place: Place, before: &Scenario, after: &Scenario) -> Option<Place> {
    if place.document.is_read_only() {
        return Some(place);
    }
    let (old, new) = (before.document(&place.document)?, after.document(&place.document)?);
    let span = moved(place.span, old, new)?;
    Some(Place { span, ..place })
}

/// Where a span of `old` lies in `new`, which differs from it in one stretch. None if nothing of it is left.
fn moved(span: Span, old: &str, new: &str) -> Option<Span> {
    let same_start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - same_start;
    let same_end = old.bytes().rev().zip(new.bytes().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let changed_end = old.len() - same_end;
    // What is put in exactly at an end of the span lies outside of it.
    let Range { start, end } = span.range();
    let start = if start >= changed_end { start + new.len() - old.len() } else { start.min(same_start) };
    let end = match end {
        end if end <= same_start => end,
        end if end >= changed_end => end + new.len() - old.len(),
        _ => new.len() - same_end,
    };
    (start < end && new.is_char_boundary(start) && new.is_char_boundary(end)).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::moved;
    use ram_policy::text::Span;

    fn check(old: &str, part: &str, new: &str, expected: Option<&str>) {
        let start = old.find(part).unwrap();
        let found = moved(Span::new(start, start + part.len()), old, new);
        assert_eq!(found.map(|span| span.of(new)), expected, "{old} → {new}");
    }

    #[test]
    fn a_place_moves_with_its_text() {
        check("a [b] c", "[b]", "a [b] c", Some("[b]"));
        check("a [b] c", "[b]", "aaa [b] c", Some("[b]"));
        check("a [b] c", "[b]", "a [b] ccc", Some("[b]"));
        check("a [b] c", "[b]", "a [bbb] c", Some("[bbb]"));
        check("a[b]c", "[b]", "aa[b]c", Some("[b]"));
        check("a[b]c", "[b]", "a[b]cc", Some("[b]"));
        check("a [b] c", "[b]", "[b] c", Some("[b]"));
        check("a [b] c", "[b]", "a  c", None);
        check("a [b] c", "[b]", "", None);
        check("中 [文] 字", "[文]", "中中 [文] 字", Some("[文]"));
    }
}
