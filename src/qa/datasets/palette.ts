/** Small files that say what the values of masks mean. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { usageError } from '#core/errors';
import { isRgb, yamlObject } from '../classes/class-map.js';
import { colorCode, type Vocabulary } from './dataset.js';
import { isFile } from './files.js';

const FILES = ['palette.yaml', 'palette.yml', 'palette.txt', 'label_colors.txt', 'class_dict.csv', 'codes.txt'] as const;
const FORMS =
  'YAML of `name: [r, g, b]` or `name: index`, lines of `r g b name`, CSV of `name,r,g,b`, or codes.txt with a name a line';

/** The palette that lies in one of those folders, the first found. @throws NearmissError NM8102 */
export async function findPalette(folders: readonly string[]): Promise<{ file: string; vocabulary: Vocabulary } | undefined> {
  for (const folder of folders) {
    for (const name of FILES) {
      const file = join(folder, name);
      if (await isFile(file)) return { file, vocabulary: parsePalette(await readFile(file, 'utf8'), file) };
    }
  }
  return undefined;
}

export function parsePalette(text: string, file: string): Vocabulary {
  const entries = parserOf(file)(text, file);
  const names = new Map<number, readonly string[]>();
  for (const [code, name] of entries) {
    if (names.has(code)) throw wrong(file, `${name} and ${names.get(code)?.[0]} have the same value`);
    names.set(code, [name]);
  }
  if (names.size === 0) throw wrong(file, 'it names no class');
  return names;
}

type Entries = readonly (readonly [code: number, name: string])[];

function parserOf(file: string): (text: string, file: string) => Entries {
  if (basename(file) === 'codes.txt') return inOrder;
  if (file.endsWith('.csv')) return fromCsv;
  return file.endsWith('.txt') ? fromLines : fromYaml;
}

function fromYaml(text: string, file: string): Entries {
  return Object.entries(yamlObject(text, (what) => wrong(file, what))).map(([name, value]): [number, string] => {
    if (isRgb(value)) return [colorCode(...value), name];
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255) return [value as number, name];
    throw wrong(file, `${name} is neither a colour nor an index`);
  });
}

function fromLines(text: string, file: string): Entries {
  return linesOf(text).map((line): [number, string] => {
    const match = /^(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\S.*)$/.exec(line);
    return colored(match?.slice(1, 4), match?.[4], file, `no "r g b name": ${line.slice(0, 60)}`);
  });
}

/** With a line of headings. */
function fromCsv(text: string, file: string): Entries {
  return linesOf(text)
    .slice(1)
    .map((line): [number, string] => {
      const [name, ...color] = line.split(',').map((cell) => cell.trim());
      return colored(color, name, file, `no "name,r,g,b": ${line.slice(0, 60)}`);
    });
}

/** The first name is index 0. */
function inOrder(text: string): Entries {
  return linesOf(text).map((name, i): [number, string] => [i, name]);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

function colored(
  digits: readonly string[] | undefined,
  name: string | undefined,
  file: string,
  otherwise: string,
): [number, string] {
  const color = digits?.map(Number);
  if (name === undefined || !isRgb(color)) throw wrong(file, otherwise);
  return [colorCode(color[0], color[1], color[2]), name];
}

function wrong(file: string, what: string) {
  return usageError('NM8102', `${file}: ${what}`, FORMS);
}
