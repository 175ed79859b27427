//! The page for everyone: with keys alone, read aloud, in the dark, on a phone.

use ram_text::{Msg, code};
use serde_json::json;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, fragment, with_everything};

const PHONE: (u32, u32) = (390, 844);
const DESK: (u32, u32) = (1440, 900);

#[track_caller]
fn axe_finds_nothing(page: &Page, state: &str) {
    // Colours are judged as they will stay, so nothing may still be fading in.
    page.wait_until("document.getAnimations().every(({ playState }) => playState !== 'running')");
    assert_eq!(page.accessibility_violations(), [""; 0], "{state}");
}

/// The page as it opens, with a picker open and with the share dialog open, at two widths.
#[track_caller]
fn nothing_is_serious(scheme: &str, lang: &str) {
    let page = Page::blank();
    page.emulate_media("prefers-color-scheme", scheme);
    page.resize(DESK.0, DESK.1);
    page.goto(&format!("?lang={lang}"));
    page.wait_for_editor();
    for (width, height) in [DESK, PHONE] {
        page.resize(width, height);
        page.wait_until(&format!("innerWidth === {width}"));
        let check = |state: &str| axe_finds_nothing(&page, &format!("{state} at {width}"));
        check("as it opens");
        page.click("#pick-action");
        page.has_focus("[role=combobox]");
        check("with an open picker");
        page.press("Escape");
        page.wait_until("!document.querySelector('.pk')");
        page.click(".topbar .btn.primary");
        page.wait_for("#share-link");
        check("with the share dialog");
        page.press("Escape");
        page.wait_until("!document.querySelector('dialog')");
    }
    for (heading, row) in PAGES {
        page.resize(DESK.0, DESK.1);
        page.goto(&format!("?lang={lang}{}", fragment(&with_everything())));
        page.wait_for("[data-row='directory/fd-1']");
        page.show_facts(heading, row);
        if row.contains("/policy/custom/") {
            page.click_named(&Msg::EntityReadVersion { version: code("v1") });
            page.wait_for("#version-1 ins");
        }
        for (width, height) in [DESK, PHONE] {
            page.resize(width, height);
            page.wait_until(&format!("innerWidth === {width}"));
            axe_finds_nothing(&page, &format!("the page of {row} at {width}"));
        }
    }
}

/// Pages of facts, each by the row that leads to it and the heading over that.
const PAGES: [(Option<&str>, &str); 5] = [
    (Some("1234567890123456/policies"), "1234567890123456/policy/custom/reports-read"),
    (None, "directory/fd-1"),
    (None, "1234567890123456/resource/acs:ecs:cn-hangzhou:1234567890123456:instance/i-001"),
    (Some("1234567890123456/groups"), "1234567890123456/group/night"),
    (Some("directory/policies"), "directory/policy/watched"),
];

/// That the page is as wide as the window, in every pane.
#[track_caller]
fn does_not_scroll_sideways(page: &Page) {
    let wide = "[...document.querySelectorAll('html, body, .app, .main, .panes, .ask, #verdict, #trace .flow')]
        .filter(({ scrollWidth, clientWidth }) => clientWidth && scrollWidth > clientWidth)
        .map(({ tagName, id, className }) => `${tagName}#${id}.${className}`)";
    assert_eq!(page.evaluate(wide), serde_json::json!([]));
    let edge = "document.querySelector('.topbar .btn.primary').getBoundingClientRect().right <= innerWidth";
    assert_eq!(page.evaluate(edge), true, "the top bar fits");
}

#[test]
fn axe_finds_nothing_serious_in_light_english() {
    nothing_is_serious("light", "en");
}

#[test]
fn axe_finds_nothing_serious_in_dark_english() {
    nothing_is_serious("dark", "en");
}

#[test]
fn axe_finds_nothing_serious_in_light_chinese() {
    nothing_is_serious("light", "zh");
}

#[test]
fn axe_finds_nothing_serious_in_dark_chinese() {
    nothing_is_serious("dark", "zh");
}

#[test]
fn axe_finds_nothing_serious_in_a_denial_of_a_broken_policy() {
    let page = Page::open("#example=explicit-deny");
    page.answers("ExplicitDeny", ACCOUNT);
    page.wait_for_editor();
    page.click(".step.decides .src-link");
    page.says(".tab[aria-selected=true]", "ecs-guard");
    page.replace_in_editor("{", "x");
    page.wait_for("#verdict[data-stale=true]");
    page.wait_for(".problem");
    axe_finds_nothing(&page, "denied and broken");
}

#[test]
fn the_first_tab_stop_skips_to_the_question() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.press("Tab");
    page.has_focus(".skips a");
    page.press("Enter");
    page.wait_until("document.activeElement.closest('#question')");
    assert_eq!(page.evaluate("location.hash"), "");
}

