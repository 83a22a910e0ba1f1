/** Parameters as their author thinks of them: in the unit that was written, what is drawn apart from what follows from it. */
import type { CaseParameter, ScenarioSummary } from '#contracts/validation';
import { figure } from './figures.js';

/** What is known of a scenario's parameters, by name; of one that nothing is known of, the figure is all there is. */
export type Known = ReadonlyMap<string, CaseParameter>;

export function knownOf(summary: ScenarioSummary | undefined): Known {
  return new Map((summary?.parameters ?? []).map((each) => [each.name, each]));
}

/** Whether runs differ by it of its own accord: what follows from others says nothing that they don't. */
export function isDrawn(name: string, known: Known): boolean {
  return known.get(name)?.drawn ?? true;
}

/** In its unit. */
export function inUnit(name: string, value: number, known: Known): number {
  return value / (known.get(name)?.factor ?? 1);
}

export function unitOf(name: string, known: Known): string {
  return known.get(name)?.unit ?? '';
}

/** `13.9 m/s` as `50 km/h`, where the author wrote km/h. */
export function withUnit(name: string, value: number | string, known: Known): string {
  if (typeof value === 'string') return value;
  return `${figure(inUnit(name, value, known))} ${unitOf(name, known)}`.trim();
}
