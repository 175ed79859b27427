//! What each picker of the sentence offers, and what choosing it does to the question.

use std::collections::BTreeSet;

use ram_catalog::{AccessLevel, ActionRef, Catalogue};
use ram_policy::arn::Arn;
use ram_policy::order::sort_by_key;
use ram_policy::policy::{Document, PolicyKind, PrincipalClause};
use ram_policy::principal::TrustPattern;
use ram_policy::text::DocumentId;
use ram_scenario::load::Counted;
use ram_scenario::people::account_name;
use ram_scenario::question as edit;
use ram_scenario::scenario::{Account, Principal, Question, Scenario};
use ram_text::{Lang, Msg, code};

use super::Slot;
use super::sentence::{principal_icon, principal_words, resource_icon};
use crate::components::picker::filter::filter;
use crate::components::picker::{LIMIT, List, Row, Section};

/// What an option does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Changes the question.
    Ask(Box<Question>),
    /// Shows another list in the same popover.
    Offer(Slot),
}

/// A list, and what its options do by their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// What is shown.
    pub list: List,
    /// What each option does.
    pub choices: Vec<Choice>,
}

/// How many actions the catalogue is asked for.
const ACTIONS: usize = 1_000;

struct Build<'a> {
    scenario: &'a Scenario,
    lang: Lang,
    sections: Vec<Section>,
    choices: Vec<Choice>,
}

/// What the picker of `slot` offers for what was typed.
pub fn options(scenario: &Scenario, catalogue: Option<&Catalogue>, slot: Slot, query: &str, lang: Lang) -> Options {
    let mut build = Build { scenario, lang, sections: Vec::new(), choices: Vec::new() };
    match slot {
        Slot::User => build.users(),
        Slot::Account => build.accounts(),
        Slot::Role(hop) | Slot::NewRole(hop) => build.roles(hop, matches!(slot, Slot::NewRole(_))),
        Slot::RoleAccount(hop) => build.role_accounts(hop),
        Slot::Action => build.actions(catalogue, query),
        Slot::Resource(number) | Slot::NewResource(number) => {
            build.resources(number, matches!(slot, Slot::NewResource(_)));
        }
    }
    let takes_text = choose_text(scenario, slot, query).is_some();
    Options { list: List { takes_text, ..filter(build.sections, query, LIMIT) }, choices: build.choices }
}

/// The question after a text was chosen as it is, where the picker takes texts.
pub fn choose_text(scenario: &Scenario, slot: Slot, text: &str) -> Option<Question> {
    let question = &scenario.question;
    let text = text.trim();
    match slot {
        _ if text.is_empty() => None,
        Slot::User => {
            edit::typed_principal(scenario, text).map(|principal| edit::choose_first_principal(scenario, principal))
        }
        Slot::Account => edit::typed_account(scenario, text).map(|account| edit::choose_account(question, account)),
        Slot::RoleAccount(hop) => {
            edit::typed_account(scenario, text).and_then(|account| edit::choose_role_account(question, hop, account))
        }
        Slot::Role(hop) => Some(edit::choose_role(question, hop, text)),
        Slot::NewRole(hop) => Some(edit::add_hop(question, hop, text)),
        Slot::Action => Some(edit::choose_action(question, text)),
        Slot::Resource(number) => Some(edit::choose_resource(question, number, text)),
        Slot::NewResource(number) => Some(edit::choose_resource(question, number, text)),
    }
}

