/** A strict reader of Prometheus's text format 0.0.4. @throws Error where a text breaks a rule, saying which */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function parseExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, { name: string; type: string; help: string; samples: Sample[] }>();
  let current: string | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const meta = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line);
    if (meta !== null) {
      const [, kind, name, rest] = meta as unknown as [string, string, string, string];
      if (!NAME.test(name)) throw new Error(`no name: ${name}`);
      if (kind === 'HELP') {
        if (families.has(name)) throw new Error(`${name} comes twice`);
        families.set(name, { name, type: '', help: rest, samples: [] });
        current = name;
      } else {
        const family = families.get(name);
        if (family === undefined || current !== name || family.samples.length > 0)
          throw new Error(`TYPE of ${name} out of place`);
        if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest)) throw new Error(`no type: ${rest}`);
        family.type = rest;
      }
      continue;
    }
    if (line.startsWith('#')) throw new Error(`neither HELP nor TYPE: ${line}`);
    const sample = parseSample(line);
    const family = current === undefined ? undefined : families.get(current);
    if (family === undefined || !belongs(sample.name, family)) throw new Error(`${sample.name} stands under ${current}`);
    family.samples.push(sample);
  }
  for (const family of families.values()) checkFamily(family);
  return families;
}

function parseSample(line: string): Sample {
  const [, name, , inside, value] = /^([^\s{]+)(\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined || !NAME.test(name)) throw new Error(`no sample: ${line}`);
  const number = value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : value === 'NaN' ? Number.NaN : Number(value);
  if (Number.isNaN(number) && !/^nan$/i.test(value)) throw new Error(`no number: ${value}`);
  return { name, labels: parseLabels(inside ?? ''), value: number };
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const [whole, name, value] = /^([^=]+)="((?:[^"\\\n]|\\[\\"n])*)",?/.exec(rest) ?? [];
    if (whole === undefined || name === undefined || value === undefined) throw new Error(`no labels: ${rest}`);
    if (!LABEL.test(name) || name.startsWith('__') || name in labels) throw new Error(`no label: ${name}`);
    labels[name] = value.replace(/\\(.)/g, (_all, char: string) => (char === 'n' ? '\n' : char));
    rest = rest.slice(whole.length);
  }
  return labels;
}

function belongs(name: string, { name: family, type }: { name: string; type: string }): boolean {
  if (type === 'histogram') return [`${family}_bucket`, `${family}_sum`, `${family}_count`].includes(name);
  if (type === 'summary') return [family, `${family}_sum`, `${family}_count`].includes(name);
  return name === family;
}

function checkFamily({ name, type, help, samples }: Family): void {
  if (type === '' || help.trim() === '') throw new Error(`${name} has no type or no help`);
  const keys = samples.map((sample) => `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`);
  if (new Set(keys).size !== keys.length) throw new Error(`${name} has a series twice`);
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0))) throw new Error(`${name} counts below 0`);
  if (type !== 'histogram') return;
  const besides = ({ labels: { le: _bound, ...rest } }: Sample): string => JSON.stringify(Object.entries(rest).sort());
  for (const one of new Set(samples.map(besides)))
    checkHistogram(
      name,
      samples.filter((sample) => besides(sample) === one),
    );
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => (labels.le === '+Inf' ? Infinity : Number(labels.le)));
  if (bounds.some((bound, i) => i > 0 && bound <= (bounds[i - 1] as number))) throw new Error(`${name}: bounds do not ascend`);
  if (buckets.some(({ value }, i) => i > 0 && value < (buckets[i - 1] as Sample).value))
    throw new Error(`${name} does not add up`);
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  if (bounds.at(-1) !== Infinity || buckets.at(-1)?.value !== count) throw new Error(`${name}: +Inf is not all`);
}
