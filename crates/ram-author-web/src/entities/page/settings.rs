//! What can be changed of an entity in place.

use std::rc::Rc;

use ram_scenario::edit::{AccountField, DirectoryEdit, Edit, Entity, PolicyField, ResourceField, RoleField, UserField};
use ram_scenario::scenario::{
    Account, CustomPolicy, Directory, DirectoryNode, Localized, NodeKind, Resource, Role, Scenario, User,
};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use crate::entities::belongings::{check_tags, groups, tags};
use crate::entities::create::accesses;
use crate::entities::directory::folders;
use crate::entities::fields::{radios, renamed, select, some, tick};
use crate::entities::form::accounts;
use crate::entities::inline::{CheckText, Inline, ToEdit};
use ram_policy_playground::components::text::say;

struct Fields<'a> {
    scenario: &'a Rc<Scenario>,
    entity: &'a Entity,
    lang: Lang,
    on_edit: &'a Callback<Edit>,
}

/// The fields of an entity; nothing for one that has none.
pub fn draw(scenario: &Rc<Scenario>, entity: &Entity, lang: Lang, on_edit: &Callback<Edit>) -> Html {
    let fields = Fields { scenario, entity, lang, on_edit };
    let Some(place) = entity.place(scenario) else { return Html::default() };
    let account = entity.account().and_then(|id| scenario.account(id));
    let drawn = match (entity, account) {
        (Entity::Account(_), _) => scenario.accounts.get(place).map(|account| fields.account(account)),
        (Entity::User { .. }, Some(account)) => account.users.get(place).map(|user| fields.user(account, user)),
        (Entity::Group { name, .. }, Some(account)) => {
            account.groups.get(place).map(|group| fields.group(account, name, group.description.as_deref()))
        }
        (Entity::Role { .. }, Some(account)) => account.roles.get(place).map(|role| fields.role(account, role)),
        (Entity::Resource { .. }, Some(account)) => {
            account.resources.get(place).map(|resource| fields.resource(account, resource))
        }
        (Entity::Policy { .. }, Some(account)) => {
            account.policies.get(place).map(|policy| fields.policy(account, policy))
        }
        (Entity::Directory, _) => scenario.resource_directory.as_ref().map(|directory| fields.directory(directory)),
        (Entity::Folder(_), _) => scenario.resource_directory.as_ref().and_then(|directory| {
            // The platform names the Root folder, and it stays on top.
            directory.nodes.get(place).filter(|node| node.kind == NodeKind::Folder).map(|node| fields.folder(node))
        }),
        (Entity::ResourceGroup { id, .. }, Some(account)) => {
            account.resource_groups.get(place).map(|group| fields.resource_group(account, id, group.name.as_ref()))
        }
        _ => None,
    };
    let Some(drawn) = drawn else { return Html::default() };
    html! {
        <section class="entity-part">
            <h3>{ Msg::EntitySettings.string(lang) }</h3>
            <div class="entity-fields">{ drawn }</div>
        </section>
    }
}

