/** A run at many instants, said once: what stays as it was is not said again. */

import type { BodyState, FrameState } from '#contracts/frame';
import type { BodyTrack, Track } from '#contracts/preview';
import type { Run } from '#contracts/run';

/** Instants of a look at the run, Hz; those of its cameras come on top. */
export const LOOKS_HZ = 30;

export function trackOf({ timeline, captures, scenario, scene }: Run): Track {
  const endNs = Math.round(scenario.duration * 1e9);
  const steady = Array.from({ length: Math.floor((endNs / 1e9) * LOOKS_HZ) + 1 }, (_, k) => Math.round((k / LOOKS_HZ) * 1e9));
  const seen = captures.map(({ frame }) => frame.timeNs);
  const timesNs = [...new Set([...steady, ...seen, endNs])].filter((time) => time <= endNs).sort((a, b) => a - b);
  const frames = timesNs.map((time) => timeline.at(time));
  return {
    timesNs,
    bodies: scene.bodies.map(({ id }) => bodyTrack(id, frames)),
    media: changesOf(frames, ({ medium }) => medium, Object.is).map(({ from, value }) => ({ from, medium: value })),
    contacts: changesOf(frames, ({ contacts }) => contacts, alike).map(({ from, value }) => ({ from, pairs: value })),
  };
}

function bodyTrack(id: string, frames: readonly FrameState[]): BodyTrack {
  const changes = changesOf(frames, ({ bodies }) => bodies.find((body) => body.id === id) ?? null, sameState);
  return { id, at: changes.map(({ from }) => from), states: changes.map(({ value }) => value) };
}

function changesOf<T>(frames: readonly FrameState[], of: (frame: FrameState) => T, same: (a: T, b: T) => boolean) {
  const changes: { readonly from: number; readonly value: T }[] = [];
  for (const [from, frame] of frames.entries()) {
    const value = of(frame);
    const last = changes.at(-1);
    if (last === undefined || !same(last.value, value)) changes.push({ from, value });
  }
  return changes;
}

function sameState(a: BodyState | null, b: BodyState | null): boolean {
  return a === b || (a !== null && b !== null && alike(a, b));
}
function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
