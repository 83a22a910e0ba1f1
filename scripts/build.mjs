/**
 * Build: type-check and emit every storey, then two bundles - the page that the browser runs, and cannon-es over
 * deterministic mathematics. `--no-types` skips the first (bundles only).
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** cannon-es calls `Math.sin` and its kin; here every `Math` in it becomes our deterministic one. */
async function bundleCannon() {
  await build({
    absWorkingDir: root,
    stdin: { contents: "export * from 'cannon-es';", resolveDir: root, sourcefile: 'cannon-entry.js' },
    outfile: 'dist/vendor/cannon-es.js',
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['source'],
    define: { Math: 'deterministicMath' },
    inject: ['src/core/math-object.ts'],
    legalComments: 'inline',
    logLevel: 'warning',
  });
}

async function bundlePage() {
  if (!existsSync(join(root, 'renderers/three/page/main.ts'))) return;
  await build({
    absWorkingDir: root,
    entryPoints: { page: 'renderers/three/page/main.ts' },
    outdir: 'dist/page',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    conditions: ['source'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

function emitTypes() {
  // typescript exports its command through package.json "bin".
  const manifest = require('typescript/package.json');
  const tsc = join(dirname(require.resolve('typescript/package.json')), manifest.bin.tsc);
  const done = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

mkdirSync(join(root, 'dist'), { recursive: true });
await bundleCannon();
if (!process.argv.includes('--no-types')) emitTypes();
await bundlePage();
