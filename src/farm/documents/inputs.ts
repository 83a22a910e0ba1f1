/** The list of files that were sent along with an order. */
import * as z from 'zod';
import type { SentInputs } from '#contracts/farm';
import { sha256 } from './parts.js';
import { readAs } from './reading.js';

const MOST_INPUTS = 10_000;
/** 1 GiB: what one read of a store can hold. */
export const LARGEST_INPUT = 2 ** 30;

const STEP = '[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}';
const PLACE = new RegExp(`^(scenarios|bodies|models)(/${STEP}){1,16}$`);

export const inputsSchema = z.strictObject({
  format: z.literal(1),
  planHash: sha256,
  inputs: z
    .array(
      z.strictObject({
        place: z.string().max(1_024).regex(PLACE, 'a place below scenarios/, bodies/ or models/'),
        sha256,
        bytes: z.int().min(0).max(LARGEST_INPUT),
      }),
    )
    .max(MOST_INPUTS),
});

/** Whether a list may name it so. */
export function isInputPlace(place: string): boolean {
  return place.length <= 1_024 && PLACE.test(place);
}

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7952 */
export function readInputs(given: unknown, where: string): SentInputs {
  return readAs<SentInputs>(inputsSchema, given, where, { name: 'a list of sent files', code: 'NM7952' });
}
