//! What the tests know of the page: how it says its answer, its editor, its pickers.

use ram_scenario::examples;
use ram_scenario::link;
use ram_scenario::scenario::{
    CustomPolicy, Directory, DirectoryNode, DocumentKey, Group, NodeKind, PolicyVersion, Scenario,
};
use ram_text::{Lang, Msg};
use serde_json::json;

use crate::harness::Page;

/// The layer that the platform names for policies of identities.
pub const ACCOUNT: &str = "AccountLevelIdentityBasedPolicy";
/// The layer that it names for trust policies.
pub const TRUST: &str = "AssumeRolePolicy";

/// A scenario that comes with the product.
pub fn example(slug: &str) -> Scenario {
    examples::example(slug).expect("there is such an example").scenario()
}

/// The trust policy of the role that most examples are about.
pub fn trust_policy() -> DocumentKey {
    DocumentKey::Trust { account: "1234567890123456".to_owned(), role: "ecs-admin".to_owned() }
}

/// The fragment that opens a scenario.
pub fn fragment(scenario: &Scenario) -> String {
    format!("#{}", link::encode(scenario))
}

/// Partner operations, where the role trusts nobody but Alice: Bob may not.
pub fn trusting_only_alice() -> Scenario {
    let mut scenario = example("partner-operations");
    let trust = scenario.document_mut(&trust_policy()).expect("the role has a trust policy");
    *trust = trust.replace(":root", ":user/Alice");
    scenario
}

/// Partner operations with something of every kind that has a page of facts: a policy with two old versions, a group, a
/// directory with a folder and a control policy.
pub fn with_everything() -> Scenario {
    let mut scenario = example("partner-operations");
    let account = &mut scenario.accounts[0];
    account.groups.push(Group { name: "night".to_owned(), ..Group::default() });
    let policy = &mut account.policies[0];
    policy.version = Some(3);
    let buckets = ["old-reports", "company-a-archive"];
    policy.versions = (1..)
        .zip(buckets)
        .map(|(version, bucket)| {
            let document = policy.document.replace("company-a-reports/*", &format!("{bucket}/*"));
            PolicyVersion { version, document }
        })
        .collect();
    let node = |id: &str, kind, parent: Option<&str>| DirectoryNode {
        id: id.to_owned(),
        kind,
        parent: parent.map(str::to_owned),
        name: None,
        control_policies: vec!["FullAliyunAccess".to_owned(), "watched".to_owned()],
    };
    let document = r#"{"Version":"1","Statement":[{"Effect":"Deny","Action":"ecs:DeleteInstance","Resource":"*"}]}"#;
    let policy = CustomPolicy { name: "watched".to_owned(), document: document.to_owned(), ..CustomPolicy::default() };
    scenario.resource_directory = Some(Directory {
        management_account: scenario.accounts[0].id.clone(),
        control_policy_enabled: true,
        control_policies: vec![policy],
        nodes: vec![
            node("r-1", NodeKind::Root, None),
            node("fd-1", NodeKind::Folder, Some("r-1")),
            node(&scenario.accounts[1].id, NodeKind::Member, Some("fd-1")),
        ],
    });
    scenario
}

