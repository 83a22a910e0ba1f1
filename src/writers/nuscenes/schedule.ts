/** Key frames at 2 Hz and the sweeps between them, decided before the first picture is taken. */
import type { ObservationInstant } from '#contracts/run';
import type { Channel } from './channels.js';

export const KEY_PERIOD_NS = 500_000_000;

/** Instants are whole nanoseconds. */
const ROUNDING_NS = 1;

/** When the first sample's time 0 is said to be: 2020-01-01T00:00:00Z; each further sample begins an hour later. */
const EPOCH_US = 1_577_836_800_000_000;
const HOUR_US = 3_600_000_000;

/** One file. */
export interface Shot {
  readonly channel: Channel;
  /** The sensor's own count. */
  readonly index: number;
  readonly timeNs: number;
  /** Number of the key frame that it belongs to: its own, or for a sweep the one that follows, at the end the last. */
  readonly sample: number;
  readonly isKey: boolean;
}

export interface Schedule {
  /** Whose instants the key frames have; undefined for a rig without cameras and lidars. */
  readonly reference: Channel | undefined;
  /** Times of the key frames, ns. */
  readonly keys: readonly number[];
  /** By channel, then time; none where there is no key frame. */
  readonly shots: readonly Shot[];
}

interface Track {
  readonly channel: Channel;
  /** Ascending. */
  readonly times: readonly ObservationInstant[];
  /** How far an instant may be from the time that it stands for, ns. */
  readonly reach: number;
}

/**
 * Key frames lie at the reference's instants nearest to 0, 0.5, 1 s, ... of the scenario; every other channel gives its own
 * nearest instant. Nearest means at most half the sensor's own period away, and never more than a quarter of a second; a key
 * frame that would lack a channel is none.
 */
export function scheduleOf(channels: readonly Channel[], instants: readonly ObservationInstant[]): Schedule {
  const tracks = channels.map((channel) => trackOf(channel, instants)).filter(({ times }) => times.length > 0);
  const reference = referenceOf(tracks.map(({ channel }) => channel));
  const track = tracks.find(({ channel }) => channel === reference);
  if (track === undefined) return { reference: undefined, keys: [], shots: [] };
  const taken = new Set<ObservationInstant>();
  const keys: number[] = [];
  const keyOf = new Map<ObservationInstant, number>();
  for (const candidate of candidatesOf(track)) {
    const chosen = tracks.map((each) => (each === track ? candidate : nearest(each, candidate.timeNs)));
    if (!chosen.every((instant) => instant !== undefined && !taken.has(instant))) continue;
    for (const instant of chosen as readonly ObservationInstant[]) {
      taken.add(instant);
      keyOf.set(instant, keys.length);
    }
    keys.push(candidate.timeNs);
  }
  if (keys.length === 0) return { reference, keys, shots: [] };
  const shots = tracks.flatMap(({ channel, times }) =>
    times.map((instant): Shot => {
      const own = keyOf.get(instant);
      const { index, timeNs } = instant;
      return { channel, index, timeNs, sample: own ?? following(keys, timeNs), isKey: own !== undefined };
    }),
  );
  return { reference, keys, shots };
}

/**
 * What is left when some files are missing, because a frame contradicted itself and was kept apart: a key frame without one of its
 * files is none, and the files that it has are sweeps.
 */
export function remaining(
  schedule: Schedule,
  isThere: (shot: Shot) => boolean,
): Schedule & { readonly kept: readonly number[] } {
  const lost = new Set(schedule.shots.flatMap((shot) => (shot.isKey && !isThere(shot) ? [shot.sample] : [])));
  const kept = [...schedule.keys.keys()].filter((key) => !lost.has(key));
  const keys = kept.map((key) => schedule.keys[key] as number);
  const there = keys.length === 0 ? [] : schedule.shots.filter(isThere);
  const shots = there.map((shot): Shot => {
    const own = shot.isKey ? kept.indexOf(shot.sample) : -1;
    return { ...shot, sample: own < 0 ? following(keys, shot.timeNs) : own, isKey: own >= 0 };
  });
  return { reference: schedule.reference, keys, shots, kept };
}

/** Integer, since 1970. */
export function microseconds(sample: string, timeNs: number): number {
  return EPOCH_US + Number(sample) * HOUR_US + Math.round(timeNs / 1000);
}

function trackOf(channel: Channel, instants: readonly ObservationInstant[]): Track {
  const times = instants.filter(({ sensor }) => sensor === channel.sensor);
  const gaps = times.slice(1).map(({ timeNs }, i) => timeNs - (times[i]?.timeNs ?? 0));
  const period = gaps.reduce((a, b) => Math.min(a, b), KEY_PERIOD_NS);
  return { channel, times, reach: Math.ceil(period / 2) + ROUNDING_NS };
}

/** The lidar on top, any lidar, the front camera, any camera. */
function referenceOf(channels: readonly Channel[]): Channel | undefined {
  return (
    channels.find(({ name }) => name === 'LIDAR_TOP') ??
    channels.find(({ modality }) => modality === 'lidar') ??
    channels.find(({ name }) => name === 'CAM_FRONT') ??
    channels.find(({ modality }) => modality === 'camera')
  );
}

function candidatesOf(track: Track): readonly ObservationInstant[] {
  const last = track.times.at(-1)?.timeNs ?? 0;
  const found = new Set<ObservationInstant>();
  for (let at = 0; at <= last + KEY_PERIOD_NS / 2; at += KEY_PERIOD_NS) {
    const instant = nearest(track, at);
    if (instant !== undefined) found.add(instant);
  }
  return [...found];
}

/** The earlier of two that are equally near. */
function nearest({ times, reach }: Track, at: number): ObservationInstant | undefined {
  let best: ObservationInstant | undefined;
  for (const instant of times) {
    const away = Math.abs(instant.timeNs - at);
    if (away <= reach && (best === undefined || away < Math.abs(best.timeNs - at))) best = instant;
  }
  return best;
}

function following(keys: readonly number[], timeNs: number): number {
  const next = keys.findIndex((key) => key >= timeNs);
  return next < 0 ? keys.length - 1 : next;
}
