/** The range of a key, asked of the loader itself: it names the bounds when a value is far outside. */
import { parseScenario } from '#scenario/index';
import { type QuantityName, quantities } from '#scenario/units';
import type { Example } from './corpus.js';

const FAR = 1e30;

/** @returns "from 0 m to 60 m", "at least 0 s", ...; undefined where any value goes */
export function rangeOf(example: Example, quantity: QuantityName): string | undefined {
  const unit = Object.keys(quantities[quantity].units)[0] ?? '';
  for (const far of [FAR, -FAR]) {
    const text = `${example.text.slice(0, example.from)}${`${far} ${unit}`.trim()}${example.text.slice(example.to)}`;
    const bounds = parseScenario(text, example.file).diagnostics.find(
      ({ code, hint }) => code === 'NM2007' && hint !== undefined,
    );
    if (bounds?.hint !== undefined) return bounds.hint;
  }
  return undefined;
}
