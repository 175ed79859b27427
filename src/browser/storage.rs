//! What this browser remembers: a slot for each scenario, and how the page was set.
//!
//! Keys begin with the version of what lies behind them. A value that cannot be read counts as absent.

use ram_json::{Fault, Node, Read, Reading, Write, object, to_json};
use ram_policy::order::sort_by_key;
use ram_scenario::load::File;
use ram_scenario::scenario::{DocumentKey, Localized, Scenario};
use ram_text::Lang;
use web_sys::Storage;

use super::window;
use crate::state::Theme;

const PREFIX: &str = "ram-playground/1/";

/// Where a scenario came from. It names the slot in which later edits are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An example, by its slug.
    Example(String),
    /// A link, by its payload.
    Link(String),
    /// A file, by a digest of its text.
    File(String),
    /// An empty scenario, by a number.
    New(u32),
}

impl Origin {
    /// The origin of a file with this text.
    pub fn of_file(text: &str) -> Origin {
        Origin::File(digest(text))
    }

    fn slot(&self) -> String {
        match self {
            Origin::Link(payload) => format!("slot/link/{}", digest(payload)),
            _ => format!("slot/{self}"),
        }
    }

    fn parse(text: &str) -> Option<Origin> {
        let (kind, name) = text.split_once('/')?;
        Some(match kind {
            "example" => Origin::Example(name.to_owned()),
            "link" => Origin::Link(name.to_owned()),
            "file" => Origin::File(name.to_owned()),
            "new" => Origin::New(name.parse().ok()?),
            _ => return None,
        })
    }
}

/// As it is remembered.
impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::Example(slug) => write!(f, "example/{slug}"),
            Origin::Link(payload) => write!(f, "link/{payload}"),
            Origin::File(digest) => write!(f, "file/{digest}"),
            Origin::New(number) => write!(f, "new/{number}"),
        }
    }
}

impl Write for Origin {
    fn write(&self, json: &mut String) {
        self.to_string().write(json);
    }
}

impl Read for Origin {
    fn read(node: &Node, reading: &mut Reading) -> Origin {
        let text = String::read(node, reading);
        Origin::parse(&text).unwrap_or_else(|| {
            reading.fault(node.span, Fault::UnknownValue(text));
            Origin::New(0)
        })
    }
}

/// What a slot holds. Scenarios are kept as files are, so that those of earlier versions are still read.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    origin: Origin,
    scenario: String,
    original: Option<String>,
    active: Option<String>,
    /// When it was filled, in milliseconds since 1970; 0 where that is not known.
    saved: u64,
}

object!(Slot { origin, scenario, original, active, saved });

/// A slot as it stands in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The scenario's origin.
    pub origin: Origin,
    /// Its title.
    pub title: Localized,
    /// Characters that it takes.
    pub size: usize,
    /// When it was saved, in milliseconds since 1970; 0 where that is not known.
    pub saved: u64,
}

impl Slot {
    /// A slot for a scenario as it is left: with what it was when it came, where the origin alone does not say, and
    /// with the document that is shown.
    pub fn new(
        origin: &Origin,
        scenario: &Scenario,
        original: &Scenario,
        active: Option<&DocumentKey>,
        saved: u64,
    ) -> Slot {
        let is_origin_enough = matches!(origin, Origin::Example(_) | Origin::Link(_));
        Slot {
            origin: origin.clone(),
            scenario: scenario.to_json_minified(),
            original: (!is_origin_enough).then(|| original.to_json_minified()),
            active: active.map(DocumentKey::to_string),
            saved,
        }
    }

    /// The scenario as it was left.
    pub fn scenario(&self) -> Option<Scenario> {
        Scenario::from_json(&self.scenario).ok()
    }

    /// What it was when it came, where the origin alone does not say.
    pub fn original(&self) -> Option<Scenario> {
        Scenario::from_json(self.original.as_deref()?).ok()
    }

    /// The origin of its scenario.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The document that was shown.
    pub fn active(&self) -> Option<DocumentKey> {
        DocumentKey::parse(self.active.as_deref()?)
    }
}

/// The slot of an origin.
pub fn slot(origin: &Origin) -> Option<Slot> {
    value(&origin.slot())
}

/// Fills the slot; false where the browser refuses.
pub fn save(slot: &Slot) -> bool {
    write(&slot.origin.slot(), &to_json(slot))
}

/// Empties the slot.
pub fn forget(origin: &Origin) {
    remove(&origin.slot());
}

/// The key that the browser knows a slot by, as it tells other tabs.
pub fn slot_key(origin: &Origin) -> String {
    key(&origin.slot())
}

