/** yaml-language-server's service inside this process: what VS Code asks by stdio is asked here by calls. */
import type { CompletionItem, LanguageService, MarkupContent, TextEdit } from 'yaml-language-server';
import { sha256Hex } from '#core/hash';
import type { Completion, Hover } from './types.js';
import type { SchemaPart } from './walk.js';

export interface SchemaService {
  complete(text: string, offset: number): Promise<readonly Completion[]>;
  hover(text: string, offset: number): Promise<Hover | undefined>;
}

const FILE = 'file:///scenario.yaml';
const MARKDOWN = { documentationFormat: ['markdown' as const, 'plaintext' as const], snippetSupport: true };

/** Loads the language server, which takes a part of a second. @param schema of the files it will be asked about */
export async function openService(schema: SchemaPart): Promise<SchemaService> {
  const [{ getLanguageService }, { TextDocument }] = await Promise.all([
    import('yaml-language-server'),
    import('vscode-languageserver-textdocument'),
  ]);
  const service: LanguageService = getLanguageService({
    // A file's own `$schema=` line changes nothing here: whatever it names, it is a scenario.
    schemaRequestService: async () => JSON.stringify(schema),
    workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).toString() },
    clientCapabilities: { textDocument: { completion: { completionItem: MARKDOWN } } },
  });
  service.configure({
    hover: true,
    completion: true,
    validate: false,
    yamlVersion: '1.2',
    indentation: '  ',
    hoverSchemaSource: false,
    schemas: [{ uri: 'nearmiss://scenario', fileMatch: ['*'], schema }],
  });
  const open = (text: string) => TextDocument.create(FILE, 'yaml', versionOf(text), text);
  return {
    async complete(text, offset) {
      const document = open(text);
      const { items } = await service.doComplete(document, document.positionAt(offset), false);
      return items.map((item) => completionOf(item, document, offset));
    },
    async hover(text, offset) {
      const document = open(text);
      const found = await service.doHover(document, document.positionAt(offset));
      const markdown = found === null || found === undefined ? '' : (found.contents as MarkupContent).value.trim();
      if (found?.range === undefined || markdown === '') return undefined;
      return { markdown, from: document.offsetAt(found.range.start), to: document.offsetAt(found.range.end) };
    },
  };
}

/** The service keeps what it parsed by the file's name and version: the same text, and only that, has the same version. */
function versionOf(text: string): number {
  return Number.parseInt(sha256Hex(text).slice(0, 12), 16);
}

interface Places {
  offsetAt(position: { readonly line: number; readonly character: number }): number;
}

/** Kinds of the protocol. */
const PROPERTY = 10;
const VALUES: readonly (number | undefined)[] = [9, 12, 13];
const SNIPPET = 2;

function completionOf(item: CompletionItem, document: Places, offset: number): Completion {
  const edit = item.textEdit as TextEdit | undefined;
  const documentation = typeof item.documentation === 'string' ? item.documentation : item.documentation?.value;
  return {
    label: item.label,
    insert: edit?.newText ?? item.insertText ?? item.label,
    isSnippet: item.insertTextFormat === SNIPPET,
    ...(item.detail ? { detail: item.detail } : {}),
    ...(documentation ? { documentation } : {}),
    from: edit === undefined ? offset : document.offsetAt(edit.range.start),
    to: edit === undefined ? offset : document.offsetAt(edit.range.end),
    kind: item.kind === PROPERTY ? 'key' : VALUES.includes(item.kind) ? 'value' : 'other',
  };
}
