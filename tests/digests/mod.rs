//! What the evaluator says to every conformance case, as one number for each: natively and as
//! WebAssembly the numbers must be the same.

use ram_policy::policy::Document;
use ram_policy::text::DocumentId;
use ram_scenario::cases::{Case, CaseFile, Probe};
use ram_scenario::trace_json::trace_json;
use ram_scenario::world;

macro_rules! files {
    ($($name:literal)*) => {
        /// Every file of `tests/cases`, by name.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../cases/", $name, ".json"))),)*];
    };
}

files! {
    "actions" "assume-role" "bucket-policies" "conditions" "control-policies" "end-to-end" "evaluation"
    "federated-and-service" "grammar" "groups-and-scopes" "names" "own-checks" "own-corners" "own-rules" "resources"
    "session-life" "session-policies" "sts-parameters"
}

/// A line for each case: its ID and the digest of everything that is said to it.
pub fn digests() -> String {
    let mut lines = String::new();
    for (name, text) in FILES {
        let file = CaseFile::from_json(text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for case in file.cases {
            let case = case.unwrap_or_else(|case| panic!("{name}: {case:?}"));
            lines += &format!("{} {:016x}\n", case.id, fnv(said(&case).as_bytes()));
        }
    }
    lines
}

/// The `ram-trace/1` of a question; of a document the findings; of a name whether it is taken.
fn said(case: &Case) -> String {
    match &case.probe {
        Probe::Access(access) => {
            let scenario = access.to_scenario();
            let documents = world::documents(&scenario, None);
            let request = world::request(&scenario, &documents).expect("a complete question");
            let world = world::world(&scenario, &documents);
            let evaluation = ram_policy::evaluate(&world, &request);
            serde_json::to_string(&trace_json(&world, &evaluation)).expect("a trace is JSON")
        }
        Probe::Validate(validate) => {
            let document = Document::parse(DocumentId::new("case"), "case", validate.kind, &validate.text);
            let findings = document.diagnostics.iter().map(|found| format!("{} {:?}\n", found.code(), found.span));
            findings.collect()
        }
        Probe::Name(name) => name.entity.accepts(&name.value).to_string(),
    }
}

/// FNV-1a.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
