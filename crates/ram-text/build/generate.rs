//! Messages → Rust: the enum, and one text for each language, so that a sentence costs its words and hardly more.

use std::collections::BTreeMap;
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
    writeln!(code, "#[derive(Debug, Clone)]\npub enum Msg {{")?;
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
    writeln!(code, "    pub(crate) fn number(&self) -> usize {{\n        match self {{")?;
    for (number, entry) in entries.iter().enumerate() {
        let fields = if entry.variables.is_empty() { "" } else { " { .. }" };
        writeln!(code, "            Msg::{}{fields} => {number},", variant(&entry.key))?;
    }
    writeln!(code, "        }}\n    }}\n")?;
    writeln!(code, "    pub(crate) fn values(&self) -> Vec<Value<'_>> {{\n        match self {{")?;
    for (shape, variants) in shapes(entries) {
        let values = shape.iter().enumerate().map(|(place, kind)| match kind {
            Kind::Text => format!("Value::Arg(v{place})"),
            Kind::Word => format!("Value::Word(v{place})"),
            Kind::Number => format!("Value::Number(*v{place})"),
        });
        let values = Vec::from_iter(values).join(", ");
        writeln!(code, "            {} => vec![{values}],", variants.join("\n            | "))?;
    }
    writeln!(code, "            #[allow(unreachable_patterns, reason = \"all messages may have variables\")]")?;
    writeln!(code, "            _ => Vec::new(),\n        }}\n    }}\n}}\n")?;

    for (name, language) in
        [("ENGLISH", (|entry| &entry.english) as fn(&Entry) -> &Vec<Part>), ("CHINESE", |entry| &entry.chinese)]
    {
        let texts = Vec::from_iter(entries.iter().map(|entry| encoded(language(entry), entry)));
        writeln!(code, "pub(crate) static {name}: &str = {:?};", texts.join("\0"))?;
    }
    Ok(())
}

/// The patterns of the messages that have variables of the same kinds: they share their code.
fn shapes(entries: &[Entry]) -> BTreeMap<Vec<Kind>, Vec<String>> {
    let mut shapes: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.variables.is_empty()) {
        let fields = entry.variables.keys().enumerate().map(|(place, name)| format!("{name}: v{place}"));
        let pattern = format!("Msg::{} {{ {} }}", variant(&entry.key), Vec::from_iter(fields).join(", "));
        shapes.entry(entry.variables.values().copied().collect()).or_default().push(pattern);
    }
    shapes
}

/// The parts as one text: `src/render.rs` says how.
fn encoded(parts: &[Part], entry: &Entry) -> String {
    let number = |name: &String| {
        let number = entry.variables.keys().position(|known| known == name).unwrap_or_default();
        assert!(number < 10, "{}: too many variables", entry.key);
        number
    };
    let parts = parts.iter().map(|part| match part {
        Part::Words(words) => {
            assert!(!words.contains(char::is_control), "{}: a control character", entry.key);
            words.clone()
        }
        Part::Variable { name, .. } => format!("\u{1}{}{name}\u{6}", number(name)),
        Part::Choice { variable, forms, other, .. } => {
            let forms = forms.iter().map(|(when, parts)| {
                let when = match when {
                    When::Exactly(number) => format!("={number}"),
                    When::One => "1".to_owned(),
                    When::Word(word) => format!(":{word}"),
                };
                format!("\u{3}{when}\u{4}{}", encoded(parts, entry))
            });
            let forms = String::from_iter(forms);
            format!("\u{2}{}{forms}\u{5}{}\u{6}", number(variable), encoded(other, entry))
        }
    });
    parts.collect()
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
