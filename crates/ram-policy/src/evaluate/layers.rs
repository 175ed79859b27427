//! The stations that look at policies, one function for each.

use std::sync::Arc;

use crate::arn::Arn;
use crate::evaluate::basic::{Facts, Visit};
use crate::evaluate::{absent, alone};
use crate::policy::Document;
use crate::principal::{Caller, Principal};
use crate::rule::Rule;
use crate::sts;
use crate::trace::{Absence, Decision, Layer, Note, Outcome, Rejection, Row, RowLabel, Session, Step};
use crate::world::{Attachment, Role, Scope};

/// How far identity policies reach (R3.9).
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// Resources of the caller's own account.
    OwnAccount,
    /// Roles of any account (R5.42).
    AssumeRole,
    /// Another account's bucket: they don't count, but a Deny does (R5.31, R5.33).
    ForeignBucket,
    /// Anything else of another account: never (R5.32).
    ForeignAccount,
}

impl<'a> Facts<'a> {
    /// R5.10 to R5.18: bottom up, each level must allow. `exempt` is a service-linked role.
    pub(super) fn control_policies(&self, owner: Option<&str>, exempt: bool, rules: &[Rule]) -> Step {
        let none = |absence, rules: &[Rule]| absent(Layer::ControlPolicies, owner, absence, rules);
        let Some(directory) = &self.world.directory else { return none(Absence::NoDirectory, &[Rule::R5_11]) };
        if !directory.control_policies_enabled {
            return none(Absence::ControlPoliciesOff, &[Rule::R5_18]);
        }
        let Some(owner_id) = owner else { return none(Absence::NoOwner, &[Rule::R5_11]) };
        let levels = directory.levels(owner_id);
        if levels.is_empty() {
            return none(Absence::NotMember, &[Rule::R5_11]);
        }
        if self.caller.is_root() && self.caller.account() == owner {
            return none(Absence::OwnerExempt, &[Rule::R5_13]);
        }
        if self.caller.identity_account() == Some(directory.management_account.as_str()) {
            return none(Absence::ManagementExempt, &[Rule::R5_13]);
        }
        if exempt {
            return none(Absence::ServiceLinkedExempt, &[Rule::R5_13]);
        }
        let mut rows: Vec<Row> = Vec::with_capacity(levels.len());
        for node in levels {
            let label = RowLabel::Level(node.id.clone());
            let is_open = rows.iter().all(|row| row.outcome == Outcome::Decided(Decision::Allow));
            rows.push(if is_open {
                self.basic(label, node.policies.iter().map(|policy| (policy, None)), Visit::None)
            } else {
                Row { label, outcome: Outcome::NotReached, policies: Vec::new() }
            });
        }
        let mut rules = rules.to_vec();
        rules.extend(match self.caller {
            Caller::Principal(Principal::Anonymous) => Some(Rule::R5_13Anonymous),
            Caller::Principal(Principal::Service { .. }) => Some(Rule::R5_13Services),
            Caller::Principal(Principal::Saml { .. } | Principal::Oidc { .. }) => Some(Rule::R5_45Controlled),
            _ => None,
        });
        let outcome = rows
            .iter()
            .map(|row| row.outcome)
            .find(|outcome| *outcome != Outcome::Decided(Decision::Allow))
            .unwrap_or(Outcome::Decided(Decision::Allow));
        Step {
            layer: Layer::ControlPolicies,
            owner: Some(directory.management_account.clone()),
            outcome,
            rows,
            note: None,
            rules,
        }
    }

    /// R5.44, R6.8: the session policy that the calling session carries.
    pub(super) fn session_policy(&self, session: Option<&Session>, rules: &[Rule]) -> Step {
        let owner = session.and_then(|session| session.issued_to.as_deref());
        let Some(policy) = session.and_then(|session| session.policy.as_ref()) else {
            return absent(Layer::SessionPolicy, owner, Absence::NoSessionPolicy, &[Rule::R6_8]);
        };
        let row = self.basic(RowLabel::Single, [(policy, None)], Visit::None);
        Step {
            layer: Layer::SessionPolicy,
            owner: owner.map(str::to_owned),
            outcome: row.outcome,
            rows: vec![row],
            note: None,
            rules: rules.to_vec(),
        }
    }

