/** The run that a page asks for first, begun before it asks: the thread and the page start side by side. */
import type { RunRequest } from '#contracts/preview';

export interface Early {
  /** Its lines, once, where that is the run that was begun. */
  take(request: RunRequest): Promise<readonly string[]> | undefined;
}

/** @param ask makes it; one that fails is asked for again in the usual way */
export function beginEarly(request: RunRequest, ask: () => AsyncGenerator<string>): Early {
  const collect = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    for await (const line of ask()) lines.push(line);
    return lines;
  };
  let lines: Promise<readonly string[]> | undefined = collect();
  // Whoever takes it hears of its failure.
  lines.catch(() => {});
  return {
    take(asked) {
      const taken = JSON.stringify(asked) === JSON.stringify(request) ? lines : undefined;
      lines = undefined;
      return taken;
    },
  };
}
