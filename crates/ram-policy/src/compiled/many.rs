//! Whole tables of decisions by bit sets.
//!
//! The questions of a table share their actions and resources. So each pattern of a statement is
//! held against all actions, or all resources, once, and gives a set of bits; a statement covers
//! the outer product of two such sets; and the stations of [`decide`](super::decide) become
//! operations on words.

mod bits;
mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::arn::Arn;
use crate::compiled::CompiledWorld;
use crate::compiled::bag::Bag;
use crate::compiled::call::{Keys, Question, Visit};
use crate::compiled::decide::{is_assume_role, is_open_to_all};
use crate::policy::{Document, Effect, Statement};
use crate::principal::{Caller, Principal};
use crate::request::{Context, Target};
use crate::trace::{Decision, Rejection};
use bits::{Bits, Plane};
use sets::Sets;

/// Everyone who may do an action on a resource: account owners and RAM users, signing for
/// themselves, account by account.
pub fn who_can(world: &CompiledWorld, action: &str, target: &Target, context: &Context) -> Vec<Principal> {
    let question = Question::new(action, &target.resource);
    let may = |caller: &Caller| world.act(&question, caller, None, context, target) == Decision::Allow;
    let mut able = Vec::new();
    for (account, compiled) in world.world.accounts.iter().zip(&world.accounts) {
        let root = Principal::Root { account: account.id.clone() };
        let root = Caller::Principal(root);
        let callers = std::iter::once(&root).chain(compiled.users.iter().map(|user| &user.caller));
        able.extend(callers.filter(|caller| may(caller)).filter_map(Caller::principal).cloned());
    }
    able
}

/// The answers to a table of questions: every principal with every action on every resource.
#[derive(Debug)]
pub struct Decisions {
    actions: usize,
    targets: usize,
    /// Words of a row: a bit for each resource.
    words: usize,
    /// For each principal a row for each action.
    planes: Vec<Plane>,
    /// For each principal why all of its calls are rejected, if they are.
    rejected: Vec<Option<Rejection>>,
    /// Cells (principal, action, resource) of calls that are rejected for another reason.
    rejected_calls: BTreeMap<(usize, usize, usize), Rejection>,
}

impl Decisions {
    /// The answer for a principal, an action and a resource, each by its place in the lists that
    /// were asked about; nothing outside of them.
    pub fn get(&self, principal: usize, action: usize, target: usize) -> Option<Decision> {
        if action >= self.actions || target >= self.targets {
            return None;
        }
        if let Some(rejection) = self.rejected.get(principal)? {
            return Some(Decision::Rejected(*rejection));
        }
        let plane = self.planes.get(principal)?;
        let place = action * self.words * 64 + target;
        Some(if bits::has(&plane.allowed, place) {
            Decision::Allow
        } else if bits::has(&plane.denied, place) {
            Decision::ExplicitDeny
        } else if bits::has(&plane.invalid, place) {
            Decision::Rejected(Rejection::InvalidPolicy)
        } else {
            let rejection = self.rejected_calls.get(&(principal, action, target));
            rejection.map_or(Decision::ImplicitDeny, |rejection| Decision::Rejected(*rejection))
        })
    }

    /// The resources on which a principal may do an action, a bit for each, from the lowest bit
    /// of the first word on; nothing for places outside of the lists.
    pub fn allowed(&self, principal: usize, action: usize) -> Option<&[u64]> {
        let start = action * self.words;
        self.planes.get(principal)?.allowed.get(start..start + self.words)
    }
}

