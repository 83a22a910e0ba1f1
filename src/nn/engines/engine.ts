/** What runs a graph. */
import type { Graph, Tensor } from '../graph/graph.js';

export type Values = Float32Array | Int32Array;

export interface Engine {
  /** What it is and on what it runs, for reports. */
  readonly about: string;
  /** @param outputs what a run gives back, by name */
  compile(graph: Graph, outputs: Readonly<Record<string, Tensor>>): Promise<Program>;
}

export interface Program {
  /** Every input of the graph that the outputs need, by name, rows last axis fastest. What comes back is the caller's. */
  run(inputs: Readonly<Record<string, Values>>): Promise<Readonly<Record<string, Values>>>;
  release(): Promise<void>;
}

/** The output of that name as numbers. @throws RangeError when there is none. */
export function floatsOf(outputs: Readonly<Record<string, Values>>, name: string): Float32Array {
  const values = outputs[name];
  if (!(values instanceof Float32Array)) throw new RangeError(`no float32 output ${name}`);
  return values;
}
