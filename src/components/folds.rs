//! What people opened and closed in a tree.

/// The rows that a person opened or closed, by their IDs. For all others the tree decides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folds(Vec<(String, bool)>);

impl Folds {
    /// Whether a row is open.
    pub fn is_open(&self, id: &str, otherwise: bool) -> bool {
        self.0.iter().find(|(known, _)| known == id).map_or(otherwise, |(_, is_open)| *is_open)
    }

    /// The same with one row opened or closed.
    pub fn with(&self, id: &str, is_open: bool) -> Folds {
        let mut folds = self.without(id);
        folds.0.push((id.to_owned(), is_open));
        folds
    }

    /// The same without a choice for one row.
    pub fn without(&self, id: &str) -> Folds {
        Folds(self.0.iter().filter(|(known, _)| known != id).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_choice_for_a_row_counts() {
        let folds = Folds::default().with("a", true).with("b", false).with("a", false);
        assert!(!folds.is_open("a", true) && !folds.is_open("b", true));
        assert!(folds.is_open("c", true) && !folds.is_open("c", false));
        assert!(folds.without("a").is_open("a", true));
    }
}
