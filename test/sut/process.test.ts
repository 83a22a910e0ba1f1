/** External systems: the reference client, and those that die, hang or talk nonsense. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Episode, SutObservation } from '#contracts/sut';
import { openModule } from '#sut/module';
import { openProcess } from '#sut/process';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-sut-test-'));
const times = { nearmissVersion: '0.0.0', startMs: 5000, answerMs: 5000 };
const episode: Episode = {
  scenario: 'x',
  seed: '1',
  draw: 0,
  kind: 'sedan',
  ego: 'ego',
  duration: 5,
  period: 0.05,
  lanes: [],
  waypoints: [],
};
const body = { class: 'car', size: [4, 1.8, 1.5], heading: 0 } as const;
/** Somebody stands so far ahead of a car at 10 m/s, from box to box. */
const ahead = (gap: number): SutObservation => ({
  timeNs: 0,
  ego: { ...body, id: 'ego', position: [0, 0, 0.75], velocity: [10, 0, 0], speed: 10, acceleration: 0 },
  others: [{ ...body, id: 'other', position: [4 + gap, 0, 0.75], velocity: [0, 0, 0] }],
  weather: {
    morM: 20000,
    rainMmPerH: 0,
    snowMmPerH: 0,
    wetness: 0,
    frictionScale: 1,
    illuminanceLx: 1e4,
    windMPerS: [0, 0, 0],
  },
  pictures: [],
});

describe('the client in Python', () => {
  it('says who it is, and brakes for who will be hit within 1.3 s', async () => {
    const sut = await openProcess({ command: ['python3', 'docs/sut/client.py'], ...times });
    expect(sut).toMatchObject({ name: 'python emergency brake', version: '1.0', rateHz: 20, cameras: [] });
    await sut.begin(episode);
    expect(await sut.control(ahead(14))).toEqual({});
    expect(await sut.control(ahead(12))).toEqual({ acceleration: -8, note: 'brake' });
    await sut.end();
    await sut.begin(episode);
    expect(await sut.control(ahead(14))).toEqual({});
    await sut.close();
  });
});

/** A client that answers the n-th line with the n-th of these. */
async function client(lines: readonly string[], then = ''): Promise<ReturnType<typeof openProcess>> {
  const file = join(folder, `client-${Math.abs(hash(lines.join() + then))}.mjs`);
  const answers = JSON.stringify(lines);
  writeFileSync(
    file,
    `import { createInterface } from 'node:readline';
     const answers = ${answers};
     let n = 0;
     for await (const line of createInterface({ input: process.stdin })) {
       if (n === answers.length) { ${then} }
       else console.log(answers[n++]);
     }`,
  );
  return openProcess({ command: [process.execPath, file], ...times, answerMs: 400 });
}
function hash(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + char.charCodeAt(0)) | 0;
  return sum;
}
const READY = '{"type":"ready","name":"x","version":"1","rateHz":10}';
const OK = '{"type":"ok"}';

describe('a system that', () => {
  it('is not there: NM7601', async () => {
    await expect(openProcess({ command: ['/nonexistent/driver'], ...times })).rejects.toMatchObject({
      code: 'NM7601',
      exitCode: 3,
    });
  });
  it('ends with a message: NM7601, which has its last words', async () => {
    const sut = await client([READY, OK], "console.error('out of coffee'); process.exit(4);");
    await sut.begin(episode);
    const failure = sut.control(ahead(5));
    await expect(failure).rejects.toMatchObject({
      code: 'NM7601',
      exitCode: 3,
      hint: expect.stringMatching(/code 4.*out of coffee/s),
    });
  });
  it('is silent: NM7603, and it is ended', async () => {
    const sut = await client([READY, OK], '');
    await sut.begin(episode);
    await expect(sut.control(ahead(5))).rejects.toMatchObject({ code: 'NM7603', exitCode: 3 });
  });
  it.each([
    ['no JSON', 'brake!'],
    ['a list', '[1]'],
    ['another message', OK],
    ['a text for a number', '{"type":"control","acceleration":"-3"}'],
    ['a number that is none', '{"type":"control","acceleration":null}'],
    ['half a velocity', '{"type":"control","velocity":[1,2]}'],
    ['a novel for a note', `{"type":"control","note":"${'x'.repeat(61)}"}`],
  ])('answers %s: NM7602', async (_, answer) => {
    const sut = await client([READY, OK, answer]);
    await sut.begin(episode);
    await expect(sut.control(ahead(5))).rejects.toMatchObject({ code: 'NM7602', exitCode: 3 });
    await sut.close();
  });
  it.each([
    '{"type":"ready"}',
    '{"type":"ready","name":"x","rateHz":0}',
    '{"type":"ready","name":"x","rateHz":10,"cameras":"front"}',
  ])('introduces itself by %s: NM7602', async (line) => {
    await expect(client([line])).rejects.toMatchObject({ code: 'NM7602' });
  });
});

describe('a module', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  it('in TypeScript answers at once or later', async () => {
    const path = file(
      'driver.ts',
      `type C = { acceleration: number };\nexport default { rateHz: 30, control: async (): Promise<C> => ({ acceleration: -2 }) };`,
    );
    const sut = await openModule(path);
    expect(sut).toMatchObject({ name: path, rateHz: 30 });
    expect(await sut.control(ahead(5))).toEqual({ acceleration: -2 });
  });
  it('may be made by a function', async () => {
    const sut = await openModule(file('made.mjs', `export default () => ({ name: 'made', control: () => ({}) });`));
    expect(sut).toMatchObject({ name: 'made', rateHz: 20 });
  });
  it('that throws is infrastructure; one without `control` is wrong input', async () => {
    const sut = await openModule(file('throws.mjs', `export default { control() { throw new Error('oh'); } };`));
    await expect(sut.control(ahead(5))).rejects.toMatchObject({ code: 'NM7605', exitCode: 3 });
    await expect(openModule(file('empty.mjs', 'export default {};'))).rejects.toMatchObject({ code: 'NM7604', exitCode: 2 });
    await expect(openModule(file('broken.mjs', 'export default {'))).rejects.toMatchObject({ code: 'NM7604', exitCode: 2 });
  });
});
