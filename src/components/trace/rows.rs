//! The trace as a list of rows that keys move through, one under the other. Pure.

use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::StepPosition;
use ram_scenario::scenario::DocumentKey;
use ram_scenario::view::{PhaseView, StepView, TraceView};

use crate::components::folds::Folds;
use crate::state::Place;

/// One row: a folded phase, a step, a statement, an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Names the row as long as its place in the trace exists.
    pub id: String,
    /// How deep it lies; its parent is the nearest row above that lies less deep.
    pub depth: usize,
    /// Whether it is open, where it can open.
    pub is_open: Option<bool>,
    /// The text that it is about.
    pub place: Option<Place>,
}

/// The row of a phase.
pub fn phase_id(phase: usize) -> String {
    format!("p{phase}")
}

/// The row of a step.
pub fn step_id(at: StepPosition) -> String {
    format!("s{}.{}.{}", at.phase, at.trace, at.step)
}

/// The row of a document with errors.
pub fn broken_id(step: &str, row: usize, index: usize) -> String {
    format!("{step}-r{row}-b{index}")
}

/// The row of a statement; `list` tells those worth reading (`a`) from the others (`o`).
pub fn statement_id(step: &str, row: usize, list: char, index: usize) -> String {
    format!("{step}-r{row}-{list}{index}")
}

/// The row that folds the other statements.
pub fn others_id(step: &str, row: usize) -> String {
    format!("{step}-r{row}-o")
}

/// The row of an element.
pub fn element_id(statement: &str, index: usize) -> String {
    format!("{statement}-e{index}")
}

/// A place in a document, if the document is one of the scenario's.
pub fn place(document: &DocumentId, span: Span) -> Option<Place> {
    Some(Place { document: DocumentKey::parse(&document.0)?, span })
}

/// Whether a step has anything to open.
pub fn has_body(step: &StepView) -> bool {
    !step.notes.is_empty()
        || !step.rules.is_empty()
        || step.rows.iter().any(|row| {
            row.label.is_some() || !row.broken.is_empty() || !row.statements.is_empty() || !row.others.is_empty()
        })
}

/// All steps, in order.
pub fn steps(trace: &TraceView) -> impl Iterator<Item = (&PhaseView, &StepView)> {
    trace
        .phases
        .iter()
        .flat_map(|phase| phase.resources.iter().flat_map(move |r| r.steps.iter().map(move |s| (phase, s))))
}

/// The step that decides.
pub fn deciding(trace: &TraceView) -> Option<&StepView> {
    steps(trace).map(|(_, step)| step).find(|step| step.decides)
}

/// The rows that can be seen, in order.
pub fn rows(trace: &TraceView, folds: &Folds) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, phase) in trace.phases.iter().enumerate() {
        let mut depth = 0;
        if !phase.is_reached {
            let id = phase_id(index);
            let is_open = folds.is_open(&id, false);
            rows.push(Row { id, depth, is_open: Some(is_open), place: None });
            if !is_open {
                continue;
            }
            depth = 1;
        }
        for step in phase.resources.iter().flat_map(|resource| &resource.steps) {
            push_step(&mut rows, step, depth, folds);
        }
    }
    rows
}

fn push_step(rows: &mut Vec<Row>, step: &StepView, depth: usize, folds: &Folds) {
    let id = step_id(step.at);
    if !has_body(step) {
        return rows.push(Row { id, depth, is_open: None, place: None });
    }
    let is_open = folds.is_open(&id, step.decides);
    rows.push(Row { id: id.clone(), depth, is_open: Some(is_open), place: None });
    if !is_open {
        return;
    }
    for (number, row) in step.rows.iter().enumerate() {
        for (index, broken) in row.broken.iter().enumerate() {
            let place = place(&broken.document, broken.span);
            rows.push(Row { id: broken_id(&id, number, index), depth: depth + 1, is_open: None, place });
        }
        for (index, statement) in row.statements.iter().enumerate() {
            push_statement(rows, statement, statement_id(&id, number, 'a', index), depth + 1);
        }
        if !row.others.is_empty() {
            let others = others_id(&id, number);
            let is_open = folds.is_open(&others, false);
            rows.push(Row { id: others, depth: depth + 1, is_open: Some(is_open), place: None });
            for (index, statement) in row.others.iter().enumerate().filter(|_| is_open) {
                push_statement(rows, statement, statement_id(&id, number, 'o', index), depth + 2);
            }
        }
    }
}

