/** The story as it went: when each of its parts began and was done with. */
import type { StorySpan } from '#contracts/run';
import type { StoryNode } from '#contracts/scenario';

type Times = ReadonlyMap<string, number>;

/** @param happened first time of each event's trigger, s @param ended when all that the event does was done, s */
export function spansOf(story: readonly StoryNode[], happened: Times, ended: Times): readonly StorySpan[] {
  return story.flatMap((node) => spansIn(node, 0, happened, ended));
}

/** An act begins with the first of what is in it, and is done with when all of that is. */
function spansIn(node: StoryNode, depth: number, happened: Times, ended: Times): readonly StorySpan[] {
  if (node.type === 'event')
    return [{ name: node.name, type: node.type, depth, ...spanning(happened.get(node.name), ended.get(node.name)) }];
  const inner = node.children.flatMap((child) => spansIn(child, depth + 1, happened, ended));
  const direct = inner.filter((span) => span.depth === depth + 1);
  const starts = direct.flatMap(({ start }) => (start === undefined ? [] : [start]));
  const ends = direct.flatMap(({ end }) => (end === undefined ? [] : [end]));
  const whole = spanning(
    starts.length === 0 ? undefined : Math.min(...starts),
    ends.length < direct.length || ends.length === 0 ? undefined : Math.max(...ends),
  );
  return [{ name: node.name, type: node.type, depth, ...whole }, ...inner];
}

function spanning(start: number | undefined, end: number | undefined): Pick<StorySpan, 'start' | 'end'> {
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}
