//! Runs every case of a folder of `ram-cases/1` files:
//!
//! ```sh
//! cargo test -p ram-scenario --test cases                  # tests/cases
//! RAM_CASES=/some/folder cargo test -p ram-scenario --test cases
//! cargo test -p ram-scenario --test cases ASM-004          # cases whose ID holds this
//! ```
//!
//! Each failure is printed with its trace; the last line is `N passed, N failed`. The program is
//! its own test harness, so that this line is the last one; to cargo-nextest it is one test.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use ram_policy::diagnostic::Severity;
use ram_policy::policy::Document;
use ram_policy::text::DocumentId;
use ram_scenario::analysis::Analysis;
use ram_scenario::cases::{Access, Case, CaseFile, Name, Probe, Validate};
use ram_scenario::trace_json::{decision, failed_step};
use ram_scenario::trace_text::trace_text;
use ram_text::Lang;

/// The name of the only test, for cargo-nextest.
const TEST: &str = "cases";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if has("--list") {
        if !has("--ignored") {
            println!("{TEST}: test");
        }
        return ExitCode::SUCCESS;
    }
    let mut report = Report { filter: filter(&arguments), ..Report::default() };
    let folder = folder();
    match files(&folder) {
        Ok(files) if files.is_empty() => report.fail(&folder.display().to_string(), "no *.json file in this folder"),
        Ok(files) => files.iter().for_each(|file| report.run_file(file)),
        Err(error) => report.fail(&folder.display().to_string(), &error.to_string()),
    }
    println!("{} passed, {} failed", report.passed, report.failed);
    if report.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The first argument that is no option. The name of the test itself means all cases.
fn filter(arguments: &[String]) -> Option<String> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // Options of the usual harness that have a value.
            "--color" | "--format" | "--logfile" | "--skip" | "--test-threads" | "-Z" => {
                arguments.next();
            }
            option if option.starts_with('-') => {}
            filter => return (filter != TEST).then(|| filter.to_owned()),
        }
    }
    None
}

/// `RAM_CASES`, as seen from where cargo was started, or the project's own cases.
fn folder() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let Some(folder) = std::env::var_os("RAM_CASES") else { return root.join("tests/cases") };
    // Cargo starts a test in the folder of its package; the shell's own folder is in PWD.
    let started_in = std::env::var_os("PWD").map(PathBuf::from);
    let mut candidates = [started_in, Some(root)].into_iter().flatten().map(|base| base.join(&folder));
    candidates.find(|path| path.exists()).unwrap_or_else(|| folder.into())
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[derive(Default)]
struct Report {
    filter: Option<String>,
    passed: usize,
    failed: usize,
    ids: BTreeSet<String>,
}

impl Report {
    fn fail(&mut self, what: &str, why: &str) {
        self.failed += 1;
        println!("FAILED {what}\n  {}\n", why.trim_end().replace('\n', "\n  "));
    }

    fn run_file(&mut self, path: &Path) {
        let name = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return self.fail(&name, &error.to_string()),
        };
        let file = match CaseFile::from_json(&text) {
            Ok(file) => file,
            Err(error) => return self.fail(&name, &error.message().string(Lang::En)),
        };
        if file.cases.is_empty() {
            self.fail(&name, "no case in this file");
        }
        for case in &file.cases {
            let (id, title) = match case {
                Ok(case) => (&case.id, case.title.as_str()),
                Err(case) => (&case.id, "cannot be read"),
            };
            if self.filter.as_ref().is_some_and(|filter| !id.contains(filter)) {
                continue;
            }
            let result = match case {
                _ if !self.ids.insert(id.clone()) => Err("another case has this ID".to_owned()),
                Ok(case) => check(case),
                Err(case) => Err(case.error.message().string(Lang::En)),
            };
            match result {
                Ok(()) => self.passed += 1,
                Err(why) => self.fail(&format!("{id} {title} ({name})"), &why),
            }
        }
    }
}

fn check(case: &Case) -> Result<(), String> {
    match &case.probe {
        Probe::Access(access) => check_access(access),
        Probe::Validate(validate) => check_document(validate),
        Probe::Name(name) => check_name(name),
    }
}

fn check_access(access: &Access) -> Result<(), String> {
    let expect = &access.expect;
    let analysis = Analysis::of(&Rc::new(access.to_scenario()), None);
    let Some(answer) = &analysis.answer else {
        return Err(analysis.incomplete.map_or_else(String::new, |missing| missing.string(Lang::En)));
    };
    let evaluation = &answer.evaluation;
    let mut differences = String::new();
    let mut compare = |what: &str, expected: &str, found: &str| {
        if found != expected {
            let _ = writeln!(differences, "{what}: expected {expected}, found {found}");
        }
    };
    compare("decision", &expect.decision, decision(evaluation.decision()));
    if let Some(layer) = &expect.deciding_layer {
        compare("deciding_layer", layer, evaluation.deciding_layer().map_or("null", |layer| layer.name()));
    }
    if let Some(step) = &expect.failed_step {
        compare("failed_step", step.as_deref().unwrap_or("null"), failed_step(evaluation).as_deref().unwrap_or("null"));
    }
    if let Some(code) = &expect.error_code {
        compare("error_code", code, evaluation.error_code().unwrap_or("null"));
    }
    if differences.is_empty() {
        return Ok(());
    }
    if let Some(note) = expect.note.as_deref().filter(|note| !note.is_empty()) {
        let _ = writeln!(differences, "note: {note}");
    }
    Err(differences + &trace_text(&answer.trace(Lang::En), Lang::En))
}

fn check_document(validate: &Validate) -> Result<(), String> {
    let document = Document::parse(DocumentId::new("case"), "case", validate.kind, &validate.text);
    let valid = document.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error);
    let reported = |code: &String| document.diagnostics.iter().any(|diagnostic| diagnostic.code() == code);
    if valid == validate.valid && validate.codes.iter().all(reported) {
        return Ok(());
    }
    let mut why = format!("valid: expected {}, found {valid}\ncodes: expected {:?}\n", validate.valid, validate.codes);
    for diagnostic in &document.diagnostics {
        let (severity, place) = (diagnostic.severity(), diagnostic.span.of(&document.text));
        let _ = writeln!(why, "found {severity:?} {:?}: {:?} at {place}", diagnostic.code(), diagnostic.problem);
    }
    Err(why)
}

fn check_name(name: &Name) -> Result<(), String> {
    match name.entity.accepts(&name.value) {
        found if found == name.valid => Ok(()),
        found => Err(format!("{:?} {:?}: expected {}, found {found}", name.entity, name.value, name.valid)),
    }
}
