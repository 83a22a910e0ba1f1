/**
 * Code blocks and what is said after their language. A block is run (`sh`) or checked (`yaml`) by `test/docs` unless it says otherwise:
 *
 *   sh                              run, in the page's scratch folder, with the blocks of the page before it
 *   sh smaller="200=1 480x352=96x72"  run with these replacements, each of which must be there
 *   sh skip="needs a GPU"           not run, for this reason
 *   sh within="20 s"                started, and stopped when it has printed an address; fails where it prints none in this time
 *   yaml                            a whole scenario; `nearmiss check` must find nothing
 *   yaml file="my-deer.yaml"        the same, and saved under this name for the commands after it
 *   yaml part                       keys of a scenario, put into a minimal one
 *   yaml part="ego.sensors"         what stands under this key of a scenario
 *   yaml kind="assets"              another kind of file: one that `test/docs` knows how to check
 *   yaml skip="..."                 not checked, for this reason
 */
export interface Fence {
  readonly language: string;
  /** Values by name; the empty text for a name alone. */
  readonly says: ReadonlyMap<string, string>;
  readonly code: string;
  /** Of its first line in the file, counted from 1. */
  readonly line: number;
}

export const WORDS: Readonly<Record<string, readonly string[]>> = {
  sh: ['smaller', 'skip', 'within'],
  yaml: ['file', 'part', 'kind', 'skip'],
};

/** @param info what stands after the three backticks */
export function readInfo(info: string): Pick<Fence, 'language' | 'says'> {
  const [language = ''] = /^\S*/.exec(info.trim()) ?? [];
  const says = new Map<string, string>();
  for (const [, name, value] of info
    .trim()
    .slice(language.length)
    .matchAll(/([a-z]+)(?:="([^"]*)")?/g))
    says.set(name as string, value ?? '');
  return { language, says };
}

/** Every fenced block of a Markdown text that starts in the first column. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const open = /^(`{3,})([^`]*)$/.exec(lines[i] as string);
    if (open === null) continue;
    const end = lines.indexOf(open[1] as string, i + 1);
    const last = end < 0 ? lines.length : end;
    fences.push({ ...readInfo(open[2] as string), code: lines.slice(i + 1, last).join('\n'), line: i + 2 });
    i = last;
  }
  return fences;
}
