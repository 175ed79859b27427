//! Making and changing what the world holds: menus, dialogs, and a page of facts for each thing.
//!
//! Everything that a person can ask for is a [`Wish`](wish::Wish). Forms keep a draft, say at each key which rule of the
//! platform it breaks, and give one edit; nothing here changes a scenario by itself.

pub mod attach;
pub mod attach_control;
pub mod attach_to;
pub mod belongings;
pub mod change;
pub mod create;
pub mod dialog;
pub mod directory;
pub mod fields;
pub mod form;
pub mod inline;
pub mod menu;
pub mod offers;
pub mod page;
pub mod role;
pub mod trust;
pub mod who;
pub mod wish;
