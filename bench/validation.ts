/** How a validation gains by a second worker: the same cases, whole commands, alternating rounds of ten seconds at least. */
import { openValidation, readSystem, validate } from '#toolkit';

export interface ValidationScaling {
  readonly cases: number;
  /** The best of the rounds, s: what else the machine does only ever adds. */
  readonly oneS: number;
  readonly twoS: number;
  readonly ratio: number;
  /** Whether reports were the same to the last byte. */
  readonly same: boolean;
}

const ROUNDS = 3;
const LEAST_S = 10;
const TRIAL = 40;

export async function validationScaling(scenario: string): Promise<ValidationScaling> {
  // The first is slower: code is compiled while it runs.
  await timed(scenario, TRIAL, 1);
  const { seconds } = await timed(scenario, TRIAL, 1);
  const cases = Math.max(TRIAL, Math.ceil((TRIAL * LEAST_S * 1.2) / seconds));
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push({ one: await timed(scenario, cases, 1), two: await timed(scenario, cases, 2) });
  const [oneS, twoS] = [Math.min(...rounds.map(({ one }) => one.seconds)), Math.min(...rounds.map(({ two }) => two.seconds))];
  const same = new Set(rounds.flatMap(({ one, two }) => [one.report, two.report])).size === 1;
  return { cases, oneS, twoS, ratio: oneS / twoS, same };
}

/** Workers' starts are in it. */
async function timed(scenario: string, count: number, workers: number): Promise<{ seconds: number; report: string }> {
  const started = performance.now();
  const opened = await openValidation({ targets: [scenario], seed: 'bench', count, system: readSystem('r157') });
  const { report } = await validate({
    ...opened,
    out: 'out',
    workers,
    startMs: 10_000,
    answerMs: 10_000,
    now: () => performance.now(),
    signal: new AbortController().signal,
  });
  return { seconds: (performance.now() - started) / 1000, report: JSON.stringify(report) };
}
