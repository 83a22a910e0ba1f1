/** Starts a browser on one drawing path, with no network and an empty profile of its own. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import { endBrowser, endBrowsersOf, PROFILE, processesIn } from './stragglers.js';

export type BackendName = 'gpu' | 'llvmpipe' | 'swiftshader';

export interface Launched {
  readonly browser: Browser;
  readonly backend: BackendName;
  /** The browser's folder for everything that it keeps; gone when it is closed. */
  readonly profile: string;
  /** Once, however often it is called: every call waits until browser and folder are gone. */
  close(): Promise<void>;
}

const ALWAYS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--mute-audio',
  '--hide-scrollbars',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-breakpad',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--ignore-gpu-blocklist',
  '--force-color-profile=srgb',
  '--js-flags=--expose-gc',
  // Else Chromium's allocator gives the rasteriser's memory back to the system after every frame, to take it again for the next:
  // a fifth of a frame's processor time, and most of what two workers cost each other.
  '--enable-features=PartitionAllocLargeEmptySlotSpanRing',
];
const PATHS: Readonly<
  Record<BackendName, { readonly flags: readonly string[]; readonly environment: Readonly<Record<string, string>> }>
> = {
  gpu: { flags: ['--use-gl=angle', '--use-angle=gl-egl'], environment: {} },
  llvmpipe: {
    flags: ['--use-gl=angle', '--use-angle=gl-egl'],
    environment: { LIBGL_ALWAYS_SOFTWARE: '1', EGL_PLATFORM: 'surfaceless', GALLIUM_DRIVER: 'llvmpipe' },
  },
  swiftshader: { flags: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'], environment: {} },
};
/** A browser has so long to close in order. */
const CLOSE_MS = 10_000;
const GPU_DEVICES = ['/dev/nvidia0', '/dev/dri/renderD128', '/dev/dri/renderD129', '/dev/kfd'];

/** Paths worth trying here, fastest first. */
export function pathsToTry(wanted?: string): BackendName[] {
  if (wanted !== undefined) return [wanted as BackendName];
  const gpu: BackendName[] = process.platform !== 'linux' || GPU_DEVICES.some((device) => existsSync(device)) ? ['gpu'] : [];
  return [...gpu, ...(process.platform === 'linux' ? (['llvmpipe'] as const) : []), 'swiftshader'];
}

/** Removes profiles whose process was killed before it could, and what is left of their browsers. */
function sweepProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PROFILE) ? Number.parseInt(name.slice(PROFILE.length), 10) : Number.NaN;
    if (!(owner > 0) || isAlive(owner)) continue;
    endBrowsersOf(owner);
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ended(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

export async function launch(executablePath: string, backend: BackendName, threads?: number): Promise<Launched> {
  sweepProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${PROFILE}${process.pid}-`));
  const { flags, environment } = PATHS[backend];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    const browser = await puppeteer.launch({
      executablePath,
      headless: true,
      // By a pipe, so that the browser ends with this process however that ends.
      pipe: true,
      userDataDir: profile,
      args: [...ALWAYS, ...flags, ...root],
      env: { ...process.env, ...environment, ...(threads === undefined ? {} : { LP_NUM_THREADS: String(threads) }) },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: 600_000,
      timeout: 60_000,
    });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      const own = processesIn(profile);
      // One whose page is stuck may never answer.
      const late = setTimeout(() => browser.process()?.kill('SIGKILL'), CLOSE_MS);
      await browser.close().catch(() => browser.process()?.kill('SIGKILL'));
      await ended(browser.process());
      clearTimeout(late);
      await endBrowser(own, profile);
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    };
    return { browser, backend, profile, close: () => (closing ??= close()) };
  } catch (error) {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}
