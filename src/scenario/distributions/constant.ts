/** Always the same value. */
import type { Distribution } from './index.js';

export const constant: Distribution = {
  name: 'constant',
  about: 'Always this value.',
  read(node, _context, argument) {
    const value = argument(node);
    return value && [value];
  },
  plain: () => false,
  check: () => undefined,
  quantile: (_u, [value = 0]) => value,
  schema: (argument) => argument(),
  example: ({ middle }) => middle,
};
