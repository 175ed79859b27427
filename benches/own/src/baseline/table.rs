//! Tables of decisions by bits: a word of resources for each action.

use ram_policy::arn::Arn;

use crate::baseline::{Answer, Asked, Prepared};
use crate::sets::Statement;

/// Policies, and who has which.
#[derive(Debug)]
pub struct Table {
    policies: Vec<Vec<Prepared>>,
    policies_of: Vec<[usize; 3]>,
}

/// For each action the resources that an effect reaches, a bit for each.
#[derive(Debug, Clone)]
pub struct Plane {
    allowed: Vec<u32>,
    denied: Vec<u32>,
}

impl Plane {
    fn new(actions: usize) -> Plane {
        Plane { allowed: vec![0; actions], denied: vec![0; actions] }
    }

    pub fn answer(&self, action: usize, resource: usize) -> Answer {
        let has = |bits: &[u32]| bits[action] >> resource & 1 == 1;
        match (has(&self.denied), has(&self.allowed)) {
            (true, _) => Answer::ExplicitDeny,
            (false, true) => Answer::Allow,
            (false, false) => Answer::ImplicitDeny,
        }
    }
}

impl Table {
    pub fn new(policies: &[Vec<Statement>], policies_of: &[[usize; 3]]) -> Table {
        let prepared = |statements: &Vec<Statement>| statements.iter().map(Prepared::new).collect();
        Table { policies: policies.iter().map(prepared).collect(), policies_of: policies_of.to_vec() }
    }

    /// Actions in lower case; at most 32 resources.
    pub fn decide_many(&self, actions: &[String], arns: &[&Arn], context: &Asked) -> Vec<Plane> {
        let said: Vec<Plane> = self.policies.iter().map(|policy| said(policy, actions, arns, context)).collect();
        let mut planes = Vec::with_capacity(self.policies_of.len());
        for policies in &self.policies_of {
            let mut plane = Plane::new(actions.len());
            for policy in policies {
                let add = |bits: &mut [u32], said: &[u32]| bits.iter_mut().zip(said).for_each(|(b, s)| *b |= s);
                add(&mut plane.allowed, &said[*policy].allowed);
                add(&mut plane.denied, &said[*policy].denied);
            }
            planes.push(plane);
        }
        planes
    }

    /// The places of the users who may.
    pub fn who_can(&self, asked: &Asked) -> Vec<usize> {
        let said: Vec<(bool, bool)> = self.policies.iter().map(|policy| says(policy, asked)).collect();
        let may = |policies: &[usize; 3]| {
            let any = |what: fn(&(bool, bool)) -> bool| policies.iter().any(|policy| what(&said[*policy]));
            any(|said| said.0) && !any(|said| said.1)
        };
        (0..).zip(&self.policies_of).filter(|(_, policies)| may(policies)).map(|(user, _)| user).collect()
    }
}

/// Whether an Allow and whether a Deny applies.
fn says(policy: &[Prepared], asked: &Asked) -> (bool, bool) {
    let applies = |deny: bool| policy.iter().any(|statement| statement.deny == deny && statement.applies(asked));
    (applies(false), applies(true))
}

fn said(policy: &[Prepared], actions: &[String], arns: &[&Arn], context: &Asked) -> Plane {
    let mut plane = Plane::new(actions.len());
    for statement in policy {
        let covered = (0..).zip(arns).filter(|(_, arn)| statement.covers(arn));
        let resources = covered.fold(0, |bits: u32, (place, _)| bits | 1_u32 << place);
        if resources == 0 || !statement.is_met(context) {
            continue;
        }
        let rows = if statement.deny { &mut plane.denied } else { &mut plane.allowed };
        for (row, action) in rows.iter_mut().zip(actions) {
            if statement.actions.iter().any(|pattern| pattern.matches(action)) {
                *row |= resources;
            }
        }
    }
    plane
}
