//! The evaluator's speed beside two minimal baselines, natively and as WebAssembly in Node.js, and
//! where asked for beside other engines. The machine drifts, so a row is to be read as ratios.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{announce, cargo, program, root, run, watch};
use crate::setup;

/// What is aimed at, by figure.
const GOALS: &[(&str, f64)] = &[
    ("decide, native, N = 10 (us)", 0.2),
    ("decide, native, N = 1000 (us)", 0.4),
    ("decide, native, N = 10000 (us)", 0.8),
    ("decide, wasm called from JavaScript, N = 10 (us)", 1.5),
    ("decide, wasm called from JavaScript, N = 1000 (us)", 2.5),
    ("evaluate with trace, inside wasm, N = 10 (us)", 5.0),
    ("text to verdict (ours with trace), wasm, N = 10 (us)", 20.0),
    ("text to verdict (ours with trace), wasm, N = 1000 (us)", 2_500.0),
    ("load, native, N = 10000 (ms)", 26.0),
    ("load, wasm, N = 10000 (ms)", 40.0),
    ("memory held, N = 10000 (times the text)", 4.0),
    ("decide_many, native, 200 x 500 x 20 (ms)", 8.0),
    ("decide_many, wasm, 200 x 500 x 20 (ms)", 15.0),
    ("who can, wasm, 200 users (us)", 120.0),
    ("ram-policy as WebAssembly, brotli (KB)", 120.0),
];
const BASELINES: [&str; 2] = ["indexed", "scan"];
const NODE: &str = "It needs Node.js 20 or newer (https://nodejs.org); see its message above.";

/// Measures and prints a table.
pub fn bench(with_peers: bool) -> Result<(), String> {
    let mut table = Table::default();
    announce("Measuring natively");
    table.add(&mut in_benches(&["run", "--release", "--package", "bench-own"]))?;
    setup::wasm_target()?;
    announce("Measuring as WebAssembly");
    let build = ["build", "--release", "--package", "bench-wasm", "--target", setup::WASM];
    run(&mut in_benches(&build), "See cargo's message above.")?;
    let build = ["build", "--profile", "small", "--package", "bench-alone", "--target", setup::WASM];
    run(&mut in_benches(&build), "See cargo's message above.")?;
    let built = target_folder().join(setup::WASM);
    let modules = [built.join("release/bench_wasm.wasm"), built.join("small/bench_alone.wasm")];
    table.add(program("node").arg("benches/wasm/run.mjs").args(modules))?;
    if with_peers {
        announce("Asking other engines, natively");
        table.add(&mut in_benches(&["run", "--release", "--package", "bench-peers"]))?;
        announce("Asking other engines in Node.js");
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let folder = root().join("benches/peers");
        run(program(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder), NODE)?;
        let sets = target_folder().join("sets.json");
        run(in_benches(&["run", "--release", "--package", "bench-peers", "--", "sets"]).arg(&sets), "See above.")?;
        table.add(program("node").arg("benches/peers/run.mjs").arg(&sets))?;
    }
    println!("\n{}", table.markdown());
    Ok(())
}

fn in_benches(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments).current_dir(root().join("benches")).env("CARGO_TARGET_DIR", target_folder());
    command
}

fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target/benches"), PathBuf::from)
}

/// Values by figure and by whose they are, both in the order in which they came.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<(String, Vec<(String, f64)>)>,
}

impl Table {
    /// Runs a program that prints a line for each value: figure, whose, value, with tabs between.
    fn add(&mut self, command: &mut Command) -> Result<(), String> {
        let (succeeded, printed) = watch(command)?;
        printed.lines().for_each(|line| self.read(line));
        if succeeded { Ok(()) } else { Err("The measurement failed: see its message above.".to_owned()) }
    }

    fn read(&mut self, line: &str) {
        let mut parts = line.split('\t');
        if let (Some(figure), Some(whose), Some(Ok(value))) = (parts.next(), parts.next(), parts.next().map(str::parse))
        {
            let entry = (whose.to_owned(), value);
            match self.rows.iter_mut().find(|(name, _)| name == figure) {
                Some((_, values)) => values.push(entry),
                None => self.rows.push((figure.to_owned(), vec![entry])),
            }
        }
    }

    fn markdown(&self) -> String {
        let mut columns = vec!["ours"];
        columns.extend(BASELINES);
        for (whose, _) in self.rows.iter().flat_map(|(_, values)| values) {
            if !columns.contains(&whose.as_str()) {
                columns.push(whose);
            }
        }
        let mut lines = vec![
            format!("| figure | {} | goal | ours : better baseline |", columns.join(" | ")),
            format!("|{}", " --- |".repeat(columns.len() + 3)),
        ];
        for (figure, values) in &self.rows {
            let of = |whose: &str| values.iter().find(|(name, _)| name == whose).map(|(_, value)| *value);
            let baseline = BASELINES.iter().filter_map(|whose| of(whose)).min_by(f64::total_cmp);
            let ratio = of("ours").zip(baseline).map(|(ours, baseline)| ours / baseline);
            let goal = GOALS.iter().find(|(name, _)| name == figure).map(|(_, goal)| *goal);
            let cells: Vec<String> = columns.iter().map(|whose| number(of(whose))).collect();
            lines.push(format!("| {figure} | {} | {} | {} |", cells.join(" | "), number(goal), number(ratio)));
        }
        lines.join("\n")
    }
}

/// Three digits that count; nothing for nothing.
fn number(value: Option<f64>) -> String {
    match value {
        None => String::new(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) if value >= 10.0 => format!("{value:.1}"),
        Some(value) if value >= 1.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_row_has_every_value_its_goal_and_the_ratio_to_the_better_baseline() {
        let mut table = Table::default();
        for line in [
            "a word of the compiler",
            "decide, native, N = 10 (us)\tours\t0.25",
            "decide, native, N = 10 (us)\tscan\t0.5",
            "decide, native, N = 10 (us)\tindexed\t1",
            "decide, native, N = 10 (us)\tcedar\t16",
            "other\tours\t123.4",
        ] {
            table.read(line);
        }
        let expected = "| figure | ours | indexed | scan | cedar | goal | ours : better baseline |\n\
                        | --- | --- | --- | --- | --- | --- | --- |\n\
                        | decide, native, N = 10 (us) | 0.250 | 1.00 | 0.500 | 16.0 | 0.200 | 0.500 |\n\
                        | other | 123 |  |  |  |  |  |";
        assert_eq!(table.markdown(), expected);
    }
}
