/** What a sample leaves in its own folder: proof that it is whole, and what the merge needs. */
import type { SampleSummary } from '#contracts/job';
import type { RendererInfo } from '#contracts/renderer';

export interface SampleRecord {
  readonly planHash: string;
  readonly renderer: RendererInfo;
  /** Writers that left a fragment for the merge. */
  readonly fragments: readonly string[];
  readonly summary: SampleSummary;
}

export function recordPath(sample: string): string {
  return `samples/${sample}/sample.json`;
}
/** A writer's fragment of a sample; kept for `--resume`, no part of the dataset. */
export function fragmentPath(sample: string, writer: string): string {
  return `.nearmiss/fragments/${sample}/${writer}.json`;
}
