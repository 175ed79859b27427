//! Whom a document means, as its kind writes it.

use ram_policy::arn::{Arn, is_account_id};
use ram_policy::policy::PolicyKind;
use ram_policy::principal::BucketPattern;
use ram_text::{Msg, code};

use super::{Mending, Workshop};
use crate::edit::{TextEdit, quote};
use crate::findings::syntax::shortened;
use crate::form::{List, PrincipalKind, StatementEdit};
use crate::offer::principal_kind;
use crate::words;

impl Workshop<'_> {
    /// The account of the document as its `Principal`: whoever has nothing without the document gains nothing by it.
    pub(super) fn owner(&self) -> Vec<Mending> {
        let Some((at, _)) = self.statement() else { return Vec::new() };
        let Some(account) = self.around.account else { return Vec::new() };
        let (kind, value, written) = match self.document.kind {
            PolicyKind::Bucket => (PrincipalKind::Bucket, account.to_owned(), format!("[{}]", quote(account))),
            _ => {
                let root = format!("acs:ram::{account}:root");
                let written = format!("{{\"RAM\": {}}}", quote(&root));
                (PrincipalKind::Ram, root, written)
            }
        };
        let what = code(format!("\"Principal\": {written}"));
        self.change(Msg::AuthorFixAdd { what }, at, StatementEdit::Add(List::Principal(kind), value))
    }

    /// A principal of a bucket policy, or an object of them, as the list of a bucket policy has it.
    pub(super) fn visitors(&self, found: &str) -> Vec<Mending> {
        let Some(object) = self.entry(self.span).filter(|number| self.tree.children(Some(*number)).next().is_some())
        else {
            return self.bucket_principal(found).iter().map(|it| self.replace(it)).collect();
        };
        let members = self.tree.children(Some(object));
        let names = members.flat_map(|(number, _)| self.tree.strings(number, self.text)).map(|(name, _)| name);
        let meant = |name: String| match BucketPattern::parse(&name) {
            Some(_) => Some(name),
            None => self.bucket_principal(&name),
        };
        let list: Option<Vec<String>> = names.map(|name| meant(name).map(|it| quote(&it))).collect();
        let list = list.filter(|list| !list.is_empty()).map(|list| format!("[{}]", list.join(", ")));
        list.map(|list| self.write(&list)).into_iter().collect()
    }

    /// A principal of a trust policy, or a list of them, as the object of a trust policy has it.
    pub(super) fn principals(&self) -> Option<Mending> {
        let names = self.tree.strings(self.entry(self.span)?, self.text).into_iter().map(|(name, _)| name);
        let mut kinds: Vec<(PrincipalKind, Vec<String>)> = Vec::new();
        for name in names {
            let name = self.trusted(&name).unwrap_or(name);
            let kind = principal_kind(PolicyKind::Trust, &name);
            words::principal(kind, &name, self.around)?;
            match kinds.iter_mut().find(|(own, _)| *own == kind) {
                Some((_, names)) => names.push(quote(&name)),
                None => kinds.push((kind, vec![quote(&name)])),
            }
        }
        let member = |(kind, names): &(PrincipalKind, Vec<String>)| {
            let value = match names.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            };
            Some(format!("{}: {value}", quote(kind.name()?)))
        };
        let members: Vec<String> = kinds.iter().map(member).collect::<Option<_>>()?;
        (!members.is_empty()).then(|| self.write(&format!("{{{}}}", members.join(", "))))
    }

    /// JSON in the place of what was found.
    fn write(&self, json: &str) -> Mending {
        Mending {
            name: Msg::AuthorFixUse { value: code(shortened(json)) },
            edits: vec![TextEdit::replace(self.span, json)],
        }
    }

    /// A principal of a trust policy as a bucket policy writes it (R2.10 to R2.13).
    fn bucket_principal(&self, found: &str) -> Option<String> {
        let arn = Arn::parse(found).ok()?;
        let user = |name: &str| {
            let account = self.around.scenario.account(arn.account())?;
            account.users.iter().find(|user| user.name == name)?.id.clone()
        };
        let meant = match (arn.service(), arn.relative_id().split_once('/')) {
            ("ram", None) if arn.relative_id() == "root" => Some(arn.account().to_owned()),
            ("ram", Some(("user", name))) => user(name),
            ("ram", Some(("role", name))) => {
                Some(format!("arn:sts::{}:assumed-role/{}/*", arn.account(), name.to_lowercase()))
            }
            ("sts", Some(("assumed-role", session))) => {
                Some(format!("arn:sts::{}:assumed-role/{}", arn.account(), session.to_lowercase()))
            }
            _ => None,
        };
        meant.filter(|text| BucketPattern::parse(text).is_some())
    }

    /// A principal as a trust policy writes it (R2.3 to R2.5, R2.9a).
    pub(super) fn trusted(&self, found: &str) -> Option<String> {
        if is_account_id(found) {
            return Some(format!("acs:ram::{found}:root"));
        }
        let arn = Arn::parse(found).ok()?;
        let account = arn.account();
        match (arn.service(), arn.relative_id().split('/').collect::<Vec<_>>().as_slice()) {
            ("sts", ["assumed-role", role, ..]) | ("ram", ["role", role, ..]) => {
                Some(format!("acs:ram::{account}:role/{}", role.to_lowercase()))
            }
            // The region of these ARNs is empty.
            ("ram", _) => Some(format!("acs:ram::{account}:{}", arn.relative_id())),
            _ => None,
        }
    }
}
