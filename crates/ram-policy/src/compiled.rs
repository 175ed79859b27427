//! Worlds prepared for many questions.
//!
//! [`CompiledWorld`] is a world with indexes: names of identities, and for each set of policies
//! that is asked together (a scope of an identity, a level of the resource directory, the policy
//! of a role or bucket) the statements by action and resource. [`decide()`] answers a request as
//! [`evaluate`](crate::evaluate()) does, without a trace; [`decide_many`] answers a whole table of
//! them; [`who_can`] asks for everyone.
//!
//! # Invariants
//!
//! - An index only proposes statements; `Call::meets` alone says whether one applies. So a
//!   proposal too many costs time, and one too few is a bug that `tests/fast_path.rs` looks for.
//! - Order and repetition of statements never change a decision (R1.8), so sets are kept sorted
//!   and without repetition.

mod bag;
mod call;
mod decide;
mod glance;
mod index;
mod known;
mod many;
mod names;
mod prefix;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::policy::Document;
use crate::principal::{Caller, Principal};
use crate::world::{Account, Attachment, Role, Scope, World};
use bag::Bag;
use names::Names;

pub use decide::decide;
pub use many::{Decisions, decide_many, who_can};

/// A world with its indexes.
///
/// ```
/// use std::sync::Arc;
/// use ram_policy::arn::Resource;
/// use ram_policy::compiled::{CompiledWorld, who_can};
/// use ram_policy::policy::{Document, PolicyKind};
/// use ram_policy::principal::{Caller, Principal};
/// use ram_policy::request::{Context, Target};
/// use ram_policy::text::DocumentId;
/// use ram_policy::world::{Account, Attachment, Scope, User, World};
///
/// let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Stop*","Resource":"*"}]}"#;
/// let policy = Arc::new(Document::parse(DocumentId::new("ops"), "ops", PolicyKind::Custom, text));
/// let policies = vec![Attachment { policy, scope: Scope::Account }];
/// let bob = User { name: "Bob".into(), policies, ..User::default() };
/// let eve = User { name: "Eve".into(), ..User::default() };
/// let world = World {
///     accounts: vec![Account { id: "1".into(), users: vec![bob, eve], ..Account::default() }],
///     ..World::default()
/// };
///
/// let resource = Resource::parse("acs:ecs:cn-hangzhou:1:instance/i-001").unwrap();
/// let target = Target { resource, resource_group: None, context: Context::default() };
/// let world = CompiledWorld::new(&world);
/// let able = who_can(&world, "ecs:StopInstance", &target, &Context::default(), "any-session");
/// let bob = Principal::User { account: "1".into(), name: "Bob".into() };
/// assert_eq!(able, [Principal::Root { account: "1".into() }, bob].map(Caller::Principal));
/// ```
#[derive(Debug)]
pub struct CompiledWorld {
    world: World,
    account_names: Names,
    /// In the order of the world's accounts.
    accounts: Vec<CompiledAccount>,
    node_names: Names,
    /// For each node of the directory its levels, bottom up (R5.12).
    levels: Vec<Vec<Arc<Bag>>>,
    bucket_names: Names,
    /// In the order of the world's buckets.
    buckets: Vec<Arc<Bag>>,
    bags: Bags,
}

#[derive(Debug)]
struct CompiledAccount {
    user_names: Names,
    users: Vec<CompiledUser>,
    role_names: Names,
    roles: Vec<CompiledRole>,
}

#[derive(Debug)]
struct CompiledUser {
    caller: Caller,
    /// Numeric ID, as bucket policies name it.
    id: Option<String>,
    policies: Policies,
}

#[derive(Debug)]
struct CompiledRole {
    is_service_linked: bool,
    policies: Policies,
    trust_policy: Option<Arc<Bag>>,
}

/// The policies of an identity by scope (R5.21).
#[derive(Debug)]
struct Policies {
    account: Arc<Bag>,
    groups: Vec<(String, Arc<Bag>)>,
}

impl Policies {
    fn of_group(&self, id: &str) -> Option<&Bag> {
        self.groups.iter().find(|(group, _)| group == id).map(|(_, bag)| &**bag)
    }
}

impl CompiledWorld {
    /// Compiles a world.
    pub fn new(world: &World) -> CompiledWorld {
        CompiledWorld::build(world, Bags::default())
    }

    /// Takes over a changed world. A set of policies that is made of the same documents as before
    /// (the same [`Arc`]s) keeps its index.
    pub fn update(&mut self, world: &World) {
        *self = CompiledWorld::build(world, std::mem::take(&mut self.bags));
    }

    /// The world that this was compiled from.
    pub fn world(&self) -> &World {
        &self.world
    }

    fn build(world: &World, known: Bags) -> CompiledWorld {
        let mut bags = BagMaker { known, used: Bags::default() };
        let accounts = world.accounts.iter().map(|account| bags.account(account)).collect();
        let directory = world.directory.as_ref();
        let nodes = directory.map_or(&[][..], |directory| &directory.nodes);
        let mut levels_of = |id: &str| -> Vec<Arc<Bag>> {
            let levels = directory.map(|directory| directory.levels(id)).unwrap_or_default();
            levels.iter().map(|node| bags.of(&node.policies)).collect()
        };
        let levels = nodes.iter().map(|node| levels_of(&node.id)).collect();
        let buckets = world.buckets.iter().map(|bucket| bags.of([&bucket.policy])).collect();
        CompiledWorld {
            account_names: world.accounts.iter().map(|account| names::exact(&account.id)).collect(),
            accounts,
            node_names: nodes.iter().map(|node| names::exact(&node.id)).collect(),
            levels,
            bucket_names: world.buckets.iter().map(|bucket| names::exact(&bucket.name)).collect(),
            buckets,
            bags: bags.used,
            world: world.clone(),
        }
    }

