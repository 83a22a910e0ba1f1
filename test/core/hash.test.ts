import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '#core/errors';
import { canonicalJson, hashOf, sha256Hex } from '#core/hash';

/** By the definition alone: members sorted, printed one by one. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${plainly(member)}`).join(',')}}`;
}

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
  it('is the same text whatever the order of members, keys that look like numbers and special ones among them', () => {
    const key = fc.oneof(fc.string(), fc.nat(200).map(String), fc.constantFrom('__proto__', 'toJSON', 'constructor'));
    const { tree } = fc.letrec<{ tree: fc.JsonValue }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, -0),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('tree') as fc.Arbitrary<fc.JsonValue>),
        fc.dictionary(key, tie('tree') as fc.Arbitrary<fc.JsonValue>, { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(canonicalJson(value)).toBe(plainly(value));
        expect(canonicalJson(JSON.parse(plainly(value)))).toBe(plainly(value));
      }),
    );
  });
  it('leaves out what is undefined, and takes only members', () => {
    expect(canonicalJson({ a: 1, b: undefined, c: [] })).toBe('{"a":1,"c":[]}');
    expect(canonicalJson({ c: [], b: undefined, a: 1 })).toBe('{"a":1,"c":[]}');
    expect(canonicalJson({ at: new Date(0), b: { toJSON: 'no' } })).toBe('{"at":{},"b":{"toJSON":"no"}}');
    expect(canonicalJson(Uint8Array.of(7))).toBe('{"0":7}');
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
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
