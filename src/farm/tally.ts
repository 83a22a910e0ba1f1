/** What a manifest and a report say of all samples together, counted one sample at a time. */
import type { Manifest, SampleSummary } from '#contracts/job';
import { OUTCOMES, type OutcomeCounts } from '#contracts/repaint';
import type { Verdict } from '#contracts/run';

export interface Totals extends Pick<Manifest, 'quarantine' | 'repaint'> {
  readonly samples: number;
  readonly frames: number;
  /** Samples by their verdict. */
  readonly outcomes: Readonly<Record<Verdict['outcome'], number>>;
}

export interface Tally {
  add(summary: SampleSummary): void;
  totals(): Totals;
}

export function openTally(): Tally {
  let [samples, frames] = [0, 0];
  const outcomes = { pass: 0, fail: 0, invalid: 0 };
  const quarantine = openQuarantine();
  const repaint = openRepaint();
  return {
    add(summary) {
      samples++;
      frames += summary.frames;
      outcomes[summary.verdict.outcome]++;
      quarantine.add(summary);
      repaint.add(summary);
    },
    totals: () => ({ samples, frames, outcomes, quarantine: quarantine.counts(), ...repaint.counts() }),
  };
}

function openQuarantine() {
  let frames = 0;
  const byInvariant: Record<string, number> = {};
  return {
    add({ quarantined }: SampleSummary): void {
      frames += quarantined.length;
      for (const { violations } of quarantined)
        for (const code of new Set(violations.map((violation) => violation.code)))
          byInvariant[code] = (byInvariant[code] ?? 0) + 1;
    },
    counts: (): Manifest['quarantine'] => ({ frames, byInvariant }),
  };
}

function openRepaint() {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<keyof OutcomeCounts, number>;
  const models = new Map<string, { readonly model: string; readonly sha256: string }>();
  const engines = new Set<string>();
  return {
    add({ repaint }: SampleSummary): void {
      if (repaint === undefined) return;
      for (const outcome of OUTCOMES) counts[outcome] += repaint.counts[outcome];
      models.set(repaint.sha256, { model: repaint.model, sha256: repaint.sha256 });
      engines.add(repaint.engine);
    },
    counts: (): Pick<Manifest, 'repaint'> =>
      models.size === 0 ? {} : { repaint: { models: [...models.values()], engines: [...engines].sort(), counts } },
  };
}
