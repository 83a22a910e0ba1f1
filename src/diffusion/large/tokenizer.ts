/**
 * Text as the numbers that CLIP's text encoder takes (Radford et al. 2021, arXiv 2103.00020): byte pairs (Sennrich et al. 2016, arXiv 1508.07909) over the
 * bytes of lower-cased words, a word's end being part of its last symbol.
 */
import { usageError } from '#core/errors';

export interface TokenizerFiles {
  /** vocab.json: each symbol's number. */
  readonly vocabulary: Readonly<Record<string, number>>;
  /** merges.txt: a pair a line, the first to be joined first. */
  readonly merges: string;
}

export interface TokenizerOptions {
  /** Numbers that come out, start and end included. Default 77. */
  readonly length?: number;
  /** What fills up after the end. Default: the end again. */
  readonly padding?: string;
}

/** @returns as many numbers as the encoder takes; what is too long is cut off */
export type Tokenizer = (text: string) => readonly number[];

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const WORD_END = '</w>';
const CLIP_LENGTH = 77;
/** English endings, letters, single digits, runs of anything else. */
const PIECES = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;

/** @throws NearmissError NM8402 when the vocabulary lacks what every text needs */
export function clipTokenizer(
  { vocabulary, merges }: TokenizerFiles,
  { length = CLIP_LENGTH, padding = END }: TokenizerOptions = {},
): Tokenizer {
  const numberOf = (symbol: string): number => {
    const number = vocabulary[symbol];
    if (number === undefined) {
      throw usageError(
        'NM8402',
        `tokenizer/vocab.json has no symbol ${symbol}`,
        'it must be the vocabulary of a CLIP tokenizer',
      );
    }
    return number;
  };
  const [start, end, fill] = [numberOf(START), numberOf(END), numberOf(padding)];
  const ranks = ranksOf(merges);
  const letters = letterOfByte();
  return (text) => {
    const numbers = [start];
    for (const [piece] of tidied(text).matchAll(PIECES)) {
      const symbols = Array.from(new TextEncoder().encode(piece), (byte) => letters[byte] as string);
      for (const symbol of joined(symbols, ranks)) numbers.push(vocabulary[symbol] ?? end);
    }
    const kept = [...numbers.slice(0, length - 1), end];
    return [...kept, ...new Array<number>(length - kept.length).fill(fill)];
  };
}

function tidied(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

function ranksOf(merges: string): ReadonlyMap<string, number> {
  const pairs = merges.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version'));
  return new Map(pairs.map((pair, rank) => [pair, rank]));
}

/** Joins, everywhere at once, the pair that ranks first, until none is left. */
function joined(letters: readonly string[], ranks: ReadonlyMap<string, number>): readonly string[] {
  let symbols = [...letters.slice(0, -1), `${letters.at(-1)}${WORD_END}`];
  for (;;) {
    let [best, first] = ['', Number.POSITIVE_INFINITY];
    for (let i = 0; i + 1 < symbols.length; i++) {
      const pair = `${symbols[i]} ${symbols[i + 1]}`;
      const rank = ranks.get(pair);
      if (rank !== undefined && rank < first) [best, first] = [pair, rank];
    }
    if (best === '') return symbols;
    const next: string[] = [];
    for (let i = 0; i < symbols.length; i++) {
      const together = i + 1 < symbols.length && `${symbols[i]} ${symbols[i + 1]}` === best;
      next.push(together ? `${symbols[i]}${symbols[++i]}` : (symbols[i] as string));
    }
    symbols = next;
  }
}

/** A printable letter for each byte: Latin-1's own where it has one, the rest from U+0100 on in turn (GPT-2's vocabulary, which CLIP kept). */
function letterOfByte(): readonly string[] {
  let spare = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCodePoint(printable ? byte : spare++);
  });
}