fn push_statement(rows: &mut Vec<Row>, statement: &ram_scenario::view::StatementView, id: String, depth: usize) {
    let elements = statement.elements.iter().enumerate().map(|(index, element)| Row {
        id: element_id(&id, index),
        depth: depth + 1,
        is_open: None,
        place: place(&statement.document, element.span),
    });
    let elements: Vec<_> = elements.collect();
    rows.push(Row { id, depth, is_open: None, place: place(&statement.document, statement.span) });
    rows.extend(elements);
}

/// What a key does on a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// Moves the focus.
    To(String),
    /// Opens or closes the row.
    Fold(String, bool),
    /// Shows the source.
    Show(Place),
}

/// The keys of the trace: Up, Down, Home and End move; Right opens or goes to the first child; Left closes or goes to
/// the parent; Enter shows the source of a row that has one, and opens or closes any other.
pub fn key(rows: &[Row], current: &str, key: &str) -> Option<Move> {
    let at = rows.iter().position(|row| row.id == current)?;
    let row = rows.get(at)?;
    let to = |row: &Row| Move::To(row.id.clone());
    let below = rows.get(at + 1);
    match key {
        "ArrowDown" => below.map(to),
        "ArrowUp" => at.checked_sub(1).and_then(|above| rows.get(above)).map(to),
        "Home" => rows.first().map(to),
        "End" => rows.last().map(to),
        "ArrowRight" if row.is_open == Some(false) => Some(Move::Fold(row.id.clone(), true)),
        "ArrowRight" => below.filter(|below| below.depth > row.depth).map(to),
        "ArrowLeft" if row.is_open == Some(true) => Some(Move::Fold(row.id.clone(), false)),
        "ArrowLeft" => rows.iter().take(at).rev().find(|above| above.depth < row.depth).map(to),
        "Enter" | " " => match (&row.place, row.is_open) {
            (Some(place), _) if key == "Enter" => Some(Move::Show(place.clone())),
            (_, Some(is_open)) => Some(Move::Fold(row.id.clone(), !is_open)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, depth: usize, is_open: Option<bool>) -> Row {
        Row { id: id.to_owned(), depth, is_open, place: None }
    }

    fn list() -> Vec<Row> {
        vec![row("s1", 0, Some(false)), row("s2", 0, Some(true)), row("stmt", 1, None), row("el", 2, None)]
    }

    fn to(id: &str) -> Option<Move> {
        Some(Move::To(id.to_owned()))
    }

    #[test]
    fn up_and_down_stop_at_the_ends() {
        assert_eq!(key(&list(), "s1", "ArrowDown"), to("s2"));
        assert_eq!(key(&list(), "s1", "ArrowUp"), None);
        assert_eq!(key(&list(), "el", "ArrowDown"), None);
        assert_eq!(key(&list(), "s2", "End"), to("el"));
        assert_eq!(key(&list(), "el", "Home"), to("s1"));
    }

    #[test]
    fn right_opens_then_goes_in() {
        assert_eq!(key(&list(), "s1", "ArrowRight"), Some(Move::Fold("s1".to_owned(), true)));
        assert_eq!(key(&list(), "s2", "ArrowRight"), to("stmt"));
        assert_eq!(key(&list(), "el", "ArrowRight"), None);
    }

    #[test]
    fn left_goes_out_then_closes() {
        assert_eq!(key(&list(), "el", "ArrowLeft"), to("stmt"));
        assert_eq!(key(&list(), "stmt", "ArrowLeft"), to("s2"));
        assert_eq!(key(&list(), "s2", "ArrowLeft"), Some(Move::Fold("s2".to_owned(), false)));
        assert_eq!(key(&list(), "s1", "ArrowLeft"), None);
    }

    #[test]
    fn enter_on_a_row_without_source_folds_it() {
        assert_eq!(key(&list(), "s2", "Enter"), Some(Move::Fold("s2".to_owned(), false)));
        assert_eq!(key(&list(), "stmt", "Enter"), None);
    }
}
