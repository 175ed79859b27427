//! A second statement of the rules: a naive evaluator, written from `SEMANTICS.md` alone, that
//! shares no code with `ram-policy`. Both answer questions about worlds made from seeds and must
//! agree on decision, deciding layer, failed step and error code.
//!
//! ```sh
//! cargo test -p ram-scenario --test oracle                          # 20,000 worlds
//! ORACLE_WORLDS=1000000 cargo test --release -p ram-scenario --test oracle -- --nocapture
//! ORACLE_SEED=17 ORACLE_WORLDS=1 cargo test -p ram-scenario --test oracle     # one world again
//! ```
//!
//! A difference is shrunk and printed as a case, with both answers and the evaluator's trace. The
//! rules that the naive evaluator used are counted; a rule that no world reaches fails the test.

mod conditions;
mod generate;
mod grammar;
mod matching;
mod process;
mod rules;
mod shrink;
mod values;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use ram_policy::trace::{self, Call};
use ram_scenario::analysis::Analysis;
use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::trace_text::trace_text;
use ram_text::Lang;
use serde_json::{Value, json};

use crate::process::{Answer, Decision, Oracle, SystemPolicies};
use crate::rules::Rules;

/// Every rule that decides something; each must be reached. Not among them: the rules by which a document is refused
/// ("Policy documents", "Checks when a policy is saved"), which all end in R9.3 and are pinned one by one by cases; those
/// that say that something doesn't exist; and the words for a denial.
const RULES: &[&str] = &[
    "R1.11",
    "R1.14",
    "R1.15",
    "R1.16",
    "R1.22",
    "R1.31",
    "R2.2",
    "R2.3",
    "R2.4",
    "R2.5",
    "R2.6",
    "R2.7",
    "R2.8",
    "R2.9",
    "R2.9a",
    "R2.9b",
    "R2.9c",
    "R2.9d",
    "R2.9e",
    "R2.11",
    "R2.12",
    "R2.13",
    "R2.14",
    "R2.15",
    "R2.18",
    "R3.2",
    "R3.4",
    "R3.5 account",
    "R3.6",
    "R3.8",
    "R3.8a",
    "R4.1",
    "R4.2",
    "R4.3",
    "R4.4",
    "R4.5",
    "R4.6",
    "R4.10",
    "R4.11",
    "R4.12",
    "R4.13",
    "R4.14",
    "R4.15",
    "R4.16",
    "R4.18 all",
    "R4.18 any",
    "R4.20",
    "R4.22",
    "R4.30",
    "R4.31",
    "R4.41",
    "R5.2",
    "R5.3",
    "R5.10",
    "R5.11",
    "R5.12",
    "R5.12 member",
    "R5.13",
    "R5.14",
    "R5.16",
    "R5.20 group",
    "R5.20 role",
    "R5.22",
    "R5.23",
    "R5.24",
    "R5.28",
    "R5.29",
    "R5.30 allow",
    "R5.30 deny",
    "R5.31",
    "R5.32",
    "R5.33",
    "R5.34",
    "R5.35",
    "R5.40",
    "R5.41",
    "R5.42",
    "R5.43",
    "R5.44",
    "R5.45",
    "R5.46",
    "R5.47",
    "R5.48",
    "R5.51",
    "R6.2",
    "R6.3",
    "R6.4",
    "R6.4 missing",
    "R6.5",
    "R6.6",
    "R6.7",
    "R6.8",
    "R6.9",
    "R6.10",
    "R6.12",
    "R6.14",
    "R6.15b",
    "R6.16",
    "R6.17",
    "R6.18",
    "R6.19",
    "R6.20",
    "R6.21",
    "R8.5",
    "R9.3",
];

#[test]
fn the_evaluator_agrees_with_a_naive_one() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let worlds = number("ORACLE_WORLDS").unwrap_or(20_000);
    let first = number("ORACLE_SEED").unwrap_or(1);
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let counts = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || compare((first..first + worlds).filter(|seed| seed % threads == thread))))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker found a difference"))
            .fold(Counts::default(), Counts::add)
    });
    let mut table = String::new();
    counts.answers.iter().for_each(|(answer, count)| _ = writeln!(table, "{count:>9}  {answer}"));
    counts.rules.iter().for_each(|(rule, count)| _ = writeln!(table, "{count:>9}  {rule}"));
    println!("{table}{worlds} worlds, {} rules", counts.rules.len());
    let unlisted: Vec<_> = counts.rules.keys().filter(|rule| !RULES.contains(rule)).collect();
    assert!(unlisted.is_empty(), "add to RULES: {unlisted:?}");
    if worlds >= 20_000 {
        let missing: Vec<_> = RULES.iter().filter(|rule| !counts.rules.contains_key(*rule)).collect();
        assert!(missing.is_empty(), "no world reaches {missing:?}");
    }
}

