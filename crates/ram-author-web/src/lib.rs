//! Everything that changes the world and helps to write its policies: a WebAssembly module of its own, so that the first
//! answer does not wait for it. Of all this the page only has the places to show it in.
//!
//! [`Author`] is what the page sees. It has two sides.
//!
//! *Answers.* Questions go in as texts and numbers, answers come out as JSON; each type in
//! [`answers`] is one. Offsets are UTF-16 units from the start of a text, as editors count them. Sentences are in the
//! language that was set, in pieces where they are drawn by the page and as Markdown where they are drawn by Monaco.
//!
//! Every question has an answer, for any text and any offset: `None` stands for "nothing to say".
//!
//! *Drawing.* [`workshop`] lies over the page and answers [`Request`]s with
//! menus and forms ([`entities`]); [`page`] draws the facts of an entity in a place of the page. Nothing here keeps a
//! change: what a form has made is told in a [`Report`], and the page sends the
//! scenario back.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

use std::collections::BTreeMap;
use std::rc::Rc;

use ram_author::complete::complete;
use ram_author::edit::apply;
use ram_author::findings::{Finding, findings, fixes};
use ram_author::hover::hover;
use ram_author::layout::{self, Style};
use ram_author::meaning::read_back;
use ram_author::outline::{self, outline};
use ram_author::surroundings::Surroundings;
use ram_author::tree::Tree;
use ram_catalog::Catalogue;
use ram_json::{Read as _, Reading as Pass, to_json};
use ram_policy::policy::Document;
use ram_policy::text::Span;
use ram_policy_playground::author::{Report, Request};
use ram_policy_playground::components::documents;
use ram_policy_playground::editor::advice::Class;
use ram_policy_playground::state::{Reveal, Tab};
use ram_scenario::edit::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_scenario::utf16::Offsets;
use ram_scenario::world;
use ram_text::Lang;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use yew::{AppHandle, Callback};

pub mod answers;
pub mod carried;
mod changes;
pub mod code_page;
pub mod entities;
pub mod json;
pub mod keeper;
pub mod keys;
mod markdown;
mod menu;
pub mod page;
pub mod palette;
pub mod rename;
pub mod rows;
pub mod scenarios;
pub mod share;
pub mod shelf;
mod steps;
pub mod visual;
pub mod workshop;

use page::{FactsPage, FactsProps};
use steps::Step;
use visual::{Visual, VisualProps};
use workshop::{Wishes, Workshop, WorkshopProps};

use answers::{Advice, Completion, Found, Heading, Hover, Reading, Tally};

/// Documents up to this length are counted, in bytes: several times what the platform takes of any text (R1.38).
const LOOKED_AT: usize = 200_000;

/// What helps to write the policies of a scenario.
#[wasm_bindgen]
pub struct Author {
    scenario: Rc<Scenario>,
    catalogue: Option<Rc<Catalogue>>,
    lang: Lang,
    /// How many warnings each document has, with the text in which they were counted.
    warnings: BTreeMap<DocumentKey, (String, u32)>,
    on_report: Callback<Report>,
    wishes: Wishes,
    request: Option<Reveal<Rc<Request>>>,
    workshop: Option<AppHandle<Workshop>>,
    shown: Option<Shown>,
    /// Keeps the focus.
    keeper: Option<keeper::Keeper>,
    /// What is marked in the text of a document.
    linked: Option<(DocumentKey, Span)>,
}

impl Default for Author {
    fn default() -> Author {
        Author {
            scenario: Rc::new(Scenario::empty()),
            catalogue: None,
            lang: Lang::default(),
            warnings: BTreeMap::new(),
            on_report: Callback::noop(),
            wishes: Wishes::default(),
            request: None,
            workshop: None,
            shown: None,
            keeper: None,
            linked: None,
        }
    }
}

/// What is drawn in a place of the page.
enum Shown {
    Facts(AppHandle<FactsPage>, Entity),
    Form(AppHandle<Visual>, DocumentKey),
}

