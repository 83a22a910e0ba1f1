/** `serve`: a scenario played in real time, streamed to whoever connects. */
import type { DatasetPlan } from '#contracts/job';
import { LAYERS } from '#contracts/layers';
import { type Clock, createClock } from '#live/clock';
import type { OutboxLimits } from '#live/outbox';
import { type LiveServer, openLive } from '#live/server';
import type { Wall } from '#live/wall';
import { type Channel, carriedBy, channelsOf, EPOCH_S } from '#writers/index';
import { planDataset } from '../generate.js';
import { bodiesOfPlan } from '../own-assets/library.js';
import { definitionOf, renderers } from '../rooms.js';
import { nearmissVersion } from '../versions.js';
import { type Control, createControl } from './control.js';
import { drawsOf } from './draws.js';
import type { ServeOptions, ServeReport } from './options.js';
import { openApart } from './studio/apart.js';
import { openInline } from './studio/inline.js';
import { playAll } from './theatre.js';

export type { ServeEvent, ServeOptions, ServeReport } from './options.js';

/** Of a client that reads slowly: some tens of pictures wait, a few are on their way. */
const QUEUE_BYTES = 8 << 20;
const WINDOW_BYTES = 2 << 20;
const STALE_MS = 1000;
/** Viewers subscribe to one topic after the other. */
const SETTLE_MS = 200;
const LAST_WORDS_MS = 2000;
const READY = 'ready';
const WAITING = 'waiting';

/**
 * Until it is stopped, or the run is over where that ends it.
 * @throws NearmissError (exit 2) for what is wrong with file or options, before anything listens
 */
export async function serveScenario(options: ServeOptions): Promise<ServeReport> {
  const { file, seed, draw, whole, wall, on, apart } = options;
  const renderer = renderers.get(options.renderer);
  const layers = renderer.layers.filter((name) => LAYERS[name].byDefault);
  const plan = await planDataset({ ...options, files: [file], count: 1, writers: ['mcap'], layers });
  const bodies = await bodiesOfPlan(plan);
  const draws = drawsOf(plan, bodies, whole);
  const clock = createClock(wall, options.rate);
  const control = createControl(clock, seed, draw);
  const pictures = options.pictures ?? (layers.includes('rgb') ? 'jpeg' : 'png');
  const backend = options.backend === undefined ? {} : { backend: options.backend };
  const channels = channelsOf(carriedBy(draws.at(seed, draw).run.scenario));
  const live = await listen(options, plan, channels, clock, control);
  let closeStudio = async (): Promise<void> => {};
  let hush = (): void => {};
  try {
    on({ type: 'listening', url: live.url, topics: channels.map(({ topic }) => topic) });
    live.status(READY, 'getting ready');
    const studio = await (apart ? openApart : openInline)({ plan, whole, pictures, ...backend });
    closeStudio = studio.close;
    await studio.load(seed, draw);
    live.status(READY, undefined);
    raiseCurtain(options, live, clock, control);
    const counts = { made: 0, passedOver: 0, runs: 0 };
    const figures = (): ServeReport => ({ ...live.figures(), ...counts });
    if (options.statsMs !== undefined) hush = every(wall, options.statsMs, () => on({ type: 'figures', figures: figures() }));
    const definition = definitionOf(plan, bodies);
    await playAll({ options, live, clock, control, draws, studio, definition, channels, counts });
    // Before anybody is sent away, so that what is on its way is counted.
    await live.close(LAST_WORDS_MS);
    return figures();
  } finally {
    hush();
    await live.close(0);
    await closeStudio();
  }
}

function listen(
  options: ServeOptions,
  plan: DatasetPlan,
  channels: readonly Channel[],
  clock: Clock,
  control: Control,
): Promise<LiveServer> {
  return openLive({
    name: `nearmiss ${options.file}`,
    host: options.host,
    port: options.port,
    topics: channels.map(({ topic, type }) => ({ topic, schemaName: type.schemaName, schema: type.schemaData })),
    epochNs: BigInt(EPOCH_S) * 1_000_000_000n,
    limits: limitsOf(options, clock),
    wall: options.wall,
    ...(options.watch === undefined ? {} : { watch: options.watch }),
    metadata: { nearmiss: nearmissVersion, scenarioSha256: plan.scenarios[0]?.sha256 ?? '' },
    parameters: control,
  });
}

/** The clock starts with the first subscription, or when a viewer says so. */
function raiseCurtain({ paused, wall }: ServeOptions, live: LiveServer, clock: Clock, control: Control): void {
  control.onChange = () => live.parametersChanged();
  if (paused) return;
  live.status(WAITING, 'waits for the first subscription');
  const start = (): void => {
    live.status(WAITING, undefined);
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
