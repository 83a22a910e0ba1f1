/** The requests that a dataset takes, each tried until it holds or is told as an error. Keys are whole: prefix and path. */
import { createHash } from 'node:crypto';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type Connection, type ConnectOptions, connect } from './client.js';
import type { S3Place } from './place.js';
import { isMissing, nameOf, statusOf, told } from './told.js';

/** An object as a listing tells of it. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
  /** Without quotes; often, but not always, the MD5 of its content. */
  readonly etag: string;
}

/** An upload in parts that nobody has completed. */
export interface OpenUpload {
  readonly key: string;
  readonly id: string;
  /** By the server's clock, ms since 1970. */
  readonly startedMs: number;
}

export interface S3Options extends ConnectOptions {
  /** ms of a clock that only goes forwards. */
  readonly now: () => number;
}

/** How often the body of an answer is asked for again when the connection breaks within it; the library doesn't. */
const BODY_ATTEMPTS = 8;
/** Servers tell the start of an upload to the second. */
const CLOCK_GRAIN_MS = 1500;
/** What servers say to whoever wants to be the first. */
const [CONFLICT, PRECONDITION_FAILED, NOT_IMPLEMENTED] = [409, 412, 501];

type Body = NonNullable<GetObjectCommandOutput['Body']>;

export class S3Api {
  readonly place: S3Place;
  readonly #options: S3Options;
  #connection: Promise<Connection> | undefined;

  constructor(place: S3Place, options: S3Options) {
    this.place = place;
    this.#options = options;
  }

