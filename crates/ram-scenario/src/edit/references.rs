//! Which documents name an entity, and what renaming does to them.
//!
//! A name is found where it stands in a string of a document, as the whole string or as a field of an ARN: in
//! `Principal`, `Resource` or the values of a condition. Broken documents are searched too, and nothing but the name is
//! replaced: layout, order and escapes around it stay. Versions of policies that are not in force keep their text.

use std::ops::Range;

use ram_policy::arn::Arn;
use ram_policy::text::Span;

use super::Entity;
use crate::scenario::{DocumentKey, Scenario};

/// A place where a document names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentKey,
    /// The name in its text, in bytes.
    pub span: Span,
}

/// A line of a document before and after renaming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The document.
    pub document: DocumentKey,
    /// Its number, from 1.
    pub number: usize,
    /// The line as it is.
    pub before: String,
    /// The line as it will be.
    pub after: String,
}

/// Every place where an editable document names the entity, document by document, in the order of the text.
pub fn references(scenario: &Scenario, entity: &Entity) -> Vec<Place> {
    let mut places = Vec::new();
    for document in scenario.documents() {
        let text = scenario.document(&document).unwrap_or_default();
        for (string, found) in strings(text).filter_map(|string| Some((string.clone(), text.get(string)?))) {
            let Some((content, is_escaped)) = unescaped(found) else { continue };
            let Some((part, _)) = parts(scenario, entity, entity.name(), &content).into_iter().next() else { continue };
            let span = if is_escaped { string } else { string.start + part.start..string.start + part.end };
            places.push(Place { document: document.clone(), span: Span::new(span.start, span.end) });
        }
    }
    places
}

/// What renaming does to the documents: every line that changes.
pub fn preview(scenario: &Scenario, entity: &Entity, to: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for document in scenario.documents() {
        let before = scenario.document(&document).unwrap_or_default();
        let Some(after) = rewritten(scenario, entity, to, before) else { continue };
        // A name has no line break, so lines stay in step.
        let pairs = before.lines().zip(after.lines()).enumerate().filter(|(_, (before, after))| before != after);
        lines.extend(pairs.map(|(index, (before, after))| Line {
            document: document.clone(),
            number: index + 1,
            before: before.to_owned(),
            after: after.to_owned(),
        }));
    }
    lines
}

/// The text of a document under the new name, where it changes.
pub(super) fn rewritten(scenario: &Scenario, entity: &Entity, to: &str, text: &str) -> Option<String> {
    let mut after = String::with_capacity(text.len());
    let mut done = 0;
    for string in strings(text) {
        let Some(found) = text.get(string.clone()) else { continue };
        let Some((content, is_escaped)) = unescaped(found) else { continue };
        let Some(renamed) = renamed(scenario, entity, to, &content) else { continue };
        after.push_str(text.get(done..string.start).unwrap_or_default());
        after.push_str(&if is_escaped { escaped(&renamed) } else { renamed });
        done = string.end;
    }
    if done == 0 {
        return None;
    }
    after.push_str(text.get(done..).unwrap_or_default());
    Some(after)
}

/// A string under the new name, where it changes.
pub(super) fn renamed(scenario: &Scenario, entity: &Entity, to: &str, text: &str) -> Option<String> {
    let mut after = text.to_owned();
    for (part, new) in parts(scenario, entity, to, text).into_iter().rev() {
        after.get(part.clone())?;
        after.replace_range(part, &new);
    }
    (after != text).then_some(after)
}

/// The contents of the JSON strings in a text, which may be no JSON at all. A string ends with its line.
fn strings(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find('"')? + 1;
        let mut is_escape = false;
        for (offset, byte) in text.bytes().enumerate().skip(start) {
            match byte {
                _ if is_escape => is_escape = false,
                b'\\' => is_escape = true,
                b'"' | b'\n' => {
                    at = offset + 1;
                    return Some(start..offset);
                }
                _ => {}
            }
        }
        None
    })
}

