//! The dialog that a wish opens.

use yew::prelude::*;

use super::attach::Attach;
use super::belongings::{NewBucket, NewResource, NewResourceGroup};
use super::change::{Delete, Join, Rename};
use super::create::{NewAccount, NewGroup, NewPolicy, NewUsers};
use super::directory::{NameFolder, NewControlPolicy, NewDirectory, NewFolder, NewMember};
use super::form::Given;
use super::role::NewRole;
use super::trust::AddTrusted;
use super::wish::{Made, Wish};

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct EntityDialogProps {
    /// What every form is given.
    pub given: Given,
    /// What is wished.
    pub wish: Wish,
}

/// The form of a wish; nothing for a wish that needs none.
#[component]
pub fn EntityDialog(props: &EntityDialogProps) -> Html {
    let given = props.given.clone();
    match props.wish.clone() {
        Wish::NameFolder(folder) => html! { <NameFolder {given} {folder} /> },
        Wish::Trust(entity) => html! { <AddTrusted {given} {entity} /> },
        Wish::Rename(entity) => html! { <Rename {given} {entity} /> },
        Wish::Join(entity) => html! { <Join {given} {entity} /> },
        Wish::Delete(entity) => html! { <Delete {given} {entity} /> },
        Wish::Attach(holder) => html! { <Attach {given} {holder} /> },
        Wish::New(made, account) => match made {
            Made::Account => html! { <NewAccount {given} {account} /> },
            Made::Users => html! { <NewUsers {given} {account} /> },
            Made::Group => html! { <NewGroup {given} {account} /> },
            Made::Role => html! { <NewRole {given} {account} /> },
            Made::Policy => html! { <NewPolicy {given} {account} /> },
            Made::Resource => html! { <NewResource {given} {account} /> },
            Made::Bucket => html! { <NewBucket {given} {account} /> },
            Made::ResourceGroup => html! { <NewResourceGroup {given} {account} /> },
            Made::Directory => html! { <NewDirectory {given} {account} /> },
            Made::Folder => html! { <NewFolder {given} parent={account} /> },
            Made::Member => html! { <NewMember {given} parent={account} /> },
            Made::ControlPolicy => html! { <NewControlPolicy {given} {account} /> },
        },
        Wish::Show(_) | Wish::Make(_) | Wish::Ask(_) | Wish::Copy(..) | Wish::WhoHas(_) | Wish::WhoAssumes(_) => {
            Html::default()
        }
    }
}
