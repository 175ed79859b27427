//! Whole tables of decisions by bit sets.
//!
//! The questions of a table share their actions and resources. So each pattern of a statement is
//! held against all actions, or all resources, once, and gives a set of bits; a statement covers
//! the outer product of two such sets; and the stations of [`decide`](super::decide()) become
//! operations on words.

mod bits;
mod sets;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::arn::Arn;
use crate::compiled::CompiledWorld;
use crate::compiled::bag::Bag;
use crate::compiled::call::{Keys, Question, Visit};
use crate::compiled::known::Known;
use crate::policy::{Document, Effect, Statement};
use crate::principal::{Caller, Principal};
use crate::request::{Context, Target};
use crate::sts::{is_assume_role, needs_no_permission};
use crate::trace::{Decision, Rejection};
use crate::world::Account;
use bits::{Bits, Plane};
use sets::Sets;

/// Everyone who may do an action on a resource, account by account: the account owner, RAM users,
/// and sessions of RAM roles. Users sign for themselves; sessions carry this name and no session
/// policy.
pub fn who_can(
    world: &CompiledWorld,
    action: &str,
    target: &Target,
    context: &Context,
    session_name: &str,
) -> Vec<Caller> {
    let question = Question::new(action, &target.resource);
    let may = |known: &Known<'_>| world.act(&question, known, None, context, target) == Decision::Allow;
    let mut able = Vec::new();
    for (Account { id, roles, .. }, compiled) in world.world.accounts.iter().zip(&world.accounts) {
        let owner = Known::principal(world, &Principal::Root { account: id.clone() });
        let users = compiled.users.iter().map(|user| Known::new(world, Cow::Borrowed(&user.caller)));
        let sessions = roles.iter().map(|role| {
            let (account, role, name) = (id.clone(), role.name.clone(), session_name.to_owned());
            Known::new(world, Cow::Owned(Caller::Session { account, role, name }))
        });
        let everyone = std::iter::once(owner).chain(users).chain(sessions);
        able.extend(everyone.filter(may).map(|known| known.who.into_owned()));
    }
    able
}

/// The answers to a table of questions: every caller with every action on every resource.
#[derive(Debug)]
pub struct Decisions {
    actions: usize,
    targets: usize,
    /// Words of a row: a bit for each resource.
    words: usize,
    /// For each caller a row for each action.
    planes: Vec<Plane>,
    /// For each caller why all of its calls are rejected, if they are.
    rejected: Vec<Option<Rejection>>,
    /// Cells (caller, action, resource) of calls that are rejected for another reason.
    rejected_calls: BTreeMap<(usize, usize, usize), Rejection>,
}

impl Decisions {
    /// The answer for a caller, an action and a resource, each by its place in the lists that
    /// were asked about; nothing outside of them.
    pub fn get(&self, caller: usize, action: usize, target: usize) -> Option<Decision> {
        if action >= self.actions || target >= self.targets {
            return None;
        }
        if let Some(rejection) = self.rejected.get(caller)? {
            return Some(Decision::Rejected(*rejection));
        }
        let plane = self.planes.get(caller)?;
        let place = action * self.words * 64 + target;
        Some(if bits::has(&plane.allowed, place) {
            Decision::Allow
        } else if bits::has(&plane.denied, place) {
            Decision::ExplicitDeny
        } else if bits::has(&plane.invalid, place) {
            Decision::Rejected(Rejection::InvalidPolicy)
        } else {
            let rejection = self.rejected_calls.get(&(caller, action, target));
            rejection.map_or(Decision::ImplicitDeny, |rejection| Decision::Rejected(*rejection))
        })
    }

    /// The resources on which a caller may do an action, a bit for each, from the lowest bit
    /// of the first word on; nothing for places outside of the lists.
    pub fn allowed(&self, caller: usize, action: usize) -> Option<&[u64]> {
        let start = action * self.words;
        self.planes.get(caller)?.allowed.get(start..start + self.words)
    }
}

/// Answers every question of a table: each caller with each action on each resource, in one
/// context. A role session carries no session policy and has not expired.
pub fn decide_many(
    world: &CompiledWorld,
    callers: &[Caller],
    actions: &[String],
    targets: &[Target],
    context: &Context,
) -> Decisions {
    let mut table = Table::new(world, actions, targets, context);
    let mut decisions = Decisions {
        actions: actions.len(),
        targets: targets.len(),
        words: table.words,
        planes: Vec::with_capacity(callers.len()),
        rejected: Vec::with_capacity(callers.len()),
        rejected_calls: BTreeMap::new(),
    };
    for (place, caller) in callers.iter().enumerate() {
        let known = Known::new(world, Cow::Borrowed(caller));
        let mut plane = Plane::default();
        let checked = known.check(None, 0);
        if checked.is_ok() {
            plane = table.answers(&known);
            for (action, target, rejection) in table.special_calls(&known, &mut plane) {
                decisions.rejected_calls.insert((place, action, target), rejection);
            }
        }
        decisions.planes.push(plane);
        decisions.rejected.push(checked.err());
    }
    decisions
}

