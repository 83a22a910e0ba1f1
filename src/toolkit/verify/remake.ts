/** Samples made again, compared with what the manifest says of them. */
import type { Manifest, SampleSummary } from '#contracts/job';
import type { RenderSession } from '#contracts/renderer';
import type { Artefact } from '#contracts/writer';
import { usageError } from '#core/errors';
import { mergeWriters, sampleNamed } from '#farm/index';
import { fragmentPath, type Ports, runSample } from '#pipeline/index';
import { memoryStore } from '#writers/index';
import type { Finding } from './report.js';

export interface Compared {
  readonly same: number;
  readonly findings: readonly Finding[];
}

export class Remaker {
  readonly #manifest: Manifest;
  readonly #ports: Ports;
  readonly #session: RenderSession;
  readonly #signal: AbortSignal;
  /** Fragments alone, for the merge. */
  readonly #merged = memoryStore();
  readonly #remade: string[] = [];

  constructor(manifest: Manifest, ports: Ports, session: RenderSession, signal: AbortSignal) {
    this.#manifest = manifest;
    this.#ports = ports;
    this.#session = session;
    this.#signal = signal;
  }

  async sample(before: SampleSummary, coversTied: boolean): Promise<Compared> {
    const { plan, planHash } = this.#manifest;
    const task = sampleNamed(plan, before.sample);
    if (task === undefined) throw usageError('NM7202', `the manifest lists ${before.sample}, its plan doesn't`);
    const store = memoryStore();
    const events = { onFrame: () => {}, onSample: () => {} };
    const rest = { store, events, signal: this.#signal, now: () => 0 };
    const record = await runSample({ plan, planHash, ports: this.#ports, session: this.#session, ...rest }, task);
    this.#remade.push(before.sample);
    const stage = await this.#merged.stage();
    for (const writer of record.fragments) {
      const path = fragmentPath(before.sample, writer);
      await stage.put(path, store.files.get(path) as Uint8Array);
    }
    await stage.commit();
    const after = record.summary;
    const sums = sumFindings(before, after);
    const compared = compareArtefacts(before.artefacts, after.artefacts, coversTied);
    return { same: compared.same, findings: [...sums, ...compared.findings] };
  }

  /** The dataset's own files; only when every sample was made again. */
  async dataset(coversTied: boolean): Promise<Compared> {
    const { definition, writers } = this.#ports;
    const { portableLayers } = this.#session.info;
    const input = { store: this.#merged, definition, writers, samples: this.#remade, portableLayers };
    return compareArtefacts(this.#manifest.artefacts, await mergeWriters(input), coversTied);
  }
}

/** Scenario and trace are compared even where no writer wrote them. */
function sumFindings(before: SampleSummary, after: SampleSummary): readonly Finding[] {
  const folder = `samples/${before.sample}`;
  const findings: Finding[] = [];
  if (before.concreteSha256 !== after.concreteSha256) findings.push({ path: `${folder} (concrete scenario)`, what: 'differs' });
  if (before.traceSha256 !== after.traceSha256) findings.push({ path: `${folder} (trace)`, what: 'differs' });
  return findings;
}

function compareArtefacts(before: readonly Artefact[], after: readonly Artefact[], coversTied: boolean): Compared {
  const again = new Map(after.map((artefact) => [artefact.path, artefact]));
  const findings: Finding[] = [];
  let same = 0;
  for (const { path, sha256, portable } of before) {
    if (again.get(path)?.sha256 === sha256) same++;
    else findings.push({ path, what: portable || coversTied ? 'differs' : 'tied' });
    again.delete(path);
  }
  for (const path of again.keys()) findings.push({ path, what: 'differs' });
  return { same, findings };
}
