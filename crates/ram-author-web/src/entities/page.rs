//! The page of an entity: its facts, what can be changed of it in place, its policies, who assumes it, what it reaches,
//! what was found about it.

use std::rc::Rc;

use ram_policy::compiled::CompiledWorld;
use ram_policy::principal::TrustPattern;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::{Edit, Entity};
use ram_scenario::facts::{self, DirectoryPlace, Facts, Held, Own, Reach};
use ram_scenario::question::running_session;
use ram_scenario::scenario::{Principal, Question, Scenario, Scope};
use ram_scenario::{people, world};
use ram_text::{Lang, Msg, code, plain};
use yew::prelude::*;

use super::change::document;
use super::wish::{Subject, Wish, holder, icon as entity_icon, lines, name, tab};
use ram_policy_playground::components::question::sentence::principal_words;
use ram_policy_playground::components::text::say;
use ram_policy_playground::components::{button, documents, icon};
use ram_policy_playground::state::{Place, Same, Tab};

mod settings;

#[derive(Debug, Clone, Properties)]
pub struct EntityPageProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What follows from it.
    pub analysis: Rc<Analysis>,
    /// What the page is about.
    pub entity: Entity,
    /// The language of the page.
    pub lang: Lang,
    /// Something is wished.
    pub on_wish: Callback<Wish>,
    /// A place in a document is shown.
    pub on_show: Callback<Place>,
    /// A text is copied.
    pub on_copy: Callback<String>,
}

impl PartialEq for EntityPageProps {
    fn eq(&self, other: &EntityPageProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.analysis, &other.analysis)
            && (&self.entity, self.lang) == (&other.entity, other.lang)
            && (&self.on_wish, &self.on_show, &self.on_copy) == (&other.on_wish, &other.on_show, &other.on_copy)
    }
}

/// What needs decisions: who can assume a role, and what somebody reaches.
#[derive(Debug, PartialEq)]
struct Reaches {
    assumed_by: Vec<Reach>,
    reaches: Vec<Reach>,
}

fn decide(scenario: &Scenario, analysis: &Analysis, entity: &Entity) -> Reaches {
    let principal = match entity {
        Entity::User { account, name } => Principal::User { account: account.clone(), name: name.clone() },
        Entity::Role { account, name } => running_session(&Question::default(), account, name),
        _ => return Reaches { assumed_by: Vec::new(), reaches: Vec::new() },
    };
    let compiled = CompiledWorld::new(&world::world(scenario, &analysis.documents));
    let assumed_by = match entity {
        Entity::Role { account, name } => {
            let arn = ram_policy::arn::Arn::role(account, name).to_string();
            facts::who_can_assume(scenario, &analysis.documents, &compiled, &arn)
        }
        _ => Vec::new(),
    };
    Reaches { assumed_by, reaches: facts::reaches(scenario, &compiled, &principal) }
}

/// The page.
#[component]
pub fn EntityPage(props: &EntityPageProps) -> Html {
    let EntityPageProps { scenario, analysis, entity, lang, .. } = props;
    let lang = *lang;
    let known = (Same(scenario.clone()), Same(analysis.clone()), entity.clone());
    let reaches = use_memo(known, |(scenario, analysis, entity)| decide(&scenario.0, &analysis.0, entity));
    let Some(facts) = facts::facts(scenario, &analysis.documents, entity) else { return Html::default() };
    let on_edit = props.on_wish.reform(Wish::Make);
    html! {
        <div class="pane-body entity" tabindex="-1">
            { head(props, &facts) }
            { own(props, &facts) }
            { settings::draw(scenario, entity, lang, &on_edit) }
            if holder(entity).is_some() {
                { policies(props, &facts.policies) }
            }
            { parts(props, &facts) }
            { reached(props, &reaches) }
            { found(props, &facts) }
        </div>
    }
}

