//! The state of the page and everything that can change it. Pure: knows nothing of yew or the
//! browser.

use std::rc::Rc;

use ram_policy::text::Span;
use ram_policy::trace::StepPosition;
use ram_scenario::entity::Entity;
use ram_scenario::scenario::{
    Account, Attachment, DocumentKey, Localized, PolicyType, Principal, Question, Role, Scenario,
};
use ram_scenario::steps;
use ram_text::{Lang, Msg};

pub mod history;
pub mod link;
mod tab;
pub mod words;

use history::{History, Run, Step};
pub use tab::{Tab, exists};
pub use words::Words;

/// Compares by identity: scenarios and analyses are made anew when anything in them changes.
#[derive(Debug, Clone)]
pub struct Same<T>(pub Rc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Same<T>) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A part of one document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentKey,
    /// The part of its text, in bytes.
    pub span: Span,
}

/// A change of the scenario; it enters the history.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The text of one document.
    Document {
        /// Which.
        key: DocumentKey,
        /// All of it.
        text: String,
        /// What undo calls the change, where it is not just an edit.
        name: Option<Words>,
    },
    /// The whole question.
    Question(Box<Question>),
    /// The scenario's title.
    Title(Localized),
    /// The original of an edited scenario.
    Original(Rc<Scenario>),
    /// The world, as a form has made it.
    World {
        /// The scenario with it.
        scenario: Rc<Scenario>,
        /// What undo calls the change.
        name: Words,
        /// The entity that got another name, and that name.
        renamed: Option<(Entity, String)>,
    },
}

impl Edit {
    /// What undo calls the change, and what is being typed, if it is.
    fn step(&self, before: &Scenario) -> (Words, Option<Run>) {
        match self {
            Edit::Document { key, name, .. } => {
                let name = name.clone().unwrap_or_else(|| Words::of(&steps::document(key)));
                (name, Some(Run::Document(key.clone())))
            }
            Edit::Question(question) => {
                let step = steps::question(&before.question, question);
                let name = Words::of(&step);
                let is_role = matches!(step, Msg::AskRole { .. });
                (name.clone(), Some(Run::Question((!is_role).then_some(name))))
            }
            Edit::Title(_) => (Words::of(&Msg::EditTitle), None),
            Edit::Original(_) => (Words::of(&Msg::PageOpenOriginal), None),
            Edit::World { name, .. } => (name.clone(), None),
        }
    }
}

/// A change of what is shown; it never enters the history.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// Opens something in a tab and shows it.
    Open(Tab),
    /// Closes a tab.
    Close(Tab),
    /// Opens the document and moves the cursor to the place.
    Show(Place),
    /// The pointer or focus rests on a row or on text: both sides of it are marked.
    Hover(Option<Place>),
    /// Keeps a link until it is released; the same link once more releases it.
    Pin(Option<Place>),
    /// The cursor stands in a document.
    Cursor {
        /// Which.
        document: DocumentKey,
        /// Byte.
        offset: u32,
        /// Whether it moved because text was typed.
        typing: bool,
    },
    /// Opens the deciding step, or another, in the trace.
    Step(StepPosition),
    /// The language of the page.
    Language(Lang),
    /// The theme of the page.
    Theme(Theme),
}

/// Light, dark, or as the system wishes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name in addresses and in the document.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn parse(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name || (*theme == Theme::System && name == "auto"))
    }
}

/// Everything that a person can do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Changes the scenario.
    Edit(Edit),
    /// Ends a run of typing: what follows is a new step of the history.
    Commit,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Replaces the scenario; starts a new history.
    Load(Rc<Scenario>),
    /// Changes what is shown.
    Look(Look),
}

/// Something to be brought into view once. A new number asks again, also for the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Reveal<T> {
    /// What.
    pub target: T,
    /// Counts up.
    pub nonce: u32,
}

/// Where the cursor stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The document.
    pub document: DocumentKey,
    /// Byte.
    pub offset: u32,
    /// Whether it got there by typing.
    pub typing: bool,
}

/// The state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// What the page is about.
    pub scenario: Rc<Scenario>,
    /// What it was before, and what was undone.
    pub history: Rc<History>,
    /// What is open, in the order of the tabs.
    pub tabs: Vec<Tab>,
    /// What is shown: one of the tabs.
    pub active: Option<Tab>,
    /// The language of the page.
    pub lang: Lang,
    /// The theme of the page.
    pub theme: Theme,
    /// The link that is kept.
    pub pinned: Option<Place>,
    /// The link under the pointer.
    pub hover: Option<Place>,
    /// The cursor in the shown document.
    pub cursor: Option<Cursor>,
    /// The text to bring into view.
    pub reveal: Option<Reveal<Place>>,
    /// The step to bring into view.
    pub step: Option<Reveal<StepPosition>>,
}

