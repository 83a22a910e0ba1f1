/** Event cameras: changes of light, pixel by pixel, from linear-light pictures that follow each other fast enough. */
import { OBSERVATIONS } from '#contracts/observation';
import type { SensorModel } from '#contracts/sensor';
import type { RandomStream } from '#core/random';
import { headingAt } from '../observed.js';
import { type EventList, eventList } from './events.js';
import { instants, lightAt } from './pictures.js';
import { createPixels } from './pixels.js';

/** Pictures under way at once: one being drawn, one being sent. */
const AHEAD = 2;

export const eventCamera: SensorModel<'event-camera'> = {
  type: 'event-camera',
  about: OBSERVATIONS['event-camera'].about,
  draws: OBSERVATIONS['event-camera'].from,
  open(input) {
    const { sensor, random } = input;
    const pixels = createPixels(sensor, random.child('pixels'));
    let doneNs: number | undefined;
    /** @returns how many pictures it took */
    const through = async (fromNs: number, untilNs: number, chance: RandomStream, found: EventList): Promise<number> => {
      const times = await instants(input, fromNs, untilNs);
      const coming: Promise<Float32Array>[] = [];
      const ask = (at: number | undefined): void => {
        if (at === undefined) return;
        const picture = lightAt(input, at);
        // Its failure is told when its turn comes, or by the one before it.
        picture.catch(() => {});
        coming.push(picture);
      };
      for (let i = 0; i < AHEAD; i++) ask(times[i]);
      for (const [i, at] of times.entries()) {
        const light = (await coming.shift()) as Float32Array;
        ask(times[i + AHEAD]);
        pixels.advance(light, at / 1e9, chance, found);
      }
      doneNs = untilNs;
      return times.length;
    };
    /** It has looked for a period already: no pixel begins at a level that all others begin at too. */
    const warmUp = async (timeNs: number): Promise<void> => {
      const fromNs = instant(tickOf(timeNs, sensor.rateHz) - 1, sensor.rateHz);
      pixels.settle(await lightAt(input, fromNs), fromNs / 1e9);
      await through(fromNs, timeNs, random.child('before').child(timeNs), eventList());
    };
    return {
      async observe(index, timeNs) {
        const endNs = instant(tickOf(timeNs, sensor.rateHz) + 1, sensor.rateHz);
        if (doneNs !== timeNs) await warmUp(timeNs);
        const found = eventList();
        const pictures = await through(timeNs, endNs, random.child('noise').child(index), found);
        return {
          kind: 'event-camera',
          ...headingAt(input, index, timeNs),
          arrivalNs: endNs + Math.round(sensor.latency * 1e9),
          count: found.count,
          columns: found.columns(timeNs / 1e9, endNs / 1e9, sensor.width),
          values: { period: [(endNs - timeNs) / 1e9], pictures: [pictures] },
        };
      },
    };
  },
};

/** Packets begin at whole numbers of periods since the scenario's start. */
function tickOf(timeNs: number, rateHz: number): number {
  return Math.round((timeNs * rateHz) / 1e9);
}
function instant(tick: number, rateHz: number): number {
  return Math.round((tick / rateHz) * 1e9);
}
