/** A report with figures as they come: roads where somebody crosses, driven by simple kinematics. The same call, the same report. */
import type { CaseCurves, CaseTracks, ScenarioSummary, ValidationCase, ValidationReport } from '#contracts/validation';
import { hashOf } from '#core/hash';
import { type RandomStream, randomRoot } from '#core/random';
import { wilson } from '#core/wilson';

interface Kind {
  readonly file: string;
  readonly title: string;
  readonly runs: number;
  readonly actor: { readonly id: string; readonly class: string; readonly length: number; readonly width: number };
  /** m/s */
  readonly egoSpeed: readonly [number, number];
  readonly actorSpeed: readonly [number, number];
  /** When it can be seen, before the two would meet, s. */
  readonly warning: readonly [number, number];
}

const KINDS: readonly Kind[] = [
  {
    file: 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml',
    title: 'Child from behind parked cars (CPNCO)',
    runs: 100,
    actor: { id: 'child', class: 'pedestrian', length: 0.4, width: 0.4 },
    egoSpeed: [6, 17],
    actorSpeed: [1, 2.5],
    warning: [1, 3],
  },
  {
    file: 'scenarios/wildlife/deer-at-dusk.yaml',
    title: 'Deer crosses a country road at dusk',
    runs: 80,
    actor: { id: 'deer', class: 'deer', length: 1.8, width: 0.5 },
    egoSpeed: [14, 28],
    actorSpeed: [3, 9],
    warning: [1.6, 4.5],
  },
  {
    file: 'scenarios/road/slow-cyclist.yaml',
    title: 'Cyclist turns across the lane',
    runs: 20,
    actor: { id: 'cyclist', class: 'rider', length: 1.8, width: 0.6 },
    egoSpeed: [8, 14],
    actorSpeed: [3, 6],
    warning: [2.2, 4.5],
  },
];
const HZ = 20;
const LANE_Y = -1.75;
const CAR = { length: 4.6, width: 1.85 };

export function sampleReport(): ValidationReport {
  const root = randomRoot('sample');
  const cases = KINDS.flatMap((kind, k) =>
    Array.from({ length: kind.runs }, (_, draw) => sampleCase(kind, draw, root.child(k))),
  );
  const failed = cases.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  const passed = cases.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
  return {
    format: 1,
    nearmissVersion: '0.1.0',
    sut: { name: 'cautious-driver', version: '2.3.1', kind: 'process' },
    seed: '7',
    scenarios: KINDS.map(({ file }) => summaryOf(cases.filter((one) => one.file === file))),
    cases,
    flaky: passed.slice(3, 5),
    regression: {
      baseline: 'cautious-driver 2.3.0',
      both: 197,
      fixed: passed.slice(10, 21),
      broken: failed.slice(0, 3),
      pValue: 0.0574,
    },
  };
}

