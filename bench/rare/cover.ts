/**
 * Sizes of covering arrays beside published ones, and what counting and generating cost.
 *
 * `node dist/bench/rare/cover.js [steps]` prints tables; `steps` (1,000,000 by default) is what the longest search gets.
 */
import { pathToFileURL } from 'node:url';
import { type RandomStream, randomRoot } from '#core/random';
import {
  type Cells,
  type CoverModel,
  coverage,
  coveringArray,
  expectedCoverage,
  holes,
  infeasibleTuples,
  type Row,
  type Strength,
  universeOf,
} from '#rare/cover/index';

interface Benchmark {
  /** Levels ^ factors, for example `3^4` for four factors of three levels each. */
  readonly shape: string;
  readonly pict: number;
  readonly aetg: number;
  readonly ipo: number;
  /** The least of the fourteen tools listed. */
  readonly best: number;
}

/** Rows of published tools: https://www.pairwise.org/efficiency.html. */
const PAIRS: readonly Benchmark[] = [
  { shape: '3^4', pict: 9, aetg: 9, ipo: 9, best: 9 },
  { shape: '3^13', pict: 18, aetg: 15, ipo: 17, best: 15 },
  { shape: '4^15 3^17 2^29', pict: 37, aetg: 41, ipo: 34, best: 29 },
  { shape: '4^1 3^39 2^35', pict: 27, aetg: 28, ipo: 26, best: 21 },
  { shape: '2^100', pict: 15, aetg: 10, ipo: 15, best: 10 },
  { shape: '10^20', pict: 210, aetg: 180, ipo: 212, best: 180 },
];

/** The least rows there can be, v^3, are reached by orthogonal arrays for 4^6 and 5^6; 3^6 needs 33 (Chateauneuf, Kreher 2002). */
const TRIPLES: readonly { readonly shape: string; readonly best: string }[] = [
  { shape: '3^4', best: '27' },
  { shape: '3^6', best: '33' },
  { shape: '4^6', best: '64' },
  { shape: '5^6', best: '125' },
  { shape: '2^11', best: '12' },
  { shape: '4^15', best: '?' },
];

function modelOf(shape: string, forbidden: readonly Cells[] = []): CoverModel {
  const sizes = shape.split(' ').flatMap((part) => {
    const [levels, factors] = part.split('^').map(Number);
    return Array<number>(factors ?? 1).fill(levels ?? 1);
  });
  const levelsOf = (size: number): readonly string[] => Array.from({ length: size }, (_, level) => String(level));
  return { factors: sizes.map((size, i) => ({ name: `f${i}`, levels: levelsOf(size) })), forbidden };
}

/** Pairs counted without any of the code under test: what is covered, of how many. */
function pairsCounted(model: CoverModel, rows: readonly Row[]): string {
  const sizes = model.factors.map(({ levels }) => levels.length);
  const found = new Set<string>();
  let all = 0;
  for (const [a, sizeA] of sizes.entries()) {
    for (const [b, sizeB] of sizes.entries()) {
      if (b <= a) continue;
      all += sizeA * sizeB;
      for (const row of rows) found.add(`${a}=${row[a]} ${b}=${row[b]}`);
    }
  }
  return `${found.size}/${all}`;
}

/** The result and the seconds it took. */
function timed<T>(work: () => T): readonly [T, string] {
  const start = performance.now();
  const result = work();
  return [result, ((performance.now() - start) / 1000).toFixed(1)];
}

