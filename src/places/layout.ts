/** A layout: a named, seeded way to lay out a place. */
import type { Place } from '#contracts/place';
import type { PlaceSpec } from '#contracts/scene';
import { nearest, usageError } from '#core/errors';

export type LayoutOption =
  | {
      readonly kind: 'length' | 'curvature' | 'count';
      readonly about: string;
      readonly default: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'choice'; readonly about: string; readonly default: string; readonly choices: readonly string[] };

export interface Layout {
  readonly name: string;
  readonly about: string;
  readonly options: Readonly<Record<string, LayoutOption>>;
  /** Lane ids that every place of this layout has, the ego's first. */
  readonly lanes: readonly string[];
  readonly regions: readonly string[];
  build(spec: PlaceSpec, options: OptionReader): Place;
}

export interface OptionReader {
  number(name: string): number;
  choice(name: string): string;
}

/** Stated options checked against the layout's own, defaults for the rest. @throws NearmissError (NM1003, exit 2). */
export function readOptions(layout: Layout, stated: PlaceSpec['options']): OptionReader {
  for (const [name, value] of Object.entries(stated)) check(layout, name, value);
  const read = (name: string): number | string => stated[name] ?? (layout.options[name] as LayoutOption).default;
  return { number: (name) => read(name) as number, choice: (name) => read(name) as string };
}

function check(layout: Layout, name: string, value: number | string): void {
  const option = Object.hasOwn(layout.options, name) ? layout.options[name] : undefined;
  if (option === undefined) {
    const guess = nearest(name, Object.keys(layout.options));
    throw usageError('NM1003', `layout ${layout.name} has no option "${name}"`, guess && `did you mean "${guess}"?`);
  }
  if (option.kind === 'choice') {
    if (option.choices.includes(String(value))) return;
    throw usageError('NM1003', `${name} of layout ${layout.name} can't be "${value}"`, `one of ${option.choices.join(', ')}`);
  }
  if (typeof value === 'number' && value >= option.min && value <= option.max) return;
  throw usageError('NM1003', `${name} of layout ${layout.name} can't be ${value}`, `from ${option.min} to ${option.max}`);
}

export const lengthOption = (standard: number): LayoutOption => ({
  kind: 'length',
  about: 'usable length along the main lane, m',
  default: standard,
  min: 50,
  max: 3000,
});
