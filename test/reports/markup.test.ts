/** Text into markup: what it says is kept, what it would do is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '#reports/line';
import { escapeMarkup, markup, raw } from '#reports/markup';
import { fileUri } from '#reports/uri';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('markup', () => {
  it('escapes text, and takes markup as it is', () => {
    expect(markup`<b>${'<i>'}${raw('<i>')}${[markup`${1}`, undefined]}${undefined}</b>`.markup).toBe('<b>&#60;i&#62;<i>1</b>');
  });

  it('keeps line feeds of attributes from becoming blanks, and leaves those of text', () => {
    expect(markup`<b a="${'x\ny'}" c="${'\t'}">${'x\ny'}</b>`.markup).toBe('<b a="x&#10;y" c="&#9;">x\ny</b>');
  });

  it('leaves nothing that ends a text or an attribute, whatever the text', () => {
    fc.assert(fc.property(anyText, fc.boolean(), (text, inTag) => !/[<>"']|&(?!#\d+;)/.test(escapeMarkup(text, inTag))));
  });

  it('can be read back', () => {
    const back = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const printable = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(fc.property(printable, (text) => back(escapeMarkup(text, true)) === text));
  });

  it('shows what XML can not hold', () => {
    expect(escapeMarkup('\u0000\u001b[1m\ud800\uffff', false)).toBe('\\u0000\\u001b[1m\\ud800\\uffff');
    expect(escapeMarkup('\u{1f6b2}', false)).toBe('\u{1f6b2}');
  });
});

describe('oneLine', () => {
  it('is one line without controls, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u.test(oneLine(text))));
  });

  it('parts what a runner would take for a command', () => {
    expect(oneLine('a\n##[error]b')).toBe('a # #[error]b');
  });
});

describe('fileUri', () => {
  it.each([
    ['scenarios/street/a b.yaml', 'scenarios/street/a%20b.yaml'],
    ['./a#1?.yaml', 'a%231%3F.yaml'],
    ['/tmp/ä.yaml', 'file:///tmp/%C3%A4.yaml'],
    ['C:\\work\\a.yaml', 'file:///C:/work/a.yaml'],
    ['dir\\a.yaml', 'dir/a.yaml'],
    ['\ud800', '%EF%BF%BD'],
  ])('%s', (path, uri) => expect(fileUri(path)).toBe(uri));
});
