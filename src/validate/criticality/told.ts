/** Figures of a run for people: their names, with units and no more digits than mean something. */
import { type NamedMetric, OTHER_METRICS, RUN_METRICS } from './run-metrics.js';

const ALL = new Map([...RUN_METRICS, ...OTHER_METRICS].map((each): [string, NamedMetric] => [each.key, each]));
const KMH = 3.6;
/** As a gap closes, what is required grows beyond all bounds: above this it is only told to be. */
const MOST = 100;
const UNBOUNDED = ['maxDracMPerS2', 'maxBtn', 'maxStn'];

/** `least ttc`; the key itself where nobody named it. */
export function metricName(key: string): string {
  const metric = ALL.get(key);
  if (metric === undefined) return key;
  if (metric.title !== undefined) return metric.title;
  const { words } = metric;
  if (key.startsWith('min')) return `least ${words}`;
  return key.startsWith('max') ? `greatest ${words}` : words;
}

/** `1.24 s`, `13.9 m/s (50.0 km/h)`, `8.3 %`. */
export function metricText(key: string, value: number): string {
  if (key === 'nearMidAirCollision') return value > 0 ? 'yes' : 'no';
  const metric = ALL.get(key);
  if (metric === undefined || !Number.isFinite(value)) return String(Number(value.toPrecision(4)));
  if (metric.quantity === 'ratio') return `${Number((100 * value).toPrecision(3))} %`;
  if (UNBOUNDED.includes(key) && value > MOST) return `over ${MOST} ${metric.unit}`.trimEnd();
  const number = value.toFixed(Math.abs(value) < 1 && value !== 0 ? 3 : 2);
  if (metric.unit === 'm/s') return `${number} m/s (${(value * KMH).toFixed(1)} km/h)`;
  return `${number} ${metric.unit}`.trimEnd();
}
