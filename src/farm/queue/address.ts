/** Where a queue is: `redis://`, `rediss://`, or a folder. */
import { usageError } from '#core/errors';

export type QueueAddress =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'folder'; readonly path: string };

/** @throws NearmissError NM7804 for other schemes */
export function queueAddress(text: string): QueueAddress {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'folder', path: text };
  if ((scheme === 'redis' || scheme === 'rediss') && URL.canParse(text)) return { kind: 'redis', url: text };
  throw usageError(
    'NM7804',
    `no queue is reached by "${withoutPassword(text)}"`,
    'redis://host:6379, rediss://host:6379 (TLS), or a folder',
  );
}

/** As it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1***@');
}

export function hasPassword(url: string): boolean {
  return /^[a-z+]+:\/\/[^@/]*:[^@/]+@/i.test(url);
}
