//! The least that can answer these questions: precompiled patterns, one policy set, no layers, no
//! principals, no explanation. Once as a plain scan, once with an index by action; for tables by
//! bits.

mod load;
mod table;

use std::collections::HashMap;

use ram_policy::arn::Arn;

use crate::sets::{Condition, Question, Statement, team};

pub use load::load;
pub use table::Table;

/// A pattern cut at its stars.
#[derive(Debug)]
enum Pattern {
    Exact(Box<str>),
    /// What comes before the first star, between stars, and after the last one.
    Stars(Box<str>, Vec<Box<str>>, Box<str>),
}

impl Pattern {
    fn new(text: &str) -> Pattern {
        let mut parts = text.split('*').map(Box::from);
        let first = parts.next().unwrap_or_default();
        let mut rest: Vec<Box<str>> = parts.collect();
        match rest.pop() {
            None => Pattern::Exact(first),
            Some(last) => Pattern::Stars(first, rest, last),
        }
    }

    fn matches(&self, text: &str) -> bool {
        match self {
            Pattern::Exact(exact) => **exact == *text,
            Pattern::Stars(first, middle, last) => {
                let Some(rest) = text.strip_prefix(&**first) else { return false };
                let Some(mut rest) = rest.strip_suffix(&**last) else { return false };
                middle.iter().all(|part| match rest.find(&**part) {
                    Some(at) => {
                        rest = &rest[at + part.len()..];
                        true
                    }
                    None => false,
                })
            }
        }
    }

    fn first(&self) -> &str {
        match self {
            Pattern::Exact(first) | Pattern::Stars(first, ..) => first,
        }
    }
}

/// A statement with everything read.
#[derive(Debug)]
struct Prepared {
    deny: bool,
    actions: Vec<Pattern>,
    resources: Vec<[Pattern; 4]>,
    condition: Option<Condition>,
}

/// A question with everything read.
#[derive(Debug)]
pub struct Asked {
    action: String,
    arn: Arn,
    ip: [u8; 4],
    team: String,
    year: u16,
    mfa: bool,
}

impl Asked {
    pub fn new(question: &Question) -> Asked {
        Asked {
            action: question.action.to_ascii_lowercase(),
            arn: Arn::parse(&question.resource).expect("an ARN"),
            ip: question.ip,
            team: team(question.team),
            year: question.year,
            mfa: question.mfa,
        }
    }
}

impl Asked {
    /// A question from its lines.
    pub fn read(lines: &str) -> Option<Asked> {
        let mut lines = lines.split('\n');
        let action = lines.next()?.to_ascii_lowercase();
        let arn = Arn::parse(lines.next()?).ok()?;
        let mut ip = lines.next()?.split('.').filter_map(|number| number.parse().ok());
        let ip = [ip.next()?, ip.next()?, ip.next()?, ip.next()?];
        let team = lines.next()?.to_owned();
        let year = lines.next()?.get(..4)?.parse().ok()?;
        Some(Asked { action, arn, ip, team, year, mfa: lines.next()? == "true" })
    }
}

/// The result: a Deny, an Allow, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Allow,
    ExplicitDeny,
    ImplicitDeny,
}

impl Prepared {
    fn new(statement: &Statement) -> Prepared {
        let resource = |text: &String| {
            let mut fields = text.splitn(5, ':').skip(1).map(Pattern::new);
            [(); 4].map(|()| fields.next().expect("five fields"))
        };
        Prepared {
            deny: statement.deny,
            actions: statement.actions.iter().map(|action| Pattern::new(&action.to_ascii_lowercase())).collect(),
            resources: statement.resources.iter().map(resource).collect(),
            condition: statement.condition,
        }
    }

    fn applies(&self, asked: &Asked) -> bool {
        let Asked { arn, .. } = asked;
        self.actions.iter().any(|pattern| pattern.matches(&asked.action)) && self.covers(arn) && self.is_met(asked)
    }

    fn covers(&self, arn: &Arn) -> bool {
        self.resources.iter().any(|[service, region, account, id]| {
            service.matches(arn.service())
                && region.matches(arn.region())
                && account.matches(arn.account())
                && id.matches(arn.relative_id())
        })
    }

    fn is_met(&self, asked: &Asked) -> bool {
        match self.condition {
            None => true,
            Some(Condition::Ip(n)) => asked.ip[..2] == [10, n],
            Some(Condition::Tag(n)) => asked.team == team(n) || asked.team == team(n ^ 1),
            Some(Condition::Before(year)) => asked.year < year,
            Some(Condition::Mfa) => asked.mfa,
        }
    }
}

fn fold<'s>(statements: impl Iterator<Item = &'s Prepared>, asked: &Asked) -> Answer {
    let mut answer = Answer::ImplicitDeny;
    for statement in statements {
        if (statement.deny || answer == Answer::ImplicitDeny) && statement.applies(asked) {
            if statement.deny {
                return Answer::ExplicitDeny;
            }
            answer = Answer::Allow;
        }
    }
    answer
}

/// Every statement is held against every question.
#[derive(Debug)]
pub struct Scan(Vec<Prepared>);

impl Scan {
    pub fn new(statements: &[Statement]) -> Scan {
        Scan(statements.iter().map(Prepared::new).collect())
    }

    pub fn decide(&self, asked: &Asked) -> Answer {
        fold(self.0.iter(), asked)
    }
}

/// Statements by the fixed beginning of their actions.
#[derive(Debug)]
pub struct Indexed {
    statements: Vec<Prepared>,
    exact: HashMap<Box<str>, Vec<u32>>,
    beginnings: HashMap<Box<str>, Vec<u32>>,
    /// Lengths of the beginnings, sorted.
    lengths: Vec<usize>,
}

impl Indexed {
    pub fn new(statements: &[Statement]) -> Indexed {
        let statements: Vec<Prepared> = statements.iter().map(Prepared::new).collect();
        let (mut exact, mut beginnings) = (HashMap::<Box<str>, Vec<u32>>::new(), HashMap::<Box<str>, Vec<u32>>::new());
        for (number, statement) in statements.iter().enumerate() {
            for action in &statement.actions {
                let map = if matches!(action, Pattern::Exact(_)) { &mut exact } else { &mut beginnings };
                let list = map.entry(action.first().into()).or_default();
                if list.last() != Some(&(number as u32)) {
                    list.push(number as u32);
                }
            }
        }
        let mut lengths: Vec<usize> = beginnings.keys().map(|beginning| beginning.len()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Indexed { statements, exact, beginnings, lengths }
    }

    pub fn decide(&self, asked: &Asked) -> Answer {
        let exact = self.exact.get(&*asked.action);
        let beginnings = self.lengths.iter().filter_map(|length| self.beginnings.get(asked.action.get(..*length)?));
        let numbers = exact.into_iter().chain(beginnings).flatten();
        fold(numbers.map(|number| &self.statements[*number as usize]), asked)
    }
}
