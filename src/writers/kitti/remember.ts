/** What is kept of each picture until the sample ends: by camera, then picture, which come in any order and may be missing. */
export type Remembered<T> = Map<string, T[]>;

export function remember<T>(all: Remembered<T>, camera: string, frame: number, value: T): void {
  const known = all.get(camera) ?? [];
  known[frame] = value;
  all.set(camera, known);
}

/** Of the pictures that are there. */
export function firstOf<T>(known: readonly T[] | undefined): T | undefined {
  return known?.find((value) => value !== undefined);
}
