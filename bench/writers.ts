/** What each format costs a frame: encoded from pictures that are drawn and labelled already, and thrown away, one frame at a time. */
import { endOf } from '#contracts/run';
import type { FrameRecord, SampleStart } from '#contracts/writer';
import { labelFrame } from '#labels/index';
import { openSession } from '#renderers/three/host/session';
import { planDataset, portsOf } from '#toolkit';
import { writers } from '#writers/index';
import { requestsOf } from './requests.js';
import { countingSink } from './sink.js';

export interface WriterCost {
  readonly writer: string;
  /** Of the fastest round, the sample's end in it. */
  readonly msPerFrame: number;
  readonly bytesPerFrame: number;
  /** Of the time that the same frames took to be drawn and labelled. */
  readonly share: number;
}
export interface WriterCosts {
  readonly frames: number;
  readonly drawAndLabelMs: number;
  readonly writers: readonly WriterCost[];
}

const FRAMES = 12;
const ROUNDS = 3;

export async function writerCosts(
  scenario: string,
  size: { readonly width: number; readonly height: number },
): Promise<WriterCosts> {
  const names = writers.map(({ name }) => name);
  const plan = await planDataset({ files: [scenario], seed: 'bench', count: 1, renderer: 'three', writers: names, size });
  const ports = portsOf(plan);
  const run = ports.simulate(ports.draw(0, 0).concrete);
  const captures = run.captures.slice(0, FRAMES);
  const session = await openSession({});
  const records: FrameRecord[] = [];
  const requests = requestsOf({ ...run, captures }, size);
  await session.render(requests[0] as (typeof requests)[number]);
  const began = performance.now();
  for (const [i, request] of requests.entries()) {
    const { scene, frame, view } = request;
    const layers = await session.render(request);
    const annotations = await labelFrame({ scene, frame, view, layers, index: i });
    records.push({ sample: '000000', scene, annotations, layers });
  }
  const drawAndLabelMs = (performance.now() - began) / records.length;
  await session.close();
  const instants = captures.map(({ sensor, index, frame }) => ({ sensor, index, timeNs: frame.timeNs }));
  const { scenario: concrete, scene, trace } = run;
  const told = { events: trace.events, verdict: run.verdict, endNs: endOf(trace) };
  const start = { sample: '000000', scenario: concrete, scene, captures: instants, observations: [], ...told };
  const costs: WriterCost[] = [];
  for (const writer of writers) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(writer, start, records, run));
    const [best] = rounds.sort((a, b) => a.ms - b.ms) as [{ ms: number; bytes: number }];
    const msPerFrame = best.ms / records.length;
    costs.push({
      writer: writer.name,
      msPerFrame,
      bytesPerFrame: Math.round(best.bytes / records.length),
      share: msPerFrame / drawAndLabelMs,
    });
  }
  return { frames: records.length, drawAndLabelMs, writers: costs };

  async function oneRound(
    writer: (typeof writers)[number],
    start: SampleStart,
    records: readonly FrameRecord[],
    facts: typeof run,
  ) {
    const sink = countingSink();
    const began = performance.now();
    // Alone among writers, so that a format that takes its pictures from another makes its own.
    const definition = { ...ports.definition, writers: [writer.name] };
    const sample = writer.open(definition, start, sink);
    // Anew each round: what is kept by record, such as the PNG that formats share, is made again.
    for (const record of records) await sample.frame({ ...record });
    await sample.end(facts);
    return { ms: performance.now() - began, bytes: sink.bytes() };
  }
}
