//! The question as one sentence: words, and a picker in the place of each argument, in the order of the language.

use std::rc::Rc;

use ram_scenario::people::account_name;
use ram_scenario::question::{arn_account, principal_account, resource_name, role_name};
use ram_scenario::scenario::{Principal, Question, Scenario};
use ram_text::{Arg, Lang, Msg, Piece, Text, code, plain};

use super::Slot;

/// A part of the sentence.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a sentence has a dozen parts")]
pub enum Part {
    /// Words.
    Words(String),
    /// A value that can be chosen.
    Pick(Pick),
}

/// A value of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// Which.
    pub slot: Slot,
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub text: String,
    /// Whether that is the name of a role, action or resource.
    pub is_code: bool,
    /// Whether nothing is chosen yet.
    pub is_unset: bool,
    /// Why it can't be right.
    pub problem: Option<Rc<Msg>>,
    /// All of it, where the sentence shows less.
    pub whole: Option<String>,
}

impl Pick {
    fn set(slot: Slot, icon: &'static str, text: String) -> Pick {
        Pick { slot, icon, text, is_code: false, is_unset: false, problem: None, whole: None }
    }

    fn unset(slot: Slot, icon: &'static str, text: String) -> Pick {
        Pick { is_unset: true, ..Pick::set(slot, icon, text) }
    }

    fn problem(self, problem: Option<Msg>) -> Pick {
        Pick { problem: problem.map(Rc::new), ..self }
    }

    /// As an argument of the sentence, to be found again by its number among all picks.
    fn arg(&self, all: &mut Vec<Pick>) -> Arg {
        all.push(self.clone());
        let value = if self.is_code { code(self.text.as_str()) } else { plain(self.text.as_str()) };
        value.named(self.slot.name())
    }
}

/// The sentence in parts.
pub fn sentence(scenario: &Scenario, lang: Lang) -> Vec<Part> {
    let question = &scenario.question;
    let mut picks = Vec::new();
    let caller = caller(scenario, lang, &mut picks);
    let msg = match question.assume_role.as_slice() {
        [] => Msg::QuestionDirectly {
            caller,
            action: action(question, lang, &mut picks),
            resource: resources(question, lang, &mut picks),
        },
        [_] => {
            let role = role(scenario, 0, lang, &mut picks);
            let role_account = role_account(scenario, 0, lang, &mut picks);
            if question.action.is_some() {
                let action = action(question, lang, &mut picks);
                Msg::QuestionThroughRole {
                    caller,
                    role,
                    role_account,
                    action,
                    resource: resources(question, lang, &mut picks),
                }
            } else {
                Msg::QuestionAssumeOnly { caller, role, role_account }
            }
        }
        _ => {
            let roles = roles(scenario, lang, &mut picks);
            if question.action.is_some() {
                let action = action(question, lang, &mut picks);
                Msg::QuestionChain { caller, roles, action, resource: resources(question, lang, &mut picks) }
            } else {
                Msg::QuestionChainAssumeOnly { caller, roles }
            }
        }
    };
    parts(msg.text(lang), picks)
}

/// The same without pickers.
pub fn plain_sentence(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Words(words) => words.as_str(),
            Part::Pick(pick) => pick.text.as_str(),
        })
        .collect()
}

/// Puts each pick in the place where its piece landed. Pieces of one name keep the order of their picks.
fn parts(text: Text, mut picks: Vec<Pick>) -> Vec<Part> {
    let part = |piece: Piece| match piece {
        Piece::Words(words) => Part::Words(words.into_owned()),
        Piece::Arg { name, text, .. } => match picks.iter().position(|pick| pick.slot.name() == name) {
            Some(at) => Part::Pick(picks.remove(at)),
            None => Part::Words(text),
        },
    };
    text.0.into_iter().map(part).collect()
}

fn caller(scenario: &Scenario, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    let principal = scenario.question.principal.as_ref();
    let user = user(scenario, principal, lang).arg(picks);
    let account = |picks: &mut Vec<Pick>| {
        let id = principal.and_then(principal_account);
        account_pick(scenario, Slot::Account, id, lang).arg(picks)
    };
    let msg = match principal {
        None | Some(Principal::User { .. }) => Msg::QuestionCaller { user, account: account(picks) },
        Some(Principal::Root { .. } | Principal::Session { .. }) => {
            Msg::QuestionCallerOwner { user, account: account(picks) }
        }
        Some(Principal::Service { .. }) => Msg::QuestionCallerService { user, account: account(picks) },
        Some(Principal::Anonymous | Principal::Saml { .. } | Principal::Oidc { .. }) => {
            Msg::QuestionCallerAlone { user }
        }
    };
    msg.text(lang).into()
}

