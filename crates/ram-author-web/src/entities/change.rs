//! Forms that rename something, put users into groups, and delete something.

use std::rc::Rc;

use ram_scenario::edit::consequences::consequences;
use ram_scenario::edit::references::{Line, preview};
use ram_scenario::edit::{Edit, Entity, Refusal, field};
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg, code, plain};
use yew::prelude::*;

use super::fields::{field as text, named, tick, ticks};
use super::form::{Form, Given};
use super::wish;
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::text::say;
use ram_policy_playground::components::{documents, icon};

/// What a form for an entity is given.
#[derive(Debug, Clone, Properties, PartialEq)]
pub struct ChangeProps {
    /// What every form is given.
    pub given: Given,
    /// What is changed.
    pub entity: Entity,
}

/// Another name, and what that does to the policies that name it.
#[component]
pub fn Rename(props: &ChangeProps) -> Html {
    let (given, entity) = (&props.given, &props.entity);
    let (lang, scenario) = (given.lang, &given.scenario);
    let name = use_state(|| entity.name().to_owned());
    let in_documents = use_state(|| true);
    let to = name.trim();
    let check = field::name_of(scenario, entity, to);
    let is_changed = to != entity.name();
    let edit = Edit::Rename { entity: entity.clone(), to: to.to_owned(), in_documents: *in_documents };
    let lines = if check.is_ok() && is_changed { preview(scenario, entity, to) } else { Vec::new() };
    let on_name = {
        let name = name.setter();
        Callback::from(move |text| name.set(text))
    };
    let on_tick = {
        let in_documents = in_documents.setter();
        Callback::from(move |is_on| in_documents.set(is_on))
    };
    let label = match entity {
        Entity::Account(_) => Msg::EntityAccountId,
        Entity::Resource { .. } => Msg::EntityArn,
        Entity::ResourceGroup { .. } | Entity::Folder(_) => Msg::EntityGroupId,
        _ => Msg::EntityName,
    };
    let words = Msg::EntityRenameIn { count: lines.len() };
    let follows = consequences(scenario, &edit);
    html! {
        <Form given={given.clone()} title={rename_title(scenario, entity, lang).string(lang)}
            submit={rename_words(entity).string(lang)} edit={is_changed.then(|| edit.clone())}>
            { text("rename-to", label, &name, on_name).check(check).first().code().draw(lang) }
            if !lines.is_empty() {
                { tick("rename-in", say(&words, lang), *in_documents, on_tick) }
                if *in_documents {
                    <ol class="diff" tabindex="0" aria-label={Msg::EntityPreview.string(lang)}>
                        { for lines.iter().map(|line| draw_line(line, scenario, lang)) }
                    </ol>
                } else {
                    { for follows.iter().map(|found| html! { <p class="notice">
                        { icon::draw("triangle-alert") }<span>{ say(&found.message(Some(entity)), lang) }</span></p> }) }
                }
            }
        </Form>
    }
}

/// What the dialog is called. What goes by an ID is called as people call it.
fn rename_title(scenario: &Scenario, entity: &Entity, lang: Lang) -> Msg {
    match entity {
        Entity::Account(_) | Entity::ResourceGroup { .. } | Entity::Folder(_) => {
            Msg::EntityChangeIdTitle { name: plain(wish::name(scenario, entity, lang)) }
        }
        Entity::Resource { .. } => Msg::EntityChangeArnTitle { name: code(wish::name(scenario, entity, lang)) },
        _ => Msg::PageRenameNamed { name: code(entity.name()) },
    }
}

/// What the button does, in the words of the menu.
fn rename_words(entity: &Entity) -> Msg {
    match entity {
        Entity::Account(_) | Entity::ResourceGroup { .. } | Entity::Folder(_) => Msg::EntityChangeId,
        Entity::Resource { .. } => Msg::EntityChangeArn,
        _ => Msg::PageRename,
    }
}

/// A line before and after.
fn draw_line(line: &Line, scenario: &Scenario, lang: Lang) -> Html {
    let (name, _) = documents::name(&line.document, lang);
    let path = documents::path(&line.document, scenario, lang).into_iter().chain([name]).collect::<Vec<_>>();
    let place = Msg::EntityLine { n: line.number }.string(lang);
    html! {
        <li key={format!("{}:{}", line.document, line.number)}>
            <span class="xs">{ path.join(" / ") }{ " · " }{ place }</span>
            <del><span class="sr">{ Msg::EntityBefore.string(lang) }{ " " }</span>{ line.before.trim() }</del>
            <ins><span class="sr">{ Msg::EntityAfter.string(lang) }{ " " }</span>{ line.after.trim() }</ins>
        </li>
    }
}

