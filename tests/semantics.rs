//! `crates/ram-policy/SEMANTICS.md` states every rule. Here it is held against what it speaks of: the
//! sources it links, the cases and tests that pin its rules, and the code that cites them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ram_policy::rule::{Evidence, Rule};
use serde_json::Value;

/// One row of a table of rules.
struct Row {
    number: String,
    statement: String,
    evidence: String,
    source: String,
    pins: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::disallowed_methods, reason = "this reads the page, and the code and cases that it speaks of")]
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn semantics() -> String {
    read(&root().join("crates/ram-policy/SEMANTICS.md"))
}

/// The rows whose first cell is a rule's number; a row with too few or too many cells is an error.
fn rows(page: &str) -> Vec<Row> {
    let rows = page.lines().filter(|line| line.starts_with("| R") && !line.starts_with("| Rule |"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, statement, evidence, source, pins] = cells[..] else { panic!("five cells: {line}") };
        assert_eq!(numbers(number), BTreeSet::from([number.to_owned()]), "{line}");
        let [number, statement, evidence, source, pins] =
            [number, statement, evidence, source, pins].map(str::to_owned);
        Row { number, statement, evidence, source, pins }
    })
    .collect()
}

/// Every rule number in a text: `R`, digits, a point, digits, and perhaps a small letter.
fn numbers(text: &str) -> BTreeSet<String> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('R') {
        let rest = &text[at + 1..];
        let chapter = digits(rest);
        let Some(after) = rest[chapter..].strip_prefix('.').filter(|_| chapter > 0) else { continue };
        let rule = digits(after);
        if rule > 0 {
            let letter = usize::from(after[rule..].starts_with(|c: char| c.is_ascii_lowercase()));
            found.insert(text[at..at + 1 + chapter + 1 + rule + letter].to_owned());
        }
    }
    found
}

