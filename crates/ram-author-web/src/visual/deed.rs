//! What can be done with the statements of a policy, and what the form shows then.

use ram_author::form::FormEdit;
use ram_author::layout::Draft;
use ram_text::Msg;

use super::add::ADD_ID;
use super::toggle_id;

/// What can be done with a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Opens its card, or shuts it.
    Toggle(usize),
    /// Moves it to another place.
    Move(usize, usize),
    /// Copies it.
    Duplicate(usize),
    /// Deletes it.
    Delete(usize),
    /// Adds this one behind the last.
    Add(Draft),
}

impl Deed {
    /// The cards that are open then, by place.
    pub fn opens(&self, open: &[usize], count: usize) -> Vec<usize> {
        let places = |place: &dyn Fn(usize) -> Option<usize>| open.iter().filter_map(|at| place(*at)).collect();
        let mut after: Vec<usize> = match *self {
            Deed::Toggle(at) if open.contains(&at) => places(&|it| (it != at).then_some(it)),
            Deed::Toggle(at) => places(&Some).into_iter().chain([at]).collect(),
            Deed::Move(from, to) => places(&|it| {
                Some(match it {
                    it if it == from => to,
                    it if from < it && it <= to => it - 1,
                    it if to <= it && it < from => it + 1,
                    it => it,
                })
            }),
            Deed::Duplicate(at) => {
                let moved: Vec<usize> = places(&|it| Some(if it > at { it + 1 } else { it }));
                moved.into_iter().chain([at + 1]).collect()
            }
            Deed::Delete(at) => places(&|it| match it.cmp(&at) {
                std::cmp::Ordering::Less => Some(it),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(it - 1),
            }),
            Deed::Add(_) => places(&Some).into_iter().chain([count]).collect(),
        };
        after.sort_unstable();
        after
    }

    /// What gets the focus once it is done: an element, and the place of its statement.
    pub fn focus(&self, count: usize) -> (String, usize) {
        let at = match *self {
            Deed::Toggle(at) => at,
            Deed::Move(from, to) => {
                let button = match to {
                    0 => "down",
                    to if to + 1 == count => "up",
                    to if to < from => "up",
                    _ => "down",
                };
                return (format!("ve-{to}-{button}"), to);
            }
            Deed::Duplicate(at) => at + 1,
            Deed::Delete(_) if count < 2 => return (ADD_ID.to_owned(), 0),
            Deed::Delete(at) => at.min(count - 2),
            Deed::Add(_) => count,
        };
        (toggle_id(at), at)
    }

    /// What is said once it is done; nothing of what can be seen and heard on the button itself.
    pub fn said(&self, count: usize) -> Option<Msg> {
        Some(match *self {
            Deed::Toggle(_) => return None,
            Deed::Move(from, to) => Msg::FormSaidMoved { from: from + 1, number: to + 1 },
            Deed::Duplicate(at) => Msg::FormSaidCopied { from: at + 1, number: at + 2 },
            Deed::Delete(at) => Msg::FormSaidDeleted { number: at + 1 },
            Deed::Add(_) => Msg::FormSaidAdded { number: count + 1 },
        })
    }

    /// The change of the text; none for what only changes the view.
    pub fn edit(&self, count: usize) -> Option<FormEdit> {
        Some(match self {
            Deed::Toggle(_) => return None,
            Deed::Move(from, to) => FormEdit::MoveStatement { from: *from, to: *to },
            Deed::Duplicate(at) => FormEdit::DuplicateStatement(*at),
            Deed::Delete(at) => FormEdit::RemoveStatement(*at),
            Deed::Add(statement) => FormEdit::AddStatement { at: count, statement: statement.clone() },
        })
    }
}

#[cfg(test)]
mod tests {
    use ram_author::form::blank_statement;
    use ram_policy::policy::PolicyKind;

    use super::*;

    /// A list with a mark on each statement, on which the deeds are done as well.
    fn done(list: &mut Vec<(usize, bool)>, deed: &Deed, next: usize) {
        match *deed {
            Deed::Toggle(at) => list[at].1 = !list[at].1,
            Deed::Move(from, to) => {
                let moved = list.remove(from);
                list.insert(to, moved);
            }
            Deed::Duplicate(at) => list.insert(at + 1, (next, true)),
            Deed::Delete(at) => drop(list.remove(at)),
            Deed::Add(_) => list.push((next, true)),
        }
    }

    #[test]
    fn a_card_stays_open_wherever_its_statement_goes() {
        let mut roll = 7_u64;
        let mut dice = move |sides: usize| {
            roll = roll.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (roll >> 33) as usize % sides
        };
        let mut list: Vec<(usize, bool)> = vec![(0, true)];
        let mut open = vec![0];
        for next in 1..2_000 {
            let count = list.len();
            let deed = match dice(if count == 0 { 1 } else { 5 }) {
                0 if count < 8 => Deed::Add(blank_statement(PolicyKind::Custom)),
                1 => Deed::Toggle(dice(count)),
                2 => Deed::Move(dice(count), dice(count)),
                3 if count < 8 => Deed::Duplicate(dice(count)),
                _ => Deed::Delete(dice(count)),
            };
            open = deed.opens(&open, count);
            done(&mut list, &deed, next);
            let expected: Vec<usize> = (0..list.len()).filter(|at| list[*at].1).collect();
            assert_eq!(open, expected, "{deed:?}");
            // What gets the focus is there, and can be pressed.
            let (id, at) = deed.focus(count);
            if list.is_empty() {
                assert_eq!((id.as_str(), at), (ADD_ID, 0), "{deed:?}");
                continue;
            }
            assert!(at < list.len() && id.starts_with(&format!("ve-{at}-")), "{deed:?} {id}");
            assert!(!(id.ends_with("up") && at == 0), "{deed:?} {id}");
            assert!(!(id.ends_with("down") && at + 1 == list.len() && list.len() > 1), "{deed:?} {id}");
        }
    }
}
