/**
 * What `randomize` can change, and between which bounds at full strength: wide, but each still something that roads and cameras show.
 * Variety of light, exposure, camera and bodies helps what is trained on rendered streets, garish textures hurt. The method: Tremblay et al. 2018
 * (arXiv 1804.06516), with structure kept: Prakash et al. 2019 (arXiv 1810.10093), of cameras: Carlson et al. 2018 (arXiv 1809.06256).
 */
import type { QuantityName } from '../units.js';

export interface Figure {
  readonly about: string;
  /** Why these bounds. */
  readonly why: string;
  readonly quantity: QuantityName;
  /** SI, at full strength. A share has its lower bound at 0 and counts as a whole. */
  readonly range: readonly [low: number, high: number];
  /**
   * How strength acts: `added` to what is there, bounds times strength; a `factor` on it, drawn evenly in its logarithm, bounds to the power of
   * strength; a `share` of cases, times strength; drawn `between` the bounds whatever the strength.
   */
  readonly by: 'added' | 'factor' | 'share' | 'between';
  /** What an author may write. */
  readonly limits: readonly [least: number, most: number];
}
export interface Key {
  readonly about: string;
  /** How often it is drawn anew. */
  readonly each: 'material' | 'sample' | 'actor' | 'frame';
  readonly figures: Readonly<Record<string, Figure>>;
}

const DEGREE = Math.PI / 180;
type Range = readonly [number, number];
const figure =
  (by: Figure['by'], limits: Range) =>
  (quantity: QuantityName, range: Range, about: string, why: string): Figure => ({
    about,
    why,
    quantity,
    range,
    by,
    limits,
  });
const factor = (range: Range, about: string, why: string) => figure('factor', [0.01, 100])('number', range, about, why);
const share = (most: number, about: string, why: string) => figure('share', [0, 1])('ratio', [0, most], about, why);
const between = (quantity: QuantityName, range: Range, about: string, why: string, limits: Range) =>
  figure('between', limits)(quantity, range, about, why);
const added = (quantity: QuantityName, range: Range, about: string, why: string, limits: Range = [-1e6, 1e6]) =>
  figure('added', limits)(quantity, range, about, why);

