//! Entries that narrow what a statement allows: another entry of it covers them and more, so beside that one they would change nothing.
//! Whoever chooses one wants less than the other gives, and so it takes the other's place.

use ram_policy::arn::ArnPattern;
use ram_policy::principal::{BucketPattern, TrustPattern};

use crate::form::{List, PrincipalForm, PrincipalKind, StatementEdit, StatementForm};
use crate::globs::{arn_covers, trust_covers, visitor_covers};
use crate::surroundings::Surroundings;

/// The entries of a list that cover a text and more, by their places in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wider {
    entries: Vec<(usize, String)>,
}

impl Wider {
    fn of<P>(entries: Vec<(String, Option<P>)>, narrow: Option<P>, covers: impl Fn(&P, &P) -> bool) -> Wider {
        let Some(narrow) = narrow else { return Wider::default() };
        let is_wider = |wide: &P| covers(wide, &narrow) && !covers(&narrow, wide);
        let entries = entries.into_iter().enumerate();
        let wider = entries.filter(|(_, (_, pattern))| pattern.as_ref().is_some_and(is_wider));
        Wider { entries: wider.map(|(at, (text, _))| (at, text)).collect() }
    }

    /// The entries that give way, as they are written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(_, text)| text.as_str())
    }

    /// Where the text will stand, if not behind the last entry.
    pub fn place(&self) -> Option<usize> {
        self.entries.first().map(|(at, _)| *at)
    }

    /// What puts the text into its list: in the place of the wider entries, or behind the last.
    pub fn edits(&self, list: List, text: String) -> Vec<StatementEdit> {
        let Some(first) = self.place() else { return vec![StatementEdit::Add(list, text)] };
        // From the end, so that the places before stay what they are.
        let others = self.entries.iter().skip(1).rev().map(|(at, _)| StatementEdit::Remove(list, *at));
        std::iter::once(StatementEdit::Set(list, first, text)).chain(others).collect()
    }
}

/// Whether a smaller entry narrows what a statement allows. In a Deny it would let more through.
fn is_narrowed(statement: &StatementForm) -> bool {
    statement.effect.as_ref().is_none_or(|effect| effect.value != "Deny")
}

/// The resources that a text would narrow (R3.5). Where all but the listed ones are meant, a smaller entry lets more
/// through.
pub fn wider_resources(statement: &StatementForm, text: &str) -> Wider {
    let resources = statement.resource.as_ref().filter(|it| !it.is_negated && is_narrowed(statement));
    let listed = resources.map_or(&[][..], |it| &it.values);
    let entry = |text: &str| (text.to_owned(), ArnPattern::parse(text).ok());
    Wider::of(listed.iter().map(|it| entry(&it.value)).collect(), entry(text).1, arn_covers)
}

/// The principals that a text of a kind would narrow (R2.11 to R2.15); places count within the kind.
pub fn wider_principals(
    statement: &StatementForm,
    kind: PrincipalKind,
    text: &str,
    around: &Surroundings<'_>,
) -> Wider {
    let of_kind = |it: &&PrincipalForm| it.kind == kind && is_narrowed(statement);
    let listed = || statement.principals.iter().filter(of_kind).map(|it| it.value.value.clone());
    let parse = match kind {
        PrincipalKind::Ram => TrustPattern::parse_ram,
        PrincipalKind::Service => TrustPattern::parse_service,
        PrincipalKind::Federated => TrustPattern::parse_federated,
        PrincipalKind::Bucket => {
            let spared = around.account.filter(|_| statement.conditions.is_empty());
            let entries = listed().map(|text| (text.clone(), BucketPattern::parse(&text))).collect();
            let covers = |wide: &BucketPattern, narrow: &BucketPattern| visitor_covers(wide, narrow, spared);
            return Wider::of(entries, BucketPattern::parse(text), covers);
        }
    };
    let entries = listed().map(|text| (text.clone(), Some(parse(&text)))).collect();
    Wider::of(entries, Some(parse(text)), trust_covers)
}
