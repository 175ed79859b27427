//! Whom a role trusts, as the console's guided form says it, and the trust policy that says the same.

use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use serde_json::Value;

/// Whom a new role trusts (R6.24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trusted {
    /// All RAM users and roles of an account, this one or another (R2.3).
    Account(String),
    /// All RAM users and roles of an account, but only with this external ID (R6.5).
    AccountKnowing {
        /// Account ID.
        account: String,
        /// What `AssumeRole` must be called with.
        external_id: String,
    },
    /// One RAM user or role, by its ARN (R2.4, R2.5). The console's form offers none, so that none is read back as one.
    Identity(String),
    /// A service, acting for the role's account (R2.6).
    Service(String),
    /// A SAML identity provider, by its ARN (R2.8).
    Saml(String),
    /// An OIDC identity provider (R2.9).
    Oidc {
        /// Its ARN.
        provider: String,
        /// Issuer that tokens must have, if the role asks for one.
        issuer: String,
        /// Client ID that tokens must have, if the role asks for one.
        audience: String,
    },
}

impl Trusted {
    /// The trust policy of a role that trusts it, laid out as the console does.
    pub fn policy(&self) -> String {
        let (kind, principal, conditions) = match self {
            Trusted::Account(id) => ("RAM", format!("acs:ram::{id}:root"), Vec::new()),
            Trusted::AccountKnowing { account, external_id } => {
                ("RAM", format!("acs:ram::{account}:root"), vec![("sts:ExternalId", external_id.clone())])
            }
            Trusted::Identity(arn) => ("RAM", arn.clone(), Vec::new()),
            Trusted::Service(service) => ("Service", service.clone(), Vec::new()),
            Trusted::Saml(provider) => {
                let recipient = "https://signin.aliyun.com/saml-role/sso".to_owned();
                ("Federated", provider.clone(), vec![("saml:recipient", recipient)])
            }
            Trusted::Oidc { provider, issuer, audience } => {
                let asked = [("oidc:aud", audience.clone()), ("oidc:iss", issuer.clone())];
                (
                    "Federated",
                    provider.clone(),
                    Vec::from_iter(asked.into_iter().filter(|(_, value)| !value.is_empty())),
                )
            }
        };
        let quoted = |text: &str| Value::from(text).to_string();
        let mut condition = String::new();
        if !conditions.is_empty() {
            let lines = conditions.iter().map(|(key, value)| format!("          \"{key}\": {}", quoted(value)));
            let lines = Vec::from_iter(lines).join(",\n");
            condition =
                format!("      \"Condition\": {{\n        \"StringEquals\": {{\n{lines}\n        }}\n      }},\n");
        }
        let principal = quoted(&principal);
        format!(
            r#"{{
  "Statement": [
    {{
      "Action": "sts:AssumeRole",
{condition}      "Effect": "Allow",
      "Principal": {{
        "{kind}": [
          {principal}
        ]
      }}
    }}
  ],
  "Version": "1"
}}
"#
        )
    }

    /// Whom a trust policy trusts, if it says just what the one made for that entity says. Layout, and whether a list of
    /// one is written as a list, don't matter.
    pub fn read(trust_policy: &str) -> Option<Trusted> {
        let document = Document::parse(DocumentId::new("trust"), "", PolicyKind::Trust, trust_policy);
        if document.first_error().is_some() {
            return None;
        }
        let policy = serde_json::from_str::<Value>(trust_policy).ok().map(without_lists_of_one)?;
        let statement = policy.get("Statement")?;
        let principal = statement.get("Principal")?.as_object()?;
        let (kind, who) = principal.iter().next().and_then(|(kind, who)| Some((kind.as_str(), who.as_str()?)))?;
        let asked = |key: &str| {
            let value = statement.get("Condition").and_then(|it| it.get("StringEquals")).and_then(|it| it.get(key));
            value.and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let trusted = match kind {
            "RAM" => {
                let account = who.strip_prefix("acs:ram::")?.strip_suffix(":root")?.to_owned();
                match asked("sts:ExternalId") {
                    none if none.is_empty() => Trusted::Account(account),
                    external_id => Trusted::AccountKnowing { account, external_id },
                }
            }
            "Service" => Trusted::Service(who.to_owned()),
            _ if who.contains(":saml-provider/") => Trusted::Saml(who.to_owned()),
            _ => Trusted::Oidc { provider: who.to_owned(), issuer: asked("oidc:iss"), audience: asked("oidc:aud") },
        };
        let made = serde_json::from_str::<Value>(&trusted.policy()).ok().map(without_lists_of_one)?;
        (made == policy).then_some(trusted)
    }
}

