/** The child's side: answers what it is asked, one after the other, and ends on `stop` or when the parent is gone. */
import { type FromChild, packError, type ToChild } from './messages.js';

export interface Answering<Asked, Answer> {
  answer(asked: Asked): Promise<Answer>;
  /** Ends what is open. @param idle resolves when nothing is being answered any more */
  close(idle: Promise<unknown>): Promise<void>;
  /** Where that takes too long: ends whatever would outlive this process. */
  abandon?(): void;
}

/** Once the parent is gone, what is open has so long to end in order: something that hangs would keep the process for ever. */
const ORPHAN_MS = 20_000;

/**
 * Call it once, in a process that `Child` started.
 * @param make told how to tell the parent something on the way to an answer; that promise resolves when it is told, or nobody is there to hear it
 * @param orphanMs how long it may outlive its parent
 */
export function serveAsked<Asked, Answer, Told = never>(
  make: (tell: (told: Told) => Promise<void>) => Answering<Asked, Answer>,
  orphanMs = ORPHAN_MS,
): void {
  const line = openLine<Answer, Told>();
  const { answer, close, abandon } = make((told) => line.send({ type: 'told', told }));
  let work: Promise<unknown> = Promise.resolve();
  let leaving = false;

  async function leave(): Promise<void> {
    if (leaving) return;
    leaving = true;
    await close(work).catch(() => {});
    process.exit(0);
  }

  process.on('SIGINT', () => {});
  process.on('disconnect', () => {
    setTimeout(() => {
      abandon?.();
      process.exit(1);
    }, orphanMs);
    void leave();
  });
  process.on('message', (message: ToChild<Asked>) => {
    if (message.type === 'stop') return void leave();
    work = work
      .then(async () => line.send({ type: 'answer', answer: await answer(message.asked) }))
      .catch((error: unknown) => line.send({ type: 'failed', error: packError(error) }));
  });
}

interface Line<Answer, Told> {
  /** Resolves when it is sent, or never can be. */
  send(message: FromChild<Answer, Told>): Promise<void>;
}

/** What is on its way when the parent goes is not told of any more: each message ends then, too. */
function openLine<Answer, Told>(): Line<Answer, Told> {
  const underWay = new Set<() => void>();
  process.on('disconnect', () => {
    for (const end of underWay) end();
  });
  return {
    send: (message) =>
      new Promise((resolve) => {
        if (!process.connected) return void resolve();
        const end = (): void => {
          underWay.delete(end);
          resolve();
        };
        underWay.add(end);
        process.send?.(message, undefined, undefined, end);
      }),
  };
}
