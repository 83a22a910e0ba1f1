#!/usr/bin/env node
// Starts the program, or says how to build it: the bundle, which starts twice as fast, unless something has been compiled since.
import { readdirSync, statSync } from 'node:fs';

// Amazon's library says on older Nodes, in every process, that its later versions won't run there; this one does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const dist = new URL('../dist/', import.meta.url);
const [bundle, compiled] = [new URL('bundle/main.js', dist), new URL('src/cli/main.js', dist)];
const builds = new URL('.tsbuild/', dist);

const bundled = changed(bundle);
if (bundled !== undefined && compiledAt() <= bundled) await import(bundle.href);
else if (changed(compiled) !== undefined) await import(compiled.href);
else {
  console.error('nearmiss: not built yet - run `npm run setup` first (or `npm start`, which does that too)');
  process.exitCode = 3;
}

/** ms since 1970; undefined where there is no such file. */
function changed(url) {
  return statSync(url, { throwIfNoEntry: false })?.mtimeMs;
}
function compiledAt() {
  const names = changed(builds) === undefined ? [] : readdirSync(builds);
  return Math.max(0, ...names.map((name) => changed(new URL(name, builds)) ?? 0));
}
