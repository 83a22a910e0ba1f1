/** The diffusion pass over a sample: its frames one after the other, in their order, and what became of them. */
import type { Violation } from '#contracts/audit';
import type { LayerSet } from '#contracts/layers';
import type { OutcomeCounts, RepaintedBy, RepaintedFrame, RepaintInput, SampleRepaint } from '#contracts/repaint';
import type { ConcreteScenario } from '#contracts/scenario';
import type { FrameRecord } from '#contracts/writer';
import type { Shard } from './ports.js';

export interface Repainting {
  /** The record with its new picture. Those asked for first come out first: who compares frames sees them in order. */
  frame(scenario: ConcreteScenario, record: FrameRecord): Promise<RepaintedRecord>;
  /** Undefined where there was no frame. */
  summary(): SampleRepaint | undefined;
}

export interface RepaintedRecord {
  readonly record: FrameRecord;
  /** Why it must not be written among the others. */
  readonly refusals: readonly Violation[];
}

/** @returns undefined where pictures stay as they are: nobody asks for it, or there are none */
export function repaintingOf({ plan, ports }: Shard, scenario: ConcreteScenario): Repainting | undefined {
  if (scenario.diffusion === undefined || !plan.layers.includes('rgb')) return undefined;
  const repaint = ports.repaint?.bind(ports);
  if (repaint === undefined) throw new Error('a scenario wants its pictures repainted, and nobody does');
  return repainting(repaint);
}

export function repainting(repaint: (input: RepaintInput) => Promise<RepaintedFrame>): Repainting {
  const counts: Record<keyof OutcomeCounts, number> = { kept: 0, repaired: 0, dropped: 0 };
  let by: RepaintedBy | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const one = async (scenario: ConcreteScenario, record: FrameRecord): Promise<RepaintedRecord> => {
    const { annotations, layers } = record;
    const made = await repaint({ scenario, annotations, layers });
    if (made.rgb.length !== layers.rgb?.length)
      throw new RangeError(`a repainted picture has ${made.rgb.length} bytes, the drawn one ${layers.rgb?.length ?? 0}`);
    const { model, sha256, engine, gate, outcome } = made.repaint;
    by = { model, sha256, engine, gate };
    counts[outcome]++;
    const shown = { ...layers, rgb: made.rgb } as LayerSet;
    const told = { ...annotations, repaint: made.repaint };
    return { record: { ...record, annotations: told, layers: shown }, refusals: made.violations };
  };
  return {
    frame(scenario, record) {
      const mine = turn.then(() => one(scenario, record));
      turn = mine;
      return mine;
    },
    summary: () => by && { ...by, counts },
  };
}
