//! Text → scenario, and back. Reading never guesses: what is not understood is named, with its place.

use ram_text::{Msg, code};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::scenario::{Change, FORMAT, Scenario};

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The version that [`FORMAT`] names.
const VERSION: u32 = 1;

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// Longer than [`MAX_BYTES`].
    TooLarge,
    /// Not JSON, from this place on.
    NotJson {
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
    },
    /// JSON without the `format` of a scenario.
    NotAScenario,
    /// JSON whose `format` no importer knows.
    UnknownFormat,
    /// A scenario of a later version than this program.
    NewerVersion {
        /// Its `format`.
        found: String,
    },
    /// A member that the format does not have.
    UnknownMember {
        /// Its name.
        name: String,
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
    },
    /// A member that must be there.
    MissingMember {
        /// Its name.
        name: String,
        /// Where the object ends that lacks it, from 1.
        line: usize,
    },
    /// A member that stands twice in one object.
    RepeatedMember {
        /// Its name.
        name: String,
        /// From 1.
        line: usize,
    },
    /// A value of another kind than the format asks for.
    WrongType {
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
    },
    /// More of something than is evaluated in reasonable time.
    TooMany(Counted),
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Accounts, identities, policies, attachments, resources and folders together.
    Entities,
    /// Roles assumed one after the other.
    Hops,
    /// Resources of the question.
    Resources,
    /// Condition keys and their values, and changes over time.
    Details,
}

impl Counted {
    /// The most that are read.
    pub fn limit(self) -> usize {
        match self {
            Counted::Entities => 5_000,
            Counted::Hops => 10,
            Counted::Resources => 50,
            Counted::Details => 1_000,
        }
    }
}

impl LoadError {
    /// What is wrong, where, and what to do.
    pub fn message(&self) -> Msg {
        match self {
            LoadError::TooLarge => Msg::ScenarioTooLarge { limit: MAX_BYTES / (1024 * 1024) },
            LoadError::NotJson { line, column } => {
                Msg::ScenarioNotJson { line: (*line).into(), column: (*column).into() }
            }
            LoadError::NotAScenario => Msg::ScenarioNotAScenario { member: code("format"), format: code(FORMAT) },
            LoadError::UnknownFormat => Msg::ScenarioUnknownFormat {
                member: code("format"),
                format: code(FORMAT),
                cases: code(crate::cases::FORMAT),
            },
            LoadError::NewerVersion { found } => Msg::ScenarioNewer { found: code(found), known: code(FORMAT) },
            LoadError::UnknownMember { name, line, column } => {
                Msg::ScenarioUnknownMember { member: code(name), line: (*line).into(), column: (*column).into() }
            }
            LoadError::MissingMember { name, line } => {
                Msg::ScenarioMissingMember { member: code(name), line: (*line).into() }
            }
            LoadError::RepeatedMember { name, line } => {
                Msg::ScenarioRepeatedMember { member: code(name), line: (*line).into() }
            }
            LoadError::WrongType { line, column } => {
                Msg::ScenarioWrongType { line: (*line).into(), column: (*column).into() }
            }
            LoadError::TooMany(counted) => match counted {
                Counted::Entities => Msg::ScenarioTooManyEntities { limit: counted.limit() },
                Counted::Hops => Msg::ScenarioTooManyHops { limit: counted.limit() },
                Counted::Resources => Msg::ScenarioTooManyResources { limit: counted.limit() },
                Counted::Details => Msg::ScenarioTooManyDetails { limit: counted.limit() },
            },
        }
    }
}

impl Scenario {
    /// Reads a scenario of this or any earlier version.
    pub fn from_json(text: &str) -> Result<Scenario, LoadError> {
        let format = format_of(text)?.ok_or(LoadError::NotAScenario)?;
        let version = format.strip_prefix("ram-scenario/").and_then(|version| version.parse::<u32>().ok());
        let scenario: Scenario = match version {
            Some(VERSION) => read(text)?,
            // An earlier version is read here as a type of its own and turned into a `Scenario`.
            Some(newer) if newer > VERSION => return Err(LoadError::NewerVersion { found: format }),
            _ => return Err(LoadError::NotAScenario),
        };
        check_counts(&scenario)?;
        Ok(scenario)
    }

