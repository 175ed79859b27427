//! Every sentence the product shows, in English and Simplified Chinese.
//!
//! A sentence is a [`Msg`]; [`Msg::text`] gives its words in a [`Lang`] as a [`Text`]: pieces of fixed words and of
//! arguments, so that a page can draw an argument as code, in bold, or as a control. No sentence is ever glued together
//! from fragments by code: word order belongs to the language.
//!
//! ```
//! use ram_text::{Lang, Msg, code, plain};
//!
//! let sentence = Msg::VerdictNoSuchRole { role: code("ecs-admin") };
//! assert_eq!(sentence.string(Lang::En), "There is no role ecs-admin at this time.");
//! assert_eq!(sentence.string(Lang::ZhCn), "此时不存在角色 ecs-admin。");
//! assert_eq!(Msg::StepIdentityPolicies { name: plain("张三") }.string(Lang::ZhCn), "张三的权限策略");
//! ```
//!
//! # Adding a sentence
//!
//! 1. Write it in `text/en/<subject>.ftl` and, under the same key, in `text/zh-CN/<subject>.ftl`. The files are in the
//!    syntax of [Fluent](https://projectfluent.org), and all files of a folder count as one. A comment directly above
//!    the English message (`# …`) says when it is shown and becomes the documentation of the variant.
//! 2. Use it: `step-trust-policy = Trust policy of { $role }` is `Msg::StepTrustPolicy { role: code("ecs-admin") }`.
//!    The compiler checks the key and the arguments; the build says so when the languages don't fit each other.
//! 3. Run `cargo test -p ram-text`. It checks the typography of both languages, and the test `every_message_is_used`
//!    (alone: `cargo test -p ram-text --test used`) lists messages that no code mentions.
//!
//! Keys begin with their subject: `question-`, `verdict-`, `phase-`, `step-`, `outcome-`, `trace-`, `reason-`,
//! `diagnostic-`, `link-`, `page-`, and `word-` for the terms of the policy language. Variables are named for what they
//! hold: `$user`, `$account`, `$role`, `$role_account`, `$policy`, `$statement`, `$action`, `$resource`.
//!
//! | in the file | in Rust |
//! | --- | --- |
//! | `{ $role }` | `role: Arg`, made by [`code`], [`plain`], [`strong`] or `.into()` |
//! | `{ $n -> [one] 1 step *[other] { $n } steps }` | `n: usize`; Chinese just writes `{ $n }`; `[0]` is an exact number |
//! | `{ NUMBER($n) }` | `n: usize`, also without a choice; numbers are shown as 6,144 |
//! | `{ $kind -> [user] a user *[role] a role }` | `kind: &'static str` |
//! | `{ other-message }`, `{ -term }` | put in place by the build |
//!
//! Attributes, functions other than `NUMBER`, and sentences over several lines are refused by the build.
//!
//! # Writing well
//!
//! Plain, short, present tense, sentence case; no exclamation marks, no "please". A user is named, never "he" or "she":
//! "No policy of Bob allows …". Product words are the cloud's own (trust policy 信任策略, control policy 管控策略, assume
//! 扮演). Names of policies, roles, actions and resources are given as [`code`], people and companies as [`plain`].
//! English writes ’ for an apostrophe. Chinese has full-width punctuation and a space between Chinese and Latin letters,
//! digits or an argument; where an argument turns out to be Chinese, rendering takes that space away.
//!
//! An argument may be a whole [`Text`], whose pieces then keep their own styles and names:
//!
//! ```
//! use ram_text::{Arg, Lang, Msg, code};
//!
//! let roles = Msg::ListThen { first: code("hub").named("role"), next: code("ecs-admin").named("role") };
//! let roles: Arg = roles.text(Lang::En).into();
//! assert_eq!(roles.to_string(), "hub, then ecs-admin");
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

mod lang;
mod render;
mod text;

pub use lang::Lang;
pub use messages::Msg;
pub use text::{Arg, Piece, Style, Text, code, plain, strong};

/// Made by the build script from `text/`.
mod messages {
    use std::sync::LazyLock;

    use crate::render::Value;
    use crate::{Arg, Lang};

    /// The messages of a language, by number. In the program they are one text: a table of all places in it would weigh
    /// a third of its words.
    pub(crate) fn of(lang: Lang) -> &'static [&'static str] {
        static TABLES: [LazyLock<Vec<&str>>; 2] =
            [LazyLock::new(|| ENGLISH.split('\0').collect()), LazyLock::new(|| CHINESE.split('\0').collect())];
        let [english, chinese] = &TABLES;
        match lang {
            Lang::En => english,
            Lang::ZhCn => chinese,
        }
    }

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

impl Msg {
    /// The sentence in `lang`, in pieces.
    pub fn text(&self, lang: Lang) -> Text {
        render::render(messages::of(lang).get(self.number()).copied().unwrap_or_default(), lang, &self.values())
    }

    /// The sentence in `lang`, as plain text.
    pub fn string(&self, lang: Lang) -> String {
        self.text(lang).to_string()
    }
}

// Not derived: code for each of the messages would weigh more than all that draws them. For that reason the page does
// not clone messages either; the other crates may.
impl PartialEq for Msg {
    fn eq(&self, other: &Msg) -> bool {
        self.number() == other.number() && self.values() == other.values()
    }
}

impl Eq for Msg {}
