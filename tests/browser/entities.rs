//! What can be done with an entity: delete, rename, choose how a role is assumed; its menus.

use crate::harness::Page;
use crate::playground::ACCOUNT;
use ram_text::Msg;

#[test]
fn a_role_in_use_is_deleted_with_what_is_in_the_way_and_comes_back() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let row = "[role=treeitem][data-row$='/role/ecs-admin']";
    let focus = format!("document.querySelector(\"{row}\").focus()");
    page.evaluate(&focus);
    page.press("Delete");
    page.says("dialog .uses", "AliyunECSFullAccess");
    page.submit();
    page.wait_until(&format!("!document.querySelector(\"{row}\")"));
    page.says(".toast", "ecs-admin");
    let undo = page.attribute(".tb-wide .btn.icon", "title").unwrap_or_default();
    assert!(undo.contains("Delete role ecs-admin"), "{undo}");
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn an_account_shows_its_facts_first_and_folds_when_chosen_again() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let row = "[role=treeitem][data-row='account/1345678901234567']";
    page.click(row);
    page.says(".entity h2", "Company B");
    page.wait_for(&format!("{row}[aria-expanded=true][aria-selected=true]"));
    page.click(row);
    page.wait_for(&format!("{row}[aria-expanded=false]"));
    page.click(row);
    page.wait_for(&format!("{row}[aria-expanded=true]"));
}

#[test]
fn a_menu_opens_by_keys_and_gives_the_focus_back() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let row = "[role=treeitem][data-row$='/role/ecs-admin']";
    page.evaluate(&format!("document.querySelector(\"{row}\").focus()"));
    page.press("Shift+F10");
    page.has_focus("#row-menu [role=menuitem]");
    page.press("Escape");
    page.has_focus(row);
}

#[test]
fn renaming_a_role_shows_what_becomes_of_the_policies_that_name_it() {
    let page = Page::open("#example=narrow-assume");
    page.wait_for("#verdict[data-decision=ImplicitDeny]");
    let row = "[role=treeitem][data-row$='/role/Partner-ReadOnly-Access']";
    page.evaluate(&format!("document.querySelector(\"{row}\").focus()"));
    page.press("F2");
    page.has_focus("#rename-to");
    page.fill("#rename-to", "viewer");
    page.says(".diff ins", "role/viewer");
    page.submit();
    page.wait_for("[role=treeitem][data-row$='/role/viewer']");
    // Bob still may assume that role, and so no other one.
    page.wait_for("#verdict[data-decision=ImplicitDeny]");
}

#[test]
fn the_console_sends_no_external_id() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for("#chip-externalid");
    page.click("#chip-how");
    page.click("#chip-pop [role=radio][data-at='1']");
    page.wait_until("!document.querySelector('#chip-externalid')");
    page.says("#chip-how", &page.words(&Msg::PageContextInConsole));
}

#[test]
fn a_line_of_what_reaches_a_resource_asks_its_question() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("[role=treeitem][data-row$=':instance/i-001']");
    page.wait_for(".reach .asks-it");
    page.click(".reach .asks-it");
    // The session of the role asks itself, so that nobody assumes it any more.
    page.wait_until("document.querySelectorAll('#chip-how').length === 0");
    page.answers("Allow", ACCOUNT);
}
