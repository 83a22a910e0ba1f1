/** What the page knows. Whoever shows something reads it here; whoever changes something says so here. */
import { type Signal, signal } from '@preact/signals';
import type { DrawSummary, ObservationReply, Pin, PreviewStart, RunReply, RunRequest, Setting } from '#contracts/preview';
import type { Diagnostic } from '#core/errors';
import type { Painted } from '../painting/messages.js';
import { HOME, type Orbit, type ViewChoice } from '../views/choice.js';

export const OVERLAYS = ['boxes', 'amodal', 'masks', 'depth', 'keypoints', 'cuboids', 'contrast', 'lidar', 'radar'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** A picture on show, and what it is of. */
export interface Picture {
  readonly painted: Painted;
  /** Of which run. */
  readonly run: string;
  readonly timeNs: number;
  readonly view: ViewChoice;
  /** Exactly as the dataset has it: its shutter and noise. */
  readonly exact: boolean;
  /** Under the other values. */
  readonly beside?: Painted;
}

export interface Store {
  readonly start: PreviewStart;
  readonly files: Signal<readonly string[]>;
  readonly file: Signal<string>;
  readonly text: Signal<string>;
  /** What is on the disk, as far as this page knows. */
  readonly saved: Signal<{ readonly text: string; readonly sha256: string }>;
  readonly seed: Signal<string>;
  readonly draw: Signal<number>;
  readonly pins: Signal<readonly Pin[]>;
  readonly shownAs: Signal<readonly Setting[]>;
  /** The last one that could be run, and what it was asked as. */
  readonly run: Signal<{ readonly reply: RunReply; readonly request: RunRequest } | undefined>;
  readonly problems: Signal<readonly Diagnostic[]>;
  /** What went wrong that is no fault of the file. */
  readonly trouble: Signal<string | undefined>;
  readonly busy: Signal<boolean>;
  /** From a change to its first picture, ms. */
  readonly reloadMs: Signal<number | undefined>;
  readonly timeNs: Signal<number>;
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  readonly view: Signal<ViewChoice>;
  readonly orbit: Signal<Orbit>;
  /** Free views by day in clear air, whatever the scenario says. */
  readonly clearDay: Signal<boolean>;
  readonly overlays: Signal<ReadonlySet<Overlay>>;
  readonly selected: Signal<string | undefined>;
  readonly picture: Signal<Picture | undefined>;
  readonly observations: Signal<readonly ObservationReply[]>;
  readonly draws: Signal<readonly DrawSummary[]>;
  readonly thumbnails: Signal<ReadonlyMap<number, { readonly src: string; readonly outcome: DrawSummary['outcome'] }>>;
}

export function createStore(start: PreviewStart, file: string): Store {
  return {
    start,
    files: signal(start.files),
    file: signal(file),
    text: signal(''),
    saved: signal({ text: '', sha256: '' }),
    seed: signal(start.seed),
    draw: signal(start.draw),
    pins: signal([]),
    shownAs: signal([]),
    run: signal(undefined),
    problems: signal([]),
    trouble: signal(undefined),
    busy: signal(false),
    reloadMs: signal(undefined),
    timeNs: signal(0),
    playing: signal(false),
    speed: signal(1),
    view: signal({ kind: 'sensor', sensor: '' }),
    orbit: signal(HOME),
    clearDay: signal(true),
    overlays: signal(new Set()),
    selected: signal(undefined),
    picture: signal(undefined),
    observations: signal([]),
    draws: signal([]),
    thumbnails: signal(new Map()),
  };
}

/** `signal.value = value`, where an expression is wanted. */
export function put<T>(signal: Signal<T>, value: T): void {
  signal.value = value;
}