    /// The scenario as a file to read.
    pub fn to_json_pretty(&self) -> String {
        // A scenario holds strings, numbers and lists only: nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The scenario in the fewest characters.
    pub fn to_json_minified(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The `format` of a JSON object. Checks the size and the syntax of the whole text.
pub(crate) fn format_of(text: &str) -> Result<Option<String>, LoadError> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<serde_json::Value>,
    }
    if text.len() > MAX_BYTES {
        return Err(LoadError::TooLarge);
    }
    match read::<Head>(text) {
        Ok(head) => Ok(head.format.and_then(|format| format.as_str().map(str::to_owned))),
        // JSON, but no object.
        Err(LoadError::WrongType { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads JSON as a type. Editors on Windows put a byte order mark in front of a file.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, LoadError> {
    serde_json::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text)).map_err(|error| explain(&error))
}

/// serde_json tells what is wrong in words only; the names are taken from there.
fn explain(error: &serde_json::Error) -> LoadError {
    let (line, column) = (error.line(), error.column().max(1));
    if !error.is_data() {
        return LoadError::NotJson { line, column };
    }
    let message = error.to_string();
    let name_after = |what: &str| {
        let (name, _) = message.strip_prefix(what)?.strip_prefix(" `")?.split_once('`')?;
        Some(name.to_owned())
    };
    if let Some(name) = name_after("unknown field") {
        LoadError::UnknownMember { name, line, column }
    } else if let Some(name) = name_after("missing field") {
        LoadError::MissingMember { name, line }
    } else if let Some(name) = name_after("duplicate field") {
        LoadError::RepeatedMember { name, line }
    } else {
        LoadError::WrongType { line, column }
    }
}

/// Keeps a hostile file from freezing the page.
pub(crate) fn check_counts(scenario: &Scenario) -> Result<(), LoadError> {
    let mut entities = scenario.resource_policies.len();
    for account in &scenario.accounts {
        let attachments = (account.users.iter().map(|user| user.policies.len() + user.groups.len()))
            .chain(account.groups.iter().map(|group| group.policies.len()))
            .chain(account.roles.iter().map(|role| role.policies.len()))
            .sum::<usize>();
        let tags = account.resources.iter().map(|resource| resource.tags.len()).sum::<usize>();
        entities += 1 + account.users.len() + account.groups.len() + account.roles.len() + account.policies.len();
        entities += account.resources.len() + attachments + tags;
    }
    if let Some(directory) = &scenario.resource_directory {
        let attachments = directory.nodes.iter().map(|node| node.control_policies.len()).sum::<usize>();
        entities += directory.control_policies.len() + directory.nodes.len() + attachments;
    }
    let question = &scenario.question;
    let contexts = question.assume_role.iter().map(|hop| &hop.context).chain([&question.context]);
    let values = contexts.flatten().map(|(_, values)| 1 + values.values().len()).sum::<usize>();
    let created = question.after.iter().map(|change| match change {
        Change::CreateRole { definition, .. } => 1 + definition.policies.len(),
        _ => 1,
    });
    let lists = scenario.tests.len() + scenario.events.len() + scenario.lessons.len();
    for (counted, count) in [
        (Counted::Entities, entities),
        (Counted::Hops, question.assume_role.len()),
        (Counted::Resources, question.resources.len()),
        (Counted::Details, values + created.sum::<usize>() + lists),
    ] {
        if count > counted.limit() {
            return Err(LoadError::TooMany(counted));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> LoadError {
        Scenario::from_json(text).unwrap_err()
    }

    #[test]
    fn a_scenario_without_anything_is_read_and_written() {
        let scenario = Scenario::from_json(r#"{"format":"ram-scenario/1"}"#).unwrap();
        assert_eq!(scenario, Scenario::empty());
        assert_eq!(Scenario::from_json(&scenario.to_json_pretty()).unwrap(), scenario);
        assert_eq!(Scenario::from_json(&scenario.to_json_minified()).unwrap(), scenario);
    }

    #[test]
    fn every_version_up_to_this_one_is_read() {
        for version in 1..=VERSION {
            assert!(Scenario::from_json(&format!(r#"{{"format":"ram-scenario/{version}"}}"#)).is_ok());
        }
        assert_eq!(FORMAT, format!("ram-scenario/{VERSION}"));
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert!(Scenario::from_json("\u{FEFF}{\"format\":\"ram-scenario/1\"}").is_ok());
    }

    #[test]
    fn what_is_no_scenario_says_so() {
        for text in
            ["[]", "1", "{}", r#"{"format":1}"#, r#"{"format":"ram-cases/1"}"#, r#"{"format":"ram-scenario/x"}"#]
        {
            assert_eq!(error(text), LoadError::NotAScenario, "{text}");
        }
        let found = "ram-scenario/2".to_owned();
        assert_eq!(error(r#"{"format":"ram-scenario/2","new":1}"#), LoadError::NewerVersion { found });
    }

    #[test]
    fn what_is_no_json_has_a_place() {
        assert_eq!(error(""), LoadError::NotJson { line: 1, column: 1 });
        assert_eq!(error("{\n  \"format\": \"ram-scenario/1\",\n}"), LoadError::NotJson { line: 3, column: 1 });
        assert_eq!(error(&"[".repeat(100_000)), LoadError::NotJson { line: 1, column: 128 });
    }

    #[test]
    fn a_misspelt_member_is_named_with_its_place() {
        let text =
            "{\n  \"format\": \"ram-scenario/1\",\n  \"accounts\": [\n    { \"id\": \"1\", \"usrs\": [] }\n  ]\n}";
        assert_eq!(error(text), LoadError::UnknownMember { name: "usrs".into(), line: 4, column: 23 });
        let text = r#"{"format":"ram-scenario/1","question":{"principal":{"type":"root","account":"1","nam":"x"}}}"#;
        assert!(matches!(error(text), LoadError::UnknownMember { name, line: 1, .. } if name == "nam"));
    }

    #[test]
    fn other_faults_have_a_name_or_a_place() {
        let with = |member: &str| format!("{{\"format\":\"ram-scenario/1\",\n{member}}}");
        assert_eq!(error(&with(r#""accounts":[{}]"#)), LoadError::MissingMember { name: "id".into(), line: 2 });
        assert_eq!(
            error(&with(r#""accounts":[],"accounts":[]"#)),
            LoadError::RepeatedMember { name: "accounts".into(), line: 2 }
        );
        assert_eq!(error(&with(r#""accounts":5"#)), LoadError::WrongType { line: 2, column: 12 });
        assert!(matches!(
            error(&with(r#""accounts":[{"id":"1","roles":[{"name":"r","kind":"x"}]}]"#)),
            LoadError::WrongType { line: 2, .. }
        ));
    }

    #[test]
    fn too_much_is_refused() {
        assert_eq!(error(&" ".repeat(MAX_BYTES + 1)), LoadError::TooLarge);
        let hop = r#"{"role_arn":""}"#;
        let text = |hops: usize| {
            format!(r#"{{"format":"ram-scenario/1","question":{{"assume_role":[{}]}}}}"#, vec![hop; hops].join(","))
        };
        assert!(Scenario::from_json(&text(10)).is_ok());
        assert_eq!(error(&text(11)), LoadError::TooMany(Counted::Hops));
    }
}
