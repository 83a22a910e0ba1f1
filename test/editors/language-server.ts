/** yaml-language-server as an editor runs it: a process that is spoken to over stdio. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/dist\/$/, '');

export interface Place {
  readonly line: number;
  readonly character: number;
}
export interface ServerDiagnostic {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly message: string;
  readonly severity?: number;
}
export interface ServerCompletion {
  readonly label: string;
  readonly insertText?: string;
  readonly textEdit?: { readonly newText: string };
  readonly documentation?: string | { readonly value: string };
}

export interface LanguageServer {
  /** @param path as if the text lay there */
  diagnostics(text: string, path: string): Promise<readonly ServerDiagnostic[]>;
  /** What is offered at the mark |, which is taken out. */
  complete(text: string, path: string): Promise<readonly ServerCompletion[]>;
  /** What is said of the place of the mark |, as Markdown; empty for nothing. */
  hover(text: string, path: string): Promise<string>;
  close(): Promise<void>;
}

/** The workspace's settings as VS Code reads them. */
export function workspaceSettings(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(ROOT, '.vscode', 'settings.json'), 'utf8')) as Record<string, unknown>;
}

/** @param settings flat ones, `yaml.schemas` and so on */
export async function openLanguageServer(settings: Readonly<Record<string, unknown>>): Promise<LanguageServer> {
  const main = createRequire(import.meta.url).resolve('yaml-language-server');
  const program = join(dirname(main), '..', '..', '..', 'bin', 'yaml-language-server');
  const child: ChildProcess = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null || child.stdin === null) throw new Error('the language server has no pipes');
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const published = new Map<string, (found: readonly ServerDiagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) =>
    published.get(uri)?.(diagnostics),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => sectionOf(settings, section)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await initialize(connection);
  return serverOver(connection, child, published);
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly ServerDiagnostic[];
}

/** `{schemas: ..}` of `yaml.schemas`: editors keep settings flat and hand them out as trees. */
function sectionOf(settings: Readonly<Record<string, unknown>>, section: string): unknown {
  const tree: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (!key.startsWith(`${section}.`)) continue;
    const path = key.slice(section.length + 1).split('.');
    const last = path.pop() as string;
    let at = tree;
    for (const step of path) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return tree;
}

async function initialize(connection: MessageConnection): Promise<void> {
  const rootUri = pathToFileURL(ROOT).toString().replace(/\/$/, '');
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'nearmiss' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        publishDiagnostics: {},
      },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
}

type Waiting = Map<string, (found: readonly ServerDiagnostic[]) => void>;

function serverOver(connection: MessageConnection, child: ChildProcess, published: Waiting): LanguageServer {
  // A file of its own for each text: when one is closed, the server still publishes that nothing is wrong with it.
  let opened = 0;
  const waiting = new Map<string, Promise<readonly ServerDiagnostic[]>>();
  const uriOf = (path: string): string => pathToFileURL(join(ROOT, path.replace(/\.yaml$/, `-${++opened}.yaml`))).toString();
  /** Opens the text, asks, and closes. */
  const during = async <T>(text: string, path: string, ask: (uri: string) => Promise<T>): Promise<T> => {
    const uri = uriOf(path);
    const found = new Promise<readonly ServerDiagnostic[]>((resolve) => published.set(uri, resolve));
    waiting.set(uri, found);
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    const result = await ask(uri);
    for (const map of [published, waiting]) map.delete(uri);
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    return result;
  };
  const atMark = (source: string) => {
    const before = source.slice(0, source.indexOf('|')).split('\n');
    return { text: source.replace('|', ''), position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
  };
  return {
    diagnostics: (text, path) => during(text, path, async (uri) => (await waiting.get(uri)) ?? []),
    complete(source, path) {
      const { text, position } = atMark(source);
      return during(text, path, async (uri) => {
        const list = await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
        return (list as { items: readonly ServerCompletion[] }).items;
      });
    },
    hover(source, path) {
      const { text, position } = atMark(source);
      return during(text, path, async (uri) => {
        const found = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
        return (found as { contents?: { value?: string } } | null)?.contents?.value ?? '';
      });
    },
    async close() {
      await connection.sendRequest('shutdown');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
