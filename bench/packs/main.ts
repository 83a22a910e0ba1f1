/**
 * How reference drivers do in the packs, written into docs/packs.md between its marks. Figures are of this version, the same on any machine.
 * `node dist/bench/packs/main.js [part of a pack's name]`; with a part, that pack's tables are printed and nothing is written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { packs } from '#packs/index';
import { measuredTables } from './tables.js';

const PAGE = 'docs/packs.md';
const [FROM, TO] = ['<!-- measured -->', '<!-- measured so far -->'];

const [only] = process.argv.slice(2);
const chosen = packs.all.filter(({ name }) => only === undefined || name.includes(only));
const text = chosen.map(measuredTables).join('\n\n');
if (only !== undefined) console.log(text);
else {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest = ''] = page.split(FROM);
  const [, after] = rest.split(TO);
  if (after === undefined) throw new Error(`${PAGE} lacks its marks`);
  await writeFile(PAGE, `${before}${FROM}\n\n${text}\n\n${TO}${after}`);
}
