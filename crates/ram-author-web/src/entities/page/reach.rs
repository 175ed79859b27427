//! Who assumes a role, who reaches a resource, what somebody reaches: lists whose lines ask the very question.

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
use ram_text::{Msg, code, plain};
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
pub fn decide(scenario: &Scenario, analysis: &Analysis, entity: &Entity) -> Reaches {
    let documents = &analysis.documents;
    let compiled = || CompiledWorld::new(&world::world(scenario, documents));
    let none = Reaches { is_askable: true, ..Reaches::default() };
    match entity {
        Entity::User { .. } => {
            let reaches = facts::principal(entity).map(|who| facts::reaches(scenario, &compiled(), &who));
            Reaches { reaches, ..none }
        }
        Entity::Role { account, name } => {
            let world = compiled();
            let reaches = facts::principal(entity).map(|who| facts::reaches(scenario, &world, &who));
            let arn = Arn::role(account, name).to_string();
            let assumed_by = Some(facts::who_can_assume(scenario, documents, &world, &arn));
            Reaches { reaches, assumed_by, ..none }
        }
        Entity::Resource { arn, .. } => {
            Reaches { reached_by: Some(facts::who_reaches(scenario, &compiled(), arn)), ..none }
        }
        Entity::Group { account, name } => {
            let mut reaches = facts::group_reaches(scenario, documents, account, name);
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
pub fn draw(reaches: &Reaches, entity: &Entity, drawn: Drawn<'_>) -> Html {
    let lang = drawn.lang;
    let lists = Lists { drawn, is_askable: reaches.is_askable };
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

/// Neighbours that are alike, together.
fn runs(found: &[Reach], alike: impl Fn(&Reach, &Reach) -> bool) -> Vec<&[Reach]> {
    found.chunk_by(|one, next| alike(one, next)).collect()
}

/// Lists of who reaches what.
#[derive(Debug)]
pub struct Lists<'a> {
    /// What they are drawn with.
    pub drawn: Drawn<'a>,
    /// Whether a line asks.
    pub is_askable: bool,
}

impl Lists<'_> {
    /// A line for each caller and target; a target that is `known` goes without saying.
    pub fn by_caller(&self, found: &[Reach], known: Option<&str>) -> Html {
        let runs = runs(found, |one, next| one.who == next.who && one.target == next.target);
        let line = |run: &[Reach]| {
            let first = run.first()?;
            let target = (known.is_some() && known != Some(&first.target)).then(|| resource_name(&first.target));
            Some(html! {
                <li>
                    { icon::draw(principal_icon(&first.who)) }
                    { self.who(&first.who) }
                    if let Some(target) = target { <code title={first.target.clone()}>{ target }</code> }
                    { self.asks(run) }
                </li>
            })
        };
        self.list(&runs, line)
    }

    /// A line for each target.
    fn by_target(&self, found: &[Reach]) -> Html {
        let runs = runs(found, |one, next| one.target == next.target);
        let line = |run: &[Reach]| {
            let first = run.first()?;
            Some(html! { <li><code>{ &first.target }</code>{ self.asks(run) }</li> })
        };
        self.list(&runs, line)
    }

    fn list(&self, runs: &[&[Reach]], line: impl Fn(&[Reach]) -> Option<Html>) -> Html {
        let rest = runs.len().saturating_sub(DRAWN);
        html! {
            <>
                <ul class="entity-list reach">{ for runs.iter().take(DRAWN).filter_map(|run| line(run)) }</ul>
                if rest > 0 {
                    <p class="help">{ say(&Msg::EntityMoreLines { n: rest }, self.drawn.lang) }</p>
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

    /// The actions of a line, each of which asks.
    fn asks(&self, run: &[Reach]) -> Html {
        let ask = |reach: &Reach| {
            if !self.is_askable {
                return html! { <li><code>{ &reach.action }</code></li> };
            }
            let (on_wish, question) = (self.drawn.on_wish.clone(), Box::new(reach.question(self.drawn.scenario)));
            let onclick = move |_: MouseEvent| on_wish.emit(Wish::Ask(question.clone()));
            let asks = Msg::EntityAsks {
                who: plain(principal_words(&reach.who, self.drawn.lang)),
                action: code(reach.action.as_str()),
                target: code(resource_name(&reach.target)),
            };
            let asks = asks.string(self.drawn.lang);
            html! {
                <li><button type="button" class="link asks-it" aria-label={asks.clone()} title={asks} {onclick}>
                    <code>{ &reach.action }</code>
                </button></li>
            }
        };
        html! { <ul class="chips-list asks">{ for run.iter().map(ask) }</ul> }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::edit::{Edit, Holder, New};
    use ram_scenario::scenario::{Attachment, Group, PolicyType};
    use std::rc::Rc;

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
            decide(&scenario, &Analysis::of(&scenario, None), &entity)
        };
        let alone = decided(made(Vec::new()));
        assert!(!alone.is_askable && !alone.reaches.unwrap().is_empty());
        let joined = decided(made(vec!["Bob".to_owned()]));
        let member = Principal::User { account: B.to_owned(), name: "Bob".to_owned() };
        assert!(joined.is_askable && joined.reaches.unwrap().iter().all(|reach| reach.who == member));
    }

    #[test]
    fn lines_that_are_alike_are_one() {
        let reach = |action: &str, target: &str| Reach {
            who: Principal::Anonymous,
            action: action.to_owned(),
            target: target.to_owned(),
        };
        let found = [reach("a", "x"), reach("b", "x"), reach("a", "y")];
        let lengths = Vec::from_iter(runs(&found, |one, next| one.target == next.target).iter().map(|run| run.len()));
        assert_eq!(lengths, [2, 1]);
    }
}
