//! Scenario ↔ link: the part of an address after its `#`, which browsers never send.
//!
//! `v1.<payload>`, where the payload is base64url without padding of raw deflate of minified JSON;
//! or `example=<slug>`. Both can be followed by `&view=…` and `&lang=…`. A link once given away
//! must be read for ever: what changes gets a new version, and `tests/links` only grows.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use ram_text::{Msg, code};

use crate::examples::{Example, example};
use crate::load::LoadError;
use crate::scenario::Scenario;

/// The longest JSON that a link can hold, in bytes. A short link can hold a very long text.
pub const MAX_BYTES: usize = 1024 * 1024;
/// No payload within [`MAX_BYTES`] is longer: deflate adds little to what it can't shorten, and
/// base64 adds a third.
const MAX_PAYLOAD: usize = 2 * MAX_BYTES;
const VERSION: u32 = 1;
/// miniz_oxide's best that is still quick.
const COMPRESSION: u8 = 9;

/// A cut link ends in the middle of three bytes, so the last bits are not checked.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// What a link says.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What to open.
    pub source: Source,
    /// What to show of it.
    pub view: Option<String>,
    /// The language to show it in.
    pub lang: Option<String>,
}

/// What a link opens.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Nothing: the address has no link after its `#`.
    None,
    /// The scenario that the link holds.
    Scenario {
        /// The scenario.
        scenario: Box<Scenario>,
        /// `v1.` and the payload, without what apps have added: the same for the same link.
        payload: String,
    },
    /// A scenario that comes with the product.
    Example(&'static Example),
}

/// Why a link is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// Made by a later version of this program.
    Newer {
        /// What the link begins with, such as `v2`.
        found: String,
    },
    /// It ends too early.
    Cut {
        /// Its length in characters.
        length: usize,
    },
    /// A character that no link has.
    Character {
        /// The character.
        found: char,
        /// Its place in the payload, from 1.
        position: usize,
    },
    /// A part of it was changed: it holds no text, or text that is no JSON.
    Damaged,
    /// It holds more than [`MAX_BYTES`].
    TooLarge,
    /// It holds JSON that is no scenario.
    Content(LoadError),
    /// There is no such example.
    NoSuchExample {
        /// Its name in the link.
        slug: String,
    },
}

impl LinkError {
    /// What is wrong, where, and what to do.
    pub fn message(&self) -> Msg {
        match self {
            LinkError::Newer { found } => Msg::LinkNewer { found: code(found), known: code(format!("v{VERSION}")) },
            LinkError::Cut { length } => Msg::LinkCut { length: *length },
            LinkError::Character { found, position } => {
                Msg::LinkCharacter { position: (*position).into(), found: code(found.to_string()) }
            }
            LinkError::Damaged => Msg::LinkDamaged,
            LinkError::TooLarge => Msg::LinkTooLarge { limit: MAX_BYTES / (1024 * 1024) },
            LinkError::Content(error) => error.message(),
            LinkError::NoSuchExample { slug } => Msg::LinkNoSuchExample { slug: code(slug) },
        }
    }
}

/// The link to a scenario, without `#`. More than [`MAX_BYTES`] of JSON gives a link that
/// [`decode`] refuses; such a scenario is passed on as a file.
pub fn encode(scenario: &Scenario) -> String {
    let packed = compress_to_vec(scenario.to_json_minified().as_bytes(), COMPRESSION);
    format!("v{VERSION}.{}", BASE64.encode(packed))
}

/// Reads what stands after the `#` of an address; a leading `#` does no harm. Anything that is not
/// meant as a link, such as the name of a place in the page, is [`Source::None`].
pub fn decode(fragment: &str) -> Result<Link, LinkError> {
    if fragment.len() > MAX_PAYLOAD {
        return Err(LinkError::TooLarge);
    }
    let fragment = without_escapes(fragment.trim());
    let mut parts = fragment.trim_start_matches('#').split('&');
    let mut link = Link { source: Source::None, view: None, lang: None };
    let first = parts.next().unwrap_or_default();
    if let Some((version, payload)) = versioned(first) {
        link.source = scenario(version, payload)?;
    } else {
        link.parameter(first)?;
    }
    for part in parts {
        // What an app that writes HTML leaves of an `&`.
        link.parameter(part.strip_prefix("amp;").unwrap_or(part))?;
    }
    Ok(link)
}

