/** Results by look: the same look gives the same immutable result; the last few are kept. */
import type { Look } from '#contracts/scene';
import { canonicalJson } from '#core/hash';

const KEPT = 96;

export function remember<T>(make: (look: Look) => T): (look: Look) => T {
  const known = new Map<string, T>();
  const sameLook = new WeakMap<Look, T>();
  const byContent = (look: Look): T => {
    const key = canonicalJson(look);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    const made = make(look);
    known.set(key, made);
    return made;
  };
  return (look) => {
    const found = sameLook.get(look);
    if (found !== undefined) return found;
    const made = byContent(look);
    sameLook.set(look, made);
    return made;
  };
}
