//! How wide the panes are. All lengths are in rem.

use ram_json::object;

const LEAST_WORLD: f64 = 12.5;
const LEAST_EDITOR: f64 = 20.0;
const LEAST_TRACE: f64 = 22.0;

/// The four shapes of the page, by the width of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// One pane at a time.
    Sm,
    /// The world is a drawer.
    Md,
    /// The size that the page was designed for.
    Lg,
    /// Wider world and trace.
    Xl,
}

impl Shape {
    /// From narrow to wide.
    pub const ALL: [Shape; 4] = [Shape::Sm, Shape::Md, Shape::Lg, Shape::Xl];

    /// The width of the window from which on the page has this shape.
    pub fn from(self) -> f64 {
        match self {
            Shape::Sm => 0.0,
            Shape::Md => 48.0,
            Shape::Lg => 73.76,
            Shape::Xl => 100.0,
        }
    }

    /// Its name in what the browser remembers.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Sm => "sm",
            Shape::Md => "md",
            Shape::Lg => "lg",
            Shape::Xl => "xl",
        }
    }
}

/// What a person has chosen for one shape; nothing where the design decides.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Widths {
    /// Width of the world, in thousandths.
    pub world: Option<u64>,
    /// Width of the trace, in thousandths.
    pub trace: Option<u64>,
    /// Whether the world is collapsed.
    pub no_world: bool,
    /// Whether the trace is collapsed.
    pub no_trace: bool,
}

object!(Widths { world, trace, no_world, no_trace });

/// A length as it is remembered: whole thousandths.
pub fn thousandths(rem: f64) -> u64 {
    (rem * 1_000.0).round() as u64
}

fn rem(thousandths: u64) -> f64 {
    thousandths as f64 / 1_000.0
}

/// One pane between its limits; collapsed panes have a width too, which they get back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pane {
    /// Its width.
    pub width: f64,
    /// The least.
    pub least: f64,
    /// The most, as long as the window is as it is.
    pub most: f64,
    /// Whether it is not shown.
    pub is_collapsed: bool,
}

/// The panes in a window of this width: the editor gives way first, then the trace, then the world.
pub fn fit(shape: Shape, window: f64, chosen: &Widths) -> (Pane, Pane) {
    let (world_by_design, trace_by_design) = match shape {
        Shape::Xl => (18.0, 44.0),
        Shape::Lg => (15.5, 36.5),
        Shape::Md | Shape::Sm => (15.5, (window * 0.51).max(LEAST_TRACE)),
    };
    let mut no_world = chosen.no_world || shape <= Shape::Md;
    let wanted_world = chosen.world.map_or(world_by_design, rem).max(LEAST_WORLD);
    let wanted_trace = chosen.trace.map_or(trace_by_design, rem).max(LEAST_TRACE);
    let least_trace = if chosen.no_trace { 0.0 } else { LEAST_TRACE };
    if window < LEAST_WORLD + LEAST_EDITOR + least_trace {
        no_world = true;
    }
    let most_world = (window - LEAST_EDITOR - least_trace).max(LEAST_WORLD);
    let world_width = wanted_world.min(most_world);
    let beside_world = window - if no_world { 0.0 } else { world_width };
    let most_trace = (beside_world - LEAST_EDITOR).max(LEAST_TRACE);
    let world = Pane { width: world_width, least: LEAST_WORLD, most: most_world, is_collapsed: no_world };
    let trace = Pane {
        width: wanted_trace.min(most_trace),
        least: LEAST_TRACE,
        most: most_trace,
        is_collapsed: chosen.no_trace,
    };
    (world, trace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(shape: Shape, window: f64, chosen: &Widths) -> (f64, f64) {
        let (world, trace) = fit(shape, window, chosen);
        (if world.is_collapsed { 0.0 } else { world.width }, if trace.is_collapsed { 0.0 } else { trace.width })
    }

    #[test]
    fn the_design_decides_at_first() {
        assert_eq!(widths(Shape::Lg, 90.0, &Widths::default()), (15.5, 36.5));
        assert_eq!(widths(Shape::Xl, 120.0, &Widths::default()), (18.0, 44.0));
        assert_eq!(widths(Shape::Md, 60.0, &Widths::default()).0, 0.0);
    }

    #[test]
    fn a_narrow_window_takes_from_the_editor_then_the_trace_then_the_world() {
        let wide = Widths { world: Some(thousandths(20.0)), trace: Some(thousandths(50.0)), ..Widths::default() };
        assert_eq!(widths(Shape::Lg, 95.0, &wide), (20.0, 50.0));
        assert_eq!(widths(Shape::Lg, 80.0, &wide), (20.0, 40.0));
        assert_eq!(widths(Shape::Lg, 58.0, &wide), (16.0, 22.0));
        assert_eq!(widths(Shape::Lg, 54.0, &wide), (0.0, 34.0));
    }

    #[test]
    fn collapsed_panes_keep_their_width() {
        let chosen = Widths { world: Some(thousandths(20.0)), no_world: true, ..Widths::default() };
        let (world, _) = fit(Shape::Lg, 90.0, &chosen);
        assert!(world.is_collapsed);
        assert_eq!(world.width, 20.0);
    }
}
