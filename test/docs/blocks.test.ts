/** What is said after a block's language means something, and commands that are not run here are run on another page. */
import { expect, it } from 'vitest';
import { commandsFor } from '../../docs/site/gallery/pages.js';
import { type Fence, fencesOf, WORDS } from '../../docs/site/markdown/fences.js';
import { isRun, type Written, writtenPages } from './pages.js';

const pages = await writtenPages();

it.each(pages)('$file: blocks say only what is known, and a reason for each that is left out', ({ fences }: Written) => {
  for (const { language, says, line } of fences) {
    expect(
      [...says.keys()].filter((word) => !(WORDS[language] ?? ['file']).includes(word)),
      `line ${line}`,
    ).toEqual([]);
    if (says.has('skip')) expect((says.get('skip') as string).length, `line ${line}`).toBeGreaterThan(15);
  }
});

it('no command hides in a block without a language', () => {
  const hidden = pages.flatMap(({ file, fences }) =>
    fences
      .filter(({ language, code }) => language === '' && /^(npx )?(nearmiss|npm|node) /m.test(code))
      .map(({ line }) => `${file}:${line}`),
  );
  expect(hidden).toEqual([]);
});

interface Call {
  readonly command: string;
  readonly options: readonly string[];
}
/** The calls of nearmiss in a block: `generate` with `--out`, `--count`. */
function callsIn({ code }: Pick<Fence, 'code'>): Call[] {
  const lines = code.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) => {
    const [, command, rest = ''] = /^npx nearmiss ([a-z]+)(.*)$/.exec(line.replace(/\s#.*$/, '')) ?? [];
    return command === undefined ? [] : [{ command, options: rest.match(/--[a-z]+/g) ?? [] }];
  });
}

/** Calls that no block on these pages makes with all these options. */
function unmade(calls: readonly Call[], files: readonly string[], all: readonly Written[]): Call[] {
  const run = all.filter(({ file }) => files.includes(file)).flatMap(({ fences }) => fences.filter(isRun).flatMap(callsIn));
  return calls.filter(({ command, options }) => {
    const used = new Set(run.filter((each) => each.command === command).flatMap((each) => each.options));
    return !run.some((each) => each.command === command) || options.some((option) => !used.has(option));
  });
}

const elsewhere = pages.flatMap(({ file, fences }) =>
  fences.flatMap((fence) => (fence.says.has('as') ? [{ at: `${file}:${fence.line}`, fence }] : [])),
);
it.each(elsewhere)('$at: its commands run on the pages it names', ({ fence }) => {
  const calls = callsIn(fence);
  expect(calls.length).toBeGreaterThan(0);
  expect(unmade(calls, (fence.says.get('as') as string).split(' '), pages)).toEqual([]);
});

it('the commands on the pages of the gallery run in the tutorial', () => {
  const calls = callsIn({ code: commandsFor('scenarios/wildlife/moose-at-night.yaml', 'moose') });
  expect(calls).toHaveLength(2);
  expect(unmade(calls, ['docs/tutorial.md'], pages)).toEqual([]);
});

it('tells when they do not (control)', () => {
  const made = [{ file: 'a.md', fences: fencesOf('```sh\nnpx nearmiss generate x.yaml --out y\n```') }];
  const calls = callsIn({ code: 'npx nearmiss generate x.yaml --out y --size 4x4\nnpx nearmiss verify y' });
  expect(unmade(calls, ['a.md'], made).map(({ command }) => command)).toEqual(['generate', 'verify']);
});
