/** A radar's scans from above: sized by cross-section, with where each goes. */
import type { Ontology } from '#contracts/label';
import { type ObservationOf, RETURN_ORIGIN } from '#contracts/observation';
import { AWAY, CLUTTER, css, TOWARDS } from './colors.js';
import { outlinesSvg, PLANE, planeSvg, rangeFor, toPixel } from './plane.js';
import {
  bodyTable,
  captionHtml,
  classColours,
  distanceOf,
  legendHtml,
  rowsByBody,
  type ScanRecord,
  swatch,
} from './returns.js';
import { round } from './text.js';

type RadarScan = ScanRecord<ObservationOf<'radar'>>;
/** m/s; slower than that nothing is drawn. */
const STANDS = 0.2;
/** Of the detections, at least: the far ones are few, and near ones would lie on one another. */
const SHOWN = 0.6;

export function radarHtml(scans: readonly RadarScan[], ontology: Ontology): string {
  const range = rangeFor(...distances(scans), SHOWN);
  const height = heightOf(scans);
  const cards = scans.map((scan) => scanHtml(scan, { range, height, ontology }));
  const legend = legendHtml(
    scans.map(({ observation }) => observation),
    ontology,
    '× false alarm, ◇ ghost by the ground',
    [
      swatch(css(TOWARDS), 'towards'),
      swatch(css(AWAY), 'away: how far in a second, over the ground'),
      `<span>dots: larger with cross-section; to the edge ${range} m</span>`,
    ],
  );
  return `${legend}<div class="scans">${cards.join('')}</div>`;
}

function distances(scans: readonly RadarScan[]): [readonly number[], readonly number[]] {
  const rows = scans.flatMap(({ observation }) =>
    Array.from({ length: observation.count }, (_, row) => ({
      distance: distanceOf(observation, row),
      surface: observation.columns.origin[row] === 0,
      body: observation.columns.instance[row] !== 0,
    })),
  );
  const surfaces = rows.filter(({ surface }) => surface);
  return [surfaces.map(({ distance }) => distance), surfaces.filter(({ body }) => body).map(({ distance }) => distance)];
}

/** The rear is left out where nothing came from there. */
function heightOf(scans: readonly RadarScan[]): number {
  const behind = scans.some(({ observation: { columns } }) => columns.xyz.some((x, i) => i % 3 === 0 && x < 0));
  return behind ? PLANE : PLANE / 2 + 20;
}

interface Look {
  readonly range: number;
  readonly height: number;
  readonly ontology: Ontology;
}
function scanHtml(scan: RadarScan, { range, height, ontology }: Look): string {
  const { observation, scene, bodies } = scan;
  const shapes = `${detectionsSvg(observation, range, ontology)}${outlinesSvg(scene, bodies, observation.worldFromSensor, range)}`;
  const facts = [`<span>detections <b>${observation.count}</b></span>`, `<span>bodies <b>${rowsByBody(scan).size}</b></span>`];
  const speed = (rows: readonly number[]): string => {
    const speeds = rows.map((row) => observation.columns.radialVelocityCompensated[row] as number);
    return `${round(Math.min(...speeds), 1)} … ${round(Math.max(...speeds), 1)} m/s`;
  };
  return `<article class="frame"><div class="shot plane drawn">${planeSvg(range, height, shapes)}</div>
${captionHtml(observation, 'scan', range, facts)}${bodyTable(scan, 'detections', { title: 'radial speed', cell: speed })}</article>`;
}

/** Dots by class, over them those of labelled bodies, then marks of what no surface sent straight back, then speeds. */
export function detectionsSvg(scan: ObservationOf<'radar'>, range: number, ontology: Ontology): string {
  const { xyz, rcs, instance, semantic, origin, radialVelocityCompensated } = scan.columns;
  const colourOf = classColours(ontology);
  const dots = new Map<string, string[]>();
  const bodies: string[] = [];
  const marks: string[] = [];
  const speeds: string[] = [];
  for (let row = 0; row < scan.count; row++) {
    const [x, y] = [xyz[3 * row] as number, xyz[3 * row + 1] as number];
    const [u, v] = toPixel(range, x, y);
    const size = radiusOf(rcs[row] as number);
    if (origin[row] === RETURN_ORIGIN.surface) {
      const colour = css(colourOf(semantic[row] as number));
      const circle = `<circle cx="${round(u, 1)}" cy="${round(v, 1)}" r="${round(size, 1)}"`;
      if (instance[row] === 0) dots.set(colour, [...(dots.get(colour) ?? []), `${circle}/>`]);
      else bodies.push(`${circle} fill="${colour}"/>`);
    } else marks.push(origin[row] === RETURN_ORIGIN.ghost ? diamond(u, v, size + 1.5) : cross(u, v, size + 0.5));
    const speed = radialVelocityCompensated[row] as number;
    if (Math.abs(speed) < STANDS) continue;
    const later = 1 + speed / Math.max(1e-6, distanceOf(scan, row));
    const [toU, toV] = toPixel(range, x * later, y * later);
    speeds.push(
      `<path${origin[row] === RETURN_ORIGIN.falseAlarm ? ' class="false"' : ''} stroke="${css(speed < 0 ? TOWARDS : AWAY)}" d="M${round(u, 1)} ${round(v, 1)}L${round(toU, 1)} ${round(toV, 1)}"/>`,
    );
  }
  const groups = [...dots].map(([colour, circles]) => `<g fill="${colour}">${circles.join('')}</g>`);
  return `<g class="dots">${groups.join('')}</g><g class="dots bodies">${bodies.join('')}</g><g class="marks" stroke="${css(CLUTTER)}">${marks.join('')}</g><g class="speeds">${speeds.join('')}</g>`;
}

/** px, of dBsm: a person 2.5, a car 3.8. */
export function radiusOf(rcs: number): number {
  return Math.max(1, Math.min(5, 2.9 + rcs / 15));
}
function cross(u: number, v: number, size: number): string {
  const side = round(2 * size, 1);
  return `<path d="M${round(u - size, 1)} ${round(v - size, 1)}l${side} ${side}m-${side} 0l${side} -${side}"/>`;
}
function diamond(u: number, v: number, size: number): string {
  const s = round(size, 1);
  return `<path d="M${round(u, 1)} ${round(v - size, 1)}l${s} ${s}l-${s} ${s}l-${s} -${s}z"/>`;
}