/// The questions of a table, and what has been found out about them for whoever asks.
struct Table<'a> {
    world: &'a CompiledWorld,
    actions: &'a [String],
    targets: &'a [Target],
    context: &'a Context,
    sets: Sets<'a>,
    /// Words of a row.
    words: usize,
    /// Whether no resource has condition keys of its own.
    is_one_context: bool,
    /// Rows of actions that follow other rules.
    special: Vec<usize>,
    /// What each document says, by its address; nothing where that depends on who asks.
    said: BTreeMap<usize, Option<Rc<[Product]>>>,
}

/// What one statement says: its effect on each of its actions with each of its resources.
struct Product {
    effect: Effect,
    actions: Bits,
    targets: Bits,
}

impl<'a> Table<'a> {
    fn new(world: &'a CompiledWorld, actions: &'a [String], targets: &'a [Target], context: &'a Context) -> Table<'a> {
        let no_context = Context::default();
        Table {
            world,
            actions,
            targets,
            context,
            sets: Sets::new(actions, targets),
            words: targets.len().div_ceil(64),
            is_one_context: targets.iter().all(|target| target.context == no_context),
            special: (0..).zip(actions).filter(|(_, action)| is_special(action)).map(|(row, _)| row).collect(),
            said: BTreeMap::new(),
        }
    }

    fn empty(&self) -> Plane {
        Plane::new(self.actions.len() * self.words)
    }

    /// The resources of which something holds, in a row for each action.
    fn where_target(&self, holds: impl Fn(&Target) -> bool) -> Bits {
        bits::repeat(&self.targets_that(holds), self.actions.len())
    }

    fn targets_that(&self, holds: impl Fn(&Target) -> bool) -> Bits {
        let mut row = vec![0; self.words];
        for (place, _) in self.targets.iter().enumerate().filter(|(_, target)| holds(target)) {
            bits::set(&mut row, place);
        }
        row
    }

    /// The stations in the order of [`decide`](crate::compiled::decide()), for a caller who exists.
    fn answers(&mut self, caller: &Known<'_>) -> Plane {
        let mut plane = self.identity_policies(caller);
        self.resource_policies(caller, &mut plane);
        if caller.who.is_root() {
            // R5.10: the owner needs no policy.
            bits::add(&mut plane.allowed, &self.where_target(|target| owner(target, caller) == caller.who.account()));
        }
        plane.settle();
        self.control_policies(caller, &mut plane);
        plane
    }

    /// R5.20 to R5.27, and how far they reach (R3.9, R5.31 to R5.33).
    fn identity_policies(&mut self, caller: &Known<'_>) -> Plane {
        let mut plane = self.empty();
        let Some(policies) = caller.policies() else { return plane };
        self.add_bag(&policies.account, caller, &mut plane);
        plane.settle();
        let is_own = |target: &Target| owner(target, caller) == caller.who.account();
        // R5.22 to R5.24: where the account scope says nothing, the scope of the resource's group.
        for (group, bag) in &policies.groups {
            let reached = self.where_target(|target| is_own(target) && target.resource_group.as_ref() == Some(group));
            let mut scope = self.empty();
            self.add_bag(bag, caller, &mut scope);
            scope.settle();
            let open: Bits = reached.iter().zip(plane.open()).map(|(reached, open)| reached & open).collect();
            plane.add_within(&open, &scope);
        }
        let is_bucket = |target: &Target| target.resource.arn().and_then(Arn::bucket).is_some();
        bits::keep(&mut plane.allowed, &self.where_target(is_own));
        bits::keep(&mut plane.denied, &self.where_target(|target| is_own(target) || is_bucket(target)));
        plane
    }

    /// The bucket policies of the resources (R5.28, R5.29).
    fn resource_policies(&mut self, caller: &Known<'_>, plane: &mut Plane) {
        let (world, targets) = (self.world, self.targets);
        if world.buckets.is_empty() {
            return;
        }
        for (place, target) in targets.iter().enumerate() {
            let (Some(name), Some(owner)) = (target.resource.arn().and_then(Arn::bucket), owner(target, caller)) else {
                continue;
            };
            let Some(bag) = world.bucket(owner, name) else { continue };
            let mut column = vec![0; self.words];
            bits::set(&mut column, place);
            let mut own = self.empty();
            if bag.is_refused() {
                own.invalid = bits::repeat(&column, self.actions.len());
            }
            for statement in bag.statements() {
                let visit = Visit::Bucket { owner, user_id: caller.user_id() };
                self.product(statement, &column, caller, visit)
                    .iter()
                    .for_each(|product| own.add_product(product, self.words));
            }
            own.settle();
            plane.add(&own);
        }
    }

    /// R5.10 to R5.18: bottom up, each level must allow.
    fn control_policies(&mut self, caller: &Known<'_>, plane: &mut Plane) {
        let world = self.world;
        if world.levels.is_empty() || caller.is_service_linked() {
            return;
        }
        let owners: BTreeSet<&str> = self.targets.iter().filter_map(|target| owner(target, caller)).collect();
        for id in owners {
            let levels = world.levels(id);
            if levels.is_empty() || world.is_never_controlled(&caller.who, id) {
                continue;
            }
            let controlled = self.where_target(|target| owner(target, caller) == Some(id));
            // From the top down, so that the lowest level speaks last: it is asked first.
            for bag in levels.iter().rev() {
                let mut level = self.empty();
                self.add_bag(bag, caller, &mut level);
                level.settle();
                plane.put_behind(&level, &controlled);
            }
        }
    }

    /// Adds what the policies of a set say where no principal is named.
    fn add_bag(&mut self, bag: &Bag, caller: &Known<'_>, plane: &mut Plane) {
        if bag.is_refused() {
            plane.invalid = self.where_target(|_| true);
            return;
        }
        let words = self.words;
        for document in bag.documents() {
            let address = Arc::as_ptr(document).addr();
            let said = match self.said.get(&address) {
                Some(Some(said)) => said.clone(),
                Some(None) => self.products(document, caller),
                None => {
                    let said = self.products(document, caller);
                    self.said.insert(address, (!depends_on_caller(document)).then(|| said.clone()));
                    said
                }
            };
            said.iter().for_each(|product| plane.add_product(product, words));
        }
    }

    fn products(&mut self, document: &Document, caller: &Known<'_>) -> Rc<[Product]> {
        let all = self.targets_that(|_| true);
        let statements = document.policy.iter().flat_map(|policy| &policy.statements);
        statements.filter_map(|statement| self.product(statement, &all, caller, Visit::None)).collect()
    }

    /// What a statement says of the resources in `among`; nothing if it does not apply to any.
    fn product(
        &mut self,
        statement: &Statement,
        among: &[u64],
        caller: &Known<'_>,
        visit: Visit<'_>,
    ) -> Option<Product> {
        let mut targets = self.sets.targets(statement);
        bits::keep(&mut targets, among);
        if bits::is_empty(&targets) || !visit.is_named(statement, &caller.who) {
            return None;
        }
        self.keep_fulfilled(statement, caller, &mut targets);
        if bits::is_empty(&targets) {
            return None;
        }
        Some(Product { effect: statement.effect.value, actions: self.sets.actions(statement), targets })
    }

    /// Leaves those resources for which the conditions of a statement are met.
    fn keep_fulfilled(&self, statement: &Statement, caller: &Known<'_>, targets: &mut Bits) {
        if statement.conditions.is_empty() {
            return;
        }
        if self.is_one_context {
            if !Keys::new(self.context, &caller.who, None).fulfil(statement) {
                targets.fill(0);
            }
            return;
        }
        for (place, target) in self.targets.iter().enumerate() {
            if bits::has(targets, place)
                && !Keys::new(self.context, &caller.who, Some(&target.context)).fulfil(statement)
            {
                bits::clear(targets, place);
            }
        }
    }

    /// Calls that follow other rules: one that is open to all (R6.12), and one that both sides
    /// must allow (R5.40). Returns those that are rejected.
    fn special_calls(&self, caller: &Known<'_>, plane: &mut Plane) -> Vec<(usize, usize, Rejection)> {
        let mut rejected = Vec::new();
        for (row, action) in self.special.iter().filter_map(|row| Some((*row, self.actions.get(*row)?))) {
            for (column, target) in self.targets.iter().enumerate() {
                let question = Question::new(action, &target.resource);
                let decision = self.world.act(&question, caller, None, self.context, target);
                plane.put(row * self.words * 64 + column, decision);
                if let Decision::Rejected(rejection) = decision {
                    rejected.push((row, column, rejection));
                }
            }
        }
        rejected
    }
}

/// R3.8a: what no account owns counts as the caller's own.
fn owner<'t>(target: &'t Target, caller: &'t Known<'_>) -> Option<&'t str> {
    target.resource.owner().or(caller.who.identity_account())
}

fn is_special(action: &str) -> bool {
    needs_no_permission(action) || is_assume_role(action)
}

fn depends_on_caller(document: &Document) -> bool {
    let statements = document.policy.iter().flat_map(|policy| &policy.statements);
    statements.flat_map(|statement| &statement.conditions).any(|condition| Keys::is_of_caller(&condition.key.value))
}
