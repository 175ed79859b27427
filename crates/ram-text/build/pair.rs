//! Puts the two languages side by side and checks that they say the same: same keys, same variables.

use std::collections::BTreeMap;

use crate::source::{Kind, Message, Messages, Part, Problems};

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub comment: Vec<String>,
    /// By name, in alphabetical order: the position is the number of the argument.
    pub variables: BTreeMap<String, Kind>,
    pub english: Vec<Part>,
    pub chinese: Vec<Part>,
}

/// Pairs the messages of both languages, sorted by key.
pub fn pair(english: Messages, mut chinese: Messages) -> Result<Vec<Entry>, Problems> {
    let mut problems = Problems::new();
    let mut entries = Vec::new();
    for (key, message) in english {
        let Some(other) = chinese.remove(&key) else {
            problems.push(format!("{}: {key}: there is no Chinese for this key", message.file));
            continue;
        };
        match variables(&message, &other) {
            Ok(variables) => entries.push(Entry {
                key,
                comment: message.comment,
                variables,
                english: message.parts,
                chinese: other.parts,
            }),
            Err(problem) => problems.push(format!("{}: {key}: {problem}", other.file)),
        }
    }
    for (key, message) in chinese {
        problems.push(format!("{}: {key}: there is no English for this key", message.file));
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

fn variables(english: &Message, chinese: &Message) -> Result<BTreeMap<String, Kind>, String> {
    let mut variables = BTreeMap::new();
    collect(&english.parts, &mut variables)?;
    let mut others = BTreeMap::new();
    collect(&chinese.parts, &mut others)?;
    if variables.keys().ne(others.keys()) {
        let list = |names: &BTreeMap<String, Kind>| names.keys().cloned().collect::<Vec<_>>().join(", ");
        return Err(format!(
            "the variables differ: English has {{{}}}, Chinese has {{{}}}",
            list(&variables),
            list(&others)
        ));
    }
    // A language without plural forms writes `{ $n }`; the other says that it is a number.
    for (name, kind) in others {
        add(&mut variables, &name, kind)?;
    }
    Ok(variables)
}

fn collect(parts: &[Part], variables: &mut BTreeMap<String, Kind>) -> Result<(), String> {
    for part in parts {
        match part {
            Part::Words(_) => {}
            Part::Variable { name, kind } => add(variables, name, *kind)?,
            Part::Choice { variable, kind, forms, other } => {
                add(variables, variable, *kind)?;
                for parts in forms.iter().map(|(_, parts)| parts).chain([other]) {
                    collect(parts, variables)?;
                }
            }
        }
    }
    Ok(())
}

fn add(variables: &mut BTreeMap<String, Kind>, name: &str, kind: Kind) -> Result<(), String> {
    let known = variables.entry(name.to_owned()).or_insert(kind);
    match (*known, kind) {
        (Kind::Number, Kind::Word) | (Kind::Word, Kind::Number) => {
            return Err(format!("${name} is a number in one place and a word in another"));
        }
        _ => *known = (*known).max(kind),
    }
    Ok(())
}
