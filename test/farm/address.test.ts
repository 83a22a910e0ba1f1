/** Addresses of queues: read as whoever connects reads them, and shown without their passwords. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearmissError } from '#core/errors';
import { hasPassword, queueAddress, withoutPassword } from '#farm/index';

const refusal = (text: string): string => {
  try {
    queueAddress(text);
    return '';
  } catch (error) {
    const { code, exitCode, message, hint } = error as NearmissError;
    expect(error).toBeInstanceOf(NearmissError);
    return `${exitCode} ${code} ${message} ${hint}`;
  }
};

describe('an address', () => {
  it('is a folder, or Redis with and without TLS', () => {
    expect(queueAddress('jobs/night')).toEqual({ kind: 'folder', path: 'jobs/night' });
    expect(queueAddress('redis://10.0.0.5:6379')).toEqual({ kind: 'redis', url: 'redis://10.0.0.5:6379' });
    expect(queueAddress('rediss://:p%2Fw@host/2?family=6')).toEqual({ kind: 'redis', url: 'rediss://:p%2Fw@host/2?family=6' });
  });

  it('speaks TLS however its scheme is written', () => {
    expect(queueAddress('REDISS://host')).toEqual({ kind: 'redis', url: 'rediss://host' });
  });

  it.each([
    '127.0.0.1:6379',
    'queue.example:6379',
    'redis:/host',
    'REDIS:host',
    'http://host',
    'amqp://host',
    'redis://',
    'redis://:aGVs/bG8=@host',
    'redis://:a?b@host',
    'redis://:a#b@host',
  ])('%s is none, and the hint says how a password is written', (text) => {
    expect(refusal(text)).toMatch(/^2 NM7804 .*%2F/);
  });
});

describe('a password', () => {
  it.each([
    ['redis://:secret@host:6379', 'redis://***@host:6379'],
    ['redis://me:pa@ssword@host', 'redis://***@host'],
    ['redis://:s3cr/et@host/1', 'redis://***@host/1'],
    ['redis://:a?b@host', 'redis://***@host'],
    ['redis://host?password=secret', 'redis://host'],
    ['redis://host:6379/0', 'redis://host:6379/0'],
    ['redis:/:secret@host', 'redis:***@host'],
    ['jobs/a@b', 'jobs/a@b'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown);
  });

  it('is shown in no address, whatever characters it has', () => {
    const password = fc.string({ minLength: 6, maxLength: 20, unit: 'binary-ascii' }).filter((text) => /[^*]{4}/.test(text));
    fc.assert(
      fc.property(password, fc.constantFrom('redis', 'rediss', 'http', 'REDIS'), (secret, scheme) => {
        const url = `${scheme}://me:${secret}@queue.example:6379`;
        expect(withoutPassword(url)).toBe(`${scheme}://***@queue.example:6379`);
        expect(hasPassword(url)).toBe(true);
        expect(refusal(url)).not.toContain(secret);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it.each([
    ['redis://:secret@host', true],
    ['redis://:s3cr/et@host', true],
    ['redis://host?password=secret', true],
    ['redis:/:secret@host', true],
    ['redis://host:6379', false],
    ['redis://me@host', false],
    ['jobs/night', false],
  ])('%s has one: %s', (url, has) => {
    expect(hasPassword(url)).toBe(has);
  });
});
