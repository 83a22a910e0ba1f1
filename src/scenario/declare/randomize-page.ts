/** The figures of `randomize` as people read them. */
import { quantities } from '../units.js';
import { type Figure, GROUPS, KEY_NAMES, KEYS } from './randomize-figures.js';

export interface PageKey {
  readonly name: string;
  readonly about: string;
  readonly each: string;
  readonly figures: readonly (Pick<Figure, 'about' | 'why' | 'by'> & { readonly figure: string; readonly range: string })[];
}

export function randomizeKeys(): {
  readonly keys: readonly PageKey[];
  readonly groups: readonly { readonly name: string; readonly members: string }[];
} {
  const keys = KEY_NAMES.map((name): PageKey => {
    const { about, each, figures } = KEYS[name];
    const rows = Object.entries(figures as Readonly<Record<string, Figure>>).map(([figure, each_]) => {
      return { figure, about: each_.about, why: each_.why, by: each_.by, range: rangeText(each_) };
    });
    return { name, about, each, figures: rows };
  });
  const groups = Object.entries(GROUPS).map(([name, members]) => ({
    name,
    members: name === 'all' ? 'every key' : members.join(', '),
  }));
  return { keys, groups };
}

/** In the quantity's usual unit. */
export function rangeText({ quantity, range: [low, high], by }: Figure): string {
  const [unit = '', factor = 1] = Object.entries(quantities[quantity].units)[0] ?? [];
  const show = (x: number): string => `${Number((x / factor).toPrecision(4))} ${unit}`.trim();
  return by === 'share' ? show(high) : `${show(low)} to ${show(high)}`;
}
