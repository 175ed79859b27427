//! Advice on a policy without errors.

use ram_catalog::{ActionRef, Catalogue, Naming, ResourceType};
use ram_policy::arn::{Arn, ArnPattern};
use ram_policy::nearest::nearest;
use ram_policy::pattern::{Case, Pattern, equal};
use ram_policy::policy::{Clause, Document, Effect, Policy, PolicyKind, PrincipalClause, Sense, Statement};
use ram_policy::principal::{BucketPattern, TrustPattern};
use ram_policy::text::{Span, Spanned};

use super::{Advice, Never, conditions};
use crate::globs::{arn_covers, covers, fits_template, trust_covers};
use crate::surroundings::Surroundings;

/// Actions that let their holder take or give more than it has: change policies, credentials, memberships or trust.
pub(crate) static ESCALATIONS: &[&str] = &[
    "ram:AttachPolicyToUser",
    "ram:AttachPolicyToGroup",
    "ram:AttachPolicyToRole",
    "ram:CreatePolicyVersion",
    "ram:SetDefaultPolicyVersion",
    "ram:UpdateRole",
    "ram:CreateAccessKey",
    "ram:CreateLoginProfile",
    "ram:UpdateLoginProfile",
    "ram:AddUserToGroup",
    "ram:PassRole",
    "ram:DetachPolicyFromUser",
    "ram:DetachPolicyFromGroup",
    "ram:DetachPolicyFromRole",
    "ims:CreateAccessKey",
    "ims:CreateLoginProfile",
    "ims:UpdateLoginProfile",
    "ims:AddUserToGroup",
    "resourcemanager:AttachPolicy",
    "resourcemanager:CreatePolicyVersion",
];

pub(super) fn advice(document: &Document, around: &Surroundings<'_>) -> Vec<(Advice, Span)> {
    let mut found = Vec::new();
    let Some(policy) = document.policy.as_ref().filter(|_| document.kind != PolicyKind::System) else { return found };
    for statement in &policy.statements {
        if let Some(catalogue) = around.catalogue {
            for pattern in &statement.action.patterns {
                found.extend(unknown_action(catalogue, pattern));
            }
            resources(catalogue, statement, &mut found);
        }
        entries(statement, &mut found);
        escalation(document.kind, statement, &mut found);
        principals(around, statement, &mut found);
        conditions::conditions(document, statement, around, &mut found);
        if statement.action.sense == Sense::IsNot && statement.action.patterns.iter().any(|it| it.value.is_everything())
        {
            found.push((Advice::NeverApplies(Never::NothingLeft), statement.action.span));
        }
    }
    covered(policy, &mut found);
    found
}

