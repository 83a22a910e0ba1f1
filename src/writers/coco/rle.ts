/** COCO's run-length masks: runs down the columns, starting with background; compressed to its LEB128-like text. */

export interface Rle {
  readonly size: readonly [height: number, width: number];
  readonly counts: string;
}

export interface InstanceMask {
  readonly rle: Rle;
  /** px */
  readonly area: number;
}

/** The mask of every id in the map other than 0, in one pass. */
export function instanceMasks(ids: Uint16Array, width: number, height: number): ReadonlyMap<number, InstanceMask> {
  const open = new Map<number, { counts: number[]; end: number; area: number }>();
  for (let x = 0, at = 0; x < width; x++) {
    for (let y = 0; y < height; ) {
      const id = ids[y * width + x] as number;
      let stop = y + 1;
      while (stop < height && ids[stop * width + x] === id) stop++;
      if (id !== 0) addRun(open, id, at + y, stop - y);
      y = stop;
    }
    at += height;
  }
  const total = width * height;
  const masks = [...open].map(([id, { counts, end, area }]): [number, InstanceMask] => {
    if (end < total) counts.push(total - end);
    return [id, { rle: { size: [height, width], counts: compressCounts(counts) }, area }];
  });
  return new Map(masks.sort(([a], [b]) => a - b));
}

function addRun(open: Map<number, { counts: number[]; end: number; area: number }>, id: number, start: number, length: number) {
  const mask = open.get(id);
  if (mask === undefined) {
    open.set(id, { counts: [start, length], end: start + length, area: length });
    return;
  }
  if (mask.end === start) mask.counts[mask.counts.length - 1] = (mask.counts.at(-1) as number) + length;
  else mask.counts.push(start - mask.end, length);
  mask.end = start + length;
  mask.area += length;
}

/** cocoapi's rleToString: from the fourth count on differences to the count two before, 5 bits a character, sign extended. */
export function compressCounts(counts: readonly number[]): string {
  let text = '';
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - (counts[i - 2] as number) : count;
    for (let more = true; more; ) {
      let bits = rest & 0x1f;
      rest >>= 5;
      more = bits & 0x10 ? rest !== -1 : rest !== 0;
      if (more) bits |= 0x20;
      text += String.fromCharCode(bits + 48);
    }
  });
  return text;
}
