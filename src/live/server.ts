/** The server of the stream: who is there, what they want, what they are told, and what those get who come later. */
import { type Parameter, ServerCapability, StatusLevel } from '@foxglove/ws-protocol';
import { WebSocketServer } from 'ws';
import { infrastructureError } from '#core/errors';
import { type Client, type Counter, openClient } from './client.js';
import { createLatches } from './latches.js';
import type { OutboxLimits } from './outbox.js';
import { createTally, type TopicFigures } from './stats.js';
import type { Told, Topic } from './told.js';
import type { Wall } from './wall.js';
import { channelOf, SUBPROTOCOLS } from './wire.js';

export interface LiveOptions {
  readonly name: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly topics: readonly Topic[];
  /** ns from 1970 to simulation time 0. */
  readonly epochNs: bigint;
  readonly limits: OutboxLimits;
  readonly wall: Wall;
  readonly metadata: Readonly<Record<string, string>>;
  /** Told of every message as it is handed to the clients; for measuring. */
  readonly watch?: Watch;
  /** Values that clients may read, and set by their names. */
  readonly parameters: {
    readonly names: readonly string[];
    get(name: string): Parameter['value'];
    /** @throws Error with a message for whoever set it */
    set(name: string, value: unknown): void;
  };
}

/** @param dueMs when it should have been there @param sentMs when it was handed over; both in real time */
export type Watch = (topic: string, timeNs: number, dueMs: number, sentMs: number) => void;

export interface LiveServer {
  /** `ws://127.0.0.1:8765` */
  readonly url: string;
  readonly clients: number;
  /** Whether anybody has subscribed to that index of the topics. */
  wants(channel: number): boolean;
  /** @param dueMs when it should have been there, in real time */
  publish(told: Told, dueMs: number): void;
  time(timeNs: number): void;
  /** Another run begins: nothing of the last one is kept for those who come later. */
  forget(): void;
  /** Shown until it is replaced or taken back. */
  status(id: string, message: string | undefined): void;
  /** Tells those who asked to hear of it. */
  parametersChanged(): void;
  /** Resolves with the first subscription. */
  awaited(): Promise<void>;
  figures(): LiveFigures;
  /** Of each client that is there. */
  waitingBytes(): readonly number[];
  /** Waits for what is on its way, at most so many ms, and closes. */
  close(patienceMs: number): Promise<void>;
}

export interface LiveFigures {
  readonly topics: readonly TopicFigures[];
  /** Over all clients that ever were. */
  readonly clients: number;
  /** Messages left out because a client was slow. */
  readonly dropped: number;
}

/** What one message of a client may hold, bytes: names of parameters, no more. */
const MOST_ASKED = 1 << 20;
/** RFC 6455, 7.4.1. */
const GOING_AWAY = 1001;

