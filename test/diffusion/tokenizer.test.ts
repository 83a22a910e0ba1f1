/** CLIP's byte pairs on a small vocabulary: which pairs are joined, in what order, what fills up, what is cut off. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipTokenizer } from '#diffusion/large/tokenizer';
import { wordsOf } from '#diffusion/large/words';
import { PROMPTS } from '#diffusion/model/prompt';

const SYMBOLS = [
  ...['l', 'o', 'w', 'e', 'r', 'n', 's', 't', 'l</w>', 'o</w>', 'w</w>', 'e</w>', 'r</w>', 'n</w>', 's</w>', 't</w>'],
  ...['lo', 'low', 'low</w>', 'er</w>', 'ne', 'new', "'s</w>", "'", ',</w>', '1</w>', '2</w>', '!', 'Ã', '©</w>', 'Ġ</w>'],
  ...['<|startoftext|>', '<|endoftext|>'],
];
const vocabulary = Object.fromEntries(SYMBOLS.map((symbol, i) => [symbol, i]));
const merges = ['#version: 0.2', "' s</w>", 'l o', 'lo w</w>', 'lo w', 'e r</w>', 'n e', 'ne w', ''].join('\n');
const tokenize = clipTokenizer({ vocabulary, merges });
const [START, END] = [vocabulary['<|startoftext|>'] as number, vocabulary['<|endoftext|>'] as number];
const named = (text: string, make = tokenize): readonly string[] => {
  const numbers = make(text);
  const end = numbers.indexOf(END);
  expect(numbers[0]).toBe(START);
  return numbers.slice(1, end).map((number) => SYMBOLS[number] as string);
};

describe('the tokenizer', () => {
  it("joins the pair that ranks first, and keeps a word's end apart from its middle", () => {
    expect(named('low')).toEqual(['low</w>']);
    expect(named('lower')).toEqual(['low', 'er</w>']);
    expect(named('newlow')).toEqual(['new', 'low</w>']);
    // "new" at a word's end has no pair: (ne, w) is not (ne, w</w>).
    expect(named('new')).toEqual(['ne', 'w</w>']);
    // The earlier pair wins though the later stands further left.
    const other = clipTokenizer({ vocabulary: { ...vocabulary, ow: 99 }, merges: 'o w\nl o' });
    expect(other('lowe').slice(1, 4)).toEqual([vocabulary.l, 99, vocabulary['e</w>']]);
  });

  it('joins a pair wherever it stands', () => {
    expect(named('lolow')).toEqual(['lo', 'low</w>']);
  });

  it('lowers letters, takes any space for one, parts marks, digits and endings', () => {
    expect(named('  LOW\n\tlow ')).toEqual(['low</w>', 'low</w>']);
    expect(named("low's,low")).toEqual(['low</w>', "'s</w>", ',</w>', 'low</w>']);
    expect(named('12')).toEqual(['1</w>', '2</w>']);
  });

  it('writes other letters as their bytes, under the letters that stand for those', () => {
    // U+00E9 is the bytes C3 A9 in UTF-8, printable both.
    expect(named('é')).toEqual(['Ã', '©</w>']);
    // Composed and with a separate accent it is the same text.
    expect(tokenize('e\u0301')).toEqual(tokenize('\u00e9'));
    // 0x20 is the 33rd byte without a printable letter: U+0120.
    expect('Ġ'.codePointAt(0)).toBe(0x120);
  });

  it('is 77 numbers long whatever is said: filled up with the end, or cut off before it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        const numbers = tokenize(text);
        expect(numbers.length).toBe(77);
        expect(numbers[0]).toBe(START);
        expect(numbers.at(-1)).toBe(END);
        const end = numbers.indexOf(END);
        // What is unknown is the end as well: after the first there may be more, but only in texts that are not over.
        if (/^[lowernst ]*$/.test(text)) expect(numbers.slice(end).every((number) => number === END)).toBe(true);
      }),
    );
    expect(tokenize('low '.repeat(100))).toEqual([START, ...new Array<number>(75).fill(vocabulary['low</w>'] as number), END]);
    expect(tokenize('')).toEqual([START, ...new Array<number>(76).fill(END)]);
  });

  it('fills up with what the folder says', () => {
    const filled = clipTokenizer({ vocabulary, merges }, { padding: '!', length: 6 });
    expect(filled('low')).toEqual([START, vocabulary['low</w>'], END, vocabulary['!'], vocabulary['!'], vocabulary['!']]);
  });

  it('says which symbol is missing', () => {
    expect(() => clipTokenizer({ vocabulary: { a: 0 }, merges: '' })).toThrow('<|startoftext|>');
    expect(() => clipTokenizer({ vocabulary, merges }, { padding: '<pad>' })).toThrow('<pad>');
  });
});

describe('a prompt in words', () => {
  it('says what is asked for, each thing in words of its own', () => {
    const texts = Object.entries(PROMPTS).flatMap(([key, values]) => values.map((value) => wordsOf({ [key]: value })));
    expect(new Set(texts).size).toBe(texts.length);
    expect(wordsOf({ weather: 'snow', time: 'dusk', season: 'winter', style: 'wide-road' })).toMatch(
      /snow, dusk, winter, wide road$/,
    );
    expect(wordsOf({})).not.toMatch(/undefined|, *$/);
  });
});
