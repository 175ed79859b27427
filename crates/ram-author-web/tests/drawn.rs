//! What the module draws renders to text without a browser, in both languages.

use std::rc::Rc;

use ram_author::findings::pages;
use ram_author_web::code_page;
use ram_author_web::entities::dialog::{EntityDialog, EntityDialogProps};
use ram_author_web::entities::form::Given;
use ram_author_web::entities::page::{EntityPage, EntityPageProps};
use ram_author_web::entities::who::{Looked, Who, WhoProps};
use ram_author_web::entities::wish::{Made, Task, Within};
use ram_author_web::palette::entities_of;
use ram_author_web::share;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, Holder, New, PolicyField, fresh};
use ram_scenario::examples::EXAMPLES;
use ram_scenario::people::account_name;
use ram_scenario::scenario::{Account, CustomPolicy, Localized, ResourceGroup, Scenario};
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
                catalogue: None,
                entity: entity.clone(),
                lang,
                on_wish: Callback::noop(),
                on_show: Callback::noop(),
                on_copy: Callback::noop(),
            };
            let html = render::<EntityPage>(props).await;
            let arn = facts.arn.as_deref().unwrap_or_default();
            assert!(html.contains(arn) && !arn.is_empty(), "{entity:?}: {html}");
            for held in &facts.policies {
                assert!(html.contains(&held.attachment.policy), "{entity:?}: {html}");
            }
        }
    }
}

/// The page of an entity as it is drawn.
async fn page_of(scenario: &Rc<Scenario>, entity: Entity, lang: Lang) -> String {
    let props = EntityPageProps {
        scenario: scenario.clone(),
        analysis: Rc::new(Analysis::of(scenario, None)),
        catalogue: None,
        entity,
        lang,
        on_wish: Callback::noop(),
        on_show: Callback::noop(),
        on_copy: Callback::noop(),
    };
    render::<EntityPage>(props).await
}

const ACCOUNT: &str = "1234567890123456";
const PARTNER: &str = "1345678901234567";

fn partner_operations() -> Scenario {
    EXAMPLES.iter().find(|example| example.slug == "partner-operations").unwrap().scenario()
}

/// With a policy of five versions, a directory that has a folder, and a group.
fn larger() -> Rc<Scenario> {
    let scenario = partner_operations();
    let name = |account: &Account| account.policies.first().map(|policy| policy.name.clone());
    let account = scenario.accounts.iter().find(|account| name(account).is_some()).unwrap();
    let version = |number: u32| Edit::Policy {
        account: account.id.clone(),
        policy: name(account).unwrap(),
        set: PolicyField::AddVersion { document: format!("{{\n  \"number\": {number}\n}}\n"), is_default: false },
    };
    let create = |new: New| Edit::Create(Box::new(new));
    let folder = |id: &str, parent: &str| {
        let name = Some(Localized::One(format!("name of {id}")));
        create(New::Folder { id: id.to_owned(), parent: parent.to_owned(), name })
    };
    let mut edits = Vec::from_iter((2..6).map(version));
    edits.extend([
        create(New::Directory { management_account: ACCOUNT.to_owned() }),
        folder("fd-1", fresh::ROOT_FOLDER),
        folder("fd-2", "fd-1"),
        create(New::Member { account: PARTNER.to_owned(), parent: "fd-2".to_owned() }),
        Edit::Directory(DirectoryEdit::ControlPolicies(true)),
    ]);
    Rc::new(Edit::All(edits).apply(&scenario).unwrap())
}

#[tokio::test]
async fn a_policy_shows_its_versions_and_why_there_are_no_more() {
    let scenario = larger();
    let account = scenario.accounts.iter().find(|account| !account.policies.is_empty()).unwrap();
    let policy = &account.policies[0];
    let entity = Entity::Policy { account: account.id.clone(), name: policy.name.clone() };
    let html = page_of(&scenario, entity, Lang::En).await;
    for number in 1..=5 {
        assert!(html.contains(&format!("<code>v{number}</code>")), "{html}");
    }
    assert!(html.contains("A policy has up to 5 versions") && html.contains("R1.33"), "{html}");
    assert!(html.contains("Read v3") && html.contains("Make v3 default"), "{html}");
    assert!(!html.contains("Delete v1"), "the default version stays: {html}");
    let length = format!("{} of 6,144 characters", policy.document.chars().count());
    assert!(html.contains(&length), "{length}: {html}");
    let holder = "Partner-ReadOnly-Access";
    assert!(
        account
            .roles
            .iter()
            .any(|role| role.name == holder && role.policies.iter().any(|held| held.policy == policy.name))
    );
    assert!(html.contains(holder), "{html}");
    let add = html.split("<button").find(|button| button.contains("Add a version")).unwrap();
    assert!(add.contains("disabled"), "{add}");
    let few = Rc::new(partner_operations());
    let name =
        few.accounts.iter().find_map(|account| Some((account.id.clone(), account.policies.first()?.name.clone())));
    let (account, name) = name.unwrap();
    let html = page_of(&few, Entity::Policy { account, name }, Lang::En).await;
    let add = html.split("<button").find(|button| button.contains("Add a version")).unwrap();
    assert!(!add.contains("disabled") && !html.contains("up to 5 versions"), "{html}");
}

