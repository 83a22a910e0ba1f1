/** Connected regions of a picture of classes. */

/** @param of classes whose regions get numbers from 1 on, in the order in which rows meet them; 0 for all others @throws RangeError beyond 65535 regions */
export function componentsOf(
  classes: Uint8Array,
  width: number,
  height: number,
  of: readonly number[],
): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(classes.length);
  const stack: number[] = [];
  let count = 0;
  for (let start = 0; start < classes.length; start++) {
    const own = classes[start] as number;
    if (out[start] !== 0 || !of.includes(own)) continue;
    if (++count > 0xffff) throw new RangeError('too many regions');
    out[start] = count;
    stack.push(start);
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      const x = i % width;
      const neighbours = [
        x > 0 ? i - 1 : i,
        x + 1 < width ? i + 1 : i,
        i >= width ? i - width : i,
        i < width * (height - 1) ? i + width : i,
      ];
      for (const next of neighbours) {
        if (out[next] !== 0 || classes[next] !== own) continue;
        out[next] = count;
        stack.push(next);
      }
    }
  }
  return out;
}
