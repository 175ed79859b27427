//! The form of a policy renders to text without a browser: every document of the examples, in both languages.

use std::rc::Rc;

use ram_author_web::visual::{Visual, VisualProps};
use ram_catalog::Catalogue;
use ram_policy::text::Span;
use ram_scenario::examples::{EXAMPLES, example};
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

const ACTIONS: &str = include_str!("../../../static/data/actions.json");

fn props(scenario: &Rc<Scenario>, document: DocumentKey, text: &str, lang: Lang) -> VisualProps {
    VisualProps {
        scenario: scenario.clone(),
        catalogue: None,
        document,
        text: text.into(),
        lang,
        is_read_only: false,
        on_text: Callback::from(|(text, _)| panic!("rendering changes nothing: {text}")),
        linked: None,
        on_open: Callback::from(|tab| panic!("rendering opens nothing: {tab:?}")),
        on_rest: Callback::from(|span| panic!("rendering rests nowhere: {span:?}")),
        on_json: Callback::from(|span: Option<Span>| panic!("rendering goes nowhere: {span:?}")),
    }
}

async fn render(props: VisualProps) -> String {
    yew::LocalServerRenderer::<Visual>::with_props(props).hydratable(false).render().await
}

fn partner() -> Rc<Scenario> {
    Rc::new(example("partner-operations").unwrap().scenario())
}

fn custom() -> DocumentKey {
    DocumentKey::Custom { account: "1234567890123456".to_owned(), policy: "ecs-ops".to_owned() }
}

fn trust() -> DocumentKey {
    DocumentKey::Trust { account: "1234567890123456".to_owned(), role: "ecs-admin".to_owned() }
}

/// Every document of a scenario that somebody wrote.
fn documents(scenario: &Scenario) -> Vec<(DocumentKey, String)> {
    let mut documents = Vec::new();
    for account in &scenario.accounts {
        let id = &account.id;
        for policy in &account.policies {
            let key = DocumentKey::Custom { account: id.clone(), policy: policy.name.clone() };
            documents.push((key, policy.document.clone()));
        }
        for role in &account.roles {
            let key = DocumentKey::Trust { account: id.clone(), role: role.name.clone() };
            documents.extend(role.trust_policy.clone().map(|text| (key, text)));
        }
    }
    for policy in &scenario.resource_policies {
        let key = DocumentKey::Bucket { account: policy.account.clone(), bucket: policy.bucket.clone() };
        documents.push((key, policy.document.clone()));
    }
    documents
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The opening tags with a name.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name} ");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

/// A text without its tags.
fn words(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let text = parts.collect::<String>();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[track_caller]
fn check_names(html: &str) {
    let ids = values(html, "id");
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{id} twice");
    }
    for name in ["aria-controls", "aria-labelledby", "aria-describedby"] {
        for id in values(html, name) {
            assert!(ids.contains(&id), "{name} {id} is nowhere");
        }
    }
    for input in tags(html, "input").into_iter().chain(tags(html, "select")) {
        // The version and an ARN as text have a label around them.
        let is_labelled = input.contains("aria-label=") || input.contains("ve-version") || input.contains("-text\"");
        assert!(is_labelled, "no name: {input}");
    }
    // A heading's control opens or shuts its card.
    for toggle in tags(html, "button").into_iter().filter(|it| it.contains("ve-toggle")) {
        assert!(toggle.contains("aria-expanded="), "{toggle}");
    }
}

