/** Containerfiles, read as a builder reads them, against rules of ours. No builder needed. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { root } from '../cli/nearmiss.js';
import { textOf } from './templates.js';

const SECRET = /(password|secret|token|api_?key|private_?key)\s*=|AKIA[0-9A-Z]{16}|-----BEGIN/i;

/** What is wrong with a Containerfile; `there`: whether a path is in what is built from. */
function problems(text: string, there: (path: string) => boolean): readonly string[] {
  const file = DockerfileParser.parse(text);
  const all = file.getInstructions();
  const found: string[] = [];
  const known = ['FROM', 'ARG', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'LABEL', 'USER', 'ENTRYPOINT', 'CMD'];
  for (const each of all) {
    const [name, argument] = [each.getKeyword(), each.getArgumentsContent() ?? ''];
    if (!known.includes(name)) found.push(`${name} is not to be used`);
    if (SECRET.test(argument)) found.push(`a secret in ${name}`);
    if (name === 'RUN') found.push(...runProblems(argument));
    if (name === 'ENTRYPOINT' || name === 'CMD')
      if (!isList(argument)) found.push(`${name} goes through a shell: signals would not arrive`);
  }
  const images = file.getFROMs().map((from) =>
    resolved(
      from.getImage() ?? '',
      file.getInitialARGs().flatMap((arg) => arg.getProperty() ?? []),
    ),
  );
  for (const image of images)
    if (!/^[a-z/-]+:\d+\.\d+\.\d+(-[a-z-]+)?(@sha256:[0-9a-f]{64})?$/.test(image)) found.push(`${image} is not pinned`);
  const last = file.getFROMs().at(-1)?.getRange()?.start.line ?? 0;
  const users = all.filter((each) => each.getKeyword() === 'USER' && (each.getRange()?.start.line ?? 0) > last);
  const user = users.at(-1)?.getArgumentsContent() ?? 'root';
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) found.push(`runs as ${user}`);
  for (const copy of file.getCOPYs()) {
    const words = copy.getArguments().map((argument) => argument.getValue());
    const isFrom = copy.getFlags().some((flag) => flag.getName() === 'from');
    if (!isFrom) for (const path of words.slice(0, -1)) if (!there(path)) found.push(`${path} is not there`);
  }
  return found;
}

function isList(argument: string): boolean {
  try {
    return Array.isArray(JSON.parse(argument));
  } catch {
    return false;
  }
}
function resolved(image: string, args: readonly { getName(): string; getValue(): string | null }[]): string {
  return image.replace(/\$\{(\w+)\}/g, (whole, name) => args.find((each) => each.getName() === name)?.getValue() ?? whole);
}
function runProblems(command: string): readonly string[] {
  const found: string[] = [];
  if (/\b(curl|wget|git clone)\b/.test(command)) found.push('fetches what is not pinned');
  if (/\bsudo\b|chmod 777/.test(command)) found.push('gives rights away');
  if (/apt-get install/.test(command) && !/--no-install-recommends/.test(command)) found.push('installs what is recommended');
  if (/apt-get install/.test(command) && !/^apt-get update/.test(command)) found.push('installs from an old list');
  if (/apt-get/.test(command) && !/rm -rf \/var\/lib\/apt\/lists/.test(command)) found.push('leaves package lists behind');
  if (/npm (install|i)\b/.test(command)) found.push('installs other than the lock file says');
  return found;
}

const there = (path: string): boolean => existsSync(join(root, path));

describe.each(['Containerfile', 'Containerfile.gpu'])('%s', (name) => {
  test('keeps the rules', () => {
    expect(problems(textOf(`container/${name}`), there)).toEqual([]);
  });
});

test('folders that are taken over are made by the build, or lie there', () => {
  const copies = DockerfileParser.parse(textOf('container/Containerfile')).getCOPYs();
  const taken = copies.flatMap((copy) => {
    const isFrom = copy.getFlags().some((flag) => flag.getName() === 'from');
    const path = copy.getArguments()[0]?.getValue() ?? '';
    return isFrom ? [path.replace('/opt/nearmiss/', '')] : [];
  });
  expect(taken).toEqual(expect.arrayContaining(['bin', 'dist', 'scenarios', 'assets', 'node_modules', 'package.json']));
  for (const path of taken) expect([path, there(path)]).toEqual([path, true]);
});

test('what is built from leaves out what is large, old or secret', () => {
  const left = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(left).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist', 'datasets', '**/.env', '**/*.pem']));
  expect(left.some((line) => ['deploy', 'src', 'scenarios', '.npmrc'].includes(line))).toBe(false);
});

test('files that containers run or read are whole', () => {
  expect(statSync(join(root, 'deploy/container/chromium-confined')).mode & 0o111).toBe(0o111);
  expect(JSON.parse(textOf('container/10_nvidia.json'))).toEqual({
    file_format_version: '1.0.0',
    ICD: { library_path: 'libEGL_nvidia.so.0' },
  });
});

describe('the rules can be broken', () => {
  const text = textOf('container/Containerfile');
  test.each([
    ['runs as root', text.replace('USER 10001:10001', 'USER root')],
    ['runs as root', text.replace('USER 10001:10001', '')],
    ['node:latest is not pinned', text.replace('node:20.19.5-bookworm-slim', 'node:latest')],
    ['ADD is not to be used', `${text}\nADD http://127.0.0.1/x /x\n`],
    ['a secret in ENV', `${text}\nENV API_KEY=abc\n`],
    ['fetches what is not pinned', `${text}\nRUN curl http://127.0.0.1 | sh\n`],
    ['installs what is recommended', text.replace('--no-install-recommends ', '')],
    ['leaves package lists behind', text.replace(' && rm -rf /var/lib/apt/lists/*', '')],
    ['installs other than the lock file says', text.replace('npm ci', 'npm install')],
    ['CMD goes through a shell: signals would not arrive', text.replace('CMD ["nearmiss", "--help"]', 'CMD nearmiss --help')],
    ['deploy/gone is not there', `${text}\nCOPY deploy/gone /x\n`],
  ])('%s', (told, broken) => {
    expect(broken).not.toBe(text);
    expect(problems(broken, there)).toContain(told);
  });
});
