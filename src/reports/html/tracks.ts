/** Tracks made small enough to be carried by a page: fewer instants, whole centimetres and milliradians, steps instead of places. */
import type { CaseTracks } from '#contracts/validation';
import { wrapAngle } from '#core/math';
import { evenly, nearestIndex } from './thinning.js';

export type State = readonly [x: number, y: number, heading: number] | null;

/** As pictures have it: y points down, so y and headings change their sign. m, rad. */
export interface SmallTrack {
  readonly id: string;
  readonly class: string;
  readonly length: number;
  readonly width: number;
  readonly states: readonly State[];
}

export interface SmallTracks {
  /** s */
  readonly times: readonly number[];
  readonly actors: readonly SmallTrack[];
}

/** Places and instants together that a replay carries. */
const MAX_STATES = 1000;
const MAX_INSTANTS = 150;
const MIN_INSTANTS = 24;

export function smallTracks({ times, actors }: CaseTracks, moment: number | undefined): SmallTracks {
  const max = Math.max(MIN_INSTANTS, Math.min(MAX_INSTANTS, Math.floor(MAX_STATES / Math.max(1, actors.length))));
  const kept = evenly(times.length, max, moment === undefined ? undefined : nearestIndex(times, moment));
  return {
    times: kept.map((i) => Number((times[i] as number).toFixed(3))),
    actors: actors.map(({ states, ...actor }) => ({ ...actor, states: kept.map((i) => drawnState(states[i] ?? null)) })),
  };
}
function drawnState(state: State): State {
  return state === null ? null : [state[0], -state[1], -state[2]];
}

/** `dx,dy,dheading` an instant in cm and mrad from the one before, `=` where nothing changed, `-` where the actor was not there. */
export function encodeStates(states: readonly State[]): string {
  let before: readonly [number, number, number] = [0, 0, 0];
  return states
    .map((state) => {
      if (state === null) return '-';
      // The shorter way round, so that what lies between two instants is a mean.
      const turn = wrapAngle(state[2] - before[2] / 1000);
      const now = [Math.round(state[0] * 100), Math.round(state[1] * 100), before[2] + Math.round(turn * 1000)] as const;
      const steps = now.map((value, i) => value - (before[i] as number));
      before = now;
      return steps.every((step) => step === 0) ? '=' : steps.join(',');
    })
    .join(' ');
}
