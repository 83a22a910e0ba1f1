/** Small scenarios for check values, in the language itself: what is checked is the whole way from text to motion. */
import type { Medium } from '#contracts/frame';
import type { Run } from '#contracts/run';
import { parseScenario } from '#scenario/index';
import { drawConcrete, simulateConcrete } from '#toolkit';
import { mediumOf } from '#world/medium/index';

const HEAD = 'nearmiss: 1\ntitle: check\nhazard: none\nroad: {layout: test-track, length: 600 m}\n';
const EGO = 'ego: {kind: sedan, at: {lane: right, s: 5 m}, sensors: {front: {}}}\n';

/** @param yaml ego, actors, story, ... */
export function runOf(yaml: string): Run {
  return simulateConcrete(concreteOf(yaml), false);
}

/** @param yaml what stands under `environment` */
export function mediumIn(yaml: string): Medium {
  return mediumOf(concreteOf(`${EGO}environment: ${yaml}`).environment);
}

function concreteOf(yaml: string) {
  const { scenario, diagnostics } = parseScenario(HEAD + yaml, 'check.yaml');
  if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
  return drawConcrete(scenario, 'check', 0).concrete;
}

/** m along the road, at the first tick from that time on. */
export function stationAt({ trace }: Run, body: string, seconds: number): number {
  const tick = trace.ticks.find(({ timeNs }) => timeNs >= seconds * 1e9 - 1) ?? trace.ticks.at(-1);
  return tick?.bodies[body]?.[0] ?? Number.NaN;
}

/** m/s, of the first contact of the ego; 0 where there is none. */
export function contactSpeed({ trace }: Run): number {
  return Number(trace.events.find(({ kind, bodies }) => kind === 'contact' && bodies.includes('ego'))?.detail?.speed ?? 0);
}
