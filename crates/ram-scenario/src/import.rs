//! Files that a person opens: a scenario, or a file of cases.

use crate::cases::{self, CaseFile};
use crate::load::{File, LoadError, check_counts};
use crate::scenario::Scenario;

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// At least one, except for a file of cases without a question about a world.
    pub scenarios: Vec<Scenario>,
    /// How many cases are no scenarios: checks of a document or a name, and what cannot be read.
    pub skipped: usize,
}

/// Reads a file by its `format`.
pub fn read(text: &str) -> Result<Imported, LoadError> {
    let file = File::parse(text)?;
    match file.format() {
        Some(cases::FORMAT) => {
            let cases = CaseFile::from_file(&file)?.cases;
            let scenarios: Vec<Scenario> = cases.iter().flatten().filter_map(|case| case.to_scenario()).collect();
            scenarios.iter().try_for_each(check_counts)?;
            Ok(Imported { skipped: cases.len() - scenarios.len(), scenarios })
        }
        Some(format) if format.starts_with("ram-scenario/") => {
            Ok(Imported { scenarios: vec![Scenario::from_file(&file)?], skipped: 0 })
        }
        _ => Err(LoadError::UnknownFormat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_and_a_file_of_cases_are_both_read() {
        let one = read(r#"{"format":"ram-scenario/1"}"#).unwrap();
        assert_eq!(one, Imported { scenarios: vec![Scenario::empty()], skipped: 0 });
        let access =
            r#"{"id":"A","world":{},"request":{"principal":{"type":"anonymous"}},"expect":{"decision":"Allow"}}"#;
        let name = r#"{"id":"N","kind":"name","name":{"entity":"user_name","value":"a"},"expect":{"valid":true}}"#;
        let many = read(&format!(r#"{{"format":"ram-cases/1","cases":[{access},{name},7]}}"#)).unwrap();
        assert_eq!((many.scenarios.len(), many.skipped), (1, 2));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(read(r#"{"Version":"1","Statement":[]}"#), Err(LoadError::UnknownFormat));
        assert!(matches!(read(r#"{"format":"ram-scenario/9"}"#), Err(LoadError::NewerVersion { .. })));
        assert!(matches!(read("resource \"alicloud_ram_policy\""), Err(LoadError::NotJson { .. })));
    }
}
