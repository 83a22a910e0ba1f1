/** What a repainting may do (relighting) and must not do (controls): each takes a frame and gives the bytes of another picture. */
import { encodedOf, linearOf } from '#core/color';
import { randomRoot } from '#core/random';
import type { Seen } from '#diffusion/field/cells';
import { segmentOf } from '#diffusion/field/cells';
import { byteOf, logLight } from '#diffusion/field/light';

export interface Frame {
  readonly seen: Seen;
  readonly rgb: Uint8Array;
}

/** A factor on light. */
export function gained({ rgb }: Frame, gain: number): Uint8Array {
  const curve = Array.from({ length: 256 }, (_, byte) => Math.round(255 * encodedOf(Math.min(1, gain * linearOf(byte / 255)))));
  return rgb.map((byte) => curve[byte] as number);
}

export function gammaOf({ rgb }: Frame, gamma: number): Uint8Array {
  return rgb.map((byte) => Math.round(255 * (byte / 255) ** gamma));
}

/** Light that changes smoothly over the picture, by up to about e^strength. */
export function litSmoothly({ seen: { width }, rgb }: Frame, strength: number, seed: string): Uint8Array {
  const random = randomRoot(seed);
  const waves = Array.from({ length: 3 }, () => ({
    x: random.between(-5, 5),
    y: random.between(-5, 5),
    phase: random.between(0, 6),
    size: [random.normal(), random.normal(), random.normal()].map((v) => (strength / 3) * (1 + 0.3 * v)),
  }));
  const height = rgb.length / 3 / width;
  return rgb.map((byte, k) => {
    const i = Math.floor(k / 3);
    const [u, v] = [(i % width) / width, Math.floor(i / width) / height];
    const change = waves.reduce(
      (sum, { x, y, phase, size }) => sum + (size[k % 3] as number) * Math.sin(x * u + y * v + phase),
      0,
    );
    return byteOf(logLight(byte) + change);
  });
}

/** Every labelled piece with light and colour of its own, as the pass does it. */
export function litByLabel({ seen, rgb }: Frame, strength: number, seed: string): Uint8Array {
  const random = randomRoot(seed);
  const shifts = new Map<number, readonly number[]>();
  const out = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length / 3; i++) {
    const segment = segmentOf(seen, i);
    let shift = shifts.get(segment);
    if (shift === undefined) {
      const own = random.child(segment);
      const all = strength * own.normal();
      shift = [0, 1, 2].map(() => all + 0.4 * strength * own.normal());
      shifts.set(segment, shift);
    }
    for (let k = 0; k < 3; k++) out[3 * i + k] = byteOf(logLight(rgb[3 * i + k] as number) + (shift[k] as number));
  }
  return out;
}

/** The whole picture moved; what comes in at the edge is the edge's pixel. */
export function shifted({ seen: { width, height }, rgb }: Frame, dx: number, dy: number): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [Math.min(width - 1, Math.max(0, x - dx)), Math.min(height - 1, Math.max(0, y - dy))];
      out.set(rgb.subarray(3 * (v * width + u), 3 * (v * width + u) + 3), 3 * (y * width + x));
    }
  }
  return out;
}

/** A body painted over with what is left and right of it, mirrored so that texture goes on. */
export function erased({ seen, rgb }: Frame, instance: number): Uint8Array {
  const { width, height } = seen;
  // A pixel more all round: its edges are smoothed into its neighbours.
  const gone = (x: number, y: number): boolean => {
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
        if (seen.instance[v * width + u] === instance) return true;
    return false;
  };
  const out = rgb.slice();
  const box = boxOf({ seen, rgb }, instance);
  for (let y = Math.max(0, box.y - 1); y < Math.min(height, box.y + box.height + 1); y++) {
    const row = Array.from({ length: width }, (_, x) => x >= box.x - 1 && x <= box.x + box.width && gone(x, y));
    for (let x = 0; x < width; x++) {
      if (row[x] !== true) continue;
      let end = x;
      while (end < width && row[end] === true) end++;
      for (let at = x; at < end; at++) {
        const mirrors = [2 * (x - 1) - at + 1, 2 * end - at - 1].map((u) => (u >= 0 && u < width && row[u] !== true ? u : -1));
        const share = (at - x + 0.5) / (end - x);
        const left = mirrors[0] !== -1 ? (mirrors[0] as number) : x - 1;
        const right = mirrors[1] !== -1 ? (mirrors[1] as number) : end;
        for (let k = 0; k < 3; k++) {
          const l = left >= 0 ? (rgb[3 * (y * width + left) + k] as number) : (rgb[3 * (y * width + right) + k] as number);
          const r = right < width ? (rgb[3 * (y * width + right) + k] as number) : l;
          // One side or the other keeps its texture; between them a short cross-fade.
          const mix = Math.min(1, Math.max(0, (share - 0.5) * 4 + 0.5));
          out[3 * (y * width + at) + k] = Math.round(l + mix * (r - l));
        }
      }
      x = end;
    }
  }
  return out;
}

/** A body drawn again at another place and size about its foot, the old one gone. */
export function redrawn(frame: Frame, instance: number, dx: number, dy: number, scale = 1): Uint8Array {
  const out = erased(frame, instance);
  const box = boxOf(frame, instance);
  const [cx, foot] = [box.x + box.width / 2, box.y + box.height];
  paste(frame, instance, out, frame.seen.width, { x: cx + dx, foot: foot + dy, scale });
  return out;
}

