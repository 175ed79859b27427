//! Edits of a question, each as a function from a question to another. What an edit does not name stays as it was.

mod typed;

use std::collections::BTreeSet;

use ram_policy::arn::Arn;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;

use crate::console;
use crate::context::{self, MFA_PRESENT, Phases, in_step, shared};
use crate::scenario::{Access, Account, DocumentKey, Hop, OneOrMany, Principal, Question, Scenario};

pub use typed::{typed_account, typed_principal};

/// A session policy that limits nothing: a text to start from.
pub const SESSION_POLICY: &str = r#"{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}
"#;

/// A running session of a role: the one that asks already, if it is of this role, else one by a plain name.
pub fn running_session(question: &Question, account: &str, role: &str) -> Principal {
    match &question.principal {
        Some(known @ Principal::Session { account: of, role: name, .. })
            if of == account && name.eq_ignore_ascii_case(role) =>
        {
            known.clone()
        }
        _ => Principal::Session {
            account: account.to_owned(),
            role: role.to_owned(),
            name: "app".to_owned(),
            session_policy: None,
            duration_seconds: None,
        },
    }
}

/// The account that a principal belongs to or acts for, if it has one.
pub fn principal_account(principal: &Principal) -> Option<&str> {
    match principal {
        Principal::User { account, .. }
        | Principal::Root { account }
        | Principal::Service { account, .. }
        | Principal::Session { account, .. } => Some(account),
        Principal::Anonymous | Principal::Saml { .. } | Principal::Oidc { .. } => None,
    }
}

/// Another one asks. The context stays, also MFA.
pub fn choose_principal(question: &Question, principal: Principal) -> Question {
    Question { principal: Some(principal), ..question.clone() }
}

/// The first one asks, who had nobody before: with MFA, if that is a user who logs on to the console. A call with an
/// AccessKey sends no such key, and where the question states nothing of its calls it states no MFA either.
pub fn choose_first_principal(scenario: &Scenario, principal: Principal) -> Question {
    let chosen = choose_principal(&scenario.question, principal);
    let Some(Principal::User { account, name }) = &chosen.principal else { return chosen };
    let user = console::user(scenario, account, name);
    let logs_on = user.is_some_and(|user| user.access != Access::Programmatic);
    let is_first = scenario.question.principal.is_none();
    if is_first && logs_on && !chosen.context.is_empty() && !chosen.context.contains_key(MFA_PRESENT) {
        let mut chosen = chosen;
        let hops = chosen.assume_role.iter_mut().map(|hop| &mut hop.context);
        for context in hops.chain([&mut chosen.context]) {
            context.insert(MFA_PRESENT.to_owned(), OneOrMany::One("true".to_owned()));
        }
        return chosen;
    }
    chosen
}

/// Somebody of another account asks: its user of the same name, else its first user, else its owner. Owners stay owners
/// and services stay services.
pub fn choose_account(question: &Question, account: &Account) -> Question {
    let id = account.id.clone();
    let name = match &question.principal {
        Some(Principal::User { name, .. }) => name.as_str(),
        Some(Principal::Root { .. }) => return choose_principal(question, Principal::Root { account: id }),
        Some(Principal::Service { service, .. }) => {
            return choose_principal(question, Principal::Service { service: service.clone(), account: id });
        }
        Some(session @ Principal::Session { role, .. }) => {
            let same = account.roles.iter().find(|known| known.name.eq_ignore_ascii_case(role));
            if let Some(known) = same.or(account.roles.first()) {
                let mut session = session.clone();
                if let Principal::Session { account, role, .. } = &mut session {
                    *account = id;
                    known.name.clone_into(role);
                }
                return choose_principal(question, session);
            }
            ""
        }
        _ => "",
    };
    let user = account.users.iter().find(|user| user.name == name).or(account.users.first());
    let principal = match user {
        Some(user) => Principal::User { account: id, name: user.name.clone() },
        None => Principal::Root { account: id },
    };
    choose_principal(question, principal)
}

