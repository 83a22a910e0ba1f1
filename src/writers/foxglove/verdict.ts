/** How a run ended: no message of Foxglove's says it. */
import type { KeyValuePair, Time } from '@foxglove/schemas';
import type { CriterionResult, Verdict as RunVerdict } from '#contracts/run';
import { type Definition, nested, OWN_PACKAGE, text } from './descriptors.js';
import { type MessageInit, stampOf } from './messages.js';

export interface Verdict {
  timestamp: Time;
  /** `pass`, `fail` or `invalid`. */
  outcome: string;
  /** Criterion -> `pass` or `fail`, and by which figure. */
  criteria: KeyValuePair[];
  /** Name with its unit -> number in decimal digits. */
  metrics: KeyValuePair[];
  broken_requirements: string[];
}

export const verdictDefinition: Definition = {
  package: OWN_PACKAGE,
  message: {
    type: 'message',
    name: 'Verdict',
    description: '',
    fields: [
      nested('timestamp', 'Timestamp'),
      text('outcome'),
      { ...nested('criteria', 'KeyValuePair'), array: true },
      { ...nested('metrics', 'KeyValuePair'), array: true },
      { ...text('broken_requirements'), array: true },
    ],
  },
};

export function verdictMessage(verdict: RunVerdict, timeNs: number): MessageInit<'Verdict'> {
  const metrics = Object.entries(verdict.metrics).map(([key, value]) => ({ key, value: String(value) }));
  return {
    timestamp: stampOf(timeNs),
    outcome: verdict.outcome,
    criteria: verdict.criteria.map((result) => ({ key: result.criterion, value: told(result) })),
    metrics,
    brokenRequirements: verdict.brokenRequirements,
  };
}

function told({ passed, value, limit }: CriterionResult): string {
  const figure = value === undefined ? '' : ` ${value}`;
  return `${passed ? 'pass' : 'fail'}${figure}${limit === undefined ? '' : ` (limit ${limit})`}`;
}
