/** The painting thread from the page's side: the newest order is painted next, and those it overtakes are forgotten. */
import type { SceneSpec } from '#contracts/scene';
import type { FromPainting, Order, Painted, ToPainting } from './messages.js';

type Looks = Omit<Order, 'sceneId'>;

export interface Easel {
  /** @returns undefined when a newer order overtook it. @throws Error with why it could not be painted */
  paint(scene: SceneSpec, looks: Looks): Promise<Painted | undefined>;
  /** Once nobody has wanted anything else for a while, in the order they came. @returns undefined where it was given up */
  paintLater(scene: SceneSpec, looks: Looks, signal: AbortSignal): Promise<Painted | undefined>;
  /** Bodies of the user's own that are there from the next order on. */
  useBodies(addresses: readonly string[]): void;
  /** Builds a scene's place, before there is a picture of it to paint. */
  prepare(scene: SceneSpec): void;
}

interface Waiting {
  readonly scene: SceneSpec;
  readonly looks: Looks;
  give(painted: Painted | undefined): void;
  fail(why: Error): void;
}
interface Later extends Waiting {
  readonly signal: AbortSignal;
}

/** The thread forgets scenes after as many others as this. */
const TOLD_AT_MOST = 30;
/** What can wait waits until nothing else was wanted for so long, ms. */
const QUIET_MS = 600;

export function startEasel(): Easel {
  const worker = new Worker('painting.js', { type: 'module' });
  const told: string[] = [];
  const later: Later[] = [];
  let addresses = '';
  let busy: Waiting | undefined;
  let next: Waiting | undefined;
  let id = 0;
  let wantedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (message: ToPainting): void => worker.postMessage(message);
  const begin = (waiting: Waiting): void => {
    busy = waiting;
    const { scene, looks } = waiting;
    if (!told.includes(scene.id)) {
      send({ type: 'scene', scene });
      told.push(scene.id);
      told.splice(0, told.length - TOLD_AT_MOST);
    }
    send({ type: 'draw', id: ++id, order: { ...looks, sceneId: scene.id } });
  };
  const goOn = (): void => {
    if (busy !== undefined) return;
    const urgent = next;
    next = undefined;
    if (urgent !== undefined) begin(urgent);
    else startLater();
  };
  const startLater = (): void => {
    clearTimeout(timer);
    while (later[0]?.signal.aborted === true) later.shift()?.give(undefined);
    if (later.length === 0) return;
    const left = wantedAt + QUIET_MS - performance.now();
    if (left > 0) timer = setTimeout(goOn, left);
    else begin(later.shift() as Later);
  };
  const end = (): Waiting | undefined => {
    const done = busy;
    busy = undefined;
    goOn();
    return done;
  };
  worker.onmessage = ({ data }: MessageEvent<FromPainting>) => {
    const done = end();
    if (data.type === 'painted') done?.give(data.painted);
    else done?.fail(new Error(data.why));
  };
  worker.onerror = (event) => end()?.fail(new Error(event.message));
  return {
    paint: (scene, looks) =>
      new Promise((give, fail) => {
        wantedAt = performance.now();
        next?.give(undefined);
        next = { scene, looks, give, fail };
        goOn();
      }),
    paintLater: (scene, looks, signal) =>
      new Promise((give, fail) => {
        later.push({ scene, looks, give, fail, signal });
        goOn();
      }),
    useBodies(now) {
      if (now.join() === addresses) return;
      addresses = now.join();
      send({ type: 'bodies', addresses: now });
    },
    prepare: (scene) => send({ type: 'prepare', scene }),
  };
}
