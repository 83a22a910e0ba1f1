/**
 * A small object store for tests: what a dataset asks of one, kept in memory, strict where real ones are strict. It checks signatures and digests, lists in
 * pages, knows uploads in parts and forgets none of them, and takes a request whole or not at all.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../farm/servers/certificate.js';
import { type Keys, wrongWith } from './signature.js';
import { document, element, errorDocument, escaped, partsIn } from './xml.js';

export const KEYS: Keys = { id: 'NEARMISSTEST', secret: 'a secret of the tests' };
export const BUCKET = 'datasets';
/** As the real ones: no part but the last is shorter. */
const LEAST_PART = 5 << 20;
/** Refused as badly asked, not as forbidden. */
const BAD_REQUESTS = ['BadDigest', 'XAmzContentSHA256Mismatch', 'InvalidToken'];

export interface S3ServerOptions {
  /** Of a listing's page. */
  readonly pageSize?: number;
  /** Bytes of any part but the last, at least; 5 MiB as the real ones when missing. */
  readonly leastPart?: number;
  /** Told of each object as it becomes visible. */
  readonly onObject?: (key: string, server: S3Server) => void;
  /** Servers there are that can't list open uploads. */
  readonly listsUploads?: boolean;
  /** And that don't know `If-None-Match` when something is put. */
  readonly putsIfNone?: boolean;
  /** By https as `localhost`, with this certificate. */
  readonly certificate?: Certificate;
  /** Asked of every request. */
  readonly sessionToken?: string;
}

interface StoredObject {
  readonly content: Uint8Array;
  readonly etag: string;
}

interface OpenUpload {
  readonly key: string;
  readonly startedMs: number;
  readonly parts: Map<number, StoredObject>;
}

export interface S3Server {
  readonly endpoint: string;
  readonly port: number;
  readonly objects: ReadonlyMap<string, StoredObject>;
  readonly uploads: ReadonlyMap<string, OpenUpload>;
  /** By operation, such as `PutObject`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Most parts that were being received at a time. */
  readonly partsAbreast: number;
  /** Bytes of parts taken so far. */
  readonly partBytes: number;
  /** Taken so far, whatever came of them. */
  readonly connections: number;
  close(): Promise<void>;
}

class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

