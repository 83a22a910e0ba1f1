/** `verify`: are the files as the manifest says, and does this machine make them again, byte for byte? */
import type { DatasetPlan, ListedSample, Manifest } from '#contracts/job';
import type { RenderSession } from '#contracts/renderer';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { randomRoot } from '#core/random';
import type { Ports } from '#pipeline/index';
import { readManifest, recordOf } from '../manifest.js';
import { storeAt } from '../stores.js';
import { checkFiles } from './files.js';
import { guaranteeOf, madeOfAnother } from './guarantee.js';
import { Remaker } from './remake.js';
import type { Finding, VerifyReport } from './report.js';

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
/** What makes samples again. */
export interface Rooms {
  readonly version: string;
  portsOf(plan: DatasetPlan): Ports | Promise<Ports>;
  open(plan: DatasetPlan, backend: string | undefined): Promise<RenderSession>;
}

/** @throws NearmissError (exit 2) NM7201 to NM7204. */
export async function verifyWith(rooms: Rooms, options: VerifyOptions): Promise<VerifyReport> {
  const manifest = await readManifest(options.folder);
  const asked = chooseSamples(manifest, options);
  const { repainted } = manifest.plan;
  const chosen = repainted === undefined ? asked : [];
  if (chosen.length > 0) requireVersion(manifest, rooms.version);
  const store = storeAt(options.folder, 'verify');
  const findings: Finding[] = [...(await checkFiles(store, manifest, options.signal))];
  const again =
    chosen.length === 0 ? { same: 0, outside: [], findings: [] } : await remakeAll(rooms, store, manifest, chosen, options);
  findings.push(...again.findings);
  return {
    samples: manifest.samples.length,
    remade: chosen.map(({ sample }) => sample),
    files: manifest.samples.reduce((sum, sample) => sum + sample.files, manifest.artefacts.length),
    same: again.same,
    findings: findings.sort((a, b) => (a.path < b.path ? -1 : 1)),
    outside: repainted === undefined ? again.outside : [madeOfAnother(manifest, repainted)],
    passed: findings.every(({ what }) => what === 'tied'),
  };
}

async function remakeAll(
  rooms: Rooms,
  store: Store,
  manifest: Manifest,
  chosen: readonly ListedSample[],
  options: VerifyOptions,
) {
  const ports = await rooms.portsOf(manifest.plan);
  const session = await rooms.open(manifest.plan, options.backend);
  try {
    const { coversTied, outside } = guaranteeOf(manifest, session.info);
    const remaker = new Remaker(manifest, ports, session, options.signal);
    const findings: Finding[] = [];
    let [same, remade] = [0, 0];
    for (const [i, listed] of chosen.entries()) {
      const { summary, sound } = await recordOf(store, listed);
      // A record that is not the manifest's has been told; it says nothing that could be compared.
      if (summary === undefined || !sound) continue;
      const compared = await remaker.sample(summary, coversTied);
      findings.push(...compared.findings);
      same += compared.same;
      remade++;
      options.on(listed.sample, i + 1, chosen.length);
    }
    if (remade < manifest.samples.length) return { findings, same, outside };
    const dataset = await remaker.dataset(coversTied);
    return { findings: [...findings, ...dataset.findings], same: same + dataset.same, outside };
  } finally {
    await session.close();
    await ports.close?.();
  }
}

function chooseSamples(manifest: Manifest, options: VerifyOptions): readonly ListedSample[] {
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

function requireVersion(manifest: Manifest, version: string): void {
  if (manifest.plan.nearmissVersion === version) return;
  const what = `made by nearmiss ${manifest.plan.nearmissVersion}, this is ${version}`;
  throw usageError('NM7204', what, 'the guarantee holds within a version; `--fraction 0` only checks the files');
}
