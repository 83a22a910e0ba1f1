/** Connected pieces of a map of classes (four neighbours), by union of runs. */

/** Fewer pixels are crumbs: bits between leaves and spokes. */
const SMALLEST = 12;

export interface ValuePiece {
  readonly value: number;
  /** Rows it spans and the edge under its lowest, as shares of the map's height. */
  readonly height: number;
  readonly foot: number;
}

export function piecesOf(map: Uint8Array, width: number, height: number): ValuePiece[] {
  const parent = new Int32Array(map.length);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let i = 0; i < map.length; i++) {
    parent[i] = i;
    if (i % width > 0 && map[i - 1] === map[i]) parent[i] = root(i - 1);
    if (i >= width && map[i - width] === map[i]) {
      const [above, own] = [root(i - width), root(i)];
      parent[Math.max(above, own)] = Math.min(above, own);
    }
  }
  const found = new Map<number, { count: number; last: number }>();
  for (let i = 0; i < map.length; i++) {
    const at = root(i);
    const piece = found.get(at);
    if (piece === undefined) found.set(at, { count: 1, last: i });
    else {
      piece.count++;
      piece.last = i;
    }
  }
  // The first pixel of a piece, row by row, is its root: its top row.
  return [...found].flatMap(([first, { count, last }]) => {
    if (count < SMALLEST) return [];
    const [top, bottom] = [Math.floor(first / width), Math.floor(last / width) + 1];
    return [{ value: map[first] as number, height: (bottom - top) / height, foot: bottom / height }];
  });
}
