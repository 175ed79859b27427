//! What the README says in numbers: bytes on the wire and milliseconds to an answer.

use std::fs;
use std::path::Path;

use crate::check::browser_tests;
use crate::command::{announce, cargo, output, program, watch};
use crate::{dist, setup};

/// Prints the numbers as two Markdown tables.
pub fn measure() -> Result<(), String> {
    setup::browser()?;
    dist::build()?;
    announce("Measuring in Chromium");
    let mut command = browser_tests({
        let mut cargo = cargo();
        cargo.arg("test");
        cargo
    });
    command.args(["--", "--ignored", "measure::", "--nocapture", "--test-threads=1"]);
    let (succeeded, printed) = watch(&mut command)?;
    if !succeeded {
        return Err("The measurement failed: see its message above.".to_owned());
    }
    let times = printed.lines().filter_map(|line| Some(line.split_once("measured: ")?.1));

    println!("\n| file | bytes | brotli |\n| --- | --- | --- |");
    for (what, files) in parts()? {
        let (bytes, brotli) = weigh(&files)?;
        println!("| {what} | {} | {} |", thousands(bytes), thousands(brotli));
    }
    println!("\n| from | to | median |\n| --- | --- | --- |");
    for line in times {
        println!("{line}");
    }
    Ok(())
}

/// What is fetched, by subject, as paths in `dist/`.
fn parts() -> Result<Vec<(&'static str, Vec<String>)>, String> {
    let mut files = Vec::new();
    collect(&dist::folder(), "", &mut files);
    let page = |end: &str| -> Vec<String> {
        let late = |file: &String| ["monaco-", "author-", "data/"].iter().any(|start| file.starts_with(start));
        files.iter().filter(|file| file.ends_with(end) && !late(file)).cloned().collect()
    };
    let monaco: Vec<String> = files
        .iter()
        .filter(|file| file.starts_with("monaco-"))
        .filter(|file| ["/editor.js", "/editor.css", "/codicon.ttf"].iter().any(|end| file.ends_with(end)))
        .cloned()
        .collect();
    let author = files.iter().filter(|file| file.starts_with("author-")).cloned().collect();
    let data = files.iter().filter(|file| file.starts_with("data/")).cloned().collect();
    let parts = vec![
        ("page: WebAssembly", page(".wasm")),
        ("page: JavaScript", page(".js")),
        ("page: style sheet", page(".css")),
        ("page: HTML", page(".html")),
        ("page, together", [page(".wasm"), page(".js"), page(".css"), page(".html")].concat()),
        ("action catalogue, fetched late", data),
        ("Monaco, fetched late", monaco),
        ("help for authors, fetched late", author),
    ];
    if parts.iter().any(|(what, files)| files.is_empty() && what.starts_with("page")) {
        return Err("dist/ is not a whole page. Remove it and run this again.".to_owned());
    }
    Ok(parts)
}

fn collect(folder: &Path, path: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push(name);
        }
    }
}

/// Bytes of the files, and bytes when each is compressed by brotli at its best.
fn weigh(files: &[String]) -> Result<(u64, u64), String> {
    const SCRIPT: &str = "const { readFileSync } = require('fs'), { brotliCompressSync } = require('zlib');
        const files = process.argv.slice(1).map((file) => readFileSync(file));
        const sum = (sizes) => sizes.reduce((a, b) => a + b, 0);
        console.log(sum(files.map((f) => f.length)), sum(files.map((f) => brotliCompressSync(f).length)));";
    let mut node = program("node");
    node.args(["--eval", SCRIPT, "--"]).args(files).current_dir(dist::folder());
    output(&mut node)
        .and_then(|printed| {
            let (bytes, brotli) = printed.trim().split_once(' ')?;
            Some((bytes.parse().ok()?, brotli.parse().ok()?))
        })
        .ok_or("node could not compress the files of dist/.".to_owned())
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_have_commas() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
