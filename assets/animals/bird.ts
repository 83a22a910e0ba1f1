/** A large bird in flight: goose or raptor by trait `species`; `span` m. Origin at the middle of the body. Gaits glide and flap. */
import type { BodyAsset, Material, Model, ModelPose, PartPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import { remember } from '../mesh/remember.js';
import { traitNumber, traitWord } from './species.js';

const FEATHER: Material = { id: 'feather', baseColor: [1, 1, 1], roughness: 0.85, metalness: 0, texture: 'fur' };

const COLORS: Readonly<Record<string, { readonly body: Vec3; readonly wing: Vec3; readonly neck: Vec3; readonly beak: Vec3 }>> =
  {
    goose: { body: [0.2, 0.17, 0.14], wing: [0.12, 0.1, 0.085], neck: [0.02, 0.02, 0.02], beak: [0.02, 0.02, 0.02] },
    raptor: { body: [0.12, 0.08, 0.05], wing: [0.09, 0.06, 0.04], neck: [0.2, 0.15, 0.1], beak: [0.3, 0.22, 0.04] },
  };

function build(look: Look): Model {
  const random = randomRoot(look.seed).child('bird');
  const kind = traitWord(look, 'species', random.child('species'), ['goose', 'raptor']);
  const span = spanOf(look);
  const k = span / 1.5;
  const c = COLORS[kind] as (typeof COLORS)[string];
  const neck = kind === 'goose' ? 0.34 : 0.12;
  const body = createMeshBuilder();
  const ring = (x: number, z: number, r: number): Vec3[] =>
    Array.from({ length: 12 }, (_, j): Vec3 => [x * k, r * k * cos((j / 12) * TAU), (z + r * 0.9 * sin((j / 12) * TAU)) * k]);
  body.loft(
    [
      [-0.3, 0, 0.03],
      [-0.22, 0, 0.07],
      [-0.05, 0, 0.115],
      [0.1, 0, 0.11],
      [0.2, 0.01, 0.07],
    ].map(([x, z, r]) => ring(x as number, z as number, r as number)),
    { caps: true, color: c.body },
  );
  body.loft(
    [
      [0.17, 0.01, 0.06],
      [0.24, 0.015, 0.038],
      [0.22 + neck * 0.6, 0.03, 0.03],
      [0.22 + neck, 0.035, 0.04],
      [0.29 + neck, 0.03, 0.035],
      [0.32 + neck, 0.02, 0.015],
    ].map(([x, z, r]) => ring(x as number, z as number, r as number)),
    { caps: true, color: c.neck },
  );
  body.loft(
    [
      [0.31 + neck, 0.02, 0.016],
      [0.37 + neck, 0.01, 0.008],
      [0.39 + neck, 0.0, 0.002],
    ].map(([x, z, r]) => ring(x as number, z as number, r as number)),
    { caps: true, color: c.beak },
  );
  const fan = [
    [-0.26, -0.06],
    [-0.5, -0.13],
    [-0.52, 0],
    [-0.5, 0.13],
    [-0.26, 0.06],
  ] as const;
  body.loft([0.012, -0.004].map((z) => fan.map(([x, y]): Vec3 => [x * k, y * k, z * k])).reverse(), {
    caps: true,
    color: c.wing,
  });
  const wing = (side: 1 | -1, outer: boolean) => {
    const b = createMeshBuilder();
    const half = (span - 0.16 * k) / 4;
    const chord = outer ? [0.13, 0.12, 0.05] : [0.12, 0.15, 0.13];
    const rows = chord.map((w, i): Vec3[] => {
      const y = side * half * (i / 2);
      const back = outer ? -0.06 * i : 0;
      return [
        [(w + back) * k, y, 0.012 * k],
        [(back - w * 0.2) * k, y, 0.022 * k],
        [(back - w) * k, y, 0],
        [(back - w * 0.2) * k, y, -0.008 * k],
      ];
    });
    b.loft(side === 1 ? rows : [...rows].reverse(), { caps: true, color: c.wing });
    return b.build();
  };
  const half = (span - 0.16 * k) / 4;
  const parts = [body.build(0.2), wing(1, false), wing(1, true), wing(-1, false), wing(-1, true)];
  return {
    parts: parts.map((mesh, i) => ({
      name: ['body', 'left inner wing', 'left outer wing', 'right inner wing', 'right outer wing'][i] as string,
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
