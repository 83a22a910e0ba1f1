/** One view in several styles, in cells: what the denoiser learns from. As a file: the header's length (uint32), the header as JSON, then the planes. */
import { usageError } from '#core/errors';
import type { Cells, Look } from '../field/cells.js';
import type { Grid } from '../field/grid.js';
import type { Prompt } from '../model/prompt.js';

export interface Styled {
  readonly look: Look;
  readonly prompt: Prompt;
  /** Of the air, 1/m. */
  readonly extinctionPerM: number;
}

export interface View {
  readonly cells: Cells;
  /** At least two; the first as the scenario's plain light has it. */
  readonly styles: readonly Styled[];
  /** A photograph: without depth and shape, and worth the way to it only. */
  readonly photo?: true;
}

interface Header {
  readonly nearmiss: 'styles';
  readonly version: 2;
  readonly grid: Grid;
  readonly prompts: readonly Prompt[];
  readonly extinctionsPerM: readonly number[];
}

/** Steps of a stored number: log light and contrast to 1/8192, normals to 1/127. */
const LOOK_STEPS = 8192;
const NORMAL_STEPS = 127;
const ALIGNMENT = 8;

export function encodeView({ cells, styles }: View): Uint8Array {
  const header: Header = {
    nearmiss: 'styles',
    version: 2,
    grid: cells.grid,
    prompts: styles.map(({ prompt }) => prompt),
    extinctionsPerM: styles.map(({ extinctionPerM }) => extinctionPerM),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = padded(4 + text.length);
  const planes = [
    cells.segment,
    cells.group,
    cells.nearness,
    Int8Array.from(cells.normal, (value) => Math.round(value * NORMAL_STEPS)),
    cells.place,
    cells.span,
    ...styles.flatMap(({ look }) => [...look.light, look.contrast].map(stored)),
  ];
  const bytes = new Uint8Array(planes.reduce((size, plane) => size + padded(plane.byteLength), start)).fill(0x20, 4, start);
  new DataView(bytes.buffer).setUint32(0, start - 4, true);
  bytes.set(text, 4);
  let at = start;
  for (const plane of planes) {
    bytes.set(new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength), at);
    at += padded(plane.byteLength);
  }
  return bytes;
}

/** @throws NearmissError NM8202 when it is no such file, or cut short */
export function decodeView(file: Uint8Array, source: string): View {
  // Planes are read in place: that wants their own alignment.
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : file.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < 4 ? Number.POSITIVE_INFINITY : 4 + view.getUint32(0, true);
  if (start > bytes.length) throw damaged(source);
  const header = headerOf(bytes.subarray(4, start), source);
  const count = header.grid.width * header.grid.height;
  let at = bytes.byteOffset + start;
  const end = bytes.byteOffset + bytes.length;
  const plane = <T>(kind: new (buffer: ArrayBufferLike, at: number, length: number) => T, size: number, length: number): T => {
    if (at + size * length > end) throw damaged(source);
    const values = new kind(bytes.buffer, at, length);
    at += padded(size * length);
    return values;
  };
  const cells: Cells = {
    grid: header.grid,
    segment: plane(Uint32Array, 4, count),
    group: plane(Uint8Array, 1, count),
    nearness: plane(Float32Array, 4, count),
    normal: Float32Array.from(plane(Int8Array, 1, 3 * count), (value) => value / NORMAL_STEPS),
    place: plane(Float32Array, 4, 3 * count),
    span: plane(Float32Array, 4, count),
  };
  const values = (): Float32Array => Float32Array.from(plane(Int16Array, 2, count), (value) => value / LOOK_STEPS);
  const styles = header.prompts.map(
    (prompt, k): Styled => ({
      prompt,
      extinctionPerM: header.extinctionsPerM[k] as number,
      look: { light: [values(), values(), values()], contrast: values() },
    }),
  );
  return { cells, styles };
}

function stored(values: Float32Array): Int16Array {
  return Int16Array.from(values, (value) => Math.max(-32768, Math.min(32767, Math.round(value * LOOK_STEPS))));
}
function padded(size: number): number {
  return ALIGNMENT * Math.ceil(size / ALIGNMENT);
}
function headerOf(text: Uint8Array, source: string): Header {
  try {
    const header = JSON.parse(new TextDecoder().decode(text)) as Header;
    if (header.nearmiss === 'styles' && header.version === 2) return header;
  } catch {
    // Told below.
  }
  throw damaged(source);
}
function damaged(source: string) {
  return usageError('NM8202', `${source} holds no view in several styles, or was cut short`, 'make it anew');
}
