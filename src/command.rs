//! What can be asked of the page by its menus, its palette and its keys.

use ram_text::{Lang, Msg};

use crate::state::Theme;

/// A part of the page that can have the focus, in the order in which F6 goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    TopBar,
    /// The bar of a phone that chooses a view.
    Views,
    Question,
    Verdict,
    World,
    Editor,
    Trace,
}

impl Region {
    /// Every region.
    pub const ALL: [Region; 7] = [
        Region::TopBar,
        Region::Views,
        Region::Question,
        Region::Verdict,
        Region::World,
        Region::Editor,
        Region::Trace,
    ];

    /// What finds it in the document.
    pub fn selector(self) -> &'static str {
        match self {
            Region::TopBar => "header.topbar",
            Region::Views => ".tabbar",
            Region::Question => "#question",
            Region::Verdict => "#verdict",
            Region::World => ".explorer",
            Region::Editor => ".editor-pane",
            Region::Trace => ".trace",
        }
    }
}

/// One thing that a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Undo,
    Redo,
    /// Opens the list of what can be found and done.
    Find,
    /// Opens the list of keys.
    Keys,
    /// Opens the list of scenarios.
    Scenarios,
    Rename,
    /// Opens the scenario as JSON.
    Json,
    New,
    OpenFile,
    SaveFile,
    OpenOriginal,
    /// The example at this place of the list.
    Example(usize),
    Theme(Theme),
    Language(Lang),
    Share,
    /// Moves the focus.
    Go(Region),
    /// Moves the focus to the step that decides.
    GoToDecision,
    /// Moves the focus to the filter of the region that has it.
    Filter,
}

impl Command {
    /// The commands that the palette and the sheet of keys show by themselves, in order.
    pub const LISTED: [Command; 16] = [
        Command::Undo,
        Command::Redo,
        Command::Find,
        Command::Share,
        Command::SaveFile,
        Command::OpenFile,
        Command::New,
        Command::Scenarios,
        Command::Rename,
        Command::Json,
        Command::Keys,
        Command::Go(Region::Question),
        Command::Go(Region::World),
        Command::Go(Region::Editor),
        Command::Go(Region::Trace),
        Command::GoToDecision,
    ];

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Command::Undo => "undo-2",
            Command::Redo => "redo-2",
            Command::Find => "search",
            Command::Keys => "keyboard",
            Command::Scenarios => "layers",
            Command::Rename => "pencil",
            Command::Json => "braces",
            Command::New => "plus",
            Command::OpenFile => "folder-open",
            Command::SaveFile => "download",
            Command::OpenOriginal => "history",
            Command::Example(_) => "layers",
            Command::Theme(Theme::System) => "monitor",
            Command::Theme(Theme::Light) => "sun",
            Command::Theme(Theme::Dark) => "moon",
            Command::Language(_) => "globe",
            Command::Share => "share-2",
            Command::Go(_) => "arrow-right",
            Command::GoToDecision => "crosshair",
            Command::Filter => "list-filter",
        }
    }

    /// Its words.
    pub fn label(self) -> Msg {
        match self {
            Command::Undo => Msg::PageUndo,
            Command::Redo => Msg::PageRedo,
            Command::Find => Msg::PageFindAnything,
            Command::Keys => Msg::PageKeys,
            Command::Scenarios => Msg::PageScenarios,
            Command::Rename => Msg::PageRename,
            Command::Json => Msg::PageEditAsJson,
            Command::New => Msg::PageNewScenario,
            Command::OpenFile => Msg::PageOpenFile,
            Command::SaveFile => Msg::PageSaveFile,
            Command::OpenOriginal => Msg::PageOpenOriginal,
            Command::Example(_) => Msg::PageExamples,
            Command::Theme(Theme::System) => Msg::PageThemeSystem,
            Command::Theme(Theme::Light) => Msg::PageThemeLight,
            Command::Theme(Theme::Dark) => Msg::PageThemeDark,
            Command::Language(_) => Msg::PageOtherLanguage,
            Command::Share => Msg::PageShare,
            Command::Go(region) => match region {
                Region::TopBar => Msg::PageGoToTopBar,
                Region::Views => Msg::PageViews,
                Region::Question => Msg::PageSkipToQuestion,
                Region::Verdict => Msg::PageVerdict,
                Region::World => Msg::PageGoToWorld,
                Region::Editor => Msg::PageSkipToEditor,
                Region::Trace => Msg::PageSkipToTrace,
            },
            Command::GoToDecision => Msg::PageGoToDecision,
            Command::Filter => Msg::PageFilterHere,
        }
    }
}

/// It prints as the text that [`Command::parse`] reads, where something else than a key asks for it.
impl std::fmt::Display for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Command::Theme(theme) => write!(f, "theme/{}", theme.name()),
            Command::Language(lang) => write!(f, "language/{}", lang.tag()),
            Command::Example(place) => write!(f, "example/{place}"),
            Command::Go(region) => write!(f, "go/{}", region.selector()),
            Command::Undo => f.write_str("undo"),
            Command::Redo => f.write_str("redo"),
            Command::Find => f.write_str("find"),
            Command::Keys => f.write_str("keys"),
            Command::Scenarios => f.write_str("scenarios"),
            Command::Rename => f.write_str("rename"),
            Command::Json => f.write_str("json"),
            Command::New => f.write_str("new"),
            Command::OpenFile => f.write_str("open-file"),
            Command::SaveFile => f.write_str("save-file"),
            Command::OpenOriginal => f.write_str("open-original"),
            Command::Share => f.write_str("share"),
            Command::GoToDecision => f.write_str("go-to-decision"),
            Command::Filter => f.write_str("filter"),
        }
    }
}

impl Command {
    /// Reads a command back from its text.
    pub fn parse(text: &str) -> Option<Command> {
        let plain = Command::LISTED.into_iter().chain([Command::OpenOriginal, Command::Filter]);
        let with_name = |(kind, name): (&str, &str)| match kind {
            "theme" => Theme::parse(name).map(Command::Theme),
            "language" => Lang::from_tag(name).map(Command::Language),
            "example" => name.parse().ok().map(Command::Example),
            _ => None,
        };
        plain.into_iter().find(|command| command.to_string() == text).or_else(|| with_name(text.split_once('/')?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_is_read_back_from_its_text() {
        let others = [
            Command::OpenOriginal,
            Command::Filter,
            Command::Example(3),
            Command::Theme(Theme::Dark),
            Command::Language(Lang::ZhCn),
        ];
        for command in Command::LISTED.into_iter().chain(others) {
            assert_eq!(Command::parse(&command.to_string()), Some(command));
        }
        assert_eq!(Command::parse("theme/green"), None);
    }
}
