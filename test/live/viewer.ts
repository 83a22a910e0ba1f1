/** A viewer: Foxglove's own client over a real socket, and what it was told. */
import { once } from 'node:events';
import { type Channel, FoxgloveClient, type Parameter, type ServerInfo, type StatusMessage } from '@foxglove/ws-protocol';
import WebSocket from 'ws';
import { decodeMessage } from '../writers/read-mcap.js';

const EPOCH_NS = 1_577_836_800_000_000_000n;

export interface Received {
  readonly topic: string;
  /** Since the simulation's start. */
  readonly timeNs: number;
  readonly data: Uint8Array;
}

export interface Viewer {
  readonly socket: WebSocket;
  readonly client: FoxgloveClient;
  readonly channels: Channel[];
  readonly received: Received[];
  readonly statuses: StatusMessage[];
  readonly parameters: Map<string, Parameter['value']>;
  /** Simulation times that were told, ns. */
  readonly times: number[];
  readonly info: ServerInfo[];
  on(topic: string): readonly Received[];
  subscribe(...topics: readonly string[]): void;
  subscribeAll(): void;
  unsubscribe(topic: string): void;
  /** Resolves when it holds; the test's own time limit ends it. */
  until(holds: () => boolean): Promise<void>;
  /** By the schema that came with the channel, and another protobuf library than the one that wrote it. */
  // biome-ignore lint/suspicious/noExplicitAny: decoded by a schema that comes with it
  decode(message: Received): any;
  /** Everything that was sent before it has come. */
  settled(): Promise<void>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): Promise<void>;
}

export async function openViewer(url: string, protocols: readonly string[] = ['foxglove.websocket.v1']): Promise<Viewer> {
  const socket = new WebSocket(url, [...protocols]);
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: code as number, reason: String(reason) }));
  const client = new FoxgloveClient({ ws: socket as never });
  const looking = new Set<() => void>();
  const subscribed = new Map<number, Channel>();
  const look = (): void => {
    for (const call of looking) call();
  };
  const channelOf = (topic: string): Channel => {
    const channel = viewer.channels.find((each) => each.topic === topic);
    if (channel === undefined) throw new Error(`no channel ${topic} among ${viewer.channels.map((each) => each.topic)}`);
    return channel;
  };
  const viewer: Viewer = {
    socket,
    client,
    channels: [],
    received: [],
    statuses: [],
    parameters: new Map(),
    times: [],
    info: [],
    closed,
    on: (topic) => viewer.received.filter((message) => message.topic === topic),
    subscribe(...topics) {
      for (const topic of topics) subscribed.set(client.subscribe(channelOf(topic).id), channelOf(topic));
    },
    subscribeAll: () => viewer.subscribe(...viewer.channels.map(({ topic }) => topic)),
    unsubscribe(topic) {
      for (const [id, channel] of subscribed) if (channel.topic === topic) client.unsubscribe(id);
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return;
          looking.delete(check);
          resolve();
        };
        looking.add(check);
        check();
      }),
    decode({ topic, data }) {
      const { schema, schemaName } = channelOf(topic);
      return decodeMessage(Buffer.from(schema, 'base64'), schemaName, data);
    },
    async settled() {
      const answer = once(socket, 'pong');
      socket.ping();
      await answer;
    },
    async close() {
      // One that has stopped reading hears no farewell either.
      if (socket.isPaused) socket.terminate();
      client.close();
      await closed;
    },
  };
  client.on('advertise', (channels) => {
    viewer.channels.push(...channels);
    look();
  });
  client.on('serverInfo', (info) => viewer.info.push(info));
  client.on('status', (status) => {
    viewer.statuses.push(status);
    look();
  });
  client.on('parameterValues', ({ parameters }) => {
    for (const { name, value } of parameters) viewer.parameters.set(name, value);
    look();
  });
  client.on('time', ({ timestamp }) => viewer.times.push(Number(timestamp - EPOCH_NS)));
  client.on('message', ({ subscriptionId, timestamp, data }) => {
    const topic = subscribed.get(subscriptionId)?.topic ?? 'unknown';
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    viewer.received.push({ topic, timeNs: Number(timestamp - EPOCH_NS), data: bytes });
    look();
  });
  await Promise.race([viewer.until(() => viewer.channels.length > 0), closed.then(() => Promise.reject(new Error('closed')))]);
  return viewer;
}
