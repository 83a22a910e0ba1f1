/** Where a queue is: `redis://`, `rediss://`, or a folder. */
import { type NearmissError, usageError } from '#core/errors';

export type QueueAddress =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'folder'; readonly path: string };

/** @throws NearmissError NM7804 for other schemes, and where the address can't be read */
export function queueAddress(text: string): QueueAddress {
  const [begin = '', scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text) ?? [];
  if (scheme === undefined && !/^(rediss?:|[\w.-]+:\d+$)/i.test(text)) return { kind: 'folder', path: text };
  if (scheme === undefined) throw noQueue(text);
  const name = scheme.toLowerCase();
  // In lower case, since whoever connects looks for `rediss:` to speak TLS.
  const url = `${name}://${text.slice(begin.length)}`;
  if ((name === 'redis' || name === 'rediss') && isRead(url)) return { kind: 'redis', url };
  throw noQueue(text);
}

function noQueue(text: string): NearmissError {
  return usageError(
    'NM7804',
    `no queue is reached by "${withoutPassword(text)}"`,
    'redis://host:6379, rediss://host:6379 (TLS), or a folder; in a password write / as %2F, @ as %40, ? as %3F, # as %23, % as %25',
  );
}

/** As whoever connects reads it, which is not so where a password holds what an address is divided by. */
function isRead(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, search, hash } = new URL(url);
  return hostname !== '' && ![pathname, search, hash].some((part) => part.includes('@'));
}

/** As it may be shown: all that may be of a password is left out, wherever it stands. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:(?:\/\/)?).*@/is, '$1***@').replace(/[?#].*$/s, '');
}

export function hasPassword(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:.*:.*@/is.test(url) || /[?&]password=/i.test(url);
}
