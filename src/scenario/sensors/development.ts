/** How a camera makes its pictures of the light, where an author wants it otherwise. */
import type { Development } from '#contracts/development';
import { miredShiftOf, scaledToLuminance, whiteBalanceFor } from '#core/color';
import type { Vec3 } from '#core/pose';
import type { Draw } from '../draw/values.js';
import { may, record, tuple } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { oneOf, otherwise, whenList, whenText } from '../language/union.js';
import { type Value, value } from '../language/value.js';
import { stated } from './kind.js';

const kelvin = value(
  'Light that it takes for white; 6504 K leaves colours as they are, less makes pictures bluer.',
  'temperature',
  {
    least: 1700,
    most: 25_000,
  },
);
const gains = tuple(
  'gains of red, green and blue in linear light; a grey keeps its luminance',
  value('Gain.', 'number', { least: 0.05, most: 20 }),
  3,
);

export const development = record('how the camera makes its pictures of the light', {
  exposure: may(value('Over what it would choose, stops.', 'number', { least: -10, most: 10 })),
  headroom: may(
    value('Stops from mean grey to where numbers end; 2.96 when missing (ISO 12232).', 'number', { least: 0.5, most: 12 }),
  ),
  whiteBalance: may(
    oneOf('a white balance', [
      whenText('5600 K', kelvin),
      whenList('[1.1, 1, 0.9]', gains),
      otherwise('{uniform: [4000 K, 8000 K]}', kelvin),
    ]),
  ),
  contrast: may(value('Factor on contrast, after the film curve.', 'number', { least: 0, most: 4 })),
  saturation: may(value('Factor on colourfulness, after the film curve.', 'number', { least: 0, most: 4 })),
  sharpening: may(value('How much an unsharp mask of one pixel adds.', 'number', { least: 0, most: 5 })),
  blur: may(
    value('Standard deviation of what a lens out of focus spreads a point over, px.', 'number', { least: 0, most: 10 }),
  ),
  vignetting: may(value("Share of the natural fall-off, instead of the imager's.", 'ratio', { least: 0, most: 1 })),
  veilingGlare: may(value('Share of the mean light that the lens spreads over the picture.', 'ratio', { least: 0, most: 1 })),
  blackLift: may(value('What black becomes.', 'ratio', { least: 0, most: 1 })),
  noise: may(value("Factor on the sensor's noise.", 'number', { least: 0, most: 100 })),
});

export function drawDevelopment(tree: Read<typeof development>, draw: Draw): Development {
  const number = (each: Value | undefined): number | undefined => each && draw.number(each);
  return {
    ...stated({
      exposureEv: number(tree.exposure),
      headroomEv: number(tree.headroom),
      veilingGlare: number(tree.veilingGlare),
      blurPx: number(tree.blur),
      vignetting: number(tree.vignetting),
      noise: number(tree.noise),
      sharpening: number(tree.sharpening),
      saturation: number(tree.saturation),
      contrast: number(tree.contrast),
      blackLift: number(tree.blackLift),
    }),
    ...(tree.whiteBalance === undefined ? {} : { whiteBalance: drawWhiteBalance(tree.whiteBalance, draw) }),
  };
}

function drawWhiteBalance(tree: Value | readonly Value[], draw: Draw): Vec3 {
  if (!isList(tree)) return whiteBalanceFor(miredShiftOf(draw.number(tree)));
  return scaledToLuminance(tree.map((each) => draw.number(each)) as unknown as Vec3);
}
function isList(tree: Value | readonly Value[]): tree is readonly Value[] {
  return Array.isArray(tree);
}
