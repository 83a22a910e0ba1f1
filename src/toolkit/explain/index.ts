/** An error code explained, or the codes that were perhaps meant. */
import { usageError } from '#core/errors';
import { ERROR_CODES } from '../reference/errors.js';
import { MENDING } from '../reference/mending.js';

export interface Explanation {
  readonly code: string;
  readonly meaning: string;
  readonly cause: string;
  readonly example: string;
  readonly mend: string;
}

/** @param asked in any case, with or without NM. @throws NearmissError NM1101 with the nearest codes when there is none of that name */
export function explainCode(asked: string): Explanation {
  const code = asked
    .trim()
    .toUpperCase()
    .replace(/^(?=\d{4}$)/, 'NM');
  const meaning = Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code] : undefined;
  const mending = MENDING[code];
  if (meaning !== undefined && mending !== undefined)
    return { code, meaning: meaning.replace(/ Example: `.*`$/, ''), ...mending };
  const near = nearestCodes(code);
  throw usageError(
    'NM1101',
    `there is no code ${asked.slice(0, 40)}`,
    `the nearest: ${near.join(', ')}; docs/reference/errors.md lists all`,
  );
}

/** Those with most digits in common from the left, then by number. */
function nearestCodes(code: string): readonly string[] {
  const digits = code.replaceAll(/\D/g, '');
  const number = Number(digits.slice(0, 4).padEnd(4, '0'));
  const away = (each: string): number => Math.abs(Number(each.slice(2)) - number);
  return [...Object.keys(ERROR_CODES)].sort((a, b) => away(a) - away(b) || (a < b ? -1 : 1)).slice(0, 3);
}

export function allCodes(): readonly string[] {
  return Object.keys(ERROR_CODES).sort();
}
