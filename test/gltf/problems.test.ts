/** Everything that can be wrong with a model is told by its code, at its place in the manifest. */
import type { Document } from '@gltf-transform/core';
import { describe, expect, it } from 'vitest';
import { gltfCodes } from '#gltf/index';
import {
  accessor,
  type Build,
  boxArrays,
  boxCar,
  boxNode,
  CAR_ENTRY,
  CRATE_ENTRY,
  glbOf,
  SKATER_ENTRY,
  skater,
  texturedCrate,
  WALKER_ENTRY,
  walker,
} from './models.js';
import { readBuilt } from './read.js';

interface Case {
  readonly code: keyof typeof gltfCodes;
  readonly what: string;
  readonly build: Build | (() => Promise<Uint8Array>);
  readonly entry: string;
  /** What the place in the manifest says. */
  readonly at: RegExp;
  readonly hint?: RegExp;
  readonly warns?: true;
}

const crate: Build = (document) => {
  document.createScene('Scene').addChild(boxNode(document, 'Crate', { size: [1, 1, 1] }, null).setTranslation([0, 0.5, 0]));
};
const positionsOf = (document: Document): Float32Array =>
  document.getRoot().listMeshes()[0]?.listPrimitives()[0]?.getAttribute('POSITION')?.getArray() as Float32Array;
const changed =
  (build: Build, change: (document: Document) => unknown): Build =>
  async (document) => {
    await build(document);
    change(document);
  };
/** The JSON of a .glb, changed: length and padding put right. */
async function withJson(build: Build, change: (json: Record<string, unknown>) => unknown): Promise<Uint8Array> {
  const bytes = await glbOf(build);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length))) as Record<string, unknown>;
  change(json);
  const text = JSON.stringify(json);
  const padded = new TextEncoder().encode(text.padEnd(4 * Math.ceil(text.length / 4)));
  const rest = bytes.subarray(20 + length);
  const out = new Uint8Array(20 + padded.length + rest.length);
  out.set(bytes.subarray(0, 12));
  out.set(padded, 20);
  out.set(rest, 20 + padded.length);
  const head = new DataView(out.buffer);
  head.setUint32(8, out.length, true);
  head.setUint32(12, padded.length, true);
  head.setUint32(16, 0x4e4f534a, true);
  return out;
}
/** A flat sheet of so many triangles. */
const sheet =
  (triangles: number): Build =>
  (document) => {
    const { positions, normals } = boxArrays({ size: [1, 1, 1] });
    const indices = Uint16Array.from({ length: 3 * triangles }, (_, i) => [0, 1, 2, 4, 5, 6, 8, 9, 10][i % 9] as number);
    const primitive = document.createPrimitive().setIndices(accessor(document, 'SCALAR', indices));
    primitive.setAttribute('POSITION', accessor(document, 'VEC3', positions));
    primitive.setAttribute('NORMAL', accessor(document, 'VEC3', normals));
    document.createScene('Scene').addChild(document.createNode('Sheet').setMesh(document.createMesh().addPrimitive(primitive)));
  };

