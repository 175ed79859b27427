//! Forms for new accounts, users, groups and policies.

use std::rc::Rc;

use ram_scenario::console::default_domain;
use ram_scenario::edit::field::{self, Broken, Check};
use ram_scenario::edit::{Edit, Entity, Holder, New, fresh};
use ram_scenario::scenario::{
    Access, Account, Attachment, CustomPolicy, DocumentKey, Group, Localized, Scenario, User,
};
use ram_text::{Msg, code};
use yew::prelude::*;

use super::attach::Chooser;
use super::fields::{field as text, named, radios, select, sets, some, tick, ticks};
use super::form::{Form, Given, accounts, first_account};
use super::wish::Made;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// What a form for something new is given.
#[derive(Debug, Clone, Properties, PartialEq)]
pub struct NewProps {
    /// What every form is given.
    pub given: Given,
    /// The account, where one was wished for.
    pub account: Option<String>,
}

/// The field that chooses the account; nothing where there is only one.
pub(super) fn account_field(given: &Given, chosen: &str, on_choose: Callback<String>) -> Html {
    let options = accounts(&given.scenario, given.lang);
    if options.len() < 2 {
        return Html::default();
    }
    select("new-account", &Msg::EntityAccount, &options, chosen, on_choose, given.lang)
}

/// Names that were typed one a line.
pub(super) fn names(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A new account as it is typed.
#[derive(Debug, Clone, Default, PartialEq)]
struct AccountDraft {
    id: String,
    alias: String,
    /// The default domain, where it is not the alias's.
    domain: String,
    name: String,
}

impl AccountDraft {
    /// The same with another name, which the alias follows until somebody writes it.
    fn called(&self, name: String, scenario: &Scenario) -> AccountDraft {
        let follows = self.alias == fresh::alias(scenario, &self.name);
        let alias = if follows { fresh::alias(scenario, &name) } else { self.alias.clone() };
        AccountDraft { name, alias, ..self.clone() }
    }

    fn edit(&self) -> Edit {
        let account = Account {
            id: self.id.trim().to_owned(),
            alias: some(&self.alias),
            domain: some(&self.domain),
            name: some(&self.name).map(Localized::One),
            ..Account::default()
        };
        Edit::Create(Box::new(New::Account(account)))
    }
}

/// A new account.
#[component]
pub fn NewAccount(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let New::Account(Account { id: made_up, .. }) = fresh::account(scenario) else { return Html::default() };
    let draft = use_state(|| AccountDraft { id: made_up.clone(), ..AccountDraft::default() });
    let id = draft.id.trim();
    let id_help = if id == made_up { Msg::EntityAccountIdMadeUp } else { Msg::EntityAccountIdHelp };
    let on_name = {
        let (draft, scenario) = (draft.clone(), scenario.clone());
        Callback::from(move |name: String| draft.set(draft.called(name, &scenario)))
    };
    let as_is = Account { id: id.to_owned(), alias: some(&draft.alias), ..Account::default() };
    let domain = code(default_domain(&as_is));
    html! {
        <Form given={given.clone()} title={Made::Account.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={draft.edit()} then={Tab::Entity(Entity::Account(id.to_owned()))}>
            { text("new-name", Msg::EntityDisplayName, &draft.name, on_name)
                .check_if_set(field::display_name).help(Msg::EntityAccountNameHelp).first().draw(lang) }
            { text("new-alias", Msg::EntityAlias, &draft.alias, sets(&draft, |d: &mut AccountDraft, v| d.alias = v))
                .check_if_set(|alias| field::alias(scenario, id, alias)).help(Msg::EntityAliasHelp).code().draw(lang) }
            { text("new-domain", Msg::EntityDomain, &draft.domain, sets(&draft, |d: &mut AccountDraft, v| d.domain = v))
                .check_if_set(|domain| field::domain(scenario, id, domain)).help(Msg::EntityDomainHelp { domain })
                .code().draw(lang) }
            { text("new-id", Msg::EntityAccountId, &draft.id, sets(&draft, |d: &mut AccountDraft, v| d.id = v))
                .check(field::account_id(scenario, id, None)).help(id_help).code().draw(lang) }
        </Form>
    }
}

/// New users as they are typed.
#[derive(Debug, Clone, Default, PartialEq)]
struct UsersDraft {
    account: String,
    names: String,
    /// Names that people read, one a line, in the order of the others; a line may stay empty.
    displays: String,
    access: Access,
    mfa: bool,
    groups: Vec<String>,
    attached: Vec<Attachment>,
}

impl UsersDraft {
    /// Creates each user with an ID of its own, puts it into the groups and attaches the policies.
    fn edit(&self, scenario: &Scenario) -> Option<Edit> {
        let mut world = scenario.clone();
        let mut edits = Vec::new();
        let displays = self.displays.lines().map(|line| some(line).map(Localized::One)).chain(std::iter::repeat(None));
        for (name, display_name) in names(&self.names).into_iter().zip(displays) {
            let id = Some(fresh::user_id(&world));
            let (access, mfa) = (self.access, self.mfa);
            let user = User { name: name.clone(), id, display_name, access, mfa, ..User::default() };
            let create = Edit::Create(Box::new(New::User { account: self.account.clone(), user }));
            if let Ok(next) = create.apply(&world) {
                world = next;
            }
            edits.push(create);
            edits.extend(self.groups.iter().map(|group| Edit::Join {
                account: self.account.clone(),
                user: name.clone(),
                group: group.clone(),
            }));
            let to = Holder::user(&self.account, &name);
            let attach = |attachment: &Attachment| Edit::Attach { to: to.clone(), attachment: attachment.clone() };
            edits.extend(self.attached.iter().map(attach));
        }
        (!edits.is_empty()).then_some(Edit::All(edits))
    }

    /// The rule that the first wrong name breaks; a name that stands twice is taken by the first of the two.
    fn check(&self, scenario: &Scenario) -> Check {
        let mut world = scenario.clone();
        let typed = names(&self.names);
        if typed.is_empty() {
            return field::user_name(scenario, &self.account, "", None);
        }
        for (at, name) in typed.iter().enumerate() {
            // Names of users ignore case (R2.9e).
            if typed.iter().take(at).any(|other| other.eq_ignore_ascii_case(name)) {
                let message = Rc::new(Msg::EntityUserTwice { name: code(name.as_str()) });
                return Err(Broken { rule: Some("R7.23"), message });
            }
            let name = name.clone();
            field::user_name(&world, &self.account, &name, None)?;
            let user = User { name, ..User::default() };
            let create = Edit::Create(Box::new(New::User { account: self.account.clone(), user }));
            if let Ok(next) = create.apply(&world) {
                world = next;
            }
        }
        Ok(())
    }

    /// The rule that a display name breaks, or that there are more of them than users.
    fn check_displays(&self) -> Check {
        let (users, displays) = (names(&self.names).len(), self.displays.trim_end().lines());
        if displays.clone().count() > users.max(1) {
            return Err(Broken { rule: None, message: Rc::new(Msg::EntityDisplayNamesMore { n: users }) });
        }
        displays.map(str::trim).filter(|name| !name.is_empty()).try_for_each(field::display_name)
    }

    fn then(&self) -> Option<Tab> {
        let name = names(&self.names).into_iter().next()?;
        Some(Tab::Entity(Entity::User { account: self.account.clone(), name }))
    }
}

/// The documented advice for a kind of access (R7.24).
fn advice(access: Access) -> Msg {
    match access {
        Access::Console => Msg::EntityAdviceConsole,
        Access::Programmatic => Msg::EntityAdviceProgrammatic,
        Access::Both => Msg::EntityAdviceBoth,
    }
}

/// The kinds of access, with their words.
pub(super) fn accesses() -> [(Access, Msg); 3] {
    [
        (Access::Console, Msg::EntityAccessConsole),
        (Access::Programmatic, Msg::EntityAccessProgrammatic),
        (Access::Both, Msg::EntityAccessBoth),
    ]
}

/// One RAM user or several.
#[component]
pub fn NewUsers(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let names = match fresh::user(scenario, &account) {
            New::User { user, .. } => user.name,
            _ => String::new(),
        };
        UsersDraft { account, names, ..UsersDraft::default() }
    });
    let are_several = names(&draft.names).len() > 1;
    let displays = {
        let label = if are_several { Msg::EntityDisplayNames } else { Msg::EntityDisplayName };
        let help = if are_several { Msg::EntityDisplayNamesHelp } else { Msg::EntityUserDisplayHelp };
        let field = text("new-display", label, &draft.displays, sets(&draft, |d: &mut UsersDraft, v| d.displays = v));
        let field = field.check(draft.check_displays()).help(help);
        if are_several { field.long() } else { field }
    };
    let groups = scenario.account(&draft.account).into_iter().flat_map(|account| &account.groups);
    let groups = Vec::from_iter(groups.map(|group| group.name.clone()));
    html! {
        <Form given={given.clone()} title={Made::Users.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={draft.edit(scenario).filter(|_| draft.check_displays().is_ok())} then={draft.then()}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut UsersDraft, v| {
                d.account = v;
                d.groups.clear();
                d.attached.clear();
            })) }
            { text("new-name", Msg::EntityUserNames, &draft.names, sets(&draft, |d: &mut UsersDraft, v| d.names = v))
                .check(draft.check(scenario)).help(Msg::EntityUserNamesHelp).first().long().code().draw(lang) }
            { displays.draw(lang) }
            { radios("new-access", &Msg::EntityAccess, &accesses(), draft.access,
                &sets(&draft, |d: &mut UsersDraft, v| d.access = v), lang) }
            <p class="help form-note">{ say(&advice(draft.access), lang) }{ " " }{ say(&Msg::EntityNoSecrets, lang) }</p>
            { tick("new-mfa", say(&Msg::EntityMfaBound, lang), draft.mfa, sets(&draft, |d: &mut UsersDraft, v| d.mfa = v)) }
            if !groups.is_empty() {
                { ticks("new-groups", &Msg::PageGroups, &named(&groups), &draft.groups,
                    &sets(&draft, |d: &mut UsersDraft, v| d.groups = v), lang) }
            }
            <p class="label">{ say(&Msg::EntityPolicies, lang) }</p>
            <Chooser scenario={scenario.clone()} account={draft.account.clone()} holder={None::<Holder>} {lang}
                chosen={draft.attached.clone()} on_chosen={sets(&draft, |d: &mut UsersDraft, v| d.attached = v)} />
        </Form>
    }
}

