/** An event camera's packets: where it became brighter, where darker. */
import type { ObservationOf } from '#contracts/observation';
import { css, type Rgb } from './colors.js';
import { flatPicture } from './pictures.js';
import { swatch } from './returns.js';
import { round } from './text.js';

type Packet = ObservationOf<'event-camera'>;
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}
const ON: Rgb = [255, 167, 38];
const OFF: Rgb = [79, 140, 255];
const NONE: Rgb = [64, 64, 66];
/** So many more of one sign give the full colour. */
const FULL = 4;

/** @param size of the sensor, px; where it isn't known, as far as events reach */
export async function eventCameraHtml(packets: readonly Packet[], size: PictureSize | undefined): Promise<string> {
  const known = size ?? extentOf(packets);
  const cards: string[] = [];
  for (const packet of packets) cards.push(await packetHtml(packet, known));
  const legend = [swatch(css(ON), 'brighter'), swatch(css(OFF), 'darker'), swatch(css(NONE), 'as many of both, or none')];
  return `<div class="facts legend">${legend.join('')}</div><div class="scans">${cards.join('')}</div>`;
}

async function packetHtml(packet: Packet, { width, height }: PictureSize): Promise<string> {
  const { count, values, columns } = packet;
  const on = columns.polarity.reduce((sum, polarity) => sum + (polarity > 0 ? 1 : 0), 0);
  const period = values.period[0] as number;
  const facts = [
    `packet <b>${packet.index}</b>`,
    `t = <b>${round(packet.timeNs / 1e9, 2)} s</b>`,
    `events <b>${count}</b>`,
    `brighter <b>${on}</b>`,
    `darker <b>${count - on}</b>`,
    `<b>${rate(count / period)}</b> events/s`,
    `over <b>${round(1000 * period, 0)} ms</b>`,
  ];
  const picture = await flatPicture(eventPixels(packet, { width, height }), width, height);
  return `<article class="frame"><div class="shot events"><img alt="packet ${packet.index}" src="${picture}"></div>
<div class="caption">${facts.map((fact) => `<span>${fact}</span>`).join('')}</div></article>`;
}

/** Each pixel's balance of both signs. @returns RGB */
export function eventPixels({ columns, count }: Packet, { width, height }: PictureSize): Uint8Array {
  const balance = new Int32Array(width * height);
  for (let row = 0; row < count; row++) {
    const pixel = (columns.y[row] as number) * width + (columns.x[row] as number);
    balance[pixel] = (balance[pixel] as number) + (columns.polarity[row] as number);
  }
  const rgb = new Uint8Array(3 * balance.length);
  balance.forEach((sum, pixel) => {
    rgb.set(shade(sum), 3 * pixel);
  });
  return rgb;
}

function shade(balance: number): Rgb {
  if (balance === 0) return NONE;
  const strength = 0.4 + (0.6 * Math.min(FULL, Math.abs(balance))) / FULL;
  const full = balance > 0 ? ON : OFF;
  const channel = (i: 0 | 1 | 2): number => Math.round(NONE[i] + (full[i] - NONE[i]) * strength);
  return [channel(0), channel(1), channel(2)];
}

function extentOf(packets: readonly Packet[]): PictureSize {
  const most = (values: Uint16Array): number => values.reduce((far, value) => Math.max(far, value), 0);
  return {
    width: 1 + Math.max(0, ...packets.map(({ columns }) => most(columns.x))),
    height: 1 + Math.max(0, ...packets.map(({ columns }) => most(columns.y))),
  };
}

function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${round(perSecond / 1e6, 2)} M`;
  return perSecond >= 1e4 ? `${round(perSecond / 1e3, 0)} k` : round(perSecond, 0);
}
