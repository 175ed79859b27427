//! What the page makes of the module's reports: named steps, tabs that follow, and refusals that change nothing.

use std::rc::Rc;

use ram_author_web::carried::{Pasted, dropped, pasted, unfenced};
use ram_author_web::entities::offers::Row;
use ram_author_web::entities::wish::Subject;
use ram_author_web::workshop::made;
use ram_policy_playground::author::Report;
use ram_policy_playground::state::{Action, AppState, Edit as Change, Look, Tab, Theme};
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, Holder, New};
use ram_scenario::examples::example;
use ram_scenario::scenario::{Attachment, DocumentKey, PolicyType, Principal, Scenario, Scope};
use ram_text::{Lang, Msg};

const ACCOUNT: &str = "1234567890123456";
const PARTNER: &str = "1345678901234567";

fn scenario() -> Scenario {
    example("partner-operations").unwrap().scenario()
}

fn role(name: &str) -> Entity {
    Entity::Role { account: ACCOUNT.to_owned(), name: name.to_owned() }
}

/// The state after the report of an edit, as the page takes it.
fn after(state: &AppState, edit: &Edit) -> AppState {
    let Report::Made { scenario, name, renamed, .. } = made(&state.scenario, edit, None) else {
        panic!("{edit:?} is refused");
    };
    let renamed = match renamed.as_slice() {
        [entity, to] => Some((Entity::parse(entity).unwrap(), to.clone())),
        _ => None,
    };
    let scenario = Rc::new(Scenario::from_json(&scenario).unwrap());
    state.apply(Action::Edit(Change::World { scenario, name, renamed }))
}

fn first() -> AppState {
    AppState::new(Rc::new(scenario()), Lang::En, Theme::System)
}

#[test]
fn a_step_has_a_name_both_ways_in_both_languages() {
    let state = after(&first(), &Edit::Delete { entity: role("ecs-admin"), with_uses: true });
    assert_eq!(state.history.undoes().unwrap().get(Lang::En), "Delete role ecs-admin");
    assert_eq!(state.history.undoes().unwrap().get(Lang::ZhCn), "删除角色 ecs-admin");
    let back = state.apply(Action::Undo);
    assert_eq!((back.history.undoes(), &back.scenario), (None, &first().scenario));
    assert_eq!(back.history.redoes().unwrap().get(Lang::En), "Delete role ecs-admin");
}

#[test]
fn a_refused_edit_is_said_and_changes_nothing() {
    let delete = Edit::Delete { entity: role("ecs-admin"), with_uses: false };
    let Report::Say { words, is_problem: true } = made(&scenario(), &delete, None) else { panic!("not refused") };
    assert!(words.get(Lang::En).contains("ecs-admin"), "{words:?}");
}

#[test]
fn tabs_follow_a_renamed_thing_and_close_with_a_deleted_one() {
    let trust = |name: &str| Tab::Document(DocumentKey::Trust { account: ACCOUNT.to_owned(), role: name.to_owned() });
    let state = first().apply(Action::Look(Look::Open(Tab::Entity(role("ecs-admin")))));
    let rename = Edit::Rename { entity: role("ecs-admin"), to: "ops".to_owned(), in_documents: true };
    let renamed = after(&state, &rename);
    assert_eq!(renamed.active, Some(Tab::Entity(role("ops"))));
    assert!(renamed.tabs.contains(&trust("ops")) && !renamed.tabs.contains(&trust("ecs-admin")));
    let entity = Entity::Account(ACCOUNT.to_owned());
    let account = Edit::Rename { entity, to: "1".to_owned(), in_documents: true };
    let elsewhere = Entity::Role { account: "1".to_owned(), name: "ops".to_owned() };
    assert_eq!(after(&renamed, &account).active, Some(Tab::Entity(elsewhere)));
    let deleted = after(&renamed, &Edit::Delete { entity: role("ops"), with_uses: true });
    assert!(!deleted.tabs.contains(&Tab::Entity(role("ops"))));
}

