// The page's colours as a Monaco theme. Monaco takes colours as hex numbers only, so the custom properties on the
// root element are read, and are read again whenever they change.

import { editor } from 'monaco-editor/editor';

const NAME = 'playground';

/** Reads the page's tokens and gives every editor their colours. */
export function applyTheme() {
  const style = getComputedStyle(document.documentElement);
  const color = (token) => style.getPropertyValue(`--${token}`).trim();
  const rule = (token, property) => ({ token, foreground: color(property).slice(1) });

  editor.defineTheme(NAME, {
    base: style.colorScheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'text'),
      rule('key', 'syn-key'),
      rule('string', 'syn-str'),
      rule('number', 'syn-lit'),
      rule('keyword', 'syn-lit'),
      rule('delimiter', 'syn-punc'),
      rule('effect.allow', 'allow'),
      rule('effect.deny', 'deny'),
      rule('invalid', 'deny'),
    ],
    colors: {
      'editor.background': color('surface'),
      'editor.foreground': color('text'),
      'editorCursor.foreground': color('text'),
      'editorLineNumber.foreground': color('syn-no'),
      'editorLineNumber.activeForeground': color('text'),
      'editor.lineHighlightBackground': color('sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': color('link'),
      'editor.inactiveSelectionBackground': color('wild'),
      'editor.selectionHighlightBackground': color('wild'),
      'editor.findMatchBackground': color('warn-border'),
      'editor.findMatchHighlightBackground': color('warn-subtle'),
      'editorIndentGuide.background1': color('border'),
      'editorIndentGuide.activeBackground1': color('border-strong'),
      'editorBracketMatch.background': color('wild'),
      'editorBracketMatch.border': color('accent-border'),
      'editorError.foreground': color('deny-solid'),
      'editorWarning.foreground': color('warn-solid'),
      'editorInfo.foreground': color('accent'),
      'editorHint.foreground': color('none-solid'),
      'editorOverviewRuler.border': color('border'),
      'editorOverviewRuler.errorForeground': color('deny-solid'),
      'editorOverviewRuler.warningForeground': color('warn-solid'),
      'editorOverviewRuler.infoForeground': color('accent'),
      'editorWidget.background': color('surface'),
      'editorWidget.foreground': color('text'),
      'editorWidget.border': color('border-strong'),
      'editorHoverWidget.background': color('surface'),
      'editorHoverWidget.foreground': color('text'),
      'editorHoverWidget.border': color('border-strong'),
      'editorHoverWidget.statusBarBackground': color('sunken'),
      'editorMarkerNavigation.background': color('surface'),
      'editorMarkerNavigationError.background': color('deny-solid'),
      'editorMarkerNavigationWarning.background': color('warn-solid'),
      'editorMarkerNavigationInfo.background': color('accent'),
      'editorSuggestWidget.background': color('surface'),
      'editorSuggestWidget.foreground': color('text'),
      'editorSuggestWidget.border': color('border-strong'),
      'editorSuggestWidget.selectedBackground': color('accent-subtle'),
      'editorSuggestWidget.selectedForeground': color('text'),
      'editorSuggestWidget.highlightForeground': color('accent'),
      'editorSuggestWidget.focusHighlightForeground': color('accent'),
      'editorStickyScroll.background': color('surface'),
      'editorStickyScroll.border': color('border'),
      'editorStickyScrollHover.background': color('sunken'),
      'editorLightBulb.foreground': color('warn'),
      'editorLightBulbAutoFix.foreground': color('accent'),
      'list.hoverBackground': color('hover'),
      'list.focusHighlightForeground': color('accent'),
      'list.highlightForeground': color('accent'),
      'input.background': color('surface'),
      'input.foreground': color('text'),
      'input.border': color('border-control'),
      'inputOption.activeBackground': color('accent-subtle'),
      'inputOption.activeForeground': color('accent'),
      'inputOption.activeBorder': color('accent'),
      'quickInput.background': color('surface'),
      'quickInput.foreground': color('text'),
      'menu.background': color('surface'),
      'menu.foreground': color('text'),
      'menu.selectionBackground': color('accent-subtle'),
      'menu.selectionForeground': color('text'),
      'menu.separatorBackground': color('border'),
      'icon.foreground': color('text-2'),
      'textLink.foreground': color('accent'),
      'focusBorder': color('focus'),
      'widget.shadow': color('border'),
      'scrollbar.shadow': color('border'),
      // Ours: the outcome marks in the overview ruler.
      'outcome.allow': color('allow-solid'),
      'outcome.deny': color('deny-solid'),
      'outcome.implicit': color('implicit-solid'),
    },
  });
  editor.setTheme(NAME);
}
