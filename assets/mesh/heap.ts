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

/** @param room for so many at first; it grows */
export function createHeap(room = 64): Heap {
  let costs = new Float64Array(room);
  /** Both ends and the stamp. */
  let rest = new Int32Array(3 * room);
  let size = 0;
  const restOf = (i: number, k: number): number => rest[3 * i + k] as number;
  const before = (cost: number, a: number, b: number, stamp: number, i: number): boolean => {
    const other = costs[i] as number;
    if (cost !== other) return cost < other;
    if (a !== restOf(i, 0)) return a < restOf(i, 0);
    return b !== restOf(i, 1) ? b < restOf(i, 1) : stamp > restOf(i, 2);
  };
  const put = (i: number, cost: number, a: number, b: number, stamp: number): void => {
    costs[i] = cost;
    rest[3 * i] = a;
    rest[3 * i + 1] = b;
    rest[3 * i + 2] = stamp;
  };
  const move = (to: number, from: number): void =>
    put(to, costs[from] as number, restOf(from, 0), restOf(from, 1), restOf(from, 2));
  const grow = (): void => {
    const [oldCosts, oldRest] = [costs, rest];
    costs = new Float64Array(2 * costs.length);
    rest = new Int32Array(2 * rest.length);
    costs.set(oldCosts);
    rest.set(oldRest);
  };
  return {
    push(cost, a, b, stamp) {
      if (size === costs.length) grow();
      let i = size++;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!before(cost, a, b, stamp, parent)) break;
        move(i, parent);
        i = parent;
      }
      put(i, cost, a, b, stamp);
    },
    pop() {
      if (size === 0) return undefined;
      const top: Candidate = { cost: costs[0] as number, a: restOf(0, 0), b: restOf(0, 1), stamp: restOf(0, 2) };
      size--;
      const [cost, a, b, stamp] = [costs[size] as number, restOf(size, 0), restOf(size, 1), restOf(size, 2)];
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= size) break;
        if (
          child + 1 < size &&
          !before(costs[child] as number, restOf(child, 0), restOf(child, 1), restOf(child, 2), child + 1)
        )
          child++;
        if (before(cost, a, b, stamp, child)) break;
        move(i, child);
        i = child;
      }
      put(i, cost, a, b, stamp);
      return top;
    },
  };
}