impl Link {
    fn parameter(&mut self, part: &str) -> Result<(), LinkError> {
        let Some((name, value)) = part.split_once('=') else { return Ok(()) };
        let value = without_punctuation(value);
        match name {
            "view" => self.view = Some(value.to_owned()),
            "lang" => self.lang = Some(value.to_owned()),
            "example" if self.source == Source::None => {
                let known = example(value).ok_or_else(|| LinkError::NoSuchExample { slug: value.to_owned() })?;
                self.source = Source::Example(known);
            }
            _ => {}
        }
        Ok(())
    }
}

/// `v`, a number and either the end or a dot and the payload.
fn versioned(text: &str) -> Option<(u32, &str)> {
    let (number, payload) = text.strip_prefix('v')?.split_once('.').unwrap_or((text.get(1..)?, ""));
    let version = number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((version, payload))
}

fn scenario(version: u32, payload: &str) -> Result<Source, LinkError> {
    if version != VERSION {
        return Err(LinkError::Newer { found: format!("v{version}") });
    }
    let payload = without_punctuation(payload).trim_end_matches('=');
    let is_known = |found: char| found.is_ascii_alphanumeric() || matches!(found, '-' | '_');
    if let Some((at, found)) = payload.chars().enumerate().find(|(_, found)| !is_known(*found)) {
        return Err(LinkError::Character { found, position: at + 1 });
    }
    let cut = LinkError::Cut { length: payload.len() };
    // Four characters hold three bytes, and one character alone holds none.
    let whole = if payload.len() % 4 == 1 { &payload[..payload.len() - 1] } else { payload };
    let packed = BASE64.decode(whole).map_err(|_| LinkError::Damaged)?;
    let json = decompress_to_vec_with_limit(&packed, MAX_BYTES).map_err(|error| match error.status {
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => cut,
        TINFLStatus::HasMoreOutput => LinkError::TooLarge,
        _ => LinkError::Damaged,
    })?;
    let json = String::from_utf8(json).map_err(|_| LinkError::Damaged)?;
    match Scenario::from_json(&json) {
        Ok(scenario) => Ok(Source::Scenario { scenario: Box::new(scenario), payload: format!("v{VERSION}.{payload}") }),
        Err(LoadError::NotJson { .. }) => Err(LinkError::Damaged),
        Err(error) => Err(LinkError::Content(error)),
    }
}

/// Chat apps write `%3D` for `=`, and some do so twice.
fn without_escapes(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..3 {
        match percent_decoded(&text) {
            Some(decoded) => text = Cow::Owned(decoded),
            None => break,
        }
    }
    text
}

/// Nothing where there is no `%` with two hexadecimal digits, or they make no text.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut found = false;
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                found = true;
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|_| found)
}

