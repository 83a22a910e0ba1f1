/** What a reload of the page keeps: where one was. Kept in the page's address, so that it can be sent to somebody. */
import { effect } from '@preact/signals';
import type { RunReply } from '#contracts/preview';
import { camerasOf } from '../views/camera.js';
import { OVERLAYS, type Overlay, type Store } from './store.js';
import { momentOf } from './track.js';

export function keepMemory(store: Store): void {
  const kept = new URLSearchParams(location.hash.slice(1));
  const text = (name: string): string | undefined => kept.get(name) ?? undefined;
  const number = (name: string): number | undefined => {
    const value = Number(text(name) ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const file = text('file');
  if (file !== undefined && store.start.files.includes(file)) store.file.value = file;
  store.seed.value = text('seed') ?? store.seed.value;
  store.draw.value = number('draw') ?? store.draw.value;
  const view = text('view');
  if (view === 'chase' || view === 'orbit' || view === 'top') store.view.value = { kind: view };
  else if (view !== undefined) store.view.value = { kind: 'sensor', sensor: view };
  const overlays = (text('overlays') ?? '').split(',').filter((name): name is Overlay => OVERLAYS.includes(name as Overlay));
  store.overlays.value = new Set(overlays);
  effect(() => {
    const choice = store.view.value;
    const now = new URLSearchParams({
      file: store.file.value,
      seed: store.seed.value,
      draw: String(store.draw.value),
      view: choice.kind === 'sensor' ? choice.sensor : choice.kind,
      overlays: [...store.overlays.value].join(','),
    });
    history.replaceState(null, '', `#${now.toString()}`);
  });
}

/** Keeps the view where it still exists, else takes the first camera; begins a new file at its telling moment. */
export function chooseView(store: Store, reply: RunReply): void {
  const { scenario, track } = reply;
  const cameras = camerasOf(scenario).map(({ sensor }) => sensor.id);
  const choice = store.view.value;
  if (choice.kind === 'sensor' && !cameras.includes(choice.sensor)) {
    const [first] = cameras;
    store.view.value = first === undefined ? { kind: 'chase' } : { kind: 'sensor', sensor: first };
  }
  const endNs = track.timesNs.at(-1) ?? 0;
  if (store.run.value === undefined) store.timeNs.value = momentOf(reply);
  else if (store.timeNs.value > endNs) store.timeNs.value = endNs;
}
