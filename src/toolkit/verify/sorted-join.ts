/** Two long sorted lists side by side: what is in one, the other, or both. */

export interface Matched {
  readonly path: string;
  /** As it was listed; undefined where it was not. */
  readonly sha256: string | undefined;
  readonly there: boolean;
}

/** @param listed lines `path sha256`, each path once @param there paths; both sorted, in batches @returns by path */
export async function* joined(
  listed: AsyncIterable<readonly string[]>,
  there: AsyncIterable<readonly string[]>,
): AsyncGenerator<Matched, void, undefined> {
  const [left, right] = [linesOf(listed), linesOf(there)];
  try {
    let [entry, path] = [await next(left), await next(right)];
    while (entry !== undefined || path !== undefined) {
      const [own, sha256] = entry?.split(' ') ?? [];
      if (own !== undefined && own === path) {
        yield { path, sha256, there: true };
        [entry, path] = [await next(left), await next(right)];
      } else if (path === undefined || (own !== undefined && own < path)) {
        yield { path: own as string, sha256, there: false };
        entry = await next(left);
      } else {
        yield { path, sha256: undefined, there: true };
        path = await next(right);
      }
    }
  } finally {
    await left.return();
    await right.return();
  }
}

async function* linesOf(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string, void, undefined> {
  for await (const batch of batches) yield* batch;
}

async function next(lines: AsyncGenerator<string, void, undefined>): Promise<string | undefined> {
  const { value, done } = await lines.next();
  return done === true ? undefined : (value as string);
}
