/** Files with one mistake each; their second line says where it is, what the loader calls it, and what it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./corpus', import.meta.url)).replace(/\/dist\/test\//, '/test/');

export interface Mistake {
  readonly name: string;
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** `line:column` of the guilty key or value, from 1. */
  readonly place: string;
  readonly code: string;
  readonly about: string;
}

/** @param kind `seen-by-both`: the schema can know it too; `seen-by-the-loader`: it takes the whole file */
export function mistakesOf(kind: 'seen-by-both' | 'seen-by-the-loader'): readonly Mistake[] {
  const files = readdirSync(join(FOLDER, kind)).sort();
  return files.map((file) => {
    const text = readFileSync(join(FOLDER, kind, file), 'utf8');
    const [, place = '', code = '', about = ''] = /^# (\S+) (NM\d+) (.+)$/m.exec(text) ?? [];
    return { name: file.replace('.yaml', ''), path: `test/editors/corpus/${kind}/${file}`, text, place, code, about };
  });
}
