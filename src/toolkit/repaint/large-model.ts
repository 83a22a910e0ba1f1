/** A large model in a folder of the user's, with what `nearmiss.json` beside it says of its use. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { canonicalJson, sha256Hex } from '#core/hash';
import { groupTable } from '#diffusion/field/groups';
import { CONTROLS, type Control } from '#diffusion/large/controls';
import { readModelFolder } from '#diffusion/large/folder';
import { type LargeOptions, openLarge } from '#diffusion/large/large';
import { ontology } from '#labels/index';
import { openEngine } from '#nn/engines/choose';
import type { FoundModel } from './find-model.js';

export const OPTIONS_FILE = 'nearmiss.json';

/** @throws NearmissError (exit 2) NM8401, NM8402, and NM8226 for options that are none */
export async function largeModel(folder: string): Promise<FoundModel> {
  const { name, sha256 } = await readModelFolder(folder);
  const use = await optionsIn(folder);
  return {
    name,
    path: folder,
    sha256: sha256Hex(`${sha256} ${canonicalJson(use)}`),
    async open({ engine: asked = 'auto', ...onnx }) {
      // The gate may run on any engine; networks of this kind run on ONNX Runtime alone.
      const chosen = await openEngine({ engine: asked, ...onnx });
      const repainter = await openLarge({ ...onnx, ...use, folder, groups: groupTable(ontology.classes) });
      return { repainter, chosen };
    },
  };
}

type Use = Pick<LargeOptions, 'controls' | 'controlScale' | 'without' | 'longest' | 'multiple'>;

const FITS: { readonly [K in keyof Use]-?: (value: unknown) => boolean } = {
  controls: (value) => Array.isArray(value) && value.every((each) => CONTROLS.includes(each as Control)),
  controlScale: (value) => typeof value === 'number' && value >= 0 && value <= 10,
  without: (value) => typeof value === 'string' && value.length <= 2000,
  longest: (value) => Number.isInteger(value) && (value as number) >= 64 && (value as number) <= 8192,
  multiple: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 512,
};

async function optionsIn(folder: string): Promise<Use> {
  const path = join(folder, OPTIONS_FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const refuse = (what: string) =>
    usageError('NM8226', `${path}: ${what}`, `keys: ${Object.keys(FITS).join(', ')}; controls: ${CONTROLS.join(', ')}`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw refuse('no JSON');
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw refuse('no map');
  for (const [key, value] of Object.entries(read)) {
    const fits = Object.hasOwn(FITS, key) ? FITS[key as keyof Use] : undefined;
    if (fits === undefined) throw refuse(`there is no key "${key}"`);
    if (!fits(value)) throw refuse(`${key} can't be ${JSON.stringify(value).slice(0, 60)}`);
  }
  return read as Use;
}
