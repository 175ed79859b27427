//! The conformance cases inside WebAssembly: the evaluator must decide there as it does natively.
#![cfg(target_arch = "wasm32")]

use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::{trace_json, world};
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! cases {
    ($($name:ident = $file:literal,)*) => {
        $(
            #[wasm_bindgen_test]
            fn $name() {
                check(include_str!(concat!("cases/", $file)));
            }
        )*
    };
}

cases! {
    actions = "actions.json",
    assume_role = "assume-role.json",
    bucket_policies = "bucket-policies.json",
    conditions = "conditions.json",
    control_policies = "control-policies.json",
    end_to_end = "end-to-end.json",
    evaluation = "evaluation.json",
    federated_and_service = "federated-and-service.json",
    groups_and_scopes = "groups-and-scopes.json",
    resources = "resources.json",
    session_life = "session-life.json",
    session_policies = "session-policies.json",
    sts_parameters = "sts-parameters.json",
}

fn check(file: &str) {
    let file = CaseFile::from_json(file).expect("a case file");
    let mut checked = 0;
    for case in file.cases.iter().filter_map(|case| case.as_ref().ok()) {
        let Probe::Access(access) = &case.probe else { continue };
        let scenario = access.to_scenario();
        let documents = world::documents(&scenario, None);
        let request = world::request(&scenario, &documents).expect("a complete question");
        let evaluation = ram_policy::evaluate(&world::world(&scenario, &documents), &request);
        assert_eq!(trace_json::decision(evaluation.decision()), access.expect.decision, "{}", case.id);
        if let Some(layer) = &access.expect.deciding_layer {
            assert_eq!(evaluation.deciding_layer().map(|layer| layer.name()), Some(layer.as_str()), "{}", case.id);
        }
        if let Some(step) = &access.expect.failed_step {
            assert_eq!(trace_json::failed_step(&evaluation), *step, "{}", case.id);
        }
        checked += 1;
    }
    assert!(checked > 0, "a file without a case checks nothing");
}
