/** How many frames more, from what events say of all so far; some may be left out, and a sample may begin anew. */
export interface FramesCounter {
  /** @param done frames of the sample so far */
  more(task: string, sample: string, done: number): number;
  forget(task: string): void;
}

export function framesCounter(): FramesCounter {
  const known = new Map<string, { sample: string; done: number }>();
  return {
    more(task, sample, done) {
      const last = known.get(task);
      known.set(task, { sample, done });
      return last?.sample === sample && last.done < done ? done - last.done : done;
    },
    forget: (task) => void known.delete(task),
  };
}
