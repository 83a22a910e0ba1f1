/**
 * Memory that is used again. Pieces of megabytes made anew for every frame cost a page fault per 4 KiB, and tell Node to collect all
 * its garbage almost every frame.
 */
export interface MemoryPool {
  /** Just that long; what was in it before may still be there. */
  take(bytes: number): Uint8Array<ArrayBuffer>;
  /** Nobody may look at it any more. */
  giveBack(memory: Uint8Array<ArrayBuffer>): void;
}

/** Of each length it keeps as many pieces as were in use at once; of lengths that nobody took lately, none. */
export function memoryPool(): MemoryPool {
  const spare = new Map<number, Uint8Array<ArrayBuffer>[]>();
  return {
    take: (bytes) => spare.get(bytes)?.pop() ?? new Uint8Array(bytes),
    giveBack(memory) {
      const pieces = spare.get(memory.length) ?? [];
      pieces.push(memory);
      // The length that came last is the newest key; a change of picture size pushes the old ones out.
      spare.delete(memory.length);
      spare.set(memory.length, pieces);
      if (spare.size > MOST_LENGTHS) spare.delete(spare.keys().next().value as number);
    },
  };
}
const MOST_LENGTHS = 16;

/** Takes a piece for as long as the work goes on. */
export async function withMemory<T>(
  pool: MemoryPool,
  bytes: number,
  work: (piece: Uint8Array<ArrayBuffer>) => Promise<T>,
): Promise<T> {
  const piece = pool.take(bytes);
  const result = await work(piece);
  pool.giveBack(piece);
  return result;
}
