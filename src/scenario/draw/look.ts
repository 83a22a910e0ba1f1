/** How an actor looks: its kind's traits, then what the author states. */
import type { Look } from '#contracts/scene';
import type { actorsDeclaration } from '../declare/actors.js';
import { type Kind, kindsWith } from '../kinds.js';
import type { Read } from '../language/context.js';
import type { Draw } from './values.js';

type Traits = NonNullable<ReturnType<Read<typeof actorsDeclaration>['get']>>['value']['look'];

/** @param seed of what nobody states */
export function lookOf(kind: string, stated: Traits, seed: number, draw: Draw): Look {
  const { asset, traits } = kindsWith(draw.bodies)[kind] as Kind;
  const drawn = [...(stated ?? [])].map(
    ([name, { value }]) => [name, 'number' in value ? draw.number(value.number) : draw.word(value.words)] as const,
  );
  return { asset, seed, traits: { ...traits, ...Object.fromEntries(drawn) } };
}
