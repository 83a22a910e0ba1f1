/**
 * Code blocks and what is said after their language. Blocks are run (`sh`) or checked (`yaml`) by `test/docs` unless they say otherwise:
 *
 *   sh                            run in the page's scratch folder, after the blocks of the page before it
 *   sh first="COMMAND"            the same, after a command that readers have done elsewhere
 *   sh smaller="3 -> 1; A -> B"   run with these words replaced, each of which must be there
 *   sh within="20 s"              started, and stopped when it has printed an address; fails where it prints none in that time
 *   sh as="docs/tutorial.md"      not run, since blocks of these pages run the same commands with the same options
 *   sh exit="1"                   the same, but must end with this exit code
 *   sh skip="needs a GPU"         not run, for this reason
 *   yaml                          a whole scenario in which `nearmiss check` must find nothing
 *   yaml file="my-deer.yaml"      the same, and saved for the commands after it (with `smaller`: checked as it stands, saved smaller)
 *   yaml part                     keys of a scenario: with the parts of the page before them, they must be one that is right
 *   yaml part="ego.sensors"       what stands under these keys of a scenario
 *   yaml kind="assets"            a file of another kind
 *   yaml wrong="NM2005"           a scenario in which `nearmiss check` must find just this
 *   yaml skip="..."               not checked, for this reason
 *   js file="count.mjs"           saved under this name; so is any other block with a file
 */
export interface Fence {
  readonly language: string;
  /** Values by name; the empty text for a name alone. */
  readonly says: ReadonlyMap<string, string>;
  readonly code: string;
  /** Of its first line in the file, counted from 1. */
  readonly line: number;
}

/** What may be said of which language; of any other only the file. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  sh: ['first', 'smaller', 'within', 'exit', 'as', 'skip'],
  yaml: ['file', 'smaller', 'part', 'kind', 'wrong', 'skip'],
  js: ['file'],
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
