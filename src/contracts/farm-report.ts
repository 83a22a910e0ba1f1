/** What a run of a farm came to: made when an order ends, plain JSON. No part of the dataset. */
import type { FailureCause } from './farm.js';

export interface FarmReport {
  readonly format: 1;
  readonly order: FarmReportOrder;
  /** Whether the manifest is written. */
  readonly complete: boolean;
  /** Since 1970, ms: the first shard begun, and the end. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Made in this run. */
  readonly frames: number;
  readonly samples: number;
  /** Samples that an earlier try had left whole. */
  readonly found: number;
  /** Frames kept apart. */
  readonly quarantined: number;
  /** Draws refused by requirements. */
  readonly rejected: number;
  readonly shards: { readonly all: number; readonly done: number; readonly aside: readonly ShardSetAside[] };
  /** Tries that came to nothing, by cause; causes without any left out. */
  readonly failures: Readonly<Partial<Record<FailureCause, number>>>;
  /** What those tries said, alike ones together; the most frequent first. */
  readonly reasons: readonly FailureReason[];
  /** What tries that failed have used, in none of the sums below; what they left whole was found by later ones. */
  readonly failedTries: FailedTries;
  /** By name. */
  readonly workers: readonly WorkerShare[];
  /** Of all shards that are done. */
  readonly cpuMs: number;
  /** Wall time of rendering on graphics cards, of all shards that are done. */
  readonly gpuMs: number;
  /** Wall time of all shards that are done, added up. */
  readonly busyMs: number;
  /** Missing where no shard is done. */
  readonly times?: ShardTimes;
  /** Greatest first. */
  readonly stages: readonly StageShare[];
  readonly energy: EnergyUse;
  readonly cost: FarmCost;
}

export interface FarmReportOrder {
  readonly id: string;
  readonly store: string;
  readonly planHash: string;
  readonly scenarios: number;
  readonly seed: string;
  readonly renderer: string;
  readonly nearmissVersion: string;
  /** Samples a shard. */
  readonly shardSize: number;
}

export interface ShardSetAside {
  /** Missing for the merge. */
  readonly shard?: number;
  readonly tries: number;
  readonly cause: FailureCause;
  readonly code?: string;
  /** Of the last try. */
  readonly message: string;
  /** Hint, stack and last words of the process, of the last try. */
  readonly evidence?: string;
}

export interface FailureReason {
  readonly cause: FailureCause;
  readonly code?: string;
  readonly message: string;
  readonly tries: number;
  /** How many workers said so. */
  readonly workers: number;
}

export interface FailedTries {
  /** Those that have said what they used: not those whose worker was gone. */
  readonly count: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly gpuMs: number;
}

export interface WorkerShare {
  readonly worker: string;
  readonly shards: number;
  readonly frames: number;
  readonly busyMs: number;
  readonly cpuMs: number;
  readonly gpuMs: number;
}

/** Wall time of shards that are done, ms. */
export interface ShardTimes {
  readonly least: number;
  readonly median: number;
  /** Nine in ten take no longer. */
  readonly ninth: number;
  readonly most: number;
  /** From `fromMs` up to, not including, `toMs`; the last one's end is included. */
  readonly bins: readonly { readonly fromMs: number; readonly toMs: number; readonly count: number }[];
  /** Those that took longest; the longest first. */
  readonly slowest: readonly {
    readonly shard?: number;
    readonly worker: string;
    readonly wallMs: number;
    readonly frames: number;
  }[];
}

export interface StageShare {
  readonly stage: string;
  readonly ms: number;
  /** Of the time in all stages, which overlap; 0..1. */
  readonly share: number;
}

/** A figure that an estimate stands on. */
export interface Rate {
  readonly value: number;
  readonly unit: string;
  readonly about: string;
  /** Where it comes from. */
  readonly source: string;
  /** `given`: by who ran it; `published`: by the source; `assumed`: a guess of the size, to be set. */
  readonly kind: 'given' | 'published' | 'assumed';
}

export const RATE_NAMES = [
  'wattsPerCore',
  'wattsPerGpu',
  'wattsPerGib',
  'gibPerWorker',
  'pue',
  'gridGPerKwh',
  'pricePerCpuHour',
] as const;
export type RateName = (typeof RATE_NAMES)[number];

/** Of shards that are done and of tries that failed. */
export interface EnergyUse {
  /** `measured`: the processors' joules are what they counted themselves, by the share of their busy time that shards had. */
  readonly processors: 'estimated' | 'partly measured' | 'measured';
  /** Of processor time, whose joules were measured; 0..1. */
  readonly measuredShare: number;
  /** Watt hours. */
  readonly cpuWh: number;
  readonly gpuWh: number;
  readonly memoryWh: number;
  /** What the building takes on top. */
  readonly overheadWh: number;
  readonly kWh: number;
  readonly co2Grams: number;
  readonly rates: Readonly<Record<RateName, Rate>>;
  /** What no figure here has in it. */
  readonly leavesOut: readonly string[];
}

export interface FarmCost {
  /** Of shards that are done and of tries that failed. */
  readonly cpuHours: number;
  /** In the currency of the price. */
  readonly total: number;
  /** What of it went into tries that failed. */
  readonly failedTries: number;
  /** Missing where no frame was made. */
  readonly per1000Frames?: number;
}
