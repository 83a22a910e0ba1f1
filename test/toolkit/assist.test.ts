/** What the page's editor offers: keys, words and units that may stand at the mark |, and what they mean. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Assistant, type Completion, openAssistant } from '../../src/toolkit/assist/index.js';
import { placeAt } from '../../src/toolkit/assist/place.js';

let assistant: Assistant;
beforeAll(async () => {
  assistant = await openAssistant();
});

const TOP = ['nearmiss: 1', 'title: Test', 'hazard: Something.', 'road: {layout: rural-two-lane}', ''].join('\n');
const EGO = 'ego: {kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/front-camera}\n';

function marked(source: string): { readonly text: string; readonly offset: number } {
  return { text: source.replace('|', ''), offset: source.indexOf('|') };
}
async function offered(source: string): Promise<readonly Completion[]> {
  const { text, offset } = marked(source);
  return assistant.complete(text, offset);
}
async function labels(source: string): Promise<readonly string[]> {
  return (await offered(source)).map(({ label }) => label);
}
/** The text with that completion taken, without the marks of its snippet. */
async function taken(source: string, label: string): Promise<string> {
  const { text } = marked(source);
  const found = (await offered(source)).find((each) => each.label === label);
  if (found === undefined) throw new Error(`${label} is not offered`);
  const plain = found.isSnippet ? found.insert.replaceAll(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1') : found.insert;
  return text.slice(0, found.from) + plain + text.slice(found.to);
}

describe('between brackets', () => {
  test.each([
    ['an empty map', `${TOP}ego: {|}\n`, ['kind', 'at', 'sensors', 'controller']],
    ['behind a comma', `${TOP}ego: {kind: sedan, |}\n`, ['at', 'sensors', 'look']],
    ['a bracket not yet closed', `${TOP}ego: {kind: sedan, |\n`, ['at', 'sensors']],
    ['kinds of controllers', `${TOP}ego: {controller: {|}}\n`, ['constant', 'aeb', 'idm', 'route']],
    ['kinds of actors', `${TOP}ego: {kind: |}\n`, ['sedan', 'wild-boar']],
  ])('%s', async (_name, source, expected) => {
    expect(await labels(source)).toEqual(expect.arrayContaining(expected));
  });

  test('keys that are there already are not offered again', async () => {
    expect(await labels(`${TOP}ego: {kind: sedan, |}\n`)).not.toContain('kind');
  });

  test('what is inserted stays on the line, with brackets where a map belongs', async () => {
    expect(await taken(`${TOP}ego: {controller: {|}}\n`, 'aeb')).toBe(
      `${TOP}ego: {controller: {aeb: {latency: 1.5 s, deceleration: 7.5 m/s^2}}}\n`,
    );
    expect(await taken(`${TOP}ego: {ki|: sedan}\n`, 'kind')).toBe(`${TOP}ego: {kind: sedan}\n`);
    for (const { insert } of await offered(`${TOP}ego: {|}\n`)) expect(insert).not.toContain('\n');
  });
});

test('in blocks: the top, and inside', async () => {
  expect(await labels(`${TOP}${EGO}|`)).toEqual(expect.arrayContaining(['actors', 'story', 'environment']));
  expect(await labels(`${TOP}${EGO}environment:\n  |\n`)).toEqual(expect.arrayContaining(['sun', 'fog', 'wind']));
});

test('an empty file is offered the first keys', async () => {
  expect(await labels('|')).toEqual(expect.arrayContaining(['nearmiss', 'title', 'road', 'ego']));
});

test('hover says what a key means, and where it stands', async () => {
  const { text, offset } = marked(`${TOP}${EGO}environment: {fog: {m|or: 100 m}}\n`);
  const hover = await assistant.hover(text, offset);
  expect(hover?.markdown).toContain('contrast has fallen to 5');
  expect(text.slice(hover?.from, hover?.to)).toBe('mor');
});

test('in a comment there is nothing to say', async () => {
  const { text, offset } = marked(`${TOP}# a com|ment\n`);
  expect(await assistant.hover(text, offset)).toBeUndefined();
});

test('asked about two texts at once, it answers each for itself', async () => {
  const [one, other] = await Promise.all([labels(`${TOP}ego: {|}\n`), labels(`${TOP}road: {layout: |}\n`)]);
  expect(one).toContain('kind');
  expect(other).not.toContain('kind');
});

test.each([
  ['ego:\n  kind: |', ['ego', 'kind'], false],
  ['ego: {at: {|}}', ['ego', 'at'], true],
  ['story:\n  - when: {gap: {to: |', ['story', 0, 'when', 'gap', 'to'], false],
  ['pass: [no collision, |]', ['pass', 1], false],
  ['ego: {kind: sedan}\n|\nactors: {}', [], true],
])('the place of %j', (source, path, isKey) => {
  const { text, offset } = marked(source);
  expect(placeAt(text, offset)).toMatchObject({ path, isKey });
});

const STORY = `${TOP}${EGO}parameters: {gap: {uniform: [20 m, 40 m]}, animal: roe-deer}
actors: {deer: {kind: roe-deer, at: {beside: right, s: 80 m, offset: 2 m}}}
`;
describe('what the file itself names', () => {
  test.each([
    ['actors', `${STORY}story: [{when: {gap: {from: ego, to: |}}}]`, ['ego', 'deer']],
    ['actors, in a block', `${STORY}story:\n  - when:\n      ttc:\n        of: |`, ['ego', 'deer']],
    ['actors that act', `${STORY}story: [{do: {|}}]`, ['ego', 'deer']],
    ['events', `${STORY}story: [{name: step out}, {when: {after: {event: |}}}]`, ['step out', 'contact']],
    ['events within others', `${STORY}story: [{serial: [{name: inner}]}]\ncapture: {from: {before: |}}`, ['inner']],
    ['sensors of a rig', `${STORY}require: [{eventually: {visible: {actor: deer, to: |}}}]`, ['front']],
    ['sensors written out', `${TOP}ego: {sensors: {left-eye: {}}}\nrequire: [{eventually: {visible: {to: |}}}]`, ['left-eye']],
    ['lanes of the layout', `${TOP}ego: {at: {lane: |}}`, ['right', 'left']],
    ['rigs', `${TOP}ego: {sensors: |}`, ['rigs/front-camera', 'rigs/kitti-car']],
    ['parameters', `${STORY}story: [{when: {gap: {from: ego, to: deer, below: |}}}]`, ['$gap']],
    ['units behind a number', `${TOP}ego: {at: {lane: right, s: 40 |}}`, ['40 m', '40 km', '40 ft']],
  ])('%s', async (_name, source, expected) => {
    expect(await labels(source)).toEqual(expect.arrayContaining(expected));
  });

  test('a parameter inside an expression takes the place of what is begun of it', async () => {
    const source = `${STORY}story: [{when: {gap: {from: ego, to: deer, below: "2 * $ga| + 3 m"}}}]`;
    expect(await taken(source, '$gap')).toBe(source.replace('$ga|', '$gap'));
  });

  test('lanes are those of the layout, and an actor that acts already is not offered', async () => {
    expect(await labels(`${TOP.replace('rural-two-lane', 'motorway')}ego: {at: {lane: |}}`)).toContain('middle');
    expect(await labels(`${TOP}ego: {at: {lane: |}}`)).not.toContain('middle');
    expect(await labels(`${STORY}story: [{do: {deer: {freeze: {for: 1 s}}, |}}]`)).not.toContain('deer');
  });

  test('a broken text still has its names', async () => {
    expect(await labels(`${STORY}story: [{when: {gap: {from: |`)).toEqual(expect.arrayContaining(['ego', 'deer']));
  });
});
