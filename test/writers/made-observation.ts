/** An observation of any kind, from the kind's declaration. */
import { OBSERVATIONS, type ObservationKind, type ObservationOf } from '#contracts/observation';
import { IDENTITY_POSE } from '#core/pose';

/** Every number another one, so that none can take another's place. */
export function madeObservation(
  kind: ObservationKind,
  changes: Readonly<Record<string, readonly number[]>> = {},
): ObservationOf<ObservationKind> {
  let next = 1;
  const { columns, values } = OBSERVATIONS[kind] as unknown as {
    columns: Record<string, { array: new (n: number) => Float32Array; channels: number }>;
    values: Record<string, { channels: number }>;
  };
  const numbers = Object.entries(values).map(([name, { channels }]) => [name, Array.from({ length: channels }, () => next++)]);
  const tables = Object.entries(columns).map(([name, { array, channels }]) => [
    name,
    new array(2 * channels).map(() => next++),
  ]);
  const pose = { worldFromSensor: IDENTITY_POSE, worldFromEgo: IDENTITY_POSE };
  const head = {
    kind,
    sensor: 's',
    index: 0,
    timeNs: 1_500_000_000,
    arrivalNs: 1_600_000_000,
    ...pose,
    count: tables.length > 0 ? 2 : 0,
  };
  return {
    ...head,
    columns: Object.fromEntries(tables),
    values: { ...Object.fromEntries(numbers), ...changes },
  } as unknown as ObservationOf<ObservationKind>;
}
