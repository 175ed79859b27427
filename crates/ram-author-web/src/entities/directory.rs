//! Forms for the resource directory: itself, folders, members, control policies.

use ram_scenario::edit::field;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, New, fresh};
use ram_scenario::people;
use ram_scenario::scenario::{CustomPolicy, DocumentKey, Localized, NodeKind, Scenario};
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use super::create::NewProps;
use super::fields::{field as text, optional, renamed, select, sets, some, tick, ticks};
use super::form::{Form, Given, accounts, first_account};
use super::wish::{self, Made};
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
    /// Another account manages the directory. The former one becomes one of the others, which are members unless
    /// somebody says otherwise.
    fn manage(&mut self, account: String) {
        let former = std::mem::replace(&mut self.management, account);
        self.members.retain(|member| *member != self.management);
        if former != self.management {
            self.members.push(former);
        }
    }

    fn edit(&self) -> Edit {
        let management_account = self.management.clone();
        let mut edits = vec![Edit::Create(Box::new(New::Directory { management_account }))];
        if self.has_control {
            edits.push(Edit::Directory(DirectoryEdit::ControlPolicies(true)));
        }
        edits.extend(self.members.iter().map(|id| {
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
            edit={draft.edit()} then={Tab::Entity(Entity::Directory)}>
            { select("new-management", &Msg::EntityManagement, &options, &draft.management,
                sets(&draft, DirectoryDraft::manage), lang) }
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

/// What a form for something in the directory is given.
#[derive(Debug, Clone, Properties, PartialEq)]
pub struct BelowProps {
    /// What every form is given.
    pub given: Given,
    /// The folder that it is to lie in, where one was wished for.
    pub parent: Option<String>,
}

/// The folder that a form begins with: the one wished for, else the first.
fn first_folder(folders: &[(String, String)], wished: Option<&String>) -> String {
    let chosen = folders.iter().find(|(id, _)| Some(id) == wished).or(folders.first());
    chosen.map(|(id, _)| id.clone()).unwrap_or_default()
}

/// The folders of the directory, by ID and name.
pub(super) fn folders(scenario: &Scenario, lang: Lang) -> Vec<(String, String)> {
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
pub fn NewFolder(props: &BelowProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let parents = folders(scenario, lang);
    let draft = use_state(|| {
        let parent = first_folder(&parents, props.parent.as_ref());
        let id = match fresh::folder(scenario, &parent) {
            New::Folder { id, .. } => id,
            _ => String::new(),
        };
        NodeDraft { id, name: String::new(), parent }
    });
    let id = draft.id.trim().to_owned();
    let name = some(&draft.name).map(Localized::One);
    let check = field::folder_id(scenario, &id, None);
    let then = Tab::Entity(Entity::Folder(id.clone()));
    let edit = Edit::Create(Box::new(New::Folder { id, parent: draft.parent.clone(), name }));
    html! {
        <Form given={given.clone()} title={Made::Folder.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            {edit} {then}>
            { text("new-name", Msg::EntityDisplayName, &draft.name, sets(&draft, |d: &mut NodeDraft, v| d.name = v))
                .check(optional(&draft.name, field::display_name)).first().draw(lang) }
            { text("new-id", Msg::EntityGroupId, &draft.id, sets(&draft, |d: &mut NodeDraft, v| d.id = v))
                .check(check).code().draw(lang) }
            { select("new-parent", &Msg::EntityParent, &parents, &draft.parent,
                sets(&draft, |d: &mut NodeDraft, v| d.parent = v), lang) }
        </Form>
    }
}

/// What a form for a folder is given.
#[derive(Debug, Clone, Properties, PartialEq)]
pub struct FolderProps {
    /// What every form is given.
    pub given: Given,
    /// The folder, by its ID.
    pub folder: String,
}

/// Another name of a folder, in the language of the page. Without one it goes by its ID.
#[component]
pub fn NameFolder(props: &FolderProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    let before = nodes.into_iter().find(|node| node.id == props.folder).and_then(|node| node.name.clone());
    let typed = use_state(|| before.as_ref().map(|name| name.get(lang.tag()).to_owned()).unwrap_or_default());
    let on_name = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let name = renamed(before.as_ref(), lang, &typed);
    let shown = wish::name(scenario, &Entity::Folder(props.folder.clone()), lang);
    let edit = (name != before).then(|| DirectoryEdit::NodeName { node: props.folder.clone(), name });
    html! {
        <Form given={given.clone()} title={Msg::PageRenameNamed { name: plain(shown) }.string(lang)}
            submit={Msg::PageRename.string(lang)} edit={edit.map(Edit::Directory)}>
            { text("rename-to", Msg::EntityDisplayName, &typed, on_name)
                .check(optional(&typed, field::display_name)).first().draw(lang) }
        </Form>
    }
}

/// A member of the directory: an account that is none yet.
#[component]
pub fn NewMember(props: &BelowProps) -> Html {
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
        parent: first_folder(&parents, props.parent.as_ref()),
    });
    let edit = (!draft.id.is_empty())
        .then(|| Edit::Create(Box::new(New::Member { account: draft.id.clone(), parent: draft.parent.clone() })));
    html! {
        <Form given={given.clone()} title={Made::Member.label().string(lang)} submit={Msg::EntityAdd.string(lang)} {edit}
            then={Tab::Entity(Entity::Account(draft.id.clone()))}>
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
                { ticks("new-nodes", &Msg::EntityControlAttachedTo, &nodes, &draft.nodes,
                    &sets(&draft, |d: &mut ControlDraft, v| d.nodes = v), lang) }
            }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_manages_and_the_former_one_is_one_of_the_others() {
        let own = |id: &str| id.to_owned();
        let mut draft = DirectoryDraft { management: own("a"), members: vec![own("b"), own("c")], has_control: false };
        draft.manage(own("b"));
        assert_eq!((draft.management.as_str(), &draft.members), ("b", &vec![own("c"), own("a")]));
        draft.manage(own("b"));
        assert_eq!((draft.management.as_str(), &draft.members), ("b", &vec![own("c"), own("a")]));
        draft.manage(own("a"));
        assert_eq!((draft.management.as_str(), &draft.members), ("a", &vec![own("c"), own("b")]));
    }

    #[test]
    fn a_folder_lies_where_it_was_wished_for() {
        let folders = [("r".to_owned(), String::new()), ("fd-1".to_owned(), String::new())];
        assert_eq!(first_folder(&folders, Some(&"fd-1".to_owned())), "fd-1");
        assert_eq!(first_folder(&folders, Some(&"gone".to_owned())), "r");
        assert_eq!(first_folder(&folders, None), "r");
        assert_eq!(first_folder(&[], None), "");
    }

    #[test]
    fn a_directory_is_made_with_members_and_control_policies_in_one_step() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let ids = Vec::from_iter(scenario.accounts.iter().map(|account| account.id.clone()));
        let draft = DirectoryDraft { management: ids[0].clone(), members: ids[1..].to_vec(), has_control: true };
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
