//! Everyday comfort: the form beside the text, paste, drag and drop, two tabs, the shelf.

use ram_scenario::scenario::Scenario;
use ram_text::Msg;
use serde_json::json;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, example, fragment};

/// Pastes a text where no field takes it.
fn paste(page: &Page, text: &str) {
    page.evaluate(&format!(
        "(() => {{
            const data = new DataTransfer();
            data.setData('text/plain', {});
            document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}));
        }})()",
        json!(text)
    ));
}

#[test]
fn a_pasted_scenario_opens() {
    let told = example("partner-operations");
    let page = Page::open(&fragment(&Scenario::empty()));
    page.wait_for(".explorer .empty");
    paste(&page, &told.to_json_pretty());
    page.answers("Allow", ACCOUNT);
    assert_eq!(page.shared(), told);
}

#[test]
fn a_pasted_policy_becomes_a_custom_policy_and_an_arn_a_question() {
    let page = Page::open("#example=partner-read-only");
    page.answers("ImplicitDeny", ACCOUNT);
    paste(&page, r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}"#);
    page.says(".tabs [aria-selected=true]", "policy");
    page.says(".toast", "policy");
    page.says(".view-lines", "oss:*");
    paste(&page, "acs:ecs:cn-hangzhou:1234567890123456:instance/i-002");
    page.says("#question", "i-002");
    paste(&page, "nothing in particular");
    page.says(".toast", &page.words(&Msg::EntityPasteNothing));
}

#[test]
fn a_policy_is_edited_as_a_form_and_the_text_keeps_its_layout() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click_button(&page.words(&Msg::PageAsForm));
    page.wait_for(".ve .seg");
    assert_eq!(page.accessibility_violations(), [""; 0]);
    page.click(".ve .seg > :last-child");
    page.answers("ExplicitDeny", TRUST);
    let text = example("partner-operations").document(&crate::playground::trust_policy()).unwrap().to_owned();
    let after = page.shared();
    assert_eq!(
        after.document(&crate::playground::trust_policy()).unwrap(),
        text.replace("\"Allow\"", "\"Deny\""),
        "nothing but the effect is another"
    );
    page.press("Control+z");
    page.answers("Allow", ACCOUNT);
    page.click_button(&page.words(&Msg::PageAsText));
    page.wait_for(".monaco-editor .view-line");
}

#[test]
fn a_policy_is_attached_by_dragging_it_onto_a_user() {
    let page = Page::open("#example=partner-read-only");
    page.answers("ImplicitDeny", ACCOUNT);
    let from = "[role=treeitem][data-row$='/role/Partner-ReadOnly-Access/AliyunECSReadOnlyAccess']";
    let onto = "[role=treeitem][data-row$='/user/Bob']";
    page.wait_for(from);
    let drag = format!(
        "(() => {{
            const data = new DataTransfer();
            const tell = (css, kind) => document.querySelector(css)
                .dispatchEvent(new DragEvent(kind, {{ dataTransfer: data, bubbles: true, cancelable: true }}));
            tell({from}, 'dragstart'); tell({onto}, 'dragover'); tell({onto}, 'drop');
        }})()",
        from = json!(from),
        onto = json!(onto)
    );
    // The module that knows what a drop means is fetched late.
    page.wait_for(".problem-more .btn");
    page.evaluate(&drag);
    page.wait_until("document.querySelector('.tb-wide .btn.icon')?.title.includes('AliyunECSReadOnlyAccess')");
    let attached = page.shared().accounts.into_iter().flat_map(|account| account.users);
    let bob = attached.into_iter().find(|user| user.name == "Bob").expect("Bob is there");
    assert!(bob.policies.iter().any(|attachment| attachment.policy == "AliyunECSReadOnlyAccess"), "{bob:?}");
}

#[test]
fn a_tab_is_told_that_another_one_has_changed_its_scenario() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    let slot = "Object.keys(localStorage).find((key) => key.includes('slot/'))";
    page.wait_until(slot);
    page.evaluate(&format!("dispatchEvent(new StorageEvent('storage', {{ key: {slot} }}))"));
    page.says(".banner", &page.words(&Msg::PageOtherTab));
    // Until one of the two is chosen, what the other tab has kept stays as it is.
    assert_eq!(page.count(".banner .btn.icon"), 0);
    page.evaluate(&format!("localStorage.setItem({slot}, 'of the other tab')"));
    page.replace_in_editor(":user/Alice", ":user/Carol");
    page.says(".view-lines", ":user/Carol");
    page.click_button(&page.words(&Msg::PageSaveCopy));
    page.wait_until("!document.querySelector('.banner')");
    page.answers("ImplicitDeny", TRUST);
    page.wait_until("Object.keys(localStorage).filter((key) => key.includes('slot/')).length === 2");
    page.wait_until("Object.values(localStorage).includes('of the other tab')");
}

#[test]
fn a_scenario_is_found_renamed_and_deleted_on_the_shelf_and_comes_back() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    page.wait_until("Object.keys(localStorage).some((key) => key.includes('slot/'))");
    page.press("Control+k");
    page.take(&page.words(&Msg::PageScenarios));
    page.says("dialog.slots", "Partner operations");
    assert_eq!(page.accessibility_violations(), [""; 0]);
    page.click("dialog.slots .slot > .btn.icon:last-child");
    page.wait_until("!Object.keys(localStorage).some((key) => key.includes('slot/example'))");
    page.press("Escape");
    page.says(".toast", "Partner operations");
    page.click(".toast .btn");
    page.wait_until("Object.keys(localStorage).some((key) => key.includes('slot/'))");
}
