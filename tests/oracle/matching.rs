//! Wildcards, actions, ARNs, and principals: SEMANTICS.md, "Action and NotAction", "Principal", "ARNs and resources".

use serde_json::Value;

use crate::process::Caller;
use crate::rules::Rules;

/// R1.14, R3.4: `*` stands for any run of characters, the empty one included; `?` for exactly one.
/// Each character of the text says whether its case counts.
fn glob(pattern: &[char], text: &[(char, bool)]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => glob(rest, text) || (!text.is_empty() && glob(pattern, &text[1..])),
        (['?', pattern @ ..], [_, text @ ..]) => glob(pattern, text),
        ([wanted, pattern @ ..], [(found, case_counts), text @ ..]) => {
            let same = wanted == found || (!case_counts && wanted.to_lowercase().eq(found.to_lowercase()));
            same && glob(pattern, text)
        }
        _ => false,
    }
}

/// A wildcard match in which case counts.
pub fn like(pattern: &str, text: &str) -> bool {
    glob(&Vec::from_iter(pattern.chars()), &Vec::from_iter(text.chars().map(|found| (found, true))))
}

/// A wildcard match that ignores case.
pub fn like_ignoring_case(pattern: &str, text: &str) -> bool {
    glob(&Vec::from_iter(pattern.chars()), &Vec::from_iter(text.chars().map(|found| (found, false))))
}

/// R2.9e, R6.21: names of users and roles ignore case.
pub fn same_name(left: &str, right: &str) -> bool {
    left.to_lowercase() == right.to_lowercase()
}

/// R1.7: one string and a list of one mean the same.
pub fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(one) => vec![one],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// `Action` and `NotAction` of a statement.
pub fn action_matches(statement: &Value, action: &str, rules: &Rules) -> bool {
    let matches = |pattern: &str| {
        rules.when(pattern.contains(['*', '?']), "R1.14");
        // R1.15: case is ignored.
        let matches = like_ignoring_case(pattern, action);
        rules.when(matches && !like(pattern, action), "R1.15");
        matches
    };
    match (statement.get("Action"), statement.get("NotAction")) {
        (Some(list), _) => strings(list).into_iter().any(matches),
        // R1.16: everything but what is listed; the listed actions are not touched at all.
        (None, Some(list)) => {
            rules.note("R1.16");
            !strings(list).into_iter().any(matches)
        }
        (None, None) => false,
    }
}

/// The five fields of an ARN: the first four colons separate, further ones belong to the last field.
pub fn arn_fields(arn: &str) -> Option<[&str; 5]> {
    let (prefix, rest) = arn.split_once(':')?;
    let (service, rest) = rest.split_once(':')?;
    let (region, rest) = rest.split_once(':')?;
    let (account, relative_id) = rest.split_once(':')?;
    Some([prefix, service, region, account, relative_id])
}

/// R3.5, step by step.
pub fn resource_matches(pattern: &str, resource: &str, rules: &Rules) -> bool {
    if pattern == "*" {
        return true;
    }
    // R3.6: a call without resource-level permission asks for `*`, which only the pattern `*` covers.
    if rules.when(resource == "*", "R3.6") {
        return false;
    }
    let (Some(pattern), Some(resource)) = (arn_fields(pattern), arn_fields(resource)) else { return false };
    let prefix = pattern[0] == "acs" && resource[0] == "acs";
    let service = like_ignoring_case(pattern[1], resource[1]);
    let no_region = |region: &str| region.is_empty() || region == "*";
    let region = if rules.when(no_region(resource[2]), "R3.2") {
        // A concrete region in the pattern never matches a request that has none.
        no_region(pattern[2])
    } else {
        like(pattern[2], resource[2])
    };
    let account = like(pattern[3], resource[3]);
    rules.when(prefix && service && region && !account, "R3.5 account");
    // The last field: case counts, except in the name of a RAM role (R6.21).
    let is_role = resource[1] == "ram" && resource[4].starts_with("role/");
    let text = resource[4].char_indices().map(|(at, found)| (found, !(is_role && at >= "role/".len())));
    let relative_id = glob(&Vec::from_iter(pattern[4].chars()), &Vec::from_iter(text));
    rules.when(is_role && relative_id && !like(pattern[4], resource[4]), "R6.21");
    rules.when(relative_id && pattern[4].contains(['*', '?']), "R3.4");
    prefix && service && region && account && relative_id
}

/// R3.8a: whose a resource is. None: the caller's own, or nobody's.
pub fn owner(resource: &str) -> Option<&str> {
    arn_fields(resource).map(|fields| fields[3]).filter(|account| !["", "*", "system"].contains(account))
}

