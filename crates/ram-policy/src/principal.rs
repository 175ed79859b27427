//! Who asks, and who is trusted.

use crate::arn::{Arn, is_account_id};
use crate::pattern::{Case, Pattern, equal};

/// Whoever makes the first call of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// A RAM user.
    User {
        /// Account ID.
        account: String,
        /// User name.
        name: String,
    },
    /// The account owner, acting as the account itself.
    Root {
        /// Account ID.
        account: String,
    },
    /// Nobody who signed the request.
    Anonymous,
    /// An Alibaba Cloud service acting for an account.
    Service {
        /// Such as `ecs.aliyuncs.com`.
        service: String,
        /// The account it acts for.
        account: String,
    },
    /// A user of a SAML identity provider.
    Saml {
        /// ARN of the provider.
        provider: String,
    },
    /// A user of an OIDC identity provider.
    Oidc {
        /// ARN of the provider.
        provider: String,
    },
}

/// Whoever makes one call: the principal, or the role session that an earlier hop issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// The principal itself.
    Principal(Principal),
    /// A session of a RAM role.
    Session {
        /// Account of the role.
        account: String,
        /// Name of the role, as created.
        role: String,
        /// Session name.
        name: String,
    },
}

impl Caller {
    /// The account that the caller belongs to.
    pub fn account(&self) -> Option<&str> {
        match self {
            Caller::Session { account, .. }
            | Caller::Principal(
                Principal::User { account, .. } | Principal::Root { account } | Principal::Service { account, .. },
            ) => Some(account),
            Caller::Principal(Principal::Saml { provider } | Principal::Oidc { provider }) => {
                provider.split(':').nth(3)
            }
            Caller::Principal(Principal::Anonymous) => None,
        }
    }

    /// The account whose identity the caller is: a RAM user, a role session or the owner itself. A
    /// service only acts for an account, and a federated user only comes from one of its providers.
    pub fn identity_account(&self) -> Option<&str> {
        match self {
            Caller::Session { .. } | Caller::Principal(Principal::User { .. } | Principal::Root { .. }) => {
                self.account()
            }
            Caller::Principal(_) => None,
        }
    }

    /// Whether an Alibaba Cloud service asks.
    pub fn is_service(&self) -> bool {
        matches!(self, Caller::Principal(Principal::Service { .. }))
    }

    /// The principal, unless it is a session that calls.
    pub fn principal(&self) -> Option<&Principal> {
        match self {
            Caller::Principal(principal) => Some(principal),
            Caller::Session { .. } => None,
        }
    }

    /// Whether the account owner asks.
    pub fn is_root(&self) -> bool {
        matches!(self, Caller::Principal(Principal::Root { .. }))
    }

    /// What `acs:PrincipalARN` holds (SEMANTICS.md, "Keys that the evaluator knows"): for a session the role's ARN, not
    /// the session's.
    pub fn arn(&self) -> Option<String> {
        match self {
            Caller::Principal(Principal::User { account, name }) => Some(Arn::user(account, name).to_string()),
            Caller::Session { account, role, .. } => Some(Arn::role(account, role).to_string()),
            Caller::Principal(_) => None,
        }
    }

    /// The caller as a trust policy would name it: the text to show beside its `Principal`.
    pub fn trusted_as(&self) -> String {
        match self {
            Caller::Principal(Principal::Root { account }) => format!("acs:ram::{account}:root"),
            Caller::Principal(Principal::Service { service, account }) => format!("{account}@{service}"),
            Caller::Principal(Principal::Saml { provider } | Principal::Oidc { provider }) => provider.clone(),
            Caller::Principal(Principal::Anonymous) => String::new(),
            Caller::Principal(Principal::User { .. }) | Caller::Session { .. } => self.arn().unwrap_or_default(),
        }
    }
}

/// One string of a trust policy's `Principal` (R2.2 to R2.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrustPattern {
    /// `acs:ram::<account>:root`: all RAM users and roles of the account (R2.3).
    Account(String),
    /// `acs:ram::<account>:user/<name>` (R2.4).
    User {
        /// Account ID.
        account: String,
        /// User name.
        name: String,
    },
    /// `acs:ram::<account>:role/<name>`: any session of the role (R2.5).
    Role {
        /// Account ID.
        account: String,
        /// Role name.
        name: String,
    },
    /// `<service>.aliyuncs.com`, or with `<account>@` in front (R2.6, R2.7).
    Service {
        /// Such as `ecs.aliyuncs.com`.
        service: String,
        /// The account for which the service acts; without it, the role's own.
        account: Option<String>,
    },
    /// The ARN of a SAML or OIDC provider (R2.8, R2.9).
    Provider(String),
    /// A form that no official page shows: it matches nobody (R2.9c, R2.9d).
    Unsupported(Unsupported),
}

