/** Files that ship with nearmiss. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** From the package's own folder on; from sources and from dist it lies at different heights. */
function shipped(path: string): string {
  const heights = ['../../', '../../../'].map((height) => fileURLToPath(new URL(`${height}${path}`, import.meta.url)));
  return heights.find((file) => existsSync(file)) ?? (heights[0] as string);
}

/** The scenario whose draws are the shipped model's styles. */
export const STYLES_FILE = shipped('assets/models/pass/styles.yaml');
export const PASS_MODEL = shipped('assets/models/pass/model.safetensors');
/** What editors know scenario files by. */
export const SCHEMA_FILE = shipped('docs/reference/scenario.schema.json');
/** Weights of the gate's segmenter. */
export const SEGMENTER = shipped('assets/models/gate.safetensors');
