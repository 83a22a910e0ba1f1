/**
 * Zlib streams whose bytes are the same on every machine. Node's zlib finds matches with hash functions that depend on the
 * processor; its run-length strategy (Z_RLE: matches at distance 1 only) uses none, and after a predictor runs are what
 * there is to find. Runs on libuv's threads.
 */
import { constants, deflate } from 'node:zlib';

export function deflatePortably(bytes: Uint8Array): Promise<Uint8Array> {
  const options = { level: 1, memLevel: 9, strategy: constants.Z_RLE, chunkSize: 1 << 16 };
  return new Promise((resolve, reject) => {
    deflate(bytes, options, (error, packed) => (error === null ? resolve(packed) : reject(error)));
  });
}
