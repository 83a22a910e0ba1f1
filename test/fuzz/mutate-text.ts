/** A document's text, harmed. Every choice comes from the stream. */
import type { RandomStream } from '#core/random';
import { HOSTILE_BITS, HOSTILE_KEYS, HOSTILE_YAML } from './hostile.js';

type Harm = (text: string, random: RandomStream) => string;

/** Longer than any reader takes, now and then, but not so long that a run is about memory. */
const LONGEST = 1_200_000;

/** For any text. */
const anyText: readonly Harm[] = [
  function cutShort(text, random) {
    return text.slice(0, random.index(text.length + 1));
  },
  function piecesOut(text, random) {
    const from = random.index(text.length + 1);
    return text.slice(0, from) + text.slice(from + random.index(40));
  },
  function bitIn(text, random) {
    const at = random.index(text.length + 1);
    return text.slice(0, at) + random.pick(HOSTILE_BITS) + text.slice(at);
  },
  function bytesFlipped(text, random) {
    const bytes = new TextEncoder().encode(text);
    for (let i = 0; i <= random.index(4); i++) if (bytes.length > 0) bytes[random.index(bytes.length)] = random.index(256);
    return new TextDecoder().decode(bytes);
  },
  function stretchTwice(text, random) {
    const from = random.index(text.length + 1);
    const stretch = text.slice(from, from + random.index(400));
    const times = random.chance(0.02) ? 2_000 : 1 + random.index(3);
    return (text.slice(0, from) + stretch.repeat(times) + text.slice(from)).slice(0, LONGEST);
  },
];

/** For YAML, by lines. */
const yaml: readonly Harm[] = [
  onValue((_value, random) => random.pick(HOSTILE_YAML)),
  onValue((value, random) => value.replace(/-?\d+(\.\d+)?/, () => otherNumber(random))),
  onValue((value, random) => `${value} ${random.pick(HOSTILE_YAML)}`),
  onValue((_value, random) => nested(random)),
  onValue((value) => value.replace(/\s*[a-z/%]+$/, '')),
  onLine((line, random) => line.replace(/[A-Za-z_-]+(?=:)/, () => random.pick(HOSTILE_KEYS))),
  onLine((line) => `${line}\n${line}`),
  onLine(() => ''),
  onLine((line, random) => ' '.repeat(random.chance(0.02) ? 3_000 : random.index(9)) + line.trimStart()),
  onLine(
    (line, random) => `${line}\n${line.match(/^\s*/)?.[0] ?? ''}${random.pick(HOSTILE_KEYS)}: ${random.pick(HOSTILE_YAML)}`,
  ),
  function linesSwapped(text, random) {
    const lines = text.split('\n');
    const [a, b] = [random.index(lines.length), random.index(lines.length)];
    const kept = lines[a] as string;
    lines[a] = lines[b] as string;
    lines[b] = kept;
    return lines.join('\n');
  },
  function laughs(text, random) {
    const levels = 3 + random.index(12);
    const line = (i: number): string => `l${i}: &l${i} [${Array.from({ length: 9 }, () => `*l${i - 1}`).join(', ')}]`;
    return `l0: &l0 [lol, lol]\n${Array.from({ length: levels }, (_, i) => line(i + 1)).join('\n')}\n${text}`;
  },
  function manyKeys(text, random) {
    const many = random.chance(0.01) ? 25_000 : 50;
    return `${text}\n${Array.from({ length: many }, (_, i) => `key${i}: ${i}`).join('\n')}\n`;
  },
];

function onLine(harm: Harm): Harm {
  return (text, random) => {
    const lines = text.split('\n');
    const at = random.index(lines.length);
    lines[at] = harm(lines[at] as string, random);
    return lines.join('\n');
  };
}

/** On what stands behind a colon, of a line that has something there. */
function onValue(harm: Harm): Harm {
  return (text, random) => {
    const lines = text.split('\n');
    const with_ = lines.flatMap((line, i) => (/^[^#]*: \S/.test(line) ? [i] : []));
    if (with_.length === 0) return text;
    const at = random.pick(with_);
    const line = lines[at] as string;
    const colons = [...line.matchAll(/: (?=\S)/g)];
    const from = random.pick(colons).index + 2;
    lines[at] = line.slice(0, from) + harm(line.slice(from), random);
    return lines.join('\n');
  };
}

function otherNumber(random: RandomStream): string {
  const size = random.index(6);
  if (size === 0) return '0';
  if (size === 1) return String(-random.between(0, 100));
  if (size === 2) return `1e${random.index(400)}`;
  if (size === 3) return `1e-${random.index(400)}`;
  return String(random.between(0, size === 4 ? 10 : 100_000));
}

function nested(random: RandomStream): string {
  const depth = random.chance(0.1) ? 20_000 : random.index(60);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{a: ', '}'],
    ['(', ')'],
    ['{not: ', '}'],
    ['{all: [', ']}'],
  ]);
  return open.repeat(depth) + (random.chance(0.5) ? `1${close.repeat(depth)}` : '');
}

/** One to four harms, one after the other. */
export function harmed(text: string, random: RandomStream, kind: 'yaml' | 'text'): string {
  const harms = kind === 'yaml' ? [...yaml, ...yaml, ...anyText] : anyText;
  let harmedText = text;
  for (let i = 0; i <= random.index(4); i++) harmedText = random.pick(harms)(harmedText, random);
  return harmedText;
}
