/** UN Regulation No. 157: a vehicle cuts in closely. */
import type { Pack, PackScenario } from '../pack.js';
import { SOURCES } from '../sources.js';
import { document, items, textValue } from '../yaml.js';
import { CLOSING_KMH, DRIVER, EGO_KMH, GAPS, type Gap, LANE_M, PERCEIVED, SOURCE } from './table.js';

export const unR157: Pack = {
  name: 'un-r157-cut-in',
  title: 'UN R157, cut-ins',
  about:
    'A slower vehicle cuts in at gaps round the one that the careful and competent driver needs when the cut-in is perceived. From that gap on the collision is to be avoided; below it the ego must at least have slowed down.',
  sources: [SOURCE],
  tables: [
    {
      title: 'The vehicle that cuts in',
      columns: ['ego, km/h', 'slower by, km/h'],
      rows: [[String(EGO_KMH), CLOSING_KMH.join(', ')]],
    },
    {
      title: 'Gap as the cut-in is perceived',
      columns: ['scenario', 'times the gap needed', 'and on top, m'],
      rows: GAPS.map(({ called, share, moreM }) => [called, String(share), String(moreM)]),
    },
    {
      title: 'The driver',
      columns: ['delay, s', 'meanwhile, m/s²', 'jerk, m/s³', 'then, m/s²', 'perceived after, m', 'at, m/s'],
      rows: [
        [
          String(DRIVER.delayS),
          String(DRIVER.release),
          String(DRIVER.jerk),
          String(DRIVER.deceleration),
          `${PERCEIVED.wanderM} + ${PERCEIVED.thenM}`,
          String(PERCEIVED.lateralMPerS),
        ],
      ],
    },
  ],
  scenarios: CLOSING_KMH.flatMap((closing) => GAPS.map((gap) => scenarioOf(closing, gap))),
};

function scenarioOf(closingKmH: number, gap: Gap): PackScenario {
  const { delayS, release, jerk, deceleration } = DRIVER;
  const { wanderM, thenM, lateralMPerS } = PERCEIVED;
  const avoidable = gap.share > 1 || (gap.share === 1 && gap.moreM >= 0);
  const text = document([
    'nearmiss: 1',
    `title: Cut-in ${closingKmH} km/h slower, ${gap.called}`,
    'hazard: A slower vehicle cuts in closely in front of the ego.',
    'sources:',
    ...items(
      [
        SOURCES[SOURCE],
        'The gap that the driver needs as the risk is there: delay with the throttle let go, then a jerk ramp to full braking. It is perceived once the vehicle has moved 0.375 m and 0.72 m aside.',
        avoidable
          ? 'Criterion: at this gap and above the careful driver avoids the collision, so the ego must.'
          : 'Criterion: below that gap no collision need be avoided, but the ego must have slowed down by then.',
      ].map(textValue),
    ),
    'parameters:',
    `  egoSpeed: ${EGO_KMH} km/h`,
    `  closing: ${closingKmH} km/h`,
    '  other: "$egoSpeed - $closing"',
    `  aside: ${lateralMPerS} m/s # lateral speed`,
    `  perceived: "(${wanderM} m + ${thenM} m) / $aside" # after the cut-in has begun`,
    `  delay: ${delayS} s # of the careful driver`,
    `  release: ${release} m/s^2`,
    `  jerk: ${jerk} m/s^3`,
    `  braking: ${deceleration} m/s^2`,
    '  ramp: "($braking - $release) / $jerk" # until full braking',
    '  released: "$closing - $release * $delay" # closing speed after the delay',
    '  ramped: "$released - $release * $ramp - $jerk * $ramp * $ramp / 2" # and after the ramp',
    '  delayGap: "$closing * $delay - $release * $delay * $delay / 2"',
    '  rampGap: "$released * $ramp - $release * $ramp * $ramp / 2 - $jerk * $ramp * $ramp * $ramp / 6"',
    '  needed: "$delayGap + $rampGap + $ramped * $ramped / (2 * $braking)"',
    `  gap: "${gap.share === 1 ? '' : `${gap.share} * `}$needed${more(gap.moreM)}" # as the cut-in is perceived`,
    '  begins: 1 s',
    '  ahead: "$gap + $closing * ($begins + $perceived)" # at the start',
    '  front: 20 m',
    `  laneChange: "${LANE_M} m / $aside"`,
    '  reached: "$front + $ahead + 2.158 m + $other * ($begins + $laneChange)" # along the road, in the lane of the ego',
    'environment: {sun: {elevation: 40 deg, azimuth: 150 deg}, cloud: 30 %}',
    'road: {layout: motorway, length: 700 m}',
    'ego: {kind: ncap-vut, at: {lane: middle, front: $front, speed: $egoSpeed}, sensors: rigs/front-camera}',
    'actors:',
    '  other: {kind: ncap-small-car, at: {lane: right, s: "$front + $ahead + 2.158 m", speed: $other}}',
    'story:',
    '  - name: cut in',
    '    when: {time: {after: $begins}}',
    // Points just before and behind the bend keep the heading steady on the way.
    '    do: {other: {followPath: {points: [{lane: middle, s: "$reached - $other * 0.1 s", offset: "-$aside * 0.1 s"}, {lane: middle, s: $reached}, {lane: middle, s: "$reached + $other * 0.1 s"}, {lane: middle, s: "$reached + 500 m"}], speed: "sqrt($other * $other + $aside * $aside)"}}}',
    '  - name: in the lane',
    '    when: {time: {after: "$begins + $laneChange"}}',
    '    do: {other: {speed: {to: $other}}}',
    'execution:',
    ...items([
      `{speed: {of: other, is: ${EGO_KMH - closingKmH} km/h, after: start, by: 0.5 s}}`,
      `{speed: {of: other, is: ${EGO_KMH - closingKmH} km/h, after: in the lane, by: 0.1 s}}`,
      '{offset: {of: ego, until: cut in}}',
    ]),
    `pass: [${avoidable ? 'no collision' : '{maximum impact speed: {below: $egoSpeed}}'}]`,
    'capture: {rate: 10 Hz, from: {after: cut in}, for: 4 s}',
    'duration: 12 s',
  ]);
  return { name: `closing-${closingKmH}-gap-${gap.name}`, row: `${closingKmH} km/h slower`, column: gap.called, text };
}

function more(metres: number): string {
  if (metres === 0) return '';
  return metres > 0 ? ` + ${metres} m` : ` - ${-metres} m`;
}
