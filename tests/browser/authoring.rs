//! What helps to write: suggestions, hovers, findings with fixes, pages of codes. It is fetched late, and may be missing.

use ram_text::{Msg, plain};
use serde_json::json;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, example, fragment};

/// The page with what helps to write, and the cursor behind some text of the trust policy.
fn behind(text: &str) -> Page {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    // It is there as soon as the statement is told in words.
    page.wait_for(".in-words");
    page.find_in_editor(text);
    page.press("Right");
    page
}

/// The page with the trust policy as a form.
fn with_form() -> Page {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for(".in-words");
    page.click_button(&page.words(&Msg::PageAsForm));
    page
}

/// The page with an effect in small letters.
fn with_small_effect() -> Page {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for(".in-words");
    page.replace_in_editor("Allow", "allow");
    page.press("Escape");
    page.wait_for("#verdict[data-stale=true]");
    page
}

#[test]
fn an_action_is_completed_by_keys_alone() {
    // A scenario without a caller opens on its first document.
    let mut scenario = example("partner-operations");
    let statement = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}"#;
    scenario.accounts[0].policies[0].document = format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
    scenario.accounts[0].roles.clear();
    scenario.question.assume_role.clear();
    scenario.question.principal = None;
    let page = Page::open(&fragment(&scenario));
    page.wait_for(".in-words");
    page.find_in_editor("sts:AssumeRole");
    page.type_text("ecs:St");
    page.says(".suggest-widget.visible .monaco-list-row", "ecs:StopInstance");
    page.type_text("opInstance");
    page.says(".suggest-widget.visible .monaco-list-row.focused", "ecs:StopInstance");
    page.press("Enter");
    page.wait_until("!document.querySelector('.suggest-widget.visible')");
    page.says(".view-lines", "\"ecs:StopInstance\"");
}

#[test]
fn suggestions_come_when_asked_for() {
    let page = behind("\"Effect\": \"");
    page.press("Control+Space");
    page.says(".suggest-widget.visible .monaco-list-row", "Deny");
    page.press("Escape");
    page.wait_until("!document.querySelector('.suggest-widget.visible')");
}

#[test]
fn a_word_under_the_pointer_is_explained() {
    let page = behind("\"Effect\"");
    page.wait_until(
        "(() => {
            const words = [...document.querySelectorAll('.view-line span span')];
            const word = words.find(({ textContent }) => textContent === '\"Effect\"');
            if (word) word.id = 'word';
            return word;
        })()",
    );
    page.hover("#word");
    // The rule that every statement has an effect.
    page.says(".monaco-hover", "R1.5");
}

#[test]
fn a_fix_of_the_list_mends_the_text_and_is_undone_in_one_step() {
    let page = with_small_effect();
    // Until then the fix of what was found before stands there.
    page.says(".problem-more .btn", "Write Allow");
    page.click(".problem-more .btn");
    page.answers("Allow", ACCOUNT);
    page.wait_until("document.activeElement.closest('#verdict')");
    page.says(".view-lines", "\"Allow\"");
    let step = plain("Fix Invalid effect in the trust policy of ecs-admin");
    page.click_named(&Msg::PageUndoStep { step });
    page.wait_for("#verdict[data-stale=true]");
    page.says(".view-lines", "\"allow\"");
}

/// Two statements that are alike change places without a change of the text.
#[test]
fn a_statement_that_moves_keeps_the_focus_on_its_button() {
    let page = with_small_effect();
    page.wait_for(".problem-more .btn");
    page.click_button(&page.words(&Msg::PageAsForm));
    for added in ["#ve-1-toggle", "#ve-2-toggle"] {
        page.click("#ve-add");
        page.has_focus("#ve-add-menu [role=menuitem]");
        page.press("Enter");
        page.has_focus(added);
    }
    page.click("#ve-1-toggle");
    page.wait_for("#ve-1-toggle[aria-expanded=false]");
    page.click("#ve-2-up");
    page.has_focus("#ve-1-up");
    page.click("#ve-1-up");
    page.has_focus("#ve-0-down");
    let step = plain("Move statement 2 of the trust policy of ecs-admin");
    page.click_named(&Msg::PageUndoStep { step });
}

