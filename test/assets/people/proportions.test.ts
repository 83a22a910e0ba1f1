/** Bodies against published measurements: what is woven, not what it was woven from. */
import { describe, expect, it } from 'vitest';
import { createSkin, type SkinBuilder } from '#assets/mesh/skin';
import { weaveBody } from '#assets/people/body';
import type { Clothes } from '#assets/people/clothes';
import type { Figure } from '#assets/people/figure';
import { weaveHand } from '#assets/people/flesh/hand';
import { weaveNeck } from '#assets/people/flesh/head';
import { skullOf } from '#assets/people/flesh/skull';
import { weaveTrunk } from '#assets/people/flesh/trunk';
import { trunkShape } from '#assets/people/flesh/trunk-shape';
import { createWeaver, type Stuff, type Weaver } from '#assets/people/flesh/weave';
import { frameOf, jointOf, P } from '#assets/people/frame';
import type { Vec3 } from '#core/pose';

/** mm. Means of ANSUR II (NATICK/TR-15/007): men, women. */
const ANSUR = {
  male: {
    stature: 1756.2,
    trochanter: 900.9,
    knee: 488.4,
    ankle: 72.9,
    acromionRadiale: 335.2,
    radialeStylion: 267.9,
    hand: 193.3,
    bideltoid: 510.4,
    hipBreadth: 345.7,
    buttockDepth: 245.8,
    waistBreadth: 326.4,
    waistDepth: 237.8,
    chestBreadth: 289.4,
    chestDepth: 253.8,
    headBreadth: 154.3,
    headLength: 199.5,
    calf: 392.3,
    ankleGirth: 229.3,
    wristGirth: 175.9,
    neck: 397.6,
  },
  female: {
    stature: 1628.5,
    trochanter: 845.4,
    knee: 449,
    ankle: 62.7,
    acromionRadiale: 311.2,
    radialeStylion: 241.3,
    hand: 181.1,
    bideltoid: 450.3,
    hipBreadth: 353.8,
    buttockDepth: 232.9,
    waistBreadth: 299.9,
    waistDepth: 213,
    chestBreadth: 269.3,
    chestDepth: 247.4,
    headBreadth: 147.8,
    headLength: 189.8,
    calf: 373.3,
    ankleGirth: 215.7,
    wristGirth: 154.8,
    neck: 329.8,
  },
} as const;
type Measures = Record<keyof (typeof ANSUR)['male'], number>;
const WITHIN = 0.03;

/** Close to the skin: what is worn adds a few millimetres, which are taken off below. */
const BARE: Clothes = {
  top: [0.5, 0.5, 0.5],
  bottom: [0.2, 0.2, 0.2],
  shoes: [0.1, 0.1, 0.1],
  skin: [0.5, 0.35, 0.3],
  hair: [0.01, 0.01, 0.01],
  second: [0.3, 0.3, 0.3],
  upper: 't-shirt',
  sleeves: 'none',
  legs: 'leggings',
  hairLength: 'bald',
  headgear: 'none',
  beard: false,
  glasses: false,
  boots: false,
  pattern: 'plain',
  bag: 'none',
  creases: 0.3,
};

