/**
 * A sample on its way into an object store. Small files wait on this machine, long ones go up in parts as they are made, and neither is seen before the commit.
 * The commit puts the sample's record last, since its presence says that the sample is there.
 */
import { createReadStream } from 'node:fs';
import type { SinkContent, StagedSink } from '#contracts/writer';
import { infrastructureError } from '#core/errors';
import { checkPath, recordOf, unitOf } from '../path.js';
import { md5Of, type S3Api, type Stored } from './api.js';
import { inParallel, inParts } from './parts.js';
import { fromSpool, openSpool } from './spool.js';
import { Upload } from './upload.js';

/** Files on their way at a time. */
const ABREAST = 16;

export interface StageOrder {
  readonly api: S3Api;
  readonly keyOf: (path: string) => string;
  /** Missing for files of the whole dataset. */
  readonly sample: string | undefined;
  /** What goes up at once; shorter files wait for the commit. */
  readonly partBytes: number;
}

interface Waiting {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string;
  send(): Promise<void>;
  giveUp(): Promise<void>;
}

export class S3Stage implements StagedSink {
  readonly #order: StageOrder;
  readonly #spool = openSpool();
  readonly #waiting = new Map<string, Waiting>();
  readonly #uploads = new Set<Upload>();
  readonly #beginning = new Set<Promise<Upload>>();
  /** Folders whose content is this sample's alone. */
  readonly #folders = new Set<string>();
  #closed = false;

  constructor(order: StageOrder) {
    this.#order = order;
  }

  async put(path: string, content: SinkContent): Promise<void> {
    const { sample } = this.#order;
    checkPath(path);
    const unit = sample === undefined ? path : unitOf(path, sample);
    if (unit !== path) this.#folders.add(unit);
    const waiting = await this.#take(path, content);
    await this.#waiting.get(path)?.giveUp();
    this.#waiting.set(path, waiting);
  }

  adopt(path: string, file: string): Promise<void> {
    return this.put(path, readBy(file));
  }

  async #take(path: string, content: SinkContent): Promise<Waiting> {
    const { partBytes } = this.#order;
    this.#check();
    const short = typeof content === 'string' ? Buffer.from(content) : content;
    if (short instanceof Uint8Array && short.length < partBytes) return await this.#keep(path, short);
    let upload: Upload | undefined;
    try {
      for await (const part of inParts(content, partBytes)) {
        this.#check();
        if (upload === undefined && part.length < partBytes) return await this.#keep(path, part);
        upload ??= await this.#begin(path);
        await upload.add(part);
      }
      if (upload === undefined) return await this.#keep(path, new Uint8Array());
      await upload.settle();
      this.#check();
      return this.#waitingFor(path, upload);
    } catch (error) {
      if (upload !== undefined) await this.#giveUp(upload).catch(() => {});
      throw error;
    }
  }

  async #keep(path: string, content: Uint8Array): Promise<Waiting> {
    const { api, keyOf } = this.#order;
    const file = await this.#spool.keep(content);
    const send = async (): Promise<void> => api.put(keyOf(path), await fromSpool(file));
    return { path, bytes: content.length, etag: md5Of(content).toString('hex'), send, giveUp: async () => {} };
  }

  async #begin(path: string): Promise<Upload> {
    const begun = this.#begun(path);
    this.#beginning.add(begun);
    try {
      return await begun;
    } finally {
      this.#beginning.delete(begun);
    }
  }

  async #begun(path: string): Promise<Upload> {
    const upload = await Upload.begin(this.#order.api, this.#order.keyOf(path));
    this.#uploads.add(upload);
    if (this.#closed) await this.#giveUp(upload);
    this.#check();
    return upload;
  }

  #waitingFor(path: string, upload: Upload): Waiting {
    const { bytes, etag } = upload;
    const send = async (): Promise<void> => {
      await upload.complete();
      this.#uploads.delete(upload);
    };
    return { path, bytes, etag, send, giveUp: () => this.#giveUp(upload) };
  }

  async #giveUp(upload: Upload): Promise<void> {
    await upload.abort();
    this.#uploads.delete(upload);
  }

  async commit(): Promise<void> {
    const { api, keyOf, sample } = this.#order;
    const there = await this.#there();
    const record = sample === undefined ? undefined : this.#waiting.get(recordOf(sample));
    const other = record && there.get(record.path);
    // A record that says otherwise must not stand beside files of ours.
    if (record !== undefined && other !== undefined && !isSame(record, other)) await api.remove(other.key);
    const rest = [...this.#waiting.values()].filter((each) => each !== record);
    await inParallel(rest, ABREAST, (each) => sendUnlessThere(each, there.get(each.path)));
    const stale = [...there.values()].filter(({ key }) => !this.#waiting.has(key.slice(keyOf('').length)));
    await inParallel(stale, ABREAST, ({ key }) => api.remove(key));
    if (record !== undefined) await sendUnlessThere(record, other);
    await this.discard();
  }

  /** What an earlier attempt, or another one, has left in the sample's folders, by path. */
  async #there(): Promise<ReadonlyMap<string, Stored>> {
    const { api, keyOf } = this.#order;
    const there = new Map<string, Stored>();
    await inParallel([...this.#folders], ABREAST, async (folder) => {
      for await (const stored of api.list(keyOf(`${folder}/`))) there.set(stored.key.slice(keyOf('').length), stored);
    });
    return there;
  }

  async discard(): Promise<void> {
    this.#closed = true;
    // Whoever begins one just now gives it up as soon as it has a name.
    await Promise.allSettled(this.#beginning);
    await Promise.allSettled([...this.#uploads].map((upload) => this.#giveUp(upload)));
    await this.#spool.remove();
    this.#waiting.clear();
  }

  #check(): void {
    if (this.#closed) throw infrastructureError('NM7908', 'the files of this attempt were given up while they were written');
  }
}

async function* readBy(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 1 << 20 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw infrastructureError('NM7002', `could not take ${file} over: ${why}`, 'is it there, and may it be read?', error);
  }
}

async function sendUnlessThere(waiting: Waiting, stored: Stored | undefined): Promise<void> {
  if (stored !== undefined && isSame(waiting, stored)) await waiting.giveUp();
  else await waiting.send();
}

/** Where a server's etags are no MD5s, nothing is ever the same, and is written again. */
function isSame(waiting: Waiting, stored: Stored): boolean {
  return stored.bytes === waiting.bytes && stored.etag === waiting.etag;
}
