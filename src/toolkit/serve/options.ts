import type { Rate } from '#live/clock';
import type { LiveFigures, Watch } from '#live/server';
import type { Wall } from '#live/wall';
import type { PlanOptions } from '../generate.js';

export interface ServeOptions extends Pick<PlanOptions, 'renderer' | 'seed' | 'size' | 'rig' | 'assets' | 'warn'> {
  readonly file: string;
  readonly draw: number;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly rate: Rate;
  /** Stands still until a viewer lets it go on; else it begins with the first subscription. */
  readonly paused: boolean;
  /** What is done when a run is over: begin again, end, or wait for what viewers say. */
  readonly atTheEnd: 'loop' | 'stop' | 'wait';
  /** All of the run, not the part alone that the scenario captures. */
  readonly whole: boolean;
  /** Pictures are made in a thread of its own, so that clients are served meanwhile. */
  readonly apart: boolean;
  /** JPEG where there is colour, PNG where classes are shown, when missing. */
  readonly pictures?: 'jpeg' | 'png';
  /** What may wait for a slow client, bytes. */
  readonly queueBytes?: number;
  readonly backend?: string;
  /** Figures are told so many ms apart; at the end alone when missing. */
  readonly statsMs?: number;
  readonly wall: Wall;
  readonly watch?: Watch;
  readonly signal: AbortSignal;
  readonly on: (event: ServeEvent) => void;
}

export type ServeEvent =
  | { readonly type: 'listening'; readonly url: string; readonly topics: readonly string[] }
  | { readonly type: 'playing'; readonly seed: string; readonly draw: number; readonly fromNs: number }
  | { readonly type: 'figures'; readonly figures: ServeReport }
  | { readonly type: 'problem'; readonly message: string };

export interface ServeReport extends LiveFigures {
  /** Pictures and measurements that somebody wanted: made, and passed over because they could not be made in time. */
  readonly made: number;
  readonly passedOver: number;
  /** Runs played to their end. */
  readonly runs: number;
}
