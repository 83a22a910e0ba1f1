/** Every scenario of every pack: right and in form, drawn, run, and executed as declared while nobody reacts. */
import { describe, expect, it } from 'vitest';
import { packs } from '#packs/index';
import { formatText } from '#toolkit';
import { notKept, readText } from './read.js';

describe.each(packs.all)('$name', ({ scenarios }) => {
  it('is in form and executed as declared, all of it', () => {
    for (const { name, text } of scenarios) expect(formatText(text, name).text).toBe(text);
    expect(scenarios.flatMap(({ name, text }) => notKept(readText(text, name)))).toEqual([]);
  }, 240_000);
});
