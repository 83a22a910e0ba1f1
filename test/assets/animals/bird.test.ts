import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { lookOf, volumeOf } from '../shape.js';

describe.each([['goose'], ['raptor']])('a %s', (species) => {
  const look = lookOf('bird', 11, { species, span: 1.5 });
  const model = bodyAssets.get('bird').build(look);

  it('shows its faces outwards, wings and tail too', () => {
    for (const part of model.parts) expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
  });

  it('is as wide as its span says, and beats both wings alike', () => {
    const outer = model.parts.find(({ name }) => name === 'left outer wing')?.mesh.positions ?? new Float32Array();
    const reach = Math.max(...Array.from(outer).filter((_, i) => i % 3 === 1));
    // Half the body between the wings, and the inner wing.
    expect(2 * (0.08 + (1.5 - 0.16) / 4 + reach)).toBeGreaterThan(1.42);
    expect(2 * (0.08 + (1.5 - 0.16) / 4 + reach)).toBeLessThan(1.56);
    const [, left, , right] = model.pose({ gait: 'flap', phase: 0.1, speed: 12, channels: {} }).parts;
    const lift = (part: typeof left): number => Math.abs(part?.kind === 'rigid' ? (part.matrix[9] as number) : 0);
    expect(lift(left)).toBeGreaterThan(0.1);
    expect(lift(right)).toBeCloseTo(lift(left), 12);
  });
});

it('has a longer neck as a goose than as a raptor', () => {
  const length = (species: string): number => {
    const positions = bodyAssets.get('bird').build(lookOf('bird', 11, { species, span: 1.5 })).parts[0]?.mesh.positions;
    return Math.max(...Array.from(positions ?? []).filter((_, i) => i % 3 === 0));
  };
  expect(length('goose')).toBeGreaterThan(length('raptor') + 0.2);
});