fn user(scenario: &Scenario, principal: Option<&Principal>, lang: Lang) -> Pick {
    let slot = Slot::User;
    match principal {
        None => Pick::unset(slot, "user", Msg::QuestionAnyUser.string(lang)),
        Some(Principal::User { account: id, name }) => {
            let account = scenario.account(id);
            let user = account.and_then(|account| account.users.iter().find(|user| user.name == *name));
            let display = user.and_then(|user| user.display_name.as_ref()).filter(|name| !name.is_empty());
            let text = display.map_or(name.as_str(), |name| name.get(lang.tag())).to_owned();
            let unknown = || Msg::PageUnknownUser { account: name_of(scenario, id, lang), user: plain(name.as_str()) };
            Pick::set(slot, "user", text).problem((account.is_some() && user.is_none()).then(unknown))
        }
        Some(principal) => Pick::set(slot, principal_icon(principal), principal_words(principal, lang)),
    }
}

/// A caller who is no RAM user, in words.
pub fn principal_words(principal: &Principal, lang: Lang) -> String {
    let name = |provider: &str| plain(provider.rsplit_once('/').map_or(provider, |(_, name)| name));
    match principal {
        Principal::User { name, .. } => name.clone(),
        Principal::Root { .. } => Msg::QuestionOwner.string(lang),
        Principal::Anonymous => Msg::QuestionAnonymous.string(lang),
        Principal::Service { service, .. } => service.clone(),
        Principal::Saml { provider } => Msg::QuestionSamlUser { provider: name(provider) }.string(lang),
        Principal::Oidc { provider } => Msg::QuestionOidcUser { provider: name(provider) }.string(lang),
        Principal::Session { role, name, .. } => {
            Msg::QuestionSession { session: plain(name.as_str()), role: plain(role.as_str()) }.string(lang)
        }
    }
}

/// The icon of a caller.
pub fn principal_icon(principal: &Principal) -> &'static str {
    match principal {
        Principal::User { .. } => "user",
        Principal::Root { .. } => "crown",
        Principal::Service { .. } => "cpu",
        Principal::Anonymous => "globe",
        Principal::Saml { .. } | Principal::Oidc { .. } => "log-in",
        Principal::Session { .. } => "key-round",
    }
}

fn name_of(scenario: &Scenario, id: &str, lang: Lang) -> Arg {
    plain(account_name(scenario, id).get(lang.tag()))
}

fn account_pick(scenario: &Scenario, slot: Slot, id: Option<&str>, lang: Lang) -> Pick {
    let Some(id) = id else {
        return Pick::unset(slot, "building-2", Msg::QuestionAnyAccount.string(lang));
    };
    let unknown = scenario.account(id).is_none().then(|| Msg::PageUnknownAccount { account: plain(id) });
    let pick = Pick::set(slot, "building-2", account_name(scenario, id).get(lang.tag()).to_owned()).problem(unknown);
    Pick { whole: Some(id.to_owned()), ..pick }
}

fn role(scenario: &Scenario, hop: usize, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    let slot = Slot::Role(hop);
    let arn = scenario.question.assume_role.get(hop).map_or("", |hop| hop.role_arn.as_str());
    let pick = match role_name(arn) {
        _ if arn.is_empty() => Pick::unset(slot, "shield-user", Msg::QuestionAnyRole.string(lang)),
        None => Pick::set(slot, "shield-user", arn.to_owned()).problem(Some(Msg::VerdictRoleArn { arn: plain(arn) })),
        Some(name) => {
            let id = arn_account(arn).unwrap_or_default();
            let account = scenario.account(&id);
            let role =
                account.and_then(|account| account.roles.iter().find(|role| role.name.eq_ignore_ascii_case(&name)));
            let unknown = || Msg::PageUnknownRole { account: name_of(scenario, &id, lang), role: plain(name.as_str()) };
            let problem = (account.is_some() && role.is_none()).then(unknown);
            Pick::set(slot, "shield-user", role.map_or(name.clone(), |role| role.name.clone())).problem(problem)
        }
    };
    let whole = (!arn.is_empty()).then(|| arn.to_owned());
    Pick { is_code: !pick.is_unset, whole, ..pick }.arg(picks)
}

fn role_account(scenario: &Scenario, hop: usize, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    let id = scenario.question.assume_role.get(hop).and_then(|hop| arn_account(&hop.role_arn));
    account_pick(scenario, Slot::RoleAccount(hop), id.as_deref(), lang).arg(picks)
}

