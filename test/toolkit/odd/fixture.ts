/** A small domain: two numbers, a word, and a requirement that rules two combinations out. */
import { parseScenario } from '#scenario/index';
import { type Domain, domainsOf } from '../../../src/toolkit/odd/domain.js';
import type { LoadedScenario } from '../../../src/toolkit/scenarios.js';

export interface Parts {
  readonly odd?: string;
  readonly a?: string;
  readonly kind?: string;
  readonly require?: string;
  readonly speed?: string;
  readonly file?: string;
}

/** a and b in [0, 4) m; with a + b below 6 m, both can't be in their last cell of three. */
export const ODD =
  '{a: {of: $a, cells: [0 m, 2 m, 3 m, 4 m]}, b: {of: $b, cells: [0 m, 2 m, 3 m, 4 m]}, kind: {of: $kind, cells: [moose, wild-boar]}}';

export function scenarioOf({
  odd = ODD,
  a = '{uniform: [0 m, 4 m]}',
  kind,
  require,
  speed = '5 m/s',
  file = 'domain.yaml',
}: Parts = {}): LoadedScenario {
  const text = `nearmiss: 1
title: A domain
hazard: None.
parameters:
  a: ${a}
  b: {uniform: [0 m, 4 m]}
  c: {uniform: [0 m, 1 m]}
  kind: ${kind ?? '{choice: {moose: 1, wild-boar: 1}}'}
environment: {sun: {elevation: 50 deg}}
${odd === '' ? '' : `odd: ${odd}\n`}road: {layout: test-track, length: 200 m, seed: 1}
ego: {kind: sedan, at: {lane: right, s: "20 m + $a + $b + $c", speed: ${speed}}, seed: 1, sensors: rigs/front-camera}
${require === undefined ? '' : `require: ${require}\n`}duration: 0.5 s
`;
  const { scenario, diagnostics } = parseScenario(text, file);
  if (scenario === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return scenario;
}

export function domainOf(parts: Parts = {}): Domain {
  return domainsOf([scenarioOf(parts)])[0] as Domain;
}
