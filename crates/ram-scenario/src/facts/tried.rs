//! Which actions are tried with a resource.

use ram_catalog::{Catalogue, Service};
use ram_policy::arn::{Arn, ArnPattern, Resource};

use crate::question::actions_named;
use crate::scenario::Scenario;

/// The actions that a scenario names, and the catalogue if it is there.
#[derive(Debug)]
pub struct Tried<'c> {
    named: Vec<String>,
    catalogue: Option<&'c Catalogue>,
}

impl<'c> Tried<'c> {
    /// Takes the actions without wildcards that the scenario's documents or its question name.
    pub fn new(scenario: &Scenario, catalogue: Option<&'c Catalogue>) -> Tried<'c> {
        let mut named = actions_named(scenario);
        named.extend(scenario.question.action.clone());
        Tried { named: Vec::from_iter(named), catalogue }
    }

    /// The actions of a resource's service that the scenario names.
    pub fn named(&self, arn: &Arn) -> Vec<String> {
        let of_service = |action: &&String| {
            action.split_once(':').is_some_and(|(service, _)| service.eq_ignore_ascii_case(arn.service()))
        };
        self.named.iter().filter(of_service).cloned().collect()
    }

    /// The actions that can be limited to such a resource, but for those that the scenario names.
    pub fn others(&self, arn: &Arn) -> Vec<String> {
        let service = self.catalogue.and_then(|catalogue| catalogue.service(arn.service()));
        let others = service.into_iter().flat_map(|service| actions_for(service, arn));
        others.filter(|action| !self.named.iter().any(|named| named.eq_ignore_ascii_case(action))).collect()
    }
}

/// The actions of a service that its table gives for the type of a resource.
fn actions_for(service: &Service, arn: &Arn) -> Vec<String> {
    let of_type =
        |name: &&str| service.resource_types.iter().any(|kind| kind.name == *name && is_of(arn, &kind.pattern()));
    let kinds: Vec<&str> =
        service.resource_types.iter().map(|kind| kind.name.as_str()).filter(|name| of_type(name)).collect();
    let is_for_it = |types: &[String]| types.iter().any(|name| kinds.contains(&name.as_str()));
    let actions = service.actions.iter().filter(|action| !action.deprecated && is_for_it(&action.resource_types));
    actions.map(|action| format!("{}:{}", service.code, action.name)).collect()
}

/// Whether a resource is of a type. What lies below it (an object in a bucket, a log store in a project) is of another one.
fn is_of(arn: &Arn, pattern: &str) -> bool {
    let Ok(ArnPattern::Fields(kind)) = ArnPattern::parse(pattern) else { return false };
    let depth = |relative_id: &str| relative_id.matches('/').count();
    let (deep, here) = (depth(kind.relative_id()), depth(arn.relative_id()));
    // The name of an object may have slashes.
    let is_as_deep = if arn.bucket().is_some() { deep.min(1) == here.min(1) } else { deep == here };
    is_as_deep && ArnPattern::Fields(kind).mismatch(&Resource::Arn(arn.clone())).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_of_its_own_type_only() {
        let is_it = |arn: &str, template: &str| is_of(&Arn::parse(arn).unwrap(), template);
        let project = "acs:log:*:*:project/*";
        let store = "acs:log:*:*:project/*/logstore/*";
        assert!(
            is_it("acs:log:cn-hangzhou:1:project/p", project)
                && is_it("acs:log:cn-hangzhou:1:project/p/logstore/s", store)
        );
        assert!(
            !is_it("acs:log:cn-hangzhou:1:project/p/logstore/s", project)
                && !is_it("acs:log:cn-hangzhou:1:project/p", store)
        );
        let (bucket, object) = ("acs:oss:*:*:*", "acs:oss:*:*:*/*");
        assert!(is_it("acs:oss:*:1:b", bucket) && !is_it("acs:oss:*:1:b", object));
        assert!(is_it("acs:oss:*:1:b/x/y.txt", object) && !is_it("acs:oss:*:1:b/x/y.txt", bucket));
        assert!(!is_it("acs:ecs:*:1:disk/d-1", "acs:ecs:*:*:instance/*") && !is_it("acs:ecs:*:1:disk/d-1", "*"));
    }
}
