//! Whole policies and statements, filled in from the scenario.

use ram_policy::json;
use ram_policy::policy::PolicyKind;
use ram_text::{Msg, Text};

use super::{Candidate, ItemKind, Said, Site, What};
use crate::edit::quote;
use crate::form::blank_statement;
use crate::layout::{Draft, draft};
use crate::surroundings::Surroundings;

/// A statement, with names of the scenario in the place of `{…}` and the cursor at `|`.
struct Snippet {
    label: &'static str,
    kinds: &'static [PolicyKind],
    name: Msg,
    json: &'static str,
}

const GRANTS: &[PolicyKind] = &[PolicyKind::Custom, PolicyKind::Session, PolicyKind::Control];
const IDENTITY: &[PolicyKind] = &[PolicyKind::Custom, PolicyKind::Session];
const TRUST: &[PolicyKind] = &[PolicyKind::Trust];
const BUCKET: &[PolicyKind] = &[PolicyKind::Bucket];
const CONTROL: &[PolicyKind] = &[PolicyKind::Control];

static SNIPPETS: &[Snippet] = &[
    Snippet {
        label: "allow",
        kinds: GRANTS,
        name: Msg::AuthorSnippetAllow,
        json: r#"{
  "Effect": "Allow",
  "Action": "|",
  "Resource": "*"
}"#,
    },
    Snippet {
        label: "deny",
        kinds: GRANTS,
        name: Msg::AuthorSnippetDeny,
        json: r#"{
  "Effect": "Deny",
  "Action": "|",
  "Resource": "*"
}"#,
    },
    Snippet {
        label: "allow reading",
        kinds: IDENTITY,
        name: Msg::AuthorSnippetReadOnly,
        json: r#"{
  "Effect": "Allow",
  "Action": [
    "ecs:Describe*",
    "ecs:List*"
  ],
  "Resource": "*"|
}"#,
    },
    Snippet {
        label: "allow assuming a role",
        kinds: IDENTITY,
        name: Msg::AuthorSnippetAssume,
        json: r#"{
  "Effect": "Allow",
  "Action": "sts:AssumeRole",
  "Resource": {role}|
}"#,
    },
    Snippet {
        label: "allow after MFA",
        kinds: IDENTITY,
        name: Msg::AuthorSnippetMfa,
        json: r#"{
  "Effect": "Allow",
  "Action": "|",
  "Resource": "*",
  "Condition": {
    "Bool": {
      "acs:MFAPresent": "true"
    }
  }
}"#,
    },
    Snippet {
        label: "allow by tag",
        kinds: IDENTITY,
        name: Msg::AuthorSnippetTag,
        json: r#"{
  "Effect": "Allow",
  "Action": "|",
  "Resource": "*",
  "Condition": {
    "StringEquals": {
      {tag-key}: {tag-value}
    }
  }
}"#,
    },
    Snippet {
        label: "deny other addresses",
        kinds: GRANTS,
        name: Msg::AuthorSnippetFrom,
        json: r#"{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "NotIpAddress": {
      "acs:SourceIp": "203.0.113.0/24|"
    }
  }
}"#,
    },
    Snippet {
        label: "deny without HTTPS",
        kinds: GRANTS,
        name: Msg::AuthorSnippetDenyInsecure,
        json: r#"{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "Bool": {
      "acs:SecureTransport": "false"
    }
  }
}|"#,
    },
    Snippet {
        label: "guard",
        kinds: CONTROL,
        name: Msg::AuthorSnippetGuardRole,
        json: r#"{
  "Effect": "Deny",
  "Action": "ecs:Delete*|",
  "Resource": "*",
  "Condition": {
    "StringNotLike": {
      "acs:PrincipalARN": "acs:ram:*:*:role/resourcedirectoryaccountaccessrole"
    }
  }
}"#,
    },
    Snippet {
        label: "trust an account",
        kinds: TRUST,
        name: Msg::AuthorSnippetTrustAccount,
        json: r#"{
  "Effect": "Allow",
  "Action": "sts:AssumeRole",
  "Principal": {
    "RAM": {root}|
  }
}"#,
    },
    Snippet {
        label: "trust with external ID",
        kinds: TRUST,
        name: Msg::AuthorSnippetTrustExternalId,
        json: r#"{
  "Effect": "Allow",
  "Action": "sts:AssumeRole",
  "Principal": {
    "RAM": {root}
  },
  "Condition": {
    "StringEquals": {
      "sts:ExternalId": "|"
    }
  }
}"#,
    },
    Snippet {
        label: "trust a service",
        kinds: TRUST,
        name: Msg::AuthorSnippetTrustService,
        json: r#"{
  "Effect": "Allow",
  "Action": "sts:AssumeRole",
  "Principal": {
    "Service": "ecs.aliyuncs.com|"
  }
}"#,
    },
    Snippet {
        label: "trust SAML",
        kinds: TRUST,
        name: Msg::AuthorSnippetTrustProvider,
        json: r#"{
  "Effect": "Allow",
  "Action": "sts:AssumeRole",
  "Principal": {
    "Federated": {provider}|
  },
  "Condition": {
    "StringEquals": {
      "saml:recipient": "https://signin.aliyun.com/saml-role/sso"
    }
  }
}"#,
    },
    Snippet {
        label: "let a user read",
        kinds: BUCKET,
        name: Msg::AuthorSnippetBucketUser,
        json: r#"{
  "Effect": "Allow",
  "Principal": [{user-id}],
  "Action": "oss:GetObject",
  "Resource": {objects}|
}"#,
    },
    Snippet {
        label: "deny outside a VPC",
        kinds: BUCKET,
        name: Msg::AuthorSnippetBucketVpc,
        json: r#"{
  "Effect": "Deny",
  "Principal": ["*"],
  "Action": "oss:*",
  "Resource": [{bucket}, {objects}],
  "Condition": {
    "StringNotEquals": {
      "acs:SourceVpc": "|"
    }
  }
}"#,
    },
];

