/** Figures of a stream: what was sent and left out, and how long messages took to arrive. */

/** So many of the latest are kept. */
const MOST = 4096;

export interface Spread {
  readonly count: number;
  /** Of the latest few thousand. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface Sample {
  add(value: number): void;
  /** Undefined before the first value. */
  spread(): Spread | undefined;
}

export function createSample(): Sample {
  const latest: number[] = [];
  let count = 0;
  return {
    add(value) {
      latest[count++ % MOST] = value;
    },
    spread() {
      if (count === 0) return undefined;
      const sorted = [...latest].sort((a, b) => a - b);
      // Nearest rank.
      const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] as number;
      return { count, p50: at(0.5), p95: at(0.95), max: at(1) };
    },
  };
}

export interface TopicFigures {
  readonly topic: string;
  readonly published: number;
  /** Messages a second of real time, between the first and the last. */
  readonly rateHz: number;
  readonly bytes: number;
  /** ms from when the message was due, by the simulation's clock, until a client had it. */
  readonly dueToReceived?: Spread;
  /** ms from when it was handed to the clients. */
  readonly sentToReceived?: Spread;
}

export interface Tally {
  published(topic: string, bytes: number, atMs: number): void;
  received(topic: string, dueMs: number, sentMs: number, atMs: number): void;
  figures(): readonly TopicFigures[];
}

interface Counted {
  published: number;
  bytes: number;
  firstMs: number;
  lastMs: number;
  readonly due: Sample;
  readonly sent: Sample;
}

export function createTally(): Tally {
  const topics = new Map<string, Counted>();
  const of = (topic: string, atMs: number): Counted => {
    const fresh = { published: 0, bytes: 0, firstMs: atMs, lastMs: atMs, due: createSample(), sent: createSample() };
    const counted = topics.get(topic) ?? fresh;
    topics.set(topic, counted);
    return counted;
  };
  return {
    published(topic, bytes, atMs) {
      const counted = of(topic, atMs);
      counted.published++;
      counted.bytes += bytes;
      counted.lastMs = atMs;
    },
    received(topic, dueMs, sentMs, atMs) {
      const counted = of(topic, sentMs);
      counted.due.add(atMs - dueMs);
      counted.sent.add(atMs - sentMs);
    },
    figures: () => [...topics].map(([topic, counted]) => figuresOf(topic, counted)),
  };
}

function figuresOf(topic: string, { published, bytes, firstMs, lastMs, due, sent }: Counted): TopicFigures {
  const [dueToReceived, sentToReceived] = [due.spread(), sent.spread()];
  return {
    topic,
    published,
    bytes,
    rateHz: lastMs > firstMs ? ((published - 1) * 1000) / (lastMs - firstMs) : 0,
    ...(dueToReceived === undefined ? {} : { dueToReceived }),
    ...(sentToReceived === undefined ? {} : { sentToReceived }),
  };
}
