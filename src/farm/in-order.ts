/** Work that is begun before its turn, and looked at in its turn. */

/**
 * Begins up to so many tasks at once. Results come in the tasks' order; a task is taken from `tasks` as late as it can be, so that these may end by what was seen.
 * @throws whatever the work fails with, when it is that task's turn; then, or when the caller looks no further, the rest is nobody's business
 */
export async function* inOrder<Task, Result>(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  atOnce: number,
  work: (task: Task) => Promise<Result>,
): AsyncGenerator<readonly [task: Task, result: () => Promise<Result>]> {
  const coming = Symbol.asyncIterator in tasks ? tasks[Symbol.asyncIterator]() : tasks[Symbol.iterator]();
  const begun: { readonly task: Task; readonly result: Promise<Result> }[] = [];
  try {
    for (;;) {
      while (begun.length < atOnce) {
        const step = coming.next();
        const next = step instanceof Promise ? await step : step;
        if (next.done === true) break;
        const result = work(next.value);
        // It may fail long before its turn.
        result.catch(() => {});
        begun.push({ task: next.value, result });
      }
      const first = begun.shift();
      if (first === undefined) return;
      yield [first.task, () => first.result];
    }
  } finally {
    await coming.return?.();
  }
}
