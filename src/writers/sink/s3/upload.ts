/** A file that goes up in parts while it is made. Nobody sees it before it is completed. */
import { createHash } from 'node:crypto';
import { infrastructureError } from '#core/errors';
import { md5Of, type S3Api } from './api.js';

/** What object stores take of one object. */
const MOST_PARTS = 10_000;
const GIB = 1_073_741_824;

export class Upload {
  readonly #api: S3Api;
  readonly #key: string;
  readonly #id: string;
  readonly #etags: string[] = [];
  readonly #md5s: Buffer[] = [];
  #bytes = 0;
  /** One part at a time is under way while the next is filled. */
  #sending: Promise<void> = Promise.resolve();

  private constructor(api: S3Api, key: string, id: string) {
    this.#api = api;
    this.#key = key;
    this.#id = id;
  }

  static async begin(api: S3Api, key: string): Promise<Upload> {
    return new Upload(api, key, await api.begin(key));
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Of the whole object, as servers compute it that hash parts by MD5. */
  get etag(): string {
    return `${createHash('md5').update(Buffer.concat(this.#md5s)).digest('hex')}-${this.#md5s.length}`;
  }

  /** Resolves when the part before has been taken. @throws NearmissError NM7907 beyond 10,000 parts; what became of earlier parts */
  async add(part: Uint8Array): Promise<void> {
    await this.#sending;
    const number = this.#md5s.push(md5Of(part));
    if (number > MOST_PARTS) throw tooLong(this.#key, this.#bytes);
    this.#bytes += part.length;
    this.#sending = this.#api.part(this.#key, this.#id, number, part).then((etag) => {
      this.#etags[number - 1] = etag;
    });
    this.#sending.catch(() => {});
  }

  /** Resolves when the server has every part. */
  settle(): Promise<void> {
    return this.#sending;
  }

  complete(): Promise<void> {
    return this.#api.complete(this.#key, this.#id, this.#etags, this.etag);
  }

  /** A part that arrives after an abort could outlive it, so the one under way is waited for. */
  async abort(): Promise<void> {
    await this.#sending.catch(() => {});
    await this.#api.abort(this.#key, this.#id);
  }
}

function tooLong(key: string, bytes: number): Error {
  const gib = Math.floor(bytes / GIB);
  return infrastructureError('NM7907', `${key} is longer than ${gib} GiB, more than an object store takes in parts`);
}
