//! A meaning as one sentence.

use ram_policy::condition::Order;
use ram_policy::policy::Effect;
use ram_policy::principal::BucketPattern;
use ram_text::{Arg, Msg, code};

use super::{Actions, Claim, Meaning, Of, Relation, Resources, Who};
use crate::surroundings::Surroundings;
use crate::words::{self, joined};

fn clauses(first: Arg, last: Arg) -> Msg {
    Msg::AuthorListClauses { first, last }
}

impl Meaning {
    /// The sentence.
    pub fn sentence(&self, around: &Surroundings<'_>) -> Msg {
        let effect = match self.effect {
            Effect::Allow => "allow",
            Effect::Deny => "deny",
        };
        let sense = if self.is_except { "except" } else { "listed" };
        let part = |msg: Msg| Arg::text(msg.text(around.lang));
        let and = |parts: Vec<Msg>| words::list(parts.into_iter().map(part).collect(), around.lang);
        let actions = and(self.actions.iter().map(|it| it.words(around)).collect());
        let resources = self.resources.as_ref().map(|list| and(list.iter().map(Resources::words).collect()));
        let conditions = (!self.conditions.is_empty()).then(|| {
            joined(self.conditions.iter().map(|claim| part(claim.words(around))).collect(), around.lang, clauses)
        });
        let who = match &self.who {
            Some(Who::Trusted(list)) if list.is_empty() => return Msg::AuthorReadNobody,
            Some(who) => Some(who.words(around)),
            None => None,
        };
        match (who, resources, conditions) {
            (None, Some(resources), None) => Msg::AuthorReadGrant { effect, sense, actions, resources },
            (None, Some(resources), Some(conditions)) => {
                Msg::AuthorReadGrantIf { effect, sense, actions, resources, conditions }
            }
            (Some(who), Some(resources), None) => Msg::AuthorReadVisit { effect, sense, who, actions, resources },
            (Some(who), Some(resources), Some(conditions)) => {
                Msg::AuthorReadVisitIf { effect, sense, who, actions, resources, conditions }
            }
            (None, None, _) => Msg::AuthorReadNobody,
            (Some(who), None, conditions) => {
                let is_plain = !self.is_except && self.actions.iter().all(Actions::is_assume_role);
                match (is_plain, conditions) {
                    (true, None) => Msg::AuthorReadTrust { effect, who },
                    (true, Some(conditions)) => Msg::AuthorReadTrustIf { effect, who, conditions },
                    (false, None) => Msg::AuthorReadTrustActions { effect, sense, who, actions },
                    (false, Some(conditions)) => {
                        Msg::AuthorReadTrustActionsIf { effect, sense, who, actions, conditions }
                    }
                }
            }
        }
    }
}

impl Actions {
    fn is_assume_role(&self) -> bool {
        matches!(self, Actions::One(name) if name.eq_ignore_ascii_case("sts:AssumeRole"))
    }

    fn words(&self, around: &Surroundings<'_>) -> Msg {
        match self {
            Actions::Every => Msg::AuthorReadEveryAction,
            Actions::OfService(service) => Msg::AuthorReadEveryActionOf { service: around.service_name(service) },
            Actions::Beginning { service, with } => {
                Msg::AuthorReadActionsBeginning { service: around.service_name(service), with: code(with.as_str()) }
            }
            Actions::One(name) => Msg::AuthorReadOne { name: code(name.as_str()) },
            Actions::Like(pattern) => Msg::AuthorReadActionsLike { pattern: code(pattern.as_str()) },
        }
    }
}

impl Resources {
    fn words(&self) -> Msg {
        match self {
            Resources::Every => Msg::AuthorReadEveryResource,
            Resources::Like(pattern) if pattern.contains(['*', '?']) => {
                Msg::AuthorReadResourcesLike { pattern: code(pattern.as_str()) }
            }
            Resources::Like(arn) => Msg::AuthorReadOne { name: code(arn.as_str()) },
        }
    }
}

