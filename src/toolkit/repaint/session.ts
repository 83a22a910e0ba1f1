/** A model, its engine and the gate, opened once and used for frame after frame. */
import type { ConcreteDiffusion, RepaintedBy, RepaintedFrame, RepaintInput } from '#contracts/repaint';
import { usageError } from '#core/errors';
import type { RandomStream } from '#core/random';
import { repaintCarefully } from '#diffusion/careful';
import { groupTable } from '#diffusion/field/groups';
import { frameOf } from '#diffusion/frame';
import { promptOf } from '#diffusion/model/prompt-of';
import { openPass } from '#diffusion/pass';
import { refusalsOf } from '#diffusion/refusals';
import { ontology } from '#labels/index';
import { type OnnxOptions, openOnnxEngine } from '#nn/engines/onnx';
import type { FoundModel } from './find-model.js';
import { type OpenJudge, openJudge } from './judge.js';

export interface RepaintSession {
  readonly by: RepaintedBy;
  /** The same input and stream, the same bytes. @param random of the sample */
  frame(
    input: Pick<RepaintInput, 'annotations' | 'layers'>,
    asked: ConcreteDiffusion,
    random: RandomStream,
  ): Promise<RepaintedFrame>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly engine?: OnnxOptions;
  /** The gate when missing. */
  readonly judge?: OpenJudge;
  /** Told when the provider asked for isn't the one in use. */
  onFallback?(why: string): void;
}

/** @throws NearmissError NM8001 without an engine */
export async function openRepaintSession(
  { model, sha256 }: FoundModel,
  { engine: options, judge: given, onFallback }: SessionOptions = {},
): Promise<RepaintSession> {
  const { engine, provider, refused } = await openOnnxEngine(options);
  if (refused !== undefined) onFallback?.(`${options?.provider} can't be used here (${refused}); going on with ${provider}`);
  const pass = openPass(engine, model);
  const judge = given ?? (await openJudge(engine));
  const groups = groupTable(ontology.classes);
  const by = { model: model.card.name, sha256, engine: engine.about };
  return {
    by,
    async frame({ annotations, layers }, { strength, steps, guidance, prompt: asked }, random) {
      refuseStyle(asked.style, model.card.styles, by.model);
      const prompt = { ...promptOf(annotations.medium), ...asked };
      const frame = frameOf(layers, annotations.view, groups);
      const { rgb, ...made } = await repaintCarefully(pass, judge, frame, { strength, steps, guidance, prompt }, random);
      const nameOf = (instance: number) => annotations.objects.find(({ track }) => track === instance)?.id;
      const violations = made.outcome === 'dropped' ? refusalsOf(made.validity, nameOf) : [];
      return { rgb, repaint: { ...by, ...made, steps, guidance, prompt }, violations };
    },
    async close() {
      await pass.close();
      await judge.close();
    },
  };
}

/** @throws NearmissError NM8224 (exit 2) */
export function refuseStyle(style: string | undefined, styles: readonly string[], model: string): void {
  if (style === undefined || styles.includes(style)) return;
  const hint = styles.length === 0 ? 'it has none' : `its styles: ${styles.join(', ')}`;
  throw usageError('NM8224', `the model ${model} has no style "${style}"`, hint);
}