/// Why a principal in a trust policy matches nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// A wildcard (R2.9c).
    Wildcard,
    /// The ARN of a session (R2.9d).
    SessionArn,
    /// Any other text.
    Form,
}

/// Why a principal does not match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalMismatch {
    /// Another account.
    Account,
    /// The right account, but another user, role, service or provider.
    Name,
    /// Another kind of principal.
    Kind,
    /// The entry can match nobody.
    Unsupported(Unsupported),
    /// `*` without a condition spares the bucket's owner (R2.14).
    BucketOwner,
    /// A role name that is not all lower case (R2.13).
    RoleCase,
}

impl TrustPattern {
    /// Reads an entry under `RAM`.
    pub fn parse_ram(text: &str) -> TrustPattern {
        if text.contains(['*', '?']) {
            return TrustPattern::Unsupported(Unsupported::Wildcard);
        }
        let Ok(arn) = Arn::parse(text) else { return TrustPattern::Unsupported(Unsupported::Form) };
        if arn.service() == "sts" && arn.relative_id().starts_with("assumed-role/") {
            return TrustPattern::Unsupported(Unsupported::SessionArn);
        }
        if !is_of_ram(&arn) {
            return TrustPattern::Unsupported(Unsupported::Form);
        }
        let account = arn.account().to_owned();
        match arn.relative_id().split_once('/') {
            None if arn.relative_id() == "root" => TrustPattern::Account(account),
            Some(("user", name)) if !name.is_empty() => TrustPattern::User { account, name: name.to_owned() },
            Some(("role", name)) if name.contains('/') => TrustPattern::Unsupported(Unsupported::SessionArn),
            Some(("role", name)) if !name.is_empty() => TrustPattern::Role { account, name: name.to_owned() },
            _ => TrustPattern::Unsupported(Unsupported::Form),
        }
    }

    /// Reads an entry under `Service`.
    pub fn parse_service(text: &str) -> TrustPattern {
        if text.contains(['*', '?']) {
            return TrustPattern::Unsupported(Unsupported::Wildcard);
        }
        let (account, service) = match text.split_once('@') {
            Some((account, service)) => (Some(account.to_owned()), service),
            None => (None, text),
        };
        if service.is_empty() {
            return TrustPattern::Unsupported(Unsupported::Form);
        }
        TrustPattern::Service { service: service.to_owned(), account }
    }

    /// Reads an entry under `Federated`.
    pub fn parse_federated(text: &str) -> TrustPattern {
        if text.contains(['*', '?']) {
            return TrustPattern::Unsupported(Unsupported::Wildcard);
        }
        match Arn::parse(text) {
            Ok(arn)
                if is_of_ram(&arn)
                    && ["saml-provider/", "oidc-provider/"].iter().any(|kind| arn.relative_id().starts_with(kind)) =>
            {
                TrustPattern::Provider(text.to_owned())
            }
            _ => TrustPattern::Unsupported(Unsupported::Form),
        }
    }

    /// Why the caller is not this principal, or nothing when it is. `role_account` owns the role.
    pub fn mismatch(&self, caller: &Caller, role_account: &str) -> Option<PrincipalMismatch> {
        use PrincipalMismatch as No;
        match (self, caller) {
            (TrustPattern::Unsupported(why), _) => Some(No::Unsupported(*why)),
            // R2.3: users and roles; the owner itself can't call AssumeRole (R6.1).
            (
                TrustPattern::Account(account),
                Caller::Principal(Principal::User { account: caller, .. }) | Caller::Session { account: caller, .. },
            ) => (account != caller).then_some(No::Account),
            // R2.9e: user names and role names are compared without regard to case.
            (
                TrustPattern::User { account, name },
                Caller::Principal(Principal::User { account: caller, name: caller_name }),
            )
            | (TrustPattern::Role { account, name }, Caller::Session { account: caller, role: caller_name, .. }) => {
                if account != caller {
                    Some(No::Account)
                } else if !equal(name, caller_name, Case::Ignored) {
                    Some(No::Name)
                } else {
                    None
                }
            }
            (
                TrustPattern::Service { service, account },
                Caller::Principal(Principal::Service { service: caller, account: acts_for }),
            ) => {
                if service != caller {
                    Some(No::Name)
                } else if account.as_deref().unwrap_or(role_account) != acts_for {
                    Some(No::Account)
                } else {
                    None
                }
            }
            (
                TrustPattern::Provider(arn),
                Caller::Principal(Principal::Saml { provider } | Principal::Oidc { provider }),
            ) => (arn != provider).then_some(No::Name),
            _ => Some(No::Kind),
        }
    }
}

