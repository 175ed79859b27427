//! Services, actions and actions with wildcards.

use ram_catalog::{AccessLevel, Action, ActionRef, Catalogue, Service};
use ram_policy::pattern::{Case, Pattern};
use ram_text::{Arg, Msg, plain};

use super::{Candidate, ItemKind, LONGEST_LIST, Site};
use crate::offer::actions::verbs;
use crate::rank;
use crate::surroundings::Surroundings;
use crate::tree::Tree;

/// How many actions a pattern covers, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    /// All that match.
    pub count: usize,
    /// At most as many as asked for, in the order of the catalogue.
    pub first: Vec<String>,
}

/// The known actions that a pattern covers (R1.14, R1.15).
pub fn matching(catalogue: &Catalogue, pattern: &str, limit: usize) -> Matches {
    let mut matches = Matches { count: 0, first: Vec::new() };
    let mut add = |name: &mut dyn FnMut() -> String| {
        if matches.first.len() < limit {
            matches.first.push(name());
        }
        matches.count += 1;
    };
    match pattern.split_once(':') {
        // A service that is named leaves its own actions to look at.
        Some((code, rest)) if !code.contains(['*', '?']) => {
            let rest = Pattern::new(rest);
            if let Some(service) = catalogue.service(code) {
                let fits = |action: &&Action| rest.matches(&action.name, Case::Ignored);
                for action in service.actions.iter().filter(fits) {
                    add(&mut || ActionRef { service, action }.full_name());
                }
            }
        }
        _ => {
            let pattern = Pattern::new(pattern);
            for name in catalogue.names().filter(|name| pattern.matches(name, Case::Ignored)) {
                add(&mut || name.to_owned());
            }
        }
    }
    matches
}

pub(super) fn actions(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let (around, word) = (site.around, site.cursor.word.as_str());
    if around.kind == ram_policy::policy::PolicyKind::Trust {
        let candidate = Candidate::text(ItemKind::Action, "sts:AssumeRole");
        found.extend(around.catalogue.and_then(|it| it.action("sts:AssumeRole")).map(|it| {
            let detail = access_detail(around, it);
            Candidate::text(ItemKind::Action, "sts:AssumeRole").detail(detail)
        }));
        if found.is_empty() {
            found.push(candidate);
        }
        found.retain(|candidate| rank::fit(&candidate.label, word).is_some());
        return;
    }
    let Some(catalogue) = around.catalogue else {
        named_here(site, found);
        return;
    };
    if word.is_empty() {
        found.push(Candidate::text(ItemKind::Wildcard, "*").detail(Msg::AuthorActionEverything));
    }
    let add = |it: ActionRef<'_>, found: &mut Vec<Candidate>| {
        let detail = access_detail(around, it);
        found.push(Candidate::text(ItemKind::Action, it.full_name()).detail(detail));
    };
    if word.contains(['*', '?']) {
        let matches = matching(catalogue, word, LONGEST_LIST);
        found.push(wildcard(word.to_owned(), matches.count));
        matches.first.iter().filter_map(|name| catalogue.action(name)).for_each(|it| add(it, found));
        return;
    }
    match word.split_once(':') {
        Some((code, typed)) => {
            let verbs = catalogue.service(code).map(|service| verbs(service, typed)).unwrap_or_default();
            found.extend(verbs.into_iter().map(|(text, n)| wildcard(text, n)));
        }
        None => services(word, catalogue, around, found),
    }
    let rest = LONGEST_LIST.saturating_sub(found.len());
    let matches = catalogue.actions_matching(word, rest);
    let is_short = matches.len() < rest && word.len() > 2;
    matches.into_iter().for_each(|it| add(it, found));
    if is_short {
        scattered(word, catalogue, found, add);
    }
}