#[tokio::test]
async fn every_document_of_the_examples_has_a_form_in_both_languages() {
    let mut count = 0;
    for example in EXAMPLES {
        let scenario = Rc::new(example.scenario());
        for (document, text) in documents(&scenario) {
            for lang in Lang::ALL {
                let html = render(props(&scenario, document.clone(), &text, lang)).await;
                assert!(html.contains("class=\"ve-cards\""), "{document}: {html}");
                check_names(&html);
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[tokio::test]
async fn a_trust_policy_shows_whom_it_trusts() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1345678901234567:root"],"Service":"ecs.aliyuncs.com"}}]}"#;
    let html = render(props(&partner(), trust(), text, Lang::En)).await;
    let said = words(&html);
    assert!(said.contains("every user and role of Company B"), "{said}");
    assert!(said.contains(&Msg::FormTitle { kind: "trust" }.string(Lang::En)), "{said}");
    // A role is about itself: there is no field for resources.
    assert!(!html.contains("ve-0-resource"), "{html}");
    assert!(html.contains("ve-0-principal-0") && html.contains("ve-0-principal-1"), "{html}");
    // The finding stands in the card, with what mends it.
    assert!(said.contains("Trust without external ID"), "{said}");
}

#[tokio::test]
async fn every_element_is_shown() {
    let text = r#"{"Version":"1","Statement":[{"Sid":"开机","Effect":"Deny","NotAction":["ecs:Start*","vpc:CreateVpc"],"Resource":["acs:ecs:*:1234567890123456:instance/*"],"Condition":{"IpAddress":{"acs:SourceIp":["10.0.0.0/8","x"]},"Bool":{"acs:MFAPresent":"true"}}}]}"#;
    let html = render(VisualProps {
        catalogue: Some(Rc::new(Catalogue::parse(ACTIONS).unwrap())),
        ..props(&partner(), custom(), text, Lang::En)
    })
    .await;
    assert!(html.contains("value=\"开机\""), "{html}");
    let said = words(&html);
    for entry in
        ["ecs:Start*4", "vpc:CreateVpc", "acs:ecs:*:1234567890123456:instance/*2 of 9", "10.0.0.0/8", "xcan’t be read"]
    {
        assert!(said.contains(entry), "{entry}: {said}");
    }
    assert!(html.contains("<option value=\"NotAction\" selected"), "{html}");
    // Deny is the one of the two that holds.
    let effects = tags(&html, "button").into_iter().filter(|it| it.contains("role=\"radio\"")).collect::<Vec<_>>();
    let checked = effects.iter().map(|it| it.contains("aria-checked=\"true\"")).collect::<Vec<_>>();
    assert_eq!(checked, [false, true, true, false], "{effects:?}");
    // The only resource with fields is open, account by name.
    assert!(html.contains("aria-label=\"Account: Company A\""), "{html}");
    assert!(said.contains("Matches 2 of 9 resources here"), "{said}");
    check_names(&html);
}

#[tokio::test]
async fn a_document_that_can_only_be_read_has_nothing_to_press_but_its_cards() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:*"],"Resource":"*"},{"Effect":"Deny","Action":7}]}"#;
    for lang in Lang::ALL {
        let key = DocumentKey::System { policy: "AliyunECSFullAccess".to_owned() };
        let html = render(VisualProps { is_read_only: true, ..props(&partner(), key, text, lang) }).await;
        assert!(words(&html).contains(&Msg::FormReadOnly.string(lang)), "{html}");
        assert!(!html.contains("role=\"combobox\"") && !html.contains("tok-x") && !html.contains("ve-deeds"), "{html}");
        for input in tags(&html, "input") {
            assert!(input.contains("readonly"), "{input}");
        }
        assert!(words(&html).contains("ecs:*"), "{html}");
    }
}

#[tokio::test]
async fn a_broken_document_says_so_and_leads_back_to_json() {
    for lang in Lang::ALL {
        for text in ["{ \"Version\": \"1\", ", "[]", "7", "{\"Statement\": {}}"] {
            let html = render(props(&partner(), custom(), text, lang)).await;
            let said = words(&html);
            assert!(said.contains(&Msg::FormBrokenTitle.string(lang)), "{text}: {said}");
            assert!(said.contains(&Msg::FormOpenJson.string(lang)), "{text}: {said}");
            assert!(!html.contains("ve-card"), "{text}: {html}");
        }
    }
}

#[tokio::test]
async fn an_empty_document_offers_a_beginning() {
    for lang in Lang::ALL {
        let html = render(props(&partner(), custom(), " \n", lang)).await;
        assert!(words(&html).contains(&Msg::FormBegin.string(lang)), "{html}");
        let read_only = VisualProps { is_read_only: true, ..props(&partner(), custom(), "", lang) };
        assert!(!words(&render(read_only).await).contains(&Msg::FormBegin.string(lang)));
        let none = render(props(&partner(), custom(), "{\"Version\":\"1\",\"Statement\":[]}", lang)).await;
        assert!(words(&none).contains(&Msg::FormNoStatement.string(lang)), "{none}");
        assert!(none.contains("id=\"ve-add\""), "{none}");
    }
}

#[tokio::test]
async fn a_statement_that_has_no_fields_is_said_and_can_still_be_moved() {
    let both = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","NotAction":"a:b","Resource":"*"},7]}"#;
    let html = render(props(&partner(), custom(), both, Lang::En)).await;
    let said = words(&html);
    assert!(said.contains("The form shows Action or NotAction, not both."), "{said}");
    assert!(said.contains(&Msg::FormOpenJson.string(Lang::En)), "{said}");
    assert!(html.contains("ve-0-down") && html.contains("ve-1-delete"), "{html}");
    assert!(!html.contains("ve-0-action"), "{html}");
}

#[tokio::test]
async fn a_name_that_stands_twice_is_said_in_its_card_and_leaves_the_others_to_be_edited() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"ecs:StopInstance","Resource":"*"}]}"#;
    let html = render(props(&partner(), custom(), text, Lang::En)).await;
    let said = words(&html);
    assert!(said.contains("A name stands twice in one object here. This statement can be edited in JSON."), "{said}");
    // The finding offers to mend it.
    assert!(said.contains("This name stands twice in one object. Keep one.") && said.contains("Remove "), "{said}");
    assert!(!html.contains("ve-0-action") && html.contains("ve-1-action"), "{html}");
}