/** A body of another frame painted in, its foot's middle at that place. */
export function paintedIn(
  frame: Frame,
  donor: Frame,
  instance: number,
  at: { x: number; foot: number; scale: number },
): Uint8Array {
  const out = frame.rgb.slice();
  paste(donor, instance, out, frame.seen.width, at);
  return out;
}

function paste(
  { seen, rgb }: Frame,
  instance: number,
  out: Uint8Array,
  width: number,
  { x, foot, scale }: { x: number; foot: number; scale: number },
): void {
  const box = boxOf({ seen, rgb }, instance);
  const height = out.length / 3 / width;
  const [w, h] = [Math.round(box.width * scale), Math.round(box.height * scale)];
  const [left, top] = [Math.round(x - w / 2), Math.round(foot - h)];
  for (let v = 0; v < h; v++) {
    for (let u = 0; u < w; u++) {
      const [tx, ty] = [left + u, top + v];
      if (tx < 0 || ty < 0 || tx >= width || ty >= height) continue;
      const source =
        (box.y + Math.min(box.height - 1, Math.floor((v + 0.5) / scale))) * seen.width +
        box.x +
        Math.min(box.width - 1, Math.floor((u + 0.5) / scale));
      if (seen.instance[source] !== instance) continue;
      out.set(rgb.subarray(3 * source, 3 * source + 3), 3 * (ty * width + tx));
    }
  }
}

/** A body in its background's colours: what lies around goes on through it, a share of its own detail left. */
export function camouflaged(frame: Frame, instance: number, detail: number): Uint8Array {
  const out = erased(frame, instance);
  const { seen, rgb } = frame;
  for (let i = 0; i < seen.instance.length; i++) {
    if (seen.instance[i] !== instance) continue;
    for (let k = 0; k < 3; k++) {
      const own = (rgb[3 * i + k] as number) - meanAround(frame, instance, i, k);
      out[3 * i + k] = Math.max(0, Math.min(255, Math.round((out[3 * i + k] as number) + detail * own)));
    }
  }
  return out;
}

/** Over the body's own pixels within four rows and columns. */
function meanAround(
  { seen: { width, height, instance: of }, rgb }: Frame,
  instance: number,
  i: number,
  channel: number,
): number {
  const [x, y] = [i % width, Math.floor(i / width)];
  let [sum, count] = [0, 0];
  for (let v = Math.max(0, y - 4); v <= Math.min(height - 1, y + 4); v++) {
    for (let u = Math.max(0, x - 4); u <= Math.min(width - 1, x + 4); u++) {
      if (of[v * width + u] !== instance) continue;
      sum += rgb[3 * (v * width + u) + channel] as number;
      count++;
    }
  }
  return sum / count;
}

/** A body filled with a piece of texture from elsewhere in the picture. */
export function retextured({ seen, rgb }: Frame, instance: number, from: { x: number; y: number; side: number }): Uint8Array {
  const out = rgb.slice();
  for (let i = 0; i < seen.instance.length; i++) {
    if (seen.instance[i] !== instance) continue;
    const [x, y] = [i % seen.width, Math.floor(i / seen.width)];
    const source = (from.y + (y % from.side)) * seen.width + from.x + (x % from.side);
    out.set(rgb.subarray(3 * source, 3 * source + 3), 3 * i);
  }
  return out;
}

/** A body, and what is within `reach` of it, blurred so that its borders melt. */
export function melted({ seen, rgb }: Frame, instance: number, reach: number): Uint8Array {
  const soft = boxBlurred(boxBlurred(rgb, seen.width, reach), seen.width, reach);
  const out = rgb.slice();
  const { x, y, width, height } = boxOf({ seen, rgb }, instance);
  const margin = 2 * reach;
  for (let v = Math.max(0, y - margin); v < Math.min(seen.height, y + height + margin); v++) {
    const start = 3 * (v * seen.width + Math.max(0, x - margin));
    const end = 3 * (v * seen.width + Math.min(seen.width, x + width + margin));
    out.set(soft.subarray(start, end), start);
  }
  return out;
}

/** Means over squares of 2 reach + 1. */
export function boxBlurred(rgb: Uint8Array, width: number, reach: number): Uint8Array {
  const height = rgb.length / 3 / width;
  return blurAlong(blurAlong(rgb, height, 3 * width, width, 3, reach), width, 3, height, 3 * width, reach);
}

function blurAlong(rgb: Uint8Array, lines: number, line: number, count: number, step: number, reach: number): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let n = 0; n < lines; n++) {
    for (let k = 0; k < 3; k++) {
      const at = (i: number): number => rgb[n * line + Math.max(0, Math.min(count - 1, i)) * step + k] as number;
      let sum = 0;
      for (let i = -reach; i <= reach; i++) sum += at(i);
      for (let i = 0; i < count; i++) {
        out[n * line + i * step + k] = Math.round(sum / (2 * reach + 1));
        sum += at(i + reach + 1) - at(i - reach);
      }
    }
  }
  return out;
}

export function boxOf({ seen }: Frame, instance: number) {
  let [x0, x1, y0, y1] = [seen.width, -1, seen.height, -1];
  for (let i = 0; i < seen.instance.length; i++) {
    if (seen.instance[i] !== instance) continue;
    const [x, y] = [i % seen.width, Math.floor(i / seen.width)];
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}
