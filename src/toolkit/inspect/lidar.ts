/** A lidar's turns from above, coloured by class. */
import type { Ontology } from '#contracts/label';
import type { ObservationOf } from '#contracts/observation';
import { CLUTTER, type Rgb } from './colors.js';
import { flatPicture } from './pictures.js';
import { outlinesSvg, PLANE, planeSvg, rangeFor, toPixel } from './plane.js';
import { bodyTable, captionHtml, classColours, distanceOf, legendHtml, rowsByBody, type ScanRecord } from './returns.js';

type Turn = ScanRecord<ObservationOf<'lidar'>>;
/** Of the picture below the rings, px: two to one of theirs. */
export const CLOUD = 2 * PLANE;
const GROUND: Rgb = [10, 10, 9];

export async function lidarHtml(turns: readonly Turn[], ontology: Ontology): Promise<string> {
  const range = rangeOf(turns);
  const cards: string[] = [];
  for (const turn of turns) cards.push(await turnHtml(turn, range, ontology));
  const legend = legendHtml(
    turns.map(({ observation }) => observation),
    ontology,
    'in the air: fog, rain, snow, spray',
    [`<span>outlines: bodies half-way through the turn; to the edge ${range} m</span>`],
  );
  return `${legend}<div class="scans">${cards.join('')}</div>`;
}

/** One for all turns, so that they can be compared. */
function rangeOf(turns: readonly Turn[]): number {
  const distances: number[] = [];
  const bodies: number[] = [];
  for (const { observation } of turns) {
    const { instance, origin } = observation.columns;
    for (let row = 0; row < observation.count; row++) {
      if (origin[row] !== 0) continue;
      (instance[row] === 0 ? distances : bodies).push(distanceOf(observation, row));
    }
  }
  return rangeFor(distances, bodies);
}

async function turnHtml(turn: Turn, range: number, ontology: Ontology): Promise<string> {
  const { observation, scene, bodies } = turn;
  const picture = await flatPicture(cloudPixels(observation, range, classColours(ontology)), CLOUD, CLOUD);
  const drawing = planeSvg(range, PLANE, outlinesSvg(scene, bodies, observation.worldFromSensor, range));
  const facts = [`<span>points <b>${observation.count}</b></span>`, `<span>bodies <b>${rowsByBody(turn).size}</b></span>`];
  return `<article class="frame"><div class="shot plane"><img alt="turn ${observation.index} from above" src="${picture}">${drawing}</div>
${captionHtml(observation, 'turn', range, facts)}${bodyTable(turn, 'points')}</article>`;
}

/** @returns RGB of `CLOUD` by `CLOUD` px: the place first, over it clutter, over all the labelled bodies, larger */
export function cloudPixels(turn: ObservationOf<'lidar'>, range: number, colourOf: (semantic: number) => Rgb): Uint8Array {
  const rgb = new Uint8Array(CLOUD * CLOUD * 3);
  for (let i = 0; i < rgb.length; i += 3) rgb.set(GROUND, i);
  const { xyz, instance, semantic, origin } = turn.columns;
  const draw = (row: number, size: number, colour: Rgb): void => {
    const [u, v] = toPixel(range, xyz[3 * row] as number, xyz[3 * row + 1] as number);
    square(rgb, Math.floor((u * CLOUD) / PLANE), Math.floor((v * CLOUD) / PLANE), size, colour);
  };
  const passes: readonly [(row: number) => boolean, number, (row: number) => Rgb][] = [
    [(row) => origin[row] === 0 && instance[row] === 0, 2, (row) => colourOf(semantic[row] as number)],
    [(row) => origin[row] !== 0, 3, () => CLUTTER],
    [(row) => origin[row] === 0 && instance[row] !== 0, 4, (row) => colourOf(semantic[row] as number)],
  ];
  for (const [chosen, size, colour] of passes)
    for (let row = 0; row < turn.count; row++) if (chosen(row)) draw(row, size, colour(row));
  return rgb;
}

/** Around (u, v) px, cut at the picture's edges. */
function square(rgb: Uint8Array, u: number, v: number, size: number, colour: Rgb): void {
  const before = Math.floor(size / 2);
  for (let y = Math.max(0, v - before); y < Math.min(CLOUD, v - before + size); y++)
    for (let x = Math.max(0, u - before); x < Math.min(CLOUD, u - before + size); x++) rgb.set(colour, 3 * (y * CLOUD + x));
}