/// The roles of a chain. The account is told where it is not that of the role before.
fn roles(scenario: &Scenario, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    let hops = &scenario.question.assume_role;
    let mut all: Option<Text> = None;
    for (hop, at) in hops.iter().enumerate().map(|(number, hop)| (hop, number)) {
        let role = role(scenario, at, lang, picks);
        let account = arn_account(&hop.role_arn);
        let before = at.checked_sub(1).and_then(|at| hops.get(at)).and_then(|hop| arn_account(&hop.role_arn));
        let role = if at == 0 || account != before {
            Msg::QuestionChainRole { role, role_account: role_account(scenario, at, lang, picks) }.text(lang).into()
        } else {
            role
        };
        all = Some(match all {
            None => match role {
                Arg::Text(text) => text,
                Arg::Value { text, .. } => Text(vec![Piece::Words(text.into())]),
            },
            Some(first) => Msg::ListThen { first: first.into(), next: role }.text(lang),
        });
    }
    all.unwrap_or_default().into()
}

fn action(question: &Question, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    match &question.action {
        Some(action) => Pick { is_code: true, ..Pick::set(Slot::Action, "zap", action.clone()) }.arg(picks),
        None => Pick::unset(Slot::Action, "zap", Msg::QuestionAnyAction.string(lang)).arg(picks),
    }
}

fn resources(question: &Question, lang: Lang, picks: &mut Vec<Pick>) -> Arg {
    let mut all: Option<Text> = None;
    for (number, arn) in question.resources.iter().enumerate() {
        let problem = (arn != "*" && ram_policy::arn::Resource::parse(arn).is_err())
            .then(|| Msg::PageNotArn { text: plain(arn.as_str()) });
        let pick = Pick::set(Slot::Resource(number), resource_icon(arn), resource_name(arn)).problem(problem);
        let pick = Pick { is_code: true, whole: Some(arn.clone()), ..pick }.arg(picks);
        let Arg::Text(text) = pick else { continue };
        all = Some(match all {
            None => text,
            Some(first) => Msg::ListAnd { first: first.into(), next: text.into() }.text(lang),
        });
    }
    let unset = || Pick::unset(Slot::Resource(0), "server", Msg::QuestionAnyResource.string(lang));
    all.map_or_else(|| unset().arg(picks), Arg::Text)
}

