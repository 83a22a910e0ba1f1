/** One client: what it has subscribed to, and what waits to be sent to it. */
import { StatusLevel } from '@foxglove/ws-protocol';
import type { WebSocket } from 'ws';
import { createOutbox, type Keeping, type Outbox, type OutboxLimits, type Parcel } from './outbox.js';
import type { Wall } from './wall.js';
import { type Asked, messageHeader, parseAsked, type TextMessage, timeMessage } from './wire.js';

/** A message on its way to a client. */
export interface Sending {
  readonly channel: number;
  readonly unixNs: bigint;
  readonly data: Uint8Array;
  readonly keeping: Keeping;
  arrived?(atMs: number): void;
}

export interface Client {
  readonly outbox: Outbox;
  /** Ids of channels. */
  wants(channel: number): boolean;
  hearsOf(parameter: string): boolean;
  send(sending: Sending): void;
  time(unixNs: bigint): void;
  tell(message: TextMessage): void;
  warn(message: string, level?: StatusLevel): void;
  /** Resolves when everything has arrived, or the connection is gone. */
  drained(): Promise<void>;
  close(code: number, reason: string): void;
}

/** What the server does for a client. */
export interface Counter {
  has(channel: number): boolean;
  /** Whether there is such a parameter. */
  knows(parameter: string): boolean;
  subscribed(client: Client, channel: number): void;
  unsubscribed(channel: number): void;
  asked(client: Client, asked: Exclude<Asked, { readonly op: 'subscribe' | 'unsubscribe' }>): void;
  gone(client: Client): void;
}

/** RFC 6455, 7.4.1: policy violated. */
const TOO_SLOW = 1008;

export function openClient(socket: WebSocket, counter: Counter, limits: OutboxLimits, wall: Wall): Client {
  /** By the client's id for it, and the other way round. */
  const channels = new Map<number, number>();
  const subscriptions = new Map<number, number>();
  const parameters = new Set<string>();
  const emptied = new Set<() => void>();
  let gone = false;

  const outbox = createOutbox(limits, {
    send: (parts) => parts.forEach((part, i) => void socket.send(part, { fin: i === parts.length - 1 })),
    ping: (id) => socket.ping(String(id)),
    get stuckBytes() {
      return socket.bufferedAmount;
    },
    overflow: () => client.close(TOO_SLOW, 'too slow: not even what must not be left out can be held back any longer'),
    now: wall.now,
  });
  const push = (parcel: Parcel): void => {
    if (!gone && socket.readyState === socket.OPEN) outbox.push(parcel);
  };
  const tellEmptied = (): void => {
    if (!gone && outbox.waitingBytes + outbox.underWayBytes > 0) return;
    for (const call of [...emptied]) call();
    emptied.clear();
  };

  const client: Client = {
    outbox,
    wants: (channel) => subscriptions.has(channel),
    hearsOf: (name) => parameters.has(name),
    send({ channel, unixNs, data, keeping, arrived }) {
      const subscription = subscriptions.get(channel);
      if (subscription === undefined) return;
      const header = messageHeader(subscription, unixNs);
      const parcel = { lane: subscription, keeping, parts: [header, data], bytes: header.length + data.length };
      push(arrived === undefined ? parcel : { ...parcel, arrived });
    },
    time(unixNs) {
      const bytes = timeMessage(unixNs);
      outbox.forget('time');
      push({ lane: 'time', keeping: 'state', parts: [bytes], bytes: bytes.length });
    },
    tell(message) {
      const text = JSON.stringify(message);
      push({ lane: 'text', keeping: 'history', parts: [text], bytes: Buffer.byteLength(text) });
    },
    warn: (message, level = StatusLevel.WARNING) => client.tell({ op: 'status', level, message }),
    drained: () =>
      new Promise((resolve) => {
        emptied.add(resolve);
        tellEmptied();
      }),
    close(code, reason) {
      socket.close(code, reason);
      // One that reads nothing does not answer either.
      wall.after(1000, () => socket.terminate());
    },
  };

  function subscribe(subscription: number, channel: number): void {
    if (!counter.has(channel)) client.warn(`there is no channel ${channel}`);
    else if (channels.has(subscription)) client.warn(`subscription ${subscription} is in use`, StatusLevel.ERROR);
    else if (subscriptions.has(channel)) client.warn(`channel ${channel} is subscribed to already`);
    else {
      channels.set(subscription, channel);
      subscriptions.set(channel, subscription);
      counter.subscribed(client, channel);
    }
  }
  function unsubscribe(channel: number | undefined): void {
    const subscription = subscriptions.get(channel ?? -1);
    if (channel === undefined || subscription === undefined) return;
    channels.delete(subscription);
    subscriptions.delete(channel);
    outbox.forget(subscription);
    counter.unsubscribed(channel);
  }
  function answer(asked: Asked): void {
    if (asked.op === 'subscribe') for (const { id, channelId } of asked.subscriptions) subscribe(id, channelId);
    else if (asked.op === 'unsubscribe') {
      for (const id of asked.subscriptionIds) {
        if (!channels.has(id)) client.warn(`there is no subscription ${id}`);
        unsubscribe(channels.get(id));
      }
    } else {
      if (asked.op === 'subscribeParameterUpdates')
        for (const name of asked.parameterNames.filter(counter.knows)) parameters.add(name);
      if (asked.op === 'unsubscribeParameterUpdates') for (const name of asked.parameterNames) parameters.delete(name);
      counter.asked(client, asked);
    }
  }

  socket.on('message', (data, isBinary) => {
    if (isBinary) return client.warn('this server takes no messages of clients');
    const asked = parseAsked(String(data));
    if ('problem' in asked) client.warn(asked.problem, StatusLevel.ERROR);
    else answer(asked);
  });
  socket.on('pong', (data) => {
    outbox.answered(Number(String(data)));
    tellEmptied();
  });
  // What goes wrong on a line ends in its closing.
  socket.on('error', () => {});
  socket.on('close', () => {
    gone = true;
    for (const channel of [...subscriptions.keys()]) unsubscribe(channel);
    tellEmptied();
    counter.gone(client);
  });
  return client;
}
