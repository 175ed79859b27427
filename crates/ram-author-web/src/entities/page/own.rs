//! The facts that only one kind of entity has, as a list of names and values.

use ram_policy::principal::TrustPattern;
use ram_policy_playground::components::text::say;
use ram_policy_playground::components::{button, icon};
use ram_scenario::edit::{Edit, Entity, Holder};
use ram_scenario::facts::{DirectoryPlace, Facts, Own};
use ram_scenario::people;
use ram_scenario::scenario::{Attachment, PolicyType, Scope};
use ram_text::{Msg, code, plain};
use yew::prelude::*;

use super::drawn::{Drawn, link};
use crate::entities::who::holder_row;
use crate::entities::wish::{Task, Wish, name, tab};

impl Drawn<'_> {
    /// A way to the page or text of something.
    pub fn link(&self, entity: &Entity) -> Html {
        link(tab(entity), name(self.scenario, entity, self.lang), self.on_wish)
    }

    /// Ways to several.
    pub fn links(&self, entities: impl Iterator<Item = Entity>) -> Html {
        let all = Vec::from_iter(entities.map(|entity| html! { <li>{ self.link(&entity) }</li> }));
        if all.is_empty() {
            return self.none();
        }
        html! { <ul class="chips-list">{ for all }</ul> }
    }

    fn none(&self) -> Html {
        html! { <span class="help">{ say(&Msg::EntityNone, self.lang) }</span> }
    }

    /// The ID of what goes by a name.
    fn id_beside_name(&self, entity: &Entity) -> Html {
        if name(self.scenario, entity, self.lang) == entity.name() {
            return Html::default();
        }
        self.fact(&Msg::EntityGroupId, html! { <code>{ entity.name() }</code> })
    }

    /// A fact with its name.
    pub fn fact(&self, label: &Msg, value: Html) -> Html {
        html! { <><dt>{ label.string(self.lang) }</dt><dd>{ value }</dd></> }
    }

    /// All of them.
    pub fn own(&self, entity: &Entity, facts: &Facts) -> Html {
        let account = facts.account.clone().unwrap_or_default();
        let in_account = |make: fn(String, String) -> Entity| {
            let account = account.clone();
            move |name: &String| make(account.clone(), name.clone())
        };
        let group = in_account(|account, name| Entity::Group { account, name });
        let user = in_account(|account, name| Entity::User { account, name });
        let resource = in_account(|account, arn| Entity::Resource { account, arn });
        let rows = match &facts.own {
            Own::Account { domain, place } => html! {
                <>
                    { self.fact(&Msg::EntityAccountId, html! { <code>{ entity.name() }</code> }) }
                    { self.fact(&Msg::EntityDomain, html! { <code>{ domain }</code> }) }
                    { for place.as_ref().map(|place| self.fact(&Msg::WorldDirectory, match place {
                        DirectoryPlace::Manages => say(&Msg::EntityManages, self.lang),
                        DirectoryPlace::Member { folders, .. } => self.path(folders),
                    })) }
                </>
            },
            Own::User { logon_name, groups } => html! {
                <>
                    { self.fact(&Msg::EntityLogonName, html! { <code>{ logon_name }</code> }) }
                    { self.fact(&Msg::PageGroups, self.links(groups.iter().map(group))) }
                </>
            },
            Own::Group { members } => self.fact(&Msg::EntityMembers, self.links(members.iter().map(user))),
            Own::Role { trusts, is_service_linked, .. } => html! {
                <>
                    { self.fact(&Msg::EntityTrusted, html! {
                        <ul>{ for trusts.iter().map(|trusted| html! { <li>{ self.trust(trusted) }</li> }) }</ul>
                    }) }
                    if *is_service_linked {
                        { self.fact(&Msg::EntityServiceLinked, say(&Msg::EntityServiceLinkedWhy, self.lang)) }
                    }
                </>
            },
            Own::Policy { length, limit, default_version, .. } => html! {
                <>
                    { self.fact(&Msg::EntityDefaultVersion, html! { <code>{ format!("v{default_version}") }</code> }) }
                    { self.length(*length, *limit) }
                </>
            },
            Own::ControlPolicy { length, limit, .. } => self.length(*length, *limit),
            Own::ResourceGroup { resources, attached } => html! {
                <>
                    { self.id_beside_name(entity) }
                    { self.fact(&Msg::PageResources, self.links(resources.iter().map(resource))) }
                    { self.fact(&Msg::EntityPoliciesHere, if attached.is_empty() {
                        self.none()
                    } else {
                        html! {
                            <ul>{ for attached.iter().map(|(holder, policy)| html! {
                                <li>{ self.link(&holder.entity()) }{ " · " }<code>{ policy }</code></li>
                            }) }</ul>
                        }
                    }) }
                </>
            },
            Own::Directory { management, is_on, root, members, policies } => {
                let members = members.iter().map(|id| Entity::Member(id.clone()));
                let policies = policies.iter().map(|name| Entity::ControlPolicy(name.clone()));
                let is_on = if *is_on { Msg::EntityControlIsOn } else { Msg::WorldControlOff };
                html! {
                    <>
                        { self.fact(&Msg::EntityManagement, self.link(&Entity::Account(management.clone()))) }
                        { self.fact(&Msg::PageControlPolicies, say(&is_on, self.lang)) }
                        if let Some(root) = root {
                            { self.fact(&Msg::RowRootFolder, self.link(&Entity::Folder(root.clone()))) }
                        }
                        { self.fact(&Msg::EntityMemberAccountsHere, self.links(members)) }
                        { self.fact(&Msg::EntityCustomControl, self.links(policies)) }
                    </>
                }
            }
            Own::Folder(folder) => html! { <>{ self.id_beside_name(entity) }{ self.folder(folder) }</> },
            Own::Resource { .. } | Own::Other => Html::default(),
        };
        html! { <dl class="facts">{ rows }</dl> }
    }

    /// The length of a document against the most that the platform takes.
    fn length(&self, n: usize, limit: usize) -> Html {
        self.fact(
            &Msg::EntityLength,
            html! {
                <span class={classes!((n > limit).then_some("is-over"))}>
                    { say(&Msg::PageLength { n, limit }, self.lang) }
                </span>
            },
        )
    }

    /// Whom a trust policy names, in words.
    fn trust(&self, trusted: &TrustPattern) -> Html {
        let account = |id: &str| plain(people::account_name(self.scenario, id).get(self.lang.tag()));
        let words = match trusted {
            TrustPattern::Account(id) => Msg::EntityTrustsAccount { account: account(id), id: code(id.as_str()) },
            TrustPattern::User { account: id, name } => {
                Msg::EntityTrustsUser { user: code(name.as_str()), account: account(id) }
            }
            TrustPattern::Role { account: id, name } => {
                Msg::EntityTrustsRole { role: code(name.as_str()), account: account(id) }
            }
            TrustPattern::Service { service, .. } => Msg::EntityTrustsService { service: code(service.as_str()) },
            TrustPattern::Provider(arn) => Msg::EntityTrustsProvider { provider: code(arn.as_str()) },
            TrustPattern::Unsupported(_) => Msg::EntityTrustsNobody,
        };
        say(&words, self.lang)
    }

    /// Whom a custom policy is attached to, at which scope, with a way to detach it.
    pub fn attached(&self, entity: &Entity, attached_to: &[(Holder, Scope)]) -> Html {
        let policy = entity.name();
        let row = |(holder, scope): &(Holder, Scope)| {
            let (policy, kind) = (policy.to_owned(), PolicyType::Custom);
            let attachment = Attachment { policy, kind, scope: scope.clone() };
            let detach = Edit::Detach { from: holder.clone(), attachment };
            let label = Msg::EntityDetachFrom { name: plain(holder.name.as_str()) };
            let on_detach = self.on_wish.reform(move |()| Wish::Make(detach.clone()));
            html! {
                <li>
                    { holder_row(self.scenario, holder, scope, self.lang, self.on_wish) }
                    <span class="grow" />
                    { button::small("unlink", label, on_detach).draw(self.lang) }
                </li>
            }
        };
        let (more, rows) = (self.attach(entity, &Msg::EntityAttachPolicyMenu), attached_to.iter().map(row).collect());
        self.attached_to(&Msg::EntityAttachedTo, &Msg::EntityAttachedToNobody, rows, more)
    }

    /// What opens the form that attaches a policy to more.
    pub fn attach(&self, policy: &Entity, label: &Msg) -> Html {
        let attach = Task::AttachTo(policy.clone());
        let on_attach = self.on_wish.reform(move |_: MouseEvent| attach.clone().into());
        html! {
            <button type="button" class="btn sm outline" onclick={on_attach}>
                { icon::draw_with("plus", "i-14") }{ label.string(self.lang) }
            </button>
        }
    }

    /// A list of those that a policy is attached to, with what is said where there are none, and what adds to them.
    pub fn attached_to(&self, title: &Msg, nothing: &Msg, rows: Vec<Html>, more: Html) -> Html {
        html! {
            <section class="entity-part">
                <div class="row"><h3>{ title.string(self.lang) }</h3><span class="grow" />{ more }</div>
                if rows.is_empty() {
                    <p class="help">{ say(nothing, self.lang) }</p>
                } else {
                    <ul class="entity-list">{ for rows }</ul>
                }
            </section>
        }
    }
}
