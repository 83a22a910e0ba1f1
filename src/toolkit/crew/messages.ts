/** What a member of a crew is told, and what it answers. Plain data. */
import type { ValidationCase } from '#contracts/validation';
import type { Point } from '#rare/problem';
import type { ValidationPlan } from '../validate/plan.js';
import type { System, SystemOptions } from '../validate/system.js';

/** All that decides what its runs say. */
export interface CrewOrder extends Omit<SystemOptions, 'bodies'> {
  readonly plan: Pick<ValidationPlan, 'scenarios' | 'assets' | 'seed' | 'system'>;
  /** Where a validation will be written, for replay commands. */
  readonly out: string;
  /** Whose margins are asked for, of the first scenario. */
  readonly event?: string;
}

export interface CrewOpened {
  readonly about: System['about'];
  /** Whether each member has a browser. */
  readonly wantsPictures: boolean;
}

/** A case of the plan, or the margins at some points. */
export type CrewTask = { readonly scenario: number; readonly draw: number } | { readonly points: readonly Point[] };

/** A case as it came out, and what is said of it besides. */
export interface RanCase {
  readonly done: ValidationCase;
  /** Run again, it came out otherwise. */
  readonly flaky: boolean;
  /** For it, on the clock on the wall, ms. */
  readonly wallMs: number;
}

/** In the points' order; undefined where the scenario refuses one. */
export type Margins = readonly (number | undefined)[];

export type CrewAnswer = RanCase | Margins;
