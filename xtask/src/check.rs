//! All checks, counted: each test as one, and each other check (layout of the source, lints, the build) as one.

use std::process::{Command, ExitCode};

use crate::command::{announce, cargo, output, program, root, run, watch};
use crate::{dist, setup};

/// A part of the checks that can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Fmt,
    Clippy,
    /// The colours, as WCAG measures them.
    Contrast,
    /// Tests that need no browser.
    Native,
    /// The evaluator as WebAssembly, in Node.js.
    Wasm,
    /// Tests of the built page.
    Browser,
}

impl Part {
    /// The quick ones first.
    pub const ALL: [Self; 6] = [Self::Fmt, Self::Contrast, Self::Clippy, Self::Native, Self::Wasm, Self::Browser];

    pub fn named(name: &str) -> Option<Self> {
        match name {
            "fmt" => Some(Self::Fmt),
            "contrast" => Some(Self::Contrast),
            "clippy" => Some(Self::Clippy),
            "native" => Some(Self::Native),
            "wasm" => Some(Self::Wasm),
            "browser" => Some(Self::Browser),
            _ => None,
        }
    }
}

/// Runs all of the given parts, whatever fails, and ends with the line `N passed, N failed`.
pub fn run_parts(parts: &[Part]) -> ExitCode {
    let mut tally = Tally::default();
    for part in parts {
        match part {
            Part::Fmt => fmt(&mut tally),
            Part::Contrast => contrast(&mut tally),
            Part::Clippy => clippy(&mut tally),
            Part::Native => native(&mut tally),
            Part::Wasm => wasm(&mut tally),
            Part::Browser => browser(&mut tally),
        }
    }
    println!();
    for failure in &tally.failures {
        println!("failed: {failure}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failures.len());
    if tally.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fmt(tally: &mut Tally) {
    announce("Checking the layout of the source");
    tally.check("fmt", run(cargo().args(["fmt", "--all", "--check"]), "`cargo fmt --all` puts it right."));
}

fn contrast(tally: &mut Tally) {
    announce("Checking the contrast of the colours");
    let advice = "The pairs that fall short are named above; the colours are in static/style/tokens.css.";
    tally.check("contrast", run(program("node").arg("static/style/check-contrast.mjs").current_dir(root()), advice));
}

fn clippy(tally: &mut Tally) {
    announce("Checking for lints");
    let advice = "See the warnings above.";
    let everything = ["clippy", "--workspace", "--all-targets", "--features", BROWSER_TESTS, "--", "-D", "warnings"];
    tally.check("clippy", run(cargo().args(everything), advice));

    // Each alone: together they would share their features, and the page does without some.
    for (name, package) in [("clippy of the page", PAGE), ("clippy of the authoring module", AUTHOR)] {
        let lint = ["clippy", "--package", package, "--target", setup::WASM, "--", "-D", "warnings"];
        tally.check(name, setup::wasm_target().and_then(|()| run(cargo().args(lint), advice)));
    }
}

fn native(tally: &mut Tally) {
    announce("Running the tests that need no browser");
    tally.tests("tests", test_runner().arg("--workspace"));
    // Which nextest leaves out.
    announce("Running the examples in the documentation");
    tally.tests("examples in the documentation", cargo().args(["test", "--workspace", "--no-fail-fast", "--doc"]));
}

fn wasm(tally: &mut Tally) {
    announce("Running the conformance cases as WebAssembly");
    let ready = setup::wasm_target().and_then(|()| setup::wasm_test_runner());
    match ready.and_then(|runner| Ok((runner, native_digests()?))) {
        Ok((runner, digests)) => {
            let test = ["test", "--package", "ram-scenario", "--target", setup::WASM, "--test", "wasm"];
            let runner_of_target = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER";
            let mut command = cargo();
            command.args(test).env(runner_of_target, runner).env("RAM_TRACE_DIGESTS", digests);
            tally.tests("cases as WebAssembly", &mut command);
        }
        Err(sentence) => tally.check("cases as WebAssembly", Err(sentence)),
    }
}

/// What the evaluator says natively to every case, for comparison.
fn native_digests() -> Result<String, String> {
    let print = ["run", "--quiet", "--package", "ram-scenario", "--example", "trace_digests"];
    output(cargo().args(print)).ok_or_else(|| format!("`cargo {}` fails, and says why.", print.join(" ")))
}

fn browser(tally: &mut Tally) {
    let built = setup::browser().and_then(|()| dist::build());
    let page_is_there = built.is_ok();
    tally.check("build of the page", built);
    if page_is_there {
        announce("Running the tests in the browser");
        tally.tests("tests in the browser", &mut browser_tests(test_runner()));
    } else {
        tally.check("tests in the browser", Err("They need the page, which could not be built.".to_owned()));
    }
}

const PAGE: &str = "ram-policy-playground";
const AUTHOR: &str = "ram-author-web";
const BROWSER_TESTS: &str = "ram-policy-playground/browser-tests";

/// A command of cargo that runs tests, made to run those in the browser.
pub fn browser_tests(mut runner: Command) -> Command {
    runner
        .args(["--package", PAGE, "--features", BROWSER_TESTS, "--test", "browser"])
        .env("PLAYGROUND_DIST", dist::folder());
    runner
}

fn test_runner() -> Command {
    let mut cargo_test = cargo();
    if output(cargo().args(["nextest", "--version"])).is_some() {
        cargo_test.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass", "--status-level", "fail"]);
    } else {
        cargo_test.args(["test", "--no-fail-fast", "--all-targets"]);
    }
    cargo_test
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failures: Vec<String>,
}

impl Tally {
    fn check(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(sentence) => {
                println!("{sentence}");
                self.failures.push(name.to_owned());
            }
        }
    }

    fn tests(&mut self, name: &str, command: &mut Command) {
        match watch(command) {
            Ok((succeeded, output)) => {
                let Tally { passed, failures } = count_tests(&output);
                self.passed += passed;
                // Without a failed test it was the compiler that failed.
                if !succeeded && failures.is_empty() {
                    self.failures.push(format!("{name}: could not be run"));
                }
                self.failures.extend(failures);
            }
            Err(sentence) => self.check(name, Err(sentence)),
        }
    }
}

/// Counts the tests in what nextest or cargo's own runner printed.
fn count_tests(output: &str) -> Tally {
    let summaries = |prefix| output.lines().filter_map(move |line| line.trim_start().strip_prefix(prefix));
    // Nextest repeats what a failed test printed, and that has the lines of cargo's runner in it.
    let by_nextest = summaries("Summary [").next().is_some();
    let (summary, failed): (_, fn(&str) -> Option<&str>) =
        if by_nextest { ("Summary [", failed_in_nextest) } else { ("test result: ", failed_in_cargo) };

    let passed = summaries(summary).map(|line| number_before(line, " passed")).sum();
    let mut failures: Vec<String> = Vec::new();
    for name in output.lines().filter_map(failed) {
        // Nextest tells each twice.
        if !failures.iter().any(|known| known == name) {
            failures.push(name.to_owned());
        }
    }
    Tally { passed, failures }
}

/// The number that stands before a word, as in `3 passed`.
fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(word).next().unwrap_or_default();
    before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The name in `FAIL [   0.003s] (1/9) crate name`; other words than `FAIL` stand for other ways to fail.
fn failed_in_nextest(line: &str) -> Option<&str> {
    let (word, rest) = line.trim_start().split_once(" [")?;
    let failed = ["FAIL", "TIMEOUT", "ABORT"].contains(&word) || word.starts_with("SIG");
    let (_, name) = rest.split_once("] ")?;
    let (_, name) = name.split_once(") ")?;
    failed.then_some(name)
}

/// The name in `test name ... FAILED`.
fn failed_in_cargo(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_nextest_prints() {
        let output = "\
────────────
        FAIL [   0.004s] ( 2/12) ram-policy pattern::tests::star
  stdout ───
    test pattern::tests::star ... FAILED
────────────
     Summary [   0.021s] 12 tests run: 10 passed, 2 failed, 1 skipped
        FAIL [   0.004s] ( 2/12) ram-policy pattern::tests::star
     SIGABRT [   0.009s] ( 7/12) ram-scenario::cases all
error: test run failed";
        let tally = count_tests(output);
        assert_eq!(tally.passed, 10);
        assert_eq!(tally.failures, ["ram-policy pattern::tests::star", "ram-scenario::cases all"]);
    }

    #[test]
    fn counts_what_cargo_prints() {
        let output = "\
running 3 tests
test crates/ram-policy/src/lib.rs - (line 9) ... ok
test crates/ram-policy/src/arn.rs - arn (line 3) ... FAILED
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let tally = count_tests(output);
        assert_eq!(tally.passed, 6);
        assert_eq!(tally.failures, ["crates/ram-policy/src/arn.rs - arn (line 3)"]);
    }
}
