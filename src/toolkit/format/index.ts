/** Files in their canonical form. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Diagnostic } from '#core/errors';
import { formatText } from './text.js';

export { formatText } from './text.js';

export interface FormattedFile {
  readonly file: string;
  readonly outcome: 'as it was' | 'changed' | 'left alone';
  /** Why it was left alone. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @param write false: only say what would change */
export async function formatFiles(files: readonly string[], write: boolean): Promise<readonly FormattedFile[]> {
  const results: FormattedFile[] = [];
  for (const file of files) results.push(await formatFile(file, write));
  return results;
}

async function formatFile(file: string, write: boolean): Promise<FormattedFile> {
  const written = await readFile(file, 'utf8').catch(() => undefined);
  if (written === undefined) return { file, outcome: 'left alone', diagnostics: [missing(file)] };
  const { text, diagnostics } = formatText(written, file);
  if (text === undefined) return { file, outcome: 'left alone', diagnostics };
  if (text === written) return { file, outcome: 'as it was', diagnostics };
  if (write) await writeFile(file, text);
  return { file, outcome: 'changed', diagnostics };
}

function missing(file: string): Diagnostic {
  return {
    file,
    line: 1,
    column: 1,
    code: 'NM1004',
    message: `there is no file ${file}`,
    hint: 'correct the path',
    severity: 'error',
  };
}
