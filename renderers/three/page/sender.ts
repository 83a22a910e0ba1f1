/** The page's side of the sender: its thread packs and sends one frame while this one draws the next. */
import type { LayerName } from '#contracts/layers';
import type { Ticket } from '#contracts/page';
import type { Raw } from './pack.js';

/** What the sender is asked, and what it answers; a frame's memory goes there and comes back. */
export type ToSender =
  | { readonly kind: 'open'; readonly marks: readonly string[] }
  | { readonly kind: 'send'; readonly raw: Raw; readonly layers: readonly LayerName[]; readonly ticket: Ticket };
export type FromSender =
  | { readonly kind: 'opened'; readonly could: boolean }
  | { readonly kind: 'sent'; readonly frame: number; readonly raw: Raw; readonly problem?: string };

export interface Sender {
  openFiles(marks: readonly string[]): Promise<boolean>;
  /** @returns the memory, once all is sent */
  send(raw: Raw, layers: readonly LayerName[], ticket: Ticket): Promise<Raw>;
}

export function buffersOf(raw: Raw): ArrayBuffer[] {
  return [raw.truth.buffer, raw.normals.buffer, raw.picture.buffer];
}

export function startSender(script: string): Sender {
  const worker = new Worker(script);
  let opened: ((could: boolean) => void) | undefined;
  const sending = new Map<number, { resolve(raw: Raw): void; reject(error: Error): void }>();
  worker.onmessage = ({ data }: MessageEvent<FromSender>) => {
    if (data.kind === 'opened') return opened?.(data.could);
    const waiting = sending.get(data.frame);
    sending.delete(data.frame);
    if (data.problem === undefined) waiting?.resolve(data.raw);
    else waiting?.reject(new Error(data.problem));
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of sending.values()) reject(new Error(message));
    sending.clear();
  };
  const tell = (message: ToSender, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  return {
    openFiles: (marks) =>
      new Promise((resolve) => {
        opened = resolve;
        tell({ kind: 'open', marks });
      }),
    send: (raw, layers, ticket) =>
      new Promise((resolve, reject) => {
        sending.set(ticket.frame, { resolve, reject });
        tell({ kind: 'send', raw, layers, ticket }, buffersOf(raw));
      }),
  };
}
