//! The list of actions beside a statement's own: found by what was typed and by access level, with what is covered
//! already.

use ram_catalog::{AccessLevel, Action, ActionRef, Catalogue, Service};
use ram_policy::diagnostic::Problem;
use ram_policy::pattern::{Case, Pattern, is_name};
use ram_policy::policy::PolicyKind;
use ram_scenario::diagnostics;
use ram_text::{Lang, Msg, Text, plain};

use crate::complete::actions::{access_name, action_detail, matching};
use crate::rank;
use crate::surroundings::Surroundings;

/// The most rows of a list.
pub const LONGEST_LIST: usize = 100;

/// A class of access, as the list can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Lists resources.
    List,
    /// Reads a resource.
    Read,
    /// Makes, changes or removes a resource.
    Write,
    /// Not classified.
    Other,
}

impl Level {
    /// All, in the order of the list.
    pub const ALL: [Level; 4] = [Level::List, Level::Read, Level::Write, Level::Other];

    /// The class of an action.
    pub fn of(action: &Action) -> Level {
        match action.access.level() {
            Some(AccessLevel::List) => Level::List,
            Some(AccessLevel::Read) => Level::Read,
            Some(AccessLevel::Write) => Level::Write,
            None => Level::Other,
        }
    }

    /// The class in a word.
    pub fn name(self) -> Msg {
        match self {
            Level::List => access_name(AccessLevel::List),
            Level::Read => access_name(AccessLevel::Read),
            Level::Write => access_name(AccessLevel::Write),
            Level::Other => Msg::FormLevelOther,
        }
    }
}

/// Whether a statement has an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// It hasn't.
    No,
    /// It lists it, at this place.
    Listed(usize),
    /// A pattern of it covers the action.
    Covered(String),
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it writes; for a service, what the search goes on with.
    pub text: String,
    /// What it is.
    pub kind: RowKind,
    /// Beside it, in a few words.
    pub detail: Text,
    /// Whether the statement has it.
    pub held: Held,
}

/// What a row of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A service, whose actions can be looked at.
    Service,
    /// A pattern with a wildcard.
    Wildcard,
    /// An action.
    Action,
}

/// How many actions of a class fit what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The class.
    pub level: Level,
    /// All that fit.
    pub all: usize,
    /// Those of them that the statement has.
    pub held: usize,
}

/// What is offered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actions {
    /// The rows, the best first.
    pub rows: Vec<Row>,
    /// How many there are beside those.
    pub more: usize,
    /// The classes; none while only services are listed.
    pub levels: Vec<Count>,
}

/// Whether a text can stand as an action: a service and a name, or all actions (R1.13). A space is not taken: the
/// platform takes it, but no action has one in its name.
pub fn takes(text: &str) -> bool {
    text == "*" || (is_name(text) && !text.contains(char::is_whitespace))
}

/// What keeps a text from being an action, in the words of the platform's check.
pub fn check(text: &str, lang: Lang) -> Option<Msg> {
    let problem = || Problem::ActionFormat { found: text.to_owned() };
    (!takes(text)).then(|| diagnostics::message(&problem(), lang))
}

