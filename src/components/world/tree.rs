//! The world as a tree: accounts and what they hold, the resource directory and its control policies. Pure.

use std::collections::BTreeSet;

use ram_policy::diagnostic::Severity;
use ram_scenario::analysis::Analysis;
use ram_scenario::entity::{Entity, Holder};
use ram_scenario::people::{self, account_name};
use ram_scenario::question::{arn_account, principal_account, role_name};
use ram_scenario::scenario::{
    Account, Attachment, Directory, DocumentKey, NodeKind, PolicyType, Principal, Scenario, Scope,
};
use ram_text::{Lang, Msg};

use super::subject::{Listed, Subject};
use crate::editor::advice::Warnings;

/// The id of the heading over the custom control policies.
pub const CONTROL_POLICIES: &str = "directory/policies";

/// What a row of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An account, with its place in the list of accounts.
    Account(usize),
    /// The resource directory.
    Directory,
    /// A heading over things of one kind.
    Group,
    /// A thing.
    Leaf,
}

/// One thing with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Names the row as long as the thing is called so.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its icon, for a leaf.
    pub icon: &'static str,
    /// What it is called.
    pub label: String,
    /// The whole name, where the label is shorter.
    pub title: Option<String>,
    /// A few words at the end of the row.
    pub note: Option<String>,
    /// What it is about, where that is more than its document.
    pub subject: Option<Subject>,
    /// The document that it opens.
    pub document: Option<DocumentKey>,
    /// Whether the question is about it.
    pub is_asked: bool,
    /// Whether it names something that does not exist.
    pub is_missing: bool,
    /// Errors and warnings of its document.
    pub findings: Findings,
    /// Whether it is open before anyone says otherwise.
    pub opens: bool,
    /// What lies in it.
    pub children: Vec<Item>,
}

/// How many errors and warnings a document has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Findings {
    /// The document could not be saved.
    pub errors: usize,
    /// It could, and is dangerous or does not do what was meant.
    pub warnings: usize,
}

impl Findings {
    fn and(self, other: Findings) -> Findings {
        Findings { errors: self.errors + other.errors, warnings: self.warnings + other.warnings }
    }
}

impl Item {
    fn new(id: String, kind: Kind, label: String) -> Item {
        Item {
            id,
            kind,
            icon: "",
            label,
            title: None,
            note: None,
            subject: None,
            document: None,
            is_asked: false,
            is_missing: false,
            findings: Findings::default(),
            opens: false,
            children: Vec::new(),
        }
    }

    /// A heading, open where the question is about something under it or where there is little.
    fn group(id: String, label: String, children: Vec<Item>) -> Item {
        let opens = children.iter().any(|child| child.is_asked);
        Item { opens, children, ..Item::new(id, Kind::Group, label) }
    }

    /// Findings of the thing and of everything in it, each document once.
    fn all_findings(&self) -> Findings {
        let mut seen = BTreeSet::new();
        self.count(&mut seen)
    }

    fn count<'a>(&'a self, seen: &mut BTreeSet<&'a DocumentKey>) -> Findings {
        let is_new = self.document.as_ref().is_none_or(|document| seen.insert(document));
        let own = if is_new { self.findings } else { Findings::default() };
        self.children.iter().fold(own, |sum, child| sum.and(child.count(seen)))
    }
}

/// A row as it stands in the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The thing, without what lies in it.
    pub item: Item,
    /// From 1.
    pub level: usize,
    /// Its number among its siblings, from 1.
    pub position: usize,
    /// How many siblings there are, itself included.
    pub siblings: usize,
    /// Whether it is open, where it can open.
    pub is_open: Option<bool>,
    /// How many things lie in it.
    pub count: usize,
    /// What to show at the row: its own findings, and those below it while it is closed.
    pub findings: Findings,
}

/// The visible rows. With a filter, everything whose name holds it, under whatever holds that.
pub fn rows(items: &[Item], filter: &str, is_open: &dyn Fn(&Item) -> bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let filter = filter.trim().to_lowercase();
    push(items, 1, &filter, is_open, &mut rows);
    rows
}

