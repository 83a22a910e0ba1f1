/** Meshes of all nodes as parts, each told what moves it; what moves alike and looks alike is one part. */
import type { Material as GltfMaterial, Node } from '@gltf-transform/core';
import { determinant, type Matrix, normalsThrough, pointsThrough } from '#assets/imported/matrix';
import type { ImportedMotion, ImportedPart } from '#contracts/imported';
import type { Mesh } from '#contracts/model';
import type { OwnAsset } from '#contracts/own-asset';
import type { Vec3 } from '#core/pose';
import type { Surfaces } from './materials.js';
import { merged } from './merge.js';
import type { Hierarchy } from './nodes.js';
import { cornerCount, type Triangles, trianglesOf } from './primitive.js';
import type { Problems } from './problems.js';
import type { Skins } from './skins.js';

/** Drawn slowly in software from here on; refused from there on. */
const MANY = 50_000;
const TOO_MANY = 500_000;

export interface PartsInput {
  readonly asset: OwnAsset;
  readonly hierarchy: Hierarchy;
  /** Body-from-node at rest, one a node. */
  readonly rest: readonly Float64Array[];
  /** Nodes that some gait moves. */
  readonly moved: ReadonlySet<number>;
  readonly surfaces: Surfaces;
  readonly skins: Skins;
  readonly problems: Problems;
}

/** A piece of mesh before it is put together with its like. */
export interface Piece extends Omit<ImportedPart, 'name'> {
  readonly key: string;
}

export async function partsOf(input: PartsInput): Promise<readonly ImportedPart[]> {
  const { asset, hierarchy, problems } = input;
  countTriangles(hierarchy.nodes, asset, problems);
  const wheels = [...asset.wheels].flatMap(([name, { at, value }]) => {
    const nodes = hierarchy.named('node', name, at);
    return nodes.map((node) => ({ node, steers: value === 'steer', at, name }));
  });
  const pieces: Piece[] = [];
  let flat = 0;
  for (const [index, node] of hierarchy.nodes.entries()) {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const material = primitive.getMaterial();
      const triangles = trianglesOf(primitive, input.surfaces.uvSet(material), asset.file.at, problems);
      if (triangles === undefined) continue;
      flat += Math.floor(cornerCount(primitive) / 3) - triangles.indices.length / 3;
      if (triangles.indices.length === 0) continue;
      const wheel = wheels.findIndex((each) => hierarchy.within(index, each.node));
      pieces.push(await pieceOf(input, index, node, material, triangles, wheel));
    }
  }
  if (pieces.length === 0 && flat > 0)
    problems.stop('NM2108', asset.file.at, `none of the file's ${flat} triangles has an area`);
  if (pieces.length === 0)
    problems.stop('NM2105', asset.file.at, 'the file shows no triangles', 'does its scene hold the mesh?');
  if (flat > 0) problems.warn('NM2108', asset.file.at, `${flat} triangles without an area are left out`);
  for (const [w, { name, at }] of wheels.entries())
    if (!pieces.some(({ key }) => key.startsWith(`wheel ${w} `)))
      problems.error('NM2109', at, `the node "${name}" and those below it have no mesh`);
  return aboutTheirAxles(merged(pieces), wheels);
}

function countTriangles(nodes: readonly Node[], { file }: OwnAsset, problems: Problems): void {
  const count = nodes.reduce(
    (sum, node) =>
      sum + (node.getMesh()?.listPrimitives() ?? []).reduce((n, primitive) => n + Math.floor(cornerCount(primitive) / 3), 0),
    0,
  );
  const say = `the file has ${count} triangles`;
  if (count > TOO_MANY) problems.stop('NM2106', file.at, say, `at most ${TOO_MANY}; up to ${MANY} are drawn at a good rate`);
  if (count > MANY) problems.warn('NM2106', file.at, say, `more than ${MANY} slow every frame that shows it`);
}

async function pieceOf(
  { asset, hierarchy, rest, moved, surfaces, skins }: PartsInput,
  index: number,
  node: Node,
  material: GltfMaterial | null,
  triangles: Triangles,
  wheel: number,
): Promise<Piece> {
  const surface = await surfaces.of(material);
  const { skin: influences, ...mesh } = triangles;
  const skin = node.getSkin();
  if (skin !== null && influences !== undefined && asset.gaits.length > 0) {
    const motion: ImportedMotion = { kind: 'skin', skin: skins.indexOf(skin, influences.joints), ...influences };
    return { key: `skin ${motion.skin} ${motion.count} ${surface.id}`, mesh, material: surface, motion };
  }
  const placed =
    skin !== null && influences !== undefined
      ? skins.atRest(mesh, skin, influences)
      : throughMatrix(mesh, rest[index] as Float64Array);
  if (wheel >= 0) {
    const still: ImportedMotion = { kind: 'still' };
    return { key: `wheel ${wheel} ${surface.id}`, mesh: placed, material: surface, motion: still };
  }
  const carrier = carrierOf(index, hierarchy, moved);
  if (carrier === undefined) return { key: `still ${surface.id}`, mesh: placed, material: surface, motion: { kind: 'still' } };
  return { key: `node ${carrier} ${surface.id}`, mesh: placed, material: surface, motion: { kind: 'node', node: carrier } };
}

/** The nearest node up the tree, itself among them, that some gait moves. */
function carrierOf(node: number, { rest }: Hierarchy, moved: ReadonlySet<number>): number | undefined {
  for (let i = node; i >= 0; i = rest[i]?.parent ?? -1) if (moved.has(i)) return i;
  return undefined;
}

/** Mirrored ones are turned inside out again. */
export function throughMatrix(mesh: Mesh, matrix: Matrix): Mesh {
  const mirrored = determinant(matrix) < 0;
  return {
    ...mesh,
    positions: pointsThrough(matrix, mesh.positions),
    normals: normalsThrough(matrix, mesh.normals),
    indices: mirrored
      ? mesh.indices.map((_, i, all) => all[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1] as number)
      : mesh.indices,
  };
}

/** A wheel turns about the middle of all that belongs to it. */
function aboutTheirAxles(
  parts: readonly (ImportedPart & { readonly key: string })[],
  wheels: readonly { readonly steers: boolean }[],
): readonly ImportedPart[] {
  return parts.map(({ key, ...part }) => {
    const [, w] = /^wheel (\d+) /.exec(key) ?? [];
    if (w === undefined) return part;
    const own = parts.filter((each) => each.key.startsWith(`wheel ${w} `));
    const { low, high } = boundsOf(own.map(({ mesh }) => mesh));
    const at: Vec3 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
    const positions = part.mesh.positions.map((v, i) => v - (at[i % 3] as number));
    const motion: ImportedMotion = {
      kind: 'wheel',
      at,
      radius: (high[2] - low[2]) / 2,
      steers: wheels[Number(w)]?.steers ?? false,
    };
    // As the built-in vehicles call them: writers find wheels by that name.
    const name = own[0]?.key === key ? `tyre-${w}` : `wheel-${w} ${part.material.id}`;
    return { ...part, name, mesh: { ...part.mesh, positions }, motion };
  });
}

export function boundsOf(meshes: readonly Pick<Mesh, 'positions'>[]): { readonly low: Vec3; readonly high: Vec3 } {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const { positions } of meshes)
    for (let i = 0; i < positions.length; i++) {
      const [k, v] = [i % 3, positions[i] as number];
      if (v < (low?.[k] as number)) (low as number[])[k] = v;
      if (v > (high?.[k] as number)) (high as number[])[k] = v;
    }
  return { low: low as unknown as Vec3, high: high as unknown as Vec3 };
}
