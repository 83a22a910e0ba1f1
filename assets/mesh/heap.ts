/** A queue of edges by cost; equal costs in order of their ends, so that the order is one and the same everywhere. */
export interface Candidate {
  readonly cost: number;
  readonly a: number;
  readonly b: number;
  /** Of the ends when it was put in: whoever takes it out sees whether it is out of date. */
  readonly stamp: number;
}

export interface Heap {
  push(cost: number, a: number, b: number, stamp: number): void;
  pop(): Candidate | undefined;
}

export function createHeap(): Heap {
  const list: Candidate[] = [];
  const before = (p: Candidate, q: Candidate): boolean =>
    p.cost !== q.cost ? p.cost < q.cost : p.a !== q.a ? p.a < q.a : p.b !== q.b ? p.b < q.b : p.stamp > q.stamp;
  return {
    push(cost, a, b, stamp) {
      const item = { cost, a, b, stamp };
      let i = list.length;
      list.push(item);
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!before(item, list[parent] as Candidate)) break;
        list[i] = list[parent] as Candidate;
        i = parent;
      }
      list[i] = item;
    },
    pop() {
      const top = list[0];
      const last = list.pop();
      if (top === undefined || last === undefined || list.length === 0) return top;
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= list.length) break;
        if (child + 1 < list.length && before(list[child + 1] as Candidate, list[child] as Candidate)) child++;
        if (!before(list[child] as Candidate, last)) break;
        list[i] = list[child] as Candidate;
        i = child;
      }
      list[i] = last;
      return top;
    },
  };
}
