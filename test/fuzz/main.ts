/**
 * `node dist/test/fuzz/main.js --count 100000 [--seed 1] [--from 0] [--show 4711]`: hostile documents to every reader of documents. Each is decided by
 * seed and number, so a run goes on with `--from`, and a finding comes again with `--show`. Exit 1 where anything was found.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { documentOf, tryOne } from './run.js';
import { openTargets } from './targets.js';
import type { Share, Told } from './thread.js';

/** A document takes milliseconds; one that takes this long hangs. */
const HANGS_AFTER_MS = 20_000;
const MOST_FINDINGS = 50;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    show: { type: 'string' },
  },
});
const { seed } = values;

if (values.show !== undefined) await show(Number(values.show));
else process.exitCode = (await run(Number(values.from), Number(values.count))) === 0 ? 0 : 1;

async function show(number: number): Promise<void> {
  const targets = await openTargets();
  const { target, text } = documentOf(targets, seed, number);
  console.log(`--- ${target.name} ${number} of seed ${seed}\n${text}\n---`);
  console.log(await tryOne(targets, seed, number));
  for (const each of targets) await each.close?.();
}

interface Tally {
  taken: number;
  refused: number;
  ms: number;
  slowest: { readonly ms: number; readonly number: number };
}

/** @returns how many findings */
async function run(from: number, count: number): Promise<number> {
  const tallies = new Map<string, Tally>();
  const start = performance.now();
  let findings = 0;
  let next = from;
  const told = (what: string): void => {
    findings++;
    console.log(`FINDING ${what}`);
  };
  while (next < from + count && findings < MOST_FINDINGS) {
    const { number, hangs } = await tryShare({ seed, from: next, to: from + count }, tallies, told);
    if (hangs) told(`hangs: --seed ${seed} --show ${number}`);
    next = number + 1;
  }
  const tried = next - from;
  const seconds = (performance.now() - start) / 1000;
  for (const [name, { taken, refused, ms, slowest }] of [...tallies].sort()) {
    const each = (ms / (taken + refused)).toFixed(2);
    console.log(
      `${name.padEnd(15)} taken ${taken}, refused ${refused}, ${each} ms each, slowest ${slowest.ms.toFixed(0)} ms (${slowest.number})`,
    );
  }
  console.log(`${tried} documents of seed ${seed} from ${from} on, ${(tried / seconds).toFixed(0)}/s, ${findings} findings`);
  return findings;
}

/** As far as it comes. */
function tryShare(
  share: Share,
  tallies: Map<string, Tally>,
  told: (what: string) => void,
): Promise<{ readonly number: number; readonly hangs: boolean }> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.js', import.meta.url), { workerData: share });
    let number = share.from;
    let began = false;
    const ended = (hangs: boolean): void => {
      clearTimeout(watch);
      void thread.terminate();
      resolve({ number, hangs });
    };
    const watch = setTimeout(() => ended(true), HANGS_AFTER_MS + 40_000);
    thread.on('error', (error) => {
      clearTimeout(watch);
      if (!began) return reject(error);
      told(`the thread died: --seed ${share.seed} --show ${number}: ${error}`);
      resolve({ number, hangs: false });
    });
    thread.on('messageerror', reject);
    thread.on('message', (message: Told) => {
      if (message.type === 'begins') {
        number = message.number;
        began = true;
        watch.refresh();
        if (number > share.from && number % 5_000 === 0) console.log(`${number} ...`);
      } else if (message.type === 'tried') count(tallies, message);
      else if (message.type === 'finding') {
        const { finding } = message;
        told(`${finding.target}: --seed ${finding.seed} --show ${finding.number}\n${finding.what}\n`);
      } else ended(false);
    });
  });
}

function count(tallies: Map<string, Tally>, { target, taken, ms, number }: Extract<Told, { type: 'tried' }>): void {
  const tally = tallies.get(target) ?? { taken: 0, refused: 0, ms: 0, slowest: { ms: 0, number: 0 } };
  tallies.set(target, tally);
  tally[taken ? 'taken' : 'refused']++;
  tally.ms += ms;
  if (ms > tally.slowest.ms) tally.slowest = { ms, number };
}
