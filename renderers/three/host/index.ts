/** The three.js renderer: a page in a headless browser, driven from here. */
import { LAYER_NAMES } from '#contracts/layers';
import type { Renderer } from '#contracts/renderer';
import { openSession } from './session.js';

export { type FoundBrowser, findBrowser } from './find-browser.js';
export { pageFolder } from './frame-server.js';
export { type Probed, probeBrowser } from './probe.js';

export const threeRenderer: Renderer = { name: 'three', layers: LAYER_NAMES, open: openSession };
export { endBrowsersOf } from './stragglers.js';
