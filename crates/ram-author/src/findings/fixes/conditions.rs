//! Conditions as RAM can test them.

use ram_policy::condition::Operator;
use ram_text::{Msg, code};

use super::{Mending, Workshop};
use crate::edit::{TextEdit, quote};

/// Operators that other platforms have for ARNs, with those of RAM, for which an ARN is a text (R4.17).
const FOREIGN: &[(&str, &str)] = &[
    ("ArnEquals", "StringLike"),
    ("ArnLike", "StringLike"),
    ("ArnNotEquals", "StringNotLike"),
    ("ArnNotLike", "StringNotLike"),
];

impl Workshop<'_> {
    /// Another operator in the place of one that RAM doesn't have.
    pub(super) fn operator(&self, found: &str, nearest: Option<&'static str>) -> Vec<Mending> {
        if found == "Null" {
            return self.null().into_iter().collect();
        }
        let same = FOREIGN.iter().find(|(foreign, _)| *foreign == found).map(|(_, own)| *own);
        let without = found.strip_suffix("IfExists").filter(|name| Operator::parse(name).is_some());
        same.or(nearest).or(without).into_iter().map(|name| self.replace(name)).collect()
    }

    /// Whether a key is there. Any value is like `*`, and what is like nothing is met by a key that is absent (R4.30,
    /// R4.31).
    fn null(&self) -> Option<Mending> {
        let (null, _) = self.tree.find(|entry| entry.name.is_some_and(|name| name.span == self.span))?;
        let keys = || self.tree.children(Some(null));
        let values: Vec<String> =
            keys().flat_map(|(key, _)| self.tree.strings(key, self.text)).map(|(value, _)| value).collect();
        let operator = match values.first()?.as_str() {
            "true" => "StringNotLike",
            "false" => "StringLike",
            _ => return None,
        };
        if values.len() != keys().count() || values.iter().any(|value| Some(value) != values.first()) {
            return None;
        }
        let mut edits = vec![TextEdit::replace(self.span, quote(operator))];
        edits.extend(keys().map(|(_, key)| TextEdit::replace(key.span, quote("*"))));
        Some(Mending { name: Msg::AuthorFixUse { value: code(operator) }, edits })
    }

    /// Deny unless MFA is known to be there: a negated operator is met by a key that is not sent (R4.31).
    pub(super) fn deny_without_mfa(&self) -> Option<Mending> {
        let (_, key) = self.tree.find(|entry| entry.start() == self.span.start as usize)?;
        let operator = self.tree.entry(key.parent?)?;
        let is_alone = self.tree.children(key.parent).count() == 1;
        let condition = operator.parent?;
        if !is_alone || self.tree.member(condition, self.text, "StringNotEquals").is_some() {
            return None;
        }
        let edits = vec![
            TextEdit::replace(operator.name?.span, quote("StringNotEquals")),
            TextEdit::replace(key.span, quote("true")),
        ];
        Some(Mending { name: Msg::AuthorFixDenyUnlessMfa { operator: code("StringNotEquals") }, edits })
    }
}
