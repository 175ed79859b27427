//! Attaches a custom control policy to folders and members of the resource directory.

use ram_policy_playground::components::text::say;
use ram_scenario::edit::{DirectoryEdit, Edit};
use ram_scenario::people;
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use super::change::ChangeProps;
use super::fields::{sets, ticks};
use super::form::Form;

fn attach(node: &str, policy: &str) -> Edit {
    Edit::Directory(DirectoryEdit::Attach { node: node.to_owned(), policy: policy.to_owned() })
}

/// The folders and members that can get the policy, by ID and name.
fn offered(scenario: &Scenario, policy: &str, lang: Lang) -> Vec<(String, String)> {
    let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    let fitting = nodes.filter(|node| attach(&node.id, policy).apply(scenario).is_ok());
    fitting.map(|node| (node.id.clone(), people::node(scenario, node, lang))).collect()
}

/// The edit that attaches it to all of them.
fn attach_to(nodes: &[String], policy: &str) -> Option<Edit> {
    let edits = nodes.iter().map(|node| attach(node, policy));
    (!nodes.is_empty()).then(|| Edit::All(edits.collect()))
}

/// The form.
#[component]
pub fn AttachControl(props: &ChangeProps) -> Html {
    let (given, policy) = (&props.given, props.entity.name());
    let lang = given.lang;
    let chosen = use_state(Vec::<String>::new);
    let nodes = offered(&given.scenario, policy, lang);
    html! {
        <Form given={given.clone()} title={Msg::EntityControlAttach { policy: code(policy) }.string(lang)}
            submit={Msg::EntityControlAttachNow.string(lang)} edit={attach_to(&chosen, policy)}>
            if nodes.is_empty() {
                <p>{ say(&Msg::EntityControlAllHaveIt, lang) }</p>
            } else {
                { ticks("attach-nodes", &Msg::EntityControlAttachTo, &nodes, &chosen,
                    &sets(&chosen, |d: &mut Vec<String>, v| *d = v), lang) }
            }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use ram_scenario::edit::{Entity, New, fresh};

    use super::*;

    #[test]
    fn a_control_policy_goes_to_all_that_are_chosen_in_one_step_and_is_not_offered_to_them_again() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let ids = Vec::from_iter(scenario.accounts.iter().map(|account| account.id.clone()));
        let create = |new| Edit::Create(Box::new(new));
        let root = || fresh::ROOT_FOLDER.to_owned();
        let New::ControlPolicy(policy) = fresh::control_policy(&scenario) else { unreachable!() };
        let name = policy.name.clone();
        let made = Edit::All(vec![
            create(New::Directory { management_account: ids[0].clone() }),
            create(New::Member { account: ids[1].clone(), parent: root() }),
            create(New::Folder { id: "fd-1".to_owned(), parent: root(), name: None }),
            create(New::ControlPolicy(policy)),
        ]);
        let scenario = made.apply(&scenario).unwrap();
        assert_eq!(offered(&scenario, &name, Lang::En), [], "control policies are off");
        let scenario = Edit::Directory(DirectoryEdit::ControlPolicies(true)).apply(&scenario).unwrap();
        let before = offered(&scenario, &name, Lang::En);
        let ids_of = |nodes: &[(String, String)]| Vec::from_iter(nodes.iter().map(|(id, _)| id.clone()));
        assert_eq!(ids_of(&before), [root(), ids[1].clone(), "fd-1".to_owned()]);
        assert_eq!(attach_to(&[], &name), None);
        let chosen = [ids[1].clone(), "fd-1".to_owned()];
        let after = attach_to(&chosen, &name).unwrap().apply(&scenario).unwrap();
        assert_eq!(ids_of(&offered(&after, &name, Lang::En)), [root()]);
        let nodes = &after.resource_directory.as_ref().unwrap().nodes;
        let with_it = nodes.iter().filter(|node| node.control_policies.contains(&name));
        assert_eq!(Vec::from_iter(with_it.map(|node| node.id.clone())), chosen);
        assert_eq!(Entity::ControlPolicy(name).kind(), "control-policy");
    }
}
