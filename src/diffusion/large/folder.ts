/** A user's exported model on disk, laid out as diffusers and optimum lay it out. The one place here that reads files. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { usageError } from '#core/errors';
import type { SchedulerConfig } from './scheduler.js';
import type { TokenizerFiles } from './tokenizer.js';

export interface ModelFolder {
  readonly path: string;
  /** The folder's own. */
  readonly name: string;
  /** Of all files that are read, names and contents. */
  readonly sha256: string;
  readonly scheduler: SchedulerConfig;
  readonly tokenizer: TokenizerFiles;
  /** Symbol that fills up short texts, and how many numbers a text has, where the folder says so. */
  readonly padding: string | undefined;
  readonly textLength: number | undefined;
  readonly vae: VaeConfig;
  /** ControlNets by path, in the order in which their control pictures are named; none where they are part of the U-Net. */
  readonly controlNets: readonly string[];
}

export interface VaeConfig {
  readonly scaling_factor?: number;
  readonly shift_factor?: number | null;
  readonly block_out_channels?: readonly number[];
}

export const NETWORKS = ['text_encoder', 'unet', 'vae_encoder', 'vae_decoder'] as const;
/** diffusers counts several ControlNets up from the second. */
const CONTROL_FOLDER = /^controlnet(_\d+)?$/;
const OTHERS = ['model_index.json', 'scheduler/scheduler_config.json', 'tokenizer/vocab.json', 'tokenizer/merges.txt'] as const;

/** @throws NearmissError NM8401 naming every file that is missing, NM8402 for one that can't be read */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) throw missing(path, ['the folder itself']);
  const controlFolders = entries
    .filter((entry) => entry.isDirectory() && CONTROL_FOLDER.test(entry.name))
    .map(({ name }) => name);
  const folders = [...NETWORKS, ...controlFolders.sort((a, b) => numberAfter(a) - numberAfter(b))];
  const needed = [...OTHERS, ...folders.map((folder) => `${folder}/model.onnx`)];
  const lacking = await absent(path, needed);
  if (lacking.length > 0) throw missing(path, lacking);

  await json(path, 'model_index.json');
  const tokenizer = (await optionalJson(path, 'tokenizer/tokenizer_config.json')) as {
    readonly model_max_length?: number;
    readonly pad_token?: string | { readonly content?: string };
  };
  const vae = {
    ...(await optionalJson(path, 'vae_encoder/config.json')),
    ...(await optionalJson(path, 'vae_decoder/config.json')),
  };
  const pad = tokenizer.pad_token;
  return {
    path,
    name: basename(path),
    sha256: await hashOfFiles(path, [...OTHERS], folders),
    scheduler: (await json(path, 'scheduler/scheduler_config.json')) as SchedulerConfig,
    tokenizer: {
      vocabulary: (await json(path, 'tokenizer/vocab.json')) as TokenizerFiles['vocabulary'],
      merges: await readFile(join(path, 'tokenizer/merges.txt'), 'utf8'),
    },
    padding: typeof pad === 'object' ? pad.content : pad,
    textLength: tokenizer.model_max_length,
    vae: vae as VaeConfig,
    controlNets: folders.slice(NETWORKS.length).map((folder) => networkPath(path, folder)),
  };
}

export function networkPath(path: string, folder: string): string {
  return join(path, folder, 'model.onnx');
}

const numberAfter = (name: string): number => Number(name.split('_')[1] ?? 0);

async function absent(path: string, files: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(
    files.map((file) =>
      stat(join(path, file))
        .then((found) => found.isFile())
        .catch(() => false),
    ),
  );
  return files.filter((_, i) => !there[i]);
}

async function json(path: string, file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(join(path, file), 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
  }
  throw usageError('NM8402', `${join(path, file)} holds no JSON object`, 'export the model anew');
}

async function optionalJson(path: string, file: string): Promise<object> {
  return (await absent(path, [file])).length > 0 ? {} : json(path, file);
}

/** Weights may lie beside a network in files of any name: all of its folder count. */
async function hashOfFiles(path: string, files: readonly string[], folders: readonly string[]): Promise<string> {
  const inFolders = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(path, folder), { withFileTypes: true });
      const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
      // Downloaded ones are links to where the bytes are.
      const isFile = await Promise.all(names.map(async (name) => (await stat(join(path, name))).isFile()));
      return names.filter((_, i) => isFile[i]);
    }),
  );
  const all = createHash('sha256');
  for (const file of [...files, ...inFolders.flat()].sort()) {
    const one = createHash('sha256');
    for await (const piece of createReadStream(join(path, file))) one.update(piece as Uint8Array);
    all.update(`${file} ${one.digest('hex')}\n`);
  }
  return all.digest('hex');
}

function missing(path: string, files: readonly string[]) {
  const hint = 'export it as docs/large-models.md says';
  return usageError('NM8401', `${path} is no exported diffusion model: ${files.join(', ')} missing`, hint);
}
