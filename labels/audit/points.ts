/** Points of a lidar against the picture taken at the same time. */
import { depthOf, project } from '#core/lens';
import { invert, transformPoint } from '#core/pose';
import { type FrameCase, type Invariant, nameOf } from './frame-case.js';

/** Two surfaces this near each other along the ray can't be told apart by depth: m, and share. */
const NEAR_M = 0.15;
const NEAR_SHARE = 0.01;
/** Markings and posts are as thin as this, m: where a pixel covers more, a beam may hit what no pixel's middle does. */
const THIN_M = 0.1;

export const pointLabels: Invariant = {
  code: 'NA14',
  title: "a lidar point's label is the mask's label at its projection",
  about:
    'Surface points fired within 2 ms of a picture name the instance and class of their pixel or a neighbour of it, unless the camera, which is elsewhere, sees something nearer or farther there (parallax at silhouettes). Where a pixel covers more than 0.1 m, surfaces of no labelled body are not compared: markings and posts fall between pixels. Two in a hundred may differ, and a fifth of those on one body.',
  *check(frame) {
    const cameraFromWorld = invert(frame.annotations.view.worldFromCamera);
    for (const { sensor, world, instance, semantic } of frame.points) {
      const tallies = new Map<number, { looked: number; wrong: number }>();
      for (const [i, point] of world.entries()) {
        const inCamera = transformPoint(cameraFromWorld, point);
        const pixel = project(frame.lens, inCamera);
        if (pixel === undefined) continue;
        const [id, type] = [instance[i] as number, semantic[i] as number];
        const depth = depthOf(frame.lens, inCamera);
        const compared = compare(frame, pixel, depth, id, type);
        if (compared === undefined || (compared.pixel === 0 && id === 0 && depth / frame.lens.fx > THIN_M)) continue;
        const tally = tallies.get(id || compared.pixel) ?? { looked: 0, wrong: 0 };
        tally.looked++;
        if (!compared.same) tally.wrong++;
        tallies.set(id || compared.pixel, tally);
      }
      yield* judged(frame, sensor, tallies);
    }
  },
};

function* judged(frame: FrameCase, sensor: string, tallies: ReadonlyMap<number, { looked: number; wrong: number }>) {
  const all = [...tallies.values()];
  const sum = (of: 'looked' | 'wrong'): number => all.reduce((total, tally) => total + tally[of], 0);
  const bodies = [...tallies].filter(([id, { looked, wrong }]) => id > 0 && wrong > Math.max(2, looked / 5));
  for (const [id, { looked, wrong }] of bodies)
    yield {
      object: nameOf(frame, id),
      detail: `${wrong} of ${looked} points of ${sensor} name another label than their pixel`,
    };
  if (bodies.length === 0 && sum('wrong') > Math.max(2, 0.02 * sum('looked')))
    yield { detail: `${sum('wrong')} of ${sum('looked')} points of ${sensor} name another label than their pixel` };
}

/** @returns whether they agree, and the pixel's instance; undefined where picture and point can't be compared */
function compare(
  { layers }: FrameCase,
  [u, v]: readonly [number, number],
  depth: number,
  id: number,
  type: number,
): { readonly same: boolean; readonly pixel: number } | undefined {
  const { instance, semantic, depth: depths, width, height } = layers;
  const [x, y] = [Math.floor(u), Math.floor(v)];
  if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) return undefined;
  const pixel = instance[y * width + x] as number;
  let beside = false;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const i = (y + dy) * width + x + dx;
      if (instance[i] === id && semantic[i] === type) return { same: true, pixel };
      if (Math.abs((depths[i] as number) - depth) <= NEAR_M + NEAR_SHARE * depth) beside = true;
    }
  }
  return beside ? { same: false, pixel } : undefined;
}
