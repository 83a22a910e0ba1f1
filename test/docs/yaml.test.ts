/** Every YAML block of the documentation is what it says it is: a scenario, a part of one, another kind of file, or wrong on purpose. */
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseClassMap } from '#qa/classes/class-map';
import { assetsJsonSchema, parseScenario } from '#scenario/index';
import { type Fence, fencesOf } from '../../docs/site/markdown/fences.js';
import { type Written, writtenPages } from './pages.js';

const pages = await writtenPages();
const LEAST = {
  nearmiss: 1,
  title: 'A part',
  hazard: 'none',
  road: { layout: 'rural-two-lane' },
  ego: { kind: 'sedan', at: { lane: 'right', s: '5 m' }, sensors: 'rigs/front-camera' },
};
const isManifest = new Ajv({ strict: false }).compile(assetsJsonSchema());

/** What is wrong with a block. @param before the parts of the page before it, which this one is added to */
function problemsOf({ code, says }: Fence, before: Record<string, unknown>): string[] {
  if (says.has('part')) return partProblems(code, says.get('part') as string, before);
  if (says.get('kind') === 'assets')
    return isManifest(parse(code)) ? [] : (isManifest.errors ?? []).map(({ message }) => String(message));
  if (says.get('kind') === 'classes') return classProblems(code);
  if (says.has('kind')) return [`nobody knows how to check a ${says.get('kind')}`];
  const found = codesOf(code);
  if (!says.has('wrong')) return found;
  return found.length === 1 && found[0]?.includes(says.get('wrong') as string)
    ? []
    : [`is not ${says.get('wrong')} alone: ${found}`];
}

/** @param scenario what the page has said so far; gets what this part says, under these keys */
function partProblems(code: string, under: string, scenario: Record<string, unknown>): string[] {
  const keys = under.split('.').filter(Boolean);
  const place = keys.reduce<Record<string, unknown>>((inner, key) => {
    inner[key] = typeof inner[key] === 'object' ? { ...(inner[key] as object) } : {};
    return inner[key] as Record<string, unknown>;
  }, scenario);
  Object.assign(place, parse(code));
  return codesOf(stringify(scenario));
}

function codesOf(text: string): string[] {
  return parseScenario(text, 'block.yaml').diagnostics.map(
    ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
  );
}

function classProblems(code: string): string[] {
  try {
    parseClassMap(code, 'block.yaml');
    return [];
  } catch (error) {
    return [String(error)];
  }
}

const isYaml = ({ language, says }: Fence): boolean => language === 'yaml' && !says.has('skip');

it.each(pages.filter(({ fences }) => fences.some(isYaml)))('$file: every YAML block is right', ({ file, fences }: Written) => {
  const before = { ...LEAST };
  const found = fences.filter(isYaml).map((fence) => ({ at: `${file}:${fence.line}`, problems: problemsOf(fence, before) }));
  expect(found.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

it('finds what is wrong in a block (control)', () => {
  const [wrong, part, again] = fencesOf(
    '```yaml\nnearmiss: 1\n```\n```yaml part\nenvironment: {rain: 3 m}\n```\n```yaml part\nroads: 1\n```',
  );
  expect(problemsOf(wrong as Fence, {})).not.toEqual([]);
  expect(problemsOf(part as Fence, { ...LEAST })[0]).toContain('NM2005');
  expect(problemsOf(again as Fence, { ...LEAST })[0]).toContain('NM2002');
});
