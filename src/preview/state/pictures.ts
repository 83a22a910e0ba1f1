/** Keeps the picture what time, view and run say; finer once nothing moves any more. */
import { effect, untracked } from '@preact/signals';
import type { CameraView } from '#contracts/camera';
import type { FrameState } from '#contracts/frame';
import type { RunReply } from '#contracts/preview';
import type { RenderRequest } from '#contracts/renderer';
import type { Painted } from '../painting/messages.js';
import type { Easel } from '../painting/painters.js';
import { camerasOf, clearDay, type Size, viewOf } from '../views/camera.js';
import { askCapture } from './client.js';
import { createFineness } from './fineness.js';
import { messageOf } from './runs.js';
import type { Picture, Store } from './store.js';
import { frameAt, instantAt } from './track.js';

/** Once nothing has changed for so long, the picture is made as the dataset has it, ms. */
const STILL_MS = 220;

/** @param room what a picture may take of the page, px of the screen */
export function keepPainting(store: Store, easel: Easel, room: { readonly value: Size }): void {
  const fineness = createFineness();
  let still: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  const show = async (order: Parameters<Easel['paint']>[1], of: Look, exact: boolean): Promise<void> => {
    const { reply, timeNs, view } = of;
    try {
      const painted = await easel.paint(reply.scene, order);
      // It may be of what was open before.
      if (painted === undefined || store.run.peek()?.reply !== reply) return;
      if (!painted.sketch) fineness.took(painted.ms, painted.width);
      const beside = await paintBeside(easel, of, order);
      if (store.run.peek()?.reply !== reply) return;
      const picture: Picture = { painted, run: reply.run, timeNs, view, exact, ...(beside === undefined ? {} : { beside }) };
      store.picture.value = picture;
    } catch (error) {
      store.trouble.value = messageOf(error);
    }
  };
  effect(() => {
    const now = lookOf(store);
    if (now === undefined) return;
    const size = sizeFor(store, now, room.value);
    const playing = store.playing.value;
    const rough = playing ? fineness.share() : Math.max(fineness.share(), 0.5);
    // What stands still can be pointed at, and overlays come and go without a new picture; the first look at it need not.
    const needed = playing ? needsTruth(store) : untracked(() => needsTruth(store));
    clearTimeout(still);
    asking?.abort();
    untracked(() => {
      void show({ ...orderOf(store, now, scaled(size, rough)), labelled: needed }, now, false);
      if (!playing)
        still = setTimeout(() => {
          asking = new AbortController();
          void refine(now, size, asking.signal);
        }, STILL_MS);
    });
  });
  const refine = async (now: Look, size: Size, signal: AbortSignal): Promise<void> => {
    const exact = await exactRequest(store, now, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (exact === undefined) await show({ ...orderOf(store, now, size), labelled: true }, now, false);
    else await show({ ...exact, labelled: true }, now, true);
  };
}

interface Look {
  readonly reply: RunReply;
  readonly frame: FrameState;
  readonly timeNs: number;
  readonly view: Store['view']['value'];
}

function lookOf({ run, timeNs, view }: Store): Look | undefined {
  const reply = run.value?.reply;
  if (reply === undefined) return undefined;
  const frame = frameAt(reply.track, instantAt(reply.track, timeNs.value));
  return { reply, frame, timeNs: frame.timeNs, view: view.value };
}

type Order = Omit<RenderRequest, 'scene' | 'layers'>;

function orderOf(store: Store, { reply, frame, view: choice }: Look, size: Size): Order {
  const bright = choice.kind !== 'sensor' && store.clearDay.value;
  const shown = bright ? { ...frame, medium: clearDay(frame.medium) } : frame;
  const view =
    viewOf(choice, reply.scenario, frame, size, store.orbit.value) ??
    viewOf({ kind: 'chase' }, reply.scenario, frame, size, store.orbit.value);
  return { frame: shown, view: view as CameraView, next: { frame: shown, view: view as CameraView } };
}

/** The other values' picture, where there are some: the same bodies in another scene, other weather, other cameras. */
async function paintBeside(easel: Easel, { reply, timeNs, view }: Look, order: Order): Promise<Painted | undefined> {
  const { shownAs } = reply;
  if (shownAs === undefined) return undefined;
  const frame = frameAt(shownAs.track, instantAt(shownAs.track, timeNs));
  const { width, height } = order.view.intrinsics;
  const own =
    view.kind === 'sensor'
      ? viewOf(view, shownAs.scenario, frame, { width, height }, { around: 0, above: 0, distance: 1, reach: 1, moved: [0, 0] })
      : undefined;
  const seen = own ?? order.view;
  return await easel.paint(shownAs.scene, { frame, view: seen, next: { frame, view: seen }, labelled: false });
}

/** The dataset's own request for that instant, where it has a picture of it. */
async function exactRequest(store: Store, { reply, timeNs, view }: Look, signal: AbortSignal): Promise<Order | undefined> {
  if (view.kind !== 'sensor') return undefined;
  const looks = reply.looks.find(({ sensor }) => sensor === view.sensor);
  const request = store.run.value?.request;
  if (request === undefined || looks?.timesNs.includes(timeNs) !== true) return undefined;
  const given = await askCapture({ run: reply.run, request, sensor: view.sensor, timeNs, width: 4096 }, signal);
  if (given === undefined || given === null) return undefined;
  const { scene: _scene, layers: _layers, ...order } = given.request;
  return order;
}

/** As large as the page has room for, and no larger than the camera's own. */
function sizeFor({ view }: Store, { reply }: Look, { width, height }: Size): Size {
  const choice = view.value;
  const camera =
    choice.kind === 'sensor' ? camerasOf(reply.scenario).find(({ sensor }) => sensor.id === choice.sensor)?.sensor : undefined;
  if (camera === undefined)
    return { width: Math.min(width, 1280), height: Math.round((Math.min(width, 1280) * height) / width) };
  const fits = Math.min(camera.width, width, (height * camera.width) / camera.height);
  return { width: Math.round(fits), height: Math.round((fits * camera.height) / camera.width) };
}

function scaled({ width, height }: Size, share: number): Size {
  return { width: Math.max(64, Math.round(width * share)), height: Math.max(36, Math.round(height * share)) };
}

function needsTruth({ overlays }: Store): boolean {
  return [...overlays.value].some((overlay) => overlay !== 'lidar' && overlay !== 'radar');
}
