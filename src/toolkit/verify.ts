/** `verify`: are the files as the manifest says, and does this machine make them again, byte for byte? */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, SampleSummary } from '#contracts/job';
import type { RenderSession } from '#contracts/renderer';
import type { Artefact } from '#contracts/writer';
import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { randomRoot } from '#core/random';
import { hashOfPlan, isUnharmed, MANIFEST_PATH, samplesOf } from '#farm/index';
import { runSample } from '#pipeline/index';
import { folderStore, memoryStore } from '#writers/index';
import { portsOf } from './ports.js';
import { renderers } from './rooms.js';
import { nearmissVersion } from './versions.js';

export interface Finding {
  readonly path: string;
  /** `harmed`: the file differs from the manifest; `differs`: it was made anew and came out otherwise; `tied`: the same, but outside the guarantee. */
  readonly what: 'missing' | 'harmed' | 'differs' | 'tied' | 'unlisted';
}
export interface VerifyReport {
  readonly samples: number;
  /** Samples made again. */
  readonly remade: readonly string[];
  readonly files: number;
  /** Files made again with the same bytes. */
  readonly same: number;
  readonly findings: readonly Finding[];
  /** What the guarantee leaves out here, and why. */
  readonly outside: readonly string[];
  readonly passed: boolean;
}
export interface VerifyOptions {
  readonly folder: string;
  /** Only this sample. */
  readonly sample?: string;
  /** Share of the samples to make again, 0..1; which ones is drawn by `seed`. */
  readonly fraction: number;
  readonly seed: string;
  readonly backend?: string;
  readonly signal: AbortSignal;
  readonly on: (sample: string, done: number, total: number) => void;
}

export async function verifyDataset(options: VerifyOptions): Promise<VerifyReport> {
  const manifest = await readManifest(options.folder);
  const store = folderStore(options.folder, 'verify');
  const listed = [...manifest.samples.flatMap((sample) => sample.artefacts), ...manifest.artefacts];
  const findings: Finding[] = await unlistedFiles(await store.list(), manifest, listed);
  for (const artefact of listed) {
    options.signal.throwIfAborted();
    if (await isUnharmed(store, artefact)) continue;
    findings.push({ path: artefact.path, what: (await store.read(artefact.path)) === undefined ? 'missing' : 'harmed' });
  }
  const chosen = chooseSamples(manifest, options);
  const session = chosen.length === 0 ? undefined : await openSession(manifest, options.backend);
  try {
    const backend = session === undefined ? { guaranteed: true, outside: [] } : guaranteeOf(manifest, session);
    let same = 0;
    for (const [i, summary] of chosen.entries()) {
      const again = await remake(manifest, summary, session as RenderSession, options.signal);
      const compared = compare(summary, again, backend.guaranteed);
      findings.push(...compared.findings);
      same += compared.same;
      options.on(summary.sample, i + 1, chosen.length);
    }
    const passed = findings.every(({ what }) => what === 'tied');
    const remade = chosen.map(({ sample }) => sample);
    const sorted = findings.sort((a, b) => (a.path < b.path ? -1 : 1));
    return {
      samples: manifest.samples.length,
      remade,
      files: listed.length,
      same,
      findings: sorted,
      outside: backend.outside,
      passed,
    };
  } finally {
    await session?.close();
  }
}

