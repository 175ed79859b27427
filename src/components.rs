//! One panel a file, each a pure function of its props. None of them reaches for the browser while it renders.

pub mod after;
pub mod button;
pub mod chips;
pub mod dialog;
pub mod documents;
pub mod editor_pane;
pub mod folds;
pub mod icon;
pub mod late;
pub mod menu;
pub mod notices;
pub mod picker;
pub mod popover;
pub mod problems;
pub mod question;
pub mod splitter;
pub mod tabs;
pub mod text;
pub mod tone;
pub mod top_bar;
pub mod trace;
pub mod verdict;
pub mod ways;
pub mod world;
