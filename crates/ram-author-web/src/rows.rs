//! The rows of the world beside a change: something new is shown where it lies, and the focus that went with what was
//! pressed finds a place.
//!
//! The tree belongs to the page and is drawn a moment after the scenario has changed. So this looks for a while, and
//! opens what is closed by pressing it, as a person would.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Object, Reflect};
use ram_policy_playground::browser::{page, popover as browser};
use ram_policy_playground::components::world::subject::Subject;
use ram_policy_playground::components::world::tree::{self, Item};
use ram_policy_playground::editor::advice::Warnings;
use ram_policy_playground::state::Tab;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity};
use ram_scenario::scenario::Scenario;
use ram_scenario::world::Documents;
use ram_text::Lang;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::keeper::is_makeshift;

/// Between two looks, in milliseconds.
const PAUSE: u32 = 40;
/// After so many looks nothing more is expected.
const LOOKS: u32 = 25;

/// The tree of a scenario, without what follows from it.
pub fn items(scenario: &Scenario, lang: Lang) -> Vec<Item> {
    // What a row is about depends neither on findings nor on the answer.
    let nothing = Analysis { documents: Documents::new(), answer: None, incomplete: None, stale: None };
    tree::items(scenario, &nothing, &Warnings::new(), lang)
}

/// The ids of the rows from the top of the tree down to the first that is about this; none where there is no such row.
pub fn path(items: &[Item], is_it: &dyn Fn(&Subject) -> bool) -> Vec<String> {
    let way = |item: &Item| {
        let mut way = vec![item.id.clone()];
        if !item.subject.as_ref().is_some_and(is_it) {
            let below = path(&item.children, is_it);
            if below.is_empty() {
                return None;
            }
            way.extend(below);
        }
        Some(way)
    };
    items.iter().find_map(way).unwrap_or_default()
}

/// The first thing that an edit makes, or gives another name.
pub fn made(edit: &Edit) -> Option<Entity> {
    match edit {
        Edit::Create(new) => Some(new.entity()),
        Edit::Rename { entity, to, .. } => Some(entity.named(to)),
        Edit::All(edits) => edits.iter().find_map(made),
        _ => None,
    }
}

/// What stands in the row that an edit takes away.
fn taken(edit: &Edit) -> Option<Subject> {
    match edit {
        Edit::Delete { entity, .. } => Some(Subject::Entity(entity.clone())),
        Edit::Detach { from, attachment } => Some(Subject::Held(from.clone(), attachment.clone())),
        Edit::Directory(DirectoryEdit::Detach { node, policy }) => Some(Subject::Control(node.clone(), policy.clone())),
        _ => None,
    }
}

/// Who takes the place of a row, the nearest first: the next one beside it, else the one before, then whatever it lies
/// in. `rows` are the rows that are drawn, each with its level.
pub fn heirs(rows: &[(String, usize)], gone: &str) -> Vec<String> {
    let Some(at) = rows.iter().position(|(id, _)| id == gone) else { return Vec::new() };
    let (above, own) = rows.split_at(at);
    let mut level = own.first().map_or(0, |(_, level)| *level);
    let is_beside = |row: &&(String, usize)| row.1 == level;
    let next = own.iter().skip(1).find(|(_, other)| *other <= level).filter(is_beside);
    let before = above.iter().rev().find(|(_, other)| *other <= level).filter(is_beside);
    let mut heirs = Vec::from_iter(next.or(before).map(|(id, _)| id.clone()));
    for (id, other) in above.iter().rev() {
        if *other < level {
            level = *other;
            heirs.push(id.clone());
        }
    }
    heirs
}

/// The tab of what is open. From there Tab goes on into the text or its form.
const TAB: &str = ".editor-pane [role=tab][aria-selected=true]";

/// Opens everything in which the last of these rows lies, and brings that row into view. If nothing has the focus then,
/// the row has it; where a text is to be written, its tab has it instead. `tab` is what is opened for it, if anything.
pub fn show(path: Vec<String>, tab: Option<&Tab>) {
    let (is_text, is_opened) = (matches!(tab, Some(Tab::Document(_))), tab.is_some());
    let mut is_shown = false;
    again(LOOKS, move |is_last| {
        let row = open(&path);
        if let Some(row) = &row
            && !is_shown
        {
            is_shown = true;
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&how);
        }
        // The row is marked as soon as the page shows what it is about.
        let is_marked = row.as_ref().is_some_and(|row| row.get_attribute("aria-selected").as_deref() == Some("true"));
        let row = row.filter(is_visible).filter(|_| !is_text);
        let is_settled = is_marked || is_last || (!is_opened && row.is_some());
        // Who has gone on meanwhile is left alone.
        if is_settled && (is_nowhere() || is_text && is_in_world()) {
            match row {
                Some(row) => browser::focus(&row),
                None => page::focus(TAB),
            }
        }
        is_text && is_marked
    });
}

