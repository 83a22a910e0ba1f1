/** Makes a BodyAsset of a vehicle from its design. */
import type { BodyAsset, Model, ModelPart, PartPose } from '#contracts/model';
import type { Box, ClassId, Look } from '#contracts/scene';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { coarseModel } from '../mesh/coarse.js';
import { remember } from '../mesh/remember.js';
import { STILL, wheelPose } from '../mesh/rigid.js';
import type { TaggedMesh } from './bodywork.js';
import type { Outline } from './design.js';
import { MATERIALS, paintOf } from './paint.js';
import { rimMesh, tyreMesh, type WheelSpec } from './wheel.js';

export interface Wheel {
  readonly position: Vec3;
  /** Turns with the `steer` channel. */
  readonly steers: boolean;
  /** Inner one of a twin pair: no rim to be seen. */
  readonly inner?: boolean;
}

export interface VehicleDesign {
  /** What the box says, exactly; the geometry keeps to it within 2 cm. */
  readonly outline: Outline;
  /** Built when asked, for a world without pictures needs the outline alone. */
  bodywork(): readonly TaggedMesh[];
  readonly wheels: readonly Wheel[];
  readonly wheel: WheelSpec;
  /** Where the low beams start; empty for a vehicle without. */
  readonly headlamps: readonly Vec3[];
  /** Paint that three in five of this kind have; drawn by market share for the rest, or for all when missing. */
  readonly usualPaint?: string;
}

export interface VehicleKind {
  readonly name: string;
  readonly class: ClassId;
  readonly title: string;
  readonly source: string;
  design(look: Look): VehicleDesign;
}

/** Peak of a low beam, cd (UN R112 class B allows 44,100 at 50R; common halogen and LED units reach 20,000 to 30,000). */
const LOW_BEAM_CD = 25_000;
/** Beyond this many metres a wheel's turning can't be seen, and a cell of the coarse shape is 4 pixels wide in a picture of 1280. */
const FAR = 60;
const FAR_CELL = 0.22;
/** UN R48: 1 % down. */
const DOWN: Vec3 = [0.99995, 0, -0.0099995];

/**
 * Channels: `wheel` m rolled, `steer` rad (left positive). One gait, `drive`; a cycle is one turn of the wheel.
 * The box leaves out mirrors, as ISO 612 and registration papers do.
 */
export function vehicleAsset(kind: VehicleKind): BodyAsset {
  const build = remember((look) => {
    const model = buildVehicle(kind, look);
    return { ...model, far: { from: FAR, model: coarseModel(model, 'drive', FAR_CELL) } };
  });
  const radius = remember((look) => kind.design(look).wheel.radius);
  return {
    name: kind.name,
    class: kind.class,
    gaits: ['drive'],
    stride: (_gait, _speed, look) => TAU * radius(look),
    gaitFor: () => 'drive',
    box: remember((look): Box => boxOf(kind.design(look).outline)),
    build,
    about: { title: kind.title, licence: 'Apache-2.0', source: kind.source },
  };
}

function boxOf({ length, width, height }: Outline): Box {
  return { center: [0, 0, height / 2], size: [length, width, height] };
}

function buildVehicle(kind: VehicleKind, look: Look): Model {
  const design = kind.design(look);
  const paint = paintOf(look, design.usualPaint);
  const fixed = design.bodywork().map(({ name, tag, mesh }): ModelPart => {
    const material = tag === 'paint' ? paint : MATERIALS[tag];
    if (material === undefined) throw new Error(`${kind.name}: no material is called ${tag}`);
    return { name, mesh, material };
  });
  const [tyre, rim] = [tyreMesh(design.wheel), rimMesh(design.wheel)];
  const wheels = design.wheels.flatMap(({ inner }, k): ModelPart[] => [
    { name: `tyre-${k}`, mesh: tyre, material: MATERIALS.tyre as ModelPart['material'] },
    ...(inner === true ? [] : [{ name: `rim-${k}`, mesh: rim, material: MATERIALS.rim as ModelPart['material'] }]),
  ]);
  return {
    parts: [...fixed, ...wheels],
    keypoints: [],
    skeleton: [],
    headlamps: design.headlamps.map((position) => ({ position, direction: DOWN, intensityCd: LOW_BEAM_CD })),
    pose({ channels }) {
      const turn = (channels.wheel ?? 0) / design.wheel.radius;
      const steer = channels.steer ?? 0;
      const rolling = design.wheels.flatMap((wheel): PartPose[] => {
        const right = wheel.position[1] < 0;
        const heading = (wheel.steers ? steer : 0) + (right ? TAU / 2 : 0);
        const pose = wheelPose(wheel.position, right ? -turn : turn, heading);
        return wheel.inner === true ? [pose] : [pose, pose];
      });
      return { parts: [...fixed.map(() => STILL), ...rolling], keypoints: [] };
    },
  };
}
