/** The three.js renderer: a page in a headless browser, driven from here. */
import { DEFAULT_LAYERS } from '#contracts/layers';
import type { Renderer } from '#contracts/renderer';
import { openSession } from './session.js';

export { type FoundBrowser, findBrowser } from './find-browser.js';
export { type Probed, probeBrowser } from './probe.js';

export const threeRenderer: Renderer = { name: 'three', layers: DEFAULT_LAYERS, open: openSession };
