//! Compiles `text/<language>/*.ftl` into the enum `Msg` and its tables, so that the page carries no Fluent parser and
//! a missing key or argument is a compile error.

#[path = "build/generate.rs"]
mod generate;
#[path = "build/name.rs"]
mod name;
#[path = "build/pair.rs"]
mod pair;
#[path = "build/source.rs"]
mod source;

use std::path::Path;
use std::{env, fs, process};

/// Files that not every program needs, and the feature that brings each in. A message weighs on the page even where
/// nothing says it.
const FEATURES: [(&str, &str); 6] = [
    ("author.ftl", "AUTHOR"),
    ("entity.ftl", "AUTHOR"),
    ("form.ftl", "AUTHOR"),
    ("workshop.ftl", "AUTHOR"),
    ("edit.ftl", "EDIT"),
    ("field.ftl", "EDIT"),
];

fn main() {
    println!("cargo::rerun-if-changed=text");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=build.rs");
    let is_missing = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_none();
    let left_out = FEATURES.into_iter().filter(|(_, feature)| is_missing(feature)).map(|(file, _)| file);
    let left_out = Vec::from_iter(left_out);
    let code = source::read_folder(Path::new("text/en"), source::Language::English, &left_out)
        .and_then(|english| {
            let chinese = source::read_folder(Path::new("text/zh-CN"), source::Language::Chinese, &left_out)?;
            pair::pair(english, chinese)
        })
        .map(|entries| generate::rust(&entries));
    match code {
        Ok(code) => {
            let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR for a build script");
            fs::write(Path::new(&folder).join("messages.rs"), code).expect("OUT_DIR can be written");
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            process::exit(1);
        }
    }
}
