/**
 * Draws in one combination of cells: a walk over a scenario's uniform numbers, first towards the cells, then within them. Steps are symmetric and end
 * in the cells or are not made, so that within them the walk visits what draws would (Metropolis).
 */

import { type RandomStream, randomRoot } from '#core/random';
import { tupleAt, type Universe } from '#rare/cover/index';
import { probe } from '#scenario/index';
import type { Domain } from './domain.js';

/** A draw by its uniform numbers, each by the name of its stream. */
export interface State {
  readonly uniforms: ReadonlyMap<string, number>;
  readonly distances: readonly (readonly number[])[];
  /** Requirements on parameters that it breaks. */
  readonly broken: readonly string[];
}

export interface TupleSearch {
  readonly domain: Domain;
  readonly universe: Universe;
  readonly scenario: number;
  readonly seed: string;
  /** Where the walk may start. */
  readonly states: readonly State[];
  readonly tuple: number;
  readonly evidence: {
    found(tuple: number, distances: State['distances'], broken: readonly string[]): void;
    decided(tuple: number): boolean;
  };
  /** Steps within the cells that are enough. */
  readonly enough: number;
}

const STARTS = 3;
const STEPS_TOWARDS = 150;

export function searchTuple(search: TupleSearch): void {
  const { universe, states, tuple, enough, evidence } = search;
  const cells = tupleAt(universe.space, tuple);
  const away = ({ distances }: State): number =>
    cells.reduce((sum, { factor, level }) => sum + (distances[factor]?.[level] as number), 0);
  const nearest = lowest(states, away, STARTS);
  const walk = randomRoot(search.seed).child('cells').child(tuple).child(search.scenario);
  for (const [i, start] of nearest.entries()) {
    const own = walk.child(i);
    const inside = towards(search, start, away, own.child('towards'));
    if (inside === undefined) continue;
    let state = inside;
    for (let step = 0; step < 2 * enough && !evidence.decided(tuple); step++) {
      const next = stepFrom(search, state, own.child('within').child(step));
      if (next === undefined || away(next) > 0) continue;
      state = next;
      evidence.found(tuple, state.distances, state.broken);
    }
    if (evidence.decided(tuple)) return;
  }
}

function towards(search: TupleSearch, start: State, away: (state: State) => number, stream: RandomStream): State | undefined {
  let state = start;
  for (let step = 0; step < STEPS_TOWARDS && away(state) > 0; step++) {
    const next = stepFrom(search, state, stream.child(step));
    if (next !== undefined && away(next) <= away(state)) state = next;
  }
  return away(state) === 0 ? state : undefined;
}

/** One number drawn anew, or one or all of them moved a little. */
function stepFrom({ domain, scenario, seed }: TupleSearch, { uniforms }: State, stream: RandomStream): State | undefined {
  const names = [...uniforms.keys()];
  if (names.length === 0) return undefined;
  const chosen = stream.child('which').pick(names);
  const kind = stream.child('kind').index(3);
  const moved = (name: string, at: number): number => {
    if (name !== chosen && kind < 2) return at;
    if (kind === 0) return stream.child('anew').uniform();
    return reflected(at + 0.1 * stream.child('by').child(name).normal());
  };
  const asked = new Map<string, number>();
  const probed = probe(domain.scenarios[scenario] as Domain['scenarios'][number], {
    seed,
    draw: 0,
    attempt: 0,
    steering: {
      uniform(name) {
        const at = uniforms.get(name);
        return at === undefined ? undefined : moved(name, at);
      },
      asked: (name, uniform) => void asked.set(name, uniform),
    },
  });
  return probed && { uniforms: asked, distances: domain.distances(scenario, probed), broken: probed.broken };
}

/** Back into [0, 1) at its ends. */
function reflected(value: number): number {
  const turned = Math.abs(value - 2 * Math.floor((value + 1) / 2));
  return Math.min(turned, 1 - Number.EPSILON / 2);
}

/** The items with the least cost, the first of equal ones first. */
function lowest<T>(items: readonly T[], cost: (item: T) => number, count: number): readonly T[] {
  const best: { readonly item: T; readonly cost: number }[] = [];
  for (const item of items) {
    const each = { item, cost: cost(item) };
    const at = best.findIndex((other) => each.cost < other.cost);
    if (at >= 0) best.splice(at, 0, each);
    else if (best.length < count) best.push(each);
    if (best.length > count) best.pop();
  }
  return best.map(({ item }) => item);
}
