/** Whatever users call things, every report keeps its structure. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotations, htmlReport, jsonLines, sarif, textSummary } from '#reports/index';
import { hostileReport } from './hostile.js';
import { sarifProblems } from './sarif-rules.js';

/** Pieces that mean something to one reader or another, among any others. */
const piece = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '${',
    '%0A',
    '::',
    '##[',
    '\n',
    '\r',
    '\u2028',
    '</script>',
    '<!--',
    ']]>',
    '__proto__',
    '\\',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
const tags = (html: string): string[] => [...html.matchAll(/<\/?[a-z!][a-z0-9]*/gi)].map(([tag]) => tag);
const lines = (words: string): number => words.split('\n').length;

it('has the same tags, lines, results and commands as with tame texts', () => {
  const tame = hostileReport('tame');
  const [tameTags, tameLines] = [tags(htmlReport(tame)), lines(textSummary(tame))];
  fc.assert(
    fc.property(text, (words) => {
      const report = hostileReport(words);
      expect(tags(htmlReport(report))).toEqual(tameTags);
      expect(lines(textSummary(report))).toBe(tameLines);
      expect(lines(jsonLines(report))).toBe(6);
      expect(
        annotations(report)
          .split('\n')
          .map((line) => /^::(error|warning) /.test(line)),
      ).toEqual([true, true, true, true, false]);
      expect(sarifProblems(JSON.parse(sarif(report)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
