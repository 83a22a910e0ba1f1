/** Events as they are found, and in the order of time. */

export interface EventColumns {
  readonly x: Uint16Array<ArrayBuffer>;
  readonly y: Uint16Array<ArrayBuffer>;
  readonly time: Uint32Array<ArrayBuffer>;
  readonly polarity: Int8Array<ArrayBuffer>;
}

export interface EventList {
  readonly count: number;
  /** @param seconds on any clock @param pixel y * width + x */
  add(seconds: number, pixel: number, polarity: 1 | -1): void;
  /** @param from what `time` counts from, s @param until their end, s */
  columns(from: number, until: number, width: number): EventColumns;
}

export function eventList(): EventList {
  let times = new Float64Array(1024);
  let signed = new Int32Array(1024);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(seconds, pixel, polarity) {
      if (count === times.length) {
        times = grown(times, new Float64Array(2 * count));
        signed = grown(signed, new Int32Array(2 * count));
      }
      times[count] = seconds;
      signed[count++] = polarity * (pixel + 1);
    },
    columns(from, until, width) {
      const last = Math.ceil((until - from) * 1e6 - 1e-3) - 1;
      const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
        (a, b) => (times[a] as number) - (times[b] as number) || pixelOf(signed[a] as number) - pixelOf(signed[b] as number),
      );
      const pixels = Array.from(order, (i) => pixelOf(signed[i] as number));
      return {
        x: Uint16Array.from(pixels, (pixel) => pixel % width),
        y: Uint16Array.from(pixels, (pixel) => Math.floor(pixel / width)),
        time: Uint32Array.from(order, (i) => Math.min(last, Math.floor(((times[i] as number) - from) * 1e6 + 1e-6))),
        polarity: Int8Array.from(order, (i) => Math.sign(signed[i] as number)),
      };
    },
  };
}

function pixelOf(signed: number): number {
  return Math.abs(signed) - 1;
}
function grown<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
