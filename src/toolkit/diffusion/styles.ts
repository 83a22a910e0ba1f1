/** Views in several styles for the pass to learn from, and the manifest that says where each came from. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import type { LayerSet } from '#contracts/layers';
import type { RenderSession } from '#contracts/renderer';
import type { ConcreteScenario } from '#contracts/scenario';
import { sha256Hex } from '#core/hash';
import { type RandomStream, randomRoot } from '#core/random';
import { encodeView } from '#diffusion/training/views';
import { renderers } from '../rooms.js';
import { drawConcrete, type LoadedScenario, readScenario } from '../scenarios.js';
import { nearmissVersion } from '../versions.js';
import { type Donor, lentBy, plainly } from './shown.js';
import { drawStyles, type Size, type StyledView } from './styled-view.js';

export interface StylesOptions {
  /** Scenarios to look at, and those whose draws lend light, colours and camera. */
  readonly files: readonly string[];
  readonly donors: readonly string[];
  /** At least: those of a draw come together. */
  readonly views: number;
  readonly seed: string;
  readonly size: Size;
  readonly out: string;
  /** Besides what the denoiser reads: each style as a PNG, classes and instances as another. */
  readonly pictures: boolean;
  readonly signal: AbortSignal;
  on(done: number, total: number): void;
}

/** One line of the manifest. */
export interface ViewNote {
  readonly file: string;
  readonly sha256: string;
  readonly scenario: string;
  readonly draw: number;
  readonly capture: number;
  /** Scenario, draw, what it lent; the plain style, and the scenario's own, come before them. */
  readonly donors: readonly (readonly [scenario: string, draw: number, lends: Donor['lends']])[];
}
export interface StylesManifest {
  readonly nearmiss: string;
  readonly seed: string;
  readonly size: Size;
  readonly scenarios: Readonly<Record<string, string>>;
  readonly views: readonly ViewNote[];
}

const MANIFEST = 'manifest.json';
/** Draws that lend are none that are looked at. */
const FIRST_DONOR = 1_000_000;
const DONORS = 3;
/** Views of a draw at most; some scenarios take but one picture. */
const INSTANTS = 2;

/** What is there already is kept, so that it goes on where it stopped. @returns undefined when it was stopped */
export async function makeStyles(options: StylesOptions): Promise<StylesManifest | undefined> {
  const { files, views, seed, size, out, signal } = options;
  await mkdir(out, { recursive: true });
  const all = [...new Set([...files, ...options.donors])];
  const loaded = new Map(await Promise.all(all.map(async (file) => [file, await readScenario(file)] as const)));
  const session = await renderers.get('three').open({});
  const notes: ViewNote[] = [];
  try {
    for (let [turn, idle] = [0, 0]; notes.length < views && idle < files.length; turn++) {
      if (signal.aborted) return undefined;
      const made = await drawnOnce(options, loaded, session, turn);
      notes.push(...made);
      idle = made.length === 0 ? idle + 1 : 0;
      options.on(Math.min(notes.length, views), views);
    }
  } finally {
    await session.close();
  }
  const hashes = await Promise.all(all.map(async (file) => [basename(file), sha256Hex(await readFile(file))] as const));
  const manifest = { nearmiss: nearmissVersion, seed, size, scenarios: Object.fromEntries(hashes.sort()), views: notes };
  await writeFile(join(out, MANIFEST), `${JSON.stringify(manifest, undefined, 1)}\n`);
  return manifest;
}

/** Views of one draw, the files going round. */
function drawnOnce(
  { files, donors: lenders, seed, size, out, pictures }: StylesOptions,
  loaded: ReadonlyMap<string, LoadedScenario>,
  session: RenderSession,
  turn: number,
): Promise<readonly ViewNote[]> {
  const of = (file: string): LoadedScenario => loaded.get(file) as LoadedScenario;
  const random = randomRoot(seed).child('styles').child(turn);
  const first = turn * INSTANTS;
  return once(join(out, `${name(first)}.json`), async () => {
    const { concrete: base } = drawConcrete(of(files[turn % files.length] as string), seed, Math.floor(turn / files.length));
    const donors = donorsOf(base, lenders.map(of), seed, random);
    const shown = [plainly(base), base, ...donors.map((donor) => lentBy(donor, base))];
    const drawn = await drawStyles(session, base, shown, INSTANTS, size, random);
    return Promise.all(
      drawn.map(async (one, k) => {
        const bytes = encodeView(one.view);
        await writeFile(join(out, `${name(first + k)}.view`), bytes);
        if (pictures) await writePictures(join(out, name(first + k)), one);
        return noteOf(`${name(first + k)}.view`, bytes, base, one.capture, donors);
      }),
    );
  });
}

function name(i: number): string {
  return String(i).padStart(4, '0');
}

/** Kept as JSON when it is done. */
async function once<T>(path: string, make: () => Promise<T>): Promise<T> {
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as T;
  const made = await make();
  await writeFile(`${path}.part`, JSON.stringify(made));
  await rename(`${path}.part`, path);
  return made;
}

/** A scenario that doesn't vary its own colours is shown once in its own light and other colours. */
function donorsOf(
  base: ConcreteScenario,
  files: readonly LoadedScenario[],
  seed: string,
  random: RandomStream,
): readonly Donor[] {
  return Array.from({ length: DONORS }, (_, k): Donor => {
    const own = random.child('donor').child(k);
    const draw = FIRST_DONOR + own.child('draw').index(1_000_000);
    const { concrete } = drawConcrete(own.child('file').pick(files), seed, draw);
    return { scenario: concrete, lends: base.appearance === undefined && k === 0 ? 'look' : 'all' };
  });
}

function noteOf(
  file: string,
  bytes: Uint8Array,
  { name: scenario, draw }: ConcreteScenario,
  capture: number,
  donors: readonly Donor[],
): ViewNote {
  return {
    file,
    sha256: sha256Hex(bytes),
    scenario,
    draw,
    capture,
    donors: donors.map(({ scenario: { name: from, draw: which }, lends }) => [from, which, lends]),
  };
}

async function writePictures(folder: string, { layers, pictures }: StyledView): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { width, height } = layers;
  for (const [k, rgb] of pictures.entries())
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(join(folder, `style-${k}.png`));
  const { semantic, instance } = layers as Required<Pick<LayerSet, 'semantic' | 'instance'>>;
  await sharp(semantic, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(join(folder, 'semantic.png'));
  await sharp(instance, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(join(folder, 'instance.png'));
}
