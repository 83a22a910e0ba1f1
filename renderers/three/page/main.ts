/** The drawing page: a player without opinions. It gets plain facts and gives back bytes. */
import type { PageApi } from '#contracts/page';
import type { RenderRequest } from '#contracts/renderer';
import { packLayers } from './pack.js';
import { createPainter } from './painter.js';

const painter = createPainter();

const api: PageApi = {
  async render(request, frame) {
    painter.draw(request);
    const parts = packLayers(painter, request);
    const blob = new Blob(parts.map(({ data }) => data as Uint8Array<ArrayBuffer>));
    const answer = await fetch(`pixels/${frame}`, { method: 'POST', body: blob });
    if (!answer.ok) throw new Error(`the pixels were refused: ${answer.status}`);
    return parts.map(({ name, data }) => ({ name, bytes: data.byteLength }));
  },
  async bare(requests, count) {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      painter.drawBare(requests[i % requests.length] as RenderRequest);
    }
    return performance.now() - start;
  },
};
window.nearmiss = api;
