/** What is known of a sample of which replicas are made. Plain JSON, so that it goes to another process. */
import type { DatasetPlan } from '#contracts/job';
import type { DatasetDefinition } from '#contracts/writer';
import type { SampleRecord } from '#pipeline/index';

/** A replica has its own name and draw instead: no frame, token or hash holds these digits by chance. */
export const SAMPLE = '987654';
export const DRAW = 123454321;

export interface Template {
  readonly plan: Omit<DatasetPlan, 'count' | 'scenarios'>;
  readonly definition: DatasetDefinition;
  readonly record: SampleRecord;
  /** Text by writer. */
  readonly fragments: Readonly<Record<string, string>>;
}
