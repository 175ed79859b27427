//! Reads a generated policy with serde_json: no positions, no findings, nothing but what is there.

use serde::Deserialize;

use crate::sets::{Condition, Statement};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Policy<'t> {
    #[serde(borrow)]
    statement: Vec<Written<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Written<'t> {
    effect: &'t str,
    action: List,
    resource: List,
    #[serde(borrow)]
    condition: Option<WrittenCondition<'t>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum List {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
enum WrittenCondition<'t> {
    IpAddress(#[serde(borrow)] Values<'t>),
    StringEquals(#[serde(borrow)] Values<'t>),
    DateLessThan(#[serde(borrow)] Values<'t>),
    Bool(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct Values<'t> {
    #[serde(rename = "acs:SourceIp")]
    ip: Option<&'t str>,
    #[serde(rename = "acs:ResourceTag/team", default)]
    teams: Vec<&'t str>,
    #[serde(rename = "acs:CurrentTime")]
    time: Option<&'t str>,
}

/// The statements of a policy.
pub fn load(text: &str) -> Option<Vec<Statement>> {
    let policy: Policy<'_> = serde_json::from_str(text).ok()?;
    policy.statement.into_iter().map(statement).collect()
}

fn statement(written: Written<'_>) -> Option<Statement> {
    let list = |list: List| match list {
        List::One(item) => vec![item],
        List::Several(items) => items,
    };
    Some(Statement {
        deny: written.effect == "Deny",
        actions: list(written.action),
        resources: list(written.resource),
        condition: match written.condition {
            None => None,
            Some(condition) => Some(read(&condition)?),
        },
    })
}

fn read(condition: &WrittenCondition<'_>) -> Option<Condition> {
    Some(match condition {
        WrittenCondition::IpAddress(Values { ip, .. }) => Condition::Ip((*ip)?.split('.').nth(1)?.parse().ok()?),
        WrittenCondition::StringEquals(Values { teams, .. }) => {
            Condition::Tag(teams.first()?.strip_prefix("team-")?.parse().ok()?)
        }
        WrittenCondition::DateLessThan(Values { time, .. }) => Condition::Before((*time)?.get(..4)?.parse().ok()?),
        WrittenCondition::Bool(_) => Condition::Mfa,
    })
}
