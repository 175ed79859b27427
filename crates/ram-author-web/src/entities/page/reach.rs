//! Who assumes a role, who reaches a resource, what somebody reaches: lists whose lines ask the very question.

use std::rc::Rc;

use ram_author::offer::actions::Level;
use ram_catalog::Catalogue;
use ram_policy::arn::Arn;
use ram_policy::compiled::CompiledWorld;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::question::sentence::{principal_icon, principal_words};
use ram_policy_playground::components::text::say;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::Entity;
use ram_scenario::facts::{self, Reach};
use ram_scenario::question::{principal_account, resource_name};
use ram_scenario::scenario::{Principal, Scenario};
use ram_scenario::{people, world};
use ram_text::{Lang, Msg, code, plain};
use yew::prelude::*;

use super::drawn::Drawn;
use crate::entities::wish::Wish;

/// The most lines of a list that are drawn.
const DRAWN: usize = 200;

/// What needs decisions. A list that this kind of entity doesn't have is `None`.
#[derive(Debug, Default, PartialEq)]
pub struct Reaches {
    /// Who can assume the role.
    assumed_by: Option<Vec<Reach>>,
    /// Who reaches the resource.
    reached_by: Option<Vec<Reach>>,
    /// What it reaches.
    reaches: Option<Vec<Reach>>,
    /// Whether there is somebody to ask as: a group asks as its first member.
    is_askable: bool,
}

/// Decides what the page of an entity shows.
pub fn decide(scenario: &Scenario, analysis: &Analysis, catalogue: Option<&Catalogue>, entity: &Entity) -> Reaches {
    let documents = &analysis.documents;
    let compiled = || CompiledWorld::new(&world::world(scenario, documents));
    let none = Reaches { is_askable: true, ..Reaches::default() };
    match entity {
        Entity::User { .. } => {
            let reaches = facts::principal(entity).map(|who| facts::reaches(scenario, &compiled(), catalogue, &who));
            Reaches { reaches, ..none }
        }
        Entity::Role { account, name } => {
            let world = compiled();
            let reaches = facts::principal(entity).map(|who| facts::reaches(scenario, &world, catalogue, &who));
            let arn = Arn::role(account, name).to_string();
            let assumed_by = Some(facts::who_can_assume(scenario, documents, &world, &arn));
            Reaches { reaches, assumed_by, ..none }
        }
        Entity::Resource { arn, .. } => {
            Reaches { reached_by: Some(facts::who_reaches(scenario, &compiled(), catalogue, arn)), ..none }
        }
        Entity::Group { account, name } => {
            let mut reaches = facts::group_reaches(scenario, documents, catalogue, account, name);
            let users = scenario.account(account).into_iter().flat_map(|account| &account.users);
            let member = users.into_iter().find(|user| user.groups.contains(name));
            let member = member.map(|user| Principal::User { account: account.clone(), name: user.name.clone() });
            if let Some(member) = &member {
                reaches.iter_mut().for_each(|reach| reach.who = member.clone());
            }
            Reaches { reaches: Some(reaches), is_askable: member.is_some(), ..none }
        }
        _ => none,
    }
}

/// Draws what was decided.
pub fn draw(reaches: &Reaches, entity: &Entity, catalogue: Option<&Rc<Catalogue>>, drawn: Drawn<'_>) -> Html {
    let lang = drawn.lang;
    let lists = Lists { drawn, catalogue, is_askable: reaches.is_askable };
    let is_group = matches!(entity, Entity::Group { .. });
    let section = |title: Msg, how: Msg, found: &[Reach], list: Html| {
        html! {
            <section class="entity-part">
                <h3>{ title.string(lang) }</h3>
                <p class="help">{ say(&how, lang) }</p>
                if found.is_empty() {
                    <p class="help">{ say(&Msg::EntityNone, lang) }</p>
                } else {
                    { list }
                }
            </section>
        }
    };
    html! {
        <>
            if let Some(found) = &reaches.assumed_by {
                { section(Msg::EntityWhoAssumes, Msg::EntityWhoAssumesHow, found, lists.by_caller(found, None)) }
            }
            if let Some(found) = &reaches.reached_by {
                { section(Msg::EntityWhoReaches, Msg::EntityWhoReachesHow, found, lists.by_caller(found, Some(entity.name()))) }
            }
            if let Some(found) = &reaches.reaches {
                if is_group {
                    { section(Msg::EntityGroupReaches, Msg::EntityGroupReachesHow, found, lists.by_target(found)) }
                } else {
                    { section(Msg::EntityReaches, Msg::EntityReachesHow, found, lists.by_target(found)) }
                }
            }
        </>
    }
}

