//! Callers and accounts as people write them.

use ram_policy::arn::Arn;

use super::{principal_account, running_session};
use crate::console;
use crate::scenario::{Account, Principal, Scenario};

/// The caller that a text names: a user's logon name (R7.3) or ARN, an account's root, a role or one of its sessions, a
/// service, an identity provider.
pub fn typed_principal(scenario: &Scenario, text: &str) -> Option<Principal> {
    let text = text.trim();
    if text.contains(":saml-provider/") {
        return Some(Principal::Saml { provider: text.to_owned() });
    }
    if text.contains(":oidc-provider/") {
        return Some(Principal::Oidc { provider: text.to_owned() });
    }
    if text.ends_with(".aliyuncs.com") {
        let asker = scenario.question.principal.as_ref().and_then(principal_account);
        let account = asker.or(scenario.accounts.first().map(|account| account.id.as_str()))?;
        return Some(Principal::Service { service: text.to_owned(), account: account.to_owned() });
    }
    if let Some((name, domain)) = text.split_once('@') {
        return Some(user(scenario, typed_account(scenario, domain)?.id.clone(), name));
    }
    // Bucket policies write sessions as `arn:sts::…` (R2.13).
    let arn = match text.strip_prefix("arn:") {
        Some(rest) => Arn::parse(&format!("acs:{rest}")),
        None => Arn::parse(text),
    };
    let arn = arn.ok()?;
    let account = arn.account().to_owned();
    Some(match (arn.service(), arn.relative_id().split_once('/')) {
        ("ram", None) if arn.relative_id() == "root" => Principal::Root { account },
        ("ram", Some(("user", name))) => user(scenario, account, name),
        ("ram" | "sts", Some(("role" | "assumed-role", rest))) => {
            let (role, typed) = rest.split_once('/').map_or((rest, None), |(role, name)| (role, Some(name)));
            // ARNs have the name in lower case.
            let known = console::role(scenario, &Arn::role(&account, role).to_string());
            let role = known.map_or(role, |(_, known)| &known.name);
            let mut session = running_session(&scenario.question, &account, role);
            if let (Principal::Session { name, .. }, Some(typed)) = (&mut session, typed) {
                typed.clone_into(name);
            }
            session
        }
        _ => return None,
    })
}

/// A user, by the name as it is known if it is.
fn user(scenario: &Scenario, account: String, name: &str) -> Principal {
    let known = console::user(scenario, &account, name).map_or(name, |known| &known.name);
    Principal::User { name: known.to_owned(), account }
}

/// The account with this alias, default domain or ID.
pub fn typed_account<'s>(scenario: &'s Scenario, text: &str) -> Option<&'s Account> {
    let text = text.trim();
    let mut accounts = scenario.accounts.iter();
    accounts.find(|account| console::forms(account).iter().any(|form| form.eq_ignore_ascii_case(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        Scenario::from_json(
            r#"{"format":"ram-scenario/1","accounts":[
                {"id":"1","alias":"company-a","roles":[{"name":"Ops"}]},
                {"id":"2","alias":"company-b","users":[{"name":"Bob"}]}],
              "question":{"principal":{"type":"user","account":"2","name":"Bob"}}}"#,
        )
        .unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&Principal>) {
        assert_eq!(typed_principal(&scenario(), text).as_ref(), expected, "{text}");
    }

    fn session(account: &str, role: &str, name: &str) -> Principal {
        let (account, role, name) = (account.to_owned(), role.to_owned(), name.to_owned());
        Principal::Session { account, role, name, session_policy: None, duration_seconds: None }
    }

    #[test]
    fn users() {
        let bob = Principal::User { account: "2".to_owned(), name: "Bob".to_owned() };
        for text in ["Bob@company-b", "bob@COMPANY-B.onaliyun.com", " Bob@2 ", "acs:ram::2:user/bob"] {
            check(text, Some(&bob));
        }
        check("acs:ram::2:root", Some(&Principal::Root { account: "2".to_owned() }));
        check("acs:ram::2:user/Eve", Some(&Principal::User { account: "2".to_owned(), name: "Eve".to_owned() }));
        check("Bob@elsewhere", None);
        check("Bob", None);
        check("acs:ram::2:group/dev", None);
    }

    #[test]
    fn sessions() {
        check("acs:ram::1:role/ops/deploy", Some(&session("1", "Ops", "deploy")));
        check("acs:ram::1:assumed-role/ops/deploy", Some(&session("1", "Ops", "deploy")));
        check("arn:sts::1:assumed-role/ops/deploy", Some(&session("1", "Ops", "deploy")));
        check("acs:ram::1:role/OPS", Some(&session("1", "Ops", "app")));
        check("acs:ram::9:role/other/x", Some(&session("9", "other", "x")));
    }

    #[test]
    fn services_and_providers() {
        let service = |account: &str| Principal::Service { service: "fc.aliyuncs.com".into(), account: account.into() };
        check("fc.aliyuncs.com", Some(&service("2")));
        let provider = "acs:ram::1:saml-provider/corp".to_owned();
        check(&provider.clone(), Some(&Principal::Saml { provider }));
        let provider = "acs:ram::1:oidc-provider/git".to_owned();
        check(&provider.clone(), Some(&Principal::Oidc { provider }));
    }
}