/// Who is in which group: for a user all groups, for a group all users.
fn memberships(scenario: &Scenario, entity: &Entity) -> (Vec<String>, Vec<String>) {
    let Some(account) = entity.account().and_then(|id| scenario.account(id)) else { return Default::default() };
    match entity {
        Entity::User { name, .. } => {
            let user = account.users.iter().find(|user| user.name == *name);
            let all = account.groups.iter().map(|group| group.name.clone()).collect();
            (all, user.map(|user| user.groups.clone()).unwrap_or_default())
        }
        _ => {
            let members = account.users.iter().filter(|user| user.groups.iter().any(|group| group == entity.name()));
            let all = account.users.iter().map(|user| user.name.clone()).collect();
            (all, members.map(|user| user.name.clone()).collect())
        }
    }
}

/// The edit that makes the memberships these.
fn join(entity: &Entity, before: &[String], after: &[String]) -> Option<Edit> {
    let account = entity.account()?.to_owned();
    let pair = |other: &String| match entity {
        Entity::User { name, .. } => (name.clone(), other.clone()),
        _ => (other.clone(), entity.name().to_owned()),
    };
    let joined = after.iter().filter(|name| !before.contains(name)).map(|other| {
        let (user, group) = pair(other);
        Edit::Join { account: account.clone(), user, group }
    });
    let left = before.iter().filter(|name| !after.contains(name)).map(|other| {
        let (user, group) = pair(other);
        Edit::Leave { account: account.clone(), user, group }
    });
    let edits = Vec::from_iter(left.chain(joined));
    (!edits.is_empty()).then_some(Edit::All(edits))
}

/// Groups of a user, or members of a group.
#[component]
pub fn Join(props: &ChangeProps) -> Html {
    let (given, entity) = (&props.given, &props.entity);
    let lang = given.lang;
    let (all, before) = memberships(&given.scenario, entity);
    let chosen = use_state(|| before.clone());
    let on_chosen = {
        let chosen = chosen.setter();
        Callback::from(move |after| chosen.set(after))
    };
    let name = code(entity.name());
    let (title, label, none) = match entity {
        Entity::User { .. } => (Msg::EntityGroupsOf { name }, Msg::PageGroups, Msg::EntityNoGroupsHere),
        _ => (Msg::EntityMembersOf { name }, Msg::EntityMembers, Msg::EntityNoUsersHere),
    };
    html! {
        <Form given={given.clone()} title={title.string(lang)} submit={Msg::PageDone.string(lang)}
            edit={join(entity, &before, &chosen)}>
            if all.is_empty() {
                <p>{ say(&none, lang) }</p>
            } else {
                { ticks("members", &label, &named(&all), &chosen, &on_chosen, lang) }
            }
        </Form>
    }
}

/// What deleting something would take: the edit, or what is in the way.
#[derive(Debug, PartialEq)]
pub struct Deletion {
    /// What is in the way, if something is.
    pub refusal: Option<Refusal>,
    /// The edit that deletes it, with whatever is in the way; nothing where it can't be deleted at all.
    pub edit: Option<Edit>,
}

/// How something can be deleted.
pub fn deletion(scenario: &Scenario, entity: &Entity) -> Deletion {
    let edit = Edit::Delete { entity: entity.clone(), with_uses: false };
    match edit.apply(scenario) {
        Ok(_) => Deletion { refusal: None, edit: Some(edit) },
        Err(refusal) => {
            let remedy = refusal.remedy().filter(|remedy| remedy.apply(scenario).is_ok());
            Deletion { refusal: Some(refusal), edit: remedy }
        }
    }
}

/// Whether something is deleted without a question: nothing is in the way, nothing lies in it, and nothing follows.
pub fn is_plain(scenario: &Scenario, entity: &Entity, deletion: &Deletion) -> bool {
    let follows = || deletion.edit.as_ref().is_some_and(|edit| consequences(scenario, edit).is_empty());
    deletion.refusal.is_none() && held(scenario, entity).is_empty() && follows()
}

