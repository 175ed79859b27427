//! A published link works for ever: `links/` holds links of every version with the scenario that
//! each one means, and only grows. The rest are properties of the codec and of the reader.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use ram_scenario::import;
use ram_scenario::link::{Source, decode, encode};
use ram_scenario::load::File;
use ram_scenario::scenario::*;

#[test]
fn every_published_link_opens_its_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links/v1");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let link = std::fs::read_to_string(&path).unwrap();
        let json = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let name = path.display();
        let Ok(Source::Scenario { scenario, .. }) = decode(&link).map(|link| link.source) else {
            panic!("{name} opens no scenario");
        };
        assert_eq!(scenario.to_json_pretty(), json, "{name}");
        assert_eq!(*scenario, Scenario::from_json(&json).unwrap(), "{name}");
        count += 1;
    }
    assert!(count >= 3, "links have been lost");
}

fn text() -> BoxedStrategy<String> {
    prop_oneof!["[a-zA-Z0-9.*:/-]{0,12}", "\\PC{0,8}", any::<String>(), Just("acs:ecs:*:*:*".to_owned())].boxed()
}

fn localized() -> impl Strategy<Value = Localized> {
    // A text in no language at all is the same as no text.
    let texts = btree_map("en|zh-CN|fr", "[^\\p{C}]{1,8}", 1..3);
    prop_oneof![text().prop_map(Localized::One), texts.prop_map(Localized::Each)]
}

fn context() -> impl Strategy<Value = Context> {
    let values = prop_oneof![text().prop_map(OneOrMany::One), vec(text(), 0..3).prop_map(OneOrMany::Many)];
    btree_map(text(), values, 0..4)
}

fn attachments() -> impl Strategy<Value = Vec<Attachment>> {
    let kind = prop_oneof![Just(PolicyType::Custom), Just(PolicyType::System)];
    let scope = prop_oneof![Just(Scope::Account), text().prop_map(Scope::ResourceGroup)];
    vec((text(), kind, scope).prop_map(|(policy, kind, scope)| Attachment { policy, kind, scope }), 0..3)
}

fn user() -> impl Strategy<Value = User> {
    let access = prop_oneof![Just(Access::Console), Just(Access::Programmatic), Just(Access::Both)];
    let names = (text(), option::of(text()), option::of(localized()), option::of(text()));
    (names, access, any::<bool>(), vec(text(), 0..3), attachments()).prop_map(
        |((name, id, display_name, description), access, mfa, groups, policies)| User {
            name,
            id,
            display_name,
            access,
            mfa,
            description,
            groups,
            policies,
        },
    )
}

fn role() -> impl Strategy<Value = Role> {
    let kind = option::of(Just(RoleKind::ServiceLinked));
    (text(), option::of(text()), kind, option::of(any::<u64>()), option::of(text()), attachments()).prop_map(
        |(name, description, kind, max_session_duration, trust_policy, policies)| Role {
            name,
            description,
            kind,
            max_session_duration,
            trust_policy,
            policies,
        },
    )
}

fn policies() -> impl Strategy<Value = Vec<CustomPolicy>> {
    let version = (any::<u32>(), text()).prop_map(|(version, document)| PolicyVersion { version, document });
    let policy = (text(), option::of(text()), text(), option::of(any::<u32>()), vec(version, 0..3));
    let policy = policy.prop_map(|(name, description, document, version, versions)| CustomPolicy {
        name,
        description,
        document,
        version,
        versions,
    });
    vec(policy, 0..3)
}