    fn account(&self, id: &str) -> Option<(&Account, &CompiledAccount)> {
        let accounts = &self.world.accounts;
        let is_it = |index: usize| accounts.get(index).is_some_and(|account| account.id == id);
        let index = self.account_names.find(|| names::exact(id), is_it)?;
        Some((accounts.get(index)?, self.accounts.get(index)?))
    }

    fn user(&self, account: &str, name: &str) -> Option<&CompiledUser> {
        let (account, compiled) = self.account(account)?;
        let is_it = |index: usize| account.users.get(index).is_some_and(|user| user.is_named(name));
        compiled.users.get(compiled.user_names.find(|| names::ignoring_case(name), is_it)?)
    }

    fn role(&self, account: &str, name: &str) -> Option<&CompiledRole> {
        let (account, compiled) = self.account(account)?;
        let is_it = |index: usize| account.roles.get(index).is_some_and(|role| role.is_named(name));
        compiled.roles.get(compiled.role_names.find(|| names::ignoring_case(name), is_it)?)
    }

    /// The levels of control policies above an account, bottom up; empty where none applies.
    fn levels(&self, account: &str) -> &[Arc<Bag>] {
        let Some(directory) = &self.world.directory else { return &[] };
        let is_it = |index: usize| directory.nodes.get(index).is_some_and(|node| node.id == account);
        let index = self.node_names.find(|| names::exact(account), is_it);
        index.and_then(|index| self.levels.get(index)).map_or(&[], Vec::as_slice)
    }

    fn bucket(&self, account: &str, name: &str) -> Option<&Bag> {
        let is_it = |index: usize| {
            self.world.buckets.get(index).is_some_and(|bucket| bucket.account == account && bucket.name == name)
        };
        self.buckets.get(self.bucket_names.find(|| names::exact(name), is_it)?).map(|bag| &**bag)
    }
}

/// Sets of policies by the addresses of their documents, sorted. Each set holds its documents, so
/// an address can't come to stand for another one.
type Bags = BTreeMap<Vec<usize>, Arc<Bag>>;

struct BagMaker {
    known: Bags,
    used: Bags,
}

impl BagMaker {
    fn of<'d>(&mut self, documents: impl IntoIterator<Item = &'d Arc<Document>>) -> Arc<Bag> {
        let address = |document: &Arc<Document>| Arc::as_ptr(document).addr();
        let mut documents: Vec<&Arc<Document>> = documents.into_iter().collect();
        documents.sort_unstable_by_key(|document| address(document));
        documents.dedup_by_key(|document| address(document));
        let key: Vec<usize> = documents.iter().map(|document| address(document)).collect();
        let known = self.used.get(&key).or_else(|| self.known.get(&key)).cloned();
        let bag = known.unwrap_or_else(|| Arc::new(Bag::new(documents.into_iter().cloned().collect())));
        self.used.insert(key, bag.clone());
        bag
    }

    fn account(&mut self, account: &Account) -> CompiledAccount {
        let users = account.users.iter().map(|user| {
            // R5.20: a user's own policies and those of its groups.
            let groups = account.groups.iter().filter(|group| user.groups.contains(&group.name));
            let attachments = user.policies.iter().chain(groups.flat_map(|group| &group.policies));
            let principal = Principal::User { account: account.id.clone(), name: user.name.clone() };
            CompiledUser {
                caller: Caller::Principal(principal),
                id: user.id.clone(),
                policies: self.policies(&attachments.collect::<Vec<_>>()),
            }
        });
        let users = users.collect();
        CompiledAccount {
            user_names: account.users.iter().map(|user| names::ignoring_case(&user.name)).collect(),
            users,
            role_names: account.roles.iter().map(|role| names::ignoring_case(&role.name)).collect(),
            roles: account.roles.iter().map(|role| self.role(role)).collect(),
        }
    }

    fn role(&mut self, role: &Role) -> CompiledRole {
        CompiledRole {
            is_service_linked: role.is_service_linked,
            policies: self.policies(&role.policies.iter().collect::<Vec<_>>()),
            trust_policy: role.trust_policy.as_ref().map(|policy| self.of([policy])),
        }
    }

    fn policies(&mut self, attachments: &[&Attachment]) -> Policies {
        let mut in_scope = |scope: &Scope| {
            let attachments = attachments.iter().filter(|attachment| attachment.scope == *scope);
            self.of(attachments.map(|attachment| &attachment.policy))
        };
        let account = in_scope(&Scope::Account);
        let mut groups: Vec<(String, Arc<Bag>)> = Vec::new();
        for attachment in attachments {
            if let Scope::ResourceGroup(id) = &attachment.scope
                && !groups.iter().any(|(group, _)| group == id)
            {
                groups.push((id.clone(), in_scope(&attachment.scope)));
            }
        }
        Policies { account, groups }
    }
}
