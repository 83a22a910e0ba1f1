/** Text of characters that are trouble somewhere: controls, quotes, line ends of all kinds, halves of pairs, more than 16 bits. */
import fc from 'fast-check';

const TROUBLE = [
  '\u0000',
  '\u0007',
  '\u001b',
  '\u009b',
  '\u007f',
  '\u2028',
  '\u2029',
  '\ud800',
  '\udfff',
  '\u{1f98c}',
  'é',
  '\u202e',
];
const PLAIN = [...'aZ0 \t\n\r"\'\\/<>&:@=-_.%{}[]'];

export const anyText = (maxLength = 24): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...TROUBLE, ...PLAIN), maxLength });
