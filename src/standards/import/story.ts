/** The storyboard as the language's story: one event for each that was read, chained where one waits for another's end. */
import type { XmlNode } from '../xml/read.js';
import { type ActionContext, type ActionYaml, actionYaml, type Left } from './actions.js';
import { type ConditionContext, type ConditionYaml, triggerYaml } from './conditions.js';
import { unique } from './entities.js';
import { all, child, rounded, type Values } from './values.js';

export interface FoundEvent {
  readonly node: XmlNode;
  /** Name in the scenario. */
  readonly name: string;
  readonly act: XmlNode;
  /** The file's names of whom it is for. */
  readonly refs: readonly string[];
}

export interface FoundStory {
  readonly events: readonly FoundEvent[];
  /** Event by the name of a storyboard element that stands for it. */
  readonly byElement: ReadonlyMap<string, string>;
}

const LONGEST_NAME = 56;

export function findEvents(root: XmlNode, values: Values): FoundStory {
  const events: FoundEvent[] = [];
  const byElement = new Map<string, string>();
  const taken = new Set<string>();
  const nameOf = (node: XmlNode): string => {
    const name = unique((node.attributes.name ?? 'event').slice(0, LONGEST_NAME), taken);
    taken.add(name);
    return name;
  };
  for (const story of all(child(root, 'Storyboard'), 'Story'))
    for (const act of all(story, 'Act')) {
      const ofAct: string[] = [];
      for (const group of all(act, 'ManeuverGroup')) {
        const refs = refsOf(group, values);
        for (const reference of all(group, 'CatalogReference'))
          values.leaveOut(reference, 'there is no such manoeuvre in the catalogues');
        for (const maneuver of all(group, 'Maneuver')) {
          const found = all(maneuver, 'Event').map((node) => ({ node, name: nameOf(node), act, refs }));
          events.push(...found);
          for (const each of found) standsFor(byElement, each);
          ofAct.push(...found.map(({ name }) => name));
          if (found.length === 1) put(byElement, maneuver, found[0]?.name);
        }
      }
      if (ofAct.length === 1) put(byElement, act, ofAct[0]);
    }
  return { events, byElement };
}

function refsOf(group: XmlNode, values: Values): readonly string[] {
  const actors = child(group, 'Actors');
  if (actors?.attributes.selectTriggeringEntities === 'true')
    values.leaveOut(actors, 'whoever triggers it', 'Actors selectTriggeringEntities');
  return all(actors, 'EntityRef').map((node) => values.text(node, 'entityRef') ?? '');
}

function standsFor(byElement: Map<string, string>, { node, name }: FoundEvent): void {
  put(byElement, node, name);
  const actions = all(node, 'Action');
  if (actions.length === 1) put(byElement, actions[0], name);
}
function put(byElement: Map<string, string>, node: XmlNode | undefined, name: string | undefined): void {
  const element = node?.attributes.name;
  if (element !== undefined && name !== undefined && !byElement.has(element)) byElement.set(element, name);
}

export interface StoryContext extends ConditionContext {
  /** What an action needs to know of an actor, by the file's name for it. */
  actionContext(ref: string): ActionContext;
  /** Told of an action that was taken over. */
  acted(ref: string, leaves: Left): void;
}

interface EventYaml {
  readonly name: string;
  readonly when?: ConditionYaml;
  readonly do: Readonly<Record<string, unknown>>;
}
interface Read {
  readonly node: XmlNode;
  readonly event: EventYaml;
  readonly more: readonly EventYaml[];
  readonly endOf?: string;
}

export function storyYaml({ events }: FoundStory, context: StoryContext): readonly unknown[] {
  const read = withoutDangling(
    events.map((event) => eventYaml(event, context)).filter((event) => event !== undefined),
    context,
  );
  const known = new Set(read.map(({ event }) => event.name));
  const roots = read.filter(({ endOf }) => endOf === undefined || !known.has(endOf));
  const tree = (each: Read): unknown[] => {
    const next = read.filter(({ endOf }) => endOf === each.event.name).flatMap(tree);
    const [only] = next;
    const chained = only === undefined ? each.event : { serial: [each.event, next.length === 1 ? only : { parallel: next }] };
    return [chained, ...each.more];
  };
  return roots.flatMap(tree);
}

/** Events that wait for others which were left out go too. */
function withoutDangling(read: readonly Read[], context: StoryContext): readonly Read[] {
  const known = new Set(read.flatMap(({ event, more }) => [event.name, ...more.map(({ name }) => name)]));
  const kept = read.filter(({ event }) => waitedFor(event.when).every((name) => known.has(name)));
  if (kept.length === read.length) return read;
  for (const { node, event } of read.filter((each) => !kept.includes(each)))
    context.values.leaveOut(node, 'it waits for an event that was left out', `Event ${event.name}`);
  return withoutDangling(kept, context);
}

function waitedFor(when: unknown): readonly string[] {
  if (typeof when !== 'object' || when === null) return [];
  return Object.entries(when).flatMap(([key, value]) =>
    key === 'after' && typeof value === 'object' && 'event' in value ? [String(value.event)] : waitedFor(value),
  );
}

function eventYaml({ node, name, act, refs }: FoundEvent, context: StoryContext): Read | undefined {
  const { values } = context;
  const [start, own] = [child(act, 'StartTrigger'), child(node, 'StartTrigger')].map((trigger) =>
    triggerYaml(trigger, context),
  );
  if (start === undefined || own === undefined) {
    values.leaveOut(node, 'its trigger could not be read', `Event ${name}`);
    return undefined;
  }
  const doing = new Map<string, ActionYaml[]>();
  const later: { time: number; actor: string; action: ActionYaml }[] = [];
  for (const action of all(node, 'Action')) {
    const inside = child(action, 'PrivateAction');
    if (inside === undefined) {
      values.leaveOut(action, 'only private actions are read');
      continue;
    }
    for (const ref of refs) {
      const actor = context.actorOf(ref);
      const read = actor === undefined ? undefined : actionYaml(inside, context.actionContext(ref));
      if (actor === undefined || read === undefined) continue;
      context.acted(ref, read.leaves);
      doing.set(actor, [...(doing.get(actor) ?? []), read.now]);
      later.push(...read.later.map((each) => ({ ...each, actor })));
    }
  }
  if (doing.size === 0)
    values.leaveOut(node, 'nothing of what it does could be taken over; others may still refer to it', `Event ${name}`);
  const conditions = [start.when, own.when].filter((when) => when !== undefined);
  const when = conditions.length > 1 ? { all: conditions } : conditions[0];
  const endOf = own.endOf ?? start.endOf;
  return {
    node,
    event: {
      name,
      ...(when === undefined ? {} : { when }),
      do: Object.fromEntries([...doing].map(([actor, actions]) => [actor, actions.length === 1 ? actions[0] : actions])),
    },
    more: later.map(({ time, actor, action }, i) => ({
      name: `${name} ${i + 1}`,
      when: { after: { event: name, ...(time === 0 ? {} : { by: `${rounded(time)} s` }) } },
      do: { [actor]: action },
    })),
    ...(endOf === undefined ? {} : { endOf }),
  };
}
