/** The ground: strips between polylines, and the kerbs of raised ones. */
import type { Material, PlaceBatch } from '#contracts/model';
import type { Place, Strip, Vec2 } from '#contracts/place';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { riseOf } from '#places/index';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';

/** Linear albedos of what streets are made of; pavements are about as dark as the road. */
const SURFACES: Readonly<Record<string, { readonly color: Vec3; readonly roughness: number }>> = {
  asphalt: { color: [0.075, 0.075, 0.078], roughness: 0.92 },
  kerb: { color: [0.16, 0.157, 0.15], roughness: 0.92 },
  'asphalt-red': { color: [0.105, 0.062, 0.052], roughness: 0.92 },
  slabs: { color: [0.135, 0.13, 0.122], roughness: 0.93 },
  setts: { color: [0.11, 0.106, 0.1], roughness: 0.88 },
  'marking-yellow': { color: [0.42, 0.3, 0.06], roughness: 0.7 },
  marking: { color: [0.52, 0.52, 0.5], roughness: 0.7 },
  concrete: { color: [0.15, 0.146, 0.138], roughness: 0.93 },
  grass: { color: [0.075, 0.092, 0.036], roughness: 1 },
  'leaf-litter': { color: [0.07, 0.055, 0.035], roughness: 1 },
  gravel: { color: [0.16, 0.15, 0.135], roughness: 1 },
};
const KERB: Material = { id: 'kerb', baseColor: [0.14, 0.137, 0.13], roughness: 0.9, metalness: 0, texture: 'concrete-wall' };

const IDENTITY = new Float64Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);

export function groundBatches(place: Place): PlaceBatch[] {
  const groups = new Map<string, Strip[]>();
  for (const strip of place.strips) {
    const key = `${strip.class}/${strip.surface}`;
    groups.set(key, [...(groups.get(key) ?? []), strip]);
  }
  const rise = riseOf(place);
  const shade = randomRoot(place.spec.seed).child('ground');
  const flats = [...groups].map(([key, strips], i): PlaceBatch => {
    const first = strips[0] as Strip;
    const surface = SURFACES[first.surface] ?? (SURFACES.gravel as NonNullable<(typeof SURFACES)[string]>);
    const tone = shade.child(first.surface).between(0.82, 1.15);
    const builder = createMeshBuilder();
    for (const strip of strips) addStrip(builder, strip, rise);
    const color: Vec3 = [surface.color[0] * tone, surface.color[1] * tone, surface.color[2] * tone];
    const material: Material = {
      id: `${first.surface}-${i}`,
      baseColor: color,
      roughness: surface.roughness,
      metalness: 0,
      texture: textureOf(first.surface, shade),
      ...(first.surface.startsWith('marking') ? { retroReflection: 0.02 } : {}),
    };
    return { name: key, class: first.class, mesh: builder.build(-1), material, transforms: IDENTITY };
  });
  const kerbs = createMeshBuilder();
  for (const strip of place.strips) if (strip.z > 0 && strip.slope === undefined) addKerb(kerbs, strip);
  const kerbMesh = kerbs.build();
  return kerbMesh.indices.length === 0
    ? flats
    : [...flats, { name: 'kerbs', class: 'curb', mesh: kerbMesh, material: KERB, transforms: IDENTITY }];
}

/** Surfaces that a place has one of several textures of. */
const TEXTURES: Readonly<Record<string, readonly string[]>> = {
  asphalt: ['asphalt', 'asphalt-2', 'asphalt-3', 'asphalt-4'],
  'asphalt-red': ['asphalt'],
  'marking-yellow': ['marking'],
  kerb: ['concrete-wall'],
  slabs: ['slabs', 'slabs-2', 'slabs-3'],
};
function textureOf(surface: string, random: RandomStream): string {
  const all = TEXTURES[surface];
  return all === undefined ? surface : random.child('texture').child(surface).pick(all);
}

/** Texture coordinates are world metres, so neighbours match. */
function addStrip(
  builder: MeshBuilder,
  { left, right, z, slope = [z, z] }: Strip,
  rise: (x: number, y: number) => number,
): void {
  const at =
    (height: number) =>
    ([x, y]: Vec2): number =>
      builder.vertex([x, y, height + rise(x, y)], [x, y]);
  const [lefts, rights] = [left.map(at(slope[0])), right.map(at(slope[1]))];
  for (let i = 0; i + 1 < lefts.length; i++) {
    const [a, b, c, d] = [rights[i], rights[i + 1], lefts[i + 1], lefts[i]] as [number, number, number, number];
    builder.triangle(a, b, c);
    builder.triangle(a, c, d);
  }
}

/** Kerbs reach below the road, m: where its edge has more corners than theirs, rounding leaves cracks that the sky would show through. */
const FOOT = 0.03;

/** The upright faces of a raised strip, all round; where it meets ground of its own height they are hidden inside. */
function addKerb(builder: MeshBuilder, { left, right, z }: Strip): void {
  const wall = (from: Vec2, to: Vec2): void =>
    builder.quad([from[0], from[1], -FOOT], [to[0], to[1], -FOOT], [to[0], to[1], z], [from[0], from[1], z]);
  for (let i = 0; i + 1 < left.length; i++) {
    wall(right[i] as Vec2, right[i + 1] as Vec2);
    wall(left[i + 1] as Vec2, left[i] as Vec2);
  }
  wall(left[0] as Vec2, right[0] as Vec2);
  wall(right[right.length - 1] as Vec2, left[left.length - 1] as Vec2);
}