/// The value of a string's content, and whether it is written with escapes.
fn unescaped(content: &str) -> Option<(String, bool)> {
    if !content.contains('\\') {
        return Some((content.to_owned(), false));
    }
    serde_json::from_str(&format!("\"{content}\"")).ok().map(|content| (content, true))
}

fn escaped(content: &str) -> String {
    let quoted = serde_json::Value::from(content).to_string();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// The five fields of an ARN, or of the pattern for one, as ranges. Bucket policies also write `arn:`.
struct Fields<'t> {
    text: &'t str,
    ranges: [Range<usize>; 5],
}

impl<'t> Fields<'t> {
    fn of(text: &'t str) -> Option<Fields<'t>> {
        let mut start = 0;
        let mut ranges = text.splitn(5, ':').map(|field| {
            let range = start..start + field.len();
            start = range.end + 1;
            range
        });
        let ranges = [ranges.next()?, ranges.next()?, ranges.next()?, ranges.next()?, ranges.next()?];
        let fields = Fields { text, ranges };
        matches!(fields.get(0), "acs" | "arn").then_some(fields)
    }

    fn get(&self, field: usize) -> &'t str {
        self.ranges.get(field).and_then(|range| self.text.get(range.clone())).unwrap_or_default()
    }

    fn service(&self) -> &'t str {
        self.get(1)
    }

    fn is_global(&self) -> bool {
        matches!(self.get(2), "" | "*")
    }

    fn account(&self) -> &'t str {
        self.get(3)
    }

    fn relative_id(&self) -> &'t str {
        self.get(4)
    }

    /// The name behind `prefix` in the relative ID, up to the next slash; with whatever follows.
    fn name_after(&self, prefix: &str) -> Option<(Range<usize>, &'t str, &'t str)> {
        let rest = self.relative_id().strip_prefix(prefix)?;
        let (name, after) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let start = self.ranges.last()?.start + prefix.len();
        Some((start..start + name.len(), name, after))
    }
}

/// The parts of a string that name the entity, and what each becomes.
fn parts(scenario: &Scenario, entity: &Entity, to: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let one = |range: Range<usize>, to: &str| vec![(range, to.to_owned())];
    match entity {
        Entity::Account(id) | Entity::Member(id) => {
            if text == id {
                return one(0..text.len(), to);
            }
            let is_service = |rest: &str| rest.starts_with('@');
            if text.strip_prefix(id.as_str()).is_some_and(is_service) {
                return one(0..id.len(), to);
            }
            let account = Fields::of(text).filter(|fields| fields.account() == id);
            account.and_then(|fields| fields.ranges.get(3).cloned()).map_or_else(Vec::new, |range| one(range, to))
        }
        Entity::ResourceGroup { id, .. } if text == id => one(0..text.len(), to),
        Entity::User { .. }
        | Entity::Group { .. }
        | Entity::Role { .. }
        | Entity::Policy { .. }
        | Entity::ResourceGroup { .. } => {
            let Some(fields) = Fields::of(text) else { return Vec::new() };
            identity(scenario, entity, to, &fields).map_or_else(Vec::new, |part| vec![part])
        }
        Entity::Resource { account, arn } => match Arn::parse(arn) {
            Ok(own) => resource(scenario, account, &own, to, text),
            Err(_) if text == arn => one(0..text.len(), to),
            Err(_) => Vec::new(),
        },
        Entity::BucketPolicy { account, bucket } => {
            let arn = |bucket: &str| format!("acs:oss:*:{account}:{bucket}");
            match Arn::parse(&arn(bucket)) {
                Ok(own) => resource(scenario, account, &own, &arn(to), text),
                Err(_) => Vec::new(),
            }
        }
        Entity::Directory | Entity::Folder(_) | Entity::ControlPolicy(_) => Vec::new(),
    }
}

