//! The button that adds a statement: it opens a menu of what the statement begins with.

use std::rc::Rc;

use ram_author::form::{blank_statement, statements};
use ram_author::layout::Draft;
use ram_author::offer::starters;
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::popover::Closed;
use ram_scenario::edit::fresh;
use ram_scenario::scenario::DocumentKey;
use ram_text::Msg;
use yew::prelude::*;

use super::Ctx;
use crate::menu::{Line, Menu};

/// The id of the button.
pub(super) const ADD_ID: &str = "ve-add";

const MENU_ID: &str = "ve-add-menu";

#[derive(Clone, Properties, PartialEq)]
pub(super) struct AddProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// Its classes.
    pub class: Classes,
    /// What it says, where that is not its whole name.
    pub label: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// The statement to add.
    pub on_add: Callback<Draft>,
}

/// What a statement can begin with, the plainest first, with its words.
fn lines(ctx: &Ctx) -> Vec<(String, Draft)> {
    let (words, plainest) = match &ctx.props.document {
        DocumentKey::Bucket { account, bucket } => {
            let owner = statements(&fresh::owner_reads(account, bucket)).and_then(|it| it.into_iter().next());
            (Msg::FormOwnerStatement, owner.unwrap_or_else(|| blank_statement(ctx.kind)))
        }
        _ => (Msg::FormEmptyStatement, blank_statement(ctx.kind)),
    };
    let plainest = (words.string(ctx.lang()), plainest);
    let others = starters(&ctx.around()).into_iter().map(|it| (it.name.to_string(), it.statement));
    std::iter::once(plainest).chain(others).collect()
}

/// The button, and the menu while it is open.
#[component]
pub(super) fn Add(props: &AddProps) -> Html {
    let AddProps { ctx, on_add, name, .. } = props;
    let is_open = use_state(|| false);
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let onkeydown = {
        let is_open = is_open.setter();
        move |event: KeyboardEvent| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                is_open.set(true);
            }
        }
    };
    let on_close = {
        let is_open = is_open.setter();
        Callback::from(move |closed: Closed| {
            is_open.set(false);
            if let Some(button) = browser::by_id(ADD_ID).filter(|_| closed == Closed::Back) {
                browser::focus(&button);
            }
        })
    };
    let menu = is_open.then(|| {
        let line = |(at, (label, statement)): (usize, (String, Draft))| Line {
            icon: "",
            label,
            key: None,
            // What follows the plainest one is about something.
            is_apart: at == 1,
            obstacle: None,
            on_choose: on_add.reform(move |()| statement.clone()),
        };
        let lines = lines(ctx).into_iter().enumerate().map(line).collect();
        Menu { id: MENU_ID, label: name.to_string(), anchor: ADD_ID, lines, on_close: &on_close }.draw()
    });
    html! {
        <>
            <button id={ADD_ID} type="button" class={props.class.clone()} aria-label={name.clone()} title={name.clone()}
                aria-haspopup="menu" aria-expanded={is_open.to_string()} aria-controls={is_open.then_some(MENU_ID)}
                {onclick} {onkeydown}>
                { icon::draw_with("plus", "i-14") }{ props.label.clone() }{ icon::draw_with("chevron-down", "i-12") }
            </button>
            { menu.unwrap_or_default() }
        </>
    }
}

#[cfg(test)]
mod tests {
    use ram_author::form::{Form, FormEdit, after};
    use ram_policy::policy::PolicyKind;
    use ram_text::Lang;

    use super::*;
    use crate::visual::tests::context;

    /// Every line of the menu adds one statement behind the others, in both languages the same.
    #[test]
    fn each_line_adds_its_statement() {
        let account = || "1234567890123456".to_owned();
        let documents = [
            DocumentKey::Custom { account: account(), policy: "p".to_owned() },
            DocumentKey::Trust { account: account(), role: "r".to_owned() },
            DocumentKey::Bucket { account: account(), bucket: "b".to_owned() },
            DocumentKey::Control { policy: "c".to_owned() },
            DocumentKey::Session { hop: 0 },
        ];
        let before = "{\r\n  \"Statement\" :[ {\"Sid\": \"一\"} ]\r\n}";
        for document in documents {
            let [english, chinese] = [Lang::En, Lang::ZhCn].map(|lang| lines(&context(&document, before, lang)));
            assert!(english.len() > 2, "{document}");
            assert_eq!(english.len(), chinese.len());
            for ((name, statement), (zh, zh_statement)) in english.iter().zip(&chinese) {
                assert_eq!(statement, zh_statement, "{name} {zh}");
                assert_ne!(name, zh);
                let kind = context(&document, before, Lang::En).kind;
                assert_ne!(kind, PolicyKind::System);
                let add = FormEdit::AddStatement { at: 1, statement: statement.clone() };
                let text = after(kind, before, &[add]).unwrap();
                assert_eq!(Form::read(kind, &text).unwrap().statements.len(), 2, "{text}");
                assert!(text.starts_with("{\r\n  \"Statement\" :[ {\"Sid\": \"一\"}, {"), "{text}");
                assert!(text.ends_with("} ]\r\n}"), "{text}");
            }
            // An empty `Principal` would be everyone (R2.18), so a bucket policy's first statement is whole.
            if let DocumentKey::Bucket { account, bucket } = &document {
                let read = crate::visual::Reading::of(&context(
                    &document,
                    &super::super::first_text(english[0].1.clone()),
                    Lang::En,
                ));
                assert_eq!(read.findings, []);
                let statement = &read.statements()[0];
                assert_eq!(statement.principals[0].value.value, *account);
                assert!(statement.resource.as_ref().unwrap().values[0].value.ends_with(&format!(":{bucket}/*")));
            }
            let names = english.iter().map(|(name, _)| name).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(names.len(), english.len(), "{names:?}");
        }
    }
}
