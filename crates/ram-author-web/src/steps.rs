//! What undo calls the changes of a document that are made here and not typed.

use ram_author::form::{Element, FormEdit, List, StatementEdit};
use ram_policy_playground::components::documents;
use ram_policy_playground::state::Words;
use ram_scenario::scenario::DocumentKey;
use ram_text::{Arg, Lang, Msg, code};

/// A change of a document.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// Another layout.
    Format,
    /// The canonical form.
    Canonical,
    /// A quick fix of a finding with this code.
    Fix(&'a str),
    /// A document that begins with a statement.
    Begin,
    /// A change of its form, and what comes with it.
    Form(&'a FormEdit),
}

impl Step<'_> {
    /// What undo calls it.
    pub fn name(self, document: &DocumentKey) -> Words {
        Words::of_each(|lang| self.message(named(document, lang)))
    }

    fn message(self, policy: Arg) -> Msg {
        match self {
            Step::Format => Msg::FormStepFormat { policy },
            Step::Canonical => Msg::FormStepCanonical { policy },
            Step::Fix(finding) => Msg::FormStepFix { code: code(finding), policy },
            Step::Begin => Msg::FormStepBegin { policy },
            Step::Form(edit) => change(edit, policy),
        }
    }
}

/// The document as a part of a sentence.
fn named(document: &DocumentKey, lang: Lang) -> Arg {
    match document {
        DocumentKey::Custom { policy, .. } | DocumentKey::Control { policy } => {
            Arg::text(Msg::FormStepPolicy { policy: code(policy.as_str()) }.text(lang))
        }
        document => documents::in_sentence(document, lang),
    }
}

fn change(change: &FormEdit, policy: Arg) -> Msg {
    let statement = |deed, at: usize, policy| Msg::FormStepStatement { deed, number: at + 1, policy };
    match change {
        FormEdit::SetVersion(_) => Msg::FormStepVersion { policy },
        FormEdit::AddStatement { at, .. } => statement("add", *at, policy),
        FormEdit::RemoveStatement(at) => statement("delete", *at, policy),
        FormEdit::DuplicateStatement(at) => statement("duplicate", *at, policy),
        FormEdit::MoveStatement { from, .. } => statement("move", *from, policy),
        FormEdit::Statement { at, edit } => Msg::FormStepElement { element: element(edit), number: at + 1, policy },
    }
}

/// The part of a statement that a change is about, as the message knows it.
fn element(change: &StatementEdit) -> &'static str {
    match change {
        StatementEdit::SetEffect(_) => "effect",
        StatementEdit::SetSid(_) => "sid",
        StatementEdit::Negate { element: Element::Action, .. } => "actions",
        StatementEdit::Negate { element: Element::Resource, .. } => "resources",
        StatementEdit::Add(list, _) | StatementEdit::Set(list, ..) | StatementEdit::Remove(list, _) => match list {
            List::Action => "actions",
            List::Resource => "resources",
            List::Principal(_) => "principals",
            List::Values(_) => "conditions",
        },
        StatementEdit::AddCondition { .. }
        | StatementEdit::RemoveCondition(_)
        | StatementEdit::SetOperator(..)
        | StatementEdit::SetKey(..) => "conditions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(step: Step<'_>, document: &DocumentKey, english: &str, chinese: &str) {
        let name = step.name(document);
        assert_eq!((name.get(Lang::En), name.get(Lang::ZhCn)), (english, chinese));
    }

    #[test]
    fn steps_say_what_was_done_to_which_document() {
        let account = || "1234567890123456".to_owned();
        let custom = &DocumentKey::Custom { account: account(), policy: "ops".to_owned() };
        let trust = &DocumentKey::Trust { account: account(), role: "ecs-admin".to_owned() };
        let session = &DocumentKey::Session { hop: 0 };
        check(Step::Format, custom, "Format policy ops", "整理策略 ops 的格式");
        check(Step::Format, trust, "Format the trust policy of ecs-admin", "整理 ecs-admin 的信任策略的格式");
        check(Step::Canonical, custom, "Write policy ops in canonical form", "将策略 ops 写成规范形式");
        check(
            Step::Fix("Invalid effect"),
            custom,
            "Fix Invalid effect in policy ops",
            "修复策略 ops 中的 Invalid effect",
        );
        check(Step::Begin, session, "Begin the session policy", "开始编写会话策略");
        let value = || "x".to_owned();
        let of = |edit| FormEdit::Statement { at: 1, edit };
        let form = |change: &FormEdit, english, chinese| check(Step::Form(change), custom, english, chinese);
        form(
            &of(StatementEdit::Set(List::Values(0), 0, value())),
            "Change the conditions of statement 2 in policy ops",
            "修改策略 ops 中语句 2 的条件",
        );
        form(
            &of(StatementEdit::SetEffect(value())),
            "Change the effect of statement 2 in policy ops",
            "修改策略 ops 中语句 2 的效果",
        );
        form(
            &of(StatementEdit::Add(List::Action, value())),
            "Change the actions of statement 2 in policy ops",
            "修改策略 ops 中语句 2 的操作",
        );
        form(&FormEdit::MoveStatement { from: 2, to: 0 }, "Move statement 3 of policy ops", "移动策略 ops 的语句 3");
        form(&FormEdit::SetVersion(value()), "Change the version of policy ops", "修改策略 ops 的版本");
    }
}
