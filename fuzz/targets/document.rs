//! JSON and policies: reading never panics, agrees with serde_json on what JSON is, and positions
//! lie inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ram_policy::json::{self, Fault};
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;

const KINDS: [PolicyKind; 6] = [
    PolicyKind::System,
    PolicyKind::Custom,
    PolicyKind::Trust,
    PolicyKind::Session,
    PolicyKind::Control,
    PolicyKind::Bucket,
];

fuzz_target!(|text: &str| {
    match (json::parse(text), serde_json::from_str::<serde_json::Value>(text)) {
        (Ok(node), expected) => {
            assert!(text.get(node.span.range()).is_some());
            if let Err(error) = expected.map_err(|error| error.to_string()) {
                // Where the two are known to differ.
                assert!(error.contains("number out of range") || error.contains("recursion limit"), "{error}");
            }
        }
        (Err(error), Ok(_)) => assert_eq!(error.value, Fault::DuplicateName),
        (Err(error), Err(_)) => assert!(text.get(error.span.range()).is_some()),
    }
    for kind in KINDS {
        let document = Document::parse(DocumentId::new("d"), "d", kind, text);
        assert!(document.diagnostics.iter().all(|diagnostic| text.get(diagnostic.span.range()).is_some()));
        assert!(document.policy.is_some() || document.first_error().is_some(), "refused without a reason");
    }
});
