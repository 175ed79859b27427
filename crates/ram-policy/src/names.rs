//! What RAM entities may be called (SEMANTICS.md, "Names and preconditions"), and what STS takes as a name (R6.4,
//! R6.5).

use std::ops::RangeInclusive;

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

/// The lengths and characters of a name. Letters are those of ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// How many characters it has.
    pub length: RangeInclusive<usize>,
    /// What it may have beside letters and digits.
    pub marks: &'static str,
    /// Whether its letters are lower-case ones.
    pub is_lower: bool,
}

impl Shape {
    /// Between so many characters, with these marks.
    pub const fn new(shortest: usize, longest: usize, marks: &'static str) -> Shape {
        Shape { length: shortest..=longest, marks, is_lower: false }
    }

    /// The first character that such a name can't have.
    pub fn first_odd(&self, name: &str) -> Option<char> {
        let is_letter = |c: char| c.is_ascii_alphabetic() && !(self.is_lower && c.is_ascii_uppercase());
        name.chars().find(|c| !is_letter(*c) && !c.is_ascii_digit() && !self.marks.contains(*c))
    }
}

impl Entity {
    /// The lengths and characters of its name.
    pub const fn shape(self) -> Shape {
        match self {
            // R7.4, R7.7
            Entity::User | Entity::Group => Shape::new(1, 64, ".-_"),
            // R7.8
            Entity::Role => Shape::new(1, 64, ".-"),
            // R7.9, R7.11
            Entity::Policy | Entity::ControlPolicy => Shape::new(1, 128, "-"),
            // R7.2
            Entity::AccountAlias => Shape { is_lower: true, ..Shape::new(3, 32, "-") },
            // R6.4
            Entity::RoleSession => Shape::new(2, 64, ".@-_"),
            // R6.5
            Entity::ExternalId => Shape::new(2, 1_224, "_+=,.@:/-"),
        }
    }

    /// Whether the platform takes `name`.
    pub fn accepts(self, name: &str) -> bool {
        let shape = self.shape();
        let is_placed = match self {
            // R7.11
            Entity::ControlPolicy => name.starts_with(|first: char| first.is_ascii_alphabetic()),
            // R7.2
            Entity::AccountAlias => !name.starts_with('-') && !name.ends_with('-') && !name.contains("--"),
            _ => true,
        };
        is_placed && shape.length.contains(&name.len()) && shape.first_odd(name).is_none()
    }
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
        let longest = "x".repeat(64);
        check(Entity::RoleSession, &["bob@company-b", "a.b@c-d_1", &longest], &["b", "b b", &format!("{longest}x")]);
        let longest = "x".repeat(1_224);
        check(Entity::ExternalId, &["+=,.@:/-_aZ9", &longest], &["a", "a*", &format!("{longest}x")]);
    }
}
