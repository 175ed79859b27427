//! The page of an entity: its facts, what can be changed of it in place, its policies, who assumes it, what it reaches,
//! what was found about it.

use std::rc::Rc;

use ram_author::findings::{Finding, findings};
use ram_author::surroundings::Surroundings;
use ram_catalog::Catalogue;
use ram_policy_playground::components::text::{draw, say};
use ram_policy_playground::components::{button, documents, icon};
use ram_policy_playground::state::{Place, Same, Tab};
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity};
use ram_scenario::facts::{self, DirectoryPlace, Facts, Held, Own};
use ram_scenario::people;
use ram_scenario::scenario::{DocumentKey, PolicyType, Scenario};
use ram_text::{Lang, Msg, code, plain};
use yew::prelude::*;

use self::drawn::Drawn;
use self::versions::Versions;
use super::change::document;
use super::offers::{Line, Row, lines};
use super::who::scope_badge;
use super::wish::{Subject, Task, Wish, holder, icon as entity_icon, name, page};

mod directory;
pub mod drawn;
mod focus;
mod own;
pub mod reach;
mod settings;
mod versions;

#[derive(Debug, Clone, Properties)]
pub struct EntityPageProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What follows from it.
    pub analysis: Rc<Analysis>,
    /// The actions, once they are there.
    pub catalogue: Option<Rc<Catalogue>>,
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
            && self.catalogue.is_some() == other.catalogue.is_some()
            && (&self.entity, self.lang) == (&other.entity, other.lang)
            && (&self.on_wish, &self.on_show, &self.on_copy) == (&other.on_wish, &other.on_show, &other.on_copy)
    }
}

/// What is found in the documents that touch an entity, as their own pages show it.
fn found_in(
    facts: &Facts,
    scenario: &Scenario,
    catalogue: Option<&Catalogue>,
    lang: Lang,
) -> Vec<(DocumentKey, Finding)> {
    let mut found = Vec::new();
    for key in facts.touched_by() {
        let text = scenario.document(key).unwrap_or_default();
        if text.len() <= crate::LOOKED_AT {
            let around = Surroundings::of(key, scenario, catalogue, lang);
            let document = around.read(key, text);
            found.extend(findings(&document, &around).into_iter().map(|finding| (key.clone(), finding)));
        }
    }
    found
}

/// The page.
#[component]
pub fn EntityPage(props: &EntityPageProps) -> Html {
    let EntityPageProps { scenario, analysis, entity, lang, on_wish, .. } = props;
    let lang = *lang;
    let onclick = focus::use_focus_kept(scenario);
    let known = || (Same(scenario.clone()), Same(analysis.clone()), entity.clone());
    let catalogue = props.catalogue.as_ref();
    let reaches = use_memo((known(), catalogue.is_some()), |((scenario, analysis, entity), _)| {
        reach::decide(&scenario.0, &analysis.0, catalogue.map(Rc::as_ref), entity)
    });
    let facts =
        use_memo(known(), |(scenario, analysis, entity)| facts::facts(&scenario.0, &analysis.0.documents, entity));
    let found = use_memo((known(), lang, catalogue.is_some()), |_| {
        let found = |facts: &Facts| found_in(facts, scenario, catalogue.map(Rc::as_ref), lang);
        facts.as_ref().as_ref().map(found).unwrap_or_default()
    });
    let Some(facts) = &*facts else { return Html::default() };
    let on_edit = on_wish.reform(Wish::Make);
    let drawn = Drawn { scenario, lang, on_wish };
    // Where a part of the page's own leads to them already.
    let shows_documents = !matches!(entity, Entity::Policy { .. } | Entity::Folder(_) | Entity::Directory);
    html! {
        <div class="pane-body entity" tabindex="-1" {onclick}>
            { head(props, facts) }
            { drawn.own(entity, facts) }
            { settings::draw(scenario, entity, lang, &on_edit) }
            { part_of_its_own(&drawn, entity, facts) }
            if holder(entity).is_some() {
                { policies(props, drawn, &facts.policies) }
            }
            if shows_documents { { parts(props, facts) } }
            { reach::draw(&reaches, entity, catalogue, drawn) }
            { problems(props, &found) }
        </div>
    }
}

