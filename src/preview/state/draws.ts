/** Other draws of the same text: pictures of 24, and figures of many more for the histograms. In the background. */
import { effect, untracked } from '@preact/signals';
import type { DrawPicture, DrawRequest, DrawSummary, Refused } from '#contracts/preview';
import type { Easel } from '../painting/painters.js';
import { askDraws } from './client.js';
import type { Store } from './store.js';

export const GRID = 24;
const STUDIED = 200;
export const THUMBNAIL_WIDTH = 160;
/** So long after a change nothing of this is begun, ms: whoever saves again soon has the machine to himself. */
const SETTLED_MS = 2000;
/** Figures are shown in bunches, so that the page isn't drawn anew two hundred times. */
const BUNCH = 10;

export type Wanted = 'nothing' | 'figures' | 'pictures';

/** @param wanted what of it is on show */
export function keepDraws(store: Store, easel: Easel, wanted: { readonly value: Wanted }): void {
  let going: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let studied = '';
  let pictured = '';
  let last: unknown;
  let changedAt = 0;
  effect(() => {
    const current = store.run.value;
    const what = wanted.value;
    if (current !== last) changedAt = performance.now();
    last = current;
    // Whoever writes is not made to wait for pictures of other draws.
    if (store.busy.value) going?.abort();
    if (current === undefined || what === 'nothing' || store.busy.value) return;
    const { file, text, seed, pins } = current.request;
    const page = Math.floor(current.request.draw / GRID);
    const order: DrawRequest = { file, text, seed, pins };
    const key = JSON.stringify(order);
    const [figures, pictures] = [key !== studied, what === 'pictures' && `${key} ${page}` !== pictured];
    if (!figures && !pictures) return;
    going?.abort();
    clearTimeout(timer);
    const mine = new AbortController();
    going = mine;
    timer = setTimeout(
      () =>
        untracked(async () => {
          if (pictures) {
            pictured = `${key} ${page}`;
            await picture(store, easel, order, page, mine.signal).catch(() => {
              pictured = '';
            });
          }
          if (!figures || mine.signal.aborted) return;
          studied = key;
          await study(store, order, mine.signal).catch(() => {
            studied = '';
          });
        }),
      Math.max(0, changedAt + SETTLED_MS - performance.now()),
    );
    mine.signal.addEventListener('abort', () => {
      if (figures) studied = '';
      if (pictures) pictured = '';
    });
  });
}

async function picture(store: Store, easel: Easel, order: DrawRequest, page: number, signal: AbortSignal): Promise<void> {
  for (const { src } of store.thumbnails.value.values()) URL.revokeObjectURL(src);
  store.thumbnails.value = new Map();
  const from = page * GRID;
  const sketched: DrawPicture[] = [];
  for await (const each of askDraws({ ...order, from, count: GRID, pictureWidth: THUMBNAIL_WIDTH }, signal)) {
    if (!isDraw(each) || signal.aborted) return;
    if (!('request' in each)) continue;
    sketched.push(each as DrawPicture);
    await hang(store, easel, each as DrawPicture, true, signal);
  }
  for (const each of sketched) await hang(store, easel, each, false, signal);
}

/** All are sketched before any is painted: a place of its own for each draw takes a second to grow. */
async function hang(store: Store, easel: Easel, each: DrawPicture, sketch: boolean, signal: AbortSignal): Promise<void> {
  const { request, draw, outcome } = each;
  const { scene, frame, view, next } = request;
  const painted = await easel.paintLater(scene, { frame, view, next, labelled: false, sketch }, signal);
  if (painted === undefined || signal.aborted) return;
  const canvas = new OffscreenCanvas(painted.width, painted.height);
  canvas.getContext('2d')?.putImageData(new ImageData(painted.rgba, painted.width), 0, 0);
  const address = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }));
  const before = store.thumbnails.value.get(draw);
  if (before !== undefined) URL.revokeObjectURL(before.src);
  store.thumbnails.value = new Map([...store.thumbnails.value, [draw, { src: address, outcome }]]);
}

async function study(store: Store, order: DrawRequest, signal: AbortSignal): Promise<void> {
  let bunch: DrawSummary[] = [];
  let known: readonly DrawSummary[] = [];
  store.draws.value = known;
  for await (const each of askDraws({ ...order, from: 0, count: STUDIED }, signal)) {
    if (!isDraw(each) || signal.aborted) return;
    bunch.push(each);
    if (bunch.length < BUNCH) continue;
    known = [...known, ...bunch];
    bunch = [];
    store.draws.value = known;
  }
  store.draws.value = [...known, ...bunch];
}

function isDraw(each: DrawSummary | DrawPicture | Refused): each is DrawSummary | DrawPicture {
  return !('ok' in each);
}
