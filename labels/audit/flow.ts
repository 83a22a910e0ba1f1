/** Optical flow against depth and motion. */
import { project, unproject } from '#core/lens';
import { compose, invert, rotate, transformPoint } from '#core/pose';
import { type Invariant, pointAt } from './frame-case.js';
import { STRIDE } from './kept.js';

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
    'A static pixel, put into the world by its depth and seen by the camera where it looks next, lies where its flow leads; the sky turns with the camera. Every fourth pixel of every fourth row is looked at.',
  *check({ annotations, lens, layers }) {
    const { instance, depth, flow, width, height } = layers;
    const { view, next } = annotations;
    if (flow === undefined || next === undefined) return;
    const nextFromCamera = compose(invert(next.worldFromCamera), view.worldFromCamera);
    let [looked, wrong, worst] = [0, 0, 0];
    for (let y = STRIDE >> 1; y < height; y += STRIDE) {
      for (let x = STRIDE >> 1; x < width; x += STRIDE) {
        const i = y * width + x;
        if (instance[i] !== 0) continue;
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
