/** `serve`: a scenario played in real time, streamed to whoever connects. */
import { availableParallelism } from 'node:os';
import { LAYERS } from '#contracts/layers';
import { threadsPerWorker } from '#farm/index';
import { type Clock, createClock } from '#live/clock';
import type { OutboxLimits } from '#live/outbox';
import { type LiveServer, openLive } from '#live/server';
import type { Wall } from '#live/wall';
import { carriedBy, channelsOf, EPOCH_S } from '#writers/index';
import { planDataset } from '../generate.js';
import { bodiesOfPlan } from '../own-assets/library.js';
import { definitionOf, renderers } from '../rooms.js';
import { nearmissVersion } from '../versions.js';
import { type Control, createControl } from './control.js';
import { drawsOf } from './draws.js';
import type { ServeOptions, ServeReport } from './options.js';
import { playAll } from './theatre.js';

export type { ServeEvent, ServeOptions, ServeReport } from './options.js';

/** Of a client that reads slowly: some tens of pictures wait, a few are on their way. */
const QUEUE_BYTES = 8 << 20;
const WINDOW_BYTES = 2 << 20;
const STALE_MS = 1000;
/** Viewers subscribe to one topic after the other. */
const SETTLE_MS = 200;
const LAST_WORDS_MS = 2000;

/**
 * Until it is stopped, or the run is over where that ends it.
 * @throws NearmissError (exit 2) for what is wrong with file or options, before anything listens
 */
export async function serveScenario(options: ServeOptions): Promise<ServeReport> {
  const { file, wall, on } = options;
  const renderer = renderers.get(options.renderer);
  const layers = renderer.layers.filter((name) => LAYERS[name].byDefault);
  const plan = await planDataset({ ...options, files: [file], count: 1, writers: ['mcap'], layers });
  const bodies = await bodiesOfPlan(plan);
  const definition = definitionOf(plan, bodies);
  const draws = drawsOf(plan, bodies, options.whole);
  const clock = createClock(wall, options.rate);
  const control = createControl(clock, options.seed, options.draw);
  const channels = channelsOf(carriedBy(draws.at(options.seed, options.draw).run.scenario));
  const threads = threadsPerWorker(availableParallelism(), 1);
  const backend = options.backend === undefined ? {} : { backend: options.backend };
  const session = await renderer.open({ threads, bodies, ...backend });
  const counts = { made: 0, passedOver: 0, runs: 0 };
  const figures = (server: LiveServer): ServeReport => ({ ...server.figures(), ...counts });
  let live: LiveServer | undefined;
  let hush = (): void => {};
  try {
    live = await openLive({
      name: `nearmiss ${file}`,
      host: options.host,
      port: options.port,
      topics: channels.map(({ topic, type }) => ({ topic, schemaName: type.schemaName, schema: type.schemaData })),
      epochNs: BigInt(EPOCH_S) * 1_000_000_000n,
      limits: limitsOf(options, clock),
      wall,
      metadata: { nearmiss: nearmissVersion, scenarioSha256: plan.scenarios[0]?.sha256 ?? '' },
      parameters: control,
    });
    on({ type: 'listening', url: live.url, topics: channels.map(({ topic }) => topic) });
    raiseCurtain(options, live, clock, control);
    if (options.statsMs !== undefined)
      hush = every(wall, options.statsMs, () => live !== undefined && on({ type: 'figures', figures: figures(live) }));
    await playAll({ options, live, clock, control, draws, session, definition, channels, counts });
    // Before anybody is sent away, so that what is on its way is counted.
    await live.close(LAST_WORDS_MS);
    return figures(live);
  } finally {
    hush();
    await live?.close(0);
    await session.close();
  }
}

/** The clock starts with the first subscription, or when a viewer says so. */
function raiseCurtain({ paused, wall }: ServeOptions, live: LiveServer, clock: Clock, control: Control): void {
  control.onChange = () => live.parametersChanged();
  if (paused) return;
  live.status('waiting', 'waits for the first subscription');
  const start = (): void => {
    live.status('waiting', undefined);
    clock.setPaused(false);
    live.parametersChanged();
  };
  void live.awaited().then(() => wall.after(SETTLE_MS, start));
}

/** Played as fast as it renders, nothing goes stale. */
function limitsOf({ queueBytes = QUEUE_BYTES }: ServeOptions, clock: Clock): OutboxLimits {
  return {
    queueBytes,
    windowBytes: WINDOW_BYTES,
    get staleMs() {
      return clock.rate === 'max' ? Number.POSITIVE_INFINITY : STALE_MS;
    },
  };
}

/** @returns ends it */
function every(wall: Wall, ms: number, call: () => void): () => void {
  let cancel = wall.after(ms, again);
  function again(): void {
    call();
    cancel = wall.after(ms, again);
  }
  return () => cancel();
}