const FILE = /^file: /;
const CASES: readonly Case[] = [
  {
    code: 'NM2102',
    what: 'text',
    build: async () => new TextEncoder().encode('{"asset": {"version": "2.0"}, "nodes": []}'),
    entry: CRATE_ENTRY,
    at: FILE,
    hint: /glTF Binary/,
  },
  { code: 'NM2102', what: 'nothing', build: async () => new Uint8Array(), entry: CRATE_ENTRY, at: FILE },
  {
    code: 'NM2102',
    what: 'a picture that lies elsewhere',
    build: () => withJson(crate, (json) => Object.assign(json, { images: [{ uri: 'wood.png' }] })),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2103',
    what: 'version 1',
    build: async () => {
      const bytes = await glbOf(crate);
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(4, 1, true);
      return bytes;
    },
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2104',
    what: 'Draco',
    build: () => withJson(crate, (json) => Object.assign(json, { extensionsRequired: ['KHR_draco_mesh_compression'] })),
    entry: CRATE_ENTRY,
    at: FILE,
    hint: /without compression/,
  },
  {
    code: 'NM2104',
    what: 'an extension nobody knows',
    build: () => withJson(crate, (json) => Object.assign(json, { extensionsRequired: ['XX_cubes'] })),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2105',
    what: 'an empty scene',
    build: (document) => void document.createScene('Scene'),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  { code: 'NM2106', what: 'a few too many triangles', build: sheet(50_001), entry: CRATE_ENTRY, at: FILE, warns: true },
  { code: 'NM2106', what: 'far too many triangles', build: sheet(500_001), entry: CRATE_ENTRY, at: FILE },
  {
    code: 'NM2107',
    what: 'a vertex at no place',
    build: changed(crate, (document) => positionsOf(document).fill(Number.NaN, 4, 5)),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2107',
    what: 'a corner beyond the vertices',
    build: changed(crate, (document) => {
      const indices = document.getRoot().listMeshes()[0]?.listPrimitives()[0]?.getIndices()?.getArray();
      if (indices) indices[7] = 24;
    }),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2107',
    what: 'a joint beyond the skin',
    build: changed(walker, (document) => {
      const joints = document.getRoot().listMeshes()[0]?.listPrimitives()[0]?.getAttribute('JOINTS_0')?.getArray();
      if (joints) joints[0] = 9;
    }),
    entry: WALKER_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2108',
    what: 'triangles of no area alone',
    build: changed(crate, (document) => void positionsOf(document).fill(1)),
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2108',
    what: 'some triangles of no area',
    build: changed(crate, (document) => void positionsOf(document).copyWithin(3, 0, 3)),
    entry: CRATE_ENTRY,
    at: FILE,
    warns: true,
  },
  {
    code: 'NM2109',
    what: 'a wheel of another name',
    build: boxCar,
    entry: CAR_ENTRY.replace('WheelFL', 'WheelFX'),
    at: /^WheelFX/,
    hint: /did you mean "WheelF[LR]"/,
  },
  {
    code: 'NM2109',
    what: 'a lamp of another name',
    build: boxCar,
    entry: CAR_ENTRY.replace('HeadLamp', 'HeadLmp'),
    at: /^HeadLmp/,
    hint: /did you mean "HeadLamp"/,
  },
  {
    code: 'NM2109',
    what: 'a clip of another name',
    build: walker,
    entry: WALKER_ENTRY.replace('clip: Walk', 'clip: Wlak'),
    at: /^Wlak/,
    hint: /did you mean "Walk"/,
  },
  {
    code: 'NM2109',
    what: 'a joint of another name',
    build: walker,
    entry: WALKER_ENTRY.replace('left_hip: LegL', 'left_hip: LegM'),
    at: /^LegM/,
    hint: /did you mean "Leg[LR]"/,
  },
  {
    code: 'NM2110',
    what: 'a model in millimetres',
    build: boxCar,
    entry: `${CAR_ENTRY}  scale: 1000\n`,
    at: /^1000/,
    hint: /scale/,
  },
  { code: 'NM2110', what: 'a model of nothing', build: crate, entry: `${CRATE_ENTRY}  scale: 0.001\n`, at: /^0.001/ },
  {
    code: 'NM2111',
    what: 'a model in the air',
    build: changed(crate, (document) => void document.getRoot().listNodes()[0]?.setTranslation([0, 2, 0])),
    entry: CRATE_ENTRY,
    at: FILE,
    warns: true,
  },
  { code: 'NM2112', what: 'one axis twice', build: crate, entry: `${CRATE_ENTRY}  forward: +y\n`, at: /^mine/ },
  {
    code: 'NM2113',
    what: 'a walker without gaits',
    build: walker,
    entry: WALKER_ENTRY.replace(/ {2}gaits:[\s\S]*/, ''),
    at: /^walker/,
    hint: /Walk, Idle/,
  },
  { code: 'NM2114', what: 'clips that nothing plays', build: walker, entry: CRATE_ENTRY, at: FILE, warns: true },
  {
    code: 'NM2115',
    what: 'a person with a tail',
    build: walker,
    entry: WALKER_ENTRY.replace('class: obstacle', 'class: person'),
    at: /^(head|left_foot|left_hip)/,
  },
  {
    code: 'NM2116',
    what: 'glass',
    build: changed(boxCar, (document) => void document.getRoot().listMaterials()[0]?.setAlphaMode('BLEND')),
    entry: CAR_ENTRY,
    at: FILE,
    warns: true,
  },
  {
    code: 'NM2117',
    what: 'a gait that goes on the spot without a stride',
    build: walker,
    entry: `${WALKER_ENTRY}    run: {clip: Idle, from: 2 m/s}\n`,
    at: /^run/,
    hint: /stride/,
  },
  {
    code: 'NM2117',
    what: 'two gaits from one speed',
    build: walker,
    entry: `${WALKER_ENTRY}    run: {clip: Walk, stride: 2 m}\n`,
    at: /^run/,
    hint: /from: /,
  },
  { code: 'NM2118', what: 'a picture that is none', build: changedPicture(), entry: CRATE_ENTRY, at: FILE },
  {
    code: 'NM2119',
    what: 'an extension that is left out',
    build: () => withJson(crate, (json) => Object.assign(json, { extensionsUsed: ['XX_cubes'] })),
    entry: CRATE_ENTRY,
    at: FILE,
    warns: true,
  },
  {
    code: 'NM2120',
    what: 'a file that was cut off',
    build: async () => (await glbOf(boxCar)).slice(0, 900),
    entry: CAR_ENTRY,
    at: FILE,
    hint: /cut off/,
  },
  {
    code: 'NM2120',
    what: 'JSON that breaks off',
    build: async () => {
      const bytes = await glbOf(crate);
      bytes.fill(0x20, 60, 200);
      return bytes;
    },
    entry: CRATE_ENTRY,
    at: FILE,
  },
  {
    code: 'NM2121',
    what: 'a stride that its feet do not go',
    build: walker,
    entry: WALKER_ENTRY.replace(/stride: [\d.]+/, 'stride: 1.2'),
    at: /^walk/,
    hint: /slide/,
    warns: true,
  },
  {
    code: 'NM2121',
    what: 'a clip that walks backwards',
    build: skater,
    entry: `${SKATER_ENTRY}  forward: -z\n`,
    at: /^skate/,
    hint: /forward/,
    warns: true,
  },
];

function changedPicture(): Build {
  return async (document) => {
    await texturedCrate(document);
    document
      .getRoot()
      .listTextures()[0]
      ?.setImage(new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]));
  };
}

