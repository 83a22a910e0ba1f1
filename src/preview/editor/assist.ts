/** Completion and help while one types: asked of the program, which answers as the language server does in other editors. */
import { type CompletionContext, type CompletionSource, type Completion as Option, snippet } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { Completion } from '#contracts/preview';
import { askCompletions, askHover } from '../state/client.js';
import { markdownElement } from './markdown.js';

const TYPES: Readonly<Record<Completion['kind'], string>> = { key: 'property', value: 'constant', other: 'text' };

export function completeFromProgram(file: () => string): CompletionSource {
  return async (context: CompletionContext) => {
    const before = context.matchBefore(/[\w$.-]*$/);
    const line = context.state.doc.lineAt(context.pos);
    const begun = /(^\s*(- )?|[:,{[-]\s+|\$)$/.test(line.text.slice(0, context.pos - line.from));
    if (!context.explicit && (before === null || before.text === '') && !begun) return null;
    const offered = await askCompletions(file(), context.state.doc.toString(), context.pos).catch(() => []);
    if (context.aborted || offered.length === 0) return null;
    return { from: Math.min(...offered.map(({ from }) => from)), options: offered.map(optionOf), validFor: /^[\w$./-]*$/ };
  };
}

function optionOf({ label, insert, isSnippet, detail, documentation, kind }: Completion): Option {
  return {
    label,
    type: TYPES[kind],
    apply: isSnippet ? snippet(insert) : insert,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { info: () => markdownElement(documentation) }),
  };
}

export function hoverFromProgram(file: () => string): Extension {
  return hoverTooltip(async (view, pos) => {
    const found = await askHover(file(), view.state.doc.toString(), pos).catch(() => null);
    if (found === null) return null;
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom: markdownElement(found.markdown) }) };
  });
}