/// The actions that fit what was typed, of one class or of all.
pub fn actions(query: &str, level: Option<Level>, listed: &[String], around: &Surroundings<'_>) -> Actions {
    let query = query.trim();
    let holder = Holder::of(listed);
    let mut offered = Actions::default();
    if around.kind == PolicyKind::Trust {
        // A trust policy is about the role alone (R2.1).
        let name = "sts:AssumeRole";
        if rank::fit(name, query).is_some() {
            let found = around.catalogue.and_then(|it| it.action(name));
            let detail = match found {
                Some(it) => action_detail(around, it.service, it.action).text(around.lang),
                None => Text::default(),
            };
            let held = holder.holds(name);
            offered.rows.push(Row { text: name.to_owned(), kind: RowKind::Action, detail, held });
        }
        return offered;
    }
    let Some(catalogue) = around.catalogue else { return named_here(query, &holder, around) };
    let row = |text: String, kind: RowKind, detail: Msg| {
        let held = if kind == RowKind::Service { Held::No } else { holder.holds(&text) };
        Row { text, kind, detail: detail.text(around.lang), held }
    };
    let wildcard = |text: String, n: usize| row(text, RowKind::Wildcard, Msg::AuthorActionWildcard { n });
    // Services and wildcards are of no class.
    if level.is_none() {
        if query.is_empty() {
            offered.rows.push(row("*".to_owned(), RowKind::Wildcard, Msg::AuthorActionEverything));
        }
        if query.contains(['*', '?']) && takes(query) {
            offered.rows.push(wildcard(query.to_owned(), matching(catalogue, query, 0).count));
        } else if let Some((code, typed)) = query.split_once(':') {
            let verbs = catalogue.service(code).map(|service| verbs(service, typed)).unwrap_or_default();
            offered.rows.extend(verbs.into_iter().map(|(text, n)| wildcard(text, n)));
        } else {
            let detail = |service: &Service| {
                let name = plain(around.product(service));
                Msg::AuthorActionService { service: name, n: service.actions.len() }
            };
            let services = services(query, listed, catalogue, around);
            let text = |service: &Service| format!("{}:", service.code);
            let rows = services.into_iter().map(|it| row(text(it), RowKind::Service, detail(it)));
            offered.rows.extend(rows);
        }
    }
    if query.is_empty() {
        offered.more = offered.rows.len().saturating_sub(LONGEST_LIST);
        offered.rows.truncate(LONGEST_LIST);
        return offered;
    }
    offered.levels = Level::ALL.map(|level| Count { level, all: 0, held: 0 }).to_vec();
    for it in fitting(query, catalogue) {
        let own = Level::of(it.action);
        let text = it.full_name();
        let held = holder.holds(&text);
        if let Some(count) = offered.levels.iter_mut().find(|count| count.level == own) {
            count.all += 1;
            count.held += usize::from(held != Held::No);
        }
        if level.is_some_and(|level| level != own) {
            continue;
        }
        if offered.rows.len() < LONGEST_LIST {
            // Whoever has typed the service knows it.
            let detail = match (query.contains(':'), it.action.deprecated) {
                (false, _) => action_detail(around, it.service, it.action),
                (true, true) => Msg::PageAccessDeprecated,
                (true, false) => own.name(),
            };
            offered.rows.push(Row { text, kind: RowKind::Action, detail: detail.text(around.lang), held });
        } else {
            offered.more += 1;
        }
    }
    offered
}

/// The actions that fit, the best first.
fn fitting<'a>(query: &str, catalogue: &'a Catalogue) -> Vec<ActionRef<'a>> {
    let of = |service: &'a Service| service.actions.iter().map(move |action| ActionRef { service, action });
    match query.split_once(':') {
        Some((code, rest)) if rest.contains(['*', '?']) => {
            let pattern = Pattern::new(rest);
            let actions = catalogue.service(code).into_iter().flat_map(of);
            actions.filter(|it| pattern.matches(&it.action.name, Case::Ignored)).collect()
        }
        Some((code, rest)) => {
            let fits = |it: ActionRef<'a>| Some((rank::fit(&it.action.name, rest)?, it));
            let mut found: Vec<_> = catalogue.service(code).into_iter().flat_map(of).filter_map(fits).collect();
            // Letters that are only scattered over a name count where nothing fits better.
            let limit = if found.iter().any(|(fit, _)| *fit <= 3) { 3 } else { 11 };
            found.retain(|(fit, _)| *fit <= limit);
            // Among names with scattered letters the shorter one is likelier.
            let length = |fit: u32, it: &ActionRef<'_>| if fit > 3 { it.action.name.len() } else { 0 };
            found.sort_by_key(|(fit, it)| (*fit, it.action.deprecated, length(*fit, it)));
            found.into_iter().map(|(_, it)| it).collect()
        }
        None if query.contains(['*', '?']) => {
            let pattern = Pattern::new(query);
            let names = catalogue.names().filter(|name| pattern.matches(name, Case::Ignored));
            names.filter_map(|name| catalogue.action(name)).collect()
        }
        None => catalogue.actions_matching(query, usize::MAX),
    }
}