/// Users, groups, roles, policies and resource groups have ARNs of RAM; sessions name their role.
fn identity(scenario: &Scenario, entity: &Entity, to: &str, fields: &Fields<'_>) -> Option<(Range<usize>, String)> {
    if !fields.is_global() || !is_of(scenario, entity, fields.account()) {
        return None;
    }
    let prefix = match (entity, fields.service()) {
        (Entity::User { .. }, "ram") => "user/",
        (Entity::Group { .. }, "ram") => "group/",
        (Entity::Role { .. }, "ram") => "role/",
        (Entity::Role { .. }, "sts") => "assumed-role/",
        (Entity::Policy { .. }, "ram") => "policy/",
        (Entity::ResourceGroup { .. }, "ram") => "resourcegroup/",
        _ => return None,
    };
    let (range, name, after) = fields.name_after(prefix)?;
    let is_role = matches!(entity, Entity::Role { .. });
    let is_named = match entity {
        // R2.9e, R6.21: users and roles ignore case.
        Entity::User { name: known, .. } | Entity::Role { name: known, .. } => known.eq_ignore_ascii_case(name),
        _ => entity.name() == name,
    };
    if !is_named || !(after.is_empty() || is_role) {
        return None;
    }
    // R6.21: ARNs have role names in lower case, unless somebody has written this one otherwise.
    let is_lower = is_role && !name.bytes().any(|byte| byte.is_ascii_uppercase());
    Some((range, if is_lower && to != entity.name() { to.to_lowercase() } else { to.to_owned() }))
}

/// Whether an account field means the entity's account: a wildcard does where no other account has one of the name.
fn is_of(scenario: &Scenario, entity: &Entity, field: &str) -> bool {
    let own = entity.account().unwrap_or_default();
    if field != "*" {
        return field == own;
    }
    let others = scenario.accounts.iter().filter(|account| account.id != own);
    others.into_iter().all(|other| {
        let (name, id) = (entity.name().to_owned(), other.id.clone());
        let same = match entity {
            Entity::User { .. } => Entity::User { account: id, name },
            Entity::Group { .. } => Entity::Group { account: id, name },
            Entity::Role { .. } => Entity::Role { account: id, name },
            Entity::Policy { .. } => Entity::Policy { account: id, name },
            _ => Entity::ResourceGroup { account: id, id: name },
        };
        same.place(scenario).is_none()
    })
}

/// A resource by its ARN, or by a pattern with wildcards for region and account; a bucket's objects name the bucket.
fn resource(scenario: &Scenario, account: &str, own: &Arn, to: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let (Some(fields), Ok(to)) = (Fields::of(text), Arn::parse(to)) else { return Vec::new() };
    let is_region = fields.get(2) == own.region() || fields.get(2) == "*" || own.region() == "*";
    let bucket = own.whole_bucket();
    if !fields.service().eq_ignore_ascii_case(own.service()) || !is_region {
        return Vec::new();
    }
    let is_account = fields.account() == account
        || (fields.account() == "*" && (bucket.is_some() || is_only(scenario, account, own.relative_id())));
    let [_, service, region, _, relative_id] = fields.ranges.clone();
    let rest = fields.relative_id().strip_prefix(own.relative_id());
    let is_named = rest.is_some_and(|rest| rest.is_empty() || (bucket.is_some() && rest.starts_with('/')));
    if !is_account || !is_named {
        return Vec::new();
    }
    let end = relative_id.start + own.relative_id().len();
    let mut parts = Vec::new();
    if own.service() != to.service() {
        parts.push((service, to.service().to_owned()));
    }
    if own.region() != to.region() && fields.get(2) == own.region() {
        parts.push((region, to.region().to_owned()));
    }
    if own.relative_id() != to.relative_id() || parts.is_empty() {
        parts.push((relative_id.start..end, to.relative_id().to_owned()));
    }
    parts
}

