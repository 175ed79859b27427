//! The first bytes of a text. Compared as one number, they rule out most patterns of a small set
//! faster than any index does. What is fixed in a pattern, and why both sides are ASCII, is as in
//! [`prefix`](crate::compiled::prefix).

use crate::compiled::prefix::is_fixed;

const BYTES: usize = size_of::<u64>();

/// The first bytes of a text in lower case, zeros behind a shorter one. Nothing for a text that is
/// not ASCII.
pub fn beginning(text: &str) -> Option<u64> {
    text.is_ascii().then(|| packed(text.bytes()))
}

fn packed(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut packed = [0; BYTES];
    packed.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte.to_ascii_lowercase());
    u64::from_le_bytes(packed)
}

/// What a pattern fixes of the first bytes.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    mask: u64,
    fixed: u64,
}

impl Glance {
    /// Anything fits.
    pub const ANYTHING: Glance = Glance { mask: 0, fixed: 0 };

    pub fn of(pattern: &str) -> Glance {
        let fixed = || pattern.bytes().take_while(is_fixed);
        let length = fixed().count();
        // A pattern without wildcards fixes its end too, which is a zero here.
        let mask_length = if length == pattern.len() { BYTES } else { length };
        let mask = packed(std::iter::repeat_n(u8::MAX, mask_length));
        Glance { mask, fixed: packed(fixed()) & mask }
    }

    pub fn fits(self, beginning: u64) -> bool {
        beginning & self.mask == self.fixed
    }
}