/// The bucket that an OSS resource lies in: `bucket` or `bucket/object`.
pub fn bucket(resource: &str) -> Option<&str> {
    let fields = arn_fields(resource).filter(|fields| fields[1] == "oss")?;
    fields[4].split('/').next()
}

/// R2.2: the caller needs to match one string of one kind in a trust policy's `Principal`.
/// `role_account` is the account that owns the role.
pub fn trusts(principal: &Value, caller: &Caller, role_account: &str, rules: &Rules) -> bool {
    let of = |kind: &str| principal.get(kind).map(strings).unwrap_or_default();
    let forms = of("RAM").into_iter().chain(principal.as_str());
    for form in forms {
        // Forms that no page shows match nobody.
        rules.when(form.contains('*'), "R2.9c");
        rules.when(form.starts_with("acs:sts:"), "R2.9d");
    }
    let is_ram = matches!(caller, Caller::User { .. } | Caller::Session { .. });
    rules.when(is_ram && of("RAM").is_empty(), "R2.9b");
    rules.when(principal.as_object().is_some_and(|kinds| kinds.len() > 1), "R2.2");
    let is_plain = |fields: &[&str]| {
        let is_account = !fields[3].is_empty() && fields[3].chars().all(|c| c.is_ascii_digit());
        !rules.when(fields[..3] != ["acs", "ram", ""] || !is_account, "R2.9a")
    };
    let rams = || of("RAM").into_iter().filter_map(arn_fields).filter(|fields| is_plain(fields));
    let providers = || {
        let of_ram = |trusted: &&str| arn_fields(trusted).is_some_and(|fields| is_plain(&fields));
        of("Federated").into_iter().filter(of_ram)
    };
    match caller {
        Caller::User { account, name, .. } => rams().any(|fields| match fields[4].split_once('/') {
            None => rules.when(fields[4] == "root" && fields[3] == account, "R2.3"),
            Some((kind, user)) => {
                rules.when(kind == "user" && same_name(user, name) && user != name, "R2.9e");
                rules.when(kind == "user" && fields[3] == account && same_name(user, name), "R2.4")
            }
        }),
        Caller::Session { account, role, .. } => rams().any(|fields| match fields[4].split_once('/') {
            None => rules.when(fields[4] == "root" && fields[3] == account, "R2.3"),
            Some((kind, name)) => rules.when(kind == "role" && fields[3] == account && same_name(name, role), "R2.5"),
        }),
        Caller::Service { service, account } => {
            of("Service").into_iter().any(|trusted| match trusted.split_once('@') {
                None => rules.when(trusted == service && account == role_account, "R2.6"),
                Some((owner, trusted)) => rules.when(trusted == service && account == owner, "R2.7"),
            })
        }
        Caller::Saml { provider } => providers().any(|trusted| rules.when(trusted == provider, "R2.8")),
        Caller::Oidc { provider } => providers().any(|trusted| rules.when(trusted == provider, "R2.9")),
        // R5.47 stops the account owner before; nobody else can be trusted.
        Caller::Root { .. } | Caller::Anonymous => false,
    }
}

/// SEMANTICS.md, "Bucket policies": whether a statement of a bucket policy speaks of the caller.
pub fn bucket_principal_matches(statement: &Value, caller: &Caller, owner: &str, rules: &Rules) -> bool {
    let has_condition = statement["Condition"].as_object().is_some_and(|condition| !condition.is_empty());
    let is_owner = matches!(caller, Caller::Root { account } if account == owner);
    let everyone = || {
        if is_owner {
            rules.note(if has_condition { "R2.15" } else { "R2.14" });
        }
        has_condition || !is_owner
    };
    let list = strings(&statement["Principal"]);
    if rules.when(list.is_empty(), "R2.18") {
        return everyone();
    }
    list.into_iter().any(|principal| match caller {
        _ if principal == "*" => everyone(),
        Caller::User { id, .. } => rules.when(id.as_deref() == Some(principal), "R2.11"),
        Caller::Root { account } => rules.when(principal == account, "R2.12"),
        Caller::Session { account, role, session, .. } => {
            // Each part may hold wildcards; the role's name is written in lower case.
            let parts = principal.strip_prefix("arn:sts::").and_then(|rest| {
                let (of, rest) = rest.split_once(':')?;
                let (kind, rest) = rest.split_once('/')?;
                let (name, called) = rest.split_once('/')?;
                Some([(of, account.as_str()), (kind, "assumed-role"), (name, ""), (called, session.as_str())])
            });
            let lower = role.to_lowercase();
            let matches = |[of, kind, name, called]: [(&str, &str); 4]| {
                like(of.0, of.1) && like(kind.0, kind.1) && like(name.0, &lower) && like(called.0, called.1)
            };
            rules.when(parts.is_some_and(matches), "R2.13")
        }
        _ => false,
    })
}
