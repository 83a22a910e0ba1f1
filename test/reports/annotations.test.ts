/** Workflow commands, read back as GitHub's runner does. */
import { describe, expect, it } from 'vitest';
import { annotations } from '#reports/index';
import { emptyReport, hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const data = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const value = (text: string): string => data(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** As the runner reads: `::name key=value,key=value::message`, then the escapes undone, `%25` last. */
function commandsOf(text: string): Command[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, name = '', list = '', message = ''] = /^::([a-z]+) (.*?)::(.*)$/.exec(line) ?? [];
      const pairs = list
        .split(',')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), value(pair.slice(pair.indexOf('=') + 1))] as const);
      return { name, properties: Object.fromEntries(pairs), message: data(message) };
    });
}

describe('annotations', () => {
  const report = sampleReport();
  const commands = commandsOf(annotations(report));

  it('has one of a kind a scenario, failures first', () => {
    expect(commands.map(({ name, message }) => `${name} ${message.split('\n')[0]}`)).toEqual([
      'error 43 of 100 runs failed',
      'error 9 of 80 runs failed',
      'error 1 of 100 runs without a verdict (infrastructure)',
      'error 1 of 20 runs without a verdict (infrastructure)',
      'warning 3 of 100 runs not executed as declared',
      'warning 1 of 80 runs not executed as declared',
      'warning 2 of 20 runs not executed as declared',
      expect.stringContaining('warning 2 cases came out otherwise'),
    ]);
  });

  it('stands at the line of the verdict, with examples and how to run them again', () => {
    expect(commands[0]?.properties).toEqual({
      file: 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml',
      line: '24',
      title: 'Child from behind parked cars (CPNCO)',
    });
    const lines = commands[0]?.message.split('\n') ?? [];
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^cpnco-child-from-parked-cars\/7\/0: ego hits child .*; replay: nearmiss validate .* --only 0$/);
    expect(lines[4]).toBe('and 40 more');
  });

  it('lets no text become a command of its own', () => {
    const text = annotations(hostileReport());
    const read = commandsOf(text);
    expect(read).toHaveLength(4);
    expect(read.every(({ name }) => ['error', 'warning'].includes(name))).toBe(true);
    expect(read[0]?.properties.file).toMatch(/^dir <.*:no # #\[.*b c\.yaml$/);
    expect(text).not.toMatch(/##\[|\r|\p{Cs}/u);
  });

  it('keeps commas and colons of a title in the title', () => {
    const [first] = report.cases;
    if (first === undefined) throw new Error('no case');
    const cases = [{ ...first, file: 'a,line=9::b.yaml' }];
    const scenarios = [
      { ...report.scenarios[0], file: 'a,line=9::b.yaml', title: 'Left, then right: 100 %' },
    ] as typeof report.scenarios;
    const [command] = commandsOf(annotations({ ...report, scenarios, cases, flaky: [] }));
    expect(command?.properties).toEqual({ file: 'a,line=9::b.yaml', line: '24', title: 'Left, then right: 100 %' });
  });

  it('control: without escapes the same text would be more commands', () => {
    expect(commandsOf(`${data(annotations(hostileReport()))}`).length).toBeGreaterThan(4);
  });

  it('is nothing where nothing is wrong', () => expect(annotations(emptyReport())).toBe(''));
});
