use ram_scenario::scenario::Hop;

use super::*;

const ACCOUNT: &str = "1234567890123456";

fn state() -> AppState {
    let example = ram_scenario::examples::example("partner-operations").unwrap();
    AppState::new(Rc::new(example.scenario()), Lang::En, Theme::System)
}

fn trust() -> DocumentKey {
    DocumentKey::Trust { account: ACCOUNT.to_owned(), role: "ecs-admin".to_owned() }
}

fn system() -> DocumentKey {
    DocumentKey::System { policy: "AdministratorAccess".to_owned() }
}

fn tab(key: DocumentKey) -> Tab {
    Tab::Document(key)
}

fn typed(text: &str) -> Action {
    Action::Edit(Edit::Document { key: trust(), text: text.to_owned(), name: None })
}

fn asked(action: &str) -> Action {
    let question = Question { action: Some(action.to_owned()), ..Question::default() };
    Action::Edit(Edit::Question(Box::new(question)))
}

fn after(actions: impl IntoIterator<Item = Action>) -> AppState {
    actions.into_iter().fold(state(), |state, action| state.apply(action))
}

fn text(state: &AppState) -> &str {
    state.scenario.document(&trust()).unwrap()
}

fn place(start: usize, end: usize) -> Place {
    Place { document: trust(), span: Span::new(start, end) }
}

#[test]
fn it_opens_on_the_trust_policy_of_the_question() {
    assert_eq!(state().active, Some(tab(trust())));
}

#[test]
fn typing_is_one_step_until_a_pause() {
    let typing = [typed("a"), typed("ab"), typed("abc")];
    assert_eq!(text(&after(typing.clone())), "abc");
    assert_eq!(after(typing.into_iter().chain([Action::Undo])).scenario, state().scenario);
    let with_pause = after([typed("a"), Action::Commit, typed("ab"), Action::Undo]);
    assert_eq!(text(&with_pause), "a");
    assert_eq!(with_pause.apply(Action::Undo).scenario, state().scenario);
}

#[test]
fn each_question_is_a_step() {
    let state = after([asked("ecs:A"), asked("ecs:B"), Action::Undo]);
    assert_eq!(state.scenario.question.action.as_deref(), Some("ecs:A"));
    assert_eq!(state.apply(Action::Redo).scenario.question.action.as_deref(), Some("ecs:B"));
}

#[test]
fn what_is_typed_into_the_question_is_one_step_until_a_pause() {
    let with_hop = |hop: Hop| {
        let question = Question { assume_role: vec![hop], ..Question::default() };
        Action::Edit(Edit::Question(Box::new(question)))
    };
    let role = |name: &str| Hop { role_arn: format!("acs:ram::1:role/{name}"), ..Hop::default() };
    let of_id = |id: &str| with_hop(Hop { external_id: Some(id.to_owned()), ..role("hub") });
    let first = [with_hop(role("ops")), Action::Commit];
    let typing = [with_hop(role("h")), with_hop(role("hu")), with_hop(role("hub")), of_id("4"), of_id("42")];
    let state = after(first.iter().cloned().chain(typing));
    let name = state.history.undoes().map(|words| words.get(Lang::En).to_owned());
    let state = state.apply(Action::Undo);
    assert_eq!(state.scenario.question.assume_role, [role("hub")]);
    assert_ne!(state.history.undoes().map(|words| words.get(Lang::En).to_owned()), name);
    assert!(state.history.undoes().is_some_and(|words| words.get(Lang::En).contains("hub")));
    assert_eq!(state.apply(Action::Undo).scenario.question.assume_role, [role("ops")]);
    let pause = [with_hop(role("h")), Action::Commit, with_hop(role("hub")), Action::Undo];
    assert_eq!(after(first.into_iter().chain(pause)).scenario.question.assume_role, [role("h")]);
}

