/** One manifest of model files, with every model that it names read. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { bodyAssets } from '#assets/index';
import type { ImportedBody } from '#contracts/imported';
import type { PlannedManifest } from '#contracts/job';
import type { AssetProblem, ClassKeypoints, OwnAsset, TextPlace } from '#contracts/own-asset';
import type { Diagnostic } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { readGlb } from '#gltf/index';
import { ontology } from '#labels/index';
import { readAssetManifest } from '#scenario/index';

export interface LoadedManifest {
  readonly planned: PlannedManifest;
  /** In the manifest's order; those that could be read. */
  readonly imported: readonly ImportedBody[];
  /** Where the manifest names each. */
  readonly places: ReadonlyMap<string, TextPlace>;
  readonly diagnostics: readonly Diagnostic[];
}

export const THINGS: readonly string[] = ontology.classes.filter(({ thing }) => thing).map(({ id }) => id);
const LARGEST_FILE = 512 * 2 ** 20;

/** @param text of the manifest, which lies at `path` @param elsewhere by name of a body, where its model lies not beside the manifest */
export async function loadManifest(
  path: string,
  text: string,
  elsewhere: ReadonlyMap<string, string> = new Map(),
): Promise<LoadedManifest> {
  const { assets, diagnostics } = readAssetManifest(text, path, THINGS);
  const found = [...diagnostics];
  const imported: ImportedBody[] = [];
  for (const asset of assets) {
    const { body, problems } = await loadModel(elsewhere.get(asset.name) ?? beside(path, asset.file.value), asset);
    found.push(...problems.map((problem) => diagnosticOf(path, problem)));
    if (body !== undefined) imported.push(body);
  }
  const bodies = imported.map(({ name, class: own, about, sha256 }) => {
    const file = assets.find((asset) => asset.name === name)?.file.value ?? '';
    return { id: name, class: own, ...about, path: beside(path, file), sha256 };
  });
  const planned = { path, sha256: sha256Hex(text), text, bodies };
  return { planned, imported, places: new Map(assets.map(({ name, at }) => [name, at])), diagnostics: found };
}

/** As it was written where it is absolute. */
export function beside(path: string, file: string): string {
  return isAbsolute(file) ? file : join(dirname(path), file);
}

async function loadModel(path: string, asset: OwnAsset): Promise<Awaited<ReturnType<typeof readGlb>>> {
  const found = await stat(path).catch(() => undefined);
  const refuse = (message: string): { readonly problems: readonly AssetProblem[] } => ({
    problems: [{ code: 'NM2101', at: asset.file.at, message, severity: 'error' }],
  });
  if (found?.isFile() !== true) return refuse(`there is no file ${path}`);
  if (found.size > LARGEST_FILE) return refuse(`${path} has ${found.size} bytes, of at most ${LARGEST_FILE}`);
  return await readGlb(await readFile(path), asset, keypointsOfClass(asset.class.value));
}

/** As the built-in bodies of that class have them. */
function keypointsOfClass(own: string): ClassKeypoints | undefined {
  for (const asset of bodyAssets.all) {
    if (asset.class !== own) continue;
    const { keypoints, skeleton } = asset.build({ asset: asset.name, seed: 0, traits: {} });
    if (keypoints.length > 0) return { names: keypoints, skeleton };
  }
  return undefined;
}

export function diagnosticOf(file: string, { code, at, message, hint, severity }: AssetProblem): Diagnostic {
  return { file, line: at.line, column: at.column, code, message, severity, ...(hint === undefined ? {} : { hint }) };
}
