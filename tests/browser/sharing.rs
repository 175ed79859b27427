//! Scenarios go away as links and files, come back, and are kept in the browser.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use ram_scenario::import;
use ram_scenario::link::LinkError;
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use serde_json::json;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, example, fragment, trust_policy, trusting_only_alice};

/// An empty folder of one test's own.
fn folder(test: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("playground-{test}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for files");
    folder
}

/// A page that was opened with Partner operations and edited so that it denies.
fn edited(rest: &str) -> Page {
    let page = Page::open(rest);
    page.answers("Allow", ACCOUNT);
    page.replace_in_editor(":root", ":user/Alice");
    page.answers("ImplicitDeny", TRUST);
    page
}

#[track_caller]
fn tells_and_answers(rest: &str, error: &LinkError) {
    let page = Page::open(rest);
    page.says(".banner", &Msg::PageLinkNotOpened.string(Lang::En));
    page.says(".banner", &error.message().string(Lang::En));
    page.answers("Allow", ACCOUNT);
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn the_share_dialog_shows_the_link_and_its_length() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageShare);
    let fragment = page.shared_fragment();
    let n = page.address().len() + fragment.len();
    assert!(fragment.starts_with("#v1."), "{fragment}");
    page.says("dialog.share .lenmeter", &Msg::PageLinkFits { n }.string(Lang::En));
    assert_eq!(page.attribute("dialog.share [role=meter]", "aria-valuenow"), Some(n.to_string()));
}

#[test]
fn a_copied_link_is_on_the_clipboard_and_in_the_address_bar() {
    let page = Page::open("");
    page.allow_clipboard();
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageShare);
    let link = format!("{}{}", page.address(), page.shared_fragment());
    page.click_named(&Msg::PageCopyLink);
    page.says(".toast", &Msg::PageLinkCopied { n: link.len() }.string(Lang::En));
    assert_eq!(page.count("dialog"), 0);
    assert_eq!(page.evaluate("location.href"), link);
    assert_eq!(page.evaluate("navigator.clipboard.readText()"), link);
}

#[test]
fn where_copying_is_refused_the_link_is_selected() {
    let page = Page::open("");
    let refusal = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
    page.devtools("Browser.setPermission", &refusal);
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageShare);
    page.wait_for("#share-link");
    page.click_named(&Msg::PageCopyLink);
    page.wait_for("dialog.share [role=alert]");
    page.wait_until(
        "((field) => document.activeElement === field && field.selectionStart === 0
            && field.selectionEnd === field.value.length)(document.querySelector('#share-link'))",
    );
}

#[test]
fn a_shared_link_gives_the_same_answer_in_another_browser() {
    let page = edited("");
    page.click_named(&Msg::PageShare);
    let fragment = page.shared_fragment();
    let other = Page::open(&fragment);
    other.answers("ImplicitDeny", TRUST);
    assert_eq!(other.text(".verdict-why"), page.text(".verdict-why"));
    assert_eq!(other.count(".banner"), 0);
}

#[test]
fn a_link_of_the_page_opens_in_the_open_page() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.evaluate(&format!("location.hash = '{}'", fragment(&trusting_only_alice())));
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn a_cut_link_says_that_it_was_cut() {
    let link = fragment(&example("only-alice"));
    let cut = &link[..link.len() / 2];
    tells_and_answers(cut, &LinkError::Cut { length: cut.len() - "#v1.".len() });
}

#[test]
fn a_link_of_a_later_version_says_so() {
    tells_and_answers("#v2.abcdef", &LinkError::Newer { found: "v2".to_owned() });
}

#[test]
fn a_link_with_a_strange_character_says_which() {
    tells_and_answers("#v1.abc+def", &LinkError::Character { found: '+', position: 4 });
}

#[test]
fn a_link_that_is_no_scenario_says_so() {
    tells_and_answers("#v1.____", &LinkError::Damaged);
}

#[test]
fn a_link_with_a_broken_policy_opens_and_says_what_is_wrong() {
    let mut scenario = example("partner-operations");
    *scenario.document_mut(&trust_policy()).expect("the role has a trust policy") = "{ \"Version\": ".to_owned();
    let page = Page::open(&fragment(&scenario));
    page.wait_for(".problem");
    assert_ne!(page.text(".verdict-why"), "");
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn edits_are_there_again_after_a_reload() {
    let page = edited("");
    page.reload();
    page.answers("ImplicitDeny", TRUST);
    page.wait_for_editor();
    page.says(".view-lines", "user/Alice");
}

#[test]
fn edits_of_a_shared_scenario_are_there_again_after_a_reload() {
    let link = fragment(&example("partner-operations"));
    let page = edited(&link);
    page.reload();
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn an_edited_example_says_so_and_opens_as_it_was() {
    let page = edited("#example=partner-operations");
    page.goto("#example=partner-operations");
    page.answers("ImplicitDeny", TRUST);
    page.says(".banner", &page.words(&Msg::PageLaterEdits));
    page.click_named(&Msg::PageOpenOriginal);
    page.answers("Allow", ACCOUNT);
}

#[test]
fn the_original_of_a_shared_scenario_is_what_was_shared() {
    let page = Page::open(&fragment(&trusting_only_alice()));
    page.answers("ImplicitDeny", TRUST);
    page.replace_in_editor("Alice", "Bob");
    page.answers("Allow", ACCOUNT);
    page.reload();
    page.answers("Allow", ACCOUNT);
    page.choose_in_menu(&Msg::PageOpenOriginal);
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn the_way_back_to_the_original_can_be_undone() {
    let page = edited("");
    page.choose_in_menu(&Msg::PageOpenOriginal);
    page.answers("Allow", ACCOUNT);
    page.click(".toast button");
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn a_saved_file_holds_the_scenario_as_it_is_now() {
    let folder = folder("saved");
    let page = edited("");
    let to = json!({ "behavior": "allow", "downloadPath": folder.to_str() });
    page.devtools("Browser.setDownloadBehavior", &to);
    page.choose_in_menu(&Msg::PageSaveFile);
    let file = folder.join("partner-operations.ram-scenario.json");
    let start = Instant::now();
    while !file.exists() && start.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(50));
    }
    let text = fs::read_to_string(&file).expect("the file was saved");
    let saved = Scenario::from_json(&text).expect("it is a scenario");
    assert_eq!(saved.document(&trust_policy()), trusting_only_alice().document(&trust_policy()));
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_file_opens() {
    let folder = folder("opened");
    let file = folder.join("scenario.json");
    fs::write(&file, trusting_only_alice().to_json_pretty()).expect("the file can be written");
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.choose_file("input[type=file]", &file);
    page.answers("ImplicitDeny", TRUST);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_loses_nothing() {
    let folder = folder("broken");
    let file = folder.join("scenario.json");
    fs::write(&file, "{ \"format\": ").expect("the file can be written");
    let page = edited("");
    page.choose_file("input[type=file]", &file);
    page.says(".banner", &Msg::PageFileNotOpened.string(Lang::En));
    let error = import::read("{ \"format\": ").expect_err("it is no JSON");
    page.says(".banner", &error.message().string(Lang::En));
    page.answers("ImplicitDeny", TRUST);
    page.says(".view-lines", "user/Alice");
    let _ = fs::remove_dir_all(folder);
}
