//! What the module draws renders to text without a browser, in both languages.

use std::rc::Rc;

use ram_author_web::entities::dialog::{EntityDialog, EntityDialogProps};
use ram_author_web::entities::form::Given;
use ram_author_web::entities::page::{EntityPage, EntityPageProps};
use ram_author_web::entities::wish::{Made, Wish};
use ram_author_web::palette::entities_of;
use ram_author_web::share;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::{Entity, Holder};
use ram_scenario::examples::EXAMPLES;
use ram_text::{Lang, Msg};
use yew::prelude::*;

async fn render<C: BaseComponent>(props: C::Properties) -> String {
    yew::LocalServerRenderer::<C>::with_props(props).hydratable(false).render().await
}

#[tokio::test]
async fn the_share_dialog_says_what_a_long_link_means() {
    for (length, message) in [
        (2_000, Msg::PageLinkFits { n: 2_000 }),
        (2_001, Msg::PageLinkLong { n: 2_001 }),
        (8_001, Msg::PageLinkVeryLong { n: 8_001 }),
    ] {
        let props = share::ShareProps {
            link: "x".repeat(length).into(),
            copied: share::Copied::Not,
            copy_keys: "Ctrl+C",
            lang: Lang::En,
            on_copy: Callback::noop(),
            on_download: Callback::noop(),
            on_close: Callback::noop(),
        };
        let html = render::<share::Share>(props).await;
        assert!(html.contains(&message.string(Lang::En)), "{html}");
        assert!(html.contains("Nothing leaves this browser."), "{html}");
    }
}

#[tokio::test]
async fn every_entity_has_a_page_with_its_arn_and_its_policies() {
    for (example, lang) in EXAMPLES.iter().flat_map(|example| Lang::ALL.map(|lang| (example, lang))) {
        let scenario = Rc::new(example.scenario());
        let analysis = Rc::new(Analysis::of(&scenario, None));
        for entity in entities_of(&scenario) {
            let facts = ram_scenario::facts::facts(&scenario, &analysis.documents, &entity).unwrap();
            let props = EntityPageProps {
                scenario: scenario.clone(),
                analysis: analysis.clone(),
                entity: entity.clone(),
                lang,
                on_wish: Callback::noop(),
                on_show: Callback::noop(),
                on_copy: Callback::noop(),
            };
            let html = render::<EntityPage>(props).await;
            assert!(html.contains(facts.arn.as_deref().unwrap()), "{entity:?}: {html}");
            for held in &facts.policies {
                assert!(html.contains(&held.attachment.policy), "{entity:?}: {html}");
            }
        }
    }
}

#[tokio::test]
async fn every_form_is_labelled_and_begins_without_a_broken_rule() {
    let scenario = Rc::new(EXAMPLES[0].scenario());
    let mut wishes = vec![Wish::Attach(Holder::role(&scenario.accounts[0].id, &scenario.accounts[0].roles[0].name))];
    wishes.extend(Made::offered(&scenario).into_iter().map(|made| Wish::New(made, None)));
    wishes.extend(entities_of(&scenario).into_iter().filter(|entity| entity.kind() == "user").map(Wish::Join));
    for (wish, lang) in wishes.iter().flat_map(|wish| Lang::ALL.map(|lang| (wish, lang))) {
        let given = Given { scenario: scenario.clone(), lang, on_finish: Callback::noop(), on_close: Callback::noop() };
        let html = render::<EntityDialog>(EntityDialogProps { given, wish: wish.clone() }).await;
        assert!(html.contains("<form") && html.contains("type=\"submit\""), "{wish:?}: {html}");
        assert!(!html.contains("aria-invalid"), "{wish:?}: {html}");
        for id in html.split(" id=\"new-").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_labelled = html.contains(&format!("for=\"new-{id}\"")) || html.contains("<label class=\"choice\">");
            assert!(is_labelled || id.ends_with("-help"), "{wish:?}: {id}");
        }
    }
}

#[tokio::test]
async fn deleting_says_what_is_in_the_way_and_what_follows() {
    let scenario = Rc::new(EXAMPLES[0].scenario());
    let account = &scenario.accounts[0];
    let role = &account.roles[0];
    let wish = Wish::Delete(Entity::Role { account: account.id.clone(), name: role.name.clone() });
    let given =
        Given { scenario: scenario.clone(), lang: Lang::En, on_finish: Callback::noop(), on_close: Callback::noop() };
    let html = render::<EntityDialog>(EntityDialogProps { given, wish }).await;
    assert!(html.contains(&role.policies[0].policy), "the policy in the way is named: {html}");
    assert!(html.contains(&Msg::EntityDetachAndDelete.string(Lang::En)), "{html}");
    assert!(html.contains("The question is about"), "{html}");
}
