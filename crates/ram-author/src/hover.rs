//! What stands under the pointer, in words: [`hover`].

use ram_policy::arn::{ArnPattern, Resource};
use ram_policy::condition::Operator;
use ram_policy::principal::{BucketPattern, TrustPattern};
use ram_policy::text::Span;
use ram_text::{Arg, Lang, Msg, Text, code};

use crate::complete::Place;
use crate::complete::actions::{action_detail, matching};
use crate::cursor::{Cursor, Role};
use crate::facts::{self, ElementPlace, page};
use crate::surroundings::Surroundings;
use crate::tree::Tree;
use crate::words;

/// The most names that are listed.
pub const LISTED: usize = 10;

/// What is known about a word of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Hover {
    /// The word, quotes included.
    pub span: Span,
    /// What it means, a sentence each.
    pub sentences: Vec<Text>,
    /// What a wildcard stands for: the first actions, or resources of the scenario.
    pub names: Vec<String>,
    /// How many there are beside those.
    pub more: usize,
    /// The rule that applies.
    pub rule: &'static str,
    /// The official page. It is shown as text: nothing is fetched unless a person opens it.
    pub page: &'static str,
}

/// The resources of a scenario that a pattern covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Their ARNs.
    pub arns: Vec<String>,
    /// How many resources there are.
    pub all: usize,
}

/// The resources of the scenario that a `Resource` entry covers; `None` where it is no pattern.
pub fn covered(pattern: &str, around: &Surroundings<'_>) -> Option<Covered> {
    let pattern = ArnPattern::parse(pattern).ok()?;
    let resources = around.resources();
    let all = resources.len();
    let covers = |arn: &String| Resource::parse(arn).is_ok_and(|resource| pattern.mismatch(&resource).is_none());
    Some(Covered { arns: resources.into_iter().filter(covers).collect(), all })
}

/// What stands at `offset` (bytes); `None` where there is nothing to say. Works on a document that is not finished.
pub fn hover(text: &str, offset: usize, around: &Surroundings<'_>) -> Option<Hover> {
    let tree = Tree::read(text);
    let cursor = Cursor::at(text, &tree, offset);
    let entry = tree.entry(cursor.entry?)?;
    let token = match cursor.role {
        Role::Name => entry.name?,
        Role::Value => entry.token()?,
        Role::Nothing => return None,
    };
    let word = token.text(text);
    let mut hover =
        Hover { span: token.span, sentences: Vec::new(), names: Vec::new(), more: 0, rule: "", page: page::ELEMENTS };
    match Place::of(&cursor, around.kind) {
        Place::DocumentElement => element(&mut hover, ElementPlace::Document, &word, around),
        Place::StatementElement => element(&mut hover, ElementPlace::Statement, &word, around),
        Place::PrincipalKind => element(&mut hover, ElementPlace::Principal, &word, around),
        Place::Effect => match word.as_str() {
            "Allow" => hover.say(around.lang, &Msg::AuthorEffectAllow, "R5.1", page::EVALUATION),
            "Deny" => hover.say(around.lang, &Msg::AuthorEffectDeny, "R5.3", page::EVALUATION),
            _ => {}
        },
        Place::Action => action(&mut hover, &word, around),
        Place::Resource => resource(&mut hover, &word, around),
        Place::TrustPrincipal(kind) => {
            let (pattern, rule) = match kind {
                "Service" => (TrustPattern::parse_service(&word), "R2.6"),
                "Federated" => (TrustPattern::parse_federated(&word), "R2.8"),
                _ => (TrustPattern::parse_ram(&word), "R2.3"),
            };
            match words::trusted(&pattern, around) {
                Some(who) => {
                    let who = Arg::text(who.text(around.lang));
                    hover.say(around.lang, &Msg::AuthorHoverPrincipal { who }, rule, page::TRUST);
                }
                None => hover.say(around.lang, &Msg::AuthorHoverPrincipalNobody, "R2.9c", page::TRUST),
            }
        }
        Place::BucketPrincipal => {
            let pattern = BucketPattern::parse(&word)?;
            let rule = match pattern {
                BucketPattern::Everyone => "R2.14",
                BucketPattern::Uid(_) => "R2.11",
                BucketPattern::Session { .. } => "R2.13",
            };
            let who = Arg::text(words::visitor(&pattern, around).text(around.lang));
            hover.say(around.lang, &Msg::AuthorHoverBucketPrincipal { who }, rule, page::BUCKET);
        }
        Place::Operator => {
            let operator = Operator::parse(&word)?;
            let rule = facts::operator_rule(operator.info.comparison);
            hover.say(around.lang, &facts::operator_meaning(operator.info), rule, page::OPERATORS);
            let name = || code(operator.info.name);
            match operator.prefix {
                Some(ram_policy::condition::SetPrefix::ForAnyValue) => {
                    hover.say(around.lang, &Msg::AuthorOperatorAny { operator: name() }, "R4.18", page::OPERATORS);
                }
                Some(ram_policy::condition::SetPrefix::ForAllValues) => {
                    hover.say(around.lang, &Msg::AuthorOperatorAll { operator: name() }, "R4.18", page::OPERATORS);
                }
                None => {}
            }
        }
        Place::Key(_) => key(&mut hover, &word, around),
        Place::ConditionValue(operator, _) => {
            let operator = Operator::parse(operator)?;
            let rule = facts::operator_rule(operator.info.comparison);
            hover.say(around.lang, &facts::operator_meaning(operator.info), rule, page::OPERATORS);
        }
        _ => {}
    }
    (!hover.sentences.is_empty()).then_some(hover)
}

