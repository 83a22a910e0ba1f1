/** How a camera gathers light: its shutter and its sensor. */
import type { Shutter } from '#contracts/rig';
import { DEFAULT_IMAGER, type Imager } from '#core/emva';
import type { Draw } from '../draw/values.js';
import { may, record, whole } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { numbers } from './kind.js';

export const shutter = record('a shutter', {
  exposure: may(value('How long each row gathers light: motion blurs; 0 s, which freezes it.', 'time', { least: 0, most: 1 })),
  readout: may(
    value('From the first row to the last: a rolling shutter; 0 s, all rows at once.', 'time', { least: 0, most: 1 }),
  ),
  slices: may(whole('stretches of rows of a rolling shutter, an instant each; 16', 2, 256)),
  samples: may(whole('instants an exposure is made of; 8', 2, 64)),
});

export function drawShutter(tree: Read<typeof shutter>, draw: Draw): Shutter {
  const number = numbers(draw);
  return {
    exposureS: number(tree.exposure, 0),
    readoutS: number(tree.readout, 0),
    slices: tree.slices ?? 16,
    samples: tree.samples ?? 8,
  };
}

export const imager = record('an imaging sensor after EMVA 1288', {
  fullWell: may(value('Electrons at which a pixel is full; 20000.', 'number', { least: 100, most: 1e6 })),
  readNoise: may(value('Electrons of noise of reading; 2.', 'number', { least: 0, most: 1000 })),
  darkCurrent: may(value('Electrons a second without light; 10.', 'number', { least: 0, most: 1e6 })),
  bits: may(whole('bits of a number; 12', 8, 16)),
  aperture: may(value('f-number of the lens; 1.6.', 'number', { least: 0.5, most: 64 })),
  longest: may(value('Longest exposure before the gain goes up; 30 ms.', 'time', { least: 1e-6, most: 10 })),
  vignetting: may(
    value('Share of the natural fall-off towards the corners, 0 for none; 35 %.', 'ratio', { least: 0, most: 1 }),
  ),
});

export function drawImager(tree: Read<typeof imager>, draw: Draw): Imager {
  const number = numbers(draw);
  const d = DEFAULT_IMAGER;
  return {
    fullWellE: number(tree.fullWell, d.fullWellE),
    readNoiseE: number(tree.readNoise, d.readNoiseE),
    darkEPerS: number(tree.darkCurrent, d.darkEPerS),
    bits: tree.bits ?? d.bits,
    fNumber: number(tree.aperture, d.fNumber),
    longestS: number(tree.longest, d.longestS),
    vignetting: number(tree.vignetting, d.vignetting),
  };
}
