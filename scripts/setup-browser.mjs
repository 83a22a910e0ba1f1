/**
 * Finds or brings a browser, in this order: one already installed, puppeteer's own download, the distribution's package.
 * A browser counts only when it really draws: a WebGL2 context is made in it and read back.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not setup.mjs's own: a script that waits for this one at its top level would wait for itself.
const root = fileURLToPath(new URL('..', import.meta.url));

/** Debian's browser and Mesa's EGL, which lets it draw fast without a GPU. */
const DEBIAN_PACKAGES = ['chromium', 'libegl1', 'libgl1-mesa-dri'];

/** @returns the browser's path, or undefined after one message that says what to do. */
export async function setUpBrowser(say) {
  const { findBrowser, probeBrowser } = await import('../dist/renderers/three/host/index.js');
  const works = async (where) => {
    const found = await findBrowser();
    if (found === undefined) return undefined;
    try {
      const { backend } = await probeBrowser(found.path);
      say(`using ${found.path} (${where}; draws with ${backend})`);
      return found.path;
    } catch (error) {
      say(`${found.path} is there but can't draw: ${firstLine(error)}`);
      return undefined;
    }
  };

  say('looking for one already installed');
  const installed = await works('already installed');
  if (installed !== undefined) return installed;

  say("none that works; trying puppeteer's own download");
  const puppeteer = join(root, 'node_modules', 'puppeteer', 'lib', 'cjs', 'puppeteer', 'node', 'cli.js');
  const download = spawnSync(process.execPath, [puppeteer, 'browsers', 'install', 'chrome'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (download.status === 0) {
    const downloaded = await works("puppeteer's download");
    if (downloaded !== undefined) return downloaded;
  } else say(`the download failed (${reasonIn(download.stderr) ?? download.error?.message ?? 'no answer'})`);

  const apt = aptCommand();
  if (apt !== undefined) {
    say(`installing Debian's ${DEBIAN_PACKAGES.join(', ')}`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    spawnSync(apt[0], [...apt.slice(1), 'update', '-qq'], quiet);
    const done = spawnSync(
      apt[0],
      [...apt.slice(1), 'install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES],
      quiet,
    );
    if (done.status === 0) {
      const packaged = await works("the distribution's package");
      if (packaged !== undefined) return packaged;
    }
  }
  console.error(
    `set-up: no browser works here. Install Chromium or Chrome (Debian, Ubuntu: apt-get install ${DEBIAN_PACKAGES.join(' ')}) or set ` +
      'NEARMISS_BROWSER to its path, then run this again. Without a browser, `--renderer raycast` still makes truth layers and labels.',
  );
  return undefined;
}

/** The command that may install packages without asking, or undefined. */
function aptCommand() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}
/** The line of a tool's complaint that says what went wrong. */
function reasonIn(text) {
  return /^.*\b(?:error|failed|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|40\d|50\d)\b.*$/im
    .exec(text ?? '')?.[0]
    .trim()
    .slice(0, 160);
}
function firstLine(problem) {
  return String(problem?.message ?? problem)
    .trim()
    .split('\n')[0];
}
