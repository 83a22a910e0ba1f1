/** Which actors may come into somebody's way of themselves: parked cars and the like do not. */
import type { ConcreteScenario } from '#contracts/scenario';

/** It moves at the start, follows somebody, or the story has it do something. */
export function setsOff({ actors, story }: ConcreteScenario, id: string): boolean {
  const actor = actors.find((each) => each.id === id);
  return actor !== undefined && (actor.start.speed > 0 || mentions(story, id) || actor.follows !== undefined);
}

function mentions(story: unknown, id: string): boolean {
  return JSON.stringify(story).includes(`"actor":${JSON.stringify(id)}`);
}
