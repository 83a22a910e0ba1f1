/** The Foxglove WebSocket protocol's messages as bytes and back. */
import { BinaryOpcode, type Channel, type ClientMessage, type ServerMessage } from '@foxglove/ws-protocol';
import type { Topic } from './told.js';

/** Two names of one protocol: what older viewers ask for, and the name that Foxglove's SDK gave it. */
export const SUBPROTOCOLS = ['foxglove.sdk.v1', 'foxglove.websocket.v1'] as const;

/** opcode, subscription, time */
const MESSAGE_HEADER = 1 + 4 + 8;
const TIME_MESSAGE = 1 + 8;

/** What goes before a message's own bytes. @param unixNs when it was there, ns since 1970 */
export function messageHeader(subscription: number, unixNs: bigint): Uint8Array {
  const bytes = new Uint8Array(MESSAGE_HEADER);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, BinaryOpcode.MESSAGE_DATA);
  view.setUint32(1, subscription, true);
  view.setBigUint64(5, unixNs, true);
  return bytes;
}

export function timeMessage(unixNs: bigint): Uint8Array {
  const bytes = new Uint8Array(TIME_MESSAGE);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, BinaryOpcode.TIME);
  view.setBigUint64(1, unixNs, true);
  return bytes;
}

/** Those with bytes of their own are made above. */
export type TextMessage = Extract<ServerMessage, { readonly op: string }>;

export function channelOf({ topic, schemaName, schema }: Topic, id: number): Channel {
  const base64 = Buffer.from(schema).toString('base64');
  return { id, topic, encoding: 'protobuf', schemaName, schema: base64, schemaEncoding: 'protobuf' };
}

/** What this server understands of a client; anything else is answered by its `problem`. */
export type Asked = Extract<
  ClientMessage,
  {
    readonly op:
      | 'subscribe'
      | 'unsubscribe'
      | 'getParameters'
      | 'setParameters'
      | 'subscribeParameterUpdates'
      | 'unsubscribeParameterUpdates';
  }
>;
export interface Misunderstood {
  readonly problem: string;
}

/** Never trusts a client: every field is looked at before anybody uses it. */
export function parseAsked(text: string): Asked | Misunderstood {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'a text message is no JSON' };
  }
  const { op } = isObject(value) ? value : {};
  if (!isObject(value) || typeof op !== 'string') return { problem: 'a message has no op' };
  const check = CHECKS.get(op);
  if (check === undefined) return { problem: `this server does not do "${op.slice(0, 40)}"` };
  return check(value)
    ? (value as unknown as Asked)
    : { problem: `"${op}" lacks what the protocol asks for, or has it otherwise` };
}

type Fields = Readonly<Record<string, unknown>>;
const CHECKS: ReadonlyMap<string, (fields: Fields) => boolean> = new Map(
  Object.entries<(fields: Fields) => boolean>({
    subscribe: ({ subscriptions }) => isList(subscriptions, (each) => isObject(each) && isId(each.id) && isId(each.channelId)),
    unsubscribe: ({ subscriptionIds }) => isList(subscriptionIds, isId),
    getParameters: ({ parameterNames, id }) => isList(parameterNames, isText) && (id === undefined || isText(id)),
    setParameters: ({ parameters, id }) =>
      isList(parameters, (each) => isObject(each) && isText(each.name)) && (id === undefined || isText(id)),
    subscribeParameterUpdates: ({ parameterNames }) => isList(parameterNames, isText),
    unsubscribeParameterUpdates: ({ parameterNames }) => isList(parameterNames, isText),
  }),
);

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isList(value: unknown, holds: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}
function isText(value: unknown): value is string {
  return typeof value === 'string';
}
/** uint32 on the wire. */
function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}
