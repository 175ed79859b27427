//! What a sentence is made of when it is drawn: pieces of words and of arguments.

use std::borrow::Cow;
use std::fmt;

/// A sentence in one language. Its `Display` is the plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

/// A part of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the sentence itself.
    Words(Cow<'static, str>),
    /// The value of a variable.
    Arg {
        /// The name of the variable, as written in the message.
        name: &'static str,
        /// How to draw it.
        style: Style,
        /// What it says.
        text: String,
    },
}

/// How an argument is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the words around it: people, companies, numbers.
    #[default]
    Plain,
    /// As code: names of policies, roles, actions and resources, and anything quoted from a document.
    Code,
    /// With emphasis.
    Strong,
}

/// The value of a variable in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A value, which becomes one piece, named for the variable.
    Value {
        /// How to draw it.
        style: Style,
        /// What it says.
        text: String,
    },
    /// A sentence or part of one, whose pieces are put in place as they are.
    Text(Text),
}

/// An argument in code style.
pub fn code(text: impl Into<String>) -> Arg {
    let text = text.into();
    // Nothing would leave a hole in the sentence.
    Arg::Value { style: Style::Code, text: if text.is_empty() { "\"\"".to_owned() } else { text } }
}

/// An argument that looks like the words around it.
pub fn plain(text: impl Into<String>) -> Arg {
    Arg::Value { style: Style::Plain, text: text.into() }
}

/// An argument with emphasis.
pub fn strong(text: impl Into<String>) -> Arg {
    Arg::Value { style: Style::Strong, text: text.into() }
}

impl Arg {
    /// A sentence or part of one as an argument.
    pub fn text(text: Text) -> Arg {
        Arg::Text(text)
    }

    /// The same value, whose piece is called `name` wherever it is put. For values inside a nested [`Text`], which
    /// would otherwise be called after the variable of the inner message.
    pub fn named(self, name: &'static str) -> Arg {
        match self {
            Arg::Value { style, text } => Arg::Text(Text(vec![Piece::Arg { name, style, text }])),
            Arg::Text(text) => Arg::Text(text),
        }
    }
}

impl Piece {
    /// What it says, without how it is drawn.
    pub fn as_str(&self) -> &str {
        match self {
            Piece::Words(words) => words,
            Piece::Arg { text, .. } => text,
        }
    }
}

impl Text {
    /// The text where it begins a line: words that it begins with get a capital letter, a name stays as it is.
    pub fn begins(mut self) -> Text {
        if let Some(Piece::Words(words)) = self.0.first_mut()
            && words.starts_with(|first: char| first.is_ascii_lowercase())
        {
            let mut capital = words.to_string();
            capital.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
            *words = capital.into();
        }
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece.as_str()))
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Value { text, .. } => f.write_str(text),
            Arg::Text(text) => text.fmt(f),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        plain(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        plain(text)
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        plain(text)
    }
}

/// The number of a line, a step or a statement: digits only. A count is a `usize` in the message itself.
impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        plain(number.to_string())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_plain_arguments() {
        assert_eq!(Arg::from("Bob"), plain("Bob"));
        assert_eq!(Arg::from(String::from("Bob")), plain("Bob"));
        assert_eq!(Arg::from(1200), plain("1200"));
    }

    #[test]
    fn words_begin_with_a_capital_letter_and_names_as_they_are() {
        let words = |words: &'static str| Text(vec![Piece::Words(words.into())]);
        assert_eq!(words("an anonymous caller may").begins(), words("An anonymous caller may"));
        assert_eq!(words("策略 a").begins(), words("策略 a"));
        assert_eq!(words("").begins(), words(""));
        let name = Text(vec![Piece::Arg { name: "user", style: Style::Plain, text: "bob".into() }]);
        assert_eq!(name.clone().begins(), name);
    }

    #[test]
    fn a_text_is_shown_without_styles() {
        let name = Piece::Arg { name: "role", style: Style::Code, text: "ops".into() };
        let text = Text(vec![Piece::Words("role ".into()), name]);
        assert_eq!(text.to_string(), "role ops");
        assert_eq!(Arg::text(text).to_string(), "role ops");
    }
}