impl Fields<'_> {
    fn text(&self, id: &'static str, label: &Msg, value: &str, to_edit: ToEdit) -> Html {
        html! {
            <Inline key={self.key(id)} {id} label={label.string(self.lang)} value={value.to_owned()}
                scenario={self.scenario.clone()} lang={self.lang} {to_edit} on_edit={self.on_edit.clone()} />
        }
    }

    /// Another entity begins with fields of its own.
    fn key(&self, id: &str) -> String {
        format!("{:?}-{id}", self.entity)
    }

    /// A name that people read, in the language of the page.
    fn localized(&self, name: Option<&Localized>) -> String {
        name.map(|name| name.get(self.lang.tag()).to_owned()).unwrap_or_default()
    }

    /// What gives a thing another name for people, without touching that in another language.
    fn named(&self, before: Option<&Localized>, edit: impl Fn(Option<Localized>) -> Edit + 'static) -> ToEdit {
        let (before, lang) = (before.cloned(), self.lang);
        Callback::from(move |text: String| Some(edit(renamed(before.as_ref(), lang, &text))))
    }

    fn account(&self, account: &Account) -> Html {
        let set = |make: fn(Option<String>) -> AccountField| -> ToEdit {
            let id = account.id.clone();
            Callback::from(move |text: String| Some(Edit::Account { account: id.clone(), set: make(some(&text)) }))
        };
        let id = account.id.clone();
        let name = self.named(account.name.as_ref(), move |name| Edit::Account {
            account: id.clone(),
            set: AccountField::DisplayName(name),
        });
        html! {
            <>
                { self.text("set-name", &Msg::EntityDisplayName, &self.localized(account.name.as_ref()), name) }
                { self.text("set-alias", &Msg::EntityAlias, account.alias.as_deref().unwrap_or_default(), set(AccountField::Alias)) }
                { self.text("set-domain", &Msg::EntityDomain, account.domain.as_deref().unwrap_or_default(), set(AccountField::Domain)) }
            </>
        }
    }

    fn user(&self, account: &Account, user: &User) -> Html {
        let (of, name) = (account.id.clone(), user.name.clone());
        let edit = move |set: UserField| Edit::User { account: of.clone(), user: name.clone(), set };
        let set = |make: fn(Option<String>) -> UserField| -> ToEdit {
            let edit = edit.clone();
            Callback::from(move |text: String| Some(edit(make(some(&text)))))
        };
        let display = {
            let edit = edit.clone();
            self.named(user.display_name.as_ref(), move |name| edit(UserField::DisplayName(name)))
        };
        let (access, mfa) = (edit.clone(), edit.clone());
        html! {
            <>
                { self.text("set-name", &Msg::EntityDisplayName, &self.localized(user.display_name.as_ref()), display) }
                { self.text("set-id", &Msg::EntityUserId, user.id.as_deref().unwrap_or_default(), set(UserField::Id)) }
                { self.text("set-description", &Msg::EntityDescription, user.description.as_deref().unwrap_or_default(),
                    set(UserField::Description)) }
                { radios("set-access", &Msg::EntityAccess, &accesses(), user.access,
                    &self.on_edit.reform(move |chosen| access(UserField::Access(chosen))), self.lang) }
                { tick("set-mfa", say(&Msg::EntityMfaBound, self.lang), user.mfa,
                    self.on_edit.reform(move |is_on| mfa(UserField::Mfa(is_on)))) }
            </>
        }
    }

    fn group(&self, account: &Account, name: &str, description: Option<&str>) -> Html {
        let (account, group) = (account.id.clone(), name.to_owned());
        let to_edit = Callback::from(move |text: String| {
            Some(Edit::GroupDescription { account: account.clone(), group: group.clone(), description: some(&text) })
        });
        self.text("set-description", &Msg::EntityDescription, description.unwrap_or_default(), to_edit)
    }

    fn role(&self, account: &Account, role: &Role) -> Html {
        let (of, name) = (account.id.clone(), role.name.clone());
        let edit = move |set: RoleField| Edit::Role { account: of.clone(), role: name.clone(), set };
        let description = {
            let edit = edit.clone();
            Callback::from(move |text: String| Some(edit(RoleField::Description(some(&text)))))
        };
        let duration = Callback::from(move |text: String| match some(&text) {
            None => Some(edit(RoleField::MaxSessionDuration(None))),
            Some(text) => text.parse().ok().map(|seconds| edit(RoleField::MaxSessionDuration(Some(seconds)))),
        });
        let seconds = role.max_session_duration.map(|seconds| seconds.to_string()).unwrap_or_default();
        html! {
            <>
                <Inline key={self.key("set-duration")} id="set-duration" label={Msg::EntityMaxSession.string(self.lang)}
                    value={seconds} scenario={self.scenario.clone()} lang={self.lang} to_edit={duration}
                    on_edit={self.on_edit.clone()} hint={Msg::EntityMaxSessionHelp} />
                { self.text("set-description", &Msg::EntityDescription, role.description.as_deref().unwrap_or_default(), description) }
            </>
        }
    }

    fn resource(&self, account: &Account, resource: &Resource) -> Html {
        let (of, arn) = (account.id.clone(), resource.arn.clone());
        let edit = move |set: ResourceField| Edit::Resource { account: of.clone(), arn: arn.clone(), set };
        let typed = resource.tags.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("\n");
        let to_tags = {
            let edit = edit.clone();
            Callback::from(move |text: String| Some(edit(ResourceField::Tags(tags(&text)))))
        };
        let mut offered = groups(self.scenario, &account.id, self.lang);
        let chosen = resource.resource_group.clone().unwrap_or_default();
        // A resource may lie in a group that nobody has listed.
        if !offered.iter().any(|(id, _)| *id == chosen) {
            offered.push((chosen.clone(), chosen.clone()));
        }
        let on_group = self.on_edit.reform(move |id: String| edit(ResourceField::ResourceGroup(some(&id))));
        html! {
            <>
                { select("set-group", &Msg::EntityResourceGroup, &offered, &chosen, on_group, self.lang) }
                <Inline key={self.key("set-tags")} id="set-tags" label={Msg::EntityTags.string(self.lang)} value={typed}
                    scenario={self.scenario.clone()} lang={self.lang} to_edit={to_tags} on_edit={self.on_edit.clone()}
                    is_long=true check={check_tags as CheckText} />
            </>
        }
    }

    fn policy(&self, account: &Account, policy: &CustomPolicy) -> Html {
        let (account, name) = (account.id.clone(), policy.name.clone());
        let to_edit = Callback::from(move |text: String| {
            let set = PolicyField::Description(some(&text));
            Some(Edit::Policy { account: account.clone(), policy: name.clone(), set })
        });
        self.text(
            "set-description",
            &Msg::EntityDescription,
            policy.description.as_deref().unwrap_or_default(),
            to_edit,
        )
    }

    fn directory(&self, directory: &Directory) -> Html {
        let on_manage = self.on_edit.reform(|id: String| Edit::Directory(DirectoryEdit::ManagementAccount(id)));
        let on_control = self.on_edit.reform(|is_on| Edit::Directory(DirectoryEdit::ControlPolicies(is_on)));
        html! {
            <>
                <div>
                    { select("set-management", &Msg::EntityManagement, &accounts(self.scenario, self.lang),
                        &directory.management_account, on_manage, self.lang) }
                    <p class="help">{ say(&Msg::EntityManagementMoves, self.lang) }</p>
                </div>
                <div>
                    { tick("set-control", say(&Msg::PageControlPolicies, self.lang), directory.control_policy_enabled, on_control) }
                    <p class="help">{ say(&Msg::EntityControlOffHelp, self.lang) }</p>
                </div>
            </>
        }
    }

    fn folder(&self, node: &DirectoryNode) -> Html {
        let id = node.id.clone();
        let to_edit = self
            .named(node.name.as_ref(), move |name| Edit::Directory(DirectoryEdit::NodeName { node: id.clone(), name }));
        let id = node.id.clone();
        let moved = |parent: String| DirectoryEdit::MoveTo { node: node.id.clone(), parent };
        let can_lie_in = |parent: &str| Edit::Directory(moved(parent.to_owned())).apply(self.scenario).is_ok();
        // Not in itself, and not in what lies in it.
        let parents = folders(self.scenario, self.lang).into_iter().filter(|(parent, _)| can_lie_in(parent));
        let on_move =
            self.on_edit.reform(move |parent| Edit::Directory(DirectoryEdit::MoveTo { node: id.clone(), parent }));
        html! {
            <>
                { self.text("set-name", &Msg::EntityDisplayName, &self.localized(node.name.as_ref()), to_edit) }
                { select("set-parent", &Msg::EntityParent, &Vec::from_iter(parents), node.parent.as_deref().unwrap_or_default(),
                    on_move, self.lang) }
            </>
        }
    }

    fn resource_group(&self, account: &Account, id: &str, name: Option<&Localized>) -> Html {
        let (account, own) = (account.id.clone(), id.to_owned());
        let to_edit =
            self.named(name, move |name| Edit::ResourceGroupName { account: account.clone(), id: own.clone(), name });
        self.text("set-name", &Msg::EntityDisplayName, &self.localized(name), to_edit)
    }
}
