//! What RAM entities may be called (SEMANTICS.md, "Names and preconditions"), and what STS takes as a name (R6.4,
//! R6.5).

use crate::sts::{is_external_id, is_session_name};

/// Something that has a name with rules of its own.
///
/// ```
/// use ram_policy::names::Entity;
///
/// assert!(Entity::Role.accepts("ECSAdmin"));
/// assert!(!Entity::AccountAlias.accepts("Company-A"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A RAM user.
    User,
    /// A RAM user group.
    Group,
    /// A RAM role.
    Role,
    /// A custom policy.
    Policy,
    /// A control policy of a resource directory.
    ControlPolicy,
    /// The alias of an account.
    AccountAlias,
    /// A role session.
    RoleSession,
    /// The external ID of a call of AssumeRole.
    ExternalId,
}

impl Entity {
    /// Whether the platform takes `name`. Letters are those of ASCII.
    pub fn accepts(self, name: &str) -> bool {
        match self {
            // R7.4, R7.7
            Entity::User | Entity::Group => is_made_of(name, 1..=64, b".-_"),
            // R7.8
            Entity::Role => is_made_of(name, 1..=64, b".-"),
            // R7.9
            Entity::Policy => is_made_of(name, 1..=128, b"-"),
            // R7.11
            Entity::ControlPolicy => {
                is_made_of(name, 1..=128, b"-") && name.starts_with(|first: char| first.is_ascii_alphabetic())
            }
            // R7.2
            Entity::AccountAlias => {
                is_made_of(name, 3..=32, b"-")
                    && !name.bytes().any(|byte| byte.is_ascii_uppercase())
                    && !name.starts_with('-')
                    && !name.ends_with('-')
                    && !name.contains("--")
            }
            Entity::RoleSession => is_session_name(name),
            Entity::ExternalId => is_external_id(name),
        }
    }
}

fn is_made_of(name: &str, length: std::ops::RangeInclusive<usize>, marks: &[u8]) -> bool {
    length.contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || marks.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::Entity;

    #[track_caller]
    fn check(entity: Entity, good: &[&str], bad: &[&str]) {
        for name in good {
            assert!(entity.accepts(name), "{entity:?} {name}");
        }
        for name in bad {
            assert!(!entity.accepts(name), "{entity:?} {name}");
        }
    }

    #[test]
    fn users_and_groups() {
        for entity in [Entity::User, Entity::Group] {
            check(
                entity,
                &["a", "zhang.san-01_x", &"x".repeat(64)],
                &["", "zhang san", "张三", "a@b", &"x".repeat(65)],
            );
        }
    }

    #[test]
    fn roles() {
        check(Entity::Role, &["ECSAdmin", "Partner-ReadOnly.Access"], &["", "ecs_admin", "a@b", &"x".repeat(65)]);
    }

    #[test]
    fn policies() {
        check(Entity::Policy, &["1-My-Policy", &"x".repeat(128)], &["", "my_policy", "my.policy", &"x".repeat(129)]);
        check(Entity::ControlPolicy, &["Deny-1"], &["1-Deny", "-Deny", "", "my_policy", &"x".repeat(129)]);
    }

    #[test]
    fn account_aliases() {
        let good = ["company-a", "a1b", &"x".repeat(32)];
        let bad = ["ab", "-company", "company-", "com--pany", "Company", "com.pany", &"x".repeat(33)];
        check(Entity::AccountAlias, &good, &bad);
    }

    #[test]
    fn session_names_and_external_ids_follow_sts() {
        check(Entity::RoleSession, &["bob@company-b"], &["b", "b b"]);
        check(Entity::ExternalId, &["a+b=c,d.e@f:g/h-i"], &["a", "a*"]);
    }
}
