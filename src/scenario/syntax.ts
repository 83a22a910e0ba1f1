/** What a YAML parser complains of, as an author would put it, and where the author looks. */
import { type Document, isScalar, visit, type YAMLError } from 'yaml';
import type { Problem } from './node.js';

type Said = Pick<Problem, 'code' | 'message' | 'hint'> & { readonly offset: number };

/** The first error: what follows it is most often its consequence. */
export function syntaxProblems(document: Document.Parsed, text: string): readonly Said[] {
  const errors = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = errors[0];
  const longer = errors.find(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === first?.pos[0]);
  const told = longer ?? first;
  return told === undefined ? [] : [{ code: 'NM2001', ...explained(told, document, text) }];
}

function explained(error: YAMLError, document: Document.Parsed, text: string): Omit<Said, 'code'> {
  const offset = error.pos[0];
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { offset, message: 'tabs can not indent', hint: 'indent with spaces' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { offset, message: 'a colon inside a value', hint: 'put a value with ": " in it in quotes' };
    case 'MULTILINE_IMPLICIT_KEY':
      return overSeveralLines(error, text);
    case 'MISSING_CHAR':
      return quote(error, document);
    case 'BAD_INDENT':
      return /bracket|Flow/.test(error.message)
        ? {
            offset,
            message: 'a bracket that was opened before is not closed',
            hint: `close it with ${error.message.slice(-1)}`,
          }
        : { offset, message: 'this line does not line up with the others of its map', hint: 'indent the keys of a map alike' };
    case 'BAD_SCALAR_START':
      return { offset, message: firstLine(error.message), hint: 'put the value in quotes' };
    default:
      return { offset, message: firstLine(error.message), hint: 'look for brackets, quotes and colons before it' };
  }
}

/** A key that begins on one line and has its colon on another: a space is missing there, or this one is indented too far. */
function overSeveralLines({ pos: [from, to] }: YAMLError, text: string): Omit<Said, 'code'> {
  const [line = ''] = text.slice(from).split('\n');
  const glued = /^([\w-]+):\S/.exec(line);
  if (glued !== null)
    return { offset: from, message: `"${line.slice(0, 40)}" is no key and value`, hint: `write a space after ${glued[1]}:` };
  const lineStart = text.lastIndexOf('\n', to - 1) + 1;
  const indent = /^\s*/.exec(text.slice(lineStart))?.[0].length ?? 0;
  return {
    offset: lineStart + indent,
    message: 'this line is indented further than the one before it, which has its value already',
    hint: 'indent the keys of a map alike',
  };
}

/** Where the quote was opened: its end is only missed at the end of the file. */
function quote(error: YAMLError, document: Document.Parsed): Omit<Said, 'code'> {
  let offset = error.pos[0];
  visit(document, {
    Scalar(_key, node) {
      const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      if (isQuoted && node.range !== undefined && node.range !== null && node.range[1] >= error.pos[0] - 1)
        offset = node.range[0];
    },
  });
  return { offset, message: 'this quote is not closed', hint: 'end the text with the same kind of quote' };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
