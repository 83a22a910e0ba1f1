/** KITTI's numbers. Six digits name a frame of the whole dataset: the first say which sample, the rest which of its pictures. */
import type { DatasetDefinition } from '#contracts/writer';
import { usageError } from '#core/errors';

const DIGITS = 6;

/** Pictures a sample may have: as few digits for the samples as count them all. */
export function framesPerSample({ samples }: Pick<DatasetDefinition, 'samples'>): number {
  const digits = String(Math.max(0, samples - 1)).length;
  return digits < DIGITS ? Number('1'.padEnd(1 + DIGITS - digits, '0')) : 1;
}

/** @throws NearmissError NM7401 when six digits are too few */
export function frameNumber(definition: Pick<DatasetDefinition, 'samples'>, sample: string, frame: number): string {
  const room = framesPerSample(definition);
  if (frame >= room) {
    const what = `KITTI names frames by six digits: beside ${definition.samples} samples that leaves ${room} pictures a sample, and sample ${sample} has more`;
    throw usageError('NM7401', what, 'make fewer samples a dataset, capture less of each, or write kitti-tracking');
  }
  return padded(Number(sample) * room + frame, DIGITS);
}

/** A sample as a sequence: four digits for tracking, two for odometry; more where there are more samples. */
export function sequenceName(sample: string, digits: number): string {
  return padded(Number(sample), digits);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
