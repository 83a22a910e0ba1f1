/** Readers of documents that anybody may have written, and real documents to begin with. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SentInputs } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import { type Diagnostic, NearmissError } from '#core/errors';
import type { RandomStream } from '#core/random';
import {
  claimStore,
  committedSample,
  cutJobs,
  readInputs,
  readManifestDocument,
  readOrder,
  readPlan,
  readSampleRecord,
  readShardManifest,
  readTask,
  samplesOf,
  verifyOrder,
} from '#farm/index';
import { commitShard, readShard } from '#farm/shard-manifest';
import { recordPath } from '#pipeline/index';
import { drawScenario, manifestNamedIn, oddAxes, parseScenario, readAssetManifest } from '#scenario/index';
import { readEvent } from '#toolkit';
import { folderStore, memoryStore } from '#writers/index';
import { formatText } from '../../src/toolkit/format/index.js';
import { orderOf, ROOT, realPlan, realRecords, realTasks } from '../farm/real-documents.js';
import { HOSTILE_VALUES } from './hostile.js';
import { harmedJson } from './mutate-json.js';
import { harmed } from './mutate-text.js';

export interface Target {
  readonly name: string;
  /** Of all documents, this share is for it. */
  readonly weight: number;
  make(random: RandomStream): string;
  /** @returns whether the document was taken; otherwise it throws a NearmissError */
  read(text: string): boolean | Promise<boolean>;
  close?(): Promise<void>;
}

export async function openTargets(): Promise<readonly Target[]> {
  const plan = await realPlan();
  const { records, shard, manifest, store: dataset } = await realRecords();
  const json = (name: string, weight: number, documents: readonly unknown[], read: (text: string) => unknown): Target => ({
    name,
    weight,
    make: (random) => harmedJson(random.pick(documents), random),
    read: async (text) => (await read(text)) !== false,
  });
  return [
    scenarios(),
    assetManifests(),
    events(),
    json('order', 10, [orderOf(plan), orderOf({ ...plan, chosen: CHOSEN })], async (text) => {
      const order = readOrder(text, 'order');
      await verifyOrder(order, { nearmissVersion: plan.nearmissVersion, roots: ['/data'] });
    }),
    json('plan', 10, [plan, { ...plan, chosen: CHOSEN }], (text) => cutAll(readPlan(text, 'plan'))),
    json('task', 4, realTasks, (text) => readTask(text, 'task')),
    json('record', 8, records, (text) => readSampleRecord(text, 'record')),
    json('shard', 4, [shard], (text) => readShardManifest(text, 'shard')),
    json('stored record', 4, records, async (text) => {
      await put(dataset, recordPath('000000'), text);
      const task = { sample: '000000', scenario: 0, draw: 0 };
      return (await committedSample(dataset, records[0]?.planHash ?? '', task)) !== undefined;
    }),
    json('sent files', 3, [sentFiles()], (text) => readInputs(text, 'sent files')),
    json('manifest', 5, [manifest], (text) => readManifestDocument(text, 'manifest')),
    json('stored plan', 4, [plan], async (text) => {
      const store = memoryStore();
      await put(store, '.nearmiss/plan.json', text);
      await claimStore(store, plan, 'out', { resume: true, join: false });
    }),
    json('stored shard', 2, [shard], async (text) => {
      const store = memoryStore();
      await commitShard(store, shard.job, shard.records);
      const [path] = store.files.keys();
      await put(store, path as string, text);
      return (await readShard(store, shard.job)) !== undefined;
    }),
    await paths(),
  ];
}

function sentFiles(): SentInputs {
  const inputs = [
    'scenarios/0/catalogs/rigs/mine.yaml',
    `bodies/${'a'.repeat(64)}`,
    `models/${'b'.repeat(64)}/unet/model.onnx`,
  ].map((place, i) => ({ place, sha256: String(i).repeat(64), bytes: 100 * i }));
  return { format: 1, planHash: '0'.repeat(64), inputs };
}

/** One in so many scenarios that can be read is drawn as well. */
const DRAWN_OF = 5;

const CHOSEN: NonNullable<DatasetPlan['chosen']> = {
  goal: 0.9,
  strength: 2,
  most: 10,
  pool: 100,
  draws: [[0, 3], [1]],
  covered: {
    axes: [{ name: 'light', cells: ['day', 'night'] }],
    filled: 1,
    feasible: 2,
    share: 0.5,
    empty: [],
    infeasible: [],
  },
};

