//! Links: whatever stands in the address, decoding ends with a scenario or a sentence, and a
//! scenario survives being shared again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ram_scenario::link::{Source, decode, encode};
use ram_text::Lang;

fuzz_target!(|fragment: &str| {
    match decode(fragment).map(|link| link.source) {
        Ok(Source::Scenario { scenario, .. }) => {
            let again = decode(&encode(&scenario)).map(|link| link.source);
            let Ok(Source::Scenario { scenario: again, .. }) = again else { panic!("a link of ours opens nothing") };
            assert_eq!(again, scenario);
        }
        Ok(Source::None | Source::Example(_)) => {}
        Err(error) => assert!(!error.message().string(Lang::En).is_empty()),
    }
});