#[derive(Default)]
struct Counts {
    answers: BTreeMap<String, u64>,
    rules: BTreeMap<&'static str, u64>,
}

impl Counts {
    fn add(mut self, other: Counts) -> Counts {
        other.answers.into_iter().for_each(|(answer, count)| *self.answers.entry(answer).or_default() += count);
        other.rules.into_iter().for_each(|(rule, count)| *self.rules.entry(rule).or_default() += count);
        self
    }
}

fn compare(seeds: impl Iterator<Item = u64>) -> Counts {
    let system = system_policies();
    let rules = Rules::default();
    let mut answers: BTreeMap<String, u64> = BTreeMap::new();
    for seed in seeds {
        let (world, request) = generate::world_and_request(seed);
        let mut case = json!({ "id": format!("seed {seed}"), "expect": { "decision": "" } });
        (case["world"], case["request"]) = (world, request);
        let expected = naive(&case, &system, &rules);
        let found = real(&case).expect("generated worlds can be read");
        if !found.agrees(&expected) {
            let differs =
                |case: &Value| real(case).is_some_and(|found| !found.agrees(&naive(case, &system, &Rules::default())));
            let case = shrink::shrink(case, differs);
            let (expected, found) =
                (naive(&case, &system, &Rules::default()), real(&case).expect("it was read before"));
            panic!(
                "seed {seed}\n{}\nnaive evaluator: {expected}\nram-policy:      {}\n{}",
                serde_json::to_string_pretty(&case).unwrap_or_default(),
                found.answer,
                found.trace(),
            );
        }
        *answers.entry(format!("{:?} {}", expected.decision, expected.layer)).or_default() += 1;
    }
    Counts { answers, rules: rules.counts() }
}

fn naive(case: &Value, system: &SystemPolicies, rules: &Rules) -> Answer {
    Oracle { world: case["world"].clone(), system, rules }.answer(&case["request"])
}

/// The evaluator's answer, in the words of the naive one.
struct Real {
    answer: Answer,
    analysis: Analysis,
}

impl Real {
    /// An error code counts where the rules name one.
    fn agrees(&self, expected: &Answer) -> bool {
        let found = &self.answer;
        found.decision == expected.decision
            && found.layer == expected.layer
            && found.failed_step == expected.failed_step
            && (expected.error_code.is_none() || found.error_code == expected.error_code)
    }

    fn trace(&self) -> String {
        self.analysis.answer.as_ref().map_or_else(String::new, |answer| trace_text(&answer.trace(Lang::En), Lang::En))
    }
}

/// None: not a case that can be read, which only shrinking makes.
fn real(case: &Value) -> Option<Real> {
    let file = CaseFile::from_json(&format!(r#"{{"format":"ram-cases/1","cases":[{case}]}}"#)).ok()?;
    let Probe::Access(access) = &file.cases.first()?.as_ref().ok()?.probe else { return None };
    let analysis = Analysis::of(&Rc::new(access.to_scenario()), None);
    let evaluation = &analysis.answer.as_ref()?.evaluation;
    let decision = match evaluation.decision() {
        trace::Decision::Allow => Decision::Allow,
        trace::Decision::ExplicitDeny => Decision::ExplicitDeny,
        trace::Decision::ImplicitDeny => Decision::ImplicitDeny,
        trace::Decision::Rejected(_) => Decision::Rejected,
    };
    let failed_step =
        evaluation.deciding_phase().filter(|_| decision != Decision::Allow).map(|(_, phase)| match &phase.call {
            Call::AssumeRole { hop, .. } => format!("assume_role[{hop}]"),
            Call::Action { .. } => "action".to_owned(),
        });
    let layer = evaluation.deciding_layer().map_or("none", |layer| layer.name());
    let answer = Answer { decision, layer, failed_step, error_code: evaluation.error_code() };
    Some(Real { answer, analysis })
}

/// The documents of system policies, as the platform publishes them.
fn system_policies() -> SystemPolicies {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ram-catalog/data");
    let read = |folder: &str, name: &str| {
        let path = data.join(folder).join(format!("{name}.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name.to_owned(), serde_json::from_str(&text).expect("a system policy is JSON"))
    };
    let identity = generate::SYSTEM.into_iter().map(|name| read("system-policies", name));
    identity.chain([read("control-policies", "FullAliyunAccess")]).collect()
}
