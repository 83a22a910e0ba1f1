/** One simulated run: what the world room gives back. */
import type { RunCriticality } from './criticality.js';
import type { FrameEvent, FrameState } from './frame.js';
import type { Bodies } from './model.js';
import type { ConcreteScenario } from './scenario.js';
import type { SceneSpec } from './scene.js';
import type { Episode, SutControl, SutObservation } from './sut.js';

export interface TraceTick {
  readonly timeNs: number;
  /** Per body, in scene order: position, quaternion, velocity (10 numbers). */
  readonly bodies: Readonly<Record<string, readonly number[]>>;
}

export interface Trace {
  readonly scenario: string;
  readonly seed: string;
  readonly draw: number;
  readonly stepNs: number;
  readonly ticks: readonly TraceTick[];
  readonly events: readonly FrameEvent[];
}

/** When a run is over. */
export function endOf({ ticks }: Trace): number {
  return ticks.at(-1)?.timeNs ?? 0;
}

export interface CriterionResult {
  readonly criterion: string;
  readonly passed: boolean;
  /** The figure it was judged by, SI units; missing where there is none (no conflict, so no TTC). */
  readonly value?: number;
  readonly limit?: number;
  readonly timeNs?: number;
}

/** `invalid`: the run was not executed as declared (a temporal requirement failed). */
export interface Verdict {
  readonly outcome: 'pass' | 'fail' | 'invalid';
  readonly criteria: readonly CriterionResult[];
  readonly brokenRequirements: readonly string[];
  readonly metrics: Readonly<Record<string, number>>;
}

/** One frame that a camera takes: what is, what is next and what was before (for flow). */
export interface CaptureInstant {
  readonly sensor: string;
  /** From 0, per sensor. */
  readonly index: number;
  readonly frame: FrameState;
  readonly next: FrameState;
  /** One period before; missing at the run's start. */
  readonly before?: FrameState;
}

/** When a sensor measures, or a camera takes a picture. */
export interface ObservationInstant {
  readonly sensor: string;
  /** From 0, per sensor. */
  readonly index: number;
  readonly timeNs: number;
}

/** The run at any time, after the fact. */
export interface Timeline {
  /** The last time it goes up to; at least one period of the slowest sensor after the run's end. */
  readonly endNs: number;
  /** All that happened up to then, in order. */
  readonly events: readonly FrameEvent[];
  /**
   * The world at a time, without events; the same call, the same numbers. Before 0 bodies are drawn back along their first velocities.
   * @throws Error after `endNs`
   */
  at(timeNs: number): FrameState;
}

/** When an act or event of the story began and was done with, s; missing where it never was. */
export interface StorySpan {
  readonly name: string;
  readonly type: 'serial' | 'parallel' | 'event';
  /** How deep it lies in the story, 0 at the top. */
  readonly depth: number;
  readonly start?: number;
  readonly end?: number;
}

/** What a look at the run shows of it over time. `null` where there is no such figure. */
export interface RunCurves {
  /** s, ascending */
  readonly times: readonly number[];
  /** By body that can move, m/s. */
  readonly speeds: Readonly<Record<string, readonly (number | null)[]>>;
  /** From the first actor's box to each other actor's, m, on the ground plane. */
  readonly gaps: Readonly<Record<string, readonly (number | null)[]>>;
  /** Of the first actor with whichever body it would meet first, constant velocities, s; ends with the first contact. */
  readonly ttc: readonly (number | null)[];
}

/** s */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

export interface Run {
  readonly scenario: ConcreteScenario;
  readonly scene: SceneSpec;
  readonly trace: Trace;
  readonly verdict: Verdict;
  /** By time, then sensor. */
  readonly captures: readonly CaptureInstant[];
  /** By time, then sensor. */
  readonly observations: readonly ObservationInstant[];
  readonly timeline: Timeline;
  /** When sensors look. */
  readonly windows: readonly TimeWindow[];
  /** The story as it went, in the order it is told. */
  readonly spans: readonly StorySpan[];
  /** Least gap of the first actor to each other body that moved, or was in its way, m. */
  readonly leastGaps: Readonly<Record<string, number>>;
  /** Where they were asked for. */
  readonly curves?: RunCurves;
  readonly criticality?: RunCriticality;
}

export interface SimulateOptions {
  /** Ticks a second kept in the trace; 0 keeps none. */
  readonly traceHz: number;
  /** The run is over with the first actor's first contact: what comes after it changes no figure of it. */
  readonly endAtContact?: boolean;
  /** The run is over once the first actor's drone is where its route ends. */
  readonly endAtArrival?: boolean;
  readonly semanticIds: Readonly<Record<string, number>>;
  /** Gather `Run.curves`, so many points a second. */
  readonly curvesHz?: number;
  /**
   * Gather how critical the run is: its figures in `Verdict.metrics`, and `Run.criticality` with so many rows a second; `true`: as many as
   * the trace has ticks.
   */
  readonly criticality?: number | true;
  /** Skip capture instants when only the verdict matters. */
  readonly withCaptures: boolean;
  /**
   * What frames, scene and sensors show, where that is another scenario than the one that moves the bodies: the same actors and place in other
   * light, weather or colours, or seen by other cameras. The run is then said to be this scenario's.
   */
  readonly shownAs?: ConcreteScenario;
  /** What looks name; the built-in bodies when missing. */
  readonly bodies?: Bodies;
}

/** Implemented by src/world/simulate.ts. Pure: the same scenario gives the same run on every machine. */
export type Simulate = (scenario: ConcreteScenario, options: SimulateOptions) => Run;

/** The first actor is driven from outside, instead of by its controller. */
export interface Driven {
  /** Turns a second. */
  readonly rateHz: number;
}

/** The world stands still, and whoever drives is asked what is to be. */
export interface Turn {
  /** From 0. */
  readonly index: number;
  readonly observation: Omit<SutObservation, 'pictures'>;
  readonly episode: Episode;
  readonly scene: SceneSpec;
  /** The instant for a renderer. */
  frame(): FrameState;
}

/** As `Simulate`, with turns in between; as pure as its answers are. */
export type SimulateInTurns = (
  scenario: ConcreteScenario,
  options: SimulateOptions,
  driven?: Driven,
) => Generator<Turn, Run, SutControl>;
