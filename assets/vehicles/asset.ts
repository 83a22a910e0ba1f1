/** Makes a BodyAsset of a vehicle from its design. */
import type { BodyAsset, Material, Model, ModelPart, PartPose } from '#contracts/model';
import type { Box, ClassId, Look } from '#contracts/scene';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { lazyModel } from '../mesh/lazy.js';
import { remember } from '../mesh/remember.js';
import { STILL, wheelPose } from '../mesh/rigid.js';
import type { Outline } from './body/design.js';
import { type TaggedMesh, tinted } from './body/draft.js';
import { FAR, type Fineness, MID, NEAR } from './body/fineness.js';
import { discMesh, rimMesh, tyreMesh, type WheelSpec } from './body/wheel.js';
import { dirtOf, soiled } from './dirt.js';
import { gathered } from './gathered.js';
import { MATERIALS, type PaintWish, paintOf } from './paint.js';

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
  bodywork(fineness: Fineness): readonly TaggedMesh[];
  readonly wheels: readonly Wheel[];
  readonly wheel: WheelSpec;
  /** Material of the rims: `rim`, `darkRim`, `steel`. */
  readonly rim?: string;
  /** Where the low beams start; empty for a vehicle without. */
  readonly headlamps: readonly Vec3[];
  readonly paint?: PaintWish;
  /** Materials of its own, by tag. */
  readonly materials?: Readonly<Record<string, Material>>;
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
/**
 * From here on coarser shapes, m. At 25 m a cell of a wheel's 12 corners is 2 pixels wide in a picture 1280 wide, and turning spokes are a blur;
 * at 60 m the whole car is some 60 pixels.
 */
const FROM = { mid: 25, far: 60 } as const;
/** UN R48: 1 % down. */
const DOWN: Vec3 = [0.99995, 0, -0.0099995];

/**
 * Channels: `wheel` m rolled, `steer` rad (left positive). One gait, `drive`; a cycle is one turn of the wheel.
 * The box leaves out mirrors, as ISO 612 and registration papers do. Trait `dirt`: dirt.ts.
 */
export function vehicleAsset({ design: newDesign, ...about }: VehicleKind): BodyAsset {
  const kind = { ...about, design: remember((look) => newDesign(look)) };
  return {
    name: kind.name,
    class: kind.class,
    gaits: ['drive'],
    stride: (_gait, _speed, look) => TAU * kind.design(look).wheel.radius,
    gaitFor: () => 'drive',
    box: remember((look): Box => boxOf(kind.design(look).outline)),
    build: remember((look) => buildVehicle(kind, look)),
    about: { title: kind.title, licence: 'Apache-2.0', source: kind.source },
  };
}

function boxOf({ length, width, height }: Outline): Box {
  return { center: [0, 0, height / 2], size: [length, width, height] };
}

function buildVehicle(kind: VehicleKind, look: Look): Model {
  const design = kind.design(look);
  const dress = dresser(kind, design, look);
  const head = {
    keypoints: [],
    skeleton: [],
    headlamps: design.headlamps.map((position) => ({ position, direction: DOWN, intensityCd: LOW_BEAM_CD })),
  };
  const near = (): Pick<Model, 'parts' | 'pose'> => {
    const { fixed, wheels } = drawn(design, NEAR, dress);
    const moves = mover(design, fixed.length);
    return { parts: [...fixed, ...wheels], pose: ({ channels }) => ({ parts: moves(channels), keypoints: [] }) };
  };
  const coarser = (fineness: Fineness) => (): Pick<Model, 'parts' | 'pose'> => {
    const { fixed, wheels } = drawn(design, fineness, dress);
    const poses = mover(design, fixed.length)({});
    return gathered([...fixed, ...wheels].map((part, p) => ({ part, pose: poses[p] as PartPose })));
  };
  const far = (): Model => lazyModel(head, coarser(FAR));
  const mid = (): Model => lazyModel(head, coarser(MID), { from: FROM.far, model: far });
  return lazyModel(head, near, { from: FROM.mid, model: mid });
}

/** Material and soil on a mesh. */
type Dress = (part: TaggedMesh) => ModelPart;

function dresser(kind: VehicleKind, design: VehicleDesign, look: Look): Dress {
  const paint = paintOf(look, design.paint);
  const soil = {
    dirt: dirtOf(look),
    axles: [...new Set(design.wheels.map(({ position }) => position[0]))],
    wheelRadius: design.wheel.radius,
    height: design.outline.height,
  };
  return ({ name, tag, mesh }) => {
    const material = design.materials?.[tag] ?? (tag === 'paint' ? paint : MATERIALS[tag]);
    if (material === undefined) throw new Error(`${kind.name}: no material is called ${tag}`);
    const factor = soiled(tag, material.baseColor, soil);
    if (factor === undefined) return { name, mesh, material };
    return { name, mesh: tinted(mesh, factor), material };
  };
}

function drawn(design: VehicleDesign, fineness: Fineness, dress: Dress): { fixed: ModelPart[]; wheels: ModelPart[] } {
  const { wheel, rim = 'rim' } = design;
  const clean = (tag: string) => MATERIALS[tag] as ModelPart['material'];
  const tyre = tyreMesh(wheel, fineness.wheelSides);
  const face = fineness.name === 'near' ? rimMesh(wheel, fineness.wheelSides) : discMesh(wheel, fineness.wheelSides);
  return {
    fixed: design.bodywork(fineness).map(dress),
    wheels: design.wheels.flatMap(({ inner }, k): ModelPart[] => [
      { name: `tyre-${k}`, mesh: tyre, material: clean('tyre') },
      ...(inner === true ? [] : [{ name: `rim-${k}`, mesh: face, material: clean(rim) }]),
    ]),
  };
}

/** Poses of the fixed parts, then of tyre and rim of each wheel. */
function mover(design: VehicleDesign, fixed: number): (channels: Readonly<Record<string, number>>) => PartPose[] {
  return (channels) => {
    const turn = (channels.wheel ?? 0) / design.wheel.radius;
    const steer = channels.steer ?? 0;
    const rolling = design.wheels.flatMap((wheel): PartPose[] => {
      const right = wheel.position[1] < 0;
      const heading = (wheel.steers ? steer : 0) + (right ? TAU / 2 : 0);
      const pose = wheelPose(wheel.position, right ? -turn : turn, heading);
      return wheel.inner === true ? [pose] : [pose, pose];
    });
    return [...Array.from({ length: fixed }, () => STILL), ...rolling];
  };
}