    /// R5.20 to R5.27, and how far they reach (R3.9, R5.31 to R5.33).
    pub(super) fn identity_policies(&self, reach: Reach, resource_group: Option<&str>) -> Step {
        let owner = self.caller.account();
        let Some(attachments) = self.attachments() else {
            return absent(Layer::IdentityPolicies, owner, Absence::NoIdentity, &[alone(self.caller)]);
        };
        let in_scope = |scope: &Scope| {
            let scope = scope.clone();
            attachments
                .iter()
                .filter(move |(attachment, _)| attachment.scope == scope)
                .map(|(attachment, group)| (&attachment.policy, *group))
                .collect::<Vec<_>>()
        };
        let account = self.basic(RowLabel::AccountScope, in_scope(&Scope::Account), Visit::None);
        let label = RowLabel::ResourceGroupScope(resource_group.map(str::to_owned));
        let nothing = |outcome| Row { label: label.clone(), outcome, policies: Vec::new() };
        let group = match (account.outcome, reach, resource_group) {
            // R5.24: assuming a role is tied to no resource group.
            (_, Reach::AssumeRole, _) => nothing(Outcome::Absent(Absence::NotInResourceGroup)),
            (_, Reach::ForeignAccount | Reach::ForeignBucket, _) => nothing(Outcome::Absent(Absence::ForeignResource)),
            (_, _, None) => nothing(Outcome::Absent(Absence::NoResourceGroup)),
            // R5.23
            (Outcome::Decided(Decision::ImplicitDeny), _, Some(id)) => {
                self.basic(label.clone(), in_scope(&Scope::ResourceGroup(id.to_owned())), Visit::None)
            }
            // R5.22: an account-level Allow or Deny is final.
            _ => nothing(Outcome::NotReached),
        };
        let own = match group.outcome {
            Outcome::Decided(_) | Outcome::Refused => group.outcome,
            Outcome::Absent(_) | Outcome::NotReached => account.outcome,
        };
        let implicit = Outcome::Decided(Decision::ImplicitDeny);
        let (outcome, note, rule) = match (reach, own) {
            (Reach::OwnAccount | Reach::AssumeRole, _) => (own, None, None),
            (_, Outcome::Refused) => (own, None, None),
            (Reach::ForeignBucket, Outcome::Decided(Decision::ExplicitDeny)) => (own, None, Some(Rule::R5_33)),
            (Reach::ForeignBucket, _) => (implicit, Some(Note::ForeignBucket), Some(Rule::R5_31)),
            (Reach::ForeignAccount, _) => (implicit, Some(Note::ForeignAccount), Some(Rule::R5_32)),
        };
        let mut rules = vec![Rule::R5_1, Rule::R5_20];
        if attachments.iter().any(|(attachment, _)| attachment.scope != Scope::Account) {
            rules.extend([Rule::R5_21, Rule::R5_22, Rule::R5_23, Rule::R5_24]);
        }
        rules.extend(rule);
        Step {
            layer: Layer::IdentityPolicies,
            owner: owner.map(str::to_owned),
            outcome,
            rows: vec![account, group],
            note,
            rules,
        }
    }

    /// R5.20: the caller's policies; for a user those of its groups too, for a session the role's.
    fn attachments(&self) -> Option<Vec<(&'a Attachment, Option<&'a str>)>> {
        match self.caller {
            Caller::Principal(Principal::User { account, name }) => {
                let account = self.world.account(account)?;
                let user = account.user(name)?;
                let groups = account.groups.iter().filter(|group| user.groups.contains(&group.name));
                let through_groups = groups
                    .flat_map(|group| group.policies.iter().map(move |policy| (policy, Some(group.name.as_str()))));
                Some(user.policies.iter().map(|policy| (policy, None)).chain(through_groups).collect())
            }
            Caller::Session { account, role, .. } => {
                let role = self.world.account(account)?.role(role)?;
                Some(role.policies.iter().map(|policy| (policy, None)).collect())
            }
            Caller::Principal(_) => None,
        }
    }

    /// The role's trust policy, held against the caller.
    pub(super) fn trust_policy(&self, account: &str, role: &Role) -> Step {
        self.own_policy(Layer::TrustPolicy, account, role.trust_policy.as_ref(), Visit::Role(account), &[Rule::R2_2])
    }

    /// The bucket policy, or nothing where the service has no resource policies (R5.28, R5.29).
    pub(super) fn resource_policy(&self, owner: Option<&str>) -> Step {
        let none = |absence, rule| absent(Layer::ResourcePolicy, owner, absence, &[rule]);
        let Some(bucket) = self.bucket_name() else { return none(Absence::ServiceHasNone, Rule::R5_28) };
        let Some(owner) = owner else { return none(Absence::NoOwner, Rule::R3_8a) };
        let policy = self.world.bucket(owner, bucket).map(|bucket| &bucket.policy);
        self.own_policy(Layer::ResourcePolicy, owner, policy, Visit::Bucket(owner), &[Rule::R2_10, Rule::R5_28])
    }

    fn own_policy(
        &self,
        layer: Layer,
        owner: &str,
        policy: Option<&Arc<Document>>,
        visit: Visit<'_>,
        rules: &[Rule],
    ) -> Step {
        let owner = Some(owner.to_owned());
        match policy {
            Some(policy) => {
                let row = self.basic(RowLabel::Single, [(policy, None)], visit);
                Step { layer, owner, outcome: row.outcome, rows: vec![row], note: None, rules: rules.to_vec() }
            }
            None => Step {
                layer,
                owner,
                outcome: Outcome::Decided(Decision::ImplicitDeny),
                rows: Vec::new(),
                note: Some(Note::NoPolicy),
                rules: vec![Rule::R5_29],
            },
        }
    }

    pub(super) fn bucket_name(&self) -> Option<&'a str> {
        self.resource.arn().and_then(Arn::bucket)
    }

    /// The role that a plain call of sts:AssumeRole is about: such a call follows the special
    /// process too (R5.40), and needs a role that exists (R6.2).
    pub(super) fn assumed_role(&self) -> Result<Option<(&'a str, &'a Role)>, Rejection> {
        if !sts::is_assume_role(self.action) {
            return Ok(None);
        }
        let arn = self.resource.arn().ok_or(Rejection::MissingRoleArn)?;
        let account = self.world.account(arn.account());
        let role = account.zip(arn.role_name()).and_then(|(account, name)| Some((account, account.role(name)?)));
        role.map(|(account, role)| Some((account.id.as_str(), role))).ok_or(Rejection::NoSuchRole)
    }
}
