//! ARNs: `acs:<service>:<region>:<account>:<relative id>` (R3.1).

use crate::pattern::{Case, covers};

/// The resource of a request, complete.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Arn(ArnFields);

/// The five parts of an ARN and of a pattern for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// `acs`
    Prefix,
    /// RAM code of the service.
    Service,
    /// Region.
    Region,
    /// Account ID.
    Account,
    /// The service's own part.
    RelativeId,
}

/// Why a text is no ARN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArnError {
    /// It does not start with `acs`.
    Prefix,
    /// It has fewer than five fields.
    MissingField,
}

/// The fields of an ARN, or of a pattern for ARNs, after `acs`; in a pattern each may have wildcards.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ArnFields {
    /// The whole ARN.
    text: Box<str>,
    /// Where the service, the region and the account end.
    ends: [u32; 3],
}

impl ArnFields {
    /// Splits at the first four colons; the relative id may hold more (R3.3).
    fn parse(text: &str) -> Result<ArnFields, ArnError> {
        let mut colons = (0..u32::MAX).zip(text.bytes()).filter(|(_, byte)| *byte == b':').map(|(at, _)| at);
        if colons.next() != Some(PREFIX_END) || !text.starts_with("acs") {
            return Err(ArnError::Prefix);
        }
        match (colons.next(), colons.next(), colons.next()) {
            (Some(service), Some(region), Some(account)) => {
                Ok(ArnFields { text: text.into(), ends: [service, region, account] })
            }
            _ => Err(ArnError::MissingField),
        }
    }

    /// What stands between two colons.
    fn between(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize + 1..end as usize).unwrap_or_default()
    }

    /// RAM code of the service, whose case is ignored.
    pub fn service(&self) -> &str {
        let [service, ..] = self.ends;
        self.between(PREFIX_END, service)
    }

    /// Region.
    pub fn region(&self) -> &str {
        let [service, region, _] = self.ends;
        self.between(service, region)
    }

    /// Account ID.
    pub fn account(&self) -> &str {
        let [_, region, account] = self.ends;
        self.between(region, account)
    }

    /// What the service itself defines; matched with case, except for RAM roles (R6.21).
    pub fn relative_id(&self) -> &str {
        let [.., account] = self.ends;
        self.text.get(account as usize + 1..).unwrap_or_default()
    }
}

/// Whether a text can be the ID of an account: digits.
pub fn is_account_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where `acs` ends.
const PREFIX_END: u32 = 3;

impl Arn {
    /// Reads a complete ARN.
    pub fn parse(text: &str) -> Result<Arn, ArnError> {
        ArnFields::parse(text).map(Arn)
    }

    /// RAM code of the service, such as `ecs`.
    pub fn service(&self) -> &str {
        self.0.service()
    }

    /// Region, empty or `*` for global resources (R3.2).
    pub fn region(&self) -> &str {
        self.0.region()
    }

    /// Account ID; empty, `*` or `system` where no account owns the resource (R3.8a).
    pub fn account(&self) -> &str {
        self.0.account()
    }

    /// What the service itself defines, such as `instance/i-001`.
    pub fn relative_id(&self) -> &str {
        self.0.relative_id()
    }

    /// The ARN of a RAM user.
    pub fn user(account: &str, name: &str) -> Arn {
        Arn::ram(account, "user", name)
    }

    /// The ARN of a RAM role. Role names are lower case in ARNs (R6.21).
    pub fn role(account: &str, name: &str) -> Arn {
        Arn::ram(account, "role", &name.to_lowercase())
    }

    fn ram(account: &str, kind: &str, name: &str) -> Arn {
        let text = format!("acs:ram::{account}:{kind}/{name}").into();
        let [service, region] = [PREFIX_END + 4, PREFIX_END + 5];
        let account = u32::try_from(account.len()).unwrap_or_default().saturating_add(region + 1);
        Arn(ArnFields { text, ends: [service, region, account] })
    }

    /// The role's name when this is the ARN of a RAM role.
    pub fn role_name(&self) -> Option<&str> {
        if self.service() != "ram" {
            return None;
        }
        self.relative_id().strip_prefix("role/").filter(|name| !name.is_empty())
    }

    /// The bucket's name when this is an OSS bucket or object.
    pub fn bucket(&self) -> Option<&str> {
        if self.service() != "oss" {
            return None;
        }
        self.relative_id().split('/').next().filter(|name| !name.is_empty() && *name != "*")
    }

    /// The bucket's name when this is a whole OSS bucket and none of its objects.
    pub fn whole_bucket(&self) -> Option<&str> {
        self.bucket().filter(|bucket| self.relative_id() == *bucket)
    }
}

impl std::fmt::Display for Arn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.text)
    }
}

/// What a request touches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The call has no resource-level permission: only the pattern `*` covers it (R3.6).
    Any,
    /// One resource.
    Arn(Arn),
}

