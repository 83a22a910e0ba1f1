/** A thread of the preview's server: draws and simulates, so that the server is never busy. Sends lines of JSON. */
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { packBody } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { Foreseen } from '#contracts/preview';
import type { SceneSpec } from '#contracts/scene';
import type { FromThread, Remake, ThreadStart, ToThread, Work } from './messages.js';
import { type Made, makeRun } from './run.js';

const { assets } = workerData as ThreadStart;
const port = parentPort as NonNullable<typeof parentPort>;
const cancelled = new Set<number>();
const now = (): number => performance.now();
let last: (Made & { readonly name: string }) | undefined;
const sent = new Set<string>();

port.on('message', (message: ToThread) => {
  if ('cancel' in message) cancelled.add(message.id);
  else void answer(message.id, message.work);
});

async function answer(id: number, work: Work): Promise<void> {
  try {
    const ahead = (line: unknown): void => post({ id, line: JSON.stringify(line), packed: [] });
    for await (const { line, bodies } of linesOf(work, ahead)) {
      if (cancelled.has(id)) break;
      const packed = bodies === undefined ? [] : packedOf(bodies).filter(({ name }) => !sent.has(name));
      for (const { name } of packed) sent.add(name);
      post({ id, line: JSON.stringify(line), packed });
      await turn();
    }
    post({ id, end: true });
  } catch (error) {
    post({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  cancelled.delete(id);
}

function post(message: FromThread): void {
  port.postMessage(message);
}

interface Line {
  readonly line: unknown;
  readonly bodies?: Bodies;
}

/** @param sendAhead sends a line at once, however busy this thread is */
async function* linesOf(work: Work, sendAhead: (line: unknown) => void): AsyncGenerator<Line> {
  if (work.type === 'draws') {
    const { drawsOf } = await import('./draws.js');
    for await (const line of drawsOf(work.order, work.path, assets)) yield { line };
  } else if (work.type === 'practice') {
    for (let k = 0; k < work.times; k++) {
      const { reply } = await makeRun(work.request, work.path, assets, now);
      yield { line: JSON.stringify(reply).length };
    }
  } else if (work.type === 'run') {
    const tell = work.ahead ? (foreseen: SceneSpec) => sendAhead({ foreseen } satisfies Foreseen) : undefined;
    const { reply, made } = await makeRun(work.request, work.path, assets, now, tell);
    if (made === undefined) return void (yield { line: reply });
    last = { ...made, name: work.run };
    const bodies = packedOf(made.bodies).map(({ name }) => name);
    yield { line: { ...reply, run: work.run, bodies }, bodies: made.bodies };
  } else {
    const made = await remade(work.made);
    const { captureOf, observationOf } = await import('./look.js');
    const { sensor, timeNs } = work;
    if (made === undefined) yield { line: null };
    else if (work.type === 'capture') yield { line: captureOf(made, sensor, timeNs, work.width) ?? null };
    else yield { line: (await observationOf(made, sensor, timeNs)) ?? null };
  }
}

async function remade({ run, path, request }: Remake): Promise<Made | undefined> {
  if (last?.name === run) return last;
  const { made } = await makeRun(request, path, assets, now);
  if (made !== undefined) last = { ...made, name: run };
  return made;
}

function packedOf(bodies: Bodies): { readonly name: string; readonly bytes: Uint8Array }[] {
  return bodies.all.flatMap(({ imported }) => {
    if (imported === undefined) return [];
    const bytes = packBody(imported);
    return [{ name: createHash('sha256').update(bytes).digest('hex').slice(0, 32), bytes }];
  });
}
