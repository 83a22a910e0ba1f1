/** A manifest's text to what it says of each model, or every problem with its place. */
import { bodyAssets } from '#assets/index';
import type { OwnAsset, OwnKeypoint, TextPlace } from '#contracts/own-asset';
import { type Diagnostic, nearest } from '#core/errors';
import type { Vec3 } from '#core/pose';
import { kinds } from '../kinds.js';
import type { ReadContext } from '../language/context.js';
import { type Problem, readTree, toDiagnostic } from '../node.js';
import { type AssetTree, manifestDeclaration } from './declare.js';

export interface ReadManifest {
  /** None where there is a problem. */
  readonly assets: readonly OwnAsset[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @param classes of the ontology that things may have */
export function readAssetManifest(text: string, file: string, classes: readonly string[]): ReadManifest {
  const { node, problems } = readTree(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const found: Problem[] = [...problems];
  const context = contextFor(found);
  const tree = node && manifestDeclaration.read(node, context);
  for (const [name, { value, at }] of tree ?? []) checkAsset(name, at, value, classes, context);
  if (tree === undefined || found.length > 0)
    return { assets: [], diagnostics: found.map((problem) => toDiagnostic(file, problem)) };
  return { assets: [...tree].map(([name, { value, at }]) => ownAsset(name, at, value)), diagnostics: [] };
}

/** Where a scenario names its manifest; undefined where it names none, or can't be read at all. */
export function manifestNamedIn(text: string): { readonly file: string; readonly at: TextPlace } | undefined {
  const { node } = readTree(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const value = node?.kind === 'map' ? node.entries.find(({ key }) => key === 'assets')?.value : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? { file: value.value, at: value.at } : undefined;
}

function contextFor(problems: Problem[]): ReadContext {
  const context: ReadContext = {
    report(code, at, message, hint) {
      problems.push({ code, at, message, ...(hint === undefined ? {} : { hint }) });
    },
    parameter: () => undefined,
    isBroken: () => false,
    parameterNames: [],
    kindNames: [],
    part: () => undefined,
    path: [],
    within: () => context,
  };
  return context;
}

function checkAsset(name: string, at: TextPlace, asset: AssetTree, classes: readonly string[], context: ReadContext): void {
  if (Object.hasOwn(kinds, name) || bodyAssets.has(name))
    context.report('NM2027', at, `nearmiss has a kind "${name}" of its own`, 'choose another name');
  const { class: own, licence } = asset;
  if (!classes.includes(own.name)) {
    const guess = nearest(own.name, classes);
    const hint = guess === undefined ? `one of ${classes.join(', ')}` : `did you mean "${guess}"?`;
    context.report('NM2025', own.at, `the ontology has no class "${own.name}" of things`, hint);
  }
  if (licence.value.trim() === '') context.report('NM2026', licence.at, `${name} has no licence`, 'for example CC-BY-4.0');
}

function ownAsset(name: string, at: TextPlace, tree: AssetTree): OwnAsset {
  const { file, class: own, licence, source, title, moves, mass } = tree;
  return {
    name,
    at,
    file: { value: file.name, at: file.at },
    class: { value: own.name, at: own.at },
    licence: licence.value.trim(),
    source,
    title: title ?? name,
    scale: tree.scale ?? { value: 1, at },
    forward: tree.forward ?? { value: '+z', at },
    up: tree.up ?? { value: '+y', at },
    moves,
    massKg: mass,
    wheels: tree.wheels ?? new Map(),
    lamps: tree.lamps ?? new Map(),
    surfaces: tree.surfaces ?? new Map(),
    keypoints: [...(tree.skeleton ?? [])].map(([key, { value, at: keyAt }]): OwnKeypoint => {
      const joint = 'joint' in value ? value.joint : value;
      const offset = 'joint' in value ? (value.at as unknown as Vec3) : ([0, 0, 0] as const);
      return { name: key, at: keyAt, joint: { value: joint.name, at: joint.at }, offset };
    }),
    gaits: [...(tree.gaits ?? [])].map(([key, { value, at: keyAt }]) => ({
      name: key,
      at: keyAt,
      clip: { value: value.clip.name, at: value.clip.at },
      ...(value.stride === undefined ? {} : { strideM: value.stride }),
      ...(value.from === undefined ? {} : { fromSpeed: value.from }),
    })),
  };
}
