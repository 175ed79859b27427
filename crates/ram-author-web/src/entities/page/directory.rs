//! What the pages of the resource directory and its folders have of their own.

use ram_policy_playground::components::text::say;
use ram_policy_playground::components::{button, icon};
use ram_scenario::edit::{DirectoryEdit, Edit, Entity};
use ram_scenario::facts::{Control, Controls, Folder};
use ram_scenario::scenario::NodeKind;
use ram_text::{Msg, plain};
use yew::prelude::*;

use super::drawn::Drawn;
use crate::entities::offers::{attachable, full, has_control_policies};
use crate::entities::wish::{Wish, icon as entity_icon, name};

impl Drawn<'_> {
    /// The folders that something lies in, from the outside in.
    pub fn path(&self, above: &[String]) -> Html {
        let step = |(at, id): (usize, &String)| {
            html! { <>if at > 0 { <span class="help">{ " / " }</span> }{ self.link(&Entity::Folder(id.clone())) }</> }
        };
        html! { <span class="path">{ for above.iter().rev().enumerate().map(step) }</span> }
    }

    /// What a folder lies in, and what lies in it.
    pub fn folder(&self, folder: &Folder) -> Html {
        let folders = folder.folders.iter().map(|id| Entity::Folder(id.clone()));
        let members = folder.members.iter().map(|id| Entity::Member(id.clone()));
        html! {
            <>
                { self.fact(&Msg::EntityFolderPath, if folder.is_root {
                    say(&Msg::EntityRootPath, self.lang)
                } else {
                    self.path(&folder.above)
                }) }
                { self.fact(&Msg::EntityFolders, self.links(folders)) }
                { self.fact(&Msg::EntityMemberAccountsHere, self.links(members)) }
            </>
        }
    }

    /// The control policies of a node: its own, which can be detached, and those of the folders above.
    pub fn controls(&self, node: &str, controls: &Controls) -> Html {
        let lang = self.lang;
        if !has_control_policies(self.scenario) {
            return self.section(html! { <p class="help">{ say(&Msg::WorldControlOff, lang) }</p> });
        }
        let own = |control: &Control| {
            let label = Msg::EntityDetachControlNamed { policy: plain(control.policy.as_str()) };
            html! {
                <li>
                    { self.control(control) }
                    <span class="grow" />
                    { self.detach(&control.node, &control.policy, label) }
                </li>
            }
        };
        let inherited = |control: &Control| {
            let folder = plain(name(self.scenario, &Entity::Folder(control.node.clone()), lang));
            html! {
                <li>
                    { self.control(control) }
                    <span class="grow" />
                    <span class="help">{ say(&Msg::EntityInherited { folder }, lang) }</span>
                </li>
            }
        };
        let attach = |edit: DirectoryEdit| {
            let edit = Edit::Directory(edit);
            let words = edit.name(self.scenario, lang).string(lang);
            let on_wish = self.on_wish.clone();
            let onclick = move |_: MouseEvent| on_wish.emit(Wish::Make(edit.clone()));
            html! {
                <button type="button" class="btn sm outline" {onclick}>{ icon::draw_with("plus", "i-14") }{ words }</button>
            }
        };
        self.section(html! {
            <>
                <ul class="entity-list">
                    { for controls.attached.iter().map(own) }
                    { for controls.inherited.iter().map(inherited) }
                </ul>
                <p class="help">{ say(&Msg::EntityControlsHow, lang) }</p>
                <div class="entity-actions">{ for attachable(self.scenario, node).into_iter().map(attach) }</div>
                { for full(self.scenario, node).map(|refusal| html! {
                    <p class="notice">{ icon::draw("info") }<span>{ say(&refusal.message(self.scenario, lang), lang) }
                        { for refusal.rule().map(|rule| html! { <span class="rule">{ rule }</span> }) }</span></p>
                }) }
            </>
        })
    }

    /// The folders and members that a custom control policy is attached to.
    pub fn controlled(&self, entity: &Entity, attached_to: &[(NodeKind, String)]) -> Html {
        let policy = entity.name();
        let row = |(kind, id): &(NodeKind, String)| {
            let node = match kind {
                NodeKind::Member => Entity::Member(id.clone()),
                NodeKind::Root | NodeKind::Folder => Entity::Folder(id.clone()),
            };
            let label = Msg::EntityDetachControlFrom { name: plain(name(self.scenario, &node, self.lang)) };
            html! {
                <li>
                    { icon::draw(entity_icon(&node)) }
                    { self.link(&node) }
                    <span class="grow" />
                    { self.detach(id, policy, label) }
                </li>
            }
        };
        let (nothing, more) = if has_control_policies(self.scenario) {
            (Msg::EntityControlAttachedToNothing, self.attach(entity, &Msg::EntityControlAttachMenu))
        } else {
            (Msg::EntityControlOffAttached, Html::default())
        };
        let rows = Vec::from_iter(attached_to.iter().map(row));
        self.attached_to(&Msg::EntityControlAttachedTo, &nothing, rows, more)
    }

    /// What detaches a control policy from a node.
    fn detach(&self, node: &str, policy: &str, label: Msg) -> Html {
        let detach = Edit::Directory(DirectoryEdit::Detach { node: node.to_owned(), policy: policy.to_owned() });
        // R1.34: the last one stays.
        let is_last = detach.apply(self.scenario).is_err();
        let on_detach = self.on_wish.reform(move |()| Wish::Make(detach.clone()));
        button::small("unlink", label, on_detach).disabled(is_last).draw(self.lang)
    }

    fn section(&self, body: Html) -> Html {
        html! {
            <section class="entity-part">
                <h3>{ Msg::PageControlPolicies.string(self.lang) }</h3>
                { body }
            </section>
        }
    }

    fn control(&self, control: &Control) -> Html {
        html! { <>{ icon::draw("shield") }{ self.policy(&control.policy, control.document.as_ref()) }</> }
    }
}
