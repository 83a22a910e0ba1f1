/** Which parts of a JSON Schema speak of a place in a file. */

export type SchemaPart = { readonly [keyword: string]: unknown };

/** Every part that may hold at `path`; of alternatives all that fit the path. */
export function partsAt(root: SchemaPart, path: readonly (string | number)[]): readonly SchemaPart[] {
  let parts = alternatives([root], root);
  for (const step of path)
    parts = alternatives(
      parts.flatMap((part) => stepInto(part, step)),
      root,
    );
  return parts;
}

function stepInto(part: SchemaPart, step: string | number): readonly SchemaPart[] {
  if (typeof step === 'number') return [part.items].filter(isPart);
  const properties = part.properties as SchemaPart | undefined;
  const own = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
  return [own ?? part.additionalProperties].filter(isPart);
}

/** Follows references and all that is joined by `allOf`, `anyOf`, `oneOf`, `then` and `else`. */
function alternatives(parts: readonly SchemaPart[], root: SchemaPart): readonly SchemaPart[] {
  const found = new Set<SchemaPart>();
  const add = (part: SchemaPart): void => {
    if (found.has(part)) return;
    found.add(part);
    if (typeof part.$ref === 'string') add(resolved(part.$ref, root));
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const each of (part[keyword] as SchemaPart[] | undefined) ?? []) add(each);
    for (const each of [part.then, part.else].filter(isPart)) add(each);
  };
  for (const part of parts) add(part);
  return [...found];
}

/** Of `#/definitions/name`. */
function resolved(reference: string, root: SchemaPart): SchemaPart {
  const name = reference.split('/').at(-1) as string;
  return (root.definitions as Record<string, SchemaPart>)[name] ?? {};
}

function isPart(value: unknown): value is SchemaPart {
  return typeof value === 'object' && value !== null;
}