#[tokio::test]
async fn a_control_policy_shows_where_it_is_attached_and_its_length() {
    let policy = CustomPolicy { name: "no-delete".to_owned(), document: "{}".to_owned(), ..CustomPolicy::default() };
    let attach =
        |node: &str| Edit::Directory(DirectoryEdit::Attach { node: node.to_owned(), policy: "no-delete".to_owned() });
    let made = Edit::Create(Box::new(New::ControlPolicy(policy))).apply(&larger()).unwrap();
    let page = |scenario: Scenario| async move {
        page_of(&Rc::new(scenario), Entity::ControlPolicy("no-delete".to_owned()), Lang::En).await
    };
    let nowhere = page(made.clone()).await;
    assert!(nowhere.contains(&Msg::EntityControlAttachedToNothing.string(Lang::En)), "{nowhere}");
    let attach_to = Msg::EntityControlAttachMenu.string(Lang::En);
    assert!(nowhere.contains("<p class=\"xs\">Control policy</p>") && nowhere.contains(&attach_to), "{nowhere}");
    let off = Edit::Directory(DirectoryEdit::ControlPolicies(false)).apply(&made).unwrap();
    let off = page(off).await;
    assert!(off.contains(&Msg::EntityControlOffAttached.string(Lang::En)) && !off.contains(&attach_to), "{off}");
    // R1.32
    assert!(nowhere.contains("2 of 4,096 characters"), "{nowhere}");
    let attached = Edit::All(vec![attach("fd-1"), attach(PARTNER)]).apply(&made).unwrap();
    let partner = account_name(&attached, PARTNER).get("en").to_owned();
    let html = page(attached).await;
    for words in ["name of fd-1", partner.as_str(), "Detach the control policy from name of fd-1"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains(&Msg::PageProblems.string(Lang::En)), "an empty document has problems: {html}");
}

#[tokio::test]
async fn a_folder_shows_its_way_its_members_and_its_control_policies() {
    let scenario = larger();
    let folder = |id: &str| Entity::Folder(id.to_owned());
    for lang in Lang::ALL {
        let html = page_of(&scenario, folder("fd-2"), lang).await;
        let partner = account_name(&scenario, PARTNER);
        for shown in ["name of fd-2", "name of fd-1", &Msg::RowRootFolder.string(lang), partner.get(lang.tag())] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        let from = Msg::EntityInherited { folder: ram_text::plain("name of fd-1") }.string(lang);
        assert!(html.contains(&from) && html.contains("FullAliyunAccess"), "{html}");
        let delete = Msg::EntityDelete.string(lang);
        let has_delete =
            |html: &str| html.split("<button").any(|button| button.contains(&format!("{delete}</button>")));
        assert!(has_delete(&html), "{html}");
        let root = page_of(&scenario, folder(fresh::ROOT_FOLDER), lang).await;
        assert!(!has_delete(&root) && !root.contains("set-parent"), "{root}");
        let directory = page_of(&scenario, Entity::Directory, lang).await;
        let manages = format!("value=\"{ACCOUNT}\" selected");
        assert!(directory.contains(&manages), "{directory}");
    }
}

#[tokio::test]
async fn a_resource_shows_who_reaches_it_and_asks() {
    let scenario = Rc::new(partner_operations());
    let arn = scenario.question.resources[0].clone();
    let html = page_of(&scenario, Entity::Resource { account: ACCOUNT.to_owned(), arn }, Lang::En).await;
    assert!(html.contains("Who reaches it"), "{html}");
    let ask = html.split("<button").find(|button| button.contains("asks-it")).unwrap();
    assert!(ask.contains("ecs-admin") && ask.contains("ecs:StopInstance"), "{ask}");
}

#[tokio::test]
async fn those_who_are_looked_for_are_listed() {
    let scenario = Rc::new(partner_operations());
    let list = async |looked: Looked| {
        let (on_wish, on_close) = (Callback::noop(), Callback::noop());
        render::<Who>(WhoProps { scenario: scenario.clone(), looked, lang: Lang::En, on_wish, on_close }).await
    };
    let html = list(Looked::Has("AliyunECSFullAccess".to_owned())).await;
    assert!(html.contains("ecs-admin") && html.contains("Whole account"), "{html}");
    let html = list(Looked::Has("AliyunOSSFullAccess".to_owned())).await;
    assert!(html.contains("It is attached to nobody."), "{html}");
    let role = Entity::Role { account: ACCOUNT.to_owned(), name: "ecs-admin".to_owned() };
    let html = list(Looked::Assumes(role)).await;
    assert!(html.contains("Bob") && html.contains("sts:AssumeRole"), "{html}");
}

