//! Who calls, looked up once.

use std::borrow::Cow;

use crate::compiled::{CompiledRole, CompiledUser, CompiledWorld, Policies};
use crate::principal::{Caller, Principal};
use crate::trace::{Rejection, Session};

/// A caller, and what the world knows of it.
#[derive(Debug)]
pub struct Known<'a> {
    pub who: Cow<'a, Caller>,
    entry: Entry<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Entry<'a> {
    User(&'a CompiledUser),
    Role(&'a CompiledRole),
    /// An account owner.
    Owner,
    /// Services, identity providers and nobody are no part of a world.
    Outside,
    /// A user, owner or role that should be part of the world and is not.
    Missing,
}

impl<'a> Known<'a> {
    pub fn new(world: &'a CompiledWorld, caller: Cow<'a, Caller>) -> Known<'a> {
        let entry = match &*caller {
            Caller::Principal(Principal::User { account, name }) => world.user(account, name).map(Entry::User),
            Caller::Principal(Principal::Root { account }) => world.account(account).map(|_| Entry::Owner),
            Caller::Session { account, role, .. } => world.role(account, role).map(Entry::Role),
            Caller::Principal(_) => Some(Entry::Outside),
        };
        Known { who: caller, entry: entry.unwrap_or(Entry::Missing) }
    }

    pub fn principal(world: &'a CompiledWorld, principal: &Principal) -> Known<'a> {
        if let Principal::User { account, name } = principal
            && let Some(user) = world.user(account, name)
            // The name may be written in another case.
            && user.caller.principal() == Some(principal)
        {
            return Known { who: Cow::Borrowed(&user.caller), entry: Entry::User(user) };
        }
        Known::new(world, Cow::Owned(Caller::Principal(principal.clone())))
    }

    /// R5.20: the caller's policies, for one that has any.
    pub fn policies(&self) -> Option<&'a Policies> {
        match self.entry {
            Entry::User(user) => Some(&user.policies),
            Entry::Role(role) => Some(&role.policies),
            Entry::Owner | Entry::Outside | Entry::Missing => None,
        }
    }

    /// The numeric ID of a RAM user, as bucket policies name it.
    pub fn user_id(&self) -> Option<&'a str> {
        match self.entry {
            Entry::User(user) => user.id.as_deref(),
            _ => None,
        }
    }

    /// R5.13: whether a session of a service-linked role calls.
    pub fn is_service_linked(&self) -> bool {
        matches!(self.entry, Entry::Role(role) if role.is_service_linked)
    }

    /// Whether the caller exists, and its session is alive at the time of the call.
    pub fn check(&self, session: Option<&Session>, offset_seconds: u64) -> Result<(), Rejection> {
        match self.entry {
            Entry::Missing if matches!(*self.who, Caller::Session { .. }) => Err(Rejection::RoleDeleted),
            Entry::Missing => Err(Rejection::UnknownPrincipal),
            Entry::Role(_) if session.is_some_and(|session| offset_seconds >= session.seconds) => {
                Err(Rejection::Expired)
            }
            _ => Ok(()),
        }
    }
}
