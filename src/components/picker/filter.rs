//! Which options fit what was typed, the best first, and which letters of them are the reason.

use std::ops::Range;

use ram_policy::order::sort_by_key;

use super::{List, Row, Section};

/// How well an option fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Whole,
    Beginning,
    BeginningOfWord,
    Inside,
    /// Only its second line or its note has what was typed.
    Beside,
}

/// The options that fit, in sections whose best option fits best, and at most `limit` of them. All words typed must be
/// there, in any order and any case of letters. Without a query all fit, in their order. Rows that are fixed stay.
pub fn filter(sections: Vec<Section>, query: &str, limit: usize) -> List {
    let query = query.trim().to_lowercase();
    let words = Vec::from_iter(query.split_whitespace());
    let mut found = Vec::new();
    for Section { label, rows } in sections {
        let mut ranked = Vec::from_iter(rows.into_iter().filter_map(|mut row| {
            let rank = rank(&row, &query, &words)?;
            row.marks = marks(&row.text, &words);
            Some((rank, row))
        }));
        sort_by_key(&mut ranked, |(rank, _)| *rank as usize);
        let best = ranked.first().map(|(rank, _)| *rank);
        let rows = ranked.into_iter().map(|(_, row)| row).collect();
        found.extend(best.map(|best| (best, Section { label, rows })));
    }
    sort_by_key(&mut found, |(best, _)| *best as usize);
    let mut list = List::default();
    for (_, Section { label, mut rows }) in found {
        let room = limit.saturating_sub(list.len());
        list.more += rows.len().saturating_sub(room);
        rows.truncate(room);
        if !rows.is_empty() {
            list.sections.push(Section { label, rows });
        }
    }
    list
}

fn rank(row: &Row, query: &str, words: &[&str]) -> Option<Rank> {
    if words.is_empty() {
        return Some(Rank::Whole);
    }
    let text = row.text.to_lowercase();
    if text == query {
        return Some(Rank::Whole);
    }
    if text.starts_with(query) {
        return Some(Rank::Beginning);
    }
    if words.iter().all(|word| text.contains(word)) {
        let written = if row.text.len() == text.len() { &row.text } else { &text };
        let begins = |word: &&str| text.match_indices(*word).any(|(at, _)| is_word_start(written, at));
        return Some(if words.iter().all(begins) { Rank::BeginningOfWord } else { Rank::Inside });
    }
    let beside = [&row.detail, &row.note].into_iter().flatten().map(|text| text.to_lowercase());
    let all = beside.fold(text, |all, text| all + "\n" + &text);
    words.iter().all(|word| all.contains(word)).then_some(Rank::Beside)
}

/// Whether a word begins here: after anything but a letter or digit, or at a capital after a small letter.
fn is_word_start(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let is_capital = before.ends_with(char::is_lowercase) && after.starts_with(char::is_uppercase);
    is_capital || !before.ends_with(char::is_alphanumeric)
}

/// The parts of a text that have a word, in bytes, in order, without overlap.
pub fn marks(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    let lower = text.to_lowercase();
    // Some letters change their length with their case; then places can't be told.
    if lower.len() != text.len() {
        return Vec::new();
    }
    let places = words.iter().filter_map(|word| lower.find(word).map(|at| at..at + word.len()));
    let mut places = Vec::from_iter(places.filter(|place| text.get(place.clone()).is_some()));
    sort_by_key(&mut places, |place| place.start);
    let mut end = 0;
    places.retain(|place| {
        let is_free = place.start >= end && !place.is_empty();
        end = if is_free { place.end } else { end };
        is_free
    });
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(label: &str, texts: &[&str]) -> Section {
        let rows = texts.iter().map(|text| Row { text: (*text).to_owned(), ..Row::default() });
        Section { label: Some(label.to_owned()), rows: rows.collect() }
    }

    #[track_caller]
    fn check(query: &str, texts: &[&str], expected: &[&str]) {
        let list = filter(vec![section("", texts)], query, 100);
        let found = Vec::from_iter(list.rows().map(|row| row.text.as_str()));
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn all_fit_without_a_query() {
        check("", &["b", "a"], &["b", "a"]);
        check("  ", &["b", "a"], &["b", "a"]);
    }

    #[test]
    fn the_best_comes_first() {
        let texts = ["backstop", "non-stop", "stopwatch", "stop"];
        check("stop", &texts, &["stop", "stopwatch", "non-stop", "backstop"]);
    }

    #[test]
    fn words_begin_at_capitals_too() {
        check("inst", &["ecs:Preinstall", "ecs:StopInstance"], &["ecs:StopInstance", "ecs:Preinstall"]);
    }

    #[test]
    fn case_does_not_count() {
        check("STOP", &["ecs:StopInstance", "ecs:Start"], &["ecs:StopInstance"]);
        check("李", &["李雷", "韩梅梅"], &["李雷"]);
    }

    #[test]
    fn all_words_must_be_there_in_any_order() {
        check("read partner", &["Partner-ReadOnly", "Partner-Admin"], &["Partner-ReadOnly"]);
    }

    #[test]
    fn the_second_line_counts_last() {
        let beside = Row { text: "x".to_owned(), detail: Some("acs:ram::1:role/ops".to_owned()), ..Row::default() };
        let list = filter(vec![Section { label: None, rows: vec![beside] }, section("b", &["dev-ops"])], "ops", 9);
        assert_eq!(Vec::from_iter(list.rows().map(|row| row.text.as_str())), ["dev-ops", "x"]);
    }

    #[test]
    fn long_lists_are_cut_and_counted() {
        let list = filter(vec![section("a", &["1", "2"]), section("b", &["3", "4", "5"])], "", 3);
        assert_eq!(list.len(), 3);
        assert_eq!(list.more, 2);
    }

    #[test]
    fn sections_without_a_fitting_option_are_left_out() {
        let list = filter(vec![section("a", &["x"]), section("b", &["y"])], "y", 9);
        assert_eq!(Vec::from_iter(list.sections.iter().map(|s| s.label.as_deref())), [Some("b")]);
    }

    #[test]
    fn marks_are_in_order_without_overlap() {
        assert_eq!(marks("ecs:StopInstance", &["inst", "stop"]), [4..8, 8..12]);
        assert_eq!(marks("stop", &["stop", "to"]), std::slice::from_ref(&(0..4)));
        assert_eq!(marks("İx", &["x"]), []);
    }
}
