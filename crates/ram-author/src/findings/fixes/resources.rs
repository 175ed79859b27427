//! Resources that an action has.

use ram_policy::arn::{Arn, ArnPattern};
use ram_policy::policy::Statement;
use ram_text::{Msg, code};

use super::{Mending, Workshop};
use crate::edit::{TextEdit, quote};
use crate::form::{List, StatementEdit};

/// The most roles that are offered in the place of all.
const MOST_ROLES: usize = 3;

impl Workshop<'_> {
    /// One resource in the place of all that the statement has.
    pub(super) fn only_resource(&self, resource: &str, name: Msg) -> Vec<Mending> {
        let member = self.statement().and_then(|(at, form)| Some(form.statements.get(at)?.resource.as_ref()?.span));
        let fix = |start: u32| {
            let (_, entry) = self.tree.find(|it| it.start() == start as usize)?;
            Some(Mending { name, edits: vec![TextEdit::replace(entry.span, quote(resource))] })
        };
        member.and_then(|member| fix(member.start)).into_iter().collect()
    }

    /// Roles of the scenario in the place of all roles, those that the question assumes first.
    pub(super) fn roles(&self, action: &str) -> Vec<Mending> {
        let is_alone = self.parsed().is_some_and(|statement| statement.action.patterns.len() == 1);
        if !is_alone || !action.eq_ignore_ascii_case("sts:AssumeRole") {
            return Vec::new();
        }
        let asked = self.around.scenario.question.assume_role.iter().map(|hop| hop.role_arn.clone());
        // R6.21: names of roles ignore case.
        let role_of = |text: &str| {
            let arn = Arn::parse(text).ok()?;
            Some((arn.account().to_owned(), arn.role_name()?.to_lowercase()))
        };
        let mut seen = Vec::new();
        let mut roles: Vec<String> = Vec::new();
        for arn in asked.chain(self.around.resources()) {
            if let Some(role) = role_of(&arn).filter(|role| !seen.contains(role)) {
                seen.push(role);
                roles.push(arn);
            }
        }
        let fix = |role: &String| self.only_resource(role, Msg::AuthorFixUse { value: code(role.as_str()) });
        roles.iter().take(MOST_ROLES).flat_map(fix).collect()
    }

    /// The same thing as the action knows it: the bucket of objects, the objects of a bucket.
    pub(super) fn same_resource(&self, action: &str) -> Vec<Mending> {
        let (Some((at, _)), Some(statement)) = (self.statement(), self.parsed()) else { return Vec::new() };
        let Some((catalogue, known)) = self.around.catalogue.and_then(|it| Some((it, it.action(action)?))) else {
            return Vec::new();
        };
        let mut arns: Vec<String> = Vec::new();
        for kind in catalogue.resource_types(known) {
            let template = kind.arn.splitn(5, ':').nth(4).unwrap_or_default();
            for pattern in statement.resource.iter().flat_map(|clause| &clause.patterns) {
                let ArnPattern::Fields(it) = &pattern.value else { continue };
                let is_own = it.service().eq_ignore_ascii_case(&known.service.code);
                let Some(id) = is_own.then(|| same_thing(template, it.relative_id())).flatten() else { continue };
                let arn = format!("acs:{}:{}:{}:{id}", it.service(), it.region(), it.account());
                if !arns.contains(&arn) {
                    arns.push(arn);
                }
            }
        }
        let [arn] = arns.as_slice() else { return Vec::new() };
        let what = code(arn.as_str());
        self.change(Msg::AuthorFixAdd { what }, at, StatementEdit::Add(List::Resource, arn.clone()))
    }

    /// The statement that the finding is in, as the evaluator reads it.
    fn parsed(&self) -> Option<&Statement> {
        let statements = &self.document.policy.as_ref()?.statements;
        statements.iter().find(|statement| statement.span.contains(self.span))
    }
}

/// What stands in a template such as `{bucket}/{object}` for the thing that a pattern names.
fn same_thing(template: &str, pattern: &str) -> Option<String> {
    let named: Vec<&str> = pattern.split('/').collect();
    let part = |(at, part): (usize, &str)| {
        let is_open = part.contains('{') || part == "*";
        match named.get(at) {
            Some(name) if is_open || *name == part => Some((*name).to_owned()),
            Some(_) => None,
            None if is_open => Some("*".to_owned()),
            None => Some(part.to_owned()),
        }
    };
    let parts: Vec<String> = template.split('/').enumerate().map(part).collect::<Option<_>>()?;
    // A star for the first part would be everything.
    parts.first().filter(|first| *first != "*")?;
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::same_thing;

    #[test]
    fn a_thing_is_named_as_a_template_does() {
        let check = |template: &str, pattern: &str, expected: Option<&str>| {
            assert_eq!(same_thing(template, pattern).as_deref(), expected, "{template} {pattern}");
        };
        check("{bucketName}", "reports/*", Some("reports"));
        check("{bucketName}/{objectName}", "reports", Some("reports/*"));
        check("project/{p}/logstore/{l}", "project/web", Some("project/web/logstore/*"));
        check("project/{p}", "project/web/logstore/x", Some("project/web"));
        check("disk/{diskId}", "instance/i-1", None);
        check("{bucketName}", "*", None);
    }
}
