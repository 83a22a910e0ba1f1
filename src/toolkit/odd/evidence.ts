/**
 * Which combinations of cells draws reach, and which of them requirements on parameters refuse. A combination in which all of many draws were refused
 * is held to be infeasible: if a share s of the draws there were allowed, n in a row would be refused with the probability (1 - s)^n.
 */
import { pow } from '#core/math';
import { forTuplesOf, type Universe } from '#rare/cover/index';
import { probe } from '#scenario/index';
import { type Domain, rowOf } from './domain.js';
import { type State, searchTuple } from './search.js';

/** Draws of each scenario that are looked at before any search. */
const BLIND = 2000;
/** Draws in a combination that are looked at, where none of them is allowed. */
const ENOUGH = 300;
/** With fewer, it is not held to be infeasible. */
const LEAST = 100;

export interface Evidence {
  /** By a combination's number: 1 where an allowed draw was met. */
  readonly allowed: Uint8Array;
  /** Draws that were looked at in it. */
  readonly tried: Uint32Array;
  /** Requirements that refused them, and how often. */
  readonly refusedBy: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

export type Standing = 'possible' | 'infeasible' | 'unreached';

/** @param known 1 for each combination that is known to be possible: it is not looked for */
export function gather(domain: Domain, universe: Universe, seed: string, known: Uint8Array): Evidence {
  const evidence = new Ledger(universe, known);
  const states = domain.scenarios.map((scenario, i) => {
    const found: State[] = [];
    for (let draw = 0; draw < BLIND; draw++) {
      const uniforms = new Map<string, number>();
      const asked = (stream: string, uniform: number): void => void uniforms.set(stream, uniform);
      const probed = probe(scenario, { seed, draw, attempt: 0, steering: { uniform: () => undefined, asked } });
      if (probed === undefined) continue;
      const distances = domain.distances(i, probed);
      found.push({ uniforms, distances, broken: probed.broken });
      evidence.blind(distances, probed.broken);
    }
    return found;
  });
  for (let tuple = 0; tuple < universe.space.count; tuple++)
    for (const [scenario, found] of states.entries())
      if (!evidence.decided(tuple))
        searchTuple({ domain, universe, scenario, seed, states: found, tuple, evidence, enough: ENOUGH });
  return evidence;
}

/** What is known of a combination. */
export function standingOf({ allowed, tried }: Evidence, tuple: number): Standing {
  if (allowed[tuple] === 1) return 'possible';
  if ((tried[tuple] as number) === 0) return 'unreached';
  return (tried[tuple] as number) >= LEAST ? 'infeasible' : 'possible';
}

/** The greatest share of allowed draws that so many refused ones in a row leave credible, at 95 %. */
export function shareBelow(refused: number): number {
  return 1 - pow(0.05, 1 / refused);
}

export class Ledger implements Evidence {
  readonly allowed: Uint8Array;
  readonly tried: Uint32Array;
  readonly refusedBy = new Map<number, Map<string, number>>();
  readonly #universe: Universe;

  constructor(universe: Universe, known: Uint8Array) {
    this.#universe = universe;
    this.allowed = known.slice();
    this.tried = new Uint32Array(universe.space.count);
  }

  /** A draw that nobody chose counts in every combination it lies in. */
  blind(distances: State['distances'], broken: readonly string[]): void {
    forTuplesOf(this.#universe.space, rowOf(distances), (tuple) => this.#count(tuple, broken));
  }

  /** A draw that was looked for in a combination counts there alone; but where it is allowed, all of its combinations are possible. */
  found(tuple: number, distances: State['distances'], broken: readonly string[]): void {
    this.#count(tuple, broken);
    if (broken.length > 0) return;
    forTuplesOf(this.#universe.space, rowOf(distances), (held) => {
      this.allowed[held] = 1;
    });
  }

  decided(tuple: number): boolean {
    return this.allowed[tuple] === 1 || (this.tried[tuple] as number) >= ENOUGH;
  }

  #count(tuple: number, broken: readonly string[]): void {
    this.tried[tuple] = (this.tried[tuple] as number) + 1;
    if (broken.length === 0) this.allowed[tuple] = 1;
    if (this.allowed[tuple] === 1) return;
    const counts = this.refusedBy.get(tuple) ?? new Map<string, number>();
    for (const label of broken) counts.set(label, (counts.get(label) ?? 0) + 1);
    this.refusedBy.set(tuple, counts);
  }
}