/** @throws NearmissError NM7201 when there is no manifest, NM7202 when it isn't sound. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_PATH), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw usageError(
      'NM7201',
      `${folder} has no manifest.json`,
      'it is no dataset, or it is not finished: `generate --resume` goes on with it',
    );
  }
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === 1 && manifest.planHash === hashOfPlan(manifest.plan)) return manifest;
  } catch {
    // Told below, as for every other unsound manifest.
  }
  throw usageError('NM7202', `${folder}/manifest.json is damaged or of another format`);
}

async function unlistedFiles(files: readonly string[], manifest: Manifest, listed: readonly Artefact[]): Promise<Finding[]> {
  const known = new Set([
    ...listed.map(({ path }) => path),
    ...manifest.samples.map(({ sample }) => `samples/${sample}/sample.json`),
  ]);
  const allowed = [MANIFEST_PATH, 'contact-sheet.html'];
  return files
    .filter((path) => path.startsWith('samples/') && !known.has(path) && !allowed.includes(path))
    .map((path) => ({ path, what: 'unlisted' }));
}

function chooseSamples(manifest: Manifest, options: VerifyOptions): readonly SampleSummary[] {
  if (options.sample !== undefined) {
    const found = manifest.samples.filter(({ sample }) => sample === options.sample);
    if (found.length === 0) throw usageError('NM7203', `the dataset has no sample ${options.sample}`);
    return found;
  }
  const count = Math.ceil(options.fraction * manifest.samples.length);
  const ranked = manifest.samples.map((summary) => ({
    summary,
    rank: randomRoot(options.seed).child(summary.sample).uniform(),
  }));
  const chosen = ranked.sort((a, b) => a.rank - b.rank).slice(0, count);
  return chosen.map(({ summary }) => summary).sort((a, b) => (a.sample < b.sample ? -1 : 1));
}

function openSession(manifest: Manifest, backend: string | undefined): Promise<RenderSession> {
  if (manifest.plan.nearmissVersion !== nearmissVersion) {
    const what = `made by nearmiss ${manifest.plan.nearmissVersion}, this is ${nearmissVersion}`;
    throw usageError('NM7204', what, 'the guarantee holds within a version; `--fraction 0` only checks the files');
  }
  return renderers.get(manifest.plan.renderer).open(backend === undefined ? {} : { backend });
}

/** Files tied to the backend are held to the same bytes where the backend is the same software rasteriser. */
function guaranteeOf(manifest: Manifest, session: RenderSession): { guaranteed: boolean; outside: readonly string[] } {
  const { portableLayers, backend } = session.info;
  const tied = manifest.plan.layers.filter((layer) => !portableLayers.includes(layer));
  if (tied.length === 0) return { guaranteed: true, outside: [] };
  const names = `${tied.join(', ')} and what is made from ${tied.length === 1 ? 'it' : 'them'}`;
  if (canonicalJson(session.info) !== canonicalJson(manifest.renderer)) {
    return { guaranteed: false, outside: [`${names}: drawn by ${manifest.renderer.backend}, here by ${backend}`] };
  }
  const software = /llvmpipe|swiftshader/i.test(backend);
  return software
    ? { guaranteed: true, outside: [] }
    : { guaranteed: false, outside: [`${names}: drawn by a GPU (${backend})`] };
}

async function remake(
  manifest: Manifest,
  summary: SampleSummary,
  session: RenderSession,
  signal: AbortSignal,
): Promise<SampleSummary> {
  const { plan, planHash } = manifest;
  const task = samplesOf(plan).find(({ sample }) => sample === summary.sample);
  if (task === undefined) throw usageError('NM7202', `the manifest lists ${summary.sample}, its plan doesn't`);
  const events = { onFrame: () => {}, onSample: () => {} };
  const shard = { plan, planHash, ports: portsOf(plan), session, store: memoryStore(), events, signal, now: () => 0 };
  return (await runSample(shard, task)).summary;
}

/** Scenario and trace are compared even where no writer wrote them. */
function compare(
  before: SampleSummary,
  after: SampleSummary,
  guaranteed: boolean,
): { same: number; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const folder = `samples/${before.sample}`;
  if (before.concreteSha256 !== after.concreteSha256) findings.push({ path: `${folder} (concrete scenario)`, what: 'differs' });
  if (before.traceSha256 !== after.traceSha256) findings.push({ path: `${folder} (trace)`, what: 'differs' });
  const again = new Map(after.artefacts.map((artefact) => [artefact.path, artefact]));
  let same = 0;
  for (const artefact of before.artefacts) {
    const other = again.get(artefact.path);
    again.delete(artefact.path);
    if (other?.sha256 === artefact.sha256) same++;
    else findings.push({ path: artefact.path, what: artefact.portable || guaranteed ? 'differs' : 'tied' });
  }
  for (const path of again.keys()) findings.push({ path, what: 'differs' });
  return { same, findings };
}
