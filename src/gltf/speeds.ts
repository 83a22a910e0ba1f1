/** How far each gait goes in a cycle, and from which speed on it is the gait. */
import type { ImportedBody, ImportedGait } from '#contracts/imported';
import type { OwnAsset, OwnGait } from '#contracts/own-asset';
import { norm } from '#core/pose';
import type { Problems } from './problems.js';
import { strideOfFeet } from './stride.js';

/** Who steps at all does so from this speed on, m/s. */
const FIRST_STEP = 0.05;
/** Feet that go less than this in a cycle stand, m. */
const STANDS = 0.1;
/** Share of the stride from which on sliding is worth a word. */
const SLIDES = 0.12;

/** @returns by speed, ascending */
export function withSpeeds(body: ImportedBody, asset: OwnAsset, problems: Problems): readonly ImportedGait[] {
  const known = body.gaits.map((gait) => {
    const said = asset.gaits.find(({ name }) => name === gait.name) as OwnGait;
    return { said, gait: { ...gait, strideM: strideOf(body, gait, said, problems) } };
  });
  const slowest = known.find(({ said, gait }) => gait.strideM > 0 && said.fromSpeed === undefined)?.said;
  const timed = known.map(({ said, gait }) => {
    const { name, at, fromSpeed } = said;
    if (gait.strideM === 0 && (fromSpeed ?? 0) > 0)
      problems.error('NM2117', at, `${name} has no stride, and the feet of its clip stand`, 'for example stride: 1.4 m');
    if (gait.strideM > 0 && fromSpeed === undefined && said !== slowest)
      problems.error('NM2117', at, `nothing says from which speed on ${name} is the gait`, 'for example from: 2.2 m/s');
    return { ...gait, fromSpeed: fromSpeed ?? (gait.strideM > 0 ? FIRST_STEP : 0) };
  });
  return timed.sort((a, b) => a.fromSpeed - b.fromSpeed);
}

/** As it is stated; else by how far the clip carries its root; else by how far its feet go. */
function strideOf(body: ImportedBody, gait: ImportedGait, { name, at, strideM }: OwnGait, problems: Problems): number {
  const carried = norm(gait.carries);
  if (carried > 0) return strideM ?? carried;
  const feet = strideOfFeet(body, gait);
  if (feet !== undefined && feet < -STANDS)
    problems.warn('NM2121', at, `${name} walks backwards`, 'is another of its axes `forward`?');
  const measured = Math.abs(feet ?? 0) < STANDS ? 0 : Math.abs(feet ?? 0);
  if (strideM === undefined) return measured;
  if (feet !== undefined && Math.abs(measured - strideM) > SLIDES * strideM) {
    const say = `the feet of ${name} go ${measured.toFixed(2)} m in a cycle, and it is told to go ${Number(strideM.toPrecision(4))} m`;
    problems.warn('NM2121', at, say, 'they slide: leave stride out to keep them still');
  }
  return strideM;
}