/** @throws NearmissError NM9001 (exit 3) when the port can't be had */
export async function openLive(options: LiveOptions): Promise<LiveServer> {
  const { topics, epochNs, wall, parameters } = options;
  const clients = new Set<Client>();
  const subscribers = topics.map(() => 0);
  const latches = createLatches();
  const tally = createTally();
  const shown = new Map<string, string>();
  let tellFirst = (): void => {};
  const first = new Promise<void>((resolve) => {
    tellFirst = resolve;
  });
  let latestNs = 0;
  const everyone = { count: 0, dropped: 0 };
  const unix = (timeNs: number): bigint => epochNs + BigInt(timeNs);
  const id = (channel: number): number => channel + 1;

  const valuesOf = (names: readonly string[]): Parameter[] =>
    (names.length === 0 ? parameters.names : names.filter((name) => parameters.names.includes(name))).map((name) => ({
      name,
      value: parameters.get(name),
    }));
  const send = (client: Client, { channel, timeNs, data, keeping }: Told, dueMs?: number): void => {
    const sentMs = wall.now();
    const plain = { channel: id(channel), unixNs: unix(timeNs), data, keeping };
    const arrived = (atMs: number): void => tally.received(nameOf(channel), dueMs as number, sentMs, atMs);
    client.send(dueMs === undefined ? plain : { ...plain, arrived });
  };
  const nameOf = (channel: number): string => topics[channel]?.topic ?? '';

  const counter: Counter = {
    has: (channel) => topics[channel - 1] !== undefined,
    knows: (name) => parameters.names.includes(name),
    subscribed(client, channel) {
      subscribers[channel - 1] = (subscribers[channel - 1] as number) + 1;
      for (const told of latches.of(channel - 1)) send(client, told);
      tellFirst();
    },
    unsubscribed(channel) {
      subscribers[channel - 1] = (subscribers[channel - 1] as number) - 1;
    },
    asked(client, asked) {
      if (asked.op === 'getParameters') answer(client, asked.parameterNames, asked.id);
      if (asked.op !== 'setParameters') return;
      for (const { name, value } of asked.parameters) setOne(client, name, value);
      answer(
        client,
        asked.parameters.map((each) => each.name),
        asked.id,
      );
    },
    gone(client) {
      everyone.dropped += client.outbox.dropped;
      clients.delete(client);
    },
  };
  function answer(client: Client, names: readonly string[], request: string | undefined): void {
    const values = { op: 'parameterValues', parameters: valuesOf(names) } as const;
    client.tell(request === undefined ? values : { ...values, id: request });
  }
  function setOne(client: Client, name: string, value: unknown): void {
    try {
      if (!parameters.names.includes(name)) throw new Error(`there is no parameter "${name}": ${parameters.names.join(', ')}`);
      parameters.set(name, value);
    } catch (error) {
      client.warn((error as Error).message, StatusLevel.ERROR);
    }
  }

  const server = await listen(options);
  server.on('connection', (socket) => {
    const client = openClient(socket, counter, options.limits, wall);
    clients.add(client);
    everyone.count++;
    const capabilities = [ServerCapability.time, ServerCapability.parameters, ServerCapability.parametersSubscribe];
    const { name, metadata } = options;
    client.tell({ op: 'serverInfo', name, capabilities, metadata, supportedEncodings: ['protobuf'] });
    client.tell({ op: 'advertise', channels: topics.map((topic, i) => channelOf(topic, id(i))) });
    client.time(unix(latestNs));
    for (const [key, message] of shown) client.tell({ op: 'status', level: StatusLevel.INFO, id: key, message });
  });

  return {
    url: urlOf(options.host, server),
    get clients() {
      return clients.size;
    },
    wants: (channel) => (subscribers[channel] ?? 0) > 0,
    publish(told, dueMs) {
      latches.add(told);
      const now = wall.now();
      tally.published(nameOf(told.channel), told.data.length, now);
      options.watch?.(nameOf(told.channel), told.timeNs, dueMs, now);
      for (const client of clients) send(client, told, dueMs);
    },
    time(timeNs) {
      latestNs = timeNs;
      for (const client of clients) client.time(unix(timeNs));
    },
    forget: latches.clear,
    status(key, message) {
      if (shown.get(key) === message) return;
      if (message === undefined) shown.delete(key);
      else shown.set(key, message);
      for (const client of clients)
        client.tell(
          message === undefined
            ? { op: 'removeStatus', statusIds: [key] }
            : { op: 'status', level: StatusLevel.INFO, id: key, message },
        );
    },
    parametersChanged() {
      for (const client of clients) {
        const heard = valuesOf(parameters.names).filter(({ name }) => client.hearsOf(name));
        if (heard.length > 0) client.tell({ op: 'parameterValues', parameters: heard });
      }
    },
    awaited: () => first,
    figures: () => ({
      topics: tally.figures(),
      clients: everyone.count,
      dropped: [...clients].reduce((sum, { outbox }) => sum + outbox.dropped, everyone.dropped),
    }),
    waitingBytes: () => [...clients].map(({ outbox }) => outbox.waitingBytes),
    async close(patienceMs) {
      const patience = new Promise<void>((resolve) => void wall.after(patienceMs, resolve));
      await Promise.race([Promise.all([...clients].map((client) => client.drained())), patience]);
      for (const client of clients) client.close(GOING_AWAY, 'the stream has ended');
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen({ host, port }: LiveOptions): Promise<WebSocketServer> {
  const server = new WebSocketServer({
    host,
    port,
    maxPayload: MOST_ASKED,
    perMessageDeflate: false,
    handleProtocols: (offered) => SUBPROTOCOLS.find((name) => offered.has(name)) ?? false,
    verifyClient: ({ req }, decide) => {
      const offered = (req.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      const fits = SUBPROTOCOLS.some((name) => offered.includes(name));
      decide(fits, 400, `this server speaks ${SUBPROTOCOLS.join(' and ')}`);
    },
  });
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'somebody else uses it' : error.message;
      const hint = 'choose another with --port, or any free one with --port 0';
      reject(infrastructureError('NM9001', `can't listen on ${host}:${port}: ${why}`, hint, error));
    });
  });
}

function urlOf(host: string, server: WebSocketServer): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `ws://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
