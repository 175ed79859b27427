//! The format: which members each object has in JSON, and how those are read that are not plain objects.

use ram_json::{Node, Object, ObjectWriter, Read, Reading, Value, Write, choice, object, tagged, to_json};

use super::{
    Access, Account, Attachment, BucketPolicy, Change, CustomPolicy, Directory, DirectoryNode, Group, Hop, How, Kept,
    Localized, NodeKind, OneOrMany, PolicyType, PolicyVersion, Principal, Question, Resource, ResourceGroup, Role,
    RoleKind, Scenario, Scope, User,
};

object!(Scenario {
    format,
    title,
    story,
    accounts: always,
    resource_directory,
    resource_policies,
    question: always,
    tests,
    events,
    lessons
});
object!(Account { id, alias, domain, name, users, groups, roles, policies, resources, resource_groups });
object!(User { name, id, display_name, access, mfa, description, groups, policies });
choice!(Access { "console" => Console, "programmatic" => Programmatic, "both" => Both } absent: Console);
object!(Group { name, description, policies });
object!(Role { name, description, kind, max_session_duration, trust_policy, policies });
choice!(RoleKind { "service-linked" => ServiceLinked });
object!(CustomPolicy { name, description, document, version, versions });
object!(PolicyVersion { version, document });
object!(Attachment { policy, kind as "type", scope });
choice!(PolicyType { "Custom" => Custom, "System" => System } absent: Custom);
object!(Resource { arn, resource_group, tags });
object!(ResourceGroup { id, name });
object!(Directory { management_account, control_policy_enabled: always, control_policies, nodes });
object!(DirectoryNode { id, kind, parent: always, name, control_policies });
choice!(NodeKind { "root" => Root, "folder" => Folder, "member" => Member });
object!(BucketPolicy { account, bucket, document });
object!(Question { principal, assume_role, action, resources, resource_group, context, after, time_offset_seconds });
tagged!(Principal by "type" {
    "user" => User { account, name },
    "root" => Root { account },
    "anonymous" => Anonymous {},
    "service" => Service { service, account },
    "saml" => Saml { provider },
    "oidc" => Oidc { provider },
    "session" => Session { account, role, name, session_policy, duration_seconds },
});
choice!(How { "api" => Api, "console" => Console } absent: Api);
object!(Hop {
    role_arn,
    how,
    session_name,
    duration_seconds,
    external_id,
    source_identity,
    session_policy,
    context,
    time_offset_seconds
});
tagged!(Change by "op" {
    "set_trust_policy" => SetTrustPolicy { account, role, document },
    "delete_role" => DeleteRole { account, role },
    "create_role" => CreateRole { account, definition },
    "attach_policy" => AttachPolicy { account, user, role, attachment },
    "detach_policy" => DetachPolicy { account, user, role, policy },
    "delete_user" => DeleteUser { account, user },
});

/// `"text"` or `{ "en": "text", … }`.
impl Read for Localized {
    fn read(node: &Node, reading: &mut Reading) -> Localized {
        match &node.value {
            Value::Object(_) => Localized::Each(Read::read(node, reading)),
            _ => Localized::One(Read::read(node, reading)),
        }
    }

    fn absent() -> Option<Localized> {
        Some(Localized::default())
    }
}

impl Write for Localized {
    fn write(&self, json: &mut String) {
        match self {
            Localized::One(text) => text.write(json),
            Localized::Each(texts) => texts.write(json),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// `"value"` or `["value", …]`.
impl Read for OneOrMany {
    fn read(node: &Node, reading: &mut Reading) -> OneOrMany {
        match &node.value {
            Value::Array(_) => OneOrMany::Many(Read::read(node, reading)),
            _ => OneOrMany::One(Read::read(node, reading)),
        }
    }
}

impl Write for OneOrMany {
    fn write(&self, json: &mut String) {
        match self {
            OneOrMany::One(value) => value.write(json),
            OneOrMany::Many(values) => values.write(json),
        }
    }
}

/// `"account"` or `{ "resource_group": "rg-…" }`.
impl Read for Scope {
    fn read(node: &Node, reading: &mut Reading) -> Scope {
        match &node.value {
            Value::Object(_) => {
                let mut object = Object::of(node, reading);
                object.refuse_others(&["resource_group"]);
                Scope::ResourceGroup(object.take("resource_group"))
            }
            _ => {
                reading.choice(node, &["account"]);
                Scope::Account
            }
        }
    }

    fn absent() -> Option<Scope> {
        Some(Scope::Account)
    }
}

impl Write for Scope {
    fn write(&self, json: &mut String) {
        match self {
            Scope::Account => "account".write(json),
            Scope::ResourceGroup(id) => {
                let mut object = ObjectWriter::new(json);
                object.always("resource_group", id);
                object.end();
            }
        }
    }

    fn is_absent(&self) -> bool {
        *self == Scope::Account
    }
}

impl Read for Kept {
    fn read(node: &Node, _: &mut Reading) -> Kept {
        Kept { json: to_json(node) }
    }
}

impl Write for Kept {
    fn write(&self, json: &mut String) {
        json.push_str(&self.json);
    }
}
