//! The one interpreter of all messages: text and values → pieces.
//!
//! A message is one text, so that it costs the page little more than its words. Variables and choices stand in it between
//! marks: `ARG number name END`, and `CHOICE number (FORM when THEN text)… OTHER text END`. The number is that of the
//! variable, as one digit. `when` is `=` with a number, `1` for the plural form of one, or `:` with a word; the first
//! form that fits is taken.

use std::borrow::Cow;

use crate::{Arg, Lang, Piece, Style, Text};

const ARG: char = '\u{1}';
const CHOICE: char = '\u{2}';
const FORM: char = '\u{3}';
const THEN: char = '\u{4}';
const OTHER: char = '\u{5}';
const END: char = '\u{6}';

/// The value of a variable, as the enum of messages holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code, reason = "whether a message has a variable of this kind is up to the texts")]
pub(crate) enum Value<'a> {
    Arg(&'a Arg),
    Number(usize),
    Word(&'static str),
}

/// Renders a message of `lang`.
pub(crate) fn render(message: &'static str, lang: Lang, values: &[Value<'_>]) -> Text {
    let mut pieces = Vec::new();
    push_parts(&mut pieces, message, values, true);
    if lang == Lang::ZhCn {
        close_gaps(&mut pieces);
    }
    Text(pieces)
}

/// Reads up to the end, or to a mark that ends the text of a form, which it leaves. Shows what it reads or passes over it.
fn push_parts(pieces: &mut Vec<Piece>, text: &'static str, values: &[Value<'_>], is_shown: bool) -> &'static str {
    let mut rest = text;
    loop {
        let (words, after) = rest.split_at(rest.find([ARG, CHOICE, FORM, OTHER, END]).unwrap_or(rest.len()));
        if is_shown && !words.is_empty() {
            pieces.push(Piece::Words(Cow::Borrowed(words)));
        }
        rest = if let Some(after) = after.strip_prefix(ARG) {
            let (variable, after) = after.split_once(END).unwrap_or_default();
            let (value, name) = numbered(variable, values);
            if is_shown {
                push_value(pieces, name, value);
            }
            after
        } else if let Some(after) = after.strip_prefix(CHOICE) {
            let (value, forms) = numbered(after, values);
            push_choice(pieces, value, forms, values, is_shown)
        } else {
            return after;
        };
    }
}

fn push_choice(
    pieces: &mut Vec<Piece>,
    value: Option<Value<'_>>,
    forms: &'static str,
    values: &[Value<'_>],
    is_shown: bool,
) -> &'static str {
    let mut rest = forms;
    let mut is_chosen = false;
    while let Some((when, after)) = rest.strip_prefix(FORM).and_then(|form| form.split_once(THEN)) {
        let fits = !is_chosen && fits(when, value);
        rest = push_parts(pieces, after, values, is_shown && fits);
        is_chosen |= fits;
    }
    rest = push_parts(pieces, rest.strip_prefix(OTHER).unwrap_or(rest), values, is_shown && !is_chosen);
    rest.strip_prefix(END).unwrap_or(rest)
}

fn fits(when: &str, value: Option<Value<'_>>) -> bool {
    match value {
        Some(Value::Number(number)) => match when.strip_prefix('=') {
            Some(exactly) => exactly.parse() == Ok(number),
            None => when == "1" && number == 1,
        },
        Some(Value::Word(word)) => when.strip_prefix(':') == Some(word),
        _ => false,
    }
}

/// The value whose number stands first, and what follows.
fn numbered<'v>(text: &'static str, values: &[Value<'v>]) -> (Option<Value<'v>>, &'static str) {
    let mut characters = text.chars();
    let number = characters.next().and_then(|digit| digit.to_digit(10));
    (number.and_then(|number| values.get(number as usize)).copied(), characters.as_str())
}

fn push_value(pieces: &mut Vec<Piece>, name: &'static str, value: Option<Value<'_>>) {
    let (style, text) = match value {
        Some(Value::Arg(Arg::Text(text))) => return pieces.extend(text.0.iter().cloned()),
        Some(Value::Arg(Arg::Value { style, text })) => (*style, text.clone()),
        Some(Value::Number(number)) => (Style::Plain, grouped(number)),
        Some(Value::Word(word)) => (Style::Plain, word.to_owned()),
        None => return,
    };
    pieces.push(Piece::Arg { name, style, text });
}

