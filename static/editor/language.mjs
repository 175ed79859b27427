// The language of a policy document: JSON, with the value of `Effect` set apart. Only colours: what is wrong with a
// document is said by markers, which come from the page.

import { languages } from 'monaco-editor/editor';

export const LANGUAGE = 'ram-policy';

languages.register({ id: LANGUAGE });

languages.setLanguageConfiguration(LANGUAGE, {
  brackets: [['{', '}'], ['[', ']']],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
  indentationRules: {
    increaseIndentPattern: /[{[]\s*$/,
    decreaseIndentPattern: /^\s*[}\]]/,
  },
  // A double click takes a whole ARN segment or action part, not the `-` and `*` pieces of it.
  wordPattern: /[^\s"{}[\],:/]+/,
});

languages.setMonarchTokensProvider(LANGUAGE, {
  defaultToken: 'invalid',
  tokenizer: {
    root: [
      [/"Effect"(?=\s*:)/, 'key', '@effect'],
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key'],
      { include: '@value' },
    ],
    // From the key `Effect` to its value; anything else is coloured as anywhere.
    effect: [
      [/\s+/, 'white'],
      [/:/, 'delimiter'],
      [/"Allow"/, 'effect.allow', '@pop'],
      [/"Deny"/, 'effect.deny', '@pop'],
      [/(?=.)/, '', '@pop'],
    ],
    value: [
      [/\s+/, 'white'],
      [/"(?:[^"\\]|\\.)*"/, 'string'],
      [/"(?:[^"\\]|\\.)*$/, 'invalid'],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}[\]]/, '@brackets'],
      [/[,:]/, 'delimiter'],
    ],
  },
});
