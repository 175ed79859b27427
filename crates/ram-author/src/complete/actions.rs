//! Services, actions and actions with wildcards.

use ram_catalog::{AccessLevel, Action, Catalogue, Service};
use ram_policy::pattern::{Case, Pattern};
use ram_text::{Arg, Msg, plain};

use super::{Candidate, ItemKind, LONGEST_LIST, Site};
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
    let pattern = Pattern::new(pattern);
    let mut matches = Matches { count: 0, first: Vec::new() };
    for name in catalogue.names().filter(|name| pattern.matches(name, Case::Ignored)) {
        if matches.first.len() < limit {
            matches.first.push(name.to_owned());
        }
        matches.count += 1;
    }
    matches
}

pub(super) fn actions(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let (around, word) = (site.around, site.cursor.word.as_str());
    if around.kind == ram_policy::policy::PolicyKind::Trust {
        let candidate = Candidate::text(ItemKind::Action, "sts:AssumeRole");
        found.extend(around.catalogue.and_then(|it| it.action("sts:AssumeRole")).map(|it| {
            let detail = action_detail(around, it.service, it.action);
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
    wildcards(word, catalogue, found);
    if !word.contains([':', '*', '?']) {
        services(word, catalogue, around, found);
    }
    let mut names: Vec<String> = Vec::new();
    if !word.contains(['*', '?']) {
        let rest = LONGEST_LIST.saturating_sub(found.len());
        for it in catalogue.actions_matching(word, rest) {
            names.push(it.full_name());
        }
        if names.len() < rest && word.len() > 2 {
            scattered(word, catalogue, rest, &mut names);
        }
    } else {
        names = matching(catalogue, word, LONGEST_LIST).first;
    }
    for name in names {
        let Some(it) = catalogue.action(&name) else { continue };
        let detail = action_detail(around, it.service, it.action);
        found.push(Candidate::text(ItemKind::Action, name).detail(detail));
    }
}

/// Names that have the typed letters in order, but not side by side.
fn scattered(word: &str, catalogue: &Catalogue, limit: usize, names: &mut Vec<String>) {
    // All names of a service have its code, so the letters behind a colon are looked for behind the colon.
    let (code, letters) = word.split_once(':').map_or(("", word), |(code, letters)| (code, letters));
    let mut more: Vec<(u32, &str)> = Vec::new();
    for name in catalogue.names() {
        let Some((service, action)) = name.split_once(':') else { continue };
        let fits = if code.is_empty() {
            rank::fit(name, letters)
        } else {
            service.eq_ignore_ascii_case(code).then(|| rank::fit(action, letters)).flatten()
        };
        if let Some(fit) = fits.filter(|fit| *fit > 3 && *fit < 12) {
            more.push((fit, name));
        }
    }
    more.sort_by_key(|(fit, _)| *fit);
    for (_, name) in more {
        if names.len() >= limit {
            return;
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
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

/// `ecs:*`, `ecs:Describe*` and the like: the verbs that several actions of the service begin with, and the pattern
/// that is being typed.
fn wildcards(word: &str, catalogue: &Catalogue, found: &mut Vec<Candidate>) {
    let wildcard =
        |text: String, n: usize| Candidate::text(ItemKind::Wildcard, text).detail(Msg::AuthorActionWildcard { n });
    if word.contains(['*', '?']) {
        found.push(wildcard(word.to_owned(), matching(catalogue, word, 0).count));
        return;
    }
    let Some((code, typed)) = word.split_once(':') else { return };
    let Some(service) = catalogue.service(code) else { return };
    if typed.is_empty() {
        found.push(wildcard(format!("{}:*", service.code), service.actions.len()));
    }
    let mut verbs: Vec<(&str, usize)> = Vec::new();
    for action in service.actions.iter().filter(|action| !action.deprecated) {
        let verb = verb(&action.name);
        match verbs.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, count)) => *count += 1,
            None => verbs.push((verb, 1)),
        }
    }
    let begins = |verb: &str| verb.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    verbs.retain(|(verb, count)| *count > 2 && begins(verb));
    verbs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (verb, _) in verbs.into_iter().take(8) {
        let pattern = format!("{verb}*");
        let pattern_of_name = Pattern::new(&pattern);
        let covered = service.actions.iter().filter(|action| pattern_of_name.matches(&action.name, Case::Ignored));
        found.push(wildcard(format!("{}:{pattern}", service.code), covered.count()));
    }
}

/// The first word of an action: `Describe` of `DescribeInstances`.
fn verb(name: &str) -> &str {
    let end = name.char_indices().skip(1).find(|(_, c)| !c.is_ascii_lowercase()).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
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