fn head(props: &EntityPageProps, facts: &Facts) -> Html {
    let (entity, lang) = (&props.entity, props.lang);
    let subject = Subject::Entity(entity.clone());
    let actions = lines(&props.scenario, &subject);
    let actions = actions.into_iter().filter(|line| {
        let is_move = matches!(&line.wish, Wish::Make(Edit::Move { .. }));
        let is_self = matches!(&line.wish, Wish::Show(shown) if Some(shown) == tab(entity).as_ref());
        !is_move && !is_self
    });
    let kind = Msg::EntityKind { kind: entity.kind() };
    html! {
        <header class="entity-head">
            { icon::draw_with(entity_icon(entity), "i-20") }
            <div class="grow">
                <h2>{ name(&props.scenario, entity, lang) }</h2>
                <p class="xs">{ say(&kind, lang) }
                    if let Some(account) = &facts.account {
                        { " · " }{ people::account_name(&props.scenario, account).get(lang.tag()).to_owned() }
                    }
                </p>
                if let Some(arn) = &facts.arn {
                    <p class="arn"><code>{ arn }</code>
                        { button::small("copy", Msg::EntityCopyArn, {
                            let (on_copy, arn) = (props.on_copy.clone(), arn.clone());
                            Callback::from(move |()| on_copy.emit(arn.clone()))
                        }).draw(lang) }
                    </p>
                }
            </div>
            <div class="entity-actions">
                { for actions.map(|line| {
                    let (on_wish, wish) = (props.on_wish.clone(), line.wish);
                    html! {
                        <button type="button" class="btn sm outline" onclick={move |_: MouseEvent| on_wish.emit(wish.clone())}>
                            { icon::draw_with(line.icon, "i-14") }{ line.label.string(lang) }
                        </button>
                    }
                }) }
            </div>
        </header>
    }
}

/// A fact with its name.
fn fact(label: &Msg, value: Html, lang: Lang) -> Html {
    html! { <><dt>{ label.string(lang) }</dt><dd>{ value }</dd></> }
}

/// A link to the page or text of something.
fn link(props: &EntityPageProps, entity: &Entity) -> Html {
    let words = name(&props.scenario, entity, props.lang);
    let Some(tab) = tab(entity) else { return html! { { words } } };
    show(props, tab, words)
}

fn show(props: &EntityPageProps, tab: Tab, words: String) -> Html {
    let on_wish = props.on_wish.clone();
    let onclick = move |_: MouseEvent| on_wish.emit(Wish::Show(tab.clone()));
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}

fn links(props: &EntityPageProps, entities: impl Iterator<Item = Entity>) -> Html {
    let all = Vec::from_iter(entities.map(|entity| html! { <li>{ link(props, &entity) }</li> }));
    if all.is_empty() {
        return html! { <span class="help">{ say(&Msg::EntityNone, props.lang) }</span> };
    }
    html! { <ul class="chips-list">{ for all }</ul> }
}