describe('problems', () => {
  it.each(CASES.map((each) => [`${each.code} ${each.what}`, each] as const))(
    '%s',
    async (_, { code, build, entry, at, hint, warns }) => {
      const bytes = build.length === 0 ? await (build as () => Promise<Uint8Array>)() : await glbOf(build as Build);
      const { body, problems } = await readBuilt(bytes, entry);
      const found = problems.find((problem) => problem.code === code);
      expect(found, JSON.stringify(problems)).toMatchObject({ severity: warns ? 'warning' : 'error' });
      expect(body === undefined).toBe(warns !== true);
      if (found === undefined) return;
      const line = `mine:\n${entry}`.split('\n')[found.at.line - 1] ?? '';
      expect(line.slice(found.at.column - 1)).toMatch(
        code === 'NM2112' ? /^[a-z+]/ : at.source === FILE.source ? /^\w+\.glb/ : at,
      );
      if (hint !== undefined) expect(found.hint).toMatch(hint);
    },
  );

  it('none of them is met by a model as it should be', async () => {
    for (const [build, entry] of [
      [boxCar, CAR_ENTRY],
      [walker, WALKER_ENTRY],
      [texturedCrate, CRATE_ENTRY],
    ] as const)
      expect((await readBuilt(build, entry)).problems).toEqual([]);
  });

  it('every code but that of a missing file is met above', () => {
    const met = new Set<string>(CASES.map(({ code }) => code));
    expect(Object.keys(gltfCodes).filter((code) => !met.has(code))).toEqual(['NM2101']);
  });
});