/// Gives the focus to who takes the place of the row that an edit takes away.
pub fn leave(scenario: &Scenario, edit: &Edit, lang: Lang) {
    let Some(subject) = taken(edit) else { return };
    let Some(gone) = path(&items(scenario, lang), &|other| *other == subject).pop() else { return };
    // A page with a list of what is attached keeps the focus itself.
    if !matches!(subject, Subject::Entity(_)) && page::focused_row().as_ref() != Some(&gone) {
        return;
    }
    let level = |row: &Element| row.get_attribute("aria-level")?.parse().ok();
    let drawn = drawn().into_iter().filter_map(|row| Some((row.get_attribute("data-row")?, level(&row)?)));
    let heirs = heirs(&Vec::from_iter(drawn), &gone);
    let path = Vec::from_iter(heirs.iter().rev().cloned());
    again(LOOKS, move |is_last| {
        if row(&gone).is_some() {
            return false;
        }
        // What lies around it may have been open only for it.
        let heir = open(&path);
        if heir.is_none() && !is_last {
            return false;
        }
        let heir = heir.or_else(|| heirs.iter().find_map(|id| row(id))).filter(is_visible);
        if let Some(heir) = heir.filter(|_| is_nowhere() || page::focused_row().is_some()) {
            browser::focus(&heir);
        }
        true
    });
}

/// Calls `look` until it says that all is done, or until the last time, of which it is told.
fn again(looks: u32, mut look: impl FnMut(bool) -> bool + 'static) {
    Timeout::new(PAUSE, move || {
        if !look(looks == 0) && looks > 0 {
            again(looks - 1, look);
        }
    })
    .forget();
}

/// The last of these rows, if those before it are open; else opens the first that is not.
fn open(path: &[String]) -> Option<Element> {
    let (last, above) = path.split_last()?;
    for id in above {
        let row = row(id)?;
        if row.get_attribute("aria-expanded").as_deref() == Some("false") {
            if let Ok(Some(caret)) = row.query_selector(".caret") {
                press(&caret);
            }
            return None;
        }
    }
    row(last)
}

/// Presses what is no button of its own.
fn press(element: &Element) {
    let pressed = || {
        let how = Object::new();
        Reflect::set(&how, &"bubbles".into(), &true.into()).ok()?;
        let kind = Reflect::get(&js_sys::global(), &"MouseEvent".into()).ok()?.dyn_into::<Function>().ok()?;
        Reflect::construct(&kind, &Array::of2(&"click".into(), &how)).ok()?.dyn_into::<web_sys::Event>().ok()
    };
    if let Some(event) = pressed() {
        // Fails only for an event that is under way already.
        let _ = element.dispatch_event(&event);
    }
}

/// The rows that are drawn.
fn drawn() -> Vec<Element> {
    let world = browser::by_id("world");
    let found = world.and_then(|world| world.query_selector_all("[data-row]").ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn row(id: &str) -> Option<Element> {
    drawn().into_iter().find(|row| row.get_attribute("data-row").as_deref() == Some(id))
}

fn is_visible(row: &Element) -> bool {
    row.get_bounding_client_rect().width() > 0.0
}

/// Whether nothing has the focus, or something only for want of anything better.
fn is_nowhere() -> bool {
    browser::focused().is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body") || is_makeshift(&active))
}

/// Whether the focus is where a menu or form of the world gave it back to.
fn is_in_world() -> bool {
    browser::focused().is_some_and(|active| active.closest("#world").is_ok_and(|world| world.is_some()))
}

#[cfg(test)]
mod tests {
    use ram_scenario::edit::{New, fresh};
    use ram_scenario::scenario::User;

    use super::*;

    const A: &str = "1234567890123456";

    #[test]
    fn the_way_to_something_new_begins_at_the_top_and_goes_through_its_heading() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let user = User { name: "nadia".to_owned(), ..User::default() };
        let edits = vec![Edit::Create(Box::new(New::User { account: A.to_owned(), user }))];
        let edit = Edit::All(edits);
        let new = made(&edit).unwrap();
        let after = edit.apply(&scenario).unwrap();
        let way = |scenario: &Scenario| {
            let is_it = |subject: &Subject| *subject == Subject::Entity(new.clone());
            path(&items(scenario, Lang::En), &is_it)
        };
        assert_eq!(way(&after), [format!("account/{A}"), format!("{A}/users"), format!("{A}/user/nadia")]);
        assert_eq!(way(&scenario), Vec::<String>::new());
    }

    #[test]
    fn a_new_directory_and_its_folders_have_rows() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let edit = Edit::Create(Box::new(New::Directory { management_account: A.to_owned() }));
        let after = edit.apply(&scenario).unwrap();
        let items = items(&after, Lang::En);
        let way = |entity: Entity| path(&items, &|subject| *subject == Subject::Entity(entity.clone()));
        assert_eq!(way(Entity::Directory).len(), 1);
        let root = way(Entity::Folder(fresh::ROOT_FOLDER.to_owned()));
        assert!(root.starts_with(&way(Entity::Directory)) && root.len() == 2, "{root:?}");
    }

    #[test]
    fn the_next_one_beside_takes_the_place_else_the_one_before_else_what_it_lay_in() {
        let rows = [("a", 1), ("users", 2), ("u1", 3), ("held", 4), ("u2", 3), ("roles", 2), ("r1", 3), ("b", 1)];
        let rows = rows.map(|(id, level)| (id.to_owned(), level));
        assert_eq!(heirs(&rows, "u1"), ["u2", "users", "a"]);
        assert_eq!(heirs(&rows, "held"), ["u1", "users", "a"]);
        assert_eq!(heirs(&rows, "u2"), ["u1", "users", "a"]);
        assert_eq!(heirs(&rows, "r1"), ["roles", "a"]);
        assert_eq!(heirs(&rows, "a"), ["b"]);
        assert_eq!(heirs(&rows, "b"), ["a"]);
        assert_eq!(heirs(&rows, "c"), Vec::<String>::new());
    }
}
