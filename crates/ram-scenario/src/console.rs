//! Switching identity in the console (R5.52): what it sends, and who can do it.
//!
//! The user types the alias, the default domain or the ID of the other account, and the name of the role. The question
//! stores the role by its ARN, whichever of the three was typed, so that a renamed alias breaks nothing. What the
//! console can't send stays in the question for the API, and does not count.

use ram_policy::arn::{Arn, is_account_id};
use ram_policy::limits::{DEFAULT_MAX_SESSION_SECONDS, LOGON_SECONDS};
use ram_text::{Msg, code, plain};

use crate::context::{self, MFA_PRESENT, Phase, Phases};
use crate::question::typed_account;
use crate::scenario::{Account, How, Principal, Question, Role, Scenario, User};

/// What every default domain ends with (R7.3).
const DOMAIN_SUFFIX: &str = ".onaliyun.com";

/// Why a role can't be switched to in the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody logs on to the console as a principal of this kind.
    NotAUser,
    /// The user has an AccessKey only.
    NoLogon {
        /// User name.
        user: String,
    },
    /// Only a RAM user switches: whoever has switched goes back first.
    HasSwitched,
    /// No account has this alias, default domain or ID.
    NoSuchAccount {
        /// What was typed.
        typed: String,
    },
    /// The name of the role is not given.
    NoRole,
}

impl Obstacle {
    /// What is in the way, and what to do.
    pub fn message(&self) -> Msg {
        match self {
            Obstacle::NotAUser => Msg::ConsoleNotAUser,
            Obstacle::NoLogon { user } => Msg::ConsoleNoLogon { user: plain(user.as_str()) },
            Obstacle::HasSwitched => Msg::ConsoleHasSwitched,
            Obstacle::NoSuchAccount { typed } => Msg::ConsoleNoSuchAccount { typed: code(typed.as_str()) },
            Obstacle::NoRole => Msg::ConsoleNoRole,
        }
    }
}

/// Why the hop can't be made by switching identity, if it can't.
pub fn obstacle(scenario: &Scenario, hop: usize) -> Option<Obstacle> {
    if hop > 0 {
        return Some(Obstacle::HasSwitched);
    }
    let (account, name) = match &scenario.question.principal {
        // The owner may try: STS says no to it (R5.47). Who asks is not chosen yet without a principal.
        None | Some(Principal::Root { .. }) => return None,
        Some(Principal::User { account, name }) => (account, name),
        Some(Principal::Session { .. }) => return Some(Obstacle::HasSwitched),
        Some(_) => return Some(Obstacle::NotAUser),
    };
    let user = user(scenario, account, name)?;
    (!user.access.logs_on()).then(|| Obstacle::NoLogon { user: user.name.clone() })
}

/// How long the session lasts, in seconds: as long as role and logon both allow (R5.52).
pub fn session_seconds(scenario: &Scenario, role_arn: &str) -> u64 {
    let role = role(scenario, role_arn).and_then(|(_, role)| role.max_session_duration);
    role.unwrap_or(DEFAULT_MAX_SESSION_SECONDS).min(LOGON_SECONDS)
}

/// The user of an account, whose name ignores case.
pub fn user<'s>(scenario: &'s Scenario, account: &str, name: &str) -> Option<&'s User> {
    scenario.account(account)?.users.iter().find(|user| user.name.eq_ignore_ascii_case(name))
}

/// The account and the role that an ARN names.
pub fn role<'s>(scenario: &'s Scenario, role_arn: &str) -> Option<(&'s Account, &'s Role)> {
    let arn = Arn::parse(role_arn).ok()?;
    let account = scenario.account(arn.account())?;
    let name = arn.role_name()?;
    Some((account, account.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name))?))
}

/// The default domain of an account (R7.3).
pub fn default_domain(account: &Account) -> String {
    let own = account.domain.clone().filter(|domain| !domain.is_empty());
    own.unwrap_or_else(|| format!("{}{DOMAIN_SUFFIX}", account.alias.as_deref().unwrap_or(&account.id)))
}

