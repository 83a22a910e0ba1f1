/** Which paths a sink accepts: names below the dataset's root, nothing that could lead out of it. */
import { infrastructureError } from '#core/errors';

/** Letters, digits, `.`, `_`, `-`; a segment never starts with a dot except the work folder's. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;

/** Work files: staging areas and fragments for `--resume`; no part of the dataset. */
export const WORK_FOLDER = '.nearmiss';

export function isSegment(text: string): boolean {
  return SEGMENT.test(text);
}

/** @throws NearmissError (NM7001) for absolute paths, `..`, empty or odd segments. */
export function checkPath(path: string): readonly string[] {
  const segments = path.split('/');
  const named = segments[0] === WORK_FOLDER ? segments.slice(1) : segments;
  if (named.length === 0 || !named.every((segment) => SEGMENT.test(segment))) {
    throw infrastructureError(
      'NM7001',
      `a dataset can't hold a file called "${path}"`,
      'use letters, digits, ".", "_" and "-"',
    );
  }
  return segments;
}

/** Of a walk: a folder below the root, work folders among them. @throws NearmissError (NM7001) as `checkPath` */
export function checkFolder(path: string): void {
  if (path !== WORK_FOLDER) checkPath(path);
}

/** The file whose presence says that the sample is there. */
export function recordOf(sample: string): string {
  return `samples/${sample}/sample.json`;
}

/**
 * What a sample's file travels in: the path up to and including the segment that is the sample's name; the file alone where a
 * format has no such folder. The merge sees to it that no two samples have the same file.
 * @throws NearmissError (NM7001) below `samples/`, when the sample's name is no folder of the path.
 */
export function unitOf(path: string, sample: string): string {
  const segments = checkPath(path);
  const at = segments.indexOf(sample);
  const inFolder = at >= 0 && at < segments.length - 1;
  if (!inFolder && segments[0] === 'samples') {
    throw infrastructureError(
      'NM7001',
      `"${path}" lies in no folder called ${sample}`,
      'a file of a sample lies in its folder',
    );
  }
  return inFolder ? segments.slice(0, at + 1).join('/') : path;
}

/** Units in the order they are moved: `samples/<name>` last, since its presence says that the sample is there. */
export function commitOrder(units: Iterable<string>): readonly string[] {
  const last = (unit: string): number => (unit.startsWith('samples/') ? 1 : 0);
  return [...new Set(units)].sort((a, b) => last(a) - last(b) || (a < b ? -1 : 1));
}
