/** Which browser to use: stated, installed, or downloaded by puppeteer, in that order. */
import { accessSync, constants } from 'node:fs';
import puppeteer from 'puppeteer';

export interface FoundBrowser {
  readonly path: string;
  readonly why: string;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const stated = process.env.NEARMISS_BROWSER;
  if (stated !== undefined && stated !== '')
    return runs(stated) ? { path: stated, why: 'NEARMISS_BROWSER names it' } : undefined;
  const installed = INSTALLED.find(runs);
  if (installed !== undefined) return { path: installed, why: 'already installed' };
  const downloaded = downloadedPath();
  return downloaded === undefined ? undefined : { path: downloaded, why: "puppeteer's own download" };
}

function downloadedPath(): string | undefined {
  try {
    const path = puppeteer.executablePath();
    return runs(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
