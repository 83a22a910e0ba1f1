/** What the figures would have been on other test pictures. All rows see the same draws, so that differences are paired. */
import type { RandomStream } from '#core/random';
import { addTo, type Confusion, emptyConfusion, scoresOf } from '../scores/confusion.js';
import { bootstrap, type Interval } from '../scores/intervals.js';
import type { RowOutcome } from './report.js';

/** With fewer units the bootstrap says little. */
const FEWEST_SEQUENCES = 5;

export interface Resampled {
  readonly overPictures: Interval | null;
  readonly overSequences: Interval | null;
}

/** @param sequences of each test picture. @returns by row and key: meanIou, pixelAccuracy, meanAccuracy, gain, `iou <class>`. */
export function resampled(
  outcomes: readonly RowOutcome[],
  sequences: readonly string[],
  rounds: number,
  random: RandomStream,
): (row: number, key: string) => Resampled {
  const groups = [...new Set(sequences)].map((name) => sequences.flatMap((other, i) => (other === name ? [i] : [])));
  const classes = Math.sqrt(outcomes[0]?.seeds[0]?.[0]?.length ?? 0);
  const keys = ['meanIou', 'pixelAccuracy', 'meanAccuracy', 'gain', ...Array.from({ length: classes }, (_, k) => `iou ${k}`)];
  const figures = (pictures: readonly number[]): readonly number[] => {
    const rows = outcomes.map(({ seeds }) => meanScores(seeds.map((seed) => drawnFigures(seed, pictures, classes))));
    return rows.flatMap((row) => [...row.slice(0, 3), (row[0] as number) - (rows[0]?.[0] as number), ...row.slice(3)]);
  };
  const byPicture = bootstrap(sequences.length, figures, rounds, random.child('pictures'));
  const bySequence =
    groups.length < FEWEST_SEQUENCES
      ? undefined
      : bootstrap(
          groups.length,
          (drawn) => figures(drawn.flatMap((g) => groups[g] as number[])),
          rounds,
          random.child('sequences'),
        );
  return (row, key) => {
    const at = row * keys.length + keys.indexOf(key);
    return { overPictures: byPicture[at] ?? null, overSequences: bySequence?.[at] ?? null };
  };
}

/** Mean IoU, pixel accuracy, mean accuracy, then the IoU of each class; NaN where the draw has none of it. */
function drawnFigures(confusions: readonly Confusion[], drawn: readonly number[], classes: number): readonly number[] {
  const sum = emptyConfusion(classes);
  for (const i of drawn) addTo(sum, confusions[i] as Confusion);
  const { meanIou, pixelAccuracy, meanAccuracy, iou } = scoresOf(sum);
  return [meanIou, pixelAccuracy, meanAccuracy, ...iou.map((value) => value ?? Number.NaN)];
}

function meanScores(lists: readonly (readonly number[])[]): readonly number[] {
  return (lists[0] ?? []).map((_, i) => lists.reduce((sum, list) => sum + (list[i] as number), 0) / lists.length);
}
