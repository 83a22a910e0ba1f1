/** The whole gate on a made street: what light does passes, every control is caught, by the test that is for it. */
import { describe, expect, it } from 'vitest';
import { gateWith } from '#diffusion/gate/gate';
import { ontology } from '#labels/ontology';
import {
  boxBlurred,
  camouflaged,
  erased,
  gained,
  gammaOf,
  litByLabel,
  litSmoothly,
  melted,
  paintedIn,
  redrawn,
  retextured,
  shifted,
} from './gate/controls.js';
import { byColour, PARKED, STREET, street, WALKER } from './gate/street.js';

const gate = gateWith(byColour, ontology.classes);
const frame = street();
const { seen, rgb } = frame;
const judge = (repainted: Uint8Array) => gate.judge(rgb, repainted, seen);
const walker = async (repainted: Uint8Array) =>
  (await judge(repainted)).segments.find(({ instance }) => instance === WALKER) as NonNullable<
    Awaited<ReturnType<typeof judge>>['segments'][number]
  >;

const LIGHT: Readonly<Record<string, Uint8Array>> = {
  nothing: rgb.slice(),
  ...Object.fromEntries([0.5, 0.7, 1.3, 1.6].map((gain) => [`gain ${gain}`, gained(frame, gain)])),
  ...Object.fromEntries([0.6, 0.8, 1.25, 1.6].map((gamma) => [`gamma ${gamma}`, gammaOf(frame, gamma)])),
  'smooth light': litSmoothly(frame, 0.5, 'smooth'),
  'light by label': litByLabel(frame, 0.2, 'labels'),
};
const CONTROLS: Readonly<Record<string, Uint8Array>> = {
  'the frame moved': shifted(frame, 5, 0),
  'the frame blurred': boxBlurred(boxBlurred(rgb, seen.width, 2), seen.width, 2),
  'a person erased': erased(frame, WALKER),
  'a person in the colours of what is behind': camouflaged(frame, WALKER, 0.25),
  'a person a little smaller': redrawn(frame, WALKER, 0, 0, 0.8),
  'a person a little larger': redrawn(frame, WALKER, 0, 0, 1.25),
  'a person further left': redrawn(frame, WALKER, -8, 0),
  'a person melted': melted(frame, WALKER, 3),
  'a person made of road': retextured(frame, WALKER, { x: 20, y: 120, side: 30 }),
  'a car erased': erased(frame, PARKED),
  'a person painted in': paintedIn(frame, frame, WALKER, { x: 160, foot: 170, scale: 1 }),
  'a person painted before the house': paintedIn(frame, frame, WALKER, { x: 40, foot: 96, scale: 0.8 }),
  'a car painted in': paintedIn(frame, frame, PARKED, { x: 60, foot: 170, scale: 1 }),
};

describe('the gate', () => {
  it.each(Object.keys(LIGHT))('lets through: %s', async (name) => {
    const { segments, hallucinations, valid } = await judge(LIGHT[name] as Uint8Array);
    expect({ failed: segments.filter(({ failed }) => failed.length > 0), hallucinations }).toEqual({
      failed: [],
      hallucinations: [],
    });
    expect(valid).toBe(true);
  });
  it.each(Object.keys(CONTROLS))('catches: %s', async (name) => {
    expect((await judge(CONTROLS[name] as Uint8Array)).valid).toBe(false);
  });
  it('says what failed of whom', async () => {
    const gone = await judge(CONTROLS['a person erased'] as Uint8Array);
    expect(gone.segments.filter(({ failed }) => failed.length > 0)).toMatchObject([
      { instance: WALKER, class: 'person', safety: true, failed: ['boundary', 'silhouette', 'disappearance'] },
    ]);
    expect((await walker(CONTROLS['a person made of road'] as Uint8Array)).failed).toContain('silhouette');
    const [painted] = (await judge(CONTROLS['a person painted in'] as Uint8Array)).hallucinations;
    expect(painted?.class).toBe('person');
    expect(Math.abs((painted?.box.x as number) + (painted?.box.width as number) / 2 - 160)).toBeLessThan(3);
  });
  it('finds something painted in that no network knows by its outline', async () => {
    const grey = frame.rgb.slice();
    for (let y = 120; y < 160; y++) for (let x = 130; x < 150; x++) grey.set([30, 30, 30], 3 * (y * seen.width + x));
    expect((await judge(grey)).hallucinations.map(({ class: name }) => name)).toEqual(['unknown']);
  });
  it('refuses a picture that is all white, all black or all noise, with bodies or without', async () => {
    const empty = street(STREET.filter(({ instance }) => instance === undefined));
    for (const each of [frame, empty]) {
      for (const byte of [0, 128, 255]) {
        expect((await gate.judge(each.rgb, new Uint8Array(rgb.length).fill(byte), each.seen)).valid).toBe(false);
      }
      const noise = Uint8Array.from(rgb, (_, i) => (i * 2654435761) >>> 24);
      expect((await gate.judge(each.rgb, noise, each.seen)).valid).toBe(false);
    }
  });
  it('gives a measure of every labelled piece, people held to more', async () => {
    const { segments } = await judge(rgb);
    expect(segments.map(({ instance, safety }) => [instance, safety])).toEqual([
      [0, false],
      [0, false],
      [WALKER, true],
      [PARKED, false],
      [0, false],
    ]);
    expect((await walker(rgb)).measured).toEqual({ boundary: 1, silhouette: 1, disappearance: 1 });
  });
  it('gives the same verdict for the same bytes', async () => {
    for (const picture of Object.values(CONTROLS)) expect(await judge(picture)).toEqual(await judge(picture.slice()));
  });
  it('refuses pictures of another size', async () => {
    await expect(gate.judge(rgb, rgb.subarray(3), seen)).rejects.toThrow(RangeError);
  });
});
