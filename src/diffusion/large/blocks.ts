/** Numbers put together as networks want them. */
import type { Block } from '#nn/engines/onnx-model';
import type { Network } from './ports.js';

/** Exports take single numbers as such, as a list of one, or one for each picture. */
export function timed(
  { model }: Network,
  inputs: Readonly<Record<string, Block>>,
  count: number,
): Readonly<Record<string, Block>> {
  const fitted = model.inputs.map(({ name, shape }): [string, Block] => {
    const block = inputs[name] as Block;
    if (block.shape.length > 0 || shape.length === 0) return [name, block];
    const length = name === 'timestep' ? (shape[0] ?? count) : 1;
    return [name, { shape: [length], values: new Array<number>(length).fill(block.values[0] as number) }];
  });
  return Object.fromEntries(fitted);
}

export function repeated(values: Float32Array, count: number): Float32Array {
  return joined(new Array<Float32Array>(count).fill(values));
}
export function joined(parts: readonly Float32Array[]): Float32Array {
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) return first;
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
