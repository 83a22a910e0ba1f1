/** What is said of a sample whose record in the store is not the one that its shard lists. */
import type { Job } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { infrastructureError, usageError } from '#core/errors';
import { recordPath } from '#pipeline/index';
import { readRecord } from './committed.js';

const RESUME = '`nearmiss generate ... --resume` makes it again';

/** @returns NearmissError NM7012 (exit 2) where the sample was made again otherwise, NM7014 (exit 3) where it is gone, harmed or of another plan */
export async function otherRecord(store: Store, { id, planHash }: Job, sample: string): Promise<Error> {
  const path = recordPath(sample);
  const shard = `shard ${id.slice(0, 12)}`;
  const found = await readRecord(store, sample);
  if (found?.planHash === planHash) {
    const what = `sample ${sample} was made again with different content: ${path} is not the record that ${shard} lists`;
    const hint = `let one kind of machine make all of a dataset: --backend llvmpipe is the same everywhere. Without the sample's folder, ${RESUME}`;
    return usageError('NM7012', what, hint);
  }
  const why = found === undefined ? 'is gone or harmed' : 'is of another plan';
  return infrastructureError('NM7014', `${path}, which ${shard} lists, ${why}`, RESUME);
}
