/** The world somewhat after a run's end, for what looks ahead of itself. */
import type { FrameState } from '#contracts/frame';
import type { Timeline } from '#contracts/run';
import { add, norm, quatFromAxisAngle, quatMultiply, scale } from '#core/pose';

/** As the timeline has it; after its end every body goes on as it moved then. */
export function frameAt(timeline: Timeline, timeNs: number): FrameState {
  if (timeNs <= timeline.endNs) return timeline.at(timeNs);
  const seconds = (timeNs - timeline.endNs) / 1e9;
  const last = timeline.at(timeline.endNs);
  const bodies = last.bodies.map((state) => {
    const rate = norm(state.angularVelocity);
    const { position, orientation } = state.worldFromBody;
    const turned =
      rate === 0
        ? orientation
        : quatMultiply(quatFromAxisAngle(scale(state.angularVelocity, 1 / rate), rate * seconds), orientation);
    return { ...state, worldFromBody: { position: add(position, scale(state.velocity, seconds)), orientation: turned } };
  });
  return { ...last, timeNs, bodies };
}
