//! English and Simplified Chinese.

use ram_text::{Lang, Msg};
use serde_json::json;

use crate::harness::Page;
use crate::playground::ACCOUNT;

/// The verdict, the trace and the tag of the document are in one language.
#[track_caller]
fn speaks(page: &Page, lang: Lang) {
    page.wait_until(&format!("document.documentElement.lang === '{}'", lang.tag()));
    page.answers("Allow", ACCOUNT);
    page.says(".verdict-word", &Msg::VerdictWordAllowed.string(lang));
    page.says("#trace h2", &Msg::PageTrace.string(lang));
    assert!(page.evaluate("document.title").as_str().unwrap_or_default().contains(&Msg::PageTitle.string(lang)));
}

#[test]
fn english_is_spoken_to_an_english_browser() {
    speaks(&Page::open(""), Lang::En);
}

#[test]
fn chinese_is_spoken_to_a_chinese_browser() {
    let page = Page::blank();
    let agent = page.evaluate("navigator.userAgent");
    let languages = json!({ "userAgent": agent, "acceptLanguage": "zh-TW,en" });
    page.devtools("Emulation.setUserAgentOverride", &languages);
    page.goto("");
    speaks(&page, Lang::ZhCn);
}

#[test]
fn the_address_chooses_the_language() {
    let page = Page::open("?lang=zh-CN");
    speaks(&page, Lang::ZhCn);
    page.goto("?lang=en");
    speaks(&page, Lang::En);
    page.goto("?lang=zh");
    speaks(&page, Lang::ZhCn);
}

#[test]
fn a_link_chooses_the_language() {
    speaks(&Page::open("#example=partner-operations&lang=zh-CN"), Lang::ZhCn);
}

#[test]
fn a_language_that_was_chosen_is_remembered() {
    let page = Page::open("");
    speaks(&page, Lang::En);
    page.click_named(&Msg::PageOtherLanguageLabel);
    speaks(&page, Lang::ZhCn);
    page.reload();
    speaks(&page, Lang::ZhCn);
    page.click_named(&Msg::PageOtherLanguageLabel);
    speaks(&page, Lang::En);
}

#[test]
fn another_language_leaves_edits_and_answer_alone() {
    let page = Page::open("#example=only-alice");
    page.replace_in_editor("Alice", "Bob");
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageOtherLanguageLabel);
    speaks(&page, Lang::ZhCn);
    page.says(".view-lines", "user/Bob");
}
