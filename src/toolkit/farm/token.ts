/** Names that no two processes share. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Unlike that of every other process that writes to the same place now. */
export function processToken(): string {
  return `${hostname()
    .replaceAll(/[^A-Za-z0-9-]/g, '-')
    .slice(0, 40)}-${process.pid}-${randomBytes(3).toString('hex')}`;
}
