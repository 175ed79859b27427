//! The page as static files, in `dist/`.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::command::{announce, program, root, run};
use crate::setup;

/// All that the page is made of.
const SOURCES: [&str; 7] = ["Cargo.lock", "Cargo.toml", "Trunk.toml", "crates", "index.html", "src", "static"];

pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the page, unless `dist/` is what the same sources gave before.
pub fn build() -> Result<(), String> {
    let tools = setup::build_tools()?;
    let stamp = root().join("target/dist.stamp");
    let sources = fingerprint(&SOURCES.map(|name| root().join(name)));
    // The page is part of it, since `trunk serve` leaves its own there.
    let made = |sources: u64| format!("{sources:x} {:x}", fingerprint(&[folder().join("index.html")]));
    if fs::read_to_string(&stamp).is_ok_and(|before| before == made(sources)) {
        println!("dist/ is up to date.");
        return Ok(());
    }
    announce("Building the page");
    run(
        program(&tools.trunk)
            .args(["build", "--release", "--offline"])
            .env("PATH", &tools.path)
            // Trunk takes it for an option of its own and refuses the usual value, 1.
            .env_remove("NO_COLOR"),
        "See its message above.",
    )?;
    fs::write(&stamp, made(sources)).map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))?;
    println!("dist/ holds the page: static files that work under any address.");
    Ok(())
}

/// A number that changes when any of the files, or of the files in the folders, changes.
fn fingerprint(paths: &[PathBuf]) -> u64 {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&file).unwrap_or_default());
    }
    hasher.finish()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_owned());
    } else if !path.ends_with("node_modules") {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            collect(&entry.path(), files);
        }
    }
}
