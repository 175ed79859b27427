//! Measures the evaluator beside baselines and other engines: see `benches/README.md`.
//!
//! Every program of `benches/` prints lines of three fields: figure, whose, value. This joins
//! them into one table. Times differ from machine to machine and from hour to hour, so only
//! ratios within one run mean something, and nothing here fails because of a time.

use std::path::Path;
use std::process::Command;

use crate::command::{announce, cargo, output, program, root, run};
use crate::setup;

/// What is to be reached, by figure.
const GOALS: &[(&str, f64)] = &[
    ("decide, native, N = 10 (us)", 0.2),
    ("decide, native, N = 1000 (us)", 0.4),
    ("decide, native, N = 10000 (us)", 0.8),
    ("decide, wasm called from JS, N = 10 (us)", 1.5),
    ("decide, wasm called from JS, N = 1000 (us)", 2.5),
    ("evaluate with trace, inside wasm, N = 10 (us)", 5.0),
    ("policy text to verdict and trace, wasm, N = 10 (us)", 20.0),
    ("policy text to verdict and trace, wasm, N = 1000 (us)", 2_500.0),
    ("load, native, N = 10000 (ms)", 26.0),
    ("load, wasm, N = 10000 (ms)", 40.0),
    ("memory held, N = 10000 (times the text)", 4.0),
    ("decide_many, native, 2,000,000 (ms)", 8.0),
    ("decide_many, wasm, 2,000,000 (ms)", 15.0),
    ("who can, wasm, 200 principals (us)", 120.0),
];

const OURS: &str = "ours";
const BASELINES: &[&str] = &["indexed", "scan"];

/// Prints the table; with `peers` other engines are measured too.
pub fn bench(peers: bool) -> Result<(), String> {
    let mut printed = String::new();
    announce("Measuring natively");
    printed += &native("bench-own", &[])?;
    announce("Measuring as WebAssembly in Node.js");
    printed += &wasm()?;
    if peers {
        announce("Measuring other engines; the first build takes many minutes");
        printed += &native("bench-peers", &[])?;
    }
    let counts = instructions();

    println!("\n| figure | ours | baseline | best peer | goal | ours : baseline |\n| --- | --- | --- | --- | --- | --- |");
    for row in table(&printed) {
        println!("{row}");
    }
    if !counts.is_empty() {
        println!("\n| instructions (callgrind) | N | each |\n| --- | --- | --- |\n{}", counts.join("\n"));
    }
    Ok(())
}

fn in_benches() -> Command {
    let mut command = cargo();
    command.current_dir(root().join("benches"));
    command
}

fn native(package: &str, arguments: &[&str]) -> Result<String, String> {
    let mut command = in_benches();
    command.args(["run", "--release", "--quiet", "--package", package, "--"]).args(arguments);
    output(&mut command).ok_or(format!("{package} could not be built or failed: run it in benches/ to see why."))
}

fn wasm() -> Result<String, String> {
    setup::wasm_target()?;
    let bindgen = setup::wasm_bindgen()?;
    let mut build = in_benches();
    build.args(["build", "--release", "--package", "bench-wasm", "--target", setup::WASM]);
    run(&mut build, "See cargo's message above.")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("benches/target"), Into::into);
    let built = target.join(setup::WASM).join("release/bench_wasm.wasm");
    let folder = target.join("bench-wasm");
    let mut bind = program(bindgen);
    bind.args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built);
    run(&mut bind, "Its version must be the one that benches/wasm/Cargo.toml names.")?;
    output(program("node").arg("benches/node/wasm.mjs").arg(&folder))
        .ok_or("node benches/node/wasm.mjs failed: run it to see why.".to_owned())
}

/// Instructions of one decision, evaluation and load; nothing where valgrind is not installed.
fn instructions() -> Vec<String> {
    if output(program("valgrind").arg("--version")).is_none() {
        return Vec::new();
    }
    announce("Counting instructions");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("benches/target"), Into::into);
    let own = target.join("release/bench-own");
    let mut rows = Vec::new();
    // What, how often at most, calls in each time.
    for (what, times, calls) in [("decide", 20, 100), ("evaluate", 2, 100), ("load", 4, 1)] {
        for n in [10, 1_000] {
            // The difference of two runs leaves out what comes before.
            let (Some(none), Some(some)) = (count(&own, what, 0, n), count(&own, what, times, n)) else { continue };
            rows.push(format!("| {what} | {n} | {} |", some.saturating_sub(none) / (times * calls)));
        }
    }
    rows
}

fn count(own: &Path, what: &str, times: u64, n: u64) -> Option<u64> {
    let mut valgrind = program("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1"]);
    let printed = output(valgrind.arg(own).args([what, &times.to_string(), &n.to_string()]))?;
    let (_, count) = printed.split_once("Collected : ")?;
    count.split_whitespace().next()?.parse().ok()
}

/// The rows of the table, a figure each, in the order in which figures were printed.
fn table(printed: &str) -> Vec<String> {
    let lines: Vec<(&str, &str, f64)> = printed.lines().filter_map(measured).collect();
    let mut figures: Vec<&str> = Vec::new();
    for (figure, ..) in &lines {
        if !figures.contains(figure) {
            figures.push(figure);
        }
    }
    let row = |figure: &str| {
        let of = |is_wanted: &dyn Fn(&str) -> bool| {
            let values = lines.iter().filter(|(name, whose, _)| *name == figure && is_wanted(whose));
            values.map(|(_, whose, value)| (*whose, *value)).min_by(|left, right| left.1.total_cmp(&right.1))
        };
        let ours = of(&|whose| whose == OURS);
        let baseline = of(&|whose| BASELINES.contains(&whose));
        let peer = of(&|whose| !whose.starts_with(OURS) && !BASELINES.contains(&whose));
        let goal = GOALS.iter().find(|(name, _)| *name == figure).map(|(_, goal)| *goal);
        let named = |found: Option<(&str, f64)>| {
            found.map_or(String::new(), |(whose, value)| format!("{} ({whose})", number(value)))
        };
        let ratio = ours.zip(baseline).map_or(String::new(), |(ours, baseline)| number(ours.1 / baseline.1));
        format!(
            "| {figure} | {} | {} | {} | {} | {ratio} |",
            ours.map_or(String::new(), |(_, value)| number(value)),
            named(baseline),
            named(peer),
            goal.map_or(String::new(), number),
        )
    };
    figures.into_iter().map(row).collect()
}

fn measured(line: &str) -> Option<(&str, &str, f64)> {
    let mut fields = line.split('\t');
    Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
}

/// Three digits are more than a measurement is worth.
fn number(value: f64) -> String {
    match value {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_the_better_baseline_and_the_best_peer() {
        let printed = "x (us)\tours\t1.5\nx (us)\tindexed\t1\nx (us)\tscan\t30\nx (us)\tcedar\t200\nnoise\n";
        assert_eq!(table(printed), ["| x (us) | 1.50 | 1.00 (indexed) | 200 (cedar) |  | 1.50 |"]);
    }

    #[test]
    fn a_goal_is_shown_with_its_figure() {
        let printed = "who can, wasm, 200 principals (us)\tours\t60\n";
        assert_eq!(table(printed), ["| who can, wasm, 200 principals (us) | 60.0 |  |  | 120 |  |"]);
    }
}
