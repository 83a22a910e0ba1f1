/**
 * A dataset asked of a farm, its shards, and what became of them. Plain JSON, but for the queue's port. The truth of what is made lies in the store;
 * a queue only says who may make which shard now.
 */
import type { DatasetPlan } from './job.js';

/** All that a worker needs to know of a dataset; a shard is then no more than its number. Holds no secret. */
export interface FarmOrder {
  readonly format: 1;
  /** First 16 hex digits of the hash over plan hash, store and shard size: the same order submitted twice is one. */
  readonly id: string;
  readonly plan: DatasetPlan;
  readonly planHash: string;
  /** Where the dataset lies: an absolute path, or `s3://bucket/prefix`. */
  readonly store: string;
  /** Samples a shard. */
  readonly shardSize: number;
  /** Force a rendering path, as `--backend`. */
  readonly backend?: string;
  /** How often a shard is tried in all before it is set aside. */
  readonly attempts: number;
  /** The higher, the sooner; -1000..1000. */
  readonly priority: number;
}

/** A file of the user's own that an order needs, sent along in its store. */
export interface SentInput {
  /** What it is for: `scenarios/0/catalogs/rigs/mine.yaml`, `bodies/<sha256>`, `models/<sha256>/<file>`. */
  readonly place: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface SentInputs {
  readonly format: 1;
  readonly planHash: string;
  readonly inputs: readonly SentInput[];
}

/** A shard by its number, or the merge, once every shard is there. */
export type FarmTask = { readonly order: string; readonly shard: number } | { readonly order: string; readonly merge: true };

/** Why a try came to nothing. */
export const FAILURE_CAUSES = [
  /** The worker's process was ended. */
  'killed',
  /** Nothing moved for too long. */
  'hung',
  /** The lease ran out: whoever had it is gone. */
  'stalled',
  /** Browser or page. */
  'page',
  /** The store would not take or give a file. */
  'store',
  /** The worker can't verify what it was told to make. */
  'refused',
  /** A mistake in the scenario, the options or in nearmiss: trying again can't help. */
  'mistake',
] as const;
export type FailureCause = (typeof FAILURE_CAUSES)[number];

/** What a try has used: the process that makes it, its browser, and all that they started. */
export interface Spent {
  readonly wallMs: number;
  /** 0 where the machine does not tell. */
  readonly cpuMs: number;
  /** The graphics card's, where one drew: wall time of rendering on it, of samples that were whole. */
  readonly gpuMs: number;
  /** Of the processors, by their own counters: what falls to this try. Missing where they can't be read. */
  readonly joules?: number;
}

export interface ShardFailure {
  readonly cause: FailureCause;
  /** `NM...` where it has one. */
  readonly code?: string;
  readonly message: string;
  /** Stack, last words of the process: evidence, at most 8,000 characters. */
  readonly evidence?: string;
  readonly worker: string;
  /** Samples that the try had made before: a shard that gets on is not poison. */
  readonly made?: number;
  /** Missing for merges, and where the queue found it: who had it is gone. At least so much: what was used since it was last looked at may be missing. */
  readonly used?: Spent;
  /** Since 1970, the worker's clock, ms. */
  readonly atMs: number;
}

/** Milliseconds by stage of a frame: draw, simulate, render, observe, label, repaint, audit, encode, write. */
export type StageMs = Readonly<Record<string, number>>;

/** What a finished shard tells the queue, for whoever watches. No part of the dataset. */
export interface ShardReceipt extends Spent {
  /** Its number; missing where it is a merge's. */
  readonly shard?: number;
  readonly worker: string;
  /** Made now. */
  readonly samples: number;
  readonly frames: number;
  /** Samples that an earlier try had left whole. */
  readonly found: number;
  /** Frames kept apart. */
  readonly quarantined: number;
  /** Draws refused by requirements. */
  readonly rejected: number;
  readonly stages: StageMs;
  readonly endedAtMs: number;
}

/** What a leased shard says while it is made. */
export interface ShardProgress {
  readonly worker: string;
  /** Frames so far, and of how many as far as that is known. */
  readonly frames: number;
  /** Samples made so far, by this try. */
  readonly made: number;
  readonly sample?: string;
  /** When it said so: since 1970, the worker's clock, ms. */
  readonly saidAtMs?: number;
  /** How often it means to, ms. */
  readonly beatMs?: number;
}

export interface ShardCounts {
  readonly waiting: number;
  /** Waiting for their next try's time. */
  readonly delayed: number;
  readonly leased: number;
  readonly done: number;
  /** Tried in vain too often: set aside with their evidence. */
  readonly aside: number;
}

export interface OrderState {
  readonly order: FarmOrder;
  readonly shards: number;
  readonly counts: ShardCounts;
  readonly cancelled: boolean;
  /** `done`: the manifest is written. */
  readonly merge: 'not yet' | 'waiting' | 'leased' | 'done' | 'aside';
}

export interface LeasedShard {
  readonly task: FarmTask;
  readonly attempt: number;
  /** Since 1970, ms; missing where the queue can't say. */
  readonly takenAtMs?: number;
  readonly progress?: ShardProgress;
}

export interface ShardAside {
  readonly task: FarmTask;
  /** By try. */
  readonly failures: readonly ShardFailure[];
}

/** One task, for a time. Only whoever holds it can say what became of it. */
export interface Lease {
  readonly task: FarmTask;
  /** From 1 on. */
  readonly attempt: number;
  readonly failures: readonly ShardFailure[];
  /** Says that the holder lives. @returns false where the lease is lost: another may have it */
  renew(progress: ShardProgress): Promise<boolean>;
  /** @returns false where the lease was lost; the work is in the store all the same */
  done(receipt: ShardReceipt): Promise<boolean>;
  /** Tried again later, or set aside: at once where `again` is false, else after the order's attempts. */
  failed(failure: ShardFailure, again: boolean): Promise<'again' | 'aside' | 'lost'>;
  /** Gives it back as it was taken; the try does not count. */
  release(): Promise<void>;
}

/** Who may make what, now. Every promise rejects with NearmissError NM7801 (exit 3) where the queue can't be reached. */
export interface FarmQueue {
  /** Adds those that the queue does not know; an order known already keeps its state. @returns shards that were added */
  submit(order: FarmOrder, shards: Iterable<number>): Promise<number>;
  order(id: string): Promise<FarmOrder | undefined>;
  /** The next by priority, merges before shards, then by age; undefined after `waitMs` without one. */
  take(worker: string, waitMs: number): Promise<Lease | undefined>;
  /** Adds the merge of an order whose shards are all done, once. @returns whether it is or was added */
  offerMerge(id: string): Promise<boolean>;
  states(): Promise<readonly OrderState[]>;
  leased(id: string): Promise<readonly LeasedShard[]>;
  aside(id: string): Promise<readonly ShardAside[]>;
  /** Receipts of done shards by number, but for those that the watcher has seen before. */
  receipts(id: string, seen: ReadonlySet<number>): Promise<ReadonlyMap<number, ShardReceipt>>;
  /** Failures of all tries so far, whatever became of them. */
  failures(id: string): Promise<readonly ShardFailure[]>;
  /** Nothing of it is taken any more; leases that are out are lost. What is made stays in the store. */
  cancel(id: string): Promise<void>;
  /** Shards set aside wait again, with all their attempts; a cancelled order goes on. @returns how many wait again */
  retry(id: string): Promise<number>;
  /** Forgets the order and all its shards. */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}

/** What happens in a worker, for whoever watches it: progress view, logs, metrics. */
export type WorkerEvent =
  | { readonly type: 'taken'; readonly task: FarmTask; readonly attempt: number }
  | {
      readonly type: 'frame';
      readonly task: FarmTask;
      readonly sample: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'sample';
      readonly task: FarmTask;
      readonly sample: string;
      readonly frames: number;
      /** Empty where an earlier try had left it whole. */
      readonly stages: StageMs;
    }
  | { readonly type: 'done'; readonly task: FarmTask; readonly receipt: ShardReceipt }
  | {
      readonly type: 'failed';
      readonly task: FarmTask;
      readonly failure: ShardFailure;
      readonly next: 'again' | 'aside' | 'lost';
    }
  | { readonly type: 'lost'; readonly task: FarmTask }
  | { readonly type: 'released'; readonly task: FarmTask }
  /** The queue can't be reached: each time that it was asked in vain. */
  | { readonly type: 'away'; readonly why: string }
  /** It can be again. */
  | { readonly type: 'back' }
  | { readonly type: 'draining' };
