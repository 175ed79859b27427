//! How one text differs from another, line by line.

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

/// The lines of both texts in order: as many as can stay the same, and of the others those of the first come first.
pub fn changes<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let (before, after) = (Vec::from_iter(before.lines()), Vec::from_iter(after.lines()));
    let same = |one: &[&str], other: &[&str]| one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let head = same(&before, &after);
    let (first, before) = before.split_at(head);
    let (_, after) = after.split_at(head);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, last) = before.split_at(before.len() - tail);
    let (after, _) = after.split_at(after.len() - tail);
    let mut lines = Vec::from_iter(first.iter().copied().map(Line::Same));
    if before.len().saturating_mul(after.len()) > COMPARED {
        lines.extend(before.iter().copied().map(Line::Gone));
        lines.extend(after.iter().copied().map(Line::New));
    } else {
        between(before, after, &mut lines);
    }
    lines.extend(last.iter().copied().map(Line::Same));
    lines
}

/// The longest sequence of lines that both have, by the lengths of those of all their ends.
fn between<'t>(before: &[&'t str], after: &[&'t str], lines: &mut Vec<Line<'t>>) {
    let width = after.len() + 1;
    let mut lengths = vec![0_u32; (before.len() + 1) * width];
    let at = |lengths: &[u32], one: usize, other: usize| lengths.get(one * width + other).copied().unwrap_or_default();
    for (one, mine) in before.iter().enumerate().rev() {
        for (other, theirs) in after.iter().enumerate().rev() {
            let length = if mine == theirs {
                at(&lengths, one + 1, other + 1) + 1
            } else {
                at(&lengths, one + 1, other).max(at(&lengths, one, other + 1))
            };
            if let Some(place) = lengths.get_mut(one * width + other) {
                *place = length;
            }
        }
    }
    let (mut one, mut other) = (0, 0);
    loop {
        match (before.get(one), after.get(other)) {
            (Some(mine), Some(theirs)) if mine == theirs => {
                lines.push(Line::Same(mine));
                (one, other) = (one + 1, other + 1);
            }
            (Some(mine), theirs)
                if theirs.is_none() || at(&lengths, one + 1, other) >= at(&lengths, one, other + 1) =>
            {
                lines.push(Line::Gone(mine));
                one += 1;
            }
            (_, Some(theirs)) => {
                lines.push(Line::New(theirs));
                other += 1;
            }
            (_, None) => return,
        }
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