/// What can be typed for an account: its alias if it has one, its default domain, its ID.
pub fn forms(account: &Account) -> Vec<String> {
    let alias = account.alias.clone().filter(|alias| !alias.is_empty());
    alias.into_iter().chain([default_domain(account), account.id.clone()]).collect()
}

/// What is typed for a role: its account and its name.
pub fn typed(scenario: &Scenario, role_arn: &str) -> [String; 2] {
    let arn = Arn::parse(role_arn).ok();
    let account = arn.as_ref().map(Arn::account).unwrap_or_default();
    let form = scenario.account(account).and_then(|account| forms(account).into_iter().next());
    let known = role(scenario, role_arn).map(|(_, role)| role.name.as_str());
    let name = known.or(arn.as_ref().and_then(Arn::role_name)).unwrap_or_default();
    [form.unwrap_or_else(|| account.to_owned()), name.to_owned()]
}

/// The ARN of the role that was typed as account and name.
pub fn typed_role(scenario: &Scenario, account: &str, role: &str) -> Result<String, Obstacle> {
    let typed = account.trim();
    let found = typed_account(scenario, typed);
    let is_id = is_account_id(typed);
    match found.map(|account| account.id.as_str()).or(is_id.then_some(typed)) {
        Some(_) if role.trim().is_empty() => Err(Obstacle::NoRole),
        Some(id) => Ok(Arn::role(id, role.trim()).to_string()),
        None => Err(Obstacle::NoSuchAccount { typed: typed.to_owned() }),
    }
}