impl Resource {
    /// Reads `*` or a complete ARN.
    pub fn parse(text: &str) -> Result<Resource, ArnError> {
        if text == "*" { Ok(Resource::Any) } else { Arn::parse(text).map(Resource::Arn) }
    }

    /// The account that owns it, if the ARN names one (R3.8a).
    pub fn owner(&self) -> Option<&str> {
        match self {
            Resource::Arn(arn) => Some(arn.account()).filter(|account| !matches!(*account, "" | "*" | "system")),
            Resource::Any => None,
        }
    }

    /// The ARN, unless the request names no resource.
    pub fn arn(&self) -> Option<&Arn> {
        match self {
            Resource::Any => None,
            Resource::Arn(arn) => Some(arn),
        }
    }
}

impl std::fmt::Display for Resource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Resource::Any => f.write_str("*"),
            Resource::Arn(arn) => arn.fmt(f),
        }
    }
}

/// A `Resource` entry of a policy.
///
/// ```
/// use ram_policy::arn::{ArnPattern, Resource, Segment};
///
/// let pattern = ArnPattern::parse("acs:oss:*:*:mybucket/*").unwrap();
/// let object = Resource::parse("acs:oss:oss-cn-hangzhou:1:mybucket/dir/a.jpg").unwrap();
/// let bucket = Resource::parse("acs:oss:oss-cn-hangzhou:1:mybucket").unwrap();
/// assert_eq!(pattern.mismatch(&object), None);
/// assert_eq!(pattern.mismatch(&bucket), Some(Segment::RelativeId));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ArnPattern {
    /// `*`: all resources.
    Everything,
    /// Five fields, matched field by field (R3.5).
    Fields(ArnFields),
}

impl ArnPattern {
    /// Reads `*` or five fields.
    pub fn parse(text: &str) -> Result<ArnPattern, ArnError> {
        if text == "*" {
            return Ok(ArnPattern::Everything);
        }
        ArnFields::parse(text).map(ArnPattern::Fields)
    }

    /// The first segment that differs, or nothing when the pattern covers the resource (R3.5).
    pub fn mismatch(&self, resource: &Resource) -> Option<Segment> {
        let ArnPattern::Fields(pattern) = self else { return None };
        let Resource::Arn(arn) = resource else { return Some(Segment::Prefix) };
        let region = pattern.region();
        // R3.2: a global resource is written with an empty region or with `*`; both mean the same.
        let is_global = |region: &str| region.is_empty() || region == "*";
        if !covers(pattern.service(), arn.service(), Case::Ignored) {
            Some(Segment::Service)
        } else if !(region == "*"
            || covers(region, arn.region(), Case::Sensitive)
            || (is_global(arn.region()) && is_global(region)))
        {
            Some(Segment::Region)
        } else if !covers(pattern.account(), arn.account(), Case::Sensitive) {
            Some(Segment::Account)
        } else if !covers_relative_id(pattern.relative_id(), arn) {
            Some(Segment::RelativeId)
        } else {
            None
        }
    }
}

impl std::fmt::Display for ArnPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ArnPattern::Everything => f.write_str("*"),
            ArnPattern::Fields(fields) => f.write_str(&fields.text),
        }
    }
}

/// Whether the last field matches. In the name of a role case is ignored, in `role/` before it it
/// is not (R3.5, R6.21): the pattern is cut where the name starts. A star may reach across the cut,
/// so it belongs to both parts.
fn covers_relative_id(pattern: &str, arn: &Arn) -> bool {
    let Some(name) = arn.role_name() else { return covers(pattern, arn.relative_id(), Case::Sensitive) };
    if let Some(rest) = pattern.strip_prefix("role/") {
        return covers(rest, name, Case::Ignored);
    }
    pattern.char_indices().any(|(at, c)| {
        let end = at + c.len_utf8();
        let before = pattern.get(..end).unwrap_or_default();
        let behind = pattern.get(if c == '*' { at } else { end }..).unwrap_or_default();
        covers(before, "role/", Case::Sensitive) && covers(behind, name, Case::Ignored)
    })
}