impl std::fmt::Debug for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Author").field("scenario", &self.scenario).field("lang", &self.lang).finish_non_exhaustive()
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
        self.catalogue = Catalogue::parse(text).ok().map(Rc::new).or(self.catalogue.take());
        self.warnings.clear();
        self.draw();
    }

    /// Takes the language of sentences, by its tag.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, tag: &str) {
        if let Some(lang) = Lang::from_tag(tag).filter(|lang| *lang != self.lang) {
            self.lang = lang;
            self.draw();
        }
    }

    /// Takes the scenario around the documents. A text that is none changes nothing.
    #[wasm_bindgen(js_name = setScenario)]
    pub fn set_scenario(&mut self, json: &str) {
        if let Ok(scenario) = Scenario::from_json(json)
            && scenario != *self.scenario
        {
            self.scenario = Rc::new(scenario);
            self.warnings.clear();
            self.draw();
        }
    }

    /// Takes the text of one document of that scenario, which is the same but for it.
    #[wasm_bindgen(js_name = setDocument)]
    pub fn set_document(&mut self, key: &str, text: &str) {
        let Some(key) = DocumentKey::parse(key) else { return };
        if let Some(document) = Rc::make_mut(&mut self.scenario).document_mut(&key) {
            text.clone_into(document);
            self.draw();
        }
    }

    /// How many warnings each document has that can be edited: a list of [`Tally`]s. A text is looked at once.
    pub fn warnings(&mut self) -> String {
        let counted = std::mem::take(&mut self.warnings);
        for (key, document) in world::documents(&self.scenario, None) {
            if key.is_read_only() || document.text.len() > LOOKED_AT {
                continue;
            }
            let known = counted.get(&key).filter(|(text, _)| **text == *document.text).cloned();
            let count = || {
                let (around, document) = self.read(&key, &document.text);
                let found = findings(&document, &around);
                let count = found.iter().filter(|finding| Class::from(finding.severity) == Class::Warning).count();
                (document.text.to_string(), u32::try_from(count).unwrap_or(u32::MAX))
            };
            let tally = known.unwrap_or_else(count);
            self.warnings.insert(key, tally);
        }
        let tally = |(key, (_, warnings)): (&DocumentKey, &(String, u32))| Tally {
            document: key.to_string(),
            warnings: *warnings,
        };
        to_json(&self.warnings.iter().map(tally).collect::<Vec<_>>())
    }

    /// What is found in a document, and its statements in words: an [`Advice`].
    pub fn advice(&self, key: &str, text: &str) -> Option<String> {
        let key = DocumentKey::parse(key)?;
        let (around, document) = self.read(&key, text);
        let offsets = Offsets::of(text);
        let found = |finding: &Finding| Found::of(finding, &fixes(finding, &document, &around), &offsets, self.lang);
        let reading = |reading| Reading::of(&reading, &offsets);
        Some(to_json(&Advice {
            findings: findings(&document, &around).iter().map(found).collect(),
            readings: read_back(&document, &around).into_iter().map(reading).collect(),
        }))
    }

    /// Makes a fix, by the places of finding and fix in the advice on the same text.
    pub fn fix(&self, key: &str, text: &str, finding: usize, fix: usize) {
        self.report(self.fixed(key, text, finding, fix));
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

    /// Lays the document out anew.
    pub fn format(&self, key: &str, text: &str) {
        self.report(formatted(key, text));
    }

    /// Writes the document as Terraform prints it, with the habits of this one.
    pub fn canonical(&self, key: &str, text: &str) {
        self.report(canonical_form(key, text));
    }

    /// Begins to draw over the page. Each [`Report`] goes to this function, as JSON.
    pub fn listen(&mut self, on_report: js_sys::Function) {
        self.on_report = Callback::from(move |report: Report| {
            // What the page does with it is not for this side to mend.
            let _ = on_report.call1(&JsValue::NULL, &to_json(&report).into());
        });
        self.keeper = keeper::begin();
        let document = web_sys::window().and_then(|window| window.document());
        let root = document.as_ref().and_then(|document| document.create_element("div").ok());
        let body = document.and_then(|document| document.body());
        if let (Some(root), Some(body)) = (root, body) {
            // Fails only for what can't have children.
            let _ = body.append_child(&root);
            self.workshop = Some(yew::Renderer::<Workshop>::with_root_and_props(root, self.workshop_props()).render());
        }
    }

    /// Takes a [`Request`] of the page. A text that is none does nothing.
    pub fn request(&mut self, json: &str) {
        let Ok(node) = ram_json::parse(json) else { return };
        let mut reading = Pass::strict();
        let target = Rc::new(Request::read(&node, &mut reading));
        if reading.fault.is_none() {
            let nonce = self.request.as_ref().map_or(1, |request| request.nonce.wrapping_add(1));
            self.request = Some(Reveal { target, nonce });
            self.draw();
        }
    }

    /// Draws the facts of an entity in an element of the page.
    #[wasm_bindgen(js_name = showEntity)]
    pub fn show_entity(&mut self, host: web_sys::Element, entity: &str) {
        let Some(entity) = Entity::parse(entity) else { return };
        if let Some(Shown::Facts(_, shown)) = &mut self.shown {
            *shown = entity;
            return self.draw();
        }
        self.hide();
        let facts = yew::Renderer::<FactsPage>::with_root_and_props(host, self.facts_props(&entity)).render();
        self.shown = Some(Shown::Facts(facts, entity));
    }

    /// Draws a document as a form in an element of the page.
    #[wasm_bindgen(js_name = showForm)]
    pub fn show_form(&mut self, host: web_sys::Element, key: &str) {
        let Some(key) = DocumentKey::parse(key) else { return };
        if let Some(Shown::Form(_, shown)) = &mut self.shown {
            *shown = key;
            return self.draw();
        }
        self.hide();
        let form = yew::Renderer::<Visual>::with_root_and_props(host, self.form_props(&key)).render();
        self.shown = Some(Shown::Form(form, key));
    }

    /// Marks a part of a document's text, in bytes, in its form.
    #[wasm_bindgen(js_name = setLinked)]
    pub fn set_linked(&mut self, key: &str, start: u32, end: u32) {
        self.linked = DocumentKey::parse(key).map(|key| (key, Span { start, end }));
        self.draw();
    }

    /// Takes away what was drawn in an element of the page.
    pub fn hide(&mut self) {
        match self.shown.take() {
            Some(Shown::Facts(facts, _)) => facts.destroy(),
            Some(Shown::Form(form, _)) => form.destroy(),
            None => {}
        }
    }
}

