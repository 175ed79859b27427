//! What can be done with an entity: delete, rename, choose how a role is assumed; its menus.

use crate::harness::Page;
use crate::playground::{ACCOUNT, fragment, with_everything};
use ram_text::{Msg, code, plain};

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
fn a_field_in_which_nothing_was_typed_leaves_undo_to_the_scenario() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.show_facts(None, "1234567890123456/role/ecs-admin");
    page.wait_for("#set-duration");
    page.fill("#set-duration", "72");
    // As long as it is typed, the field's own undo holds.
    page.press("Control+z");
    page.wait_until("document.querySelector('#set-duration').value !== '72'");
    page.fill("#set-duration", "7200");
    page.press("Tab");
    page.wait_until("!document.activeElement.matches('#set-duration')");
    page.press("Control+z");
    page.wait_until("document.querySelector('#set-duration').value === ''");
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

const POLICIES: &str = "1234567890123456/policies";
const REPORTS_READ: &str = "1234567890123456/policy/custom/reports-read";

#[test]
fn an_old_version_is_compared_made_default_and_this_undone_by_its_name() {
    let page = Page::open(&fragment(&with_everything()));
    page.answers("Allow", ACCOUNT);
    page.show_facts(Some(POLICIES), REPORTS_READ);
    let version = || code("v1");
    page.click_named(&Msg::EntityReadVersion { version: version() });
    page.says("#version-1 del", "company-a-reports/*");
    page.says("#version-1 ins", "old-reports/*");
    page.click("#version-compare");
    page.wait_until("!document.querySelector('#version-1 :is(del, ins)')");
    page.says("#version-1", "old-reports/*");
    page.click_named(&Msg::EntityMakeDefault { version: version() });
    page.says(".versions li:has(.badge)", "v1");
    let step = plain("Make version v1 the default of policy reports-read");
    page.click_named(&Msg::PageUndoStep { step });
    page.says(".versions li:has(.badge)", "v3");
}

/// What was pressed is gone then, and the next press would begin at the top of the page.
#[test]
fn the_focus_stays_in_a_list_whose_row_is_gone() {
    let page = Page::open(&fragment(&with_everything()));
    page.answers("Allow", ACCOUNT);
    page.show_facts(Some(POLICIES), REPORTS_READ);
    let press = |name: &Msg| {
        let name = page.words(name);
        let own = format!("button => (button.ariaLabel ?? button.textContent).trim() === '{name}'");
        page.evaluate(&format!("[...document.querySelectorAll('.entity button')].find({own}).focus()"));
        page.press("Enter");
    };
    // From the newest down: v3, which is in force, v2 and v1.
    press(&Msg::EntityMakeDefault { version: code("v2") });
    page.says(".versions li:nth-child(2):has(.badge)", "v2");
    page.has_focus(".versions li:nth-child(2) button");
    press(&Msg::EntityDeleteVersion { version: code("v1") });
    page.wait_until("document.querySelectorAll('.versions li').length === 2");
    page.has_focus(".versions li:nth-child(2) button");
    press(&Msg::EntityDetachFrom { name: plain("Partner-ReadOnly-Access") });
    page.says(".entity", &page.words(&Msg::EntityAttachedToNobody));
    let attach = page.words(&Msg::EntityAttachPolicyMenu);
    page.wait_until(&format!("document.activeElement.textContent.trim() === {}", serde_json::json!(attach)));
    // The last control policy of a node stays, and what would detach it can't be pressed.
    page.show_facts(None, "directory/fd-1");
    press(&Msg::EntityDetachControlNamed { policy: plain("watched") });
    page.wait_until("document.activeElement.closest('.entity-list > li')");
}

#[test]
fn actions_that_no_document_names_are_listed_when_asked_for_and_ask_too() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("[role=treeitem][data-row$=':instance/i-001']");
    page.wait_for(".others-know[aria-expanded=false]");
    page.click(".others-know");
    let reboots = ".others-known .asks-it[title*='ecs:RebootInstance on']";
    page.wait_for(reboots);
    page.click(reboots);
    page.wait_until("document.querySelector('#question').textContent.includes('ecs:RebootInstance')");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn a_line_of_reach_shows_the_answer_on_a_phone() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("[role=treeitem][data-row$=':instance/i-001']");
    page.wait_for(".reach .asks-it");
    page.resize(390, 844);
    page.wait_for(".main[data-pane=editor]");
    page.click(".reach .asks-it");
    page.wait_for(".main[data-pane=answer]");
    page.wait_until("document.activeElement.closest('#question')");
}
