/** Versions of nearmiss and of what decides its bytes, for manifest and doctor. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const packageUrl = new URL('../../package.json', import.meta.url);
const distUrl = new URL('../../../package.json', import.meta.url);

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
}
function readPackage(url: URL | string): PackageFile | undefined {
  try {
    return JSON.parse(readFileSync(url, 'utf8')) as PackageFile;
  } catch {
    return undefined;
  }
}

/** From sources and from dist/ the package file lies at different heights. */
const own = [packageUrl, distUrl].map(readPackage).find((file) => file?.name === 'nearmiss');
export const nearmissVersion = own?.version ?? '0.0.0';

const DECISIVE = [
  'cannon-es',
  'three',
  'three-mesh-bvh',
  'yaml',
  'sharp',
  'puppeteer',
  '@noble/hashes',
  '@gltf-transform/core',
  'meshoptimizer',
];

/** Package -> version, `node` included; missing packages are left out. */
export function versions(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  const found: Record<string, string> = { nearmiss: nearmissVersion, node: process.versions.node };
  for (const name of DECISIVE) {
    const folder = (require.resolve.paths(name) ?? []).find(
      (path) => readPackage(`${path}/${name}/package.json`) !== undefined,
    );
    const version = folder === undefined ? undefined : readPackage(`${folder}/${name}/package.json`)?.version;
    if (version !== undefined) found[name] = version;
  }
  return found;
}
