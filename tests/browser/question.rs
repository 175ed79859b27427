//! The question: who, through which role, what, on what, and under which circumstances.

use ram_text::Msg;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, example, fragment, trust_policy};

#[test]
fn another_user_is_chosen_by_keys() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.pick("#pick-user", "Alice");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn another_role_is_chosen_by_keys() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-role-0", "Partner-ReadOnly-Access");
    page.answers("ImplicitDeny", ACCOUNT);
}

#[test]
fn another_action_is_chosen_by_keys() {
    let page = Page::open("#example=partner-read-only");
    page.answers("ImplicitDeny", ACCOUNT);
    page.pick("#pick-action", "ecs:DescribeInstances");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn another_resource_is_chosen_by_keys() {
    let page = Page::open("#example=explicit-deny");
    page.answers("ExplicitDeny", ACCOUNT);
    page.pick("#pick-resource-0", "i-002");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn a_choice_by_keys_leads_on_to_the_next_part_of_the_question() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    page.pick("#pick-user", "Alice");
    page.has_focus("#pick-account");
}

#[test]
fn escape_leaves_a_picker_and_the_question_as_they_were() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("#pick-user");
    page.has_focus("[role=combobox]");
    page.type_text("Carol");
    page.press("Escape");
    page.has_focus("#pick-user");
    page.says("#pick-user", "Bob");
}

#[test]
fn an_action_that_no_list_has_can_be_typed() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-action", "nosuch:Action");
    page.answers("ImplicitDeny", ACCOUNT);
    page.says(".verdict-why", "nosuch:Action");
}

#[test]
fn an_action_of_the_catalogue_is_offered_with_its_kind() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("#pick-action");
    page.has_focus("[role=combobox]");
    page.type_text("ecs:RebootInstance");
    // The catalogue comes late; until then only what policies name and what was typed is offered.
    page.says(".pk-o .pk-n", &page.words(&Msg::PageAccessWrite));
}

#[test]
fn without_a_role_the_user_is_asked_about_directly() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-role-0", &page.words(&Msg::PageNoRole));
    page.answers("ImplicitDeny", ACCOUNT);
    assert_eq!(page.count(".ask-edit [id^=pick-role]"), 0);
}

#[test]
fn a_role_comes_back_by_its_button() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-role-0", &page.words(&Msg::PageNoRole));
    page.answers("ImplicitDeny", ACCOUNT);
    page.click_named(&Msg::PageAssumeFirst);
    page.take("ecs-admin");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn one_can_ask_only_about_assuming_the_role() {
    let page = Page::open("#example=partner-read-only");
    page.answers("ImplicitDeny", ACCOUNT);
    page.pick("#pick-action", &page.words(&Msg::PageOnlyAssume));
    page.wait_for("#verdict[data-decision=Allow]");
    // And go on from there.
    page.click_named(&Msg::PageThenAct);
    page.take("ecs:StopInstance");
    page.says("#pick-action", "ecs:StopInstance");
}

#[test]
fn without_mfa_a_trust_policy_that_needs_it_denies() {
    let mut scenario = example("partner-operations");
    let trust = scenario.document_mut(&trust_policy()).expect("the role has a trust policy");
    let condition = r#""Condition": { "Bool": { "acs:MFAPresent": "true" } }, "Principal""#;
    *trust = trust.replace("\"Principal\"", condition);
    let page = Page::open(&fragment(&scenario));
    page.answers("Allow", ACCOUNT);
    page.wait_for("#chip-mfa.is-decisive");
    page.click("#chip-mfa");
    page.has_focus("[role=radio][aria-checked=true]");
    page.click_named(&Msg::PageContextAbsent);
    page.answers("ImplicitDeny", TRUST);
    page.press("Escape");
    page.has_focus("#chip-mfa");
}

#[test]
fn delete_takes_a_circumstance_away() {
    let page = Page::open("#example=arms-vendor");
    page.answers("Allow", ACCOUNT);
    page.click("#chip-externalid");
    page.wait_for("#chip-pop");
    page.press("Escape");
    page.has_focus("#chip-externalid");
    page.press("Delete");
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn a_session_and_a_user_are_typed_as_callers() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-user", "acs:ram::1234567890123456:role/ecs-admin/deploy");
    page.says("#pick-user", "deploy");
    page.pick("#pick-user", "Bob@company-b");
    page.says("#pick-user", "Bob");
    page.answers("Allow", ACCOUNT);
}

#[test]
fn the_console_takes_an_account_by_any_of_its_names() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click("#chip-how");
    page.has_focus("[role=radio][aria-checked=true]");
    page.click_named(&Msg::PageContextInConsole);
    let type_over = |text: &str| {
        page.press("Control+a");
        page.type_text(text);
    };
    page.wait_for("#chip-pop input");
    page.press("Tab");
    page.has_focus("#chip-pop input");
    type_over("nobody");
    page.says("#chip-pop .help.is-invalid", "nobody");
    page.press("Tab");
    type_over("ecs-admin");
    assert_eq!(page.count("#chip-pop .help.is-invalid"), 1);
    page.press("Shift+Tab");
    type_over("company-a.onaliyun.com");
    page.wait_until("!document.querySelector('#chip-pop .is-invalid')");
    page.answers("Allow", ACCOUNT);
    page.press("Tab");
    type_over("Partner-ReadOnly-Access");
    page.answers("ImplicitDeny", ACCOUNT);
}