impl Build<'_> {
    fn question(&self) -> &Question {
        &self.scenario.question
    }

    fn section(&mut self, label: Option<String>, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.sections.push(Section { label, rows });
        }
    }

    fn row(&mut self, icon: &'static str, text: String, choice: Choice) -> Row {
        self.choices.push(choice);
        Row { id: self.choices.len() - 1, icon, text, ..Row::default() }
    }

    fn ask(&mut self, icon: &'static str, text: String, question: Question) -> Row {
        self.row(icon, text, Choice::Ask(Box::new(question)))
    }

    fn account_name(&self, account: &Account) -> String {
        account_name(self.scenario, &account.id).get(self.lang.tag()).to_owned()
    }

    fn principal(&mut self, principal: Principal, text: Option<String>) -> Row {
        let text = text.unwrap_or_else(|| principal_words(&principal, self.lang));
        let is_selected = self.question().principal.as_ref() == Some(&principal);
        let icon = principal_icon(&principal);
        let question = edit::choose_first_principal(self.scenario, principal);
        Row { is_selected, ..self.ask(icon, text, question) }
    }

    /// Users and owners by account, that of the question first; then services, identity providers and everybody else.
    fn users(&mut self) {
        let scenario = self.scenario;
        let here = self.question().principal.as_ref().and_then(edit::principal_account).map(str::to_owned);
        let mut accounts = Vec::from_iter(&scenario.accounts);
        sort_by_key(&mut accounts, |account| usize::from(Some(&account.id) != here.as_ref()));
        for account in accounts {
            let mut rows = Vec::new();
            for user in &account.users {
                let principal = Principal::User { account: account.id.clone(), name: user.name.clone() };
                let display = user.display_name.as_ref().filter(|name| !name.is_empty());
                let display = display.map(|name| name.get(self.lang.tag()).to_owned());
                let groups = (!user.groups.is_empty()).then(|| user.groups.join(", "));
                let detail = display.is_some().then(|| user.name.clone());
                rows.push(Row { note: groups, detail, ..self.principal(principal, display) });
            }
            let owner = Principal::Root { account: account.id.clone() };
            let owner = self.principal(owner, Some(Msg::PageAccountOwner.string(self.lang)));
            rows.push(Row { note: Some(Msg::PageCannotAssume.string(self.lang)), ..owner });
            let name = self.account_name(account);
            self.section(Some(name), rows);
        }
        let account = here.or(scenario.accounts.first().map(|account| account.id.clone()));
        let (services, providers) = trusted(scenario);
        let mut rows = Vec::new();
        for service in services {
            if let Some(account) = account.clone() {
                rows.push(self.principal(Principal::Service { service, account }, None));
            }
        }
        self.section(Some(Msg::PageServices.string(self.lang)), rows);
        let mut rows = Vec::new();
        for provider in providers {
            let detail = Some(provider.clone());
            let principal = if provider.contains(":oidc-provider/") {
                Principal::Oidc { provider }
            } else {
                Principal::Saml { provider }
            };
            rows.push(Row { detail, ..self.principal(principal, None) });
        }
        self.section(Some(Msg::PageIdentityProviders.string(self.lang)), rows);
        let mut rows = Vec::new();
        for account in &scenario.accounts {
            for role in &account.roles {
                let session = edit::running_session(self.question(), &account.id, &role.name);
                let detail = Some(edit::role_arn(account, &role.name));
                rows.push(Row { detail, ..self.principal(session, None) });
            }
        }
        self.section(Some(Msg::PageRunningSessions.string(self.lang)), rows);
        let anonymous = self.principal(Principal::Anonymous, None);
        self.section(Some(Msg::PageOthers.string(self.lang)), vec![anonymous]);
    }

    fn accounts(&mut self) {
        let here = self.question().principal.as_ref().and_then(edit::principal_account).map(str::to_owned);
        let mut rows = Vec::new();
        for account in &self.scenario.accounts {
            let question = edit::choose_account(self.question(), account);
            let name = self.account_name(account);
            let row = self.ask("building-2", name, question);
            let is_selected = Some(&account.id) == here.as_ref();
            rows.push(Row { detail: Some(account.id.clone()), is_selected, ..row });
        }
        self.section(None, rows);
    }

    /// All roles by account, then what else can be done with the hop.
    fn roles(&mut self, hop: usize, is_new: bool) {
        let scenario = self.scenario;
        let hops = scenario.question.assume_role.len();
        let here = scenario.question.assume_role.get(hop).filter(|_| !is_new).map(|hop| hop.role_arn.as_str());
        for account in &scenario.accounts {
            let mut rows = Vec::new();
            for role in &account.roles {
                let arn = edit::role_arn(account, &role.name);
                let question = if is_new {
                    edit::add_hop(self.question(), hop, &arn)
                } else {
                    edit::choose_role(self.question(), hop, &arn)
                };
                let row = self.ask("shield-user", role.name.clone(), question);
                let is_selected = here.is_some_and(|here| here.eq_ignore_ascii_case(&arn));
                rows.push(Row { is_code: true, is_selected, detail: Some(arn), ..row });
            }
            let name = self.account_name(account);
            self.section(Some(name), rows);
        }
        if is_new {
            return;
        }
        let mut rows = Vec::new();
        if hop < hops {
            if hops < Counted::Hops.limit() {
                rows.push(self.row("plus", Msg::PageAddRole.string(self.lang), Choice::Offer(Slot::NewRole(hop + 1))));
            }
            let (text, question) = if hops == 1 {
                (Msg::PageNoRole, edit::choose_no_role(self.question()))
            } else {
                (Msg::PageRemoveRole, edit::remove_hop(self.question(), hop))
            };
            rows.push(self.ask("x", text.string(self.lang), question));
        }
        self.section(None, rows);
    }

    fn role_accounts(&mut self, hop: usize) {
        let here = self.question().assume_role.get(hop).and_then(|hop| edit::arn_account(&hop.role_arn));
        let mut rows = Vec::new();
        for account in &self.scenario.accounts {
            // Without roles there is nothing to assume there.
            if let Some(question) = edit::choose_role_account(self.question(), hop, account) {
                let name = self.account_name(account);
                let row = self.ask("building-2", name, question);
                let is_selected = Some(&account.id) == here.as_ref();
                rows.push(Row { detail: Some(account.id.clone()), is_selected, ..row });
            }
        }
        self.section(None, rows);
    }

    /// Actions that policies name, then those of the catalogue, those of the resources' services first.
    fn actions(&mut self, catalogue: Option<&Catalogue>, query: &str) {
        if !self.question().assume_role.is_empty() {
            let is_selected = self.question().action.is_none();
            let question = edit::choose_only_assume(self.question());
            let row = self.ask("key-round", Msg::PageOnlyAssume.string(self.lang), question);
            self.section(None, vec![Row { is_selected, ..row }]);
        }
        let here = self.question().action.clone();
        let resources = Vec::from_iter(self.question().resources.iter().filter_map(|arn| Arn::parse(arn).ok()));
        let fits = |name: &str| {
            let service = name.split(':').next().unwrap_or_default();
            resources.iter().any(|arn| arn.service().eq_ignore_ascii_case(service))
        };
        let mut named = edit::actions_named(self.scenario);
        named.extend(here.clone().filter(|action| !action.is_empty()));
        let mut named = Vec::from_iter(named);
        sort_by_key(&mut named, |name| usize::from(!fits(name)));
        let mut rows = Vec::new();
        for name in &named {
            let known = catalogue.and_then(|catalogue| catalogue.action(name));
            rows.push(self.action(name, known, here.as_deref()));
        }
        self.section(Some(Msg::PageActionsInPolicies.string(self.lang)), rows);
        let Some(catalogue) = catalogue else { return };
        for (label, found) in catalogue_sections(catalogue, &resources, query, self.lang) {
            let found = found.into_iter().filter(|action| !named.contains(&action.full_name()));
            let rows =
                Vec::from_iter(found.map(|action| self.action(&action.full_name(), Some(action), here.as_deref())));
            self.section(Some(label), rows);
        }
    }

    fn action(&mut self, name: &str, known: Option<ActionRef<'_>>, here: Option<&str>) -> Row {
        let question = edit::choose_action(self.question(), name);
        let note = known.and_then(|known| {
            if known.action.deprecated {
                return Some(Msg::PageAccessDeprecated);
            }
            known.action.access.level().map(|level| match level {
                AccessLevel::List => Msg::PageAccessList,
                AccessLevel::Read => Msg::PageAccessRead,
                AccessLevel::Write => Msg::PageAccessWrite,
            })
        });
        let note = note.map(|note| note.string(self.lang));
        Row { is_code: true, note, is_selected: here == Some(name), ..self.ask("", name.to_owned(), question) }
    }

    /// Resources of the world by account, buckets of bucket policies, objects, and what else can be done.
    fn resources(&mut self, number: usize, is_new: bool) {
        let scenario = self.scenario;
        let chosen = &scenario.question.resources;
        let here = chosen.get(number).filter(|_| !is_new).map(String::as_str);
        let mut seen = BTreeSet::new();
        for account in &scenario.accounts {
            let mut arns = Vec::from_iter(account.resources.iter().map(|resource| resource.arn.clone()));
            let buckets = scenario.resource_policies.iter().filter(|policy| policy.account == account.id);
            for policy in buckets {
                let is_there =
                    arns.iter().any(|arn| Arn::parse(arn).is_ok_and(|arn| arn.bucket() == Some(&policy.bucket)));
                if !is_there {
                    arns.push(format!("acs:oss:oss-cn-hangzhou:{}:{}", account.id, policy.bucket));
                }
            }
            arns.extend(chosen.iter().filter(|arn| edit::arn_account(arn).as_ref() == Some(&account.id)).cloned());
            let mut rows = Vec::new();
            for arn in arns {
                if seen.insert(arn.clone()) {
                    rows.push(self.resource(number, &arn, here, None));
                    let parsed = Arn::parse(&arn).ok();
                    if let Some(bucket) = parsed.as_ref().and_then(Arn::whole_bucket) {
                        let note = Msg::PageObjectIn { bucket: code(bucket) }.string(self.lang);
                        let object = format!("{arn}/example.txt");
                        if seen.insert(object.clone()) {
                            rows.push(self.resource(number, &object, here, Some(note)));
                        }
                    }
                }
            }
            let name = self.account_name(account);
            self.section(Some(name), rows);
        }
        let mut rows = Vec::new();
        for arn in chosen {
            if arn != "*" && seen.insert(arn.clone()) {
                rows.push(self.resource(number, arn, here, None));
            }
        }
        let every = self.resource(number, "*", here, Some(Msg::PageNoResourceNamed.string(self.lang)));
        rows.push(Row { icon: "asterisk", ..every });
        self.section(Some(Msg::PageOthers.string(self.lang)), rows);
        let mut rows = Vec::new();
        if !is_new && !chosen.is_empty() {
            if chosen.len() < Counted::Resources.limit() {
                let choice = Choice::Offer(Slot::NewResource(chosen.len()));
                rows.push(self.row("plus", Msg::PageAddResource.string(self.lang), choice));
            }
            if chosen.len() > 1 {
                let question = edit::remove_resource(self.question(), number);
                rows.push(self.ask("x", Msg::PageRemoveResource.string(self.lang), question));
            }
        }
        self.section(None, rows);
    }

    fn resource(&mut self, number: usize, arn: &str, here: Option<&str>, note: Option<String>) -> Row {
        let question = edit::choose_resource(self.question(), number, arn);
        let text = edit::resource_name(arn);
        let detail = (text != arn).then(|| arn.to_owned());
        Row {
            is_code: true,
            is_selected: here == Some(arn),
            detail,
            note,
            ..self.ask(resource_icon(arn), text, question)
        }
    }
}

