/** An order's files go along with it: into the store, each under its own SHA-256, so that any worker that reaches the store has them. */
import { createReadStream } from 'node:fs';
import type { SentInputs } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import type { StagedSink, Store } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { hashOfFile, hashOfPlan } from '#farm/index';
import { type Input, inputsOf } from './places.js';

const FOLDER = '.nearmiss/inputs';
export const LIST = '.nearmiss/inputs.json';

export const sentPath = (sha256: string): string => `${FOLDER}/${sha256}`;

export interface Sent {
  /** Now; those that the store had before are not among them. */
  readonly files: number;
  readonly bytes: number;
  /** Left behind: each must lie at the same path on every worker. */
  readonly unsent: readonly string[];
}

/** Writes nothing where the plan needs no files of the user's own. */
export async function sendInputs(store: Store, plan: DatasetPlan): Promise<Sent> {
  const { inputs, unsent } = await inputsOf(plan);
  if (inputs.length === 0) return { files: 0, bytes: 0, unsent };
  const there = new Set<string>();
  for await (const path of store.walk(FOLDER)) there.add(path);
  const fresh = new Map<string, Input>();
  for (const input of inputs) {
    const path = sentPath(input.sha256);
    // One that was harmed is sent again.
    if (!there.has(path) || (await hashOfFile(store, path)) !== input.sha256) fresh.set(input.sha256, input);
  }
  const list: SentInputs = {
    format: 1,
    planHash: hashOfPlan(plan),
    inputs: inputs.map(({ place, sha256, bytes }) => ({ place, sha256, bytes })),
  };
  await putAll(store, async (stage) => {
    for (const { file, sha256 } of fresh.values()) await stage.put(sentPath(sha256), createReadStream(file));
  });
  // Last: whoever sees the list finds what it names.
  await putAll(store, (stage) => stage.put(LIST, `${canonicalJson(list)}\n`));
  return { files: fresh.size, bytes: [...fresh.values()].reduce((sum, { bytes }) => sum + bytes, 0), unsent };
}

async function putAll(store: Store, put: (stage: StagedSink) => Promise<void>): Promise<void> {
  const stage = await store.stage();
  try {
    await put(stage);
    await stage.commit();
  } catch (error) {
    await stage.discard();
    throw error;
  }
}
