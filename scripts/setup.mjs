/**
 * Set-up, all of it, from a fresh clone: packages, build, browser. Each step says what it does and is skipped when its
 * inputs have not changed since it last succeeded. Uses nothing but Node until the packages are there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.nearmiss-setup.json');
const sources = [
  'src',
  'renderers',
  'labels',
  'assets',
  'test',
  'bench',
  'docs/site',
  'scripts/build.mjs',
  'tsconfig.base.json',
  'tsconfig.json',
  'package.json',
];

/** Runs every step that is due. @returns nothing; ends the process with exit 3 and one clear message when a step can't be done. */
export async function setUp({ browser = true } = {}) {
  requireNode();
  const stamp = readStamp();
  const lock = hashFiles(['package.json', 'package-lock.json', '.npmrc']);
  if (stamp.lock !== lock || !existsSync(join(root, 'node_modules', 'typescript'))) {
    say('packages', 'installing with npm ci (about a minute on a first run)');
    run(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      "packages could not be installed: see npm's message above",
    );
    stamp.lock = lock;
    delete stamp.sources;
    writeStamp(stamp);
  }
  const tree = hashFiles(sources);
  if (stamp.sources !== tree || !existsSync(join(root, 'dist', 'src', 'cli', 'main.js'))) {
    say('build', 'compiling TypeScript and bundling the page');
    run(process.execPath, ['scripts/build.mjs'], 'the build failed: see the messages above');
    stamp.sources = tree;
    writeStamp(stamp);
  }
  if (!browser) return;
  if (stamp.browser !== undefined && existsSync(stamp.browser)) return;
  const { setUpBrowser } = await import(pathToFileURL(join(root, 'scripts', 'setup-browser.mjs')).href);
  const found = await setUpBrowser((what) => say('browser', what));
  if (found === undefined) process.exit(3);
  stamp.browser = found;
  writeStamp(stamp);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`nearmiss needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function run(command, args, onFailure) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) fail(onFailure);
}
function say(step, what) {
  console.log(`set-up: ${step}: ${what}`);
}
function fail(message) {
  console.error(`set-up: ${message}`);
  process.exit(3);
}

function hashFiles(names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => walk(join(root, name)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
function walk(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(path, entry.name)) : [join(path, entry.name)]));
}
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}
function writeStamp(stamp) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamp));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp();
  console.log('set-up: done');
}