#[tokio::test]
async fn members_that_the_form_does_not_know_are_named() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","备注":1}]}"#;
    let said = words(&render(props(&partner(), custom(), text, Lang::ZhCn)).await);
    assert!(said.contains("原样保留，此处没有对应的字段：备注"), "{said}");
}

#[tokio::test]
async fn an_error_in_one_statement_leaves_the_sentences_of_the_others() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:StopInstance","Resource":"*"},{"Effect":"Allow","Action":[],"Resource":"*"}]}"#;
    let html = render(props(&partner(), custom(), text, Lang::En)).await;
    assert_eq!(html.matches("class=\"ve-words\"").count(), 1, "{html}");
    assert!(words(&html).contains("Allows ecs:StopInstance on every resource."), "{html}");
}

#[tokio::test]
async fn of_many_statements_the_first_is_open() {
    let statement = r#"{"Effect":"Allow","Action":"ecs:StopInstance","Resource":"*"}"#;
    let text = format!("{{\"Version\":\"1\",\"Statement\":[{}]}}", [statement; 5].join(","));
    let html = render(props(&partner(), custom(), &text, Lang::En)).await;
    assert_eq!(html.matches("class=\"ve-body\"").count(), 1);
    let toggles = tags(&html, "button").into_iter().filter(|it| it.contains("ve-toggle")).collect::<Vec<_>>();
    let is_open = toggles.iter().map(|it| it.contains("aria-expanded=\"true\"")).collect::<Vec<_>>();
    assert_eq!(is_open, [true, false, false, false, false]);
}

#[tokio::test]
async fn of_very_many_statements_a_hundred_are_drawn() {
    let statement = |at: usize| format!(r#"{{"Effect":"Allow","Action":"ecs:Stop{at}","Resource":"*"}}"#);
    let text = |count: usize| {
        let statements = (0..count).map(statement).collect::<Vec<_>>().join(",");
        format!("{{\"Version\":\"1\",\"Statement\":[{statements}]}}")
    };
    for lang in Lang::ALL {
        let html = render(props(&partner(), custom(), &text(1_000), lang)).await;
        assert_eq!(html.matches("<article").count(), 100);
        let said = words(&html);
        assert!(said.contains(&Msg::FormPage { from: 1, to: 100, all: 1_000 }.string(lang)), "{said}");
        // Each says what it does, although the document is too long as a whole.
        assert!(said.contains("ecs:Stop99") && !said.contains("ecs:Stop100"), "{said}");
        check_names(&html);
        let few = render(props(&partner(), custom(), &text(100), lang)).await;
        assert!(few.matches("<article").count() == 100 && !few.contains("ve-pages"));
    }
}

#[tokio::test]
async fn what_adds_a_statement_opens_a_menu() {
    for text in ["", "{\"Version\":\"1\",\"Statement\":[]}"] {
        let html = render(props(&partner(), trust(), text, Lang::En)).await;
        let button = tags(&html, "button").into_iter().find(|it| it.contains("id=\"ve-add\"")).unwrap();
        assert!(button.contains("aria-haspopup=\"menu\"") && button.contains("aria-expanded=\"false\""), "{button}");
        // Shut, it leads nowhere.
        assert!(!button.contains("aria-controls"), "{button}");
    }
}

#[tokio::test]
async fn every_value_of_a_condition_can_be_written() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{"DateEquals":{"acs:CurrentTime":"2027-01-01T00:00:00+08:00"},"NumericLessThan":{"ecs:n":"3"},"StringEquals":{"acs:ResourceTag/env":["","test"]}}}]}"#;
    for lang in Lang::ALL {
        let html = render(props(&partner(), custom(), text, lang)).await;
        // A time has a field for another beside its calendar.
        assert!(html.contains("id=\"ve-0-if-0-time\"") && html.contains("id=\"ve-0-if-0-value\""), "{html}");
        // A key of any type can have a prefix before an operator on text.
        for number in 0..3 {
            let id = format!("id=\"ve-0-if-{number}-operator\"");
            let select = html.split(id.as_str()).nth(1).and_then(|rest| rest.split("</select>").next()).unwrap();
            for operator in ["ForAllValues:StringLike", "ForAnyValue:StringEquals"] {
                assert!(select.contains(&format!("value=\"{operator}\"")), "{select}");
            }
        }
        // A text without letters has words.
        assert!(words(&html).contains(&Msg::FormValueEmpty.string(lang)), "{html}");
        check_names(&html);
    }
}
