/** Overlays drawn over the picture: boxes, outlines, points. All in the picture's own px, whatever size it is shown at. */
import type { CameraView } from '#contracts/camera';
import type { Cuboid, ObjectAnnotation, Ontology, RunMask } from '#contracts/label';
import type { Annotated, ObservationReply } from '#contracts/preview';
import { transformPoint, type Vec3 } from '#core/pose';
import type { Overlay } from '../state/store.js';
import { classColor, css, depthColor, depthShare, instanceColor, type Rgb, readable } from './color.js';
import { projector } from './project.js';

export interface Drawing {
  readonly labels: Annotated | undefined;
  readonly view: CameraView;
  readonly observations: readonly ObservationReply[];
  readonly overlays: ReadonlySet<Overlay>;
  readonly ontology: Ontology;
  readonly selected: string | undefined;
  /** Bodies that no scenario names, a street's parked cars for one: their names would hide the picture. */
  readonly nameless: ReadonlySet<string>;
  /** px of the picture that a line is wide. */
  readonly line: number;
}

type Context = CanvasRenderingContext2D;

/** px of the screen */
const ROOM_FOR_A_NAME = 90;

export function drawLines(context: Context, drawing: Drawing): void {
  const { labels, overlays, selected, observations, view } = drawing;
  for (const object of labels?.objects ?? []) {
    if (overlays.has('amodal')) drawAmodal(context, object, drawing);
    if (overlays.has('cuboids')) drawCuboid(context, object, drawing);
    if (overlays.has('boxes') || object.id === selected) drawBox(context, object, drawing);
    if (overlays.has('keypoints')) drawKeypoints(context, object, labels?.skeletons[object.id] ?? [], drawing);
    if (overlays.has('contrast')) drawContrast(context, object, drawing);
  }
  for (const observation of observations) if (overlays.has(observation.kind)) drawPoints(context, observation, view, drawing);
}

function drawBox(
  context: Context,
  { id, box, distance, class: name }: ObjectAnnotation,
  { ontology, line, selected, nameless }: Drawing,
): void {
  const color = css(readable(classColor(ontology, name)));
  context.lineWidth = (id === selected ? 2.5 : 1.5) * line;
  context.strokeStyle = color;
  context.strokeRect(box.x, box.y, box.width, box.height);
  if (id === selected || !nameless.has(id) || box.width > ROOM_FOR_A_NAME * line)
    tag(context, `${id}  ${distance.toFixed(1)} m`, box.x, box.y, color, line);
}

function drawAmodal(context: Context, { amodalBox: box, amodalMask, track }: ObjectAnnotation, { line }: Drawing): void {
  const color = instanceColor(track);
  context.fillStyle = css(color, 0.35);
  fillMask(context, amodalMask);
  context.setLineDash([5 * line, 4 * line]);
  context.lineWidth = 1.25 * line;
  context.strokeStyle = css(color);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.setLineDash([]);
}

function fillMask(context: Context, { box, counts }: RunMask): void {
  let at = 0;
  for (const [i, count] of counts.entries()) {
    if (i % 2 === 1) fillRun(context, box, at, count);
    at += count;
  }
}
/** Of pixels one after the other in the box's rows. */
function fillRun(context: Context, { x, y, width }: RunMask['box'], from: number, count: number): void {
  for (let at = from; at < from + count; ) {
    const column = at % width;
    const length = Math.min(width - column, from + count - at);
    context.fillRect(x + column, y + Math.floor(at / width), length, 1);
    at += length;
  }
}

const EDGES = [
  [0, 1],
  [1, 3],
  [3, 2],
  [2, 0],
  [4, 5],
  [5, 7],
  [7, 6],
  [6, 4],
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
] as const;

function cornersOf({ pose, size }: Cuboid): readonly Vec3[] {
  return Array.from({ length: 8 }, (_, i) =>
    transformPoint(pose, [size[0] * ((i & 1) - 0.5), size[1] * (((i >> 1) & 1) - 0.5), size[2] * (((i >> 2) & 1) - 0.5)]),
  );
}

