//! The dialog that a wish opens.

use ram_scenario::edit::Entity;
use yew::prelude::*;

use super::attach::Attach;
use super::attach_control::AttachControl;
use super::attach_to::AttachTo;
use super::belongings::{NewBucket, NewResource, NewResourceGroup};
use super::change::{Delete, Join, Rename};
use super::create::{NewAccount, NewGroup, NewPolicy, NewUsers};
use super::directory::{NameFolder, NewControlPolicy, NewDirectory, NewFolder, NewMember};
use super::form::Given;
use super::role::NewRole;
use super::trust::AddTrusted;
use super::wish::{Made, Task};

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct EntityDialogProps {
    /// What every form is given.
    pub given: Given,
    /// What it is filled in for.
    pub task: Task,
}

/// The form.
#[component]
pub fn EntityDialog(props: &EntityDialogProps) -> Html {
    let given = props.given.clone();
    match props.task.clone() {
        Task::NameFolder(folder) => html! { <NameFolder {given} {folder} /> },
        Task::Trust(entity) => html! { <AddTrusted {given} {entity} /> },
        Task::Rename(entity) => html! { <Rename {given} {entity} /> },
        Task::Join(entity) => html! { <Join {given} {entity} /> },
        Task::Delete(entity) => html! { <Delete {given} {entity} /> },
        Task::AttachTo(entity @ Entity::ControlPolicy(_)) => html! { <AttachControl {given} {entity} /> },
        Task::AttachTo(entity) => html! { <AttachTo {given} {entity} /> },
        Task::Attach(holder) => html! { <Attach {given} {holder} /> },
        Task::New(made, within) => {
            let (account, parent) = (within.account(), within.folder());
            match made {
                Made::Account => html! { <NewAccount {given} {account} /> },
                Made::Users => html! { <NewUsers {given} {account} /> },
                Made::Group => html! { <NewGroup {given} {account} /> },
                Made::Role => html! { <NewRole {given} {account} /> },
                Made::Policy => html! { <NewPolicy {given} {account} /> },
                Made::Resource => html! { <NewResource {given} {account} /> },
                Made::Bucket => html! { <NewBucket {given} {account} /> },
                Made::ResourceGroup => html! { <NewResourceGroup {given} {account} /> },
                Made::Directory => html! { <NewDirectory {given} {account} /> },
                Made::Folder => html! { <NewFolder {given} {parent} /> },
                Made::Member => html! { <NewMember {given} {parent} /> },
                Made::ControlPolicy => html! { <NewControlPolicy {given} {account} /> },
            }
        }
    }
}
