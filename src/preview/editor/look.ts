/** The editor in the page's colours. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#8cc8ff' },
  { tag: [tags.string, tags.content, tags.attributeValue], color: '#d7dce5' },
  { tag: [tags.comment, tags.lineComment], color: '#9aa4b2', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null], color: '#f2c879' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: '#aab4c3' },
]);

const theme = EditorView.theme(
  {
    '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--ground)', color: '#d7dce5' },
    '.cm-scroller': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, monospace', lineHeight: '1.5' },
    '.cm-gutters': { backgroundColor: 'var(--ground)', color: '#8b95a5', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: '#ffffff0a' },
    '.cm-content': { caretColor: '#ffffff' },
    '.cm-cursor': { borderLeftColor: '#ffffff' },
    '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: '#2f4a72 !important' },
    '.cm-tooltip': { backgroundColor: '#232833', color: '#e6e9ef', border: '1px solid #48505f', maxWidth: '46ch' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: '#345a94', color: '#ffffff' },
    '.cm-completionDetail': { color: '#b7bdc8' },
    '.cm-diagnostic': { color: '#e6e9ef' },
  },
  { dark: true },
);

export const look: Extension = [theme, syntaxHighlighting(colors)];