/// The hop is made in this way. MFA is that of the logon: where a switch has no word about it yet, the user's device
/// decides, visibly.
pub fn choose_how(scenario: &Scenario, hop: usize, how: How) -> Question {
    let mut question = scenario.question.clone();
    let Some(found) = question.assume_role.get_mut(hop) else { return question };
    found.how = how;
    let is_sent = context::values(&found.context, MFA_PRESENT).is_some();
    if how == How::Api || is_sent {
        return question;
    }
    let user = match &question.principal {
        Some(Principal::User { account, name }) => user(scenario, account, name),
        _ => None,
    };
    let mfa = user.is_some_and(|user| user.mfa).to_string();
    context::set_key(&question, MFA_PRESENT, &[mfa], Phases::Only(Phase::Hop(hop)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Access, Hop, OneOrMany};

    const ADMIN: &str = "acs:ram::1000000000000001:role/admin";

    fn scenario(access: Access, mfa: bool) -> Scenario {
        let user = User { name: "bob".to_owned(), access, mfa, ..User::default() };
        let role = Role { name: "admin".to_owned(), max_session_duration: Some(7_200), ..Role::default() };
        let account = Account {
            id: "1000000000000001".to_owned(),
            alias: Some("company-a".to_owned()),
            users: vec![user],
            roles: vec![role],
            ..Account::default()
        };
        let mut scenario = Scenario { accounts: vec![account], ..Scenario::empty() };
        let bob = Principal::User { account: "1000000000000001".to_owned(), name: "bob".to_owned() };
        scenario.question.principal = Some(bob);
        scenario.question.assume_role = vec![Hop { role_arn: ADMIN.to_owned(), ..Hop::default() }];
        scenario
    }

    #[test]
    fn an_account_is_typed_by_alias_domain_or_id() {
        let scenario = scenario(Access::Console, false);
        for typed in ["company-a", "company-a.onaliyun.com", "1000000000000001", " Company-A "] {
            assert_eq!(typed_role(&scenario, typed, "Admin").as_deref(), Ok(ADMIN), "{typed}");
        }
        assert_eq!(typed_role(&scenario, "77", "admin").as_deref(), Ok("acs:ram::77:role/admin"));
        assert_eq!(typed_role(&scenario, "77", " "), Err(Obstacle::NoRole));
        assert_eq!(typed(&scenario, ADMIN), ["company-a", "admin"]);
        assert_eq!(typed(&scenario, "acs:ram::77:role/x"), ["77", "x"]);
        assert_eq!(typed(&scenario, ""), ["", ""]);
        let typed = "company-b".to_owned();
        assert_eq!(typed_role(&scenario, "company-b", "admin"), Err(Obstacle::NoSuchAccount { typed }));
    }

    #[test]
    fn a_domain_of_its_own_takes_the_place_of_the_alias() {
        let account = Account { id: "7".to_owned(), ..Account::default() };
        assert_eq!(default_domain(&account), "7.onaliyun.com");
        let account = Account { domain: Some("a.example".to_owned()), alias: Some("a".to_owned()), ..account };
        assert_eq!(forms(&account), ["a", "a.example", "7"]);
    }

    #[test]
    fn only_users_who_log_on_switch_and_only_once() {
        assert_eq!(obstacle(&scenario(Access::Console, false), 0), None);
        assert_eq!(obstacle(&scenario(Access::Both, false), 0), None);
        let user = "bob".to_owned();
        assert_eq!(obstacle(&scenario(Access::Programmatic, false), 0), Some(Obstacle::NoLogon { user }));
        assert_eq!(obstacle(&scenario(Access::Console, false), 1), Some(Obstacle::HasSwitched));
        let mut other = scenario(Access::Console, false);
        other.question.principal = Some(Principal::Anonymous);
        assert_eq!(obstacle(&other, 0), Some(Obstacle::NotAUser));
    }

    #[test]
    fn a_session_lasts_as_long_as_role_and_logon_allow() {
        let mut scenario = scenario(Access::Console, false);
        assert_eq!(session_seconds(&scenario, ADMIN), 7_200);
        scenario.accounts[0].roles[0].max_session_duration = Some(43_200);
        assert_eq!(session_seconds(&scenario, ADMIN), LOGON_SECONDS);
        scenario.accounts[0].roles[0].max_session_duration = None;
        assert_eq!(session_seconds(&scenario, ADMIN), 3_600);
    }

    #[test]
    fn what_the_console_cannot_send_does_not_count() {
        let mut scenario = scenario(Access::Console, false);
        let hop = &mut scenario.question.assume_role[0];
        hop.how = How::Console;
        hop.session_name = Some("other".to_owned());
        hop.external_id = Some("contract".to_owned());
        hop.source_identity = Some("carol".to_owned());
        hop.session_policy = Some("{".to_owned());
        hop.duration_seconds = Some(900);
        hop.context.insert(MFA_PRESENT.to_owned(), OneOrMany::One("true".to_owned()));
        let request = crate::world::request(&scenario, &crate::world::documents(&scenario, None)).unwrap();
        let hop = &request.hops[0];
        assert_eq!((hop.session_name.as_str(), hop.duration_seconds), ("bob", Some(7_200)));
        assert_eq!((&hop.external_id, &hop.source_identity, &hop.session_policy), (&None, &None, &None));
        assert_eq!(hop.context.iter().count(), 1);
        scenario.accounts[0].users[0].access = Access::Programmatic;
        let refused = crate::world::request(&scenario, &crate::world::documents(&scenario, None)).unwrap_err();
        let user = "bob".to_owned();
        assert_eq!(refused, crate::world::Incomplete::Console(Obstacle::NoLogon { user }));
    }

    #[test]
    fn mfa_of_the_logon_is_stored_visibly() {
        let mfa = |question: &Question| question.assume_role[0].context.get(MFA_PRESENT).cloned();
        for (device, expected) in [(true, "true"), (false, "false")] {
            let question = choose_how(&scenario(Access::Console, device), 0, How::Console);
            assert_eq!(mfa(&question), Some(OneOrMany::One(expected.to_owned())));
        }
        let mut stated = scenario(Access::Console, true);
        stated.question.assume_role[0].context.insert(MFA_PRESENT.to_owned(), OneOrMany::One("false".to_owned()));
        assert_eq!(mfa(&choose_how(&stated, 0, How::Console)), Some(OneOrMany::One("false".to_owned())));
        assert_eq!(mfa(&choose_how(&scenario(Access::Console, true), 0, How::Api)), None);
    }
}
