/** What an event camera has drawn for it: light on its pixels, and how fast things move. */
import type { CameraView } from '#contracts/camera';
import type { CameraSensor, EventCameraSensor } from '#contracts/rig';
import type { SensorInput } from '#contracts/sensor';
import { cameraView } from '../camera.js';
import { bodyIn } from '../mount.js';

type Input = SensorInput<EventCameraSensor>;

/** Light on each pixel at that time, cd/m^2, row by row. */
export async function lightAt(input: Input, timeNs: number): Promise<Float32Array> {
  const { sensor, scene, draw } = input;
  const look = lookAt(input, timeNs, sensor.oversample);
  const before = lookAt(input, Math.max(0, timeNs - 1_000_000), sensor.oversample);
  const { luminance } = await draw({ scene, ...look, next: before, layers: ['luminance'] });
  if (luminance === undefined) throw new TypeError('the renderer gave no luminance');
  return meanOf(luminance, sensor.width, sensor.height, sensor.oversample);
}

/**
 * Times of the pictures after `fromNs`, the last one `untilNs`: so many, evenly, that nothing moves farther than the sensor's `travel`
 * between two, by what is seen at both ends; but no closer than its `step`.
 */
export async function instants(input: Input, fromNs: number, untilNs: number): Promise<readonly number[]> {
  const { step, travel } = input.sensor;
  const most = Math.max(1, Math.round((untilNs - fromNs) / (step * 1e9)));
  const wanted = travel === 0 ? most : Math.ceil((await farthest(input, fromNs, untilNs)) / travel);
  const count = Math.min(most, Math.max(1, wanted));
  return Array.from({ length: count }, (_, i) => Math.round(fromNs + ((i + 1) * (untilNs - fromNs)) / count));
}

/** The longest way that anything seen at either end goes from one end to the other, px. */
async function farthest(input: Input, fromNs: number, untilNs: number): Promise<number> {
  const { scene, draw } = input;
  const [start, end] = [lookAt(input, fromNs, 1), lookAt(input, untilNs, 1)];
  const ways = await Promise.all([
    draw({ scene, ...start, next: end, layers: ['flow'] }),
    draw({ scene, ...end, next: start, layers: ['flow'] }),
  ]);
  return Math.max(...ways.map(({ flow }) => longest(flow as Float32Array)));
}

function longest(flow: Float32Array): number {
  let most = 0;
  for (let i = 0; i < flow.length; i += 2) {
    const [u, v] = [flow[i] as number, flow[i + 1] as number];
    most = Math.max(most, u * u + v * v);
  }
  return Math.sqrt(most);
}

function lookAt(input: Input, timeNs: number, finer: number) {
  const { sensor, carrier, timeline } = input;
  const frame = timeline.at(timeNs);
  return { frame, view: viewFrom(sensor, bodyIn(frame, carrier).worldFromBody, carrier, finer) };
}

function viewFrom(
  sensor: EventCameraSensor,
  body: Parameters<typeof cameraView>[1],
  carrier: string,
  finer: number,
): CameraView {
  const camera: CameraSensor = { ...sensor, type: 'camera', exposure: { ev100: 0 } };
  const view = cameraView(camera, body, carrier, 0, { width: sensor.width * finer, height: sensor.height * finer });
  return { ...view, exposureS: sensor.step };
}

/** Means of squares of `k` by `k`. */
function meanOf(fine: Float32Array, width: number, height: number, k: number): Float32Array {
  if (k === 1) return fine.slice();
  const mean = new Float32Array(width * height);
  for (let row = 0; row < height * k; row++) {
    const into = Math.floor(row / k) * width;
    for (let column = 0, i = row * width * k; column < width * k; column++, i++) {
      const pixel = into + Math.floor(column / k);
      mean[pixel] = (mean[pixel] as number) + (fine[i] as number);
    }
  }
  for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) / (k * k);
  return mean;
}
