// Monaco behind the few functions that the page calls. Nothing is decided here and nothing is worded here: texts,
// markers, decorations and their class names come from Rust.
//
// Offsets are UTF-16 units from the start of the document. Callbacks tell only what the person did: a call from
// Rust is never echoed. Texts are taken to have one kind of line end, since Monaco knows no other documents.

const LANGUAGE = 'ram-policy';
const FONT_SIZE = 13;
const LINE_HEIGHT = 20;

let monaco;
let loading;
let attempts = 0;
/** What helps to write, once it is there. */
let author;
/** What hears its reports. */
let report;
/** Whether it has failed: then its program is in no state to go on. */
let hasFailed = false;
/** The editor that is open. */
let opened;

/** The address of something that is fetched late, as the document's head names it. */
function late(name) {
  return new URL(document.querySelector(`meta[name="${name}"]`).content, document.baseURI);
}

/** Fetches what helps to write. `onReport` hears what it tells by itself. */
export async function loadAuthor(onReport) {
  if (hasFailed) throw new Error('the authoring module has failed');
  const base = late('author-module');
  const [{ Author, default: start }] = await Promise.all([
    import(new URL('author.js', base).href),
    addStyleSheet(new URL('author.css', base).href),
  ]);
  await start({ module_or_path: new URL('author_bg.wasm', base) });
  report = onReport;
  author = new Author();
  author.listen(onReport);
}

/** Gives it the action catalogue, which the page has fetched too. */
export async function loadAuthorCatalogue() {
  const response = await fetch(late('action-catalogue'));
  if (response.ok) ask('setCatalogue', await response.text());
}

/** An answer of what helps to write: nothing where it has none, is not there, or has failed. Typing goes on then. */
export function ask(question, ...rest) {
  try {
    return author?.[question](...rest);
  } catch (error) {
    author = undefined;
    hasFailed = true;
    console.warn(error);
    report('{"told":"failed"}');
    return undefined;
  }
}

/** Fetches Monaco once. After a failure the next call tries again. */
function load(language) {
  loading ??= fetchMonaco(language).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchMonaco(language) {
  const base = late('editor-bundle');
  // A browser may remember that a module failed to load; a new address makes it ask again.
  const retry = attempts++ ? `?${attempts}` : '';
  const file = (name) => new URL(name + retry, base).href;

  globalThis.MonacoEnvironment = {
    getWorker: () => new Worker(file('editor.worker.js'), { type: 'module' }),
  };
  // Monaco's own words (find, go to line, screen reader hints) must be there before it is.
  if (language === 'zh-CN') await import(file('editor.zh-CN.js'));
  [monaco] = await Promise.all([import(file('editor.js')), addStyleSheet(file('editor.css'))]);
  changeKeys();
  monaco.assist({
    ask,
    findings: (model) => opened?.documentOf(model)?.findings ?? [],
    run: (model, name) => {
      if (opened?.shown?.model === model) opened.on.command(name);
    },
  });
}

function changeKeys() {
  const { KeyMod, KeyCode } = monaco;
  monaco.editor.addKeybindingRules([
    // These are the page's.
    ...[KeyCode.KeyK, KeyCode.Enter].map((key) => ({
      keybinding: KeyMod.CtrlCmd | key,
      command: null,
    })),
    // Monaco's own choice would leave for another document with a problem, and which one is shown is for the page.
    { keybinding: KeyCode.F8, command: 'editor.action.marker.next', when: 'editorFocus' },
    { keybinding: KeyMod.Shift | KeyCode.F8, command: 'editor.action.marker.prev', when: 'editorFocus' },
  ]);
}

function addStyleSheet(href) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
    document.head.append(link);
  });
}

/** The font at the page's own scale: sizes on the page are in rem, Monaco's are in pixels. */
function font() {
  const root = getComputedStyle(document.documentElement);
  const scale = parseFloat(root.fontSize) / 16;
  return {
    fontFamily: root.getPropertyValue('--font-mono'),
    fontSize: FONT_SIZE * scale,
    lineHeight: LINE_HEIGHT * scale,
  };
}

/** One editor that shows one of many documents. Each document is a Monaco model under the page's own key. */
export class CodeEditor {
  /**
   * Makes an editor inside `host`; rejects if Monaco cannot be loaded. `on` has the callbacks
   * `change(key, text)`, `cursor(key, offset, typing)`, `hover(key, offset or undefined)`, `focus()` and
   * `command(name)` with the names `undo`, `redo`, `tab-focus:on`, `tab-focus:off`, `format` and `fix N M`, by the
   * places of a finding among the markers and of one of its fixes.
   * Monaco speaks the language of the first call until the page is loaded anew.
   */
  static async open(host, language, on) {
    await load(language);
    return new CodeEditor(host, on);
  }

