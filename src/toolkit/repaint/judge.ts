/** Who says whether labels still hold: the gate, with the segmenter that ships. */
import { readFile } from 'node:fs/promises';
import { infrastructureError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import type { Judge } from '#diffusion/careful';
import { openGate } from '#diffusion/gate/gate';
import { decodeSegmenter } from '#diffusion/gate/network';
import { ontology } from '#labels/index';
import type { Engine } from '#nn/engines/engine';
import { SEGMENTER } from '../shipped.js';

export interface OpenJudge extends Judge {
  /** Of its weights. */
  readonly sha256: string;
  close(): Promise<void>;
}

/** @throws NearmissError NM8227 (exit 3) where the installation lacks the segmenter's weights */
export async function openJudge(engine: Engine): Promise<OpenJudge> {
  const bytes = await readFile(SEGMENTER).catch((cause: unknown) => {
    const what = `this installation lacks ${SEGMENTER}, which labels are checked with`;
    throw infrastructureError('NM8227', what, 'install nearmiss anew', cause);
  });
  const gate = await openGate({ engine, segmenter: decodeSegmenter(bytes, SEGMENTER), classes: ontology.classes });
  return { ...gate, sha256: sha256Hex(bytes) };
}
