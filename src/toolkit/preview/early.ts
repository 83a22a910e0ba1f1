/** The run that a page asks for first, begun before it asks: the thread and the page start side by side. */
import type { RunRequest } from '#contracts/preview';

export interface Early {
  /** Its lines, those that are there at once and the others as they come; once, and where that is the run that was begun. */
  take(request: RunRequest): AsyncGenerator<string> | undefined;
}

/** @param ask makes it */
export function beginEarly(request: RunRequest, ask: () => AsyncGenerator<string>): Early {
  const asked = ask();
  // A generator does nothing until it is asked for its first line; whoever takes it hears of its failure.
  const first = asked.next();
  first.catch(() => {});
  let left: AsyncGenerator<string> | undefined = (async function* lines() {
    for (let line = await first; line.done !== true; line = await asked.next()) yield line.value;
  })();
  return {
    take(wanted) {
      const taken = JSON.stringify(wanted) === JSON.stringify(request) ? left : undefined;
      left = undefined;
      return taken;
    },
  };
}