/// Lists of who reaches what.
#[derive(Debug)]
pub struct Lists<'a> {
    /// What they are drawn with.
    pub drawn: Drawn<'a>,
    /// What tells the access levels of actions, if it has arrived.
    pub catalogue: Option<&'a Rc<Catalogue>>,
    /// Whether a line asks.
    pub is_askable: bool,
}

impl Lists<'_> {
    /// A line for each caller and target; a target that is `known` goes without saying.
    pub fn by_caller(&self, found: &[Reach], known: Option<&str>) -> Html {
        let line = |reach: &Reach| {
            let target = (known.is_some() && known != Some(&reach.target)).then(|| resource_name(&reach.target));
            html! {
                <>
                    { icon::draw(principal_icon(&reach.who)) }
                    { self.who(&reach.who) }
                    if let Some(target) = target { <code title={reach.target.clone()}>{ target }</code> }
                </>
            }
        };
        self.list(found, line)
    }

    /// A line for each target.
    fn by_target(&self, found: &[Reach]) -> Html {
        self.list(found, |reach| html! { <code>{ &reach.target }</code> })
    }

    fn list(&self, found: &[Reach], begin: impl Fn(&Reach) -> Html) -> Html {
        let rest = found.len().saturating_sub(DRAWN);
        let Drawn { scenario, lang, on_wish } = self.drawn;
        let line = |reach: &Reach| {
            let others = self.catalogue.filter(|_| !reach.others.is_empty()).map(|catalogue| {
                let key = format!("{:?} {}", reach.who, reach.target);
                html! {
                    <Others {key} scenario={scenario.clone()} reach={reach.clone()} catalogue={catalogue.clone()} {lang}
                        is_askable={self.is_askable} on_wish={on_wish.clone()} />
                }
            });
            let named = reach.named.iter().map(|action| asks(self.drawn, self.is_askable, reach, action));
            html! {
                <li>
                    { begin(reach) }
                    <ul class="chips-list asks">{ for named }</ul>
                    { for others }
                </li>
            }
        };
        html! {
            <>
                <ul class="entity-list reach">{ for found.iter().take(DRAWN).map(line) }</ul>
                if rest > 0 {
                    <p class="help">{ say(&Msg::EntityMoreLines { n: rest }, lang) }</p>
                }
            </>
        }
    }

    /// A caller of the scenario with a way to the page of it; others in words.
    fn who(&self, who: &Principal) -> Html {
        let entity = match who {
            Principal::User { account, name } => Some(Entity::User { account: account.clone(), name: name.clone() }),
            Principal::Session { account, role, .. } => {
                Some(Entity::Role { account: account.clone(), name: role.clone() })
            }
            _ => None,
        };
        let words = match entity {
            Some(entity) => self.drawn.page_link(&entity),
            None => html! { <span>{ principal_words(who, self.drawn.lang) }</span> },
        };
        let account = principal_account(who).map(|id| people::account_name(self.drawn.scenario, id));
        html! {
            <>
                { words }
                if let Some(account) = account {
                    <span class="help">{ account.get(self.drawn.lang.tag()).to_owned() }</span>
                }
            </>
        }
    }
}