/// The services that the query could name; those of the statement first.
fn services<'a>(
    query: &str,
    listed: &[String],
    catalogue: &'a Catalogue,
    around: &Surroundings<'_>,
) -> Vec<&'a Service> {
    let mut own: Vec<&str> = listed.iter().filter_map(|name| name.split_once(':')).map(|(code, _)| code).collect();
    if around.kind == PolicyKind::Bucket {
        own.push("oss");
    }
    let is_own = |service: &Service| own.iter().any(|code| code.eq_ignore_ascii_case(&service.code));
    let mut found: Vec<(u32, &Service)> = Vec::new();
    for service in &catalogue.services {
        let by_code = rank::fit(&service.code, query).filter(|fit| *fit <= 3);
        let by_name = rank::fit(around.product(service), query).filter(|fit| *fit <= 2).map(|fit| fit + 1);
        if let Some(fit) = by_code.into_iter().chain(by_name).min() {
            found.push((fit, service));
        }
    }
    found.sort_by_key(|(fit, service)| (!is_own(service), *fit));
    let few = if query.is_empty() { found.len() } else { 8 };
    found.into_iter().take(few).map(|(_, service)| service).collect()
}

/// `ecs:*`, `ecs:Describe*` and the like, with the number of actions that each covers: the words that several actions of
/// the service begin with.
pub fn verbs(service: &Service, typed: &str) -> Vec<(String, usize)> {
    let mut verbs: Vec<(&str, usize)> = Vec::new();
    for action in service.actions.iter().filter(|action| !action.deprecated) {
        let end = action.name.char_indices().skip(1).find(|(_, c)| !c.is_ascii_lowercase());
        let verb = action.name.get(..end.map_or(action.name.len(), |(at, _)| at)).unwrap_or_default();
        match verbs.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, count)) => *count += 1,
            None => verbs.push((verb, 1)),
        }
    }
    let begins = |verb: &str| verb.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    verbs.retain(|(verb, count)| *count > 2 && begins(verb));
    verbs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let all = typed.is_empty().then(|| (format!("{}:*", service.code), service.actions.len()));
    let of = |(verb, _): (&str, usize)| {
        let pattern = Pattern::new(&format!("{verb}*"));
        let covered = service.actions.iter().filter(|action| pattern.matches(&action.name, Case::Ignored));
        (format!("{}:{verb}*", service.code), covered.count())
    };
    all.into_iter().chain(verbs.into_iter().take(8).map(of)).collect()
}

/// While the catalogue is on its way: what this scenario names itself.
fn named_here(query: &str, holder: &Holder<'_>, around: &Surroundings<'_>) -> Actions {
    let choices = super::at(&format!("\"Action\":[{}]", super::typed(query)), around);
    let row = |choice: super::Choice| {
        let kind = if choice.text.contains(['*', '?']) { RowKind::Wildcard } else { RowKind::Action };
        let held = holder.holds(&choice.text);
        Row { kind, detail: choice.detail.unwrap_or_default(), held, text: choice.text }
    };
    Actions { rows: choices.into_iter().map(row).collect(), ..Actions::default() }
}

/// What a statement lists.
struct Holder<'a> {
    listed: &'a [String],
    patterns: Vec<(&'a str, Pattern)>,
}

impl<'a> Holder<'a> {
    fn of(listed: &'a [String]) -> Holder<'a> {
        let patterns = listed.iter().filter(|text| text.contains(['*', '?']));
        Holder { listed, patterns: patterns.map(|text| (text.as_str(), Pattern::new(text))).collect() }
    }

    fn holds(&self, name: &str) -> Held {
        if let Some(at) = self.listed.iter().position(|listed| listed.eq_ignore_ascii_case(name)) {
            return Held::Listed(at);
        }
        let covers = |wide: &str, pattern: &Pattern| match name.contains(['*', '?']) {
            true => crate::globs::covers(wide, name, Case::Ignored),
            false => pattern.matches(name, Case::Ignored),
        };
        let by = self.patterns.iter().find(|(text, pattern)| covers(text, pattern));
        by.map_or(Held::No, |(text, _)| Held::Covered((*text).to_owned()))
    }
}
