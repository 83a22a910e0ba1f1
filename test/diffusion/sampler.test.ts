/** The sampler against closed forms: where the denoiser knows the answer, it is found; strength 0 changes nothing. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { sample } from '#diffusion/model/sampler';
import { mixAt } from '#diffusion/model/schedule';

const COUNT = 64;
const normals = (name: string): Float32Array => {
  const random = randomRoot(name);
  return Float32Array.from({ length: COUNT }, () => random.normal());
};

it('variance stays one from picture to noise', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (time) => {
      const { picture, noise } = mixAt(time);
      expect(picture * picture + noise * noise).toBeCloseTo(1, 12);
    }),
  );
});

it('a denoiser that knows the picture leads to it, in any number of steps', async () => {
  const goal = normals('goal');
  for (const steps of [1, 2, 4, 8]) {
    // v = picture noise - noise picture, with the noise that is left when the picture is taken out.
    const found = await sample(normals('noise'), { strength: 1, steps }, async (noisy, time) => {
      const { picture, noise } = mixAt(time);
      return noisy.map((x, i) => {
        const rest = (x - picture * (goal[i] as number)) / noise;
        return picture * rest - noise * (goal[i] as number);
      });
    });
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(goal[i] as number, 4);
  }
});

it('for pictures that are normal numbers, the ideal denoiser keeps their variance', async () => {
  // Of x = picture p + noise n with p of variance s^2: E[p | x] is linear, and so is v.
  const spread = 0.5;
  const ideal = async (noisy: Float32Array, time: number): Promise<Float32Array> => {
    const { picture, noise } = mixAt(time);
    const total = picture * picture * spread * spread + noise * noise;
    return noisy.map((x) => ((picture * noise - noise * picture * spread * spread) / total) * x);
  };
  const random = randomRoot('many');
  const noise = Float32Array.from({ length: 20_000 }, () => random.normal());
  const found = await sample(noise, { strength: 1, steps: 64 }, ideal);
  const variance = found.reduce((sum, x) => sum + x * x, 0) / found.length;
  expect(Math.abs(variance - spread * spread)).toBeLessThan(0.02);
});

it('strength 0 changes nothing, whatever the denoiser says', async () => {
  const found = await sample(normals('noise'), { strength: 0, steps: 4 }, async (noisy) => noisy.map(() => 7));
  expect(found.every((value) => value === 0)).toBe(true);
});
