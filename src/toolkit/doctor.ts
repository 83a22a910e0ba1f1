/** `doctor`: what this machine has, what would be used, and why. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { defaultWorkers } from '#farm/index';
import { findBrowser, probeBrowser } from '#renderers/three/host/index';
import { lookAtNetworks, type NetworkReport } from './networks.js';
import { versions } from './versions.js';

export interface DoctorReport {
  readonly node: { readonly version: string; readonly enough: boolean };
  readonly packages: Readonly<Record<string, string>>;
  readonly machine: {
    readonly platform: string;
    readonly arch: string;
    readonly processor: string;
    readonly cores: number;
    readonly memoryGiB: number;
  };
  readonly gpu: { readonly devices: readonly string[] };
  readonly browser: { readonly path: string; readonly why: string } | undefined;
  readonly backend: { readonly name: string; readonly why: string } | undefined;
  readonly workers: { readonly three: number; readonly raycast: number };
  /** What runs networks, on what, why that, and why not the others; undefined where nothing does. */
  readonly networks: NetworkReport | undefined;
  readonly optional: Readonly<Record<string, string>>;
  /** What keeps `generate` from working; empty when all is well. */
  readonly problems: readonly string[];
}

const GPU_DEVICES = ['/dev/nvidia0', '/dev/dri/renderD128', '/dev/dri/renderD129', '/dev/dxg', '/dev/kfd'];
const OPTIONAL = ['onnxruntime-node', '@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-backend-wasm'];
const MANY = 1_000_000;

export async function doctor(): Promise<DoctorReport> {
  const problems: string[] = [];
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  if (!enough) problems.push(`Node ${process.versions.node} is too old; 20.19 is needed`);
  const { browser, backend } = await lookAtBrowser(problems);
  const cores = availableParallelism();
  const machine = { cores, memoryBytes: totalmem() };
  return {
    node: { version: process.versions.node, enough },
    packages: versions(),
    machine: {
      platform: process.platform,
      arch: process.arch,
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores,
      memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    },
    gpu: { devices: GPU_DEVICES.filter((path) => existsSync(path)) },
    browser,
    backend,
    workers: { three: defaultWorkers(machine, 'three', MANY), raycast: defaultWorkers(machine, 'raycast', MANY) },
    networks: await lookAtNetworks(),
    optional: Object.fromEntries(OPTIONAL.map((name) => [name, presence(name)])),
    problems,
  };
}

async function lookAtBrowser(problems: string[]): Promise<Pick<DoctorReport, 'browser' | 'backend'>> {
  const found = await findBrowser();
  if (found === undefined) {
    problems.push('no browser: run `npm run setup`, or set NEARMISS_BROWSER; `--renderer raycast` works without');
    return { browser: undefined, backend: undefined };
  }
  const browser = { path: found.path, why: found.why };
  try {
    const probed = await probeBrowser(found.path);
    return { browser, backend: { name: probed.backend, why: probed.why } };
  } catch (error) {
    problems.push(`${found.path} is there but can't draw: ${error instanceof Error ? error.message : String(error)}`);
    return { browser, backend: undefined };
  }
}

function presence(name: string): string {
  try {
    createRequire(import.meta.url).resolve(name);
    return 'present';
  } catch {
    return 'not installed (optional)';
  }
}
