/** Boxes and keypoints of a frame as SVG over its picture; in the picture's pixels. */
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import type { DatasetDefinition } from '#contracts/writer';
import { css, idColor } from './colors.js';
import { escapeHtml, round } from './text.js';

export function overlaySvg(labels: FrameAnnotations, keypoints: DatasetDefinition['keypoints']): string {
  const { width, height } = labels.view.intrinsics;
  const stroke = strokeOf(width);
  const objects = [...labels.objects].sort((a, b) => b.distance - a.distance);
  const shapes = objects.map((object) => objectShapes(object, width, keypoints[object.class]?.skeleton ?? []));
  return `<svg class="overlay" viewBox="0 0 ${width} ${height}" stroke-width="${round(stroke, 2)}" fill="none">${shapes.join('')}</svg>`;
}

function strokeOf(width: number): number {
  return Math.max(0.5, width / 640);
}

export function colourOf(object: ObjectAnnotation): string {
  return object.contrast.detectable ? css(idColor(object.track)) : '#9a9a9a';
}

function objectShapes(object: ObjectAnnotation, width: number, skeleton: readonly (readonly [number, number])[]): string {
  const stroke = strokeOf(width);
  const { box, amodalBox } = object;
  const tag = `${object.id} ${round(object.distance, 0)} m${object.contrast.detectable ? '' : ' (hidden)'}`;
  const size = 9 * stroke;
  const above = box.y > size + 2;
  const atEnd = box.x > width * 0.8;
  const at = `x="${round(atEnd ? box.x + box.width : box.x, 1)}" text-anchor="${atEnd ? 'end' : 'start'}" y="${round(above ? box.y - 3 * stroke : box.y + box.height + size, 1)}"`;
  return `<g stroke="${colourOf(object)}">${rect(amodalBox, 'amodal', `stroke-dasharray="${3 * stroke} ${3 * stroke}"`)}${rect(box, 'box')}
<g class="keypoints">${keypointShapes(object, stroke, skeleton)}</g>
<text class="box" ${at} font-size="${round(size, 1)}" fill="${colourOf(object)}" stroke="#000" stroke-width="${round(stroke * 2, 1)}" paint-order="stroke">${escapeHtml(tag)}</text></g>`;
}

function rect(box: PixelBox, name: string, more = ''): string {
  return `<rect class="${name}" x="${round(box.x, 1)}" y="${round(box.y, 1)}" width="${round(box.width, 1)}" height="${round(box.height, 1)}" ${more}/>`;
}

/** Visible points are filled, hidden ones hollow. */
function keypointShapes(object: ObjectAnnotation, stroke: number, skeleton: readonly (readonly [number, number])[]): string {
  const points = object.keypoints ?? [];
  const bones = skeleton.map(([a, b]) => {
    const [from, to] = [points[a], points[b]];
    if (from === undefined || to === undefined || from.visibility === 0 || to.visibility === 0) return '';
    return `<line x1="${round(from.x, 1)}" y1="${round(from.y, 1)}" x2="${round(to.x, 1)}" y2="${round(to.y, 1)}" stroke-width="${round(stroke * 0.6, 2)}" opacity=".8"/>`;
  });
  const dots = points
    .filter((point) => point.visibility > 0)
    .map((point) => {
      const fill = point.visibility === 2 ? '#fff' : 'none';
      return `<circle cx="${round(point.x, 1)}" cy="${round(point.y, 1)}" r="${round(1.2 * stroke, 2)}" fill="${fill}" stroke-width="${round(stroke * 0.5, 2)}"/>`;
    });
  return bones.join('') + dots.join('');
}
