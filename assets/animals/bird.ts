/** A large bird in flight: goose or raptor by trait `species`; `span` m. Origin at the middle of the body. Gaits glide and flap. */
import type { BodyAsset, Material, Model, ModelPose, PartPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { cos, sin, smoothstep, TAU } from '#core/math';
import { mix, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { boundsOf, type Loft } from '../mesh/field.js';
import { addFlesh, type Flesh, fleshFrom } from '../mesh/half-flesh.js';
import { remember } from '../mesh/remember.js';
import { STILL } from '../mesh/rigid.js';
import { createSkin } from '../mesh/skin.js';
import { linesOf } from '../mesh/surface-nets.js';
import { traitNumber, traitWord } from './species.js';

const FEATHER: Material = { id: 'feather', baseColor: [1, 1, 1], roughness: 0.85, metalness: 0, texture: 'fur' };

interface Plumage {
  readonly body: Vec3;
  readonly breast: Vec3;
  readonly neck: Vec3;
  readonly wing: Vec3;
  readonly remiges: Vec3;
  readonly beak: Vec3;
}
const PLUMAGES: Readonly<Record<string, Plumage>> = {
  goose: {
    body: [0.17, 0.135, 0.1],
    breast: [0.36, 0.3, 0.23],
    neck: [0.014, 0.013, 0.013],
    wing: [0.14, 0.11, 0.085],
    remiges: [0.05, 0.042, 0.036],
    beak: [0.014, 0.013, 0.013],
  },
  raptor: {
    body: [0.11, 0.072, 0.045],
    breast: [0.25, 0.18, 0.115],
    neck: [0.14, 0.095, 0.06],
    wing: [0.115, 0.075, 0.047],
    remiges: [0.045, 0.032, 0.023],
    beak: [0.3, 0.22, 0.04],
  },
};
/** How far head and beak lie before the body, at a span of 1.5 m; m. */
const NECKS: Readonly<Record<string, number>> = { goose: 0.3, raptor: 0.06 };

const straight = (from: Vec3, to: Vec3, melt: number, stations: Loft['stations'], ends?: readonly [number, number]): Loft => ({
  from,
  to,
  stations,
  bones: [[0, 0]],
  melt,
  ...(ends === undefined ? {} : { ends }),
});

/** Body, neck, head and beak at a span of 1.5 m. */
function lofts(neck: number): Loft[] {
  const thick = neck > 0.1 ? 1 : 1.25;
  return [
    straight([-0.3, 0, 0.005], [0.2, 0, 0], 0.03, [
      [0, 0.016, 0.016, 0.022],
      [0.25, 0.05, 0.055, 0.06],
      [0.55, 0.085, 0.105, 0.1],
      [0.82, 0.074, 0.095, 0.084],
      [1, 0.045, 0.055, 0.05],
    ]),
    straight([0.14, 0, 0.005], [0.2 + neck, 0, 0.035], 0.05, [
      [0, 0.06 * thick, 0.065 * thick, 0.06 * thick],
      [0.4, 0.036 * thick, 0.038 * thick, 0.036 * thick],
      [1, 0.028 * thick, 0.028 * thick, 0.027 * thick],
    ]),
    straight([0.19 + neck, 0, 0.04], [0.29 + neck, 0, 0.032], 0.02, [
      [0, 0.03 * thick, 0.03 * thick, 0.028 * thick],
      [0.4, 0.037 * thick, 0.038 * thick, 0.034 * thick],
      [1, 0.019, 0.022, 0.018],
    ]),
    straight(
      [0.28 + neck, 0, 0.027],
      [(neck > 0.1 ? 0.36 : 0.33) + neck, 0, 0.014],
      0.008,
      [
        [0, 0.017, 0.018, 0.015],
        [0.6, 0.011, 0.012, 0.012],
        [1, 0.005, 0.006, 0.006],
      ],
      [0.004, 0.005],
    ),
  ];
}

const fleshes = new Map<string, Flesh>();
function fleshOf(kind: string): Flesh {
  const all = lofts(NECKS[kind] as number);
  const [low, high] = boundsOf(all);
  const y = linesOf(0.004, high[1] + 0.01, () => 0.008);
  const made =
    fleshes.get(kind) ??
    fleshFrom({
      lofts: all,
      grid: {
        x: linesOf(low[0] - 0.01, high[0] + 0.01, (at) => (at > 0.16 ? 0.009 : 0.016)),
        y: [-(y[0] as number), ...y],
        z: linesOf(low[2] - 0.01, high[2] + 0.01, () => 0.009),
      },
      faces: [240],
      color: plumageOn(kind),
    });
  fleshes.set(kind, made);
  return made;
}
function plumageOn(kind: string): (at: Vec3, normal: Vec3) => Vec3 {
  const c = PLUMAGES[kind] as Plumage;
  const neck = NECKS[kind] as number;
  return ([x, , z], normal) => {
    const below = smoothstep(0.3, -0.4, normal[2]);
    const trunk = mix(c.body, c.breast, below);
    const vent = kind === 'goose' ? smoothstep(-0.14, -0.2, x) * below : 0;
    const necked = mix(mix(trunk, [0.6, 0.58, 0.54], vent), c.neck, smoothstep(0.14, 0.22, x));
    const cheek =
      kind === 'goose'
        ? smoothstep(0.2 + neck, 0.22 + neck, x) * smoothstep(0.26 + neck, 0.24 + neck, x) * smoothstep(0.045, 0.03, z)
        : 0;
    return mix(mix(necked, [0.62, 0.6, 0.56], cheek), c.beak, smoothstep(0.288 + neck, 0.296 + neck, x));
  };
}

function build(look: Look): Model {
  const random = randomRoot(look.seed).child('bird');
  const kind = traitWord(look, 'species', random.child('species'), ['goose', 'raptor']);
  const span = spanOf(look);
  const k = span / 1.5;
  const c = PLUMAGES[kind] as Plumage;
  const skin = createSkin();
  addFlesh(skin, fleshOf(kind).level(0), {
    color: plumageOn(kind),
    uv: ([x, y, z]) => [z + 0.6 * y, x],
    mirrored: (bone) => bone,
  });
  const { mesh } = skin.build();
  const body = {
    ...mesh,
    positions: mesh.positions.map((v) => v * k),
    ...(mesh.uvs === undefined ? {} : { uvs: mesh.uvs.map((v) => v * k) }),
  };
  const tail = createMeshBuilder();
  const fan = Array.from({ length: 9 }, (_, j): readonly [number, number] => {
    const angle = (j / 8 - 0.5) * (kind === 'raptor' ? 1.1 : 0.7);
    return [-0.2 - 0.29 * cos(angle), -0.36 * sin(angle)];
  });
  const outline = [[-0.22, 0.035], ...fan, [-0.22, -0.035]] as const;
  tail.loft([0.014, 0.004].map((z) => outline.map(([x, y]): Vec3 => [x * k, y * k, z * k])).reverse(), {
    caps: true,
    color: c.remiges,
  });
  const half = (span - 0.16 * k) / 4;
  /** A strip of wing from `front` to `back` of its stations: share of the half, leading and trailing edge. */
  const strip = (
    b: MeshBuilder,
    side: 1 | -1,
    stations: readonly (readonly [t: number, lead: number, trail: number])[],
    thick: number,
    color: Vec3,
  ): void => {
    const rows = stations.map(([t, lead, trail]): Vec3[] => {
      const y = side * half * t;
      const at = (u: number, z: number): Vec3 => [(lead + (trail - lead) * u) * k, y, z * k];
      return [
        at(0, 0.004),
        at(0.25, 0.008 + thick),
        at(0.65, 0.007 + 0.5 * thick),
        at(1, 0),
        at(0.6, -0.002),
        at(0.2, -0.4 * thick),
      ];
    });
    b.loft(side === -1 ? rows : [...rows].reverse(), { caps: true, color });
  };
  const wing = (side: 1 | -1, outer: boolean) => {
    const b = createMeshBuilder();
    if (!outer) {
      strip(
        b,
        side,
        [
          [0, 0.1, -0.08],
          [0.5, 0.135, -0.06],
          [1.03, 0.13, -0.05],
        ],
        0.014,
        c.wing,
      );
      strip(
        b,
        side,
        [
          [0, -0.05, -0.2],
          [0.5, -0.03, -0.18],
          [1.03, -0.02, -0.16],
        ],
        0.003,
        c.remiges,
      );
    } else if (kind === 'raptor') {
      strip(
        b,
        side,
        [
          [0, 0.13, -0.05],
          [0.3, 0.125, -0.03],
          [0.52, 0.09, -0.01],
        ],
        0.01,
        c.wing,
      );
      strip(
        b,
        side,
        [
          [0, -0.02, -0.16],
          [0.3, -0.01, -0.14],
          [0.5, 0.0, -0.1],
        ],
        0.003,
        c.remiges,
      );
      for (let finger = 0; finger < 5; finger++) {
        const u = finger / 4;
        const root = 0.085 - 0.15 * u;
        const tip = 0.1 - 0.27 * u;
        const long = 1 - 0.06 * (u - 0.3) * (u - 0.3) * 10 - 0.04 * u;
        strip(
          b,
          side,
          [
            [0.42, root + 0.02, root - 0.025],
            [0.75, (root + tip) / 2 + 0.017, (root + tip) / 2 - 0.018],
            [long, tip + 0.006, tip - 0.008],
          ],
          0.002,
          c.remiges,
        );
      }
    } else {
      strip(
        b,
        side,
        [
          [0, 0.13, -0.05],
          [0.5, 0.1, -0.03],
          [0.9, 0.02, -0.02],
        ],
        0.01,
        c.wing,
      );
      strip(
        b,
        side,
        [
          [0, -0.02, -0.16],
          [0.5, -0.01, -0.12],
          [0.85, -0.0, -0.08],
          [1, -0.035, -0.06],
        ],
        0.003,
        c.remiges,
      );
    }
    return b.build(0.2);
  };
  const parts = [body, wing(1, false), wing(1, true), wing(-1, false), wing(-1, true), tail.build(0.2)];
  return {
    parts: parts.map((mesh, i) => ({
      name: ['body', 'left inner wing', 'left outer wing', 'right inner wing', 'right outer wing', 'tail'][i] as string,
      mesh,
      material: FEATHER,
    })),
    keypoints: [],
    skeleton: [],
    pose({ gait, phase }): ModelPose {
      const beat = gait === 'flap' ? 0.62 * cos(TAU * phase) : 0.12;
      const tip = gait === 'flap' ? 0.45 * cos(TAU * (phase - 0.18)) : 0.05;
      const poses: PartPose[] = [{ kind: 'rigid', matrix: new Float64Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]) }];
      for (const side of [1, -1] as const) {
        const root: Vec3 = [0.06 * k, side * 0.08 * k, 0.05 * k];
        const elbow: Vec3 = [root[0], root[1] + side * half * cos(beat), root[2] + half * sin(beat)];
        poses.push(
          { kind: 'rigid', matrix: tilted(root, side * beat) },
          { kind: 'rigid', matrix: tilted(elbow, side * (beat * 0.4 + tip)) },
        );
      }
      poses.push(STILL);
      return { parts: poses, keypoints: [] };
    },
  };
}
/** Turned about +x at a point. */
function tilted(at: Vec3, angle: number): Float64Array {
  const [c, s] = [cos(angle), sin(angle)];
  return new Float64Array([1, 0, 0, at[0], 0, c, -s, at[1], 0, s, c, at[2]]);
}
function spanOf(look: Look): number {
  return traitNumber(look, 'span', randomRoot(look.seed).child('bird').child('span').between(1.2, 1.7));
}

export const bird: BodyAsset = {
  name: 'bird',
  class: 'bird',
  gaits: ['glide', 'flap'],
  // Large birds beat about 4 times a second.
  stride: (_gait, speed) => Math.max(speed, 1) / 4,
  gaitFor: () => 'flap',
  box: (look) => ({ center: [0, 0, 0], size: [0.9 * (spanOf(look) / 1.5), spanOf(look), 0.35 * (spanOf(look) / 1.5)] }),
  build: remember(build),
  about: { title: 'Large bird', licence: 'Apache-2.0', source: 'spans of geese and buzzards from general references' },
};
