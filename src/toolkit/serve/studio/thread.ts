/** The thread of a studio: started by `openApart`, given its order, asked one thing after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { packError } from '#farm/index';
import { openInline } from './inline.js';
import type { Answer, FromStudio, ToStudio } from './messages.js';
import type { Studio, StudioOrder } from './port.js';

const port = parentPort;
if (port === null) throw new Error('a studio needs a parent');
const opening: Promise<Studio> = openInline(workerData as StudioOrder);
const tell = (id: number, answer: Answer): void => {
  const buffers = answer.type === 'done' ? answer.made.map(({ data }) => data.buffer as ArrayBuffer) : [];
  const message: FromStudio = { ...answer, id };
  port.postMessage(message, [...new Set(buffers)]);
};
const attempt = async (id: number, work: () => Promise<Answer>): Promise<void> => {
  try {
    tell(id, await work());
  } catch (error) {
    tell(id, { type: 'failed', error: packError(error) });
  }
};

async function answer(message: ToStudio): Promise<Answer> {
  const studio = await opening;
  if (message.type === 'work') {
    const made = await studio.work(message.instant, message.topics);
    // Its own memory each, so that it can be handed over: encoders' buffers may be pieces of larger ones.
    return { type: 'done', made: made.map((each) => ({ ...each, data: Uint8Array.from(each.data) })) };
  }
  if (message.type === 'load') await studio.load(message.seed, message.draw);
  else await studio.close();
  return { type: 'done', made: [] };
}

void attempt(0, async () => ({ type: 'opened', ahead: (await opening).ahead }));
port.on('message', (message: ToStudio) => {
  void attempt(message.id, () => answer(message)).then(() => {
    if (message.type === 'close') port.close();
  });
});