fn push(items: &[Item], level: usize, filter: &str, is_open: &dyn Fn(&Item) -> bool, rows: &mut Vec<Row>) {
    let kept: Vec<_> = items.iter().filter(|item| filter.is_empty() || holds(item, filter)).collect();
    for (index, item) in kept.iter().enumerate() {
        let can_open = !item.children.is_empty();
        // What matches lies open; under a thing that matches itself, everything stays.
        let found_below = !filter.is_empty() && item.children.iter().any(|child| holds(child, filter));
        let open = can_open && (found_below || is_open(item));
        rows.push(Row {
            item: Item { children: Vec::new(), ..(*item).clone() },
            level,
            position: index + 1,
            siblings: kept.len(),
            is_open: can_open.then_some(open),
            count: item.children.len(),
            findings: if open { item.findings } else { item.all_findings() },
        });
        if open {
            push(&item.children, level + 1, if found_below { filter } else { "" }, is_open, rows);
        }
    }
}

fn holds(item: &Item, filter: &str) -> bool {
    item.label.to_lowercase().contains(filter)
        || item.title.as_ref().is_some_and(|title| title.to_lowercase().contains(filter))
        || item.children.iter().any(|child| holds(child, filter))
}

/// The whole tree. `warnings` are those that the authoring module has counted.
pub fn items(scenario: &Scenario, analysis: &Analysis, warnings: &Warnings, lang: Lang) -> Vec<Item> {
    let reader = Reader { scenario, analysis, warnings, lang };
    let accounts = scenario.accounts.iter().enumerate().map(|(index, account)| reader.account(index, account));
    let directory = scenario.resource_directory.as_ref().map(|directory| reader.directory(directory));
    let mut items: Vec<_> = accounts.chain(directory).collect();
    make_unique(&mut items, &mut BTreeSet::new());
    items
}

/// The account that a row lies in: its id begins with that account's.
pub fn account_of<'a>(scenario: &Scenario, id: &'a str) -> Option<&'a str> {
    let account = id.strip_prefix("account/").or(id.split('/').next());
    account.filter(|account| scenario.account(account).is_some())
}

/// What stands in the row of this id.
pub fn find<'i>(items: &'i [Item], id: &str) -> Option<&'i Item> {
    items.iter().find_map(|item| if item.id == id { Some(item) } else { find(&item.children, id) })
}

/// The same policy may be attached twice, and a file may hold anything: each row still has a name of its own.
fn make_unique(items: &mut [Item], seen: &mut BTreeSet<String>) {
    for item in items {
        while !seen.insert(item.id.clone()) {
            item.id.push('+');
        }
        make_unique(&mut item.children, seen);
    }
}

struct Reader<'a> {
    scenario: &'a Scenario,
    analysis: &'a Analysis,
    warnings: &'a Warnings,
    lang: Lang,
}

