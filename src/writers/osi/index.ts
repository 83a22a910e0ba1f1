/** ASAM Open Simulation Interface: one binary trace a sample, a `GroundTruth` message an instant. */
import type { Medium } from '#contracts/frame';
import type { BodyPose } from '#contracts/observation';
import type { SampleStart, Writer } from '#contracts/writer';
import { traceOf } from './encode.js';
import { groundTruths, type Instant, VERSION } from './ground-truth.js';

/** Pictures whose labels contradict each other are kept apart, and their instants are then missing. */
const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

export const osi: Writer = {
  name: 'osi',
  about: `osi/<sample>/*_gt_*.osi: every body, weather and light at every instant, as ASAM OSI ${VERSION.join('.')} ground truth`,

  open({ bodies: assets }, start, sink) {
    const instants = new Map<number, Instant>();
    const note = (timeNs: number, bodies: readonly BodyPose[], medium?: Medium): void => {
      if (medium !== undefined) instants.set(timeNs, { timeNs, bodies, medium });
      else if (!instants.has(timeNs)) instants.set(timeNs, { timeNs, bodies });
    };
    return {
      async frame({ annotations: { timeNs, bodies, medium } }) {
        note(timeNs, bodies, medium);
      },
      async observation({ observation, bodies }) {
        if (bodies.length > 0) note(observation.timeNs, bodies);
      },
      async end({ trace }) {
        const inTime = [...instants.values()].sort((a, b) => a.timeNs - b.timeNs);
        const messages = groundTruths(start.scene, trace, inTime, assets);
        await sink.put(tracePath(start, messages.length), traceOf(messages), LABEL_SOURCES);
        return null;
      },
    };
  },

  merge: async () => {},
};

/** Simulation time 0, as in all formats that want a date (`epoch.ts`). */
const STAMP = '20200101T000000Z';
/** What a file's name says of Protobuf: 3.0.0, whatever library wrote it. The bytes are the same in every version. */
const PROTOBUF = '300';

/** By OSI's naming convention, with a date that does not depend on when it was made. */
function tracePath({ sample, scenario }: SampleStart, frames: number): string {
  const name = scenario.name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 100);
  return `osi/${sample}/${STAMP}_gt_${VERSION.join('')}_${PROTOBUF}_${frames}_${name}-${sample}.osi`;
}
