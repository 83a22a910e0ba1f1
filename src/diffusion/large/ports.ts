/** Whether an exported network takes and gives what the pass knows; told before anything runs. */
import { type NearmissError, usageError } from '#core/errors';
import type { Block, FloatBlock, OnnxModel, Port } from '#nn/engines/onnx-model';

/** A network, by the name of its file. */
export interface Network {
  readonly file: string;
  readonly model: OnnxModel;
}

const NUMBERS = ['float32', 'float16', 'int32', 'int64'];

/** The input or output of the first of those names. @throws NearmissError NM8403 when there is none of them */
export function portOf({ file, model }: Network, side: 'inputs' | 'outputs', names: readonly string[]): Port {
  const port = names.flatMap((name) => model[side].filter((each) => each.name === name))[0];
  if (port === undefined) {
    const verb = side === 'inputs' ? 'takes' : 'gives';
    throw foreign(file, `it ${verb} ${model[side].map(described).join(', ') || 'nothing'}, and no ${names.join(' or ')}`);
  }
  return port;
}

/** @throws NearmissError NM8403 unless every input is among the known ones and of numbers */
export function needKnown({ file, model }: Network, known: readonly string[]): void {
  for (const port of model.inputs) {
    if (!known.includes(port.name)) throw foreign(file, `it takes ${described(port)}, which the pass doesn't have`);
    if (!NUMBERS.includes(port.element)) throw foreign(file, `its input ${port.name} takes ${port.element}`);
  }
}

/** @param shape what is to be fed, undefined where it isn't known yet @throws NearmissError NM8403 */
export function needShape(file: string, port: Port, shape: readonly (number | undefined)[]): void {
  const fits =
    port.shape.length === shape.length &&
    port.shape.every((size, axis) => size === undefined || shape[axis] === undefined || size === shape[axis]);
  if (!fits) throw foreign(file, `${described(port)} should be ${shapeText(shape)}`);
}

/** Runs it. @throws NearmissError NM8403 when it can't, NM8406 when what it gives isn't made of numbers */
export async function outputsOf(
  { file, model }: Network,
  inputs: Readonly<Record<string, Block>>,
): Promise<Readonly<Record<string, FloatBlock>>> {
  const outputs = await model.run(inputs).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw foreign(file, `it fails: ${why.split('\n')[0]}`);
  });
  for (const { values } of Object.values(outputs)) if (!values.every(Number.isFinite)) throw notNumbers(file);
  return outputs;
}

function notNumbers(file: string): NearmissError {
  const hint = 'half precision may not reach far enough for it: export it in float32';
  return usageError('NM8406', `${file} gave something that is no number`, hint);
}

export function foreign(file: string, what: string): NearmissError {
  return usageError('NM8403', `${file} has another signature: ${what}`, 'docs/large-models.md has the signatures that work');
}

function described({ name, element, shape }: Port): string {
  return `${name} (${element} ${shapeText(shape)})`;
}
function shapeText(shape: readonly (number | undefined)[]): string {
  return `[${shape.map((size) => size ?? '?').join(' x ')}]`;
}
