/** Colours of a surface, moved as far from what is usual as the sample's appearance allows. */
import type { Appearance } from '#contracts/appearance';
import type { Bounds } from '#contracts/development';
import { colorOf, lchOf } from '#core/color';
import { clamp, exp, lerp, ln, pow, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';

/** Surfaces whose colour nobody chooses. */
const NATURAL =
  /^(asphalt|marking|grass|leaf-litter|gravel|bark|leaves|needles|fur|skin|hair|rubber|glass|window|metal|concrete|slabs|setts)/;
/** Whose colours mean something: signs, signals, cones, lamps and plates. */
const CODED = /^(sign|traffic-light|signal|belisha|cone|works|delineator)/;
const PLANTS = /^(grass|leaves)$/;
/** Of a turn of the hue, and of the logarithm of factors, for those. */
const NATURAL_TURN = 0.25;
const NATURAL_FACTOR = 0.5;
/** What houses are built and trimmed of: sands, clays and lime washes, seldom a cool grey. Hue in OKLab, rad: normal about ochre. */
const BUILT = /^(brick|stone|plaster|cladding|roof)/;
const HOUSE = /^(building|tower)/;
const BUILT_HUE = { mean: 1.15, sd: 0.35 };
/** Chroma (OKLab) up to which a repainted surface goes; a new brick is 0.1, a traffic sign 0.2. */
const BUILT_CHROMA = 0.06;
const PAINT_CHROMA = 0.1;
/** Linear albedo: soot to fresh snow. */
const LEAST_ALBEDO = 0.01;
const MOST_ALBEDO = 0.85;
/** Steps of chromaticity that count as one paint, however it is shaded. */
const PAINT_STEPS = 40;

/** Another colour for each; shades of one paint stay shades of one paint. */
export type Recolour = (color: Vec3) => Vec3;

/** @returns undefined where colours stay @param owner whose surface it is @param random of the surface */
export function recolourOf(
  texture: string,
  owner: string,
  { colours, plants }: Appearance,
  random: RandomStream,
): Recolour | undefined {
  const season = plants !== undefined && PLANTS.test(texture) ? plants : undefined;
  if (colours === undefined) return season && (([r, g, b]) => [r * season[0], g * season[1], b * season[2]]);
  const kind =
    NATURAL.test(texture) || CODED.test(owner)
      ? 'natural'
      : BUILT.test(texture) || (texture === 'none' && HOUSE.test(owner))
        ? 'built'
        : 'painted';
  const [sr, sg, sb] = season ?? [1, 1, 1];
  const paints = new Map<string, Change>();
  return (color) => {
    const key = kind === 'natural' ? '' : paintOf(color);
    const change = paints.get(key) ?? drawChange(colours, kind, random.child(`paint ${key}`));
    paints.set(key, change);
    return withinAlbedo(changed([color[0] * sr, color[1] * sg, color[2] * sb], change), color);
  };
}

interface Change {
  readonly turn: number;
  readonly saturation: number;
  readonly brightness: number;
  /** Instead of turn and saturation. */
  readonly repaint?: { readonly chroma: number; readonly hue: number };
}

type Kind = 'natural' | 'built' | 'painted';

function drawChange(colours: NonNullable<Appearance['colours']>, kind: Kind, random: RandomStream): Change {
  const natural = kind === 'natural';
  return {
    turn: lerp(...colours.hue, random.child('hue').uniform()) * (natural ? NATURAL_TURN : 1),
    saturation: pow(factorIn(colours.saturation, random.child('saturation')), natural ? NATURAL_FACTOR : 1),
    brightness: pow(factorIn(colours.brightness, random.child('brightness')), natural ? NATURAL_FACTOR : 1),
    ...(!natural && random.child('repaint').chance(colours.repaint)
      ? { repaint: freshPaint(kind === 'built', random.child('fresh')) }
      : {}),
  };
}

function freshPaint(built: boolean, random: RandomStream): NonNullable<Change['repaint']> {
  const chroma = random.uniform() * (built ? BUILT_CHROMA : PAINT_CHROMA);
  return { chroma, hue: built ? BUILT_HUE.mean + BUILT_HUE.sd * random.normal() : random.between(0, TAU) };
}

function changed(color: Vec3, { turn, saturation, brightness: k, repaint }: Change): Vec3 {
  const { lightness, chroma, hue } = lchOf(color);
  // The darker a surface, the less colourful it can be.
  const [r, g, b] = colorOf(
    repaint === undefined
      ? { lightness, chroma: chroma * saturation, hue: hue + turn }
      : { lightness, chroma: repaint.chroma * Math.min(1, lightness / 0.6), hue: repaint.hue },
  );
  return [r * k, g * k, b * k];
}

function paintOf([r, g, b]: Vec3): string {
  const sum = Math.max(r + g + b, 1e-6);
  return `${Math.round((r / sum) * PAINT_STEPS)} ${Math.round((g / sum) * PAINT_STEPS)}`;
}

/** Between soot and snow, or where the surface was beyond those before. */
function withinAlbedo(color: Vec3, before: Vec3): Vec3 {
  const kept = (i: 0 | 1 | 2): number => clamp(color[i], Math.min(LEAST_ALBEDO, before[i]), Math.max(MOST_ALBEDO, before[i]));
  return [kept(0), kept(1), kept(2)];
}

export function factorIn([low, high]: Bounds, random: RandomStream): number {
  return exp(lerp(ln(low), ln(high), random.uniform()));
}
