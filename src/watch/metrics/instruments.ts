/** prom-client's part of it, in a registry of its own. Loaded only where metrics are asked for. */
import { METRICS, type MetricAbout, type MetricName, SHARD_SECONDS } from './table.js';

/** Gauges of prom-client that are called totals; they stand there by type too. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

type Labels = Readonly<Record<string, string>>;

export interface Instruments {
  add(name: MetricName, by: number, labels?: Labels): void;
  set(name: MetricName, value: number, labels?: Labels): void;
  observe(name: MetricName, value: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** @param ofProcess memory, handles and loops of the process too, by prom-client's names */
export async function openInstruments(ofProcess: boolean): Promise<Instruments> {
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  if (ofProcess) {
    collectDefaultMetrics({ register: registry });
    for (const name of MISNAMED) registry.removeSingleMetric(name);
  }
  const made = { counter: new Map(), gauge: new Map(), histogram: new Map() } as {
    readonly counter: Map<string, InstanceType<typeof Counter>>;
    readonly gauge: Map<string, InstanceType<typeof Gauge>>;
    readonly histogram: Map<string, InstanceType<typeof Histogram>>;
  };
  for (const [name, { kind, labels, help }] of Object.entries<MetricAbout>(METRICS)) {
    const about = { name, help, labelNames: Object.keys(labels), registers: [registry] };
    if (kind === 'counter') made.counter.set(name, new Counter(about));
    else if (kind === 'gauge') made.gauge.set(name, new Gauge(about));
    else made.histogram.set(name, new Histogram({ ...about, buckets: [...SHARD_SECONDS] }));
    // A count that is not there yet can't be told from one that nobody keeps, and its first step from none.
    for (const one of allOf(labels)) {
      made.counter.get(name)?.inc(one, 0);
      made.gauge.get(name)?.set(one, 0);
    }
  }
  return {
    add: (name, by, labels = {}) => made.counter.get(name)?.inc(labels, Math.max(0, by)),
    set: (name, value, labels = {}) => made.gauge.get(name)?.set(labels, value),
    observe: (name, value) => made.histogram.get(name)?.observe(value),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Every combination of the labels' values; none where one may be any text. */
function allOf(labels: MetricAbout['labels']): readonly Labels[] {
  let all: readonly Labels[] = [{}];
  for (const [label, values] of Object.entries(labels))
    all = (values ?? []).flatMap((value) => all.map((one) => ({ ...one, [label]: value })));
  return all;
}
