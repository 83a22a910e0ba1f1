/** `preview`: a page on this machine that shows what a scenario file means, by the code that makes datasets. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ObservationReply, Pin, PreviewPush, PreviewStart, RunRequest } from '#contracts/preview';
import { ontology } from '#labels/ontology';
import { pageFolder } from '#renderers/three/host/frame-server';
import { withPins } from '#scenario/pins';
import { FACTORS, usualUnit } from '#scenario/variation/factors';
import { nearmissVersion } from '../versions.js';
import type { DrawsOrder } from './draws.js';
import { beginEarly } from './early.js';
import { openEditorRoutes } from './editor-routes.js';
import { type Asked, openPageServer, type Route, sendJson } from './http.js';
import type { Remake, Work } from './messages.js';
import { openProject } from './project.js';
import { openPushes } from './pushes.js';
import { startThread, type Thread } from './thread.js';

export interface PreviewOptions {
  /** A scenario file or a folder of them. */
  readonly target: string;
  readonly seed: string;
  readonly draw: number;
  /** 0 for any that is free. */
  readonly port: number;
  readonly assets?: string;
  /** Told of what goes wrong on this side. */
  readonly onError: (error: unknown) => void;
}
export interface Preview {
  readonly url: string;
  readonly files: readonly string[];
  close(): Promise<void>;
}

/** A run that nobody waits for any more may go on so long before its thread is ended, ms. */
const PATIENCE_MS = 4000;

/** Runs after which another hardly gets faster. */
const PRACTICE = 6;

/** @throws NearmissError NM7521 (exit 2) where there is no scenario */
export async function openPreview(options: PreviewOptions): Promise<Preview> {
  const { seed, draw, port, onError, assets } = options;
  const pushes = openPushes();
  const project = await openProject(options.target, (message: PreviewPush) => pushes.send(message));
  const bodies = new Map<string, Uint8Array>();
  const thread = {
    onBody: (name: string, bytes: Uint8Array) => bodies.set(name, bytes),
    ...(assets === undefined ? {} : { assets }),
  };
  const runner = startThread({ ...thread, patienceMs: PATIENCE_MS });
  const student = startThread(thread);
  const editor = openEditorRoutes();
  let runs = 0;
  const pathOf = (file: string): string => {
    const path = project.pathOf(file);
    if (path === undefined) throw new Error(`this page shows no ${file}`);
    return path;
  };
  const runOf = (request: RunRequest, ahead = false): Work => ({
    type: 'run',
    run: `run-${runs++}`,
    path: pathOf(request.file),
    request,
    ahead,
  });
  const first = await project.read(project.files[0] as string);
  const { file, text } = first;
  const early = beginEarly({ file, text, seed, draw, pins: [], shownAs: [] }, () =>
    runner.ask(runOf({ file, text, seed, draw, pins: [] }, true), new AbortController().signal),
  );
  const start: Omit<PreviewStart, 'files'> = {
    version: nearmissVersion,
    ontology,
    seed,
    draw,
    factors: FACTORS.map(({ key, quantity }) => ({ key, unit: quantity === undefined ? '' : usualUnit(quantity) })),
  };
  const workOn =
    (on: Thread, work: (body: never) => Work): Route =>
    ({ body, response, signal }: Asked) =>
      sendLines(response, on.ask(work(body as never), signal));
  const remake = ({ run, request }: { readonly run: string; readonly request: RunRequest }): Remake => ({
    run,
    request,
    path: pathOf(request.file),
  });
  const practice = new AbortController();
  let practised = false;
  /** Once the first picture is being finished: the first save is then as soon seen as the tenth. */
  const practise = async (request: RunRequest): Promise<void> => {
    if (practised || practice.signal.aborted) return;
    practised = true;
    const work: Work = { type: 'practice', path: pathOf(request.file), request, times: PRACTICE };
    for await (const _ of runner.ask(work, practice.signal));
  };
  type Look = { readonly run: string; readonly request: RunRequest } & Pick<ObservationReply, 'sensor' | 'timeNs'>;
  const server = await openPageServer(
    port,
    {
      'GET start': ({ response }) => sendJson(response, JSON.stringify({ ...start, files: project.files })),
      'GET pushes': ({ response }) => pushes.open(response),
      'POST read': async ({ body, response }) =>
        sendJson(response, JSON.stringify(await project.read((body as { file: string }).file))),
      'POST save': async ({ body, response }) => {
        const { file, text, over } = body as { file: string; text: string; over: string };
        const saved = await project.save(file, text, over);
        if (saved === undefined) sendJson(response, JSON.stringify(await project.read(file)), 409);
        else sendJson(response, JSON.stringify(saved));
      },
      'POST run': async (asked) => {
        const begun = early.take(asked.body as RunRequest);
        if (begun !== undefined) return await sendLines(asked.response, begun);
        practice.abort();
        await workOn(runner, (request: RunRequest) => runOf(request))(asked);
      },
      'POST draws': workOn(student, (order: DrawsOrder) => ({ type: 'draws', path: pathOf(order.file), order })),
      'POST capture': async (asked) => {
        await workOn(runner, ({ run, request, ...look }: Look & { width: number }) => ({
          type: 'capture',
          made: remake({ run, request }),
          ...look,
        }))(asked);
        void practise((asked.body as Look).request).catch(onError);
      },
      'POST observation': workOn(runner, ({ run, request, ...look }: Look) => ({
        type: 'observation',
        made: remake({ run, request }),
        ...look,
      })),
      'POST held': ({ body, response }) => {
        const { text, pins } = body as { text: string; pins: readonly Pin[] };
        sendJson(response, JSON.stringify({ text: withPins(text, pins) }));
      },
      ...editor,
      'GET body': ({ what, response }) => {
        const bytes = bodies.get(what.split('/')[1] ?? '');
        if (bytes === undefined) response.writeHead(404).end();
        else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
      },
      'GET *': async ({ what, response }) => await sendFile(what === '' ? 'index.html' : what, response),
    },
    onError,
  );
  return {
    url: server.url,
    get files() {
      return project.files;
    },
    async close() {
      project.close();
      pushes.close();
      await Promise.all([server.close(), runner.close(), student.close()]);
    },
  };
}

async function sendLines(response: Asked['response'], lines: AsyncGenerator<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for await (const line of lines) response.write(`${line}\n`);
  response.end();
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Of the page's own folder, and of nothing else. */
async function sendFile(name: string, response: Asked['response']): Promise<void> {
  const type = TYPES[extname(name)];
  const bytes = /^[\w-]+(\.[\w-]+)+$/.test(name)
    ? await readFile(join(pageFolder(), '..', 'preview', name)).catch(() => undefined)
    : undefined;
  if (bytes === undefined || type === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type }).end(bytes);
}