#[test]
fn what_is_dropped_goes_where_it_can() {
    let scenario = scenario();
    let entity = |entity: Entity| Row::Subject(Subject::Entity(entity));
    let user = |name: &str| entity(Entity::User { account: PARTNER.to_owned(), name: name.to_owned() });
    let group = entity(Entity::Group { account: PARTNER.to_owned(), name: "operators".to_owned() });
    let attachment =
        Attachment { policy: "AliyunECSFullAccess".to_owned(), kind: PolicyType::System, scope: Scope::Account };
    let held = Row::Subject(Subject::Held(Holder::role(ACCOUNT, "ecs-admin"), attachment.clone()));
    let attach = Ok(Edit::Attach { to: Holder::user(PARTNER, "Bob"), attachment });
    assert_eq!(dropped(&scenario, &held, &user("Bob"), Lang::En), attach);
    let listed = DocumentKey::System { policy: "AliyunECSFullAccess".to_owned() };
    let listed = Row::Document(listed, Some(ACCOUNT.to_owned()));
    assert_eq!(dropped(&scenario, &listed, &user("Bob"), Lang::En), attach, "from the list of policies, too");
    let join = Ok(Edit::Join { account: PARTNER.to_owned(), user: "Carol".to_owned(), group: "operators".to_owned() });
    assert_eq!(dropped(&scenario, &user("Carol"), &group, Lang::En), join);
    assert_eq!(dropped(&scenario, &group, &user("Carol"), Lang::En), join);
    let bob = Entity::User { account: PARTNER.to_owned(), name: "Bob".to_owned() };
    let to = Entity::User { account: PARTNER.to_owned(), name: "Alice".to_owned() }.place(&scenario).unwrap();
    assert_eq!(dropped(&scenario, &user("Bob"), &user("Alice"), Lang::En), Ok(Edit::Move { entity: bob, to }));
    let (member, folder) = (Entity::Member("2".to_owned()), Entity::Folder("fd-1".to_owned()));
    let moved = DirectoryEdit::MoveTo { node: "2".to_owned(), parent: "fd-1".to_owned() };
    assert_eq!(dropped(&scenario, &entity(member), &entity(folder), Lang::En), Ok(Edit::Directory(moved)));
    assert_eq!(dropped(&scenario, &group, &entity(role("ecs-admin")), Lang::En), Err(Rc::new(Msg::EntityDropNothing)));
    // A custom policy stays in its account, and that is said of the account.
    let policy = Entity::Policy { account: ACCOUNT.to_owned(), name: "reports-read".to_owned() };
    let why = dropped(&scenario, &entity(policy), &user("Bob"), Lang::En).unwrap_err().string(Lang::En);
    assert!(
        why.starts_with("reports-read is a custom policy of ") && why.ends_with("only in their own account."),
        "{why}"
    );
    let attachment = Attachment { policy: "own".to_owned(), kind: PolicyType::Custom, scope: Scope::Account };
    let held = Row::Subject(Subject::Held(Holder::user(PARTNER, "Carol"), attachment.clone()));
    let here = Ok(Edit::Attach { to: Holder::user(PARTNER, "Bob"), attachment });
    assert_eq!(dropped(&scenario, &held, &user("Bob"), Lang::En), here);
}

#[test]
fn what_is_pasted_becomes_what_it_is() {
    let scenario = scenario();
    let made = |text: &str| pasted(&scenario, ACCOUNT, text);
    let new = |text: &str| match made(text) {
        Some(Pasted::New(new)) => *new,
        other => panic!("{other:?}"),
    };
    let policy = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}"#;
    assert!(matches!(new(policy), New::Policy { policy: made, .. } if made.document == policy));
    let trust = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"RAM":"acs:ram::1345678901234567:root"}}]}"#;
    assert!(matches!(new(trust), New::Role { role, .. } if role.trust_policy.as_deref() == Some(trust)));
    let broken = r#"{"Version":"1","Statement":[{"Effect":"allow"}]"#;
    assert!(matches!(new(broken), New::Policy { policy: made, .. } if made.document == broken));
    let curly = "{“Statement”：[{“Effect”: “Allow”}]}";
    assert!(matches!(new(curly), New::Policy { policy: made, .. } if made.document == curly));
    let question = |text: &str| match made(text) {
        Some(Pasted::Question(question)) => *question,
        other => panic!("{other:?}"),
    };
    let alice = Principal::User { account: PARTNER.to_owned(), name: "Alice".to_owned() };
    assert_eq!(question(" acs:ram::1345678901234567:user/Alice\n").principal, Some(alice));
    let other = "acs:ram::1234567890123456:role/Partner-ReadOnly-Access";
    assert_eq!(question(other).assume_role[0].role_arn, other);
    let instance = "acs:ecs:cn-hangzhou:1234567890123456:instance/i-002";
    assert_eq!(question(instance).resources, [instance]);
    for nothing in ["", "hello", "{}", "[1]"] {
        assert_eq!(made(nothing), None, "{nothing}");
    }
}

#[test]
fn a_fence_around_what_is_pasted_is_left_out() {
    let policy = "{\n  \"Statement\": []\n}";
    for fenced in [
        format!("```json\n{policy}\n```"),
        format!("\n~~~\r\n{policy}\r\n~~~\n"),
        format!("````JSON5 title=x\n\n{policy}\n````"),
        format!("```\n{policy}```"),
    ] {
        assert_eq!(unfenced(&fenced), policy, "{fenced}");
        assert!(matches!(pasted(&scenario(), ACCOUNT, unfenced(&fenced)), Some(Pasted::New(_))));
    }
    // A fence that does not end, or code in a line, is text.
    for text in ["", "{}", "``\n{}\n``", "```{}```", "```json\n{}", "```\n{}\n~~~", "````\n{}\n```", "```", "``````"] {
        assert_eq!(unfenced(text), text);
    }
}

#[test]
fn the_arn_of_a_system_policy_shows_that_policy() {
    let scenario = example("partner-operations").unwrap().scenario();
    let shown = pasted(&scenario, "1234567890123456", "acs:ram:*:system:policy/AliyunOSSFullAccess");
    assert_eq!(shown, Some(Pasted::SystemPolicy("AliyunOSSFullAccess".to_owned())));
    let unknown = pasted(&scenario, "1234567890123456", "acs:ram:*:system:policy/NoSuchPolicy");
    assert!(matches!(unknown, Some(Pasted::Question(_))), "{unknown:?}");
}
