//! Sentences that nobody shows are taken out. Alone: `cargo test -p ram-text --test used`.

#[path = "../build/name.rs"]
mod name;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ram_text::Msg;

#[test]
fn every_message_is_used() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut mentioned = BTreeSet::new();
    collect(&workspace.join("src"), &mut mentioned);
    for entry in fs::read_dir(workspace.join("crates")).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("ram-text") {
            collect(&path.join("src"), &mut mentioned);
        }
    }
    let unused = Vec::from_iter(Msg::KEYS.iter().filter(|key| !mentioned.contains(&name::variant(key))));
    assert!(unused.is_empty(), "{} messages are never shown: {unused:#?}", unused.len());
}

/// Adds the names after `Msg::` in every Rust file below `folder`.
fn collect(folder: &Path, mentioned: &mut BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, mentioned);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            mentioned.extend(names(&text).map(str::to_owned));
        }
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    let end = |rest: &'_ str| rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    text.split("Msg::").skip(1).map(move |rest| &rest[..end(rest)])
}

#[test]
fn names_are_read_from_code() {
    assert_eq!(
        Vec::from_iter(names("Msg::PageUndo.text(lang), ram_text::Msg::StepCombined { a }")),
        ["PageUndo", "StepCombined"]
    );
    assert_eq!(names("no message").count(), 0);
}
