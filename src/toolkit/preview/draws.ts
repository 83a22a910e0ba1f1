/** Many draws of a text, one after the other: what came out of each, and what a picture of it takes. */
import type { DrawPicture, DrawRequest, DrawSummary, Refused } from '#contracts/preview';
import type { RenderRequest } from '#contracts/renderer';
import type { CameraSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import { cameraView } from '#sensors/camera';
import { checkText, drawConcrete, simulateConcrete } from '../scenarios.js';
import { holding, problemsOf } from './run.js';
import { tellingMoment } from './telling.js';

export interface DrawsOrder extends DrawRequest {
  readonly from: number;
  readonly count: number;
  /** With what a picture takes, of that width at most, px; without it where missing. */
  readonly pictureWidth?: number;
}
/** The first actor's speed and gaps are looked at so often, Hz. */
const LOOKS_HZ = 20;

/** @yields one draw after the other, or what is wrong with the text and nothing more */
export async function* drawsOf(
  order: DrawsOrder,
  path: string,
  assets: string | undefined,
): AsyncGenerator<DrawSummary | DrawPicture | Refused> {
  const checked = await checkText(order.text, path, assets);
  const { scenario, diagnostics, bodies } = checked;
  if (scenario === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    yield { ok: false, problems: diagnostics };
    return;
  }
  try {
    const held = holding(order, path, scenario);
    for (let draw = order.from; draw < order.from + order.count; draw++) {
      const { concrete, rejections } = drawConcrete(held, order.seed, draw);
      const pictured = order.pictureWidth !== undefined;
      const run = simulateConcrete(concrete, pictured, { bodies, ...(pictured ? { curvesHz: LOOKS_HZ } : {}) });
      const { outcome, metrics } = run.verdict;
      const summary = { draw, parameters: concrete.parameters, outcome, metrics, rejections };
      const picture = order.pictureWidth === undefined ? undefined : pictureOf(run, order.pictureWidth);
      yield picture === undefined ? summary : { ...summary, ...picture };
    }
  } catch (error) {
    yield { ok: false, problems: problemsOf(error, path, order.text) };
  }
}

/** The first camera's view of the telling moment. */
function pictureOf(run: Run, width: number): Pick<DrawPicture, 'timeNs' | 'request'> | undefined {
  const carrier = run.scenario.actors.find(({ sensors }) => sensors.some(({ type }) => type === 'camera'));
  const sensor = carrier?.sensors.find((each): each is CameraSensor => each.type === 'camera');
  const timeNs = tellingMoment(run);
  const frame = run.timeline.at(timeNs);
  const body = frame.bodies.find(({ id }) => id === carrier?.id);
  if (carrier === undefined || sensor === undefined || body === undefined) return undefined;
  const size = { width, height: Math.round((width * sensor.height) / sensor.width) };
  const view = cameraView(sensor, body.worldFromBody, carrier.id, 0, size);
  const request: RenderRequest = { scene: run.scene, frame, view, next: { frame, view }, layers: ['rgb'] };
  return { timeNs, request };
}