/// Whether no other account has a resource of this relative ID.
fn is_only(scenario: &Scenario, account: &str, relative_id: &str) -> bool {
    let others = scenario.accounts.iter().filter(|other| other.id != account).flat_map(|other| &other.resources);
    !others.into_iter().any(|other| Arn::parse(&other.arn).is_ok_and(|arn| arn.relative_id() == relative_id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Account, Resource, Role};

    fn scenario(others: &[&str]) -> Scenario {
        let role = |name: &str| Role { name: name.to_owned(), ..Role::default() };
        let bucket = Resource { arn: "acs:oss:oss-cn-hangzhou:11:logs".to_owned(), ..Resource::default() };
        let own =
            Account { id: "11".to_owned(), roles: vec![role("ops")], resources: vec![bucket], ..Account::default() };
        let roles = others.iter().map(|name| role(name)).collect();
        let other = Account { id: "22".to_owned(), roles, ..Account::default() };
        Scenario { accounts: vec![own, other], ..Scenario::empty() }
    }

    fn role() -> Entity {
        Entity::Role { account: "11".to_owned(), name: "ops".to_owned() }
    }

    #[track_caller]
    fn check(entity: &Entity, to: &str, before: &str, after: Option<&str>) {
        assert_eq!(renamed(&scenario(&[]), entity, to, before).as_deref(), after, "{before}");
    }

    #[test]
    fn a_role_is_named_by_arns_and_by_its_sessions() {
        check(&role(), "Admin", "acs:ram::11:role/ops", Some("acs:ram::11:role/admin"));
        check(&role(), "admin", "acs:ram:*:11:role/OPS", Some("acs:ram:*:11:role/admin"));
        check(&role(), "Admin", "acs:ram:*:11:role/Ops", Some("acs:ram:*:11:role/Admin"));
        check(&role(), "admin", "arn:sts::11:assumed-role/ops/*", Some("arn:sts::11:assumed-role/admin/*"));
        check(&role(), "admin", "acs:ram:*:*:role/ops", Some("acs:ram:*:*:role/admin"));
        for other in ["acs:ram::22:role/ops", "acs:ram::11:role/ops2", "acs:ram::11:role/op*", "acs:ram::11:user/ops"] {
            check(&role(), "admin", other, None);
        }
    }

    #[test]
    fn a_wildcard_account_may_mean_somebody_else() {
        assert_eq!(renamed(&scenario(&["ops"]), &role(), "admin", "acs:ram:*:*:role/ops"), None);
    }

    #[test]
    fn an_account_is_named_in_many_ways() {
        let account = Entity::Account("11".to_owned());
        check(&account, "77", "acs:ram::11:root", Some("acs:ram::77:root"));
        check(&account, "77", "11", Some("77"));
        check(&account, "77", "11@log.aliyuncs.com", Some("77@log.aliyuncs.com"));
        check(&account, "77", "arn:sts::11:assumed-role/ops/*", Some("arn:sts::77:assumed-role/ops/*"));
        check(&account, "77", "acs:ecs:*:11:instance/11", Some("acs:ecs:*:77:instance/11"));
        check(&account, "77", "119", None);
    }

    #[test]
    fn a_bucket_is_named_by_its_objects_too() {
        let bucket = Entity::Resource { account: "11".to_owned(), arn: "acs:oss:oss-cn-hangzhou:11:logs".to_owned() };
        let to = "acs:oss:oss-cn-beijing:11:archive";
        check(&bucket, to, "acs:oss:oss-cn-hangzhou:11:logs", Some("acs:oss:oss-cn-beijing:11:archive"));
        check(&bucket, to, "acs:oss:*:*:logs/2025/*", Some("acs:oss:*:*:archive/2025/*"));
        check(&bucket, to, "acs:oss:*:*:logs-old/*", None);
        check(&bucket, to, "acs:oss:*:22:logs", None);
    }

    #[test]
    fn only_the_name_is_replaced_and_escapes_stay_readable() {
        let text = "{ \"角色\":\"acs:ram::11:role/ops\" ,\n\t\"x\": \"acs:ram::11:role\\/ops\", \"open: acs:ram::11:role/ops\n \"y\":\"a\\\"b\"";
        let after = rewritten(&scenario(&[]), &role(), "admin", text).unwrap();
        assert_eq!(
            after,
            "{ \"角色\":\"acs:ram::11:role/admin\" ,\n\t\"x\": \"acs:ram::11:role/admin\", \"open: acs:ram::11:role/ops\n \"y\":\"a\\\"b\""
        );
        assert_eq!(rewritten(&scenario(&[]), &role(), "admin", "{\"a\":\"ops\"}"), None);
    }
}
