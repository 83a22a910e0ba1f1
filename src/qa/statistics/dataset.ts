/** What the pictures of a dataset show, as means and medians. */
import type { ClassMap } from '../classes/class-map.js';
import type { Dataset } from '../datasets/dataset.js';
import type { Size } from '../pictures/example.js';
import { loadCovering } from '../pictures/load.js';
import { BANDS, type PictureStatistics, statisticsOf } from './picture.js';

export interface ClassStatistics {
  /** Of the labelled pixels, 0..1. */
  readonly share: number;
  /** Of each band's labelled pixels, top to bottom, 0..1. */
  readonly bands: readonly number[];
  /** Pictures that show it, 0..1. */
  readonly shownIn: number;
  /** Connected pieces a picture, and the median of their heights and of where they end below, as shares of the picture's height; null: none. */
  readonly pieces: number;
  readonly pieceHeight: number | null;
  readonly pieceFoot: number | null;
  /** Luma, 0..255: mean and standard deviation over its pixels; null: none. */
  readonly luma: number | null;
  readonly lumaSd: number | null;
}
export interface DatasetStatistics {
  readonly folder: string;
  readonly layout: string;
  readonly pictures: number;
  readonly classes: Readonly<Record<string, ClassStatistics>>;
  /** Luma of all pixels, 0..255; shares that are black (at most 10) and blown out (at least 250); saturation (max - min) / max. */
  readonly luma: number;
  readonly lumaSd: number;
  readonly dark: number;
  readonly blown: number;
  readonly saturation: number;
}

/** @param size what pictures are scaled to, so that datasets can be compared @throws NearmissError NM8103 */
export async function datasetStatistics(
  { folder, layout, pictures }: Dataset,
  classes: ClassMap,
  size: Size,
): Promise<DatasetStatistics> {
  const all: PictureStatistics[] = [];
  for (const picture of pictures) all.push(statisticsOf(await loadCovering(picture, classes, size), classes.classes.length));
  const sum = (of: (each: PictureStatistics) => number): number => all.reduce((total, each) => total + of(each), 0);
  const labelled = sum(({ pixels }) => pixels);
  const whole = sum(({ light }) => light.pixels);
  const banded = Array.from({ length: BANDS }, (_, band) =>
    sum((each) => each.classes.reduce((total, { bands }) => total + (bands[band] as number), 0)),
  );
  const classOf = (c: number): ClassStatistics => {
    const of = (value: (each: PictureStatistics['classes'][number]) => number): number =>
      sum((each) => value(each.classes[c] as PictureStatistics['classes'][number]));
    const pixels = of((each) => each.pixels);
    const pieces = all.flatMap((each) => each.classes[c]?.pieces ?? []);
    const mean = pixels === 0 ? null : of((each) => each.luma) / pixels;
    return {
      share: pixels / Math.max(1, labelled),
      bands: banded.map((most, band) => of((each) => each.bands[band] as number) / Math.max(1, most)),
      shownIn: of((each) => (each.pixels > 0 ? 1 : 0)) / Math.max(1, all.length),
      pieces: pieces.length / Math.max(1, all.length),
      pieceHeight: median(pieces.map(({ height }) => height)),
      pieceFoot: median(pieces.map(({ foot }) => foot)),
      luma: mean,
      lumaSd: mean === null ? null : Math.sqrt(Math.max(0, of((each) => each.lumaSquared) / pixels - mean * mean)),
    };
  };
  const luma = sum(({ light }) => light.luma) / whole;
  return {
    folder,
    layout,
    pictures: pictures.length,
    classes: Object.fromEntries(classes.classes.map(({ name }, c) => [name, classOf(c)])),
    luma,
    lumaSd: Math.sqrt(sum(({ light }) => light.lumaSquared) / whole - luma * luma),
    dark: sum(({ light }) => light.dark) / whole,
    blown: sum(({ light }) => light.blown) / whole,
    saturation: sum(({ light }) => light.saturation) / whole,
  };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}
