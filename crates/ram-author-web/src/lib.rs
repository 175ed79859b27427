//! `ram-author` for a browser: a WebAssembly module of its own, so that the first answer does not wait for it.
//!
//! [`Author`] is all that it has. Questions go in as texts and numbers, answers come out as JSON; each type in
//! [`answers`] is one. Offsets are UTF-16 units from the start of a text, as editors count them. Sentences are in the
//! language that was set, in pieces where they are drawn by the page and as Markdown where they are drawn by Monaco.
//!
//! Every question has an answer, for any text and any offset: `None` stands for "nothing to say".

#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

use ram_author::complete::complete;
use ram_author::edit::apply;
use ram_author::findings::{Finding, findings, fixes, pages};
use ram_author::hover::hover;
use ram_author::layout::{self, Style};
use ram_author::meaning::read_back;
use ram_author::outline::{self, outline};
use ram_author::surroundings::Surroundings;
use ram_author::tree::Tree;
use ram_catalog::Catalogue;
use ram_json::to_json;
use ram_policy::policy::Document;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::utf16::Offsets;
use ram_text::Lang;
use wasm_bindgen::prelude::wasm_bindgen;

pub mod answers;
mod markdown;
pub mod visual;

use answers::{Advice, Completion, Explanation, Found, Heading, Hover, Reading};

/// What helps to write the policies of a scenario.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Author {
    scenario: Scenario,
    catalogue: Option<Catalogue>,
    lang: Lang,
}

impl Default for Author {
    fn default() -> Author {
        Author { scenario: Scenario::empty(), catalogue: None, lang: Lang::default() }
    }
}

#[wasm_bindgen]
impl Author {
    /// One that knows no scenario and no catalogue yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Author {
        Author::default()
    }

    /// Takes the action catalogue. A text that is none changes nothing.
    #[wasm_bindgen(js_name = setCatalogue)]
    pub fn set_catalogue(&mut self, text: &str) {
        self.catalogue = Catalogue::parse(text).ok().or(self.catalogue.take());
    }

    /// Takes the language of sentences, by its tag.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, tag: &str) {
        self.lang = Lang::from_tag(tag).unwrap_or(self.lang);
    }

    /// Takes the scenario around the documents. A text that is none changes nothing.
    #[wasm_bindgen(js_name = setScenario)]
    pub fn set_scenario(&mut self, json: &str) {
        if let Ok(scenario) = Scenario::from_json(json) {
            self.scenario = scenario;
        }
    }

    /// What is found in a document, and its statements in words: an [`Advice`].
    pub fn advice(&self, key: &str, text: &str) -> Option<String> {
        let key = DocumentKey::parse(key)?;
        let (around, document) = self.read(&key, text);
        let offsets = Offsets::of(text);
        let found = |finding: &Finding| Found::of(finding, &fixes(finding, &document, &around), &offsets);
        let reading = |reading| Reading::of(&reading, &offsets);
        Some(to_json(&Advice {
            findings: findings(&document, &around).iter().map(found).collect(),
            readings: read_back(&document, &around).into_iter().map(reading).collect(),
        }))
    }

    /// The whole text after a fix, by the places of finding and fix in the advice on the same text.
    pub fn fix(&self, key: &str, text: &str, finding: usize, fix: usize) -> Option<String> {
        let key = DocumentKey::parse(key)?;
        let (around, document) = self.read(&key, text);
        let found = findings(&document, &around);
        let fixes = fixes(found.get(finding)?, &document, &around);
        Some(apply(text, &fixes.get(fix)?.edits))
    }

    /// What could be written at an offset: a [`Completion`].
    pub fn complete(&self, key: &str, text: &str, offset: u32) -> Option<String> {
        let key = DocumentKey::parse(key)?;
        let offsets = Offsets::of(text);
        let found = complete(text, byte(text, &offsets, offset), &self.around(&key));
        Some(to_json(&Completion::of(found, &offsets)))
    }

    /// What stands at an offset: a [`Hover`].
    pub fn hover(&self, key: &str, text: &str, offset: u32) -> Option<String> {
        let key = DocumentKey::parse(key)?;
        let offsets = Offsets::of(text);
        let found = hover(text, byte(text, &offsets, offset), &self.around(&key))?;
        Some(to_json(&Hover::of(&found, &offsets, self.lang)))
    }

    /// The statements of a document at a glance: a list of [`Heading`]s.
    pub fn outline(&self, text: &str) -> String {
        let offsets = Offsets::of(text);
        let headings: Vec<Heading> =
            outline(text, self.lang).iter().map(|heading| Heading::of(heading, &offsets)).collect();
        to_json(&headings)
    }

    /// The document laid out anew; nothing for a text that is no JSON.
    pub fn format(&self, text: &str) -> Option<String> {
        layout::format(text).ok()
    }

    /// The document as Terraform prints it, with the habits of this one; nothing for a text that is no JSON.
    pub fn canonical(&self, text: &str) -> Option<String> {
        outline::canonical(text, &Style::of(text, &Tree::read(text))).ok()
    }

    /// The page of a code: an [`Explanation`].
    pub fn explain(&self, code: &str) -> Option<String> {
        pages::page(code).map(|page| to_json(&Explanation::of(page, self.lang)))
    }
}

impl Author {
    fn around<'a>(&'a self, key: &'a DocumentKey) -> Surroundings<'a> {
        Surroundings::of(key, &self.scenario, self.catalogue.as_ref(), self.lang)
    }

    /// A document as the evaluator reads it.
    fn read<'a>(&'a self, key: &'a DocumentKey, text: &str) -> (Surroundings<'a>, Document) {
        let around = self.around(key);
        let document = around.read(key, text);
        (around, document)
    }
}

/// The byte of an offset: never inside of a character, never behind the end.
fn byte(text: &str, offsets: &Offsets, unit: u32) -> usize {
    text.floor_char_boundary(offsets.to_byte(unit) as usize)
}
