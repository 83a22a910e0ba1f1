/** The storyboard: events wait for their triggers, in sequence or side by side, and fire their actions. */
import type { StoryNode } from '#contracts/scenario';
import { perform } from './actions/index.js';
import { measureOf } from './conditions/index.js';
import type { Measure, Stage } from './context.js';

/** Starts a node now; `done` is called at the instant it ends. */
export function startNode(stage: Stage, node: StoryNode, done: (stage: Stage) => void = () => {}): void {
  if (node.type === 'event') startEvent(stage, node, done);
  else if (node.type === 'serial') startAt(stage, node.children, 0, done);
  else startAll(stage, node.children, done);
}

function startAll(stage: Stage, children: readonly StoryNode[], done: (stage: Stage) => void): void {
  if (children.length === 0) done(stage);
  let left = children.length;
  for (const child of children) {
    startNode(stage, child, (later) => {
      left--;
      if (left === 0) done(later);
    });
  }
}

function startAt(stage: Stage, children: readonly StoryNode[], i: number, done: (stage: Stage) => void): void {
  const child = children[i];
  if (child === undefined) done(stage);
  else startNode(stage, child, (later) => startAt(later, children, i + 1, done));
}

function startEvent(stage: Stage, node: Extract<StoryNode, { type: 'event' }>, done: (stage: Stage) => void): void {
  const fire = (now: Stage): void => {
    const actors = node.actions.map(({ actor }) => actor);
    now.record({ name: node.name, kind: 'trigger', bodies: [...new Set(actors)].sort() });
    const ends = node.actions.map(({ actor, action }): Measure => perform(now, now.indexOf(actor), action));
    now.watch(
      `${node.name} done`,
      (snapshot) => Math.min(...ends.map((end) => end(snapshot)), 1),
      (later) => {
        later.end(node.name);
        done(later);
      },
    );
  };
  if (node.when === undefined) fire(stage);
  else stage.watch(node.name, measureOf(node.when, stage), fire);
}
