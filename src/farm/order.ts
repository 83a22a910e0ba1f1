/** Orders: a plan, where its dataset lies, and how it is cut. */
import type { FarmOrder } from '#contracts/farm';
import type { DatasetPlan, Job } from '#contracts/job';
import { hashOf } from '#core/hash';
import { countSamples, hashOfPlan, jobAt, shardSizeOf } from './plan.js';

export interface OrderOptions {
  readonly plan: DatasetPlan;
  /** Absolute path or URL without secrets. */
  readonly store: string;
  readonly backend?: string;
  readonly attempts?: number;
  readonly priority?: number;
}

const ATTEMPTS = 5;

export function createOrder({ plan, store, backend, attempts = ATTEMPTS, priority = 0 }: OrderOptions): FarmOrder {
  const planHash = hashOfPlan(plan);
  const shardSize = shardSizeOf(countSamples(plan));
  const id = orderId({ planHash, store, shardSize });
  return { format: 1, id, plan, planHash, store, shardSize, attempts, priority, ...(backend === undefined ? {} : { backend }) };
}

export function orderId({ planHash, store, shardSize }: Pick<FarmOrder, 'planHash' | 'store' | 'shardSize'>): string {
  return hashOf({ planHash, store, shardSize }).slice(0, 16);
}

export function shardsOf({ plan, shardSize }: Pick<FarmOrder, 'plan' | 'shardSize'>): number {
  return Math.ceil(countSamples(plan) / shardSize);
}

export function jobOf({ plan, planHash, shardSize }: FarmOrder, shard: number): Job {
  return jobAt(plan, planHash, shardSize, shard);
}
