//! Icons by name: one sprite in the page, referred to by every icon.

use yew::prelude::*;

/// The sprite of all icons in use. Stands once in the page.
pub fn sprite() -> Html {
    Html::from_html_unchecked(AttrValue::Static(include_str!("../../static/icons.svg")))
}

/// An icon by the id of its symbol in `static/icons.svg`. It is hidden from assistive technology: a word or a name
/// stands beside it.
pub fn draw(name: &str) -> Html {
    svg(name, AttrValue::Static("i"))
}

/// An icon with classes besides `i`.
pub fn draw_with(name: &str, class: &str) -> Html {
    svg(name, AttrValue::from(format!("i {class}")))
}

fn svg(name: &str, class: AttrValue) -> Html {
    html! {
        <svg {class} aria-hidden="true"><use href={format!("#{name}")} /></svg>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use ram_text::Lang;

    use crate::command::Command;
    use crate::state::Theme;

    fn sources(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                into.push_str(&fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }

    /// What draws icons: the page and the modules that it loads later.
    fn code() -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut code = String::new();
        for folder in ["src", "crates/ram-author-web/src"] {
            sources(&root.join(folder), &mut code);
        }
        code
    }

    fn symbols() -> BTreeSet<&'static str> {
        let sprite = include_str!("../../static/icons.svg");
        sprite.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_sprite_holds_only_icons_in_use() {
        let code = code();
        let unused: Vec<_> = symbols().into_iter().filter(|name| !code.contains(&format!("\"{name}\""))).collect();
        assert!(unused.is_empty(), "no source names {unused:?}: delete them from static/icons.svg");
    }

    #[test]
    fn every_named_icon_is_in_the_sprite() {
        let code = code();
        let calls = ["icon::draw(\"", "icon::draw_with(\"", "button::small(\"", "button::large(\""];
        let drawn = calls.into_iter().flat_map(|call| code.split(call).skip(1));
        let named = drawn.filter_map(|rest| rest.split('"').next());
        let commands = Command::LISTED.into_iter().chain([Command::OpenOriginal, Command::Example(0), Command::Filter]);
        let themes = Theme::ALL.into_iter().map(Command::Theme).chain([Command::Language(Lang::En)]);
        let of_commands = commands.chain(themes).map(|command| command.icon().to_owned());
        let named = named.map(str::to_owned).chain(of_commands);
        let missing: BTreeSet<_> = named.filter(|name| !symbols().contains(name.as_str())).collect();
        assert!(missing.is_empty(), "static/icons.svg lacks {missing:?}");
    }
}