/// Names that have the typed letters in order, but not side by side.
fn scattered<'a>(
    word: &str,
    catalogue: &'a Catalogue,
    found: &mut Vec<Candidate>,
    mut add: impl FnMut(ActionRef<'a>, &mut Vec<Candidate>),
) {
    // All names of a service have its code, so the letters behind a colon are looked for behind the colon.
    let (code, letters) = word.split_once(':').unwrap_or(("", word));
    let mut more: Vec<(u32, ActionRef<'a>)> = Vec::new();
    for service in catalogue.services.iter().filter(|it| code.is_empty() || it.code.eq_ignore_ascii_case(code)) {
        for action in &service.actions {
            if let Some(fit) = rank::fit(&action.name, letters).filter(|fit| *fit > 3 && *fit < 12) {
                more.push((fit, ActionRef { service, action }));
            }
        }
    }
    more.sort_by_key(|(fit, it)| (*fit, it.action.name.len()));
    for (_, it) in more {
        if found.len() >= LONGEST_LIST {
            return;
        }
        let name = it.full_name();
        if !found.iter().any(|known| known.label == name) {
            add(it, found);
        }
    }
}

fn services(word: &str, catalogue: &Catalogue, around: &Surroundings<'_>, found: &mut Vec<Candidate>) {
    let mut fitting: Vec<(u32, &Service)> = Vec::new();
    for service in &catalogue.services {
        let by_name = rank::fit(around.product(service), word).filter(|fit| *fit <= 2).map(|fit| fit + 1);
        let fit = rank::fit(&service.code, word).filter(|fit| *fit <= 3);
        if let Some(fit) = fit.into_iter().chain(by_name).min() {
            fitting.push((fit, service));
        }
    }
    fitting.sort_by_key(|(fit, _)| *fit);
    for (_, service) in fitting.into_iter().take(LONGEST_LIST / 4) {
        let detail = Msg::AuthorActionService { service: plain(around.product(service)), n: service.actions.len() };
        let text = format!("{}:", service.code);
        found.push(Candidate::text(ItemKind::Service, text).detail(detail).more());
    }
}

fn wildcard(text: String, n: usize) -> Candidate {
    Candidate::text(ItemKind::Wildcard, text).detail(Msg::AuthorActionWildcard { n })
}

/// While the catalogue is on its way: what this scenario names itself.
fn named_here(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let mut names: Vec<String> = site.around.scenario.question.action.iter().cloned().collect();
    for document in site.around.documents() {
        let tree = Tree::read(document);
        let statements = tree.root().and_then(|root| tree.member(root, document, "Statement"));
        for (statement, _) in statements.iter().flat_map(|(list, _)| tree.children(Some(*list))) {
            for element in ["Action", "NotAction"] {
                let number = tree.member(statement, document, element).map(|(number, _)| number);
                names.extend(number.into_iter().flat_map(|it| tree.strings(it, document)).map(|(text, _)| text));
            }
        }
    }
    let mut fitting: Vec<(u32, String)> = Vec::new();
    for name in names {
        if let Some(fit) = rank::fit(&name, &site.cursor.word)
            && !fitting.iter().any(|(_, known)| *known == name)
        {
            fitting.push((fit, name));
        }
    }
    fitting.sort_by_key(|(fit, _)| *fit);
    for (_, name) in fitting {
        found.push(Candidate::text(ItemKind::Action, name).detail(Msg::AuthorActionNamedHere));
    }
}

/// The class of access: the service stands in the name already.
fn access_detail(around: &Surroundings<'_>, it: ActionRef<'_>) -> Msg {
    match it.action.access.level() {
        Some(level) if !it.action.deprecated => access_name(level),
        _ => action_detail(around, it.service, it.action),
    }
}

/// The product and the class of access.
pub(crate) fn action_detail(around: &Surroundings<'_>, service: &Service, action: &Action) -> Msg {
    let product = plain(around.product(service));
    if action.deprecated {
        return Msg::AuthorActionDeprecated { service: product };
    }
    match action.access.level() {
        Some(level) => {
            Msg::AuthorActionOf { service: product, access: Arg::text(access_name(level).text(around.lang)) }
        }
        None => Msg::AuthorActionOfUnclassified { service: product },
    }
}

/// The class of access in a word.
pub fn access_name(level: AccessLevel) -> Msg {
    match level {
        AccessLevel::List => Msg::PageAccessList,
        AccessLevel::Read => Msg::PageAccessRead,
        AccessLevel::Write => Msg::PageAccessWrite,
    }
}
