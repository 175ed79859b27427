//! What a document is written in: its kind, its owner, the scenario around it, and the catalogue once it is there.

use ram_catalog::{Catalogue, Service};
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_scenario::people;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Arg, Lang, plain};

/// Everything beside the text that completion, hover and findings look at. Making one costs nothing.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The kind of document.
    pub kind: PolicyKind,
    /// The account that owns it. A session policy is written by the caller of AssumeRole, so it has none.
    pub account: Option<&'a str>,
    /// The scenario that it is part of.
    pub scenario: &'a Scenario,
    /// The action catalogue, once it has arrived.
    pub catalogue: Option<&'a Catalogue>,
    /// The language of names: accounts, services, regions.
    pub lang: Lang,
}

impl<'a> Surroundings<'a> {
    /// What surrounds a document of a scenario.
    pub fn of(
        key: &'a DocumentKey,
        scenario: &'a Scenario,
        catalogue: Option<&'a Catalogue>,
        lang: Lang,
    ) -> Surroundings<'a> {
        let directory = scenario.resource_directory.as_ref();
        let (kind, account) = match key {
            DocumentKey::Trust { account, .. } => (PolicyKind::Trust, Some(account.as_str())),
            DocumentKey::Custom { account, .. } => (PolicyKind::Custom, Some(account.as_str())),
            DocumentKey::Bucket { account, .. } => (PolicyKind::Bucket, Some(account.as_str())),
            DocumentKey::Control { .. } => {
                (PolicyKind::Control, directory.map(|directory| directory.management_account.as_str()))
            }
            DocumentKey::Session { .. } | DocumentKey::Running => (PolicyKind::Session, None),
            DocumentKey::System { .. } | DocumentKey::SystemControl { .. } => (PolicyKind::System, None),
        };
        Surroundings { kind, account, scenario, catalogue, lang }
    }

    /// The document as the evaluator reads it.
    pub fn read(&self, key: &DocumentKey, text: &str) -> Document {
        let document = Document::parse(DocumentId::new(&key.to_string()), "", self.kind, text);
        match self.account {
            Some(account) if self.kind == PolicyKind::Trust => document.owned_by(account),
            _ => document,
        }
    }

    /// An account as people call it.
    pub fn account_name(&self, id: &str) -> Arg {
        people::account(self.scenario, id, self.lang)
    }

    /// The product behind a service code; the code itself where it is not known.
    pub fn service_name(&self, code: &str) -> Arg {
        match self.catalogue.and_then(|catalogue| catalogue.service(code)) {
            Some(service) => plain(self.product(service)),
            None => ram_text::code(code),
        }
    }

    /// The name of a product.
    pub fn product<'s>(&self, service: &'s Service) -> &'s str {
        match (self.lang, &service.name_zh) {
            (Lang::ZhCn, Some(name)) => name,
            _ => &service.name,
        }
    }

    /// The accounts of the scenario, the owner of the document first.
    pub fn accounts(&self) -> impl Iterator<Item = &'a str> {
        let owner = self.account;
        let ids = self.scenario.accounts.iter().map(|account| account.id.as_str());
        ids.clone().filter(move |id| Some(*id) == owner).chain(ids.filter(move |id| Some(*id) != owner))
    }

    /// The ARNs of everything in the scenario that a policy can name as a resource, each once: resources, roles,
    /// users, buckets, and what the question asks about.
    pub fn resources(&self) -> Vec<String> {
        let mut arns: Vec<String> = Vec::new();
        let mut add = |arn: String| {
            if arn != "*" && !arn.is_empty() && !arns.contains(&arn) {
                arns.push(arn);
            }
        };
        for account in &self.scenario.accounts {
            account.resources.iter().for_each(|resource| add(resource.arn.clone()));
        }
        self.scenario.question.resources.iter().for_each(|arn| add(arn.clone()));
        for account in &self.scenario.accounts {
            let id = &account.id;
            account.roles.iter().for_each(|role| add(ram_policy::arn::Arn::role(id, &role.name).to_string()));
            account.users.iter().for_each(|user| add(ram_policy::arn::Arn::user(id, &user.name).to_string()));
        }
        for bucket in &self.scenario.resource_policies {
            add(format!("acs:oss:*:{}:{}", bucket.account, bucket.bucket));
        }
        arns
    }

    /// The documents of the scenario that somebody wrote.
    pub fn documents(&self) -> impl Iterator<Item = &'a str> {
        let accounts = self.scenario.accounts.iter().flat_map(|account| {
            let trust = account.roles.iter().filter_map(|role| role.trust_policy.as_deref());
            account.policies.iter().map(|policy| policy.document.as_str()).chain(trust)
        });
        let buckets = self.scenario.resource_policies.iter().map(|policy| policy.document.as_str());
        let hops = self.scenario.question.assume_role.iter().filter_map(|hop| hop.session_policy.as_deref());
        accounts.chain(buckets).chain(hops)
    }

    /// The values that the question's calls send for a condition key, each once.
    pub fn values_sent(&self, key: &str) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        let question = &self.scenario.question;
        let contexts = question.assume_role.iter().map(|hop| &hop.context).chain([&question.context]);
        let sent = contexts.filter_map(|context| ram_scenario::context::values(context, key)).flatten().cloned();
        let parameters = question.assume_role.iter().filter_map(|hop| match key {
            "sts:ExternalId" => hop.external_id.clone(),
            "sts:SourceIdentity" => hop.source_identity.clone(),
            _ => None,
        });
        for value in sent.chain(parameters) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// The tags of the scenario's resources.
    pub fn tags(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let resources = self.scenario.accounts.iter().flat_map(|account| &account.resources);
        resources.flat_map(|resource| &resource.tags).map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_and_owner_follow_from_the_document() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let of = |key: &DocumentKey| {
            let around = Surroundings::of(key, &scenario, None, Lang::En);
            (around.kind, around.account.map(str::to_owned), around.accounts().next().map(str::to_owned))
        };
        let (a, b) = ("1234567890123456".to_owned(), "1345678901234567".to_owned());
        let trust = DocumentKey::Trust { account: b.clone(), role: "x".to_owned() };
        assert_eq!(of(&trust), (PolicyKind::Trust, Some(b.clone()), Some(b)));
        assert_eq!(of(&DocumentKey::Session { hop: 0 }), (PolicyKind::Session, None, Some(a)));
        assert_eq!(of(&DocumentKey::Control { policy: "x".to_owned() }).1, None);
    }
}