/// Names of RAM roles ignore case (R6.21); every other relative id keeps it (R3.5).
pub fn relative_id_case(arn: &Arn) -> Case {
    if arn.role_name().is_some() { Case::Ignored } else { Case::Sensitive }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, resource: &str, mismatch: Option<Segment>) {
        let pattern = ArnPattern::parse(pattern).unwrap();
        assert_eq!(pattern.mismatch(&Resource::parse(resource).unwrap()), mismatch);
    }

    #[test]
    fn fields_match_one_by_one() {
        check("*", "*", None);
        check("*", "acs:ecs:cn-hangzhou:1:instance/i-1", None);
        check("acs:*:*:*:*", "*", Some(Segment::Prefix));
        check("acs:ECS:*:*:instance/*", "acs:ecs:cn-hangzhou:1:instance/i-1", None);
        check("acs:ecs:cn-*:1:instance/?-1", "acs:ecs:cn-hangzhou:1:instance/i-1", None);
        check("acs:ecs:*:*:*", "acs:oss:*:1:b", Some(Segment::Service));
        check("acs:ecs:cn-beijing:*:*", "acs:ecs:cn-hangzhou:1:x", Some(Segment::Region));
        check("acs:ecs:cn-beijing:*:*", "acs:ecs::1:x", Some(Segment::Region));
        check("acs:ecs::*:*", "acs:ecs:cn-beijing:1:x", Some(Segment::Region));
        check("acs:ecs:*:2:*", "acs:ecs:cn-hangzhou:1:x", Some(Segment::Account));
        check("acs:ecs:*::x", "acs:ecs:cn-hangzhou:1:x", Some(Segment::Account));
        check("acs:ecs:*::x", "acs:ecs:cn-hangzhou::x", None);
        check("acs:ecs:*:*:Instance/*", "acs:ecs:cn-hangzhou:1:instance/i", Some(Segment::RelativeId));
        check("acs:oss:*:*:b/*", "acs:oss:*:1:b", Some(Segment::RelativeId));
        check("acs:log:*:*:a:b:*", "acs:log:cn:1:a:b:c/d", None);
    }

    #[test]
    fn a_whole_bucket_is_told_from_its_objects() {
        let check = |arn: &str, bucket: Option<&str>, whole: Option<&str>| {
            let arn = Arn::parse(arn).unwrap();
            assert_eq!((arn.bucket(), arn.whole_bucket()), (bucket, whole), "{arn}");
        };
        check("acs:oss:*:1:reports", Some("reports"), Some("reports"));
        check("acs:oss:*:1:reports/2025/q1.csv", Some("reports"), None);
        check("acs:oss:*:1:reports/", Some("reports"), None);
        check("acs:oss:*:1:*", None, None);
        check("acs:ecs:cn-hangzhou:1:reports", None, None);
    }

    #[test]
    fn empty_and_star_regions_of_global_resources_are_one() {
        check("acs:ram::1:role/x", "acs:ram:*:1:role/x", None);
        check("acs:ram:*:1:role/x", "acs:ram::1:role/x", None);
    }

    #[test]
    fn role_names_ignore_case() {
        check("acs:ram:*:1:role/ECS-Admin", "acs:ram::1:role/ecs-admin", None);
        check("acs:ram:*:1:user/Bob", "acs:ram::1:user/bob", Some(Segment::RelativeId));
        // What stands before the name keeps its case, wherever the wildcards are.
        check("acs:ram:*:1:ROLE/app", "acs:ram::1:role/app", Some(Segment::RelativeId));
        check("acs:ram:*:1:*E/app", "acs:ram::1:role/app", Some(Segment::RelativeId));
        check("acs:ram:*:1:*e/APP", "acs:ram::1:role/app", None);
        check("acs:ram:*:1:r*P", "acs:ram::1:role/app", None);
        check("acs:ram:*:1:rol?/?PP", "acs:ram::1:role/app", None);
        check("acs:ram:*:1:*", "acs:ram::1:role/app", None);
        check("acs:ram:*:1:role", "acs:ram::1:role/app", Some(Segment::RelativeId));
    }

    #[test]
    fn made_arns_have_the_fields_of_parsed_ones() {
        let role = Arn::role("1234567890123456", "ECS-Admin");
        assert_eq!(Ok(&role), Arn::parse("acs:ram::1234567890123456:role/ecs-admin").as_ref());
        assert_eq!(role.role_name(), Some("ecs-admin"));
        assert_eq!(Ok(Arn::user("1", "Bob")), Arn::parse("acs:ram::1:user/Bob"));
        // Hostile accounts and names move no field.
        let user = Arn::user("1:2", "a:b/c");
        assert_eq!(
            [user.service(), user.region(), user.account(), user.relative_id()],
            ["ram", "", "1:2", "user/a:b/c"]
        );
    }

    #[test]
    fn buckets_have_a_name() {
        let bucket = |arn: &str| Arn::parse(arn).unwrap().bucket().map(str::to_owned);
        assert_eq!(bucket("acs:oss:*:1:mybucket/dir/a"), Some("mybucket".to_owned()));
        for arn in ["acs:oss:*:1:*", "acs:oss:*:1:", "acs:oss:*:1:/a", "acs:ecs:*:1:mybucket"] {
            assert_eq!(bucket(arn), None, "{arn}");
        }
    }

    #[test]
    fn patterns_are_written_as_they_were_read() {
        for text in ["*", "acs:ecs:*:1:instance/i-?", "acs:log:::a:b"] {
            assert_eq!(ArnPattern::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn broken_arns() {
        assert_eq!(Arn::parse("arn:ecs:a:b:c"), Err(ArnError::Prefix));
        assert_eq!(Arn::parse("acs:ecs:a:b"), Err(ArnError::MissingField));
        assert_eq!(ArnPattern::parse("acs:*"), Err(ArnError::MissingField));
    }
}