/// A new group as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct GroupDraft {
    account: String,
    name: String,
    description: String,
    members: Vec<String>,
    attached: Vec<Attachment>,
}

impl GroupDraft {
    fn edit(&self) -> Edit {
        let group =
            Group { name: self.name.trim().to_owned(), description: some(&self.description), ..Group::default() };
        let to = Holder::group(&self.account, &group.name);
        let members = self.members.clone();
        let mut edits = vec![Edit::Create(Box::new(New::Group { account: self.account.clone(), group, members }))];
        let attach = |attachment: &Attachment| Edit::Attach { to: to.clone(), attachment: attachment.clone() };
        edits.extend(self.attached.iter().map(attach));
        Edit::All(edits)
    }
}

/// A RAM user group.
#[component]
pub fn NewGroup(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let name = match fresh::group(scenario, &account) {
            New::Group { group, .. } => group.name,
            _ => String::new(),
        };
        GroupDraft { account, name, description: String::new(), members: Vec::new(), attached: Vec::new() }
    });
    let users = scenario.account(&draft.account).into_iter().flat_map(|account| &account.users);
    let users = Vec::from_iter(users.map(|user| user.name.clone()));
    let entity = Entity::Group { account: draft.account.clone(), name: draft.name.trim().to_owned() };
    html! {
        <Form given={given.clone()} title={Made::Group.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={draft.edit()} then={Tab::Entity(entity)}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut GroupDraft, v| {
                d.account = v;
                d.members.clear();
                d.attached.clear();
            })) }
            { text("new-name", Msg::EntityGroupName, &draft.name, sets(&draft, |d: &mut GroupDraft, v| d.name = v))
                .check(field::group_name(scenario, &draft.account, draft.name.trim(), None)).first().code().draw(lang) }
            { text("new-description", Msg::EntityDescription, &draft.description,
                sets(&draft, |d: &mut GroupDraft, v| d.description = v))
                .check_if_set(field::short_description).draw(lang) }
            if !users.is_empty() {
                { ticks("new-members", &Msg::EntityMembers, &named(&users), &draft.members,
                    &sets(&draft, |d: &mut GroupDraft, v| d.members = v), lang) }
            }
            <p class="label">{ say(&Msg::EntityPolicies, lang) }</p>
            <Chooser scenario={scenario.clone()} account={draft.account.clone()} holder={None::<Holder>} {lang}
                chosen={draft.attached.clone()} on_chosen={sets(&draft, |d: &mut GroupDraft, v| d.attached = v)} />
        </Form>
    }
}

