/** Metrics over HTTP: what is there, what is not, and a port that is taken. */
import { expect, test } from 'vitest';
import { createMetrics, serveMetrics } from '#watch/index';
import { parseExposition } from './exposition.js';

test('answers Prometheus and whoever asks after its health, on this machine alone', async () => {
  const metrics = await createMetrics({ worker: 'w', version: '1', backend: 'b', now: () => 0 });
  let why: string | undefined;
  const server = await serveMetrics({ metrics, port: 0, unready: () => why });
  try {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const scraped = await fetch(`${server.url}/metrics`);
    expect([scraped.status, scraped.headers.get('content-type')]).toEqual([200, metrics.contentType]);
    const families = parseExposition(await scraped.text());
    expect([...families.keys()]).toEqual(
      expect.arrayContaining(['nearmiss_frames_total', 'process_resident_memory_bytes', 'process_cpu_seconds_total']),
    );
    const ask = async (path: string, method = 'GET') => {
      const response = await fetch(server.url + path, { method });
      return [response.status, (await response.text()).trim()];
    };
    expect(await ask('/healthz')).toEqual([200, 'ok']);
    expect(await ask('/readyz?x=1')).toEqual([200, 'ok']);
    why = 'redis://:hunter2@h is not there';
    expect(await ask('/readyz')).toEqual([503, 'redis://***@h is not there']);
    expect((await ask('/elsewhere'))[0]).toBe(404);
    expect((await ask('/metrics', 'POST'))[0]).toBe(405);
    expect(await ask('/metrics', 'HEAD')).toEqual([200, '']);
    const taken = Number(new URL(server.url).port);
    await expect(serveMetrics({ metrics, port: taken })).rejects.toMatchObject({ code: 'NM7930', exitCode: 3 });
  } finally {
    await server.close();
  }
});