pub(super) fn statements(site: &Site<'_>, found: &mut Vec<Candidate>) {
    for snippet in SNIPPETS.iter().filter(|snippet| snippet.kinds.contains(&site.around.kind)) {
        let json = filled(snippet.json, site.around);
        found.push(candidate(snippet.label, json, &snippet.name));
    }
}

pub(super) fn documents(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let Some(first) = SNIPPETS.iter().find(|snippet| snippet.kinds.contains(&site.around.kind)) else { return };
    let statement = filled(first.json, site.around).replace('\n', "\n    ");
    let json = format!("{{\n  \"Version\": \"1\",\n  \"Statement\": [\n    {statement}\n  ]\n}}");
    found.push(candidate("policy", json, Msg::AuthorSnippetPolicy));
}

fn candidate(label: &str, json: String, name: impl Into<Said>) -> Candidate {
    // A cursor between quotes waits for a value.
    let waits = json.contains("\"|\"");
    let candidate = Candidate::text(ItemKind::Snippet, label).detail(name);
    Candidate { what: What::Json(json), then_suggest: waits, ..candidate }
}

/// A whole statement to begin with.
#[derive(Debug, Clone, PartialEq)]
pub struct Starter {
    /// What it says, in a few words.
    pub name: Text,
    /// The statement; a list without entries waits for some.
    pub statement: Draft,
}

/// The statements that a document of this kind can begin with, beside [`blank_statement`].
pub fn starters(around: &Surroundings<'_>) -> Vec<Starter> {
    let blank = blank_statement(around.kind);
    let fitting = SNIPPETS.iter().filter(|snippet| snippet.kinds.contains(&around.kind));
    let starter = |snippet: &Snippet| {
        // A form has a field where a text has a cursor.
        let template = snippet.json.replace("\"|\"", "[]").replace('|', "");
        let statement = draft(&json::parse(&filled(&template, around)).ok()?);
        (statement != blank).then(|| Starter { name: snippet.name.text(around.lang), statement })
    };
    fitting.filter_map(starter).collect()
}

/// Puts names of the scenario in place.
fn filled(json: &str, around: &Surroundings<'_>) -> String {
    let scenario = around.scenario;
    let owner = around.account.unwrap_or("1234567890123456");
    let other = around.accounts().find(|id| *id != owner).unwrap_or(owner);
    let roles = scenario.accounts.iter().flat_map(|account| account.roles.iter().map(move |role| (account, role)));
    let role = roles.clone().find(|(account, _)| account.id != owner).or_else(|| roles.clone().next());
    let role = role.map_or("ops", |(_, role)| role.name.as_str());
    let role_owner = roles.clone().find(|(_, found)| found.name == role).map_or(other, |(account, _)| &account.id);
    let tag = around.tags().next().unwrap_or(("env", "test"));
    let users = scenario.accounts.iter().flat_map(|account| &account.users);
    let user_id = users.filter_map(|user| user.id.as_deref()).next().unwrap_or(other);
    let own_bucket = scenario.resource_policies.iter().find(|bucket| bucket.account == owner);
    let bucket = own_bucket.map_or("bucket", |bucket| bucket.bucket.as_str());
    let values = [
        ("{role}", ram_policy::arn::Arn::role(role_owner, role).to_string()),
        ("{root}", format!("acs:ram::{other}:root")),
        ("{provider}", format!("acs:ram::{owner}:saml-provider/company")),
        ("{tag-key}", format!("acs:ResourceTag/{}", tag.0)),
        ("{tag-value}", tag.1.to_owned()),
        ("{user-id}", user_id.to_owned()),
        ("{bucket}", format!("acs:oss:*:{owner}:{bucket}")),
        ("{objects}", format!("acs:oss:*:{owner}:{bucket}/*")),
    ];
    // Once over the template: a value that looks like a name stays as it is.
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    let next = |rest: &str| values.iter().filter_map(|(name, value)| Some((rest.find(name)?, *name, value))).min();
    while let Some((at, name, value)) = next(rest) {
        text.extend([rest.get(..at).unwrap_or_default(), &quote(value)]);
        rest = rest.get(at + name.len()..).unwrap_or_default();
    }
    text + rest
}
