/** Packs: what their compilers write, and that it can be run. All of each: packs.slow.test.ts. */
import { describe, expect, it } from 'vitest';
import { packs, SOURCES } from '#packs/index';
import { formatText } from '#toolkit';
import { notKept, readText } from './read.js';

describe.each(packs.all)('$name', ({ scenarios, sources, tables }) => {
  /** The first of each row. */
  const rows = [...new Map([...scenarios].reverse().map((each) => [each.row, each])).values()].reverse();

  it('has a name, a title and a place in the table for each scenario', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ text }) => /^title: (.*)$/m.exec(text)?.[1])).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ row, column }) => `${row}|${column}`)).size).toBe(scenarios.length);
    for (const { columns, rows: lines } of tables) for (const line of lines) expect(line).toHaveLength(columns.length);
  });

  it('says in each scenario where its numbers are from', () => {
    const cited = sources.map((id) => SOURCES[id]);
    for (const { name, text } of scenarios) {
      const written = text.replaceAll("''", "'");
      expect(
        cited.some((source) => written.includes(source)),
        name,
      ).toBe(true);
    }
  });

  it('is written as `nearmiss fmt` writes', () => {
    for (const { name, text } of rows) expect(formatText(text, name).text).toBe(text);
  });

  it('is executed as declared', () => {
    const [first, last] = [rows[0], rows.at(-1)];
    for (const each of [first, last]) if (each !== undefined) expect(notKept(readText(each.text, each.name))).toEqual([]);
  });
});
