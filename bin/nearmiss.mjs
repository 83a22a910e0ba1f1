#!/usr/bin/env node
// Starts the compiled program, or says how to compile it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(program))) await import(program.href);
else {
  console.error('nearmiss: not built yet - run `npm run setup` first (or `npm start`, which does that too)');
  process.exitCode = 3;
}