/// All slots, the latest first.
pub fn entries() -> Vec<Entry> {
    let entry = |name: String| {
        let text = read(name.strip_prefix(PREFIX)?)?;
        let slot: Slot = File::parse(&text).ok()?.read().ok()?;
        let title = slot.scenario()?.title;
        Some(Entry { origin: slot.origin, title, size: text.len(), saved: slot.saved })
    };
    let slots = names().into_iter().filter(|name| name.starts_with(&key("slot/")));
    let mut entries = Vec::from_iter(slots.filter_map(entry));
    sort_by_key(&mut entries, |entry| usize::MAX - entry.saved as usize);
    entries
}

/// Characters that all of the page takes.
pub fn used() -> usize {
    names()
        .iter()
        .map(|name| name.len() + storage().and_then(|it| it.get_item(name).ok()?).map_or(0, |it| it.len()))
        .sum()
}

/// Deletes all that this browser remembers of the page.
pub fn clear() {
    for name in names() {
        if let Some(name) = name.strip_prefix(PREFIX) {
            remove(name);
        }
    }
}

/// Whether keys without Ctrl are heard.
pub fn single_keys() -> bool {
    read("single-keys").is_none_or(|value| value != "off")
}

/// Remembers whether keys without Ctrl are heard.
pub fn set_single_keys(are_heard: bool) {
    write("single-keys", if are_heard { "on" } else { "off" });
}

/// The origin of the scenario that was open last.
pub fn last() -> Option<Origin> {
    Origin::parse(&read("last")?)
}

/// Remembers which scenario is open; false where the browser refuses.
pub fn set_last(origin: &Origin) -> bool {
    write("last", &origin.to_string())
}

/// A number that no slot of an empty scenario has yet.
pub fn new_number() -> u32 {
    (1..).find(|number| read(&Origin::New(*number).slot()).is_none()).unwrap_or(0)
}

/// The language that was chosen here.
pub fn lang() -> Option<Lang> {
    Lang::from_tag(&read("language")?)
}

/// Remembers a language.
pub fn set_lang(lang: Lang) {
    write("language", lang.tag());
}

/// The theme that was chosen here.
pub fn theme() -> Option<Theme> {
    Theme::parse(&read("theme")?)
}

/// Remembers a theme.
pub fn set_theme(theme: Theme) {
    write("theme", theme.name());
}

/// A value of the page's layout.
pub fn layout<T: Read>(name: &str) -> Option<T> {
    value(&format!("layout/{name}"))
}

/// Remembers a value of the page's layout.
pub fn set_layout(name: &str, value: &dyn Write) {
    write(&format!("layout/{name}"), &to_json(value));
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The whole names of all that this browser remembers of the page.
fn names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    names.filter(|name| name.starts_with(PREFIX)).collect()
}

fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(name));
    }
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

fn value<T: Read>(name: &str) -> Option<T> {
    File::parse(&read(name)?).ok()?.read().ok()
}

fn write(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(name), value).is_ok())
}

/// FNV-1a with 64 bits, and the length: names a text shortly. Nobody gains by making two alike.
fn digest(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}-{}", text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_gives_back_what_it_was_given() {
        let scenario = ram_scenario::examples::EXAMPLES[0].scenario();
        let key = DocumentKey::System { policy: "AdministratorAccess".to_owned() };
        let slot = Slot::new(&Origin::New(1), &scenario, &Scenario::empty(), Some(&key), 7);
        let read: Slot = File::parse(&to_json(&slot)).unwrap().read().unwrap();
        assert_eq!((read.scenario(), read.original()), (Some(scenario.clone()), Some(Scenario::empty())));
        assert_eq!(read.active(), Some(key));
        assert_eq!(read.saved, 7);
        assert_eq!(Slot::new(&Origin::Link(String::new()), &scenario, &scenario, None, 7).original(), None);
    }

    #[test]
    fn an_origin_names_its_slot() {
        assert_eq!(Origin::Example("deny-wins".to_owned()).slot(), "slot/example/deny-wins");
        assert_eq!(Origin::Link(String::new()).slot(), "slot/link/cbf29ce484222325-0");
        assert_ne!(Origin::Link("a".to_owned()).slot(), Origin::Link("b".to_owned()).slot());
        assert_eq!(Origin::New(3).slot(), "slot/new/3");
    }

    #[test]
    fn an_origin_is_remembered() {
        let payload = "v1.a-b_c".to_owned();
        for origin in
            [Origin::Example("x".to_owned()), Origin::Link(payload), Origin::File("0-1".to_owned()), Origin::New(7)]
        {
            assert_eq!(Origin::parse(&origin.to_string()), Some(origin));
        }
        assert_eq!(Origin::parse("new/x"), None);
        assert_eq!(Origin::parse("7"), None);
    }
}
