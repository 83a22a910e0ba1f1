/** The live stream on this machine: how late messages are at a viewer, by the viewer's own clock and by its answers, and at which rate. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Rate } from '#live/clock';
import { createSample, type Spread } from '#live/stats';
import type { Wall } from '#live/wall';
import { type ServeOptions, type ServeReport, serveScenario } from '#toolkit';
import type { Receipt, ViewerOrder } from './live-viewer.js';

export interface LiveCost {
  readonly rate: Rate;
  readonly slowOnes: number;
  /** Pictures a second of real time. */
  readonly picturesPerS: number;
  /** Share of pictures that were passed over for want of time. */
  readonly passedOver: number;
  /** ms from when a picture was due until the viewer had it, by its clock. */
  readonly due: Spread;
  /** ms from when it was handed over: by the viewer's clock, and by its answers to pings. */
  readonly sent: Spread;
  readonly answered: Spread;
  readonly dropped: number;
}

const EPOCH_NS = 1_577_836_800_000_000_000n;
const wall: Wall = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export async function liveCost(
  scenario: string,
  { rate, slowOnes, size }: { readonly rate: Rate; readonly slowOnes: number; readonly size: ServeOptions['size'] },
): Promise<LiveCost> {
  const sent = new Map<string, { readonly dueMs: number; readonly sentMs: number }>();
  let viewers: Promise<readonly Receipt[]>[] = [];
  const options: ServeOptions = {
    file: scenario,
    ...{ host: '127.0.0.1', port: 0, seed: 'bench', draw: 0, renderer: 'three', rate, whole: false, apart: true },
    ...{ paused: false, atTheEnd: 'stop', wall, signal: new AbortController().signal },
    ...(size === undefined ? {} : { size }),
    watch(topic, timeNs, dueMs, sentMs) {
      const origin = performance.timeOrigin;
      sent.set(`${topic} ${EPOCH_NS + BigInt(timeNs)}`, { dueMs: origin + dueMs, sentMs: origin + sentMs });
    },
    on(event) {
      if (event.type === 'listening')
        viewers = [false, ...Array.from({ length: slowOnes }, () => true)].map((slow) => view({ url: event.url, slow }));
    },
  };
  const report = await serveScenario(options);
  const [receipts = []] = await Promise.all(viewers);
  const pictures = receipts.filter(({ topic }) => topic.endsWith('/image'));
  const timed = pictures.map(({ topic, unixNs, atMs }) => ({
    atMs,
    ...(sent.get(`${topic} ${unixNs}`) as { dueMs: number; sentMs: number }),
  }));
  return {
    rate,
    slowOnes,
    ...figuresOf(report),
    due: spreadOf(timed.map(({ atMs, dueMs }) => atMs - dueMs)),
    sent: spreadOf(timed.map(({ atMs, sentMs }) => atMs - sentMs)),
  };
}

function figuresOf({ topics, made, passedOver, dropped }: ServeReport) {
  const image = topics.find(({ topic }) => topic.endsWith('/image'));
  if (image?.sentToReceived === undefined) throw new Error('no picture came');
  const share = passedOver / (made + passedOver);
  return { picturesPerS: image.rateHz, passedOver: share, answered: image.sentToReceived, dropped };
}

function spreadOf(values: readonly number[]): Spread {
  const sample = createSample();
  for (const value of values) sample.add(value);
  const spread = sample.spread();
  if (spread === undefined) throw new Error('nothing came');
  return spread;
}

async function view(workerData: ViewerOrder): Promise<readonly Receipt[]> {
  const worker = new Worker(new URL('./live-viewer.js', import.meta.url), { workerData });
  const [receipts] = (await once(worker, 'message')) as [readonly Receipt[]];
  return receipts;
}
