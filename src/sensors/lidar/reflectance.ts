/** How much of a laser's light (905 nm) surfaces send back. */
import type { Material } from '#contracts/model';

/** Share of light, diffuse; and of retro-reflection, in the same measure (1: a white wall seen straight on). */
export interface Reflectance {
  /** Seen straight on. */
  readonly diffuse: number;
  /** What roughness adds at a slant, over what is left of the cosine's own; see `lit`. */
  readonly glow: number;
  readonly retro: number;
}

/** `light`: of the texture itself; `paint`: how much of the visible albedo counts besides; `porous`: darkens when wet. */
interface Kind {
  readonly light: number;
  readonly paint?: number;
  readonly porous?: boolean;
  /** Standard deviation of the slopes that the eye does not see, rad; 0: flat, Lambert's cosine alone. */
  readonly slopes?: number;
  /** Mirror-like as far as it is smooth: what is left is its roughness's share. */
  readonly mirror?: boolean;
}

/**
 * Near-infrared values as spectral libraries have them (ECOSTRESS / ASTER: asphalt 0.1-0.2, concrete 0.3-0.4, grass and broad leaves on the
 * infrared plateau 0.4-0.5, bark and litter 0.3-0.4, brick 0.3-0.4, plaster 0.6; human skin 0.5-0.6 at 900 nm, NIST reference set). Dyes of
 * cloth and many paints are far brighter in the near infrared than to the eye, so their colour counts only in part. Rounded; honest
 * estimates to about 0.1, for fur, cloth, paint and roofs rather 0.15; so are slopes (Oren and Nayar measured 0.2-0.6 on plaster, sand and cloth).
 */
const KINDS: Readonly<Record<string, Kind>> = {
  asphalt: { light: 0.15, slopes: 0.5, porous: true },
  concrete: { light: 0.35, slopes: 0.35, porous: true },
  grass: { light: 0.45, slopes: 0.6 },
  'leaf-litter': { light: 0.35, slopes: 0.6, porous: true },
  slabs: { light: 0.33, slopes: 0.35, porous: true },
  setts: { light: 0.25, slopes: 0.4, porous: true },
  'concrete-wall': { light: 0.35, slopes: 0.35, porous: true },
  stone: { light: 0.35, slopes: 0.3, porous: true },
  cladding: { light: 0.1, paint: 0.6 },
  signage: { light: 0.1, paint: 0.6 },
  brick: { light: 0.35, slopes: 0.3, porous: true },
  plaster: { light: 0.6, porous: true },
  bark: { light: 0.35, slopes: 0.5, porous: true },
  leaves: { light: 0.45, slopes: 0.5 },
  fur: { light: 0.4, slopes: 0.5, porous: true },
  cloth: { light: 0.3, slopes: 0.3, paint: 0.4, porous: true },
  skin: { light: 0.55 },
  paint: { light: 0.1, paint: 0.6 },
  glass: { light: 0.1, mirror: true },
  window: { light: 0.1, mirror: true },
  rubber: { light: 0.06 },
  metal: { light: 0.5, mirror: true },
  marking: { light: 0.5, porous: true },
  roof: { light: 0.3, porous: true },
};
const OTHER: Kind = { light: 0.1, paint: 0.6 };

/**
 * A film of water halves what porous matter sends back: Lekner and Dorf (Appl. Opt. 27, 1988) compute 0.5-0.6 for dark matter; the same order is measured
 * for asphalt in the near infrared.
 */
const WET = 0.5;
/**
 * `retroReflection` 0.02 of a road marking stands for R_L 300 mcd/(m^2 lx) (EN 1436, class R5), whose luminance is that of a white wall (rho / pi)
 * times pi 0.3 = 0.94: 47 for 1.
 */
const RETRO = 47;
/** Water drowns beads and prisms on the ground: EN 1436 asks 35-75 of wet markings where it asks 150-300 of dry ones. */
const WET_RETRO = 0.2;

/** @param wetness 0 dry .. 1 standing water */
export function reflectanceOf(material: Material, wetness: number): Reflectance {
  // `asphalt-2` is another look of asphalt.
  const kind = KINDS[material.texture.replace(/-\d$/, '')] ?? OTHER;
  const [r, g, b] = material.baseColor;
  const shade = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const dry = (kind.light + (kind.paint ?? 0) * shade) * (kind.mirror === true ? Math.max(0.1, material.roughness) : 1);
  const retro = RETRO * (material.retroReflection ?? 0);
  const drowned = material.texture === 'marking' ? 1 - (1 - WET_RETRO) * wetness : 1;
  const variance = (kind.slopes ?? 0) * (kind.slopes ?? 0);
  return {
    diffuse: kind.porous === true ? dry * (1 - (1 - WET) * wetness) : dry,
    glow: (0.45 * variance) / (variance + 0.09) / (1 - (0.5 * variance) / (variance + 0.33)),
    retro: retro * drowned,
  };
}

/**
 * Reflectance times what counts of it at a slant. Rough matter seen from where its light comes shows its lit sides: Oren and Nayar's (1994)
 * model with light and eye in one place is proportional to cos + (B / A) sin^2, hence roads come back at grazing angles as
 * they do in real clouds. Smooth matter follows Lambert's cosine.
 * @param cosine of the angle between beam and normal, 0..1
 */
export function lit({ diffuse, glow, retro }: Reflectance, cosine: number): number {
  return diffuse * (cosine + glow * (1 - cosine * cosine)) + retro;
}
