/** XML read by a strict parser that is not ours: Python's expat. */
import { spawnSync } from 'node:child_process';

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

const READ = `
import json, sys
import xml.etree.ElementTree as tree
def plain(e): return {'tag': e.tag, 'attributes': e.attrib, 'text': e.text or '', 'children': [plain(c) for c in e]}
json.dump(plain(tree.fromstring(sys.stdin.buffer.read())), sys.stdout)
`;

export const noPython = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status !== 0;

/** @throws Error with what the parser says of text that is not well-formed */
export function parseXml(text: string): Element {
  const done = spawnSync('python3', ['-c', READ], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(done.stderr.trim().split('\n').at(-1));
  return JSON.parse(done.stdout) as Element;
}
