/** The drawing page: a player without opinions. It gets plain facts and gives back bytes. */
import type { PageApi } from '#contracts/page';
import type { RenderRequest } from '#contracts/renderer';
import { createGraphics, createPainter } from './painter.js';
import { createReader } from './read.js';
import { startSender } from './sender.js';

const graphics = createGraphics();
const painter = createPainter(graphics);
const reader = createReader(graphics);
const sender = startSender('sender.js');

const api: PageApi = {
  openFiles: (marks) => sender.openFiles(marks),
  async render(request, ticket) {
    painter.draw(request);
    reader.giveBack(await sender.send(reader.read(painter.drawn(), request.layers), request.layers, ticket));
  },
  async bare(requests, count) {
    const start = performance.now();
    for (let i = 0; i < count; i++) painter.drawBare(requests[i % requests.length] as RenderRequest);
    return performance.now() - start;
  },
};
window.nearmiss = api;
