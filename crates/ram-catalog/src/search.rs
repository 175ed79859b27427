//! Finding actions while somebody types: one pass over all names, without building anything per name.

use crate::catalogue::Service;

/// Where an action is: the number of its service, and its own within the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub service: u16,
    pub action: u16,
}

/// All names in one text.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// `ecs:StopInstance`, one name a line, in the order of the catalogue.
    names: String,
    /// The same in lower case; only ASCII changes, so the positions are the same.
    lower: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    /// Where the name of the action begins, after the colon.
    action: u32,
    end: u32,
    place: Place,
    deprecated: bool,
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Whole,
    Beginning,
    BeginningOfAction,
    Words,
    Anywhere,
}

const RANKS: usize = 5;

impl Index {
    /// Names beyond 4 GB, or beyond 65,536 services or actions of a service, are left out.
    pub fn new(services: &[Service]) -> Index {
        let mut index = Index::default();
        for (service, number) in services.iter().zip(0..=u16::MAX) {
            for (action, place) in service.actions.iter().zip(0..=u16::MAX) {
                let start = index.names.len();
                index.names.extend([&service.code, ":", &action.name, "\n"]);
                let end = index.names.len() - 1;
                let positions = (u32::try_from(start), u32::try_from(end - action.name.len()), u32::try_from(end));
                let (Ok(start), Ok(name), Ok(end)) = positions else { break };
                let place = Place { service: number, action: place };
                index.entries.push(Entry { start, action: name, end, place, deprecated: action.deprecated });
            }
        }
        index.lower = index.names.to_ascii_lowercase();
        index
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.lines()
    }

    /// The places of at most `limit` names that fit, the best first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Place> {
        let query = query.trim().to_ascii_lowercase();
        if query.is_empty() {
            return self.entries.iter().take(limit).map(|entry| entry.place).collect();
        }
        let words = query.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let words = Vec::from_iter(words);
        // Whatever fits has the first word in it, so one search through the whole text leaves few names to look at.
        let first = words.first().copied().unwrap_or(&query);
        let mut entries = self.entries.iter().peekable();
        // A list for each rank, current actions before deprecated ones.
        let mut found: [[Vec<Place>; 2]; RANKS] = Default::default();
        let mut worst = Rank::Anywhere;
        for (position, _) in self.lower.match_indices(first) {
            while entries.next_if(|entry| (entry.end as usize) < position).is_some() {}
            // A name with the word in it twice is looked at once.
            let Some(entry) = entries.next_if(|entry| entry.start as usize <= position) else { continue };
            let Some(rank) = self.rank(entry, &query, &words, worst) else { continue };
            if let Some([current, deprecated]) = found.get_mut(rank as usize) {
                let places = if entry.deprecated { deprecated } else { current };
                places.push(entry.place);
            }
            let as_good = found.iter().take(rank as usize + 1).flatten().map(Vec::len);
            if as_good.sum::<usize>() >= limit {
                worst = rank;
            }
        }
        found.into_iter().flatten().flatten().take(limit).collect()
    }

    /// How well a name fits; `None` if worse than `worst`, without looking further.
    fn rank(&self, entry: &Entry, query: &str, words: &[&str], worst: Rank) -> Option<Rank> {
        let range = entry.start as usize..entry.end as usize;
        let name = self.lower.as_bytes().get(range.clone())?;
        if let Some(rest) = name.strip_prefix(query.as_bytes()) {
            return Some(if rest.is_empty() { Rank::Whole } else { Rank::Beginning });
        }
        if worst < Rank::BeginningOfAction {
            return None;
        }
        if self.lower.get(entry.action as usize..range.end)?.starts_with(query) {
            return Some(Rank::BeginningOfAction);
        }
        if worst < Rank::Words {
            return None;
        }
        let written = self.names.as_bytes().get(range)?;
        let begins_a_word = |word: &&str| {
            let mut places = name.windows(word.len()).enumerate();
            places.any(|(position, here)| here == word.as_bytes() && is_word_start(written, position))
        };
        if !words.is_empty() && words.iter().all(begins_a_word) {
            return Some(Rank::Words);
        }
        let is_inside = || name.windows(query.len()).any(|here| here == query.as_bytes());
        (worst >= Rank::Anywhere && is_inside()).then_some(Rank::Anywhere)
    }
}

/// Whether a word begins here: after a separator, at a capital after a small letter (`stopInstance`), at the last capital
/// of several (`DBInstance`), or at a number.
fn is_word_start(name: &[u8], position: usize) -> bool {
    let at = |position: usize| name.get(position).copied().unwrap_or_default();
    let Some(before) = position.checked_sub(1).map(at) else { return true };
    let (here, after) = (at(position), at(position + 1));
    !before.is_ascii_alphanumeric()
        || (here.is_ascii_uppercase() && (!before.is_ascii_uppercase() || after.is_ascii_lowercase()))
        || (here.is_ascii_digit() && !before.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_at_separators_capitals_and_numbers() {
        let starts =
            |name: &str| Vec::from_iter((0..name.len()).filter(|&place| is_word_start(name.as_bytes(), place)));
        assert_eq!(starts("ecs:Stop"), [0, 4]);
        assert_eq!(starts("DBInstance"), [0, 2]);
        assert_eq!(starts("stopInstance"), [0, 4]);
        assert_eq!(starts("Ipv4Gateway"), [0, 3, 4]);
    }
}