/// A hop assumes this role; the first hop that is not there yet is added.
pub fn choose_role(question: &Question, hop: usize, role_arn: &str) -> Question {
    let mut edited = question.clone();
    match edited.assume_role.get_mut(hop) {
        Some(hop) => {
            role_arn.clone_into(&mut hop.role_arn);
            edited
        }
        None => add_hop(question, question.assume_role.len(), role_arn),
    }
}

/// One more role is assumed, as the hop with this number. Its call takes over MFA, address, time and HTTPS from the
/// call after it, so that nothing is missing without notice.
pub fn add_hop(question: &Question, at: usize, role_arn: &str) -> Question {
    let at = at.min(question.assume_role.len());
    in_step(question, |question| {
        let next = question.assume_role.get(at).map_or(&question.context, |hop| &hop.context);
        let hop = Hop { role_arn: role_arn.to_owned(), context: shared(next), ..Hop::default() };
        question.assume_role.insert(at, hop);
    })
}

/// A role is left out.
pub fn remove_hop(question: &Question, hop: usize) -> Question {
    in_step(question, |question| {
        if hop < question.assume_role.len() {
            question.assume_role.remove(hop);
        }
    })
}

/// No role is assumed.
pub fn choose_no_role(question: &Question) -> Question {
    in_step(question, |question| question.assume_role.clear())
}

/// The role of a hop is taken from another account: the one of the same name, else the first. `None` where the account
/// has no roles.
pub fn choose_role_account(question: &Question, hop: usize, account: &Account) -> Option<Question> {
    let name = question.assume_role.get(hop).and_then(|hop| role_name(&hop.role_arn)).unwrap_or_default();
    let same = account.roles.iter().find(|role| role.name.eq_ignore_ascii_case(&name));
    let role = same.or(account.roles.first())?;
    Some(choose_role(question, hop, &role_arn(account, &role.name)))
}

/// This action is asked about.
pub fn choose_action(question: &Question, action: &str) -> Question {
    Question { action: Some(action.to_owned()), ..question.clone() }
}

/// The question ends when the last role is assumed.
pub fn choose_only_assume(question: &Question) -> Question {
    Question { action: None, ..question.clone() }
}

/// The call checks this resource in the place of the one with this number; the first that is not there yet is added.
/// No resource is named twice.
pub fn choose_resource(question: &Question, number: usize, arn: &str) -> Question {
    let mut question = question.clone();
    match question.resources.get_mut(number) {
        Some(resource) => arn.clone_into(resource),
        None => question.resources.push(arn.to_owned()),
    }
    let mut seen = BTreeSet::new();
    question.resources.retain(|resource| seen.insert(resource.clone()));
    question
}

/// A resource is left out.
pub fn remove_resource(question: &Question, number: usize) -> Question {
    let mut question = question.clone();
    if number < question.resources.len() {
        question.resources.remove(number);
    }
    question
}

/// Another resource group for the resources; `None` where nobody says.
pub fn set_resource_group(question: &Question, group: Option<String>) -> Question {
    Question { resource_group: group, ..question.clone() }
}

/// An edit of one hop or of all.
pub fn edit_hops(question: &Question, hops: Phases, edit: impl Fn(&mut Hop)) -> Question {
    let mut question = question.clone();
    for (number, hop) in question.assume_role.iter_mut().enumerate() {
        if matches!(hops, Phases::All) || hops == Phases::Only(context::Phase::Hop(number)) {
            edit(hop);
        }
    }
    question
}

/// What the hops say about one of their parameters.
pub fn parameter(question: &Question, read: impl Fn(&Hop) -> Option<String>) -> context::Held {
    let hops = question.assume_role.iter().enumerate();
    context::hold(hops.map(|(number, hop)| (context::Phase::Hop(number), read(hop).map(|value| vec![value]))))
}

/// The ARN of a role as a request names it.
pub fn role_arn(account: &Account, name: &str) -> String {
    Arn::role(&account.id, name).to_string()
}

