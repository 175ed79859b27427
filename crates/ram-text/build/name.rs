//! The name of a message in Rust.

/// `verdict-allowed` → `VerdictAllowed`.
pub fn variant(key: &str) -> String {
    let words = key.split('-').map(|word| {
        let (first, rest) = word.split_at(1); // a key is ASCII without empty words
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}
