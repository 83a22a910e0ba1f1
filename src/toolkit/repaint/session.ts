/** A model, its engine and the gate, opened once and used for frame after frame. */
import type { ConcreteDiffusion, RepaintedBy, RepaintedFrame, RepaintInput } from '#contracts/repaint';
import { usageError } from '#core/errors';
import type { RandomStream } from '#core/random';
import { repaintCarefully } from '#diffusion/careful';
import { groupTable } from '#diffusion/field/groups';
import { frameOf } from '#diffusion/frame';
import { promptOf } from '#diffusion/model/prompt-of';
import { refusalsOf } from '#diffusion/refusals';
import { ontology } from '#labels/index';
import type { EngineOptions } from '#nn/engines/choose';
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
  readonly engine?: EngineOptions;
  /** The gate when missing. */
  readonly judge?: OpenJudge;
  /** Told when the provider asked for isn't the one in use. */
  onFallback?(why: string): void;
}

/** @throws NearmissError as `FoundModel.open` */
export async function openRepaintSession(
  found: FoundModel,
  { engine: options = {}, judge: given, onFallback }: SessionOptions = {},
): Promise<RepaintSession> {
  const { repainter, chosen } = await found.open(options);
  const { provider } = options;
  const refused = provider === undefined ? undefined : chosen.others[provider];
  if (refused !== undefined) onFallback?.(`${provider} can't be used here (${refused}); going on with ${chosen.on}`);
  const judge = given ?? (await openJudge(chosen.engine));
  const groups = groupTable(ontology.classes);
  const by = { model: found.name, sha256: found.sha256, engine: chosen.engine.about, gate: judge.sha256 };
  return {
    by,
    async frame({ annotations, layers }, { strength, steps, guidance, prompt: asked }, random) {
      refuseStyle(asked.style, found);
      const prompt = { ...promptOf(annotations.medium), ...asked };
      const frame = frameOf(layers, annotations.view, groups, annotations.medium);
      const { rgb, ...made } = await repaintCarefully(repainter, judge, frame, { strength, steps, guidance, prompt }, random);
      const nameOf = (instance: number) => annotations.objects.find(({ track }) => track === instance)?.id;
      const violations = made.outcome === 'dropped' ? refusalsOf(made.validity, nameOf) : [];
      return { rgb, repaint: { ...by, ...made, steps, guidance, prompt }, violations };
    },
    async close() {
      await repainter.close();
      await judge.close();
    },
  };
}

/** @throws NearmissError NM8224 (exit 2) */
export function refuseStyle(style: string | undefined, { name, styles }: Pick<FoundModel, 'name' | 'styles'>): void {
  if (style === undefined || styles === undefined || styles.includes(style)) return;
  const hint = styles.length === 0 ? 'it has none' : `its styles: ${styles.join(', ')}`;
  throw usageError('NM8224', `the model ${name} has no style "${style}"`, hint);
}
