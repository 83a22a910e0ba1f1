/** The official Python readers, where this machine has them. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./read_coco.py', import.meta.url));
const python = process.env.NEARMISS_COCO_PYTHON ?? 'python3';

/** Undefined when they are there, otherwise how to get them. */
export function whyNoReaders(): string | undefined {
  if (spawnSync(python, ['-c', 'import pycocotools, PIL']).status === 0) return undefined;
  return `${python} lacks pycocotools or Pillow: pip install pycocotools pillow into some environment and set NEARMISS_COCO_PYTHON to its python`;
}

export interface Reading {
  readonly code: number | null;
  readonly scores: Readonly<Record<string, unknown>>;
  readonly complaints: string;
}
/** Reads with every warning an error, and scores the truth against itself. */
export function readWithOfficialReaders(dataset: string): Reading {
  const done = spawnSync(python, [script, dataset], { encoding: 'utf8' });
  const text = done.stdout.trim();
  return { code: done.status, scores: text === '' ? {} : JSON.parse(text), complaints: done.stderr };
}
