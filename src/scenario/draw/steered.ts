/**
 * A stream whose children are told what to draw: a scenario's random numbers become the coordinates of a point. Every scalar of a scenario is the quantile of one uniform
 * number that is drawn from a stream named after its place in the file.
 */
import type { RandomStream } from '#core/random';

export interface Steering {
  /** The uniform number in [0, 1) of the stream of that name; undefined leaves it to chance. */
  uniform(stream: string): number | undefined;
  /** Told of each that is asked for, and what it is. */
  asked?(stream: string, uniform: number): void;
}

/** The same stream, but for what is steered. */
export function steered(random: RandomStream, steering: Steering): RandomStream {
  return {
    child: (name) => {
      const own = random.child(name);
      return typeof name === 'string' ? told(own, name, steering) : own;
    },
    uint32: () => random.uint32(),
    uniform: () => random.uniform(),
    between: (low, high) => random.between(low, high),
    index: (count) => random.index(count),
    normal: () => random.normal(),
    chance: (probability) => random.chance(probability),
    pick: (items) => random.pick(items),
  };
}

/** Its first uniform number is given; grandchildren are left alone. */
function told(own: RandomStream, name: string, { uniform, asked }: Steering): RandomStream {
  let first = true;
  return {
    child: (next) => own.child(next),
    uint32: () => own.uint32(),
    uniform() {
      if (!first) return own.uniform();
      first = false;
      const drawn = uniform(name) ?? own.uniform();
      asked?.(name, drawn);
      return drawn;
    },
    between: (low, high) => own.between(low, high),
    index: (count) => own.index(count),
    normal: () => own.normal(),
    chance: (probability) => own.chance(probability),
    pick: (items) => own.pick(items),
  };
}