/// Without the end of the sentence or the bracket in which the link stood.
fn without_punctuation(text: &str) -> &str {
    const CLOSING: &[char] = &[
        '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '*', '’', '”', '。', '，', '；', '！', '？', '）',
        '》', '」',
    ];
    text.trim_end_matches(CLOSING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::EXAMPLES;

    fn sample() -> (Scenario, String) {
        let scenario = EXAMPLES[0].scenario();
        let link = encode(&scenario);
        (scenario, link)
    }

    fn packed(text: &[u8]) -> String {
        format!("v1.{}", BASE64.encode(compress_to_vec(text, COMPRESSION)))
    }

    #[track_caller]
    fn opens(fragment: &str, scenario: &Scenario) -> Link {
        let link = decode(fragment).unwrap();
        match &link.source {
            Source::Scenario { scenario: found, .. } => assert_eq!(**found, *scenario),
            other => panic!("{other:?}"),
        }
        link
    }

    #[test]
    fn a_link_gives_back_its_scenario() {
        let (scenario, link) = sample();
        assert!(link.len() < 2_000, "{}", link.len());
        opens(&link, &scenario);
        let found = opens(&format!("#{link}&view=trace&lang=zh-CN&new=1"), &scenario);
        assert_eq!((found.view.as_deref(), found.lang.as_deref()), (Some("trace"), Some("zh-CN")));
    }

    #[test]
    fn an_example_has_a_link_of_its_own() {
        let link = decode("#example=role-chain&lang=en").unwrap();
        assert_eq!(link.source, Source::Example(example("role-chain").unwrap()));
        assert_eq!(link.lang.as_deref(), Some("en"));
        assert_eq!(decode("example=x"), Err(LinkError::NoSuchExample { slug: "x".into() }));
    }

    #[test]
    fn what_is_no_link_opens_nothing() {
        for fragment in ["", "#", "#question", "v", "version", "vx.1", "example", "=", "&&", "%", "%zz"] {
            assert_eq!(decode(fragment).unwrap(), Link { source: Source::None, view: None, lang: None }, "{fragment}");
        }
        assert_eq!(decode("#lang=en").unwrap().lang.as_deref(), Some("en"));
    }

    #[test]
    fn what_chat_apps_add_does_no_harm() {
        let (scenario, link) = sample();
        let payload = match opens(&link, &scenario).source {
            Source::Scenario { payload, .. } => payload,
            _ => unreachable!(),
        };
        assert_eq!(payload, link);
        let twice =
            format!("{link}&lang=en").replace('&', "%26").replace('=', "%3D").replace('.', "%2E").replace('%', "%25");
        let escaped = link.replace('_', "%5f").replace('-', "%2D");
        for fragment in [
            format!("{link}="),
            format!("{link}%3D%3D"),
            format!("{link})."),
            format!("{link}。"),
            format!(" {link}\n"),
            format!("{escaped}&amp;lang=en"),
            format!("%23{link}"),
            twice,
        ] {
            let found = opens(&fragment, &scenario);
            assert!(matches!(found.source, Source::Scenario { payload: found, .. } if found == payload), "{fragment}");
            assert_eq!(found.lang.is_some(), fragment.contains("lang"), "{fragment}");
        }
    }

    #[test]
    fn a_cut_link_says_so_wherever_it_was_cut() {
        let (_, link) = sample();
        for length in 0..link.len() - 3 {
            let cut = decode(&format!("v1.{}", &link[3..3 + length])).unwrap_err();
            assert_eq!(cut, LinkError::Cut { length }, "{length}");
        }
        assert_eq!(decode("v1"), Err(LinkError::Cut { length: 0 }));
    }

    #[test]
    fn other_faults_have_a_sentence_each() {
        let (_, link) = sample();
        assert_eq!(decode("v2.abc"), Err(LinkError::Newer { found: "v2".into() }));
        assert_eq!(decode("v99999999999.abc").unwrap().source, Source::None);
        assert_eq!(decode(&format!("{link}+a")), Err(LinkError::Character { found: '+', position: link.len() - 2 }));
        assert_eq!(decode("v1.aé"), Err(LinkError::Character { found: 'é', position: 2 }));
        assert_eq!(decode("v1.____"), Err(LinkError::Damaged));
        assert_eq!(decode(&packed(b"\xFF")), Err(LinkError::Damaged));
        assert_eq!(decode(&packed(b"{")), Err(LinkError::Damaged));
        assert_eq!(decode(&packed(b"{}")), Err(LinkError::Content(LoadError::NotAScenario)));
        let newer = LoadError::NewerVersion { found: "ram-scenario/2".into() };
        assert_eq!(decode(&packed(br#"{"format":"ram-scenario/2"}"#)), Err(LinkError::Content(newer)));
    }

    #[test]
    fn a_link_that_would_fill_the_memory_is_refused() {
        let bomb = packed(&vec![b' '; 4 * MAX_BYTES]);
        assert!(bomb.len() < 10_000);
        assert_eq!(decode(&bomb), Err(LinkError::TooLarge));
        assert_eq!(decode(&"v1.".repeat(MAX_BYTES)), Err(LinkError::TooLarge));
        let mut text = br#"{"format":"ram-scenario/1"}"#.to_vec();
        text.resize(MAX_BYTES, b' ');
        opens(&packed(&text), &Scenario::empty());
    }
}
