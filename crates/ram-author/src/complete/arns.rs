//! ARNs, field by field, and principals.

use ram_catalog::with_stars;
use ram_policy::arn::Arn;
use ram_text::{Msg, code, plain};

use super::{Candidate, ItemKind, Site};
use crate::facts::{REGIONS, TRUSTED_SERVICES};
use crate::surroundings::Surroundings;

/// What could stand in `Resource`: while the service is typed, whole ARNs; behind it, the next field.
pub(super) fn resources(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let around = site.around;
    let word = site.cursor.word.as_str();
    let fields: Vec<&str> = word.splitn(5, ':').collect();
    let actions = site.actions();
    match fields.as_slice() {
        [_] => {
            found.push(Candidate::text(ItemKind::Arn, "*").detail(Msg::AuthorArnEverything));
            // What the actions can be about comes before whatever else there is.
            let (first, others) = of_services(around, &services_of(&actions));
            let here = |arn: String| Candidate::text(ItemKind::Arn, arn).detail(Msg::AuthorArnResourceHere);
            found.extend(first.into_iter().map(here));
            types(around, &actions, found);
            found.extend(others.into_iter().map(here));
            found.push(Candidate::text(ItemKind::Arn, "acs:").more());
        }
        [prefix, _] => {
            let mut codes: Vec<String> = services_of(&actions);
            let mut add = |code: &str| {
                if !codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
                    codes.push(code.to_owned());
                }
            };
            around.resources().iter().filter_map(|arn| arn.split(':').nth(1)).for_each(&mut add);
            around.catalogue.iter().flat_map(|it| &it.services).for_each(|service| add(&service.code));
            for code in codes {
                let candidate = Candidate::text(ItemKind::Arn, format!("{prefix}:{code}:")).more();
                found.push(candidate.detail(Msg::AuthorActionOfUnclassified { service: around.service_name(&code) }));
            }
        }
        [prefix, service, _] => regions(around, &format!("{prefix}:{service}:"), service, found),
        [prefix, service, region, _] => {
            let start = format!("{prefix}:{service}:{region}:");
            for id in around.accounts() {
                let detail = Msg::AuthorArnAccount { account: around.account_name(id) };
                found.push(Candidate::text(ItemKind::Arn, format!("{start}{id}:")).detail(detail).more());
            }
            let any = Candidate::text(ItemKind::Arn, format!("{start}*:")).detail(Msg::AuthorArnAnyAccount);
            found.push(any.more());
        }
        [prefix, service, region, account, _] => {
            let start = format!("{prefix}:{service}:{region}:{account}:");
            relative_ids(around, &start, service, account, found);
        }
        _ => {}
    }
}

fn regions(around: &Surroundings<'_>, start: &str, service: &str, found: &mut Vec<Candidate>) {
    let is_global = matches!(service, "ram" | "sts" | "ims" | "resourcemanager" | "cdn" | "bss");
    let none = || Candidate::text(ItemKind::Arn, format!("{start}:")).detail(Msg::AuthorArnNoRegion).more();
    let any = || Candidate::text(ItemKind::Arn, format!("{start}*:")).detail(Msg::AuthorArnAnyRegion).more();
    match is_global {
        true => found.extend([none(), any()]),
        false => found.push(any()),
    }
    if is_global {
        return;
    }
    let mut ids: Vec<String> = Vec::new();
    let mut add = |id: &str| {
        // OSS writes its regions as oss-cn-hangzhou.
        let id = id.strip_prefix("oss-").unwrap_or(id);
        if !matches!(id, "" | "*") && !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    };
    // Regions in which this scenario has something come first.
    around.resources().iter().filter_map(|arn| arn.split(':').nth(2)).for_each(&mut add);
    match around.catalogue {
        Some(catalogue) => catalogue.regions.iter().for_each(|region| add(&region.id)),
        None => REGIONS.iter().for_each(|id| add(id)),
    }
    let prefix = if service == "oss" { "oss-" } else { "" };
    for id in ids {
        let candidate = Candidate::text(ItemKind::Arn, format!("{start}{prefix}{id}:")).more();
        let region = around.catalogue.and_then(|it| it.regions.iter().find(|region| region.id == id));
        found.push(match (region, around.lang) {
            (Some(region), ram_text::Lang::En) => candidate.detail(named(&region.name)),
            (Some(region), ram_text::Lang::ZhCn) => candidate.detail(named(&region.name_zh)),
            (None, _) => candidate,
        });
    }
}

