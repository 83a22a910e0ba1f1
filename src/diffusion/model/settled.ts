/** From what the sampler gives to what is painted: grain held down, bodies kept apart from their surroundings. */
import { keptApart } from '../field/apart.js';
import type { Cells, Look } from '../field/cells.js';
import { type Shift, shiftOf } from '../field/change.js';
import type { Spectrum } from '../noise/spectrum.js';
import { tempered } from './tempered.js';

/** @param change [4, cells] @param look of the frame as rendered */
export function settled(change: Float32Array, cells: Cells, look: Look, spectrum: Spectrum): Shift {
  return keptApart(cells, look, shiftOf(cells.group, tempered(change, cells, spectrum), spectrum.sizes));
}
