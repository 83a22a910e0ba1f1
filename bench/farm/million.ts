/**
 * What planning and merging a million frames take: memory at the peak and minutes. The samples are pretended, replicas of one; merge, writers and hashes
 * are the real ones.
 *
 *   node dist/bench/farm/million.js [--samples 20000] [--frames 50] [--writers native,coco,webdataset] [--shard 16] [--heap MIB] [--gather] [--json]
 *
 * `--heap` limits the heap of the process that merges; `--gather` lets it hold all records at once, as a control that memory is measured.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MillionOrder, MillionReport } from './million-merge.js';
import { makeTemplate } from './template.js';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '20000' },
    frames: { type: 'string', default: '50' },
    writers: { type: 'string', default: 'native,coco,webdataset' },
    shard: { type: 'string', default: '16' },
    heap: { type: 'string' },
    gather: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const { gather } = values;
const folder = mkdtempSync(join(tmpdir(), 'nearmiss-million-'));
try {
  const template = join(folder, 'template.json');
  const frames = Number(values.frames);
  writeFileSync(template, JSON.stringify(await makeTemplate(values.writers.split(','), frames)));
  const order: MillionOrder = { template, samples: Number(values.samples), shardSize: Number(values.shard), gather };
  const limit = values.heap === undefined ? [] : [`--max-old-space-size=${values.heap}`];
  const program = join(import.meta.dirname, 'million-merge.js');
  const text = execFileSync(process.execPath, [...limit, program, JSON.stringify(order)], { encoding: 'utf8' });
  if (values.json) console.log(text.trim());
  else print(JSON.parse(text) as MillionReport);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print({
  summary,
  seconds,
  cpuSeconds,
  pretendingSeconds,
  readBytes,
  peakRssMib,
  written,
  stages,
}: MillionReport): void {
  const { samples, frames, files } = summary;
  console.log(`${samples} samples, ${frames} frames, ${files} files`);
  const minutes = (value: number): string => `${(value / 60).toFixed(1)} min`;
  console.log(`peak ${peakRssMib} MiB; ${(readBytes / 1e9).toFixed(1)} GB read`);
  console.log(
    `${minutes(seconds)}, ${minutes(cpuSeconds)} of a core; ${minutes(pretendingSeconds)} of it went into pretending`,
  );
  for (const [path, bytes] of Object.entries(written)) console.log(`  ${path}: ${(bytes / 1e6).toFixed(1)} MB`);
  console.log(
    Object.entries(stages)
      .map(([name, at]) => `${name} from ${at.toFixed(1)} s`)
      .join(', '),
  );
}
