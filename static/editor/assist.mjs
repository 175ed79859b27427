// What helps to write a policy, as Monaco's providers. They ask and translate; what there is to say comes from the
// module, in JSON (crates/ram-author-web/src/answers.rs). Where it says nothing, nothing is shown.

import { editor, languages, Range } from 'monaco-editor/editor';

import { LANGUAGE } from './language.mjs';

/**
 * Registers them, once. `ask(question, ...rest)` gives an answer of the module or undefined, `findings(model)` the
 * list that was last shown for a document, `run(model, name)` lets the page do something with it.
 */
export function assist({ ask, findings, run }) {
  const key = (model) => model.uri.path.slice(1);
  const answer = (question, ...rest) => {
    const json = ask(question, ...rest);
    return json === undefined || json === null ? undefined : JSON.parse(json);
  };
  const at = (model, position) => [key(model), model.getValue(), model.getOffsetAt(position)];

  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: ['"', ':', '/', '.', ',', '{', '['],
    provideCompletionItems(model, position) {
      const found = answer('complete', ...at(model, position));
      if (!found) return undefined;
      return {
        // Asked again at each key: the module knows better than Monaco what fits, and in which order.
        incomplete: true,
        suggestions: found.items.map((item, order) => suggestion(model, position, item, order)),
      };
    },
  });

  languages.registerHoverProvider(LANGUAGE, {
    provideHover(model, position) {
      const found = answer('hover', ...at(model, position));
      return found && { range: range(model, found), contents: found.paragraphs.map((value) => ({ value })) };
    },
  });

  languages.registerCodeActionProvider(
    LANGUAGE,
    {
      provideCodeActions(model, place, { markers, only }) {
        const actions = findings(model).flatMap((finding, number) => {
          const where = range(model, finding);
          if (!Range.areIntersectingOrTouching(where, place)) return [];
          return (finding.fixes ?? []).map((title, fix) => ({
            title,
            kind: 'quickfix',
            isPreferred: fix === 0,
            diagnostics: markers.filter((marker) => Range.equalsRange(marker, where)),
            command: { id: FIX, title, arguments: [model, `fix ${number} ${fix}`] },
          }));
        });
        const isWanted = !only || 'quickfix'.startsWith(only) || only.startsWith('quickfix');
        return { actions: isWanted ? actions : [], dispose() {} };
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
  editor.registerCommand(FIX, (_, model, name) => run(model, name));

  languages.registerDocumentSymbolProvider(LANGUAGE, {
    provideDocumentSymbols(model) {
      const headings = answer('outline', model.getValue()) ?? [];
      return headings.map((heading) => {
        const whole = range(model, heading);
        const { startLineNumber: line, endLineNumber: last } = whole;
        // The line that sticks is the first one; a bracket alone says nothing.
        const isBare = line < last && model.getLineContent(line).trim() === '{';
        const first = isBare ? new Range(line + 1, 1, last, whole.endColumn) : whole;
        const selectionRange = new Range(first.startLineNumber, first.startColumn, first.startLineNumber, first.startColumn);
        return { name: heading.title, detail: '', kind: languages.SymbolKind.Object, tags: [], range: first, selectionRange };
      });
    },
  });

  languages.registerDocumentFormattingEditProvider(LANGUAGE, {
    // The page changes the text, as one step of its history.
    provideDocumentFormattingEdits(model) {
      run(model, 'format');
      return [];
    },
  });
}

const FIX = 'policy.fix';

function suggestion(model, position, item, order) {
  const place = range(model, item);
  const { insert, caret } = item;
  return {
    label: { label: item.label, description: item.detail },
    kind: languages.CompletionItemKind[item.kind],
    insertText: `${escaped(insert.slice(0, caret))}$0${escaped(insert.slice(caret))}`,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    // All of them fit, in this order.
    filterText: model.getValueInRange(place.setEndPosition(position.lineNumber, position.column)),
    sortText: String(order).padStart(4, '0'),
    range: place,
    additionalTextEdits: item.also.map((edit) => ({ range: range(model, edit), text: edit.insert })),
    documentation: item.documentation && { value: item.documentation },
    command: item.thenSuggest ? { id: 'editor.action.triggerSuggest', title: '' } : undefined,
  };
}

/** As a snippet writes it. */
function escaped(text) {
  return text.replace(/[\\$}]/g, '\\$&');
}

function range(model, { start, end }) {
  return Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
