/** Events by time; at the same time, the one added first. */
export interface Line<T> {
  add(time: number, value: T): void;
  /** Takes the earliest. */
  next(): { readonly time: number; readonly value: T } | undefined;
}

interface Entry<T> {
  readonly time: number;
  readonly order: number;
  readonly value: T;
}

export function createLine<T>(): Line<T> {
  const heap: Entry<T>[] = [];
  let order = 0;
  const isBefore = (a: Entry<T>, b: Entry<T>): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);
  const entry = (i: number): Entry<T> => heap[i] as Entry<T>;
  const swap = (i: number, j: number): void => {
    const kept = entry(i);
    heap[i] = entry(j);
    heap[j] = kept;
  };
  return {
    add(time, value) {
      heap.push({ time, order: order++, value });
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!isBefore(entry(i), entry(parent))) return;
        swap(i, parent);
        i = parent;
      }
    },
    next() {
      const first = heap[0];
      const end = heap.pop();
      if (first === undefined || end === undefined || heap.length === 0) return first;
      heap[0] = end;
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let least = i;
        if (left < heap.length && isBefore(entry(left), entry(least))) least = left;
        if (right < heap.length && isBefore(entry(right), entry(least))) least = right;
        if (least === i) return first;
        swap(i, least);
        i = least;
      }
    },
  };
}
