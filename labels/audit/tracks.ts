/** Who is who, from frame to frame. */
import { norm, sub } from '#core/pose';
import type { Invariant } from './frame-case.js';

/** What a collision may move a body beyond its velocities, m. */
const JOLT_M = 0.3;

export const tracks: Invariant = {
  code: 'NA16',
  title: 'track ids never swap',
  about:
    'A track id stands for one body of the scene and its class, and a body goes on from where it was: no farther than its velocity takes it.',
  *check({ annotations, specs, before }) {
    for (const { id, track, class: type } of annotations.objects) {
      const spec = specs.get(track);
      if (spec === undefined) yield { object: id, detail: `the scene has no track ${track}` };
      else if (spec.id !== id || spec.class !== type)
        yield { object: id, detail: `track ${track} is ${spec.id} (${spec.class}), the label says ${id} (${type})` };
    }
    if (before === undefined) return;
    const seconds = (annotations.timeNs - before.annotations.timeNs) / 1e9;
    const earlier = new Map(before.annotations.objects.map((object) => [object.track, object]));
    for (const { id, track, cuboidInWorld, velocity } of annotations.objects) {
      const was = earlier.get(track);
      if (was === undefined) continue;
      const moved = norm(sub(cuboidInWorld.pose.position, was.cuboidInWorld.pose.position));
      const most = Math.max(norm(velocity), norm(was.velocity)) * seconds * 1.2 + JOLT_M;
      if (moved > most)
        yield {
          object: id,
          detail: `track ${track} moved ${moved.toFixed(2)} m in ${seconds} s, at most ${most.toFixed(2)} m was to be expected`,
        };
    }
  },
};
