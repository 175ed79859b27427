//! Files that a person opens: what can be read can be answered and told.
#![no_main]

use std::rc::Rc;

use libfuzzer_sys::fuzz_target;
use ram_scenario::analysis::Analysis;
use ram_scenario::import;
use ram_scenario::scenario::Scenario;
use ram_scenario::trace_text::trace_text;
use ram_text::Lang;

fuzz_target!(|text: &str| {
    let Ok(imported) = import::read(text) else { return };
    for scenario in imported.scenarios.into_iter().take(8) {
        let json = scenario.to_json_pretty();
        assert_eq!(Scenario::from_json(&json).expect("what was written can be read"), scenario);
        let analysis = Analysis::of(&Rc::new(scenario), None);
        if let Some(answer) = &analysis.answer {
            for lang in [Lang::En, Lang::ZhCn] {
                assert!(!trace_text(&answer.trace(lang), lang).is_empty());
            }
        }
    }
});
