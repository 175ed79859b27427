//! A whole example from nothing: by forms with keys alone, and by JSON alone.

use ram_scenario::scenario::Scenario;
use ram_text::Msg;
use serde_json::{Value, json};

use crate::harness::Page;
use crate::playground::{ACCOUNT, example, fragment};

/// The account that owns the resources, and the one of the partner.
const OWNER: &str = "1234567890123456";
const PARTNER: &str = "1345678901234567";

/// Opens the form of the line with these words in the menu of the explorer.
#[track_caller]
fn add(page: &Page, line: &Msg) {
    let words = page.words(line);
    page.tab_to(".world-add");
    page.press("Enter");
    page.has_focus("[role=menuitem]");
    for _ in 0..20 {
        if page.evaluate(&format!("document.activeElement.textContent.trim() === {}", json!(words))) == true {
            page.press("Enter");
            page.wait_for("dialog .form");
            return;
        }
        page.press("Down");
    }
    panic!("the menu has no line {words}");
}

/// Chooses the partner's account in the form, which begins with the owner's.
#[track_caller]
fn for_partner(page: &Page) {
    page.has_focus("#new-name");
    page.press("Shift+Tab");
    page.has_focus("#new-account");
    page.press("Down");
}

/// Finds policies in the form, and ticks them.
#[track_caller]
fn tick(page: &Page, policies: &[&str]) {
    for policy in policies {
        let own = format!(".chooser-list input[value='{policy}']");
        page.fill("#attach-query", policy);
        page.wait_for(&own);
        page.tab_to(&own);
        page.press("Space");
        page.wait_until(&format!("document.querySelector({}).checked", json!(own)));
        page.press("Shift+Tab");
    }
}

/// Attaches policies to what the page of facts is about.
#[track_caller]
fn attach(page: &Page, policy: &str) {
    page.tab_to(".entity-part .btn.outline");
    page.press("Enter");
    page.wait_for("dialog .form");
    tick(page, &[policy]);
    page.submit();
    page.says(".entity-list", policy);
}

fn account(page: &Page, name: &str, alias: &str, id: &str) {
    page.has_focus("#new-name");
    page.type_text(name);
    page.fill("#new-alias", alias);
    page.fill("#new-id", id);
    page.press("Enter");
    page.wait_until("!document.querySelector('dialog')");
    page.says(".explorer .acct", name);
}

fn resource(page: &Page, relative: &str, tag: &str) {
    add(page, &Msg::EntityNewResource);
    page.has_focus("#new-arn");
    page.fill("#new-arn", &relative.replace("OWNER", OWNER));
    page.tab_to("#new-tags");
    page.type_text(tag);
    page.submit();
    page.says(".entity .arn", &relative.replace("OWNER", OWNER));
}

fn role(page: &Page, name: &str, policies: &[&str]) {
    add(page, &Msg::EntityNewRole);
    page.fill("#new-name", name);
    page.tab_to("[name=new-trust]:checked");
    page.press("Down");
    page.wait_until(&format!("document.querySelector('#new-other-id')?.value === {}", json!(PARTNER)));
    tick(page, policies);
    page.submit();
    page.says(".entity h2", name);
}

fn user(page: &Page, name: &str, id: &str, is_operator: bool) {
    add(page, &Msg::EntityNewUsers);
    for_partner(page);
    page.fill("#new-name", name);
    if is_operator {
        page.tab_to("[name=new-groups][value=operators]");
        page.press("Space");
    } else {
        page.tab_to("[name=new-access]:checked");
        page.press("Down");
    }
    page.submit();
    page.says(".entity h2", name);
    page.says(".entity .arn", &format!("acs:ram::{PARTNER}:user/{name}"));
    page.fill("#set-id", id);
    page.press("Tab");
}

/// Writes the only action and the only resource of a statement in the form of a policy.
fn statement(page: &Page, at: usize, action: &str, resource: &str) {
    let entries = |list: &str| format!("#ve-{at}-{list}-0");
    for (list, text) in [("action", action), ("resource", resource)] {
        let field = format!("#ve-{at}-{list}");
        if page.count(&entries(list)) > 0 {
            page.tab_to(&entries(list));
            page.press("Delete");
            page.has_focus(&field);
        }
        page.fill(&field, text);
        page.says(".ve-pop .pk-o[data-active]", text);
        page.press("Enter");
        page.says(&entries(list), text);
        page.press("Escape");
    }
}

/// A document without what is a matter of layout: the order of members, and lists of one.
fn plain(value: Value) -> Value {
    match value {
        Value::Array(list) => match <[Value; 1]>::try_from(list) {
            Ok([only]) => plain(only),
            Err(list) => list.into_iter().map(plain).collect(),
        },
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, plain(value))).collect(),
        value => value,
    }
}

/// The world of a scenario, each document as what it says, each name in English.
fn world(scenario: &Scenario) -> Value {
    let mut file: Value = serde_json::from_str(&scenario.to_json_minified()).unwrap();
    let mut world = file["accounts"].take();
    let read = |text: &mut Value| {
        let document: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
        *text = plain(document);
    };
    for (account, told) in world.as_array_mut().unwrap().iter_mut().zip(&scenario.accounts) {
        account["name"] = told.name.as_ref().unwrap().get("en").into();
        let roles = account["roles"].as_array_mut().into_iter().flatten();
        roles.for_each(|role| read(&mut role["trust_policy"]));
        let policies = account["policies"].as_array_mut().into_iter().flatten();
        policies.for_each(|policy| read(&mut policy["document"]));
    }
    world
}