/// A name of its own as a detail.
fn named(name: &str) -> Msg {
    Msg::AuthorActionOfUnclassified { service: plain(name) }
}

fn relative_ids(around: &Surroundings<'_>, start: &str, service: &str, account: &str, found: &mut Vec<Candidate>) {
    let everything = format!("{start}*");
    for arn in around.resources() {
        let Ok(arn) = Arn::parse(&arn) else { continue };
        if arn.service().eq_ignore_ascii_case(service) && (account == "*" || arn.account() == account) {
            let text = format!("{start}{}", arn.relative_id());
            if !found.iter().any(|it| it.label == text) {
                found.push(Candidate::text(ItemKind::Arn, text).detail(Msg::AuthorArnResourceHere));
            }
        }
    }
    if let Some(service) = around.catalogue.and_then(|it| it.service(service)) {
        for kind in &service.resource_types {
            let mut fields = kind.arn.splitn(5, ':').skip(1);
            // Some types have ARNs of another service than that which lists them.
            let is_own = fields.next().is_some_and(|code| code == service.code);
            let Some(relative_id) = fields.nth(2).filter(|_| is_own) else { continue };
            let text = format!("{start}{}", with_stars(relative_id));
            // A type without a path would be everything, as which it stands at the end.
            if text != everything && !found.iter().any(|it| it.label == text) {
                found.push(Candidate::text(ItemKind::Arn, text).detail(of_type(around, service, &kind.name)));
            }
        }
    }
    found.push(Candidate::text(ItemKind::Arn, everything).detail(Msg::AuthorArnEverything));
}

fn of_type(around: &Surroundings<'_>, service: &ram_catalog::Service, kind: &str) -> Msg {
    Msg::AuthorArnAllOfType { kind: code(kind), service: plain(around.product(service)) }
}

/// The types of resource that the statement's actions are about, all of the owner's.
fn types(around: &Surroundings<'_>, actions: &[String], found: &mut Vec<Candidate>) {
    let Some(catalogue) = around.catalogue else { return };
    let owner = around.account.unwrap_or("*");
    for name in actions {
        let kinds: Vec<(&ram_catalog::Service, &ram_catalog::ResourceType)> = match catalogue.action(name) {
            Some(action) => catalogue.resource_types(action).map(|kind| (action.service, kind)).collect(),
            None => {
                let service = name.split_once(':').and_then(|(code, _)| catalogue.service(code));
                service.iter().flat_map(|it| it.resource_types.iter().map(move |kind| (*it, kind))).take(6).collect()
            }
        };
        for (service, kind) in kinds {
            let region = if matches!(service.code.as_str(), "ram") { "" } else { "*" };
            // RAM writes its ARNs with an empty region.
            let arn = kind.arn.replacen("acs:ram:*:", "acs:ram::", 1);
            let arn = with_stars(&arn.replace("{region}", region).replace("{account}", owner));
            if !found.iter().any(|it| it.label == arn) {
                found.push(Candidate::text(ItemKind::Arn, arn).detail(of_type(around, service, &kind.name)));
            }
        }
    }
}

