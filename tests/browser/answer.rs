//! The answer, the trace that explains it, and the link between the trace and the texts.

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST};

#[test]
fn the_page_opens_on_partner_operations_and_allows() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.says(".scenario", "Partner operations");
}

#[test]
fn the_sentence_names_statement_and_policy() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.says(".verdict-why", "statement 1 of AliyunECSFullAccess");
}

#[test]
fn the_deciding_step_is_open_at_first_and_no_other() {
    let page = Page::open("");
    page.wait_for(".step.decides details[open] .stmt");
    assert_eq!(page.count(".step details[open] > summary"), 1);
}

#[test]
fn the_answer_is_there_before_the_editor_is_asked_for() {
    let page = Page::blank();
    let watch = "new MutationObserver((_, observer) => {
        if (!document.querySelector('#verdict[data-decision=Allow]')) return;
        window.answeredAt = performance.now();
        observer.disconnect();
    }).observe(document, { subtree: true, childList: true, attributes: true });";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": watch }));
    page.goto("");
    page.wait_for_editor();
    let asked = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/monaco-'))";
    assert_ne!(page.evaluate(&format!("{asked}.length")), 0);
    let late = page.evaluate(&format!("{asked}.every(({{ startTime }}) => startTime >= window.answeredAt)"));
    assert_eq!(late, true, "{}", page.evaluate(&format!("[window.answeredAt, {asked}[0].startTime]")));
}

#[test]
fn the_button_of_the_verdict_leads_to_the_deciding_step() {
    let page = Page::open("");
    page.click(".step.decides summary");
    page.wait_until("!document.querySelector('.step.decides details[open]')");
    page.click("#verdict button");
    page.wait_for(".step.decides details[open]");
    page.wait_until("document.activeElement.closest('.step.decides')");
}

#[test]
fn a_source_link_opens_the_tab_and_marks_the_statement() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.wait_for_editor();
    assert!(!page.open_tab().contains("AliyunECSFullAccess"), "it opens on the trust policy");
    page.click(".step.decides .src-link");
    page.says(".tab[aria-selected=true]", "AliyunECSFullAccess");
    page.wait_for(".monaco-editor .ln-linked");
}

#[test]
fn a_source_link_selects_the_statement_in_the_plain_text_field() {
    let page = Page::open_without_monaco("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.click(".step.decides .src-link");
    let selected = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))";
    page.wait_until(&format!("{selected}(document.querySelector('textarea.plain')).startsWith('{{')"));
}

#[test]
fn the_pointer_on_a_row_of_the_trace_marks_its_lines() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.wait_for_editor();
    assert_eq!(page.count(".ln-linked"), 0);
    page.hover(".step.decides tr[data-row]");
    page.wait_for(".monaco-editor .ln-linked");
    page.hover("#verdict");
    page.wait_until("!document.querySelector('.ln-linked')");
}

#[test]
fn the_pointer_on_the_text_marks_its_row_in_the_trace() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.wait_for_editor();
    // What differs from the question is marked there anyway.
    page.hover(".view-line .near");
    page.says(".step.decides tr.linked", "Principal");
}

#[test]
fn the_cursor_in_the_text_marks_its_row_in_the_trace() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.find_in_editor("sts:AssumeRole");
    page.says(".step.decides tr.linked", "Action");
    page.find_in_editor("user/Alice");
    page.says(".step.decides tr.linked", "Principal");
}

#[test]
fn the_trace_can_be_read_with_keys() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.wait_for_editor();
    page.click("#verdict button");
    page.wait_until("document.activeElement.matches('.step.decides summary')");
    page.press("Right");
    page.wait_until("document.activeElement.matches('.step.decides .stmt')");
    page.press("Down");
    page.wait_until("document.activeElement.matches('.step.decides tr')");
    page.press("Enter");
    page.wait_for(".monaco-editor .ln-linked");
    page.press("Left");
    page.press("Left");
    page.press("Left");
    page.wait_until("!document.querySelector('.step.decides details[open]')");
}
