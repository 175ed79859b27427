//! What becomes of something that is dropped or pasted.

use std::rc::Rc;

use ram_catalog::system_policy;
use ram_policy::arn::Arn;
use ram_policy::json::meant_mark;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_policy_playground::components::world::subject::Subject;
use ram_scenario::edit::trusted::Trusted;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, Holder, New, fresh};
use ram_scenario::scenario::{
    Attachment, CustomPolicy, DocumentKey, PolicyType, Principal, Question, Role, Scenario, Scope,
};
use ram_scenario::{people, question};

use ram_text::{Lang, Msg, code, plain};

use crate::entities::offers::Row;
use crate::entities::wish::holder;

/// The edit of dropping one row of the world on another; or why there is none.
pub fn dropped(scenario: &Scenario, row: &Row, onto: &Row, lang: Lang) -> Result<Edit, Rc<Msg>> {
    if let (Some((attachment, account)), Some(to)) = (attachment(row), held_by(onto)) {
        return match account.filter(|account| *account != to.account) {
            Some(account) => Err(Rc::new(Msg::EntityDropOtherAccount {
                policy: code(attachment.policy),
                account: plain(people::account_name(scenario, account).get(lang.tag())),
            })),
            None => Ok(Edit::Attach { to, attachment }),
        };
    }
    moved(scenario, row, onto).ok_or_else(|| Rc::new(Msg::EntityDropNothing))
}

/// The edit of dropping something that is not attached.
fn moved(scenario: &Scenario, row: &Row, onto: &Row) -> Option<Edit> {
    let (Row::Subject(Subject::Entity(row)), Row::Subject(Subject::Entity(onto))) = (row, onto) else { return None };
    match (row, onto) {
        (Entity::User { account, name }, Entity::Group { account: of, name: group })
        | (Entity::Group { account: of, name: group }, Entity::User { account, name })
            if account == of =>
        {
            Some(Edit::Join { account: account.clone(), user: name.clone(), group: group.clone() })
        }
        (Entity::Folder(node) | Entity::Member(node), Entity::Folder(parent)) => {
            Some(Edit::Directory(DirectoryEdit::MoveTo { node: node.clone(), parent: parent.clone() }))
        }
        (Entity::ControlPolicy(policy), Entity::Folder(node) | Entity::Member(node)) => {
            Some(Edit::Directory(DirectoryEdit::Attach { node: node.clone(), policy: policy.clone() }))
        }
        // Among its own kind it takes the other one's place.
        _ if row.kind() == onto.kind() && row.account() == onto.account() => {
            Some(Edit::Move { entity: row.clone(), to: onto.place(scenario)? })
        }
        _ => None,
    }
}

/// A policy that can be attached, at the scope at which it is attached where it comes from; with the account that alone
/// can attach it, if it is a custom policy.
fn attachment(row: &Row) -> Option<(Attachment, Option<&str>)> {
    match row {
        Row::Subject(Subject::Held(holder, attachment)) => {
            let is_custom = attachment.kind == PolicyType::Custom;
            Some((attachment.clone(), is_custom.then_some(holder.account.as_str())))
        }
        Row::Subject(Subject::Entity(Entity::Policy { account, name })) => {
            let attachment = Attachment { policy: name.clone(), kind: PolicyType::Custom, scope: Scope::Account };
            Some((attachment, Some(account)))
        }
        Row::Document(DocumentKey::System { policy }, _) => {
            let attachment = Attachment { policy: policy.clone(), kind: PolicyType::System, scope: Scope::Account };
            Some((attachment, None))
        }
        _ => None,
    }
}

fn held_by(onto: &Row) -> Option<Holder> {
    match onto {
        Row::Subject(Subject::Entity(entity)) => holder(entity),
        Row::Subject(Subject::Held(holder, _)) => Some(holder.clone()),
        Row::Document(DocumentKey::Trust { account, role }, _) => Some(Holder::role(account, role)),
        _ => None,
    }
}

/// What a pasted text makes.
#[derive(Debug, Clone, PartialEq)]
pub enum Pasted {
    /// A new entity in the world.
    New(Box<New>),
    /// Another question.
    Question(Box<Question>),
    /// A system policy, which is shown.
    SystemPolicy(String),
}

/// A text without the fence that Markdown puts around it, as chats and documentation are copied: a line of three or more
/// backticks or tildes, perhaps with the name of a language, and one such line at the end.
pub fn unfenced(text: &str) -> &str {
    let whole = text.trim();
    let inside = ['`', '~'].into_iter().find_map(|mark| {
        let name = whole.trim_start_matches(mark);
        let fence = whole.get(..whole.len() - name.len()).filter(|fence| fence.len() >= 3)?;
        // On one line it is no fence.
        let (_, lines) = name.split_once('\n')?;
        let lines = lines.trim_end_matches(mark);
        whole.ends_with(fence).then(|| lines.trim())
    });
    inside.unwrap_or(text)
}

/// What a pasted text makes: a policy becomes a custom policy of this account, a trust policy a role, a user's or
/// role's ARN asks about that user or role, and any other ARN about that resource. Nothing where the text is none of
/// these.
pub fn pasted(scenario: &Scenario, account: &str, text: &str) -> Option<Pasted> {
    let text = text.trim();
    if text.starts_with('{') {
        return policy(scenario, account, text).map(|new| Pasted::New(Box::new(new)));
    }
    let arn = Arn::parse(text).ok()?;
    if let Some(policy) = text.strip_prefix("acs:ram:*:system:policy/").filter(|name| system_policy(name).is_some()) {
        return Some(Pasted::SystemPolicy(policy.to_owned()));
    }
    let of = question::arn_account(text).unwrap_or_default();
    let before = &scenario.question;
    let asked = match (user_name(text), question::role_name(text)) {
        (_, Some(_)) => question::choose_role(before, 0, text),
        (Some(name), None) => {
            question::choose_principal(before, Principal::User { account: of, name: name.to_owned() })
        }
        (None, None) => question::choose_resource(before, 0, &arn.to_string()),
    };
    Some(Pasted::Question(Box::new(asked)))
}

/// The name of the user whose ARN it is.
fn user_name(arn: &str) -> Option<&str> {
    let mut fields = arn.splitn(5, ':');
    (fields.nth(1) == Some("ram")).then(|| fields.nth(2)?.strip_prefix("user/")).flatten()
}

fn policy(scenario: &Scenario, account: &str, text: &str) -> Option<New> {
    let read = |kind| Document::parse(DocumentId::new("pasted"), "", kind, text);
    let trust = read(PolicyKind::Trust);
    if trust.first_error().is_none() && trust.policy.as_ref().is_some_and(|policy| !policy.statements.is_empty()) {
        let New::Role { role, account } = fresh::role(scenario, account, &Trusted::Account(account.to_owned())) else {
            return None;
        };
        return Some(New::Role { account, role: Role { trust_policy: Some(text.to_owned()), ..role } });
    }
    // A policy with faults is kept as well: what is wrong with it is what people want to know.
    // Its quotes may be curly ones, which is then said.
    let is_quote = |c: char| c == '"' || meant_mark(c) == Some('"');
    let is_name = |name: &str| {
        let mut places =
            text.match_indices(name).filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + name.len()..)?)));
        places.any(|(before, behind)| before.ends_with(is_quote) && behind.starts_with(is_quote))
    };
    let is_policy = is_name("Statement") || is_name("Effect");
    let New::Policy { account, policy } = fresh::policy(scenario, account) else { return None };
    let policy = CustomPolicy { document: text.to_owned(), ..policy };
    is_policy.then_some(New::Policy { account, policy })
}
