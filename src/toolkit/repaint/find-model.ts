/** A model by its name, or by the path of a file or folder. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest, usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { decodeModel, type Model } from '#diffusion/model/model';
import { MODEL } from '../diffusion/train.js';

/** From the package's own folder on. */
const SHIPPED: Readonly<Record<string, string>> = { street: 'assets/models/pass/model.safetensors' };
export const SHIPPED_MODELS = Object.keys(SHIPPED);

/** From sources and from dist/ the package's folder lies at different heights. */
const ROOTS = ['../../../', '../../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url)));

export interface FoundModel {
  readonly model: Model;
  /** The file's; none of a shipped model, which is found anew wherever nearmiss is. */
  readonly path?: string;
  /** Of the file. */
  readonly sha256: string;
}

/**
 * @param named as an author writes it @param from folder that a path is taken from
 * @throws NearmissError (exit 2) NM8221 when there is none, NM8201 or NM8002 when it is none
 */
export async function findModel(named: string, from: string): Promise<FoundModel> {
  const shipped = SHIPPED[named];
  if (shipped !== undefined) {
    const bytes = await firstOf(ROOTS.map((root) => join(root, shipped)));
    if (bytes !== undefined) return decoded(bytes, `the model ${named}`);
    throw usageError('NM8221', `this installation lacks nearmiss's own model ${named}`, `it belongs at ${shipped}`);
  }
  const path = isAbsolute(named) ? named : join(from, named);
  const file = (await isFolder(path)) ? join(path, MODEL) : path;
  const bytes = await firstOf([file]);
  if (bytes !== undefined) return { ...decoded(bytes, file), path: file };
  const guess = nearest(named, SHIPPED_MODELS);
  const hint = guess === undefined ? `shipped models: ${SHIPPED_MODELS.join(', ')}` : `did you mean "${guess}"?`;
  throw usageError('NM8221', `there is no model ${named}: no file ${file}`, hint);
}

function decoded(bytes: Uint8Array, source: string): Omit<FoundModel, 'path'> {
  return { model: decodeModel(bytes, source), sha256: sha256Hex(bytes) };
}

async function firstOf(files: readonly string[]): Promise<Uint8Array | undefined> {
  for (const file of files) {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
