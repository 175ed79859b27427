//! Proofs that take too long for every change: a million worlds for the naive evaluator of
//! `tests/oracle`, a short run of each fuzz target, and, where asked for, mutants of the files that
//! decide.

use std::fs;
use std::process::Command;

use crate::command::{announce, cargo, output, program, root, run, watch};
use crate::setup;

/// How many worlds the naive evaluator is asked about, unless somebody says otherwise.
pub const WORLDS: u64 = 1_000_000;
/// For each fuzz target.
const SECONDS: u32 = 60;
const TARGETS: [&str; 6] = ["document", "arn", "condition", "world", "evaluate", "link"];
/// The files in which a wrong line would make a wrong decision.
const DECIDING: [&str; 7] =
    ["evaluate.rs", "evaluate/*.rs", "condition.rs", "condition/*.rs", "pattern.rs", "arn.rs", "principal.rs"];

/// Runs all proofs, whatever fails, and ends with a line for each.
pub fn prove(worlds: u64, mutants: bool) -> Result<(), String> {
    let mut summary = vec![("naive evaluator".to_owned(), oracle(worlds))];
    if has_nightly() {
        summary.extend(fuzz());
    } else {
        println!("\nFuzz targets need a nightly toolchain (`rustup toolchain install nightly`): left out.");
    }
    if mutants {
        summary.push(("mutants".to_owned(), mutate()));
    }
    println!();
    for (what, result) in &summary {
        match result {
            Ok(said) => println!("proved: {what}: {said}"),
            Err(sentence) => println!("failed: {what}: {sentence}"),
        }
    }
    match summary.iter().filter(|(_, result)| result.is_err()).count() {
        0 => Ok(()),
        count => Err(format!("{count} of {} proofs failed.", summary.len())),
    }
}

/// In release, but without the optimisation for size that the page wants.
fn oracle(worlds: u64) -> Result<String, String> {
    announce("Comparing the evaluator with a naive one");
    let mut command = cargo();
    for setting in ["opt-level=3", "lto=false", "codegen-units=16"] {
        command.arg("--config").arg(format!("profile.release.{setting}"));
    }
    command.args(["test", "--release", "--package", "ram-scenario", "--test", "oracle", "--", "--nocapture"]);
    let (succeeded, printed) = watch(command.env("ORACLE_WORLDS", worlds.to_string()))?;
    let counted = printed.lines().find(|line| line.contains(" worlds, "));
    match counted {
        Some(line) if succeeded => Ok(line.to_owned()),
        _ => Err("See the world above on which they differ.".to_owned()),
    }
}

fn has_nightly() -> bool {
    output(program("rustup").args(["toolchain", "list"]))
        .is_some_and(|toolchains| toolchains.lines().any(|toolchain| toolchain.starts_with("nightly")))
}

fn fuzz() -> Vec<(String, Result<String, String>)> {
    let tool = match setup::cargo_fuzz() {
        Ok(tool) => tool,
        Err(sentence) => return vec![("fuzz targets".to_owned(), Err(sentence))],
    };
    let one = |target: &str| {
        announce(&format!("Fuzzing: {target}"));
        let corpus = format!("fuzz/corpus/{target}");
        fs::create_dir_all(root().join(&corpus)).map_err(|error| format!("{corpus} cannot be made: {error}."))?;
        let mut command = program("rustup");
        command.args(["run", "nightly"]).arg(&tool).args(["fuzz", "run", target]);
        command.arg(&corpus).arg(format!("fuzz/seeds/{target}"));
        command.arg("--").arg(format!("-max_total_time={SECONDS}")).arg("-timeout=10");
        // It must be the nightly one.
        run(command.env_remove("CARGO"), "The input is in fuzz/artifacts.").map(|()| format!("{SECONDS} seconds"))
    };
    TARGETS.into_iter().map(|target| (format!("fuzz target {target}"), one(target))).collect()
}

/// Takes hours. A mutant that survives is a line that no test would miss.
fn mutate() -> Result<String, String> {
    let tool = setup::cargo_mutants()?;
    announce("Changing the files that decide, one operator at a time");
    let folder = root().join("target/mutants");
    let mut command = Command::new(tool);
    command.current_dir(root()).args(["mutants", "--package", "ram-policy", "--output"]).arg(&folder);
    for file in DECIDING {
        command.arg("--file").arg(format!("crates/ram-policy/src/{file}"));
    }
    command.args(["--test-package", "ram-policy", "--test-package", "ram-scenario", "--", "--lib", "--tests"]);
    run(&mut command, "The survivors are in target/mutants; SEMANTICS.md explains those that are known.")
        .map(|()| "none survives".to_owned())
}
