/** Rows of a point cloud, gathered in memory that is used again. */
import type { ObservationOf } from '#contracts/observation';

type Columns = ObservationOf<'lidar'>['columns'];
type Writable = { -readonly [K in keyof Columns]: Columns[K] };

export interface Points {
  readonly columns: Writable;
  count: number;
  /** Copies of what was gathered. */
  taken(): Columns;
}

/** @param most rows there can be */
export function gatherPoints(most: number): Points {
  const columns: Writable = {
    xyz: new Float32Array(3 * most),
    intensity: new Float32Array(most),
    ring: new Uint8Array(most),
    time: new Float32Array(most),
    instance: new Uint16Array(most),
    semantic: new Uint8Array(most),
    origin: new Uint8Array(most),
    flow: new Float32Array(3 * most),
  };
  return {
    columns,
    count: 0,
    taken() {
      const n = this.count;
      return {
        xyz: columns.xyz.slice(0, 3 * n),
        intensity: columns.intensity.slice(0, n),
        ring: columns.ring.slice(0, n),
        time: columns.time.slice(0, n),
        instance: columns.instance.slice(0, n),
        semantic: columns.semantic.slice(0, n),
        origin: columns.origin.slice(0, n),
        flow: columns.flow.slice(0, 3 * n),
      };
    },
  };
}