#[test]
fn form_and_text_stand_side_by_side_and_follow_each_other() {
    let page = with_form();
    page.says(".json-pane .view-lines", "\"Allow\"");
    page.wait_until("!document.querySelector('#trace').checkVisibility()");
    page.wait_for(".ve .eff.is-allow");
    page.click(".ve .seg > :last-child");
    page.answers("ExplicitDeny", TRUST);
    page.says(".json-pane .view-lines", "\"Deny\"");
    page.wait_for(".json-pane .ln-linked");
    page.replace_in_editor("Deny", "Allow");
    page.answers("Allow", ACCOUNT);
    page.wait_for(".ve .eff.is-allow");
    // The cursor stands in the statement.
    page.wait_for(".ve-card.linked");
    assert_eq!(page.accessibility_violations(), [""; 0]);

    page.click(".json-pane .seg > :last-child");
    page.has_focus("#trace .seg > :last-child");
    assert_eq!(page.count(".json-pane"), 0);
    page.click("#trace .seg > :first-child");
    page.has_focus(".json-pane .seg > :first-child");
    // Whoever asks for the trace gets it.
    page.click(".verdict > .btn");
    page.wait_until("document.querySelector('#trace').checkVisibility()");
    page.click("#trace .seg > :first-child");
    page.resize(390, 844);
    page.wait_until("!document.querySelector('.json-pane')");
}

#[test]
fn a_trust_policys_form_leads_to_what_the_role_can_do() {
    let page = with_form();
    page.says(".ve-does .ve-told", "Allows");
    page.click(".ve-does .ve-goto");
    page.wait_until("document.querySelector('.tab[aria-selected=true]').textContent.includes('AliyunECSFullAccess')");
    page.wait_for(".ve");
}

#[test]
fn a_code_has_a_page_with_two_examples() {
    let page = with_small_effect();
    page.wait_for("button.problem-code");
    let code = page.text("button.problem-code");
    let title = page.attribute("button.problem-code", "title");
    assert_eq!(title, Some(page.words(&Msg::PageExplain { code: plain(code.as_str()) })));
    page.click("button.problem-code");
    page.says("dialog.code-page h2", &code);
    assert_eq!(page.count("dialog.code-page .version-text"), 2);
    assert_eq!(page.accessibility_violations(), [""; 0]);
    page.press("Escape");
    page.wait_until("!document.querySelector('dialog.code-page')");
}

#[test]
fn the_list_of_fixes_opens_as_often_as_it_is_asked_for() {
    let page = behind(":root");
    page.wait_for(".problem-more .btn");
    let is_open = "document.querySelector('.action-widget')?.checkVisibility()";
    for _ in 0..3 {
        page.press("Control+.");
        page.wait_until(is_open);
        page.press("Escape");
        page.wait_until(&format!("!{is_open}"));
    }
}

#[test]
fn the_statement_at_the_cursor_is_told_in_both_languages() {
    let page = behind("\"Effect\"");
    page.wait_for(".in-words p:not(.none)");
    let english = page.text(".in-words p");
    assert!(english.ends_with('.'), "{english}");
    page.click_named(&Msg::PageOtherLanguageLabel);
    page.wait_until(&format!("document.querySelector('.in-words p').textContent !== {}", json!(english)));
    page.says(".in-words p", "。");
}

#[test]
fn the_document_is_laid_out_in_one_step() {
    let page = behind("{");
    let is_odd =
        "[...document.querySelectorAll('.view-line')].some(({ textContent }) => /^\\{\\s{6}$/.test(textContent))";
    page.type_text("      ");
    page.press("Escape");
    page.wait_until(is_odd);
    page.click_named(&Msg::PageDocumentMenu);
    page.click_named(&Msg::PageFormat);
    page.wait_until(&format!("!{is_odd}"));
    page.press("Control+z");
    page.wait_until(is_odd);
}

#[test]
fn the_menu_of_a_document_gives_its_canonical_form() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for_editor();
    let before = page.shared();
    page.click_named(&Msg::PageDocumentMenu);
    page.click_named(&Msg::PageCanonical);
    page.says(".view-lines > :nth-child(2)", "Statement");
    page.answers("Allow", ACCOUNT);
    page.press("Control+z");
    page.says(".view-lines > :nth-child(2)", "Version");
    assert_eq!(page.shared(), before);
}

#[test]
fn without_the_module_the_editor_works() {
    let page = Page::blank();
    page.devtools("Network.enable", &json!({}));
    page.devtools("Network.setBlockedURLs", &json!({ "urls": ["*/author-*"] }));
    page.goto("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    page.press("Control+Space");
    page.type_text("x");
    assert_eq!(page.count(".in-words"), 0);
    assert_eq!(page.count("button.problem-code"), 0, "there is no page to open");
}

#[test]
fn in_the_plain_text_field_findings_have_fixes_too() {
    let page = Page::open_without_monaco("");
    page.answers("Allow", ACCOUNT);
    page.wait_for(".in-words");
    page.click("textarea.plain");
    page.evaluate(
        "((field) => field.setSelectionRange(field.value.indexOf('\"Allow\"') + 1, field.value.indexOf('\"Allow\"') + 2))
            (document.querySelector('textarea.plain'))",
    );
    page.type_text("a");
    page.wait_for("#verdict[data-stale=true]");
    page.click(".problem-more .btn");
    page.answers("Allow", ACCOUNT);
}
