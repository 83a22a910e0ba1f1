/** The story as a flat list of events that happened, each with what it waited for. */
import type { StorySpan } from '#contracts/run';
import type { StoryNode } from '#contracts/scenario';

export type StoryEvent = Extract<StoryNode, { type: 'event' }>;

export interface ToldEvent {
  readonly event: StoryEvent;
  /** s */
  readonly start: number;
  /** What had to be over before: names of events, and how long after their own start they were, s. */
  readonly after: readonly { readonly name: string; readonly delay: number }[];
}

export interface Told {
  /** In the order of the story. */
  readonly happened: readonly ToldEvent[];
  readonly never: readonly string[];
}

export function toldEvents(story: readonly StoryNode[], spans: readonly StorySpan[]): Told {
  const events = new Map(spans.filter(({ type }) => type === 'event').map((span) => [span.name, span]));
  const happened: ToldEvent[] = [];
  const never: string[] = [];
  const delayOf = (name: string): number => {
    const span = events.get(name);
    return (span?.end ?? span?.start ?? 0) - (span?.start ?? 0);
  };
  /** @returns the events whose ends are the node's end */
  const tell = (node: StoryNode, before: readonly string[]): readonly string[] => {
    if (node.type === 'parallel') return node.children.flatMap((child) => tell(child, before));
    if (node.type === 'serial') return node.children.reduce((previous, child) => tell(child, previous), before);
    const start = events.get(node.name)?.start;
    const after = before.map((name) => ({ name, delay: delayOf(name) }));
    if (start === undefined) never.push(node.name);
    else happened.push({ event: node, start, after });
    return [node.name];
  };
  for (const node of story) tell(node, []);
  return { happened, never };
}
