import { expect, test } from 'vitest';
import type { Trace } from '#contracts/run';
import { traceSha256 } from '#toolkit/validate/trace-hash';

const trace: Trace = {
  scenario: 'one',
  seed: 's',
  draw: 0,
  stepNs: 1,
  ticks: [0, 1].map((timeNs) => ({
    timeNs,
    bodies: { b: [1, 2, 3, 0, 0, 0, 1, 4, 5, 6 + timeNs], a: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0] },
  })),
  events: [{ timeNs: 1, name: 'x', kind: 'contact', bodies: ['a', 'b'] }],
};

test('the same run has the same hash, whatever order its bodies were told in', () => {
  const turned = trace.ticks.map(({ timeNs, bodies: { a, b } }) => ({ timeNs, bodies: { a: a ?? [], b: b ?? [] } }));
  expect(traceSha256({ ...trace, ticks: turned })).toBe(traceSha256(trace));
});

test('the last bit of any number, an event and a tick more make another hash', () => {
  const [first, last] = trace.ticks as [Trace['ticks'][0], Trace['ticks'][0]];
  const bumped = { ...last, bodies: { ...last.bodies, b: (last.bodies.b as number[]).map((x) => x * (1 + Number.EPSILON)) } };
  const others = [
    { ...trace, ticks: [first, bumped] },
    { ...trace, ticks: [first] },
    { ...trace, ticks: [first, last, last] },
    { ...trace, events: [] },
    { ...trace, draw: 1 },
  ];
  expect(new Set([trace, ...others].map(traceSha256)).size).toBe(6);
});