/// The name in the ARN of a role.
pub fn role_name(arn: &str) -> Option<String> {
    Arn::parse(arn).ok()?.role_name().map(str::to_owned)
}

/// A session gets this session policy: that of a hop, or the one that runs already.
pub fn set_session_policy(question: &Question, session: &DocumentKey, policy: Option<String>) -> Question {
    let mut edited = question.clone();
    let place = match (session, &mut edited.principal) {
        (DocumentKey::Session { hop }, _) => edited.assume_role.get_mut(*hop).map(|hop| &mut hop.session_policy),
        (DocumentKey::Running, Some(Principal::Session { session_policy, .. })) => Some(session_policy),
        _ => None,
    };
    if let Some(place) = place {
        *place = policy;
    }
    edited
}

/// The account in an ARN, if it names one.
pub fn arn_account(arn: &str) -> Option<String> {
    Arn::parse(arn).ok().map(|arn| arn.account().to_owned()).filter(|account| !account.is_empty() && account != "*")
}

/// A short name for a resource in a sentence: `i-001`, `reports/2025.csv`; the whole text where it is no ARN.
pub fn resource_name(arn: &str) -> String {
    let Ok(parsed) = Arn::parse(arn) else { return arn.to_owned() };
    let short = match parsed.relative_id().split_once('/') {
        Some((_, name)) if parsed.service() != "oss" && !name.is_empty() => name,
        _ => parsed.relative_id(),
    };
    if short.is_empty() || short == "*" { arn.to_owned() } else { short.to_owned() }
}

