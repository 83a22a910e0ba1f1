/** Small .glb files, made when a test wants them: a box car with wheels, and a two-legged walker with bones and clips. */
import {
  type Accessor,
  type Document,
  type GLTF,
  Document as Gltf,
  type Material,
  type Node,
  NodeIO,
  type Primitive,
} from '@gltf-transform/core';
import sharp from 'sharp';

export type Build = (document: Document) => void | Promise<void>;

export async function glbOf(build: Build): Promise<Uint8Array> {
  const document = new Gltf();
  document.createBuffer();
  await build(document);
  return await new NodeIO().writeBinary(document);
}

type Numbers = readonly [number, number, number];

interface BoxSpec {
  readonly size: Numbers;
  readonly at?: Numbers;
  readonly uvs?: boolean;
  readonly normals?: boolean;
}

/** Faces of a box, counter-clockwise seen from outside: corners of each, and its normal. */
const FACES: readonly { readonly normal: Numbers; readonly u: Numbers; readonly v: Numbers }[] = [
  { normal: [1, 0, 0], u: [0, 1, 0], v: [0, 0, 1] },
  { normal: [-1, 0, 0], u: [0, 0, 1], v: [0, 1, 0] },
  { normal: [0, 1, 0], u: [0, 0, 1], v: [1, 0, 0] },
  { normal: [0, -1, 0], u: [1, 0, 0], v: [0, 0, 1] },
  { normal: [0, 0, 1], u: [1, 0, 0], v: [0, 1, 0] },
  { normal: [0, 0, -1], u: [0, 1, 0], v: [1, 0, 0] },
];
const CORNERS: readonly (readonly [number, number])[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

export function boxArrays({ size, at = [0, 0, 0] }: BoxSpec) {
  const positions: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  for (const { normal, u, v } of FACES) {
    const first = positions.length / 3;
    for (const [a, b] of CORNERS) {
      for (const k of [0, 1, 2] as const) positions.push(at[k] + (size[k] / 2) * (normal[k] + a * u[k] + b * v[k]));
      normals.push(...normal);
      uvs.push((a + 1) / 2, (1 - b) / 2);
    }
    indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
  }
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    uvs: new Float32Array(uvs),
    indices: new Uint16Array(indices),
  };
}

export function accessor(document: Document, type: GLTF.AccessorType, array: Float32Array | Uint16Array): Accessor {
  return document
    .createAccessor()
    .setType(type)
    .setArray(array)
    .setBuffer(document.getRoot().listBuffers()[0] ?? null);
}

export function boxPrimitive(document: Document, spec: BoxSpec, material: Material | null): Primitive {
  const { positions, normals, uvs, indices } = boxArrays(spec);
  const primitive = document
    .createPrimitive()
    .setMaterial(material)
    .setIndices(accessor(document, 'SCALAR', indices));
  primitive.setAttribute('POSITION', accessor(document, 'VEC3', positions));
  if (spec.normals !== false) primitive.setAttribute('NORMAL', accessor(document, 'VEC3', normals));
  if (spec.uvs === true) primitive.setAttribute('TEXCOORD_0', accessor(document, 'VEC2', uvs));
  return primitive;
}

export function boxNode(document: Document, name: string, spec: BoxSpec, material: Material | null): Node {
  return document.createNode(name).setMesh(document.createMesh(name).addPrimitive(boxPrimitive(document, spec, material)));
}

export const CAR = { length: 4, width: 1.8, height: 1.5, wheel: 0.32 } as const;

/** glTF's axes: ahead is +z, left is +x, up is +y; it stands on y = 0. */
export const boxCar: Build = (document) => {
  const paint = document
    .createMaterial('Body')
    .setBaseColorFactor([0.5, 0.05, 0.04, 1])
    .setMetallicFactor(0)
    .setRoughnessFactor(0.4);
  const rubber = document.createMaterial('Tyre').setBaseColorFactor([0.02, 0.02, 0.02, 1]).setMetallicFactor(0);
  const head = document.createMaterial('HeadLamp').setBaseColorFactor([0.8, 0.8, 0.8, 1]).setMetallicFactor(0);
  const tail = document.createMaterial('TailLamp').setBaseColorFactor([0.4, 0.01, 0.01, 1]).setMetallicFactor(0);
  const { length, width, height, wheel } = CAR;
  const root = document.createNode('Car');
  const add = (name: string, size: Numbers, at: Numbers, material: Material): void => {
    root.addChild(boxNode(document, name, { size }, material).setTranslation([...at]));
  };
  add('Hull', [width, 0.6, length], [0, 0.6, 0], paint);
  add('Cabin', [width - 0.2, height - 0.9, 0.5 * length], [0, 0.9 + (height - 0.9) / 2, -0.2], paint);
  for (const [side, x] of [
    ['L', 0.6],
    ['R', -0.6],
  ] as const) {
    add(`Head${side}`, [0.3, 0.15, 0.04], [x, 0.65, length / 2], head);
    add(`Tail${side}`, [0.3, 0.15, 0.04], [x, 0.65, -length / 2], tail);
    for (const [end, z] of [
      ['F', 1.25],
      ['R', -1.25],
    ] as const)
      root.addChild(wheelNode(document, `Wheel${end}${side}`, rubber).setTranslation([x > 0 ? 0.86 : -0.86, wheel, z]));
  }
  document.createScene('Scene').addChild(root);
};

