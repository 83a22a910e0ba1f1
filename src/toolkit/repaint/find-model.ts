/** A model by its name, or by the path of a file or folder. */
import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { nearest, usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { decodeModel } from '#diffusion/model/model';
import { openPass } from '#diffusion/pass';
import type { Repainter } from '#diffusion/repainter';
import { type ChosenEngine, type EngineOptions, openEngine } from '#nn/engines/choose';
import { MODEL } from '../diffusion/learning.js';
import { PASS_MODEL } from '../shipped.js';
import { largeModel } from './large-model.js';

const SHIPPED: Readonly<Record<string, string>> = { street: PASS_MODEL };
export const SHIPPED_MODELS = Object.keys(SHIPPED);

export interface FoundModel {
  readonly name: string;
  /** Styles of its own that may be asked for; any words where missing. */
  readonly styles?: readonly string[];
  /** A file or a folder; none of a shipped model, which is found anew wherever nearmiss is. */
  readonly path?: string;
  /** Of all that decides what it paints. */
  readonly sha256: string;
  /** @throws NearmissError NM8001, NM8003 or NM8004 where what it runs on is not there */
  open(options: EngineOptions): Promise<OpenedModel>;
}

export interface OpenedModel {
  readonly repainter: Repainter;
  /** What it runs on, and the gate with it. */
  readonly chosen: ChosenEngine;
}

/**
 * @param named as an author writes it @param from folder that a path is taken from
 * @throws NearmissError (exit 2) NM8221 when there is none; NM8201 or NM8002, NM8226, NM8401 or NM8402 when it can't be read
 */
export async function findModel(named: string, from: string): Promise<FoundModel> {
  const shipped = SHIPPED[named];
  if (shipped !== undefined) {
    const bytes = await bytesOf(shipped);
    if (bytes !== undefined) return passModel(bytes, `the model ${named}`);
    throw usageError('NM8221', `this installation lacks nearmiss's own model ${named}`, `it belongs at ${shipped}`);
  }
  const path = isAbsolute(named) ? named : join(from, named);
  const isFolder = (await kindOf(path))?.isDirectory() ?? false;
  if (isFolder && (await kindOf(join(path, 'model_index.json'))) !== undefined) return largeModel(path);
  const file = isFolder ? join(path, MODEL) : path;
  const bytes = await bytesOf(file);
  if (bytes !== undefined) return { ...passModel(bytes, file), path: file };
  const guess = nearest(named, SHIPPED_MODELS);
  const hint = guess === undefined ? `shipped models: ${SHIPPED_MODELS.join(', ')}` : `did you mean "${guess}"?`;
  throw usageError('NM8221', `there is no model ${named}: no file ${file}`, hint);
}

/** A model of the project's own pass. */
function passModel(bytes: Uint8Array, source: string): FoundModel {
  const model = decodeModel(bytes, source);
  const { name, styles } = model.card;
  return {
    name,
    styles,
    sha256: sha256Hex(bytes),
    async open(options) {
      const chosen = await openEngine(options);
      return { repainter: openPass(chosen.engine, model), chosen };
    },
  };
}

/** Undefined where there is no such file; of a device or a pipe there is no end. */
async function bytesOf(file: string): Promise<Uint8Array | undefined> {
  if ((await kindOf(file))?.isFile() !== true) return undefined;
  return await readFile(file).catch(() => undefined);
}

function kindOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