  put(key: string, content: Uint8Array): Promise<void> {
    return this.#told(`write ${key}`, async ({ library, client }) => {
      const order = { ...this.#at(key), Body: content, ContentMD5: md5Of(content).toString('base64') };
      await client.send(new library.PutObjectCommand(order));
    });
  }

  /** Unless there is an object of that key; where the server can't tell, over it. @returns whether it was put, as far as the answer says */
  create(key: string, content: Uint8Array): Promise<boolean> {
    return this.#told(`write ${key}`, async ({ library, client }) => {
      const order = { ...this.#at(key), Body: content, ContentMD5: md5Of(content).toString('base64') };
      try {
        await client.send(new library.PutObjectCommand({ ...order, IfNoneMatch: '*' }));
      } catch (error) {
        const status = statusOf(error);
        if (status === PRECONDITION_FAILED || status === CONFLICT) return false;
        if (status !== NOT_IMPLEMENTED) throw error;
        await client.send(new library.PutObjectCommand(order));
      }
      return true;
    });
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return this.#body(key, async (body) => {
      const bytes = await body.transformToByteArray();
      return { result: bytes, length: bytes.length };
    });
  }

  /** SHA-256 in hex, with no more of it in memory than comes at once. */
  hash(key: string): Promise<string | undefined> {
    return this.#body(key, async (body) => {
      const hash = createHash('sha256');
      let length = 0;
      for await (const piece of body as AsyncIterable<Uint8Array>) {
        hash.update(piece);
        length += piece.length;
      }
      return { result: hash.digest('hex'), length };
    });
  }

  /** @param take what is made of the body, and how many bytes came; it is called anew for each try */
  #body<T>(
    key: string,
    take: (body: Body) => Promise<{ readonly result: T; readonly length: number }>,
  ): Promise<T | undefined> {
    return this.#told(`read ${key}`, async ({ library, client }) => {
      for (let attempt = 1; ; attempt++) {
        const answer = await client.send(new library.GetObjectCommand(this.#at(key))).catch(noneWhereMissing);
        if (answer?.Body === undefined) return undefined;
        try {
          const { result, length } = await take(answer.Body);
          if (answer.ContentLength === undefined || length === answer.ContentLength) return result;
          throw new Error(`${length} bytes came of ${answer.ContentLength}`);
        } catch (error) {
          if (attempt === BODY_ATTEMPTS) throw error;
        }
      }
    });
  }

  head(key: string): Promise<Stored | undefined> {
    return this.#told(`look for ${key}`, async ({ library, client }) => {
      const answer = await client.send(new library.HeadObjectCommand(this.#at(key))).catch(noneWhereMissing);
      return answer && { key, bytes: answer.ContentLength ?? 0, etag: plain(answer.ETag) };
    });
  }

  remove(key: string): Promise<void> {
    return this.#told(`remove ${key}`, async ({ library, client }) => {
      await client.send(new library.DeleteObjectCommand(this.#at(key)));
    });
  }

  /** A page of answers at a time. */
  async *list(prefix: string): AsyncIterable<Stored> {
    let token: string | undefined;
    do {
      const from = token === undefined ? {} : { ContinuationToken: token };
      const page = await this.#told(`list ${prefix || 'the bucket'}`, ({ library, client }) =>
        client.send(new library.ListObjectsV2Command({ Bucket: this.place.bucket, Prefix: prefix, ...from })),
      );
      for (const { Key, Size, ETag } of page.Contents ?? [])
        if (Key !== undefined) yield { key: Key, bytes: Size ?? 0, etag: plain(ETag) };
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  /** Begins an upload in parts. One that was begun twice, because the first answer was lost, is begun once in the end. @returns its id */
  begin(key: string): Promise<string> {
    return this.#told(`begin ${key}`, async ({ library, client }) => {
      const askedMs = this.#options.now();
      const { UploadId, $metadata } = await client.send(new library.CreateMultipartUploadCommand(this.#at(key)));
      if (UploadId === undefined) throw new Error('the server began an upload without a name');
      if (($metadata.attempts ?? 1) > 1) await this.#abortTwins(key, UploadId, this.#options.now() - askedMs);
      return UploadId;
    });
  }

  /** Those of the key that began within `withinMs` before ours did. */
  async #abortTwins(key: string, id: string, withinMs: number): Promise<void> {
    const open: OpenUpload[] = [];
    for await (const upload of this.uploads(key)) if (upload.key === key) open.push(upload);
    const own = open.find((upload) => upload.id === id);
    if (own === undefined) return;
    const since = own.startedMs - withinMs - CLOCK_GRAIN_MS;
    const twins = open.filter(({ id: other, startedMs }) => other !== id && startedMs >= since && startedMs <= own.startedMs);
    for (const twin of twins) await this.abort(key, twin.id);
  }

  /** @param number from 1 @returns the part's etag, as `complete` wants it */
  part(key: string, id: string, number: number, content: Uint8Array): Promise<string> {
    return this.#told(`write part ${number} of ${key}`, async ({ library, client }) => {
      const order = { ...this.#at(key), UploadId: id, PartNumber: number, Body: content };
      const { ETag } = await client.send(
        new library.UploadPartCommand({ ...order, ContentMD5: md5Of(content).toString('base64') }),
      );
      if (ETag === undefined) throw new Error('the server took a part and gave no etag');
      return ETag;
    });
  }

  /** @param etag what the whole object's would be: an upload that is gone was completed where an object has it */
  complete(key: string, id: string, etags: readonly string[], etag: string): Promise<void> {
    return this.#told(`complete ${key}`, async ({ library, client }) => {
      const Parts = etags.map((ETag, i) => ({ ETag, PartNumber: i + 1 }));
      try {
        await client.send(
          new library.CompleteMultipartUploadCommand({ ...this.#at(key), UploadId: id, MultipartUpload: { Parts } }),
        );
      } catch (error) {
        const gone = nameOf(error) === 'NoSuchUpload';
        if (!gone || (await this.head(key))?.etag !== etag) throw error;
      }
    });
  }

  abort(key: string, id: string): Promise<void> {
    return this.#told(`give up ${key}`, async ({ library, client }) => {
      await client.send(new library.AbortMultipartUploadCommand({ ...this.#at(key), UploadId: id })).catch((error: unknown) => {
        if (nameOf(error) !== 'NoSuchUpload' && statusOf(error) !== 404) throw error;
      });
    });
  }

  async *uploads(prefix: string): AsyncIterable<OpenUpload> {
    let from: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } | undefined = {};
    while (from !== undefined) {
      const order = { Bucket: this.place.bucket, Prefix: prefix, ...from };
      const page = await this.#told('list open uploads', ({ library, client }) =>
        client.send(new library.ListMultipartUploadsCommand(order)),
      );
      for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
        if (Key !== undefined && UploadId !== undefined) yield { key: Key, id: UploadId, startedMs: Initiated?.getTime() ?? 0 };
      from = markersOf(page);
    }
  }

  #at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.place.bucket, Key: key };
  }

  async #told<T>(doing: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      this.#connection ??= connect(this.place, this.#options);
      return await work(await this.#connection);
    } catch (error) {
      throw told(error, doing, this.place);
    }
  }
}

interface UploadsPage {
  readonly IsTruncated?: boolean | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextUploadIdMarker?: string | undefined;
}

function markersOf({ IsTruncated, NextKeyMarker, NextUploadIdMarker }: UploadsPage) {
  if (IsTruncated !== true || NextKeyMarker === undefined) return undefined;
  return { KeyMarker: NextKeyMarker, ...(NextUploadIdMarker === undefined ? {} : { UploadIdMarker: NextUploadIdMarker }) };
}

export function md5Of(content: Uint8Array): Buffer {
  return createHash('md5').update(content).digest();
}

function noneWhereMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

function plain(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}
