/** XML out and in again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commented, element } from '#standards/xml/element';
import { readXml } from '#standards/xml/read';
import { writeXml } from '#standards/xml/write';

describe('writing and reading', () => {
  const character = fc.constantFrom('a', 'ä', '<', '>', '&', '"', "'", '-', '\n', '\t', ' ', '漢', '\u{1F600}', ']');
  const text = fc.string({ unit: character, maxLength: 12 });

  it('gives back names, attributes and order of children', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), text, (values, comment) => {
        const children = values.map((value) => commented(comment, element('child', { value })));
        const root = readXml(writeXml(element('root', { about: comment }, ...children)));
        expect(root.attributes).toEqual({ about: comment });
        expect(root.children.map(({ attributes }) => attributes.value)).toEqual(values);
      }),
    );
  });

  it('never writes what XML 1.0 does not allow', () => {
    expect(writeXml(element('a', { b: 'x\u0000\u001by' }))).toContain('b="x  y"');
    expect(writeXml(commented('a--b-', element('a')))).toContain('<!-- a- -b-  -->');
  });

  it('rounds numbers to a millionth and writes no negative zero', () => {
    const { attributes } = element('a', { x: 1 / 3, y: -1e-9, z: -2.5, w: undefined });
    expect(attributes).toEqual({ x: '0.333333', y: '0', z: '-2.5' });
  });
});

describe('reading', () => {
  it('knows entities, character data and lines', () => {
    const root = readXml(
      '<?xml version="1.0"?>\n<!-- <no> -->\n<a b = \'1 &lt; 2\'>\n  x&#x41;&#66;<![CDATA[<c>&amp;]]>\n  <d/>\n</a>\n',
    );
    expect(root.attributes.b).toBe('1 < 2');
    expect(root.text.replace(/\s/g, '')).toBe('xAB<c>&amp;');
    expect([root.line, root.children[0]?.line]).toEqual([3, 5]);
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 1],
    ['an unknown entity', '<a>\n&x;</a>', 1],
    ['an entity like a member of every object', '<a b="&constructor;"/>', 1],
    ['a tag that is not closed', '<a>\n<b></a>', 2],
    ['an attribute twice', '<a b="1" b="2"/>', 1],
    ['two roots', '<a/>\n<b/>', 2],
    ['text outside', '<a/>\nx', 1],
    ['nothing', '', 1],
    ['a lonely bracket', '<a>\n\n< b></a>', 3],
  ])('refuses %s and says where', (_, text, line) => {
    expect(() => readXml(text)).toThrow(`line ${line} `);
  });

  it('takes time in proportion to the text', () => {
    const deep = `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`;
    expect(readXml(deep).name).toBe('a');
    const wide = `<a>${'<b c="d"/>'.repeat(50_000)}</a>`;
    expect(readXml(wide).children).toHaveLength(50_000);
  });
});
