//! The scenarios that come with the product.

use ram_scenario::examples::EXAMPLES;
use ram_scenario::link::LinkError;
use ram_text::{Lang, Msg};

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST};

#[test]
fn every_example_gives_the_answer_of_its_story() {
    let expected = [
        ("partner-operations", "Allow", ACCOUNT),
        ("partner-read-only", "ImplicitDeny", ACCOUNT),
        ("only-alice", "ImplicitDeny", TRUST),
        ("narrow-assume", "ImplicitDeny", ACCOUNT),
        ("arms-vendor", "Allow", ACCOUNT),
        ("same-account", "ImplicitDeny", ACCOUNT),
        ("explicit-deny", "ExplicitDeny", ACCOUNT),
        ("role-chain", "Allow", ACCOUNT),
        ("oss-partner", "ImplicitDeny", ACCOUNT),
    ];
    assert_eq!(Vec::from(expected.map(|(slug, ..)| slug)), Vec::from_iter(EXAMPLES.iter().map(|e| e.slug)));
    let page = Page::blank();
    for (slug, decision, layer) in expected {
        page.goto(&format!("#example={slug}"));
        page.answers(decision, layer);
        page.wait_for(".step.decides");
    }
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn the_menu_offers_every_example_and_opens_it() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.click_named(&Msg::PageExamples);
    assert_eq!(page.count(".tb-examples [role=menuitem]"), EXAMPLES.len());
    page.click_button(EXAMPLES[2].scenario().title.get("en"));
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn another_example_in_the_address_opens_at_once() {
    let page = Page::open("#example=partner-operations");
    page.answers("Allow", ACCOUNT);
    page.evaluate("location.hash = 'example=only-alice'");
    page.answers("ImplicitDeny", TRUST);
}

#[test]
fn an_example_that_does_not_exist_has_a_sentence_and_an_answer() {
    let page = Page::open("#example=no-such-example");
    let error = LinkError::NoSuchExample { slug: "no-such-example".to_owned() };
    page.says(".banner", &error.message().string(Lang::En));
    page.answers("Allow", ACCOUNT);
}

#[test]
fn a_new_scenario_has_no_answer_yet_and_says_what_is_missing() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    page.choose_in_menu(&Msg::PageNewScenario);
    page.answers("None", "");
    page.says(".verdict-why", &page.words(&Msg::VerdictChooseUser));
}