/// What lies in an account and goes with it: each kind of thing that there is, and how many.
pub fn held(scenario: &Scenario, entity: &Entity) -> Vec<(Msg, usize)> {
    let Entity::Account(id) = entity else { return Vec::new() };
    let Some(account) = scenario.account(id) else { return Vec::new() };
    let buckets = scenario.resource_policies.iter().filter(|policy| policy.account == *id);
    let kinds = [
        (Msg::PageUsers, account.users.len()),
        (Msg::PageGroups, account.groups.len()),
        (Msg::PageRoles, account.roles.len()),
        (Msg::PagePolicies, account.policies.len()),
        (Msg::PageResources, account.resources.len()),
        (Msg::WorldResourceGroups, account.resource_groups.len()),
        (Msg::WorldBucketPolicies, buckets.count()),
    ];
    kinds.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What the dialog is called: an account by its name and its ID.
pub fn title(scenario: &Scenario, entity: &Entity, lang: Lang) -> String {
    let shown = wish::name(scenario, entity, lang);
    match entity {
        Entity::Account(id) if shown != *id => {
            Msg::EntityDeleteAccount { name: plain(shown), account: code(id.as_str()) }.string(lang)
        }
        _ => Edit::Delete { entity: entity.clone(), with_uses: false }.name(scenario, lang).string(lang),
    }
}

/// What is in the way, what follows, and the way to delete it all the same.
#[component]
pub fn Delete(props: &ChangeProps) -> Html {
    let (given, entity) = (&props.given, &props.entity);
    let (lang, scenario) = (given.lang, &given.scenario);
    let Deletion { refusal, edit } = deletion(scenario, entity);
    let title = title(scenario, entity, lang);
    let held = held(scenario, entity);
    let follows = edit.as_ref().map(|edit| consequences(scenario, edit)).unwrap_or_default();
    let uses = match &refusal {
        Some(Refusal::InUse { uses, .. }) => uses.clone(),
        _ => Vec::new(),
    };
    let submit = match (&refusal, entity) {
        (Some(_), Entity::Role { .. }) => Msg::EntityDetachAndDelete,
        (Some(_), _) => Msg::EntityClearAndDelete,
        (None, _) => Msg::EntityDelete,
    };
    let said = html! {
        <>
            if !held.is_empty() {
                <p>{ say(&Msg::EntityDeletedWithIt, lang) }</p>
                <dl class="held">{ for held.iter().map(|(kind, count)| html! {
                    <div><dt>{ kind.string(lang) }</dt><dd>{ count }</dd></div>
                }) }</dl>
            }
            if let Some(refusal) = &refusal {
                <p>{ say(&refusal.message(scenario, lang), lang) }
                    { for refusal.rule().map(|rule| html! { <span class="rule">{ rule }</span> }) }</p>
            }
            if !uses.is_empty() {
                <ul class="uses">{ for uses.iter().map(|found| html! { <li>{ say(&found.message(scenario, lang), lang) }</li> }) }</ul>
            }
            { for follows.iter().map(|found| html! {
                <div class="notice">
                    { icon::draw("triangle-alert") }
                    <div>
                        <p>{ say(&found.message(Some(entity)), lang) }</p>
                        if !found.documents().is_empty() {
                            <ul>{ for found.documents().iter().map(|key| html! { <li>{ document(key, scenario, lang) }</li> }) }</ul>
                        }
                    </div>
                </div>
            }) }
        </>
    };
    match edit {
        Some(edit) => html! {
            <Form given={given.clone()} {title} submit={submit.string(lang)} edit={Some(edit)}>{ said }</Form>
        },
        None => {
            let close = given.on_close.reform(|_: MouseEvent| ());
            html! {
                <Dialog {title} {lang} on_close={given.on_close.clone()}>
                    <div class="form">
                        { said }
                        <div class="form-foot">
                            <button type="button" class="btn primary lg" onclick={close}>{ Msg::PageClose.string(lang) }</button>
                        </div>
                    </div>
                </Dialog>
            }
        }
    }
}

/// Where a document is found, in one line.
pub fn document(key: &ram_scenario::scenario::DocumentKey, scenario: &Rc<Scenario>, lang: Lang) -> String {
    let (name, _) = documents::name(key, lang);
    documents::path(key, scenario, lang).into_iter().chain([name]).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::scenario::{Account, Group, User};

    const A: &str = "1234567890123456";
    const B: &str = "1345678901234567";

    fn scenario() -> Scenario {
        let mut scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        scenario.accounts[1].groups.push(Group { name: "night".to_owned(), ..Group::default() });
        scenario
    }

    fn bob() -> Entity {
        Entity::User { account: B.to_owned(), name: "Bob".to_owned() }
    }

    #[test]
    fn memberships_are_edited_from_both_sides() {
        let before = scenario();
        let names = |names: &[&str]| Vec::from_iter(names.iter().map(|name| (*name).to_owned()));
        let group = Entity::Group { account: B.to_owned(), name: "night".to_owned() };
        assert_eq!(memberships(&before, &group).1, names(&[]));
        let own = memberships(&before, &bob()).1;
        let after = join(&group, &[], &names(&["Bob"])).unwrap().apply(&before).unwrap();
        let with_night = Vec::from_iter(own.iter().cloned().chain(names(&["night"])));
        assert_eq!(memberships(&after, &bob()).1, with_night);
        assert_eq!(memberships(&after, &group).1, names(&["Bob"]));
        let back = join(&bob(), &with_night, &own).unwrap().apply(&after).unwrap();
        assert_eq!(back, before);
        assert_eq!(join(&bob(), &[], &[]), None);
    }

    #[test]
    fn a_dialog_says_what_the_menu_says() {
        let scenario = scenario();
        let said = |entity: &Entity| {
            Lang::ALL.map(|lang| {
                let title = rename_title(&scenario, entity, lang).string(lang);
                (title, rename_words(entity).string(lang))
            })
        };
        let own = |title: &str, button: &str| (title.to_owned(), button.to_owned());
        let arn = format!("acs:ecs:cn-hangzhou:{A}:instance/i-001");
        let instance = Entity::Resource { account: A.to_owned(), arn };
        let expected =
            [own("Change the ARN of instance/i-001", "Change ARN"), own("修改 instance/i-001 的 ARN", "修改 ARN")];
        assert_eq!(said(&instance), expected);
        let expected = [own("Change the ID of Company B", "Change ID"), own("修改公司 B 的 ID", "修改 ID")];
        assert_eq!(said(&Entity::Account(B.to_owned())), expected);
        assert_eq!(said(&bob()), [own("Rename Bob", "Rename"), own("重命名 Bob", "重命名")]);
    }

    #[test]
    fn a_role_with_policies_is_deleted_only_with_them() {
        let scenario = scenario();
        let role = Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() };
        let found = deletion(&scenario, &role);
        assert!(matches!(&found.refusal, Some(Refusal::InUse { uses, .. }) if !uses.is_empty()));
        assert_eq!(found.edit, Some(Edit::Delete { entity: role.clone(), with_uses: true }));
        assert!(!is_plain(&scenario, &role, &found));
    }

    #[test]
    fn what_nobody_names_is_deleted_without_a_question() {
        let scenario = scenario();
        let group = Entity::Group { account: B.to_owned(), name: "night".to_owned() };
        assert!(is_plain(&scenario, &group, &deletion(&scenario, &group)));
    }

    #[test]
    fn an_account_is_deleted_by_name_and_says_what_goes_with_it() {
        let mut scenario = scenario();
        let account = Entity::Account(B.to_owned());
        let held = held(&scenario, &account);
        let count = |msg: &Msg| held.iter().find(|(kind, _)| kind == msg).map(|(_, count)| *count);
        assert_eq!(
            (count(&Msg::PageGroups), count(&Msg::WorldBucketPolicies)),
            (Some(scenario.accounts[1].groups.len()), None)
        );
        assert_eq!(count(&Msg::PageUsers), Some(scenario.accounts[1].users.len()));
        let shown = title(&scenario, &account, Lang::En);
        assert!(shown.contains(B) && shown.contains(scenario.accounts[1].name.as_ref().unwrap().get("en")), "{shown}");
        // Also an account that nothing names is not deleted unasked, unless it is empty.
        scenario = Scenario::empty();
        for (id, users) in [(A, Vec::new()), (B, vec![User { name: "Bob".to_owned(), ..User::default() }])] {
            scenario.accounts.push(Account { id: id.to_owned(), users, ..Account::default() });
        }
        let is_unasked = |id: &str| {
            let account = Entity::Account(id.to_owned());
            is_plain(&scenario, &account, &deletion(&scenario, &account))
        };
        assert_eq!((is_unasked(A), is_unasked(B)), (true, false));
    }
}
