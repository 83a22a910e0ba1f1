export interface FrameInterval {
  readonly frame_start: number;
  readonly frame_end: number;
}

/** Runs of consecutive numbers, both ends counted. @param numbers ascending */
export function intervalsOf(numbers: readonly number[]): readonly FrameInterval[] {
  const starts = numbers.filter((number, i) => i === 0 || number !== (numbers[i - 1] as number) + 1);
  const ends = numbers.filter((number, i) => number + 1 !== numbers[i + 1]);
  return starts.map((start, i) => ({ frame_start: start, frame_end: ends[i] as number }));
}
