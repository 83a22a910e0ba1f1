/** Models read as the toolkit reads them, from a manifest's text and bytes in memory. */
import { bodyAssets, withImported } from '#assets/index';
import type { ImportedBody } from '#contracts/imported';
import type { Bodies } from '#contracts/model';
import type { AssetProblem, OwnAsset } from '#contracts/own-asset';
import { readGlb } from '#gltf/index';
import { readAssetManifest } from '#scenario/index';
import { type Build, boxCar, CAR_ENTRY, CRATE_ENTRY, glbOf, texturedCrate, WALKER_ENTRY, walker } from './models.js';

export const CLASSES = ['car', 'truck', 'person', 'obstacle', 'deer'];

export function entryOf(entry: string, name = 'mine'): OwnAsset {
  const { assets, diagnostics } = readAssetManifest(`${name}:\n${entry}`, 'assets.yaml', CLASSES);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return assets[0] as OwnAsset;
}

export async function readBuilt(
  build: Build | Uint8Array,
  entry: string,
  name = 'mine',
): Promise<{ readonly body: ImportedBody | undefined; readonly problems: readonly AssetProblem[] }> {
  const bytes = build instanceof Uint8Array ? build : await glbOf(build);
  const asset = entryOf(entry, name);
  const person = bodyAssets.get('pedestrian-adult').build({ asset: 'pedestrian-adult', seed: 0, traits: {} });
  const shared = asset.class.value === 'person' ? { names: person.keypoints, skeleton: person.skeleton } : undefined;
  const { body, problems } = await readGlb(bytes, asset, shared);
  return { body, problems };
}

export async function bodyOf(build: Build, entry: string, name: string): Promise<ImportedBody> {
  const { body, problems } = await readBuilt(build, entry, name);
  if (body === undefined) throw new Error(JSON.stringify(problems));
  return body;
}

/** The three test models by the names `box-car`, `robot` and `my-crate`. */
export async function testBodies(): Promise<readonly ImportedBody[]> {
  return [
    await bodyOf(boxCar, CAR_ENTRY, 'box-car'),
    await bodyOf(walker, WALKER_ENTRY, 'robot'),
    await bodyOf(texturedCrate, CRATE_ENTRY, 'my-crate'),
  ];
}

export async function testLibrary(): Promise<Bodies> {
  return withImported(bodyAssets, await testBodies());
}
