//! Texts are edited, broken, repaired and brought back; the answer follows at each key.

use ram_text::{Msg, code, plain};

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST};

/// A page whose trust policy has just been broken by a letter before everything else.
fn broken() -> Page {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for_editor();
    page.click(".monaco-editor .view-line");
    page.press("Control+Home");
    page.press("x");
    page.wait_for("#verdict[data-stale=true]");
    page
}

#[test]
fn a_trust_policy_that_names_another_user_denies() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    page.says(".verdict-why", "user/Alice");
}

#[test]
fn the_trace_follows_an_edit_to_another_deciding_step() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    page.says(".step.decides summary .t", "Trust policy");
    page.wait_for(".step.decides details[open] .stmt");
    assert_eq!(page.count(".step.decides"), 1);
}

#[test]
fn an_edit_in_the_plain_text_field_does_the_same() {
    let page = Page::open_without_monaco("");
    page.answers("Allow", ACCOUNT);
    page.click("textarea.plain");
    page.evaluate(
        "((field) => field.setSelectionRange(field.value.indexOf(':root'), field.value.indexOf(':root') + 5))
            (document.querySelector('textarea.plain'))",
    );
    page.type_text(":user/Alice");
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn the_full_editor_comes_after_trying_again() {
    let page = Page::open_without_monaco("");
    page.devtools("Network.setBlockedURLs", &serde_json::json!({ "urls": [] }));
    page.click_named(&Msg::PageRetry);
    page.wait_for_editor();
    assert_eq!(page.count("textarea.plain"), 0);
}

#[test]
fn under_fingers_the_text_is_a_plain_field_until_the_full_editor_is_asked_for() {
    let page = Page::blank();
    page.devtools("Emulation.setTouchEmulationEnabled", &serde_json::json!({ "enabled": true }));
    page.goto("");
    page.answers("Allow", ACCOUNT);
    page.wait_for("textarea.plain");
    page.says(".editor-note", &page.words(&Msg::PageEditorPlain));
    page.click_named(&Msg::PageEditorFull);
    page.wait_for_editor();
    assert_eq!(page.count("textarea.plain, .editor-note"), 0);
}

#[test]
fn a_system_policy_cannot_be_edited() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for_editor();
    page.click(".step.decides .src-link");
    page.says(".tab[aria-selected=true]", "AliyunECSFullAccess");
    page.find_in_editor("ecs:*");
    page.type_text("oss:*");
    page.press("Control+Home");
    page.wait_until("document.querySelector('.active-line-number')?.textContent.trim() === '1'");
    page.says(".view-lines", "ecs:*");
    assert_eq!(page.count(".tb-wide button:disabled"), 2, "nothing can be undone or redone");
}

#[test]
fn a_broken_policy_leaves_the_last_answer() {
    let page = broken();
    assert_eq!(page.attribute("#verdict", "data-decision").as_deref(), Some("Allow"));
    assert_eq!(page.attribute("#verdict", "data-layer").as_deref(), Some(ACCOUNT));
}

#[test]
fn an_old_answer_says_that_it_is_old_and_why() {
    let page = broken();
    page.says("#verdict .badge", &page.words(&Msg::VerdictStale));
    page.says("#verdict .verdict-hint", "ecs-admin");
}

#[test]
fn a_problem_is_listed_with_its_line_and_leads_there() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor("\"Effect\"", "Effect");
    page.wait_for("#verdict[data-stale=true]");
    let line = page.words(&Msg::ProblemLine { line: 5.into() });
    page.says(".problems .problem .at", &line);
    page.press("Control+Home");
    page.click(".problem");
    page.wait_until("document.querySelector('.active-line-number')?.textContent.trim() === '5'");
}

#[test]
fn a_repaired_policy_is_answered_anew() {
    let page = broken();
    page.press("Backspace");
    page.answers("Allow", ACCOUNT);
    page.wait_until("!document.querySelector('#verdict .badge, #verdict .verdict-hint')");
}

#[test]
fn an_edit_is_undone_and_redone_by_keys() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", "x");
    page.answers("ImplicitDeny", TRUST);
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
    page.press("Control+Shift+z");
    page.answers("ImplicitDeny", TRUST);
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
    page.press("Control+y");
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn an_edit_is_undone_and_redone_by_buttons() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", "x");
    page.answers("ImplicitDeny", TRUST);
    let step = || plain(page.words(&Msg::EditTrustPolicy { name: code("ecs-admin") }));
    page.click_named(&Msg::PageUndoStep { step: step() });
    page.answers("Allow", ACCOUNT);
    page.says(".view-lines", ":root");
    page.click_named(&Msg::PageRedoStep { step: step() });
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn undo_reaches_from_the_question_back_into_the_text() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", "x");
    page.answers("ImplicitDeny", TRUST);
    page.pick("#pick-user", "Carol");
    page.says("#pick-user", "Carol");
    page.press("Control+z");
    page.says("#pick-user", "Bob");
    page.answers("ImplicitDeny", TRUST);
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
}