/// Answers every question of a table: each principal, signing for itself, with each action on
/// each resource, in one context.
pub fn decide_many(
    world: &CompiledWorld,
    principals: &[Principal],
    actions: &[String],
    targets: &[Target],
    context: &Context,
) -> Decisions {
    let mut table = Table::new(world, actions, targets, context);
    let mut decisions = Decisions {
        actions: actions.len(),
        targets: targets.len(),
        words: table.words,
        planes: Vec::with_capacity(principals.len()),
        rejected: Vec::with_capacity(principals.len()),
        rejected_calls: BTreeMap::new(),
    };
    for (place, principal) in principals.iter().enumerate() {
        let caller = world.caller(principal);
        let mut plane = Plane::default();
        let checked = world.check(&caller, None, 0);
        if checked.is_ok() {
            plane = table.answers(&caller);
            for (action, target, rejection) in table.special_calls(&caller, &mut plane) {
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
    /// What each document says, by its address; nothing where that depends on who asks.
    known: BTreeMap<usize, Option<Rc<Plane>>>,
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
            known: BTreeMap::new(),
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

    /// The stations in the order of [`decide`](crate::compiled::decide), for a caller who exists.
    fn answers(&mut self, caller: &Caller) -> Plane {
        let mut plane = self.identity_policies(caller);
        self.resource_policies(caller, &mut plane);
        if caller.is_root() {
            // R5.10: the owner needs no policy.
            bits::add(&mut plane.allowed, &self.where_target(|target| owner(target, caller) == caller.account()));
        }
        plane.settle();
        self.control_policies(caller, &mut plane);
        plane
    }

    /// R5.20 to R5.27, and how far they reach (R3.9, R5.31 to R5.33).
    fn identity_policies(&mut self, caller: &Caller) -> Plane {
        let mut plane = self.empty();
        let Some(policies) = self.world.policies(caller) else { return plane };
        self.add_bag(&policies.account, caller, &mut plane);
        plane.settle();
        let is_own = |target: &Target| owner(target, caller) == caller.account();
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
    fn resource_policies(&mut self, caller: &Caller, plane: &mut Plane) {
        let (world, targets) = (self.world, self.targets);
        if world.buckets.is_empty() {
            return;
        }
        let user_id = world.user_id(caller);
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
                self.add_statement(statement, &column, caller, Visit::Bucket { owner, user_id }, &mut own);
            }
            own.settle();
            plane.add(&own);
        }
    }

    /// R5.10 to R5.18: bottom up, each level must allow.
    fn control_policies(&mut self, caller: &Caller, plane: &mut Plane) {
        let world = self.world;
        if world.levels.is_empty() {
            return;
        }
        let owners: BTreeSet<&str> = self.targets.iter().filter_map(|target| owner(target, caller)).collect();
        for id in owners {
            let levels = world.levels(id);
            if levels.is_empty() || world.is_never_controlled(caller, id) {
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
    fn add_bag(&mut self, bag: &Bag, caller: &Caller, plane: &mut Plane) {
        if bag.is_refused() {
            plane.invalid = self.where_target(|_| true);
            return;
        }
        for document in bag.documents() {
            let address = Arc::as_ptr(document).addr();
            if !self.known.contains_key(&address) {
                let known = (!depends_on_caller(document)).then(|| {
                    let mut plane = self.empty();
                    self.add_document(document, caller, &mut plane);
                    Rc::new(plane)
                });
                self.known.insert(address, known);
            }
            match self.known.get(&address) {
                Some(Some(known)) => plane.add(known),
                _ => self.add_document(document, caller, plane),
            }
        }
    }

    fn add_document(&mut self, document: &Document, caller: &Caller, plane: &mut Plane) {
        let all = self.targets_that(|_| true);
        for statement in document.policy.iter().flat_map(|policy| &policy.statements) {
            self.add_statement(statement, &all, caller, Visit::None, plane);
        }
    }

    /// The outer product of a statement's actions and those of its resources that are in `among`.
    fn add_statement(
        &mut self,
        statement: &Statement,
        among: &[u64],
        caller: &Caller,
        visit: Visit<'_>,
        plane: &mut Plane,
    ) {
        let mut targets = self.sets.targets(statement);
        bits::keep(&mut targets, among);
        if bits::is_empty(&targets) || !visit.is_named(statement, caller) {
            return;
        }
        self.keep_fulfilled(statement, caller, &mut targets);
        if bits::is_empty(&targets) {
            return;
        }
        let rows = match statement.effect.value {
            Effect::Allow => &mut plane.allowed,
            Effect::Deny => &mut plane.denied,
        };
        for action in bits::places(&self.sets.actions(statement)) {
            let start = action * self.words;
            if let Some(row) = rows.get_mut(start..start + self.words) {
                bits::add(row, &targets);
            }
        }
    }

    /// Leaves those resources for which the conditions of a statement are met.
    fn keep_fulfilled(&self, statement: &Statement, caller: &Caller, targets: &mut Bits) {
        if statement.conditions.is_empty() {
            return;
        }
        if self.is_one_context {
            if !Keys::new(self.context, caller, None).fulfil(statement) {
                targets.fill(0);
            }
            return;
        }
        for (place, target) in self.targets.iter().enumerate() {
            if bits::has(targets, place) && !Keys::new(self.context, caller, Some(&target.context)).fulfil(statement) {
                bits::clear(targets, place);
            }
        }
    }

    /// Calls that follow other rules: one that is open to all (R6.12), and one that both sides
    /// must allow (R5.40). Returns those that are rejected.
    fn special_calls(&self, caller: &Caller, plane: &mut Plane) -> Vec<(usize, usize, Rejection)> {
        let mut rejected = Vec::new();
        let rows = self.actions.iter().enumerate();
        for (row, action) in rows.filter(|(_, action)| is_open_to_all(action) || is_assume_role(action)) {
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
fn owner<'t>(target: &'t Target, caller: &'t Caller) -> Option<&'t str> {
    target.resource.owner().or(caller.account())
}

fn depends_on_caller(document: &Document) -> bool {
    let statements = document.policy.iter().flat_map(|policy| &policy.statements);
    statements.flat_map(|statement| &statement.conditions).any(|condition| Keys::is_of_caller(&condition.key.value))
}
