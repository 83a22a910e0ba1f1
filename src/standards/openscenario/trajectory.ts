/** A stretch of a run as a timed polyline that a player passes through at the same moments. */
import { element, type XmlElement } from '../xml/element.js';
import { between, type Sample } from './motion.js';
import { worldPosition } from './positions.js';

/** Vertices are left out where the rest still gives every sample to this: m, rad. */
const TOLERANCE = { position: 0.0005, angle: 0.002 } as const;

/** @param origin what the vertices' times count from, s: 0 for the run's clock, else the moment the action starts */
export function followTrajectory(name: string, samples: readonly Sample[], origin: number | undefined): XmlElement {
  const kept = atLeastTwo(thinned(samples));
  const vertices = kept.map((sample) => element('Vertex', { time: sample.time - (origin ?? 0) }, worldPosition(sample)));
  const shape = element('Shape', {}, element('Polyline', {}, ...vertices));
  const timing = { domainAbsoluteRelative: origin === undefined ? 'absolute' : 'relative', scale: 1, offset: 0 };
  return element(
    'FollowTrajectoryAction',
    {},
    element('TimeReference', {}, element('Timing', timing)),
    element('TrajectoryFollowingMode', { followingMode: 'position' }),
    element('TrajectoryRef', {}, element('Trajectory', { name, closed: false }, shape)),
  );
}

/** The samples from which straight lines in time give all others: from each as far as that holds. */
export function thinned(samples: readonly Sample[]): readonly Sample[] {
  const kept = samples.slice(0, 1);
  let from = 0;
  while (from < samples.length - 1) {
    let to = from + 1;
    while (to + 1 < samples.length && spanned(samples, from, to + 1)) to++;
    kept.push(samples[to] as Sample);
    from = to;
  }
  return kept;
}

function spanned(samples: readonly Sample[], from: number, to: number): boolean {
  const [a, b] = [samples[from] as Sample, samples[to] as Sample];
  return samples.slice(from + 1, to).every((sample) => {
    const { position, angles } = between(a, b, (sample.time - a.time) / (b.time - a.time), sample.time);
    return (
      position.every((x, i) => Math.abs(x - (sample.position[i] as number)) <= TOLERANCE.position) &&
      angles.every((x, i) => Math.abs(x - (sample.angles[i] as number)) <= TOLERANCE.angle)
    );
  });
}

/** The schema wants two vertices; a stretch of no length stays where it is for a second. */
function atLeastTwo(samples: readonly Sample[]): readonly Sample[] {
  const [only] = samples;
  return samples.length > 1 || only === undefined ? samples : [only, { ...only, time: only.time + 1 }];
}
