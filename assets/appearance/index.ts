/** Surfaces as one place or one body has them: each moved as far from what is usual as the sample's appearance allows. Shapes stay. */
import type { Appearance } from '#contracts/appearance';
import type { Material, Mesh } from '#contracts/model';
import { clamp, lerp } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { factorIn, type Recolour, recolourOf } from './colour.js';

interface Surface {
  readonly mesh: Mesh;
  readonly material: Material;
}

/** Surfaces that look like each other: one's texture can stand for another's. */
const LIKE: readonly (readonly string[])[] = [
  ['asphalt', 'asphalt-2', 'asphalt-3', 'asphalt-4'],
  ['slabs', 'slabs-2', 'slabs-3', 'setts', 'concrete'],
  ['brick', 'stone', 'plaster', 'concrete-wall', 'cladding'],
];

/** @param owner the body's id, or the name of a part of the place @returns the same object where nothing is varied */
export function variedSurface(surface: Surface, appearance: Appearance | undefined, owner: string): Surface {
  if (appearance === undefined) return surface;
  const { mesh, material } = surface;
  const random = randomRoot(appearance.seed).child('appearance').child(owner).child(material.id);
  // Lamps, plates, reflectors and hi-vis have the colours that they must have.
  const coded = material.emission !== undefined || (material.retroReflection ?? 0) > 0;
  const recolour = coded ? undefined : recolourOf(material.texture, owner, appearance, random.child('colour'));
  const { colors } = mesh;
  const plain = recolour !== undefined && colors === undefined ? { baseColor: recolour(material.baseColor) } : {};
  return {
    mesh: recolour === undefined || colors === undefined ? mesh : { ...mesh, colors: recoloured(colors, recolour) },
    material: {
      ...material,
      ...plain,
      ...textureOf(material, appearance, random.child('texture')),
      ...glossOf(material, appearance, random.child('gloss')),
    },
  };
}

/** Colours within a 4096th of each other become one. @param colors 3 a vertex */
function recoloured(colors: Float32Array, recolour: Recolour): Float32Array {
  const known = new Map<number, Vec3>();
  const out = new Float32Array(colors.length);
  for (let i = 0; i < colors.length; i += 3) {
    const [r, g, b] = [colors[i] as number, colors[i + 1] as number, colors[i + 2] as number];
    const key = (Math.round(r * 4096) * 8192 + Math.round(g * 4096)) * 8192 + Math.round(b * 4096);
    const color = known.get(key) ?? recolour([r, g, b]);
    known.set(key, color);
    out.set(color, i);
  }
  return out;
}

function textureOf({ texture }: Material, { textures }: Appearance, random: RandomStream): Partial<Material> {
  if (textures === undefined) return {};
  const like = LIKE.find((family) => family.includes(texture));
  const exchanged = like !== undefined && random.child('exchange').chance(textures.exchange);
  return {
    texture: exchanged ? random.child('other').pick(like) : texture,
    textureScale: factorIn(textures.size, random.child('size')),
    textureContrast: factorIn(textures.contrast, random.child('contrast')),
  };
}

/** Glass stays glass. */
function glossOf(
  { texture, roughness, metalness }: Material,
  { materials }: Appearance,
  random: RandomStream,
): Partial<Material> {
  if (materials === undefined || texture === 'glass' || texture === 'window') return {};
  const metallic = metalness > 0 || texture === 'paint';
  return {
    roughness: clamp(roughness * factorIn(materials.roughness, random.child('roughness')), 0.05, 1),
    metalness: metallic
      ? clamp(metalness + lerp(...materials.metalness, random.child('metalness').uniform()), 0, 1)
      : metalness,
  };
}
