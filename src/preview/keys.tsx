/** The keys of the whole page, and the list of them. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Files } from './state/files.js';
import { endOf, goTo, step, toggle } from './state/player.js';
import { OVERLAYS, put, type Store } from './state/store.js';
import { momentOf } from './state/track.js';
import { lookTimes } from './time/transport.js';
import { camerasOf } from './views/camera.js';

const LIST: readonly (readonly [keys: string, about: string])[] = [
  ['space', 'play or pause'],
  ['left, right', 'a step back or on; with Shift, a captured picture'],
  ['Home, End', 'to the start, to the end'],
  ['M', 'to the moment that says most'],
  ['N, P', 'next draw, draw before'],
  ['C', 'next camera'],
  ['H, O, T', 'chase, orbit, top-down'],
  ['1 to 9', 'boxes, amodal, masks, depth, keypoints, cuboids, contrast, lidar, radar'],
  ['E', 'into the editor; Escape, then Tab, leads out of it'],
  ['Ctrl+S', 'save'],
  ['Ctrl+space, in the editor', 'what may stand here'],
  ['?', 'this list'],
];

export function Keys({ store, files }: { readonly store: Store; readonly files: Files }) {
  const open = useSignal(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        void files.save();
      } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event) && act(store, event, open))
        event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    if (open.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open.value]);
  return (
    <>
      <button type="button" class="help" aria-label="keys" title="keys (?)" onClick={() => put(open, true)}>
        ?
      </button>
      <dialog ref={dialog} aria-label="keys" onClose={() => put(open, false)}>
        <table>
          <caption>Keys</caption>
          <tbody>
            {LIST.map(([keys, about]) => (
              <tr key={keys}>
                <th scope="row">{keys}</th>
                <td>{about}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <button type="button" onClick={() => put(open, false)}>
          close
        </button>
      </dialog>
    </>
  );
}

function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('.cm-editor, textarea, select, dialog') !== null) return true;
  if (target instanceof HTMLInputElement)
    return target.type !== 'range' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return key === ' ' && target instanceof HTMLButtonElement;
}

/** @returns whether the key meant something */
function act(store: Store, { key, shiftKey }: KeyboardEvent, open: Signal<boolean>): boolean {
  const actions: Readonly<Record<string, () => void>> = {
    ' ': () => toggle(store),
    arrowleft: () => step(store, -1, shiftKey ? lookTimes(store) : undefined),
    arrowright: () => step(store, 1, shiftKey ? lookTimes(store) : undefined),
    home: () => goTo(store, 0),
    end: () => goTo(store, endOf(store)),
    m: () => goTo(store, store.run.value === undefined ? 0 : momentOf(store.run.value.reply)),
    n: () => void store.draw.value++,
    p: () => put(store.draw, Math.max(0, store.draw.value - 1)),
    c: () => nextCamera(store),
    h: () => put(store.view, { kind: 'chase' }),
    o: () => put(store.view, { kind: 'orbit' }),
    t: () => put(store.view, { kind: 'top' }),
    e: () => document.querySelector<HTMLElement>('.cm-content')?.focus(),
    '?': () => put(open, true),
  };
  const overlay = OVERLAYS[Number(key) - 1];
  if (overlay !== undefined) {
    const next = new Set(store.overlays.value);
    if (!next.delete(overlay)) next.add(overlay);
    store.overlays.value = next;
    return true;
  }
  const action = actions[key.toLowerCase()];
  action?.();
  return action !== undefined;
}

function nextCamera({ run, view }: Store): void {
  const cameras = run.value === undefined ? [] : camerasOf(run.value.reply.scenario).map(({ sensor }) => sensor.id);
  const now = view.value.kind === 'sensor' ? cameras.indexOf(view.value.sensor) : -1;
  const next = cameras[(now + 1) % cameras.length];
  if (next !== undefined) view.value = { kind: 'sensor', sensor: next };
}