fn own(props: &EntityPageProps, facts: &Facts) -> Html {
    let (scenario, lang) = (&props.scenario, props.lang);
    let account = facts.account.clone().unwrap_or_default();
    let in_account = |make: fn(String, String) -> Entity| {
        let account = account.clone();
        move |name: &String| make(account.clone(), name.clone())
    };
    let rows = match &facts.own {
        Own::Account { domain, place } => html! {
            <>
                { fact(&Msg::EntityAccountId, html! { <code>{ props.entity.name() }</code> }, lang) }
                { fact(&Msg::EntityDomain, html! { <code>{ domain }</code> }, lang) }
                { for place.as_ref().map(|place| fact(&Msg::WorldDirectory, match place {
                    DirectoryPlace::Manages => say(&Msg::EntityManages, lang),
                    DirectoryPlace::Member { folders } => {
                        let path = folders.iter().rev().map(|id| folder(scenario, id, lang)).collect::<Vec<_>>();
                        html! { { path.join(" / ") } }
                    }
                }, lang)) }
            </>
        },
        Own::User { logon_name, groups, .. } => html! {
            <>
                { fact(&Msg::EntityLogonName, html! { <code>{ logon_name }</code> }, lang) }
                { fact(&Msg::PageGroups, links(props, groups.iter().map(in_account(|account, name| Entity::Group { account, name }))), lang) }
            </>
        },
        Own::Group { members } => fact(
            &Msg::EntityMembers,
            links(props, members.iter().map(in_account(|account, name| Entity::User { account, name }))),
            lang,
        ),
        Own::Role { trusts, is_service_linked, .. } => html! {
            <>
                { fact(&Msg::EntityTrusted, html! {
                    <ul>{ for trusts.iter().map(|trusted| html! { <li>{ trust(scenario, trusted, lang) }</li> }) }</ul>
                }, lang) }
                if *is_service_linked {
                    { fact(&Msg::EntityServiceLinked, say(&Msg::EntityServiceLinkedWhy, lang), lang) }
                }
            </>
        },
        Own::Policy { attached_to, versions } => html! {
            <>
                { fact(&Msg::EntityAttachedTo, links(props, attached_to.iter().map(|(holder, _)| holder.entity())), lang) }
                { fact(&Msg::EntityVersions, html! { { versions.len() } }, lang) }
            </>
        },
        Own::Resource { .. } => Html::default(),
        Own::ResourceGroup { resources, attached } => html! {
            <>
                { fact(&Msg::PageResources, links(props, resources.iter().map(in_account(|account, arn| Entity::Resource { account, arn }))), lang) }
                { fact(&Msg::EntityPoliciesHere, html! {
                    <ul>{ for attached.iter().map(|(holder, policy)| html! {
                        <li>{ link(props, &holder.entity()) }{ " · " }<code>{ policy }</code></li>
                    }) }</ul>
                }, lang) }
            </>
        },
        Own::Other => Html::default(),
    };
    html! { <dl class="facts">{ rows }</dl> }
}

/// The name of a folder.
fn folder(scenario: &Scenario, id: &str, lang: Lang) -> String {
    let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    let node = nodes.into_iter().find(|node| node.id == id);
    node.map_or_else(|| id.to_owned(), |node| people::folder(node, lang))
}

/// Whom a trust policy names, in words.
fn trust(scenario: &Scenario, trusted: &TrustPattern, lang: Lang) -> Html {
    let account = |id: &str| plain(people::account_name(scenario, id).get(lang.tag()));
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
    say(&words, lang)
}

fn policies(props: &EntityPageProps, held: &[Held]) -> Html {
    let (entity, lang) = (&props.entity, props.lang);
    let Some(owner) = holder(entity) else { return Html::default() };
    let attach = {
        let (on_wish, owner) = (props.on_wish.clone(), owner.clone());
        move |_: MouseEvent| on_wish.emit(Wish::Attach(owner.clone()))
    };
    let row = |held: &Held| {
        let words = held.attachment.policy.clone();
        let open = match &held.document {
            Some(key) => show(props, Tab::Document(key.clone()), words),
            None => html! { <><span>{ words }</span><span class="sub">{ say(&Msg::WorldMissing, lang) }</span></> },
        };
        let is_system = held.attachment.kind == ram_scenario::scenario::PolicyType::System;
        html! {
            <li>
                { icon::draw(if is_system { "file-lock-2" } else { "file-text" }) }
                { open }
                <span class="badge">{ match &held.attachment.scope {
                    Scope::Account => Msg::EntityScopeAccount.string(lang),
                    Scope::ResourceGroup(group) => group.clone(),
                } }</span>
                <span class="grow" />
                if let Some(group) = &held.group {
                    <span class="help">{ say(&Msg::EntityThrough { group: code(group.as_str()) }, lang) }</span>
                } else {
                    { button::small("unlink", Msg::EntityDetachNamed { policy: plain(held.attachment.policy.as_str()) }, {
                        let (on_wish, from, attachment) = (props.on_wish.clone(), owner.clone(), held.attachment.clone());
                        Callback::from(move |()| {
                            on_wish.emit(Wish::Make(Edit::Detach { from: from.clone(), attachment: attachment.clone() }));
                        })
                    }).draw(lang) }
                }
            </li>
        }
    };
    html! {
        <section class="entity-part">
            <div class="row"><h3>{ Msg::EntityPolicies.string(lang) }</h3><span class="grow" />
                <button type="button" class="btn sm outline" onclick={attach.clone()}>
                    { icon::draw_with("plus", "i-14") }{ Msg::EntityAttach.string(lang) }
                </button>
            </div>
            if held.is_empty() {
                <p class="help">{ say(&Msg::EntityNoPolicies { name: code(entity.name()) }, lang) }</p>
            } else {
                <ul class="entity-list">{ for held.iter().map(row) }</ul>
            }
        </section>
    }
}

