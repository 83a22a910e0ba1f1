/** The child's side: answers what it is asked, one after the other, and ends on `stop` or when the parent is gone. */
import { type FromChild, packError, type ToChild } from './messages.js';

export interface Answering<Asked, Answer> {
  answer(asked: Asked): Promise<Answer>;
  /** Ends what is open. @param idle resolves when nothing is being answered any more */
  close(idle: Promise<unknown>): Promise<void>;
}

/** Call it once, in a process that `Child` started. @param make told how to tell the parent something on the way to an answer */
export function serveAsked<Asked, Answer, Told = never>(make: (tell: (told: Told) => void) => Answering<Asked, Answer>): void {
  const { answer, close } = make((told) => void send<Answer, Told>({ type: 'told', told }));
  let work: Promise<unknown> = Promise.resolve();
  let leaving = false;

  async function leave(): Promise<void> {
    if (leaving) return;
    leaving = true;
    await close(work).catch(() => {});
    process.exit(0);
  }

  process.on('SIGINT', () => {});
  process.on('disconnect', () => void leave());
  process.on('message', (message: ToChild<Asked>) => {
    if (message.type === 'stop') return void leave();
    work = work
      .then(async () => send<Answer, Told>({ type: 'answer', answer: await answer(message.asked) }))
      .catch((error: unknown) => send<Answer, Told>({ type: 'failed', error: packError(error) }));
  });
}

function send<Answer, Told>(message: FromChild<Answer, Told>): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
