/** A studio in a thread of its own. */
import { Worker } from 'node:worker_threads';
import { infrastructureError } from '#core/errors';
import { unpackError } from '#farm/index';
import type { Answer, FromStudio, Request } from './messages.js';
import type { Studio, StudioOrder } from './port.js';

/** @throws NearmissError when the renderer can't be opened */
export async function openApart(order: StudioOrder): Promise<Studio> {
  const worker = new Worker(entry(), { workerData: order });
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let asked = 0;
  let ended = false;

  const wait = (id: number): Promise<Answer> => new Promise((resolve, reject) => void waiting.set(id, { resolve, reject }));
  const ask = (request: Request): Promise<Answer> => {
    const id = ++asked;
    const answer = ended ? Promise.reject(gone()) : wait(id);
    if (!ended) worker.postMessage({ ...request, id });
    return answer;
  };
  const failAll = (error: Error): void => {
    ended = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ id, ...answer }: FromStudio) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (answer.type === 'failed') asker?.reject(unpackError(answer.error));
    else asker?.resolve(answer);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(gone()));

  const opened = await wait(0).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    ahead: opened.type === 'opened' ? opened.ahead : 1,
    async load(seed, draw) {
      await ask({ type: 'load', seed, draw });
    },
    async work(instant, topics) {
      const answer = await ask({ type: 'work', instant, topics });
      return answer.type === 'done' ? answer.made : [];
    },
    async close() {
      if (!ended) await ask({ type: 'close' }).catch(() => {});
      await worker.terminate();
    },
  };
}

function gone(): Error {
  return infrastructureError(
    'NM9002',
    'the thread that makes pictures has ended',
    'most often memory ran out; a smaller --size helps',
  );
}

/** Always the compiled one: threads run plain Node. */
function entry(): URL {
  const here = new URL('./thread.js', import.meta.url);
  return import.meta.url.endsWith('.ts')
    ? new URL('../../../../dist/src/toolkit/serve/studio/thread.js', import.meta.url)
    : here;
}
