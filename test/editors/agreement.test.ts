/** Schema and loader give one verdict on the shape of a file, however it was damaged. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseScenario, scenarioJsonSchema } from '#scenario/index';
import { shippedScenarios } from '../conformance/shipped.js';

const valid = new Ajv({ strict: false }).compile(scenarioJsonSchema());
/** What is wrong with the shape: the other codes are of names, dimensions and arguments, which take the whole file. */
const SHAPE = ['NM2002', 'NM2003', 'NM2004', 'NM2005', 'NM2006', 'NM2007'];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

const shipped = [...shippedScenarios, new URL('./corpus/whole.yaml', import.meta.url).pathname].map(
  (path) => parse(readFileSync(path, 'utf8')) as Json,
);

function pathsOf(value: Json, path: Path = []): Path[] {
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((each, i) => [i, each])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, each]) => [[...path, key], ...pathsOf(each, [...path, key])]);
}

/** One change at a path: what an author may do by mistake. */
const changes: Readonly<Record<string, (holder: Json[] | { [key: string]: Json }, key: string | number) => void>> = {
  remove(holder, key) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  rename(holder, key) {
    if (Array.isArray(holder)) return;
    holder[`${key}x`] = holder[key] as Json;
    delete holder[key];
  },
  'add a stranger': (holder) => {
    if (Array.isArray(holder)) holder.push('stranger');
    else holder.stranger = 1;
  },
  'say nothing': (holder, key) => set(holder, key, null),
  'say yes': (holder, key) => set(holder, key, true),
  'a bare number': (holder, key) => set(holder, key, 37),
  'a fraction': (holder, key) => set(holder, key, 0.25),
  'a negative number': (holder, key) => set(holder, key, -2),
  'a word': (holder, key) => set(holder, key, 'zebra'),
  'a sentence': (holder, key) => set(holder, key, 'The quick brown fox.'),
  'a length': (holder, key) => set(holder, key, '12 m'),
  'a negative length': (holder, key) => set(holder, key, '-12 m'),
  'a large speed': (holder, key) => set(holder, key, '900 km/h'),
  'a share': (holder, key) => set(holder, key, '130 %'),
  'an unknown unit': (holder, key) => set(holder, key, '12 furlongs'),
  'a sum': (holder, key) => set(holder, key, '3 m + 2 m'),
  'an empty map': (holder, key) => set(holder, key, {}),
  'an empty list': (holder, key) => set(holder, key, []),
  'a map': (holder, key) => set(holder, key, { uniform: ['1 m', '2 m'] }),
  'in a list': (holder, key) => set(holder, key, [get(holder, key)]),
  'in a map': (holder, key) => set(holder, key, { value: get(holder, key) }),
};
function get(holder: Json[] | { [key: string]: Json }, key: string | number): Json {
  return (holder as { [key: string]: Json })[key] as Json;
}
function set(holder: Json[] | { [key: string]: Json }, key: string | number, value: Json): void {
  (holder as { [key: string]: Json })[key] = value;
}

function damaged(file: Json, path: Path, change: string): Json {
  const copy = structuredClone(file);
  let holder = copy;
  for (const step of path.slice(0, -1)) holder = get(holder as Json[], step as number);
  changes[change]?.(holder as Json[], path.at(-1) as number);
  return copy;
}

interface Verdict {
  readonly schema: boolean;
  /** No problem of any kind. */
  readonly loader: boolean;
  /** No problem of shape. */
  readonly shape: boolean;
  readonly said: string;
}
function verdictOf(file: Json): Verdict {
  const schema = valid(file) as boolean;
  const { scenario, diagnostics } = parseScenario(stringify(file, { lineWidth: 0 }), 'damaged.yaml');
  const codes = diagnostics.map(({ code, message }) => `${code} ${message}`).join('; ');
  return {
    schema,
    loader: scenario !== undefined,
    shape: diagnostics.every(({ code }) => !SHAPE.includes(code)),
    said: `loader: ${codes || (scenario === undefined ? 'silent, and yet nothing read' : 'fine')} | schema: ${JSON.stringify(valid.errors?.slice(0, 2))}`,
  };
}

test('undamaged files are right for both', () => {
  for (const file of shipped) expect(verdictOf(file)).toMatchObject({ schema: true, loader: true, shape: true });
});

const places = shipped.map((file) => pathsOf(file));
const cases = fc
  .record({ i: fc.nat(shipped.length - 1), at: fc.nat(1_000_000), change: fc.constantFrom(...Object.keys(changes)) })
  .map(({ i, at, change }) => ({ i, path: places[i]?.[at % (places[i]?.length ?? 1)] ?? [], change }));

/**
 * What the schema refuses, the loader refuses; what the loader refuses for its shape, the schema refuses; and never in silence.
 * @returns how many were refused
 */
function agree(judge: (file: Json) => Verdict, runs: number): number {
  let refused = 0;
  fc.assert(
    fc.property(cases, ({ i, path, change }) => {
      const { schema, loader, shape, said } = judge(damaged(shipped[i] as Json, path, change));
      if (!schema) refused++;
      const what = `${path.join('.')}: ${change}: ${said}`;
      expect(schema || !loader, what).toBe(true);
      expect(shape || !schema, what).toBe(true);
      expect(said).not.toContain('silent');
    }),
    { numRuns: runs, seed: 6 },
  );
  return refused;
}

test('of damaged files both say the same', () => {
  // Else it would be a test of files that are right.
  expect(agree(verdictOf, 900)).toBeGreaterThan(450);
});

test('a schema that knows less of the ego is found out', () => {
  const whole = scenarioJsonSchema() as { readonly properties: Json };
  const weaker = new Ajv({ strict: false }).compile({ ...whole, properties: { ...(whole.properties as object), ego: {} } });
  expect(() => agree((file) => ({ ...verdictOf(file), schema: weaker(file) as boolean }), 900)).toThrow(/ego/);
});
