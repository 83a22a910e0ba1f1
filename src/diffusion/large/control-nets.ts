/** ControlNets beside the U-Net. */
import type { Block, FloatBlock, Port } from '#nn/engines/onnx-model';
import { timed } from './blocks.js';
import { type Network, needShape, outputsOf } from './ports.js';

/** What each ControlNet adds to the U-Net, summed, under the U-Net's names: outputs and inputs follow each other in the same order. */
export async function residualsOf(
  nets: readonly Network[],
  ports: readonly Port[],
  basic: Readonly<Record<string, Block>>,
  controls: readonly Block[],
  scale: number,
): Promise<Readonly<Record<string, Block>>> {
  const sums = new Map<string, FloatBlock>();
  const count = (basic.sample as Block).shape[0] as number;
  for (const [n, net] of nets.entries()) {
    const scales = net.model.inputs.some(({ name }) => name === 'conditioning_scale');
    const inputs = { ...basic, controlnet_cond: controls[n] as Block, conditioning_scale: { shape: [], values: [scale] } };
    const given = await outputsOf(net, timed(net, inputs, count));
    for (const [i, { name }] of net.model.outputs.entries()) {
      const { shape, values } = given[name] as FloatBlock;
      const port = ports[i] as Port;
      needShape(net.file, port, shape);
      const before = sums.get(port.name)?.values;
      const scaled = values.map((value, k) => (before?.[k] ?? 0) + (scales ? 1 : scale) * value);
      sums.set(port.name, { shape, values: scaled });
    }
  }
  return Object.fromEntries(sums);
}
