//! Whatever is typed, everything answers.

mod common;

use common::{CATALOGUE, COMPANY_A, PARTNER, chosen};
use ram_author::complete::complete;
use ram_author::cursor::Cursor;
use ram_author::findings::{findings, fixes};
use ram_author::form::Form;
use ram_author::hover::hover;
use ram_author::layout::format;
use ram_author::meaning::read_back;
use ram_author::outline::outline;
use ram_author::surroundings::Surroundings;
use ram_author::tree::Tree;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_text::Lang;

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\"Statement\"",
    "\"Effect\":",
    "\"Allow\"",
    "\"Action\":[",
    "ecs:*",
    "\"ecs:Stop",
    "\"Resource\": \"*\"",
    "\"Principal\":{\"RAM\":",
    "\"Condition\":{\"Bool\":{",
    "\"acs:MFAPresent\"",
    "acs:ecs:*:",
    "\n",
    "\r\n",
    " ",
    "\t",
    "//",
    "/*",
    "*/",
    "二",
    "😀",
    "\u{feff}",
    "\u{a0}",
    "1",
    "true",
    "'",
    "${x}",
    "123456****",
    "\"Version\":\"1\",",
];

const KINDS: &[PolicyKind] =
    &[PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Control, PolicyKind::Session];

#[test]
fn any_text_at_any_offset() {
    let mut state: u64 = 3;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let mut mended = 0;
    for round in 0..600 {
        let start = if roll(2) == 0 { "{\"Version\":\"1\",\"Statement\":[{" } else { "" };
        let mut text = String::from(start);
        (0..roll(14)).for_each(|_| text.push_str(PIECES[roll(PIECES.len())]));
        let kind = KINDS[round % KINDS.len()];
        let catalogue = (round % 7 == 0).then(|| &*CATALOGUE);
        let around = Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue, lang: Lang::ZhCn };
        let tree = Tree::read(&text);
        for offset in 0..=text.len() + 1 {
            let cursor = Cursor::at(&text, &tree, offset);
            assert!(text.get(cursor.replace.range()).is_some(), "{text:?} {offset}");
            for item in complete(&text, offset, &around).items.iter().take(3) {
                assert!(chosen(&text, item).contains(&item.insert), "{text:?} {offset}");
                assert!(item.insert.is_char_boundary(item.caret));
            }
            let _ = hover(&text, offset, &around);
        }
        let _ = (outline(&text, Lang::En), Form::read(kind, &text), format(&text));
        let document = Document::parse(DocumentId::new("x"), "x", kind, &text);
        assert_eq!(read_back(&document, &around).is_empty(), document.policy.is_none());
        for finding in findings(&document, &around) {
            assert!(text.get(finding.span.range()).is_some());
            mended += fixes(&finding, &document, &around).len();
        }
    }
    assert!(mended > 100, "{mended}");
}
