/** The picture, what is drawn over it, and where one looks from. */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Legend } from '../overlays/legend.js';
import { type Drawing, drawLines } from '../overlays/lines.js';
import { coloured } from '../overlays/pixels.js';
import { OVERLAYS, type Overlay, type Picture, put, type Store } from '../state/store.js';
import { camerasOf, type Size } from './camera.js';
import { HOME, type ViewChoice } from './choice.js';
import { moveByKey, moveByPointer, zoom } from './moving.js';
import { Pointed, pointedAt } from './pointed.js';

export function ViewPane({ store, room }: { readonly store: Store; readonly room: Signal<Size> }) {
  return (
    <section class="view" aria-label="view">
      <ViewChoices store={store} />
      <Stage store={store} room={room} />
      <OverlayChoices store={store} />
    </section>
  );
}

const FREE: readonly { readonly kind: 'chase' | 'orbit' | 'top'; readonly name: string; readonly about: string }[] = [
  { kind: 'chase', name: 'chase', about: 'behind the first actor' },
  { kind: 'orbit', name: 'orbit', about: 'round the first actor: drag, wheel, or arrow keys, + and -' },
  { kind: 'top', name: 'top-down', about: 'from above: drag, wheel, or arrow keys, + and -' },
];

function ViewChoices({ store }: { readonly store: Store }) {
  const { view, run, clearDay, orbit } = store;
  const cameras = run.value === undefined ? [] : camerasOf(run.value.reply.scenario);
  const choose = (choice: ViewChoice) => () => {
    view.value = choice;
  };
  const free = view.value.kind !== 'sensor';
  return (
    <div class="bar" role="toolbar" aria-label="where one looks from">
      {cameras.map(({ sensor: { id, width, height }, carrier }) => (
        <button
          key={id}
          type="button"
          aria-pressed={view.value.kind === 'sensor' && view.value.sensor === id}
          title={`as ${carrier} will capture it: ${width} x ${height}`}
          onClick={choose({ kind: 'sensor', sensor: id })}
        >
          {id}
        </button>
      ))}
      {FREE.map(({ kind, name, about }) => (
        <button key={kind} type="button" aria-pressed={view.value.kind === kind} title={about} onClick={choose({ kind })}>
          {name}
        </button>
      ))}
      {free && (
        <label title="by day in clear air, whatever the scenario's weather">
          <input type="checkbox" checked={clearDay.value} onChange={(event) => put(clearDay, event.currentTarget.checked)} />{' '}
          clear day
        </label>
      )}
      {free && (
        <button type="button" onClick={() => put(orbit, HOME)} title="look at the first actor again">
          centre
        </button>
      )}
      <Fineness store={store} />
    </div>
  );
}

/** A picture is of the instant before the time on show; one farther away is not there yet. */
const LATE_NS = 1.2e8;

function Fineness({ store }: { readonly store: Store }) {
  const { picture: shown, view, timeNs } = store;
  const picture = shown.value;
  if (picture === undefined) return <span class="fineness">drawing ...</span>;
  const { painted, exact } = picture;
  if (painted.sketch) return <span class="fineness">a sketch; drawing ...</span>;
  const late = picture.view !== view.value || Math.abs(picture.timeNs - timeNs.value) > LATE_NS;
  if (late) return <span class="fineness">drawing ...</span>;
  return (
    <span class="fineness" title={exact ? 'shutter, noise and size of the dataset' : 'drawn coarser, so that it moves'}>
      {painted.width} x {painted.height} {exact ? 'as captured' : ''} {Math.round(painted.ms)} ms
    </span>
  );
}

function Stage({ store, room }: { readonly store: Store; readonly room: Signal<Size> }) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useSignal<{ readonly x: number; readonly y: number } | undefined>(undefined);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box === undefined || box.width < 40 || box.height < 40) return;
      const beside = store.shownAs.peek().length > 0 ? 2 : 1;
      const ratio = window.devicePixelRatio;
      room.value = { width: Math.round((box.width * ratio) / beside), height: Math.round(box.height * ratio) };
    });
    watcher.observe(frame.current as HTMLDivElement);
    return () => watcher.disconnect();
  }, []);
  useSignalEffect(() => {
    const picture = store.picture.value;
    const [overlays, observations, selected] = [store.overlays.value, store.observations.value, store.selected.value];
    if (picture !== undefined && canvas.current !== null)
      draw(canvas.current, store, picture, { overlays, observations, selected });
  });
  const move = (event: PointerEvent): void => {
    if (event.buttons !== 0) moveByPointer(store, event);
    pointer.value = placeOf(canvas.current, event);
  };
  const picture = store.picture.value;
  return (
    <div class="stage" ref={frame}>
      <canvas
        id="picture"
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={aboutPicture(store)}
        data-run={picture?.run}
        data-time={picture?.timeNs}
        data-exact={picture?.exact}
        onPointerMove={move}
        onPointerLeave={() => put(pointer, undefined)}
        onClick={(event) => put(store.selected, pointedAt(store, placeOf(canvas.current, event))?.id)}
        onWheel={(event) => zoom(store, event.deltaY)}
        onKeyDown={(event) => moveByKey(store, event)}
      />
      {picture?.beside !== undefined && <Beside store={store} picture={picture} />}
      <Legend store={store} />
      <Pointed store={store} pointer={pointer} />
    </div>
  );
}