#[tokio::test]
async fn every_form_is_labelled_and_begins_without_a_broken_rule() {
    let scenario = larger();
    let mut tasks = vec![Task::Attach(Holder::role(&scenario.accounts[0].id, &scenario.accounts[0].roles[0].name))];
    tasks.extend(Made::offered(&scenario).into_iter().map(|made| Task::New(made, Within::Anywhere)));
    tasks.extend(entities_of(&scenario).into_iter().filter(|entity| entity.kind() == "user").map(Task::Join));
    tasks.extend(entities_of(&scenario).into_iter().filter(|entity| entity.kind() == "role").map(Task::Trust));
    tasks.push(Task::NameFolder("fd-1".to_owned()));
    for (task, lang) in tasks.iter().flat_map(|task| Lang::ALL.map(|lang| (task, lang))) {
        let given = Given { scenario: scenario.clone(), lang, on_finish: Callback::noop(), on_close: Callback::noop() };
        let html = render::<EntityDialog>(EntityDialogProps { given, task: task.clone() }).await;
        assert!(html.contains("<form") && html.contains("type=\"submit\""), "{task:?}: {html}");
        assert!(!html.contains("aria-invalid"), "{task:?}: {html}");
        for id in html.split(" id=\"new-").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_labelled = html.contains(&format!("for=\"new-{id}\"")) || html.contains("<label class=\"choice\">");
            assert!(is_labelled || id.ends_with("-help"), "{task:?}: {id}");
        }
    }
}

#[tokio::test]
async fn deleting_says_what_is_in_the_way_and_what_follows() {
    let scenario = Rc::new(EXAMPLES[0].scenario());
    let account = &scenario.accounts[0];
    let role = &account.roles[0];
    let task = Task::Delete(Entity::Role { account: account.id.clone(), name: role.name.clone() });
    let given =
        Given { scenario: scenario.clone(), lang: Lang::En, on_finish: Callback::noop(), on_close: Callback::noop() };
    let html = render::<EntityDialog>(EntityDialogProps { given, task }).await;
    assert!(html.contains(&role.policies[0].policy), "the policy in the way is named: {html}");
    assert!(html.contains(&Msg::EntityDetachAndDelete.string(Lang::En)), "{html}");
    assert!(html.contains("The question is about"), "{html}");
}

/// The examples of a code's page.
#[derive(Debug, PartialEq, Properties)]
struct ExamplesProps {
    code: &'static str,
}

#[component]
fn Examples(props: &ExamplesProps) -> Html {
    code_page::examples(pages::page(props.code).unwrap(), Lang::En)
}

#[tokio::test]
async fn both_examples_of_a_code_mark_the_lines_that_only_one_of_them_has() {
    for page in pages::PAGES {
        let html = render::<Examples>(ExamplesProps { code: page.code }).await;
        let (bad, good) = html.split_once("</ol>").unwrap();
        assert!(bad.contains("<del>") || good.contains("<ins>"), "{}: {html}", page.code);
        assert!(!bad.contains("<ins>") && !good.contains("<del>"), "{}: {html}", page.code);
    }
    // What differs is a line of its own, and what is the same in both stays unmarked.
    let html = render::<Examples>(ExamplesProps { code: "Data type mismatch" }).await;
    let marked = |tag: &str| html.matches(tag).count();
    assert_eq!((marked("<del>"), marked("<ins>")), (1, 1), "{html}");
    assert!(marked("<li>") > 15, "{html}");
}

#[tokio::test]
async fn a_resource_group_goes_by_its_name_and_shows_its_id() {
    let name = [("en", "Production"), ("zh-CN", "生产")].map(|(tag, text)| (tag.to_owned(), text.to_owned()));
    let group = |id: &str, name| {
        let group = ResourceGroup { id: id.to_owned(), name };
        Edit::Create(Box::new(New::ResourceGroup { account: ACCOUNT.to_owned(), group }))
    };
    let named = Some(Localized::Each(name.into_iter().collect()));
    let made = Edit::All(vec![group("rg-prod", named), group("rg-test", None)]).apply(&partner_operations()).unwrap();
    let made = Rc::new(made);
    let page = async |id: &str| {
        let entity = Entity::ResourceGroup { account: ACCOUNT.to_owned(), id: id.to_owned() };
        page_of(&made, entity, Lang::ZhCn).await
    };
    let html = page("rg-prod").await;
    assert!(html.contains("<h2>生产</h2>") && html.contains("<dd><code>rg-prod</code></dd>"), "{html}");
    let none = Msg::EntityNone.string(Lang::ZhCn);
    let here =
        format!("<dt>{}</dt><dd><span class=\"help\">{none}</span></dd>", Msg::EntityPoliciesHere.string(Lang::ZhCn));
    assert!(html.contains(&here), "{html}");
    let html = page("rg-test").await;
    assert!(html.contains("<h2>rg-test</h2>") && !html.contains("<dd><code>rg-test</code></dd>"), "{html}");
}
