//! The scenarios that come with the product. Each asks one question, and its story says what the
//! answer shows.

use crate::scenario::Scenario;

/// A scenario with a name of its own in links: `#example=<slug>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Lower-case words joined by hyphens; never changes.
    pub slug: &'static str,
    json: &'static str,
}

impl Example {
    /// The scenario itself.
    pub fn scenario(&self) -> Scenario {
        // A test reads every example.
        Scenario::from_json(self.json).unwrap_or_else(|_| Scenario::empty())
    }
}

macro_rules! examples {
    ($($slug:literal)*) => {
        &[$(Example { slug: $slug, json: include_str!(concat!("../examples/", $slug, ".json")) },)*]
    };
}

/// All examples in the order of the menu. The page opens on the first.
pub const EXAMPLES: &[Example] = examples! {
    "partner-operations"
    "partner-read-only"
    "only-alice"
    "narrow-assume"
    "arms-vendor"
    "same-account"
    "explicit-deny"
    "role-chain"
    "oss-partner"
};

/// The example with this slug.
pub fn example(slug: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.slug == slug)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use ram_policy::diagnostic::Severity;
    use ram_policy::limits::document_length;
    use ram_policy::trace::{Decision, Layer};
    use ram_text::Lang;

    use super::*;
    use crate::analysis::{Analysis, Answer};
    use crate::scenario::{Attachment, Localized, PolicyType};

    fn answer(scenario: Scenario) -> Rc<Answer> {
        Analysis::of(&Rc::new(scenario), None).answer.unwrap()
    }

    /// What each example must answer, worked out from the rules by hand: phase and step that
    /// decide, decision, the layer that the platform names, and the sentence of the verdict.
    #[test]
    fn every_example_answers_as_its_story_says() {
        use Decision::{Allow, ExplicitDeny, ImplicitDeny};
        use Layer::{IdentityPolicies, TrustPolicy};
        let account = "AccountLevelIdentityBasedPolicy";
        let expected = [
            // Bob's system policy covers every role and the trust policy names the account's root,
            // so both sides allow (R5.40, R2.3); then only the role's policies count (R5.49), and
            // ecs:* on * covers the action. ECS has no resource policies (R5.28).
            (
                "partner-operations",
                (1, IdentityPolicies, Allow, account),
                "Bob can assume ecs-admin, and statement 1 of AliyunECSFullAccess allows ecs:StopInstance on i-001.",
            ),
            // The role is assumed as above; ecs:Describe*, ecs:List* and two vpc actions don't
            // cover ecs:StopInstance, so nobody says yes (R5.1). Without a resource group the
            // account level is named (R8.5).
            (
                "partner-read-only",
                (1, IdentityPolicies, ImplicitDeny, account),
                "Bob can assume Partner-ReadOnly-Access, but no policy of Partner-ReadOnly-Access allows ecs:StopInstance.",
            ),
            // The group's policy allows sts:AssumeRole (R5.20), the trust policy names user/Alice
            // (R2.4): the identity side allows and only the trust policy doesn't (R8.5).
            (
                "only-alice",
                (0, TrustPolicy, ImplicitDeny, "AssumeRolePolicy"),
                "Bob can’t assume ecs-admin: its trust policy lists only user/Alice.",
            ),
            // The trust policy allows, but the only statement of Bob names another role: an
            // implicit deny of the identity side (R5.41), at account level (R5.24).
            (
                "narrow-assume",
                (0, IdentityPolicies, ImplicitDeny, account),
                "assume-read-only allows sts:AssumeRole, but not on ecs-admin.",
            ),
            // sts:ExternalId is set from the call, so the condition holds (SEMANTICS.md, "Keys that the evaluator
            // knows"); arms:List* covers the action, and the resource * is covered by the pattern * (R3.6).
            (
                "arms-vendor",
                (1, IdentityPolicies, Allow, account),
                "collector can assume arms-reader, and statement 1 of AliyunARMSReadOnlyAccess allows arms:ListTraceApps on *.",
            ),
            // Both sides must allow in one account too (R5.41), and Carol may only read ECS.
            (
                "same-account",
                (0, IdentityPolicies, ImplicitDeny, account),
                "Carol can’t assume ecs-admin: no policy of Carol allows sts:AssumeRole.",
            ),
            // The policies of a user and of its groups are one bag (R5.20); i-001 has the tag, so
            // the Deny applies, and it beats the Allow (R5.3).
            (
                "explicit-deny",
                (0, IdentityPolicies, ExplicitDeny, account),
                "Statement 1 of ecs-guard denies ecs:DeleteInstance, whatever else allows it.",
            ),
            // Twice both sides allow (R5.48): Bob and user/Bob, then the policy of partner-hub and
            // role/partner-hub (R2.5). The third phase is the action.
            (
                "role-chain",
                (2, IdentityPolicies, Allow, account),
                "Bob reaches ecs-admin in 2 hops, and statement 1 of AliyunECSFullAccess allows ecs:StopInstance on i-001.",
            ),
            // A pattern that ends in /* doesn't cover the bucket itself (R3.4). The bucket has no
            // policy (R5.29), so neither side allows, and identity is named first (R8.5).
            (
                "oss-partner",
                (1, IdentityPolicies, ImplicitDeny, account),
                "reports-read allows oss:ListObjects, but not on company-a-reports.",
            ),
        ];
        assert_eq!(
            Vec::from_iter(expected.iter().map(|(slug, ..)| *slug)),
            Vec::from_iter(EXAMPLES.iter().map(|e| e.slug))
        );
        for (slug, (phase, layer, decision, deciding_layer), sentence) in expected {
            let answer = answer(example(slug).unwrap().scenario());
            let evaluation = &answer.evaluation;
            assert_eq!(evaluation.decision(), decision, "{slug}");
            assert_eq!(evaluation.deciding_layer().unwrap().name(), deciding_layer, "{slug}");
            let at = evaluation.deciding_step().unwrap();
            assert_eq!((at.phase, evaluation.step(at).unwrap().layer), (phase, layer), "{slug}");
            assert_eq!(answer.verdict(Lang::En).reason.string(Lang::En), sentence, "{slug}");
        }
    }

    /// What the stories promise besides the answer.
    #[test]
    fn the_other_questions_of_the_stories_are_answered_too() {
        let decision = |slug: &str, edit: fn(&mut Scenario)| {
            let mut scenario = example(slug).unwrap().scenario();
            edit(&mut scenario);
            answer(scenario).evaluation.decision()
        };
        let describe = decision("partner-read-only", |scenario| {
            scenario.question.action = Some("ecs:DescribeInstances".to_owned());
        });
        assert_eq!(describe, Decision::Allow);
        let other_role = decision("narrow-assume", |scenario| {
            scenario.question.assume_role[0].role_arn =
                "acs:ram::1234567890123456:role/Partner-ReadOnly-Access".to_owned();
            scenario.question.action = Some("ecs:DescribeInstances".to_owned());
        });
        assert_eq!(other_role, Decision::Allow);
        let without_id = decision("arms-vendor", |scenario| scenario.question.assume_role[0].external_id = None);
        assert_eq!(without_id, Decision::ImplicitDeny);
        let untagged = decision("explicit-deny", |scenario| {
            scenario.question.resources[0] = "acs:ecs:cn-hangzhou:1234567890123456:instance/i-002".to_owned();
        });
        assert_eq!(untagged, Decision::Allow);
        let object = decision("oss-partner", |scenario| {
            scenario.question.action = Some("oss:GetObject".to_owned());
            scenario.question.resources[0] += "/2025/march.pdf";
        });
        assert_eq!(object, Decision::Allow);
        let alice = decision("only-alice", |scenario| {
            let account = "1345678901234567".to_owned();
            scenario.question.principal = Some(crate::scenario::Principal::User { account, name: "Alice".to_owned() });
        });
        assert_eq!(alice, Decision::Allow);
    }

    #[test]
    fn every_example_is_written_as_the_page_saves_it() {
        for example in EXAMPLES {
            assert_eq!(example.scenario().to_json_pretty(), example.json, "{}", example.slug);
            for policy in crate::world::documents(&example.scenario(), None).values() {
                let document: serde_json::Value = serde_json::from_str(&policy.text).unwrap();
                let laid_out = serde_json::to_string_pretty(&document).unwrap();
                assert_eq!(policy.text.trim_end(), laid_out, "{} {}", example.slug, policy.id);
            }
        }
    }

    #[test]
    fn every_document_of_an_example_could_be_saved() {
        for example in EXAMPLES {
            for document in crate::world::documents(&example.scenario(), None).values() {
                let errors = document.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
                assert_eq!(errors.count(), 0, "{} {}", example.slug, document.id);
                let limit = document_length(document.kind).unwrap_or(usize::MAX);
                assert!(document.text.chars().count() <= limit, "{} {}", example.slug, document.id);
            }
        }
    }

    #[test]
    fn every_attached_policy_and_every_group_exists() {
        for example in EXAMPLES {
            let scenario = example.scenario();
            for account in &scenario.accounts {
                let exists = |attachment: &Attachment| match attachment.kind {
                    PolicyType::System => ram_catalog::system_policy(&attachment.policy).is_some(),
                    PolicyType::Custom => account.policies.iter().any(|policy| policy.name == attachment.policy),
                };
                let attachments = (account.users.iter().map(|user| &user.policies))
                    .chain(account.groups.iter().map(|group| &group.policies))
                    .chain(account.roles.iter().map(|role| &role.policies));
                for attachment in attachments.flatten() {
                    assert!(exists(attachment), "{} {}", example.slug, attachment.policy);
                }
                for group in account.users.iter().flat_map(|user| &user.groups) {
                    assert!(account.groups.iter().any(|known| known.name == *group), "{} {group}", example.slug);
                }
            }
        }
    }

    #[test]
    fn every_example_has_a_short_title_and_story_in_both_languages() {
        let longest = |lang| match lang {
            Lang::En => (30, 240),
            Lang::ZhCn => (16, 120),
        };
        for example in EXAMPLES {
            let scenario = example.scenario();
            for lang in Lang::ALL {
                let text = |localized: &Localized| match localized {
                    Localized::Each(texts) => texts.get(lang.tag()).unwrap().clone(),
                    Localized::One(_) => panic!("{} is in one language", example.slug),
                };
                let (title, story) = (text(&scenario.title), text(&scenario.story));
                let (title_length, story_length) = longest(lang);
                assert!((1..=title_length).contains(&title.chars().count()), "{title}");
                assert!((1..=story_length).contains(&story.chars().count()), "{} {story}", story.chars().count());
            }
        }
    }

    #[test]
    fn slugs_are_words_for_a_link() {
        for example in EXAMPLES {
            assert!(example.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", example.slug);
            assert_eq!(super::example(example.slug), Some(example));
        }
        assert_eq!(example("no-such-example"), None);
    }
}
