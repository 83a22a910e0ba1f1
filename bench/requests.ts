/** A run's frames as the renderer is asked for them. */
import { DEFAULT_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import { cameraView } from '#sensors/camera';

export function requestsOf(run: Run, size: { readonly width: number; readonly height: number }): RenderRequest[] {
  const ego = run.scenario.actors[0];
  const sensor = ego?.sensors.find(({ type }) => type === 'camera');
  if (ego === undefined || sensor?.type !== 'camera') throw new Error('the ego has no camera');
  return run.captures.map((shot): RenderRequest => {
    const view = (frame: typeof shot.frame) =>
      cameraView(sensor, (frame.bodies[0] as (typeof frame.bodies)[number]).worldFromBody, ego.id, 1, size);
    return {
      scene: run.scene,
      frame: shot.frame,
      view: view(shot.frame),
      next: { frame: shot.next, view: view(shot.next) },
      layers: DEFAULT_LAYERS,
    };
  });
}