impl AppState {
    /// A page that has just been opened.
    pub fn new(scenario: Rc<Scenario>, lang: Lang, theme: Theme) -> AppState {
        let scenario = even_lines(scenario);
        let tabs = Vec::from_iter(first_documents(&scenario).into_iter().map(Tab::Document));
        AppState {
            active: tabs.first().cloned(),
            tabs,
            scenario,
            history: Rc::default(),
            lang,
            theme,
            pinned: None,
            hover: None,
            cursor: None,
            reveal: None,
            step: None,
        }
    }

    /// The state after an action.
    #[must_use]
    pub fn apply(&self, action: Action) -> AppState {
        let mut next = self.clone();
        match action {
            Action::Edit(edit) => next.edit(&edit),
            Action::Commit => {
                if next.history.is_open() {
                    Rc::make_mut(&mut next.history).commit();
                }
            }
            Action::Undo => {
                let step = Rc::make_mut(&mut next.history).undo(&self.scenario);
                next.restore(step);
            }
            Action::Redo => {
                let step = Rc::make_mut(&mut next.history).redo(&self.scenario);
                next.restore(step);
            }
            Action::Load(scenario) => return AppState::new(scenario, self.lang, self.theme).counting_on(self),
            Action::Look(look) => next.look(look),
        }
        next
    }

    /// The place that both sides mark: pinned beats hover, hover beats cursor. `at_cursor` finds what the cursor is in.
    pub fn linked(&self, at_cursor: impl FnOnce(&Cursor) -> Option<Place>) -> Option<Place> {
        let shown = self.cursor.as_ref().filter(|cursor| Some(&cursor.document) == self.document());
        self.pinned.clone().or_else(|| self.hover.clone()).or_else(|| shown.and_then(at_cursor))
    }

    /// The document that is shown, if one is.
    pub fn document(&self) -> Option<&DocumentKey> {
        self.active.as_ref()?.document()
    }

    /// Whether the trace goes to the marked place: only the cursor leads it, and not while text is typed.
    pub fn leads(&self) -> bool {
        self.pinned.is_none() && self.hover.is_none() && self.cursor.as_ref().is_some_and(|cursor| !cursor.typing)
    }

    /// Numbers of reveals never start again, or the page would miss the first one after a load.
    fn counting_on(mut self, before: &AppState) -> AppState {
        self.reveal = before.reveal.clone().filter(|reveal| exists(&self.scenario, &reveal.target.document));
        self.step = before.step.clone();
        self
    }

    fn edit(&mut self, edit: &Edit) {
        let before = Rc::clone(&self.scenario);
        let (scenario, renamed) = match edit.clone() {
            Edit::Document { key, text, .. } => {
                let mut scenario = (*before).clone();
                let Some(old) = scenario.document_mut(&key).filter(|_| !before.is_fixed(&key)) else { return };
                *old = text;
                (Rc::new(scenario), None)
            }
            Edit::Question(question) => (Rc::new(Scenario { question: *question, ..(*before).clone() }), None),
            Edit::Title(title) => (Rc::new(Scenario { title, ..(*before).clone() }), None),
            Edit::Original(whole) => (whole, None),
            Edit::World { scenario, renamed, .. } => (even_lines(scenario), renamed),
        };
        if scenario == before {
            return;
        }
        let (name, run) = edit.step(&before);
        if let Some((entity, to)) = &renamed {
            self.follow(entity, to);
        }
        Rc::make_mut(&mut self.history).record(&before, run, name, renamed);
        self.replace(scenario);
    }

    /// Tabs of a renamed thing, and of the documents that are part of it, stay open under the new name.
    fn follow(&mut self, entity: &Entity, to: &str) {
        for tab in self.tabs.iter_mut().chain(&mut self.active) {
            tab.follow(entity, to);
        }
    }

    fn restore(&mut self, step: Option<Step>) {
        let Some(step) = step else { return };
        if let Some((entity, to)) = &step.renamed {
            self.follow(entity, to);
        }
        self.replace(step.scenario);
        if let Some(key) = step.document {
            self.open(Tab::Document(key));
        }
    }

