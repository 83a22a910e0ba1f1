/** Where formats want a date: simulation time 0 is 2020-01-01T00:00:00Z, whenever and wherever the dataset is made. */
export const EPOCH_S = 1_577_836_800;

/** Nanoseconds since 1970 of a simulation time. */
export function unixNs(timeNs: number): bigint {
  return BigInt(EPOCH_S) * 1_000_000_000n + BigInt(timeNs);
}
