/** What a lidar's and a radar's tables have in common: who sent how much back, and what nobody did. */
import type { Ontology } from '#contracts/label';
import { type ObservationOf, type ObservationRecord, RETURN_ORIGIN } from '#contracts/observation';
import type { BodySpec } from '#contracts/scene';
import { CLUTTER, css, lifted, type Rgb } from './colors.js';
import { escapeHtml, round } from './text.js';

export type Scan = ObservationOf<'lidar'> | ObservationOf<'radar'>;
export interface ScanRecord<T extends Scan> extends Omit<ObservationRecord, 'observation'> {
  readonly observation: T;
}

/** Returns of each labelled body: their rows. */
export function rowsByBody({ scene, observation }: ScanRecord<Scan>): ReadonlyMap<BodySpec, readonly number[]> {
  const bodies = new Map(scene.bodies.map((body) => [body.instance, body]));
  const rows = new Map<BodySpec, number[]>();
  observation.columns.instance.forEach((instance, row) => {
    const body = instance === 0 ? undefined : bodies.get(instance);
    if (body === undefined) return;
    const known = rows.get(body);
    if (known === undefined) rows.set(body, [row]);
    else known.push(row);
  });
  return rows;
}

/** Of the kinds that occur: `[['rain', 55]]`. */
export function clutterCounts({ columns }: Scan): readonly (readonly [kind: string, count: number])[] {
  return Object.entries(RETURN_ORIGIN)
    .map(([kind, code]) => [kind, columns.origin.reduce((sum, origin) => sum + (origin === code ? 1 : 0), 0)] as const)
    .filter(([kind, count]) => kind !== 'surface' && count > 0);
}

/** On the ground, from the sensor, m. */
export function distanceOf({ columns }: Scan, row: number): number {
  return Math.hypot(columns.xyz[3 * row] as number, columns.xyz[3 * row + 1] as number);
}

export function classColours(ontology: Ontology): (semantic: number) => Rgb {
  const colours = new Map(ontology.classes.map(({ index, color }) => [index, lifted(color)]));
  return (semantic) => colours.get(semantic) ?? [255, 255, 255];
}

/** @param row what one scan is called @param range to the edge of its picture, m */
export function captionHtml(scan: Scan, row: string, range: number, more: readonly string[]): string {
  const kinds = clutterCounts(scan).map(
    ([kind, count]) => `<span>${SPOKEN[kind] ?? kind} <b class="clutter">${count}</b></span>`,
  );
  const time = `<span>t = <b>${round(scan.timeNs / 1e9, 2)} s</b></span>`;
  const far = Array.from({ length: scan.count }, (_, i) => distanceOf(scan, i)).filter((distance) => distance > range).length;
  const beyond = far === 0 ? '' : `<span>beyond ${range} m <b>${far}</b></span>`;
  const head = `<span>${row} <b>${scan.index}</b></span>${time}`;
  return `<div class="caption">${head}${more.join('')}${beyond}${kinds.join('')}</div>`;
}
const SPOKEN: Readonly<Record<string, string>> = { falseAlarm: 'false alarms', ghost: 'ghosts' };

/** The bodies that most came back from, and how many there are more. */
export function bodyTable(
  record: ScanRecord<Scan>,
  unit: string,
  column?: { readonly title: string; readonly cell: (rows: readonly number[]) => string },
): string {
  const found = [...rowsByBody(record)].sort(([, a], [, b]) => b.length - a.length);
  if (found.length === 0) return '<div class="tablebox dim">nothing from a labelled body</div>';
  const rows = found.slice(0, ROWS).map(([body, rows]) => {
    const nearest = Math.min(...rows.map((row) => distanceOf(record.observation, row)));
    const cells = [escapeHtml(body.id), escapeHtml(body.class), `${round(nearest, 1)} m`, String(rows.length)];
    return `<tr><td>${[...cells, ...(column === undefined ? [] : [column.cell(rows)])].join('<td>')}</tr>`;
  });
  const more = found.length > ROWS ? `<div class="dim">and ${found.length - ROWS} more bodies</div>` : '';
  const last = column === undefined ? '' : `<th>${column.title}`;
  return `<div class="tablebox"><table><tr><th>object<th>class<th>nearest<th>${unit}${last}</tr>${rows.join('')}</table>${more}</div>`;
}
const ROWS = 6;

/** Swatches of the classes that occur in any of these scans, by semantic id, then of clutter. */
export function legendHtml(scans: readonly Scan[], ontology: Ontology, clutter: string, more: readonly string[]): string {
  const there = new Set(
    scans.flatMap(({ columns }) => [...new Set(columns.semantic.filter((_, row) => columns.origin[row] === 0))]),
  );
  const shown = ontology.classes.filter(({ index }) => there.has(index));
  const swatches = shown.map(({ id, color }) => swatch(css(lifted(color)), id));
  return `<div class="facts legend">${[...swatches, swatch(css(CLUTTER), clutter), ...more].join('')}</div>`;
}
export function swatch(colour: string, text: string): string {
  return `<span><i class="swatch" style="background:${colour}"></i>${escapeHtml(text)}</span>`;
}
