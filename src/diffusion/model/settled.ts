/** From what the sampler gives to what is painted: grain held down, what lies behind air held to it, bodies kept apart from their surroundings. */
import { throughAir } from '../field/air.js';
import { keptApart } from '../field/apart.js';
import type { Cells, Look } from '../field/cells.js';
import { type Shift, shiftOf } from '../field/change.js';
import type { Spectrum } from '../noise/spectrum.js';
import { tempered } from './tempered.js';

/** @param change [4, cells] @param look, extinctionPerM of the frame as rendered */
export function settled(change: Float32Array, cells: Cells, look: Look, extinctionPerM: number, spectrum: Spectrum): Shift {
  const asked = shiftOf(cells.group, tempered(change, cells, spectrum), spectrum.sizes);
  return keptApart(cells, look, throughAir(cells, look, asked, extinctionPerM));
}
