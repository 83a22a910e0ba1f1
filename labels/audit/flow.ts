/** Optical flow against depth and motion, and forward against backward. */
import { swayerIn } from '#assets/index';
import type { FrameAnnotations } from '#contracts/label';
import { project, unproject } from '#core/lens';
import { compose, invert, type Pose, rotate, transformPoint } from '#core/pose';
import { type Finding, type FrameCase, type Invariant, nameOf, pointAt } from './frame-case.js';
import { type FlowSample, STRIDE } from './kept.js';

/** Flow and depth are float32, positions on a rasterised surface are worked out per pixel: px, and share of the flow. */
const FLOW_PX = 0.05;
const FLOW_SHARE = 2e-3;
/** Farther flow does not fit into files. */
const STORED_PX = 511;
/** Surfaces seen nearly edge-on at a pixel's corner: so few of the pixels looked at may differ. */
const FEW = 0.002;

export const stillFlow: Invariant = {
  code: 'NA11',
  title: 'flow and depth of what stands still agree with the motion of the camera',
  about:
    'A static pixel, put into the world by its depth and seen by the camera where it looks next, lies where its flow leads; the sky turns with the camera. In wind, plants are left out, which sway. Every fourth pixel of every fourth row is looked at.',
  *check({ scene, annotations, lens, layers }) {
    const { instance, semantic, depth, flow, width, height } = layers;
    const { view, next } = annotations;
    if (flow === undefined || next === undefined) return;
    const motionOf = rowMotions(annotations.slices, compose(invert(next.worldFromCamera), view.worldFromCamera));
    const swaying = swayerIn(annotations.medium) === undefined ? undefined : scene.semanticIds.vegetation;
    let [looked, wrong, worst] = [0, 0, 0];
    for (let y = STRIDE >> 1; y < height; y += STRIDE) {
      const nextFromCamera = motionOf(y);
      for (let x = STRIDE >> 1; x < width; x += STRIDE) {
        const i = y * width + x;
        if (instance[i] !== 0 || semantic[i] === swaying) continue;
        const [u, v] = [x + 0.5, y + 0.5];
        const d = depth[i] as number;
        const from = d === 0 ? unproject(lens, u, v) : pointAt(lens, u, v, d);
        if (from === undefined) continue;
        const there = d === 0 ? rotate(nextFromCamera.orientation, from) : transformPoint(nextFromCamera, from);
        const to = project(lens, there);
        if (to === undefined) continue;
        const [fu, fv] = [to[0] - u, to[1] - v];
        if (Math.abs(fu) > STORED_PX || Math.abs(fv) > STORED_PX) continue;
        const off = Math.max(Math.abs(fu - (flow[2 * i] as number)), Math.abs(fv - (flow[2 * i + 1] as number)));
        looked++;
        if (off <= FLOW_PX + FLOW_SHARE * Math.max(Math.abs(fu), Math.abs(fv))) continue;
        wrong++;
        worst = Math.max(worst, off);
      }
    }
    if (wrong > Math.max(1, FEW * looked))
      yield { detail: `${wrong} of ${looked} static pixels flow elsewhere, by up to ${worst.toFixed(2)} px` };
  },
};

/** From the camera to where it looks next, by row: those of a rolling shutter have their own. */
function rowMotions(slices: FrameAnnotations['slices'], whole: Pose): (row: number) => Pose {
  if (slices === undefined) return () => whole;
  const motions = slices.map(({ rows, worldFromCamera, nextWorldFromCamera }) => ({
    rows,
    motion: compose(invert(nextWorldFromCamera), worldFromCamera),
  }));
  return (row) => motions.find(({ rows }) => row < rows[1])?.motion ?? whole;
}

/** Both flows are of surfaces seen at pixel centres; between those they are mixed. */
const BACK_PX = 0.1;
const BACK_SHARE = 0.01;
/** Leaves and blades of grass lie closer together than pixels: so many of a body's or the place's samples may be of two of them. */
const MIXED = 0.05;
/** An arm that swings before its own body, a leg before the other: so many samples of a body at least. */
const LIMBS = 2;
const FEWEST = 8;

export const thereAndBack: Invariant = {
  code: 'NA10',
  title: 'forward flow and then backward flow is the identity',
  about:
    'Outside the occlusion mask, what a pixel of the frame before flows to flows back to it: within a tenth of a pixel, a hundredth of the flow and what flow changes between neighbours. All but one in twenty samples (two at least) of each body, and one in twenty of the place, where four neighbours are of one surface.',
  *check(frame): Iterable<Finding> {
    const { before, layers } = frame;
    const { backwardFlow } = layers;
    if (before?.flow === undefined || backwardFlow === undefined) return;
    const tallies = new Map<number, { looked: number; wrong: number; worst: number }>();
    for (const sample of before.flow) {
      const off = roundTrip(frame, sample, backwardFlow);
      if (off === undefined) continue;
      const tally = tallies.get(sample.id) ?? { looked: 0, wrong: 0, worst: 0 };
      tally.looked++;
      if (off > BACK_PX + BACK_SHARE * Math.max(Math.abs(sample.fu), Math.abs(sample.fv))) {
        tally.wrong++;
        tally.worst = Math.max(tally.worst, off);
      }
      tallies.set(sample.id, tally);
    }
    for (const [id, { looked, wrong, worst }] of tallies) {
      if (looked < FEWEST || wrong <= Math.max(id === 0 ? 0 : LIMBS, MIXED * looked)) continue;
      const what = `${wrong} of ${looked} samples do not flow back to where they came from, by up to ${worst.toFixed(2)} px`;

      yield id === 0 ? { detail: what } : { object: nameOf(frame, id), detail: what };
    }
  },
};

/** How far there and back ends from where it began, beyond what flow changes in between, px; undefined where neighbours are of two surfaces. */
function roundTrip(frame: FrameCase, { u, v, fu, fv, id }: FlowSample, backward: Float32Array): number | undefined {
  const { width, height } = frame.layers;
  const [x, y] = [u + fu - 0.5, v + fv - 0.5];
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return undefined;
  const first = y0 * width + x0;
  const corners = [first, first + 1, first + width, first + width + 1];
  if (!oneSurface(frame, corners, id)) return undefined;
  const [a, b] = [x - x0, y - y0];
  const weights = [(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b];
  const off = [fu, fv].map((forward, k) => {
    const values = corners.map((i) => backward[2 * i + k] as number);
    const mean = values.reduce((sum, value, n) => sum + (weights[n] as number) * value, 0);
    return Math.abs(mean + forward) - (Math.max(...values) - Math.min(...values));
  });
  return Math.max(0, ...off);
}

/** Whether all four pixels are of that instance, of one class and of about one depth. */
function oneSurface({ layers: { depth, instance, semantic } }: FrameCase, corners: readonly number[], id: number): boolean {
  const depths = corners.map((i) => depth[i] as number);
  const [low, high] = [Math.min(...depths), Math.max(...depths)];
  const type = semantic[corners[0] as number];
  return high - low <= 0.01 * high && corners.every((i) => instance[i] === id && semantic[i] === type);
}