impl Reader<'_> {
    fn document(&self, id: String, icon: &'static str, label: String, key: DocumentKey) -> Item {
        let document = self.analysis.documents.get(&key);
        let mut findings = Findings::default();
        for diagnostic in document.iter().flat_map(|document| document.listed()) {
            match diagnostic.severity() {
                Severity::Error => findings.errors += 1,
                Severity::SecurityWarning | Severity::GeneralWarning => findings.warnings += 1,
                Severity::Suggestion => {}
            }
        }
        // The authoring module finds more than the evaluator's reader, and a moment later.
        let more =
            self.warnings.iter().find(|(counted, _)| *counted == key).map_or(0, |(_, warnings)| *warnings as usize);
        findings.warnings = findings.warnings.max(more);
        let is_missing = document.is_none() && self.scenario.document(&key).is_none();
        Item { icon, findings, is_missing, document: Some(key), ..Item::new(id, Kind::Leaf, label) }
    }

    fn account(&self, index: usize, account: &Account) -> Item {
        let id = &account.id;
        let users = account.users.iter().map(|user| {
            let name = user.display_name.as_ref().map_or(user.name.as_str(), |name| name.get(self.lang.tag()));
            let own = format!("{id}/user/{}", user.name);
            let is_asked = self.asks_user(id, &user.name);
            Item {
                icon: "user",
                is_asked,
                title: (name != user.name).then(|| user.name.clone()),
                subject: Some(Subject::Entity(Entity::User { account: id.clone(), name: user.name.clone() })),
                children: self.attachments(&own, &Holder::user(id, &user.name), &user.policies, is_asked),
                ..Item::new(own, Kind::Leaf, name.to_owned())
            }
        });
        let groups = account.groups.iter().map(|group| {
            let own = format!("{id}/group/{}", group.name);
            let members: Vec<_> = account.users.iter().filter(|user| user.groups.contains(&group.name)).collect();
            let is_asked = members.iter().any(|user| self.asks_user(id, &user.name));
            Item {
                icon: "users",
                is_asked,
                note: Some(Msg::PageUserCount { n: members.len() }.string(self.lang)),
                subject: Some(Subject::Entity(Entity::Group { account: id.clone(), name: group.name.clone() })),
                children: self.attachments(&own, &Holder::group(id, &group.name), &group.policies, is_asked),
                ..Item::new(own, Kind::Leaf, group.name.clone())
            }
        });
        let roles = account.roles.iter().map(|role| {
            let own = format!("{id}/role/{}", role.name);
            let is_asked = self.asks_role(id, &role.name);
            let trust = role.trust_policy.as_ref().map(|_| {
                let key = DocumentKey::Trust { account: id.clone(), role: role.name.clone() };
                let label = Msg::PageTrustPolicy.string(self.lang);
                Item { is_asked, ..self.document(format!("{own}/trust"), "handshake", label, key) }
            });
            let attached = self.attachments(&own, &Holder::role(id, &role.name), &role.policies, is_asked);
            let children = trust.into_iter().chain(attached).collect();
            Item {
                icon: "shield-user",
                is_asked,
                subject: Some(Subject::Entity(Entity::Role { account: id.clone(), name: role.name.clone() })),
                opens: is_asked,
                children,
                ..Item::new(own, Kind::Leaf, role.name.clone())
            }
        });
        let (users, groups, roles): (Vec<_>, Vec<_>, Vec<_>) = (users.collect(), groups.collect(), roles.collect());
        let policies = self.policies(account, [&users, &groups, &roles]);
        let resources = account.resources.iter().map(|resource| self.resource(id, &resource.arn)).collect();
        let buckets = self.scenario.resource_policies.iter().filter(|policy| policy.account == *id).map(|policy| {
            let key = DocumentKey::Bucket { account: id.clone(), bucket: policy.bucket.clone() };
            let is_asked = self.asks_bucket(&policy.bucket);
            let entity = Entity::BucketPolicy { account: id.clone(), bucket: policy.bucket.clone() };
            Item {
                is_asked,
                subject: Some(Subject::Entity(entity)),
                ..self.document(format!("{id}/bucket/{}", policy.bucket), "archive", policy.bucket.clone(), key)
            }
        });
        let resource_groups = account.resource_groups.iter().map(|group| {
            let name = group.name.as_ref().map(|name| name.get(self.lang.tag())).filter(|name| !name.is_empty());
            Item {
                icon: "layers",
                title: name.map(|_| group.id.clone()),
                subject: Some(Subject::Entity(Entity::ResourceGroup { account: id.clone(), id: group.id.clone() })),
                ..Item::new(
                    format!("{id}/resource-group/{}", group.id),
                    Kind::Leaf,
                    name.unwrap_or(&group.id).to_owned(),
                )
            }
        });
        let children = [
            ("users", Msg::PageUsers, Listed::Users, users),
            ("groups", Msg::PageGroups, Listed::Groups, groups),
            ("roles", Msg::PageRoles, Listed::Roles, roles),
            ("policies", Msg::PagePolicies, Listed::Policies, policies),
            ("resources", Msg::PageResources, Listed::Resources, resources),
            ("resource-groups", Msg::WorldResourceGroups, Listed::ResourceGroups, resource_groups.collect()),
            ("buckets", Msg::WorldBucketPolicies, Listed::Buckets, buckets.collect()),
        ];
        let children = children.into_iter().filter(|(_, _, _, items)| !items.is_empty());
        let children = children.map(|(name, label, listed, items)| {
            // Policies lie below whom they are attached to as well, so that their list may stay closed.
            let opens = items.iter().any(|item| item.is_asked) && name != "policies";
            let subject = Some(Subject::Heading(listed, id.clone()));
            Item { opens, subject, ..Item::group(format!("{id}/{name}"), label.string(self.lang), items) }
        });
        Item {
            opens: true,
            subject: Some(Subject::Entity(Entity::Account(id.clone()))),
            title: Some(id.clone()),
            children: children.collect(),
            ..Item::new(
                format!("account/{id}"),
                Kind::Account(index),
                account_name(self.scenario, id).get(self.lang.tag()).to_owned(),
            )
        }
    }

    fn attachments(&self, owner: &str, holder: &Holder, attached: &[Attachment], is_asked: bool) -> Vec<Item> {
        let item = |attachment: &Attachment| {
            let policy = &attachment.policy;
            let note = match &attachment.scope {
                Scope::Account => None,
                Scope::ResourceGroup(group) => Some(group.clone()),
            };
            let subject = Some(Subject::Held(holder.clone(), attachment.clone()));
            let id = format!("{owner}/{policy}");
            Item { is_asked, note, subject, ..self.policy(id, &holder.account, attachment.kind, policy) }
        };
        attached.iter().map(item).collect()
    }

    fn policy(&self, id: String, account: &str, kind: PolicyType, policy: &str) -> Item {
        let (icon, key) = match kind {
            PolicyType::Custom => {
                ("file-text", DocumentKey::Custom { account: account.to_owned(), policy: policy.to_owned() })
            }
            PolicyType::System => ("file-lock-2", DocumentKey::System { policy: policy.to_owned() }),
        };
        self.document(id, icon, policy.to_owned(), key)
    }

    /// Custom policies of the account, then the system policies that it uses.
    fn policies(&self, account: &Account, holders: [&[Item]; 3]) -> Vec<Item> {
        let attached: Vec<_> = holders.into_iter().flatten().flat_map(|holder| &holder.children).collect();
        let asked = |key: &Option<DocumentKey>| attached.iter().any(|item| item.is_asked && item.document == *key);
        let custom = account.policies.iter().map(|policy| (PolicyType::Custom, policy.name.as_str()));
        let mut used = BTreeSet::new();
        used.extend(attached.iter().filter_map(|item| match &item.document {
            Some(DocumentKey::System { policy }) => Some(policy.clone()),
            _ => None,
        }));
        let system = used.iter().map(|policy| (PolicyType::System, policy.as_str()));
        let items = custom.chain(system).map(|(kind, name)| {
            let owner = if kind == PolicyType::System { "system" } else { "custom" };
            let item = self.policy(format!("{}/policy/{owner}/{name}", account.id), &account.id, kind, name);
            let entity = Entity::Policy { account: account.id.clone(), name: name.to_owned() };
            let subject = (kind == PolicyType::Custom).then_some(Subject::Entity(entity));
            Item { is_asked: asked(&item.document), subject, ..item }
        });
        items.collect()
    }

    fn resource(&self, account: &str, arn: &str) -> Item {
        let relative_id = arn.splitn(5, ':').nth(4).filter(|id| !id.is_empty()).unwrap_or(arn);
        let is_bucket = arn.split(':').nth(1) == Some("oss");
        let bucket = relative_id.split('/').next().unwrap_or_default();
        let policy = is_bucket.then(|| DocumentKey::Bucket { account: account.to_owned(), bucket: bucket.to_owned() });
        Item {
            icon: if is_bucket { "archive" } else { "server" },
            title: Some(arn.to_owned()),
            subject: Some(Subject::Entity(Entity::Resource { account: account.to_owned(), arn: arn.to_owned() })),
            document: policy.filter(|key| self.scenario.document(key).is_some()),
            is_asked: self.scenario.question.resources.iter().any(|asked| asked == arn),
            ..Item::new(format!("{account}/resource/{arn}"), Kind::Leaf, relative_id.to_owned())
        }
    }

    fn directory(&self, directory: &Directory) -> Item {
        let roots = self.nodes(directory, &[]);
        let custom = directory.control_policies.iter().map(|policy| Item {
            subject: Some(Subject::Entity(Entity::ControlPolicy(policy.name.clone()))),
            ..self.control(format!("directory/policy/{}", policy.name), directory, &policy.name)
        });
        let all =
            Item::group(CONTROL_POLICIES.to_owned(), Msg::PageControlPolicies.string(self.lang), custom.collect());
        let all = Some(all).filter(|all| !all.children.is_empty());
        Item {
            icon: "shield",
            opens: true,
            subject: Some(Subject::Entity(Entity::Directory)),
            note: (!directory.control_policy_enabled).then(|| Msg::WorldControlOff.string(self.lang)),
            children: roots.into_iter().chain(all).collect(),
            ..Item::new("directory".to_owned(), Kind::Directory, Msg::WorldDirectory.string(self.lang))
        }
    }

    /// The nodes below the last of `above`, the folders from the Root folder down.
    fn nodes(&self, directory: &Directory, above: &[&str]) -> Vec<Item> {
        let parent = above.last().copied();
        // A folder that lies in itself would never end.
        let nodes = directory.nodes.iter().filter(|node| node.parent.as_deref() == parent);
        nodes
            .filter(|node| !above.contains(&node.id.as_str()))
            .map(|node| {
                let id = format!("directory/{}", node.id);
                let attached = node.control_policies.iter().map(|name| Item {
                    subject: Some(Subject::Control(node.id.clone(), name.clone())),
                    ..self.control(format!("{id}/{name}"), directory, name)
                });
                let label = people::node(self.scenario, node, self.lang);
                let below = match node.kind {
                    NodeKind::Member => Vec::new(),
                    NodeKind::Root | NodeKind::Folder => self.nodes(directory, &[above, &[node.id.as_str()]].concat()),
                };
                Item {
                    icon: if node.kind == NodeKind::Member { "building-2" } else { "folder" },
                    subject: Some(Subject::Entity(match node.kind {
                        NodeKind::Member => Entity::Member(node.id.clone()),
                        NodeKind::Root | NodeKind::Folder => Entity::Folder(node.id.clone()),
                    })),
                    opens: true,
                    title: (label != node.id).then(|| node.id.clone()),
                    children: attached.chain(below).collect(),
                    ..Item::new(id, Kind::Leaf, label)
                }
            })
            .collect()
    }

    fn control(&self, id: String, directory: &Directory, name: &str) -> Item {
        let is_custom = directory.control_policies.iter().any(|policy| policy.name == name);
        let (icon, key) = if is_custom {
            ("file-text", DocumentKey::Control { policy: name.to_owned() })
        } else {
            ("file-lock-2", DocumentKey::SystemControl { policy: name.to_owned() })
        };
        self.document(id, icon, name.to_owned(), key)
    }

    fn asks_user(&self, account: &str, name: &str) -> bool {
        let principal = self.scenario.question.principal.as_ref();
        principal.is_some_and(|principal| {
            matches!(principal, Principal::User { name: asked, .. } if asked == name)
                && principal_account(principal) == Some(account)
        })
    }

    fn asks_role(&self, account: &str, name: &str) -> bool {
        self.scenario.question.assume_role.iter().any(|hop| {
            arn_account(&hop.role_arn).as_deref() == Some(account)
                && role_name(&hop.role_arn).is_some_and(|asked| asked.eq_ignore_ascii_case(name))
        })
    }

    fn asks_bucket(&self, bucket: &str) -> bool {
        self.scenario.question.resources.iter().any(|arn| {
            let relative_id = arn.splitn(5, ':').nth(4).unwrap_or_default();
            arn.split(':').nth(1) == Some("oss") && relative_id.split('/').next() == Some(bucket)
        })
    }
}

