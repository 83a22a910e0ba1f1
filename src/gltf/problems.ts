/** Problems of one model file, gathered while it is read. */
import type { AssetProblem, TextPlace } from '#contracts/own-asset';
import { nearest } from '#core/errors';
import type { GltfCode } from './codes.js';

/** Thrown where reading can't go on; the problem is among the gathered ones. */
export class Unreadable extends Error {}

export interface Problems {
  readonly all: readonly AssetProblem[];
  error(code: GltfCode, at: TextPlace, message: string, hint?: string): void;
  warn(code: GltfCode, at: TextPlace, message: string, hint?: string): void;
  /** Reports, and gives up. */
  stop(code: GltfCode, at: TextPlace, message: string, hint?: string): never;
  /** A name that the file doesn't have. */
  unknown(what: string, name: string, at: TextPlace, known: readonly string[]): void;
}

/** Names listed in a message, at most. */
const MOST_NAMES = 12;

export function gatherProblems(): Problems {
  const all: AssetProblem[] = [];
  const add = (severity: AssetProblem['severity'], code: GltfCode, at: TextPlace, message: string, hint?: string): void => {
    all.push({ severity, code, at, message, ...(hint === undefined ? {} : { hint }) });
  };
  return {
    all,
    error: (...problem) => add('error', ...problem),
    warn: (...problem) => add('warning', ...problem),
    stop(code, at, message, hint) {
      add('error', code, at, message, hint);
      throw new Unreadable(message);
    },
    unknown(what, name, at, known) {
      const guess = nearest(name, known);
      const more = known.length > MOST_NAMES ? `, and ${known.length - MOST_NAMES} more` : '';
      const list = known.length === 0 ? `the file names no ${what}` : `it has ${known.slice(0, MOST_NAMES).join(', ')}${more}`;
      add('error', 'NM2109', at, `the file has no ${what} "${name}"`, guess === undefined ? list : `did you mean "${guess}"?`);
    },
  };
}
