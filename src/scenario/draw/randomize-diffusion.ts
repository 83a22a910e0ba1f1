/** The diffusion pass of a draw. */
import { type ConcreteDiffusion, type Prompt, REPAINT } from '#contracts/repaint';
import type { DiffusionTree } from '../declare/randomize-diffusion.js';
import type { Choice } from '../language/choice.js';
import type { Value } from '../language/value.js';
import type { Position } from '../node.js';
import { BadDraw, type Draw } from './values.js';

/** @returns undefined where nothing is to be repainted: the draw is then what it is without */
export function drawDiffusion(tree: DiffusionTree | undefined, draw: Draw): ConcreteDiffusion | undefined {
  if (tree === undefined) return undefined;
  const { model, strength, steps = REPAINT.steps.usual, guidance, prompt } = isStrength(tree) ? { strength: tree } : tree;
  const drawn = bounded(strength, 'strength', draw);
  if (drawn === 0) return undefined;
  const words = Object.entries(prompt ?? {}).flatMap(([key, each]) =>
    isChoice(each) ? [[key, draw.word(each)] as const] : [],
  );
  return {
    model: model?.value ?? REPAINT.model,
    strength: drawn,
    steps,
    guidance: bounded(guidance, 'guidance', draw),
    prompt: Object.fromEntries(words) as Prompt,
  };
}

/** For the record: strength and words, by name. */
export function diffusionNotes(diffusion: ConcreteDiffusion | undefined): Readonly<Record<string, number | string>> {
  if (diffusion === undefined) return {};
  const words = Object.entries(diffusion.prompt).map(([key, word]) => [`diffusion.${key}`, word as string] as const);
  return { diffusion: diffusion.strength, ...Object.fromEntries(words) };
}

function bounded(value: Value | undefined, name: 'strength' | 'guidance', draw: Draw): number {
  const { least, most, usual } = REPAINT[name];
  const drawn = value === undefined ? usual : draw.number(value);
  if (drawn < least || drawn > most) throw new BadDraw(`the ${name} of diffusion is ${drawn}, not ${least} to ${most}`);
  return drawn;
}

/** A record also says where it stands. */
function isChoice(member: Choice | Position | undefined): member is Choice {
  return member !== undefined && 'type' in member;
}

export function isStrength(tree: DiffusionTree): tree is Value {
  return 'type' in tree;
}
