/** Where in a file's structure an offset lies. The text may be broken: somebody is typing. */
import { isCollection, isMap, isPair, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';

export interface Place {
  /** Keys and indices from the top to the value that the offset is in, or to the map whose key is being written. */
  readonly path: readonly (string | number)[];
  /** A key is being written, not a value. */
  readonly isKey: boolean;
  /** Between brackets, where line breaks mean nothing. */
  readonly isFlow: boolean;
  /** Keys of the innermost map, without the one being written. */
  readonly siblings: readonly string[];
  /** The word the offset is in or behind; empty where none has been begun. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Stands where a word is still to come, so that the text parses as it will. */
const TO_COME = 'xX0Xx';

/** Undefined in comments, and where the text can't be made sense of. */
export function placeAt(text: string, offset: number): Place | undefined {
  const isEmpty = /(^|[\s[{,])$/.test(text.slice(0, offset)) && !/^[^\s,\]}:#]/.test(text.slice(offset));
  const whole = isEmpty ? text.slice(0, offset) + TO_COME + text.slice(offset) : text;
  const document = parseDocument(whole, {
    keepSourceTokens: false,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  let found: Place | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      const [from, to] = node.range ?? [0, -1];
      if (found !== undefined || offset < from || offset > to || (from === to && !isEmpty)) return undefined;
      const parents = ancestors.filter((each): each is Node => !isPair(each));
      const isKey = key === 'key' || isLoneWord(key, ancestors.at(-1), node, document.contents);
      const path = pathOf([...ancestors, node], isKey);
      const map = parents.filter(isMap).at(-1);
      const siblings = (map?.items ?? [])
        .filter(({ key: other }) => other !== node && isScalar(other))
        .map((pair) => String((pair.key as { value: unknown }).value));
      found = {
        path,
        isKey,
        isFlow: parents.some((each) => isCollection(each) && each.flow === true),
        siblings,
        word: isEmpty ? text.slice(from, offset) : text.slice(from, to),
        from,
        to: isEmpty ? offset : to,
      };
      return undefined;
    },
  });
  return found;
}

/** A word with no colon yet: at the top, or among flow keys, it is a key in the making. */
function isLoneWord(key: unknown, parent: unknown, node: unknown, top: unknown): boolean {
  if (node === top) return true;
  return key === 'value' && isPair(parent) && parent.key === null;
}

function pathOf(chain: readonly unknown[], isKey: boolean): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [i, each] of chain.entries()) {
    const child = chain[i + 1];
    if (isSeq(each) && child !== undefined) path.push(each.items.indexOf(child as Node));
    const isLast = i >= chain.length - 2;
    if (isPair(each) && isScalar(each.key) && !(isKey && isLast)) path.push(String(each.key.value));
  }
  return path;
}
