/**
 * Build: type-check and emit every storey, then the bundles: the page that the browser runs, its sending thread, cannon-es
 * over deterministic mathematics, and the program. `--no-types` skips the first and the last.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** cannon-es calls `Math.sin` and its kin; here every `Math` in it becomes our deterministic one. */
async function bundleCannon() {
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  };
  await build({
    ...common,
    entryPoints: ['src/core/math-object.ts'],
    outfile: 'dist/vendor/math-object.js',
    conditions: ['source'],
  });
  await build({
    ...common,
    stdin: { contents: "export * from 'cannon-es';", resolveDir: root, sourcefile: 'cannon-entry.js' },
    outfile: 'dist/vendor/cannon-es.js',
    define: { Math: 'deterministicMath' },
    banner: { js: "import { deterministicMath } from './math-object.js';" },
    legalComments: 'inline',
  });
}

async function bundlePage() {
  if (!existsSync(join(root, 'renderers/three/page/main.ts'))) return;
  await build({
    absWorkingDir: root,
    entryPoints: { page: 'renderers/three/page/main.ts', sender: 'renderers/three/page/sender-thread.ts' },
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

/** The preview's page for authors: `preview.js` and its painting thread. */
async function bundlePreview() {
  rmSync(join(root, 'dist/preview'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      preview: 'src/preview/main.tsx',
      painting: 'src/preview/painting/thread.ts',
      style: 'src/preview/preview.css',
    },
    outdir: 'dist/preview',
    bundle: true,
    // What the first picture doesn't take (the editor, the curves) is loaded after it.
    format: 'esm',
    splitting: true,
    platform: 'browser',
    target: 'chrome120',
    conditions: ['source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  copyFileSync(join(root, 'src/preview/index.html'), join(root, 'dist/preview/index.html'));
}

/**
 * The command line and what it starts, a file each instead of a thousand: half the time to start. `bin/nearmiss.mjs` takes it while it is newer than what
 * was compiled. It lies two folders below the package, as sources and compiled files look for what ships with it.
 */
async function bundleProgram() {
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'src/cli/main.ts',
      worker: 'src/toolkit/worker.ts',
      'crew-member': 'src/toolkit/crew/crew-member.ts',
      thread: 'src/toolkit/serve/studio/thread.ts',
      'thread-entry': 'src/toolkit/preview/thread-entry.ts',
    },
    outdir: 'dist/bundle',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['source'],
    // Binaries, WebAssembly that lies beside its code, and what is optional.
    external: [
      'yaml-language-server',
      'sharp',
      'onnxruntime-node',
      'puppeteer',
      'esbuild',
      '@tensorflow/*',
      '@foxglove/wasm-zstd',
      'ws',
      'bullmq',
      'ioredis',
      '@aws-sdk/*',
      '@opentelemetry/*',
      'prom-client',
    ],
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'linked',
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
await bundlePreview();
if (!process.argv.includes('--no-types')) await bundleProgram();
