/** Addresses of object stores: what is one, how it is written, and that no secret gets through. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalStore, needFolder, storeAt, within, workFolder } from '#toolkit';
import { formatS3, parseS3 } from '#writers/index';
import { endpointIn, endpointOf } from '../../src/writers/sink/s3/place.js';

const segment = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,8}$/);
const places = fc.record(
  {
    bucket: fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]$/),
    prefix: fc.array(segment, { maxLength: 4 }).map((segments) => segments.join('/')),
    endpoint: fc.constantFrom('http://127.0.0.1:9000', 'https://s3.example.org', 'https://example.org:8443/store'),
    region: fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-[1-9]$/),
  },
  { requiredKeys: ['bucket', 'prefix'] },
);

test('what is written is read again, and written the same', () => {
  fc.assert(
    fc.property(places, (place) => {
      expect(parseS3(formatS3(place))).toEqual(place);
      expect(canonicalStore(formatS3(place))).toBe(formatS3(place));
    }),
    { seed: 1 },
  );
});

test('slashes at the end, an encoded endpoint and the order of options make no difference', () => {
  const one = 's3://bucket/a/b?endpoint=http://127.0.0.1:9000&region=eu-central-1';
  for (const other of [
    's3://bucket/a/b//?endpoint=http://127.0.0.1:9000/&region=eu-central-1',
    's3://bucket/a/b?region=eu-central-1&endpoint=http%3A%2F%2F127.0.0.1%3A9000',
    's3://bucket/a/b?region=eu-central-1&endpoint=HTTP://127.0.0.1:9000',
  ])
    expect(canonicalStore(other)).toBe(one);
});

describe('a secret is refused, and not repeated', () => {
  const secrets = fc.stringMatching(/^[A-Za-z0-9+]{8,20}$/).map((text) => `zz${text}`);
  const forms: ((secret: string) => string)[] = [
    (secret) => `s3://me:${secret}@bucket/x`,
    (secret) => `s3://${secret}@bucket/x`,
    (secret) => `s3://bucket/x?endpoint=http://me:${secret}@127.0.0.1:9000`,
    (secret) => `s3://bucket/x?endpoint=http://127.0.0.1:9000/?key=${secret}`,
    (secret) => `s3://bucket/x?secretAccessKey=${secret}`,
    (secret) => `s3://bucket/x?endpoint=${secret}`,
    (secret) => `s3://bucket/x?region=${secret.toUpperCase()}`,
    (secret) => `s3://Bucket/x?secret=${secret}`,
    (secret) => `s3://bucket/x#${secret}`,
    (secret) => `https://me:${secret}@example.org/x`,
  ];
  test.each(forms.map((form) => [form('SECRET'), form] as const))('%s', (_, form) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const error = thrown(() => storeAt(form(secret), 'test')) as Error & { code: string; hint: string };
        expect(error).toMatchObject({ code: /^NM790[123]$/.test(error.code) ? error.code : 'NM7901..3', exitCode: 2 });
        expect(`${error.message} ${error.hint}`.toLowerCase()).not.toContain(secret.toLowerCase());
      }),
      { seed: 2, numRuns: 30 },
    );
  });
});

test.each([
  's3:bucket',
  's3://',
  's3:///x',
  's3://ab',
  's3://bucket/a//b',
  's3://bucket/../x',
  's3://bucket/.hidden',
  's3://bucket/ä',
])('%s is none', (url) => {
  expect(() => parseS3(url)).toThrow(expect.objectContaining({ code: 'NM7903', exitCode: 2 }));
});

test('folders by path and by file: URL, other schemes not at all', () => {
  expect(canonicalStore('datasets/deer')).toBe(resolve('datasets/deer'));
  expect(canonicalStore(pathToFileURL('/data/deer').href)).toBe(resolve('/data/deer'));
  expect(canonicalStore('a:b')).toBe(resolve('a:b'));
  for (const url of ['gs://bucket/x', 'https://example.org/x', 'azure://x', 'FTP://x', 'file://elsewhere/x'])
    expect(() => storeAt(url, 'test'), url).toThrow(expect.objectContaining({ code: 'NM7901', exitCode: 2 }));
});

test('files and work folders of a dataset, and commands that want a folder', () => {
  expect(within('datasets/deer', 'a/b.html')).toBe('datasets/deer/a/b.html');
  expect(within('s3://bucket/d?endpoint=http://127.0.0.1:9', 'a.html')).toBe('s3://bucket/d/a.html');
  expect(workFolder('datasets/deer', 'queue-1')).toBe('datasets/deer/.nearmiss/queue-1');
  expect(workFolder('s3://bucket/d', 'queue-1')).toMatch(/nearmiss-queue-1$/);
  expect(needFolder('datasets/deer')).toBe('datasets/deer');
  expect(() => needFolder('s3://bucket/d')).toThrow(expect.objectContaining({ code: 'NM7909' }));
});

test('an endpoint from the environment is held to the same', () => {
  expect(endpointOf('http://127.0.0.1:9000/', 'NEARMISS_S3_ENDPOINT')).toBe('http://127.0.0.1:9000');
  expect(() => endpointOf('http://me:hunter2@h', 'NEARMISS_S3_ENDPOINT')).toThrow(expect.objectContaining({ code: 'NM7902' }));
  expect(() => endpointOf('ftp://h', 'NEARMISS_S3_ENDPOINT')).toThrow(expect.objectContaining({ code: 'NM7903' }));
});

test('of the variables that name a server our own counts first, then that of S3, then that of all of Amazon', () => {
  const env = { NEARMISS_S3_ENDPOINT: 'http://a', AWS_ENDPOINT_URL_S3: 'http://b', AWS_ENDPOINT_URL: 'http://c' };
  expect(endpointIn(env)).toBe('http://a');
  expect(endpointIn({ ...env, NEARMISS_S3_ENDPOINT: '' })).toBe('http://b');
  expect(endpointIn({ AWS_ENDPOINT_URL: 'http://c' })).toBe('http://c');
  expect(endpointIn({ ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBe('http://a');
  expect(endpointIn({ AWS_ENDPOINT_URL: 'http://c', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBeUndefined();
  expect(endpointIn({})).toBeUndefined();
  expect(() => endpointIn({ AWS_ENDPOINT_URL_S3: 'http://me:hunter2@h' })).toThrow(
    expect.objectContaining({ code: 'NM7902', message: expect.stringContaining('AWS_ENDPOINT_URL_S3') }),
  );
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
