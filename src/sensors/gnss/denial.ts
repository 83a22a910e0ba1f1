/** When a story takes satellite positioning away from a body. */
import type { FrameEvent } from '#contracts/frame';
import type { StoryNode } from '#contracts/scenario';

/** s */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** One span for each time an event with `gnss-loss` for that body was triggered. */
export function denials(story: readonly StoryNode[], events: readonly FrameEvent[], body: string): readonly Span[] {
  return story.flatMap((node): readonly Span[] => {
    if (node.type !== 'event') return denials(node.children, events, body);
    return node.actions.flatMap(({ actor, action }): readonly Span[] => {
      if (actor !== body || action.type !== 'gnss-loss') return [];
      return events
        .filter(({ name, kind }) => name === node.name && kind === 'trigger')
        .map(({ timeNs }) => ({ from: timeNs / 1e9, until: timeNs / 1e9 + action.duration }));
    });
  });
}
