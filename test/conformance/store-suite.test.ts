/** The suite for stores can fail: each of these stores does one thing wrong, and a check says so. */
import { expect, test } from 'vitest';
import type { StagedSink, Store } from '#contracts/writer';
import { memoryStore } from '#writers/index';
import { commit, STORE_CHECKS } from './store-suite.js';

type Wrong = (right: Store) => Store;

const staged = (change: (stage: StagedSink, right: Store, name: string | undefined) => Partial<StagedSink>): Wrong => {
  return (right) => ({
    ...right,
    async stage(name) {
      const stage = await right.stage(name);
      return { ...stage, ...change(stage, right, name) };
    },
  });
};

const WRONG: readonly (readonly [what: string, wrong: Wrong, check: RegExp])[] = [
  [
    'shows files as they are put',
    staged((stage) => ({ put: (path, content) => stage.put(path, content).then(() => stage.commit()) })),
    /nothing before/,
  ],
  ['commits what is discarded', staged((stage) => ({ discard: () => stage.commit() })), /discard leaves nothing/],
  ['forgets to commit', staged((stage) => ({ commit: () => stage.discard() })), /all of it after/],
  [
    'takes any path',
    staged((stage) => ({
      put: async (path, content) =>
        stage.put(path.replaceAll(/[^A-Za-z0-9/]/g, '').replaceAll(/^\/+|\/+$/g, '') || 'x', content).catch(() => {}),
    })),
    /paths that lead elsewhere/,
  ],
  [
    'leaves what an earlier attempt left',
    staged((stage, right, name) => {
      const files = new Map<string, string>();
      return {
        put: async (path, content) => {
          await stage.put(path, content);
          files.set(path, String(content));
        },
        commit: () => (name === undefined ? stage.commit() : commit(right, undefined, Object.fromEntries(files))),
      };
    }),
    /replaces what a damaged one left/,
  ],
  [
    'keeps half of a stream that failed',
    staged((stage) => ({ put: (path, content) => stage.put(path, forgiving(content)) })),
    /a stream that fails/,
  ],
  ['does not take files over', staged((stage) => ({ adopt: (path) => stage.put(path, '') })), /takes a file of the disk over/],
  ['lists out of order', (right) => ({ ...right, list: async () => [...(await right.list())].reverse() }), /lists in order/],
  [
    'walks work files',
    (right) => ({ ...right, walk: (under) => both(right.walk(under), under === undefined ? right.walk('.nearmiss') : none()) }),
    /walks everything but work files/,
  ],
  [
    'walks what only begins alike',
    (right) => ({ ...right, walk: (under) => beginning(right, under) }),
    /walks everything but work files/,
  ],
  [
    'reads something where nothing is',
    (right) => ({ ...right, read: async (path) => (await right.read(path)) ?? new Uint8Array() }),
    /reads nothing/,
  ],
  [
    'creates over what is there',
    (right) => ({
      ...right,
      create: async (path, content) => {
        if (!(await right.create(path, content))) await commit(right, undefined, { [path]: content });
        return true;
      },
    }),
    /creates a file where there is none/,
  ],
  [
    'knows another hash',
    (right) => ({ ...right, hash: async (path) => (await right.read(path)) && 'e3b0c44298fc1c14' }),
    /knows the hash of a file/,
  ],
  [
    'sweeps too much',
    (right) => ({
      ...right,
      async sweep() {
        const stage = await right.stage('000002');
        await stage.put('samples/000002/sample.json', '');
        await stage.commit();
      },
    }),
    /sweeps what/,
  ],
];

test.each(WRONG)('a store that %s is found out', async (_, wrong, check) => {
  const found: string[] = [];
  for (const { name, run } of STORE_CHECKS) {
    const right = memoryStore();
    const store = wrong(right);
    await run({ store, another: () => store, leftovers: async () => [], close: async () => {} }).catch(() => found.push(name));
  }
  expect(
    found.some((name) => check.test(name)),
    found.join('; '),
  ).toBe(true);
});

test('a store that leaves something behind is found out', async () => {
  const found: string[] = [];
  for (const { name, run } of STORE_CHECKS) {
    const store = memoryStore();
    await run({ store, another: () => store, leftovers: async () => ['left'], close: async () => {} }).catch(() =>
      found.push(name),
    );
  }
  expect(found.length).toBeGreaterThan(5);
});

async function* forgiving(content: Parameters<StagedSink['put']>[1]) {
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) yield content;
    else yield* content;
  } catch {
    // That is what is wrong with it.
  }
}

async function* both(...walks: readonly AsyncIterable<string>[]): AsyncIterable<string> {
  for (const walk of walks) yield* walk;
}

async function* none(): AsyncIterable<string> {}

async function* beginning(store: Store, under: string | undefined): AsyncIterable<string> {
  if (under === undefined || under.startsWith('.')) yield* store.walk(under);
  else for await (const path of store.walk()) if (path.startsWith(under)) yield path;
}
