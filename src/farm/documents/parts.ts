/** Values that documents have in common: each with its bounds. */
import * as z from 'zod';
import { LAYER_NAMES, type LayerName } from '#contracts/layers';

/** 4 MiB: a scenario's text, or a manifest's of model files. */
export const LONGEST_TEXT = 4 * 2 ** 20;
export const MOST_SAMPLES = 999_999;

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
export const sampleName = z.string().regex(/^\d{6}$/, 'a sample’s name of six digits');
/** Of a writer, a renderer, a backend. */
export const pluginName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'a name in lower case');
export const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}([-+][0-9A-Za-z.+-]{1,64})?$/, 'a version such as 1.2.3');

const STEP = '[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}';

export const label = z.string().max(1_000);
export const sentence = z.string().max(20_000);
export const documentText = z.string().max(LONGEST_TEXT);
/** A file as somebody named it; where it lies is no business of the document's form. */
export const filePath = z
  .string()
  .min(1)
  .max(4_096)
  .refine((path) => !/\p{Cc}/u.test(path), 'a path without control characters');
/** A file of a dataset, from its root on, as sinks take them. */
export const datasetPath = z
  .string()
  .max(1_024)
  .regex(new RegExp(`^${STEP}(/${STEP})*$`), 'a path from the dataset’s root on, of letters, digits, ".", "_" and "-"');

/** A count of things, 0 to `most`. */
export function count(most = MOST_SAMPLES): z.ZodNumber {
  return z.int().min(0).max(most);
}
export const layer = z.enum(LAYER_NAMES as readonly [LayerName, ...LayerName[]]);

/** Each entry once. */
export function unique<T extends z.ZodType>(entries: z.ZodArray<T>): z.ZodArray<T> {
  return entries.refine((list) => new Set(list).size === list.length, 'a list that names each once');
}
