//! Text → scenario, and back. Reading never guesses: what is not understood is named, with its place.

use ram_policy::json::{self, Node, Value};
use ram_policy::text::Span;
use ram_text::{Msg, code};

use crate::scenario::{Change, FORMAT, Scenario};
use ram_json::{Fault, Read, Reading, laid_out, to_json};

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
        /// From 1, in characters.
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
        /// From 1, in characters.
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
    /// A text that is none of those the format has there.
    UnknownValue {
        /// The text.
        value: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A value of another kind than the format asks for.
    WrongType {
        /// From 1.
        line: usize,
        /// From 1, in characters.
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
            LoadError::UnknownValue { value, line, column } => {
                Msg::ScenarioUnknownValue { value: code(value), line: (*line).into(), column: (*column).into() }
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
        Scenario::from_file(&File::parse(text)?)
    }

    pub(crate) fn from_file(file: &File<'_>) -> Result<Scenario, LoadError> {
        let format = file.format().ok_or(LoadError::NotAScenario)?;
        let version = format.strip_prefix("ram-scenario/").and_then(|version| version.parse::<u32>().ok());
        let scenario: Scenario = match version {
            Some(VERSION) => file.read()?,
            // An earlier version is read here as a type of its own and turned into a `Scenario`.
            Some(newer) if newer > VERSION => return Err(LoadError::NewerVersion { found: format.to_owned() }),
            _ => return Err(LoadError::NotAScenario),
        };
        check_counts(&scenario)?;
        Ok(scenario)
    }

    /// The scenario as a file to read.
    pub fn to_json_pretty(&self) -> String {
        laid_out(&self.to_json_minified()) + "\n"
    }

    /// The scenario in the fewest characters.
    pub fn to_json_minified(&self) -> String {
        to_json(self)
    }
}

/// A text that is JSON.
#[derive(Debug)]
pub struct File<'a> {
    text: &'a str,
    /// What it holds.
    pub root: Node<'a>,
}

impl<'a> File<'a> {
    /// Checks the size and the syntax of a text. Editors on Windows put a byte order mark in front of a file.
    pub fn parse(text: &'a str) -> Result<File<'a>, LoadError> {
        if text.len() > MAX_BYTES {
            return Err(LoadError::TooLarge);
        }
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let root = json::parse(text).map_err(|error| {
            let (line, column) = place(text, error.span);
            match error.value {
                json::Fault::DuplicateName => {
                    LoadError::RepeatedMember { name: error.span.of(text).trim_matches('"').to_owned(), line }
                }
                _ => LoadError::NotJson { line, column },
            }
        })?;
        Ok(File { text, root })
    }

    /// The member `format` of an object.
    pub fn format(&self) -> Option<&str> {
        match &self.root.value {
            Value::Object(members) => members.iter().find_map(|member| match &member.value.value {
                Value::String(format) if member.name.value == "format" => Some(&**format),
                _ => None,
            }),
            _ => None,
        }
    }

    /// Reads the whole text as a type, strictly.
    pub fn read<T: Read>(&self) -> Result<T, LoadError> {
        let mut reading = Reading::strict();
        let value = T::read(&self.root, &mut reading);
        self.judge(reading, value)
    }

    /// The value that was read, unless there was a fault.
    pub(crate) fn judge<T>(&self, reading: Reading, value: T) -> Result<T, LoadError> {
        let Some((span, fault)) = reading.fault else { return Ok(value) };
        let (line, column) = place(self.text, span);
        Err(match fault {
            Fault::UnknownMember(name) => LoadError::UnknownMember { name, line, column },
            Fault::MissingMember(name) => LoadError::MissingMember { name: name.to_owned(), line },
            Fault::UnknownValue(value) => LoadError::UnknownValue { value, line, column },
            Fault::WrongType => LoadError::WrongType { line, column },
        })
    }
}

/// Line and column where a span begins, from 1.
fn place(text: &str, span: Span) -> (usize, usize) {
    let before = text.get(..span.range().start).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
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
        assert_eq!(error("{\n  \"format\": \"ram-scenario/1\",\n}"), LoadError::NotJson { line: 2, column: 29 });
        assert!(matches!(error(&"[".repeat(100_000)), LoadError::NotJson { line: 1, .. }));
    }

    #[test]
    fn a_misspelt_member_is_named_with_its_place() {
        let text =
            "{\n  \"format\": \"ram-scenario/1\",\n  \"accounts\": [\n    { \"id\": \"1\", \"usrs\": [] }\n  ]\n}";
        assert_eq!(error(text), LoadError::UnknownMember { name: "usrs".into(), line: 4, column: 18 });
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
            LoadError::UnknownValue { value, line: 2, .. } if value == "x"
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
