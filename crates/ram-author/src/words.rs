//! Parts of sentences that several modules use: lists and principals.

use ram_policy::principal::{BucketPattern, TrustPattern};
use ram_text::{Arg, Lang, Msg, code, plain};

use crate::form::PrincipalKind;
use crate::surroundings::Surroundings;

/// Puts names into one list of a sentence: `a, b and c`. An empty list is an empty argument.
pub fn list(items: Vec<Arg>, lang: Lang) -> Arg {
    joined(items, lang, |first, last| Msg::AuthorListTwo { first, last })
}

/// The same with a word of choice between the last two.
pub(crate) fn joined(mut items: Vec<Arg>, lang: Lang, last_two: fn(Arg, Arg) -> Msg) -> Arg {
    let Some(last) = items.pop() else { return plain("") };
    let Some(before) = items.pop() else { return last };
    let mut rest = Arg::text(last_two(before.named("item"), last.named("item")).text(lang));
    while let Some(first) = items.pop() {
        rest = Arg::text(Msg::AuthorListMore { first: first.named("item"), rest }.text(lang));
    }
    rest
}

/// Whom an entry of `Principal` means; `None` for one that means nobody.
pub fn principal(kind: PrincipalKind, text: &str, around: &Surroundings<'_>) -> Option<Msg> {
    let pattern = match kind {
        PrincipalKind::Ram => TrustPattern::parse_ram(text),
        PrincipalKind::Service => TrustPattern::parse_service(text),
        PrincipalKind::Federated => TrustPattern::parse_federated(text),
        PrincipalKind::Bucket => return Some(visitor(&BucketPattern::parse(text)?, around)),
    };
    trusted(&pattern, around)
}

/// Whom an entry of a trust policy means; `None` for one that means nobody.
pub(crate) fn trusted(pattern: &TrustPattern, around: &Surroundings<'_>) -> Option<Msg> {
    Some(match pattern {
        TrustPattern::Account(account) => Msg::AuthorPrincipalAccount { account: around.account_name(account) },
        TrustPattern::User { account, name } => {
            Msg::AuthorPrincipalUserNamed { user: code(name.as_str()), account: around.account_name(account) }
        }
        TrustPattern::Role { account, name } => {
            Msg::AuthorPrincipalRoleNamed { role: code(name.as_str()), account: around.account_name(account) }
        }
        TrustPattern::Service { service, account: None } => {
            Msg::AuthorPrincipalServiceNamed { service: code(service.as_str()) }
        }
        TrustPattern::Service { service, account: Some(account) } => {
            Msg::AuthorPrincipalServiceFor { service: code(service.as_str()), account: around.account_name(account) }
        }
        TrustPattern::Provider(arn) => {
            let name = arn.rsplit_once(':').map_or(arn.as_str(), |(_, name)| name);
            Msg::AuthorPrincipalProviderNamed { provider: code(name) }
        }
        TrustPattern::Unsupported(_) => return None,
    })
}

/// Whom an entry of a bucket policy means.
pub(crate) fn visitor(pattern: &BucketPattern, around: &Surroundings<'_>) -> Msg {
    match pattern {
        BucketPattern::Everyone => Msg::AuthorPrincipalEveryone,
        BucketPattern::Uid(id) => {
            let accounts = &around.scenario.accounts;
            let user = accounts.iter().find_map(|account| {
                let user = account.users.iter().find(|user| user.id.as_deref() == Some(id))?;
                Some((account.id.as_str(), user.name.as_str()))
            });
            match user {
                Some((account, user)) => {
                    Msg::AuthorPrincipalUserNamed { user: code(user), account: around.account_name(account) }
                }
                None if around.scenario.account(id).is_some() => {
                    Msg::AuthorPrincipalOwner { account: around.account_name(id) }
                }
                None => Msg::AuthorPrincipalId { id: code(id.as_str()) },
            }
        }
        BucketPattern::Session { account, role, session } if session.is_everything() => {
            Msg::AuthorPrincipalSession { role: code(role.as_str()), account: around.account_name(account.as_str()) }
        }
        BucketPattern::Session { account, role, session } => Msg::AuthorPrincipalSessionNamed {
            session: code(session.as_str()),
            role: code(role.as_str()),
            account: around.account_name(account.as_str()),
        },
    }
}
