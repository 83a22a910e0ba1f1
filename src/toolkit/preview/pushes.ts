/** Server-sent events to every page that is open. */
import type { ServerResponse } from 'node:http';
import type { PreviewPush } from '#contracts/preview';

export interface Pushes {
  open(response: ServerResponse): void;
  send(message: PreviewPush): void;
  close(): void;
}

export function openPushes(): Pushes {
  const open = new Set<ServerResponse>();
  return {
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': here\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    send(message) {
      for (const response of open) response.write(`data: ${JSON.stringify(message)}\n\n`);
    },
    close() {
      for (const response of open) response.end();
    },
  };
}
