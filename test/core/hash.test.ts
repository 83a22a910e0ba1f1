import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '#core/errors';
import { canonicalJson, hashOf, sha256Hex } from '#core/hash';

describe('canonical JSON', () => {
  it('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value), (_, member) => (Object.is(member, -0) ? 0 : member));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      }),
      { examples: [[{ b: [1, null], a: 'x' }]] },
    );
  });
  it('does not depend on the order members were set in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), { selector: ([key]) => key }), (entries) => {
        const forward = Object.fromEntries(entries);
        const backward = Object.fromEntries([...entries].reverse());
        expect(hashOf(forward)).toBe(hashOf(backward));
      }),
    );
  });
  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
  });
  it('hashes as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });
});

describe('did you mean', () => {
  it('finds a near word and keeps quiet about far ones', () => {
    expect(nearest('cros', ['cross', 'flee', 'freeze'])).toBe('cross');
    expect(nearest('sped', ['speed', 'spin'])).toBe('speed');
    expect(nearest('zebra', ['cross', 'flee'])).toBeUndefined();
  });
});
