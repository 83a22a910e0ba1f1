/** `npm run corpus`: the table of mistakes, as Markdown: what the language server and the loader say of each, and where. */
import { parseScenario } from '#scenario/index';
import { mistakesOf } from './corpus.js';
import { openLanguageServer, workspaceSettings } from './language-server.js';

const server = await openLanguageServer(workspaceSettings());
const rows: string[] = [];
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
for (const kind of ['seen-by-both', 'seen-by-the-loader'] as const) {
  for (const { name, path, text, place, about } of mistakesOf(kind)) {
    const found = await server.diagnostics(text, path);
    const seen = found.map(
      ({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message.slice(0, 110)}`,
    );
    const read = parseScenario(text, path).diagnostics.map(
      ({ line, column, code, message, hint }) => `${line}:${column} ${code} ${message} - ${hint ?? 'NO HINT'}`,
    );
    rows.push(`| ${name} | ${about} | ${place} | ${cell(seen.join('; ') || '-')} | ${cell(read.join('; '))} |`);
  }
}
await server.close();
console.log(['| file | mistake | place | yaml-language-server | loader |', '|---|---|---|---|---|', ...rows].join('\n'));
