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

fn main() {
    println!("cargo::rerun-if-changed=text");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=build.rs");
    let code = source::read_folder(Path::new("text/en"), source::Language::English)
        .and_then(|english| {
            let chinese = source::read_folder(Path::new("text/zh-CN"), source::Language::Chinese)?;
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
