/** A strict reader of COCO files for tests, written from the format's description. Throws at the first thing that is wrong. */
interface Rle {
  readonly size: readonly [number, number];
  readonly counts: string;
}
interface Annotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly [number, number, number, number];
  readonly area: number;
  readonly iscrowd: number;
  readonly segmentation: Rle;
  readonly keypoints?: readonly number[];
  readonly num_keypoints?: number;
}
interface Image {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}
interface Category {
  readonly id: number;
  readonly name: string;
  readonly isthing?: number;
  readonly keypoints?: readonly string[];
  readonly skeleton?: readonly (readonly [number, number])[];
}
export interface Instances {
  readonly images: readonly Image[];
  readonly annotations: readonly Annotation[];
  readonly categories: readonly Category[];
}
export interface Panoptic {
  readonly images: readonly Image[];
  readonly categories: readonly Category[];
  readonly annotations: readonly {
    readonly image_id: number;
    readonly file_name: string;
    readonly segments_info: readonly {
      readonly id: number;
      readonly category_id: number;
      readonly area: number;
      readonly bbox: readonly [number, number, number, number];
      readonly iscrowd: number;
    }[];
  }[];
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
function distinct(ids: readonly number[], what: string): void {
  insist(
    ids.every((id) => Number.isInteger(id) && id >= 1),
    `${what} ids are integers from 1`,
  );
  insist(new Set(ids).size === ids.length, `${what} ids are unique`);
}

/** Row-major 0/1 pixels. */
export function decodeRle({ size: [height, width], counts }: Rle): Uint8Array {
  const runs: number[] = [];
  for (let at = 0; at < counts.length; ) {
    let value = 0;
    let shift = 0;
    for (;;) {
      const code = counts.charCodeAt(at++) - 48;
      value |= (code & 31) << shift;
      shift += 5;
      if ((code & 32) === 0) {
        if (code & 16) value |= -1 << shift;
        break;
      }
    }
    runs.push(runs.length > 2 ? value + (runs[runs.length - 2] as number) : value);
  }
  insist(runs.reduce((a, b) => a + b, 0) === width * height, 'runs cover the picture');
  const pixels = new Uint8Array(width * height);
  let position = 0;
  runs.forEach((run, i) => {
    for (let k = 0; k < run; k++, position++)
      if (i % 2 === 1) pixels[(position % height) * width + Math.floor(position / height)] = 1;
  });
  return pixels;
}

export function checkInstances(data: Instances): void {
  distinct(
    data.images.map((image) => image.id),
    'image',
  );
  distinct(
    data.annotations.map((annotation) => annotation.id),
    'annotation',
  );
  distinct(
    data.categories.map((category) => category.id),
    'category',
  );
  insist(new Set(data.images.map((image) => image.file_name)).size === data.images.length, 'file names are unique');
  for (const category of data.categories) {
    for (const [a, b] of category.skeleton ?? []) {
      insist(Math.min(a, b) >= 1 && Math.max(a, b) <= (category.keypoints ?? []).length, 'skeletons count from 1');
    }
  }
  for (const annotation of data.annotations) checkAnnotation(data, annotation);
}

function checkAnnotation(data: Instances, annotation: Annotation): void {
  const image = data.images.find(({ id }) => id === annotation.image_id);
  const category = data.categories.find(({ id }) => id === annotation.category_id);
  if (image === undefined || category === undefined) throw new Error('image and category exist');
  insist(
    annotation.segmentation.size[0] === image.height && annotation.segmentation.size[1] === image.width,
    'mask has the size of the picture',
  );
  const pixels = decodeRle(annotation.segmentation);
  const on = [...pixels.keys()].filter((i) => pixels[i] === 1);
  insist(on.length === annotation.area && on.length > 0, 'area is the area of the mask');
  const xs = on.map((i) => i % image.width);
  const ys = on.map((i) => Math.floor(i / image.width));
  const tight = [
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs) - Math.min(...xs) + 1,
    Math.max(...ys) - Math.min(...ys) + 1,
  ];
  insist(JSON.stringify(tight) === JSON.stringify(annotation.bbox), `box ${annotation.bbox} is tight around the mask ${tight}`);
  insist(annotation.iscrowd === 0 || annotation.iscrowd === 1, 'iscrowd is 0 or 1');
  checkKeypoints(category, annotation);
}

function checkKeypoints(category: Category, annotation: Annotation): void {
  const triples = annotation.keypoints ?? [];
  if (category.keypoints === undefined) {
    insist(annotation.keypoints === undefined, 'only keypoint categories have keypoints');
    return;
  }
  insist(triples.length === 3 * category.keypoints.length, 'three numbers a keypoint');
  const seen = triples.filter((value, i) => i % 3 === 2 && value > 0).length;
  insist(seen === annotation.num_keypoints, 'num_keypoints counts v > 0');
}

/** `png`: 8-bit RGB pixels of a panoptic file. */
export async function checkPanoptic(
  data: Panoptic,
  png: (file: string) => Promise<{ readonly pixels: Uint8Array; readonly width: number }>,
): Promise<void> {
  distinct(
    data.images.map((image) => image.id),
    'image',
  );
  distinct(
    data.categories.map((category) => category.id),
    'category',
  );
  insist(data.annotations.length === data.images.length, 'one annotation a picture');
  for (const annotation of data.annotations) {
    const { pixels, width } = await png(annotation.file_name);
    const areas = new Map<number, { area: number; left: number; right: number; top: number; bottom: number }>();
    for (let i = 0; i < pixels.length / 3; i++) {
      const id = (pixels[3 * i] as number) + 256 * (pixels[3 * i + 1] as number) + 65536 * (pixels[3 * i + 2] as number);
      if (id === 0) continue;
      const [x, y] = [i % width, Math.floor(i / width)];
      const seen = areas.get(id) ?? { area: 0, left: x, right: x, top: y, bottom: y };
      areas.set(id, {
        area: seen.area + 1,
        left: Math.min(seen.left, x),
        right: Math.max(seen.right, x),
        top: seen.top,
        bottom: y,
      });
    }
    const ids = annotation.segments_info.map((segment) => segment.id);
    insist(JSON.stringify([...ids].sort()) === JSON.stringify([...areas.keys()].sort()), 'segments are the ids of the picture');
    for (const segment of annotation.segments_info) {
      const seen = areas.get(segment.id);
      insist(
        data.categories.some(({ id }) => id === segment.category_id),
        'the category exists',
      );
      insist(seen?.area === segment.area, `segment ${segment.id}: area is exact`);
      const box = seen && [seen.left, seen.top, seen.right - seen.left + 1, seen.bottom - seen.top + 1];
      insist(JSON.stringify(box) === JSON.stringify(segment.bbox), `segment ${segment.id}: box is tight`);
    }
  }
}
