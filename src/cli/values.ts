/** Option values: checked before anything starts. */
import { usageError } from '#core/errors';

/** @throws NearmissError NM1101 unless it is an integer of that range, written in digits. */
export function integerValue(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usageError('NM1101', `${option} can't be "${text}"`, `an integer from ${least} to ${most}`);
}

/** @throws NearmissError NM1101 unless it is an integer from -most to most. */
export function signedValue(option: string, text: string, most: number): number {
  const value = /^-?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (Math.abs(value) <= most) return value;
  throw usageError('NM1101', `${option} can't be "${text}"`, `an integer from -${most} to ${most}`);
}

/** @throws NearmissError NM1101 unless it is a number 0..1. */
export function shareValue(option: string, text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw usageError('NM1101', `${option} can't be "${text}"`, 'a number from 0 to 1');
}

/** @throws NearmissError NM1101 unless it is a decimal number of that range. */
export function numberValue(option: string, text: string, least: number, most: number): number {
  const value = /^\d*\.?\d+(?:e-?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usageError('NM1101', `${option} can't be "${text}"`, `a number from ${least} to ${most}`);
}

/** @throws NearmissError NM1101 unless it is one of those words. */
export function oneOf<T extends string>(option: string, text: string, words: readonly T[]): T {
  const word = words.find((known) => known === text);
  if (word !== undefined) return word;
  throw usageError('NM1101', `${option} can't be "${text}"`, `one of ${words.join(', ')}`);
}

/** `2/8`. @throws NearmissError NM1101 unless it is a part from 1 on, of that many at most 100,000. */
export function partValue(option: string, text: string): { readonly index: number; readonly of: number } {
  const [index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text)?.slice(1) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of && of <= 100_000) return { index, of };
  throw usageError('NM1101', `${option} can't be "${text}"`, 'the part, from 1 on, and how many there are, such as 2/8');
}

/** `coverage=0.95`. @throws NearmissError NM1101 unless it is a share 0..1 of the coverage. */
export function coverageValue(option: string, text: string): number {
  const share = /^coverage=(\d*\.?\d+)$/.exec(text)?.[1];
  if (share !== undefined && Number(share) <= 1) return Number(share);
  throw usageError('NM1101', `${option} can't be "${text}"`, 'a share of the combinations of cells, such as coverage=0.95');
}

/** `640x480`. @throws NearmissError NM1101. */
export function sizeValue(text: string): { readonly width: number; readonly height: number } {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (Math.min(width, height) >= 8 && Math.max(width, height) <= 8192) return { width, height };
  throw usageError('NM1101', `--size can't be "${text}"`, 'width x height in px, such as 1280x720; 8 to 8192 each');
}

/** `160x96`, in cells. @throws NearmissError NM1101 unless both are multiples of 8. */
export function windowValue(text: string): { readonly width: number; readonly height: number } {
  const match = /^(\d{1,4})x(\d{1,4})$/.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (width >= 16 && height >= 16 && width % 8 === 0 && height % 8 === 0) return { width, height };
  throw usageError(
    'NM1101',
    `--window can't be "${text}"`,
    'width x height in cells, such as 160x96; multiples of 8, 16 or more',
  );
}

/** `0.001,0.01`: failure probabilities that are good enough and too bad. @throws NearmissError NM1101. */
export function earlyValue(option: string, text: string): { readonly good: number; readonly bad: number } {
  const [good = '', bad = '', more] = text.split(',');
  const given = { good: shareValue(option, good), bad: shareValue(option, bad) };
  if (more === undefined && given.good > 0 && given.good < given.bad && given.bad < 1) return given;
  throw usageError('NM1101', `${option} can't be "${text}"`, 'two probabilities, the lesser first, such as 0.001,0.01');
}

/** Comma-separated names. @throws NearmissError NM1101 when there is none. */
export function namesValue(option: string, text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw usageError('NM1101', `${option} can't be "${text}"`, 'names separated by commas');
}

/** A seed is any text that fits on a line. @throws NearmissError NM1101. */
export function seedValue(text: string): string {
  const printable = [...text].every((char) => char.charCodeAt(0) >= 32);
  if (text !== '' && text.length <= 200 && printable) return text;
  throw usageError('NM1101', `--seed can't be "${text.slice(0, 40)}"`, 'an integer or any short text');
}

/** `environment.fog.mor=50,100`: a key and its values. @throws NearmissError NM1101. */
export function variedValue(text: string): { readonly key: string; readonly values: readonly string[] } {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(at, 0)).trim();
  const values = text
    .slice(at + 1)
    .split(',')
    .map((value) => value.trim());
  if (key !== '' && values.every((value) => value !== '')) return { key, values };
  throw usageError('NM1101', `--vary can't be "${text}"`, 'a key and its values, such as environment.fog.mor=50,100');
}

/** @throws NearmissError NM1101 unless it is one of them. */
export function choiceValue<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === text);
  if (choice !== undefined) return choice;
  throw usageError('NM1101', `${option} can't be "${text}"`, choices.join(' or '));
}
