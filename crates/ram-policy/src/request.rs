//! What is asked: who, through which roles, which action, on what, in which context.

use crate::arn::Resource;
use crate::condition::ConditionKey;
use crate::principal::Principal;
use crate::world::Change;

/// The condition keys that a request carries. Nothing is ever filled in but what case files and scenarios state, and
/// what follows from the request (SEMANTICS.md, "Keys that the evaluator knows").
///
/// ```
/// use ram_policy::condition::ConditionKey;
/// use ram_policy::request::Context;
///
/// let mut context = Context::default();
/// context.set("acs:SourceIp", "203.0.113.24".to_owned());
/// // Names of keys ignore case (R4.41).
/// assert!(context.values(&ConditionKey::new("ACS:sourceip")).is_some());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Each key as it is written, with its values, in the order in which they were set. A request carries a handful, so
    /// that looking at each is quicker than a tree or keeping them sorted; none is written twice.
    entries: Vec<(String, Values)>,
}

/// The values that a request carries for a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Values(Kept);

/// How they are kept: most keys have one, which needs no list.
#[derive(Debug, Clone, PartialEq)]
enum Kept {
    One(String),
    /// None, or more than one.
    Others(Vec<String>),
}

impl Values {
    fn as_slice(&self) -> &[String] {
        match &self.0 {
            Kept::One(value) => std::slice::from_ref(value),
            Kept::Others(values) => values,
        }
    }
}

impl From<String> for Values {
    fn from(value: String) -> Values {
        Values(Kept::One(value))
    }
}

impl From<Vec<String>> for Values {
    fn from(mut values: Vec<String>) -> Values {
        match (values.pop(), values.is_empty()) {
            (Some(value), true) => value.into(),
            (last, _) => {
                values.extend(last);
                Values(Kept::Others(values))
            }
        }
    }
}

impl Context {
    fn entry(&self, key: &ConditionKey) -> Option<&(String, Values)> {
        self.entries.iter().find(|(written, _)| key.is_written(written))
    }

    /// The values of a key, or nothing when the request does not carry it.
    pub fn values(&self, key: &ConditionKey) -> Option<&[String]> {
        self.entry(key).map(|(_, values)| values.as_slice())
    }

    /// A key as the request writes it, if it carries the key.
    pub fn written(&self, key: &ConditionKey) -> Option<&str> {
        self.entry(key).map(|(written, _)| written.as_str())
    }

    fn carries(&self, key: &str) -> bool {
        self.entries.iter().any(|(written, _)| ConditionKey::are_same(written, key))
    }

    /// Sets a key. An empty list states that the request lacks it: no default takes its place, and operators find no
    /// value.
    pub fn set(&mut self, key: &str, values: impl Into<Values>) {
        let entry = (key.to_owned(), values.into());
        match self.entries.iter_mut().find(|(written, _)| ConditionKey::are_same(written, key)) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// Sets a key unless the request already carries it.
    pub fn set_default(&mut self, key: &str, value: &str) {
        if !self.carries(key) {
            self.entries.push((key.to_owned(), value.to_owned().into()));
        }
    }

    /// Adds the keys of another context that this one does not carry.
    pub fn add_missing(&mut self, other: &Context) {
        for entry in &other.entries {
            if !self.carries(&entry.0) {
                self.entries.push(entry.clone());
            }
        }
    }

    /// All keys as they were written, with their values, in the order in which they were set.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.entries.iter().map(|(key, values)| (key.as_str(), values.as_slice()))
    }
}

impl PartialEq for Context {
    /// The order in which keys were set has no meaning.
    fn eq(&self, other: &Context) -> bool {
        self.entries.len() == other.entries.len() && self.entries.iter().all(|entry| other.entries.contains(entry))
    }
}

/// A question to the evaluator.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who makes the first call.
    pub start: Start,
    /// The roles assumed, one after the other; each hop starts from the session before it.
    pub hops: Vec<Hop>,
    /// The action asked for; without it the question ends with the last hop.
    pub action: Option<Action>,
}

/// Whoever makes the first call of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A principal that signs for itself.
    Principal(Principal),
    /// A role session that is already running. How it was issued is not asked (R6.19, R6.20).
    Session(RunningSession),
}

/// A session that was issued before the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningSession {
    /// Account of the role.
    pub account: String,
    /// Name of the role.
    pub role: String,
    /// Session name.
    pub name: String,
    /// Its length in seconds; the first call says how old it is.
    pub seconds: u64,
    /// The session policy that it was issued with, as text (R6.8).
    pub policy: Option<String>,
}

impl From<Principal> for Start {
    fn from(principal: Principal) -> Start {
        Start::Principal(principal)
    }
}