/// The document laid out anew; nothing for a text that is no JSON.
pub fn formatted(key: &str, text: &str) -> Option<Report> {
    let key = DocumentKey::parse(key)?;
    Some(written(&key, layout::format(text).ok()?, Step::Format))
}

/// The document as Terraform prints it; nothing for a text that is no JSON.
pub fn canonical_form(key: &str, text: &str) -> Option<Report> {
    let key = DocumentKey::parse(key)?;
    let style = Style::of(text, &Tree::read(text));
    Some(written(&key, outline::canonical(text, &style).ok()?, Step::Canonical))
}

fn written(key: &DocumentKey, text: String, step: Step<'_>) -> Report {
    Report::Write { document: key.to_string(), text, name: step.name(key) }
}

impl Author {
    /// The document after a fix; nothing where there is no such finding or fix.
    pub fn fixed(&self, key: &str, text: &str, finding: usize, fix: usize) -> Option<Report> {
        let key = DocumentKey::parse(key)?;
        let (around, document) = self.read(&key, text);
        let found = findings(&document, &around);
        let finding = found.get(finding)?;
        let fixes = fixes(finding, &document, &around);
        Some(written(&key, apply(text, &fixes.get(fix)?.edits), Step::Fix(finding.code)))
    }

    fn report(&self, report: Option<Report>) {
        if let Some(report) = report {
            self.on_report.emit(report);
        }
    }

    /// Brings what is drawn in step.
    fn draw(&mut self) {
        let props = self.workshop_props();
        if let Some(workshop) = &mut self.workshop {
            workshop.update(props);
        }
        self.shown = self.shown.take().map(|shown| match shown {
            Shown::Facts(mut facts, entity) => {
                facts.update(self.facts_props(&entity));
                Shown::Facts(facts, entity)
            }
            Shown::Form(mut form, key) => {
                form.update(self.form_props(&key));
                Shown::Form(form, key)
            }
        });
    }

    fn workshop_props(&self) -> WorkshopProps {
        WorkshopProps {
            scenario: self.scenario.clone(),
            catalogue: self.catalogue.clone(),
            lang: self.lang,
            request: self.request.clone(),
            wishes: self.wishes.clone(),
            on_report: self.on_report.clone(),
        }
    }

    fn form_props(&self, key: &DocumentKey) -> VisualProps {
        let (document, on_report) = (key.to_string(), self.on_report.clone());
        let on_json = Callback::from(move |span: Option<Span>| {
            on_report.emit(Report::ShowText {});
            if let Some(Span { start, end }) = span {
                on_report.emit(Report::Show { document: document.clone(), start, end });
            }
        });
        let document = key.to_string();
        let rested = document.clone();
        let linked = self.linked.as_ref().filter(|(document, _)| document == key);
        VisualProps {
            scenario: self.scenario.clone(),
            catalogue: self.catalogue.clone(),
            text: documents::text(&self.scenario, key).into(),
            is_read_only: self.scenario.is_fixed(key),
            document: key.clone(),
            lang: self.lang,
            on_text: self.on_report.reform(move |(text, name)| Report::Write {
                document: document.clone(),
                text,
                name,
            }),
            linked: linked.map(|(_, span)| *span),
            on_json,
            on_open: self.on_report.reform(|tab: Tab| Report::Open { tab: tab.to_string() }),
            on_rest: self.on_report.reform(move |span: Option<Span>| match span {
                Some(Span { start, end }) => Report::Rest { document: rested.clone(), start, end },
                None => Report::Rest { document: String::new(), start: 0, end: 0 },
            }),
        }
    }

    fn facts_props(&self, entity: &Entity) -> FactsProps {
        FactsProps {
            scenario: self.scenario.clone(),
            catalogue: self.catalogue.clone(),
            entity: entity.clone(),
            lang: self.lang,
            on_wish: self.wishes.callback(),
            on_report: self.on_report.clone(),
        }
    }
}

impl Author {
    fn around<'a>(&'a self, key: &'a DocumentKey) -> Surroundings<'a> {
        Surroundings::of(key, &self.scenario, self.catalogue.as_deref(), self.lang)
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
