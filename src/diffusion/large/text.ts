/** Text to what the U-Net attends to. */
import type { FloatBlock } from '#nn/engines/onnx-model';
import { type Network, needKnown, needShape, outputsOf, portOf } from './ports.js';
import type { Tokenizer } from './tokenizer.js';

export interface Told {
  /** [tokens, width] */
  readonly values: Float32Array;
  readonly tokens: number;
  readonly width: number;
}

/** Each text is encoded once. @throws NearmissError NM8403 for other signatures */
export function openText(encoder: Network, tokenizer: Tokenizer): (text: string) => Promise<Told> {
  const ids = portOf(encoder, 'inputs', ['input_ids']);
  const state = portOf(encoder, 'outputs', ['last_hidden_state']);
  needKnown(encoder, ['input_ids', 'attention_mask']);
  needShape(encoder.file, ids, [1, tokenizer('').length]);
  const known = new Map<string, Promise<Told>>();
  const encode = async (text: string): Promise<Told> => {
    const values = tokenizer(text);
    const shape = [1, values.length];
    // diffusers masks nothing, what fills up neither.
    const block = { input_ids: { shape, values }, attention_mask: { shape, values: values.map(() => 1) } };
    const told = (await outputsOf(encoder, block))[state.name] as FloatBlock;
    return { values: told.values, tokens: values.length, width: told.values.length / values.length };
  };
  return (text) => {
    const told = known.get(text) ?? encode(text);
    known.set(text, told);
    return told;
  };
}
