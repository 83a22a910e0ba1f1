/** Reverse-mode differentiation: from a scalar back to what it was computed from, as further nodes of the same graph. */
import type { Tensor } from './graph/graph.js';
import { binary } from './graph/primitives.js';
import { sizeOf } from './graph/shape.js';

/**
 * dL/d(each of `wanted`), of their shapes. Needs each wanted tensor to be the very value that the computation used.
 * @throws RangeError when the loss is no scalar, or doesn't depend on one of them.
 */
export function gradients(loss: Tensor, wanted: readonly Tensor[]): readonly Tensor[] {
  if (sizeOf(loss.shape) !== 1) throw new RangeError('only a scalar has a gradient');
  const order = dependents(loss, new Set(wanted.map((tensor) => tensor.id)));
  const slopes = new Map<number, Tensor>([[loss.id, loss.graph.constant(Float32Array.of(1), loss.shape)]]);
  for (const tensor of order) {
    const slope = slopes.get(tensor.id);
    if (slope === undefined || tensor.origin === undefined) continue;
    const back = tensor.origin.gradient(slope);
    for (const [i, input] of tensor.origin.inputs.entries()) {
      const part = back[i];
      if (part === undefined) continue;
      const sofar = slopes.get(input.id);
      slopes.set(input.id, sofar === undefined ? part : binary('Add', sofar, part));
    }
  }
  return wanted.map((tensor) => {
    const slope = slopes.get(tensor.id);
    if (slope === undefined) throw new RangeError(`the loss doesn't depend on a wanted tensor [${tensor.shape.join(' x ')}]`);
    return slope;
  });
}

/** What lies between the wanted tensors and the loss, each before its own inputs. */
function dependents(loss: Tensor, wanted: ReadonlySet<number>): readonly Tensor[] {
  const leadsThere = new Map<number, boolean>();
  const order: Tensor[] = [];
  const visit = (tensor: Tensor): boolean => {
    const known = leadsThere.get(tensor.id);
    if (known !== undefined) return known;
    const below = (tensor.origin?.inputs ?? []).map(visit);
    const leads = wanted.has(tensor.id) || below.includes(true);
    leadsThere.set(tensor.id, leads);
    if (leads) order.push(tensor);
    return leads;
  };
  visit(loss);
  return order.reverse();
}