function line(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function pairTable(most: number): void {
  line('pairs', 'start', 's', '50,000 steps', 's', `${most} steps`, 's', 'PICT', 'AETG', 'IPO', 'best listed', 'pairs counted');
  for (const { shape, pict, aetg, ipo, best } of PAIRS) {
    const model = modelOf(shape);
    const universe = universeOf(model, 2);
    const sized = (steps: number): readonly [readonly Row[], string] =>
      timed(() => coveringArray(universe, { stream: randomRoot('bench'), steps }));
    const [start, startS] = sized(0);
    const [usual, usualS] = sized(50_000);
    const [long, longS] = sized(most);
    const counted = pairsCounted(model, long);
    line(shape, start.length, startS, usual.length, usualS, long.length, longS, pict, aetg, ipo, best, counted);
  }
}

function tripleTable(): void {
  line('triples', 'start', '50,000 steps', 's', 'best known', 'coverage');
  for (const { shape, best } of TRIPLES) {
    const universe = universeOf(modelOf(shape), 3);
    const start = coveringArray(universe, { stream: randomRoot('bench'), steps: 0 });
    const [rows, seconds] = timed(() => coveringArray(universe, { stream: randomRoot('bench') }));
    line(shape, start.length, rows.length, seconds, best, coverage(universe, rows).ratio);
  }
}

function evenRows(model: CoverModel, count: number, stream: RandomStream): readonly Row[] {
  return Array.from({ length: count }, () => model.factors.map(({ levels }) => stream.index(levels.length)));
}

function countingTable(): void {
  line('counting', 't', 'rows', 'tuples', 's to prepare', 's to count', 'coverage', 'expected');
  const cases: readonly (readonly [number, Strength, number])[] = [
    [100, 2, 100],
    [100, 2, 10_000],
    [15, 3, 100],
    [15, 3, 10_000],
    [15, 4, 1000],
  ];
  for (const [factors, strength, count] of cases) {
    const model = modelOf(`4^${factors}`);
    const rows = evenRows(model, count, randomRoot('count'));
    const [universe, prepared] = timed(() => universeOf(model, strength));
    const [{ ratio }, counted] = timed(() => coverage(universe, rows));
    const expected = expectedCoverage(4, strength, count).toFixed(6);
    line(`4^${factors}`, strength, count, universe.space.count, prepared, counted, ratio.toFixed(6), expected);
  }
}

/** Forbidden combinations of two and three cells of different factors at random. */
function someForbidden(factors: number, levels: number, count: number, stream: RandomStream): readonly Cells[] {
  const cell = (): readonly [string, string] => [`f${stream.index(factors)}`, String(stream.index(levels))];
  return Array.from({ length: count }, (_, i) => Object.fromEntries([cell(), cell(), ...(i % 2 === 0 ? [] : [cell()])])).filter(
    (cells) => Object.keys(cells).length > 1,
  );
}

function constrainedTable(): void {
  line(
    'after 100 random rows',
    't',
    'forbidden',
    'infeasible',
    'of',
    's to prepare',
    'allowed',
    'coverage',
    'holes',
    's to fill',
    'then',
  );
  const cases: readonly (readonly [number, Strength, number])[] = [
    [30, 2, 20],
    [30, 2, 60],
    [15, 3, 20],
    [15, 3, 0],
  ];
  for (const [factors, strength, count] of cases) {
    const stream = randomRoot('forbidden').child(factors);
    const forbidden = someForbidden(factors, 4, count, stream);
    const model = modelOf(`4^${factors}`, forbidden);
    const [universe, prepared] = timed(() => universeOf(model, strength));
    const drawn = evenRows(model, 100, stream.child('rows'));
    const { contradicting, ratio } = coverage(universe, drawn);
    const [found, filled] = timed(() => holes(model, drawn, strength, { stream: stream.child('holes') }));
    const then = coverage(universe, [...drawn, ...found.map(({ row }) => row)]).ratio;
    const sizes = [forbidden.length, infeasibleTuples(universe).length, universe.space.count];
    const allowed = drawn.length - contradicting.length;
    line(`4^${factors}`, strength, ...sizes, prepared, allowed, ratio.toFixed(4), found.length, filled, then);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  countingTable();
  constrainedTable();
  tripleTable();
  pairTable(Number(process.argv[2] ?? 1_000_000));
}