/// Actions without wildcards that the scenario's documents name, in order. Broken documents name none.
pub fn actions_named(scenario: &Scenario) -> BTreeSet<String> {
    let custom = scenario.accounts.iter().flat_map(|account| &account.policies).map(|policy| &policy.document);
    let control = scenario.resource_directory.iter().flat_map(|directory| &directory.control_policies);
    let identity = custom.map(|text| (PolicyKind::Custom, text));
    let control = control.map(|policy| (PolicyKind::Control, &policy.document));
    let bucket = scenario.resource_policies.iter().map(|policy| (PolicyKind::Bucket, &policy.document));
    let mut actions = BTreeSet::new();
    for (kind, text) in identity.chain(control).chain(bucket) {
        let document = Document::parse(DocumentId::new(""), "", kind, text);
        for statement in document.policy.iter().flat_map(|policy| &policy.statements) {
            let patterns = statement.action.patterns.iter().map(|pattern| &pattern.value);
            actions.extend(patterns.filter(|p| !p.has_wildcard()).map(|p| p.as_str().to_owned()));
        }
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{MFA_PRESENT, SOURCE_IP, Start, start_time};
    use crate::moment::Moment;
    use crate::scenario::{CustomPolicy, OneOrMany, Role, User};

    fn account(id: &str, users: &[&str], roles: &[&str]) -> Account {
        let user = |name: &&str| User { name: (*name).to_owned(), ..User::default() };
        let role = |name: &&str| Role { name: (*name).to_owned(), ..Role::default() };
        Account {
            id: id.to_owned(),
            users: users.iter().map(user).collect(),
            roles: roles.iter().map(role).collect(),
            ..Account::default()
        }
    }

    fn user(account: &str, name: &str) -> Principal {
        Principal::User { account: account.to_owned(), name: name.to_owned() }
    }

    fn asked_by(principal: Principal) -> Question {
        Question { principal: Some(principal), ..Question::default() }
    }

    const OPS: &str = "acs:ram::1:role/ops";
    const HUB: &str = "acs:ram::2:role/hub";

    #[test]
    fn each_session_has_a_session_policy_of_its_own() {
        let question = add_hop(&asked_by(running_session(&Question::default(), "1", "Ops")), 0, HUB);
        let of_hop = set_session_policy(&question, &DocumentKey::Session { hop: 0 }, Some("{}".to_owned()));
        assert_eq!(of_hop.assume_role[0].session_policy.as_deref(), Some("{}"));
        assert_eq!(of_hop.principal, question.principal);
        let running = set_session_policy(&question, &DocumentKey::Running, Some("[]".to_owned()));
        assert_eq!(running.assume_role, question.assume_role);
        assert!(
            matches!(&running.principal, Some(Principal::Session { session_policy: Some(text), .. }) if text == "[]")
        );
        assert_eq!(set_session_policy(&running, &DocumentKey::Running, None), question);
        let by_user = asked_by(user("1", "Bob"));
        assert_eq!(set_session_policy(&by_user, &DocumentKey::Running, Some("{}".to_owned())), by_user);
    }

    #[test]
    fn whoever_asks_first_logs_on_with_mfa() {
        let mut scenario = crate::examples::example("partner-operations").unwrap().scenario();
        let id = scenario.accounts[1].id.clone();
        let user = |name: &str| Principal::User { account: id.clone(), name: name.to_owned() };
        let mfa = |question: Question| question.context.get(MFA_PRESENT).map(|values| values.values().to_vec());
        scenario.question =
            Question { context: context::of_new_question("2025-03-14T02:00:00Z"), ..Question::default() };
        assert_eq!(mfa(choose_first_principal(&scenario, user("Bob"))), Some(vec!["true".to_owned()]));
        // Carol has an AccessKey only.
        assert_eq!(mfa(choose_first_principal(&scenario, user("Carol"))), None);
        assert_eq!(mfa(choose_first_principal(&scenario, Principal::Anonymous)), None);
        // Later ones ask in the context that is there.
        scenario.question.principal = Some(user("Carol"));
        assert_eq!(mfa(choose_first_principal(&scenario, user("Bob"))), None);
    }

    #[test]
    fn another_user_leaves_the_context_as_it_is() {
        let mut question = asked_by(user("1", "bob"));
        question.context.insert(MFA_PRESENT.to_owned(), OneOrMany::One("true".to_owned()));
        let edited = choose_principal(&question, user("1", "alice"));
        assert_eq!(edited.principal, Some(user("1", "alice")));
        assert_eq!(edited.context, question.context);
    }

    #[test]
    fn another_account_has_a_user_of_the_same_name_or_its_first_or_its_owner() {
        let question = asked_by(user("1", "bob"));
        let chosen = |account: &Account| choose_account(&question, account).principal.unwrap();
        assert_eq!(chosen(&account("2", &["alice", "bob"], &[])), user("2", "bob"));
        assert_eq!(chosen(&account("2", &["alice", "carol"], &[])), user("2", "alice"));
        assert_eq!(chosen(&account("2", &[], &[])), Principal::Root { account: "2".to_owned() });
    }

    #[test]
    fn owners_and_services_stay_what_they_are_in_another_account() {
        let other = account("2", &["alice"], &[]);
        let root = |account: &str| Principal::Root { account: account.to_owned() };
        assert_eq!(choose_account(&asked_by(root("1")), &other).principal, Some(root("2")));
        let ecs = |account: &str| Principal::Service { service: "ecs".to_owned(), account: account.to_owned() };
        assert_eq!(choose_account(&asked_by(ecs("1")), &other).principal, Some(ecs("2")));
    }

    #[test]
    fn a_new_hop_takes_over_what_every_call_has() {
        let mut question = Question::default();
        for key in [MFA_PRESENT, SOURCE_IP, "acs:TagKeys"] {
            question.context.insert(key.to_owned(), OneOrMany::One("x".to_owned()));
        }
        let edited = choose_role(&question, 0, OPS);
        assert_eq!(Vec::from_iter(edited.assume_role[0].context.keys()), [MFA_PRESENT, SOURCE_IP]);
        assert_eq!(edited.assume_role[0].session_name, None);
    }

    #[test]
    fn another_role_leaves_the_rest_of_the_hop() {
        let mut question = choose_role(&Question::default(), 0, OPS);
        question.assume_role[0].external_id = Some("x".to_owned());
        let edited = choose_role(&question, 0, HUB);
        assert_eq!(edited.assume_role.len(), 1);
        assert_eq!(edited.assume_role[0].role_arn, HUB);
        assert_eq!(edited.assume_role[0].external_id.as_deref(), Some("x"));
    }

    #[test]
    fn hops_are_added_and_removed_by_number() {
        let question = add_hop(&choose_role(&Question::default(), 0, OPS), 0, HUB);
        let roles = |question: &Question| Vec::from_iter(question.assume_role.iter().map(|h| h.role_arn.clone()));
        assert_eq!(roles(&question), [HUB, OPS]);
        assert_eq!(roles(&remove_hop(&question, 0)), [OPS]);
        assert_eq!(roles(&remove_hop(&question, 7)), [HUB, OPS]);
        assert!(roles(&choose_no_role(&question)).is_empty());
    }

    #[test]
    fn the_start_stays_when_hops_come_and_go() {
        let start = Moment::parse("2025-03-14T10:00:00+08:00");
        let question = context::set_start_time(&choose_role(&Question::default(), 0, OPS), start);
        let later = context::set_offset(&question, context::Phase::Action, 60);
        assert_eq!(start_time(&choose_no_role(&later)), Start::At(start.unwrap()));
        assert_eq!(start_time(&add_hop(&later, 1, HUB)), Start::At(start.unwrap()));
    }

    #[test]
    fn a_role_of_another_account_is_the_one_of_the_same_name_or_the_first() {
        let question = choose_role(&Question::default(), 0, OPS);
        let role =
            |account: &Account| choose_role_account(&question, 0, account).map(|q| q.assume_role[0].role_arn.clone());
        assert_eq!(role(&account("2", &[], &["hub", "Ops"])).as_deref(), Some("acs:ram::2:role/ops"));
        assert_eq!(role(&account("2", &[], &["hub"])).as_deref(), Some(HUB));
        assert_eq!(role(&account("2", &[], &[])), None);
    }

    #[test]
    fn an_action_comes_and_goes_without_the_resources() {
        let question = choose_resource(&choose_action(&Question::default(), "ecs:StopInstance"), 0, "*");
        let edited = choose_only_assume(&question);
        assert_eq!(edited.action, None);
        assert_eq!(choose_action(&edited, "ecs:StopInstance"), question);
    }

    #[test]
    fn resources_are_listed_once() {
        let question = choose_resource(&choose_resource(&Question::default(), 0, "a"), 1, "b");
        assert_eq!(question.resources, ["a", "b"]);
        assert_eq!(choose_resource(&question, 1, "a").resources, ["a"]);
        assert_eq!(choose_resource(&question, 0, "c").resources, ["c", "b"]);
        assert_eq!(remove_resource(&question, 0).resources, ["b"]);
        assert_eq!(remove_resource(&question, 2), question);
    }

    #[test]
    fn resources_have_short_names() {
        assert_eq!(resource_name("acs:ecs:cn-hangzhou:1:instance/i-001"), "i-001");
        assert_eq!(resource_name("acs:oss:oss-cn-hangzhou:1:reports/2025.csv"), "reports/2025.csv");
        assert_eq!(resource_name("*"), "*");
        assert_eq!(resource_name("acs:ecs:*:1:*"), "acs:ecs:*:1:*");
    }

    #[test]
    fn actions_are_read_from_policies_without_wildcards() {
        let document = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:Stop*","ecs:StartInstance"],"Resource":"*"}]}"#;
        let policy = |document: &str| CustomPolicy {
            name: "p".to_owned(),
            document: document.to_owned(),
            ..CustomPolicy::default()
        };
        let mut scenario = Scenario::empty();
        scenario.accounts = vec![Account { policies: vec![policy(document), policy("{")], ..Account::default() }];
        assert_eq!(Vec::from_iter(actions_named(&scenario)), ["ecs:StartInstance"]);
    }

    #[test]
    fn the_session_policy_to_start_from_is_valid() {
        let document = Document::parse(DocumentId::new("session/0"), "", PolicyKind::Session, SESSION_POLICY);
        assert!(document.policy.is_some());
        assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
    }
}
