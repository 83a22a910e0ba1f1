/** One sample: draw, simulate, capture every frame, commit. All of it becomes visible, or nothing. */
import { createHash } from 'node:crypto';
import type { Quarantined } from '#contracts/audit';
import type { SampleSummary } from '#contracts/job';
import { endOf, type Run } from '#contracts/run';
import type { Span } from '#contracts/span';
import type { SampleStart, SampleWriter, StagedSink } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { boundedQueue } from './bounded-queue.js';
import { captureFrame } from './capture-frame.js';
import { openObserver } from './observe.js';
import type { SampleTask, Shard } from './ports.js';
import { fragmentPath, recordPath, type SampleRecord } from './record.js';
import { recordingSink } from './recording-sink.js';
import { repaintingOf } from './repaint.js';
import type { Sitting } from './sitting.js';
import { spanning, writerSpans } from './spans.js';
import { busyClock, noTimes, timed } from './timing.js';

/** Frames that may be labelled and encoded while the next is drawn: enough to keep both busy, few enough to stay small. */
const FRAMES_IN_FLIGHT = 3;

export function runSample(shard: Shard, task: SampleTask): Promise<SampleRecord> {
  return spanning(shard.trace, 'sample', (span) => makeSample(shard, task, span), { sample: task.sample });
}

async function makeSample(shard: Shard, task: SampleTask, span: Span | undefined): Promise<SampleRecord> {
  const { ports, session } = shard;
  const times = noTimes();
  const drawn = await timed(shard, times, 'draw', () => ports.draw(task.scenario, task.draw), span);
  const run = await timed(shard, times, 'simulate', () => ports.simulate(drawn.concrete), span);
  const stage = await shard.store.stage(task.sample);
  const queue = boundedQueue(FRAMES_IN_FLIGHT);
  const writers: SampleWriter[] = [];
  const writing = writerSpans();
  try {
    const sink = recordingSink(stage, session.info.portableLayers, shard.now, writing.putting);
    for (const writer of ports.writers) writers.push(writer.open(ports.definition, startOf(task.sample, run), sink));
    const [rendering, encoding] = [busyClock(shard.now), busyClock(shard.now)];
    const audit = ports.openAudit();
    const quarantined: Quarantined[] = [];
    const repainting = repaintingOf(shard, run.scenario);
    const clocks = { times, rendering, encoding, writing };
    const more = { ...clocks, ...(repainting === undefined ? {} : { repainting }), ...(span === undefined ? {} : { span }) };
    await captureAll({ shard, sample: task.sample, run, writers, sink, audit, quarantined, queue, ...more });
    const fragments = await writing.encoding(span, () => endWriters(shard, task.sample, run, writers, stage));
    const summary = summarise(task, run, drawn.rejections, inOrder(quarantined), repainting?.summary(), sink.artefacts());
    const record: SampleRecord = { planHash: shard.planHash, renderer: session.info, fragments, summary };
    await stage.put(recordPath(task.sample), `${canonicalJson(record)}\n`);
    await stage.commit();
    times.render = rendering.ms();
    times.write = sink.writeMs();
    times.encode = Math.max(0, encoding.ms() - times.write);
    shard.events.onSample(record, times);
    return record;
  } catch (error) {
    await queue.settle();
    await Promise.allSettled(writers.map((writer) => writer.abandon?.()));
    await stage.discard();
    throw error;
  } finally {
    writing.close();
  }
}

function startOf(sample: string, { scenario, scene, captures, observations, trace, verdict }: Run): SampleStart {
  const instants = captures.map(({ sensor, index, frame }) => ({ sensor, index, timeNs: frame.timeNs }));
  const told = { events: trace.events, verdict, endNs: endOf(trace) };
  return { sample, scenario, scene, captures: instants, observations, ...told };
}

async function captureAll(sitting: Sitting): Promise<void> {
  const { shard, run, sample, span } = sitting;
  const drawing: Promise<void>[] = [];
  let done = 0;
  const observer = openObserver(sitting);
  try {
    for (const capture of run.captures) {
      shard.signal.throwIfAborted();
      const frame = span?.begin('frame', { sensor: capture.sensor, frame: capture.index });
      await observer.upTo(capture.frame.timeNs, frame).catch((error: unknown) => {
        frame?.end(error);
        throw error;
      });
      const shown = captureFrame(sitting, capture, frame).then(() => shard.events.onFrame(sample, ++done, run.captures.length));
      // It is waited for in its turn, and may have failed by then.
      shown.catch(() => {});
      drawing.push(shown);
      if (drawing.length >= shard.session.ahead) await drawing.shift();
    }
    await observer.upTo(run.timeline.endNs, span);
    await Promise.all(drawing);
  } finally {
    await Promise.allSettled(drawing);
  }
  await sitting.queue.drain();
}

/** Names of the writers that left a fragment. */
async function endWriters(shard: Shard, sample: string, run: Run, writers: readonly SampleWriter[], stage: StagedSink) {
  const left: string[] = [];
  for (const [i, writer] of writers.entries()) {
    const fragment = await writer.end(run);
    if (fragment === null) continue;
    const name = shard.plan.writers[i] as string;
    await stage.put(fragmentPath(sample, name), canonicalJson(fragment));
    left.push(name);
  }
  return left;
}

function summarise(
  task: SampleTask,
  run: Run,
  rejections: SampleSummary['rejections'],
  quarantined: SampleSummary['quarantined'],
  repaint: SampleSummary['repaint'],
  artefacts: SampleSummary['artefacts'],
): SampleSummary {
  return {
    sample: task.sample,
    scenario: run.scenario.name,
    draw: task.draw,
    concreteSha256: sha256(run.scenario),
    traceSha256: sha256(run.trace),
    frames: run.captures.length - quarantined.length,
    verdict: run.verdict,
    rejections,
    ...(run.scenario.randomization === undefined ? {} : { randomization: run.scenario.randomization }),
    quarantined,
    ...(repaint === undefined ? {} : { repaint }),
    artefacts,
  };
}

function inOrder(quarantined: readonly Quarantined[]): readonly Quarantined[] {
  return [...quarantined].sort((a, b) => a.timeNs - b.timeNs || (a.sensor < b.sensor ? -1 : 1));
}

/** Hash of the canonical JSON; natively, since traces are long. */
function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
