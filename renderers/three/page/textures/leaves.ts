/** The picture on leaf sprays: leaves of some 9 cm one over another, each with its own brightness, dark where one looks between them. */
import { type RandomStream, randomRoot } from '#core/random';
import type { Brush } from './family.js';

const LEAVES = 300;
/** What is seen between the leaves. */
const GAP = 0.3;

/** Their mean is 1. */
export function paintLeaves({ size, dab }: Brush): void {
  const factors = leafFactors(size);
  for (const [i, factor] of factors.entries()) dab(i % size, Math.floor(i / size), factor);
}

function leafFactors(size: number): Float32Array {
  const random = randomRoot('texture').child('leaves');
  const out = new Float32Array(size * size).fill(GAP);
  for (let i = 0; i < LEAVES; i++) stamp(out, size, i / LEAVES, random.child(i));
  const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
  return out.map((v) => v / mean);
}

/** @param layer 0 deepest, 1 on top */
function stamp(out: Float32Array, size: number, layer: number, random: RandomStream): void {
  const [x, y, angle] = [random.between(0, size), random.between(0, size), random.between(0, 2 * Math.PI)];
  const length = size * random.between(0.035, 0.062);
  const width = length * random.between(0.5, 0.8);
  const tone = (0.55 + 0.6 * layer) * random.between(0.75, 1.3);
  const slope = random.between(-0.28, 0.28);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.ceil(length);
  for (let j = -reach; j <= reach; j++) {
    for (let i = -reach; i <= reach; i++) {
      const [along, across] = [(i * c + j * s) / length, (j * c - i * s) / width];
      const half = 1 - along * along;
      if (half <= 0 || Math.abs(across) > half) continue;
      const rib = Math.abs(across) < 0.1 ? 1.14 : 1;
      const rim = Math.abs(across) > half - 0.16 ? 0.78 : 1;
      const [px, py] = [wrapped(Math.round(x) + i, size), wrapped(Math.round(y) + j, size)];
      out[py * size + px] = tone * rib * rim * (1 + (across > 0 ? slope : -slope));
    }
  }
}

function wrapped(v: number, size: number): number {
  return ((v % size) + size) % size;
}