/// What a key does on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Moves the focus.
    To(String),
    /// Opens or closes the row.
    Fold(String, bool),
    /// Chooses the row.
    Choose(String),
}

/// The ARIA tree pattern. `typed` is what has been typed ahead, this key included.
pub fn key(rows: &[Row], current: &str, key: &str, typed: &str) -> Option<Move> {
    let at = rows.iter().position(|row| row.item.id == current)?;
    let row = rows.get(at)?;
    let to = |row: &Row| Move::To(row.item.id.clone());
    let below = rows.get(at + 1);
    match key {
        "ArrowDown" => below.map(to),
        "ArrowUp" => at.checked_sub(1).and_then(|above| rows.get(above)).map(to),
        "Home" => rows.first().map(to),
        "End" => rows.last().map(to),
        "ArrowRight" if row.is_open == Some(false) => Some(Move::Fold(row.item.id.clone(), true)),
        "ArrowRight" => below.filter(|below| below.level > row.level).map(to),
        "ArrowLeft" if row.is_open == Some(true) => Some(Move::Fold(row.item.id.clone(), false)),
        "ArrowLeft" => rows.iter().take(at).rev().find(|above| above.level < row.level).map(to),
        "Enter" | " " => Some(Move::Choose(row.item.id.clone())),
        _ if typed.is_empty() => None,
        _ => {
            // One letter goes on to the next row; more letters may stay on this one.
            let skip = if typed.chars().count() == 1 { at + 1 } else { at };
            let typed = typed.to_lowercase();
            let after = rows.iter().skip(skip).chain(rows.iter().take(skip));
            after.into_iter().find(|row| row.item.label.to_lowercase().starts_with(&typed)).map(to)
        }
    }
}

/// `1234…3456` of a long account ID.
pub fn shorten(id: &str) -> String {
    let length = id.chars().count();
    if length <= 10 {
        return id.to_owned();
    }
    let head: String = id.chars().take(4).collect();
    let tail: String = id.chars().skip(length - 4).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests;
