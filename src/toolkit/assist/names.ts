/** What a scenario's own text names: actors, events, sensors, lanes, regions and parameters. The text may be broken. */
import { isMap, isPair, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { layouts } from '#places/index';
import type { NameKind } from '#scenario/language/combinators';

export interface FileNames {
  readonly of: Readonly<Record<NameKind, readonly string[]>>;
  /** Parameters with what is written there, for people. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** @param rigs of the catalogue */
export function namesIn(text: string, rigs: ReadonlyMap<string, readonly string[]>): FileNames {
  const { contents } = parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const top = isMap(contents) ? contents : undefined;
  const layout = String(valueAt(top, ['road', 'layout']) ?? '');
  const place = layouts.has(layout) ? layouts.get(layout) : undefined;
  const actors = [...keysAt(top, ['actors'])];
  return {
    of: {
      actor: ['ego', ...actors],
      lane: place?.lanes ?? [],
      region: place?.regions ?? [],
      event: [...eventsIn(mapAt(top, ['story'])), 'contact', 'start'],
      sensor: ['ego', ...actors.map((name) => `actors.${name}`)].flatMap((carrier) => sensorsOf(top, carrier.split('.'), rigs)),
      rig: [...rigs.keys()],
    },
    parameters: new Map([...keysAt(top, ['parameters'])].map((name) => [name, writtenAt(text, top, ['parameters', name])])),
  };
}

function mapAt(top: YAMLMap | undefined, path: readonly string[]): unknown {
  return top?.getIn(path, true);
}
function valueAt(top: YAMLMap | undefined, path: readonly string[]): unknown {
  const node = mapAt(top, path);
  return isScalar(node) ? node.value : undefined;
}
function keysAt(top: YAMLMap | undefined, path: readonly string[]): readonly string[] {
  const node = mapAt(top, path);
  return isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
}
function writtenAt(text: string, top: YAMLMap | undefined, path: readonly string[]): string {
  const node = mapAt(top, path) as { readonly range?: readonly [number, number, number] | null } | undefined;
  return node?.range ? text.slice(node.range[0], node.range[1]) : '';
}

/** `name` of everything in the story. */
function eventsIn(node: unknown): readonly string[] {
  if (isSeq(node)) return node.items.flatMap(eventsIn);
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => {
    if (!isPair(pair) || !isScalar(pair.key)) return [];
    if (pair.key.value === 'name' && isScalar(pair.value)) return [String(pair.value.value)];
    return ['serial', 'parallel', 'choice', 'story'].includes(String(pair.key.value)) ? eventsIn(pair.value) : [];
  });
}

function sensorsOf(
  top: YAMLMap | undefined,
  carrier: readonly string[],
  rigs: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const rig = valueAt(top, [...carrier, 'sensors']);
  return typeof rig === 'string' ? (rigs.get(rig) ?? []) : keysAt(top, [...carrier, 'sensors']);
}