/// R2.9a: an ARN of RAM has an empty region and the ID of an account.
fn is_of_ram(arn: &Arn) -> bool {
    arn.service() == "ram" && arn.region().is_empty() && is_account_id(arn.account())
}

/// One string of a bucket policy's `Principal` (R2.11 to R2.15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BucketPattern {
    /// `*`, or an empty list (R2.14, R2.15, R2.18).
    Everyone,
    /// The ID of a RAM user or of an account (R2.11, R2.12).
    Uid(String),
    /// `arn:sts::<account>:assumed-role/<role>/<session>`, each with wildcards (R2.13).
    Session {
        /// Account ID.
        account: Pattern,
        /// Role name, all lower case to match.
        role: Pattern,
        /// Session name.
        session: Pattern,
    },
}

impl BucketPattern {
    /// Reads an entry, or nothing when the form is not one of a bucket policy.
    pub fn parse(text: &str) -> Option<BucketPattern> {
        if text == "*" {
            return Some(BucketPattern::Everyone);
        }
        // A user's ID looks like an account's.
        if is_account_id(text) {
            return Some(BucketPattern::Uid(text.to_owned()));
        }
        let (account, rest) = text.strip_prefix("arn:sts::")?.split_once(':')?;
        let (kind, rest) = rest.split_once('/')?;
        let (role, session) = rest.split_once('/').filter(|_| matches!(kind, "assumed-role" | "*"))?;
        let [account, role, session] = [account, role, session].map(Pattern::new);
        Some(BucketPattern::Session { account, role, session })
    }

    /// Why the caller is not this principal, or nothing when it is.
    pub fn mismatch(&self, caller: &Caller, visit: &BucketVisit<'_>) -> Option<PrincipalMismatch> {
        use PrincipalMismatch as No;
        match (self, caller) {
            // R2.14, R2.16: without a condition everyone but the owning account's root.
            (BucketPattern::Everyone, Caller::Principal(Principal::Root { account }))
                if account == visit.owner && !visit.has_condition =>
            {
                Some(No::BucketOwner)
            }
            (BucketPattern::Everyone, _) => None,
            // R2.12: an account's ID means its owner only.
            (BucketPattern::Uid(uid), Caller::Principal(Principal::Root { account })) => {
                (uid != account).then_some(No::Name)
            }
            (BucketPattern::Uid(uid), Caller::Principal(Principal::User { .. })) => {
                (visit.user_id != Some(uid.as_str())).then_some(No::Name)
            }
            (
                BucketPattern::Session { account, role, session },
                Caller::Session { account: caller, role: caller_role, name },
            ) => {
                // R2.13: the name must be written in lower case, as the service holds it (R6.21).
                let caller_role = caller_role.to_lowercase();
                if !account.matches(caller, Case::Sensitive) {
                    Some(No::Account)
                } else if !role.matches(&caller_role, Case::Sensitive) {
                    Some(if role.matches(&caller_role, Case::Ignored) { No::RoleCase } else { No::Name })
                } else if !session.matches(name, Case::Sensitive) {
                    Some(No::Name)
                } else {
                    None
                }
            }
            _ => Some(No::Kind),
        }
    }
}

