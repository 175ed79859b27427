//! How one text differs from another, line by line.

use ram_text::{Lang, Msg};
use similar::{Algorithm, Change, ChangeTag, capture_diff_slices};
use yew::prelude::*;

/// The most pairs of lines that are compared. Beyond, what differs counts as replaced as a whole.
const COMPARED: usize = 4_000_000;

/// A line of either text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'t> {
    /// In both.
    Same(&'t str),
    /// In the first alone.
    Gone(&'t str),
    /// In the second alone.
    New(&'t str),
}

/// The lines of both texts in order: where they differ, those of the first come first.
pub fn changes<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let (before, after) = (Vec::from_iter(before.lines()), Vec::from_iter(after.lines()));
    if before.len().saturating_mul(after.len()) > COMPARED {
        let gone = before.into_iter().map(Line::Gone);
        return gone.chain(after.into_iter().map(Line::New)).collect();
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    ops.iter().flat_map(|op| op.iter_changes(&before, &after)).map(line).collect()
}

/// Lines that can only be read, each marked by what became of it. The list scrolls, and is reached by the keyboard.
pub fn draw(lines: &[Line<'_>], label: String, lang: Lang) -> Html {
    let line = |line: &Line<'_>| match line {
        Line::Same(text) => html! { <li>{ text }</li> },
        Line::Gone(text) => {
            html! { <li><del><span class="sr">{ Msg::EntityLineGone.string(lang) }</span>{ text }</del></li> }
        }
        Line::New(text) => {
            html! { <li><ins><span class="sr">{ Msg::EntityLineNew.string(lang) }</span>{ text }</ins></li> }
        }
    };
    html! { <ol class="version-text" tabindex="0" aria-label={label}>{ for lines.iter().map(line) }</ol> }
}

fn line(change: Change<&str>) -> Line<'_> {
    match change.tag() {
        ChangeTag::Equal => Line::Same(change.value()),
        ChangeTag::Delete => Line::Gone(change.value()),
        ChangeTag::Insert => Line::New(change.value()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let mark = |line: Line| match line {
            Line::Same(line) => format!(" {line}"),
            Line::Gone(line) => format!("-{line}"),
            Line::New(line) => format!("+{line}"),
        };
        changes(before, after).into_iter().map(mark).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_both_have_stays() {
        assert_eq!(marked("a\nb\nc", "a\nb\nc"), " a| b| c");
        assert_eq!(marked("a\nb\nc", "a\nx\nc"), " a|-b|+x| c");
        assert_eq!(marked("a\nc", "a\nb\nc"), " a|+b| c");
        assert_eq!(marked("a\nb\nc", "a\nc"), " a|-b| c");
        assert_eq!(marked("a\nb\nc\nd\ne", "b\nx\nd\na"), "-a| b|-c|+x| d|-e|+a");
        assert_eq!(marked("", "a"), "+a");
        assert_eq!(marked("a", ""), "-a");
        assert_eq!(marked("", ""), "");
        assert_eq!(marked("a\na", "a\na\na"), " a| a|+a");
    }

    #[test]
    fn each_text_is_whole_in_it_also_where_nothing_is_compared() {
        let text = |start: usize, count: usize| (start..start + count).map(|n| format!("{n}\n")).collect::<String>();
        for (before, after) in [(text(0, 2_500), text(10_000, 2_500)), (text(0, 40), text(20, 40))] {
            let lines = changes(&before, &after);
            let of = |is_in: fn(&Line<'_>) -> Option<String>| lines.iter().filter_map(is_in).collect::<String>();
            let first = of(|line| match line {
                Line::Same(line) | Line::Gone(line) => Some(format!("{line}\n")),
                Line::New(_) => None,
            });
            let second = of(|line| match line {
                Line::Same(line) | Line::New(line) => Some(format!("{line}\n")),
                Line::Gone(_) => None,
            });
            assert_eq!((first, second), (before, after));
        }
    }
}