/// The section that only this kind of entity has.
fn part_of_its_own(drawn: &Drawn<'_>, entity: &Entity, facts: &Facts) -> Html {
    match (&facts.own, entity) {
        (Own::Policy { attached_to, default_version, versions, .. }, Entity::Policy { account, name }) => html! {
            <>
                <Versions scenario={drawn.scenario.clone()} account={account.clone()} policy={name.clone()}
                    default_version={*default_version} versions={versions.clone()} lang={drawn.lang}
                    on_wish={drawn.on_wish.clone()} />
                { drawn.attached(entity, attached_to) }
            </>
        },
        (Own::ControlPolicy { attached_to, .. }, _) => drawn.controlled(entity, attached_to),
        (Own::Folder(folder), _) => drawn.controls(entity.name(), &folder.controls),
        (Own::Account { place: Some(DirectoryPlace::Member { controls, .. }), .. }, _) => {
            drawn.controls(entity.name(), controls)
        }
        _ => Html::default(),
    }
}

/// Whether a line of the menu has no place of its own further down the page.
fn is_for_the_head(line: &Line, entity: &Entity) -> bool {
    match &line.wish {
        Wish::Make(Edit::Move { .. } | Edit::Policy { .. }) => false,
        Wish::Make(Edit::Directory(edit)) => !matches!(
            edit,
            DirectoryEdit::Attach { .. } | DirectoryEdit::MoveTo { .. } | DirectoryEdit::ControlPolicies(_)
        ),
        // The page itself leads nowhere.
        Wish::Show(shown) => *shown != page(entity),
        _ => true,
    }
}

fn head(props: &EntityPageProps, facts: &Facts) -> Html {
    let (entity, lang) = (&props.entity, props.lang);
    let row = Row::Subject(Subject::Entity(entity.clone()));
    let actions = lines(&props.scenario, &row, lang).into_iter().filter(|line| is_for_the_head(line, entity));
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

fn policies(props: &EntityPageProps, drawn: Drawn<'_>, held: &[Held]) -> Html {
    let (entity, lang) = (&props.entity, props.lang);
    let Some(owner) = holder(entity) else { return Html::default() };
    let attach = {
        let (on_wish, owner) = (props.on_wish.clone(), owner.clone());
        move |_: MouseEvent| on_wish.emit(Task::Attach(owner.clone()).into())
    };
    let row = |held: &Held| {
        let is_system = held.attachment.kind == PolicyType::System;
        html! {
            <li>
                { icon::draw(if is_system { "file-lock-2" } else { "file-text" }) }
                { drawn.policy(&held.attachment.policy, held.document.as_ref()) }
                { scope_badge(&props.scenario, &owner.account, &held.attachment.scope, lang) }
                <span class="grow" />
                if let Some(group) = &held.group {
                    <span class="help">{ say(&Msg::TraceThroughGroup { group: code(group.as_str()) }, lang) }</span>
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
    let row = |key: &DocumentKey| {
        let words = document(key, &props.scenario, props.lang);
        html! { <li>{ icon::draw(documents::icon(key)) }{ drawn::link(Tab::Document(key.clone()), words, &props.on_wish) }</li> }
    };
    html! {
        <section class="entity-part">
            <h3>{ Msg::EntityDocuments.string(props.lang) }</h3>
            <ul class="entity-list">{ for facts.documents.iter().map(row) }</ul>
        </section>
    }
}

fn problems(props: &EntityPageProps, found: &[(DocumentKey, Finding)]) -> Html {
    let (scenario, lang) = (&props.scenario, props.lang);
    if found.is_empty() {
        return Html::default();
    }
    let row = |(key, finding): &(DocumentKey, Finding)| {
        let place = Place { document: key.clone(), span: finding.span };
        let on_show = props.on_show.clone();
        let onclick = move |_: MouseEvent| on_show.emit(place.clone());
        html! {
            <li>
                { icon::draw("triangle-alert") }
                <button type="button" class="link" {onclick}>{ document(key, scenario, lang) }</button>
                <span>{ draw(&finding.message) }</span>
            </li>
        }
    };
    html! {
        <section class="entity-part">
            <h3>{ Msg::PageProblems.string(lang) }</h3>
            <ul class="entity-list">{ for found.iter().map(row) }</ul>
        </section>
    }
}