fn services_of(actions: &[String]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in actions.iter().filter_map(|name| name.split_once(':')).map(|(code, _)| code) {
        // Assuming a role is about a resource of RAM.
        let code = if code.eq_ignore_ascii_case("sts") { "ram" } else { code };
        if !code.contains(['*', '?']) && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// Resources of the scenario: those of the statement's services, and the others.
fn of_services(around: &Surroundings<'_>, codes: &[String]) -> (Vec<String>, Vec<String>) {
    let is_first = |arn: &String| codes.iter().any(|code| arn.split(':').nth(1) == Some(code));
    around.resources().into_iter().partition(is_first)
}

pub(super) fn trust_principals(kind: &str, site: &Site<'_>, found: &mut Vec<Candidate>) {
    let around = site.around;
    let principal = |text: String, detail: Msg| Candidate::text(ItemKind::Principal, text).detail(detail);
    match kind {
        "Service" => {
            let mut services: Vec<String> = Vec::new();
            if let Some(ram_scenario::scenario::Principal::Service { service, .. }) =
                &around.scenario.question.principal
            {
                services.push(service.clone());
            }
            services.extend(TRUSTED_SERVICES.iter().map(|code| format!("{code}.aliyuncs.com")));
            for text in services {
                if !found.iter().any(|it| it.label == text) {
                    found.push(principal(text, Msg::AuthorPrincipalService));
                }
            }
        }
        "Federated" => {
            use ram_scenario::scenario::Principal::{Oidc, Saml};
            let asks = match &around.scenario.question.principal {
                Some(Saml { provider } | Oidc { provider }) => Some(provider.clone()),
                _ => None,
            };
            let owner = around.account.unwrap_or_default();
            let detail = || Msg::AuthorPrincipalProvider { account: around.account_name(owner) };
            found.extend(asks.map(|provider| principal(provider, detail())));
            for kind in ["saml-provider", "oidc-provider"] {
                found.push(principal(format!("acs:ram::{owner}:{kind}/"), detail()).more());
            }
        }
        _ => {
            let owner = around.account;
            // Whoever is let in is mostly of another account.
            let others = around.accounts().filter(|id| Some(*id) != owner);
            let ids: Vec<&str> = others.chain(around.accounts().filter(|id| Some(*id) == owner)).collect();
            for id in &ids {
                let detail = Msg::AuthorPrincipalAccount { account: around.account_name(id) };
                found.push(principal(format!("acs:ram::{id}:root"), detail));
            }
            for id in &ids {
                let Some(account) = around.scenario.account(id) else { continue };
                for user in &account.users {
                    let detail = Msg::AuthorPrincipalUser { account: around.account_name(id) };
                    found.push(principal(Arn::user(id, &user.name).to_string(), detail));
                }
                for role in &account.roles {
                    let detail = Msg::AuthorPrincipalRole { account: around.account_name(id) };
                    found.push(principal(Arn::role(id, &role.name).to_string(), detail));
                }
            }
        }
    }
}

pub(super) fn bucket_principals(site: &Site<'_>, found: &mut Vec<Candidate>) {
    let around = site.around;
    let principal = |text: String, detail: Msg| Candidate::text(ItemKind::Principal, text).detail(detail);
    for id in around.accounts() {
        let Some(account) = around.scenario.account(id) else { continue };
        for user in &account.users {
            if let Some(user_id) = &user.id {
                let detail = Msg::AuthorPrincipalUser { account: around.account_name(id) };
                let label = format!("{user_id} {}", user.name);
                found.push(Candidate { label, ..principal(user_id.clone(), detail) });
            }
        }
        for role in &account.roles {
            let text = format!("arn:sts::{id}:assumed-role/{}/*", role.name.to_lowercase());
            let account = around.account_name(id);
            found.push(principal(text, Msg::AuthorPrincipalSession { role: code(role.name.as_str()), account }));
        }
        found.push(principal(id.to_owned(), Msg::AuthorPrincipalOwner { account: around.account_name(id) }));
    }
    found.push(principal("*".to_owned(), Msg::AuthorPrincipalEveryone));
}
