/** CodeMirror with YAML, problems of the loader, and the language's own completion and help. */
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { Diagnostic } from '#core/errors';
import { completeFromProgram, hoverFromProgram } from './assist.js';
import { look } from './look.js';

export interface TextEditor {
  /** Nothing happens where it says that already; the cursor stays. */
  setText(text: string): void;
  setProblems(problems: readonly Diagnostic[]): void;
  goTo(line: number, column: number): void;
  close(): void;
}
export interface EditorOptions {
  file(): string;
  /** Told of every change made here. */
  readonly onText: (text: string) => void;
}

const fromOutside = Annotation.define<boolean>();

export function openEditor(parent: HTMLElement, { file, onText }: EditorOptions): TextEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        highlightSelectionMatches(),
        autocompletion({ override: [completeFromProgram(file)] }),
        hoverFromProgram(file),
        lintGutter(),
        yaml(),
        look,
        EditorView.contentAttributes.of({ 'aria-label': 'scenario text', id: 'text', tabindex: '0' }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          const own = transactions.some((each) => each.docChanged && each.annotation(fromOutside) !== true);
          if (docChanged && own) onText(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(text) {
      const now = view.state.doc.toString();
      if (now === text) return;
      view.dispatch({ changes: changedPart(now, text), annotations: fromOutside.of(true) });
    },
    setProblems(problems) {
      const { doc } = view.state;
      const marks = problems.map(({ line, column, code, message, hint, severity }) => {
        const from = offsetOf(doc, line, column);
        return {
          from,
          to: wordEnd(doc, from),
          severity,
          message: hint === undefined ? message : `${message} - ${hint}`,
          source: code,
        };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo(line, column) {
      const anchor = offsetOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

/** The stretch that differs, so that cursor and folds elsewhere stay. */
function changedPart(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let tail = 0;
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** @param line from 1 @param column from 1 */
function offsetOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(at.from + column - 1, at.to);
}
function wordEnd(doc: Text, from: number): number {
  const { to, text, from: start } = doc.lineAt(from);
  const [word = ''] = /^["']?[^\s,:{}[\]]+["']?/.exec(text.slice(from - start)) ?? [];
  return Math.min(to, from + Math.max(1, word.length));
}