impl Who {
    fn words(&self, around: &Surroundings<'_>) -> Arg {
        let part = |msg: Msg| Arg::text(msg.text(around.lang));
        let list: Vec<Arg> = match self {
            Who::Trusted(list) => list.iter().filter_map(|it| words::trusted(it, around)).map(part).collect(),
            Who::Visitors { list, with_owner } => {
                let one = |it: &BucketPattern| match it {
                    BucketPattern::Everyone if *with_owner => Msg::AuthorReadEveryoneAndOwner,
                    BucketPattern::Everyone => Msg::AuthorReadEveryoneButOwner,
                    other => words::visitor(other, around),
                };
                list.iter().map(one).map(part).collect()
            }
        };
        words::list(list, around.lang)
    }
}

impl Claim {
    fn words(&self, around: &Surroundings<'_>) -> Msg {
        let part = |msg: Msg| Arg::text(msg.text(around.lang));
        let key = || code(self.key.as_str());
        let values = self.values.iter().map(|value| code(value.as_str())).collect();
        let values = joined(values, around.lang, |first, last| Msg::AuthorListOr { first, last });
        let sense = if self.is_not { "not" } else { "is" };
        if self.is_unreadable {
            // A value that is never met, asked for (never) or ruled out (always).
            let test = Msg::AuthorReadUnreadable { sense, key: key(), values };
            return self.counted(test, around);
        }
        let order = |order: Order| match order {
            Order::Equal => "equal",
            Order::Less => "less",
            Order::LessOrEqual => "at-most",
            Order::Greater => "more",
            Order::GreaterOrEqual => "at-least",
        };
        let common = self.key.to_ascii_lowercase();
        let is_common = self.of == Of::Some && !self.is_not;
        let test = match (self.relation, common.as_str()) {
            (Relation::Truth, "acs:mfapresent") if is_common => {
                return Msg::AuthorReadMfa { on: self.truth() };
            }
            (Relation::Truth, "acs:securetransport") if is_common => {
                return Msg::AuthorReadHttps { on: self.truth() };
            }
            (Relation::Within, "acs:sourceip") if is_common => return Msg::AuthorReadFrom { values },
            (Relation::Time(it), "acs:currenttime") if is_common => {
                return Msg::AuthorReadTimeNow { order: order(it), values };
            }
            (Relation::Same, "sts:externalid") if is_common => return Msg::AuthorReadExternalId { values },
            (Relation::Same | Relation::Truth, _) => Msg::AuthorReadSame { sense, key: key(), values },
            (Relation::SameInAnyCase, _) => Msg::AuthorReadSameInAnyCase { sense, key: key(), values },
            (Relation::Fits, _) => Msg::AuthorReadFits { sense, key: key(), values },
            (Relation::Number(it), _) => Msg::AuthorReadNumber { sense, order: order(it), key: key(), values },
            (Relation::Time(it), _) => Msg::AuthorReadTime { sense, order: order(it), key: key(), values },
            (Relation::Within, _) => Msg::AuthorReadWithin { sense, key: key(), values },
        };
        match (self.of, self.is_not) {
            // R4.31: what rules something out is met by a key that is not sent.
            (Of::Some, true) => Msg::AuthorReadOrAbsent { test: part(test), key: key() },
            _ => self.counted(test, around),
        }
    }

    fn counted(&self, test: Msg, around: &Surroundings<'_>) -> Msg {
        let part = |msg: Msg| Arg::text(msg.text(around.lang));
        match self.of {
            Of::Some => test,
            Of::Any => Msg::AuthorReadAny { test: part(test) },
            Of::All => Msg::AuthorReadAll { test: part(test) },
        }
    }

    fn truth(&self) -> &'static str {
        match self.values.as_slice() {
            [value] if value == "true" => "yes",
            _ => "no",
        }
    }
}
