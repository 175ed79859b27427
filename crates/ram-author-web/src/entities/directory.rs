//! Forms for the resource directory: itself, folders, members, control policies.

use ram_scenario::edit::field;
use ram_scenario::edit::{DirectoryEdit, Edit, New, fresh};
use ram_scenario::people;
use ram_scenario::scenario::{CustomPolicy, DocumentKey, Localized, NodeKind, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::create::NewProps;
use super::fields::{field as text, optional, select, sets, some, tick, ticks};
use super::form::{Form, accounts, first_account};
use super::wish::Made;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// A new directory as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct DirectoryDraft {
    management: String,
    members: Vec<String>,
    has_control: bool,
}

impl DirectoryDraft {
    fn edit(&self) -> Edit {
        let management_account = self.management.clone();
        let mut edits = vec![Edit::Create(Box::new(New::Directory { management_account }))];
        if self.has_control {
            edits.push(Edit::Directory(DirectoryEdit::ControlPolicies(true)));
        }
        let members = self.members.iter().filter(|id| **id != self.management);
        edits.extend(members.map(|id| {
            let parent = fresh::ROOT_FOLDER.to_owned();
            Edit::Create(Box::new(New::Member { account: id.clone(), parent }))
        }));
        Edit::All(edits)
    }
}

/// The resource directory.
#[component]
pub fn NewDirectory(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let management = first_account(scenario, props.account.as_ref());
        let others = scenario.accounts.iter().map(|account| account.id.clone()).filter(|id| *id != management);
        DirectoryDraft { members: others.collect(), management, has_control: true }
    });
    let options = accounts(scenario, lang);
    let named = |id: &String| (id.clone(), people::account_name(scenario, id).get(lang.tag()).to_owned());
    let others = options.iter().map(|(id, _)| id).filter(|id| **id != draft.management).map(named);
    let others = Vec::from_iter(others);
    html! {
        <Form given={given.clone()} title={Made::Directory.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={draft.edit()}>
            { select("new-management", &Msg::EntityManagement, &options, &draft.management,
                sets(&draft, |d: &mut DirectoryDraft, v| d.management = v), lang) }
            <p class="help form-note">{ say(&Msg::EntityManagementHelp, lang) }</p>
            if !others.is_empty() {
                { ticks("new-members", &Msg::EntityMemberAccounts, &others, &draft.members,
                    &sets(&draft, |d: &mut DirectoryDraft, v| d.members = v), lang) }
            }
            { tick("new-control", say(&Msg::EntityControlOn, lang), draft.has_control,
                sets(&draft, |d: &mut DirectoryDraft, v| d.has_control = v)) }
        </Form>
    }
}

/// The folders of the directory, by ID and name.
fn folders(scenario: &Scenario, lang: Lang) -> Vec<(String, String)> {
    let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    let folders = nodes.filter(|node| node.kind != NodeKind::Member);
    folders.map(|node| (node.id.clone(), people::folder(node, lang))).collect()
}

/// A folder or member as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct NodeDraft {
    id: String,
    name: String,
    parent: String,
}

/// A folder of the directory.
#[component]
pub fn NewFolder(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let parents = folders(scenario, lang);
    let draft = use_state(|| {
        let parent = parents.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let id = match fresh::folder(scenario, &parent) {
            New::Folder { id, .. } => id,
            _ => String::new(),
        };
        NodeDraft { id, name: String::new(), parent }
    });
    let id = draft.id.trim().to_owned();
    let name = some(&draft.name).map(Localized::One);
    let check = field::folder_id(scenario, &id, None);
    let edit = Edit::Create(Box::new(New::Folder { id, parent: draft.parent.clone(), name }));
    html! {
        <Form given={given.clone()} title={Made::Folder.label().string(lang)} submit={Msg::EntityCreate.string(lang)} {edit}>
            { text("new-id", Msg::EntityGroupId, &draft.id, sets(&draft, |d: &mut NodeDraft, v| d.id = v))
                .check(check).first().code().draw(lang) }
            { text("new-name", Msg::EntityDisplayName, &draft.name, sets(&draft, |d: &mut NodeDraft, v| d.name = v))
                .check(optional(&draft.name, field::display_name)).draw(lang) }
            { select("new-parent", &Msg::EntityParent, &parents, &draft.parent,
                sets(&draft, |d: &mut NodeDraft, v| d.parent = v), lang) }
        </Form>
    }
}

