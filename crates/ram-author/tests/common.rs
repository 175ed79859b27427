//! What the tests of this crate share.
#![allow(dead_code, reason = "not every test uses everything")]

use std::sync::LazyLock;

use ram_author::complete::Item;
use ram_author::edit::{TextEdit, apply};
use ram_catalog::Catalogue;
use ram_scenario::examples::example;
use ram_scenario::scenario::Scenario;

/// The catalogue as it is shipped.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/data/actions.json");
    Catalogue::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// The example that the page opens on: company-a (1234567890123456) and company-b (1345678901234567).
pub static PARTNER: LazyLock<Scenario> = LazyLock::new(|| example("partner-operations").unwrap().scenario());

/// The account of the role in [`PARTNER`].
pub const COMPANY_A: &str = "1234567890123456";

/// Takes the mark `|` out of a text.
pub fn marked(text: &str) -> (String, usize) {
    let at = text.find('|').unwrap();
    (text.replacen('|', "", 1), at)
}

/// The text after an item is chosen.
pub fn chosen(text: &str, item: &Item) -> String {
    let mut edits = item.also.clone();
    edits.push(TextEdit { span: item.replace, insert: item.insert.clone() });
    apply(text, &edits)
}

/// Every document of the examples, with its kind.
pub fn documents() -> Vec<(ram_policy::policy::PolicyKind, String)> {
    use ram_policy::policy::PolicyKind;
    let mut documents = Vec::new();
    for example in ram_scenario::examples::EXAMPLES {
        let scenario = example.scenario();
        for account in &scenario.accounts {
            documents.extend(account.policies.iter().map(|policy| (PolicyKind::Custom, policy.document.clone())));
            let trust = account.roles.iter().filter_map(|role| role.trust_policy.clone());
            documents.extend(trust.map(|text| (PolicyKind::Trust, text)));
        }
        documents.extend(scenario.resource_policies.iter().map(|policy| (PolicyKind::Bucket, policy.document.clone())));
    }
    assert!(documents.len() > 10);
    documents
}
