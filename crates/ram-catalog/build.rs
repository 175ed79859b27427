//! Turns `data/system-policies/index.json` into a table that embeds the documents beside it.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

const FOLDER: &str = "data/system-policies";

/// A line of the index, as its README describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    fidelity: String,
    version: Option<String>,
    #[serde(rename = "created")]
    _created: Option<String>,
    updated: Option<String>,
    seen: Option<String>,
    source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
}

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::current_dir().expect("a build script has a folder").join(FOLDER);
    let index = fs::read_to_string(folder.join("index.json")).expect("index.json can be read");
    let mut entries: Vec<Entry> =
        serde_json::from_str(&index).unwrap_or_else(|error| panic!("{FOLDER}/index.json: {error}"));
    entries.sort_by(|a, b| a.name.cmp(&b.name));

    let mut code = String::from("&[\n");
    for entry in entries {
        let fidelity = match entry.fidelity.as_str() {
            "official" => "Official",
            "official-older" => "OfficialOlder",
            "partial" => "Partial",
            "reconstructed" => "Reconstructed",
            other => panic!("{FOLDER}/index.json: {}: {other} is not a fidelity", entry.name),
        };
        let document = folder.join(&entry.name).with_extension("json");
        let Entry { name, version, updated, seen, source, .. } = entry;
        writeln!(
            code,
            "SystemPolicy {{ name: {name:?}, document: include_str!({document:?}), version: {version:?}, \
             updated: {updated:?}, seen: {seen:?}, fidelity: Fidelity::{fidelity}, source: {source:?} }},"
        )
        .expect("a String can be written to");
    }
    code.push_str("]\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR for a build script");
    fs::write(Path::new(&out).join("system_policies.rs"), code).expect("OUT_DIR can be written");
}