/// An action, or a pattern for some, that the catalogue doesn't have.
fn unknown_action(catalogue: &Catalogue, pattern: &Spanned<Pattern>) -> Option<(Advice, Span)> {
    let text = pattern.value.as_str();
    let (code, name) = text.split_once(':')?;
    if code.contains(['*', '?']) || name.chars().all(|c| c == '*') {
        return None;
    }
    let report = |nearest: Option<String>, is_sure| {
        Some((Advice::UnknownAction { found: text.to_owned(), nearest, is_sure }, pattern.span))
    };
    let Some(service) = catalogue.service(code) else {
        let near = nearest(code, catalogue.services.iter().map(|service| service.code.as_str()));
        let near = near.map(|code| format!("{code}:{name}"));
        // Among the services that are known some are very short; only a near one that has the action is meant.
        let near = near.filter(|near| name.contains(['*', '?']) || catalogue.action(near).is_some());
        let is_sure = near.is_some();
        return report(near, is_sure);
    };
    if service.actions.is_empty() {
        return None;
    }
    let is_api = service.action_naming == Naming::Api;
    if name.contains(['*', '?']) {
        let name = Pattern::new(name);
        let matches = service.actions.iter().any(|action| name.matches(&action.name, Case::Ignored));
        return if matches || !is_api { None } else { report(None, true) };
    }
    if service.actions.iter().any(|action| action.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let near = nearest(name, service.actions.iter().map(|action| action.name.as_str()));
    let near = near.map(|name| format!("{}:{name}", service.code));
    if near.is_none() && !is_api { None } else { report(near, is_api) }
}

/// Actions on which the statement's resources have no hold. What is official is taken for granted; what is only guessed
/// by a name is said as a guess.
fn resources(catalogue: &Catalogue, statement: &Statement, found: &mut Vec<(Advice, Span)>) {
    let Some(clause) = statement.resource.as_ref().filter(|_| statement.action.sense == Sense::Is) else { return };
    let mut patterns = Vec::with_capacity(clause.patterns.len());
    for pattern in &clause.patterns {
        match &pattern.value {
            ArnPattern::Everything => return,
            ArnPattern::Fields(fields) => patterns.push(fields),
        }
    }
    // Each with whether it is a guess.
    let mut unsupported: Vec<(String, bool, Span)> = Vec::new();
    for action in &statement.action.patterns {
        let text = action.value.as_str();
        // R1.17: what one service checks may be a resource of another, which no list of the first one has.
        let code = text.split(':').next().unwrap_or_default();
        let are_own = patterns.iter().all(|pattern| pattern.service().eq_ignore_ascii_case(code));
        if action.value.has_wildcard() {
            let is_guess = |it| match limits(catalogue, it, are_own) {
                Limit::None { is_guess } => Some(is_guess),
                Limit::Unknown | Limit::To(_) => None,
            };
            let named: Option<Vec<bool>> = stands_for(catalogue, &action.value).map(is_guess).collect();
            if let Some(named) = named.filter(|named| !named.is_empty()) {
                unsupported.push((text.to_owned(), named.contains(&true), action.span));
            }
            continue;
        }
        let Some(it) = catalogue.action(text) else { continue };
        let known = match limits(catalogue, it, are_own) {
            Limit::Unknown => continue,
            Limit::None { is_guess } => {
                unsupported.push((it.full_name(), is_guess, action.span));
                continue;
            }
            Limit::To(known) => known,
        };
        let reaches = |arn: &str| {
            let mut fields = arn.splitn(5, ':').skip(1);
            let service = fields.next().unwrap_or_default();
            let relative_id = fields.nth(2).unwrap_or_default();
            patterns.iter().any(|pattern| {
                covers(pattern.service(), service, Case::Ignored) && fits_template(pattern.relative_id(), relative_id)
            })
        };
        if !known.iter().any(|kind| reaches(&kind.arn)) {
            let example = known.first().map(|kind| kind.pattern()).unwrap_or_default();
            found.push((Advice::ResourceType { action: it.full_name(), example }, action.span));
        }
    }
    let is_whole = unsupported.len() == statement.action.patterns.len();
    for (action, is_guess, span) in unsupported {
        found.push((Advice::ResourceNotSupported { action, is_whole, is_guess }, span));
    }
}

/// The actions of one service that a pattern stands for.
fn stands_for<'a>(catalogue: &'a Catalogue, pattern: &'a Pattern) -> impl Iterator<Item = ActionRef<'a>> {
    let (code, name) = pattern.as_str().split_once(':').unwrap_or_default();
    let name = Pattern::new(name);
    let services = catalogue.service(code).into_iter();
    services
        .flat_map(|service| service.actions.iter().map(move |action| ActionRef { service, action }))
        .filter(move |it| name.matches(&it.action.name, Case::Ignored))
}

/// To what an action can be limited.
enum Limit<'a> {
    /// Not known.
    Unknown,
    /// To nothing: its requests are about `*` (R3.6).
    None {
        /// Whether only its name says so.
        is_guess: bool,
    },
    /// To resources of these types.
    To(Vec<&'a ResourceType>),
}

/// Names of calls that ask what a service offers. Those that a table has, whatever their service, are about nothing that
/// an account has; that the others are like them is a guess by the name.
const ABOUT_NOTHING: &[&str] = &["DescribeRegions", "DescribeZones", "ListRegions", "ListZones"];

/// To what an action can be limited, by the table that has it; and where no table does, by the list of services that
/// know resources, or by its name, but only among resources of its own service.
fn limits<'a>(catalogue: &'a Catalogue, it: ActionRef<'a>, are_own: bool) -> Limit<'a> {
    let kinds = &it.action.resource_types;
    if it.action.verified && !kinds.is_empty() {
        if kinds.iter().all(|kind| kind == "*") {
            return Limit::None { is_guess: false };
        }
        let known: Vec<_> = catalogue.resource_types(it).collect();
        return if known.len() < kinds.len() { Limit::Unknown } else { Limit::To(known) };
    }
    let service = it.service;
    let has_none = || {
        service.resource_level_support == Some(false)
            && service.resource_types.is_empty()
            && service.actions.iter().all(|action| action.resource_types.is_empty())
    };
    if !kinds.is_empty() || !are_own {
        Limit::Unknown
    } else if has_none() {
        Limit::None { is_guess: false }
    } else if ABOUT_NOTHING.contains(&it.action.name.as_str()) {
        Limit::None { is_guess: true }
    } else {
        Limit::Unknown
    }
}

/// Entries that others of the same list cover.
fn entries(statement: &Statement, found: &mut Vec<(Advice, Span)>) {
    let action = |wide: &Pattern, narrow: &Pattern| covers(wide.as_str(), narrow.as_str(), Case::Ignored);
    covered_entries(&statement.action, action, |it| it.as_str().to_owned(), found);
    if let Some(clause) = &statement.resource {
        covered_entries(clause, arn_covers, arn_text, found);
    }
    match &statement.principal {
        Some(PrincipalClause::Trust(clause)) => covered_entries(clause, trust_covers, trust_text, found),
        Some(PrincipalClause::Bucket(clause)) => {
            let same = |wide: &BucketPattern, narrow: &BucketPattern| wide == narrow;
            covered_entries(clause, same, |_| String::new(), found);
        }
        None => {}
    }
}

fn covered_entries<P>(
    clause: &Clause<P>,
    covers: impl Fn(&P, &P) -> bool,
    text: impl Fn(&P) -> String,
    found: &mut Vec<(Advice, Span)>,
) {
    for (at, entry) in clause.patterns.iter().enumerate() {
        let by = clause.patterns.iter().enumerate().find(|(other, wide)| {
            // Of two that say the same the first stays.
            *other != at && covers(&wide.value, &entry.value) && (*other < at || !covers(&entry.value, &wide.value))
        });
        if let Some((_, by)) = by {
            found.push((Advice::EntryCovered { by: text(&by.value) }, entry.span));
        }
    }
}

fn arn_text(pattern: &ArnPattern) -> String {
    match pattern {
        ArnPattern::Everything => "*".to_owned(),
        ArnPattern::Fields(it) => {
            format!("acs:{}:{}:{}:{}", it.service(), it.region(), it.account(), it.relative_id())
        }
    }
}

fn trust_text(pattern: &TrustPattern) -> String {
    match pattern {
        TrustPattern::Account(account) => format!("acs:ram::{account}:root"),
        TrustPattern::User { account, name } => format!("acs:ram::{account}:user/{name}"),
        TrustPattern::Role { account, name } => format!("acs:ram::{account}:role/{name}"),
        TrustPattern::Service { service, account: None } => service.clone(),
        TrustPattern::Service { service, account: Some(account) } => format!("{account}@{service}"),
        TrustPattern::Provider(arn) => arn.clone(),
        TrustPattern::Unsupported(_) => String::new(),
    }
}

/// An Allow of an action that leads to more, on more than one named resource.
fn escalation(kind: PolicyKind, statement: &Statement, found: &mut Vec<(Advice, Span)>) {
    let is_grant = kind == PolicyKind::Custom && statement.effect.value == Effect::Allow;
    if !is_grant || statement.action.sense == Sense::IsNot {
        return;
    }
    let is_wide = statement.resource.iter().flat_map(|clause| &clause.patterns).any(|pattern| match &pattern.value {
        ArnPattern::Everything => true,
        ArnPattern::Fields(fields) => fields.relative_id().contains('*'),
    });
    if !is_wide {
        return;
    }
    for pattern in &statement.action.patterns {
        let text = pattern.value.as_str();
        // `*` and `ram:*` on everything have codes of their own.
        if pattern.value.is_everything() || text.eq_ignore_ascii_case("ram:*") {
            continue;
        }
        if let Some(action) = ESCALATIONS.iter().find(|action| pattern.value.matches(action, Case::Ignored)) {
            found.push((Advice::Escalation { action: (*action).to_owned() }, pattern.span));
        }
    }
}

/// Trusted users and roles of accounts that the scenario has, but without them.
fn principals(around: &Surroundings<'_>, statement: &Statement, found: &mut Vec<(Advice, Span)>) {
    let Some(PrincipalClause::Trust(clause)) = &statement.principal else { return };
    for pattern in &clause.patterns {
        let (account, name, is_user) = match &pattern.value {
            TrustPattern::User { account, name } => (account, name, true),
            TrustPattern::Role { account, name } => (account, name, false),
            _ => continue,
        };
        let Some(known) = around.scenario.account(account) else { continue };
        let names: Vec<&str> = match is_user {
            true => known.users.iter().map(|user| user.name.as_str()).collect(),
            false => known.roles.iter().map(|role| role.name.as_str()).collect(),
        };
        if names.iter().any(|known| equal(known, name, Case::Ignored)) {
            continue;
        }
        let arn = |name: &str| match is_user {
            true => Arn::user(account, name).to_string(),
            false => Arn::role(account, name).to_string(),
        };
        let nearest = nearest(name, names.into_iter()).map(arn);
        found.push((Advice::NoSuchPrincipal { found: trust_text(&pattern.value), nearest }, pattern.span));
    }
}

/// Statements that say nothing beside another.
fn covered(policy: &Policy, found: &mut Vec<(Advice, Span)>) {
    for (at, statement) in policy.statements.iter().enumerate() {
        let others = policy.statements.iter().enumerate().filter(|(other, _)| *other != at);
        let denies = |it: &Statement| it.effect.value == Effect::Deny && it.conditions.is_empty();
        let denied = others.clone().find(|(_, other)| {
            statement.effect.value == Effect::Allow && denies(other) && reaches_all(other, statement)
        });
        if let Some((by, _)) = denied {
            found.push((Advice::NeverApplies(Never::Denied { by: by + 1 }), statement.span));
            continue;
        }
        let mut same = others.filter(|(_, other)| other.effect.value == statement.effect.value);
        let by = same.find(|(other, wide)| says_all(wide, statement) && (*other < at || !says_all(statement, wide)));
        if let Some((by, _)) = by {
            found.push((Advice::Covered { by: by + 1 }, statement.span));
        }
    }
}

/// Whether `wide` applies whenever `narrow` does.
fn says_all(wide: &Statement, narrow: &Statement) -> bool {
    let has_test = |wanted: &ram_policy::condition::Condition| {
        narrow.conditions.iter().any(|own| {
            let values =
                |it: &ram_policy::condition::Condition| Vec::from_iter(it.values.iter().map(|it| it.value.clone()));
            own.operator.value == wanted.operator.value
                && own.key.value == wanted.key.value
                && values(own) == values(wanted)
        })
    };
    reaches_all(wide, narrow) && wide.conditions.iter().all(has_test)
}

/// Whether `wide` covers every principal, action and resource of `narrow`.
fn reaches_all(wide: &Statement, narrow: &Statement) -> bool {
    let action = |wide: &Pattern, narrow: &Pattern| covers(wide.as_str(), narrow.as_str(), Case::Ignored);
    let actions = match (wide.action.sense, narrow.action.sense) {
        (Sense::Is, Sense::Is) => all_covered(&wide.action, &narrow.action, action),
        // What the wide one leaves out, the narrow one leaves out too.
        (Sense::IsNot, Sense::IsNot) => all_covered(&narrow.action, &wide.action, action),
        (Sense::Is, Sense::IsNot) => wide.action.patterns.iter().any(|it| it.value.is_everything()),
        (Sense::IsNot, Sense::Is) => false,
    };
    actions
        && match (&wide.resource, &narrow.resource) {
            (Some(wide), Some(narrow)) => all_covered(wide, narrow, arn_covers),
            (wide, narrow) => wide.is_none() && narrow.is_none(),
        }
        && match (&wide.principal, &narrow.principal) {
            (Some(PrincipalClause::Trust(wide)), Some(PrincipalClause::Trust(narrow))) => {
                all_covered(wide, narrow, trust_covers)
            }
            (Some(PrincipalClause::Bucket(wide)), Some(PrincipalClause::Bucket(narrow))) => {
                all_covered(wide, narrow, |wide, narrow| wide == narrow)
            }
            (wide, narrow) => wide.is_none() && narrow.is_none(),
        }
        // R2.14: whether everyone includes the owner depends on there being a condition.
        && (wide.conditions.is_empty() == narrow.conditions.is_empty()
            || !matches!(wide.principal, Some(PrincipalClause::Bucket(_))))
}

fn all_covered<P>(wide: &Clause<P>, narrow: &Clause<P>, covers: impl Fn(&P, &P) -> bool) -> bool {
    narrow.patterns.iter().all(|narrow| wide.patterns.iter().any(|wide| covers(&wide.value, &narrow.value)))
}
