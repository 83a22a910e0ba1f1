/** The file's surfaces as the simulator's. */
import type { Document, Material as GltfMaterial } from '@gltf-transform/core';
import { MATERIALS } from '#assets/vehicles/paint';
import type { Lamp, Material } from '#contracts/model';
import type { OwnAsset } from '#contracts/own-asset';
import { luminanceOf } from '#core/color';
import type { Vec3 } from '#core/pose';
import { namesOf } from './names.js';
import { Pictures } from './pictures.js';
import type { Problems } from './problems.js';

export interface Surfaces {
  of(material: GltfMaterial | null): Promise<Material>;
  /** Which set of uvs its picture lies on. */
  uvSet(material: GltfMaterial | null): number;
}

/** glTF's own default is white; this is a surface nobody said anything of. */
const PLAIN: Material = { id: 'plain', baseColor: [0.5, 0.5, 0.5], roughness: 0.9, metalness: 0, texture: 'none' };
/** Mirrors reflect surroundings that the page doesn't draw in them: a metal is at most half of one. */
const MOST_METAL = 0.5;

export function surfacesOf(document: Document, asset: OwnAsset, problems: Problems): Surfaces {
  const listed = document.getRoot().listMaterials();
  const names = namesOf(listed);
  for (const [name, { at }] of [...asset.lamps, ...asset.surfaces])
    if (!names.includes(name)) problems.unknown('material', name, at, [...new Set(names)]);
  const seeThrough = names.filter((_, i) => listed[i]?.getAlphaMode() !== 'OPAQUE');
  if (seeThrough.length > 0) problems.warn('NM2116', asset.file.at, `drawn opaque: ${seeThrough.join(', ')}`);
  const pictures = new Pictures(asset.file.at, problems);
  const made = new Map<GltfMaterial, Promise<Material>>();
  return {
    uvSet: (material) => material?.getBaseColorTextureInfo()?.getTexCoord() ?? 0,
    async of(material) {
      if (material === null) return PLAIN;
      const known = made.get(material) ?? surfaceOf(material, listed.indexOf(material), names, asset, pictures);
      made.set(material, known);
      return await known;
    },
  };
}

async function surfaceOf(
  material: GltfMaterial,
  index: number,
  names: readonly string[],
  asset: OwnAsset,
  pictures: Pictures,
): Promise<Material> {
  const name = names[index] as string;
  const [r, g, b] = material.getBaseColorFactor();
  const texture = material.getBaseColorTexture();
  const picture = texture === null ? undefined : await pictures.of(texture, material.getBaseColorTextureInfo());
  const [mr, mg, mb] = picture?.mean ?? [1, 1, 1];
  const [, rough = 1, metal = 1] = await pictures.meanShares(material.getMetallicRoughnessTexture());
  const lamp = asset.lamps.get(name)?.value;
  const emission = lamp === undefined ? glowOf(material) : lampOf(lamp, material);
  return {
    id: `${index} ${name}`,
    baseColor: [r * mr, g * mg, b * mb],
    roughness: material.getRoughnessFactor() * rough,
    metalness: Math.min(MOST_METAL, material.getMetallicFactor() * metal),
    texture: asset.surfaces.get(name)?.value ?? 'none',
    ...(emission === undefined ? {} : { emission }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** A lamp's luminance and colour are those of the built-in vehicles' lamps; where the file says a colour of its own, it is that. */
function lampOf(lamp: Lamp, material: GltfMaterial): Material['emission'] {
  const usual = Object.values(MATERIALS).find(({ emission }) => emission?.lamp === lamp)?.emission;
  const own = material.getEmissiveFactor() as unknown as Vec3;
  const light = luminanceOf(own);
  const most = Math.max(...own);
  const luminanceCdPerM2 = usual?.luminanceCdPerM2 ?? STREET_CD_PER_M2;
  return {
    lamp,
    luminanceCdPerM2,
    color: light > 0 ? [own[0] / most, own[1] / most, own[2] / most] : (usual?.color ?? [1, 1, 1]),
  };
}
/** Of a lamp no vehicle has (`street`): a lit shade. */
const STREET_CD_PER_M2 = 5000;

/** glTF 2.0, 3.9.3: the emissive factor is in cd/m^2. */
function glowOf(material: GltfMaterial): Material['emission'] {
  const factor = material.getEmissiveFactor() as unknown as Vec3;
  const most = Math.max(...factor);
  if (most === 0) return undefined;
  return { lamp: 'always', luminanceCdPerM2: most, color: [factor[0] / most, factor[1] / most, factor[2] / most] };
}
