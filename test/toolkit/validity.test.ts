/** The gate's report: counts that can be counted by hand. */
import { describe, expect, it } from 'vitest';
import type { Attempt, FrameRepaint, Outcome } from '#contracts/repaint';
import type { SegmentValidity } from '#contracts/validity';
import type { FrameNote } from '../../src/toolkit/repaint/validity/notes.js';
import { validityPage } from '../../src/toolkit/repaint/validity/page.js';
import { tallyOf } from '../../src/toolkit/repaint/validity/tally.js';

function segment(instance: number, name: string, height: number, failed: SegmentValidity['failed'] = []): SegmentValidity {
  const box = { x: 10, y: 20, width: 8, height };
  const measured = { boundary: failed.includes('boundary') ? 0.2 : 0.9, disappearance: 0.8 };
  return { instance, class: name, box, pixels: 8 * height, safety: name === 'person', measured, failed };
}
const attempt = (strength: number, ...segments: SegmentValidity[]): Attempt => ({
  strength,
  validity: { segments, hallucinations: [], valid: segments.every(({ failed }) => failed.length === 0) },
});
type Tried = Attempt;

function note(frame: number, outcome: Outcome, weather: 'fog' | 'snow', ...tried: Tried[]): FrameNote {
  const by = { model: 'tiny', sha256: 'a', engine: 'e', gate: 'g', steps: 6, guidance: 1, prompt: { weather } };
  const repaint: FrameRepaint = { ...by, outcome, ...(tried.at(-1) as Tried), refused: tried.slice(0, -1) };
  return { sample: '000000', sensor: 'front', frame, picture: `samples/000000/front/rgb/00000${frame}.png`, repaint };
}
async function* each(notes: readonly FrameNote[]): AsyncIterable<FrameNote> {
  yield* notes;
}

const NOTES = [
  note(0, 'kept', 'fog', attempt(0.8, segment(1, 'car', 40), segment(0, 'road', 100))),
  note(
    1,
    'repaired',
    'snow',
    attempt(0.8, segment(1, 'car', 40, ['boundary']), segment(2, 'person', 12)),
    attempt(0.48, segment(1, 'car', 40), segment(2, 'person', 12)),
  ),
  note(
    2,
    'dropped',
    'snow',
    attempt(0.8, segment(2, 'person', 300, ['boundary'])),
    attempt(0.48, segment(2, 'person', 300, ['boundary'])),
    attempt(0.288, segment(2, 'person', 300, ['boundary', 'disappearance'])),
  ),
];

describe('the tally', () => {
  it('counts frames by outcome and instances at the strength that was asked for', async () => {
    const report = await tallyOf(each(NOTES));
    expect(report.frames).toEqual({ kept: 1, repaired: 1, dropped: 1 });
    expect(report.byClass).toEqual([
      { name: 'car', seen: 2, valid: 1 },
      { name: 'person', seen: 2, valid: 1 },
    ]);
    expect(report.bySize).toEqual([
      { name: '0 to 16 px', seen: 1, valid: 1 },
      { name: '32 to 64 px', seen: 2, valid: 1 },
      { name: '256 px and more', seen: 1, valid: 0 },
    ]);
    expect(report.byWeather).toEqual([
      { name: 'fog', seen: 1, valid: 1 },
      { name: 'snow', seen: 3, valid: 1 },
    ]);
    expect(report.stuff).toEqual([{ name: 'road', seen: 1, valid: 1 }]);
    expect(report.tests).toEqual([
      { name: 'boundary', seen: 5, valid: 3 },
      { name: 'disappearance', seen: 5, valid: 5 },
    ]);
  });

  it('counts strengths over all attempts', async () => {
    expect((await tallyOf(each(NOTES))).byStrength).toEqual([
      { name: '0.2 to 0.3', seen: 1, valid: 0 },
      { name: '0.4 to 0.5', seen: 3, valid: 2 },
      { name: '0.8 to 0.9', seen: 4, valid: 2 },
    ]);
  });

  it('names the worst first: what was dropped, then what was repaired', async () => {
    const { worst } = await tallyOf(each(NOTES));
    expect(worst.map(({ frame, outcome, instance, why }) => [frame, outcome, instance, why])).toEqual([
      [2, 'dropped', 2, ['boundary 0.20']],
      [1, 'repaired', 1, ['boundary 0.20']],
    ]);
  });

  it('counts pictures that were taken of those that were painted, and what appeared in them', async () => {
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const appeared = { segments: [], hallucinations: [{ class: 'person', box, pixels: 9 }], valid: false };
    const notes = [...NOTES, note(3, 'repaired', 'fog', { strength: 0.8, validity: appeared }, attempt(0.48))];
    const report = await tallyOf(each(notes));
    expect(report.hallucinations).toBe(1);
    expect(report.attempts).toEqual([
      { name: '0.2 to 0.3', seen: 1, valid: 0 },
      { name: '0.4 to 0.5', seen: 3, valid: 2 },
      { name: '0.8 to 0.9', seen: 4, valid: 1 },
    ]);
    expect(report.worst.at(-1)).toMatchObject({ frame: 3, class: 'person', why: ['appeared'], box });
  });

  it('is empty where there is nothing', async () => {
    const report = await tallyOf(each([]));
    expect(report).toMatchObject({ frames: { kept: 0, repaired: 0, dropped: 0 }, byClass: [], worst: [] });
    expect(validityPage(report)).toContain('0 repainted frames');
  });
});

describe('the page', () => {
  it('names what is in the report, and nothing of it as markup', async () => {
    const odd = note(3, 'dropped', 'fog', attempt(0.8, segment(9, '<script>', 30, ['boundary'])));
    const page = validityPage(await tallyOf(each([...NOTES, odd])));
    expect(page).toContain('000000/front/000002');
    expect(page).toContain('boundary 0.20');
    expect(page).not.toContain('<script>');
    expect(page).not.toMatch(/https?:/);
  });
});
