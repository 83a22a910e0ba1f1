import { type Markup, markup } from '../markup.js';

/** Under a list of which no more than `most` are shown. */
export function rest(length: number, most: number): Markup | undefined {
  return length > most ? markup`<p class="dim">and ${length - most} more</p>` : undefined;
}
