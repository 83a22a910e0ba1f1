/** What a validation says: one case a concrete scenario, plain JSON. Nothing in it depends on when, where or by how many workers it ran. */
import type { CriterionResult } from './run.js';

/** `invalid`: not executed as declared; `error`: infrastructure, and no verdict at all. */
export type CaseOutcome = 'pass' | 'fail' | 'invalid' | 'error';

/** Whether something declared was done, within its tolerance. */
export interface ExecutionCheck {
  /** e.g. `initial speed of ego`, `impact point`. */
  readonly name: string;
  readonly declared: number;
  readonly measured: number;
  readonly tolerance: number;
  /** Of all three. */
  readonly unit: string;
  readonly kept: boolean;
}

/** For plots: what happened over time. `null` where there is no figure. */
export interface CaseCurves {
  /** s */
  readonly times: readonly number[];
  /** By actor, m/s. */
  readonly speeds: Readonly<Record<string, readonly (number | null)[]>>;
  /** s */
  readonly ttc: readonly (number | null)[];
  /** Of the first actor to the nearest other actor that moves in the run or is in its way, m. */
  readonly gap: readonly (number | null)[];
  /** Brake threat number: deceleration required over what the road gives; missing in reports that do not have it. */
  readonly brakeThreat?: readonly (number | null)[];
}

/** Seen from above, for a replay: boxes of the actors at the same times as the curves. */
export interface CaseTracks {
  readonly times: readonly number[];
  readonly actors: readonly {
    readonly id: string;
    readonly class: string;
    readonly length: number;
    readonly width: number;
    /** x, y (m), heading (rad) of the box's middle at each time. */
    readonly states: readonly (readonly [x: number, y: number, heading: number] | null)[];
  }[];
  /** Lines of the place, m. */
  readonly lanes: readonly { readonly width: number; readonly points: readonly (readonly [x: number, y: number])[] }[];
  /** What stands there and does not move: middle, heading, length, width. */
  readonly solids: readonly (readonly [x: number, y: number, heading: number, length: number, width: number])[];
}

export interface ValidationCase {
  /** `name-of-file/seed/draw`: names the case for a replay. */
  readonly id: string;
  /** As it was given. */
  readonly file: string;
  /** Line of the file that the verdict is about, from 1: that of `pass`. */
  readonly line: number;
  readonly title: string;
  readonly seed: string;
  readonly draw: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly outcome: CaseOutcome;
  /** For people, one a reason; empty where it passed. */
  readonly reasons: readonly string[];
  readonly criteria: readonly CriterionResult[];
  readonly execution: readonly ExecutionCheck[];
  readonly metrics: Readonly<Record<string, number>>;
  /** Whether the careful and competent driver of UN R157 would have prevented the failure; missing where nobody asked. */
  readonly preventable?: boolean;
  /** Simulated, s. */
  readonly duration: number;
  readonly concreteSha256: string;
  /** Empty where there was no run. */
  readonly traceSha256: string;
  /** A command line that runs it again. */
  readonly replay: string;
  /** Of cases that did not pass. */
  readonly curves?: CaseCurves;
  /** Of failures. */
  readonly tracks?: CaseTracks;
}

/** A parameter as the scenario's author writes it. Cases hold values in SI units. */
export interface CaseParameter {
  readonly name: string;
  /** e.g. `km/h`; empty where there is none. */
  readonly unit: string;
  /** SI units to one of `unit`. */
  readonly factor: number;
  /** Drawn for each run; otherwise it is always the same, or follows from others. */
  readonly drawn: boolean;
}

/** Share of failures among valid runs of a scenario. */
export interface ScenarioSummary {
  readonly file: string;
  readonly title: string;
  readonly runs: number;
  readonly passed: number;
  readonly failed: number;
  readonly invalid: number;
  readonly errors: number;
  /** Wilson, 95 %. */
  readonly failureInterval: readonly [low: number, high: number];
  /** As they are declared. */
  readonly parameters?: readonly CaseParameter[];
  /** Where a sequential test ended it early. */
  readonly stopped?: { readonly decision: 'accept' | 'reject'; readonly after: number };
}

/** Against an earlier run of the same cases. */
export interface Regression {
  readonly baseline: string;
  readonly both: number;
  /** Cases that failed then and pass now, and the other way round. */
  readonly fixed: readonly string[];
  readonly broken: readonly string[];
  /** McNemar, exact, two-sided. */
  readonly pValue: number;
}

export interface ValidationReport {
  readonly format: 1;
  readonly nearmissVersion: string;
  readonly sut: {
    readonly name: string;
    readonly version: string;
    readonly kind: 'scenario' | 'built-in' | 'module' | 'process';
  };
  readonly seed: string;
  readonly scenarios: readonly ScenarioSummary[];
  readonly cases: readonly ValidationCase[];
  /** Cases that came out otherwise when they were run again with the same seed: infrastructure, not the system. */
  readonly flaky: readonly string[];
  readonly regression?: Regression;
}