fn account() -> impl Strategy<Value = Account> {
    let group = (text(), option::of(text()), attachments());
    let groups = vec(group.prop_map(|(name, description, policies)| Group { name, description, policies }), 0..2);
    let resource_group = (text(), option::of(localized())).prop_map(|(id, name)| ResourceGroup { id, name });
    let tags = btree_map(text(), text(), 0..3);
    let resource = (text(), option::of(text()), tags).prop_map(|(arn, resource_group, tags)| Resource {
        arn,
        resource_group,
        tags,
    });
    let resources = (vec(resource, 0..3), vec(resource_group, 0..3));
    let entities = (vec(user(), 0..3), groups, vec(role(), 0..3), policies(), resources);
    (text(), option::of(text()), option::of(text()), option::of(localized()), entities).prop_map(
        |(id, alias, domain, name, (users, groups, roles, policies, (resources, resource_groups)))| Account {
            id,
            alias,
            domain,
            name,
            users,
            groups,
            roles,
            policies,
            resources,
            resource_groups,
        },
    )
}

fn directory() -> impl Strategy<Value = Directory> {
    let kind = prop_oneof![Just(NodeKind::Root), Just(NodeKind::Folder), Just(NodeKind::Member)];
    let node = (text(), kind, option::of(text()), option::of(localized()), vec(text(), 0..3)).prop_map(
        |(id, kind, parent, name, control_policies)| DirectoryNode { id, kind, parent, name, control_policies },
    );
    (text(), any::<bool>(), policies(), vec(node, 0..3)).prop_map(
        |(management_account, control_policy_enabled, control_policies, nodes)| Directory {
            management_account,
            control_policy_enabled,
            control_policies,
            nodes,
        },
    )
}

fn principal() -> impl Strategy<Value = Principal> {
    prop_oneof![
        (text(), text()).prop_map(|(account, name)| Principal::User { account, name }),
        text().prop_map(|account| Principal::Root { account }),
        Just(Principal::Anonymous),
        (text(), text()).prop_map(|(service, account)| Principal::Service { service, account }),
        text().prop_map(|provider| Principal::Saml { provider }),
        text().prop_map(|provider| Principal::Oidc { provider }),
        (text(), text(), text(), option::of(text()), option::of(any::<u64>())).prop_map(
            |(account, role, name, session_policy, duration_seconds)| Principal::Session {
                account,
                role,
                name,
                session_policy,
                duration_seconds,
            }
        ),
    ]
}