function measured(f: Figure): Measures {
  const frame = frameOf(f);
  const woven = (weave: (weaver: Weaver, sheets: Readonly<Record<Stuff, SkinBuilder>>) => void): Vec3[] => {
    const skin = createSkin();
    const sheets = { cloth: skin, top: skin, skin, hair: skin, strips: skin };
    weave(createWeaver(sheets, 0), sheets);
    const { positions } = skin.build().mesh;
    return Array.from(
      { length: positions.length / 3 },
      (_, i): Vec3 => [...positions.subarray(3 * i, 3 * i + 3)] as unknown as Vec3,
    );
  };
  const body = woven((_, sheets) => weaveBody(sheets, 0, f, BARE, frame));
  const hand = woven((weaver) => weaveHand(weaver, { side: 1, f, c: BARE, frame }));
  const neck = woven((weaver) =>
    weaveNeck(weaver, { f, c: BARE, frame, skull: skullOf(f, frame) }, trunkShape(f, BARE, frame)),
  );
  const trunk = woven((weaver) => weaveTrunk(weaver, trunkShape(f, BARE, frame), BARE, frame));
  const joint = (bone: number): Vec3 => jointOf(frame, bone);
  const h = f.height;
  const at = (z: number, keep: (p: Vec3) => boolean, of: readonly Vec3[] = body): Vec3[] => {
    const near = of.filter(keep).reduce((best, p) => (Math.abs(p[2] - z) < Math.abs(best - z) ? p[2] : best), Infinity);
    return of.filter((p) => Math.abs(p[2] - near) < 1e-5 && keep(p));
  };
  const extent = (some: readonly Vec3[], axis: 0 | 1): number =>
    Math.max(...some.map((p) => p[axis])) - Math.min(...some.map((p) => p[axis]));
  const mm = (v: number): number => 1000 * v;
  const s = frame.shares;
  const leftLeg = (p: Vec3): boolean => p[1] > 0 && p[2] < s.crotch * h;
  const leftArm = (p: Vec3): boolean => p[1] > joint(P.armL)[1] - 0.035 * h;
  const head = body.filter((p) => p[2] > h - 0.75 * frame.head);
  const nose = (p: Vec3): boolean => p[2] > h - 0.45 * frame.head;
  /** Cloth stands off by so much on either side. */
  const CLOTH = { waist: 0.012, chest: 0.006, hips: 0.01 };
  return {
    stature: mm(Math.max(...body.map((p) => p[2]))),
    trochanter: mm(joint(P.legL)[2]),
    knee: mm(joint(P.shinL)[2]),
    ankle: mm(joint(P.footL)[2]),
    acromionRadiale: mm(s.acromion * h - joint(P.foreL)[2]),
    radialeStylion: mm(joint(P.foreL)[2] - joint(P.handL)[2]),
    hand: mm(joint(P.handL)[2] - Math.min(...hand.map((p) => p[2]))),
    bideltoid: mm(
      extent(
        body.filter((p) => p[2] > joint(P.armL)[2] - 0.06 * h),
        1,
      ),
    ),
    hipBreadth: mm(
      extent(
        at((s.crotch + 0.062) * h, () => true, trunk),
        1,
      ) -
        2 * CLOTH.hips,
    ),
    buttockDepth: mm(
      extent(
        at((s.crotch + 0.062) * h, () => true, trunk),
        0,
      ) -
        2 * CLOTH.hips,
    ),
    waistBreadth: mm(
      extent(
        at(s.waistHeight * h, () => true, trunk),
        1,
      ) -
        2 * CLOTH.waist,
    ),
    waistDepth: mm(
      extent(
        at(s.waistHeight * h, () => true, trunk),
        0,
      ) -
        2 * CLOTH.waist,
    ),
    chestBreadth: mm(
      extent(
        at(s.chestHeight * h, () => true, trunk),
        1,
      ) -
        2 * CLOTH.chest,
    ),
    chestDepth: mm(
      extent(
        at(s.chestHeight * h, () => true, trunk),
        0,
      ) -
        2 * CLOTH.chest,
    ),
    headBreadth: mm(
      extent(
        head.filter((p) => p[2] > h - 0.4 * frame.head),
        1,
      ),
    ),
    headLength: mm(extent(head.filter(nose), 0)),
    calf: mm(round(at(frame.ankle + 0.62 * (joint(P.shinL)[2] - frame.ankle), leftLeg))),
    ankleGirth: mm(round(at(frame.ankle + 0.08 * (joint(P.shinL)[2] - frame.ankle), leftLeg))),
    wristGirth: mm(round(at(joint(P.handL)[2] + 0.012 * h, leftArm))),
    neck: mm(round(middleRow(neck))),
  };
}

function middleRow(points: readonly Vec3[]): Vec3[] {
  const heights = [...new Set(points.map((p) => p[2].toFixed(5)))].sort();
  const counted = heights.map((z) => points.filter((p) => p[2].toFixed(5) === z)).filter((row) => row.length === 12);
  return counted[0] as Vec3[];
}

/** Once round the points in the order of their angle about their middle. */
function round(points: readonly Vec3[]): number {
  const [mx, my] = [0, 1].map((k) => points.reduce((sum, p) => sum + (p[k] as number), 0) / points.length) as [number, number];
  const sorted = [...points].sort((a, b) => Math.atan2(a[1] - my, a[0] - mx) - Math.atan2(b[1] - my, b[0] - mx));
  return sorted.reduce((sum, p, i) => {
    const q = sorted[(i + 1) % sorted.length] as Vec3;
    return sum + Math.hypot(p[0] - q[0], p[1] - q[1]);
  }, 0);
}

describe.each(['male', 'female'] as const)('an average %s', (sex) => {
  const table = ANSUR[sex];
  const f: Figure = {
    height: table.stature / 1000,
    build: 1,
    childlike: 0,
    stoop: 0,
    female: sex === 'female' ? 1 : 0,
    elderly: false,
  };
  const body = measured(f);
  it.each(Object.keys(table) as (keyof Measures)[])('has the %s of ANSUR II within 3 %', (name) => {
    expect(body[name] / table[name] - 1).toBeGreaterThan(-WITHIN);
    expect(body[name] / table[name] - 1).toBeLessThan(WITHIN);
  });
});
