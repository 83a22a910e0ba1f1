/** Which rendering path draws: the same option wherever a picture is drawn. */
import type { Arguments } from './command.js';
import { oneOf } from './values.js';

export const BACKENDS = ['gpu', 'llvmpipe', 'swiftshader'] as const;

/** For spreading: nothing where the user leaves it to the machine. @throws NearmissError NM1101 for a path that is none */
export function backendOption(args: Pick<Arguments, 'text'>): { readonly backend?: (typeof BACKENDS)[number] } {
  const asked = args.text('backend');
  return asked === undefined ? {} : { backend: oneOf('--backend', asked, BACKENDS) };
}
