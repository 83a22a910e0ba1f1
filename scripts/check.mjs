/** `npm run check`: types of every storey, lint and format, file sizes, generated pages current. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

await setUp({ browser: false });
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const steps = [
  ['lint and format', [biome, 'ci', '--diagnostic-level=error', '.']],
  ['generated reference pages', ['bin/nearmiss.mjs', 'docs', '--check']],
];
let failed = false;
for (const [name, command] of steps) {
  const done = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  console.log(`check: ${name}: ${done.status === 0 ? 'fine' : 'FAILED'}`);
  failed ||= done.status !== 0;
}
process.exit(failed ? 1 : 0);
