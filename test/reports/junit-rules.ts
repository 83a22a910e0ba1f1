/** What readers of JUnit XML rely on, as rules on the elements: which may stand where, with which attributes, and that totals are right. */
import type { Element } from './xml.js';

interface Rule {
  readonly children: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}
const COUNTED = ['tests', 'failures', 'errors', 'time'];
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { children: ['testsuite'], required: ['name', ...COUNTED], optional: ['skipped'] },
  testsuite: { children: ['properties', 'testcase'], required: ['name', 'skipped', 'file', ...COUNTED], optional: [] },
  testcase: {
    children: ['properties', 'failure', 'error', 'skipped', 'system-out'],
    required: ['name', 'classname', 'time'],
    optional: ['file', 'line'],
  },
  properties: { children: ['property'], required: [], optional: [] },
  property: { children: [], required: ['name', 'value'], optional: [] },
  failure: { children: [], required: ['type', 'message'], optional: [] },
  error: { children: [], required: ['type', 'message'], optional: [] },
  skipped: { children: [], required: ['message'], optional: [] },
  'system-out': { children: [], required: [], optional: [] },
};

/** Every rule that is broken, in words. */
export function junitProblems(root: Element): readonly string[] {
  const wrongRoot = root.tag === 'testsuites' ? [] : [`the root is ${root.tag}`];
  return [...wrongRoot, ...problemsOf(root), ...[root, ...root.children].flatMap(totals)];
}

function problemsOf(element: Element): readonly string[] {
  const rule = RULES[element.tag];
  if (rule === undefined) return [`${element.tag} is unknown`];
  const given = Object.keys(element.attributes);
  const results = element.children.filter(({ tag }) => ['failure', 'error', 'skipped'].includes(tag));
  return [
    ...rule.required.filter((name) => !given.includes(name)).map((name) => `${element.tag} has no ${name}`),
    ...given.filter((name) => ![...rule.required, ...rule.optional].includes(name)).map((name) => `${element.tag} has ${name}`),
    ...element.children.filter(({ tag }) => !rule.children.includes(tag)).map(({ tag }) => `${tag} in ${element.tag}`),
    ...(element.tag === 'testcase' && results.length > 1 ? ['a case with two results'] : []),
    ...element.children.flatMap(problemsOf),
  ];
}

/** What a suite says of its cases, against its cases. */
function totals(suite: Element): readonly string[] {
  const cases =
    suite.tag === 'testsuite'
      ? suite.children.filter(isCase)
      : suite.children.flatMap(({ children }) => children.filter(isCase));
  const having = (tag: string): number => cases.filter(({ children }) => children.some((child) => child.tag === tag)).length;
  const time = cases.reduce((sum, { attributes }) => sum + Number(attributes.time), 0);
  const counted = { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
  const wrong = Object.entries(counted).filter(([name, n]) => Number(suite.attributes[name] ?? n) !== n);
  return [
    ...wrong.map(([name, n]) => `${suite.tag} says ${suite.attributes[name]} ${name}, there are ${n}`),
    ...(Math.abs(time - Number(suite.attributes.time)) > 0.0006 ? [`${suite.tag} has another time than its cases`] : []),
  ];
}
function isCase({ tag }: Element): boolean {
  return tag === 'testcase';
}