/** A prism about the x axis, its node at the middle. */
function wheelNode(document: Document, name: string, material: Material): Node {
  const sides = 16;
  const positions: number[] = [];
  const indices: number[] = [];
  for (const x of [-0.1, 0.1])
    for (let i = 0; i < sides; i++) {
      const angle = (i / sides) * 2 * Math.PI;
      positions.push(x, CAR.wheel * Math.cos(angle), CAR.wheel * Math.sin(angle));
    }
  for (let i = 0; i < sides; i++) {
    const next = (i + 1) % sides;
    indices.push(i, next, sides + next, i, sides + next, sides + i);
    if (i > 1) indices.push(0, i, i - 1, sides, sides + i - 1, sides + i);
  }
  const primitive = document.createPrimitive().setMaterial(material);
  primitive.setIndices(accessor(document, 'SCALAR', new Uint16Array(indices)));
  primitive.setAttribute('POSITION', accessor(document, 'VEC3', new Float32Array(positions)));
  return document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
}

/** A crate with a picture of red and blue halves (left and right) on each face. */
export const texturedCrate: Build = async (document) => {
  const half = { create: { width: 8, height: 16, channels: 3 as const, background: { r: 0, g: 0, b: 255 } } };
  const picture = await sharp({ create: { width: 16, height: 16, channels: 3, background: { r: 255, g: 0, b: 0 } } })
    .composite([{ input: await sharp(half).png().toBuffer(), left: 8, top: 0 }])
    .png()
    .toBuffer();
  const texture = document.createTexture('halves').setMimeType('image/png').setImage(new Uint8Array(picture));
  const material = document.createMaterial('Painted').setBaseColorTexture(texture).setMetallicFactor(0);
  const node = boxNode(document, 'Crate', { size: [1, 1, 1], uvs: true }, material).setTranslation([0, 0.5, 0]);
  document.createScene('Scene').addChild(node);
};

export const WALKER = { leg: 0.8, swing: 0.5, cycle: 1.2 } as const;

/** Stride that goes with the swing: both steps of a leg that turns by `swing` either way. */
export const WALKER_STRIDE = 4 * WALKER.leg * Math.sin(WALKER.swing);

/** A trunk on two stiff legs, skinned to hips and two leg joints; clips `Walk` and `Idle`. */
export const walker: Build = (document) => {
  const { leg, swing, cycle } = WALKER;
  const material = document.createMaterial('Suit').setBaseColorFactor([0.1, 0.15, 0.4, 1]).setMetallicFactor(0);
  const hips = document.createNode('Hips').setTranslation([0, leg, 0]);
  const joints = [
    hips,
    ...(['LegL', 'LegR'] as const).map((name, i) => document.createNode(name).setTranslation([i === 0 ? 0.12 : -0.12, 0, 0])),
  ];
  for (const joint of joints.slice(1)) hips.addChild(joint);
  hips.addChild(document.createNode('Head').setTranslation([0, 0.8, 0]));
  const pieces: readonly (readonly [number, BoxSpec])[] = [
    [0, { size: [0.4, 0.7, 0.25], at: [0, leg + 0.35, 0] }],
    [0, { size: [0.2, 0.24, 0.22], at: [0, leg + 0.85, 0] }],
    [1, { size: [0.15, leg, 0.18], at: [0.12, leg / 2, 0] }],
    [2, { size: [0.15, leg, 0.18], at: [-0.12, leg / 2, 0] }],
  ];
  const mesh = document.createMesh('Walker');
  for (const [joint, spec] of pieces) {
    const primitive = boxPrimitive(document, spec, material);
    const count = 24;
    const ids = new Uint16Array(4 * count);
    const weights = new Float32Array(4 * count);
    for (let v = 0; v < count; v++) {
      ids[4 * v] = joint;
      weights[4 * v] = 1;
    }
    primitive.setAttribute('JOINTS_0', accessor(document, 'VEC4', ids));
    primitive.setAttribute('WEIGHTS_0', accessor(document, 'VEC4', weights));
    mesh.addPrimitive(primitive);
  }
  const binds = new Float32Array(48);
  for (const [j, [x, y]] of [
    [0, leg],
    [0.12, leg],
    [-0.12, leg],
  ].entries())
    binds.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -(x as number), -(y as number), 0, 1], 16 * j);
  const skin = document.createSkin('Skin').setInverseBindMatrices(accessor(document, 'MAT4', binds));
  for (const joint of joints) skin.addJoint(joint);
  const body = document.createNode('Body').setMesh(mesh).setSkin(skin);
  document.createScene('Scene').addChild(hips).addChild(body);
  addClip(
    document,
    'Walk',
    [
      [joints[1] as Node, swing],
      [joints[2] as Node, -swing],
    ],
    cycle,
  );
  addClip(
    document,
    'Idle',
    [
      [joints[1] as Node, 0],
      [joints[2] as Node, 0],
    ],
    1,
  );
};

