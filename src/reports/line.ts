/** One line of plain text for a terminal or a log: what it holds can't move the cursor, begin a line or command a CI runner. */
import { visible } from './markup.js';

/** Controls, lone halves of pairs, line separators and what turns the direction of writing. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text in one line. White space becomes a blank, other controls visible. GitHub's runner looks for `##[` anywhere in a line, so
 * that is parted; callers never begin a line with a user's text, since the runner looks for `::` there.
 */
export function oneLine(text: string): string {
  return text
    .replace(UNSAFE, (char) => (/\s/u.test(char) ? ' ' : visible(char)))
    .replaceAll('##[', '# #[')
    .trim();
}
