//! A world from nothing, with keys alone: accounts, users, roles, policies, resources, and a question about them.

use ram_scenario::scenario::Scenario;
use ram_text::Msg;
use serde_json::json;

use crate::harness::Page;
use crate::playground::{ACCOUNT, fragment};

/// The account that owns the resources, and the one of the partner.
const OWNER: &str = "1234567890123456";
const PARTNER: &str = "1345678901234567";

/// Goes to a control with the Tab key, from anywhere.
#[track_caller]
fn reach(page: &Page, css: &str) {
    for _ in 0..120 {
        if page.evaluate(&format!("document.activeElement.matches({})", json!(css))) == true {
            return;
        }
        page.press("Tab");
    }
    panic!("Tab never comes to {css}");
}

/// Puts a text in the place of what the focused field holds.
#[track_caller]
fn fill(page: &Page, css: &str, text: &str) {
    reach(page, css);
    page.press("Control+a");
    page.type_text(text);
}

/// Opens the form of the line with these words in the menu of the explorer.
#[track_caller]
fn add(page: &Page, line: &Msg) {
    let words = page.words(line);
    reach(page, ".world-add");
    page.press("Enter");
    page.has_focus("[role=menuitem]");
    for _ in 0..20 {
        if page.evaluate(&format!("document.activeElement.textContent.trim() === {}", json!(words))) == true {
            page.press("Enter");
            page.wait_for("dialog .form");
            return;
        }
        page.press("Down");
    }
    panic!("the menu has no line {words}");
}

/// Submits the form, which makes its edit.
#[track_caller]
fn submit(page: &Page) {
    reach(page, ".form [type=submit]");
    page.press("Enter");
    page.wait_until("!document.querySelector('dialog')");
}

/// Finds a policy in the form, and ticks it.
#[track_caller]
fn tick(page: &Page, policy: &str) {
    fill(page, "#attach-query", policy);
    page.wait_until(&format!("document.querySelector('.chooser-list input')?.value === {}", json!(policy)));
    reach(page, ".chooser-list input");
    page.press("Space");
    page.wait_until("document.querySelector('.chooser-list input').checked");
}

#[track_caller]
fn account(page: &Page, name: &str, id: &str) {
    page.has_focus("#new-name");
    page.type_text(name);
    fill(page, "#new-id", id);
    page.press("Enter");
    page.wait_until("!document.querySelector('dialog')");
    page.says(".explorer .acct", name);
}

#[test]
fn a_story_across_accounts_is_built_with_keys_alone() {
    let page = Page::open(&fragment(&Scenario::empty()));
    reach(&page, ".explorer .empty .btn.outline");
    page.press("Enter");
    account(&page, "Company A", OWNER);
    add(&page, &Msg::EntityNewAccount);
    account(&page, "Company B", PARTNER);

    // A user of the partner, who may assume roles.
    add(&page, &Msg::EntityNewUsers);
    page.has_focus("#new-name");
    page.press("Shift+Tab");
    page.has_focus("#new-account");
    page.press("Down");
    fill(&page, "#new-name", "Bob");
    submit(&page);
    page.says(".entity h2", "Bob");
    page.says(".entity .arn", &format!("acs:ram::{PARTNER}:user/Bob"));
    reach(&page, ".entity-part .btn.outline");
    page.press("Enter");
    page.wait_for("dialog .form");
    tick(&page, "AliyunSTSAssumeRoleAccess");
    submit(&page);
    page.says(".entity-list", "AliyunSTSAssumeRoleAccess");

    // A role of the owner, which trusts the partner.
    add(&page, &Msg::EntityNewRole);
    fill(&page, "#new-name", "ecs admin");
    page.wait_for("#new-name[aria-invalid=true]");
    page.says("#new-name-help", "R7.8");
    fill(&page, "#new-name", "ecs-admin");
    reach(&page, "[name=new-trust]:checked");
    page.press("Down");
    page.wait_until(&format!("document.querySelector('#new-other-id')?.value === {}", json!(PARTNER)));
    tick(&page, "AdministratorAccess");
    submit(&page);
    page.says(".entity h2", "ecs-admin");
    page.says(".entity", "Bob");

    add(&page, &Msg::EntityNewResource);
    fill(&page, "#new-arn", &format!("acs:ecs:cn-hangzhou:{OWNER}:instance/i-001"));
    submit(&page);

    page.pick("#pick-user", "Bob");
    reach(&page, ".ask-role");
    page.press("Enter");
    page.has_focus("[role=combobox]");
    page.type_text("ecs-admin");
    page.says(".pk-o[data-active]", "ecs-admin");
    page.press("Enter");
    page.wait_until("!document.querySelector('.pk')");
    reach(&page, "#pick-action");
    page.press("Enter");
    page.has_focus("[role=combobox]");
    page.type_text("ecs:StopInstance");
    page.says(".pk-o[data-active]", "ecs:StopInstance");
    page.press("Enter");
    page.wait_until("!document.querySelector('.pk')");
    page.pick("#pick-resource-0", "i-001");
    page.answers("Allow", ACCOUNT);
    assert_eq!(page.accessibility_violations(), [""; 0]);
}

#[test]
fn a_role_in_use_is_deleted_with_what_is_in_the_way_and_comes_back() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let row = "[role=treeitem][data-row$='/role/ecs-admin']";
    let focus = format!("document.querySelector(\"{row}\").focus()");
    page.evaluate(&focus);
    page.press("Delete");
    page.says("dialog .uses", "AliyunECSFullAccess");
    submit(&page);
    page.wait_until(&format!("!document.querySelector(\"{row}\")"));
    page.says(".toast", "ecs-admin");
    let undo = page.attribute(".tb-wide .btn.icon", "title").unwrap_or_default();
    assert!(undo.contains("Delete role ecs-admin"), "{undo}");
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
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
    fill(&page, "#rename-to", "viewer");
    page.says(".diff ins", "role/viewer");
    submit(&page);
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
