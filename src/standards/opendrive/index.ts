/**
 * A place as ASAM OpenDRIVE 1.7: one road with the lanes that run along it, its fall to the sides, and crossings as crosswalk objects. Kerbs and ditches are
 * left out, and so are speed limits and markings, which a place's lanes do not state.
 */
import type { Lane, Place } from '#contracts/place';
import { element, type XmlElement } from '../xml/element.js';
import { writeXml } from '../xml/write.js';
import { type RoadLane, type RoadSection, roadSectionOf } from './lanes.js';
import { lateralProfileOf } from './lateral.js';
import { type RoadLine, type RoadPiece, roadLineOf } from './road-line.js';

/** The one road's id. */
export const ROAD_ID = '1';

export interface OpenDriveOptions {
  readonly name: string;
  /** xs:dateTime that the header states. */
  readonly date: string;
}

export function exportOpenDrive(place: Place, { name, date }: OpenDriveOptions): string {
  const line = roadLineOf(place);
  const section = roadSectionOf(place, line);
  const header = element('header', { revMajor: 1, revMinor: 7, name, version: '1.0', date, vendor: 'nearmiss' });
  return writeXml(element('OpenDRIVE', {}, header, roadOf(line, section, place)));
}

function roadOf(line: RoadLine, section: RoadSection, place: Place): XmlElement {
  return element(
    'road',
    { name: place.spec.layout, length: line.length, id: ROAD_ID, junction: '-1', rule: section.rule },
    element('type', { s: 0, type: 'unknown' }),
    element('planView', {}, ...line.pieces.map(geometryOf)),
    place.camber === undefined ? undefined : lateralProfileOf(place.camber),
    element('lanes', {}, element('laneOffset', { s: 0, a: section.centre, b: 0, c: 0, d: 0 }), sectionOf(section)),
    objectsOf(section.apart, line),
  );
}

function geometryOf({ s, position: [x, y], heading: hdg, length, curvature }: RoadPiece): XmlElement {
  return element(
    'geometry',
    { s, x, y, hdg, length },
    // A curvature of a millionth matters over hundreds of metres, so it is written in full.
    curvature === 0 ? element('line') : element('arc', { curvature: String(curvature) }),
  );
}

function sectionOf({ lanes }: RoadSection): XmlElement {
  const side = (name: string, chosen: readonly RoadLane[]): XmlElement | undefined =>
    chosen.length === 0 ? undefined : element(name, {}, ...chosen.map(laneOf));
  return element(
    'laneSection',
    { s: 0 },
    side(
      'left',
      lanes.filter(({ id }) => id > 0),
    ),
    element('center', {}, element('lane', { id: 0, type: 'none', level: false })),
    side(
      'right',
      lanes.filter(({ id }) => id < 0),
    ),
  );
}

function laneOf({ id, type, width, lane }: RoadLane): XmlElement {
  return element(
    'lane',
    { id, type, level: false },
    element('width', { sOffset: 0, a: width, b: 0, c: 0, d: 0 }),
    lane === undefined ? undefined : element('userData', { code: 'nearmiss.lane', value: lane.id }),
  );
}

function objectsOf(apart: readonly Lane[], line: RoadLine): XmlElement | undefined {
  const crossings = apart.filter(({ kind }) => kind === 'crossing');
  if (crossings.length === 0) return undefined;
  return element('objects', {}, ...crossings.map((lane, i) => crosswalkOf(lane, i, line)));
}

/** Its outline in the object's own frame: u along the road, v to the left. */
function crosswalkOf({ id, centerline, width }: Lane, index: number, line: RoadLine): XmlElement {
  const ends = [centerline[0], centerline.at(-1)].map((point) => line.project(point?.[0] ?? 0, point?.[1] ?? 0));
  const [s, t] = [((ends[0]?.s ?? 0) + (ends[1]?.s ?? 0)) / 2, ((ends[0]?.t ?? 0) + (ends[1]?.t ?? 0)) / 2];
  const across = Math.abs((ends[1]?.t ?? 0) - (ends[0]?.t ?? 0));
  const corners = [
    [-width / 2, -across / 2],
    [width / 2, -across / 2],
    [width / 2, across / 2],
    [-width / 2, across / 2],
  ];
  return element(
    'object',
    { id: index, name: id, type: 'crosswalk', s, t, zOffset: 0, hdg: 0, orientation: 'none', length: width, width: across },
    element(
      'outlines',
      {},
      element(
        'outline',
        { id: 0, closed: true },
        ...corners.map(([u, v], i) => element('cornerLocal', { id: i, u, v, z: 0, height: 0 })),
      ),
    ),
  );
}
