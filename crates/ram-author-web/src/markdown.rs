//! Sentences as Markdown, for Monaco. What comes from a document stays text: it can be no link, image or heading.

use ram_text::{Piece, Style, Text};

/// A sentence.
pub fn sentence(text: &Text) -> String {
    let mut markdown = String::new();
    for piece in &text.0 {
        match piece {
            Piece::Arg { style: Style::Code, text, .. } => markdown.push_str(&code(text)),
            Piece::Arg { style: Style::Strong, text, .. } => {
                markdown.push_str(&format!("**{}**", words(text)));
            }
            piece => markdown.push_str(&words(piece.as_str())),
        }
    }
    markdown
}

/// A text as code. A fence is longer than every run of ticks inside.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // A tick or blank at an end would become part of the fence, or vanish.
    let needs_space = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty();
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", text.replace('\n', " "))
}

fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            c if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '\'' | '"' | '/' | '?' | '%') => {
                escaped.extend(['\\', c]);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_text::{Lang, Msg, plain};

    #[test]
    fn code_is_fenced_whatever_it_holds() {
        assert_eq!(code("ecs:*"), "`ecs:*`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn a_name_is_no_markup() {
        let sentence_of = |name: &str| sentence(&Msg::AuthorHoverPrincipal { who: plain(name) }.text(Lang::En));
        assert_eq!(sentence_of("company-a"), "Trusts company\\-a.");
        assert_eq!(sentence_of("![x](y)<img>"), "Trusts \\!\\[x\\]\\(y\\)&lt;img\\>.");
    }
}
