/** What would open a door never leaves: planted secrets do not survive, wherever and however they are written; and plain text does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretsOf, withoutSecrets } from '#watch/secrets';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const of = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const word = of(LETTERS, 12, 40);
const any = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 }).filter((text) => text.trim().length >= 8);
/** Text that comes before or behind. */
const around = fc.constantFrom('', ' ', 'store: ', 'connect failed (', '{"a":1}', '\n', 'at x (/a/b.js:1:2)\n', ' and ', '; ');

const survives = (text: string, secret: string): boolean => text.includes(secret);

/** A secret, and a text that has it where its place or its look says what it is. */
const SHAPED: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  address: (s) => [
    `redis://:${s}@host:6379/0`,
    `rediss://user:${s}@host`,
    `https://${s}@host/path`,
    `http://user:p@${s}@host/x`,
    `amqp://user:a/${s}@host`,
    encodeURIComponent(`redis://user:${s}@host:6379`),
    JSON.stringify({ url: `redis://user:${s}@host` }),
  ],
  named: (s) => [
    `password=${s}`,
    `PASSWORD: ${s}`,
    `AWS_SECRET_ACCESS_KEY=${s}`,
    `aws_session_token = "${s}"`,
    `--password ${s}`,
    `--api-key=${s}`,
    `--access-token '${s}'`,
    `https://h/x?X-Amz-Signature=${s}&X-Amz-Date=1`,
    `https://h/x?a=1&X-Amz-Security-Token=${s}`,
    `X-Amz-Credential%3D${s}`,
    `<SecretAccessKey>${s}</SecretAccessKey>`,
    `{ secretAccessKey: '${s}', region: 'x' }`,
    JSON.stringify({ secretAccessKey: s }),
    JSON.stringify({ inner: JSON.stringify({ secretAccessKey: s, region: 'x' }) }),
  ],
  headers: (s) => [
    `Authorization: Bearer ${s}`,
    `authorization: Basic ${Buffer.from(`user:${s}`).toString('base64')}`,
    `Authorization: AWS4-HMAC-SHA256 Credential=${s}/20260101/eu/s3/aws4_request, SignedHeaders=host, Signature=${s}`,
    JSON.stringify({ headers: { authorization: `Bearer ${s}` } }),
    `Cookie: sid=${s}; other=${s}`,
    `sent Bearer ${s} to`,
  ],
  looks: (s) => [
    `ghp_${s}`,
    `glpat-${s}`,
    `xoxb-${s}`,
    `eyJhbGciOi.${s}.${s}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${s}`,
  ],
};

test.each(Object.entries(SHAPED))('what a text shows to be a secret by its %s does not survive', (_name, texts) => {
  fc.assert(
    fc.property(word, around, around, (secret, before, behind) => {
      for (const text of texts(secret)) expect(survives(withoutSecrets(`${before}${text}${behind}`), secret), text).toBe(false);
    }),
  );
});

test('a password with quotes, backslashes and line ends does not survive in JSON, nor in JSON in JSON', () => {
  const nasty = fc.tuple(of('"\\\n\'ab ', 1, 6), word).map(([start, end]) => `${start}${end}`);
  fc.assert(
    fc.property(nasty, word, (secret, tail) => {
      const text = JSON.stringify({ password: secret, kept: tail });
      expect(withoutSecrets(text)).toBe(`{"password":***,"kept":${JSON.stringify(tail)}}`);
      const twice = withoutSecrets(JSON.stringify({ inner: text }));
      expect(survives(twice, secret.slice(-12))).toBe(false);
      expect(survives(twice, tail) || secret.endsWith(tail)).toBe(true);
    }),
  );
});

test('keys of clouds do not survive on their own', () => {
  const key = fc
    .tuple(fc.constantFrom('AKIA', 'ASIA', 'AROA'), of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16))
    .map((parts) => parts.join(''));
  const secret = fc.tuple(of(`${LETTERS}+/`, 37), fc.constantFrom('aB1', 'B/a', '0zZ')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(key, secret, around, fc.constantFrom('', ' ', '\n', ')', '"', '; '), (id, hidden, before, behind) => {
      expect(survives(withoutSecrets(`${before}${id}${behind}`), id)).toBe(false);
      expect(survives(withoutSecrets(`${before}(${hidden}${behind}`), hidden)).toBe(false);
    }),
  );
});

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** How a secret is written: what of the text is the secret's own. */
const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  'it is': (s) => s,
  'part of an address': encodeURIComponent,
  'part of an address in an address': (s) => encodeURIComponent(encodeURIComponent(s)),
  'a form has it': (s) => new URLSearchParams({ x: s }).toString().slice(2),
  'JSON has it': inJson,
  'JSON in JSON has it': (s) => inJson(inJson(s)),
  hex: (s) => Buffer.from(s).toString('hex'),
  base64,
  base64url: (s) => Buffer.from(s).toString('base64url'),
};

test.each(Object.entries(ENCODINGS))('a secret that is known does not survive as %s, whatever it is', (_name, encode) => {
  fc.assert(
    fc.property(any, around, around, (secret, before, behind) => {
      const clean = withoutSecrets(`${before}${encode(secret)}${behind}`, [secret]);
      expect(survives(clean, encode(secret))).toBe(false);
      expect(survives(clean, secret)).toBe(false);
    }),
  );
});

test('the bytes of a known secret can not be had back from base64', () => {
  fc.assert(
    fc.property(any, fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), (secret, before, behind) => {
      const clean = withoutSecrets(Buffer.from(before + secret + behind).toString('base64'), [secret]);
      const pieces = clean.split('***').map((piece) => Buffer.from(piece, 'base64').toString());
      expect(pieces.some((piece) => piece.includes(secret))).toBe(false);
      expect(clean).toContain('***');
    }),
  );
});

test('the environment says what is secret', () => {
  const env = {
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    REDIS_URL: 'redis://:p%40ss-word@host:6379',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-team=0123456789',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token',
    HOME: '/home/somebody',
    DEBUG_TOKEN: 'abc',
  };
  expect([...secretsOf(env)].sort()).toEqual([
    'p%40ss-word',
    'p@ss-word',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'x-team=0123456789',
  ]);
});

test('what is no secret stays as it is', () => {
  const texts = [
    'sample 000012 (draw 4): the page did not answer for 60 s',
    'https://user-guide.example/path/@scope/package?size=640x480',
    'redis://127.0.0.1:6379/0 is not there: ECONNREFUSED',
    's3://bucket/prefix/samples/000001/front/rgb/000001.png',
    'dataset 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 at a29e3a772457e8df64d6b45e3fcb539af4a6ffd0',
    'at runSample (file:///srv/nearmiss/dist/src/pipeline/run-sample.js:24:17)',
    'NM7010 a worker process was ended by SIGKILL',
    'mail somebody@example.org',
  ];
  for (const text of texts) expect(withoutSecrets(text)).toBe(text);
});

test('control: the test sees what is let through', () => {
  expect(survives('redis://:hunter2hunter2@host', 'hunter2hunter2')).toBe(true);
  expect(withoutSecrets('hunter2hunter2')).toBe('hunter2hunter2');
});