fn parts(props: &EntityPageProps, facts: &Facts) -> Html {
    if facts.documents.is_empty() {
        return Html::default();
    }
    let row = |key: &ram_scenario::scenario::DocumentKey| {
        let words = document(key, &props.scenario, props.lang);
        html! { <li>{ icon::draw(documents::icon(key)) }{ show(props, Tab::Document(key.clone()), words) }</li> }
    };
    html! {
        <section class="entity-part">
            <h3>{ Msg::EntityDocuments.string(props.lang) }</h3>
            <ul class="entity-list">{ for facts.documents.iter().map(row) }</ul>
        </section>
    }
}

fn reached(props: &EntityPageProps, reaches: &Reaches) -> Html {
    let (scenario, lang) = (&props.scenario, props.lang);
    let who = |reach: &Reach| {
        let entity = match &reach.who {
            Principal::User { account, name } => Some(Entity::User { account: account.clone(), name: name.clone() }),
            Principal::Session { account, role, .. } => {
                Some(Entity::Role { account: account.clone(), name: role.clone() })
            }
            _ => None,
        };
        let words =
            entity.map_or_else(|| html! { { principal_words(&reach.who, lang) } }, |entity| link(props, &entity));
        let account = ram_scenario::question::principal_account(&reach.who);
        html! {
            <li>{ icon::draw(ram_policy_playground::components::question::sentence::principal_icon(&reach.who)) }{ words }
                { for account.map(|id| html! { <span class="help">{ people::account_name(scenario, id).get(lang.tag()).to_owned() }</span> }) }
            </li>
        }
    };
    let what = |reach: &Reach| {
        html! { <li><code>{ &reach.action }</code>{ icon::draw_with("arrow-right", "i-12") }<code>{ &reach.target }</code></li> }
    };
    let is_role = matches!(props.entity, Entity::Role { .. });
    let decides = is_role || matches!(props.entity, Entity::User { .. });
    let none = || html! { <p class="help">{ say(&Msg::EntityNone, lang) }</p> };
    html! {
        <>
            if is_role {
                <section class="entity-part">
                    <h3>{ Msg::EntityWhoAssumes.string(lang) }</h3>
                    if reaches.assumed_by.is_empty() { { none() } }
                    <ul class="entity-list">{ for reaches.assumed_by.iter().map(who) }</ul>
                </section>
            }
            if decides {
                <section class="entity-part">
                    <h3>{ Msg::EntityReaches.string(lang) }</h3>
                    <p class="help">{ say(&Msg::EntityReachesHow, lang) }</p>
                    if reaches.reaches.is_empty() { { none() } }
                    <ul class="entity-list">{ for reaches.reaches.iter().map(what) }</ul>
                </section>
            }
        </>
    }
}

fn found(props: &EntityPageProps, facts: &Facts) -> Html {
    let (scenario, lang) = (&props.scenario, props.lang);
    if facts.findings == 0 {
        return Html::default();
    }
    let row = |(key, diagnostic): (&ram_scenario::scenario::DocumentKey, &ram_policy::diagnostic::Diagnostic)| {
        let place = Place { document: key.clone(), span: diagnostic.span };
        let on_show = props.on_show.clone();
        let onclick = move |_: MouseEvent| on_show.emit(place.clone());
        html! {
            <li>
                { icon::draw("triangle-alert") }
                <button type="button" class="link" {onclick}>{ document(key, scenario, lang) }</button>
                <span>{ say(&ram_scenario::diagnostics::message(&diagnostic.problem, lang), lang) }</span>
            </li>
        }
    };
    html! {
        <section class="entity-part">
            <h3>{ Msg::PageProblems.string(lang) }</h3>
            <ul class="entity-list">{ for facts::findings(facts, &props.analysis.documents).map(row) }</ul>
        </section>
    }
}