/// What stands in code marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The cases that a cell names, such as `ASM-004` and `E2E-001`.
fn case_ids(pins: &str) -> impl Iterator<Item = &str> {
    pins.split([',', ' ', '.', ';']).filter(|word| {
        word.split_once('-').is_some_and(|(suite, number)| {
            suite.len() == 3
                && suite.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && number.len() == 3
                && number.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

/// All cases: ID and the rules that each names.
fn cases() -> BTreeMap<String, BTreeSet<String>> {
    let files = files(&root().join("tests/cases"), "json");
    let documents = files.iter().map(|path| serde_json::from_str::<Value>(&read(path)).expect("JSON"));
    let cases = documents.flat_map(|file| file["cases"].as_array().expect("a list of cases").clone());
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    cases
        .map(|case| {
            let rules = case["rule_ids"].as_array().expect("a list of rules").iter().map(text).collect();
            (text(&case["id"]), rules)
        })
        .collect()
}

/// The files of a folder with this extension, folders inside included.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The file that a test's path names: `ram_policy::condition::ip::tests::facts` is in
/// `crates/ram-policy/src/condition/ip.rs`, unless the tests have a file of their own, `ip/tests.rs`. Fails when the path
/// leads to no file.
fn module_of(test: &str) -> (PathBuf, String) {
    let mut parts: Vec<&str> = test.split("::").collect();
    let function = parts.pop().expect("a function").to_owned();
    let package = parts.remove(0).replace('_', "-");
    assert_eq!(parts.pop(), Some("tests"), "{test}");
    let module = root().join("crates").join(package).join("src").join(parts.join("/"));
    let own = module.join("tests.rs");
    let path = if own.exists() { own } else { module.with_extension("rs") };
    assert!(path.exists(), "{test}: there is no {}", path.display());
    (path, function)
}

fn has_test(path: &Path, function: &str) -> bool {
    let source = read(path);
    let inside = source.split_once("mod tests {").map_or("", |(_, tests)| tests);
    let tests = if path.ends_with("tests.rs") { &source } else { inside };
    tests.contains(&format!("fn {function}("))
}

/// The mark of a rule: the first word of its cell.
fn evidence(row: &Row) -> Option<Evidence> {
    all_evidence(row).first().copied().flatten()
}

/// The mark of a rule, then those of its less sure parts.
fn all_evidence(row: &Row) -> Vec<Option<Evidence>> {
    let mark = |part: &str| match part.trim().split([' ', ':', '(']).next() {
        Some("documented") => Some(Evidence::Documented),
        Some("inferred") => Some(Evidence::Inferred),
        Some("assumed") => Some(Evidence::Assumed),
        _ => None,
    };
    row.evidence.split(';').map(mark).collect()
}

/// The address behind `[name]`, as the end of the page defines it.
fn address<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.lines().find_map(|line| line.strip_prefix(&format!("[{name}]: ")))
}

/// The names in brackets of a cell.
fn links(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(name, _)| name)
}

/// Collects what is wrong, so that one run shows all of it.
#[track_caller]
fn nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_stands_once_and_says_something() {
    let page = semantics();
    let mut seen = BTreeSet::new();
    let rows = rows(&page);
    assert!(rows.len() > 100, "only {} rules were read", rows.len());
    for row in &rows {
        assert!(seen.insert(&row.number), "{} stands twice", row.number);
        assert!(row.statement.len() > 10, "{} says nothing", row.number);
    }
}

#[test]
fn every_rule_has_evidence_and_a_source() {
    let page = semantics();
    let mut wrong = Vec::new();
    for row in rows(&page) {
        let number = &row.number;
        if evidence(&row).is_none() {
            wrong.push(format!("{number}: evidence `{}`", row.evidence));
        }
        for name in links(&row.source) {
            if !address(&page, name).is_some_and(|address| address.starts_with("https://")) {
                wrong.push(format!("{number}: [{name}] has no address"));
            }
        }
        let is_choice = row.source.contains("our choice") && row.source.contains(", because ");
        if links(&row.source).next().is_none() && !row.source.contains("field report") && !is_choice {
            wrong.push(format!("{number}: source `{}`", row.source));
        }
        // What is assumed is chosen by somebody, and a choice has a reason.
        if row.evidence.contains("assumed") != is_choice {
            wrong.push(format!("{number}: `{}` by `{}`", row.evidence, row.source));
        }
    }
    nothing(&wrong);
}

#[test]
fn every_rule_is_pinned_or_out_of_scope() {
    let (page, cases) = (semantics(), cases());
    let mut wrong = Vec::new();
    for row in rows(&page) {
        let number = &row.number;
        let tests: Vec<&str> = quoted(&row.pins).filter(|name| name.contains("::")).collect();
        let ids: Vec<&str> = case_ids(&row.pins).collect();
        let is_out_of_scope = row.pins.strip_prefix("out of scope: ").is_some_and(|reason| reason.len() > 10);
        if tests.is_empty() && ids.is_empty() && !is_out_of_scope {
            wrong.push(format!("{number}: pinned by `{}`", row.pins));
        }
        for id in ids.iter().filter(|id| !cases.contains_key(**id)) {
            wrong.push(format!("{number}: there is no case {id}"));
        }
        for test in tests {
            let (path, function) = module_of(test);
            if !has_test(&path, &function) {
                wrong.push(format!("{number}: {} has no test `{function}`", path.display()));
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn every_rule_that_a_case_names_is_pinned_by_it() {
    let page = semantics();
    let rows: BTreeMap<String, Row> = rows(&page).into_iter().map(|row| (row.number.clone(), row)).collect();
    let mut wrong = Vec::new();
    for (id, rules) in cases() {
        for rule in rules {
            match rows.get(&rule) {
                None => wrong.push(format!("{id} names {rule}, which SEMANTICS.md does not have")),
                Some(row) if !case_ids(&row.pins).any(|pin| pin == id) => {
                    wrong.push(format!("{id} names {rule}, which does not list it"));
                }
                Some(_) => {}
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn every_rule_that_code_cites_exists() {
    let page = semantics();
    let known: BTreeSet<String> = rows(&page).into_iter().map(|row| row.number).collect();
    let mut wrong = Vec::new();
    for path in code() {
        let unknown = numbers(&read(&path)).into_iter().filter(|number| !known.contains(number));
        wrong.extend(unknown.map(|number| format!("{} cites {number}", path.display())));
    }
    // The rules and the words around the tables cite each other.
    wrong.extend(numbers(&page).difference(&known).map(|number| format!("SEMANTICS.md cites {number}")));
    nothing(&wrong);
}

/// Sections are numbered anew when one is added; rules and headings keep their names.
#[test]
fn code_cites_rules_and_headings_that_stay() {
    let page = semantics();
    let headings: BTreeSet<&str> = page.lines().filter_map(heading).collect();
    let mut wrong = Vec::new();
    for path in code().into_iter().chain(files(&root().join("tests"), "rs")) {
        // This file speaks of the citations that it refuses.
        if path.ends_with("tests/semantics.rs") {
            continue;
        }
        let text = comments(&read(&path));
        if let Some(section) = section_number(&text) {
            wrong.push(format!("{} cites {section}", path.display()));
        }
        let unknown = cited_headings(&text).into_iter().filter(|heading| !headings.contains(heading));
        wrong.extend(unknown.map(|heading| format!("{} cites \"{heading}\"", path.display())));
    }
    nothing(&wrong);
}

/// The Rust code that may cite the page.
fn code() -> Vec<PathBuf> {
    let packages = ["ram-policy", "ram-scenario", "ram-author", "ram-author-web"];
    let folders = packages.map(|package| root().join("crates").join(package).join("src"));
    folders.into_iter().chain([root().join("src")]).flat_map(|folder| files(&folder, "rs")).collect()
}

/// The comments of a source text as one line, so that a citation may go over two.
fn comments(source: &str) -> String {
    let words = |line: &str| {
        let (_, comment) = line.split_once("//")?;
        Some(comment.trim_start_matches(['/', '!']).trim().to_owned())
    };
    source.lines().filter_map(words).collect::<Vec<_>>().join(" ")
}

/// The words of a heading, without its number.
fn heading(line: &str) -> Option<&str> {
    let words = line.strip_prefix("## ").or_else(|| line.strip_prefix("### "))?;
    Some(words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start())
}

/// A section that is cited by its number.
fn section_number(text: &str) -> Option<&str> {
    ["ection ", "ections "].into_iter().find_map(|word| {
        let cites = |at: &usize| text[at + word.len()..].starts_with(|c: char| c.is_ascii_digit());
        let at = text.match_indices(word).map(|(at, _)| at).find(cites)?;
        text[at..].get(..word.len() + 1)
    })
}

/// The headings of the page that a text cites: `SEMANTICS.md, "STS" and "Names and preconditions"`.
fn cited_headings(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for mut rest in text.split("SEMANTICS.md").skip(1) {
        while let Some((heading, after)) =
            rest.strip_prefix(", \"").or_else(|| rest.strip_prefix(" and \"")).and_then(|rest| rest.split_once('"'))
        {
            found.push(heading);
            rest = after;
        }
    }
    found
}

#[test]
fn citations_are_read_from_comments() {
    let text = comments("//! What it checks (SEMANTICS.md,\n/// \"STS\").\nlet section = 1;");
    assert_eq!(text, "What it checks (SEMANTICS.md, \"STS\").");
    assert_eq!(cited_headings(&text), ["STS"]);
    assert_eq!(cited_headings("SEMANTICS.md, \"A\", \"B\" and \"C\", not \"D\""), ["A", "B", "C"]);
    assert_eq!(section_number(&text), None);
    assert_eq!(section_number("see section 4.4"), Some("ection 4"));
    assert_eq!(section_number("Sections 1 and 9"), Some("ections 1"));
    assert_eq!((heading("## 6. STS"), heading("### Keys"), heading("STS")), (Some("STS"), Some("Keys"), None));
}

#[test]
fn code_and_page_agree_on_the_evidence() {
    let page = semantics();
    let rows: BTreeMap<String, Row> = rows(&page).into_iter().map(|row| (row.number.clone(), row)).collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for rule in Rule::ALL {
        let (number, in_code) = (rule.number(), rule.evidence());
        // A part of a rule is named after what it is about; the rule itself after its number.
        let is_part = format!("{rule:?}").replace('_', ".") != number;
        let on_page = rows.get(number).map(all_evidence).unwrap_or_default();
        let is_on_page = match is_part {
            true => on_page.iter().skip(1).any(|part| *part == Some(in_code)),
            false => on_page.first() == Some(&Some(in_code)),
        };
        if !is_on_page {
            wrong.push(format!("{number}: {in_code:?} in rule.rs, {on_page:?} in SEMANTICS.md"));
        }
        if !seen.insert((number, in_code)) {
            wrong.push(format!("{number}: two variants are {in_code:?}"));
        }
    }
    nothing(&wrong);
}

#[test]
fn numbers_are_read_from_text() {
    let found = numbers("R1.2, (R2.9c); R10.20. Rule R x R3. xR4.5_R6.7");
    assert_eq!(Vec::from_iter(&found), ["R1.2", "R10.20", "R2.9c", "R4.5", "R6.7"]);
}

#[test]
fn case_ids_are_read_from_a_cell() {
    let found: Vec<_> = case_ids("ASM-001, E2E-003. Out of scope: X-1, RFC-7159, `a::b`").collect();
    assert_eq!(found, ["ASM-001", "E2E-003"]);
}