function summaryOf(cases: readonly ValidationCase[]): ScenarioSummary {
  const [{ file, title }] = cases as [ValidationCase];
  const number = (outcome: ValidationCase['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  const [passed, failed] = [number('pass'), number('fail')];
  return {
    file,
    title,
    runs: cases.length,
    passed,
    failed,
    invalid: number('invalid'),
    errors: number('error'),
    failureInterval: wilson(failed, passed + failed),
    ...(cases.length === 20 ? { stopped: { decision: 'accept', after: 20 } } : {}),
  };
}

function sampleCase(kind: Kind, draw: number, root: RandomStream): ValidationCase {
  const stream = root.child(draw);
  const parameters = {
    egoSpeed: stream.between(...kind.egoSpeed),
    actorSpeed: stream.between(...kind.actorSpeed),
    warning: stream.between(...kind.warning),
    friction: stream.between(0.35, 0.95),
    cloud: stream.uniform(),
    surface: stream.pick(['dry', 'wet', 'worn']),
  };
  const drive = driven(kind, parameters);
  const luck = stream.uniform();
  const outcome = luck > 0.99 ? 'error' : luck > 0.96 ? 'invalid' : drive.contactAt === undefined ? 'pass' : 'fail';
  const name = kind.file.replace(/^.*\/|\.yaml$/g, '');
  return {
    id: `${name}/7/${draw}`,
    file: kind.file,
    line: 24,
    title: kind.title,
    seed: '7',
    draw,
    parameters,
    outcome,
    ...wordsOf(kind, outcome, drive, parameters.egoSpeed),
    metrics: { minTtc: drive.minTtc, minGap: drive.minGap, impactSpeed: drive.contactAt === undefined ? 0 : drive.impactSpeed },
    ...(outcome === 'fail' ? { preventable: parameters.friction > 0.6, tracks: drive.tracks } : {}),
    duration: drive.tracks.times.at(-1) as number,
    concreteSha256: hashOf({ parameters }),
    traceSha256: outcome === 'error' ? '' : hashOf(drive.tracks),
    replay: `nearmiss validate ${kind.file} --seed 7 --only ${draw}`,
    curves: drive.curves,
  };
}

function wordsOf(
  kind: Kind,
  outcome: ValidationCase['outcome'],
  drive: Drive,
  egoSpeed: number,
): Pick<ValidationCase, 'reasons' | 'criteria' | 'execution'> {
  if (outcome === 'error') return { reasons: ['the system did not answer within 2 s'], criteria: [], execution: [] };
  const measured = outcome === 'invalid' ? egoSpeed - 1.4 : egoSpeed + 0.01;
  const execution = [
    { name: 'initial speed of ego', declared: egoSpeed, measured, tolerance: 0.5, unit: 'm/s', kept: outcome !== 'invalid' },
    { name: `start of ${kind.actor.id}`, declared: 1.5, measured: 1.52, tolerance: 0.1, unit: 's', kept: true },
  ];
  if (outcome === 'invalid') return { reasons: ['initial speed of ego was not kept'], criteria: [], execution };
  const { contactAt, impactSpeed, minTtc } = drive;
  const hit = contactAt === undefined ? {} : { value: impactSpeed, timeNs: Math.round(contactAt * 1e9) };
  const when = contactAt === undefined ? {} : { timeNs: Math.round(contactAt * 1e9) };
  const criteria = [
    { criterion: 'no-collision of ego', passed: contactAt === undefined, ...hit },
    { criterion: 'min-ttc of ego', passed: minTtc > 0.3 || contactAt === undefined, value: minTtc, limit: 0.3, ...when },
  ];
  const said =
    contactAt === undefined
      ? []
      : [`ego hits ${kind.actor.id} at ${impactSpeed.toFixed(1)} m/s, ${contactAt.toFixed(2)} s after the start`];
  return { reasons: said, criteria, execution };
}

interface Drive {
  readonly contactAt?: number;
  readonly impactSpeed: number;
  readonly minTtc: number;
  readonly minGap: number;
  readonly curves: CaseCurves;
  readonly tracks: CaseTracks;
}

/** Ego drives along x and brakes once it is warned; somebody crosses along y, so that both would be at x = 60 at once. */
function driven(kind: Kind, p: { egoSpeed: number; actorSpeed: number; warning: number; friction: number }): Drive {
  const meet = 60;
  const meetTime = meet / p.egoSpeed;
  let [x, v] = [0, p.egoSpeed];
  let contactAt: number | undefined;
  let impactSpeed = 0;
  const [times, ego, other, speeds, ttc, gap] = [[], [], [], [], [], []] as [
    number[],
    [number, number, number][],
    [number, number, number][],
    number[],
    (number | null)[],
    number[],
  ];
  for (let i = 0; i <= (meetTime + 2) * HZ; i++) {
    const t = i / HZ;
    const y = LANE_Y - p.actorSpeed * (meetTime - t);
    const ahead = meet - x - CAR.length / 2 - kind.actor.width / 2;
    const aside = Math.abs(y - LANE_Y) - CAR.width / 2 - kind.actor.length / 2;
    const distance = Math.sqrt(Math.max(0, ahead) ** 2 + Math.max(0, aside) ** 2);
    if (contactAt === undefined && distance === 0 && ahead > -CAR.length) [contactAt, impactSpeed] = [t, v];
    times.push(t);
    ego.push([x, LANE_Y, 0]);
    other.push([meet, y, Math.PI / 2]);
    speeds.push(v);
    ttc.push(contactAt !== undefined || v < 0.1 || ahead < 0 ? null : ahead / v);
    gap.push(distance);
    if (contactAt !== undefined && t > contactAt + 1) break;
    const braking = t > meetTime - p.warning + 0.6 || contactAt !== undefined;
    v = Math.max(0, v - (braking ? (9.81 * p.friction) / HZ : 0));
    x += v / HZ;
  }
  return {
    ...(contactAt === undefined ? {} : { contactAt }),
    impactSpeed,
    minTtc: Math.min(...ttc.map((value) => value ?? Number.MAX_VALUE)),
    minGap: Math.min(...gap),
    curves: { times, speeds: { ego: speeds, [kind.actor.id]: times.map(() => p.actorSpeed) }, ttc, gap },
    tracks: {
      times,
      actors: [
        { id: 'ego', class: 'car', ...CAR, states: ego },
        { ...kind.actor, states: other },
      ],
      ...place(),
    },
  };
}

function place(): Pick<CaseTracks, 'lanes' | 'solids'> {
  const along = (y: number) => Array.from({ length: 31 }, (_, i) => [-20 + 5 * i, y] as const);
  return {
    lanes: [
      { width: 3.5, points: along(-1.75) },
      { width: 3.5, points: along(1.75) },
    ],
    solids: Array.from({ length: 8 }, (_, i) => [12 + 5.6 * i, -4.8, 0, 4.5, 1.8] as const),
  };
}