/// An action of a line, which asks about it.
fn asks(drawn: Drawn<'_>, is_askable: bool, reach: &Reach, action: &str) -> Html {
    if !is_askable {
        return html! { <li><code>{ action }</code></li> };
    }
    let (on_wish, question) = (drawn.on_wish.clone(), Box::new(reach.question(action, drawn.scenario)));
    let onclick = move |_: MouseEvent| on_wish.emit(Wish::Ask(question.clone()));
    let asks = Msg::EntityAsks {
        who: plain(principal_words(&reach.who, drawn.lang)),
        action: code(action),
        target: code(resource_name(&reach.target)),
    };
    let asks = asks.string(drawn.lang);
    html! {
        <li><button type="button" class="link asks-it" aria-label={asks.clone()} title={asks} {onclick}>
            <code>{ action }</code>
        </button></li>
    }
}

#[derive(Debug, Clone, Properties)]
struct OthersProps {
    scenario: Rc<Scenario>,
    reach: Reach,
    catalogue: Rc<Catalogue>,
    lang: Lang,
    is_askable: bool,
    on_wish: Callback<Wish>,
}

impl PartialEq for OthersProps {
    fn eq(&self, other: &OthersProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (&self.reach, self.lang, self.is_askable) == (&other.reach, other.lang, other.is_askable)
            && self.on_wish == other.on_wish
    }
}

/// The actions of a line that only the catalogue names: how many, and when asked for each, by access level.
#[component]
fn Others(props: &OthersProps) -> Html {
    let OthersProps { scenario, reach, catalogue, lang, is_askable, on_wish } = props;
    let is_open = use_state(|| false);
    let lang = *lang;
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let (held, all) = (reach.others.len(), reach.known);
    let of_level = |level: Level| {
        let is_of = |action: &&String| catalogue.action(action).is_some_and(|found| Level::of(found.action) == level);
        reach.others.iter().filter(is_of).collect::<Vec<_>>()
    };
    let part = |level: Level| {
        let actions = of_level(level);
        let drawn = Drawn { scenario, lang, on_wish };
        let ask = |action: &&String| asks(drawn, *is_askable, reach, action);
        let name = || level.name().string(lang);
        (!actions.is_empty()).then(|| {
            html! { <><dt>{ name() }</dt><dd><ul class="chips-list">{ for actions.iter().map(ask) }</ul></dd></> }
        })
    };
    html! {
        <>
            <button type="button" class="link others-know" aria-expanded={is_open.to_string()} {onclick}>
                { icon::draw(if *is_open { "chevron-down" } else { "chevron-right" }) }
                { Msg::EntityOtherActions { held, all }.string(lang) }
            </button>
            if *is_open {
                <dl class="facts others-known">{ for Level::ALL.into_iter().filter_map(part) }</dl>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::edit::{Edit, Holder, New};
    use ram_scenario::scenario::{Attachment, Group, PolicyType};

    const B: &str = "1345678901234567";

    #[test]
    fn a_group_asks_as_its_first_member_and_not_at_all_without_one() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let group = Group { name: "night".to_owned(), ..Group::default() };
        let policy = "AliyunSTSAssumeRoleAccess".to_owned();
        let attachment = Attachment { policy, kind: PolicyType::System, ..Attachment::default() };
        let made = |members: Vec<String>| {
            let new = New::Group { account: B.to_owned(), group: group.clone(), members };
            let attach = Edit::Attach { to: Holder::group(B, "night"), attachment: attachment.clone() };
            Edit::All(vec![Edit::Create(Box::new(new)), attach]).apply(&scenario).unwrap()
        };
        let entity = Entity::Group { account: B.to_owned(), name: "night".to_owned() };
        let decided = |scenario: Scenario| {
            let scenario = Rc::new(scenario);
            decide(&scenario, &Analysis::of(&scenario, None), None, &entity)
        };
        let alone = decided(made(Vec::new()));
        assert!(!alone.is_askable && !alone.reaches.unwrap().is_empty());
        let joined = decided(made(vec!["Bob".to_owned()]));
        let member = Principal::User { account: B.to_owned(), name: "Bob".to_owned() };
        assert!(joined.is_askable && joined.reaches.unwrap().iter().all(|reach| reach.who == member));
    }
}
