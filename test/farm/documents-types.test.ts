/** The validators' types are the contracts', key for key. Compiled, this holds; a key more or less does not compile. */
import { expect, test } from 'vitest';
import type * as z from 'zod';
import type { FarmOrder, FarmTask, SentInputs } from '#contracts/farm';
import type { DatasetPlan, Manifest } from '#contracts/job';
import { inputsSchema } from '#farm/documents/inputs';
import { manifestSchema } from '#farm/documents/manifest';
import { orderSchema } from '#farm/documents/order';
import { planSchema } from '#farm/documents/plan';
import { recordSchema, shardSchema } from '#farm/documents/record';
import { taskSchema } from '#farm/documents/task';
import type { ShardManifest } from '#farm/shard-manifest';
import type { SampleRecord } from '#pipeline/index';

/** Without `readonly`, and with intersections and interfaces spelt out. */
type Plain<T> = T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = (<X>() => X extends Plain<A> ? 1 : 2) extends <X>() => X extends Plain<B> ? 1 : 2 ? true : false;
type Reads<S extends z.ZodType, Contract> = Same<z.output<S>, Contract>;

const holds: readonly [
  Reads<typeof planSchema, DatasetPlan>,
  Reads<typeof orderSchema, FarmOrder>,
  Reads<typeof taskSchema, FarmTask>,
  Reads<typeof recordSchema, SampleRecord>,
  Reads<typeof shardSchema, ShardManifest>,
  Reads<typeof manifestSchema, Manifest>,
  Reads<typeof inputsSchema, SentInputs>,
] = [true, true, true, true, true, true, true];

/** The comparison itself can fail: a key that may be missing, one that is not there, another type within a list. */
const fails: readonly [
  Same<{ a?: number }, { a?: number | undefined }>,
  Same<{ a: number }, { a: number; b?: string }>,
  Same<{ a: readonly { b: string }[] }, { a: { b: string | number }[] }>,
  Reads<typeof planSchema, Omit<DatasetPlan, 'models'>>,
] = [false, false, false, false];

test('validators give what the contracts say', () => {
  expect(holds.every(Boolean)).toBe(true);
  expect(fails.some(Boolean)).toBe(false);
  expect(
    [planSchema, orderSchema, taskSchema, recordSchema, shardSchema, manifestSchema, inputsSchema].every(
      (schema) => schema.safeParse({}).success,
    ),
  ).toBe(false);
});
