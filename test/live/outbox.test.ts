/** What waits for a client stays within its bounds, in order, and is the newest there is, whatever the client does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutbox, type Keeping, type OutboxLimits, type Parcel } from '#live/outbox';

const LIMITS: OutboxLimits = { queueBytes: 1000, windowBytes: 300, staleMs: Number.POSITIVE_INFINITY };

/** A client that answers when it is told to. */
function slowClient(limits: OutboxLimits = LIMITS) {
  const sent: string[] = [];
  const pings: number[] = [];
  const state = { overflows: 0, pings: 0, now: 0, stuckBytes: 0 };
  const outbox = createOutbox(limits, {
    send: (parts) => sent.push(String(parts[0])),
    ping(id) {
      pings.push(id);
      state.pings++;
    },
    overflow: () => state.overflows++,
    get stuckBytes() {
      return state.stuckBytes;
    },
    now: () => state.now,
  });
  const push = (lane: string, number: number, bytes: number, keeping: Keeping = 'stream', more: Partial<Parcel> = {}) =>
    outbox.push({ lane, keeping, parts: [`${lane}${number}`], bytes, ...more });
  const answer = () => {
    const id = pings.shift();
    if (id !== undefined) outbox.answered(id);
  };
  const drain = () => {
    while (pings.length > 0) answer();
  };
  return { outbox, sent, push, answer, drain, state };
}

type Step = readonly ['push', lane: string, bytes: number] | readonly ['answer'];
const keepingOf = (lane: string): Keeping => (lane === 's' ? 'state' : 'stream');
const steps = fc.array(
  fc.oneof(
    fc
      .record({ lane: fc.constantFrom('a', 'b', 's'), bytes: fc.integer({ min: 1, max: 290 }) })
      .map(({ lane, bytes }): Step => ['push', lane, bytes]),
    fc.constant<Step>(['answer']),
  ),
  { maxLength: 200 },
);
/** The most that ever waited and was under way. */
function run(list: readonly Step[], limits?: OutboxLimits) {
  const client = slowClient(limits);
  const pushed: string[] = [];
  let most = { waiting: 0, underWay: 0 };
  for (const [i, step] of list.entries()) {
    if (step[0] === 'answer') client.answer();
    else {
      client.push(step[1], i, step[2], keepingOf(step[1]));
      pushed.push(`${step[1]}${i}`);
    }
    const { waitingBytes, underWayBytes } = client.outbox;
    most = { waiting: Math.max(most.waiting, waitingBytes), underWay: Math.max(most.underWay, underWayBytes) };
  }
  client.drain();
  return { client, pushed, most };
}

describe('whatever is pushed and answered', () => {
  test('no more waits than the limit, no more is under way than the window', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { most, client } = run(list);
        expect(most.waiting).toBeLessThanOrEqual(LIMITS.queueBytes);
        expect(most.underWay).toBeLessThanOrEqual(LIMITS.windowBytes);
        expect(client.state.overflows).toBe(0);
      }),
    );
  });
  test('the control: without a limit, more waits than that', () => {
    const all: Step[] = Array.from({ length: 50 }, () => ['push', 'a', 100]);
    expect(run(all, { ...LIMITS, queueBytes: Number.POSITIVE_INFINITY }).most.waiting).toBeGreaterThan(LIMITS.queueBytes);
    expect(run(all).most.waiting).toBeLessThanOrEqual(LIMITS.queueBytes);
  });
  test('each lane comes in order; what is missing was counted as left out', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { client, pushed } = run(list);
        expect(client.sent.length + client.outbox.dropped).toBe(pushed.length);
        for (const lane of ['a', 'b', 's']) {
          const numbers = client.sent.filter((name) => name.startsWith(lane)).map((name) => Number(name.slice(1)));
          expect(numbers).toEqual([...numbers].sort((x, y) => x - y));
        }
      }),
    );
  });
  test('the newest state always arrives', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { client, pushed } = run(list);
        const last = pushed.findLast((name) => name.startsWith('s'));
        if (last !== undefined) expect(client.sent).toContain(last);
      }),
    );
  });
  test('nothing is left out for one who answers at once', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { client, pushed } = run(list.flatMap((step) => [step, ['answer'] as const]));
        expect(client.sent).toEqual(pushed);
      }),
    );
  });
});

test('the oldest of the same lane go first: the rest of what waits is the newest', () => {
  const { sent, push, drain } = slowClient();
  push('b', 0, 300);
  for (let i = 1; i <= 30; i++) push('a', i, 100);
  drain();
  expect(sent).toEqual(['b0', ...Array.from({ length: 10 }, (_, i) => `a${21 + i}`)]);
});

test('what must not be left out stays; where that alone is too much, the client is given up', () => {
  const { sent, push, drain, state } = slowClient();
  push('x', 0, 300);
  push('log', 1, 500, 'history');
  for (let i = 2; i < 20; i++) push('a', i, 200);
  expect(state.overflows).toBe(0);
  push('log', 20, 600, 'history');
  expect(state.overflows).toBe(1);
  drain();
  expect(sent.filter((name) => name.startsWith('log'))).toEqual(['log1', 'log20']);
});

test('what has waited for long makes way for anything newer of its lane, not for others', () => {
  const { sent, push, drain, state } = slowClient({ ...LIMITS, staleMs: 1000 });
  push('x', 0, 300);
  push('a', 1, 50);
  push('b', 2, 50);
  state.now = 900;
  push('a', 3, 50);
  state.now = 1500;
  drain();
  expect(sent).toEqual(['x0', 'b2', 'a3']);
});

test('a client that answers what it was never asked gets no more than leaves this machine', () => {
  const { outbox, sent, push, state } = slowClient();
  push('a', 0, 300);
  state.stuckBytes = 300;
  outbox.answered(1000);
  push('a', 1, 300);
  expect(sent).toEqual(['a0']);
});

test('arrival is told when the client answers, not when it is sent', () => {
  const { push, answer, state } = slowClient();
  const arrived: number[] = [];
  push('a', 0, 100, 'stream', { arrived: (atMs) => arrived.push(atMs) });
  expect(arrived).toEqual([]);
  state.now = 70;
  answer();
  expect(arrived).toEqual([70]);
});

test('no client is asked more often than it can answer', () => {
  const { outbox, push, answer, state } = slowClient();
  for (let i = 0; i < 100; i++) push('a', i, 1);
  expect(outbox.underWayBytes).toBe(100);
  expect(state.pings).toBe(8);
  for (let i = 0; i < 9; i++) answer();
  expect(outbox.underWayBytes).toBe(0);
});

test('a lane that nobody wants any more is forgotten', () => {
  const { outbox, sent, push, drain } = slowClient();
  push('x', 0, 300);
  push('a', 1, 100);
  push('b', 2, 100);
  outbox.forget('a');
  expect(outbox.waitingBytes).toBe(100);
  drain();
  expect(sent).toEqual(['x0', 'b2']);
});
