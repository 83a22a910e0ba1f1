import type { GraphNode, Tensor } from '../graph/graph.js';
import { sizeOf } from '../graph/shape.js';

type Numbers = Float64Array;
type Four = readonly [number, number, number, number];

/** Convolution by its definition: for each output pixel the sum over channels and taps. */
export function convolve(node: GraphNode, [x, w]: readonly Numbers[]): readonly Numbers[] {
  const [input, kernel, output] = [node.inputs[0], node.inputs[1], node.outputs[0]].map(
    (t) => (t as Tensor).shape,
  ) as unknown as [Four, Four, Four];
  const { strides, dilations, pads, group } = node.attributes as {
    strides: number[];
    dilations: number[];
    pads: number[];
    group: number;
  };
  const [n, o, height, width] = output;
  const [, perGroup, kh, kw] = kernel;
  const [, channels, h, wide] = input;
  const result = new Float64Array(sizeOf(output));
  const tapSum = (picture: number, channel: number, out: number, row: number, column: number): number => {
    let sum = 0;
    for (let c = 0; c < perGroup; c++) {
      const from = Math.floor(channel / (o / group)) * perGroup + c;
      for (let ky = 0; ky < kh; ky++) {
        const y = row * (strides[0] as number) + ky * (dilations[0] as number) - (pads[0] as number);
        if (y < 0 || y >= h) continue;
        for (let kx = 0; kx < kw; kx++) {
          const at = column * (strides[1] as number) + kx * (dilations[1] as number) - (pads[1] as number);
          if (at < 0 || at >= wide) continue;
          const value = (x as Numbers)[((picture * channels + from) * h + y) * wide + at] as number;
          sum += value * ((w as Numbers)[((out * perGroup + c) * kh + ky) * kw + kx] as number);
        }
      }
    }
    return sum;
  };
  let at = 0;
  for (let picture = 0; picture < n; picture++) {
    for (let channel = 0; channel < o; channel++) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) result[at++] = tapSum(picture, channel, channel, row, column);
      }
    }
  }
  return [result];
}
