/** The drawing page: a player without opinions. It gets plain facts and gives back bytes. */
import { bodyAssets } from '#assets/index';
import type { PageApi } from '#contracts/page';
import type { RenderRequest } from '#contracts/renderer';
import { fetchBodies } from './own-bodies.js';
import { createGraphics, createPainter } from './painter.js';
import { createReader } from './read.js';
import { startSender } from './sender.js';

const graphics = createGraphics(document.createElement('canvas'));
let bodies = bodyAssets;
const painter = createPainter(graphics, (name) => bodies.get(name));
const reader = createReader(graphics);
const sender = startSender('sender.js');

const api: PageApi = {
  async loadBodies(addresses) {
    bodies = await fetchBodies(addresses);
  },
  openFiles: (marks) => sender.openFiles(marks),
  async render(request, ticket) {
    painter.draw(request);
    reader.giveBack(await sender.send(reader.read(painter.drawn(), request.layers), request.layers, ticket));
  },
  async bare(requests, count) {
    const { info } = graphics;
    info.autoReset = false;
    info.reset();
    const start = performance.now();
    for (let i = 0; i < count; i++) painter.drawBare(requests[i % requests.length] as RenderRequest);
    const ms = performance.now() - start;
    info.autoReset = true;
    return { ms: ms / count, triangles: info.render.triangles / count, drawCalls: info.render.calls / count };
  },
};
window.nearmiss = api;
