/** Whether a variant differs from its base in what was named, and in nothing else. */
import { differencesOf } from '#core/differences';
import { type Factor, isNamed } from '#scenario/index';
import type { SampleFacts } from './facts.js';

export interface Leak {
  readonly sample: string;
  readonly what: 'scenario' | 'scene' | 'trace' | 'views' | 'truth';
  /** A path of the concrete scenario, or a file of the sample. */
  readonly where: string;
}
export interface Proof {
  readonly leaks: readonly Leak[];
  /** Paths of the concrete scenario that differ. */
  readonly changed: readonly string[];
  /** Pictures that differ, of so many. */
  readonly pictures: { readonly changed: number; readonly of: number };
}

/** @param moved the variant's bodies were let go their own way: scene and scenario are compared, motion and what it shows are not */
export function prove(base: SampleFacts, variant: SampleFacts, factors: readonly Factor[], moved: boolean): Proof {
  const { sample } = base;
  const changed = differencesOf(base.scenario, variant.scenario);
  const leak = (what: Leak['what'], where: string): Leak => ({ sample, what, where });
  const scenario = changed.filter((path) => !isNamed(path, factors)).map((path) => leak('scenario', path));
  const scene = base.scene === variant.scene ? [] : [leak('scene', 'scene.json')];
  const trace = base.trace === variant.trace ? [] : [leak('trace', 'trace.json')];
  const views = differing(base.views, variant.views).map((file) => leak('views', file));
  const truth = differing(base.truth, variant.truth).map((file) => leak('truth', file));
  return {
    leaks: [...scenario, ...scene, ...(moved ? [] : [...trace, ...views, ...truth])],
    changed,
    pictures: { changed: differing(base.pictures, variant.pictures).length, of: base.pictures.size },
  };
}

/** Names whose hashes differ or that only one has. */
function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
}