function drawCuboid(
  context: Context,
  { cuboidInWorld, class: name }: ObjectAnnotation,
  { view, line, ontology }: Drawing,
): void {
  const projected = cornersOf(cuboidInWorld).map(projector(view));
  context.lineWidth = 1.25 * line;
  context.strokeStyle = css(readable(classColor(ontology, name)));
  context.beginPath();
  for (const [i, j] of EDGES) {
    const [a, b] = [projected[i], projected[j]];
    if (a === undefined || b === undefined) continue;
    context.moveTo(a[0], a[1]);
    context.lineTo(b[0], b[1]);
  }
  context.stroke();
}

function drawKeypoints(
  context: Context,
  { keypoints = [], track }: ObjectAnnotation,
  edges: readonly (readonly [number, number])[],
  { line }: Drawing,
): void {
  const color = instanceColor(track);
  context.lineWidth = 1.25 * line;
  context.strokeStyle = css(color, 0.9);
  for (const [i, j] of edges) {
    const [a, b] = [keypoints[i], keypoints[j]];
    if (a === undefined || b === undefined || a.visibility === 0 || b.visibility === 0) continue;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  }
  for (const { x, y, visibility } of keypoints) {
    if (visibility === 0) continue;
    context.beginPath();
    context.arc(x, y, 2 * line, 0, 2 * Math.PI);
    context.fillStyle = visibility === 2 ? css(color) : '#14161a';
    context.fill();
    context.stroke();
  }
}

function drawContrast(context: Context, { id, box, contrast }: ObjectAnnotation, { line, nameless }: Drawing): void {
  if (nameless.has(id) && box.width < ROOM_FOR_A_NAME * line && contrast.detectable) return;
  const color = contrast.detectable ? '#7be08b' : '#ff8a80';
  context.lineWidth = 1.5 * line;
  context.strokeStyle = color;
  context.strokeRect(box.x, box.y, box.width, box.height);
  const figures = `${percent(contrast.value)} = air ${percent(contrast.air)} x light ${percent(contrast.light)}`;
  tag(context, figures, box.x, box.y + box.height + 15 * line, color, line);
}
function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function drawPoints(context: Context, observation: ObservationReply, view: CameraView, { line, labels }: Drawing): void {
  const toPicture = projector(view);
  const { points, instances, origins, kind, speeds } = observation;
  const size = (kind === 'radar' ? 5 : 1.4) * line;
  const ids = new Map(labels?.objects.map(({ track, id }) => [track, id]));
  for (let i = 0; i < points.length / 3; i++) {
    const seen = toPicture([points[3 * i] as number, points[3 * i + 1] as number, points[3 * i + 2] as number]);
    if (seen === undefined) continue;
    const [x, y, depth] = seen;
    context.fillStyle = css(pointColor(instances[i] ?? 0, origins[i] ?? 0, depth));
    if (kind === 'lidar') context.fillRect(x - size / 2, y - size / 2, size, size);
    else {
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.fill();
      const name = ids.get(instances[i] ?? 0) ?? ((origins[i] ?? 0) === 0 ? '' : 'ghost or false alarm');
      tag(context, `${(speeds[i] ?? 0).toFixed(1)} m/s ${name}`, x + size, y, '#ffd166', line);
    }
  }
}
/** Clutter is red; what belongs to a body has that body's colour; the rest goes by depth. */
function pointColor(instance: number, origin: number, depth: number): Rgb {
  if (origin !== 0) return [255, 70, 70];
  return instance === 0 ? depthColor(depthShare(depth)) : instanceColor(instance);
}

function tag(context: Context, text: string, x: number, y: number, color: string, line: number): void {
  context.font = `600 ${12 * line}px system-ui, sans-serif`;
  const width = context.measureText(text).width + 8 * line;
  const height = 16 * line;
  const left = Math.max(0, Math.min(x, context.canvas.width / context.getTransform().a - width));
  const top = Math.max(0, y - height);
  context.fillStyle = 'rgba(16, 18, 22, 0.82)';
  context.fillRect(left, top, width, height);
  context.fillStyle = color;
  context.fillText(text, left + 4 * line, top + 12 * line);
}
