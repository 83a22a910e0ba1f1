/** The model that a scenario's pictures are to be repainted by, before anything of it is drawn. */
import { REPAINT } from '#contracts/repaint';
import { isStrength } from './draw/randomize-diffusion.js';
import type { Choice } from './language/choice.js';
import type { Scenario } from './load.js';
import type { Position } from './node.js';

export interface AskedModel {
  /** As it is written. */
  readonly model: string;
  readonly at: Position;
  /** The model's own styles that may be asked for. */
  readonly styles: readonly string[];
  readonly stylesAt: Position;
}

/** @returns undefined where nothing is repainted */
export function askedModel({ tree, parameters }: Scenario): AskedModel | undefined {
  const asked = tree.randomize?.diffusion;
  if (asked === undefined) return undefined;
  if (isStrength(asked)) return { model: REPAINT.model, at: asked.at, styles: [], stylesAt: asked.at };
  const wordsOf = (choice: Choice): readonly string[] => {
    if (choice.type === 'word') return [choice.word];
    if (choice.type === 'choice') return choice.options.map(({ word }) => word);
    const parameter = parameters.get(choice.name);
    return parameter?.type === 'words' ? wordsOf(parameter.choice) : [];
  };
  const style = asked.prompt?.style;
  return {
    model: asked.model?.value ?? REPAINT.model,
    at: asked.model?.at ?? asked.at,
    styles: style === undefined ? [] : wordsOf(style),
    stylesAt: style?.at ?? asked.at,
  };
}
