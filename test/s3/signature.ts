/** Signature Version 4 as the server checks it: who asks, and whether the request is as it was signed. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Keys {
  readonly id: string;
  readonly secret: string;
  /** Of credentials that end: every request has to carry it, signed as well. */
  readonly token?: string;
}

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** @returns the code of the error, or undefined where all is well */
export function wrongWith(request: IncomingMessage, url: URL, body: Uint8Array, keys: Keys): string | undefined {
  const parts = FORM.exec(request.headers.authorization ?? '');
  if (parts === null) return 'AccessDenied';
  const [, id, day, region, signedNames = '', signature] = parts;
  if (id !== keys.id) return 'InvalidAccessKeyId';
  const carries =
    request.headers['x-amz-security-token'] === keys.token && signedNames.split(';').includes('x-amz-security-token');
  if (keys.token !== undefined && !carries) return 'InvalidToken';
  const stated = String(request.headers['x-amz-content-sha256']);
  const hash = createHash('sha256').update(body).digest('hex');
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== hash) return 'XAmzContentSHA256Mismatch';
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) return 'BadDigest';
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const headers = signedNames.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), signedNames, stated].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const canonicalHash = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, canonicalHash].join('\n');
  const key = [String(day), String(region), 's3', 'aws4_request'].reduce<string | Buffer>(mac, `AWS4${keys.secret}`);
  return mac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
