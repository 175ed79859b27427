//! The one interpreter of all messages: parts and values → pieces.

use std::borrow::Cow;

use crate::{Arg, Lang, Piece, Style, Text};

/// A compiled part of a message.
#[derive(Debug)]
pub(crate) enum Part {
    Words(&'static str),
    /// The value at this place among the variables, and the name of the variable.
    Arg(u8, &'static str),
    #[cfg_attr(not(test), allow(dead_code, reason = "whether a message has a choice is up to the texts"))]
    Choice(&'static Choice),
}

/// Words that depend on a value.
#[derive(Debug)]
pub(crate) struct Choice {
    pub by: u8,
    /// The first that fits is taken.
    pub forms: &'static [(When, &'static [Part])],
    pub other: &'static [Part],
}

#[derive(Debug)]
#[allow(dead_code, reason = "whether a message has a choice of this kind is up to the texts")]
pub(crate) enum When {
    Exactly(usize),
    One,
    Word(&'static str),
}

/// The value of a variable, as the enum of messages holds it.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "whether a message has a variable of this kind is up to the texts")]
pub(crate) enum Value<'a> {
    Arg(&'a Arg),
    Number(usize),
    Word(&'static str),
}

/// Renders message `number` of the table of `lang`.
pub(crate) fn render(tables: [&'static [&'static [Part]]; 2], lang: Lang, number: usize, values: &[Value<'_>]) -> Text {
    let [english, chinese] = tables;
    let table = match lang {
        Lang::En => english,
        Lang::ZhCn => chinese,
    };
    let mut pieces = Vec::new();
    push_parts(&mut pieces, table.get(number).copied().unwrap_or_default(), values);
    if lang == Lang::ZhCn {
        close_gaps(&mut pieces);
    }
    Text(pieces)
}

fn push_parts(pieces: &mut Vec<Piece>, parts: &'static [Part], values: &[Value<'_>]) {
    let value = |number: u8| values.get(usize::from(number)).copied();
    for part in parts {
        match part {
            Part::Words(words) => pieces.push(Piece::Words(Cow::Borrowed(words))),
            Part::Arg(number, name) => match value(*number) {
                Some(Value::Arg(Arg::Text(text))) => pieces.extend(text.0.iter().cloned()),
                Some(Value::Arg(Arg::Value { style, text })) => {
                    pieces.push(Piece::Arg { name, style: *style, text: text.clone() });
                }
                Some(Value::Number(number)) => {
                    pieces.push(Piece::Arg { name, style: Style::Plain, text: grouped(number) });
                }
                Some(Value::Word(word)) => {
                    pieces.push(Piece::Arg { name, style: Style::Plain, text: word.to_owned() });
                }
                None => {}
            },
            Part::Choice(choice) => {
                let fits = |when: &When| match (when, value(choice.by)) {
                    (When::Exactly(n), Some(Value::Number(value))) => *n == value,
                    (When::One, Some(Value::Number(value))) => value == 1,
                    (When::Word(word), Some(Value::Word(value))) => *word == value,
                    _ => false,
                };
                let form = choice.forms.iter().find(|(when, _)| fits(when));
                push_parts(pieces, form.map_or(choice.other, |(_, parts)| parts), values);
            }
        }
    }
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

    static ENGLISH: &[&[Part]] = &[
        &[Part::Words("Trust policy of "), Part::Arg(0, "role")],
        &[Part::Choice(&Choice {
            by: 0,
            forms: &[
                (When::Exactly(0), &[Part::Words("nothing")]),
                (When::One, &[Part::Arg(0, "n"), Part::Words(" step")]),
            ],
            other: &[Part::Arg(0, "n"), Part::Words(" steps")],
        })],
        &[Part::Choice(&Choice {
            by: 0,
            forms: &[(When::Word("user"), &[Part::Words("a user")])],
            other: &[Part::Words("a "), Part::Arg(0, "kind")],
        })],
    ];
    static CHINESE: &[&[Part]] = &[&[Part::Words("让 "), Part::Arg(0, "role"), Part::Words(" 的信任策略")]];

    fn english(number: usize, value: Value<'_>) -> String {
        render([ENGLISH, CHINESE], Lang::En, number, &[value]).to_string()
    }

    fn chinese(arg: &Arg) -> String {
        render([ENGLISH, CHINESE], Lang::ZhCn, 0, &[Value::Arg(arg)]).to_string()
    }

    #[test]
    fn an_argument_keeps_its_name_and_style() {
        let text = render([ENGLISH, CHINESE], Lang::En, 0, &[Value::Arg(&code("ops"))]);
        let role = Piece::Arg { name: "role", style: Style::Code, text: "ops".into() };
        assert_eq!(text, Text(vec![Piece::Words("Trust policy of ".into()), role]));
    }

    #[test]
    fn a_text_as_argument_is_put_in_place() {
        let inner = strong("ops").named("inner");
        let text = render([ENGLISH, CHINESE], Lang::En, 0, &[Value::Arg(&inner)]);
        let role = Piece::Arg { name: "inner", style: Style::Strong, text: "ops".into() };
        assert_eq!(text, Text(vec![Piece::Words("Trust policy of ".into()), role]));
    }

    #[test]
    fn a_number_chooses_the_plural_form() {
        assert_eq!(english(1, Value::Number(0)), "nothing");
        assert_eq!(english(1, Value::Number(1)), "1 step");
        assert_eq!(english(1, Value::Number(2)), "2 steps");
        assert_eq!(english(1, Value::Number(1_234_567)), "1,234,567 steps");
    }

    #[test]
    fn a_word_chooses_the_form() {
        assert_eq!(english(2, Value::Word("user")), "a user");
        assert_eq!(english(2, Value::Word("role")), "a role");
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

    #[test]
    fn a_number_outside_the_table_is_an_empty_text() {
        assert_eq!(english(99, Value::Number(1)), "");
    }
}
