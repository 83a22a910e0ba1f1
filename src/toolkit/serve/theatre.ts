/** Plays runs one after the other, as long as there is something to play, and does what viewers ask for in between. */
import type { DatasetDefinition } from '#contracts/writer';
import { NearmissError } from '#core/errors';
import type { Clock } from '#live/clock';
import { play } from '#live/player';
import type { LiveServer } from '#live/server';
import type { Counts } from '#live/workshop';
import type { Channel } from '#writers/index';
import type { Control } from './control.js';
import type { Draws } from './draws.js';
import type { ServeOptions } from './options.js';
import { openShow } from './show.js';
import type { Studio } from './studio/port.js';

export interface Theatre {
  readonly options: ServeOptions;
  readonly live: LiveServer;
  readonly clock: Clock;
  readonly control: Control;
  readonly draws: Draws;
  readonly studio: Studio;
  readonly definition: DatasetDefinition;
  readonly channels: readonly Channel[];
  /** Go on counting. */
  readonly counts: Counts & { runs: number };
}

/** Returns when the signal is aborted, or a run is over where that ends it. */
export async function playAll(theatre: Theatre): Promise<void> {
  const { options, live, clock, control, draws, studio, definition, channels, counts } = theatre;
  const { signal, wall, whole } = options;
  const wants = (topic: string): boolean => live.wants(channels.findIndex((channel) => channel.topic === topic));
  let shown = draws.at(control.seed, control.draw);
  let fromNs = beginning();
  while (!signal.aborted) {
    if (await playOnce()) {
      counts.runs++;
      if (options.atTheEnd === 'stop') break;
      if (options.atTheEnd === 'wait') await intermission();
    }
    if (!signal.aborted) await follow();
  }

  function beginning(): number {
    const { captures, observations } = shown.run;
    const times = [...captures.map(({ frame }) => frame), ...observations].map(({ timeNs }) => timeNs);
    return whole || times.length === 0 ? 0 : Math.min(...times);
  }
  /** @returns whether it was played to its end */
  async function playOnce(): Promise<boolean> {
    const { seed, draw, run } = shown;
    control.endNs = run.timeline.endNs;
    options.on({ type: 'playing', seed, draw, fromNs });
    const halt = new AbortController();
    const stop = (): void => halt.abort();
    signal.addEventListener('abort', stop);
    control.onCommand = stop;
    if (signal.aborted || control.asks) stop();
    try {
      const show = await openShow({ drawn: shown, definition, channels, wants, studio }, fromNs);
      return await play(show, fromNs, { clock, stage: live, wall, counts, signal: halt.signal });
    } finally {
      signal.removeEventListener('abort', stop);
      control.onCommand = () => {};
    }
  }
  /** Time stands still at the end, until a viewer lets it go on or asks for something else. */
  async function intermission(): Promise<void> {
    clock.setPaused(true);
    live.parametersChanged();
    while (!signal.aborted && clock.paused && !control.asks) await clock.wait(undefined, signal);
    clock.setPaused(false);
    live.parametersChanged();
  }
  async function follow(): Promise<void> {
    const command = control.command();
    live.forget();
    if (command?.type === 'load') await load();
    fromNs = command?.type === 'seek' ? command.timeNs : beginning();
  }
  /** A draw that can't be had leaves the one that is shown. */
  async function load(): Promise<void> {
    const { seed, draw } = control;
    try {
      const next = draws.at(seed, draw);
      await studio.load(seed, draw);
      shown = next;
      live.status('draw', undefined);
    } catch (error) {
      if (!(error instanceof NearmissError)) throw error;
      const message = `draw ${draw} of seed ${seed}: ${error.message}`;
      live.status('draw', message);
      options.on({ type: 'problem', message });
      control.restore(shown);
    }
    live.parametersChanged();
  }
}
