//! Sentences as elements: what is code looks like code.

use ram_text::{Lang, Msg, Piece, Style, Text};
use yew::prelude::*;

/// Draws a sentence. Its arguments go in as text, never as HTML.
pub fn draw(text: &Text) -> Html {
    text.0.iter().map(draw_piece).collect()
}

/// Draws a message in a language.
pub fn say(msg: &Msg, lang: Lang) -> Html {
    draw(&msg.text(lang))
}

/// Draws one piece of a sentence.
pub fn draw_piece(piece: &Piece) -> Html {
    match piece {
        Piece::Words(words) => html! { { words } },
        Piece::Arg { style, text, .. } => match style {
            Style::Plain => html! { { text } },
            Style::Code => html! { <code>{ text }</code> },
            Style::Strong => html! { <b>{ text }</b> },
        },
    }
}