fn hop() -> impl Strategy<Value = Hop> {
    let parameters = (option::of(text()), option::of(any::<u64>()), option::of(text()), option::of(text()));
    let how = prop_oneof![Just(How::Api), Just(How::Console)];
    (text(), how, parameters, option::of(text()), context(), any::<u64>()).prop_map(
        |(role_arn, how, parameters, session_policy, context, time_offset_seconds)| {
            let (session_name, duration_seconds, external_id, source_identity) = parameters;
            Hop {
                role_arn,
                how,
                session_name,
                duration_seconds,
                external_id,
                source_identity,
                session_policy,
                context,
                time_offset_seconds,
            }
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let holder = || (option::of(text()), option::of(text()));
    prop_oneof![
        (text(), text(), text()).prop_map(|(account, role, document)| Change::SetTrustPolicy {
            account,
            role,
            document
        }),
        (text(), text()).prop_map(|(account, role)| Change::DeleteRole { account, role }),
        (text(), role()).prop_map(|(account, definition)| Change::CreateRole { account, definition }),
        (text(), holder(), text()).prop_map(|(account, (user, role), policy)| Change::AttachPolicy {
            account,
            user,
            role,
            attachment: Attachment { policy, ..Attachment::default() },
        }),
        (text(), holder(), text()).prop_map(|(account, (user, role), policy)| Change::DetachPolicy {
            account,
            user,
            role,
            policy
        }),
        (text(), text()).prop_map(|(account, user)| Change::DeleteUser { account, user }),
    ]
}

fn question() -> impl Strategy<Value = Question> {
    let target = (option::of(text()), vec(text(), 0..3), option::of(text()));
    (option::of(principal()), vec(hop(), 0..3), target, context(), vec(change(), 0..3), any::<u64>()).prop_map(
        |(principal, assume_role, (action, resources, resource_group), context, after, time_offset_seconds)| Question {
            principal,
            assume_role,
            action,
            resources,
            resource_group,
            context,
            after,
            time_offset_seconds,
        },
    )
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let buckets =
        (text(), text(), text()).prop_map(|(account, bucket, document)| BucketPolicy { account, bucket, document });
    // Kept as they are, whatever they are.
    let kept = |text: String| {
        let json = serde_json::json!({ "a": [text, 1, null] }).to_string();
        File::parse(&json).unwrap().read::<Kept>().unwrap()
    };
    let kept = || vec(text().prop_map(kept), 0..2);
    let world = (vec(account(), 0..3), option::of(directory()), vec(buckets, 0..2));
    (localized(), localized(), world, question(), kept(), kept(), kept()).prop_map(
        |(title, story, (accounts, resource_directory, resource_policies), question, tests, events, lessons)| {
            Scenario {
                format: FORMAT.to_owned(),
                title,
                story,
                accounts,
                resource_directory,
                resource_policies,
                question,
                tests,
                events,
                lessons,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_link_gives_back_any_scenario(scenario in scenario()) {
        let found = decode(&encode(&scenario)).unwrap();
        let Source::Scenario { scenario: found, .. } = found.source else { panic!("no scenario") };
        prop_assert_eq!(*found, scenario);
    }

    #[test]
    fn a_file_gives_back_any_scenario(scenario in scenario()) {
        let found = import::read(&scenario.to_json_pretty()).unwrap();
        prop_assert_eq!(found.scenarios, vec![scenario]);
    }

    #[test]
    fn no_fragment_panics(fragment in any::<String>(), payload in "[A-Za-z0-9_-]{0,64}", percent in "(%[0-9a-fA-F%]{0,2}|.){0,9}") {
        for fragment in [fragment.clone(), format!("v1.{fragment}"), format!("v1.{payload}"), percent.clone(), format!("v1.{percent}")] {
            let _ = decode(&fragment).map_err(|error| error.message());
        }
    }

    #[test]
    fn a_changed_character_never_panics(at in any::<prop::sample::Index>(), new in "[A-Za-z0-9_-]") {
        let mut link = encode(&ram_scenario::examples::EXAMPLES[0].scenario());
        let at = 3 + at.index(link.len() - 3);
        link.replace_range(at..=at, &new);
        let _ = decode(&link).map_err(|error| error.message());
    }

    #[test]
    fn no_file_panics(text in any::<String>(), json in json()) {
        for text in [text.clone(), format!("{{\"format\":\"ram-scenario/1\",{text}")] {
            let _ = import::read(&text).map_err(|error| error.message());
        }
        for format in ["ram-scenario/1", "ram-cases/1"] {
            let mut json = json.clone();
            json.insert("format".to_owned(), format.into());
            let _ = import::read(&serde_json::to_string(&json).unwrap()).map_err(|error| error.message());
        }
    }
}

/// Objects with the members of both formats, and values of all kinds.
fn json() -> impl Strategy<Value = BTreeMap<String, serde_json::Value>> {
    let name = || {
        prop::sample::select(vec![
            "accounts",
            "cases",
            "id",
            "world",
            "request",
            "principal",
            "type",
            "account",
            "name",
            "users",
            "roles",
            "policies",
            "document",
            "policy",
            "question",
            "assume_role",
            "context",
            "after",
            "op",
            "expect",
            "decision",
        ])
        .prop_map(str::to_owned)
    };
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        prop::sample::select(vec!["", "user", "1", "delete_role", "access", "Allow", "*"]).prop_map(Into::into),
    ];
    let value = leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            btree_map(name(), inner, 0..6).prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    });
    btree_map(
        prop::sample::select(vec!["accounts", "cases", "question", "resource_policies", "title"])
            .prop_map(str::to_owned),
        value,
        0..5,
    )
}
