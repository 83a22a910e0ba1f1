/** How far two renderers' truth differs. */
import type { LayerSet } from '#contracts/layers';

export interface Disagreement {
  /** Shares of all pixels: another id; another id away from silhouettes; depth off by more than 1e-3 of it away from silhouettes. */
  readonly ids: number;
  readonly idsInside: number;
  readonly depths: number;
  /** Likewise: flow off by more than 0.01 px and 1e-3 of it, where both agree on id and depth. */
  readonly flows: number;
}

/** Pixels where a neighbour (8) has another id, class or a depth more than 1 % away: silhouettes, one pixel wide to each side. */
function silhouettes({ instance, semantic, depth, width, height }: LayerSet): Uint8Array {
  const edge = new Uint8Array(width * height);
  const differs = (i: number, j: number): boolean => {
    const [a, b] = [depth?.[i] ?? 0, depth?.[j] ?? 0];
    return instance?.[i] !== instance?.[j] || semantic?.[i] !== semantic?.[j] || Math.abs(a - b) > 0.01 * Math.max(a, b);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [u, v] = [x + dx, y + dy];
          if (u >= 0 && v >= 0 && u < width && v < height && differs(y * width + x, v * width + u)) edge[y * width + x] = 1;
        }
      }
    }
  }
  return edge;
}

export function disagreement(a: LayerSet, b: LayerSet): Disagreement {
  return compare(a, b, silhouettes(b));
}

/**
 * The same for pictures whose rays go up to a quarter of a pixel beside each other, as through lenses: what lies at a crease (leaf beside leaf, a bar before a
 * pane) is left out of depths and flows with its neighbours, for there a ray beside sees another surface.
 */
export function disagreementBeside(
  a: LayerSet,
  b: LayerSet,
): Disagreement & { readonly silhouettes: number; readonly creases: number } {
  const edge = silhouettes(b);
  const crease = creases(b);
  const share = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  const { ids, idsInside } = compare(a, b, edge);
  const { depths, flows } = compare(
    a,
    b,
    edge.map((mark, i) => mark | (crease[i] as number)),
  );
  return { ids, idsInside, depths, flows, silhouettes: share(edge), creases: share(crease) };
}

/** Pixels beside which (8) inverse depth, linear in the picture over any plane, bends by more than 2e-4 of itself. */
function creases({ depth, width, height }: LayerSet): Uint8Array {
  const bent = new Uint8Array(width * height);
  const inverse = (i: number): number => 1 / Math.max(depth?.[i] ?? 0, 1e-6);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      const bend = (step: number): number => Math.abs(inverse(i - step) + inverse(i + step) - 2 * inverse(i)) / inverse(i);
      if (Math.max(bend(1), bend(width)) > 2e-4) bent[i] = 1;
    }
  }
  return bent.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        if (bent[Math.min(height - 1, Math.max(0, y + dy)) * width + Math.min(width - 1, Math.max(0, x + dx))] === 1) return 1;
    return 0;
  });
}

function compare(a: LayerSet, b: LayerSet, edge: Uint8Array): Disagreement {
  const pixels = a.width * a.height;
  let [ids, idsInside, depths, flows] = [0, 0, 0, 0];
  for (let i = 0; i < pixels; i++) {
    const differs = a.instance?.[i] !== b.instance?.[i];
    if (differs) ids++;
    if (edge[i] === 1) continue;
    if (differs) idsInside++;
    const [p, q] = [a.depth?.[i] ?? 0, b.depth?.[i] ?? 0];
    if (Math.abs(p - q) > 1e-3 * Math.max(p, q)) depths++;
    else if (!differs && flowsApart(a, b, i)) flows++;
  }
  return { ids: ids / pixels, idsInside: idsInside / pixels, depths: depths / pixels, flows: flows / pixels };
}

function flowsApart(a: LayerSet, b: LayerSet, i: number): boolean {
  const [au, av, bu, bv] = [a.flow, b.flow].flatMap((flow) => [flow?.[2 * i] ?? 0, flow?.[2 * i + 1] ?? 0]) as [
    number,
    number,
    number,
    number,
  ];
  return Math.hypot(au - bu, av - bv) > 0.01 + 1e-3 * Math.hypot(bu, bv);
}