  constructor(host, on) {
    this.on = on;
    /** key → { key, model, view, findings, decorations }; `view` is where cursor and scroll position were. */
    this.documents = new Map();
    this.shown = undefined;
    this.muted = false;
    opened = this;
    // Its menu lies beside the editor, and takes its colours from here.
    host.classList.add('monaco-component');
    monaco.applyTheme();
    this.editor = monaco.editor.create(host, {
      ...font(),
      model: null,
      automaticLayout: true,
      fixedOverflowWidgets: true,
      glyphMargin: true,
      hideCursorInOverviewRuler: true,
      lineNumbersMinChars: 3,
      minimap: { enabled: false },
      occurrencesHighlight: 'off',
      renderLineHighlight: 'gutter',
      // What is typed over a selection takes its place, brackets too.
      autoSurround: 'never',
      // Suggestions know the document; words that merely stand elsewhere in it do not.
      quickSuggestions: { other: true, comments: false, strings: true },
      scrollBeyondLastLine: false,
      stickyScroll: { enabled: true, maxLineCount: 2 },
      tabSize: 2,
      wordBasedSuggestions: 'off',
    });
    this.listen();
    this.redirectUndo();
    this.colorScheme = matchMedia('(prefers-color-scheme: dark)');
    this.onColorScheme = () => this.setTheme();
    this.colorScheme.addEventListener('change', this.onColorScheme);
  }

  listen() {
    const { editor, on } = this;
    editor.onDidChangeModelContent(() => {
      if (!this.muted) on.change(this.shown.key, this.shown.model.getValue());
    });

    // The cursor also moves when text is typed; then the version is a new one.
    let version;
    editor.onDidChangeModel(() => {
      version = editor.getModel()?.getVersionId();
    });
    editor.onDidChangeCursorPosition(({ position }) => {
      const { key, model } = this.shown;
      const typing = version !== model.getVersionId();
      version = model.getVersionId();
      if (!this.muted) on.cursor(key, model.getOffsetAt(position), typing);
    });

    let hovered;
    const hover = (offset) => {
      if (offset === hovered) return;
      hovered = offset;
      if (this.shown) on.hover(this.shown.key, offset);
    };
    editor.onMouseMove(({ target }) => {
      const overText = target.type === monaco.editor.MouseTargetType.CONTENT_TEXT;
      hover(overText ? this.shown.model.getOffsetAt(target.position) : undefined);
    });
    editor.onMouseLeave(() => hover(undefined));

    editor.onDidFocusEditorText(() => on.focus());

    this.tabFocus = monaco.TabFocus.onDidChangeTabFocus((movesFocus) => {
      on.command(`tab-focus:${movesFocus ? 'on' : 'off'}`);
    });
  }

  /** There is one history for the whole scenario, so Monaco's own is never used. */
  redirectUndo() {
    const { KeyMod, KeyCode } = monaco;
    const { CtrlCmd, Shift } = KeyMod;
    const bind = (keybinding, name) => {
      this.editor.addCommand(keybinding, () => this.on.command(name), 'editorTextFocus');
    };
    bind(CtrlCmd | KeyCode.KeyZ, 'undo');
    bind(CtrlCmd | KeyCode.KeyY, 'redo');
    bind(CtrlCmd | Shift | KeyCode.KeyZ, 'redo');
  }

  /**
   * Shows a document, which is made at its first use and brought up to date otherwise. `tabFocusMode` says whether Tab
   * always moves the focus on.
   */
  openModel(key, text, readOnly, label, tabFocusMode) {
    this.quietly(() => {
      let next = this.documents.get(key);
      if (next) {
        this.setText(key, text);
      } else {
        const model = monaco.editor.createModel(text, LANGUAGE, monaco.Uri.from({ scheme: 'policy', path: `/${key}` }));
        model.setEOL(lineEnd(text));
        // Colours are for meaning here, not for depth.
        model.updateOptions({ bracketColorizationOptions: { enabled: false } });
        next = { key, model, view: null, findings: [], decorations: [] };
        this.documents.set(key, next);
      }
      if (next !== this.shown) {
        if (this.shown) this.shown.view = this.editor.saveViewState();
        this.shown = next;
        this.editor.setModel(next.model);
        this.editor.restoreViewState(next.view);
      }
      this.editor.updateOptions({ readOnly, ariaLabel: label, tabFocusMode });
    });
  }

  /** Changes a document that is open already, and in it only what differs, so that the caret stays where it was. */
  setText(key, text) {
    const { model } = this.documents.get(key);
    const old = model.getValue();
    if (old === text) return;
    this.quietly(() => {
      model.pushEOL(lineEnd(text));
      model.pushStackElement();
      model.pushEditOperations([], [difference(model, text)], () => null);
      model.pushStackElement();
    });
  }

