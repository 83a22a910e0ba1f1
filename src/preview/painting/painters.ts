/** A painting thread from the page's side: the newest order is painted next, and those it overtakes are forgotten. */
import type { SceneSpec } from '#contracts/scene';
import type { FromPainting, Order, Painted, ToPainting } from './messages.js';

export interface Easel {
  /** @returns undefined when a newer order overtook it. @throws Error with why it could not be painted */
  paint(scene: SceneSpec, order: Omit<Order, 'sceneId'>): Promise<Painted | undefined>;
  /** Bodies of the user's own that are there from the next order on. */
  useBodies(addresses: readonly string[]): void;
}

interface Waiting {
  readonly scene: SceneSpec;
  readonly order: Order;
  give(painted: Painted | undefined): void;
  fail(why: Error): void;
}

/** The thread forgets scenes after as many others as this. */
const TOLD_AT_MOST = 30;

export function startEasel(): Easel {
  const worker = new Worker('painting.js');
  const told: string[] = [];
  let addresses = '';
  let busy: Waiting | undefined;
  let next: Waiting | undefined;
  let id = 0;
  const send = (message: ToPainting): void => worker.postMessage(message);
  const begin = (waiting: Waiting): void => {
    busy = waiting;
    if (!told.includes(waiting.scene.id)) {
      send({ type: 'scene', scene: waiting.scene });
      told.push(waiting.scene.id);
      told.splice(0, told.length - TOLD_AT_MOST);
    }
    send({ type: 'draw', id: ++id, order: waiting.order });
  };
  const end = (): Waiting | undefined => {
    const done = busy;
    busy = undefined;
    if (next !== undefined) begin(next);
    next = undefined;
    return done;
  };
  worker.onmessage = ({ data }: MessageEvent<FromPainting>) => {
    const done = end();
    if (data.type === 'painted') done?.give(data.painted);
    else done?.fail(new Error(data.why));
  };
  worker.onerror = (event) => end()?.fail(new Error(event.message));
  return {
    paint: (scene, order) =>
      new Promise((give, fail) => {
        const waiting = { scene, order: { ...order, sceneId: scene.id }, give, fail };
        if (busy === undefined) return begin(waiting);
        next?.give(undefined);
        next = waiting;
      }),
    useBodies(now) {
      if (now.join() === addresses) return;
      addresses = now.join();
      send({ type: 'bodies', addresses: now });
    },
  };
}
