//! The generated statements in other languages. Every pattern has at most one star in a field.

use std::fmt::Write as _;

use bench_own::sets::{Condition, Question, Statement, team};
use serde_json::{Value, json};

/// Cedar: a policy for each statement, patterns by `like` over the whole name.
pub fn cedar(statements: &[Statement]) -> String {
    let mut text = String::new();
    for statement in statements {
        let effect = if statement.deny { "forbid" } else { "permit" };
        let any = |what: &str, patterns: &[String]| {
            let tests: Vec<String> = patterns
                .iter()
                .map(|pattern| match pattern.contains('*') {
                    true => format!("context.{what} like \"{pattern}\""),
                    false => format!("context.{what} == \"{pattern}\""),
                })
                .collect();
            format!("({})", tests.join(" || "))
        };
        let mut when = format!("{} && {}", any("act", &statement.actions), any("res", &statement.resources));
        let _ = match statement.condition {
            None => Ok(()),
            Some(Condition::Ip(n)) => write!(when, " && context.ip.isInRange(ip(\"10.{n}.0.0/16\"))"),
            Some(Condition::Tag(n)) => {
                write!(when, " && [\"{}\", \"{}\"].contains(context.team)", team(n), team(n ^ 1))
            }
            Some(Condition::Before(year)) => {
                write!(when, " && context.time < datetime(\"{year}-01-01T00:00:00Z\")")
            }
            Some(Condition::Mfa) => write!(when, " && context.mfa"),
        };
        let _ = writeln!(text, "{effect} (principal, action, resource) when {{ {when} }};");
    }
    text
}

/// Casbin: a line for each action with each resource of a statement.
pub fn casbin(statements: &[Statement]) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for statement in statements {
        let condition = match statement.condition {
            None => "always".to_owned(),
            Some(Condition::Ip(n)) => format!("ip|10.{n}."),
            Some(Condition::Tag(n)) => format!("team|{}|{}", team(n), team(n ^ 1)),
            Some(Condition::Before(year)) => format!("before|{year}"),
            Some(Condition::Mfa) => "mfa".to_owned(),
        };
        let effect = if statement.deny { "deny" } else { "allow" };
        for action in &statement.actions {
            for resource in &statement.resources {
                lines.push(vec![action.clone(), resource.clone(), condition.clone(), effect.to_owned()]);
            }
        }
    }
    // It refuses a line that is there already.
    lines.sort();
    lines.dedup();
    lines
}

pub const CASBIN_MODEL: &str = "
[request_definition]
r = act, res, ctx
[policy_definition]
p = act, res, cond, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = star(r.act, p.act) && star(r.res, p.res) && holds(r.ctx, p.cond)
";

/// What a request is to Casbin beside action and resource.
pub fn casbin_context(question: &Question) -> String {
    format!("{}|{}|{}|{}", question.ip(), team(question.team), question.time(), question.mfa)
}

/// Rego: one policy, and the statements as data, each pattern cut at its star.
pub fn rego_data(statements: &[Statement]) -> Value {
    let part = |text: &str| match text.split_once('*') {
        None => json!({ "exact": text }),
        Some((first, last)) => json!({ "first": first, "last": last, "least": first.len() + last.len() }),
    };
    let resource = |text: &String| {
        let fields: Vec<&str> = text.splitn(5, ':').collect();
        json!([part(fields[1]), part(fields[2]), part(fields[3]), part(fields[4])])
    };
    let statement = |statement: &Statement| {
        json!({
            "deny": statement.deny,
            "actions": statement.actions.iter().map(|action| part(action)).collect::<Vec<_>>(),
            "resources": statement.resources.iter().map(resource).collect::<Vec<_>>(),
            "condition": match statement.condition {
                None => json!({ "kind": "always" }),
                Some(Condition::Ip(n)) => json!({ "kind": "ip", "first": format!("10.{n}.") }),
                Some(Condition::Tag(n)) => json!({ "kind": "team", "teams": [team(n), team(n ^ 1)] }),
                Some(Condition::Before(year)) => {
                    json!({ "kind": "before", "time": format!("{year}-01-01T00:00:00Z") })
                }
                Some(Condition::Mfa) => json!({ "kind": "mfa" }),
            },
        })
    };
    json!({ "statements": statements.iter().map(statement).collect::<Vec<_>>() })
}

pub fn rego_input(question: &Question) -> Value {
    let fields: Vec<&str> = question.resource.splitn(5, ':').skip(1).collect();
    json!({
        "action": question.action, "resource": fields, "ip": question.ip(), "team": team(question.team),
        "time": question.time(), "mfa": question.mfa,
    })
}

pub const REGO: &str = r#"
package ram
import rego.v1

default answer := "neither"
answer := "deny" if denied
else := "allow" if allowed

denied if {
    some statement in data.statements
    statement.deny
    applies(statement)
}
allowed if {
    some statement in data.statements
    not statement.deny
    applies(statement)
}
applies(statement) if {
    some action in statement.actions
    covers(action, input.action)
    some resource in statement.resources
    covers(resource[0], input.resource[0])
    covers(resource[1], input.resource[1])
    covers(resource[2], input.resource[2])
    covers(resource[3], input.resource[3])
    holds(statement.condition)
}
covers(part, text) if part.exact == text
covers(part, text) if {
    startswith(text, part.first)
    endswith(text, part.last)
    count(text) >= part.least
}
holds(condition) if condition.kind == "always"
holds(condition) if {
    condition.kind == "ip"
    startswith(input.ip, condition.first)
}
holds(condition) if {
    condition.kind == "team"
    input.team in condition.teams
}
holds(condition) if {
    condition.kind == "before"
    input.time < condition.time
}
holds(condition) if {
    condition.kind == "mfa"
    input.mfa
}
"#;
