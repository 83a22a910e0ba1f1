/**
 * Proves "the same bytes on any machine": runs scripts/portable-hash.mjs under several Node versions and, through
 * qemu-user, on arm64, and compares every hash. Brings what it needs by itself: Node binaries from npm, and on Debian
 * (as root) the emulator.
 *
 *   node scripts/determinism.mjs [--nodes 20,22,24] [--arm64 22] [--draws 1] [--pixels 96x64] [--report FILE] [FILE...]
 *
 * Exit 0 when all agree, 1 when any differs (named), 3 when a machine could not be had.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { root, setUp } from './setup.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: 'string', default: '20,22,24' },
    arm64: { type: 'string', default: '22' },
    draws: { type: 'string', default: '1' },
    pixels: { type: 'string', default: '96x64' },
    report: { type: 'string' },
  },
});
const EMULATOR = ['qemu-user', 'libc6-arm64-cross', 'libstdc++6-arm64-cross', 'libatomic1-arm64-cross'];
const cache = join(root, 'node_modules', '.cache', 'nearmiss-nodes');
await setUp({ browser: false });

const machines = [
  { name: `this Node (${process.version} ${process.arch})`, command: [process.execPath] },
  ...list(values.nodes).map((major) => ({ name: `Node ${major} x64`, command: [nodeBinary('linux-x64', major)] })),
  ...list(values.arm64).map((major) => ({
    name: `Node ${major} arm64 (qemu-user)`,
    command: emulated(nodeBinary('linux-arm64', major)),
  })),
];
const args = ['scripts/portable-hash.mjs', '--draws', values.draws, '--pixels', values.pixels, ...positionals];
const results = new Array(machines.length);
const waiting = [...machines.entries()];
const inTurn = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await hashed(next[1]);
};
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, inTurn));

const [reference, ...others] = results;
const differences = others.flatMap((other) =>
  Object.entries(flatten(reference.scenarios))
    .filter(([key, hash]) => flatten(other.scenarios)[key] !== hash)
    .map(([key]) => `${other.name}: ${key} differs from ${reference.name}`),
);
for (const difference of differences) console.error(difference);
const compared = Object.keys(flatten(reference.scenarios)).length;
console.log(
  `${compared} artefacts on ${results.length} machines: ${differences.length === 0 ? 'all the same' : `${differences.length} differ`}`,
);
if (values.report !== undefined) {
  const report = { machines: results.map(({ name, node, arch }) => ({ name, node, arch })), compared, differences };
  writeFileSync(values.report, `${JSON.stringify(report, null, 2)}\n`);
}
process.exit(differences.length === 0 ? 0 : 1);

async function hashed({ name, command }) {
  const started = process.hrtime.bigint();
  const { stdout } = await promisify(execFile)(command[0], [...command.slice(1), ...args], { cwd: root, maxBuffer: 1 << 26 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const result = JSON.parse(stdout);
  console.log(
    `${name}: ${result.node} ${result.arch}, ${Object.keys(result.scenarios).length} draws hashed in ${seconds.toFixed(1)} s`,
  );
  return { name, ...result };
}

function list(text) {
  return text.split(',').filter((item) => item !== '');
}
/** `a/b/c` -> hash, for every leaf. */
function flatten(value, path = '') {
  if (typeof value !== 'object' || value === null) return { [path]: value };
  return Object.assign({}, ...Object.entries(value).map(([key, member]) => flatten(member, `${path}/${key}`)));
}
/** Path of a Node binary of that major version, from npm's package of that platform. */
function nodeBinary(platform, major) {
  const folder = join(cache, `${platform}-${major}`);
  const binary = join(folder, 'package', 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const packed = spawnSync('npm', ['pack', `node-${platform}@${major}`, '--silent', '--pack-destination', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  const archive = packed.stdout?.trim().split('\n').pop();
  if (packed.status !== 0 || !archive) missing(`npm could not bring node-${platform}@${major}`);
  execFileSync('tar', ['xzf', join(folder, archive), '-C', folder]);
  return binary;
}
function emulated(binary) {
  const emulator = '/usr/bin/qemu-aarch64';
  if (!existsSync(emulator)) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...EMULATOR], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  if (!existsSync(emulator)) missing(`no arm64 emulator: install ${EMULATOR.join(' ')}, or pass --arm64 ''`);
  return [emulator, '-L', '/usr/aarch64-linux-gnu', binary];
}
function missing(message) {
  console.error(message);
  process.exit(3);
}
