/** Convex hulls in the picture. */
type Point = readonly [u: number, v: number];

/** Counter-clockwise as numbers go (Andrew's monotone chain). */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (from: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of from) {
      while (chain.length >= 2 && turn(chain.at(-2) as Point, chain.at(-1) as Point, p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

/** How far a point lies outside, px; 0 inside. */
export function outsideHull(hull: readonly Point[], p: Point): number {
  let inside = true;
  let least = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const [a, b] = [hull[i] as Point, hull[(i + 1) % hull.length] as Point];
    if (turn(a, b, p) < 0) inside = false;
    least = Math.min(least, toSegment(a, b, p));
  }
  return inside ? 0 : least;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
function toSegment(a: Point, b: Point, p: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  const [x, y] = [p[0] - a[0] - t * dx, p[1] - a[1] - t * dy];
  return Math.sqrt(x * x + y * y);
}
