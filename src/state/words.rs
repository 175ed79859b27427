//! Sentences that outlive the language of the page.

use ram_text::{Lang, Msg, Piece, Style, Text};

/// A sentence in each language: what is written down once is read in whichever is chosen later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    en: String,
    zh: String,
}

ram_json::object!(Words { en, zh });

impl Words {
    /// The words of a message.
    pub fn of(msg: &Msg) -> Words {
        Words { en: msg.string(Lang::En), zh: msg.string(Lang::ZhCn) }
    }

    /// The words of a message that holds others.
    pub fn of_each(msg: impl Fn(Lang) -> Msg) -> Words {
        Words { en: msg(Lang::En).string(Lang::En), zh: msg(Lang::ZhCn).string(Lang::ZhCn) }
    }

    /// Those of a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh,
        }
    }

    /// Those of a language, as a text.
    pub fn text(&self, lang: Lang) -> Text {
        Text(vec![Piece::Arg { name: "", style: Style::Plain, text: self.get(lang).to_owned() }])
    }
}