/// The same value, with what stands alone in a list instead of that list.
fn without_lists_of_one(value: Value) -> Value {
    match value {
        Value::Array(mut list) if list.len() == 1 => list.pop().map_or(Value::Null, without_lists_of_one),
        Value::Array(list) => Value::Array(list.into_iter().map(without_lists_of_one).collect()),
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(name, value)| (name, without_lists_of_one(value))).collect())
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::tests::{A, B};

    fn all() -> [Trusted; 7] {
        let oidc = |issuer: &str, audience: &str| Trusted::Oidc {
            provider: "acs:ram::1234567890123456:oidc-provider/idp".to_owned(),
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
        };
        [
            Trusted::Account("1345678901234567".to_owned()),
            Trusted::AccountKnowing { account: "1345678901234567".to_owned(), external_id: "acme-7".to_owned() },
            Trusted::Service("ecs.aliyuncs.com".to_owned()),
            Trusted::Saml("acs:ram::1234567890123456:saml-provider/idp".to_owned()),
            oidc("", ""),
            oidc("https://idp.example.com", ""),
            oidc("https://idp.example.com", "client"),
        ]
    }

    #[test]
    fn a_new_role_trusts_whom_the_console_lets_it_trust() {
        let provider = format!("acs:ram::{A}:oidc-provider/k8s");
        for (trusted, expected) in [
            (Trusted::Account(B.to_owned()), format!("\"RAM\": [\n          \"acs:ram::{B}:root\"")),
            (
                Trusted::AccountKnowing { account: B.to_owned(), external_id: "acme-7".to_owned() },
                "\"StringEquals\": {\n          \"sts:ExternalId\": \"acme-7\"".to_owned(),
            ),
            (
                Trusted::Identity(format!("acs:ram::{B}:user/bob")),
                format!("\"RAM\": [\n          \"acs:ram::{B}:user/bob\""),
            ),
            (
                Trusted::Service("ecs.aliyuncs.com".to_owned()),
                "\"Service\": [\n          \"ecs.aliyuncs.com\"".to_owned(),
            ),
            (
                Trusted::Saml(format!("acs:ram::{A}:saml-provider/idp")),
                "\"saml:recipient\": \"https://signin.aliyun.com/saml-role/sso\"".to_owned(),
            ),
            (
                Trusted::Oidc {
                    provider: provider.clone(),
                    issuer: "https://issuer.example".to_owned(),
                    audience: String::new(),
                },
                "\"oidc:iss\": \"https://issuer.example\"".to_owned(),
            ),
            (
                Trusted::Oidc {
                    provider: provider.clone(),
                    issuer: String::new(),
                    audience: "sts.aliyuncs.com".to_owned(),
                },
                format!("\"Federated\": [\n          \"{provider}\""),
            ),
        ] {
            let text = trusted.policy();
            let document = Document::parse(DocumentId::new("trust/x/y"), "y", PolicyKind::Trust, &text);
            assert_eq!(document.diagnostics, [], "{text}");
            assert!(text.contains(&expected), "{text}");
            assert!(text.ends_with("  \"Version\": \"1\"\n}\n"), "{text}");
            let parsed: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(text, serde_json::to_string_pretty(&parsed).unwrap() + "\n", "laid out by two spaces");
        }
    }

    #[test]
    fn form_and_trust_policy_say_the_same() {
        for trusted in all() {
            let policy = trusted.policy();
            assert_eq!(Trusted::read(&policy), Some(trusted.clone()), "{policy}");
            let compact = serde_json::from_str::<Value>(&policy).unwrap().to_string();
            assert_eq!(Trusted::read(&compact), Some(trusted), "{compact}");
        }
    }

    #[test]
    fn a_trust_policy_that_says_more_is_no_form() {
        let policy = Trusted::Account("1345678901234567".to_owned()).policy();
        for other in [
            policy.replace("Allow", "Deny"),
            policy.replace(":root", ":user/Bob"),
            policy.replace("\"Version\": \"1\"", "\"Version\": \"2\""),
            policy.replace("\"Effect\"", "\"Sid\": \"a\", \"Effect\""),
            policy.replace("acs:ram::1345678901234567:root", "acs:ram::1:root\", \"acs:ram::2:root"),
            policy.replace("}", ""),
            policy.replace("\"Version\"", "\"Version\": \"1\", \"Version\""),
            String::new(),
        ] {
            assert_eq!(Trusted::read(&other), None, "{other}");
        }
    }
}
