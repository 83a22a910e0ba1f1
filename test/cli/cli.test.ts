/** The command line as a user meets it: exit codes, messages, help. No browser, no world. */
import { describe, expect, test } from 'vitest';
import type { SampleRecord } from '#pipeline/index';
import { clock, Progress } from '../../src/cli/progress.js';
import { runCli } from '../../src/cli/run.js';
import { integerValue, namesValue, seedValue, shareValue, sizeValue } from '../../src/cli/values.js';
import { testIo } from './test-io.js';

async function run(...args: string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('usage errors exit with 2, say what is wrong and what was meant', () => {
  test.each<[string[], RegExp]>([
    [['generat', 'x.yaml'], /NM1102 nothing is called generat.* - did you mean generate\?/],
    [['check', 'x.yaml', '--jsno'], /NM1102 nothing is called jsno - did you mean --json\?/],
    [['generate', 'x.yaml', '--out', 'o', '--coun', '3'], /nothing is called coun - did you mean --count\?/],
    [['generate', 'x.yaml'], /NM1102 .*out/],
    [['check'], /NM1102/],
    [['sample', 'x.yaml', '--count', 'NaN'], /NM1101 --count can't be "NaN" - an integer from 1/],
    [['sample', 'x.yaml', '--count', '0'], /--count can't be "0"/],
    [['sample', 'x.yaml', '--count', '-1'], /--count can't be "-1"|not enough arguments|nothing is called/],
    [['sample', 'x.yaml', '--count', '1e9'], /--count can't be "1e9"/],
    [['sample', 'x.yaml', '--count', '2.5'], /--count can't be "2.5"/],
    [['sample', 'x.yaml', '--count'], /NM1102 not enough arguments following: count/],
    [['simulate', 'x.yaml', '--seed', ''], /NM1101 --seed can't be ""/],
    [['generate', 'x.yaml', '--out', 'o', '--size', '640'], /--size can't be "640" - width x height/],
    [['generate', 'x.yaml', '--out', 'o', '--size', '4x4'], /--size can't be "4x4"/],
    [['generate', 'x.yaml', '--out', 'o', '--size', '99999x9'], /--size can't be/],
    [['generate', 'x.yaml', '--out', 'o', '--workers', '0'], /--workers can't be "0"/],
    [['generate', 'x.yaml', '--out', 'o', '--writers', 'native,,coco'], /--writers can't be/],
    [['serve', 'x.yaml', '--port', '65536'], /NM1101 --port can't be "65536" - an integer from 0 to 65535/],
    [['serve', 'x.yaml', '--rate', 'fast'], /NM1101 --rate can't be "fast"/],
    [['serve', 'x.yaml', '--pictures', 'gif'], /NM1101 --pictures can't be "gif" - jpeg or png/],
    [['serve', 'x.yaml', '--loop', '--once'], /NM1101 --once can't be with --loop/],
    [['diffusion'], /NM1102 say what to do: diffusion is followed by another word/],
    [['diffusion', 'trian', 'd'], /NM1102 nothing is called trian.* - did you mean train\?/],
    [['diffusion', 'train', 'd'], /NM1102 .*out/],
    [['diffusion', 'train', 'd', '--out', 'o', '--window', '60x56'], /NM1101 --window can't be "60x56" - .*multiples of 8/],
    [['diffusion', 'train', 'd', '--out', 'o', '--engine', 'abacus'], /NM1101 --engine can't be "abacus"/],
    [['diffusion', 'measure', 'd', '--model', 'm', '--from', 'there'], /--from can't be "there"/],
    [['verify', 'd', '--fraction', '1.5'], /--fraction can't be "1.5" - a number from 0 to 1/],
    [['verify', 'd', '--fraction', 'Infinity'], /--fraction can't be/],
  ])('%j', async (args, message) => {
    const { code, err, out } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

test('help has every command, each with examples', async () => {
  const { code, out } = await run();
  expect(code).toBe(2);
  for (const name of [
    'check',
    'sample',
    'simulate',
    'generate',
    'inspect',
    'verify',
    'diffuse',
    'diffusion',
    'doctor',
    'schema',
    'docs',
  ]) {
    expect(out).toContain(`nearmiss ${name}`);
  }
  expect(out).toContain('130 stopped by Ctrl-C');
});

test('values', () => {
  expect(integerValue('--n', '7', 1, 9)).toBe(7);
  expect(() => integerValue('--n', '0x7', 1, 9)).toThrow();
  expect(shareValue('--f', '.25')).toBe(0.25);
  expect(() => shareValue('--f', 'NaN')).toThrow();
  expect(sizeValue('1280x720')).toEqual({ width: 1280, height: 720 });
  expect(() => sizeValue('1280X')).toThrow();
  expect(namesValue('--l', 'a, b')).toEqual(['a', 'b']);
  expect(seedValue('0')).toBe('0');
  expect(() => seedValue('a\nb')).toThrow();
});

describe('progress', () => {
  const record = {
    summary: { sample: '000000', scenario: 's', frames: 4, verdict: { outcome: 'pass' } },
  } as unknown as SampleRecord;
  function play(isTerminal: boolean) {
    const io = testIo({ isTerminal });
    const progress = new Progress(io.io);
    progress.on({ type: 'planned', samples: 2, committed: 0 });
    for (let done = 1; done <= 4; done++) {
      io.advance(1000);
      progress.on({ type: 'frame', sample: '000000', done, total: 4 });
    }
    progress.on({ type: 'sample', record });
    progress.end();
    return io;
  }
  test('a bar with the time left on a terminal', () => {
    const { drawn, err } = play(true);
    expect(drawn.join('')).toContain('1/2 samples  1.0 frames/s  0:04 left');
    expect(drawn.at(-1)).toBe('\r\x1b[K');
    expect(err).toEqual([]);
  });
  test('plain lines elsewhere', () => {
    const { drawn, err } = play(false);
    expect(drawn).toEqual([]);
    expect(err).toEqual(['[1/2] 000000 s: 4 frames, pass (1.0 frames/s)']);
  });
  test('clock', () => expect([clock(5), clock(65), clock(3725)]).toEqual(['0:05', '1:05', '1:02:05']));
});