#[test]
fn a_changed_answer_is_spoken() {
    let page = Page::open("#example=only-alice");
    page.answers("ImplicitDeny", TRUST);
    assert_eq!(page.evaluate("document.querySelector('#verdict + [role=status]').textContent"), "");
    page.pick("#pick-user", "Alice");
    page.answers("Allow", ACCOUNT);
    page.says("#verdict + [role=status]", &page.words(&Msg::VerdictWordAllowed));
}

#[test]
fn tab_can_be_made_to_leave_the_editor() {
    let page = Page::open("");
    page.wait_for_editor();
    page.click(".monaco-editor .view-line");
    page.press("Control+m");
    page.wait_for(".editor-note");
    page.press("Tab");
    page.wait_until("!document.activeElement.closest('.monaco-editor')");
}

#[test]
fn escape_closes_the_share_dialog_and_gives_the_focus_back() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageShare);
    page.wait_for("#share-link");
    page.press("Escape");
    page.wait_until("!document.querySelector('dialog')");
    page.has_focus(".topbar .btn.primary");
}

#[test]
fn the_chosen_theme_is_remembered() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageTheme);
    page.click_named(&Msg::PageThemeDark);
    page.wait_until("document.documentElement.dataset.theme === 'dark'");
    page.reload();
    page.wait_until("document.documentElement.dataset.theme === 'dark'");
}

#[test]
fn a_phone_shows_one_pane_at_a_time() {
    let page = Page::blank();
    page.resize(PHONE.0, PHONE.1);
    page.goto("");
    page.answers("Allow", ACCOUNT);
    let shown = |pane: &str| {
        let is_shown = "((element) => element.getBoundingClientRect().height > 100)";
        let others = ["#trace", ".editor-pane", ".explorer"].into_iter().filter(|other| *other != pane);
        page.wait_until(&format!("{is_shown}(document.querySelector('{pane}'))"));
        for other in others {
            page.wait_until(&format!("!{is_shown}(document.querySelector('{other}'))"));
        }
    };
    shown("#trace");
    page.click_named(&Msg::PageViewPolicies);
    shown(".editor-pane");
    page.click_named(&Msg::PageWorld);
    shown(".explorer");
    page.click_named(&Msg::PageAnswer);
    shown("#trace");
}

#[test]
fn a_source_link_shows_the_editor_on_a_phone() {
    let page = Page::blank();
    page.resize(PHONE.0, PHONE.1);
    page.goto("");
    page.answers("Allow", ACCOUNT);
    page.click(".step.decides .src-link");
    page.wait_for(".main[data-pane=editor]");
    page.says(".tab[aria-selected=true]", "AliyunECSFullAccess");
}

#[test]
fn a_phone_never_scrolls_sideways() {
    let page = Page::blank();
    page.resize(PHONE.0, PHONE.1);
    for lang in ["en", "zh"] {
        for slug in ["partner-operations", "role-chain", "oss-partner"] {
            page.goto(&format!("?lang={lang}#example={slug}"));
            page.wait_for(".step.decides");
            does_not_scroll_sideways(&page);
        }
        page.click_named(&Msg::PageViewPolicies);
        page.wait_for(".main[data-pane=editor]");
        does_not_scroll_sideways(&page);
        page.click_named(&Msg::PageWorld);
        page.wait_for(".main[data-pane=world]");
        does_not_scroll_sideways(&page);
    }
}

#[test]
fn only_in_a_low_frame_the_question_is_words() {
    let page = Page::blank();
    // The page itself may hold no frames, so it stands in for one that may.
    page.devtools("Page.setBypassCSP", &json!({ "enabled": true }));
    page.goto("");
    page.answers("Allow", ACCOUNT);
    page.evaluate(
        "(() => {
            const frame = document.createElement('iframe');
            frame.src = `${location.pathname}#example=partner-operations`;
            frame.style.cssText = 'position: fixed; left: 0; top: 0; width: 1000px; height: 400px; z-index: 99';
            document.body.append(frame);
        })()",
    );
    page.wait_until("document.querySelector('iframe').contentDocument?.querySelector('#verdict[data-decision=Allow]')");
    let drawn = "((root, css) => getComputedStyle(root.querySelector(css)).display)";
    let inside = "document.querySelector('iframe').contentDocument";
    page.wait_until(&format!("{drawn}({inside}, '.ask-edit') === 'none'"));
    page.wait_until(&format!("{drawn}({inside}, '.ask-plain') === 'inline'"));
    page.resize(1000, 400);
    page.wait_until("innerHeight <= 400");
    page.wait_until(&format!("{drawn}(document, '.ask-edit') !== 'none'"));
}