/// Actions of the catalogue in sections by service, the service of a chosen resource first. Without a query those that
/// can be limited to a chosen resource.
fn catalogue_sections<'a>(
    catalogue: &'a Catalogue,
    resources: &[Arn],
    query: &str,
    lang: Lang,
) -> Vec<(String, Vec<ActionRef<'a>>)> {
    let is_asked = |code: &str| resources.iter().any(|arn| arn.service().eq_ignore_ascii_case(code));
    let mut found = Vec::new();
    if query.trim().is_empty() {
        for service in resources.iter().filter_map(|arn| catalogue.service(arn.service())) {
            found.extend(service.actions.iter().map(|action| ActionRef { service, action }));
        }
        found.dedup_by_key(|action| action.full_name());
        sort_by_key(&mut found, |action| usize::from(!resources.iter().any(|arn| fits(catalogue, *action, arn))));
    }
    if found.is_empty() {
        found = catalogue.actions_matching(query, ACTIONS);
        sort_by_key(&mut found, |action| usize::from(!is_asked(&action.service.code)));
    }
    let mut sections: Vec<(&str, String, Vec<ActionRef<'a>>)> = Vec::new();
    for action in found {
        let service = action.service;
        match sections.iter_mut().find(|(code, ..)| *code == service.code) {
            Some((_, _, actions)) => actions.push(action),
            None => {
                let chinese = service.name_zh.as_ref().filter(|_| lang == Lang::ZhCn);
                sections.push((&service.code, chinese.unwrap_or(&service.name).clone(), vec![action]));
            }
        }
    }
    sections.into_iter().map(|(_, label, actions)| (label, actions)).collect()
}

/// Whether an action can be limited to resources of this kind, as far as the catalogue knows.
fn fits(catalogue: &Catalogue, action: ActionRef<'_>, arn: &Arn) -> bool {
    let kind = |relative_id: &str| relative_id.split('/').next().unwrap_or_default().to_owned();
    let mut patterns = catalogue.resource_types(action).filter_map(|kind| Arn::parse(&kind.arn).ok());
    patterns.any(|pattern| {
        let parts = |relative_id: &str| relative_id.split('/').count();
        let (wanted, here) = (kind(pattern.relative_id()), kind(arn.relative_id()));
        pattern.service() == arn.service()
            && parts(pattern.relative_id()) == parts(arn.relative_id()).min(2)
            && (wanted == here || wanted.starts_with('{'))
    })
}

/// Services and identity providers that trust policies name.
fn trusted(scenario: &Scenario) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut services, mut providers) = (BTreeSet::new(), BTreeSet::new());
    for text in
        scenario.accounts.iter().flat_map(|account| &account.roles).filter_map(|role| role.trust_policy.as_ref())
    {
        let document = Document::parse(DocumentId::new(""), "", PolicyKind::Trust, text);
        for statement in document.policy.iter().flat_map(|policy| &policy.statements) {
            let Some(PrincipalClause::Trust(clause)) = &statement.principal else { continue };
            for pattern in &clause.patterns {
                match &pattern.value {
                    TrustPattern::Service { service, .. } => drop(services.insert(service.clone())),
                    TrustPattern::Provider(provider) => drop(providers.insert(provider.clone())),
                    _ => {}
                }
            }
        }
    }
    match &scenario.question.principal {
        Some(Principal::Service { service, .. }) => drop(services.insert(service.clone())),
        Some(Principal::Saml { provider } | Principal::Oidc { provider }) => drop(providers.insert(provider.clone())),
        _ => {}
    }
    (services, providers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        let mut scenario: Scenario = Scenario::from_json(
            r#"{"format":"ram-scenario/1","accounts":[
                {"id":"1","alias":"company-a","roles":[{"name":"Ops"},{"name":"hub"}],
                  "resources":[{"arn":"acs:ecs:cn-hangzhou:1:instance/i-001"}]},
                {"id":"2","alias":"company-b","users":[{"name":"Bob","groups":["dev"]},{"name":"Alice"}]}],
              "resource_policies":[{"account":"1","bucket":"reports","document":""}],
              "question":{"principal":{"type":"user","account":"2","name":"Bob"},
                "assume_role":[{"role_arn":"acs:ram::1:role/ops"}],"action":"ecs:StopInstance"}}"#,
        )
        .unwrap();
        scenario.accounts[0].roles[0].trust_policy = Some(
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{"Service":["ecs.aliyuncs.com"]}}]}"#
                .to_owned(),
        );
        scenario
    }

    #[track_caller]
    fn check(scenario: &Scenario, slot: Slot, query: &str, expected: &[&str]) -> Options {
        let options = options(scenario, None, slot, query, Lang::En);
        assert_eq!(Vec::from_iter(options.list.rows().map(|row| row.text.as_str())), expected);
        options
    }

    fn asked(options: &Options, text: &str) -> Question {
        let row = options.list.rows().find(|row| row.text == text).expect("a row");
        match &options.choices[row.id] {
            Choice::Ask(question) => (**question).clone(),
            Choice::Offer(slot) => panic!("{slot:?}"),
        }
    }

    #[test]
    fn callers_of_the_chosen_account_come_first() {
        let expected = [
            "Bob",
            "Alice",
            "Account owner",
            "Account owner",
            "ecs.aliyuncs.com",
            "session app of role Ops",
            "session app of role hub",
            "an anonymous caller",
        ];
        let options = check(&scenario(), Slot::User, "", &expected);
        assert_eq!(options.list.rows().find(|row| row.is_selected).map(|row| row.text.as_str()), Some("Bob"));
        let by = asked(&options, "ecs.aliyuncs.com").principal;
        assert_eq!(by, Some(Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account: "2".to_owned() }));
        let session = asked(&options, "session app of role Ops").principal;
        assert!(matches!(session, Some(Principal::Session { account, role, .. }) if account == "1" && role == "Ops"));
    }

    #[test]
    fn roles_can_be_added_and_left_out() {
        let scenario = scenario();
        let expected = ["Ops", "hub", "Assume another role after this one", "No role: ask directly"];
        let options = check(&scenario, Slot::Role(0), "", &expected);
        assert_eq!(options.choices[2], Choice::Offer(Slot::NewRole(1)));
        assert!(asked(&options, "No role: ask directly").assume_role.is_empty());
        let chained = asked(&check(&scenario, Slot::NewRole(1), "", &["Ops", "hub"]), "hub");
        assert_eq!(
            Vec::from_iter(chained.assume_role.iter().map(|h| h.role_arn.as_str())),
            ["acs:ram::1:role/ops", "acs:ram::1:role/hub"]
        );
    }

    #[test]
    fn no_more_is_offered_than_a_scenario_can_hold() {
        let mut scenario = scenario();
        let hops = |count: usize| vec![scenario.question.assume_role[0].clone(); count];
        let (few, most) = (hops(9), hops(10));
        let offers_one = |scenario: &Scenario, slot: Slot| {
            let options = options(scenario, None, slot, "", Lang::En);
            options.choices.iter().any(|choice| matches!(choice, Choice::Offer(_)))
        };
        scenario.question.assume_role = few;
        assert!(offers_one(&scenario, Slot::Role(0)));
        scenario.question.assume_role = most;
        assert!(!offers_one(&scenario, Slot::Role(0)));
        scenario.question.resources = vec!["*".to_owned(); 49];
        assert!(offers_one(&scenario, Slot::Resource(0)));
        scenario.question.resources.push("*".to_owned());
        assert!(!offers_one(&scenario, Slot::Resource(0)));
    }

    #[test]
    fn roles_are_taken_only_from_accounts_that_have_some() {
        check(&scenario(), Slot::RoleAccount(0), "", &["company-a"]);
    }

    #[test]
    fn resources_are_those_of_the_world_and_everything() {
        let expected = ["i-001", "reports", "reports/example.txt", "*"];
        let options = check(&scenario(), Slot::Resource(0), "", &expected);
        assert_eq!(asked(&options, "reports").resources, ["acs:oss:oss-cn-hangzhou:1:reports"]);
    }

    #[test]
    fn actions_come_from_policies_the_catalogue_and_the_text() {
        let scenario = scenario();
        let json = r#"{"schema":1,"services":[{"code":"ecs","name":"Elastic Compute Service","actions":[
            {"name":"StopInstance","access":"update"},{"name":"StopInstances","access":"update"}]}]}"#;
        let catalogue = Catalogue::parse(json).unwrap();
        let options = options(&scenario, Some(&catalogue), Slot::Action, "ecs:stop", Lang::En);
        let rows = Vec::from_iter(options.list.rows().map(|row| (row.text.as_str(), row.note.as_deref())));
        assert_eq!(rows, [("ecs:StopInstance", Some("Write")), ("ecs:StopInstances", Some("Write"))]);
        assert!(options.list.takes_text);
        assert_eq!(choose_text(&scenario, Slot::Action, " ecs:New ").unwrap().action.as_deref(), Some("ecs:New"));
    }

    #[test]
    fn texts_that_are_callers_and_accounts() {
        let scenario = scenario();
        let asked = |slot, text| choose_text(&scenario, slot, text);
        assert_eq!(asked(Slot::User, "Dave"), None);
        let session = asked(Slot::User, "acs:ram::1:role/ops/deploy").and_then(|question| question.principal);
        assert!(matches!(session, Some(Principal::Session { role, name, .. }) if role == "Ops" && name == "deploy"));
        let owner = asked(Slot::Account, "company-a.onaliyun.com").and_then(|question| question.principal);
        assert_eq!(owner, Some(Principal::Root { account: "1".to_owned() }));
        assert_eq!(asked(Slot::Account, "company-c"), None);
        // Without roles there is nothing to assume there.
        assert_eq!(asked(Slot::RoleAccount(0), "company-b"), None);
        assert!(asked(Slot::RoleAccount(0), "company-a").is_some());
    }
}
