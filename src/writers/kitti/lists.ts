/** The dataset's own files: which frame or sequence is in which set, and what its number stands for. */
import type { Sink, Writer } from '#contracts/writer';
import { inPieces } from '../pieces.js';
import type { Split } from '../split.js';

export const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

type Fragments = Parameters<Writer['merge']>[1];

interface Fragment {
  readonly split: Split;
  /** Cameras whose lens bends lines. */
  readonly leftOut: readonly string[];
}
export interface ObjectFragment extends Fragment {
  readonly cameras: Readonly<Record<string, readonly NumberedFrame[]>>;
}
interface NumberedFrame {
  readonly number: string;
  readonly frame: number;
  readonly timeNs: number;
  /** Null without a lidar. */
  readonly turnNs: number | null;
}
export interface SequenceFragment extends Fragment {
  readonly sequence: string;
  /** How many pictures each camera took. */
  readonly cameras: Readonly<Record<string, number>>;
}

const SETS: Readonly<Record<string, readonly Split[]>> = {
  train: ['train'],
  val: ['val'],
  trainval: ['train', 'val'],
  test: ['test'],
};

export async function objectLists(fragments: Fragments, sink: Sink): Promise<void> {
  for (const camera of await camerasOf(fragments)) {
    const framesIn = async function* (
      splits: readonly Split[],
      line: (frame: NumberedFrame, sample: string, split: Split) => string,
    ) {
      for await (const { sample, fragment } of fragments) {
        const { split, cameras } = fragment as unknown as ObjectFragment;
        if (splits.includes(split)) yield (cameras[camera] ?? []).map((frame) => line(frame, sample, split)).join('');
      }
    };
    for (const [name, splits] of Object.entries(SETS)) {
      await sink.put(`kitti/${camera}/ImageSets/${name}.txt`, inPieces(framesIn(splits, ({ number }) => `${number}\n`)));
    }
    const row = ({ number, frame, timeNs, turnNs }: NumberedFrame, sample: string, split: Split) =>
      `${number},${split},${sample},${frame},${timeNs},${turnNs ?? ''}\n`;
    const table = headed('number,split,sample,frame,time_ns,lidar_time_ns\n', framesIn(['train', 'val', 'test'], row));
    await sink.put(`kitti/${camera}/frames.csv`, table);
  }
  await sayWhatIsMissing(fragments, sink, 'kitti');
}

/** `evaluate_tracking.seqmap.*` beside the labels, as TrackEval looks for them; and what each sequence is. */
export async function trackingLists(fragments: Fragments, sink: Sink): Promise<void> {
  const maps = [
    ['training', 'training', ['train', 'val']],
    ['training', 'training_minus_val', ['train']],
    ['training', 'val', ['val']],
    ['testing', 'test', ['test']],
  ] as const;
  for (const camera of await camerasOf(fragments)) {
    for (const [folder, name, splits] of maps) {
      const map = sequencesIn(
        fragments,
        camera,
        splits,
        (sequence, frames) => `${sequence} empty 000000 ${sixDigits(frames)}\n`,
      );
      await sink.put(`kitti-tracking/${camera}/${folder}/evaluate_tracking.seqmap.${name}`, inPieces(map));
    }
    await sequenceTable(fragments, sink, 'kitti-tracking', camera);
  }
  await sayWhatIsMissing(fragments, sink, 'kitti-tracking');
}

export async function odometryLists(fragments: Fragments, sink: Sink): Promise<void> {
  for (const camera of await camerasOf(fragments)) await sequenceTable(fragments, sink, 'kitti-odometry', camera);
  await sayWhatIsMissing(fragments, sink, 'kitti-odometry');
}

async function sequenceTable(fragments: Fragments, sink: Sink, root: string, camera: string): Promise<void> {
  const row = (sequence: string, frames: number, sample: string, split: Split) => `${sequence},${split},${sample},${frames}\n`;
  const table = headed('sequence,split,sample,frames\n', sequencesIn(fragments, camera, ['train', 'val', 'test'], row));
  await sink.put(`${root}/${camera}/sequences.csv`, table);
}

async function* sequencesIn(
  fragments: Fragments,
  camera: string,
  splits: readonly Split[],
  line: (sequence: string, frames: number, sample: string, split: Split) => string,
): AsyncIterable<string> {
  for await (const { sample, fragment } of fragments) {
    const { split, sequence, cameras } = fragment as unknown as SequenceFragment;
    const frames = cameras[camera] ?? 0;
    if (frames > 0 && splits.includes(split)) yield line(sequence, frames, sample, split);
  }
}

function headed(header: string, lines: AsyncIterable<string>): AsyncIterable<string> {
  return inPieces(
    (async function* () {
      yield header;
      yield* lines;
    })(),
  );
}

/** `left-out.txt`, where there is something to say. */
async function sayWhatIsMissing(fragments: Fragments, sink: Sink, root: string): Promise<void> {
  const names = new Set<string>();
  for await (const { fragment } of fragments) {
    for (const camera of (fragment as unknown as Fragment).leftOut) names.add(camera);
  }
  const lines = [...names].sort().map((camera) => `${camera}: its lens bends lines; KITTI wants rectified pictures.\n`);
  if (lines.length > 0) await sink.put(`${root}/left-out.txt`, lines.join(''));
}

/** Every camera that some sample has, sorted. */
async function camerasOf(fragments: Fragments): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const { fragment } of fragments) {
    for (const camera of Object.keys((fragment as unknown as ObjectFragment | SequenceFragment).cameras)) names.add(camera);
  }
  return [...names].sort();
}

function sixDigits(count: number): string {
  return String(count).padStart(6, '0');
}
