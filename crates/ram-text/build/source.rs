//! Fluent text → messages of one language. Knows Fluent's syntax and the part of it that sentences here may use.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::{parser, unicode};

/// The language of a file: it decides which plural forms exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Chinese,
}

impl Language {
    fn plural_forms(self) -> &'static [&'static str] {
        match self {
            Language::English => &["one", "other"],
            Language::Chinese => &["other"],
        }
    }
}

/// The messages of one language by key.
pub type Messages = BTreeMap<String, Message>;

/// Sentences that each name a file, a key and what is wrong.
pub type Problems = Vec<String>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Shown in problems, e.g. `text/en/page.ftl`.
    pub file: String,
    /// The comment above the message, one line each.
    pub comment: Vec<String>,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Words(String),
    Variable { name: String, kind: Kind },
    Choice { variable: String, kind: Kind, forms: Vec<(When, Vec<Part>)>, other: Vec<Part> },
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Anything that is only put into the text.
    Text,
    /// One of the words of a choice.
    Word,
    /// A count: chooses a plural form, or is written with `NUMBER($n)`.
    Number,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Exactly(usize),
    One,
    Word(String),
}

/// Reads every `.ftl` file of a folder, in the order of their names.
pub fn read_folder(folder: &Path, language: Language, left_out: &[&str]) -> Result<Messages, Problems> {
    let listing = fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut files = Vec::new();
    for path in listing.filter_map(|entry| Some(entry.ok()?.path())) {
        let is_left_out = left_out.iter().any(|name| path.file_name().is_some_and(|file| file == *name));
        if !is_left_out && path.extension().is_some_and(|extension| extension == "ftl") {
            let text = fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    read(&files, language)
}

/// Reads files given as (name, text).
pub fn read(files: &[(String, String)], language: Language) -> Result<Messages, Problems> {
    let mut problems = Problems::new();
    let mut entries: BTreeMap<String, Definition> = BTreeMap::new();
    for (file, text) in files {
        let resource = parser::parse(text.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            let definition = match entry {
                Entry::Message(message) => {
                    let key = message.id.name;
                    if !message.attributes.is_empty() {
                        problems
                            .push(format!("{file}: {key}: attributes are not supported, write a message of its own"));
                    }
                    let Some(pattern) = message.value else {
                        continue;
                    };
                    if !is_key(key) {
                        problems.push(format!("{file}: {key}: a key is lower-case words joined by hyphens"));
                    }
                    let lines = message.comment.map(|comment| comment.content).unwrap_or_default();
                    let comment = lines.into_iter().map(str::to_owned).collect();
                    Definition { key: key.to_owned(), file, comment, pattern, is_term: false }
                }
                Entry::Term(term) => {
                    let key = format!("-{}", term.id.name);
                    if !term.attributes.is_empty() {
                        problems.push(format!("{file}: {key}: attributes are not supported"));
                    }
                    Definition { key, file, comment: Vec::new(), pattern: term.value, is_term: true }
                }
                Entry::Junk { content } => {
                    let line = content.lines().next().unwrap_or_default();
                    problems.push(format!("{file}: not a Fluent message: {line}"));
                    continue;
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            };
            if let Some(first) = entries.get(&definition.key) {
                problems.push(format!("{file}: {}: this key is also in {}", definition.key, first.file));
                continue;
            }
            entries.insert(definition.key.clone(), definition);
        }
    }

    let mut messages = Messages::new();
    for definition in entries.values().filter(|definition| !definition.is_term) {
        let reader = Reader { entries: &entries, language };
        match reader.pattern(&definition.pattern, &[definition.key.as_str()]) {
            Ok(parts) => {
                let message = Message { file: definition.file.to_owned(), comment: definition.comment.clone(), parts };
                messages.insert(definition.key.clone(), message);
            }
            Err(problem) => problems.push(format!("{}: {}: {problem}", definition.file, definition.key)),
        }
    }
    if problems.is_empty() { Ok(messages) } else { Err(problems) }
}

struct Definition<'a> {
    key: String,
    file: &'a str,
    comment: Vec<String>,
    pattern: Pattern<&'a str>,
    is_term: bool,
}

struct Reader<'a> {
    entries: &'a BTreeMap<String, Definition<'a>>,
    language: Language,
}

impl Reader<'_> {
    /// `path` holds the keys being read, so that a message that refers to itself is noticed.
    fn pattern(&self, pattern: &Pattern<&str>, path: &[&str]) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } if value.contains('\n') => {
                    return Err("a sentence stands on one line".to_owned());
                }
                PatternElement::TextElement { value } => {
                    push(&mut parts, Part::Words((*value).to_owned()));
                }
                PatternElement::Placeable { expression } => {
                    self.expression(expression, path, &mut parts)?;
                }
            }
        }
        Ok(parts)
    }

    fn expression(&self, expression: &Expression<&str>, path: &[&str], parts: &mut Vec<Part>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, path, parts),
            Expression::Select { selector, variants } => {
                let (variable, is_number) =
                    variable(selector).ok_or("a choice is made by a variable, as in { $n -> … }")?;
                let is_number = is_number || variants.iter().any(|variant| is_plural(&variant.key));
                let mut forms = Vec::new();
                let mut other = Vec::new();
                for variant in variants {
                    let parts = self.pattern(&variant.value, path)?;
                    let when = self.when(&variant.key, is_number)?;
                    if variant.default {
                        // The default is taken whenever no form before it is.
                        other = parts;
                    } else {
                        let when = when.ok_or("only the default form is called other")?;
                        forms.push((when, parts));
                    }
                }
                forms.sort_by(|a, b| a.0.cmp(&b.0)); // exact numbers before plural forms
                let kind = if is_number { Kind::Number } else { Kind::Word };
                parts.push(Part::Choice { variable, kind, forms, other });
                Ok(())
            }
        }
    }

    fn when(&self, key: &VariantKey<&str>, is_number: bool) -> Result<Option<When>, String> {
        match key {
            VariantKey::NumberLiteral { value } => {
                let number = value.parse().map_err(|_| format!("[{value}] is not a whole number"))?;
                Ok(Some(When::Exactly(number)))
            }
            VariantKey::Identifier { name } if !is_number => Ok(Some(When::Word((*name).to_owned()))),
            VariantKey::Identifier { name } if !self.language.plural_forms().contains(name) => {
                Err(format!("[{name}] is not a plural form of {:?}", self.language))
            }
            VariantKey::Identifier { name: "one" } => Ok(Some(When::One)),
            VariantKey::Identifier { .. } => Ok(None),
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, path: &[&str], parts: &mut Vec<Part>) -> Result<(), String> {
        if let Some((name, is_number)) = variable(inline) {
            if !is_name(&name) {
                return Err(format!("${name}: a variable is lower-case words joined by underscores"));
            }
            let kind = if is_number { Kind::Number } else { Kind::Text };
            parts.push(Part::Variable { name, kind });
            return Ok(());
        }
        match inline {
            InlineExpression::StringLiteral { value } => {
                push(parts, Part::Words(unicode::unescape_unicode_to_string(value).into_owned()));
                Ok(())
            }
            InlineExpression::NumberLiteral { value } => {
                push(parts, Part::Words((*value).to_owned()));
                Ok(())
            }
            InlineExpression::MessageReference { id, attribute: None } => self.reference(id.name, path, parts),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(&format!("-{}", id.name), path, parts)
            }
            InlineExpression::Placeable { expression } => self.expression(expression, path, parts),
            _ => Err("only variables, NUMBER($n), literals, messages and terms can be put into a sentence".to_owned()),
        }
    }

    fn reference(&self, key: &str, path: &[&str], parts: &mut Vec<Part>) -> Result<(), String> {
        let definition = self.entries.get(key).ok_or_else(|| format!("refers to {key}, which doesn't exist"))?;
        if path.contains(&key) {
            return Err(format!("refers to itself through {key}"));
        }
        let path: Vec<&str> = path.iter().copied().chain([key]).collect();
        for part in self.pattern(&definition.pattern, &path)? {
            push(parts, part);
        }
        Ok(())
    }
}

/// `$name` or `NUMBER($name)`: the name, and whether it must be a number.
fn variable(inline: &InlineExpression<&str>) -> Option<(String, bool)> {
    match inline {
        InlineExpression::VariableReference { id } => Some((id.name.to_owned(), false)),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" && arguments.named.is_empty() => {
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] => Some((id.name.to_owned(), true)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_plural(key: &VariantKey<&str>) -> bool {
    match key {
        VariantKey::NumberLiteral { .. } => true,
        VariantKey::Identifier { name } => ["zero", "one", "two", "few", "many"].contains(name),
    }
}

fn is_key(key: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    key.starts_with(|c: char| c.is_ascii_lowercase()) && key.split('-').all(is_word)
}

fn is_name(name: &str) -> bool {
    is_key(&name.replace('_', "-")) && !name.contains('-')
}

/// Joins words that a reference or a literal has put side by side.
fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Words(before)), Part::Words(words)) => before.push_str(&words),
        (_, part) => parts.push(part),
    }
}