/// What a bucket policy's `Principal` depends on beside the caller.
#[derive(Debug, Clone, Copy)]
pub struct BucketVisit<'a> {
    /// The account that owns the bucket.
    pub owner: &'a str,
    /// Whether the statement has a condition (R2.14, R2.15).
    pub has_condition: bool,
    /// The numeric ID of the calling RAM user, if it has one.
    pub user_id: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Caller {
        Caller::Session { account: "1".into(), role: "App".into(), name: "me".into() }
    }

    #[test]
    fn a_caller_is_named_as_a_trust_policy_would() {
        let named = |principal| Caller::Principal(principal).trusted_as();
        let (account, name, service) = ("1".to_owned(), "Bob".to_owned(), "ecs.aliyuncs.com".to_owned());
        assert_eq!(named(Principal::User { account: account.clone(), name }), "acs:ram::1:user/Bob");
        assert_eq!(named(Principal::Root { account: account.clone() }), "acs:ram::1:root");
        assert_eq!(named(Principal::Service { service, account }), "1@ecs.aliyuncs.com");
        assert_eq!(named(Principal::Saml { provider: "p".into() }), "p");
        assert_eq!(named(Principal::Anonymous), "");
        assert_eq!(session().trusted_as(), "acs:ram::1:role/app");
    }

    #[test]
    fn accounts_and_identities() {
        let saml = Principal::Saml { provider: "acs:ram::7:saml-provider/idp".into() };
        let service = Principal::Service { service: "ecs.aliyuncs.com".into(), account: "8".into() };
        assert_eq!((session().account(), session().identity_account()), (Some("1"), Some("1")));
        let of = |principal: &Principal| {
            let caller = Caller::Principal(principal.clone());
            (caller.account().map(str::to_owned), caller.identity_account().map(str::to_owned))
        };
        assert_eq!(of(&saml), (Some("7".to_owned()), None));
        assert_eq!(of(&service), (Some("8".to_owned()), None));
        assert_eq!(of(&Principal::Anonymous), (None, None));
        assert_eq!(of(&Principal::Root { account: "1".into() }), (Some("1".to_owned()), Some("1".to_owned())));
        assert_eq!(Caller::Principal(saml.clone()).principal(), Some(&saml));
        assert_eq!(session().principal(), None);
    }

    #[test]
    fn trusted_ram_principals() {
        use TrustPattern as Is;
        let unsupported = Is::Unsupported;
        let account = || "1".to_owned();
        assert_eq!(Is::parse_ram("acs:ram::1:root"), Is::Account(account()));
        assert_eq!(Is::parse_ram("acs:ram::1:user/bob"), Is::User { account: account(), name: "bob".into() });
        assert_eq!(Is::parse_ram("acs:ram::1:role/App"), Is::Role { account: account(), name: "App".into() });
        for text in ["acs:ram::*:root", "acs:ram::1:user/b?b"] {
            assert_eq!(Is::parse_ram(text), unsupported(Unsupported::Wildcard), "{text}");
        }
        for text in ["acs:sts::1:assumed-role/app/me", "acs:ram::1:role/app/me"] {
            assert_eq!(Is::parse_ram(text), unsupported(Unsupported::SessionArn), "{text}");
        }
        for text in [
            "1",
            "acs:ram:cn:1:root",
            "acs:ram:::root",
            "acs:ecs::1:root",
            "acs:sts::1:root",
            "acs:ecs::1:assumed-role/app/me",
            "acs:ram::1:rot",
            "acs:ram::1:user/",
            "acs:ram::1:role/",
            "acs:ram::1:group/dev",
        ] {
            assert_eq!(Is::parse_ram(text), unsupported(Unsupported::Form), "{text}");
        }
    }

    #[test]
    fn trusted_services_and_providers() {
        use TrustPattern as Is;
        let service = |account: Option<&str>| Is::Service {
            service: "ecs.aliyuncs.com".into(),
            account: account.map(str::to_owned),
        };
        assert_eq!(Is::parse_service("ecs.aliyuncs.com"), service(None));
        assert_eq!(Is::parse_service("1@ecs.aliyuncs.com"), service(Some("1")));
        assert_eq!(Is::parse_service("*"), Is::Unsupported(Unsupported::Wildcard));
        assert_eq!(Is::parse_service("1@"), Is::Unsupported(Unsupported::Form));
        for text in ["acs:ram::1:saml-provider/idp", "acs:ram::1:oidc-provider/idp"] {
            assert_eq!(Is::parse_federated(text), Is::Provider(text.into()), "{text}");
        }
        for text in ["acs:ram::1:user/bob", "acs:ecs::1:saml-provider/idp", "idp"] {
            assert_eq!(Is::parse_federated(text), Is::Unsupported(Unsupported::Form), "{text}");
        }
        assert_eq!(Is::parse_federated("acs:ram::1:saml-provider/*"), Is::Unsupported(Unsupported::Wildcard));
    }

    #[test]
    fn visitors_of_a_bucket() {
        assert_eq!(BucketPattern::parse("*"), Some(BucketPattern::Everyone));
        assert_eq!(BucketPattern::parse("123"), Some(BucketPattern::Uid("123".into())));
        for text in ["", "1a", "acs:ram::1:root", "arn:sts::1:role/app/me", "arn:sts::1:assumed-role/app"] {
            assert_eq!(BucketPattern::parse(text), None, "{text}");
        }
        let visit = BucketVisit { owner: "1", has_condition: false, user_id: None };
        let mismatch = |text: &str| BucketPattern::parse(text).unwrap().mismatch(&session(), &visit);
        assert_eq!(mismatch("arn:sts::1:assumed-role/app/me"), None);
        assert_eq!(mismatch("arn:sts::*:*/*/*"), None);
        assert_eq!(mismatch("arn:sts::2:assumed-role/app/me"), Some(PrincipalMismatch::Account));
        assert_eq!(mismatch("arn:sts::1:assumed-role/App/me"), Some(PrincipalMismatch::RoleCase));
        assert_eq!(mismatch("arn:sts::1:assumed-role/other/me"), Some(PrincipalMismatch::Name));
        assert_eq!(mismatch("arn:sts::1:assumed-role/app/you"), Some(PrincipalMismatch::Name));
        assert_eq!(mismatch("1"), Some(PrincipalMismatch::Kind));
    }
}