#[test]
fn a_change_of_a_text_goes_by_its_name_and_brings_its_document_back() {
    let name = Words::of(&Msg::PageOpenOriginal);
    let named = Edit::Document { key: trust(), text: "ab".to_owned(), name: Some(name.clone()) };
    let actions = [typed("a"), Action::Commit, Action::Edit(named), Action::Commit, typed("abc")];
    let state = after(actions.into_iter().chain([Action::Look(Look::Open(tab(system())))]));
    assert_ne!(state.history.undoes(), Some(&name));
    let state = state.apply(Action::Undo);
    assert_eq!((state.history.undoes(), text(&state)), (Some(&name), "ab"));
    let state = state.apply(Action::Undo);
    assert_eq!((state.history.redoes(), text(&state)), (Some(&name), "a"));
    assert_eq!(state.active, Some(tab(trust())));
}

#[test]
fn a_question_between_ends_a_run_of_typing() {
    let state = after([typed("a"), asked("ecs:A"), typed("ab"), Action::Undo, Action::Undo]);
    assert_eq!(text(&state), "a");
    assert_ne!(state.scenario.question.action.as_deref(), Some("ecs:A"));
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let same = text(&state()).to_owned();
    assert!(!after([typed(&same)]).history.can_undo());
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let state = after([asked("ecs:A"), Action::Undo]);
    assert!(state.history.redoes().is_some());
    assert_eq!(state.apply(asked("ecs:B")).history.redoes(), None);
}

#[test]
fn undo_shows_the_document_that_it_changes() {
    let state = after([typed("a"), Action::Look(Look::Open(tab(system())))]);
    assert_eq!(state.active, Some(tab(system())));
    assert_eq!(state.apply(Action::Undo).active, Some(tab(trust())));
}

#[test]
fn undo_without_a_step_changes_nothing() {
    assert_eq!(after([Action::Undo, Action::Redo]), state());
}

#[test]
fn looking_is_no_step() {
    let state = after([Action::Look(Look::Open(tab(system()))), Action::Look(Look::Language(Lang::ZhCn))]);
    assert!(!state.history.can_undo());
}

#[test]
fn the_history_has_an_end() {
    let actions = (0..history::LONGEST + 10).map(|n| asked(&format!("ecs:A{n}")));
    let mut state = after(actions);
    let mut steps = 0;
    while state.history.can_undo() {
        state = state.apply(Action::Undo);
        steps += 1;
    }
    assert_eq!(steps, history::LONGEST);
}

#[test]
fn a_load_starts_a_new_history() {
    let state = after([typed("a"), Action::Load(Rc::new(Scenario::empty()))]);
    assert!(!state.history.can_undo());
    assert_eq!((state.tabs, state.active), (Vec::new(), None));
}

#[test]
fn the_original_can_be_undone() {
    let original = Edit::Original(Rc::new(Scenario::empty()));
    let after = after([Action::Edit(original)]);
    assert_ne!(after.active, Some(tab(trust())));
    assert_eq!(after.apply(Action::Undo).scenario, state().scenario);
}

#[test]
fn the_trust_policy_of_a_service_linked_role_stays() {
    let linked = Entity::Role { account: ACCOUNT.to_owned(), name: "ecs-admin".to_owned() };
    let mut scenario = state().scenario.as_ref().clone();
    let role =
        scenario.accounts.iter_mut().flat_map(|account| &mut account.roles).find(|role| role.name == linked.name());
    role.unwrap().kind = Some(ram_scenario::scenario::RoleKind::ServiceLinked);
    let state = after([Action::Load(Rc::new(scenario))]);
    assert_eq!(state.apply(typed("a")), state);
}

