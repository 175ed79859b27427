use std::rc::Rc;

use ram_scenario::scenario::DirectoryNode;

use super::*;

fn leaf(id: &str, errors: usize) -> Item {
    Item {
        findings: Findings { errors, warnings: 0 },
        document: Some(DocumentKey::System { policy: id.to_owned() }),
        ..Item::new(id.to_owned(), Kind::Leaf, id.to_owned())
    }
}

fn tree() -> Vec<Item> {
    let mut role = Item {
        children: vec![leaf("trust", 0), leaf("ops", 2)],
        ..Item::new("ecs-admin".into(), Kind::Leaf, "ecs-admin".into())
    };
    role.opens = true;
    let roles = Item::group("roles".into(), "Roles".into(), vec![role]);
    let policies = Item::group("policies".into(), "Policies".into(), vec![leaf("ops", 2), leaf("other", 1)]);
    vec![Item {
        opens: true,
        children: vec![roles, policies],
        ..Item::new("a".into(), Kind::Account(0), "Company A".into())
    }]
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.item.id.as_str()).collect()
}

#[test]
fn findings_roll_up_to_what_is_closed_and_count_a_document_once() {
    let rows = rows(&tree(), "", &|item| item.id == "a");
    assert_eq!(ids(&rows), ["a", "roles", "policies"]);
    assert_eq!(rows[0].findings.errors, 0, "an open row shows its own");
    assert_eq!(rows[1].findings.errors, 2);
    assert_eq!(super::rows(&tree(), "", &|_| false)[0].findings.errors, 3);
}

#[test]
fn a_filter_opens_the_way_to_what_it_finds() {
    assert_eq!(ids(&rows(&tree(), "OPS", &|_| false)), ["a", "roles", "ecs-admin", "ops", "policies", "ops"]);
    assert_eq!(ids(&rows(&tree(), "nothing", &|_| true)), Vec::<&str>::new());
}

#[test]
fn typing_ahead_goes_round() {
    let rows = rows(&tree(), "", &|item| item.opens || item.kind == Kind::Group);
    assert_eq!(key(&rows, "a", "r", "r"), Some(Move::To("roles".to_owned())));
    assert_eq!(key(&rows, "trust", "t", "t"), Some(Move::To("trust".to_owned())));
    assert_eq!(key(&rows, "a", "x", "x"), None);
}

#[test]
fn rows_with_one_name_are_told_apart() {
    let mut items = vec![leaf("ops", 0), leaf("ops", 0)];
    make_unique(&mut items, &mut BTreeSet::new());
    assert_eq!(ids(&rows(&items, "", &|_| false)), ["ops", "ops+"]);
}

#[test]
fn a_folder_in_itself_is_drawn_once() {
    let node = |parent: Option<&str>| DirectoryNode {
        id: "r".to_owned(),
        kind: NodeKind::Folder,
        parent: parent.map(str::to_owned),
        name: None,
        control_policies: Vec::new(),
    };
    let directory = Directory { nodes: vec![node(None), node(Some("r"))], ..Directory::default() };
    let scenario = Rc::new(Scenario { resource_directory: Some(directory), ..Scenario::empty() });
    let items = items(&scenario, &Analysis::of(&scenario, None), &Warnings::new(), Lang::En);
    assert_eq!(ids(&rows(&items, "", &|_| true)), ["directory", "directory/r"]);
}

#[test]
fn account_ids_are_shortened_in_the_middle() {
    assert_eq!(shorten("1234567890123456"), "1234…3456");
    assert_eq!(shorten("12345"), "12345");
}