/// The icon of a resource.
pub fn resource_icon(arn: &str) -> &'static str {
    if arn.starts_with("acs:oss:") { "archive" } else { "server" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::question::{add_hop, choose_action, choose_principal, choose_resource};

    fn scenario() -> Scenario {
        Scenario::from_json(
            r#"{"format":"ram-scenario/1","accounts":[
                {"id":"1","name":{"en":"Company A","zh-CN":"公司 A"},"roles":[{"name":"ecs-admin"},{"name":"hub"}]},
                {"id":"2","name":{"en":"Company B","zh-CN":"公司 B"},"users":[{"name":"Bob"}]}],
              "question":{"principal":{"type":"user","account":"2","name":"Bob"},
                "assume_role":[{"role_arn":"acs:ram::1:role/ecs-admin"}],
                "action":"ecs:StopInstance","resources":["acs:ecs:cn-hangzhou:1:instance/i-001"]}}"#,
        )
        .unwrap()
    }

    fn with(edit: impl FnOnce(&Question) -> Question) -> Scenario {
        let scenario = scenario();
        Scenario { question: edit(&scenario.question), ..scenario }
    }

    #[track_caller]
    fn check(scenario: &Scenario, english: &str, chinese: &str) {
        assert_eq!(plain_sentence(&sentence(scenario, Lang::En)), english);
        assert_eq!(plain_sentence(&sentence(scenario, Lang::ZhCn)), chinese);
    }

    #[test]
    fn through_a_role() {
        check(
            &scenario(),
            "Can Bob in Company B assume role ecs-admin in Company A and do ecs:StopInstance on i-001?",
            "公司 B 的 Bob 能否扮演公司 A 的角色 ecs-admin，并对 i-001 执行 ecs:StopInstance？",
        );
    }

    #[test]
    fn pickers_stand_where_the_language_puts_them() {
        let slots = |lang| {
            let parts = sentence(&scenario(), lang).into_iter();
            Vec::from_iter(parts.filter_map(|part| if let Part::Pick(pick) = part { Some(pick.slot) } else { None }))
        };
        use Slot::{Account, Action, Resource, Role, RoleAccount, User};
        assert_eq!(slots(Lang::En), [User, Account, Role(0), RoleAccount(0), Action, Resource(0)]);
        assert_eq!(slots(Lang::ZhCn), [Account, User, RoleAccount(0), Role(0), Resource(0), Action]);
    }

    #[test]
    fn directly() {
        check(
            &with(ram_scenario::question::choose_no_role),
            "Can Bob in Company B do ecs:StopInstance on i-001?",
            "公司 B 的 Bob 能否对 i-001 执行 ecs:StopInstance？",
        );
    }

    #[test]
    fn only_assume() {
        check(
            &with(ram_scenario::question::choose_only_assume),
            "Can Bob in Company B assume role ecs-admin in Company A?",
            "公司 B 的 Bob 能否扮演公司 A 的角色 ecs-admin？",
        );
    }

    #[test]
    fn a_chain() {
        check(
            &with(|question| add_hop(question, 1, "acs:ram::1:role/hub")),
            "Can Bob in Company B assume ecs-admin in Company A, then hub, and do ecs:StopInstance on i-001?",
            "公司 B 的 Bob 能否先扮演公司 A 的 ecs-admin，再扮演 hub，并对 i-001 执行 ecs:StopInstance？",
        );
    }

    #[test]
    fn several_resources() {
        check(
            &with(|question| choose_resource(question, 1, "*")),
            "Can Bob in Company B assume role ecs-admin in Company A and do ecs:StopInstance on i-001 and *?",
            "公司 B 的 Bob 能否扮演公司 A 的角色 ecs-admin，并对 i-001 和 * 执行 ecs:StopInstance？",
        );
    }

    #[test]
    fn nothing_chosen() {
        let mut scenario = Scenario::empty();
        check(
            &scenario,
            "Can any user in an account do an action on a resource?",
            "某个账号的任一用户能否对某个资源执行某个操作？",
        );
        scenario.question = choose_action(&scenario.question, "ecs:StopInstance");
        assert!(plain_sentence(&sentence(&scenario, Lang::En)).contains("do ecs:StopInstance on"));
    }

    #[test]
    fn callers_who_are_no_users() {
        let by =
            |principal| with(|question| choose_principal(&ram_scenario::question::choose_no_role(question), principal));
        let account = || "2".to_owned();
        check(
            &by(Principal::Root { account: account() }),
            "Can the owner of Company B do ecs:StopInstance on i-001?",
            "公司 B 的账号所有者能否对 i-001 执行 ecs:StopInstance？",
        );
        check(
            &by(Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account: account() }),
            "Can ecs.aliyuncs.com for Company B do ecs:StopInstance on i-001?",
            "代表公司 B 的 ecs.aliyuncs.com 能否对 i-001 执行 ecs:StopInstance？",
        );
        check(
            &by(Principal::Anonymous),
            "Can an anonymous caller do ecs:StopInstance on i-001?",
            "匿名调用者能否对 i-001 执行 ecs:StopInstance？",
        );
        check(
            &by(Principal::Saml { provider: "acs:ram::1:saml-provider/corp".to_owned() }),
            "Can a user of SAML provider corp do ecs:StopInstance on i-001?",
            "SAML 身份提供商 corp 的用户能否对 i-001 执行 ecs:StopInstance？",
        );
    }

    #[test]
    fn what_is_gone_is_a_problem() {
        let problems = |scenario: &Scenario| {
            let parts = sentence(scenario, Lang::En).into_iter();
            let problems = parts.filter_map(|part| if let Part::Pick(pick) = part { pick.problem } else { None });
            Vec::from_iter(problems.map(|problem| problem.string(Lang::En)))
        };
        assert_eq!(problems(&scenario()), [""; 0]);
        let user = with(|q| choose_principal(q, Principal::User { account: "2".to_owned(), name: "Eve".to_owned() }));
        assert_eq!(problems(&user), ["Company B has no user Eve."]);
        let role = |arn: &str| with(|q| ram_scenario::question::choose_role(q, 0, arn));
        assert_eq!(problems(&role("acs:ram::1:role/ops")), ["Company A has no role ops."]);
        assert_eq!(problems(&role("acs:ram::7:role/ops")), ["There is no account 7 in this scenario."]);
        assert_eq!(problems(&role("ops")), ["ops is not the ARN of a role."]);
        assert_eq!(problems(&with(|q| choose_resource(q, 0, "i-1"))), ["i-1 is neither an ARN nor *."]);
    }
}