function Beside({ store, picture }: { readonly store: Store; readonly picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { beside } = picture;
    if (beside === undefined || canvas.current === null) return;
    canvas.current.width = beside.width;
    canvas.current.height = beside.height;
    canvas.current.getContext('2d')?.putImageData(new ImageData(beside.rgba, beside.width), 0, 0);
  }, [picture]);
  const changed = store.shownAs.value.map(({ key, value }) => `${key}: ${value}`).join(', ');
  return (
    <figure class="beside">
      <canvas id="beside" ref={canvas} role="img" aria-label={`the same moment with ${changed}`} />
      <figcaption>{changed}</figcaption>
    </figure>
  );
}

type Over = Pick<Drawing, 'overlays' | 'observations' | 'selected'>;

function draw(canvas: HTMLCanvasElement, { start, run }: Store, { painted }: Picture, over: Over): void {
  const { width, height, truth } = painted;
  const shown = Math.max(1, canvas.clientWidth) * window.devicePixelRatio;
  const finer = Math.max(1, Math.min(3, Math.round(shown / width)));
  canvas.width = width * finer;
  canvas.height = height * finer;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const flat = new OffscreenCanvas(width, height);
  const pixels = coloured(painted, { depth: over.overlays.has('depth'), masks: over.overlays.has('masks') });
  flat.getContext('2d')?.putImageData(new ImageData(pixels, width), 0, 0);
  context.drawImage(flat, 0, 0, canvas.width, canvas.height);
  context.setTransform(finer, 0, 0, finer, 0, 0);
  drawLines(context, {
    ...over,
    nameless: new Set(run.peek()?.reply.scene.bodies.flatMap(({ id, role }) => (role === 'prop' ? [id] : []))),
    ontology: start.ontology,
    labels: truth?.labels,
    view: painted.view,
    line: width / Math.max(1, canvas.clientWidth),
  });
}

function placeOf(canvas: HTMLCanvasElement | null, event: MouseEvent) {
  const box = canvas?.getBoundingClientRect();
  if (box === undefined) return undefined;
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}

function aboutPicture({ run, picture, view }: Store): string {
  const seen =
    picture.value?.painted.truth?.labels.objects.map(({ id, distance }) => `${id} at ${distance.toFixed(0)} m`) ?? [];
  const from = view.value.kind === 'sensor' ? view.value.sensor : view.value.kind;
  const what = run.value?.reply.scenario.title ?? 'nothing yet';
  return `${what}, ${from}, ${((picture.value?.timeNs ?? 0) / 1e9).toFixed(2)} s${seen.length === 0 ? '' : `: ${seen.join(', ')}`}`;
}

const ABOUT: Readonly<Record<Overlay, string>> = {
  boxes: 'tight round visible pixels',
  amodal: 'whole bodies, as if nothing hid them',
  masks: 'a colour a body',
  depth: 'distance along the optical axis',
  keypoints: 'joints; dark ones are hidden',
  cuboids: 'oriented boxes in space',
  contrast: 'what fog and darkness leave of it; red is below what can be detected',
  lidar: 'points of the turn at this time; red ones are clutter',
  radar: 'detections at this time, with speeds over the ground',
};

function OverlayChoices({ store }: { readonly store: Store }) {
  const { overlays, run } = store;
  const kinds = new Set(run.value?.reply.scenario.actors.flatMap(({ sensors }) => sensors.map(({ type }) => type as string)));
  const toggle = (name: Overlay) => () => {
    const next = new Set(overlays.value);
    if (!next.delete(name)) next.add(name);
    overlays.value = next;
  };
  return (
    <div class="bar" role="toolbar" aria-label="drawn over the picture">
      {OVERLAYS.map((name) => {
        const lacking = (name === 'lidar' || name === 'radar') && !kinds.has(name);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={overlays.value.has(name)}
            disabled={lacking}
            title={lacking ? `nobody in this scenario carries a ${name}` : ABOUT[name]}
            onClick={toggle(name)}
          >
            {name}
          </button>
        );
      })}
    </div>
  );
}
