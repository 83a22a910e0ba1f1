/**
 * `npm test`: set-up, checks, then the lanes in order: fast (no browser, seconds), slow (browser, fresh processes, official
 * readers; bounded). `npm test -- fast` runs one lane. Ends with one line that counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';
import { setUpRedis } from './setup-redis.mjs';

const lanes = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['check', 'fast', 'slow'];
await setUp({ browser: lanes.includes('slow') });
if (lanes.includes('slow') && !setUpRedis((what) => console.log(`set-up: redis: ${what}`))) process.exit(3);

const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-test-'));
const count = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const lane of lanes) {
  const started = process.hrtime.bigint();
  const ok = lane === 'check' ? node(['scripts/check.mjs']) : vitest(lane);
  console.log(`lane ${lane}: ${ok ? 'fine' : 'FAILED'} in ${Number((process.hrtime.bigint() - started) / 1_000_000_000n)} s`);
  broken ||= !ok;
  if (broken) break;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(broken ? 1 : 0);

function vitest(lane) {
  const report = join(scratch, `${lane}.json`);
  const entry = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const ok = node([entry, 'run', '--project', lane, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    count.passed += result.numPassedTests;
    count.failed += result.numFailedTests;
    count.skipped += result.numPendingTests;
  } catch {
    console.error(`lane ${lane}: no report was written`);
  }
  return ok;
}
function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}