/// A new custom policy as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct PolicyDraft {
    account: String,
    name: String,
    description: String,
    document: String,
}

impl PolicyDraft {
    fn edit(&self) -> Edit {
        let policy = CustomPolicy {
            name: self.name.trim().to_owned(),
            description: some(&self.description),
            document: self.document.clone(),
            ..CustomPolicy::default()
        };
        Edit::Create(Box::new(New::Policy { account: self.account.clone(), policy }))
    }
}

/// A custom policy, which opens in the editor.
#[component]
pub fn NewPolicy(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let policy = match fresh::policy(scenario, &account) {
            New::Policy { policy, .. } => policy,
            _ => CustomPolicy::default(),
        };
        PolicyDraft { account, name: policy.name, description: String::new(), document: policy.document }
    });
    let key = DocumentKey::Custom { account: draft.account.clone(), policy: draft.name.trim().to_owned() };
    html! {
        <Form given={given.clone()} title={Made::Policy.label().string(lang)}
            submit={Msg::EntityCreateAndEdit.string(lang)} edit={draft.edit()} then={Tab::Document(key)}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut PolicyDraft, v| d.account = v)) }
            { text("new-name", Msg::EntityPolicyName, &draft.name, sets(&draft, |d: &mut PolicyDraft, v| d.name = v))
                .check(field::policy_name(scenario, &draft.account, draft.name.trim(), None)).first().code().draw(lang) }
            { text("new-description", Msg::EntityDescription, &draft.description,
                sets(&draft, |d: &mut PolicyDraft, v| d.description = v))
                .check_if_set(field::description).draw(lang) }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use ram_scenario::scenario::PolicyType;
    use ram_text::Lang;

    use super::*;

    const A: &str = "1234567890123456";

    fn scenario() -> Scenario {
        ram_scenario::examples::example("partner-operations").unwrap().scenario()
    }

    fn users(names: &str) -> UsersDraft {
        let names = names.to_owned();
        let account = A.to_owned();
        UsersDraft { account, names, access: Access::Both, mfa: true, ..UsersDraft::default() }
    }

    #[test]
    fn several_users_are_one_step_and_have_ids_of_their_own() {
        let before = scenario();
        let edit = users("carol\n\n dave \n").edit(&before).unwrap();
        assert_eq!(edit.name(&scenario(), Lang::En).string(Lang::En), "Create users carol and dave");
        let after = edit.apply(&before).unwrap();
        let made = Vec::from_iter(after.accounts[0].users.iter().skip(before.accounts[0].users.len()));
        assert_eq!(Vec::from_iter(made.iter().map(|user| user.name.as_str())), ["carol", "dave"]);
        assert!(made.iter().all(|user| user.mfa && user.access == Access::Both && user.id.is_some()));
        assert_ne!(made[0].id, made[1].id);
        assert_eq!(users(" \n").edit(&before), None);
    }

    #[test]
    fn a_name_that_stands_twice_is_taken() {
        assert_eq!(users("carol\ndave").check(&scenario()), Ok(()));
        let broken = users("carol\nCAROL").check(&scenario()).unwrap_err();
        assert_eq!(broken.rule, Some("R7.23"));
        assert_eq!(users(" \n").check(&scenario()).unwrap_err().rule, Some("R7.4"));
        assert!(users("two words").check(&scenario()).is_err());
    }

    #[test]
    fn display_names_belong_to_the_users_in_their_order() {
        let before = scenario();
        let draft = UsersDraft { displays: "卡罗尔\n\nErin E.\n".to_owned(), ..users("carol\ndave\nerin") };
        assert_eq!(draft.check_displays(), Ok(()));
        let after = draft.edit(&before).unwrap().apply(&before).unwrap();
        let made = after.accounts[0].users.iter().skip(before.accounts[0].users.len());
        let shown = Vec::from_iter(made.map(|user| user.display_name.as_ref().map(|name| name.get("en"))));
        assert_eq!(shown, [Some("卡罗尔"), None, Some("Erin E.")]);
        let kept = Scenario::from_json(&after.to_json_minified()).unwrap();
        assert_eq!(kept, after, "what is written is in the link");
        let more = UsersDraft { displays: "a\nb".to_owned(), ..users("carol") };
        let said = more.check_displays().unwrap_err().message.string(Lang::En);
        assert!(said.contains("one user"), "{said}");
        let long = UsersDraft { displays: "x".repeat(129), ..users("carol") };
        assert_eq!(long.check_displays().unwrap_err().rule, Some("R7.6"));
    }

    #[test]
    fn policies_are_attached_to_each_new_user() {
        let before = scenario();
        let policy = "AliyunECSReadOnlyAccess".to_owned();
        let attached = vec![Attachment { policy, kind: PolicyType::System, ..Attachment::default() }];
        let draft = UsersDraft { attached: attached.clone(), ..users("carol\ndave") };
        let after = draft.edit(&before).unwrap().apply(&before).unwrap();
        let made = Vec::from_iter(after.accounts[0].users.iter().rev().take(2));
        assert!(made.iter().all(|user| user.policies == attached), "{made:?}");
    }

    #[test]
    fn an_account_has_a_default_domain_of_its_own() {
        let id = "1111222233334444".to_owned();
        let draft = AccountDraft { id, domain: " login.example.com ".to_owned(), ..AccountDraft::default() };
        let after = draft.edit().apply(&scenario()).unwrap();
        assert_eq!(default_domain(after.accounts.last().unwrap()), "login.example.com");
        let kept = Scenario::from_json(&after.to_json_minified()).unwrap();
        assert_eq!(kept, after, "what is written is in the link");
    }

    #[test]
    fn new_users_join_groups() {
        let mut before = scenario();
        before.accounts[0].groups.push(Group { name: "night".to_owned(), ..Group::default() });
        let draft = UsersDraft { groups: vec!["night".to_owned()], ..users("carol") };
        let edit = draft.edit(&before).unwrap();
        assert_eq!(edit.name(&scenario(), Lang::En).string(Lang::En), "Create user carol");
        assert_eq!(edit.apply(&before).unwrap().accounts[0].users.last().unwrap().groups, ["night"]);
    }

    #[test]
    fn the_alias_follows_the_name_until_somebody_writes_it() {
        let scenario = scenario();
        let alias = |names: &[&str]| {
            let typed = |draft: AccountDraft, name: &&str| draft.called((*name).to_owned(), &scenario);
            names.iter().fold(AccountDraft::default(), typed).alias
        };
        assert_eq!(alias(&["N", "Night", "Night Shift, Inc."]), "night-shift-inc");
        assert_eq!(alias(&["Night Shift", "夜班 Night"]), "", "an alias has no such letters");
        assert_eq!(alias(&["x"]), fresh::alias(&scenario, "x"));
        let taken = scenario.accounts[0].alias.clone().unwrap();
        assert_eq!(alias(&[&taken]), "", "{taken} is another account's");
        let own = AccountDraft { alias: "mine".to_owned(), ..AccountDraft::default() };
        assert_eq!(own.called("Night".to_owned(), &scenario).alias, "mine");
    }

    #[test]
    fn a_group_is_made_with_its_policies_and_a_name_twice_is_said_of_the_list() {
        let scenario = scenario();
        let policy = "AliyunECSReadOnlyAccess".to_owned();
        let attached = vec![Attachment { policy, kind: PolicyType::System, ..Attachment::default() }];
        let draft = GroupDraft {
            account: A.to_owned(),
            name: "night".to_owned(),
            description: String::new(),
            members: Vec::new(),
            attached: attached.clone(),
        };
        let after = draft.edit().apply(&scenario).unwrap();
        assert_eq!(Holder::group(A, "night").attachments(&after).unwrap(), attached);
        let twice = UsersDraft { account: A.to_owned(), names: "zoe\nZoe".to_owned(), ..UsersDraft::default() };
        let broken = twice.check(&scenario).unwrap_err();
        assert_eq!(*broken.message, Msg::EntityUserTwice { name: code("Zoe") });
    }
}