#[test]
fn partner_operations_is_built_with_keys_alone() {
    let page = Page::open(&fragment(&Scenario::empty()));
    page.tab_to(".explorer .empty .btn.outline");
    page.press("Enter");
    account(&page, "Company A", "company-a", OWNER);
    add(&page, &Msg::EntityNewAccount);
    account(&page, "Company B", "company-b", PARTNER);

    resource(&page, "acs:ecs:cn-hangzhou:OWNER:instance/i-001", "env=production");
    resource(&page, "acs:ecs:cn-hangzhou:OWNER:instance/i-002", "env=test");
    resource(&page, "acs:oss:oss-cn-hangzhou:OWNER:company-a-reports", "");
    resource(&page, "acs:oss:oss-cn-hangzhou:OWNER:company-a-reports/2025/march.pdf", "");

    // A policy, statement by statement, in the form beside its JSON.
    add(&page, &Msg::EntityNewPolicy);
    page.fill("#new-name", "reports-read");
    page.submit();
    page.says(".tabs [aria-selected=true]", "reports-read");
    let as_form = page.words(&Msg::PageAsForm);
    page.tab_to(".editor-pane .seg button[aria-pressed=false]");
    assert_eq!(page.evaluate("document.activeElement.textContent.trim()"), as_form);
    page.press("Enter");
    page.wait_for("#ve-0-action");
    statement(&page, 0, "oss:GetObject", "acs:oss:*:*:company-a-reports/*");
    page.tab_to("#ve-add");
    page.press("Enter");
    page.has_focus("#ve-add-menu [role=menuitem]");
    page.press("Enter");
    page.has_focus("#ve-1-toggle");
    statement(&page, 1, "oss:ListObjects", "acs:oss:*:*:company-a-reports");

    // A name that breaks a rule is said at once, with the rule.
    add(&page, &Msg::EntityNewRole);
    page.fill("#new-name", "ecs admin");
    page.wait_for("#new-name[aria-invalid=true]");
    page.says("#new-name-help", "R7.8");
    page.press("Escape");
    page.wait_until("!document.querySelector('dialog')");
    role(&page, "ecs-admin", &["AliyunECSFullAccess"]);
    role(&page, "Partner-ReadOnly-Access", &["AliyunECSReadOnlyAccess", "reports-read"]);

    add(&page, &Msg::EntityNewGroup);
    for_partner(&page);
    page.fill("#new-name", "operators");
    page.submit();
    attach(&page, "AliyunECSReadOnlyAccess");
    user(&page, "Alice", "200000000000000001", true);
    user(&page, "Bob", "200000000000000002", true);
    attach(&page, "AliyunSTSAssumeRoleAccess");
    user(&page, "Carol", "200000000000000003", false);

    page.pick("#pick-user", "Bob");
    page.tab_to(".ask-role");
    page.press("Enter");
    page.take("ecs-admin");
    page.wait_until("!document.querySelector('.pk')");
    page.tab_to("#pick-action");
    page.press("Enter");
    page.take("ecs:StopInstance");
    page.wait_until("!document.querySelector('.pk')");
    page.pick("#pick-resource-0", "i-001");
    page.answers("Allow", ACCOUNT);
    assert_eq!(page.accessibility_violations(), [""; 0]);

    let (built, told) = (page.shared(), example("partner-operations"));
    assert_eq!(world(&built), world(&told));
    let asked = |scenario: &Scenario| {
        let question = &scenario.question;
        let roles = Vec::from_iter(question.assume_role.iter().map(|hop| hop.role_arn.clone()));
        (question.principal.clone(), roles, question.action.clone(), question.resources.clone())
    };
    assert_eq!(asked(&built), asked(&told));
}

#[test]
fn partner_operations_is_typed_as_json_alone() {
    let told = example("partner-operations");
    let page = Page::open(&fragment(&Scenario::empty()));
    page.wait_for(".problem-more .btn, .explorer .empty");
    page.press("Control+k");
    page.take(&page.words(&Msg::PageEditAsJson));
    page.has_focus("#scenario-json");
    page.press("Control+a");
    // What is typed so far is kept when the dialog is left, and its fault is said.
    let json = told.to_json_minified();
    let (begun, rest) = json.split_at(json.find("\"roles\"").unwrap());
    page.type_text(begun);
    page.wait_for("#scenario-json[aria-invalid=true]");
    page.press("Escape");
    page.wait_until("!document.querySelector('dialog')");
    page.choose_in_menu(&Msg::PageEditAsJson);
    page.has_focus("#scenario-json");
    page.press("Control+End");
    page.type_text(rest);
    page.wait_until("document.querySelector('#scenario-json:not([aria-invalid])')");
    page.submit();
    page.answers("Allow", ACCOUNT);
    assert_eq!(page.shared(), told);
    page.press("Control+z");
    page.wait_for(".explorer .empty");
}
