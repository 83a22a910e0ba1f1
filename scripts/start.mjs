/** `npm start`: set everything up, make a small labelled dataset of deer at dusk, say where it lies and how to go on. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const scenario = 'scenarios/wildlife/deer-pair-at-dusk.yaml';
const out = 'datasets/deer-pair-at-dusk';

await setUp();
const nearmiss = (...args) =>
  spawnSync(process.execPath, ['bin/nearmiss.mjs', ...args], { cwd: root, stdio: 'inherit' }).status ?? 3;
const resume = existsSync(join(root, out)) ? ['--resume'] : [];
const generated = nearmiss('generate', scenario, '--count', '2', '--seed', '1', '--size', '1280x720', '--out', out, ...resume);
if (generated !== 0) process.exit(generated);
const inspected = nearmiss('inspect', out);
if (inspected !== 0) process.exit(inspected);
console.log(`
Dataset:        ${out}/  (manifest.json: what it was made of, and its hashes)
Contact sheet:  ${out}/contact-sheet.html  (open it in a browser)

Go on:
  npx nearmiss sample ${scenario} --count 5 --seed 1       what the distributions draw
  npx nearmiss simulate ${scenario} --count 20 --seed 1    physics and verdicts, no pictures
  npx nearmiss generate scenarios/pedestrian/*.yaml --count 2 --seed 1 --out datasets/pedestrians --writers native,coco
  npx nearmiss verify ${out}                               make it again and compare hashes
  README.md, "A first scenario of your own"`);
