/**
 * The words between nearmiss and an external system: one JSON object a line, each answered by one line, in lock-step.
 *
 *     {"type":"hello","protocol":1,"nearmiss":"0.1.0"}   {"type":"ready","name":"mine","version":"2.1","rateHz":20,"cameras":[]}
 *     {"type":"begin", ...Episode}                        {"type":"ok"}
 *     {"type":"observe", ...SutObservation}               {"type":"control","acceleration":-2.5}
 *     {"type":"end","outcome":"over"}                     {"type":"ok"}
 *     {"type":"bye"}                                      and the process ends
 */
import type { Episode, ObservedPicture, SutControl, SutObservation } from '#contracts/sut';
import { infrastructureError, type NearmissError } from '#core/errors';
import type { Vec3 } from '#core/pose';

export const PROTOCOL = 1;
/** A system may be asked so often a second. */
const RATES_HZ = [1, 1000] as const;
/** A line longer than this is no answer, characters. */
export const LONGEST_LINE = 1_000_000;

export interface Ready {
  readonly name: string;
  readonly version: string;
  readonly rateHz: number;
  readonly cameras: readonly string[];
}

export type ToSut =
  | { readonly type: 'hello'; readonly protocol: number; readonly nearmiss: string }
  | ({ readonly type: 'begin' } & Episode)
  | ({ readonly type: 'observe' } & Omit<SutObservation, 'pictures'> & { readonly pictures: readonly SentPicture[] })
  | { readonly type: 'end' }
  | { readonly type: 'bye' };

/** Rows from the top, RGB, in base64. */
export type SentPicture = Omit<ObservedPicture, 'rgb'> & { readonly rgb: string };

export function lineOf(message: ToSut): string {
  return `${JSON.stringify(message)}\n`;
}

export function observeMessage({ pictures, ...rest }: SutObservation): ToSut {
  const sent = pictures.map(({ rgb, ...picture }) => ({ ...picture, rgb: Buffer.from(rgb).toString('base64') }));
  return { type: 'observe', ...rest, pictures: sent };
}

/** @throws NearmissError NM7602 (exit 3) where it is something else */
export function readReady(line: string): Ready {
  const { type, name, version, rateHz, cameras = [] } = parsed(line);
  if (type !== 'ready') throw unexpected(line, '"ready"');
  if (typeof name !== 'string' || name === '') throw unexpected(line, 'a "name"');
  if (typeof rateHz !== 'number' || !(rateHz >= RATES_HZ[0] && rateHz <= RATES_HZ[1]))
    throw unexpected(line, `a "rateHz" from ${RATES_HZ[0]} to ${RATES_HZ[1]}`);
  if (!Array.isArray(cameras) || cameras.some((each) => typeof each !== 'string'))
    throw unexpected(line, '"cameras" as a list of sensor names');
  return { name, version: typeof version === 'string' ? version : '', rateHz, cameras: cameras as string[] };
}

/** @throws NearmissError NM7602 (exit 3) */
export function readOk(line: string): void {
  if (parsed(line).type !== 'ok') throw unexpected(line, '"ok"');
}

/** @throws NearmissError NM7602 (exit 3) */
export function readControl(line: string): SutControl {
  const given = parsed(line);
  if (given.type !== 'control') throw unexpected(line, '"control"');
  return checkControl(given, line);
}

/** @param shown where it came from, for the message @throws NearmissError NM7602 (exit 3) for numbers that are none */
export function checkControl(given: Readonly<Record<string, unknown>>, shown: string): SutControl {
  const { acceleration, lateralSpeed, velocity, note } = given;
  const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  for (const [name, value] of Object.entries({ acceleration, lateralSpeed }))
    if (value !== undefined && !number(value)) throw unexpected(shown, `"${name}" as a number`);
  if (velocity !== undefined && !(Array.isArray(velocity) && velocity.length === 3 && velocity.every(number)))
    throw unexpected(shown, '"velocity" as three numbers');
  if (note !== undefined && (typeof note !== 'string' || note.length > 60))
    throw unexpected(shown, '"note" as a text of at most 60 characters');
  return {
    ...(acceleration === undefined ? {} : { acceleration: acceleration as number }),
    ...(lateralSpeed === undefined ? {} : { lateralSpeed: lateralSpeed as number }),
    ...(velocity === undefined ? {} : { velocity: velocity as unknown as Vec3 }),
    ...(note === undefined ? {} : { note: note as string }),
  };
}

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw unexpected(line, 'a JSON object');
}

function unexpected(line: string, wanted: string): NearmissError {
  const shown = line.length > 120 ? `${line.slice(0, 120)}...` : line;
  return infrastructureError('NM7602', `the system under test answered ${shown} where ${wanted} belongs`, 'see docs/sut.md');
}