export const KEYS = {
  colours: {
    about: 'colours of surfaces, each material of each body and of the place for itself',
    each: 'material',
    figures: {
      hue: added(
        'angle',
        [-20 * DEGREE, 20 * DEGREE],
        'turn of the hue in OKLab; skin, fur, plants, ground, markings and signs a quarter of it, and half of the factors below',
        'houses, paints and cloths of one name differ by about so much',
      ),
      repaint: share(
        0.4,
        'share of painted, dyed and built surfaces that take another, muted colour',
        'other towns and fashions; houses in sands, clays and lime washes (OKLab chroma below 0.06), the rest below 0.1, a brick red; signs, lamps and bare metal keep theirs: garish colours hurt',
      ),
      saturation: factor(
        [0.35, 1.15],
        'factor on colourfulness',
        'real streets are about half as colourful as one paints them',
      ),
      brightness: factor(
        [0.6, 1.5],
        'factor on linear albedo, kept within 0.01 and 0.85',
        'from dirty and wet to new and dusty',
      ),
    },
  },
  textures: {
    about: 'patterns of surfaces, each material of each body and of the place for itself',
    each: 'material',
    figures: {
      exchange: share(
        0.5,
        'share that takes the texture of a like surface (brick for plaster, slabs for setts)',
        'never cloth on a road',
      ),
      size: factor([0.7, 1.5], 'factor on the size of the pattern', 'bricks, slabs and grain come in sizes'),
      contrast: factor([0.4, 1.5], "factor on the pattern's contrast", 'from worn smooth to coarse'),
    },
  },
  materials: {
    about: 'how surfaces reflect, each material of each body and of the place for itself',
    each: 'material',
    figures: {
      roughness: factor([0.6, 1.6], 'factor on roughness', 'from polished to dusty'),
      metalness: added('ratio', [-0.25, 0.25], 'added to metals and paints', 'solid and metallic paints', [-1, 1]),
    },
  },
  light: {
    about: 'light of the sky and the sun',
    each: 'sample',
    figures: {
      sunMired: added(
        'number',
        [-30, 60],
        'colour of the sun over its own, mired',
        '4700 to 8100 K where white is 6504 K: haze, smoke, high ground',
      ),
      skyMired: added(
        'number',
        [-60, 40],
        'colour of the sky over its own, mired',
        '5200 to 10700 K: grey-brown haze to blue shade under a clear sky',
      ),
      sunShare: factor(
        [0.2, 1.3],
        "factor on the sun's share of the light on the ground; the sum stays",
        'thin cloud and haze take the sun away far oftener than air is clearer than clear: low contrast',
      ),
    },
  },
  pose: {
    about: 'where cameras are mounted, all of a body alike, so that pairs stay pairs',
    each: 'actor',
    figures: {
      height: added('length', [-0.25, 0.4], 'up', '1.1 to 1.8 m: dashboards, windscreens and roofs of cars and vans', [-5, 5]),
      forward: added('length', [-0.3, 0.3], 'forward', 'behind any windscreen', [-5, 5]),
      left: added('length', [-0.2, 0.2], 'to the left', 'beside the mirror', [-5, 5]),
      pitch: added('angle', [-4 * DEGREE, 4 * DEGREE], 'nose down', 'mounting by hand, and load', [-1, 1]),
      roll: added('angle', [-2 * DEGREE, 2 * DEGREE], 'right side down', 'mounting by hand', [-1, 1]),
      heading: added('angle', [-4 * DEGREE, 4 * DEGREE], 'turned to the left', 'mounting by hand', [-1, 1]),
    },
  },
  intrinsics: {
    about: 'lenses of cameras, all of a body alike',
    each: 'actor',
    figures: {
      focal: factor([0.8, 1.3], 'factor on the focal length', '48 to 72 degrees where 60 were declared'),
      right: added(
        'ratio',
        [-0.02, 0.02],
        'principal point to the right, share of the width',
        'assembly of small cameras',
        [-0.3, 0.3],
      ),
      down: added('ratio', [-0.02, 0.02], 'principal point down, share of the width', 'assembly and cropped rows', [-0.3, 0.3]),
    },
  },
  clutter: {
    about: 'harmless things beside the road',
    each: 'sample',
    figures: {
      per100M: added(
        'number',
        [0, 16],
        'bins, bags, boards, cones, benches and the like put beside the road, per 100 m of it',
        'a collection day on a narrow pavement has one every six metres',
        [0, 60],
      ),
      thinned: share(0.6, "share of the layout's own street furniture left out, drawn up to this", 'some streets are bare'),
    },
  },
  distractors: {
    about: 'shapes out of place, beside and over the road, of class unlabeled, with instance ids',
    each: 'sample',
    figures: {
      per100M: added(
        'number',
        [0, 12],
        'how many per 100 m of road',
        'a few in each view: enough to be met, too few to hide the scene',
        [0, 100],
      ),
      size: between('length', [0.2, 1.2], 'their sizes', 'from a parcel to a hoarding', [0.05, 5]),
    },
  },
  assets: {
    about: "which body an actor has: drawn anew among the kinds of its class; not the ego's, nor a protocol's measured vehicle",
    each: 'actor',
    figures: { exchange: share(1, 'share of actors', 'variety of bodies carries over to real pictures') },
  },
  background: {
    about:
      'far surroundings: a stated seed of the road is replaced, and options that say what stands beyond the verge are drawn anew',
    each: 'sample',
    figures: { exchange: share(1, 'share of samples', 'the hazard, not the place, is what is to be learnt') },
  },
  season: {
    about: 'season of the plants: of the layout where it has one, else the colour of leaves and grass',
    each: 'sample',
    figures: { exchange: share(1, 'share of samples', 'a year of recordings') },
  },
  time: {
    about: 'where the sun stands; a stated illuminance gives way to what sun and cloud give',
    each: 'sample',
    figures: {
      elevation: between(
        'angle',
        [-6 * DEGREE, 60 * DEGREE],
        'moved towards an elevation between these',
        'from the end of civil twilight to a summer noon at 53 degrees north',
        [-Math.PI / 2, Math.PI / 2],
      ),
      azimuth: between('angle', [0, 2 * Math.PI], 'moved towards an azimuth between these', 'roads run every way', [-7, 7]),
    },
  },
  exposure: {
    about: 'exposure of each picture',
    each: 'frame',
    figures: {
      ev: added(
        'number',
        [-1.2, 1.2],
        'compensation, stops',
        'metering of real cameras misses by a stop and more against the sun',
        [-10, 10],
      ),
    },
  },
  whiteBalance: {
    about: 'white balance of each picture',
    each: 'frame',
    figures: {
      mired: added(
        'number',
        [-45, 45],
        'light that the camera takes for white over the right one, mired',
        'automatic white balance in mixed light',
        [-100, 400],
      ),
      green: added('ratio', [-0.05, 0.05], 'tint to green', 'sensors of different makers', [-0.5, 0.5]),
    },
  },
  imaging: {
    about: 'the camera and its processing, for each picture',
    each: 'frame',
    figures: {
      headroom: added(
        'number',
        [-0.6, 1.5],
        'added to the stops from mean grey to white',
        'cheap processing that clips early to wide dynamic range',
        [-2, 9],
      ),
      contrast: factor([0.9, 1.35], 'factor on contrast, after the film curve', 'picture styles of cameras'),
      saturation: factor(
        [0.6, 1.6],
        'factor on saturation, after the film curve',
        'from faded to vivid: pictures without it are at (max - min) / max of 0.11, pictures of a sunny drive at 0.21',
      ),
      sharpness: added(
        'number',
        [-1, 0.8],
        'positive: unsharp mask; negative: blur, px',
        'focus, dirt, and sharpening in the camera',
        [-10, 5],
      ),
      vignetting: added(
        'ratio',
        [-0.35, 0.6],
        'added to the share of the natural fall-off',
        'corrected to cheap lenses',
        [-1, 1],
      ),
      veilingGlare: added(
        'ratio',
        [0, 0.05],
        'share of the mean light spread over the picture',
        'ISO 9358: 1 to 3 % for good lenses, more behind a dirty windscreen',
        [0, 1],
      ),
      blackLift: added('ratio', [0, 0.03], 'what black becomes', 'limited-range video and haze filters', [0, 1]),
      noise: factor([0.6, 2], "factor on the sensor's noise", 'sensors from large to small, and gain turned up'),
    },
  },
} as const satisfies Readonly<Record<string, Key>>;
export type KeyName = keyof typeof KEYS;
export const KEY_NAMES = Object.keys(KEYS) as readonly KeyName[];

/** Words that set several keys at once; a key's own word wins over them, and `all` gives way to the others. */
export const GROUPS = {
  appearance: ['colours', 'textures', 'materials'],
  camera: ['pose', 'intrinsics'],
  all: KEY_NAMES,
} as const satisfies Readonly<Record<string, readonly KeyName[]>>;
export type GroupName = keyof typeof GROUPS;
