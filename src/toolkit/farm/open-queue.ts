/** A queue by its address. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FarmOrder, FarmQueue, OrderState } from '#contracts/farm';
import { usageError } from '#core/errors';
import { folderQueue, hasPassword, liesBelow, queueAddress, redisQueue, withoutPassword } from '#farm/index';
import { canonicalStore } from '../stores.js';
import { processToken } from './token.js';

export interface QueueRequest {
  /** As the user said it: an address, or `@file` that holds one. */
  readonly queue?: string;
  /** Where it was not said. */
  readonly environment?: string;
  /** A worker that says nothing for so long has lost its shard, s. */
  readonly leaseS?: number;
  /** How long a request may wait for a server that is gone, s. */
  readonly patienceS?: number;
  /** PEM file of an authority that the system does not know. */
  readonly ca?: string;
}

const LEASE_S = 30;
const PATIENCE_S = 10;

/** @throws NearmissError NM7803 where no queue or a password on the command line is given, NM7804 for what is no address; NM7801 (exit 3) where it can't be reached */
export async function openFarmQueue(request: QueueRequest): Promise<FarmQueue> {
  const address = queueAddress(await addressText(request));
  const leaseMs = 1000 * (request.leaseS ?? LEASE_S);
  const token = processToken();
  if (address.kind === 'folder') {
    const clock = { now: Date.now, monotonicMs: () => performance.now(), sleep };
    return folderQueue({ ...clock, root: resolve(address.path), token, leaseMs });
  }
  const ca =
    request.ca === undefined
      ? {}
      : {
          ca: await readFile(request.ca, 'utf8').catch(() =>
            unreadable(request.ca as string, 'a PEM file with the certificate of an authority'),
          ),
        };
  const patienceMs = 1000 * (request.patienceS ?? PATIENCE_S);
  return await redisQueue({ url: address.url, token, leaseMs, patienceMs, now: Date.now, ...ca });
}

/** @throws NearmissError NM7809 (exit 2) where a folder is to be the queue and the dataset */
export async function refuseOverlap(request: QueueRequest, out: string): Promise<void> {
  const address = queueAddress(await addressText(request));
  const [store, queue] = [canonicalStore(out), address.kind === 'folder' ? resolve(address.path) : ''];
  if (queue === '' || !((await liesBelow(store, queue)) || (await liesBelow(queue, store)))) return;
  throw usageError('NM7809', `the queue ${queue} and the dataset ${store} lie in each other`, 'give each a folder of its own');
}

/** Which one that is, without a password. @throws as `openFarmQueue` */
export async function queueName(request: QueueRequest): Promise<string> {
  const address = queueAddress(await addressText(request));
  return address.kind === 'folder' ? resolve(address.path) : withoutPassword(address.url);
}

async function addressText({ queue, environment }: QueueRequest): Promise<string> {
  if (queue?.startsWith('@') === true)
    return (
      await readFile(queue.slice(1), 'utf8').catch(() =>
        unreadable(queue.slice(1), 'a text file that holds the address of a queue and nothing else'),
      )
    ).trim();
  if (queue !== undefined && hasPassword(queue)) {
    const hint = 'put the address into NEARMISS_QUEUE, or into a file and say --queue @FILE';
    throw usageError('NM7803', 'a password on the command line can be read by everybody on this machine', hint);
  }
  const text = queue ?? environment;
  if (text !== undefined && text !== '') return text;
  throw usageError('NM7803', 'which queue?', '--queue with redis://host:6379 or a folder, or the same in NEARMISS_QUEUE');
}

function unreadable(file: string, expected: string): never {
  throw usageError('NM7803', `${file} can't be read`, expected);
}

/** By the beginning of its id; the only one there is when none is named. @throws NearmissError NM7806 */
export async function findOrder(queue: FarmQueue, prefix: string | undefined): Promise<FarmOrder> {
  const states = await queue.states();
  const found = states.filter(({ order }) => order.id.startsWith(prefix ?? ''));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.order;
  const what =
    prefix === undefined ? `the queue holds ${states.length} orders` : `${found.length} orders begin with "${prefix}"`;
  throw usageError('NM7806', what, states.length === 0 ? 'submit one first' : `one of ${namesOf(states)}`);
}

function namesOf(states: readonly OrderState[]): string {
  return states.map(({ order }) => order.id).join(', ');
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