    /// Puts another scenario in the place of this one, and takes along what is shown of it.
    fn replace(&mut self, scenario: Rc<Scenario>) {
        let before = std::mem::replace(&mut self.scenario, scenario);
        self.hover = None;
        self.pinned = self.pinned.take().and_then(|place| link::follow(place, &before, &self.scenario));
        if let Some(gone) = self.tabs.iter().position(|tab| !tab.exists(&self.scenario)) {
            let scenario = Rc::clone(&self.scenario);
            self.tabs.retain(|tab| tab.exists(&scenario));
            if self.active.as_ref().is_some_and(|tab| !tab.exists(&scenario)) {
                self.active = self.tabs.get(gone).or(self.tabs.last()).cloned();
            }
        }
    }

    fn look(&mut self, look: Look) {
        match look {
            Look::Open(tab) => self.open(tab),
            Look::Close(tab) => self.close(&tab),
            Look::Show(place) => {
                self.open(Tab::Document(place.document.clone()));
                if self.document() == Some(&place.document) {
                    let nonce = self.reveal.as_ref().map_or(1, |reveal| reveal.nonce.wrapping_add(1));
                    self.cursor =
                        Some(Cursor { document: place.document.clone(), offset: place.span.start, typing: false });
                    self.reveal = Some(Reveal { target: place, nonce });
                }
            }
            Look::Hover(place) => self.hover = place,
            Look::Pin(place) => self.pinned = place.filter(|place| self.pinned.as_ref() != Some(place)),
            Look::Cursor { document, offset, typing } => self.cursor = Some(Cursor { document, offset, typing }),
            Look::Step(target) => {
                let nonce = self.step.as_ref().map_or(1, |step| step.nonce.wrapping_add(1));
                self.step = Some(Reveal { target, nonce });
            }
            Look::Language(lang) => self.lang = lang,
            Look::Theme(theme) => self.theme = theme,
        }
    }

    fn open(&mut self, tab: Tab) {
        if !tab.exists(&self.scenario) {
            return;
        }
        if !self.tabs.contains(&tab) {
            self.tabs.push(tab.clone());
        }
        self.active = Some(tab);
    }

    fn close(&mut self, tab: &Tab) {
        let Some(place) = self.tabs.iter().position(|open| open == tab) else { return };
        self.tabs.remove(place);
        if self.active.as_ref() == Some(tab) {
            self.active = self.tabs.get(place).or(self.tabs.last()).cloned();
        }
    }
}

/// Documents with `\n` at the end of each line and no byte order mark. Editors know no other documents, and offsets
/// would not fit.
pub fn even_lines(scenario: Rc<Scenario>) -> Rc<Scenario> {
    let is_odd = |text: &str| text.contains('\r') || text.starts_with('\u{feff}');
    let odd = Vec::from_iter(scenario.documents().into_iter().filter(|key| scenario.document(key).is_some_and(is_odd)));
    if odd.is_empty() {
        return scenario;
    }
    let mut even = (*scenario).clone();
    for key in odd {
        if let Some(text) = even.document_mut(&key) {
            *text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        }
    }
    Rc::new(even)
}

/// The documents that a scenario opens with: the trust policy of the first role that the question assumes and the
/// policies of the last one; for a direct question the caller's; else whichever comes first.
fn first_documents(scenario: &Scenario) -> Vec<DocumentKey> {
    let question = &scenario.question;
    let roles = Vec::from_iter(question.assume_role.iter().filter_map(|hop| scenario_role(scenario, &hop.role_arn)));
    let mut keys = Vec::new();
    if let (Some((first_account, first)), Some((account, last))) = (roles.first(), roles.last()) {
        keys.push(DocumentKey::Trust { account: first_account.id.clone(), role: first.name.clone() });
        keys.extend(last.policies.iter().map(|attachment| attached(account, attachment)));
    } else if let Some(Principal::User { account, name }) = &question.principal {
        let account = scenario.account(account);
        let user = account.and_then(|account| account.users.iter().find(|user| user.name == *name));
        if let (Some(account), Some(user)) = (account, user) {
            keys.extend(user.policies.iter().map(|attachment| attached(account, attachment)));
        }
    }
    keys.retain(|key| exists(scenario, key));
    if keys.is_empty() {
        keys.extend(scenario.documents().into_iter().next());
    }
    keys
}

fn attached(account: &Account, attachment: &Attachment) -> DocumentKey {
    let policy = attachment.policy.clone();
    match attachment.kind {
        PolicyType::Custom => DocumentKey::Custom { account: account.id.clone(), policy },
        PolicyType::System => DocumentKey::System { policy },
    }
}

fn scenario_role<'a>(scenario: &'a Scenario, arn: &str) -> Option<(&'a Account, &'a Role)> {
    let (account, name) = arn.strip_prefix("acs:ram::")?.split_once(":role/")?;
    let account = scenario.account(account)?;
    let role = account.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name))?;
    Some((account, role))
}

#[cfg(test)]
mod tests;
