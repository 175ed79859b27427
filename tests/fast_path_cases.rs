//! The compiled world decides every conformance case as the evaluator does.

use std::path::Path;

use ram_policy::compiled::{CompiledWorld, decide};
use ram_policy::evaluate;
use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::world;

#[test]
fn every_case_is_decided_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let file = CaseFile::from_json(&text).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        for case in file.cases.iter().filter_map(|case| case.as_ref().ok()) {
            let Probe::Access(access) = &case.probe else { continue };
            let scenario = access.to_scenario();
            let documents = world::documents(&scenario, None);
            let Ok(request) = world::request(&scenario, &documents) else { continue };
            let world = world::world(&scenario, &documents);
            let expected = evaluate(&world, &request).decision();
            assert_eq!(decide(&CompiledWorld::new(&world), &request), expected, "{}", case.id);
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} cases were found");
}