/** Cutting takes memory by the number of samples: a plan that was taken must be one that can be cut. */
function cutAll(plan: DatasetPlan): void {
  cutJobs('0'.repeat(64), samplesOf(plan).slice(0, 100), 16);
}

function yamlFiles(folder: string): readonly { readonly file: string; readonly text: string }[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

function scenarios(): Target {
  const corpus = [...yamlFiles('scenarios'), ...yamlFiles('docs/examples')].map(({ text }) => text);
  const file = join(ROOT, 'scenarios/wildlife/fuzzed.yaml');
  return {
    name: 'scenario',
    weight: 40,
    make: (random) => harmed(random.pick(corpus), random, 'yaml'),
    read(text) {
      manifestNamedIn(text);
      const { scenario, diagnostics } = parseScenario(text, file);
      if (scenario === undefined && diagnostics.length === 0) throw new Error('refused without a word');
      refuseBad(diagnostics, text);
      const formatted = formatText(text, file);
      if (scenario === undefined) return refuse(diagnostics);
      if (formatted.text === undefined) throw new Error('read, but not formatted');
      oddAxes(scenario);
      // Animals of other shapes take their time to build.
      if (text.length % DRAWN_OF !== 0) return true;
      drawScenario(scenario, {
        seed: '1',
        draw: 0,
        simulate() {
          throw new NearmissError('NM0000', 'the fuzzer simulates nothing', { exitCode: 2 });
        },
      });
      return true;
    },
  };
}

function assetManifests(): Target {
  const [{ text } = { text: '' }] = yamlFiles('docs/examples').filter(({ file }) => file.endsWith('/bodies.yaml'));
  return {
    name: 'asset manifest',
    weight: 5,
    make: (random) => harmed(text, random, 'yaml'),
    read(document) {
      const { diagnostics } = readAssetManifest(document, 'bodies.yaml', ['car', 'person', 'obstacle']);
      refuseBad(diagnostics, document);
      return diagnostics.length === 0 || refuse(diagnostics);
    },
  };
}

function events(): Target {
  const real = ['collision', 'fail', 'ttc < 1.0', 'gap < 0.5', 'impact speed > 8', 'drac > 6', 'rss margin < 0'];
  return {
    name: 'event',
    weight: 1,
    make: (random) => harmed(random.pick(real), random, 'text'),
    read: (text) => readEvent(text) !== undefined,
  };
}

/** Problems have to point into the text. */
function refuseBad(diagnostics: readonly Diagnostic[], text: string): void {
  const lines = text.split('\n').length;
  for (const { line, column, message, code } of diagnostics) {
    if (!(line >= 1 && line <= lines + 1 && column >= 1))
      throw new Error(`${code} points at ${line}:${column} of ${lines} lines`);
    if (message.length > 2_000_000 || !/^NM\d{4}$/.test(code)) throw new Error(`${code} says ${message.slice(0, 100)}`);
  }
}

function refuse(diagnostics: readonly Diagnostic[]): never {
  throw new NearmissError('NM2000', 'problems', { exitCode: 2, diagnostics });
}

async function put(store: ReturnType<typeof memoryStore>, path: string, text: string): Promise<void> {
  const stage = await store.stage();
  await stage.put(path, text);
  await stage.commit();
}

/** Paths that a document names, put into a folder: nothing may land beside it. */
async function paths(): Promise<Target> {
  const above = await mkdtemp(join(tmpdir(), 'nearmiss-fuzz-'));
  await mkdir(join(above, 'dataset'));
  const store = folderStore(join(above, 'dataset'), 'fuzz');
  const texts = HOSTILE_VALUES.filter((value) => typeof value === 'string');
  const real = ['samples/000000/ego/rgb/000001.png', 'coco/instances.json', '.nearmiss/plan.json'];
  return {
    name: 'path',
    weight: 2,
    make(random) {
      const steps = random.pick(real).split('/');
      steps[random.index(steps.length)] = random.pick([...texts, '..', '.', '', '...', '..\\..', '%2e%2e', '~']);
      return random.chance(0.5) ? steps.join('/') : harmed(steps.join('/'), random, 'text');
    },
    async read(path) {
      const stage = await store.stage('000000');
      try {
        await stage.put(path, 'x');
        await stage.commit();
        await store.read(path);
      } finally {
        await stage.discard();
      }
      const beside = await readdir(above);
      if (beside.length !== 1) throw new Error(`a file landed outside: ${beside}`);
      return true;
    },
    close: () => rm(above, { recursive: true, force: true }),
  };
}