impl Page {
    /// Shows the page of facts of a row of the world, below this closed heading if it is in one.
    #[track_caller]
    pub fn show_facts(&self, heading: Option<&str>, row: &str) {
        let focus = |row: &str| {
            let row = format!("[role=treeitem][data-row='{row}']");
            self.wait_for(&row);
            self.evaluate(&format!("document.querySelector({}).focus()", json!(row)));
            row
        };
        if let Some(heading) = heading {
            let heading = focus(heading);
            if self.attribute(&heading, "aria-expanded").as_deref() == Some("false") {
                self.press("Right");
                self.wait_for(&format!("{heading}[aria-expanded=true]"));
            }
        }
        focus(row);
        self.press("Shift+F10");
        self.has_focus("#row-menu [role=menuitem]");
        // What opens a text has its facts in a line of their own.
        let [details, open] = [Msg::EntityDetails, Msg::EntityOpen].map(|line| self.words(&line));
        self.evaluate(&format!(
            "((lines) => {{
                const named = (name) => lines.find(({{ textContent }}) => textContent.trim() === name);
                (named({}) ?? named({})).click();
            }})([...document.querySelectorAll('#row-menu [role=menuitem]')])",
            json!(details),
            json!(open)
        ));
        self.wait_for(".entity h2");
        self.wait_until("!document.querySelector('#row-menu')");
    }

    /// Opens the page in a new browser in which Monaco can't be loaded.
    #[track_caller]
    pub fn open_without_monaco(rest: &str) -> Self {
        let page = Self::blank();
        page.devtools("Network.enable", &json!({}));
        page.devtools("Network.setBlockedURLs", &json!({ "urls": ["*/monaco*"] }));
        page.goto(rest);
        page.wait_until("document.querySelector('.editor-note button')");
        page
    }

    /// Waits for an answer, and for the layer that it names.
    #[track_caller]
    pub fn answers(&self, decision: &str, layer: &str) {
        let said = "(({ decision, layer, stale }) => `${decision} ${layer} ${stale}`)";
        let verdict = "(document.querySelector('#verdict')?.dataset ?? {})";
        self.wait_until(&format!("{said}{verdict} === '{decision} {layer} false'"));
    }

    /// Waits until an element holds a text.
    #[track_caller]
    pub fn says(&self, css: &str, text: &str) {
        let found = format!("[...document.querySelectorAll({})]", json!(css));
        self.wait_until(&format!("{found}.some((element) => element.textContent.includes({}))", json!(text)));
    }

    /// Words of the page, in its language.
    #[track_caller]
    pub fn words(&self, message: &Msg) -> String {
        let tag = self.evaluate("document.documentElement.lang");
        let lang = tag.as_str().and_then(Lang::from_tag).expect("the page has one of its languages");
        message.string(lang)
    }

    /// Clicks the button with these words.
    #[track_caller]
    pub fn click_named(&self, name: &Msg) {
        self.click_button(&self.words(name));
    }

    /// Chooses something in the menu of the scenario.
    #[track_caller]
    pub fn choose_in_menu(&self, name: &Msg) {
        self.click(".topbar button.scenario");
        self.click_named(name);
    }

    /// Waits until Monaco shows a document.
    #[track_caller]
    pub fn wait_for_editor(&self) {
        self.wait_for(".editor-host:not([hidden]) .view-line");
    }

    /// Puts the cursor of Monaco behind the first place of a text, which is selected.
    #[track_caller]
    pub fn find_in_editor(&self, text: &str) {
        self.wait_for_editor();
        self.click(".monaco-editor .view-line");
        self.press("Control+Home");
        self.press("Control+f");
        self.wait_until("document.activeElement.closest('.find-widget')");
        self.type_text(text);
        let typed = format!("document.activeElement.value === {}", json!(text));
        self.wait_until(&format!("{typed} && document.querySelector('.monaco-editor .currentFindMatch')"));
        self.press("Escape");
        self.wait_until(
            "document.activeElement.closest('.monaco-editor') && !document.activeElement.closest('.find-widget')",
        );
    }

    /// Puts other text in the place of some in Monaco, key by key.
    #[track_caller]
    pub fn replace_in_editor(&self, old: &str, new: &str) {
        self.find_in_editor(old);
        self.type_text(new);
    }

    /// The text of the open tab.
    #[track_caller]
    pub fn open_tab(&self) -> String {
        self.text(".tab[aria-selected=true]")
    }

    /// Waits until an element has the focus.
    #[track_caller]
    pub fn has_focus(&self, css: &str) {
        self.wait_until(&format!("document.activeElement.matches({})", json!(css)));
    }

    /// Goes to a control with the Tab key.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        for _ in 0..200 {
            if self.evaluate(&format!("document.activeElement.matches({})", json!(css))) == true {
                return;
            }
            self.press("Tab");
        }
        panic!("Tab never comes to {css}");
    }

    /// Puts a text in the place of what a field holds, with keys alone.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        self.tab_to(css);
        self.press("Control+a");
        self.type_text(text);
    }

    /// Submits the form in the dialog, which makes its edit, with keys alone.
    #[track_caller]
    pub fn submit(&self) {
        self.tab_to(".form [type=submit]");
        self.press("Enter");
        self.wait_until("!document.querySelector('dialog')");
    }

    /// The scenario, as the link holds it that the page makes.
    #[track_caller]
    pub fn shared(&self) -> Scenario {
        self.click_named(&Msg::PageShare);
        let fragment = self.shared_fragment();
        self.press("Escape");
        match link::decode(fragment.trim_start_matches('#')).map(|link| link.source) {
            Ok(link::Source::Scenario { scenario, .. }) => *scenario,
            other => panic!("{other:?}"),
        }
    }

    /// Chooses another value of the question, with keys alone.
    #[track_caller]
    pub fn pick(&self, control: &str, text: &str) {
        // From anywhere to the top bar, and on to the question.
        self.evaluate("document.activeElement.blur()");
        self.press("F6");
        self.press("F6");
        self.tab_to(control);
        self.press("Down");
        self.take(text);
        self.wait_until("!document.querySelector('.pk')");
    }

    /// Finds something in the open list, and takes it.
    #[track_caller]
    pub fn take(&self, text: &str) {
        self.has_focus("[role=combobox]");
        self.type_text(text);
        self.says(".pk-o[data-active]", text);
        self.press("Enter");
    }

    /// The link in the open share dialog, from its `#`.
    #[track_caller]
    pub fn shared_fragment(&self) -> String {
        self.wait_for("#share-link");
        let link = self.evaluate("document.querySelector('#share-link').value");
        let link = link.as_str().expect("the field has a text");
        format!("#{}", link.split_once('#').expect("the link has a fragment").1)
    }

    /// Lets the page write to the clipboard, and the test read it.
    #[track_caller]
    pub fn allow_clipboard(&self) {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.devtools("Browser.grantPermissions", &permissions);
    }
}
