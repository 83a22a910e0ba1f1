/** Differences along flow: none where a picture moves by its flow, all of it where it changes. */
import { expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { type FlowingFrame, warpedDifference } from '#diffusion/measure/steadiness';

const [width, height] = [40, 20];
const SHIFT = 4;
const random = randomRoot('texture');
const texture = Uint8Array.from({ length: 3 * width * height }, () => 60 + random.index(120));

function frame(by: number, factor = 1): FlowingFrame {
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        rgb[3 * (y * width + x) + c] = Math.min(
          255,
          factor * (texture[3 * (y * width + ((x - by + width) % width)) + c] as number),
        );
  const flow = Float32Array.from({ length: 2 * width * height }, (_, i) => (i % 2 === 0 ? SHIFT : 0));
  return {
    width,
    height,
    rgb,
    flow,
    semantic: new Uint8Array(width * height).fill(1),
    instance: new Uint16Array(width * height),
  };
}

it('is nothing for what moves as its flow says', () => {
  const { pixels, sum } = warpedDifference(frame(0), frame(SHIFT));
  expect(pixels).toBe(((width - SHIFT) / 2) * (height / 2));
  expect(sum).toBe(0);
});

it('sees a picture that gets lighter, and one that does not move', () => {
  const lighter = warpedDifference(frame(0), frame(SHIFT, 1.4));
  expect(lighter.sum / lighter.pixels).toBeGreaterThan(0.3);
  const still = warpedDifference(frame(0), frame(0));
  expect(still.sum / still.pixels).toBeGreaterThan(0.3);
});

it('leaves out what is another body where the flow leads', () => {
  const next = frame(SHIFT);
  next.semantic.fill(2);
  expect(warpedDifference(frame(0), next)).toEqual({ pixels: 0, sum: 0 });
});
