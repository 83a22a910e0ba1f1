/** SHA-256 and canonical JSON: what an identity, a manifest entry or a verification compares. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON with sorted keys, no white space, undefined members left out. Numbers print as ECMAScript's shortest round-trip
 * form, which every engine must produce alike.
 * @throws TypeError for NaN, infinities and what JSON can't say.
 */
export function canonicalJson(value: unknown): string {
  // What was read from canonical JSON is in its order already, and an engine's own printer is several times as fast.
  return isCanonical(value) ? JSON.stringify(value) : sortedJson(value);
}

/** Whether the engine prints it canonically: plain JSON, every object's keys in ascending order. False for what can't be said. */
function isCanonical(value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype || 'toJSON' in value) return false;
    for (let i = 0; i < value.length; i++) if (!isCanonical(value[i])) return false;
    return true;
  }
  if (prototype !== Object.prototype || 'toJSON' in value) return false;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && key <= before) return false;
    before = key;
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined && !isCanonical(member)) return false;
  }
  return true;
}

function sortedJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON can't hold ${value}`);
    return JSON.stringify(Object.is(value, -0) ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonical JSON can't hold a ${typeof value}`);
}

export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