/// A member of the directory: an account that is none yet.
#[component]
pub fn NewMember(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let directory = scenario.resource_directory.as_ref();
    let is_in = |id: &str| {
        directory.is_some_and(|found| found.management_account == id || found.nodes.iter().any(|node| node.id == id))
    };
    let outside = Vec::from_iter(accounts(scenario, lang).into_iter().filter(|(id, _)| !is_in(id)));
    let parents = folders(scenario, lang);
    let draft = use_state(|| NodeDraft {
        id: outside.first().map(|(id, _)| id.clone()).unwrap_or_default(),
        name: String::new(),
        parent: parents.first().map(|(id, _)| id.clone()).unwrap_or_default(),
    });
    let edit = (!draft.id.is_empty())
        .then(|| Edit::Create(Box::new(New::Member { account: draft.id.clone(), parent: draft.parent.clone() })));
    html! {
        <Form given={given.clone()} title={Made::Member.label().string(lang)} submit={Msg::EntityAdd.string(lang)} {edit}>
            if outside.is_empty() {
                <p>{ say(&Msg::EntityNoOutside, lang) }</p>
            } else {
                { select("new-account", &Msg::EntityAccount, &outside, &draft.id,
                    sets(&draft, |d: &mut NodeDraft, v| d.id = v), lang) }
                { select("new-parent", &Msg::EntityParent, &parents, &draft.parent,
                    sets(&draft, |d: &mut NodeDraft, v| d.parent = v), lang) }
            }
        </Form>
    }
}

/// A custom control policy as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct ControlDraft {
    name: String,
    document: String,
    nodes: Vec<String>,
}

impl ControlDraft {
    fn edit(&self) -> Edit {
        let name = self.name.trim().to_owned();
        let made = CustomPolicy { name: name.clone(), document: self.document.clone(), ..CustomPolicy::default() };
        let mut edits = vec![Edit::Create(Box::new(New::ControlPolicy(made)))];
        let attach =
            |node: &String| Edit::Directory(DirectoryEdit::Attach { node: node.clone(), policy: name.clone() });
        edits.extend(self.nodes.iter().map(attach));
        Edit::All(edits)
    }
}

/// A custom control policy, which opens in the editor.
#[component]
pub fn NewControlPolicy(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| match fresh::control_policy(scenario) {
        New::ControlPolicy(made) => ControlDraft { name: made.name, document: made.document, nodes: Vec::new() },
        _ => ControlDraft { name: String::new(), document: String::new(), nodes: Vec::new() },
    });
    let directory = scenario.resource_directory.as_ref();
    let is_on = directory.is_some_and(|directory| directory.control_policy_enabled);
    let nodes = directory.into_iter().flat_map(|found| &found.nodes);
    let nodes = Vec::from_iter(nodes.map(|node| (node.id.clone(), people::node(scenario, node, lang))));
    let name = draft.name.trim();
    html! {
        <Form given={given.clone()} title={Made::ControlPolicy.label().string(lang)}
            submit={Msg::EntityCreateAndEdit.string(lang)} edit={draft.edit()}
            then={Tab::Document(DocumentKey::Control { policy: name.to_owned() })}>
            { text("new-name", Msg::EntityPolicyName, &draft.name, sets(&draft, |d: &mut ControlDraft, v| d.name = v))
                .check(field::control_policy_name(scenario, name, None)).first().code().draw(lang) }
            if is_on {
                { ticks("new-nodes", &Msg::EntityAttachedTo, &nodes, &draft.nodes,
                    &sets(&draft, |d: &mut ControlDraft, v| d.nodes = v), lang) }
            }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_made_with_members_and_control_policies_in_one_step() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let ids = Vec::from_iter(scenario.accounts.iter().map(|account| account.id.clone()));
        let draft = DirectoryDraft { management: ids[0].clone(), members: ids.clone(), has_control: true };
        let after = draft.edit().apply(&scenario).unwrap();
        let directory = after.resource_directory.as_ref().unwrap();
        assert!(directory.control_policy_enabled);
        let members = directory.nodes.iter().filter(|node| node.kind == NodeKind::Member);
        let members = Vec::from_iter(members);
        assert_eq!(Vec::from_iter(members.iter().map(|node| &node.id)), [&ids[1]]);
        // R5.14: turning the feature on, or joining while it is on, attaches the policy that allows everything.
        assert_eq!(members[0].control_policies, ["FullAliyunAccess"]);
        let policy =
            ControlDraft { name: "no-delete".to_owned(), document: "{}".to_owned(), nodes: vec![ids[1].clone()] };
        let after = policy.edit().apply(&after).unwrap();
        let node = after.resource_directory.unwrap().nodes.into_iter().find(|node| node.id == ids[1]).unwrap();
        assert_eq!(node.control_policies, ["FullAliyunAccess", "no-delete"]);
    }
}
