/** Pixel layers: element type, channels, unit and "empty" value, stated once. Rows top to bottom, pixels left to right. */

export const LAYERS = {
  rgb: {
    array: Uint8Array,
    channels: 3,
    unit: 'sRGB 0..255',
    empty: 0,
    truth: false,
    byDefault: true,
    about: 'colour as the camera sees it',
  },
  depth: {
    array: Float32Array,
    channels: 1,
    unit: 'm',
    empty: 0,
    truth: true,
    byDefault: true,
    about: 'distance along the optical axis, of a fisheye camera from the eye itself; 0 where nothing is (sky)',
  },
  normal: {
    array: Uint8Array,
    channels: 3,
    unit: 'n * 127.5 + 127.5',
    empty: 0,
    truth: true,
    byDefault: true,
    about:
      'surface normal in the camera frame (x right, y down, z forward), facing the camera: of the geometry, without the relief of textures; 0,0,0 where nothing is',
  },
  semantic: {
    array: Uint8Array,
    channels: 1,
    unit: 'class id',
    empty: 0,
    truth: true,
    byDefault: true,
    about: 'ontology id; the sky has its own id; 0 where a lens casts no picture',
  },
  instance: {
    array: Uint16Array,
    channels: 1,
    unit: 'instance id',
    empty: 0,
    truth: true,
    byDefault: true,
    about: 'SceneSpec.bodies[].instance; 0 where no labelled body is',
  },
  flow: {
    array: Float32Array,
    channels: 2,
    unit: 'px',
    empty: 0,
    truth: true,
    byDefault: true,
    about:
      'forward optical flow: where this surface point is in the next frame, minus here (x right, y down); sky flows with the camera rotation',
  },
  backwardFlow: {
    array: Float32Array,
    channels: 2,
    unit: 'px',
    empty: 0,
    truth: true,
    byDefault: false,
    about: 'backward optical flow: where this surface point was in the frame before, minus here; 0 in the first frame of all',
  },
  flowOcclusion: {
    array: Uint8Array,
    channels: 1,
    unit: '0 or 255',
    empty: 0,
    truth: true,
    byDefault: false,
    about: 'forward occlusion: 255 where this surface point is hidden or out of the picture in the next frame',
  },
  albedo: {
    array: Uint8Array,
    channels: 3,
    unit: 'sRGB 0..255',
    empty: 0,
    truth: false,
    byDefault: false,
    about: 'colour of the surface, textures with it, without light, air or camera; 0,0,0 where nothing is',
  },
  luminance: {
    array: Float32Array,
    channels: 1,
    unit: 'cd/m^2',
    empty: 0,
    truth: false,
    byDefault: false,
    about: 'linear light that reaches the lens, through air, rain, spray and drops on the glass, before exposure and noise',
  },
  raw: {
    array: Uint16Array,
    channels: 3,
    unit: 'DN',
    empty: 0,
    truth: false,
    byDefault: false,
    about:
      "the sensor's numbers, linear in light, with vignetting, shot, dark and read noise, quantised (EMVA 1288); no mosaic",
  },
} as const;

export type LayerName = keyof typeof LAYERS;
export const LAYER_NAMES = Object.keys(LAYERS) as readonly LayerName[];
/** What is made where nobody says which. */
export const DEFAULT_LAYERS = LAYER_NAMES.filter((name) => LAYERS[name].byDefault);
export const TRUTH_LAYERS = LAYER_NAMES.filter((name) => LAYERS[name].truth);

export type LayerData<K extends LayerName> = InstanceType<(typeof LAYERS)[K]['array']>;
/** The layers asked for are the layers there; width * height * channels elements each. */
export type LayerSet = { readonly [K in LayerName]?: LayerData<K> } & { readonly width: number; readonly height: number };
