//! Messages → Rust: the enum, and one table of parts for each language, so that a sentence costs data and hardly code.

use std::fmt::Write;

use crate::name::variant;
use crate::pair::Entry;
use crate::source::{Kind, Part, When};

/// The text of `messages.rs`.
pub fn rust(entries: &[Entry]) -> String {
    let mut code = String::new();
    write(&mut code, entries).expect("a String can be written to");
    code
}

fn write(code: &mut String, entries: &[Entry]) -> std::fmt::Result {
    writeln!(code, "/// A sentence that the product can show: one variant for each message.")?;
    writeln!(code, "#[derive(Clone, Debug, PartialEq, Eq)]\npub enum Msg {{")?;
    for entry in entries {
        for line in &entry.comment {
            writeln!(code, "    /// {line}")?;
        }
        if !entry.comment.is_empty() {
            writeln!(code, "    ///")?;
        }
        writeln!(code, "    /// {}", shown(&entry.english))?;
        writeln!(code, "    ///\n    /// {}", shown(&entry.chinese))?;
        write!(code, "    {}", variant(&entry.key))?;
        if !entry.variables.is_empty() {
            writeln!(code, " {{")?;
            for (name, kind) in &entry.variables {
                let (kind, note) = match kind {
                    Kind::Text => ("Arg", "Put into the text."),
                    Kind::Word => ("&'static str", "Chooses the words."),
                    Kind::Number => ("usize", "A count."),
                };
                writeln!(code, "        /// {note}\n        {name}: {kind},")?;
            }
            write!(code, "    }}")?;
        }
        writeln!(code, ",")?;
    }
    writeln!(code, "}}\n")?;

    writeln!(code, "impl Msg {{")?;
    writeln!(code, "    /// The keys of all messages, sorted.")?;
    writeln!(code, "    pub const KEYS: &'static [&'static str] = &[")?;
    for entry in entries {
        writeln!(code, "        {:?},", entry.key)?;
    }
    writeln!(code, "    ];\n")?;
    writeln!(code, "    /// The sentence in `lang`, in pieces.")?;
    writeln!(code, "    pub fn text(&self, lang: Lang) -> Text {{\n        match self {{")?;
    for (number, entry) in entries.iter().enumerate() {
        let fields = Vec::from_iter(entry.variables.keys().map(String::as_str)).join(", ");
        let values = entry.variables.iter().map(|(name, kind)| match kind {
            Kind::Text => format!("Value::Arg({name})"),
            Kind::Word => format!("Value::Word({name})"),
            Kind::Number => format!("Value::Number(*{name})"),
        });
        let values = Vec::from_iter(values).join(", ");
        let name = variant(&entry.key);
        let fields = if fields.is_empty() { fields } else { format!(" {{ {fields} }}") };
        writeln!(code, "            Msg::{name}{fields} => render(TABLES, lang, {number}, &[{values}]),")?;
    }
    writeln!(code, "        }}\n    }}\n}}\n")?;

    writeln!(code, "static TABLES: [&[&[Part]]; 2] = [")?;
    for language in [|entry: &Entry| entry.english.clone(), |entry: &Entry| entry.chinese.clone()] {
        writeln!(code, "    &[")?;
        for entry in entries {
            writeln!(code, "        {},", table(&language(entry), entry))?;
        }
        writeln!(code, "    ],")?;
    }
    writeln!(code, "];")
}

/// The parts as a Rust expression.
fn table(parts: &[Part], entry: &Entry) -> String {
    let number = |name: &String| entry.variables.keys().position(|known| known == name).unwrap_or_default();
    let parts = parts.iter().map(|part| match part {
        Part::Words(words) => format!("Part::Words({words:?})"),
        Part::Variable { name, .. } => format!("Part::Arg({}, {name:?})", number(name)),
        Part::Choice { variable, forms, other, .. } => {
            let forms = forms.iter().map(|(when, parts)| {
                let when = match when {
                    When::Exactly(number) => format!("When::Exactly({number})"),
                    When::One => "When::One".to_owned(),
                    When::Word(word) => format!("When::Word({word:?})"),
                };
                format!("({when}, {})", table(parts, entry))
            });
            let forms = Vec::from_iter(forms).join(", ");
            let other = table(other, entry);
            format!("Part::Choice(&Choice {{ by: {}, forms: &[{forms}], other: {other} }})", number(variable))
        }
    });
    format!("&[{}]", Vec::from_iter(parts).join(", "))
}

/// The parts as a line of documentation.
fn shown(parts: &[Part]) -> String {
    let parts = parts.iter().map(|part| match part {
        Part::Words(words) => words.replace(['<', '>', '[', ']', '`', '*', '_', '\\'], " "),
        Part::Variable { name, .. } => format!("`{{{name}}}`"),
        Part::Choice { other, .. } => shown(other),
    });
    parts.collect()
}
