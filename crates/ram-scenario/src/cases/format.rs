//! The world and the request of a case, as its file has them.

use ram_json::{Node, Object, Read, Reading, readable, readable_by_tag};

use crate::scenario::{Context, NodeKind, OneOrMany, PolicyType, Principal, Scope};

#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) accounts: Vec<CaseAccount>,
    pub(super) resource_directory: Option<CaseDirectory>,
    pub(super) resource_policies: Vec<CaseBucket>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseAccount {
    pub(super) id: String,
    pub(super) alias: Option<String>,
    pub(super) users: Vec<CaseUser>,
    pub(super) groups: Vec<CaseGroup>,
    pub(super) roles: Vec<CaseRole>,
    pub(super) policies: Vec<CasePolicy>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseUser {
    pub(super) name: String,
    pub(super) id: Option<String>,
    pub(super) groups: Vec<String>,
    pub(super) policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseGroup {
    pub(super) name: String,
    pub(super) policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseRole {
    pub(super) name: String,
    pub(super) kind: Option<String>,
    pub(super) max_session_duration: Option<u64>,
    pub(super) trust_policy: Option<Node<'static>>,
    pub(super) policies: Vec<CaseAttachment>,
}

#[derive(Debug, Clone)]
pub(super) struct CasePolicy {
    pub(super) name: String,
    pub(super) document: Node<'static>,
}

#[derive(Debug, Clone)]
pub(super) enum CaseAttachment {
    /// A custom policy written in place.
    Inline {
        name: String,
        document: Node<'static>,
        scope: Scope,
    },
    Named {
        policy: String,
        kind: PolicyType,
        scope: Scope,
    },
}

#[derive(Debug, Clone)]
pub(super) struct CaseDirectory {
    pub(super) management_account: String,
    pub(super) control_policy_enabled: bool,
    pub(super) control_policies: Vec<CasePolicy>,
    pub(super) nodes: Vec<CaseNode>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseNode {
    pub(super) id: String,
    pub(super) kind: NodeKind,
    pub(super) parent: Option<String>,
    pub(super) control_policies: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct CaseBucket {
    pub(super) account: String,
    pub(super) bucket: String,
    pub(super) document: Node<'static>,
}

#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) principal: Principal,
    pub(super) assume_role: Vec<CaseHop>,
    pub(super) action: Option<String>,
    pub(super) resource: Option<OneOrMany>,
    pub(super) resource_group: Option<String>,
    pub(super) context: Context,
    pub(super) after: Vec<CaseChange>,
    pub(super) time_offset_seconds: u64,
}

#[derive(Debug, Clone)]
pub(super) struct CaseHop {
    pub(super) role_arn: Option<String>,
    pub(super) session_name: Option<String>,
    pub(super) duration_seconds: Option<u64>,
    pub(super) external_id: Option<String>,
    pub(super) source_identity: Option<String>,
    pub(super) policy: Option<Node<'static>>,
    pub(super) policy_text: Option<String>,
    pub(super) context: Context,
}

#[derive(Debug, Clone)]
pub(super) enum CaseChange {
    SetTrustPolicy { account: String, role: String, document: Node<'static> },
    DeleteRole { account: String, role: String },
    CreateRole { account: String, definition: CaseRole },
    AttachPolicy { account: String, user: Option<String>, role: Option<String>, attachment: CaseAttachment },
    DetachPolicy { account: String, user: Option<String>, role: Option<String>, policy: String },
    DeleteUser { account: String, user: String },
}

// The format: which members each object has. Others are passed over.

readable!(World { accounts, resource_directory, resource_policies });
readable!(CaseAccount { id, alias, users, groups, roles, policies });
readable!(CaseUser { name, id, groups, policies });
readable!(CaseGroup { name, policies });
readable!(CaseRole { name, kind, max_session_duration, trust_policy, policies });
readable!(CasePolicy { name, document });
readable!(CaseDirectory { management_account, control_policy_enabled, control_policies, nodes });
readable!(CaseNode { id, kind, parent, control_policies });
readable!(CaseBucket { account, bucket, document });
readable!(Request { principal, assume_role, action, resource, resource_group, context, after, time_offset_seconds });
readable!(CaseHop {
    role_arn,
    session_name,
    duration_seconds,
    external_id,
    source_identity,
    policy,
    policy_text,
    context
});
readable_by_tag!(CaseChange by "op" {
    "set_trust_policy" => SetTrustPolicy { account, role, document },
    "delete_role" => DeleteRole { account, role },
    "create_role" => CreateRole { account, definition },
    "attach_policy" => AttachPolicy { account, user, role, attachment },
    "detach_policy" => DetachPolicy { account, user, role, policy },
    "delete_user" => DeleteUser { account, user },
});

impl Read for CaseAttachment {
    fn read(node: &Node, reading: &mut Reading) -> CaseAttachment {
        let mut object = Object::of(node, reading);
        match object.get("document") {
            Some(document) => CaseAttachment::Inline {
                name: object.take("name"),
                document: document.detached(),
                scope: object.take("scope"),
            },
            None => CaseAttachment::Named {
                policy: object.take("policy"),
                kind: object.take("type"),
                scope: object.take("scope"),
            },
        }
    }
}
