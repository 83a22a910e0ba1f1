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
    ['an unknown entity', '<a>\n&x;</a>', 2],
    ['a document type that nothing uses', '<!-- a -->\n<!DOCTYPE a><a/>', 2],
    ['entities of entities', `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(99)}"><!ENTITY z "${'&x;'.repeat(99)}">]><a>&z;</a>`, 1],
    ['an entity from outside', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 1],
    ['an entity like a member of every object', '<a b="&constructor;"/>', 1],
    ['a tag that is not closed', '<a>\n<b></a>', 2],
    ['an attribute twice', '<a b="1" b="2"/>', 1],
    ['two roots', '<a/>\n<b/>', 2],
    ['text outside', '<a/>\nx', 2],
    ['nothing', '', 1],
    ['a lonely bracket', '<a>\n\n< b></a>', 3],
  ])('refuses %s and says where', (_, text, line) => {
    expect(() => readXml(text)).toThrow(`line ${line} `);
  });

  it('says line and column', () => {
    expect(() => readXml('<a>\r\n  <b c="1" c="2"/>\r\n</a>')).toThrow(/^line 2 column 17 .*Duplicate attribute: c$/);
  });

  it('refuses what is nested deeper than any scenario, however deep', () => {
    const nested = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    expect(readXml(nested(200)).name).toBe('a');
    expect(() => readXml(nested(201))).toThrow("line 1 column 601 of the XML can't be read: more than 200 levels");
    expect(() => readXml(nested(100_000))).toThrow('more than 200 levels');
  });

  it('takes time in proportion to the text', () => {
    const wide = `<a>${'<b c="d"/>'.repeat(50_000)}</a>`;
    expect(readXml(wide).children).toHaveLength(50_000);
  });
});