#[test]
fn tabs_of_a_renamed_role_stay_open_both_ways() {
    let role = |name: &str| Tab::Entity(Entity::Role { account: ACCOUNT.to_owned(), name: name.to_owned() });
    let mut scenario = state().scenario.as_ref().clone();
    let renamed =
        scenario.accounts.iter_mut().flat_map(|account| &mut account.roles).find(|role| role.name == "ecs-admin");
    "ops".clone_into(&mut renamed.unwrap().name);
    let renamed = Some((Entity::Role { account: ACCOUNT.to_owned(), name: "ecs-admin".to_owned() }, "ops".to_owned()));
    let name = Words::of(&Msg::PageUndo);
    let rename = Action::Edit(Edit::World { scenario: Rc::new(scenario), name, renamed });
    let shown = after([Action::Look(Look::Open(role("ecs-admin"))), rename]);
    assert_eq!(shown.active, Some(role("ops")));
    let undone = shown.apply(Action::Undo);
    assert_eq!(undone.active, Some(role("ecs-admin")));
    assert!(undone.tabs.contains(&tab(trust())) && undone.tabs.len() == shown.tabs.len());
    let redone = undone.apply(Action::Redo);
    assert_eq!((redone.active, redone.tabs), (shown.active, shown.tabs));
}

#[test]
fn closing_a_tab_shows_its_neighbour() {
    let state = after([Action::Look(Look::Open(tab(system()))), Action::Look(Look::Close(tab(system())))]);
    assert!(state.active.is_some() && !state.tabs.contains(&tab(system())));
    let all = state.tabs.clone().into_iter().map(|tab| Action::Look(Look::Close(tab)));
    assert_eq!(all.fold(state, |state, close| state.apply(close)).active, None);
}

#[test]
fn a_document_that_does_not_exist_does_not_open() {
    let none = DocumentKey::System { policy: "NoSuchPolicy".to_owned() };
    assert_eq!(after([Action::Look(Look::Open(tab(none)))]), state());
}

#[test]
fn showing_a_place_twice_asks_twice() {
    let once = after([Action::Look(Look::Show(place(1, 2)))]);
    let twice = once.apply(Action::Look(Look::Show(place(1, 2))));
    assert_ne!(once.reveal, twice.reveal);
    assert_eq!(twice.cursor.map(|cursor| cursor.offset), Some(1));
}

#[test]
fn pinned_beats_hover_and_hover_beats_the_cursor() {
    let cursor = Look::Cursor { document: trust(), offset: 5, typing: false };
    let at_cursor = |cursor: &Cursor| Some(place(cursor.offset as usize, 6));
    let state = after([Action::Look(cursor)]);
    assert_eq!(state.linked(at_cursor), Some(place(5, 6)));
    let state = state.apply(Action::Look(Look::Hover(Some(place(1, 2)))));
    assert_eq!(state.linked(at_cursor), Some(place(1, 2)));
    let state = state.apply(Action::Look(Look::Pin(Some(place(3, 4)))));
    assert_eq!(state.linked(at_cursor), Some(place(3, 4)));
    let state = state.apply(Action::Look(Look::Pin(Some(place(3, 4)))));
    assert_eq!(state.linked(at_cursor), Some(place(1, 2)));
}

#[test]
fn a_pin_moves_with_its_text() {
    let pinned = after([typed("ab[c]"), Action::Look(Look::Pin(Some(place(2, 5))))]);
    assert_eq!(pinned.apply(typed("abab[c]")).pinned, Some(place(4, 7)));
    assert_eq!(pinned.apply(typed("ab")).pinned, None);
}

#[test]
fn lines_end_alike_once_a_scenario_is_open() {
    let mut scenario = (*state().scenario).clone();
    *scenario.document_mut(&trust()).unwrap() = "\u{feff}{\r\n}\n\r".to_owned();
    assert_eq!(text(&AppState::new(Rc::new(scenario), Lang::En, Theme::System)), "{\n}\n\n");
}

#[test]
fn a_question_is_named_for_what_changes() {
    let question = Question { action: Some("ecs:A".to_owned()), ..state().scenario.question.clone() };
    let state = after([Action::Edit(Edit::Question(Box::new(question)))]);
    assert_eq!(state.history.undoes().unwrap().get(Lang::En), "Ask about ecs:A");
}