export async function startS3(options: S3ServerOptions = {}): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, OpenUpload>();
  const counts = new Map<string, number>();
  const state = { parts: 0, partsAbreast: 0, partBytes: 0, upload: 0, connections: 0 };
  const keys = options.sessionToken === undefined ? KEYS : { ...KEYS, token: options.sessionToken };
  const pageSize = options.pageSize ?? 1000;

  const show = (key: string, content: Uint8Array, etag: string): void => {
    objects.set(key, { content, etag });
    options.onObject?.(key, server);
  };

  function uploadOf(query: URLSearchParams, key: string): OpenUpload {
    const upload = uploads.get(query.get('uploadId') ?? '');
    if (upload?.key !== key) throw new Refusal('NoSuchUpload', 404);
    return upload;
  }

  const operations: Readonly<Record<string, (request: Asked) => Answer>> = {
    PutObject({ key, body, onlyNew }) {
      if (onlyNew && options.putsIfNone === false) throw new Refusal('NotImplemented', 501);
      if (onlyNew && objects.has(key)) throw new Refusal('PreconditionFailed', 412);
      const etag = md5(body);
      show(key, body, etag);
      return { headers: { etag: `"${etag}"` } };
    },
    GetObject({ key }) {
      const found = objects.get(key);
      if (found === undefined) throw new Refusal('NoSuchKey', 404);
      return { body: found.content, headers: { etag: `"${found.etag}"` } };
    },
    HeadObject({ key }) {
      const found = objects.get(key);
      if (found === undefined) throw new Refusal('NotFound', 404);
      return { headers: { etag: `"${found.etag}"`, 'content-length': String(found.content.length) } };
    },
    DeleteObject({ key }) {
      objects.delete(key);
      return { status: 204 };
    },
    ListObjectsV2({ query }) {
      const prefix = query.get('prefix') ?? '';
      const after = Buffer.from(query.get('continuation-token') ?? '', 'base64url').toString();
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
      const page = keys.slice(0, pageSize);
      const token = Buffer.from(page.at(-1) ?? '').toString('base64url');
      const more = keys.length > page.length ? element('NextContinuationToken', token) : '';
      const contents = page.map((key) => {
        const { content, etag } = objects.get(key) as StoredObject;
        const facts = `${element('ETag', `&quot;${etag}&quot;`)}${element('Size', String(content.length))}`;
        return element('Contents', `${element('Key', escaped(key))}${facts}`);
      });
      const about = `${element('IsTruncated', String(more !== ''))}${element('KeyCount', String(page.length))}`;
      return { xml: document('ListBucketResult', `${about}${more}${contents.join('')}`) };
    },
    CreateMultipartUpload({ key }) {
      const id = `upload-${state.upload++}`;
      uploads.set(id, { key, startedMs: Date.now(), parts: new Map() });
      return { xml: document('InitiateMultipartUploadResult', `${element('Key', escaped(key))}${element('UploadId', id)}`) };
    },
    UploadPart({ key, query, body }) {
      const { parts } = uploadOf(query, key);
      const etag = md5(body);
      if (!parts.has(Number(query.get('partNumber')))) state.partBytes += body.length;
      parts.set(Number(query.get('partNumber')), { content: body, etag });
      return { headers: { etag: `"${etag}"` } };
    },
    CompleteMultipartUpload({ key, query, body }) {
      const { parts } = uploadOf(query, key);
      const named = partsIn(body.toString());
      if (named.length === 0) throw new Refusal('MalformedXML', 400);
      const chosen = named.map(({ number, etag }, i) => {
        const part = parts.get(number);
        if (part?.etag !== etag) throw new Refusal('InvalidPart', 400);
        if (number <= (named[i - 1]?.number ?? 0)) throw new Refusal('InvalidPartOrder', 400);
        if (i < named.length - 1 && part.content.length < (options.leastPart ?? LEAST_PART))
          throw new Refusal('EntityTooSmall', 400);
        return part;
      });
      const digests = Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, 'hex')));
      const etag = `${createHash('md5').update(digests).digest('hex')}-${chosen.length}`;
      uploads.delete(query.get('uploadId') ?? '');
      show(key, Buffer.concat(chosen.map(({ content }) => content)), etag);
      return { xml: document('CompleteMultipartUploadResult', element('ETag', `&quot;${etag}&quot;`)) };
    },
    AbortMultipartUpload({ key, query }) {
      uploadOf(query, key);
      uploads.delete(query.get('uploadId') ?? '');
      return { status: 204 };
    },
    ListMultipartUploads({ query }) {
      if (options.listsUploads === false) throw new Refusal('NotImplemented', 501);
      const prefix = query.get('prefix') ?? '';
      const after = query.get('upload-id-marker') ?? '';
      const found = [...uploads].filter(([id, { key }]) => key.startsWith(prefix) && (after === '' || rank(id) > rank(after)));
      const page = found.slice(0, pageSize);
      const [lastId, last] = page.at(-1) ?? [];
      const markers = `${element('NextKeyMarker', escaped(last?.key ?? ''))}${element('NextUploadIdMarker', lastId ?? '')}`;
      const isCut = found.length > page.length;
      const told = page.map(([id, { key, startedMs }]) => {
        const started = element('Initiated', new Date(startedMs).toISOString());
        return element('Upload', `${element('Key', escaped(key))}${element('UploadId', id)}${started}`);
      });
      const about = `${element('IsTruncated', String(isCut))}${isCut ? markers : ''}`;
      return { xml: document('ListMultipartUploadsResult', `${about}${told.join('')}`) };
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://store');
    const [bucket = '', ...path] = decodeURIComponent(url.pathname.slice(1)).split('/');
    const key = path.join('/');
    const name = operationOf(request.method ?? '', key, url.searchParams);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const isPart = name === 'UploadPart';
    state.partsAbreast = Math.max(state.partsAbreast, isPart ? ++state.parts : 0);
    try {
      const body = await bodyOf(request);
      const wrong = wrongWith(request, url, body, keys);
      if (wrong !== undefined) throw new Refusal(wrong, BAD_REQUESTS.includes(wrong) ? 400 : 403);
      if (bucket !== BUCKET) throw new Refusal('NoSuchBucket', 404);
      const operation = operations[name];
      if (operation === undefined) throw new Refusal('NotImplemented', 501);
      const onlyNew = request.headers['if-none-match'] === '*';
      answer(response, operation({ key, query: url.searchParams, body, onlyNew }));
    } catch (error) {
      if (!(error instanceof Refusal)) return void request.destroy();
      const { code, status } = error;
      answer(response, { status, ...(request.method === 'HEAD' ? {} : { xml: errorDocument(code, code) }) });
    } finally {
      if (isPart) state.parts--;
    }
  }

  const { certificate } = options;
  const take = (request: IncomingMessage, response: ServerResponse): void => void serve(request, response);
  const http = certificate === undefined ? createServer(take) : createSecureServer(contentOf(certificate), take);
  http.on('connection', () => state.connections++);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: S3Server = {
    endpoint: certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    port,
    objects,
    uploads,
    counts,
    get partsAbreast() {
      return state.partsAbreast;
    },
    get partBytes() {
      return state.partBytes;
    },
    get connections() {
      return state.connections;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

function contentOf({ key, cert }: Certificate): Record<keyof Certificate, Buffer> {
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

interface Asked {
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly onlyNew: boolean;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly xml?: string;
}

function operationOf(method: string, key: string, query: URLSearchParams): string {
  if (key === '')
    return query.has('uploads') ? 'ListMultipartUploads' : query.get('list-type') === '2' ? 'ListObjectsV2' : method;
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (method === 'PUT') return query.has('partNumber') ? 'UploadPart' : 'PutObject';
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
}

function answer(response: ServerResponse, { status = 200, headers = {}, body, xml }: Answer): void {
  const content = body ?? Buffer.from(xml ?? '');
  const length = headers['content-length'] === undefined ? { 'content-length': String(content.length) } : {};
  response.writeHead(status, { ...headers, ...length, ...(xml === undefined ? {} : { 'content-type': 'application/xml' }) });
  response.end(content);
}

/** @throws where the connection breaks before all of it is there */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  if (!request.complete) throw new Error('cut off');
  return Buffer.concat(pieces);
}

function md5(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

function rank(id: string): number {
  return Number(id.split('-')[1]);
}