impl Hover {
    fn say(&mut self, lang: Lang, sentence: &Msg, rule: &'static str, page: &'static str) {
        self.sentences.push(sentence.text(lang));
        (self.rule, self.page) = (rule, page);
    }

    fn name(&mut self, names: Vec<String>, count: usize) {
        self.names = names;
        self.names.truncate(LISTED);
        self.more = count.saturating_sub(self.names.len());
    }
}

fn element(hover: &mut Hover, place: ElementPlace, name: &str, around: &Surroundings<'_>) {
    if let Some(element) = facts::elements(place, around.kind).find(|element| element.name == name) {
        hover.say(around.lang, &element.meaning, element.rule, element.page);
    } else if name == "Sid" && place == ElementPlace::Statement {
        hover.say(around.lang, &Msg::AuthorElementSid, "R1.4", page::ELEMENTS);
    }
}

fn action(hover: &mut Hover, name: &str, around: &Surroundings<'_>) {
    let Some(catalogue) = around.catalogue else { return };
    if name == "*" {
        hover.say(
            around.lang,
            &Msg::AuthorHoverActionEverything { n: catalogue.names().count() },
            "R1.13",
            page::ELEMENTS,
        );
    } else if name.contains(['*', '?']) {
        let found = matching(catalogue, name, LISTED);
        let sentence = Msg::AuthorHoverWildcard { pattern: code(name), n: found.count };
        hover.say(around.lang, &sentence, "R1.14", page::ELEMENTS);
        hover.name(found.first, found.count);
    } else if let Some(found) = catalogue.action(name) {
        hover.say(around.lang, &action_detail(around, found.service, found.action), "R1.13", page::ELEMENTS);
        let kinds: Vec<Arg> = catalogue.resource_types(found).map(|kind| code(kind.arn.as_str())).collect();
        if !kinds.is_empty() {
            let kinds = words::list(kinds, around.lang);
            hover.say(around.lang, &Msg::AuthorHoverResourceTypes { kinds }, "R1.13", page::ELEMENTS);
        }
    } else if name.contains(':') {
        hover.say(around.lang, &Msg::AuthorHoverActionUnknown { action: code(name) }, "R1.13", page::ELEMENTS);
    }
}

fn resource(hover: &mut Hover, pattern: &str, around: &Surroundings<'_>) {
    let Some(covered) = covered(pattern, around) else { return };
    let (n, all) = (covered.arns.len(), covered.all);
    match pattern {
        "*" => hover.say(around.lang, &Msg::AuthorHoverResourceEverything { all }, "R3.4", page::ELEMENTS),
        _ => hover.say(
            around.lang,
            &Msg::AuthorHoverResource { pattern: code(pattern), n: n.into(), all },
            "R3.5",
            page::ELEMENTS,
        ),
    }
    hover.name(covered.arns, n);
}

fn key(hover: &mut Hover, name: &str, around: &Surroundings<'_>) {
    let services = around.catalogue.iter().flat_map(|catalogue| &catalogue.services);
    let keys = services.flat_map(|service| service.condition_keys.iter().map(move |key| (service, key)));
    let own = keys.clone().find(|(_, key)| facts::names_key(&key.key, name));
    if let Some(key) = facts::find_key(name) {
        hover.say(around.lang, &key.meaning, "R4.40", key.page);
        hover.sentences.push(facts::type_name(key.kind).text(around.lang));
    } else if let Some((service, key)) = own {
        let service = around.service_name(&service.code);
        hover.say(around.lang, &Msg::AuthorKeyOfService { service }, "R4.40", page::ELEMENTS);
        hover.sentences.push(facts::type_name(key.kind).text(around.lang));
    } else if around.catalogue.is_some() && name.contains(':') {
        hover.say(around.lang, &Msg::AuthorHoverKeyUnknown { key: code(name) }, "R4.42", page::ELEMENTS);
    }
}