  closeModel(key) {
    const closed = this.documents.get(key);
    if (!closed) return;
    if (closed === this.shown) {
      this.quietly(() => this.editor.setModel(null));
      this.shown = undefined;
    }
    closed.model.dispose();
    this.documents.delete(key);
  }

  /** Closes every document whose key is not in the JSON list. */
  keepModels(keysJson) {
    const keep = new Set(JSON.parse(keysJson));
    for (const key of [...this.documents.keys()]) if (!keep.has(key)) this.closeModel(key);
  }

  documentOf(model) {
    return [...this.documents.values()].find((document) => document.model === model);
  }

  /** JSON: a list of { start, end, severity: "error" | "warning" | "note", message, code, fixes: names or nothing }. */
  setMarkers(key, json) {
    const document = this.documents.get(key);
    const { model } = document;
    document.findings = JSON.parse(json);
    const severities = {
      error: monaco.MarkerSeverity.Error,
      warning: monaco.MarkerSeverity.Warning,
      note: monaco.MarkerSeverity.Info,
    };
    monaco.editor.setModelMarkers(
      model,
      LANGUAGE,
      document.findings.map(({ start, end, severity, message, code }) => ({
        ...range(model, start, end),
        severity: severities[severity],
        message,
        code,
      })),
    );
  }

  /**
   * Replaces the decorations of a document. JSON: a list of { start, end } and, each if wanted,
   * `class` (`linked` gives `ln-linked`), `wholeLine`, `glyph` (`allow` gives `glyph-allow` in the margin and a mark
   * in the overview ruler), `inlineClass` (given to the text as it is).
   */
  setDecorations(key, json) {
    const document = this.documents.get(key);
    const items = JSON.parse(json);
    document.decorations = document.model.deltaDecorations(
      document.decorations,
      items.map((item) => ({
        range: range(document.model, item.start, item.end),
        options: {
          className: item.class && `ln-${item.class}`,
          isWholeLine: item.wholeLine,
          glyphMarginClassName: item.glyph && `glyph-${item.glyph}`,
          overviewRuler: item.glyph && {
            color: { id: `outcome.${item.glyph}` },
            position: monaco.editor.OverviewRulerLane.Right,
          },
          inlineClassName: item.inlineClass,
          stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        },
      })),
    );
    const revealed = document === this.shown && items.find((item) => item.isRevealed);
    if (revealed) {
      this.editor.revealRangeInCenterIfOutsideViewport(range(document.model, revealed.start, revealed.end));
    }
  }

  /** Scrolls the shown document to a place, puts the cursor there and, if asked, lets the lines flash once. */
  reveal(key, start, end, flash) {
    if (this.shown?.key !== key) return;
    const { model } = this.shown;
    const place = range(model, start, end);
    this.quietly(() => {
      this.editor.setPosition({ lineNumber: place.startLineNumber, column: place.startColumn });
      this.editor.revealRangeInCenter(place);
    });
    // Zero for those who asked for less motion.
    const milliseconds = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--t-slow'));
    if (!flash || !milliseconds) return;
    const lines = this.editor.createDecorationsCollection([
      { range: place, options: { className: 'ln-flash', isWholeLine: true } },
    ]);
    setTimeout(() => lines.clear(), milliseconds);
  }

  /** Takes over the page's colours and scale, after either has changed. */
  setTheme() {
    monaco.applyTheme();
    this.editor.updateOptions(font());
  }

  focus() {
    this.editor.focus();
  }

  dispose() {
    this.colorScheme.removeEventListener('change', this.onColorScheme);
    this.tabFocus.dispose();
    this.editor.dispose();
    if (opened === this) opened = undefined;
    for (const { model } of this.documents.values()) model.dispose();
  }

  quietly(change) {
    const before = this.muted;
    this.muted = true;
    try {
      change();
    } finally {
      this.muted = before;
    }
  }
}

function lineEnd(text) {
  const { CRLF, LF } = monaco.editor.EndOfLineSequence;
  return text.includes('\r\n') ? CRLF : LF;
}

function range(model, start, end) {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

/** The one edit that makes `text` of the model's text, without what both have in common at the start and the end. */
function difference(model, text) {
  const old = model.getValue();
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
  // Never half a character or half a line end.
  while (start > 0 && !isBoundary(old, start)) start--;
  while (same > 0 && !isBoundary(old, old.length - same)) same--;
  return { range: range(model, start, old.length - same), text: text.slice(start, text.length - same) };
}

function isBoundary(text, offset) {
  return !/[\uD800-\uDBFF\r]/.test(text[offset - 1] ?? '');
}
