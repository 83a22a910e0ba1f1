/** Objects and events of the whole file: what each is, in which frames, and what is said of it there. */
import type { Json } from '#core/hash';
import type { ObjectData, OpenFrame } from './frames.js';
import { intervalsOf } from './intervals.js';

/** Types are of the file's one ontology; published schemas disagree on how an element would name it. */
export function objectsOf(frames: readonly OpenFrame[]): Json {
  const seen = new Map<string, Seen>();
  for (const { number, objects } of frames) {
    for (const { track, name, type, data } of objects.values()) {
      const entry: Seen = seen.get(String(track)) ?? { name, type, numbers: [], data: new Map() };
      entry.numbers.push(number);
      for (const pointed of pointersOf(data)) {
        const known = entry.data.get(pointed.name) ?? { ...pointed, numbers: [] };
        known.numbers.push(number);
        entry.data.set(pointed.name, known);
      }
      seen.set(String(track), entry);
    }
  }
  return Object.fromEntries(
    [...seen].map(([track, { name, type, numbers, data }]) => [
      track,
      {
        ...{ name, type, frame_intervals: intervalsOf(numbers) },
        object_data_pointers: Object.fromEntries(
          [...data].map(([key, pointer]) => [
            key,
            {
              type: pointer.type,
              frame_intervals: intervalsOf(pointer.numbers),
              ...(Object.keys(pointer.attributes).length === 0 ? {} : { attribute_pointers: pointer.attributes }),
            },
          ]),
        ),
      },
    ]),
  ) as unknown as Json;
}

interface Seen {
  readonly name: string;
  readonly type: string;
  readonly numbers: number[];
  readonly data: Map<string, Pointer>;
}
interface Pointer {
  readonly name: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly numbers: number[];
}

function pointersOf(data: ObjectData): readonly Pointer[] {
  return Object.entries(data).flatMap(([type, items]) =>
    items.map(({ name, attributes = {} }) => ({
      name,
      type,
      attributes: Object.fromEntries(Object.entries(attributes).flatMap(([kind, all]) => all.map((each) => [each.name, kind]))),
      numbers: [],
    })),
  );
}

export function eventsOf(frames: readonly OpenFrame[]): Json {
  return Object.fromEntries(
    frames.flatMap(({ number, events }) =>
      [...events].map(([key, { name, kind }]) => [
        key,
        { name, type: kind, frame_intervals: [{ frame_start: number, frame_end: number }] },
      ]),
    ),
  );
}
