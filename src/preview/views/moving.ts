/** Moving the free views, by pointer, wheel or keys. */
import { clamp, cos, sin } from '#core/math';
import type { Store } from '../state/store.js';
import type { Orbit } from './choice.js';

/** rad a px */
const TURN = 0.006;
const ZOOM = 1.12;
const KEY_PX = 24;

export function moveByPointer(store: Store, { movementX, movementY, shiftKey, currentTarget }: PointerEvent): void {
  const width = (currentTarget as HTMLElement).clientWidth;
  moveBy(store, movementX, movementY, shiftKey, width);
}

export function moveByKey(store: Store, event: KeyboardEvent): void {
  if (store.view.value.kind !== 'orbit' && store.view.value.kind !== 'top') return;
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [KEY_PX, 0],
    ArrowRight: [-KEY_PX, 0],
    ArrowUp: [0, KEY_PX],
    ArrowDown: [0, -KEY_PX],
  };
  const way = ways[event.key];
  if (way !== undefined) moveBy(store, ...way, event.shiftKey, (event.currentTarget as HTMLElement).clientWidth);
  else if (event.key === '+' || event.key === '=') zoom(store, -1);
  else if (event.key === '-') zoom(store, 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function zoom({ view, orbit }: Store, way: number): void {
  const factor = way > 0 ? ZOOM : 1 / ZOOM;
  const { distance, reach } = orbit.value;
  if (view.value.kind === 'orbit') orbit.value = { ...orbit.value, distance: clamp(distance * factor, 3, 300) };
  else if (view.value.kind === 'top') orbit.value = { ...orbit.value, reach: clamp(reach * factor, 8, 250) };
}

/** Turns the orbiting view, or moves it along the ground with shift; moves the one from above. */
function moveBy(store: Store, dx: number, dy: number, along: boolean, width: number): void {
  const { view, orbit } = store;
  const now = orbit.value;
  if (view.value.kind === 'top') orbit.value = moved(now, headingOfTop(store), dx, dy, (2 * now.reach) / width);
  else if (view.value.kind === 'orbit' && along) orbit.value = moved(now, now.around, dx, dy, (1.2 * now.distance) / width);
  else if (view.value.kind === 'orbit')
    orbit.value = { ...now, around: now.around - TURN * dx, above: clamp(now.above + TURN * dy, 0.02, 1.5) };
}

function moved(orbit: Orbit, heading: number, dx: number, dy: number, metresPerPx: number): Orbit {
  const [left, ahead] = [dx * metresPerPx, dy * metresPerPx];
  const [x, y] = orbit.moved;
  return {
    ...orbit,
    moved: [x + ahead * cos(heading) - left * sin(heading), y + ahead * sin(heading) + left * cos(heading)],
  };
}

/** Upwards in the view from above. */
function headingOfTop({ run }: Store): number {
  return run.value?.reply.scenario.actors[0]?.start.heading ?? 0;
}
