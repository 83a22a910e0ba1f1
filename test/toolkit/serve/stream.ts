/** A scenario served within this process by the renderer that shoots rays, until the test stops it. */
import { join } from 'node:path';
import { type ServeEvent, type ServeOptions, type ServeReport, serveScenario } from '#toolkit';
import { realWall } from '../../live/fake-wall.js';

export const FILE = join(import.meta.dirname, '..', '..', 'fixtures', 'live-rig.yaml');

export interface Stream {
  readonly url: string;
  readonly events: readonly ServeEvent[];
  readonly ended: Promise<ServeReport>;
  stop(): Promise<ServeReport>;
}

export async function serve(more: Partial<ServeOptions> = {}): Promise<Stream> {
  const halt = new AbortController();
  const events: ServeEvent[] = [];
  let listening: (url: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    listening = resolve;
  });
  const ended = serveScenario({
    file: FILE,
    host: '127.0.0.1',
    port: 0,
    seed: 'made',
    draw: 0,
    renderer: 'raycast',
    rate: 'max',
    paused: true,
    atTheEnd: 'wait',
    whole: false,
    apart: false,
    wall: realWall,
    signal: halt.signal,
    on(event) {
      events.push(event);
      if (event.type === 'listening') listening(event.url);
    },
    ...more,
  });
  const stop = (): Promise<ServeReport> => {
    halt.abort();
    return ended;
  };
  return { url: await Promise.race([url, ended.then(() => Promise.reject(new Error('ended')))]), events, ended, stop };
}
