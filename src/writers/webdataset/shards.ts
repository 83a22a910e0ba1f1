/** Shards of one sample and one kind of sensor: frames in the order of time, all files of a frame side by side, a new shard when one is full. */
import type { LayerName } from '#contracts/layers';
import type { ObservationInstant } from '#contracts/run';
import type { Sink } from '#contracts/writer';
import { type Arrival, arrivalsOf } from '../arrivals.js';
import { memberBytes, openTar, type TarFile } from './tar.js';

export interface Shard {
  readonly path: string;
  readonly frames: number;
}

interface Frame extends Arrival {
  /** Extension (`rgb.png`) and content, in the order of the archive. */
  readonly files: readonly (readonly [extension: string, bytes: Uint8Array])[];
  readonly key: string;
}

export interface ShardOrder {
  readonly sink: Sink;
  /** Of the shard with that number, from 0. */
  readonly pathOf: (shard: number) => string;
  /** Bytes that a shard should not exceed; a frame is never cut. */
  readonly target: number;
  readonly from: readonly LayerName[];
  /** All that will come. */
  readonly schedule: readonly ObservationInstant[];
}

export interface Shards {
  add(sensor: string, index: number, frame: Omit<Frame, 'rank' | 'sensor'>): Promise<void>;
  end(): Promise<readonly Shard[]>;
  abandon(): Promise<void>;
}

export function openShards({ sink, pathOf, target, from, schedule }: ShardOrder): Shards {
  const arrivals = arrivalsOf<Frame>(schedule, []);
  const shards: { path: string; frames: number }[] = [];
  let tar: TarFile | undefined;
  let bytes = 0;
  async function write({ key, files }: Frame): Promise<void> {
    const more = files.reduce((sum, [, content]) => sum + memberBytes(content), 0);
    if (tar !== undefined && bytes + more > target) {
      await tar.close();
      tar = undefined;
    }
    if (tar === undefined) {
      const path = pathOf(shards.length);
      tar = openTar(sink, path, from);
      shards.push({ path, frames: 0 });
      bytes = 0;
    }
    for (const [extension, content] of files) await tar.add(`${key}.${extension}`, content);
    bytes += more;
    (shards.at(-1) as { frames: number }).frames++;
  }
  let turn: Promise<void> = Promise.resolve();
  function flush(atTheEnd: boolean): Promise<void> {
    turn = turn.then(async () => {
      for (const frame of arrivals.take(atTheEnd)) await write(frame);
    });
    return turn;
  }
  return {
    async add(sensor, index, frame) {
      arrivals.add(sensor, index, [{ ...frame, sensor, rank: 0 }]);
      await flush(false);
    },
    async end() {
      await flush(true);
      await tar?.close();
      return shards;
    },
    async abandon() {
      await tar?.abandon();
      await Promise.allSettled([turn]);
    },
  };
}