/// Takes away the space between Chinese words and an argument that is Chinese itself. Code keeps its distance.
fn close_gaps(pieces: &mut [Piece]) {
    let chinese = |piece: &Piece, at_end: bool| {
        let is_code = matches!(piece, Piece::Arg { style: Style::Code, .. });
        let mut characters = piece.as_str().chars();
        let nearest = if at_end { characters.next_back() } else { characters.next() };
        !is_code && nearest.is_some_and(is_chinese)
    };
    for at in 1..pieces.len() {
        let Some([before, after]) = pieces.get_mut(at - 1..=at) else {
            continue;
        };
        if let Piece::Words(Cow::Borrowed(words)) = before
            && let Some(trimmed) = words.strip_suffix(' ')
            && trimmed.ends_with(is_chinese)
            && chinese(after, false)
        {
            *words = trimmed;
        } else if let Piece::Words(Cow::Borrowed(words)) = after
            && let Some(trimmed) = words.strip_prefix(' ')
            && trimmed.starts_with(is_chinese)
            && chinese(before, true)
        {
            *words = trimmed;
        }
    }
}

/// A Chinese character or full-width punctuation.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}' | '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// 6144 → 6,144, as both languages write it.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{code, plain, strong};

    const ROLE: &str = "Trust policy of \u{1}0role\u{6}";
    const STEPS: &str = "\u{2}0\u{3}=0\u{4}nothing\u{3}1\u{4}\u{1}0n\u{6} step\u{5}\u{1}0n\u{6} steps\u{6}.";
    const KIND: &str = "\u{2}0\u{3}:user\u{4}a user\u{5}a \u{1}0kind\u{6}\u{6}";

    fn english(message: &'static str, value: Value<'_>) -> String {
        render(message, Lang::En, &[value]).to_string()
    }

    fn chinese(arg: &Arg) -> String {
        render("让 \u{1}0role\u{6} 的信任策略", Lang::ZhCn, &[Value::Arg(arg)]).to_string()
    }

    #[test]
    fn an_argument_keeps_its_name_and_style() {
        let text = render(ROLE, Lang::En, &[Value::Arg(&code("ops"))]);
        let role = Piece::Arg { name: "role", style: Style::Code, text: "ops".into() };
        assert_eq!(text, Text(vec![Piece::Words("Trust policy of ".into()), role]));
    }

    #[test]
    fn a_text_as_argument_is_put_in_place() {
        let inner = strong("ops").named("inner");
        let text = render(ROLE, Lang::En, &[Value::Arg(&inner)]);
        let role = Piece::Arg { name: "inner", style: Style::Strong, text: "ops".into() };
        assert_eq!(text, Text(vec![Piece::Words("Trust policy of ".into()), role]));
    }

    #[test]
    fn a_number_chooses_the_plural_form() {
        assert_eq!(english(STEPS, Value::Number(0)), "nothing.");
        assert_eq!(english(STEPS, Value::Number(1)), "1 step.");
        assert_eq!(english(STEPS, Value::Number(2)), "2 steps.");
        assert_eq!(english(STEPS, Value::Number(1_234_567)), "1,234,567 steps.");
    }

    #[test]
    fn a_word_chooses_the_form() {
        assert_eq!(english(KIND, Value::Word("user")), "a user");
        assert_eq!(english(KIND, Value::Word("role")), "a role");
    }

    #[test]
    fn a_chinese_argument_needs_no_space() {
        assert_eq!(chinese(&plain("Bob")), "让 Bob 的信任策略");
        assert_eq!(chinese(&plain("张三")), "让张三的信任策略");
        assert_eq!(chinese(&plain("公司 A")), "让公司 A 的信任策略");
        assert_eq!(chinese(&code("张三")), "让 张三 的信任策略");
        assert_eq!(chinese(&Arg::text(Text(vec![Piece::Words("会话".into())]))), "让会话的信任策略");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(123_456), "123,456");
    }
}
