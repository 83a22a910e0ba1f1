/**
 * A browser that has drawn enough is replaced by a fresh one, so that nothing it leaks adds up. The fresh one is opened, and draws for the first time, beside the one at work: nobody waits for it.
 * For those seconds there are two.
 */

export interface Renewal<Stage, Request> {
  /** Told of every frame. @returns the fresh stage, once, as soon as there is one */
  onFrame(request: Request): Stage | undefined;
  /** Ends what is on its way. */
  close(): Promise<void>;
}

export interface RenewalOptions<Stage, Request> {
  /** Frames after which a fresh stage is begun. */
  readonly after: number;
  readonly open: () => Promise<Stage>;
  /** Draws a frame that nobody needs: the first takes many times as long as those after it. */
  readonly warm: (stage: Stage, request: Request) => Promise<void>;
}

/** One that can't be opened, or can't draw, is given up; the next is begun after as many frames again. */
export function createRenewal<Stage extends { close(): Promise<void> }, Request>(
  options: RenewalOptions<Stage, Request>,
): Renewal<Stage, Request> {
  const { after, open, warm } = options;
  let frames = 0;
  let closed = false;
  let begun: Promise<void> | undefined;
  let opened: Stage | undefined;
  let ready: Stage | undefined;
  const begin = async (request: Request): Promise<void> => {
    try {
      opened = await open();
      if (closed) return;
      await warm(opened, request);
      ready = opened;
    } catch {
      await opened?.close().catch(() => {});
      [opened, begun] = [undefined, undefined];
    }
  };
  return {
    onFrame(request) {
      if (closed) return undefined;
      if (ready !== undefined) {
        const stage = ready;
        [ready, opened, begun, frames] = [undefined, undefined, undefined, 0];
        return stage;
      }
      frames++;
      if (frames <= after || begun !== undefined) return undefined;
      frames = 0;
      begun = begin(request);
      return undefined;
    },
    async close() {
      closed = true;
      // A stage that is closed fails at what it is about to draw, which else might take minutes.
      await opened?.close();
      await begun;
      await opened?.close();
    },
  };
}
