//! The catalogue file as it is shipped: it holds together, and the search finds what people look for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ram_catalog::{Access, Catalogue, KeyType, Naming};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/data/actions.json");
    Catalogue::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
});

fn matching(query: &str, limit: usize) -> Vec<String> {
    CATALOGUE.actions_matching(query, limit).iter().map(|found| found.full_name()).collect()
}

fn place_of(action: &str, query: &str) -> usize {
    matching(query, usize::MAX).iter().position(|name| name == action).unwrap()
}

#[test]
fn the_file_has_what_its_readme_says() {
    assert_eq!(CATALOGUE.services.len(), 152);
    assert_eq!(CATALOGUE.services.iter().map(|service| service.actions.len()).sum::<usize>(), 17_264);
    assert_eq!(CATALOGUE.services.iter().map(|service| service.resource_types.len()).sum::<usize>(), 168);
    assert_eq!(
        CATALOGUE.services.iter().flat_map(|service| &service.actions).filter(|action| action.verified).count(),
        1405
    );
}

#[test]
fn regions_keys_and_names_are_read() {
    assert_eq!(CATALOGUE.regions.len(), 40);
    assert!(CATALOGUE.regions.iter().any(|region| region.id == "cn-hangzhou" && region.name_zh == "华东1（杭州）"));
    let keys = CATALOGUE.services.iter().flat_map(|service| &service.condition_keys);
    let booleans = keys.clone().filter(|key| key.kind == KeyType::Boolean).count();
    assert_eq!((keys.count(), booleans), (50, 9));
    let with_keys = CATALOGUE.services.iter().flat_map(|service| &service.actions);
    assert_eq!(with_keys.filter(|action| !action.condition_keys.is_empty()).count(), 79);
    assert_eq!(CATALOGUE.services.iter().filter(|service| service.action_naming == Naming::Api).count(), 21);
    assert_eq!(CATALOGUE.names().count(), 17_264);
    assert!(CATALOGUE.names().any(|name| name == "ecs:StopInstance"));
}

#[test]
fn names_are_ascii_and_unique_in_any_case() {
    let mut codes = BTreeSet::new();
    for service in &CATALOGUE.services {
        assert!(codes.insert(service.code.to_lowercase()), "{}", service.code);
        let mut names = BTreeSet::new();
        for action in &service.actions {
            assert!(action.name.is_ascii(), "{}", action.name);
            assert!(names.insert(action.name.to_lowercase()), "{}:{}", service.code, action.name);
        }
    }
}

#[test]
fn every_resource_type_of_an_action_is_there() {
    for service in &CATALOGUE.services {
        for action in &service.actions {
            let found = CATALOGUE.action(&format!("{}:{}", service.code, action.name)).unwrap();
            let named = action.resource_types.iter().filter(|name| *name != "*").count();
            assert_eq!(CATALOGUE.resource_types(found).count(), named, "{}", found.full_name());
        }
    }
}

#[test]
fn an_action_is_found_in_any_case_of_letters() {
    let found = CATALOGUE.action("ECS:stopinstance").unwrap();
    assert_eq!(found.full_name(), "ecs:StopInstance");
    assert_eq!(found.action.access, Access::Update);
    assert!(found.action.verified);
    let arns = Vec::from_iter(CATALOGUE.resource_types(found).map(|kind| kind.arn.as_str()));
    assert_eq!(arns, ["acs:ecs:{region}:{account}:instance/{instanceId}"]);
    for unknown in ["", "ecs", "ecs:", "ecs:Stop*", "nothing:StopInstance", "StopInstance"] {
        assert!(CATALOGUE.action(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn what_begins_like_the_query_comes_first() {
    assert_eq!(matching("ecs:StopInstance", 2), ["ecs:StopInstance", "ecs:StopInstances"]);
    assert_eq!(matching("ecs:stopi", 2), ["ecs:StopInstance", "ecs:StopInstances"]);
    assert_eq!(matching("StopInstance", 1), ["ecs:StopInstance"]);
    assert!(matching("ecs:", usize::MAX).iter().take(300).all(|name| name.starts_with("ecs:")));
}

#[test]
fn words_are_found_in_any_order() {
    assert_eq!(place_of("ecs:StopInstance", "ecs stop inst"), 0);
    assert!(place_of("ecs:StopInstance", "instance stop") < 10);
    assert!(place_of("rds:CreateDBInstance", "rds instance create") < 10);
}

#[test]
fn the_beginning_of_a_word_is_before_its_middle() {
    assert!(place_of("ecs:DescribePortRangeLists", "port") < place_of("ecs:CreateDiagnosticReport", "port"));
}

#[test]
fn a_limit_only_cuts_the_list() {
    for query in ["e", "s", "ecs", "ecs:Stop", "stop", "inst", "instance stop", "port", "db", ""] {
        let all = matching(query, usize::MAX);
        for limit in [1, 2, 10, 50, 1000] {
            assert_eq!(matching(query, limit), all[..limit.min(all.len())], "{query} {limit}");
        }
    }
}

#[test]
fn a_limit_and_odd_queries_do_no_harm() {
    assert_eq!(matching("", 3).len(), 3);
    assert_eq!(matching("  ", 3), matching("", 3));
    assert_eq!(matching("ecs:Stop", 0).len(), 0);
    assert_eq!(matching(":", 1).len(), 1);
    for nothing in ["ecs:*", "\n", "能否", "no such action", "ecs\nvpc", "\u{0}"] {
        let _ = matching(nothing, 5);
    }
    assert_eq!(matching("no such action", 5).len(), 0);
}