/// One call of AssumeRole, AssumeRoleWithSAML or AssumeRoleWithOIDC.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hop {
    /// `RoleArn` as sent.
    pub role_arn: String,
    /// `RoleSessionName` as sent; a SAML call has none.
    pub session_name: String,
    /// `DurationSeconds`; without it 3,600 (R6.9).
    pub duration_seconds: Option<u64>,
    /// `ExternalId`.
    pub external_id: Option<String>,
    /// `SourceIdentity`.
    pub source_identity: Option<String>,
    /// `Policy`: the session policy of the new session, as text.
    pub session_policy: Option<String>,
    /// Condition keys of this call.
    pub context: Context,
    /// Seconds since the session before it was issued.
    pub offset_seconds: u64,
}

impl Hop {
    /// The condition keys of the call, with those that its parameters give.
    pub(crate) fn call_context(&self) -> Context {
        let mut context = self.context.clone();
        for (key, value) in [("sts:ExternalId", &self.external_id), ("sts:SourceIdentity", &self.source_identity)] {
            if let Some(value) = value {
                context.set(key, value.clone());
            }
        }
        context
    }
}

/// One API call that is authorized.
#[derive(Debug, Clone)]
pub struct Action {
    /// Such as `ecs:StopInstance`.
    pub name: String,
    /// Everything that the call checks; each must be allowed (R3.8).
    pub resources: Vec<Target>,
    /// Condition keys of this call.
    pub context: Context,
    /// Changes made to the world after the last session was issued.
    pub changes: Vec<Change>,
    /// Seconds since the last session was issued.
    pub offset_seconds: u64,
}

/// One resource of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The resource.
    pub resource: Resource,
    /// The resource group that it lies in, if known (R5.23).
    pub resource_group: Option<String>,
    /// Condition keys that belong to this resource, such as its tags.
    pub context: Context,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Keys that are the same, and keys that only look so.
    const KEYS: [&str; 9] = [
        "acs:SourceIp",
        "ACS:sourceip",
        "acs:SourceVpc",
        "acs:ResourceTag/Team",
        "acs:resourcetag/Team",
        "acs:ResourceTag/team",
        "acs:ResourceTag",
        "",
        "键/A",
    ];

    #[test]
    fn contexts_are_equal_in_any_order() {
        let of = |entries: &[(&str, &str)]| {
            let mut context = Context::default();
            entries.iter().for_each(|(key, value)| context.set(key, (*value).to_owned()));
            context
        };
        let [ip, mfa] = [("acs:SourceIp", "10.0.0.1"), ("acs:MFAPresent", "true")];
        assert_eq!(of(&[ip, mfa]), of(&[mfa, ip]));
        assert_ne!(of(&[ip]), of(&[ip, mfa]));
        assert_ne!(of(&[ip, mfa]), of(&[ip]));
        assert_ne!(of(&[ip, mfa]), of(&[("acs:SourceIp", "10.0.0.2"), mfa]));
        let mut listed = Context::default();
        listed.set("acs:SourceIp", vec!["10.0.0.1".to_owned()]);
        assert_eq!(listed, of(&[ip]));
        listed.set("acs:SourceIp", vec!["10.0.0.1".to_owned(); 2]);
        assert_ne!(listed, of(&[ip]));
    }

    #[test]
    fn a_context_is_a_map_of_condition_keys() {
        let mut context = Context::default();
        let mut map = BTreeMap::<ConditionKey, (&str, Vec<String>)>::new();
        let mut dice = 7_usize;
        for round in 0..600 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = KEYS[(dice >> 33) % KEYS.len()];
            let value = round.to_string();
            match round % 3 {
                0 => {
                    context.set(key, value.clone());
                    map.insert(ConditionKey::new(key), (key, vec![value]));
                }
                1 => {
                    context.set_default(key, &value);
                    map.entry(ConditionKey::new(key)).or_insert((key, vec![value]));
                }
                _ => {
                    let mut other = Context::default();
                    other.set(key, Vec::new());
                    context.add_missing(&other);
                    map.entry(ConditionKey::new(key)).or_insert((key, Vec::new()));
                }
            }
            for key in KEYS.map(ConditionKey::new) {
                assert_eq!(context.written(&key), map.get(&key).map(|(written, _)| *written), "{key:?}");
                assert_eq!(context.values(&key), map.get(&key).map(|(_, values)| values.as_slice()), "{key:?}");
            }
            let mut entries: Vec<_> = context.iter().collect();
            entries.sort_unstable_by_key(|(written, _)| ConditionKey::new(written));
            assert!(entries.into_iter().eq(map.values().map(|(written, values)| (*written, values.as_slice()))));
            if round % 50 == 49 {
                (context, map) = Default::default();
            }
        }
    }
}
