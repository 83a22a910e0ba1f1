/** Bodies of the user's own, as the host sends them. */
import { bodyAssets, unpackBody, withImported } from '#assets/index';
import type { Bodies } from '#contracts/model';

/** @returns the built-in bodies, and those */
export async function fetchBodies(addresses: readonly string[]): Promise<Bodies> {
  const packed = await Promise.all(
    addresses.map(async (address) => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`the host has no body at ${address}`);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  return withImported(bodyAssets, packed.map(unpackBody));
}