export const SKATER_STRIDE = 1.2;

/** A trunk on two blocks without bones: each goes straight back along the ground for half of the clip, and comes forward above it. */
export const skater: Build = (document) => {
  const top = document.createNode('Top');
  const trunk = boxNode(document, 'Trunk', { size: [0.4, 1, 0.3] }, null).setTranslation([0, 0.9, 0]);
  top.addChild(trunk);
  document.createScene('Scene').addChild(top);
  const clip = document.createAnimation('Skate');
  const reach = SKATER_STRIDE / 4;
  const [down, up] = [0.05, 0.3];
  for (const [name, x, keys] of [
    ['Left', 0.15, [down, reach, down, -reach, up, -reach, up, reach, down, reach]],
    ['Right', -0.15, [up, -reach, up, reach, down, reach, down, -reach, up, -reach]],
  ] as const) {
    const foot = boxNode(document, name, { size: [0.1, 0.1, 0.25] }, null).setTranslation([x, 0.05, 0]);
    top.addChild(foot);
    const times = accessor(document, 'SCALAR', new Float32Array([0, 0.4999, 0.5, 0.9999, 1]));
    const places = [0, 1, 2, 3, 4].flatMap((k) => [x, keys[2 * k] as number, keys[2 * k + 1] as number]);
    const values = accessor(document, 'VEC3', new Float32Array(places));
    const sampler = document.createAnimationSampler().setInput(times).setOutput(values).setInterpolation('LINEAR');
    const channel = document.createAnimationChannel().setTargetNode(foot).setTargetPath('translation').setSampler(sampler);
    clip.addSampler(sampler).addChannel(channel);
  }
};

/** Legs that turn about x, there and back: at the start one is `angle` ahead. */
function addClip(document: Document, name: string, legs: readonly (readonly [Node, number])[], cycle: number): void {
  const clip = document.createAnimation(name);
  const times = accessor(document, 'SCALAR', new Float32Array([0, cycle / 2, cycle]));
  for (const [node, angle] of legs) {
    const turn = (a: number): number[] => [Math.sin(a / 2), 0, 0, Math.cos(a / 2)];
    const values = accessor(document, 'VEC4', new Float32Array([...turn(-angle), ...turn(angle), ...turn(-angle)]));
    const sampler = document.createAnimationSampler().setInput(times).setOutput(values).setInterpolation('LINEAR');
    clip
      .addSampler(sampler)
      .addChannel(document.createAnimationChannel().setTargetNode(node).setTargetPath('rotation').setSampler(sampler));
  }
}

export const CAR_ENTRY = `  file: car.glb
  class: car
  licence: CC0-1.0
  source: made by the test
  moves: wheeled
  mass: 1200 kg
  wheels: {WheelFL: steer, WheelFR: steer, WheelRL: spin, WheelRR: spin}
  lamps: {HeadLamp: head, TailLamp: tail}
  surfaces: {Body: paint, Tyre: rubber}
`;
export const WALKER_ENTRY = `  file: walker.glb
  class: obstacle
  licence: CC0-1.0
  source: made by the test
  moves: walker
  mass: 60 kg
  skeleton: {head: Head, left_hip: LegL, right_hip: LegR, left_foot: {joint: LegL, at: [0, -0.8, 0]}}
  gaits:
    stand: {clip: Idle}
    walk: {clip: Walk, stride: ${WALKER_STRIDE} m}
`;
export const CRATE_ENTRY = `  file: crate.glb
  class: obstacle
  licence: CC0-1.0
  source: made by the test
  moves: fixed
  mass: 30 kg
`;
export const SKATER_ENTRY = `  file: skater.glb
  class: obstacle
  licence: CC0-1.0
  source: made by the test
  moves: walker
  mass: 60 kg
  gaits: {skate: {clip: Skate}}
`;
