//! Trace cases: a world with its policies word for word, a question, and what the trace must say:
//! every step with its outcome, and `because`, the source texts that it must point at, so that a
//! wrong position fails. One file of `tests/traces` is one case; `[scenario]` is a
//! `ram-scenario/1` without its `format`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ram_policy::rule::Rule;
use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::scenario::Scenario;
use ram_scenario::trace_json::trace_json;
use ram_scenario::world::{self, Documents};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TraceCase {
    title: String,
    scenario: toml::Table,
    expect: Expect,
    /// What the trace must point at.
    #[serde(default)]
    because: Vec<Because>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// The weakest rules that the answer rests on; left out where all are documented.
    #[serde(default)]
    relies_on: Vec<String>,
    /// The statement that settles the deciding step, word for word.
    statement: Option<String>,
    /// Every phase, resource, step and row with its outcome.
    trace: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Because {
    /// From 0; without it the last one.
    phase: Option<usize>,
    /// From 0.
    #[serde(default)]
    resource: usize,
    step: String,
    document: String,
    /// From 1.
    statement: usize,
    element: String,
    /// The element's name and value, word for word.
    text: String,
    /// `holds`, or why it does not.
    verdict: String,
    /// Of a key that the request does not carry: said beside the verdict.
    #[serde(default)]
    is_missing: bool,
    /// Each pattern or value word for word, and `matches` or where it differs.
    #[serde(default)]
    entries: Vec<[String; 2]>,
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/traces");
    let entries = std::fs::read_dir(folder).expect("the folder of trace cases");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn every_trace_says_what_its_case_expects() {
    let mut wrong = String::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let case: TraceCase = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for line in check(&case) {
            _ = writeln!(wrong, "{} ({}): {line}", path.display(), case.title);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A rule that no case needs is a rule that nobody has seen to be cited.
#[test]
fn every_rule_is_cited_by_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut cited = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a text");
        for case in CaseFile::from_json(&text).expect("a file of cases").cases.into_iter().flatten() {
            let Probe::Access(access) = &case.probe else { continue };
            let scenario = access.to_scenario();
            let documents = world::documents(&scenario, None);
            let request = world::request(&scenario, &documents).expect("a complete question");
            cited.extend(ram_policy::evaluate(&world::world(&scenario, &documents), &request).rules());
        }
    }
    let uncited: Vec<_> = Rule::ALL.iter().filter(|rule| !cited.contains(rule)).collect();
    assert!(uncited.is_empty(), "{uncited:?}");
}

/// What differs.
fn check(case: &TraceCase) -> Vec<String> {
    let mut scenario = serde_json::to_value(&case.scenario).expect("TOML has a JSON form");
    scenario["format"] = json!("ram-scenario/1");
    let scenario =
        Scenario::from_json(&scenario.to_string()).unwrap_or_else(|error| panic!("{}: {error:?}", case.title));
    let documents = world::documents(&scenario, None);
    let request = world::request(&scenario, &documents).expect("a complete question");
    let world = world::world(&scenario, &documents);
    let evaluation = ram_policy::evaluate(&world, &request);
    let trace = serde_json::to_value(trace_json(&world, &evaluation)).expect("a trace is JSON");

    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: &str, found: &str| {
        if expected != found {
            wrong.push(format!("{what}:\nexpected\n{expected}\nfound\n{found}"));
        }
    };
    compare("trace", case.expect.trace.trim_start_matches('\n'), &outline(&trace));
    let weakest = if trace["evidence"] == "documented" { None } else { evaluation.weakest() };
    let relies_on = weakest.map_or_else(Vec::new, |(_, rules)| Vec::from_iter(rules.iter().map(|rule| rule.number())));
    compare("relies_on", &case.expect.relies_on.join(", "), &relies_on.join(", "));
    let deciding =
        evaluation.deciding_step().and_then(|at| evaluation.step(at)).and_then(|step| step.deciding_statement());
    let deciding = deciding.map_or("", |(policy, statement)| statement.span.of(&policy.document.text));
    compare("statement", case.expect.statement.as_deref().unwrap_or_default(), deciding);
    wrong.extend(case.because.iter().filter_map(|because| because.check(&trace, &documents).err()));
    wrong
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// Phases, resources, steps and rows, a line each.
fn outline(trace: &Value) -> String {
    let mut out = String::new();
    for phase in list(&trace["phases"]) {
        _ = writeln!(out, "{} by {}", text(&phase["action"]), text(&phase["caller"]));
        for resource in list(&phase["resources"]) {
            let [name, decision, combination] =
                ["resource", "decision", "combination"].map(|member| text(&resource[member]));
            _ = writeln!(out, " {name}: {decision}, {combination}");
            for step in list(&resource["steps"]) {
                let [layer, owner, outcome, note] =
                    ["layer", "owner", "outcome", "note"].map(|member| text(&step[member]));
                let note = if note == "-" { String::new() } else { format!(", {note}") };
                _ = writeln!(out, "  {layer} ({owner}): {outcome}{note}");
                for row in list(&step["rows"]) {
                    _ = writeln!(out, "   {}: {}", text(&row["label"]), text(&row["outcome"]));
                }
            }
        }
        if let Some(session) = phase.get("session") {
            let [account, role, name] = ["account", "role", "name"].map(|member| text(&session[member]));
            _ = writeln!(out, " session {account} {role} {name}, {} seconds", session["seconds"]);
        }
    }
    out
}

impl Because {
    fn check(&self, trace: &Value, documents: &Documents) -> Result<(), String> {
        let what = format!("because {} of statement {} in {}", self.element, self.statement, self.document);
        let document = documents.iter().find(|(key, _)| key.to_string() == self.document);
        let source = &document.ok_or_else(|| format!("{what}: no such document"))?.1.text;
        let part = |span: &Value| {
            let at = |index: usize| span[index].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
            source.get(at(0)..at(1)).unwrap_or("(no part of the text)")
        };
        let phases = list(&trace["phases"]);
        let phase = self.phase.unwrap_or(phases.len().saturating_sub(1));
        let steps = list(&trace["phases"][phase]["resources"][self.resource]["steps"]);
        let rows = steps.iter().filter(|step| step["layer"] == self.step.as_str()).flat_map(|step| list(&step["rows"]));
        let policies =
            rows.flat_map(|row| list(&row["policies"])).filter(|policy| policy["document"] == self.document.as_str());
        let statements = policies.flat_map(|policy| list(&policy["statements"]));
        let mut elements = statements
            .filter(|statement| statement["number"] == self.statement)
            .flat_map(|statement| list(&statement["elements"]))
            .filter(|element| element["element"] == self.element.as_str() && part(&element["span"]) == self.text);
        let Some(element) = elements.next() else { return Err(format!("{what}: nothing points at {}", self.text)) };
        let verdict = if element["holds"] == true { "holds" } else { text(&element["reason"]) };
        let is_missing = element["reason"] == "key_missing";
        let entries = list(&element["entries"]).iter().map(|entry| {
            let outcome =
                if entry["matches"] == true { "matches" } else { entry["differs"].as_str().unwrap_or("differs") };
            [part(&entry["span"]).to_owned(), outcome.to_owned()]
        });
        let entries: Vec<[String; 2]> = entries.collect();
        let found = (verdict, is_missing, entries);
        let expected = (self.verdict.as_str(), self.is_missing, self.entries.clone());
        if found == expected { Ok(()) } else { Err(format!("{what}:\nexpected {expected:?}\nfound    {found:?}")) }
    }
}
